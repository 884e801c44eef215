// SPDX-License-Identifier: Apache-2.0
#include "snsproof/detail/list.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace dt = snsproof::detail;

namespace {

template <class T>
std::vector<T> values_of(dt::list<T> const& values) {
    return {values.begin(), values.end()};
}

std::vector<int> up_to(int count) {
    std::vector<int> all;
    for (int i = 0; i != count; ++i) all.push_back(i);
    return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(list_tests)

BOOST_AUTO_TEST_CASE(a_list_grows_by_as_much_as_is_appended) {
    for (int before : {0, 1, 7, 8, 9, 20})
        for (int more : {0, 1, 8, 9, 17, 100}) {
            std::vector<int> const all = up_to(before + more);
            dt::list<int> values;
            for (int i = 0; i != before; ++i) values.push_back(i);
            values.append(all.data() + before, static_cast<std::size_t>(more));
            BOOST_TEST(values_of(values) == all, boost::test_tools::per_element());
            BOOST_TEST(values.capacity() >= values.size());
        }
}

BOOST_AUTO_TEST_CASE(an_element_of_a_full_list_can_be_appended) {
    dt::list<int> values;
    for (int i = 0; i != 200; ++i)
        if (i == 0)
            values.push_back(1);
        else
            values.push_back(values[values.size() - 1]);
    BOOST_TEST(values_of(values) == std::vector<int>(200, 1), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(copies_are_their_own) {
    dt::list<int> first;
    for (int i = 0; i != 20; ++i) first.push_back(i);
    dt::list<int> second = first;
    second[3] = -1;
    dt::list<int> third;
    third = second;
    dt::list<int> const& same = third;
    third = same;
    second.clear();
    BOOST_TEST(values_of(first) == up_to(20), boost::test_tools::per_element());
    BOOST_TEST(third.size() == 20U);
    BOOST_TEST(third[3] == -1);
    dt::list<int> const moved = std::move(third);
    BOOST_TEST(moved.size() == 20U);
    BOOST_TEST(second.empty());
}

BOOST_AUTO_TEST_CASE(sorting_keeps_the_order_of_equal_values) {
    using value = std::pair<int, int>;
    auto const less = [](value const& a, value const& b) { return a.first < b.first; };
    std::mt19937 random(1);
    for (int size = 0; size != 200; ++size) {
        std::vector<value> expected;
        dt::list<value> values;
        for (int i = 0; i != size; ++i) {
            expected.emplace_back(static_cast<int>(random() % 20), i);
            values.push_back(expected.back());
        }
        std::sort(expected.begin(), expected.end());
        dt::sort(values, less);
        BOOST_TEST((values_of(values) == expected), size);
    }
}

BOOST_AUTO_TEST_CASE(where_a_value_stands_or_would) {
    for (int size = 0; size != 40; ++size) {
        dt::list<int> values;
        for (int i = 0; i != size; ++i) values.push_back(2 * i);
        for (int wanted = -1; wanted != 2 * size + 1; ++wanted)
            BOOST_TEST(dt::lower_bound(values, wanted) == static_cast<std::size_t>((wanted + 1) / 2));
    }
}

BOOST_AUTO_TEST_CASE(the_smallest_number_that_is_free) {
    auto const free = [](std::vector<std::uint64_t> const& taken) {
        return dt::find_free_number(taken, [](std::uint64_t i) { return i; });
    };
    BOOST_TEST(free({}) == 0U);
    BOOST_TEST(free({1, 2}) == 0U);
    BOOST_TEST(free({2, 0, 1}) == 3U);
    BOOST_TEST(free({0, 0, 1, ~std::uint64_t{0}}) == 2U);
}

BOOST_AUTO_TEST_CASE(some_all_or_none) {
    auto const is_even = [](int i) { return i % 2 == 0; };
    BOOST_TEST(!dt::any_of(std::vector<int>{}, is_even));
    BOOST_TEST(dt::all_of(std::vector<int>{}, is_even));
    BOOST_TEST(dt::any_of(std::vector{1, 2}, is_even));
    BOOST_TEST(!dt::all_of(std::vector{1, 2}, is_even));
    BOOST_TEST(!dt::any_of(std::vector{1, 3}, is_even));
    BOOST_TEST(dt::all_of(std::vector{4, 2}, is_even));
    BOOST_TEST(dt::contains(std::vector{4, 2}, 2));
    BOOST_TEST(!dt::contains(std::vector{4, 2}, 3));
}

BOOST_AUTO_TEST_SUITE_END()
