// SPDX-License-Identifier: Apache-2.0
// The sentences of docs/semantics.md are files of tests/decide, which the tool's `--cases` runs. Here
// operators are held to a second evaluator, which knows nothing of the library.
#include "snsproof/decide.hpp"
#include "snsproof/policy_read.hpp"
#include "snsproof/publisher.hpp"

#include <boost/test/unit_test.hpp>

#include <cctype>
#include <cstddef>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "allocations.hpp"

namespace sp = snsproof;

namespace naive {

using values = std::vector<std::string>;

std::string lower(std::string text) {
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

bool glob(char const* p, char const* t) {
    if (*p == '*') return glob(p + 1, t) || (*t != '\0' && glob(p, t + 1));
    if (*t == '\0') return *p == '\0';
    return (*p == '?' || *p == *t) && glob(p + 1, t + 1);
}

values split(std::string const& text) {
    values parts(1);
    for (char const c : text) {
        if (c == ':' && parts.size() < 6)
            parts.emplace_back();
        else
            parts.back() += c;
    }
    return parts;
}

bool arn(std::string const& pattern, std::string const& text) {
    if (pattern == "*") return text.substr(0, 4) == "arn:";
    values const a = split(pattern);
    values const b = split(text);
    if (a.size() != 6 || b.size() != 6) return false;
    for (std::size_t i = 0; i != 6; ++i)
        if (!glob(a[i].c_str(), b[i].c_str())) return false;
    return true;
}

/// An IPv4 address, and the range `a.b.c.d/n`.
unsigned address(std::string const& text) {
    unsigned found = 0;
    char const* at = text.c_str();
    for (int i = 0; i != 4; ++i) {
        char* end = nullptr;
        found = found * 256 + static_cast<unsigned>(std::strtoul(at, &end, 10));
        at = end + 1;
    }
    return found;
}
bool ip(std::string const& range, std::string const& text) {
    std::size_t const slash = range.find('/');
    int const bits = slash == std::string::npos ? 32 : std::atoi(range.c_str() + slash + 1);
    unsigned long long const block = 1ULL << (32 - bits);
    return address(range.substr(0, slash)) / block == address(text) / block;
}

bool match(std::string const& op, std::string const& own, std::string const& value) {
    auto const has = [&](char const* part) { return op.find(part) != std::string::npos; };
    if (has("IgnoreCase")) return lower(own) == lower(value);
    if (op.rfind("String", 0) == 0) return has("Like") ? glob(own.c_str(), value.c_str()) : own == value;
    if (op.rfind("Arn", 0) == 0) return arn(own, value);
    if (has("IpAddress")) return ip(own, value);
    if (op == "Bool") return lower(own) == lower(value);
    if (op == "BinaryEquals") return own == value;
    double const a = std::atof(value.c_str());
    double const b = std::atof(own.c_str());
    if (has("LessThanEquals")) return a <= b;
    if (has("LessThan")) return a < b;
    if (has("GreaterThanEquals")) return a >= b;
    if (has("GreaterThan")) return a > b;
    return a == b;
}

/// Whether the condition holds; `given` is empty for an absent key.
bool holds(std::string const& prefix, std::string const& op, bool if_exists, values const& own,
           values const& given) {
    if (op == "Null") {
        if (prefix == "ForAllValues:") return true;
        if (prefix == "ForAnyValue:") return false;
        for (std::string const& v : own)
            if ((v == "true") == given.empty()) return true;
        return false;
    }
    bool const negated = op.find("Not") != std::string::npos;
    if (given.empty()) return prefix.empty() ? negated || if_exists : prefix == "ForAllValues:";
    int met = 0;
    for (std::string const& v : given) {
        bool any = false;
        for (std::string const& o : own) any = any || match(op, o, v);
        met += any != negated;
    }
    bool const all = prefix == "ForAllValues:" || (prefix.empty() && negated);
    return all ? met == static_cast<int>(given.size()) : met > 0;
}

}  // namespace naive

namespace {

constexpr std::string_view topic = "arn:aws:sns:us-east-1:123456789012:harbour-events";
constexpr std::string_view caller = "arn:aws:iam::111122223333:user/bob";

std::string policy_with(std::string const& op, naive::values const& own) {
    std::string list;
    for (std::string const& v : own) list += (list.empty() ? "\"" : ",\"") + v + '"';
    return R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"SNS:Publish","Resource":")" +
           std::string(topic) + R"(","Condition":{")" + op + R"(":{"aws:PrincipalTag/x":[)" + list + "]}}}]}";
}

