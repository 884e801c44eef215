// SPDX-License-Identifier: Apache-2.0
#include "snsproof/event.hpp"

#include "cases/event.hpp"
#include "mutation.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <random>
#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(event_tests)

BOOST_AUTO_TEST_CASE(events) {
    for (auto const& c : cases::events) {
        auto const full = cases::expand(c.text, cases::event_abbreviations);
        std::string_view const text = cases::view(full);
        BOOST_TEST(cases::is_event_case(c),
                   "`" << text << "`: " << cases::describe(snsproof::check_event(text), text));
    }
}

BOOST_AUTO_TEST_CASE(times) {
    for (auto const& c : cases::times) BOOST_TEST(cases::is_time_case(c), c.text);
}

BOOST_AUTO_TEST_CASE(facts) {
    for (auto const& f : cases::event_facts) BOOST_TEST(f.holds(), f.what);
}

// The limit that every topic has, for ASCII and for characters of several bytes.
BOOST_AUTO_TEST_CASE(the_limit_is_262144_bytes) {
    for (std::string const unit : {"x", "\xE2\x82\xAC"}) {
        std::string text(cases::event_start);
        std::string const end(cases::event_end);
        while (text.size() + unit.size() + end.size() <= 262'144) text += unit;
        text += end;
        text.append(262'144 - text.size(), ' ');
        BOOST_TEST(snsproof::check_event(text).empty());
        text += ' ';
        auto const found = snsproof::check_event(text);
        BOOST_TEST_REQUIRE(found.size() == 1U);
        BOOST_TEST(found.begin()->what->id == "event-size");
        BOOST_TEST(found.begin()->where.end() == text.size());
    }
}

BOOST_AUTO_TEST_CASE(whatever_the_bytes_spans_lie_in_the_text) {
    std::mt19937 random(1);
    std::size_t clean = 0;
    for (int i = 0; i != 20'000; ++i) {
        auto const& c = cases::events[random() % std::size(cases::events)];
        auto const full = cases::expand(c.text, cases::event_abbreviations);
        std::string const text = cases::mutate(cases::view(full), random, 2);
        auto const found = snsproof::check_event(text);
        clean += found.empty() ? 1 : 0;
        for (auto const& f : found)
            if (f.where.end() > text.size() || f.related.end() > text.size())
                BOOST_ERROR("outside of " << text);
    }
    BOOST_TEST(clean > 1'000U);
}

BOOST_AUTO_TEST_SUITE_END()
