// SPDX-License-Identifier: Apache-2.0
// `rules` and `explain`: the catalogue.
#include "commands.hpp"

#include <memory>

namespace snsproof::tool {

namespace {

int run_rules(options const& how, bool markdown) {
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
            std::cout << r->id << std::string(r->id.size() < 28 ? 28 - r->id.size() : 1, ' ')
                      << name_of(r->level) << std::string(9 - name_of(r->level).size(), ' ') << r->title
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
    if (how.json()) {
        print({{"ok", true}, {"findings", out_json::array()}, {"rule", to_json(*r)}});
        return 0;
    }
    std::cout << r->id << " (" << name_of(r->level) << ")\n\n"
              << r->title << "\n\nwhy: " << r->why << "\nfix: " << r->fix << "\nsee: " << r->reference
              << '\n';
    return 0;
}

}  // namespace

void add_rules(CLI::App& app, options& how, int& status) {
    auto const given = std::make_shared<bool>();
    CLI::App* const command = app.add_subcommand("rules", "Lists every rule");
    command->add_flag("--markdown", *given, "as a table in Markdown");
    add_format(*command, how);
    command->callback([given, &how, &status] { status = run_rules(how, *given); });

    auto const id = std::make_shared<std::string>();
    CLI::App* const explain = app.add_subcommand("explain", "Explains one rule");
    explain->add_option("rule", *id, "the rule's id, as findings name it")->required();
    add_format(*explain, how);
    explain->callback([id, &how, &status] { status = run_explain(how, *id); });
}

}  // namespace snsproof::tool
