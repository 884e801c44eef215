// SPDX-License-Identifier: Apache-2.0
// "Did you mean": the candidate that is the fewest typing mistakes away.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "snsproof/detail/ascii.hpp"
#include "snsproof/detail/list.hpp"

namespace snsproof::detail {

/// Texts longer than this (bytes) are no typing mistake of any name we know.
inline constexpr std::size_t longest_name = 64;

/// The number of inserted, removed, changed or swapped neighbouring characters between the texts, ignoring
/// case. Any number above `limit` is returned as `limit + 1`. Time is the product of the lengths.
constexpr std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) noexcept {
    if (a.size() > longest_name || b.size() > longest_name) return limit + 1;
    if (a.size() > b.size() + limit || b.size() > a.size() + limit) return limit + 1;
    std::array<std::size_t, longest_name + 1> before_last{}, last{}, row{};
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        std::size_t best = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            bool const same = lower(a[i - 1]) == lower(b[j - 1]);
            row[j] = min(min(last[j], row[j - 1]) + 1, last[j - 1] + (same ? 0 : 1));
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]))
                row[j] = min(row[j], before_last[j - 2] + 1);
            best = min(best, row[j]);
        }
        if (best > limit) return limit + 1;
        before_last = last;
        last = row;
    }
    return min(last[b.size()], limit + 1);
}

/// The name nearest to `text`, at most a third of its length away; empty if there is none.
template <class Range, class Name>
constexpr std::string_view nearest(std::string_view text, Range const& candidates, Name name_of) noexcept {
    std::string_view found;
    std::size_t limit = max<std::size_t>(1, text.size() / 3);
    for (auto const& candidate : candidates) {
        std::string_view const name = name_of(candidate);
        std::size_t const distance = edit_distance(text, name, limit);
        if (distance > limit || distance >= text.size()) continue;
        found = name;
        if (distance == 0) break;
        limit = distance - 1;
    }
    return found;
}

}  // namespace snsproof::detail
