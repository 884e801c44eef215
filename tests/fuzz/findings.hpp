// SPDX-License-Identifier: Apache-2.0
// What every report must hold to, and how an input is cut into parts.
#pragma once

#include "../verify.hpp"
#include "fuzz.hpp"

#include <cstddef>
#include <string_view>

#include "snsproof/report.hpp"

namespace fuzz {

/// Findings stand in order, inside of the text, and are counted; a suggestion is none of what is wrong.
inline void expect_inside(snsproof::report const& found, std::string_view text) {
    using snsproof::severity;
    expect(found.size() + found.dropped() ==
               found.count(severity::note) + found.count(severity::warning) + found.count(severity::error),
           "findings are not counted");
    std::size_t last = 0;
    for (snsproof::finding const& f : found) {
        expect(f.what != nullptr, "a finding without a rule");
        expect(std::size_t{f.where.offset} + f.where.length <= text.size(), "a span outside of the text");
        expect(std::size_t{f.related.offset} + f.related.length <= text.size(), "a related span outside");
        expect(f.where.offset >= last, "findings out of order");
        last = f.where.offset;
        if (f.what->nearest == nullptr) continue;
        std::string_view const wrong = text / f.where;
        std::string_view const right = f.what->nearest(wrong, text / f.related);
        expect(right.empty() || right != wrong, "a suggestion to write what is there");
    }
}

inline bool has_rule(snsproof::report const& found, snsproof::rule const& wanted) {
    for (snsproof::finding const& f : found)
        if (*f.what == wanted) return true;
    return false;
}

/// Takes the first line off; all of the text, where there is one.
inline std::string_view take_line(std::string_view& text) {
    std::size_t const end = text.find('\n');
    std::string_view const line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return line;
}

}  // namespace fuzz
