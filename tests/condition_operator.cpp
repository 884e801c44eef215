// SPDX-License-Identifier: Apache-2.0
#include "snsproof/condition_operator.hpp"

#include "cases/condition_operator.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(condition_operator_tests)

BOOST_AUTO_TEST_CASE(operators) {
    for (auto const& c : cases::condition_operators) BOOST_TEST(cases::is_operator_case(c), c.text);
}

BOOST_AUTO_TEST_CASE(unknown_operators) {
    for (auto const text : cases::unknown_operators)
        BOOST_TEST(cases::is_unknown_operator(text), "`" << text << "`");
}

BOOST_AUTO_TEST_CASE(nearest) {
    for (auto const& c : cases::nearest_operators)
        BOOST_TEST(cases::is_nearest_operator(c),
                   "`" << c.wrong << "`: " << snsproof::nearest_condition_operator(c.wrong));
}

BOOST_AUTO_TEST_CASE(facts) {
    for (auto const& f : cases::operator_facts) BOOST_TEST(f.holds(), f.what);
}

BOOST_AUTO_TEST_CASE(each_spelling_in_each_case) {
    for (auto const& o : snsproof::detail::operator_names)
        for (std::string const prefix : {"", "ForAllValues:", "ForAnyValue:"})
            for (std::string const suffix : {"", "IfExists"}) {
                std::string const text = prefix + std::string(o.name) + suffix;
                std::string lower = text;
                for (char& c : lower) c = snsproof::detail::lower(c);
                auto const exact = snsproof::parse_condition_operator(text);
                auto const other = snsproof::parse_condition_operator(lower);
                BOOST_TEST((exact.known && !exact.case_differs), text);
                BOOST_TEST((other.known && other.case_differs), lower);
                BOOST_TEST((exact.what == o.what && exact.order == o.order && exact.negated == o.negated));
                BOOST_TEST(exact.if_exists == !suffix.empty(), text);
                BOOST_TEST((exact.set == snsproof::set_prefix::none) == prefix.empty(), text);
                BOOST_TEST(snsproof::nearest_condition_operator(lower) == (o.name == "Null" ? "Null" : text));
            }
}

BOOST_AUTO_TEST_CASE(a_misspelled_operator_is_recognized) {
    for (auto const& o : snsproof::detail::operator_names)
        for (std::size_t i = 0; i != o.name.size(); ++i) {
            std::string wrong(o.name);
            wrong[i] = '_';
            BOOST_TEST(!snsproof::parse_condition_operator(wrong).known, wrong);
            BOOST_TEST(snsproof::nearest_condition_operator(wrong) == o.name, wrong);
        }
}

BOOST_AUTO_TEST_SUITE_END()
