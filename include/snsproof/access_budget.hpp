// SPDX-License-Identifier: Apache-2.0
// What a search over all requests may cost, so that it ends soon whatever the policies ask for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "snsproof/detail/pattern_search.hpp"

namespace snsproof::detail {

/// What a search may still spend: so many statements asked, or what takes as long.
class search_budget {
public:
    constexpr explicit search_budget(std::uint64_t statements) noexcept : left_(statements) {}

    /// False where that is all that is left, and ever after.
    constexpr bool spend(std::uint64_t statements) noexcept {
        left_ = left_ <= statements ? 0 : left_ - statements;
        return left_ != 0;
    }
    /// The same for texts compared.
    constexpr bool spend_texts(std::size_t count) noexcept { return spend(1 + count / 4); }

    constexpr bool is_spent() const noexcept { return left_ == 0; }

private:
    std::uint64_t left_;
};

/// Searches as far as the budget goes, and one search may go. False where that is not to the end.
template <class Found>
constexpr bool search_within(search_budget& budget, pattern_search& search, std::span<text_part const> parts,
                             Found found, bool all_ends = false) {
    constexpr std::size_t most = 8192;
    if (budget.is_spent()) return false;
    bool const is_whole = search.search(parts, most, found, all_ends);
    return budget.spend(8 * search.size()) && is_whole;
}

}  // namespace snsproof::detail
