// SPDX-License-Identifier: Apache-2.0
// `arn`: checks ARNs of topics.
#include "commands.hpp"

#include <memory>

namespace snsproof::tool {

namespace {

std::vector<std::string> read_arns(std::vector<std::string> const& given) {
    std::vector<std::string> arns;
    for (std::string const& text : given) {
        if (text != "-") {
            arns.push_back(text);
            continue;
        }
        std::string const all = read_file("-");
        for (std::string_view rest = all; !rest.empty();) {
            std::string_view line = detail::take_until(rest, '\n');
            if (line.ends_with('\r')) line.remove_suffix(1);
            if (!line.empty()) arns.emplace_back(line);
        }
    }
    if (arns.empty()) throw failure("no ARN was given");
    return arns;
}

int run_arn(options const& how, std::vector<std::string> const& given) {
    std::vector<std::string> const arns = read_arns(given);
    std::vector<result<topic_arn>> parsed;
    parsed.reserve(arns.size());
    for (std::string const& text : arns) parsed.push_back(parse_topic_arn(text));
    answer said(how);
    for (std::size_t i = 0; i != arns.size(); ++i)
        said.add_argument("argument " + std::to_string(i + 1), arns[i], parsed[i].findings());
    if (how.sarif()) {
        print_as_sarif(said);
        return said.exit_status();
    }
    out_json list = out_json::array();
    std::string lines;
    for (std::size_t i = 0; i != arns.size(); ++i) {
        topic_arn const* const arn = parsed[i].ok() ? parsed[i].value() : nullptr;
        out_json entry{
            {"text", mask(arns[i], {0, static_cast<std::uint32_t>(arns[i].size())}, find_secrets(arns[i]))},
            {"ok", arn != nullptr}};
        if (arn != nullptr) {
            entry.update({{"partition", arn->partition},
                          {"region", arn->region},
                          {"account", arn->account},
                          {"name", arn->name},
                          {"fifo", arn->fifo()}});
            lines += wrap(arns[i] + ": " + (arn->fifo() ? "FIFO" : "standard") + " topic `" +
                              std::string(arn->name) + "` of account " + std::string(arn->account) + " in " +
                              std::string(arn->region) + " (" + std::string(arn->partition) + ")",
                          2) +
                     '\n';
        }
        list.push_back(std::move(entry));
    }
    if (how.json()) {
        out_json j = said.as_json();
        j["arns"] = std::move(list);
        print(j);
    } else {
        std::cout << said.findings_as_text(use_color(STDOUT_FILENO)) << lines << said.summary();
    }
    return said.exit_status();
}

}  // namespace

void add_arn(CLI::App& app, options& how, int& status) {
    auto const given = std::make_shared<std::vector<std::string>>();
    CLI::App* const command = app.add_subcommand("arn", "Checks ARNs of topics");
    command->add_option("text", *given, "the ARNs; - reads lines of standard input")->required();
    add_output_options(*command, how);
    add_examples(*command, {"snsproof arn arn:aws:sns:eu-west-1:210987654321:harbour-chat",
                            "snsproof arn - --format json < arns.txt"});
    command->callback([given, &how, &status] { status = run_arn(how, *given); });
}

}  // namespace snsproof::tool
