// SPDX-License-Identifier: Apache-2.0
// `hooks`: checks a list of event hooks, shows what sending it would do, and merges lists.
#include "commands.hpp"
#include "plan_view.hpp"

#include <memory>

namespace snsproof::tool {

namespace {

struct hooks_options {
    std::string file;
    std::string current;
    std::vector<std::string> deleted;
    std::string into;
    std::string output;
};

/// Prints the findings, and the plan where there is one.
int print_checked(options const& how, answer const& said, plan_view const* view) {
    if (how.sarif()) {
        print_as_sarif(said);
    } else if (how.json()) {
        out_json j = said.as_json();
        j["plan"] = view != nullptr ? view->as_json() : out_json();
        print(j);
    } else {
        std::cout << said.findings_as_text(use_color(STDOUT_FILENO))
                  << (view != nullptr ? view->as_text() : "") << said.summary();
    }
    return said.exit_status();
}

int check_hooks(options const& how, hooks_options const& given) {
    std::string const text = read_file(given.file);
    auto const wanted = parse_hooks(text);
    answer said(how);
    said.add(given.file, text, wanted.findings());
    if (given.current.empty()) return print_checked(how, said, nullptr);

    std::string const current_text = read_file(given.current);
    auto const current = parse_settings(current_text);
    said.add(given.current, current_text, current.findings());
    plan made;
    bool const planned = wanted.value() != nullptr && current.value() != nullptr;
    if (planned) {
        made = plan_with(*current.value(), *wanted.value(), given.deleted);
        said.add(given.file, text, made.in_wanted);
        said.add(given.current, current_text, made.in_current);
    }
    if (!planned) return print_checked(how, said, nullptr);
    list_view const before(*current.value(), current_text);
    list_view const after(*wanted.value(), text);
    plan_view const view(made, before, after);
    return print_checked(how, said, &view);
}

/// What sending a list alone would do is no finding where it is merged.
report without_effects(report const& findings) {
    report kept;
    for (finding const& f : findings)
        if (*f.what != rules::hooks_absent && *f.what != rules::hooks_null && *f.what != rules::hooks_empty)
            kept.add(f);
    return kept;
}

/// Makes the array to send. Findings go to standard error, so that standard output is the array alone.
int merge_hooks(options const& how, hooks_options const& given) {
    std::string const text = read_file(given.file);
    std::string const current_text = read_file(given.into);
    auto const wanted = parse_hooks(text);
    auto const current = parse_settings(current_text);
    answer said(how);
    report const of_file = without_effects(wanted.findings());
    said.add(given.file, text, of_file);
    said.add(given.into, current_text, current.findings());
    update made;
    bool const merged = wanted.value() != nullptr && current.value() != nullptr;
    if (merged) {
        made = make_update(*current.value(), *wanted.value());
        said.add(given.file, text, made.in_wanted);
        said.add(given.into, current_text, made.in_current);
    }
    std::string_view const exact(made.text.data(), made.text.size());
    std::string const masked =
        mask(exact, {0, static_cast<std::uint32_t>(exact.size())}, find_secrets(exact));
    bool const written = merged && said.ok() && !given.output.empty();
    if (written) write_file(given.output, exact);
    if (how.sarif()) {
        print_as_sarif(said);
        return said.exit_status();
    }
    if (how.json()) {
        out_json j = said.as_json();
        j["update"] = merged ? out_json::parse(masked, nullptr, false) : out_json();
        if (j["update"].is_discarded()) j["update"] = masked;
        j["written"] = written ? out_json(given.output) : out_json();
        print(j);
        return said.exit_status();
    }
    std::cout << escape_controls(masked);
    std::cerr << said.findings_as_text(use_color(STDERR_FILENO)) << said.summary();
    if (written)
        std::cerr << "the list to send, with its secrets, is in `" << shown(given.output) << "`\n";
    else if (!given.output.empty())
        std::cerr << "`" << shown(given.output) << "` was not written, because of the errors above\n";
    return said.exit_status();
}

int run_hooks(options const& how, hooks_options const& given) {
    if (!given.into.empty() && !given.current.empty())
        throw failure("--into makes a list and --current checks one: give one of them");
    if (given.into.empty() && !given.output.empty()) throw failure("-o needs --into");
    if (given.current.empty() && !given.deleted.empty()) throw failure("--delete needs --current");
    if (given.file == "-" && (given.current == "-" || given.into == "-"))
        throw failure("only one of the files can be standard input");
    if (given.output == "-") throw failure("-o needs a file: the list holds secrets");
    return given.into.empty() ? check_hooks(how, given) : merge_hooks(how, given);
}

}  // namespace

void add_hooks(CLI::App& app, options& how, int& status) {
    auto const given = std::make_shared<hooks_options>();
    CLI::App* const command = app.add_subcommand(
        "hooks", "Checks a list of Stream's event hooks, and what sending it would do to the current ones");
    command
        ->add_option("file", given->file,
                     "the list: an array, {\"event_hooks\": ...} or settings; - for standard input")
        ->required();
    command->add_option("--current", given->current, "the current settings, as GET /app returns them");
    command->add_option("--delete", given->deleted, "the id of a hook that may be deleted; can be repeated")
        ->expected(1)
        ->take_all();
    command->add_option("--into", given->into,
                        "make the complete list: these current settings and the hooks of the file");
    command->add_option("-o,--output", given->output,
                        "with --into: write the list with its secrets to this file");
    add_output_options(*command, how);
    add_examples(*command, {"snsproof hooks hooks.json --current settings.json",
                            "snsproof hooks hooks.json --into settings.json -o update.json",
                            "snsproof hooks hooks.json --strict --format sarif > hooks.sarif"});
    command->callback([given, &how, &status] { status = run_hooks(how, *given); });
}

}  // namespace snsproof::tool
