// SPDX-License-Identifier: Apache-2.0
#include "snsproof/sns_action.hpp"

#include "cases/sns_action.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(sns_action_tests)

BOOST_AUTO_TEST_CASE(actions) {
    for (auto const& c : cases::sns_actions) BOOST_TEST(cases::is_sns_action_case(c), c.name);
}

BOOST_AUTO_TEST_CASE(unknown_actions) {
    for (auto const name : cases::unknown_sns_actions)
        BOOST_TEST(cases::is_unknown_sns_action(name), "`" << name << "`");
}

BOOST_AUTO_TEST_CASE(nearest) {
    for (auto const& c : cases::nearest_sns_actions)
        BOOST_TEST(cases::is_nearest_sns_action(c),
                   "`" << c.wrong << "`: " << snsproof::nearest_sns_action(c.wrong));
}

BOOST_AUTO_TEST_CASE(facts) {
    for (auto const& f : cases::sns_action_facts) BOOST_TEST(f.holds(), f.what);
}

BOOST_AUTO_TEST_CASE(each_action_in_each_case) {
    for (auto const& a : snsproof::detail::sns_actions) {
        std::string upper(a.name), lower(a.name);
        for (char& c : lower) c = snsproof::detail::lower(c);
        for (char& c : upper)
            if (snsproof::detail::is_lower(c)) c = static_cast<char>(c - 'a' + 'A');
        BOOST_TEST(snsproof::find_sns_action(lower) == &a, a.name);
        BOOST_TEST(snsproof::find_sns_action(upper) == &a, a.name);
    }
}

BOOST_AUTO_TEST_CASE(a_misspelled_action_is_recognized) {
    for (auto const& a : snsproof::detail::sns_actions)
        for (std::size_t i = 0; i != a.name.size(); ++i) {
            std::string wrong(a.name);
            wrong[i] = '_';
            BOOST_TEST(snsproof::find_sns_action(wrong) == nullptr, wrong);
            if (i == 0) continue;  // Get... or Set...?
            BOOST_TEST(snsproof::nearest_sns_action(wrong) == a.name, wrong);
            BOOST_TEST(snsproof::nearest_sns_action("SNS:" + wrong) == a.qualified, wrong);
        }
}

BOOST_AUTO_TEST_SUITE_END()
