// SPDX-License-Identifier: Apache-2.0
// The first line is the current list of hooks, the rest is the wanted one. Oracles: a plan has each hook
// once, keeping a list changes nothing, and an update holds what a plain merge of both lists does.
#include "findings.hpp"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "snsproof/hook.hpp"
#include "snsproof/plan.hpp"

using namespace snsproof;

namespace {

using offsets = std::multiset<std::uint32_t>;

void add(offsets& to, json::value v) {
    if (v) to.insert(v.where().offset);
}

/// What stands in an object, but for the white space between tokens.
std::string minified(std::string_view object) {
    std::string text;
    bool in_string = false;
    for (std::size_t i = 0; i != object.size(); ++i) {
        char const c = object[i];
        if (in_string || !detail::is_space(c)) text += c;
        if (in_string && c == '\\')
            text += object[++i];
        else if (c == '"')
            in_string = !in_string;
    }
    return text;
}

/// UUIDs compare without case, other ids with it.
std::string key_of(hook const& h) {
    std::string id(h.id());
    if (hook_id(id).is_uuid())
        for (char& c : id) c = detail::lower(c);
    return id;
}

bool is_deletion(hook const& h) {
    return h[hook_field::delete_].is_true();
}

/// Whether each hook can be told from the others, and none says that it wants to be deleted.
bool is_plain(hook_list const& list) {
    std::set<std::string> ids;
    for (hook const h : list)
        if (!h.object().is(json::kind::object) || h.id().empty() || is_deletion(h) ||
            !ids.insert(key_of(h)).second)
            return false;
    return list.state() != list_state::absent;
}

struct planned {
    offsets current;
    offsets wanted;
};

planned hooks_of(plan const& p) {
    planned all;
    for (json::value const v : p.created) add(all.wanted, v);
    for (auto const* const pairs : {&p.changed, &p.kept, &p.deleted})
        for (hook_pair const& pair : *pairs) {
            add(all.current, pair.before);
            add(all.wanted, pair.after);
        }
    return all;
}

std::size_t count_unacknowledged(plan const& p) {
    std::size_t count = 0;
    for (finding const& f : p.in_current) count += *f.what == rules::plan_deletes ? 1 : 0;
    return count;
}

void check_plan(hook_list const& current, hook_list const& wanted) {
    plan const made = make_plan(current, wanted);
    fuzz::expect_inside(made.in_current, current.document().text());
    fuzz::expect_inside(made.in_wanted, wanted.document().text());
    planned expected;
    for (hook const h : current) add(expected.current, h.object());
    for (hook const h : wanted)
        if (h.object().is(json::kind::object)) add(expected.wanted, h.object());
    planned const all = hooks_of(made);
    fuzz::expect(all.current == expected.current, "a current hook is not in the plan once");
    fuzz::expect(all.wanted == expected.wanted, "a wanted hook is not in the plan once");
    for (hook_pair const& pair : made.changed)
        fuzz::expect(!find_changes(current, wanted, pair).empty(), "changed, and no field differs");
    std::size_t deleted = 0;
    std::size_t without_id = 0;
    std::vector<std::string_view> acknowledged;
    for (hook_pair const& pair : made.deleted) {
        hook const h(current, pair.before);
        if (pair.after) continue;
        ++deleted;
        without_id += h.id().empty() ? 1 : 0;
        acknowledged.push_back(h.id());
    }
    if (made.in_current.dropped() != 0) return;
    fuzz::expect(count_unacknowledged(made) == deleted, "a deletion without a finding");
    fuzz::expect(count_unacknowledged(make_plan(current, wanted, acknowledged)) == without_id,
                 "an acknowledged deletion is told");
}

/// The update, made by looking at every pair of hooks.
std::vector<std::string> merge(hook_list const& current, hook_list const& wanted) {
    std::vector<std::string> merged;
    std::vector<std::string> others;
    std::map<std::string, std::size_t> places;  // of ids, the first hook that has it
    std::vector<hook> matched;
    std::vector<bool> is_matched;
    for (hook const h : current) {
        if (!h.id().empty()) places.emplace(key_of(h), matched.size());
        matched.push_back(h);
        is_matched.push_back(false);
    }
    for (hook const h : wanted) {
        if (!h.object().is(json::kind::object)) continue;
        auto const found = h.id().empty() ? places.end() : places.find(key_of(h));
        if (found == places.end() || is_matched[found->second]) {
            if (!is_deletion(h)) others.push_back(minified(h.object().raw()));
            continue;
        }
        matched[found->second] = h;
        is_matched[found->second] = true;
    }
    for (std::size_t i = 0; i != matched.size(); ++i)
        if (!is_matched[i] || !is_deletion(matched[i])) merged.push_back(minified(matched[i].object().raw()));
    merged.insert(merged.end(), others.begin(), others.end());
    return merged;
}

void check_update(hook_list const& current, hook_list const& wanted) {
    update const made = make_update(current, wanted);
    fuzz::expect_inside(made.in_current, current.document().text());
    fuzz::expect_inside(made.in_wanted, wanted.document().text());
    auto const sent = parse_settings(detail::view(made.text));
    fuzz::expect(sent.value() != nullptr, "an update that is no list of hooks");
    std::vector<std::string> hooks;
    for (hook const h : *sent.value()) hooks.push_back(minified(h.object().raw()));
    fuzz::expect(hooks == merge(current, wanted), "an update that is not the two lists");
    if (!is_plain(current)) return;
    plan const after = make_plan(current, *sent.value());
    for (hook const h : wanted)
        if (is_deletion(h)) return;
    fuzz::expect(after.deleted.empty(), "an update that deletes");
}

void check_unchanged(hook_list const& list) {
    if (!is_plain(list)) return;
    plan const same = make_plan(list, list);
    fuzz::expect(same.created.empty() && same.changed.empty() && same.deleted.empty(),
                 "the same list, and a change");
    fuzz::expect(same.kept.size() == list.size(), "the same list, and hooks that are not kept");
    fuzz::expect(count_unacknowledged(same) == 0, "the same list, and a deletion");
}

void check_list(result<hook_list> const& read, std::string_view text) {
    fuzz::expect_inside(read.findings(), text);
    fuzz::expect(read.value() != nullptr || !read.ok(), "no list and no error");
    if (read.value() == nullptr) return;
    hook_list const& list = *read.value();
    fuzz::expect(list.document().text() == text, "a list of another text");
    std::size_t count = 0;
    for (hook const h : list) {
        ++count;
        std::string_view const raw = h.object().raw();
        fuzz::expect((text / h.object().where()) == raw, "a hook outside of the text");
    }
    fuzz::expect(count == list.size() && (count != 0) == (list.state() == list_state::filled),
                 "hooks counted wrong");
    check_unchanged(list);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view rest = fuzz::text_of(data, size);
    fuzz::exact_copy const first(fuzz::take_line(rest));
    fuzz::exact_copy const second(rest);
    auto const current = parse_settings(first);
    auto const wanted = parse_hooks(second);
    check_list(current, first);
    check_list(wanted, second);
    fuzz::expect(cases::is_same(parse_hooks(second).findings(), wanted.findings()), "hooks read twice");
    if (current.value() == nullptr || wanted.value() == nullptr) return 0;
    check_plan(*current.value(), *wanted.value());
    check_update(*current.value(), *wanted.value());
    return 0;
}
