// SPDX-License-Identifier: Apache-2.0
#include "snsproof/detail/between.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace dt = snsproof::detail;

namespace {

dt::written_number number(std::string_view text) {
    dt::written_number n{{}, text};
    BOOST_TEST_REQUIRE(dt::parse_number(text, n.value), text);
    return n;
}

bool is_less(std::string_view a, std::string_view b) {
    return number(a) < number(b);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(between_tests)

BOOST_AUTO_TEST_CASE(numbers_below_between_and_above) {
    std::vector<std::string> const all{
        "0",       "-0",    "1",    "+1",   "2",   "10", "99",  "1.5",  "1.50001", "0.5",
        "-0.5",    "-1",    "-2",   "-1.5", "-10", "7",  "1e3", "2e-3", "-3e5",    "18446744073709551615",
        "-0.0001", "12.75", "0.001"};
    dt::text_pool pool;
    for (std::string const& a : all) {
        BOOST_TEST(is_less(dt::find_below(number(a), pool), a), a);
        BOOST_TEST(is_less(a, dt::find_above(number(a), pool)), a);
        for (std::string const& b : all) {
            if (!is_less(a, b)) continue;
            std::string_view const found = dt::find_between(number(a), number(b), pool);
            bool const is_hard = (a + b).find_first_of("e") != std::string::npos || a == "-0";
            BOOST_TEST((found.empty() ? is_hard : is_less(a, found) && is_less(found, b)), a << " " << b);
        }
    }
}

BOOST_AUTO_TEST_CASE(the_next_whole_number_reads_best) {
    dt::text_pool pool;
    BOOST_TEST(dt::find_between(number("5"), number("9"), pool) == "6");
    BOOST_TEST(dt::find_between(number("5"), number("6"), pool) == "5.1");
    BOOST_TEST(dt::find_between(number("-5"), number("9"), pool) == "0");
}

BOOST_AUTO_TEST_CASE(dates_are_read_as_they_are_written) {
    std::mt19937_64 random(3);
    dt::text_pool pool;
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    for (int i = 0; i != 20'000; ++i) {
        std::int64_t const range = i % 3 == 0 ? most : i % 3 == 1 ? 400'000'000'000 : 4'000'000'000;
        auto const seconds = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(range));
        bool const is_far = range == most;
        dt::date const d{random() % 2 == 0 ? seconds : -seconds,
                         is_far || random() % 2 == 0 ? 0U
                                                     : static_cast<std::uint32_t>(random() % 1'000'000'000)};
        constexpr std::int64_t first = dt::days_since_epoch(0, 1, 1) * 86'400;
        constexpr std::int64_t last = (dt::days_since_epoch(9999, 12, 31) + 1) * 86'400;
        if (d.nanoseconds != 0 && (d.seconds < first || d.seconds >= last)) continue;
        dt::date read;
        std::string_view const text = dt::write_date(d, pool);
        BOOST_TEST((dt::parse_date(text, read) && dt::compare(read, d) == 0), text << " of " << d.seconds);
    }
}

BOOST_AUTO_TEST_CASE(years_have_four_digits_or_dates_are_seconds) {
    dt::text_pool pool;
    constexpr std::int64_t first = dt::days_since_epoch(0, 1, 1) * 86'400;
    constexpr std::int64_t last = (dt::days_since_epoch(9999, 12, 31) + 1) * 86'400;
    BOOST_TEST(dt::write_date({first, 0}, pool) == "0000-01-01T00:00:00Z");
    BOOST_TEST(dt::write_date({first - 1, 0}, pool) == std::to_string(first - 1));
    BOOST_TEST(dt::write_date({last - 1, 0}, pool) == "9999-12-31T23:59:59Z");
    BOOST_TEST(dt::write_date({last, 0}, pool) == std::to_string(last));
}

BOOST_AUTO_TEST_CASE(dates_between) {
    dt::date found;
    BOOST_TEST((dt::find_between({5, 0}, {7, 0}, found) && found.seconds == 6));
    BOOST_TEST((dt::find_between({5, 0}, {6, 0}, found) && found.seconds == 5 && found.nanoseconds == 1));
    BOOST_TEST(!dt::find_between({5, 999'999'999}, {6, 0}, found));
    BOOST_TEST(!dt::find_between({5, 0}, {5, 1}, found));
}

BOOST_AUTO_TEST_CASE(addresses_of_four_bytes_stand_first) {
    BOOST_TEST((dt::address{9, 9, false} < dt::address{0, 0, true}));
    BOOST_TEST(!(dt::address{0, 0, true} < dt::address{9, 9, false}));
}

BOOST_AUTO_TEST_CASE(addresses_are_read_as_they_are_written) {
    std::mt19937_64 random(5);
    dt::text_pool pool;
    for (int i = 0; i != 5'000; ++i) {
        bool const v6 = i % 2 == 0;
        std::uint64_t const high = random() >> (random() % 60);
        dt::address const a{v6 ? high : high & 0xFFFF'FFFF'0000'0000U, v6 ? random() >> (random() % 60) : 0,
                            v6};
        std::string_view const text = dt::write_address(a, pool);
        dt::ip_range read;
        BOOST_TEST(dt::parse_ip_range(text, read), text);
        BOOST_TEST((dt::first_of(read) == a && read.bits == (v6 ? 128 : 32)), text);
        dt::ip_range wide = read;
        wide.bits = static_cast<std::uint8_t>(random() % (read.bits + 1U));
        dt::address const first = dt::first_of(wide);
        dt::ip_range const one{first.high, first.low, read.bits, v6};
        BOOST_TEST(contains(wide, one), text);
        dt::address behind;
        if (!dt::find_behind(wide, behind)) continue;
        BOOST_TEST((first < behind), text);
        BOOST_TEST(!contains(wide, {behind.high, behind.low, read.bits, v6}), text);
        std::uint64_t const low = behind.low - (v6 ? 1U : 0U);
        std::uint64_t const borrow = v6 ? (behind.low == 0 ? 1U : 0U) : std::uint64_t{1} << 32U;
        BOOST_TEST(contains(wide, {behind.high - borrow, low, read.bits, v6}), text);
    }
}

BOOST_AUTO_TEST_CASE(texts_stay_where_they_are) {
    dt::text_pool pool;
    std::vector<std::string_view> kept;
    for (std::size_t i = 0; i != 2'000; ++i)
        kept.push_back(pool.join(std::to_string(i), "-", std::string(i % 7, 'x')));
    std::string_view const large = pool.join(std::string(5'000, 'y'));
    dt::text_pool const moved = std::move(pool);
    for (std::size_t i = 0; i != kept.size(); ++i)
        BOOST_TEST(kept[i] == std::to_string(i) + "-" + std::string(i % 7, 'x'));
    BOOST_TEST(large == std::string(5'000, 'y'));
}

BOOST_AUTO_TEST_SUITE_END()