sp::decision decide(sp::policy const& p, sp::key_state state, naive::values const& given) {
    std::vector<std::string_view> const views(given.begin(), given.end());
    std::vector<sp::context_key> const keys{{"aws:PrincipalTag/x", state, views}};
    return sp::decide(p, {sp::parse_caller(caller), "sns:Publish", topic, keys}).decision;
}

struct family {
    std::vector<std::string> operators;
    std::vector<naive::values> own;
    std::vector<std::string> values;
};

std::vector<family> const families{
    {{"StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike",
      "StringNotLike"},
     {{"a"}, {"a*", "B?"}, {"*"}, {"", "ab"}},
     {"a", "A", "ab", "b", "bc", "a*", "?"}},
    {{"NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan",
      "NumericGreaterThanEquals"},
     {{"5"}, {"-1", "1e2"}, {"5.50"}},
     {"5", "5.0", "-1", "100", "5.5", "0"}},
    // Seconds since 1970 are numbers, too.
    {{"DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan",
      "DateGreaterThanEquals"},
     {{"1767225600"}, {"1700000000", "1800000000"}},
     {"1767225600", "1767225599", "1800000000", "1900000000"}},
    {{"Bool"}, {{"true"}, {"false"}, {"TRUE"}}, {"true", "false", "True"}},
    {{"BinaryEquals"}, {{"aGE="}}, {"aGE=", "aGe="}},
    {{"IpAddress", "NotIpAddress"},
     {{"203.0.113.0/24"}, {"10.0.0.0/0"}, {"198.51.100.7", "203.0.113.128/25"}},
     {"203.0.113.9", "203.0.113.200", "198.51.100.7", "198.51.100.8"}},
    {{"ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"},
     {{"arn:aws:sqs:*:1:q*"}, {"*"}, {"arn:aws:s3:*", "arn:aws:s3:::b?"}},
     {"arn:aws:sqs:eu:1:q", "arn:aws:sqs:eu:x:1:q", "arn:aws:s3:::bb", "bb", "arn:aws:sqs:eu:1:q:z"}},
    {{"Null"}, {{"true"}, {"false"}}, {"a", "b"}},
};

