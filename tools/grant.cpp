// SPDX-License-Identifier: Apache-2.0
// `grant`: prints the policy that lets the publisher publish.
#include "commands.hpp"
#include "policy_words.hpp"

#include <memory>

namespace snsproof::tool {

namespace {

struct grant_options {
    std::string topic;
    std::string into;
    std::string publisher;
};

/// Prints the policy to standard output, and findings to standard error, so that the former can be sent on.
int run_grant(options const& how, grant_options const& given) {
    auto const topic = parse_topic_arn(given.topic);
    if (!topic.ok()) fail_topic(given.topic);
    std::string const account = account_of(given.publisher);
    bool const extends = !given.into.empty();
    std::string const text = extends ? read_file(given.into) : "";
    result<policy> const parsed = extends ? parse_policy(text) : result<policy>(report());
    grant made;
    if (!extends)
        made = make_grant(*topic.value(), account);
    else if (parsed.value() != nullptr)
        made = merge_grant(*parsed.value(), *topic.value(), account);
    answer said(how);
    if (extends) said.add(given.into, text, parsed.findings());
    if (extends)
        said.add(given.into, text, made.findings);
    else
        said.add_argument("--topic", given.topic, made.findings);
    std::string_view const policy_text = detail::view(made.text);
    if (how.sarif()) {
        print_as_sarif(said);
        return said.exit_status();
    }
    if (how.json()) {
        out_json j = said.as_json();
        j["policy"] = policy_text.empty() ? out_json() : out_json(policy_text);
        print(j);
        return said.exit_status();
    }
    std::cout << escape_controls(policy_text)
              << (policy_text.empty() || policy_text.ends_with('\n') ? "" : "\n");
    std::cerr << said.findings_as_text(use_color(STDERR_FILENO));
    if (policy_text.empty()) std::cerr << "nothing was granted, because of the errors above\n";
    return said.exit_status();
}

}  // namespace

void add_grant(CLI::App& app, options& how, int& status) {
    auto const given = std::make_shared<grant_options>();
    CLI::App* const command = app.add_subcommand(
        "grant", "Prints the policy that lets Stream publish to a topic, merged into one that is there");
    command->add_option("--topic", given->topic, "the topic's ARN")->required();
    command->add_option("--into", given->into,
                        "the policy to extend; its other bytes stay as they are, but for control "
                        "characters, which are escaped; - for standard input");
    command->add_option("--publisher", given->publisher, "the account to let in; Stream's by default");
    add_output_options(*command, how);
    add_examples(*command, {"snsproof grant --topic arn:aws:sns:eu-west-1:210987654321:harbour",
                            "snsproof grant --topic arn:aws:sns:eu-west-1:210987654321:harbour \\",
                            "    --into policy.json > new.json"});
    command->callback([given, &how, &status] { status = run_grant(how, *given); });
}

}  // namespace snsproof::tool
