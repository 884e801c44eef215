// SPDX-License-Identifier: Apache-2.0
// What condition operators compare: numbers, dates and IP addresses.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

#include "snsproof/detail/ascii.hpp"

namespace snsproof::detail {

/// Reads a text from its first byte to its last. A call that fails may have read some of it.
class text_reader {
public:
    constexpr explicit text_reader(std::string_view text) noexcept : rest_(text) {}

    constexpr std::string_view rest() const noexcept { return rest_; }
    constexpr bool is_done() const noexcept { return rest_.empty(); }
    constexpr bool is_at(char c) const noexcept { return !rest_.empty() && rest_.front() == c; }
    constexpr bool read(char c) noexcept {
        if (!is_at(c)) return false;
        rest_.remove_prefix(1);
        return true;
    }
    /// All digits that stand next, maybe none.
    constexpr std::string_view read_digits() noexcept {
        std::size_t length = 0;
        while (length != rest_.size() && is_digit(rest_[length])) ++length;
        return read_bytes(length);
    }
    /// Exactly `count` digits, as a number of at most `highest`.
    constexpr bool read_number(std::size_t count, int highest, int& found) noexcept {
        if (rest_.size() < count || !all_digits(rest_.substr(0, count))) return false;
        found = 0;
        for (char const c : read_bytes(count)) found = found * 10 + (c - '0');
        return found <= highest;
    }
    /// A number of at most `highest` without leading zeros.
    constexpr bool read_short_number(int highest, int& found) noexcept {
        std::string_view const digits = read_digits();
        if (digits.empty() || digits.size() > 3 || (digits.size() > 1 && digits.front() == '0')) return false;
        return text_reader(digits).read_number(digits.size(), highest, found);
    }

private:
    constexpr std::string_view read_bytes(std::size_t count) noexcept {
        std::string_view const bytes = rest_.substr(0, count);
        rest_.remove_prefix(count);
        return bytes;
    }

