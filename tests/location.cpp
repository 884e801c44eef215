// SPDX-License-Identifier: Apache-2.0
#include "snsproof/location.hpp"

#include "cases/location.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <string>

BOOST_AUTO_TEST_SUITE(location_tests)

BOOST_AUTO_TEST_CASE(lines_and_columns) {
    for (auto const& c : cases::locations) {
        auto const found = snsproof::locate(c.text, c.offset);
        BOOST_TEST(cases::is_there(c), "`" << c.text << "` at " << c.offset << ": line " << found.line
                                           << ", column " << found.column);
    }
}

BOOST_AUTO_TEST_CASE(facts) {
    for (auto const& f : cases::location_facts) BOOST_TEST(f.holds(), f.what);
}

// A look-up for each line that started at the text's first byte would take minutes here.
BOOST_AUTO_TEST_CASE(offsets_that_never_decrease_cost_one_pass) {
    std::string text;
    for (int i = 0; i != 1'000'000; ++i) text += "abc\n";
    snsproof::locator locator(text);
    for (std::uint32_t line = 1; line <= 1'000'000; ++line) {
        auto const found = locator.locate(line * 4 - 2);
        if (found != snsproof::position{line, 3}) BOOST_FAIL("wrong in line " << line);
    }
}

BOOST_AUTO_TEST_CASE(places_in_any_order_are_those_of_one_pass_each) {
    std::string text;
    while (text.size() < 200'000) text += "ab\xC3\xA9\ncde\n";
    snsproof::locator locator(text);
    auto const size = static_cast<std::uint32_t>(text.size());
    for (std::uint32_t i = 0; i != 40; ++i)
        for (std::uint32_t const at : {i, size - 1 - i, 65'530 + i, 131'050 + i})
            BOOST_TEST((locator.locate(at) == snsproof::locate(text, at)), at);
}

BOOST_AUTO_TEST_CASE(offsets_in_any_order) {
    std::string text;
    for (int i = 0; i != 50'000; ++i) text += "abc\n";
    snsproof::locator locator(text, 10);
    for (std::uint32_t const line : {50'000U, 20'000U, 40'000U, 1U, 16'385U})
        BOOST_TEST((locator.locate(line * 4 - 2) == snsproof::position{line + 9, 3}), line);
}

BOOST_AUTO_TEST_SUITE_END()
