// SPDX-License-Identifier: Apache-2.0
#include "snsproof/detail/values.hpp"

#include "cases/values.hpp"

#include <boost/test/unit_test.hpp>

#include <arpa/inet.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <random>
#include <string>
#include <string_view>

namespace {

namespace detail = snsproof::detail;

struct maker {
    std::mt19937 random{20240229};  // NOLINT: the same texts each time

    int number(int lowest, int highest) {
        return lowest + static_cast<int>(random() % static_cast<unsigned>(highest - lowest + 1));
    }
    std::string text(std::string_view alphabet, std::size_t longest) {
        std::string made(random() % (longest + 1), '\0');
        for (char& c : made) c = alphabet[random() % alphabet.size()];
        return made;
    }
    /// A number that long double, of 64 bits, can tell from its neighbours.
    std::string short_number() {
        std::string made = number(0, 1) == 0 ? "-" : "";
        made += std::to_string(number(0, 20));
        if (number(0, 1) == 0) made += "." + std::to_string(number(0, 20));
        if (number(0, 1) == 0) made += "e" + std::to_string(number(-3, 3));
        return made;
    }
};

template <std::size_t Size, class... Values>
std::string formatted(char const (&format)[Size], Values... values) {
    std::array<char, 64> bytes{};
    std::snprintf(bytes.data(), bytes.size(), format, values...);  // NOLINT: the formats stand below
    return bytes.data();
}

/// The bytes of the address as the system reads it; empty if it is none.
std::string system_bytes(std::string const& text, bool v6) {
    std::array<char, 16> bytes{};
    if (inet_pton(v6 ? AF_INET6 : AF_INET, text.c_str(), bytes.data()) != 1) return {};
    return {bytes.data(), v6 ? 16U : 4U};
}

std::string bytes_of(detail::ip_range const& address) {
    std::string bytes;
    for (int shift = 56; shift >= (address.v6 ? 0 : 32); shift -= 8)
        bytes += static_cast<char>(address.high >> shift & 0xFFU);
    for (int shift = 56; address.v6 && shift >= 0; shift -= 8)
        bytes += static_cast<char>(address.low >> shift & 0xFFU);
    return bytes;
}

bool bit(std::string const& bytes, std::size_t i) {
    return (static_cast<unsigned char>(bytes[i / 8]) >> (7 - i % 8) & 1U) != 0;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(values_tests)

BOOST_AUTO_TEST_CASE(tables) {
    for (auto const& c : cases::number_orders) BOOST_TEST(cases::is_number_order(c), c.a << " and " << c.b);
    for (auto const& c : cases::no_numbers) BOOST_TEST(cases::is_no_number(c), "`" << c << "`");
    for (auto const& c : cases::dates) BOOST_TEST(cases::is_date_case(c), c.text);
    for (auto const& c : cases::no_dates) BOOST_TEST(cases::is_no_date(c), "`" << c << "`");
    for (auto const& c : cases::addresses) BOOST_TEST(cases::is_address_case(c), c.text);
    for (auto const& c : cases::no_addresses) BOOST_TEST(cases::is_no_address(c), "`" << c << "`");
    for (auto const& c : cases::ranges) BOOST_TEST(cases::is_range_case(c), c.range << " and " << c.address);
    for (auto const& f : cases::value_facts) BOOST_TEST(f.holds(), f.what);
}

BOOST_AUTO_TEST_CASE(numbers_are_ordered_as_the_machine_orders_them) {
    maker made;
    int equal = 0;
    for (int i = 0; i != 200'000; ++i) {
        std::string const a = made.short_number();
        std::string const b = made.short_number();
        detail::number read_a, read_b;
        BOOST_REQUIRE(detail::parse_number(a, read_a));
        BOOST_REQUIRE(detail::parse_number(b, read_b));
        long double const x = std::strtold(a.c_str(), nullptr);
        long double const y = std::strtold(b.c_str(), nullptr);
        int const wanted = x < y ? -1 : x > y ? 1 : 0;
        if (compare(read_a, read_b) != wanted) BOOST_ERROR(a << " and " << b << ": not " << wanted);
        equal += wanted == 0 ? 1 : 0;
    }
    BOOST_TEST(equal > 500);  // else the texts test too little
}

BOOST_AUTO_TEST_CASE(every_day_is_the_one_of_timegm) {
    std::int64_t before = -62'167'219'200 - 86'400;
    for (int year = 0; year != 10'000; ++year)
        for (int month = 1; month <= 12; ++month)
            for (int day = 1; day <= 32; ++day) {
                std::tm parts{};
                parts.tm_year = year - 1900;
                parts.tm_mon = month - 1;
                parts.tm_mday = day;
                std::int64_t const seconds = timegm(&parts);
                bool const is_there = parts.tm_mday == day;
                detail::date found;
                std::string const text = formatted("%04d-%02d-%02d", year, month, day);
                if (detail::parse_date(text, found) != is_there) BOOST_ERROR(text);
                if (!is_there) continue;
                if (found.seconds != seconds || found.seconds != before + 86'400) BOOST_ERROR(text);
                before = found.seconds;
            }
}

BOOST_AUTO_TEST_CASE(times_are_those_of_timegm) {
    maker made;
    for (int i = 0; i != 100'000; ++i) {
        std::tm parts{};
        parts.tm_year = made.number(-1900, 8099);
        parts.tm_mon = made.number(0, 11);
        parts.tm_mday = made.number(1, 28);
        parts.tm_hour = made.number(0, 23);
        parts.tm_min = made.number(0, 59);
        parts.tm_sec = made.number(0, 59);
        int const hours = made.number(0, 23);
        int const minutes = made.number(0, 59);
        bool const east = made.number(0, 1) == 0;
        int const milliseconds = made.number(0, 999);
        std::string const text =
            formatted("%04d-%02d-%02dT%02d:%02d:%02d", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday,
                      parts.tm_hour, parts.tm_min, parts.tm_sec) +
            formatted(".%03d%c%02d:%02d", milliseconds, east ? '+' : '-', hours, minutes);
        std::int64_t const offset = std::int64_t{hours * 60 + minutes} * 60;
        std::int64_t const wanted = timegm(&parts) + (east ? -offset : offset);
        detail::date found;
        if (!detail::parse_date(text, found) || found.seconds != wanted ||
            found.nanoseconds != static_cast<std::uint32_t>(milliseconds) * 1'000'000)
            BOOST_ERROR(text << ": " << found.seconds << ", not " << wanted);
    }
}

BOOST_AUTO_TEST_CASE(addresses_are_those_of_the_system) {
    maker made;
    int there = 0;
    for (int i = 0; i != 1'000'000; ++i) {
        std::string const text = i % 2 == 0 ? made.text("0:::a1F", 16) : made.text("0:.125", 14);
        bool const v6 = text.find(':') != std::string::npos;
        std::string const wanted = system_bytes(text, v6);
        detail::ip_range found;
        if (detail::parse_ip_range(text, found) == wanted.empty())
            BOOST_ERROR("`" << text << "`: not " << !wanted.empty());
        else if (!wanted.empty() && (found.v6 != v6 || bytes_of(found) != wanted))
            BOOST_ERROR("`" << text << "`: other bytes");
        there += wanted.empty() ? 0 : 1;
    }
    BOOST_TEST(there > 1'000);  // else the texts test too little
}

BOOST_AUTO_TEST_CASE(addresses_that_the_system_writes_are_read) {
    maker made;
    for (int i = 0; i != 100'000; ++i) {
        bool const v6 = i % 2 == 0;
        std::string bytes(v6 ? 16 : 4, '\0');
        for (char& c : bytes) c = made.number(0, 2) == 0 ? static_cast<char>(made.number(0, 255)) : '\0';
        std::array<char, INET6_ADDRSTRLEN> text{};
        BOOST_REQUIRE(inet_ntop(v6 ? AF_INET6 : AF_INET, bytes.data(), text.data(), text.size()) != nullptr);
        detail::ip_range found;
        if (!detail::parse_ip_range(text.data(), found) || bytes_of(found) != bytes) BOOST_ERROR(text.data());
    }
}

BOOST_AUTO_TEST_CASE(ranges_hold_what_shares_their_bits) {
    maker made;
    for (int i = 0; i != 200'000; ++i) {
        bool const v6 = made.number(0, 1) == 0;
        std::size_t const all = v6 ? 128 : 32;
        auto const make = [&] {
            detail::ip_range made_range{0, 0, static_cast<std::uint8_t>(made.number(0, v6 ? 128 : 32)), v6};
            made_range.high = std::uint64_t{1} << made.number(v6 ? 0 : 32, 63);
            if (v6) made_range.low = std::uint64_t{1} << made.number(0, 63);
            return made_range;
        };
        detail::ip_range const a = make();
        detail::ip_range const b = make();
        std::string const x = bytes_of(a);
        std::string const y = bytes_of(b);
        std::size_t same = 0;
        while (same != all && bit(x, same) == bit(y, same)) ++same;
        std::size_t last = all;  // behind the last bit of `a` that is set
        while (last != 0 && !bit(x, last - 1)) --last;
        bool const right = contains(a, b) == (a.bits <= b.bits && same >= a.bits) &&
                           overlaps(a, b) == (same >= a.bits || same >= b.bits) &&
                           has_host_bits(a) == (last > a.bits);
        if (!right) BOOST_ERROR("of " << all << " bits, " << int{a.bits} << " and " << int{b.bits});
    }
}

BOOST_AUTO_TEST_SUITE_END()
