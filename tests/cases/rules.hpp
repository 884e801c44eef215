// SPDX-License-Identifier: Apache-2.0
// What every rule has, and how its texts are written.
#pragma once

#include "snsproof/rules.hpp"

#include "../verify.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace cases {

/// `<domain>-<what>`, each word of lower-case letters and digits.
constexpr bool is_rule_id(std::string_view id) {
    std::size_t dashes = 0;
    for (std::size_t i = 0; i != id.size(); ++i) {
        using namespace snsproof::detail;
        bool const dash = id[i] == '-';
        if (dash && (i == 0 || i + 1 == id.size() || id[i - 1] == '-')) return false;
        if (!dash && !is_lower(id[i]) && !(i != 0 && is_digit(id[i]))) return false;
        dashes += dash ? 1 : 0;
    }
    return dashes != 0;
}

/// Words that keep their capital at the beginning of a text.
inline constexpr std::string_view proper_names[] = {"AWS", "Amazon", "IAM", "JSON", "SNS", "SQS", "Stream"};

/// A message begins in lower case but for names and code, ends without a full stop and is one line of ASCII.
constexpr bool is_message(std::string_view text) {
    if (text.empty() || text.front() == ' ' || text.back() == ' ' || text.back() == '.') return false;
    if (!std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; })) return false;
    if (std::count(text.begin(), text.end(), '`') % 2 != 0) return false;
    using namespace snsproof::detail;
    if (is_lower(text.front()) || text.front() == '`') return true;
    std::string_view const word = text.substr(0, std::min(text.find_first_of(" '"), text.size()));
    return std::any_of(std::begin(proper_names), std::end(proper_names),
                       [&](auto name) { return name == word; });
}

constexpr bool is_well_written(snsproof::rule const* r) {
    return is_rule_id(r->id) && is_message(r->title) && is_message(r->why) && is_message(r->fix) &&
           r->reference.starts_with("https://") && r->reference.find(' ') == std::string_view::npos;
}

inline constexpr fact rule_facts[] = {
    {"the checks of this file can fail",
     [] {
         return is_rule_id("json-empty") && is_rule_id("a-b-c2") && !is_rule_id("json") &&
                !is_rule_id("Json-empty") && !is_rule_id("json_empty") && !is_rule_id("-a") &&
                !is_rule_id("a-") && !is_rule_id("a--b") && !is_rule_id("") && is_message("lower case") &&
                is_message("AWS says") && is_message("`x` is") && is_message("Stream's own") &&
                !is_message("") && !is_message("Upper case") && !is_message("ends.") &&
                !is_message("ends ") && !is_message("a\nb") && !is_message("`open") &&
                !is_message("caf\xC3\xA9");
     }},
    {"each rule is found by its id, so that no two ids are equal",
     [] {
         return std::all_of(snsproof::all_rules.begin(), snsproof::all_rules.end(),
                            [](auto const* r) { return snsproof::find_rule(r->id) == r; });
     }},
    {"no other id is found",
     [] {
         return snsproof::find_rule("") == nullptr && snsproof::find_rule("json") == nullptr &&
                snsproof::find_rule("JSON-EMPTY") == nullptr && snsproof::find_rule("json-empty ") == nullptr;
     }},
};

}  // namespace cases
