// SPDX-License-Identifier: Apache-2.0
#include "snsproof/policy_check.hpp"

#include "cases/policy_check.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

std::string describe_check(std::vector<char> const& text) {
    auto const parsed = snsproof::parse_policy(cases::view(text));
    if (parsed.value() == nullptr) return "no policy";
    return cases::describe(snsproof::check_policy(*parsed.value()), cases::view(text));
}

std::string policy_of(std::string const& statements) {
    return R"({"Version":"2012-10-17","Statement":[)" + statements + "]}";
}

/// The seconds that a check takes, and how much it finds.
std::pair<double, std::size_t> check(std::string const& text) {
    auto const parsed = snsproof::parse_policy(text);
    BOOST_TEST_REQUIRE(parsed.value() != nullptr);
    auto const start = std::chrono::steady_clock::now();
    auto const found = snsproof::check_policy(*parsed.value());
    std::chrono::duration<double> const taken = std::chrono::steady_clock::now() - start;
    return {taken.count(), found.size()};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(policy_check_tests)

BOOST_AUTO_TEST_CASE(conditions) {
    for (auto const& c : cases::checked_conditions)
        BOOST_TEST(cases::is_checked_condition(c),
                   c.text << ": " << describe_check(cases::expand_condition(c.text)));
}

BOOST_AUTO_TEST_CASE(statements) {
    for (auto const& c : cases::checked_statements)
        BOOST_TEST(cases::is_checked_statement(c),
                   c.text << ": " << describe_check(cases::expand_statements(c.text)));
}

BOOST_AUTO_TEST_CASE(facts) {
    for (auto const& f : cases::policy_check_facts) BOOST_TEST(f.holds(), f.what);
}

// Notes are no less a promise than errors: each case above that has none of a rule is silent about it.
BOOST_AUTO_TEST_CASE(the_default_policy_is_deprecated_in_one_key_and_else_right) {
    auto const text = cases::expand_statements(cases::checked_statements[0].text);
    auto const parsed = snsproof::parse_policy(cases::view(text));
    auto const found = snsproof::check_policy(*parsed.value());
    BOOST_TEST_REQUIRE(found.size() == 1U);
    BOOST_TEST((found.begin()->what->level == snsproof::severity::note));
}

// Any policy: each finding has a span inside of the text.
BOOST_AUTO_TEST_CASE(findings_stay_inside_of_changed_policies) {
    std::string all;
    std::vector<std::string> texts;
    auto const add = [&](std::vector<char> const& text) {
        texts.emplace_back(text.begin(), text.end());
        all += texts.back();
    };
    for (auto const& c : cases::checked_conditions) add(cases::expand_condition(c.text));
    for (auto const& c : cases::checked_statements) add(cases::expand_statements(c.text));
    std::mt19937 random(7);
    std::size_t checked = 0;
    for (std::string const& text : texts)
        for (int i = 0; i != 200; ++i) {
            std::string changed = text;
            std::size_t const length = random() % 12;
            changed.replace(random() % changed.size(), length, all, random() % (all.size() - 12),
                            random() % 12);
            auto const parsed = snsproof::parse_policy(changed);
            if (parsed.value() == nullptr) continue;
            ++checked;
            for (auto const& f : snsproof::check_policy(*parsed.value())) {
                BOOST_TEST(f.where.end() <= changed.size(), changed);
                BOOST_TEST(f.related.end() <= changed.size(), changed);
            }
        }
    BOOST_TEST(checked > 1000U);
}

BOOST_AUTO_TEST_CASE(a_long_list_is_sorted) {
    std::string values;
    for (int i = 0; i != 20'000; ++i)
        values += std::string(i == 0 ? "" : ",") + "\"*" + std::to_string(i % 10'000) + "*\"";
    auto const [taken, found] = check(
        policy_of(R"({"Effect":"Deny","Principal":"*","Action":"SNS:Publish","Condition":{"StringLike":)"
                  R"({"aws:PrincipalTag/a":[)" +
                  values + "]}}}"));
    BOOST_TEST(found == snsproof::report::capacity);
    BOOST_TEST(taken < 10.0);
}

// Of more than 16 statements those of one hash are neighbours.
BOOST_AUTO_TEST_CASE(a_statement_of_many_that_stands_there_already) {
    std::string statements;
    for (int i = 0; i != 20; ++i)
        statements += std::string(i == 0 ? "" : ",") + R"({"Effect":"Deny","Principal":"*","Action":"SNS:)" +
                      (i % 19 == 0 ? "Publish" : "Publish" + std::to_string(i)) + R"("})";
    std::string const text = policy_of(statements);
    auto const parsed = snsproof::parse_policy(text);
    BOOST_TEST_REQUIRE(parsed.value() != nullptr);
    auto const found = snsproof::check_policy(*parsed.value());
    BOOST_TEST_REQUIRE(found.size() == 1U);
    BOOST_TEST(found.begin()->what->id == "policy-statement-redundant");
    BOOST_TEST((found.begin()->where == parsed.value()->statements()[19].where));
    BOOST_TEST((found.begin()->related == parsed.value()->statements()[0].where));
}

BOOST_AUTO_TEST_CASE(many_statements_and_keys_take_no_time) {
    std::string statements;
    for (int i = 0; i != 5'000; ++i) {
        std::string const n = std::to_string(i);
        statements += (i == 0 ? "" : ",") + (R"({"Sid":")" + n) +
                      R"(","Effect":"Deny","Principal":{"AWS":"123456789012"},"Action":"SNS:Publish",)"
                      R"("Condition":{"StringEquals":{"aws:PrincipalTag/a":")" +
                      n + R"("}}})";
    }
    BOOST_TEST(check(policy_of(statements)).first < 10.0);
    std::string keys;
    for (int i = 0; i != 20'000; ++i)
        keys += std::string(i == 0 ? "" : ",") + R"("aws:PrincipalTag/)" + std::to_string(10'000 + i) +
                R"(":"a")";
    BOOST_TEST(check(policy_of(R"({"Effect":"Deny","Principal":"*","Action":"SNS:Publish",)"
                               R"("Condition":{"StringEquals":{)" +
                               keys + "}}}"))
                   .first < 10.0);
}

// Neither each public statement with each that denies, nor each key with each that it should stand beside.
BOOST_AUTO_TEST_CASE(what_stands_together_is_found_in_no_time) {
    std::string statements;
    for (int i = 0; i != 10'000; ++i) {
        std::string const n = std::to_string(i);
        statements += (i == 0 ? "" : ",") + (R"({"Sid":"a)" + n) +
                      R"(","Effect":"Allow","Principal":"*","Action":"SNS:Publish"},{"Sid":"d)" + n +
                      R"(","Effect":"Deny","Principal":"*","Action":"SNS:Subscribe"})";
    }
    BOOST_TEST(check(policy_of(statements)).first < 10.0);
    std::string operators;
    for (int i = 0; i != 20'000; ++i)
        operators += std::string(i == 0 ? "" : ",") + R"("IpAddress":{"aws:VpcSourceIp":"10.0.0.1"})";
    BOOST_TEST(check(policy_of(R"({"Effect":"Deny","Principal":"*","Action":"SNS:Publish","Condition":{)" +
                               operators + "}}"))
                   .first < 10.0);
}

BOOST_AUTO_TEST_SUITE_END()