/// Absent, each value, and each pair of values.
std::vector<naive::values> requests_of(family const& f) {
    std::vector<naive::values> all{{}};
    all.reserve(1 + f.values.size() * (f.values.size() + 1));
    for (std::string const& a : f.values) {
        all.push_back({a});
        for (std::string const& b : f.values) all.push_back({a, b});
    }
    return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(decide_tests)

BOOST_AUTO_TEST_CASE(operators_agree_with_a_naive_evaluator) {
    std::size_t tested = 0;
    std::size_t allowed = 0;
    for (family const& f : families)
        for (std::string const& op : f.operators)
            for (std::string const prefix : {"", "ForAllValues:", "ForAnyValue:"})
                for (bool const if_exists : {false, true}) {
                    if (op == "Null" && if_exists) continue;
                    for (naive::values const& own : f.own) {
                        std::string const whole = prefix + op + (if_exists ? "IfExists" : "");
                        std::string const text = policy_with(whole, own);
                        auto const parsed = sp::parse_policy(text);
                        BOOST_TEST_REQUIRE(parsed.value() != nullptr);
                        bool some = false;
                        bool none = false;
                        for (naive::values const& given : requests_of(f)) {
                            bool const expected = naive::holds(prefix, op, if_exists, own, given);
                            (expected ? some : none) = true;
                            auto const state = given.empty() ? sp::key_state::absent : sp::key_state::present;
                            sp::decision const said = decide(*parsed.value(), state, given);
                            BOOST_TEST(
                                (said == (expected ? sp::decision::allow : sp::decision::implicit_deny)),
                                text << " for " << (given.empty() ? "no value" : given[0]) << " and "
                                     << given.size() << " values");
                            ++tested;
                            allowed += expected;
                        }
                        // Unknown: it depends where it can, and is never the wrong one of two answers.
                        sp::decision const unknown = decide(*parsed.value(), sp::key_state::unknown, {});
                        if (some && none) BOOST_TEST((unknown == sp::decision::depends), text);
                        if (!some) BOOST_TEST((unknown != sp::decision::allow), text);
                        if (!none) BOOST_TEST((unknown != sp::decision::implicit_deny), text);
                    }
                }
    BOOST_TEST(tested > 5000U);
    BOOST_TEST(allowed > 1000U);
    BOOST_TEST(allowed < tested);
}

BOOST_AUTO_TEST_CASE(explain_says_which_element_stopped_a_statement) {
    std::string_view const text = R"({"Version":"2012-10-17","Statement":[
      {"Sid":"A","Effect":"Allow","Principal":{"AWS":"444455556666"},"Action":"SNS:Publish"},
      {"Sid":"B","Effect":"Allow","Principal":"*","Action":"SNS:Subscribe"},
      {"Sid":"C","Effect":"Allow","Principal":"*","Action":"SNS:Publish","Resource":"arn:aws:sns:us-east-1:123456789012:other"},
      {"Sid":"D","Effect":"Allow","Principal":"*","Action":"SNS:Publish","Condition":{"StringEquals":{"aws:SourceAccount":"1"}}},
      {"Sid":"E","Effect":"Allow","Principal":"*","Action":"SNS:Publish","Condition":{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}},
      {"Sid":"F","Effect":"Deny","Principal":"*","Action":"SNS:DeleteTopic"}]})";
    auto const parsed = sp::parse_policy(text);
    BOOST_TEST_REQUIRE(parsed.value() != nullptr);
    sp::request const asked = sp::make_publisher_request(sp::stream_account, topic);
    auto const trace = sp::explain(*parsed.value(), asked);
    BOOST_TEST_REQUIRE(trace.size() == 6U);
    auto const check = [&](std::size_t i, sp::truth applies, sp::policy_part part, std::string_view where) {
        BOOST_TEST((trace[i].applies == applies), i);
        BOOST_TEST((trace[i].stopped_by == part), i);
        BOOST_TEST((text / trace[i].where) == where);
    };
    check(0, sp::truth::no, sp::policy_part::principal, "444455556666");
    check(1, sp::truth::no, sp::policy_part::action, "SNS:Subscribe");
    check(2, sp::truth::no, sp::policy_part::resource, "arn:aws:sns:us-east-1:123456789012:other");
    check(3, sp::truth::no, sp::policy_part::condition, "aws:SourceAccount");
    check(4, sp::truth::unknown, sp::policy_part::condition, "aws:SourceIp");
    check(5, sp::truth::no, sp::policy_part::action, "SNS:DeleteTopic");
    auto const said = sp::decide_publisher(*parsed.value(), sp::stream_account, topic);
    BOOST_TEST((said.decision == sp::decision::depends));
    BOOST_TEST((said.because.statement == &parsed.value()->statements()[4]));
}

BOOST_AUTO_TEST_CASE(a_request_without_unknowns_never_depends) {
    for (std::string const op :
         {"StringEquals", "StringLike", "ArnLike", "IpAddress", "DateLessThan", "NoSuchOperator"}) {
        auto const parsed = sp::parse_policy(policy_with(op, {"${aws:username}"}));
        BOOST_TEST_REQUIRE(parsed.value() != nullptr);
        bool const known = op != "NoSuchOperator";
        BOOST_TEST((decide(*parsed.value(), sp::key_state::present, {"bob"}) == sp::decision::depends) !=
                   known);
    }
}

sp::decision decide_publisher_under(std::string const& condition) {
    std::string const text = R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*",)"
                             R"("Action":"SNS:Publish","Condition":{)" + condition + "}}}";
    auto const parsed = sp::parse_policy(text);
    BOOST_TEST_REQUIRE(parsed.value() != nullptr);
    return sp::decide_publisher(*parsed.value(), sp::stream_account, topic).decision;
}

