// SPDX-License-Identifier: Apache-2.0
// Values between the bounds that conditions name: one number, date or address of each kind that the
// conditions can tell apart.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

#include "snsproof/detail/ascii.hpp"
#include "snsproof/detail/list.hpp"
#include "snsproof/detail/text_pool.hpp"
#include "snsproof/detail/values.hpp"

namespace snsproof::detail {

/// A number, and how it is written.
struct written_number {
    number value;
    std::string_view text;

    friend constexpr bool operator<(written_number const& a, written_number const& b) noexcept {
        return compare(a.value, b.value) < 0;
    }
};

/// A number above the first and below the second, or nothing where none was found: numbers with exponents
/// are not looked between.
constexpr std::string_view find_between(written_number const& a, written_number const& b, text_pool& pool) {
    auto const fits = [&](std::string_view text) {
        number n;
        return parse_number(text, n) && compare(a.value, n) < 0 && compare(n, b.value) < 0;
    };
    if (fits("0")) return "0";
    if (fits("1")) return "1";
    bool const from_below = !a.value.negative || a.value.digits.empty();
    std::string_view base = from_below ? a.text : b.text;
    if (from_below && all_digits(base) && base.size() < 19) {
        std::string_view const next = pool.join(decimal(read_digits(base) + 1).digits());
        if (fits(next)) return next;
    }
    if (!from_below && b.value.digits.empty()) base = "-0";
    if (base.find_first_of("eE") != std::string_view::npos) return {};
    std::string_view const point = base.find('.') == std::string_view::npos ? "." : "";
    std::string_view zeros = "0000000000000000000000000000000000000000";
    for (std::size_t i = 0; i != zeros.size(); ++i) {
        std::string_view const text = pool.join(base, point, zeros.substr(0, i), "1");
        if (fits(text)) return text;
    }
    return {};
}

/// A number below this one, and one above.
constexpr std::string_view find_below(written_number const& n, text_pool& pool) {
    return n.value.negative ? pool.join("-1", n.text.substr(1)) : std::string_view("-1");
}
constexpr std::string_view find_above(written_number const& n, text_pool& pool) {
    if (n.value.negative) return "1";
    return pool.join("1", n.text.substr(n.text.starts_with('+') ? 1 : 0));
}

constexpr bool operator<(date const& a, date const& b) noexcept {
    return compare(a, b) < 0;
}

/// `2026-01-31T12:00:00Z`, or seconds since 1970 where the year has not four digits.
constexpr std::string_view write_date(date const& d, text_pool& pool) {
    constexpr std::int64_t day_seconds = 86'400;
    constexpr std::int64_t first = days_since_epoch(0, 1, 1) * day_seconds;
    constexpr std::int64_t last = (days_since_epoch(9999, 12, 31) + 1) * day_seconds;
    if (d.seconds < first || d.seconds >= last) {
        bool const negative = d.seconds < 0;
        std::uint64_t const size =
            negative ? 0 - static_cast<std::uint64_t>(d.seconds) : static_cast<std::uint64_t>(d.seconds);
        return pool.join(negative ? "-" : "", decimal(size).digits());
    }
    std::int64_t const since = d.seconds - first;
    std::int64_t const days = since / day_seconds + first / day_seconds;
    auto const rest = static_cast<int>(since % day_seconds);
    int year = static_cast<int>(since / day_seconds / 366);
    while (year < 9999 && days_since_epoch(year + 1, 1, 1) <= days) ++year;
    int month = 1;
    while (month < 12 && days_since_epoch(year, month + 1, 1) <= days) ++month;
    auto const day = static_cast<int>(days - days_since_epoch(year, month, 1)) + 1;
    std::array<char, 20> text{};
    std::size_t at = 0;
    auto const put = [&](int value, int digits, char behind) {
        for (int power = digits == 4 ? 1000 : 10; power != 0; power /= 10)
            text[at++] = static_cast<char>('0' + value / power % 10);
        text[at++] = behind;
    };
    put(year, 4, '-');
    put(month, 2, '-');
    put(day, 2, 'T');
    put(rest / 3600, 2, ':');
    put(rest / 60 % 60, 2, ':');
    put(rest % 60, 2, d.nanoseconds == 0 ? 'Z' : '.');
    if (d.nanoseconds == 0) return pool.join(std::string_view(text.data(), at));
    decimal const fraction(1'000'000'000U + d.nanoseconds);
    return pool.join(std::string_view(text.data(), at), fraction.digits().substr(1), "Z");
}

/// A date between the two, if there is one; dates are told apart to the nanosecond.
constexpr bool find_between(date const& a, date const& b, date& found) noexcept {
    found = {a.seconds + 1, 0};
    if (found < b) return true;
    found = {a.seconds, a.nanoseconds + 1};
    return found.nanoseconds < 1'000'000'000 && found < b;
}

/// The lowest address of a run that goes up to the next one.
struct address {
    std::uint64_t high{};
    std::uint64_t low{};
    bool v6{};

    friend constexpr bool operator==(address const&, address const&) = default;
    friend constexpr bool operator<(address const& a, address const& b) noexcept {
        if (a.v6 != b.v6) return b.v6;
        return a.high != b.high ? a.high < b.high : a.low < b.low;
    }
};

/// Numbers of addresses, of which there are fewer than all: those of one run behind another, and those from
/// one address up to another, or to the last one where that is 0.
constexpr address sum(address const& a, address const& b) noexcept {
    std::uint64_t const low = a.low + b.low;
    return {a.high + b.high + (low < a.low ? 1 : 0), low, a.v6};
}
constexpr address count_between(address const& first, address const& behind) noexcept {
    if (!first.v6) return {0, (behind.high - first.high) >> 32U, false};
    return {behind.high - first.high - (behind.low < first.low ? 1 : 0), behind.low - first.low, true};
}

/// The first address of a range, and the first behind it, if there is one.
constexpr address first_of(ip_range const& r) noexcept {
    auto const keep = [](std::uint64_t bits, unsigned count) {
        return count == 0 ? 0 : bits & ~std::uint64_t{0} << (64 - count);
    };
    unsigned const bits = r.bits;
    return {keep(r.high, bits < 64 ? bits : 64), bits > 64 ? keep(r.low, bits - 64) : 0, r.v6};
}
constexpr bool find_behind(ip_range const& r, address& found) noexcept {
    found = first_of(r);
    unsigned const bits = r.bits;
    if (bits == 0) return false;
    if (bits <= 64) {
        found.high += std::uint64_t{1} << (64 - bits);
        return found.high != 0;
    }
    found.low += std::uint64_t{1} << (128 - bits);
    if (found.low == 0) ++found.high;
    return found.low != 0 || found.high != 0;
}

constexpr std::string_view write_address(address const& a, text_pool& pool) {
    std::array<char, 40> text{};
    std::size_t at = 0;
    if (!a.v6) {
        for (unsigned i = 0; i != 4; ++i) {
            decimal const byte(a.high >> (56 - 8 * i) & 0xFFU);
            if (i != 0) text[at++] = '.';
            for (char const c : byte.digits()) text[at++] = c;
        }
        return pool.join(std::string_view(text.data(), at));
    }
    for (unsigned i = 0; i != 8; ++i) {
        std::uint64_t const group = (i < 4 ? a.high : a.low) >> (48 - i % 4 * 16) & 0xFFFFU;
        if (i != 0) text[at++] = ':';
        for (unsigned shift = 16; shift != 0; shift -= 4)
            if (shift == 4 || group >> (shift - 4) != 0)
                text[at++] = "0123456789abcdef"[group >> (shift - 4) & 0xFU];
    }
    return pool.join(std::string_view(text.data(), at));
}

}  // namespace snsproof::detail
