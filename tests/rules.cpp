// SPDX-License-Identifier: Apache-2.0
#include "snsproof/rules.hpp"

#include "cases/event.hpp"
#include "cases/event_body.hpp"
#include "cases/hook.hpp"
#include "cases/json.hpp"
#include "cases/plan.hpp"
#include "cases/policy.hpp"
#include "cases/policy_check.hpp"
#include "cases/publish.hpp"
#include "cases/rules.hpp"
#include "cases/topic_arn.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>

namespace {

std::string read_file(std::filesystem::path const& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rules_tests)

BOOST_AUTO_TEST_CASE(rules_are_well_written) {
    for (auto const* r : snsproof::all_rules)
        BOOST_TEST(cases::is_well_written(r), r->id << "\n  " << r->title << "\n  " << r->why << "\n  "
                                                    << r->fix << "\n  " << r->reference);
}

BOOST_AUTO_TEST_CASE(facts) {
    for (auto const& f : cases::rule_facts) BOOST_TEST(f.holds(), f.what);
}

BOOST_AUTO_TEST_CASE(titles_differ) {
    std::set<std::string_view> titles;
    for (auto const* r : snsproof::all_rules) {
        // The effect of the two is the same, and the fix differs.
        if (r->id == "hooks-null") continue;
        BOOST_TEST(titles.insert(r->title).second, r->title);
    }
}

BOOST_AUTO_TEST_CASE(every_rule_is_broken_by_some_case) {
    // Texts of these sizes, and of this depth, are in json.cpp, among the facts and in rules/;
    // what needs zlib is in event_gzip.cpp.
    std::set<std::string_view> expected{"json-size",
                                        "json-depth",
                                        "event-size",
                                        "body-gzip",
                                        "body-gzip-end",
                                        "body-gzip-checksum",
                                        "body-gzip-trailing",
                                        "body-gzip-size",
                                        "publish-size",
                                        "publish-batch-size",
                                        "policy-size",
                                        "policy-size-written",
                                        "policy-statement-count",
                                        "policy-principal-count",
                                        "policy-escaped",
                                        "policy-publisher-denied",
                                        "policy-publisher-depends",
                                        "grant-partition",
                                        "grant-limit",
                                        "grant-denied",
                                        "grant-maybe-denied",
                                        "access-public",
                                        "access-widens",
                                        "access-budget",
                                        "access-variable",
                                        "access-key-types",
                                        "access-operator",
                                        "access-unknown",
                                        "grant-unknown"};
    for (auto const* r : snsproof::all_rules)
        if (r->id.starts_with("preflight-")) expected.insert(r->id);  // in preflight.cpp
    auto const add = [&](auto const& findings) {
        for (cases::expected const& e : findings) expected.insert(e.rule);
    };
    for (auto const& c : cases::json_rejected) add(c.findings);
    for (auto const& c : cases::duplicate_keys) add(c.findings);
    for (auto const& c : cases::events) add(c.findings);
    for (auto const& c : cases::bodies) add(c.findings);
    for (auto const& c : cases::publish_calls) add(c.findings);
    for (auto const& c : cases::topic_arns) add(c.findings);
    for (auto const& c : cases::policies) add(c.findings);
    for (auto const& c : cases::checked_conditions) add(c.findings);
    for (auto const& c : cases::checked_statements) add(c.findings);
    expected.insert("policy-variable-version");  // among the facts
    for (auto const& c : cases::hook_lists) add(c.findings);
    for (auto const& c : cases::plans) {
        add(c.in_current);
        add(c.in_wanted);
    }
    for (auto const& c : cases::updates) {
        add(c.in_current);
        add(c.in_wanted);
    }
    for (auto const* r : snsproof::all_rules) BOOST_TEST(expected.contains(r->id), r->id);
}

// A rule that is in no list would never be explained, and its name in C++ leads to its id.
BOOST_AUTO_TEST_CASE(every_rule_of_the_headers_is_in_the_list) {
    constexpr std::string_view start = "inline constexpr rule ";
    constexpr std::string_view id_start = ".id = \"";
    std::size_t count = 0;
    for (auto const& entry : std::filesystem::directory_iterator(SNSPROOF_SOURCE_DIR "/include/snsproof")) {
        if (entry.path().extension() != ".hpp") continue;
        std::string const text = read_file(entry.path());
        for (auto at = text.find(start); at != text.npos; at = text.find(start, at + 1)) {
            ++count;
            auto const name_at = at + start.size();
            std::string name = text.substr(name_at, text.find_first_of("{ ;=", name_at) - name_at);
            std::replace(name.begin(), name.end(), '_', '-');
            auto const id_at = text.find(id_start, at) + id_start.size();
            std::string const id = text.substr(id_at, text.find('"', id_at) - id_at);
            BOOST_TEST(id == name, entry.path().filename());
            BOOST_TEST((snsproof::find_rule(id) != nullptr), id);
        }
    }
    BOOST_TEST(count == snsproof::all_rules.size());
}

BOOST_AUTO_TEST_SUITE_END()
