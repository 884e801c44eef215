// SPDX-License-Identifier: Apache-2.0
#include "snsproof/hook.hpp"

#include "cases/hook.hpp"

#include <boost/test/unit_test.hpp>

#include <set>
#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(hook_tests)

BOOST_AUTO_TEST_CASE(lists) {
    for (auto const& c : cases::hook_lists) {
        auto const text = cases::expand(c.text);
        auto const parsed = snsproof::parse_hooks(cases::view(text));
        BOOST_TEST(cases::is_hook_case(c),
                   c.text << ": " << cases::describe(parsed.findings(), cases::view(text)));
    }
}

BOOST_AUTO_TEST_CASE(settings) {
    for (auto const& c : cases::settings_documents) {
        auto const text = cases::expand(c.text);
        auto const parsed = snsproof::parse_settings(cases::view(text));
        BOOST_TEST(cases::is_settings_case(c),
                   c.text << ": " << cases::describe(parsed.findings(), cases::view(text)));
    }
}

BOOST_AUTO_TEST_CASE(facts) {
    for (auto const& f : cases::hook_facts) BOOST_TEST(f.holds(), f.what);
}

BOOST_AUTO_TEST_SUITE_END()
