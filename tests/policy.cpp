// SPDX-License-Identifier: Apache-2.0
#include "snsproof/policy_read.hpp"

#include "cases/policy.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

BOOST_AUTO_TEST_SUITE(policy_tests)

BOOST_AUTO_TEST_CASE(policies) {
    for (auto const& c : cases::policies) {
        auto const text = cases::expand_policy(c.text);
        auto const parsed = snsproof::parse_policy(cases::view(text));
        BOOST_TEST(cases::is_policy_case(c),
                   c.text << ": " << cases::describe(parsed.findings(), cases::view(text)));
    }
}

BOOST_AUTO_TEST_CASE(facts) {
    for (auto const& f : cases::policy_facts) BOOST_TEST(f.holds(), f.what);
}

BOOST_AUTO_TEST_CASE(callers) {
    for (auto const& c : cases::callers) BOOST_TEST(cases::is_caller_case(c), c.text);
}

// An element of another level is known by its name, which is no suggestion.
BOOST_AUTO_TEST_CASE(a_suggestion_is_not_what_is_there) {
    auto* const nearest = snsproof::rules::policy_element_unknown.nearest;
    BOOST_TEST(nearest("Statment", "") == "Statement");
    BOOST_TEST(nearest("effect", "") == "Effect");
    BOOST_TEST(nearest("Statement", "") == "");
    BOOST_TEST(nearest("Effect", "") == "");
}

BOOST_AUTO_TEST_CASE(limits) {
    using texts = std::vector<std::string_view>;
    auto const found = [](std::string const& text) {
        auto const parsed = snsproof::parse_policy(text);
        texts ids;
        for (auto const& f : parsed.findings())
            if (f.what->level != snsproof::severity::note) ids.push_back(f.what->id);
        return ids;
    };
    std::string const statement =
        R"("Effect":"Allow","Principal":{"AWS":"185583345998"},"Action":"SNS:Publish",)"
        R"("Resource":"arn:aws:sns:us-east-1:123456789012:t")";
    auto const of_size = [&](std::size_t size, std::string const& start, char fill) {
        std::string text = R"({"Id":")" + start + R"(","Statement":[{)" + statement + "}]}";
        return text.insert(7 + start.size(), size - text.size(), fill);
    };
    BOOST_TEST(found(of_size(30'720, "", 'a')).empty());
    BOOST_TEST(found(of_size(30'721, "", 'a')) == texts{"policy-size"}, boost::test_tools::per_element());
    BOOST_TEST(found(of_size(30'721, R"(\")", ' ')) == texts{"policy-size"},
               boost::test_tools::per_element());
    std::string spaced = of_size(30'720, R"(\\)", ' ');
    spaced.insert(1, " ");
    BOOST_TEST(found(spaced) == texts{"policy-size-written"}, boost::test_tools::per_element());

    auto const list = [](std::size_t count, auto make) {
        std::string all;
        for (std::size_t i = 0; i != count; ++i) all += (i == 0 ? "" : ",") + make(i);
        return all;
    };
    auto const statements = [&](std::size_t count, std::string const& more = "") {
        auto const make = [&](std::size_t i) {
            return R"({"Sid":")" + std::to_string(i) + "\"," + statement + "}";
        };
        return R"({"PolicyDocument":{"Statement":[)" + more + list(count, make) + "]}}";
    };
    std::string const unknown = R"({"Fn::If":["A",{},{}]})";
    BOOST_TEST(found(statements(100)).empty());
    BOOST_TEST(found(statements(101)) == texts{"policy-statement-count"}, boost::test_tools::per_element());
    BOOST_TEST(found(statements(100, unknown + ",")).empty());

    auto const principals = [&](std::size_t count, std::string const& more = "") {
        auto const make = [](std::size_t i) { return '"' + std::to_string(100'000'000'000 + i) + '"'; };
        return R"({"PolicyDocument":{"Statement":{"Effect":"Allow","Principal":{"AWS":[)" + more +
               list(count, make) +
               R"(]},"Action":"SNS:Publish","Resource":"arn:aws:sns:us-east-1:123456789012:t"}}})";
    };
    BOOST_TEST(found(principals(200)).empty());
    BOOST_TEST(found(principals(201)) == texts{"policy-principal-count"}, boost::test_tools::per_element());
    BOOST_TEST(found(principals(200, R"({"Ref":"A"},)")).empty());
    // What functions write out has as much room as the document.
    std::string const joined = R"({"PolicyDocument":{"Statement":{)" + statement +
                               R"(,"Sid":{"Fn::Join":[")" + std::string(1000, 'x') + R"(",[)" +
                               list(100, [](std::size_t) { return std::string(R"("a")"); }) + "]]}}}}";
    auto const parsed = snsproof::parse_policy(joined);
    BOOST_TEST(parsed.value()->statements()[0].sid.is_unknown());
}

// Any bytes: each finding has a span inside of the text, and a truncated policy is no policy.
BOOST_AUTO_TEST_CASE(findings_stay_inside_of_broken_texts) {
    std::string inner;
    for (auto const& c : cases::policies) {
        auto const text = cases::expand_policy(c.text);
        inner += std::string(text.begin(), text.end()) + '\n';
    }
    std::mt19937 random(5);
    for (auto const& c : cases::policies) {
        auto const whole = cases::expand_policy(c.text);
        std::string const text(whole.begin(), whole.end());
        for (std::size_t length = 0; length != text.size(); ++length) {
            auto const cut = snsproof::parse_policy(std::string_view(text).substr(0, length));
            BOOST_TEST(!cut.ok(), text.substr(0, length));
        }
        for (int i = 0; i != 300; ++i) {
            std::string changed = text;
            for (int n = 0; n != 3; ++n) changed[random() % changed.size()] = inner[random() % inner.size()];
            auto const parsed = snsproof::parse_policy(changed);
            for (auto const& f : parsed.findings()) {
                BOOST_TEST(f.where.end() <= changed.size(), changed);
                BOOST_TEST(f.related.end() <= changed.size(), changed);
            }
        }
    }
}

// Sids are sorted, not compared with each other; an escaped policy is located by a table.
BOOST_AUTO_TEST_CASE(many_statements_take_no_time) {
    std::string statements;
    for (int i = 0; i != 20'000; ++i)
        statements += std::string(i == 0 ? "" : ",") + R"({\"Sid\":\"s)" + std::to_string(i) + R"(\"})";
    auto const start = std::chrono::steady_clock::now();
    auto const parsed = snsproof::parse_policy(R"({"Policy":"{\"Statement\":[)" + statements + "]}\"}");
    std::chrono::duration<double> const taken = std::chrono::steady_clock::now() - start;
    BOOST_TEST((parsed.value() != nullptr && parsed.value()->statements().size() == 20'000U));
    BOOST_TEST(taken.count() < 10.0);
}

BOOST_AUTO_TEST_SUITE_END()
