// SPDX-License-Identifier: Apache-2.0
// The command-line tool: reads files, asks the library, prints for people or for programs.
// Exit status: 0 no finding of severity error, 1 findings, 2 wrong usage or a file that cannot be read.
#include "commands.hpp"

namespace snsproof::tool {

namespace {

int run(int argc, char** argv) {
    CLI::App app{"Proves an Amazon SNS event-hook deployment right before it ships.\n"
                 "Exit status: 0 no errors, 1 errors, 2 wrong usage or a file that cannot be read."};
    app.name("snsproof");
    app.set_version_flag("--version", version);
    app.require_subcommand(1);
    options how;
    int status = 0;

    for (auto* const add : {add_preflight, add_hooks, add_arn, add_policy, add_public, add_compare,
                            add_who_can, add_decide, add_grant, add_events, add_rules})
        add(app, how, status);

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
