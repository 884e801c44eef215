// SPDX-License-Identifier: Apache-2.0
// Patterns with wildcards, the texts that they match and the patterns that they cover.
#pragma once

#include "snsproof/detail/glob.hpp"

#include "../verify.hpp"

#include <cstddef>
#include <string_view>

namespace cases {

struct glob_case {
    std::string_view pattern;
    std::string_view text;
    bool matches;
    bool ignoring_case;  ///< what matching without regard to case answers
};

inline constexpr glob_case globs[] = {
    {"", "", true, true},
    {"", "a", false, false},
    {"a", "", false, false},
    {"a", "a", true, true},
    {"a", "A", false, true},
    {"ab", "a", false, false},
    {"a", "ab", false, false},
    // `*` matches any run, also none.
    {"*", "", true, true},
    {"*", "a", true, true},
    {"***", "", true, true},
    {"***", "abc", true, true},
    {"a*", "a", true, true},
    {"a*", "ab", true, true},
    {"a*", "ba", false, false},
    {"*a", "a", true, true},
    {"*a", "ba", true, true},
    {"*a", "ab", false, false},
    {"a*b", "ab", true, true},
    {"a*b", "acb", true, true},
    {"a*b", "abc", false, false},
    {"A*b", "acB", false, true},
    // What stands before the first and behind the last must not share bytes of the text.
    {"ab*b", "ab", false, false},
    {"ab*ba", "aba", false, false},
    {"a*a", "a", false, false},
    {"a**a", "a", false, false},
    {"a**a", "aa", true, true},
    // `?` matches exactly one.
    {"?", "", false, false},
    {"?", "a", true, true},
    {"?", "ab", false, false},
    {"??", "a", false, false},
    {"a?c", "abc", true, true},
    {"a?c", "ac", false, false},
    {"a?C", "ABc", false, true},
    {"*?", "", false, false},
    {"*?", "a", true, true},
    {"?*", "", false, false},
    {"?*?", "a", false, false},
    {"?*?", "ab", true, true},
    {"*?*", "", false, false},
    {"*?*?*", "a", false, false},
    {"*?*?*", "ab", true, true},
    // A wildcard in the text is a byte as any other.
    {"a", "*", false, false},
    {"?", "*", true, true},
    {"a?", "a?", true, true},
    {"ab", "a?", false, false},
    {"*", "*?", true, true},
    // One byte, not one character: U+00E9 has two.
    {"?", "\xC3\xA9", false, false},
    {"??", "\xC3\xA9", true, true},
    {"*\xA9", "\xC3\xA9", true, true},
    // Only ASCII letters have a case.
    {"[", "{", false, false},
    {"\xC3\xA9", "\xC3\x89", false, false},
    // Runs in their order, each where it stands first, and the last ones behind them.
    {"*a*b*", "ab", true, true},
    {"*a*b*", "ba", false, false},
    {"*ab*ab*", "ab", false, false},
    {"*ab*ab*", "aab", false, false},
    {"*ab*ab*", "abab", true, true},
    {"*ab*ba*", "aba", false, false},
    {"*aab*", "aaab", true, true},
    {"*a?b*", "aab", true, true},
    {"*a?b*", "aabb", true, true},
    {"*a?b*c", "axaxbc", true, true},
    {"*abc*d", "ababcd", true, true},
    {"*Abc*d", "abaBCxD", false, true},
    {"*abcd*", "abc", false, false},
    {std::string_view("*\0*", 3), std::string_view("a\0b", 3), true, true},
    // What policies hold.
    {"arn:aws:sns:*:*:my-topic", "arn:aws:sns:eu-west-1:210987654321:my-topic", true, true},
    {"arn:aws:sns:*:*:my-topic", "arn:aws:sns:eu-west-1:210987654321:my-topic2", false, false},
    {"arn:aws:sns:*:*:my-topic", "arn:aws:sns:eu-west-1:210987654321:b:my-topic", true, true},
    {"arn:aws:sns:*:*:my-topic", "arn:aws:sns:my-topic", false, false},
    {"arn:*:sns:eu-west-?:210987654321:*", "arn:aws-cn:sns:eu-west-2:210987654321:", true, true},
    {"arn:*:sns:eu-west-?:210987654321:*", "arn:aws-cn:sns:eu-west-12:210987654321:a", false, false},
    {"sns:publish", "SNS:Publish", false, true},
    {"sns:*Permission", "SNS:AddPermission", false, true},
    {"SNS:Pub*", "SNS:Subscribe", false, false},
};

/// The fast way and the way through a cursor agree.
constexpr bool is_glob_case(glob_case const& c) {
    using namespace snsproof::detail;
    return glob_matches(c.pattern, c.text) == c.matches &&
           glob_matches(plain_pattern(c.pattern), c.text) == c.matches &&
           glob_matches_ignoring_case(c.pattern, c.text) == c.ignoring_case &&
           glob_matches(plain_pattern(c.pattern), c.text, ignoring_case{}) == c.ignoring_case;
}

struct cover_case {
    std::string_view wider;
    std::string_view narrower;
    bool covers;
    bool ignoring_case;  ///< what covering without regard to case answers
};

inline constexpr cover_case covers[] = {
    {"", "", true, true},
    {"*", "", true, true},
    {"*", "*", true, true},
    {"*", "?", true, true},
    {"*", "**a?*", true, true},
    {"**", "*", true, true},
    {"a", "a", true, true},
    {"a", "A", false, true},
    {"a", "?", false, false},
    {"a", "*", false, false},
    {"?", "a", true, true},
    {"?", "?", true, true},
    {"?", "*", false, false},
    {"?", "", false, false},
    {"??", "?", false, false},
    {"a*", "ab*", true, true},
    {"ab*", "a*", false, false},
    {"a*b", "a*b", true, true},
    {"a*b", "a*c*b", true, true},
    {"a*b", "a?b", true, true},
    {"a?b", "a*b", false, false},
    {"a*c*b", "a*b", false, false},
    {"*a*", "*b*", false, false},
    {"*a*", "?a?", true, true},
    {"*?a*", "*?a", true, true},
    {"*?a*", "*a", false, false},
    {"*?a*", "**a", false, false},
    {"*b?*", "*b*", false, false},
    {"arn:aws:sns:*:*:*", "arn:aws:sns:eu-west-1:*:chat", true, true},
    {"arn:aws:sns:*:1:*", "arn:aws:sns:eu-west-1:*:chat", false, false},
    {"SNS:*", "sns:Publish", false, true},
    {"sns:Get*", "sns:get*attributes", false, true},
    // True, and not seen.
    {"?*", "*?", false, false},
};

constexpr bool is_cover_case(cover_case const& c) {
    using namespace snsproof::detail;
    return glob_covers(c.wider, c.narrower) == c.covers &&
           glob_covers_ignoring_case(c.wider, c.narrower) == c.ignoring_case;
}

/// Reads two texts as one pattern: `*` and `?` of the second are literals, as those of a variable's value.
class two_part_pattern {
public:
    constexpr two_part_pattern(std::string_view pattern, std::string_view value) noexcept
        : pattern_(pattern), value_(value) {}
    constexpr snsproof::detail::glob_unit next() noexcept {
        snsproof::detail::glob_unit const unit = pattern_.next();
        if (unit.kind != snsproof::detail::glob_unit::end || value_.empty()) return unit;
        char const c = value_.front();
        value_.remove_prefix(1);
        return {snsproof::detail::glob_unit::literal, c};
    }

private:
    snsproof::detail::plain_pattern pattern_;
    std::string_view value_;
};

inline constexpr fact glob_facts[] = {
    {"a cursor may read from more than one text, and backtracking goes back in both",
     [] {
         using snsproof::detail::glob_matches;
         return glob_matches(two_part_pattern("a*", "*b"), "ac*b") &&
                glob_matches(two_part_pattern("a*", "ab"), "aaaab") &&
                !glob_matches(two_part_pattern("a*", "*b"), "acb") &&
                !glob_matches(two_part_pattern("a*", "?"), "ab") &&
                glob_matches(two_part_pattern("", ""), "");
     }},
    {"the end of a pattern stays its end",
     [] {
         snsproof::detail::plain_pattern pattern("a");
         return pattern.next().c == 'a' && pattern.next().kind == snsproof::detail::glob_unit::end &&
                pattern.next().kind == snsproof::detail::glob_unit::end;
     }},
    {"wildcards",
     [] {
         using snsproof::detail::has_wildcard;
         return has_wildcard("*") && has_wildcard("ab?") && !has_wildcard("") && !has_wildcard("a.b[c]");
     }},
    {"many stars and a text that nearly matches take few steps",
     [] {
         return !snsproof::detail::glob_matches("*a*a*a*a*a*b", repeated<200, 'a'>::value) &&
                !snsproof::detail::glob_matches("*a*a*a*a*ab*a", repeated<200, 'a'>::value) &&
                snsproof::detail::glob_matches("*a*a*a*a*aa*a", repeated<200, 'a'>::value);
     }},
};

}  // namespace cases
