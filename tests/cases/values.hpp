// SPDX-License-Identifier: Apache-2.0
// Numbers, dates and IP addresses as condition operators compare them.
#pragma once

#include "snsproof/detail/values.hpp"

#include "../verify.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

namespace cases {

struct number_order {
    std::string_view a;
    std::string_view b;
    int order;  ///< -1, 0 or 1
};

inline constexpr std::string_view zeros_400 = repeated<400, '0'>::value;
inline constexpr std::string_view one_digit = "1";
inline constexpr std::string_view point = ".";
inline constexpr std::string_view zero_point = "0.";
inline constexpr std::string_view with_400_zeros = joined<one_digit, zeros_400>::value;
inline constexpr std::string_view one_above = joined<one_digit, zeros_400, point, one_digit>::value;
inline constexpr std::string_view behind_400_zeros = joined<zero_point, zeros_400, one_digit>::value;

inline constexpr number_order number_orders[] = {
    {"0", "0", 0},
    {"0", "-0", 0},
    {"+0", "-0.00", 0},
    {"0", "0e5", 0},
    {"0", "-0e-99999999999999999999", 0},
    {"1", "1.0", 0},
    {"1", "+1", 0},
    {"1", "01", 0},
    {"1", "0.1e1", 0},
    {"1", "10e-1", 0},
    {"1", "100.00e-2", 0},
    {"100", "1e2", 0},
    {"100", "1E+2", 0},
    {"0.05", "5e-2", 0},
    {"0.05", "0.5e-1", 0},
    {"0.05", "000.0500", 0},
    {"10.05", "1005e-2", 0},
    {"100.5", "1.005e2", 0},
    {"0", "1", -1},
    {"-1", "0", -1},
    {"0", "0.000001", -1},
    {"-0.000001", "0", -1},
    {"1", "2", -1},
    {"-2", "-1", -1},
    {"-1", "1", -1},
    {"9", "10", -1},
    {"-10", "-9", -1},
    {"0.9", "0.91", -1},
    {"-0.91", "-0.9", -1},
    {"1.5", "15", -1},
    {"1.05", "1.5", -1},
    {"10.1", "101", -1},
    {"99.9", "100", -1},
    // More digits than a double or 64 bits hold.
    {"9007199254740992", "9007199254740993", -1},
    {"18446744073709551616", "18446744073709551617", -1},
    {"0.1", "0.1000000000000000055511151231257827", -1},
    {with_400_zeros, "1e400", 0},
    {with_400_zeros, one_above, -1},
    {behind_400_zeros, "1e-401", 0},
    {"1e308", "1e309", -1},
    {"1e-401", "1e-400", -1},
    {"-1e400", "1e-400", -1},
    // Exponents end at a billion.
    {"1e999999999", "1e1000000000", -1},
    {"1e1000000000", "1e1000000001", 0},
    {"1e1000000000", "1e99999999999999999999999999", 0},
    {"1e-99999999999999999999999999", "1e-1000000000", 0},
    {"0", "1e-99999999999999999999999999", -1},
    {"1e1000000000", "2e1000000000", -1},
};

constexpr bool is_number_order(number_order const& c) {
    snsproof::detail::number a, b;
    return snsproof::detail::parse_number(c.a, a) && snsproof::detail::parse_number(c.b, b) &&
           compare(a, b) == c.order && compare(b, a) == -c.order && compare(a, a) == 0 && compare(b, b) == 0;
}

inline constexpr std::string_view no_numbers[] = {
    "",      "-",   "+",   ".",  "e",  "1.",  ".5",    "1e",    "1e+",   "1e-",
    "1.e1",  "--1", "+-1", "1 ", " 1", "1,5", "1.5.2", "1e5.2", "1e5e2", "0x10",
    "1_000", "NaN", "inf", "1f", "e5", "-.5", "\t1",   "1\n",   "one",   "1-",
};

constexpr bool is_no_number(std::string_view const& text) {
    snsproof::detail::number kept{"7", 42, true};
    return !snsproof::detail::parse_number(text, kept) && kept.digits == "7" && kept.power == 42 &&
           kept.negative;
}

struct date_case {
    std::string_view text;
    std::int64_t seconds;
    std::uint32_t nanoseconds = 0;
};

inline constexpr date_case dates[] = {
    {"1970", 0},
    {"1970-01", 0},
    {"1970-01-01", 0},
    {"1970-01-01T00:00Z", 0},
    {"1970-01-01T00:00:00Z", 0},
    {"1970-01-01T00:00:00.0Z", 0},
    {"1970-01-01T00:00:01.5Z", 1, 500'000'000},
    {"1970-01-01T00:00:00.000000001Z", 0, 1},
    {"1970-01-01T00:00:00.0000000019Z", 0, 1},
    {"1970-01-01T00:00:00.999999999999Z", 0, 999'999'999},
    {"1969-12-31T23:59:59.25Z", -1, 250'000'000},
    {"1969", -31'536'000},
    {"2024", 1'704'067'200},
    {"2024-02-29", 1'709'164'800},
    {"2024-03-01T00:00Z", 1'709'251'200},
    {"2000-02-29", 951'782'400},
    {"2013-08-16T12:00:00Z", 1'376'654'400},
    {"2038-01-19T03:14:08Z", 2'147'483'648},
    {"0000", -62'167'219'200},
    {"0000-02-29", -62'162'121'600},
    {"0001", -62'135'596'800},
    {"9999-12-31T23:59:59Z", 253'402'300'799},
    // Zones: east is earlier.
    {"1970-01-01T00:00+01:00", -3'600},
    {"1970-01-01T00:00-01:00", 3'600},
    {"1970-01-01T05:30+05:30", 0},
    {"1970-01-01T00:00-00:00", 0},
    {"1970-01-01T00:00:00.5+23:59", -86'340, 500'000'000},
    {"1997-07-16T19:20:30.45+01:00", 869'077'230, 450'000'000},
    {"0000-01-01T00:00+23:59", -62'167'305'540},
    // Seconds since 1970. Four digits are a year.
    {"0", 0},
    {"-0", 0},
    {"-1", -1},
    {"-123", -123},
    {"-1970", -1970},
    {"123", 123},
    {"12345", 12345},
    {"01970", 1970},
    {"1376654400", 1'376'654'400},
    {"19700101", 19'700'101},
    {"9223372036854775807", std::numeric_limits<std::int64_t>::max()},
    {"-9223372036854775808", std::numeric_limits<std::int64_t>::min()},
    {"00000000000000000000000000001", 1},
};

constexpr bool is_date_case(date_case const& c) {
    snsproof::detail::date found;
    return snsproof::detail::parse_date(c.text, found) && found.seconds == c.seconds &&
           found.nanoseconds == c.nanoseconds;
}

inline constexpr std::string_view no_dates[] = {
    "",
    "-",
    "+1",
    "1.5",
    "1e9",
    " 1970",
    "1970 ",
    "12a",
    "9223372036854775808",
    "-9223372036854775809",
    "99999999999999999999999",
    "1970-",
    "1970-1",
    "1970-00",
    "1970-13",
    "1970-01-",
    "1970-01-1",
    "1970-01-00",
    "1970-01-32",
    "1970-04-31",
    "2023-02-29",
    "1900-02-29",
    "2100-02-29",
    "2024-02-30",
    "1970-01T00:00Z",
    "1970-01-01T",
    "1970-01-01T00Z",
    "1970-01-01T00:00",
    "1970-01-01T00:00:00",
    "1970-01-01T0000Z",
    "1970-01-01T0:00Z",
    "1970-01-01T24:00Z",
    "1970-01-01T00:60Z",
    "1970-01-01T00:00:60Z",
    "2016-12-31T23:59:60Z",
    "1970-01-01T00:00:Z",
    "1970-01-01T00:00:00.Z",
    "1970-01-01T00:00:00,5Z",
    "1970-01-01T00:00.5Z",
    "1970-01-01t00:00Z",
    "1970-01-01T00:00z",
    "1970-01-01 00:00Z",
    "1970-01-01T00:00ZZ",
    "1970-01-01T00:00Z ",
    "1970-01-01T00:00+0100",
    "1970-01-01T00:00+01",
    "1970-01-01T00:00+24:00",
    "1970-01-01T00:00+01:60",
    "1970-01-01T00:00 01:00",
    "1970-01-01T00:00+1:00",
    "-1970-01-01",
    "1970-W01",
    "1970-001",
};

constexpr bool is_no_date(std::string_view const& text) {
    snsproof::detail::date kept{42, 7};
    return !snsproof::detail::parse_date(text, kept) && kept.seconds == 42 && kept.nanoseconds == 7;
}

struct address_case {
    std::string_view text;
    std::uint64_t high;
    std::uint64_t low;
    std::uint8_t bits;
    bool v6;
    bool host_bits = false;
    bool is_private = false;
};

inline constexpr address_case addresses[] = {
    {"0.0.0.0", 0, 0, 32, false},
    {"1.2.3.4", 0x0102'0304'0000'0000U, 0, 32, false},
    {"255.255.255.255", 0xFFFF'FFFF'0000'0000U, 0, 32, false},
    {"203.0.113.0/24", 0xCB00'7100'0000'0000U, 0, 24, false},
    {"203.0.113.7/24", 0xCB00'7107'0000'0000U, 0, 24, false, true},
    {"0.0.0.0/0", 0, 0, 0, false},
    {"10.0.0.0/0", 0x0A00'0000'0000'0000U, 0, 0, false, true},
    {"0.0.0.1/31", 0x0000'0001'0000'0000U, 0, 31, false, true},
    {"0.0.0.1/32", 0x0000'0001'0000'0000U, 0, 32, false},
    {"10.0.0.0/8", 0x0A00'0000'0000'0000U, 0, 8, false, false, true},
    {"10.255.255.255", 0x0AFF'FFFF'0000'0000U, 0, 32, false, false, true},
    {"10.0.0.0/7", 0x0A00'0000'0000'0000U, 0, 7, false, false, false},
    {"11.0.0.0/8", 0x0B00'0000'0000'0000U, 0, 8, false},
    {"172.15.255.255", 0xAC0F'FFFF'0000'0000U, 0, 32, false},
    {"172.16.0.0/12", 0xAC10'0000'0000'0000U, 0, 12, false, false, true},
    {"172.31.255.255", 0xAC1F'FFFF'0000'0000U, 0, 32, false, false, true},
    {"172.32.0.0", 0xAC20'0000'0000'0000U, 0, 32, false},
    {"192.168.1.0/24", 0xC0A8'0100'0000'0000U, 0, 24, false, false, true},
    {"192.169.0.0/16", 0xC0A9'0000'0000'0000U, 0, 16, false},
    {"192.168.0.0/15", 0xC0A8'0000'0000'0000U, 0, 15, false},
    // RFC 4291, section 2.2.
    {"::", 0, 0, 128, true},
    {"::/0", 0, 0, 0, true},
    {"::1", 0, 1, 128, true},
    {"1::", 0x0001'0000'0000'0000U, 0, 128, true},
    {"1::/15", 0x0001'0000'0000'0000U, 0, 15, true, true},
    {"::1/127", 0, 1, 127, true, true},
    {"::1/0", 0, 1, 0, true, true},
    {"::1/64", 0, 1, 64, true, true},
    {"0:0:0:1::/64", 1, 0, 64, true},
    {"0:0:0:1::/63", 1, 0, 63, true, true},
    {"0:0:0:0:8000::/65", 0, 0x8000'0000'0000'0000U, 65, true},
    {"1:2:3:4:5:6:7:8", 0x0001'0002'0003'0004U, 0x0005'0006'0007'0008U, 128, true},
    {"1:2:3:4:5:6:7::", 0x0001'0002'0003'0004U, 0x0005'0006'0007'0000U, 128, true},
    {"::2:3:4:5:6:7:8", 0x0000'0002'0003'0004U, 0x0005'0006'0007'0008U, 128, true},
    {"1:2::7:8", 0x0001'0002'0000'0000U, 0x0000'0000'0007'0008U, 128, true},
    {"2001:DB8:9234:5678::/64", 0x2001'0DB8'9234'5678U, 0, 64, true},
    {"2001:db8::aBcD", 0x2001'0DB8'0000'0000U, 0xABCD, 128, true},
    {"0001:0000:0000:0000:0000:0000:0000:ffff", 0x0001'0000'0000'0000U, 0xFFFF, 128, true},
    {"::1.2.3.4", 0, 0x0102'0304, 128, true},
    {"::ffff:10.0.0.1", 0, 0xFFFF'0A00'0001U, 128, true},
    {"1:2:3:4:5:6:7.8.9.10", 0x0001'0002'0003'0004U, 0x0005'0006'0708'090AU, 128, true},
    {"fc00::/7", 0xFC00'0000'0000'0000U, 0, 7, true, false, true},
    {"fdff:ffff::1", 0xFDFF'FFFF'0000'0000U, 1, 128, true, false, true},
    {"fc00::/6", 0xFC00'0000'0000'0000U, 0, 6, true},
    {"fe00::/7", 0xFE00'0000'0000'0000U, 0, 7, true},
};

constexpr bool is_address_case(address_case const& c) {
    snsproof::detail::ip_range found;
    return snsproof::detail::parse_ip_range(c.text, found) && found.high == c.high && found.low == c.low &&
           found.bits == c.bits && found.v6 == c.v6 && has_host_bits(found) == c.host_bits &&
           is_private(found) == c.is_private;
}

inline constexpr std::string_view no_addresses[] = {
    "",
    ".",
    ":",
    "/",
    "/8",
    "*",
    "1",
    "1.2.3",
    "1.2.3.",
    ".1.2.3",
    "1..2.3",
    "1.2.3.4.5",
    "1.2.3.4.",
    "1.2.3.256",
    "1.2.3.1000",
    "1.2.3.4294967297",
    "01.2.3.4",
    "1.2.3.00",
    "1.2.3.0x4",
    "1.2.3.4 ",
    " 1.2.3.4",
    "1.2.3.-4",
    "1.2.3.4/",
    "1.2.3.4/33",
    "1.2.3.4/08",
    "1.2.3.4/00",
    "1.2.3.4/-1",
    "1.2.3.4/+1",
    "1.2.3.4/8 ",
    "1.2.3.4/8/8",
    "1.2.3.4/999999999999",
    "1.2.3.4/255.0.0.0",
    "203.0.113.*",
    ":::",
    "1:::2",
    "::1::",
    "1::2::3",
    ":1::2",
    "1::2:",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:",
    ":2:3:4:5:6:7:8",
    "1:2:3:4:5:6:7:8:9",
    "1:2:3:4::5:6:7:8",
    "1:2:3:4:5:6:7:8::",
    "::1:2:3:4:5:6:7:8",
    "1:2:3:4:5:6:7:1.2.3.4",
    "1:2:3:4:5:1.2.3.4",
    "1:2:3:4:5:6:7::1.2.3.4",
    "::1.2.3",
    "::1.2.3.4:5",
    "::1.2.3.4.5",
    "::1.2.3.256",
    "::01.2.3.4",
    "::a.2.3.4",
    "::.1.2.3",
    "12345::",
    "::12345",
    "::00001",
    "::g",
    "::1%eth0",
    "[::1]",
    "::/",
    "::/129",
    "::/064",
    "::/1000",
};

constexpr bool is_no_address(std::string_view const& text) {
    snsproof::detail::ip_range kept{1, 2, 3, true};
    return !snsproof::detail::parse_ip_range(text, kept) && kept.high == 1 && kept.low == 2 &&
           kept.bits == 3 && kept.v6;
}

struct range_case {
    std::string_view range;
    std::string_view address;
    bool contains;
    bool overlaps;
};

inline constexpr range_case ranges[] = {
    {"203.0.113.0/24", "203.0.113.255", true, true},
    {"203.0.113.0/24", "203.0.112.255", false, false},
    {"203.0.113.0/24", "203.0.113.0/24", true, true},
    {"203.0.113.0/24", "203.0.113.128/25", true, true},
    {"203.0.113.0/24", "203.0.112.0/23", false, true},
    {"203.0.113.9", "203.0.113.9", true, true},
    {"203.0.113.9", "203.0.113.8", false, false},
    {"203.0.113.9", "203.0.113.8/31", false, true},
    // Bits behind the shared ones do not count.
    {"10.0.0.0/0", "203.0.113.9", true, true},
    {"0.0.0.0/0", "0.0.0.0/0", true, true},
    {"0.0.0.0/1", "0.0.0.0/0", false, true},
    {"0.0.0.0/1", "128.0.0.0", false, false},
    {"203.0.113.77/24", "203.0.113.1", true, true},
    // Never across the families.
    {"0.0.0.0/0", "::", false, false},
    {"::/0", "0.0.0.0", false, false},
    {"::ffff:0.0.0.0/96", "1.2.3.4", false, false},
    {"::/0", "::/0", true, true},
    {"::/0", "ffff::", true, true},
    {"::ffff:0.0.0.0/96", "::ffff:1.2.3.4", true, true},
    {"2001:db8::/64", "2001:db8::ffff:0:0:1", true, true},
    {"2001:db8::/64", "2001:db8:0:1::", false, false},
    {"2001:db8::/65", "2001:db8::7fff:0:0:1", true, true},
    {"2001:db8::/65", "2001:db8::8000:0:0:0", false, false},
    {"2001:db8::1/128", "2001:db8::1", true, true},
    {"2001:db8::1/128", "2001:db8::2", false, false},
    {"2001:db8::1/127", "2001:db8::2/126", false, true},
};

constexpr bool is_range_case(range_case const& c) {
    snsproof::detail::ip_range a, b;
    return snsproof::detail::parse_ip_range(c.range, a) && snsproof::detail::parse_ip_range(c.address, b) &&
           contains(a, b) == c.contains && overlaps(a, b) == c.overlaps && overlaps(b, a) == c.overlaps;
}

inline constexpr fact value_facts[] = {
    {"dates have an order, to the nanosecond",
     [] {
         using snsproof::detail::date;
         return compare(date{1, 5}, date{1, 5}) == 0 && compare(date{1, 5}, date{1, 6}) == -1 &&
                compare(date{1, 6}, date{1, 5}) == 1 && compare(date{-1, 999}, date{0, 0}) == -1 &&
                compare(date{2, 0}, date{1, 999}) == 1;
     }},
    {"comparing long numbers takes one pass",
     [] {
         snsproof::detail::number a, b;
         return snsproof::detail::parse_number(repeated<5000, '7'>::value, a) &&
                snsproof::detail::parse_number(repeated<5001, '7'>::value, b) && compare(a, b) == -1;
     }},
    {"a number is a view of its text, from the first digit that counts to the last",
     [] {
         std::string_view const text = "-00120.300";
         snsproof::detail::number n;
         return snsproof::detail::parse_number(text, n) && n.digits.data() == text.data() + 3 &&
                n.digits == "120.3" && n.power == 3 && n.negative;
     }},
};

}  // namespace cases
