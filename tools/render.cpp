// SPDX-License-Identifier: Apache-2.0
// `render`, which is not in the help: the manual page, and the completions of bash. Both are made from the
// description of the command line that also parses it.
#include "commands.hpp"

#include <memory>

namespace snsproof::tool {

namespace {

std::vector<CLI::App const*> commands_of(CLI::App const& app) {
    std::vector<CLI::App const*> shown;
    for (CLI::App const* command : app.get_subcommands({}))
        if (!command->get_group().empty()) shown.push_back(command);
    return shown;
}

/// The texts that an option takes, where only some do: those of `TEXT:{a,b}`.
std::vector<std::string> choices_of(CLI::Option const& option) {
    std::string const type = option.get_type_name();
    std::size_t const open = type.find('{');
    std::size_t const close = type.find('}');
    if (open == std::string::npos || close == std::string::npos) return {};
    return CLI::detail::split(type.substr(open + 1, close - open - 1), ',');
}

std::vector<std::string> names_of(CLI::Option const& option) {
    std::vector<std::string> names;
    for (std::string const& name : option.get_snames()) names.push_back("-" + name);
    for (std::string const& name : option.get_lnames()) names.push_back("--" + name);
    return names;
}

/// Text as roff takes it: its special characters as the ASCII ones that they look like.
std::string roff(std::string_view text) {
    constexpr std::array<std::pair<char, std::string_view>, 6> special{
        {{'\\', "\\e"}, {'-', "\\-"}, {'\'', "\\(aq"}, {'`', "\\(ga"}, {'^', "\\(ha"}, {'~', "\\(ti"}}};
    std::string out = text.starts_with('.') ? "\\&" : "";
    for (char const c : text) {
        auto const* const at =
            std::find_if(special.begin(), special.end(), [c](auto const& s) { return s.first == c; });
        if (at == special.end())
            out += c;
        else
            out += at->second;
    }
    return out;
}

std::string roff_of_option(CLI::Option const& option) {
    std::string out = ".TP\n";
    bool const is_positional = option.get_positional();
    if (is_positional) out += "\\fI" + roff(option.get_name(true)) + "\\fR";
    std::string parted;
    for (std::string const& name : is_positional ? std::vector<std::string>{} : names_of(option)) {
        out += parted + "\\fB" + roff(name) + "\\fR";
        parted = ", ";
    }
    std::string value = option.get_type_size() == 0 ? "" : CLI::detail::join(choices_of(option), "|");
    if (value.empty() && option.get_type_size() != 0) value = option.get_type_name();
    if (!is_positional && !value.empty()) out += " \\fI" + roff(value) + "\\fR";
    out += '\n' + roff(option.get_description());
    if (option.get_type_size() != 0 && !option.get_default_str().empty())
        out += " (" + roff(option.get_default_str()) + " by default)";
    return out + '\n';
}

std::string roff_of_command(CLI::App const& command) {
    std::string out =
        ".SS \"snsproof " + roff(command.get_name()) + "\"\n" + roff(command.get_description()) + '\n';
    for (bool const positional : {true, false})
        for (CLI::Option const* option : command.get_options())
            if (option->get_positional() == positional) out += roff_of_option(*option);
    std::string const examples = command.get_footer();
    std::string_view rest = examples;
    std::string_view const head = detail::take_until(rest, '\n');
    out += ".PP\n" + roff(head) + "\n.PP\n.nf\n";
    while (!rest.empty()) out += roff(detail::take_until(rest, '\n')) + '\n';
    return out + ".fi\n";
}

std::string man_page(CLI::App const& app) {
    std::string const about = app.get_description();
    std::string out = ".TH SNSPROOF 1 \"\" \"snsproof " + version +
                      "\" \"User Commands\"\n.SH NAME\nsnsproof \\- checks event hooks, topic policies and "
                      "events before they are deployed\n.SH SYNOPSIS\n.B snsproof\n.I command\n[options]\n"
                      ".SH DESCRIPTION\n" +
                      roff(about) + '\n';
    std::string const footer = app.get_footer();
    for (std::string_view rest = footer; !rest.empty();)
        out += ".PP\n" + roff(detail::take_until(rest, '\n')) + '\n';
    out += ".SH COMMANDS\n";
    for (CLI::App const* command : commands_of(app)) out += roff_of_command(*command);
    return out;
}

/// The branch of one command: which words may stand at the cursor.
std::string completions_of(CLI::App const& command) {
    std::string all;
    std::string with_file;
    std::string out = "        " + command.get_name() + ")\n            case $prev in\n";
    for (CLI::Option const* option : command.get_options()) {
        auto const names = names_of(*option);
        if (names.empty()) continue;
        all += (all.empty() ? "" : " ") + CLI::detail::join(names, " ");
        auto const choices = choices_of(*option);
        if (!choices.empty())
            out += "                " + CLI::detail::join(names, "|") + ") words='" +
                   CLI::detail::join(choices, " ") + "' ;;\n";
        else if (option->get_type_size() != 0)
            with_file += (with_file.empty() ? "" : "|") + CLI::detail::join(names, "|");
    }
    if (!with_file.empty()) out += "                " + with_file + ") return ;;\n";
    out += "                *)\n                    if [[ $cur == -* ]]; then words='" + all + "'\n";
    if (command.get_name() == "explain") {
        std::string ids;
        for (rule const* r : all_rules) ids.append(ids.empty() ? "" : " ").append(r->id);
        out += "                    else words='" + ids + "'\n";
    }
    return out + "                    fi ;;\n            esac ;;\n";
}

std::string bash_completions(CLI::App const& app) {
    std::string names;
    std::string branches;
    for (CLI::App const* command : commands_of(app)) {
        names += command->get_name() + ' ';
        branches += completions_of(*command);
    }
    return "# Completions of snsproof " + version +
           " for bash\n"
           "_snsproof() {\n"
           "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} words=\n"
           "    COMPREPLY=()\n"
           "    # Bash takes the = of --format=json for a word.\n"
           "    if [[ $cur == '=' ]]; then cur=\n"
           "    elif [[ $prev == '=' ]]; then prev=${COMP_WORDS[COMP_CWORD-2]}\n"
           "    fi\n"
           "    if (( COMP_CWORD == 1 )); then words='" +
           names +
           "--help --version'\n"
           "    else\n"
           "        case ${COMP_WORDS[1]} in\n" +
           branches +
           "        esac\n"
           "    fi\n"
           "    [[ -z $words ]] || mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\")\n"
           "}\n"
           "complete -o bashdefault -o default -F _snsproof snsproof\n";
}

}  // namespace

void add_render(CLI::App& app, options& how, int& status) {
    (void)how;  // it has no findings
    auto const what = std::make_shared<std::string>();
    CLI::App* const command = app.add_subcommand("render", "Prints the manual page or completions");
    command->group("");
    command->add_option("what", *what, "which of them")->required()->check(CLI::IsMember({"man", "bash"}));
    command->callback([what, &app, &status] {
        std::cout << (*what == "man" ? man_page(app) : bash_completions(app));
        status = 0;
    });
}

}  // namespace snsproof::tool
