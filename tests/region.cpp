// SPDX-License-Identifier: Apache-2.0
#include "snsproof/region.hpp"

#include "cases/region.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(region_tests)

BOOST_AUTO_TEST_CASE(regions_and_their_partitions) {
    for (auto const& c : cases::regions) BOOST_TEST(cases::is_region_case(c), "`" << c.name << "`");
}

BOOST_AUTO_TEST_CASE(nearest) {
    for (auto const& c : cases::nearest_regions)
        BOOST_TEST(cases::is_nearest_region(c), "`" << c.wrong << "`: " << snsproof::nearest_region(c.wrong));
}

BOOST_AUTO_TEST_CASE(nothing_is_nearer_to_a_region_than_itself) {
    for (auto const& r : snsproof::detail::regions) BOOST_TEST(snsproof::nearest_region(r.name) == r.name);
}

BOOST_AUTO_TEST_CASE(facts) {
    for (auto const& f : cases::region_facts) BOOST_TEST(f.holds(), f.what);
}

BOOST_AUTO_TEST_SUITE_END()