// The publisher may be in an organization, of another name, or in none.
BOOST_AUTO_TEST_CASE(the_organization_of_a_publisher_is_another_or_none) {
    using enum sp::decision;
    auto const decide_under = decide_publisher_under;
    BOOST_TEST((decide_under(R"("StringEquals":{"aws:PrincipalOrgID":"o-abcdefghij"})") == implicit_deny));
    BOOST_TEST((decide_under(R"("StringNotEquals":{"aws:PrincipalOrgID":"o-abcdefghij"})") == allow));
    BOOST_TEST((decide_under(R"("StringEqualsIfExists":{"aws:PrincipalOrgID":"o-abcdefghij"})") == depends));
    BOOST_TEST((decide_under(R"("StringLike":{"aws:PrincipalOrgID":"o-*"})") == depends));
    BOOST_TEST((decide_under(R"("Null":{"aws:PrincipalOrgID":"true"})") == depends));
    BOOST_TEST((decide_under(R"("Null":{"aws:PrincipalOrgID":"false"})") == depends));
    BOOST_TEST((decide_under(R"("ForAllValues:StringLike":{"aws:PrincipalOrgPaths":"o-a/*"})") == depends));
    BOOST_TEST((decide_under(R"("ForAnyValue:StringEquals":{"aws:PrincipalOrgPaths":"o-a/"})") ==
                implicit_deny));
}

// Some identity of the account calls, and what differs between them is not known.
BOOST_AUTO_TEST_CASE(the_identity_of_a_publisher_is_unknown) {
    using enum sp::decision;
    auto const decide_under = decide_publisher_under;
    BOOST_TEST((decide_under(R"("StringEquals":{"aws:PrincipalType":"User"})") == depends));
    BOOST_TEST((decide_under(R"("StringEqualsIfExists":{"aws:username":"bob"})") == depends));
    BOOST_TEST((decide_under(R"("Null":{"aws:userid":"true"})") == depends));
    BOOST_TEST((decide_under(R"("StringEquals":{"aws:PrincipalAccount":"185583345998"})") == allow));
    auto const parsed = sp::parse_policy(R"({"Version":"2012-10-17","Statement":{"Effect":"Allow",)"
                                         R"("Principal":"*","Action":"SNS:Publish","Condition":{)"
                                         R"("StringEquals":{"aws:PrincipalType":"User"}}}})");
    BOOST_TEST_REQUIRE(parsed.value() != nullptr);
    sp::request asked = sp::make_publisher_request(sp::stream_account, topic);
    asked.other_keys_unknown = false;
    BOOST_TEST((sp::decide(*parsed.value(), asked).decision == depends));
}

BOOST_AUTO_TEST_CASE(deciding_allocates_nothing) {
    auto const parsed = sp::parse_policy(policy_with("StringLike", {"${aws:username}", "a*b"}));
    BOOST_TEST_REQUIRE(parsed.value() != nullptr);
    sp::request const asked{sp::parse_caller(caller), "sns:Publish", topic, {}, true};
    std::size_t const before = allocations;
    sp::decision const first = sp::decide(*parsed.value(), asked).decision;
    sp::decision const second = sp::decide_publisher(*parsed.value(), sp::stream_account, topic).decision;
    std::size_t const after = allocations;
    BOOST_TEST((first == sp::decision::depends));
    BOOST_TEST((second == sp::decision::depends));
    BOOST_TEST(after == before);
    auto const trace = sp::explain(*parsed.value(), asked);
    BOOST_TEST(trace.size() == 1U);
    BOOST_TEST(allocations.load() > after);  // it does count
}

// `check_policy` asks so where no topic is known.
BOOST_AUTO_TEST_CASE(without_a_topic_its_account_is_unknown) {
    std::string_view const text = R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*",)"
                                  R"("Action":"SNS:Publish","Condition":{"StringEquals":)"
                                  R"({"aws:ResourceAccount":"123456789012"}}}]})";
    auto const parsed = sp::parse_policy(text);
    BOOST_TEST_REQUIRE(parsed.value() != nullptr);
    auto const decide_for = [&](std::string_view of_topic) {
        return sp::decide_publisher(*parsed.value(), sp::stream_account, of_topic).decision;
    };
    BOOST_TEST((decide_for("") == sp::decision::depends));
    BOOST_TEST((decide_for(topic) == sp::decision::allow));
    BOOST_TEST((decide_for("arn:aws:sns:us-east-1:210987654321:t") == sp::decision::implicit_deny));
}

BOOST_AUTO_TEST_SUITE_END()
