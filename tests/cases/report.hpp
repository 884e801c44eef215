// SPDX-License-Identifier: Apache-2.0
// How findings are kept and counted.
#pragma once

#include "snsproof/report.hpp"

#include "../verify.hpp"

#include <cstdint>
#include <string_view>
#include <utility>

namespace cases {

constexpr snsproof::rule make_rule(std::string_view id, snsproof::severity level) {
    return {.id = id, .title = {}, .why = {}, .fix = {}, .reference = {}, .level = level};
}

inline constexpr snsproof::rule wrong = make_rule("test-wrong", snsproof::severity::error);
inline constexpr snsproof::rule doubtful = make_rule("test-doubtful", snsproof::severity::warning);
inline constexpr snsproof::rule notable = make_rule("test-notable", snsproof::severity::note);

/// Adds `count` findings with the offsets `from`, `from + 1`, ...
constexpr void add_many(snsproof::report& to, snsproof::rule const& what, std::size_t count,
                        std::uint32_t from = 0) {
    for (std::size_t i = 0; i != count; ++i) to.add(what, {from + static_cast<std::uint32_t>(i), 1});
}

constexpr bool is_ordered(snsproof::report const& found) {
    for (auto const* f = found.begin(); f != found.end(); ++f)
        if (f != found.begin() && f->where.offset < (f - 1)->where.offset) return false;
    return true;
}

inline constexpr fact report_facts[] = {
    {"the text under a span is cut off at the end of the text",
     [] {
         using snsproof::span;
         std::string_view const text = "abc";
         return text / span{1, 2} == "bc" && text / span{1, 9} == "bc" && (text / span{3, 1}).empty() &&
                (text / span{4, 1}).empty() && (text / span{0, 0}).empty() && span{3, 4}.end() == 7;
     }},
    {"rules are compared by their ids",
     [] {
         snsproof::rule const same = make_rule("test-wrong", snsproof::severity::note);
         return same == wrong && !(same == doubtful);
     }},
    {"an error is what a rule is by default",
     [] { return snsproof::rule{}.level == snsproof::severity::error; }},
    {"a new report is empty",
     [] {
         snsproof::report const r;
         return r.ok() && r.empty() && r.size() == 0 && r.begin() == r.end() && r.dropped() == 0 &&
                r.count(snsproof::severity::error) == 0;
     }},
    {"findings stand in the order of the text, and equal offsets in the order of adding",
     [] {
         snsproof::report r;
         r.add(wrong, {5, 1});
         r.add(doubtful, {2, 1});
         r.add(notable, {5, 2});
         r.add(wrong, {2, 3});
         r.add(notable, {9, 1});
         r.add(notable, {0, 1});
         constexpr std::string_view ids[] = {"test-notable", "test-doubtful", "test-wrong",
                                             "test-wrong",   "test-notable",  "test-notable"};
         std::size_t i = 0;
         for (auto const& f : r)
             if (f.what->id != ids[i++]) return false;
         return i == r.size() && is_ordered(r) && r.begin()[2].where == snsproof::span{2, 3};
     }},
    {"counts by severity; only errors matter to ok",
     [] {
         snsproof::report r;
         r.add(doubtful, {0, 1});
         r.add(notable, {0, 1});
         if (!r.ok()) return false;
         r.add(wrong, {0, 1}, {4, 2});
         r.add(wrong, {0, 1});
         using enum snsproof::severity;
         return !r.ok() && r.count(note) == 1 && r.count(warning) == 1 && r.count(error) == 2 &&
                r.size() == 4 && !r.empty() && r.begin()[2].related == snsproof::span{4, 2};
     }},
    {"append moves the findings and what they relate to",
     [] {
         snsproof::report r;
         r.add(wrong, {12, 1});
         snsproof::report other;
         other.add(doubtful, {1, 2}, {3, 4});
         other.add(notable, {5, 1});
         r.append(other, [](snsproof::span s) { return snsproof::span{s.offset + 10, s.length}; });
         auto const* const f = r.begin();
         return r.size() == 3 && f[0].where == snsproof::span{11, 2} &&
                f[0].related == snsproof::span{13, 4} && f[1].what->id == "test-wrong" &&
                f[2].where == snsproof::span{15, 1} && f[2].related == snsproof::span{} &&
                r.count(snsproof::severity::warning) == 1;
     }},
    {"a result has a value only if it was given one",
     [] {
         snsproof::report findings;
         findings.add(wrong, {});
         snsproof::result<int> const none(findings);
         snsproof::result<int> const wrong_value(7, findings);
         snsproof::result<int> const right(7, {});
         return none.value() == nullptr && !none.ok() && *wrong_value.value() == 7 && !wrong_value.ok() &&
                *right.value() == 7 && right.ok() && right.findings().empty() && none.findings().size() == 1;
     }},
};

}  // namespace cases
