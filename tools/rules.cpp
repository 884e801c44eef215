// SPDX-License-Identifier: Apache-2.0
// `rules` and `explain`: the catalogue.
#include "commands.hpp"

#include <memory>

namespace snsproof::tool {

namespace {

/// A run without results: what the rules are.
int print_catalogue(std::span<rule const* const> rules) {
    sarif_log log(std::cout);
    for (rule const* r : rules) log.index_of(*r);
    log.end();
    return 0;
}

int run_rules(options const& how, bool markdown) {
    if (how.sarif()) return print_catalogue(all_rules);
    if (how.json()) {
        out_json list = out_json::array();
        for (rule const* r : all_rules) list.push_back(to_json(*r));
        print({{"ok", true}, {"findings", out_json::array()}, {"rules", std::move(list)}});
        return 0;
    }
    if (markdown) std::cout << "| rule | severity | what is wrong |\n|---|---|---|\n";
    for (rule const* r : all_rules) {
        if (markdown)
            std::cout << "| `" << r->id << "` | " << name_of(r->level) << " | " << r->title << " |\n";
        else
            std::cout << wrap(padded(r->id, 28) + padded(name_of(r->level), 9) + std::string(r->title), 37)
                      << '\n';
    }
    return 0;
}

int run_explain(options const& how, std::string const& id) {
    rule const* const r = find_rule(id);
    if (r == nullptr) {
        std::string_view const near = detail::nearest(id, all_rules, [](rule const* a) { return a->id; });
        throw failure("no rule is called `" + shown(id) + "`" +
                      (near.empty() ? std::string(", see `snsproof rules`")
                                    : "; did you mean `" + std::string(near) + "`?"));
    }
    if (how.sarif()) return print_catalogue(std::span(&r, 1));
    if (how.json()) {
        print({{"ok", true}, {"findings", out_json::array()}, {"rule", to_json(*r)}});
        return 0;
    }
    std::cout << r->id << " (" << name_of(r->level) << ")\n\n"
              << wrap(r->title, 0) << "\n\n"
              << wrap("why: " + std::string(r->why), 5) << '\n'
              << wrap("fix: " + std::string(r->fix), 5) << "\nsee: " << r->reference << '\n';
    return 0;
}

}  // namespace

void add_rules(CLI::App& app, options& how, int& status) {
    auto const given = std::make_shared<bool>();
    CLI::App* const command = app.add_subcommand("rules", "Lists every rule");
    command->add_flag("--markdown", *given, "as a table in Markdown");
    add_format(*command, how);
    add_examples(*command, {"snsproof rules", "snsproof rules --format json"});
    command->callback([given, &how, &status] { status = run_rules(how, *given); });

    auto const id = std::make_shared<std::string>();
    CLI::App* const explain = app.add_subcommand("explain", "Explains one rule");
    explain->add_option("rule", *id, "the rule's id, as findings name it")->required();
    add_format(*explain, how);
    add_examples(*explain, {"snsproof explain hook-region-mismatch"});
    explain->callback([id, &how, &status] { status = run_explain(how, *id); });
}

}  // namespace snsproof::tool
