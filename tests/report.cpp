// SPDX-License-Identifier: Apache-2.0
#include "snsproof/report.hpp"

#include "cases/report.hpp"

#include <boost/test/unit_test.hpp>

#include <utility>
#include <vector>

using cases::doubtful;
using cases::notable;
using cases::wrong;
using snsproof::report;
using enum snsproof::severity;

BOOST_AUTO_TEST_SUITE(report_tests)

BOOST_AUTO_TEST_CASE(facts) {
    for (auto const& f : cases::report_facts) BOOST_TEST(f.holds(), f.what);
}

BOOST_AUTO_TEST_CASE(names_of_severities) {
    BOOST_TEST(snsproof::name_of(note) == "note");
    BOOST_TEST(snsproof::name_of(warning) == "warning");
    BOOST_TEST(snsproof::name_of(error) == "error");
}

BOOST_AUTO_TEST_CASE(past_its_capacity_a_report_only_counts) {
    report r;
    cases::add_many(r, doubtful, 1500);
    BOOST_TEST(r.size() == report::capacity);
    BOOST_TEST(r.dropped() == 500U);
    BOOST_TEST(r.count(warning) == 1500U);
    BOOST_TEST(r.ok());
    BOOST_TEST(r.begin()[999].where.offset == 999U);
}

BOOST_AUTO_TEST_CASE(an_error_takes_the_place_of_the_last_finding_that_is_none) {
    report r;
    cases::add_many(r, notable, 500);
    cases::add_many(r, wrong, 500, 500);
    r.add(wrong, {3, 1});
    BOOST_TEST(r.size() == report::capacity);
    BOOST_TEST(r.dropped() == 1U);
    BOOST_TEST(r.count(note) == 500U);
    BOOST_TEST(r.count(error) == 501U);
    BOOST_TEST(cases::is_ordered(r));
    // The note at 499 made room, and the new error stands behind the note of the same offset.
    BOOST_TEST(r.begin()[3].what->id == "test-notable");
    BOOST_TEST(r.begin()[4].what->id == "test-wrong");
    BOOST_TEST(r.begin()[499].where.offset == 498U);
    BOOST_TEST(r.begin()[500].where.offset == 500U);
}

BOOST_AUTO_TEST_CASE(errors_stay_when_there_are_only_errors) {
    report r;
    cases::add_many(r, wrong, 1000, 10);
    r.add(wrong, {0, 1});
    r.add(doubtful, {0, 1});
    BOOST_TEST(r.size() == report::capacity);
    BOOST_TEST(r.begin()->where.offset == 10U);
    BOOST_TEST(r.dropped() == 2U);
    BOOST_TEST(r.count(error) == 1001U);
    BOOST_TEST(r.count(warning) == 1U);
}

BOOST_AUTO_TEST_CASE(an_error_that_comes_last_is_not_lost) {
    report r;
    cases::add_many(r, doubtful, 2000);
    r.add(wrong, {5000, 1});
    BOOST_TEST(!r.ok());
    BOOST_TEST((r.end() - 1)->what->id == "test-wrong");
    BOOST_TEST(r.dropped() == 1001U);
}

BOOST_AUTO_TEST_CASE(appending_adds_what_was_dropped) {
    report full;
    cases::add_many(full, doubtful, 1200);
    report r;
    r.add(wrong, {7, 1});
    r.append(full, [](snsproof::span s) { return snsproof::span{s.offset + 100, s.length}; });
    BOOST_TEST(r.size() == report::capacity);
    BOOST_TEST(r.count(warning) == 1200U);
    BOOST_TEST(r.count(error) == 1U);
    BOOST_TEST(r.dropped() == 201U);
    BOOST_TEST(r.size() + r.dropped() == r.count(warning) + r.count(error));
    BOOST_TEST(r.begin()->what->id == "test-wrong");
}

BOOST_AUTO_TEST_CASE(a_value_can_be_moved_out_of_its_result) {
    snsproof::result<std::vector<int>> made({1, 2, 3}, {});
    BOOST_TEST(made.take().size() == 3U);
}

BOOST_AUTO_TEST_SUITE_END()
