// SPDX-License-Identifier: Apache-2.0
// IAM's wildcards: `*` matches any run of characters, also none, and `?` matches exactly one.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include "snsproof/detail/ascii.hpp"

namespace snsproof::detail {

/// One step of a pattern. IAM counts characters and this counts bytes, which differ for `?` only where the
/// text is not ASCII; the ARNs, actions, accounts and regions of SNS are.
struct glob_unit {
    enum kinds : std::uint8_t {
        literal,  ///< `c` itself
        any_run,  ///< `*`
        any_one,  ///< `?`
        end,      ///< no more units; asking again gives `end` again
    };
    kinds kind{end};
    char c{};
};

/// A copyable place in a pattern without policy variables; views the pattern.
class plain_pattern {
public:
    constexpr explicit plain_pattern(std::string_view pattern) noexcept : rest_(pattern) {}

    constexpr glob_unit next() noexcept {
        if (rest_.empty()) return {};
        char const c = rest_.front();
        rest_.remove_prefix(1);
        if (c == '*') return {glob_unit::any_run, c};
        return {c == '?' ? glob_unit::any_one : glob_unit::literal, c};
    }

private:
    std::string_view rest_;
};

struct exact {
    constexpr bool operator()(char a, char b) const noexcept { return a == b; }
};

struct ignoring_case {
    constexpr bool operator()(char a, char b) const noexcept { return a == b || lower(a) == lower(b); }
};

template <class Cursor>
concept glob_cursor = requires(Cursor cursor) {
    cursor.next().kind;
};

/// Whether the pattern matches the whole text. `Cursor` is any copyable class with a `next()` as that of
/// `plain_pattern`, so that it may read from more than one text; `equal` compares a literal with a byte.
/// Time: at most the product of the lengths; space: three cursors.
template <glob_cursor Cursor, class Equal = exact>
constexpr bool glob_matches(Cursor pattern, std::string_view text, Equal equal = {}) noexcept {
    // Only the last `*` passed may take more: what stands before it matched as early as it can, and giving
    // an earlier `*` more leaves less text for the rest.
    Cursor behind_star = pattern;
    bool has_star = false;
    for (std::size_t at = 0, star_at = 0;;) {
        glob_unit const unit = pattern.next();
        if (unit.kind == glob_unit::any_run) {
            has_star = true;
            behind_star = pattern;
            star_at = at;
            continue;
        }
        if (at == text.size()) return unit.kind == glob_unit::end;
        if (unit.kind == glob_unit::any_one || (unit.kind == glob_unit::literal && equal(unit.c, text[at]))) {
            ++at;
            continue;
        }
        if (!has_star) return false;
        pattern = behind_star;
        at = ++star_at;
    }
}

/// Whether a byte of a pattern that is no `*` matches a byte of a text.
template <class Equal>
struct matches_text {
    static constexpr bool is_exact = std::is_same_v<Equal, exact>;
    constexpr bool operator()(char unit, char c) const noexcept { return unit == '?' || Equal{}(unit, c); }
};

/// The same for a byte of another pattern: whether it matches whatever that matches. A literal can be no
/// wildcard, so that comparing does for all but `?`.
template <class Equal>
struct covers_unit {
    static constexpr bool is_exact = std::is_same_v<Equal, exact>;
    constexpr bool operator()(char unit, char c) const noexcept {
        return unit == '?' ? c != '*' : Equal{}(unit, c);
    }
};

/// Whether units without a `*` match a text of their length. A byte matches itself, whatever `accepts` is,
/// and comparing many bytes at once is what makes this fast.
template <class Accepts>
constexpr bool matches_units(std::string_view units, std::string_view text, Accepts accepts) noexcept {
    if (units == text) return true;
    std::size_t i = 0;
    while (i != units.size() && accepts(units[i], text[i])) ++i;
    return i == units.size();
}

/// Where units without a `*` match first, or npos.
template <class Accepts>
constexpr std::size_t find_units(std::string_view units, std::string_view text, Accepts accepts) noexcept {
    if (Accepts::is_exact && units.find('?') == std::string_view::npos) return text.find(units);
    for (std::size_t at = 0; at + units.size() <= text.size(); ++at) {
        std::size_t i = 0;
        while (i != units.size() && accepts(units[i], text[at + i])) ++i;
        if (i == units.size()) return at;
    }
    return std::string_view::npos;
}

/// Whether the runs of units, each with a `*` behind it, stand in the text in their order: each is taken
/// where it stands first, since that leaves most for the next.
template <class Accepts>
constexpr bool holds_runs(std::string_view runs, std::string_view text, Accepts accepts) noexcept {
    while (!runs.empty()) {
        std::string_view const units = runs.substr(0, runs.find('*'));
        runs.remove_prefix(units.size() + 1);
        std::size_t const at = find_units(units, text, accepts);
        if (at == std::string_view::npos) return false;
        text.remove_prefix(at + units.size());
    }
    return true;
}

/// What stands before the first `*` and behind the last has one place where it can match.
template <class Accepts>
constexpr bool plain_glob_matches(std::string_view pattern, std::string_view text, Accepts accepts) noexcept {
    std::size_t const before = pattern.find('*');
    if (before == std::string_view::npos)
        return pattern.size() == text.size() && matches_units(pattern, text, accepts);
    std::size_t const behind = pattern.size() - pattern.rfind('*') - 1;
    if (text.size() < before + behind) return false;
    std::size_t const end = text.size() - behind;
    if (!matches_units(pattern.substr(0, before), text.substr(0, before), accepts)) return false;
    if (!matches_units(pattern.substr(pattern.size() - behind), text.substr(end), accepts)) return false;
    return holds_runs(pattern.substr(before + 1, pattern.size() - behind - before - 1),
                      text.substr(before, end - before), accepts);
}

/// Whether the pattern, which has no policy variables, matches the whole text.
constexpr bool glob_matches(std::string_view pattern, std::string_view text) noexcept {
    return plain_glob_matches(pattern, text, matches_text<exact>{});
}

/// The same without regard to the case of ASCII letters: action names are compared so.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
constexpr bool glob_matches_ignoring_case(std::string_view pattern, std::string_view text) noexcept {
    return plain_glob_matches(pattern, text, matches_text<ignoring_case>{});
}

constexpr bool has_wildcard(std::string_view pattern) noexcept {
    for (char const c : pattern)
        if (c == '*' || c == '?') return true;
    return false;
}

/// Whether `wider` is seen to match every text that `narrower` matches. Sound, not complete: a `*` of
/// `narrower` must lie in a `*` of `wider`, so that `?*` is not seen to cover `*?`. Neither has policy
/// variables.
constexpr bool glob_covers(std::string_view wider, std::string_view narrower) noexcept {
    return plain_glob_matches(wider, narrower, covers_unit<exact>{});
}

/// The same without regard to the case of ASCII letters, for actions.
constexpr bool glob_covers_ignoring_case(std::string_view wider, std::string_view narrower) noexcept {
    return plain_glob_matches(wider, narrower, covers_unit<ignoring_case>{});
}

}  // namespace snsproof::detail