    std::string_view rest_;
};

/// A decimal number of any length, exactly; views the text that it was read from.
struct number {
    /// From the first digit that is not 0 to the last such; a point may stand in it. Empty: zero.
    std::string_view digits;
    /// Where the point stands, in digits behind the first of `digits`: 0.`digits` times ten to this power.
    std::int64_t power{};
    bool negative{};
};

/// Exponents beyond this are taken for this: the text of a policy is too short to count on with them.
inline constexpr std::int64_t highest_exponent = 1'000'000'000;

/// An optional sign and digits, in a number that is at most `highest_exponent` away from zero.
constexpr bool read_exponent(text_reader& reader, std::int64_t& found) noexcept {
    bool const negative = reader.read('-');
    if (!negative) reader.read('+');
    std::string_view const digits = reader.read_digits();
    std::int64_t value = 0;
    for (char const c : digits)
        if ((value = value * 10 + (c - '0')) > highest_exponent) value = highest_exponent;
    found = negative ? -value : value;
    return !digits.empty();
}

/// An optional sign, digits, an optional fraction (`.` and digits), an optional exponent (`e` or `E`, an
/// optional sign, digits), and nothing else. `found` is written only if this is so.
constexpr bool parse_number(std::string_view text, number& found) noexcept {
    text_reader reader(text);
    number read;
    read.negative = reader.read('-');
    if (!read.negative) reader.read('+');
    std::string_view const all = reader.rest();
    std::size_t const whole = reader.read_digits().size();
    if (whole == 0 || (reader.read('.') && reader.read_digits().empty())) return false;
    std::size_t last = all.size() - reader.rest().size();
    std::int64_t exponent = 0;
    if ((reader.read('e') || reader.read('E')) && !read_exponent(reader, exponent)) return false;
    if (!reader.is_done()) return false;
    std::size_t first = 0;
    while (first != last && (all[first] == '0' || all[first] == '.')) ++first;
    while (last != first && (all[last - 1] == '0' || all[last - 1] == '.')) --last;
    read.digits = all.substr(first, last - first);
    // A digit behind the point is one further from it than its index says, for the point itself.
    auto const point = static_cast<std::int64_t>(whole);
    read.power = exponent + point - static_cast<std::int64_t>(first) + (first > whole ? 1 : 0);
    found = read;
    return true;
}

/// The digits of two numbers behind a common point. Both end in a digit that is not 0, so that a longer one
/// is higher.
constexpr int compare_digits(std::string_view a, std::string_view b) noexcept {
    for (std::size_t i = 0, j = 0;; ++i, ++j) {
        if (i != a.size() && a[i] == '.') ++i;
        if (j != b.size() && b[j] == '.') ++j;
        if (i == a.size() || j == b.size()) return i != a.size() ? 1 : j != b.size() ? -1 : 0;
        if (a[i] != b[j]) return a[i] < b[j] ? -1 : 1;
    }
}

/// Negative, zero or positive, as `a` is below, equal to or above `b`. Time: linear in the digits.
constexpr int compare(number const& a, number const& b) noexcept {
    auto const sign = [](number const& n) { return n.digits.empty() ? 0 : n.negative ? -1 : 1; };
    int const sign_a = sign(a);
    if (sign_a != sign(b)) return sign_a < sign(b) ? -1 : 1;
    if (sign_a == 0) return 0;
    if (a.power != b.power) return a.power < b.power ? -sign_a : sign_a;
    return sign_a * compare_digits(a.digits, b.digits);
}

/// A point in time.
struct date {
    std::int64_t seconds{};       ///< since 1970-01-01T00:00:00Z, rounded down
    std::uint32_t nanoseconds{};  ///< behind `seconds`; what is shorter than one is dropped
};

/// Negative, zero or positive, as `a` is before, at or after `b`.
constexpr int compare(date const& a, date const& b) noexcept {
    if (a.seconds != b.seconds) return a.seconds < b.seconds ? -1 : 1;
    return a.nanoseconds == b.nanoseconds ? 0 : a.nanoseconds < b.nanoseconds ? -1 : 1;
}

constexpr bool is_leap_year(int year) noexcept {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/// The days of a month, which is 1 to 12.
constexpr int days_of_month(int year, int month) noexcept {
    constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap_year(year) ? 29 : days[static_cast<std::size_t>(month - 1)];
}

/// The days from 1970-01-01 to a day of the Gregorian calendar, in years 0 to 9999; may be negative.
constexpr std::int64_t days_since_epoch(int year, int month, int day) noexcept {
    // Leap days up to the end of the year before; year 0 is a leap year.
    int const leap_days = year == 0 ? 0 : 1 + (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400;
    int days = 365 * year + leap_days + day - 1;
    for (int m = 1; m != month; ++m) days += days_of_month(year, m);
    constexpr int days_before_1970 = 719'528;
    return days - days_before_1970;
}

/// `hh:mm`, as minutes.
constexpr bool read_minutes(text_reader& reader, int& found) noexcept {
    int hour = 0, minute = 0;
    if (!reader.read_number(2, 23, hour) || !reader.read(':') || !reader.read_number(2, 59, minute))
        return false;
    found = hour * 60 + minute;
    return true;
}

/// `hh:mmTZD`, `hh:mm:ssTZD` or `hh:mm:ss.sTZD` with any number of decimals, where TZD is `Z`, `+hh:mm` or
/// `-hh:mm`. Adds to `found`.
constexpr bool read_time(text_reader& reader, date& found) noexcept {
    int minutes = 0, second = 0;
    if (!read_minutes(reader, minutes)) return false;
    // A leap second, 60, has no epoch time of its own; the W3C's note ends at 59.
    if (reader.read(':')) {
        if (!reader.read_number(2, 59, second)) return false;
        if (reader.read('.')) {
            std::string_view const decimals = reader.read_digits();
            if (decimals.empty()) return false;
            for (std::size_t i = 0; i != 9; ++i)
                found.nanoseconds = found.nanoseconds * 10 +
                                    static_cast<std::uint32_t>(i < decimals.size() ? decimals[i] - '0' : 0);
        }
    }
    found.seconds += minutes * 60 + second;
    if (reader.read('Z')) return true;
    bool const east = reader.is_at('+');
    if (!reader.read(east ? '+' : '-')) return false;
    if (!read_minutes(reader, minutes)) return false;
    int const offset = minutes * 60;
    found.seconds += east ? -offset : offset;
    return true;
}

/// A year, month, day or time as in https://www.w3.org/TR/NOTE-datetime; its first instant in UTC.
constexpr bool parse_iso_date(std::string_view text, date& found) noexcept {
    text_reader reader(text);
    int year = 0, month = 1, day = 1;
    if (!reader.read_number(4, 9999, year)) return false;
    date read;
    if (reader.read('-')) {
        if (!reader.read_number(2, 12, month) || month == 0) return false;
        if (reader.read('-')) {
            if (!reader.read_number(2, days_of_month(year, month), day) || day == 0) return false;
            if (reader.read('T') && !read_time(reader, read)) return false;
        }
    }
    if (!reader.is_done()) return false;
    read.seconds += days_since_epoch(year, month, day) * 86'400;
    found = read;
    return true;
}

/// Seconds since 1970: digits, behind an optional `-`, that fit into 64 bits.
constexpr bool parse_epoch_date(std::string_view text, date& found) noexcept {
    bool const negative = text.starts_with('-');
    if (!all_digits(text.substr(negative ? 1 : 0))) return false;
    // Counted below zero, where there is room for one more.
    constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
    std::int64_t value = 0;
    for (char const c : text.substr(negative ? 1 : 0)) {
        int const digit = c - '0';
        if (value < lowest / 10 || value * 10 < lowest + digit) return false;
        value = value * 10 - digit;
    }
    if (!negative && value == lowest) return false;
    found = {negative ? value : -value, 0};
    return true;
}

/// A date as date operators take them: "one of the W3C implementations of the ISO 8601 date formats or in
/// epoch (UNIX) time". Exactly four digits fit both, and are a year here. `found` is written only if the
/// text is a date.
constexpr bool parse_date(std::string_view text, date& found) noexcept {
    return parse_iso_date(text, found) || parse_epoch_date(text, found);
}

/// The addresses that share their first bits; a single address shares all. An IPv4 address stands in the
/// highest 32 bits. It is not the same as the IPv6 address that maps it (::ffff:a.b.c.d).
struct ip_range {
    std::uint64_t high{};  ///< the first 64 bits of the address, the first one highest
    std::uint64_t low{};   ///< the other 64 bits of an IPv6 address
    std::uint8_t bits{};   ///< how many bits are shared: 0 to 32, or 0 to 128
    bool v6{};
};

/// Four numbers from 0 to 255 without leading zeros, which some read as octal.
constexpr bool read_ipv4(text_reader& reader, std::uint32_t& found) noexcept {
    found = 0;
    for (int i = 0; i != 4; ++i) {
        int byte = 0;
        if ((i != 0 && !reader.read('.')) || !reader.read_short_number(255, byte)) return false;
        found = found << 8U | static_cast<std::uint32_t>(byte);
    }
    return true;
}

/// One to four hexadecimal digits at the beginning of the text; returns how many.
constexpr std::size_t read_ipv6_group(std::string_view text, std::uint16_t& found) noexcept {
    std::size_t length = 0;
    unsigned value = 0;
    for (; length != text.size() && length != 4 && hex_value(text[length]) >= 0; ++length)
        value = value << 4U | static_cast<unsigned>(hex_value(text[length]));
    found = static_cast<std::uint16_t>(value);
    return length;
}

constexpr bool read_ipv4_groups(std::string_view text, std::uint16_t& high, std::uint16_t& low) noexcept {
    text_reader reader(text);
    std::uint32_t address = 0;
    if (!read_ipv4(reader, address) || !reader.is_done()) return false;
    high = static_cast<std::uint16_t>(address >> 16U);
    low = static_cast<std::uint16_t>(address & 0xFFFFU);
    return true;
}

/// The forms of RFC 4291, section 2.2: eight groups, one run of zero groups left out as `::`, the last two
/// groups maybe as IPv4. No zone (`%eth0`).
constexpr bool parse_ipv6(std::string_view text, ip_range& found) noexcept {
    constexpr std::size_t none = 9;
    std::array<std::uint16_t, 8> groups{};
    std::size_t count = 0;
    std::size_t gap = none;  // the number of groups before `::`
    if (text.starts_with("::")) {
        gap = 0;
        text.remove_prefix(2);
    }
    while (!text.empty()) {
        if (count == groups.size()) return false;
        std::size_t const length = read_ipv6_group(text, groups[count]);
        if (length != text.size() && text[length] == '.') {
            if (count > 6 || !read_ipv4_groups(text, groups[count], groups[count + 1])) return false;
            count += 2;
            break;
        }
        if (length == 0) return false;
        ++count;
        text.remove_prefix(length);
        if (text.empty()) break;
        if (text.front() != ':' || text.size() == 1) return false;
        bool const left_out = text[1] == ':';
        if (left_out && gap != none) return false;
        if (left_out) gap = count;
        text.remove_prefix(left_out ? 2 : 1);
    }
    if ((gap == none) != (count == groups.size())) return false;
    std::size_t const left_out = groups.size() - count;
    for (std::size_t i = 0; i != count; ++i) {
        std::size_t const place = i < gap ? i : i + left_out;
        (place < 4 ? found.high : found.low) |= std::uint64_t{groups[i]} << (48 - place % 4 * 16);
    }
    return true;
}

/// An IPv4 or IPv6 address, with `/n` behind it the range that shares its first n bits: "standard CIDR
/// format". Without it a single address, as AWS takes /32 then. `found` is written only if it is so.
constexpr bool parse_ip_range(std::string_view text, ip_range& found) noexcept {
    std::size_t const slash = text.find('/');
    std::string_view const address = text.substr(0, slash);
    ip_range read;
    read.v6 = address.find(':') != std::string_view::npos;
    if (read.v6) {
        if (!parse_ipv6(address, read)) return false;
    } else {
        text_reader reader(address);
        std::uint32_t four = 0;
        if (!read_ipv4(reader, four) || !reader.is_done()) return false;
        read.high = std::uint64_t{four} << 32U;
    }
    int const most = read.v6 ? 128 : 32;
    int bits = most;
    if (slash != std::string_view::npos) {
        text_reader reader(text.substr(slash + 1));
        if (!reader.read_short_number(most, bits) || !reader.is_done()) return false;
    }
    read.bits = static_cast<std::uint8_t>(bits);
    found = read;
    return true;
}

constexpr bool shares_bits(ip_range const& a, ip_range const& b, unsigned bits) noexcept {
    if (a.v6 != b.v6) return false;
    if (bits == 0) return true;
    if (bits <= 64) return (a.high ^ b.high) >> (64 - bits) == 0;
    return a.high == b.high && (a.low ^ b.low) >> (128 - bits) == 0;
}

/// Whether the range holds all of `address`, which may be a range itself; never across the families. Bits
/// of `range` behind its shared ones do not count.
constexpr bool contains(ip_range const& range, ip_range const& address) noexcept {
    return range.bits <= address.bits && shares_bits(range, address, range.bits);
}

/// Whether an address is in both.
constexpr bool overlaps(ip_range const& a, ip_range const& b) noexcept {
    return shares_bits(a, b, a.bits < b.bits ? a.bits : b.bits);
}

/// What is for private networks (RFC 1918, RFC 4193).
inline constexpr std::array<ip_range, 4> private_ranges{{
    {0x0A00'0000'0000'0000U, 0, 8, false},   // 10.0.0.0/8
    {0xAC10'0000'0000'0000U, 0, 12, false},  // 172.16.0.0/12
    {0xC0A8'0000'0000'0000U, 0, 16, false},  // 192.168.0.0/16
    {0xFC00'0000'0000'0000U, 0, 7, true},    // fc00::/7
}};

/// Whether all of the range is private. `aws:SourceIp` never is: "Only public IP addresses or public IP
/// ranges are supported". https://repost.aws/knowledge-center/iam-restrict-access-policy
constexpr bool is_private(ip_range const& range) noexcept {
    for (ip_range const& one : private_ranges)
        if (contains(one, range)) return true;
    return false;
}

/// Whether bits behind the shared ones are set, as in 10.0.0.1/8: the text names an address, and means all
/// around it.
constexpr bool has_host_bits(ip_range const& range) noexcept {
    if (range.bits < 64) return range.high << range.bits != 0 || range.low != 0;
    return range.bits < 128 && range.low << (range.bits - 64U) != 0;
}

}  // namespace snsproof::detail
