// SPDX-License-Identifier: Apache-2.0
// The command-line tool: reads files, asks the library, prints for people or for programs.
// Exit status: 0 no finding of severity error, 1 findings, 2 wrong usage or a file that cannot be read.
#include "commands.hpp"

#include <memory>

namespace snsproof::tool {

namespace {

/// Help that fits into 80 columns.
class help_formatter : public CLI::Formatter {
public:
    std::string make_description(CLI::App const* app) const override {
        return wrap(app->get_description(), 0) + '\n';
    }

    std::string make_option_desc(CLI::Option const* option) const override {
        return wrap(CLI::Formatter::make_option_desc(option), 0, 80 - get_column_width());
    }

    std::string make_subcommand(CLI::App const* command) const override {
        return wrap("  " + padded(command->get_name(), 10) + command->get_description(), 12) + '\n';
    }
};

/// What is wrong with the arguments, and where to read on.
std::string say_wrong_usage(CLI::App const* app, CLI::Error const& e) {
    auto const given = app->get_subcommands();
    CLI::App const* const command = given.empty() ? app : given.back();
    std::string const name = given.empty() ? "snsproof" : "snsproof " + command->get_name();
    std::vector<std::string> options;
    for (CLI::Option const* o : command->get_options())
        for (std::string const& known : o->get_lnames()) options.push_back("--" + known);
    std::string near;
    for (std::string const& extra : app->remaining(true))
        if (near.empty() && extra.starts_with("--"))
            near = detail::nearest(extra, options, detail::same_name);
    return name + ": " + shown(e.what()) + (near.empty() ? "" : "; did you mean `" + near + "`?") +
           "\nsee `" + name + " --help`\n";
}

int run(int argc, char** argv) {
    CLI::App app{"Proves an Amazon SNS event-hook deployment right before it ships."};
    app.name("snsproof");
    app.formatter(std::make_shared<help_formatter>());
    app.failure_message(say_wrong_usage);
    app.set_version_flag("--version", version);
    app.require_subcommand(1);
    options how;
    int status = 0;

    for (auto* const add : {add_preflight, add_hooks, add_arn, add_policy, add_public, add_compare,
                            add_who_can, add_decide, add_grant, add_events, add_rules, add_render})
        add(app, how, status);
    app.footer("Each command has a help of its own: snsproof hooks --help\n"
               "Colors are for terminals only, and not where NO_COLOR is set or TERM is dumb.\n"
               "Exit status: 0 no errors, 1 errors, 2 wrong usage or a file that cannot be read.");

    std::vector<std::string> commands;
    for (CLI::App const* command : app.get_subcommands({})) commands.push_back(command->get_name());
    if (argc > 1 && *argv[1] != '-' &&
        std::find(commands.begin(), commands.end(), argv[1]) == commands.end()) {
        std::string_view const near = detail::nearest(argv[1], commands, detail::same_name);
        throw failure(
            "no command is called `" + shown(argv[1]) + "`" +
            (near.empty() ? ", see `snsproof --help`" : "; did you mean `" + std::string(near) + "`?"));
    }
    try {
        app.parse(argc, argv);
    } catch (CLI::ParseError const& e) {
        status = app.exit(e) == 0 ? 0 : 2;
    }
    std::cout.flush();
    if (!std::cout) throw failure("cannot write the output");
    return status;
}

}  // namespace

}  // namespace snsproof::tool

int main(int argc, char** argv) {
    try {
        return snsproof::tool::run(argc, argv);
    } catch (std::exception const& e) {
        std::cerr << "snsproof: " << e.what() << '\n';
        return 2;
    }
}
