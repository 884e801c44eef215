// SPDX-License-Identifier: Apache-2.0
#include "snsproof/condition_key.hpp"

#include "cases/condition_key.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(condition_key_tests)

BOOST_AUTO_TEST_CASE(keys) {
    for (auto const& c : cases::condition_keys) BOOST_TEST(cases::is_condition_key_case(c), c.text);
}

BOOST_AUTO_TEST_CASE(unknown_keys) {
    for (auto const text : cases::unknown_condition_keys)
        BOOST_TEST(cases::is_unknown_condition_key(text), "`" << text << "`");
}

BOOST_AUTO_TEST_CASE(nearest) {
    for (auto const& c : cases::nearest_condition_keys)
        BOOST_TEST(cases::is_nearest_condition_key(c),
                   "`" << c.wrong << "`: " << snsproof::nearest_condition_key(c.wrong));
}

BOOST_AUTO_TEST_CASE(facts) {
    for (auto const& f : cases::condition_key_facts) BOOST_TEST(f.holds(), f.what);
}

BOOST_AUTO_TEST_CASE(each_key_in_each_case_and_no_other) {
    for (auto const& k : snsproof::detail::condition_keys) {
        std::string const text = std::string(k.name) + (k.tag() ? "Team" : "");
        for (std::size_t i = 0; i != k.name.size(); ++i) {
            std::string other = text;
            char const c = text[i];
            if (snsproof::detail::is_upper(c)) other[i] = snsproof::detail::lower(c);
            if (snsproof::detail::is_lower(c)) other[i] = static_cast<char>(c - 'a' + 'A');
            BOOST_TEST(snsproof::find_condition_key(other) == &k, other);
            for (char const wrong : std::string_view("_@[`{\x1a\xff\0", 8)) {
                other[i] = wrong;
                BOOST_TEST(snsproof::find_condition_key(other) == nullptr, other);
            }
            other[i] = '_';
            std::string const wrong = other.substr(0, k.name.size());
            std::string_view const near = snsproof::nearest_condition_key(wrong);
            if (c != ':') BOOST_TEST(snsproof::detail::edit_distance(wrong, near, 1) == 1, wrong);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
