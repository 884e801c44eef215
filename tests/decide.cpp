// SPDX-License-Identifier: Apache-2.0
// The sentences of docs/semantics.md are files of tests/decide. Operators are held to a second evaluator,
// too, which knows nothing of the library.
#include "snsproof/decide.hpp"
#include "snsproof/json_read.hpp"
#include "snsproof/policy_read.hpp"
#include "snsproof/publisher.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <cctype>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "allocations.hpp"
#include "held_request.hpp"

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
     {{"arn:aws:sqs:*:1:q*"}, {"arn:aws:sqs:eu:*:q"}, {"*"}, {"arn:aws:s3:*", "arn:aws:s3:::b?"}},
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

namespace {

/// Holds the policy to what one of the requests in a file of tests/decide expects.
void check_sentence(sp::policy const& p, sp::json::value expected) {
    cases::held_request asked = cases::read_request(expected);
    sp::verdict const said = sp::decide(p, asked.view());
    BOOST_TEST(name_of(said.decision) == cases::text_of(sp::json::find(expected, "expect")), expected.raw());
    for (std::string_view const name : {"delegated", "needs_identity_allow"})
        if (sp::json::value const v = sp::json::find(expected, name))
            BOOST_TEST((v.raw() == "true") ==
                           (name == "delegated" ? said.delegated : said.needs_identity_allow),
                       expected.raw());
}

}  // namespace

BOOST_AUTO_TEST_CASE(sentences) {
    std::size_t checked = 0;
    for (auto const& entry : std::filesystem::directory_iterator(SNSPROOF_SOURCE_DIR "/tests/decide")) {
        std::ifstream file(entry.path(), std::ios::binary);
        std::string const text{std::istreambuf_iterator<char>(file), {}};
        auto const document = sp::json::read(text);
        BOOST_TEST_REQUIRE(document.value() != nullptr);
        auto const parsed = sp::parse_policy(sp::json::find(document.value()->root(), "policy").raw());
        BOOST_TEST_REQUIRE(parsed.value() != nullptr);
        BOOST_TEST_CONTEXT(entry.path().stem())
        for (sp::json::value const r :
             sp::json::elements(sp::json::find(document.value()->root(), "requests"))) {
            check_sentence(*parsed.value(), r);
            ++checked;
        }
    }
    BOOST_TEST(checked > 200U);
}

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

BOOST_AUTO_TEST_CASE(values_that_are_not_what_they_look_like) {
    auto const allows = [](std::string const& op, std::string const& own, naive::values const& given) {
        auto const parsed = sp::parse_policy(policy_with(op, {own}));
        BOOST_TEST_REQUIRE(parsed.value() != nullptr);
        return decide(*parsed.value(), sp::key_state::present, given) == sp::decision::allow;
    };
    BOOST_TEST(!allows("Bool", "yes", {"yes"}));
    BOOST_TEST(allows("StringLike", "${aws:username}?", {"bobs"}));
    BOOST_TEST(!allows("StringEquals", "${aws:username}?", {"bobs"}));
    BOOST_TEST(allows("StringEqualsIgnoreCase", "${aws:username}S", {"BOBs"}));
    BOOST_TEST(!allows("StringEquals", "${aws:PrincipalTag/none}${aws:username}", {"bob"}));
    BOOST_TEST(allows("StringEquals", "${aws:PrincipalTag/none, 'bob'}", {"bob"}));
    // With several values it has none, and a default is for a key that is absent.
    BOOST_TEST(!allows("StringEquals", "${aws:PrincipalTag/x, 'bob'}", {"bob", "eve"}));
}

sp::decision decide_publisher_under(std::string const& condition) {
    std::string const text = R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*",)"
                             R"("Action":"SNS:Publish","Condition":{)" +
                             condition + "}}}";
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
    BOOST_TEST((decide_under(R"("StringEquals":{"aws:PrincipalOrgID":"${aws:ResourceOrgID}"})") == depends));
    BOOST_TEST((decide_under(R"("StringLike":{"aws:PrincipalAccount":"${aws:PrincipalOrgID}"})") == depends));
    BOOST_TEST((decide_under(R"("Null":{"aws:PrincipalOrgID":"true"})") == depends));
    BOOST_TEST((decide_under(R"("Null":{"aws:PrincipalOrgID":"false"})") == depends));
    BOOST_TEST((decide_under(R"("ForAllValues:StringLike":{"aws:PrincipalOrgPaths":"o-a/*"})") == depends));
    BOOST_TEST(
        (decide_under(R"("ForAnyValue:StringEquals":{"aws:PrincipalOrgPaths":"o-a/"})") == implicit_deny));
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

BOOST_AUTO_TEST_CASE(keys_that_follow_from_the_caller_and_the_topic) {
    struct following {
        std::string_view who;
        std::string key;
        std::string value;  ///< empty: absent
    };
    std::string_view const role = "arn:aws:iam::111122223333:role/port/dock";
    std::string_view const session = "arn:aws:sts::111122223333:assumed-role/dock/crane";
    std::string_view const federated = "arn:aws:sts::111122223333:federated-user/bob";
    std::string_view const bucket = "s3.amazonaws.com";
    std::vector<following> const all{
        {"", "aws:PrincipalIsAWSService", ""},
        {"", "aws:PrincipalAccount", "anonymous"},
        {"", "aws:PrincipalType", "Anonymous"},
        {"", "aws:userid", "anonymous"},
        {"", "aws:PrincipalArn", ""},
        {"111122223333", "aws:PrincipalType", "Account"},
        {"111122223333", "aws:PrincipalArn", "arn:aws:iam::111122223333:root"},
        {"111122223333", "aws:userid", "111122223333"},
        {"111122223333", "aws:username", ""},
        {caller, "aws:PrincipalIsAWSService", "false"},
        {caller, "aws:PrincipalServiceName", ""},
        {caller, "aws:PrincipalAccount", "111122223333"},
        {caller, "aws:PrincipalType", "User"},
        {caller, "aws:PrincipalArn", std::string(caller)},
        {caller, "aws:username", "bob"},
        {caller, "aws:userid", ""},
        {caller, "AWS:RESOURCEACCOUNT", "123456789012"},
        {role, "aws:PrincipalType", "AssumedRole"},
        {role, "aws:PrincipalArn", std::string(role)},
        {role, "aws:username", ""},
        {session, "aws:PrincipalType", "AssumedRole"},
        {session, "aws:ARN", "arn:aws:iam::111122223333:role/dock"},
        {federated, "aws:PrincipalType", "FederatedUser"},
        {federated, "aws:username", ""},
        {bucket, "aws:PrincipalIsAWSService", "true"},
        {bucket, "aws:PrincipalServiceName", std::string(bucket)},
        {bucket, "aws:PrincipalAccount", ""},
        {bucket, "aws:PrincipalType", ""},
    };
    for (following const& f : all) {
        std::string const condition = f.value.empty()
                                          ? R"("Null":{")" + f.key + R"(":"true"})"
                                          : R"("StringEquals":{")" + f.key + R"(":")" + f.value + "\"}";
        auto const parsed = sp::parse_policy(
            R"({"Statement":{"Effect":"Allow","Principal":"*","Action":"SNS:Publish","Condition":{)" +
            condition + "}}}");
        BOOST_TEST_REQUIRE(parsed.value() != nullptr);
        sp::request const asked{sp::parse_caller(f.who), "sns:Publish", topic};
        BOOST_TEST((sp::decide(*parsed.value(), asked).decision == sp::decision::allow),
                   f.who << " with " << condition);
    }
}

// Two names of one key, of which a request has either, as a number or as a date.
BOOST_AUTO_TEST_CASE(the_time_of_a_request) {
    auto const holds = [](std::string const& condition, std::string_view key, std::string_view value) {
        auto const parsed = sp::parse_policy(
            R"({"Statement":{"Effect":"Allow","Principal":"*","Action":"SNS:Publish","Condition":{)" +
            condition + "}}}");
        BOOST_TEST_REQUIRE(parsed.value() != nullptr);
        std::array const values{value};
        std::array const keys{sp::context_key{key, sp::key_state::present, values}};
        return sp::decide(*parsed.value(), {sp::parse_caller(caller), "sns:Publish", topic, keys}).decision ==
               sp::decision::allow;
    };
    std::string const date = R"("DateEquals":{"aws:CurrentTime":"2026-01-01T00:00:00Z"})";
    std::string const number = R"("NumericEquals":{"aws:EpochTime":"1767225600"})";
    for (std::string const& condition : {date, number})
        for (std::string_view const key : {"aws:CurrentTime", "aws:EpochTime"}) {
            BOOST_TEST(holds(condition, key, "2026-01-01T00:00:00Z"), condition << key);
            BOOST_TEST(!holds(condition, key, "2026-01-01T00:00:01Z"), condition << key);
        }
    BOOST_TEST(holds(number, "aws:EpochTime", "1767225600"));
    BOOST_TEST(holds(R"("NumericEquals":{"aws:EpochTime":"-1"})", "aws:EpochTime", "1969-12-31T23:59:59Z"));
    BOOST_TEST(!holds(R"("NumericEquals":{"aws:EpochTime":"1"})", "aws:EpochTime", "1969-12-31T23:59:59Z"));
    BOOST_TEST(holds(R"("NumericEquals":{"aws:EpochTime":"2026"})", "aws:EpochTime", "2026"));
}

// What a session does not tell of its role's path, and what it does.
BOOST_AUTO_TEST_CASE(the_path_of_a_sessions_role_is_unknown) {
    auto const said = [](std::string const& arn, std::string_view tag = "role/team") {
        std::string const text =
            R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"SNS:Publish",)"
            R"("Condition":{"ArnLike":{"aws:PrincipalArn":")" +
            arn + "\"}}}}";
        auto const parsed = sp::parse_policy(text);
        BOOST_TEST_REQUIRE(parsed.value() != nullptr);
        std::array const values{tag};
        std::array const keys{sp::context_key{"aws:PrincipalTag/at", sp::key_state::present, values}};
        std::string_view const session = "arn:aws:sts::111122223333:assumed-role/dock/crane";
        return name_of(
            sp::decide(*parsed.value(), {sp::parse_caller(session), "sns:Publish", topic, keys}).decision);
    };
    BOOST_TEST(said("arn:aws:iam::111122223333:role/dock") == "allow");
    BOOST_TEST(said("arn:aws:iam::111122223333:role/team/dock") == "depends");
    BOOST_TEST(said("arn:aws:iam::111122223333:role/team/port") == "implicit-deny");
    BOOST_TEST(said("arn:aws:iam::444455556666:role/team/dock") == "implicit-deny");
    BOOST_TEST(said("arn:aws:iam::*:user/team/dock") == "implicit-deny");
    BOOST_TEST(said("arn:aws:iam::*:${aws:PrincipalTag/at}/dock") == "depends");
}

// An ARN of another account is not the publisher's, whoever of its account calls.
BOOST_AUTO_TEST_CASE(of_an_unknown_identity_the_account_is_known) {
    using enum sp::decision;
    auto const decide_under = [](std::string_view op, std::string const& arn) {
        return decide_publisher_under('"' + std::string(op) + R"(":{"aws:PrincipalArn":")" + arn + "\"}");
    };
    BOOST_TEST((decide_under("ArnLike", "arn:aws:iam::185583345998:role/x") == depends));
    BOOST_TEST((decide_under("ArnLike", "arn:aws:iam::111122223333:role/x") == implicit_deny));
    BOOST_TEST((decide_under("ArnNotLike", "arn:aws:iam::111122223333:role/x") == allow));
    BOOST_TEST((decide_under("ArnLike", "arn:aws:iam::*:role/x") == depends));
}

/// A policy of such statements, and what it says to a request that has no keys but unknown ones.
struct asked_policy {
    explicit asked_policy(std::string const& statements)
        : text(R"({"Version":"2012-10-17","Statement":[)" + statements + "]}"),
          parsed(sp::parse_policy(text)) {
        BOOST_TEST_REQUIRE(parsed.value() != nullptr, text);
    }
    sp::verdict decide(std::string_view who, bool any_identity = false) const {
        return sp::decide(*parsed.value(),
                          {sp::parse_caller(who), "sns:Publish", topic, {}, true, any_identity});
    }
    sp::policy_statement const* statement(std::size_t i) const { return &parsed.value()->statements()[i]; }

    std::string text;
    sp::result<sp::policy> parsed;
};

std::string statement(std::string_view effect, std::string const& principal,
                      std::string const& condition = "") {
    return R"({"Effect":")" + std::string(effect) + R"(","Action":"SNS:Publish",)" + principal +
           (condition.empty() ? "" : R"(,"Condition":{)" + condition + "}") + "}";
}

std::string const everybody = R"("Principal":"*")";
std::string const account = R"("Principal":{"AWS":"111122223333"})";
std::string const unknown_address = R"("IpAddress":{"aws:SourceIp":"203.0.113.0/24"})";

BOOST_AUTO_TEST_CASE(who_else_must_allow) {
    auto const said = [](std::string const& statements, std::string_view who, bool any_identity = false) {
        sp::verdict const v = asked_policy(statements).decide(who, any_identity);
        return std::string(name_of(v.decision)) + (v.delegated ? " delegated" : "") +
               (v.needs_identity_allow ? " needs" : "");
    };
    std::string const allow = statement("Allow", account);
    std::string const named =
        statement("Allow", R"("Principal":{"AWS":"arn:aws:iam::111122223333:user/bob"})");
    BOOST_TEST(said(allow, caller) == "allow delegated needs");
    BOOST_TEST(said(allow + "," + named, caller) == "allow needs");
    BOOST_TEST(said(statement("Allow", R"("Principal":{"AWS":"123456789012"})"),
                    "arn:aws:iam::123456789012:user/bob") == "allow delegated needs");
    BOOST_TEST(said(allow, "arn:aws:iam::111122223333:root") == "allow needs");
    BOOST_TEST(said(allow, "111122223333", true) == "allow delegated needs");
    BOOST_TEST(said(statement("Allow", everybody), "arn:aws:iam::123456789012:user/bob") == "allow");
    // Of what only may allow, and whatever denies.
    std::string const may_allow = statement("Allow", account, unknown_address);
    BOOST_TEST(said(may_allow, caller) == "depends delegated needs");
    BOOST_TEST(said(statement("Allow", everybody, unknown_address), caller) == "depends needs");
    BOOST_TEST(said(may_allow + "," + statement("Deny", everybody, unknown_address), caller) ==
               "depends delegated needs");
    // Who is named, and who of them calls, in which partition.
    BOOST_TEST(said(named, "111122223333", true) == "depends needs");
    BOOST_TEST(said(named, "444455556666", true) == "implicit-deny");
    BOOST_TEST(said(allow, "arn:aws-cn:iam::111122223333:user/bob") == "implicit-deny");
    BOOST_TEST(said(statement("Allow", R"("Principal":{"AWS":"AIDACKCEVSQ6C2EXAMPLE"})"),
                    "AIDACKCEVSQ6C2EXAMPLE") == "implicit-deny");
    std::string const role =
        statement("Allow", R"("Principal":{"AWS":"arn:aws:iam::111122223333:role/dock"})");
    BOOST_TEST(said(role, "arn:aws:sts::111122223333:assumed-role/dock/crane") == "allow needs");
    BOOST_TEST(said(role, "arn:aws:sts::111122223333:assumed-role/port/crane") == "implicit-deny");
    BOOST_TEST(said(role, "arn:aws:sts::444455556666:assumed-role/dock/crane") == "implicit-deny");
}

BOOST_AUTO_TEST_CASE(what_is_no_effect_and_what_is_not_known_allow_nothing_for_sure) {
    BOOST_TEST(name_of(asked_policy(statement("allow", everybody)).decide(caller).decision) ==
               "implicit-deny");
    std::string const text = R"({"PolicyDocument":{"Statement":[)" +
                             statement("Allow", R"("Principal":{"Service":{"Ref":"S"}})") + "]}}";
    auto const parsed = sp::parse_policy(text);
    BOOST_TEST_REQUIRE(parsed.value() != nullptr);
    auto const said = [&](std::string_view who) {
        return name_of(sp::decide(*parsed.value(), {sp::parse_caller(who), "sns:Publish", topic}).decision);
    };
    BOOST_TEST(said("s3.amazonaws.com") == "depends");
    BOOST_TEST(said(caller) == "implicit-deny");
}

BOOST_AUTO_TEST_CASE(who_is_left_out) {
    std::string const allow = statement("Allow", everybody) + ",";
    auto const said = [&](std::string const& principals, std::string_view who, bool any_identity = false) {
        std::string const deny = statement("Deny", R"("NotPrincipal":{)" + principals + "}");
        return name_of(asked_policy(allow + deny).decide(who, any_identity).decision);
    };
    std::string const session = "arn:aws:sts::111122223333:assumed-role/dock/crane";
    std::string const role = R"(,"arn:aws:iam::111122223333:role/dock")";
    BOOST_TEST(said(R"("AWS":["111122223333",")" + session + "\"]", session) == "explicit-deny");
    BOOST_TEST(said(R"("AWS":["111122223333",")" + session + '"' + role + "]", session) == "allow");
    BOOST_TEST(said(R"("AWS":[")" + session + '"' + role + "]", session) == "explicit-deny");
    BOOST_TEST(said(R"("AWS":"111122223333")", "111122223333", true) == "depends");
    BOOST_TEST(said(R"("AWS":"111122223333")", "arn:aws:iam::111122223333:root") == "allow");
    BOOST_TEST(said(R"("AWS":"*")", session) == "allow");
    BOOST_TEST(said(R"("Service":"s3.amazonaws.com")", "s3.amazonaws.com") == "allow");
    BOOST_TEST(said(R"("Service":"s3.amazonaws.com")", "events.amazonaws.com") == "explicit-deny");
}

BOOST_AUTO_TEST_CASE(a_deny_that_may_apply_decides_before_an_allow_that_may) {
    std::string const allow = statement("Allow", everybody);
    std::string const may_allow = statement("Allow", everybody, unknown_address);
    std::string const may_deny = statement("Deny", everybody, unknown_address);
    asked_policy const both(may_allow + "," + may_deny + "," + may_deny);
    BOOST_TEST((both.decide(caller).because == both.statement(1)));
    asked_policy const first(may_allow + "," + may_allow + "," + allow);
    BOOST_TEST((first.decide(caller).decision == sp::decision::allow));
    BOOST_TEST((first.decide(caller).because == first.statement(2)));
    asked_policy const denied(allow + "," + may_deny);
    BOOST_TEST((denied.decide(caller).decision == sp::decision::depends));
    BOOST_TEST((denied.decide(caller).because == denied.statement(1)));
}

// The first that makes it unknown stays the one that is told.
BOOST_AUTO_TEST_CASE(explain_points_to_the_condition_that_decides) {
    asked_policy const p(statement("Allow", everybody,
                                   R"("Null":{"aws:SourceArn":"true"},)" + unknown_address +
                                       R"(,"StringEquals":{"aws:UserAgent":"a"})"));
    std::array const keys{sp::context_key{"aws:SourceArn", sp::key_state::absent, {}}};
    sp::request const asked{sp::parse_caller(caller), "sns:Publish", topic, keys, true};
    auto const m = sp::explain(*p.parsed.value(), asked)[0];
    BOOST_TEST((m.applies == sp::truth::unknown));
    BOOST_TEST((p.text / m.where) == "aws:SourceIp");
    BOOST_TEST((m.condition != nullptr && m.condition->key.text == "aws:SourceIp"));
}

BOOST_AUTO_TEST_CASE(what_is_told_of_a_publisher) {
    auto const told = [](asked_policy const& p, std::string_view account_id) {
        auto const found = sp::check_publisher(*p.parsed.value(), account_id, topic);
        return found.empty()
                   ? std::string()
                   : std::string(found.begin()->what->id) + " " + std::string(p.text / found.begin()->where);
    };
    std::string const other = statement("Allow", R"("Principal":{"AWS":"444455556666"})");
    std::string const bucket = statement("Allow", account, R"("Null":{"aws:SourceArn":"false"})");
    std::string const unnamed = statement("Allow", account, R"("Null":{"aws:SourceOwner":"false"})");
    std::string const deny = statement("Deny", everybody);
    // Of several that come as near, the first; a `Deny` that does not apply is none of them.
    asked_policy const near(statement("Deny", account, R"("Null":{"aws:SourceVpc":"false"})") + "," + other +
                            "," + bucket + "," + unnamed);
    BOOST_TEST(told(near, "111122223333") == "policy-publisher-denied aws:SourceArn");
    auto const said = sp::decide_publisher(*near.parsed.value(), "111122223333", topic);
    BOOST_TEST((said.key == sp::key_state::absent));
    asked_policy const open(statement("Allow", account, unknown_address));
    BOOST_TEST(told(open, "111122223333") == "policy-publisher-depends aws:SourceIp");
    BOOST_TEST(
        (sp::decide_publisher(*open.parsed.value(), "111122223333", topic).key == sp::key_state::unknown));
    BOOST_TEST(told(asked_policy(statement("Allow", account)), "111122223333").empty());
    BOOST_TEST(told(asked_policy(statement("Allow", account) + "," + deny), "111122223333") ==
               "policy-publisher-denied Deny");
    // Stream's account is in one partition, and of others nobody knows.
    for (std::string_view const who : {std::string_view("111122223333"), sp::stream_account}) {
        asked_policy const china(
            statement("Allow", R"("Principal":{"AWS":"arn:aws-cn:iam::)" + std::string(who) + ":root\"}"));
        auto const decided =
            sp::decide_publisher(*china.parsed.value(), who, "arn:aws-cn:sns:cn-north-1:123456789012:t");
        BOOST_TEST((decided.decision == sp::decision::allow) == (who != sp::stream_account));
    }
}

BOOST_AUTO_TEST_CASE(every_key_of_a_publisher_that_is_known) {
    for (sp::context_key const& k : sp::detail::publisher_keys) {
        std::string const name(k.name);
        sp::condition_key const* const known = sp::find_condition_key(name);
        BOOST_TEST_REQUIRE(known != nullptr, name);
        bool const is_absent = name != "aws:SecureTransport" && name != "aws:ViaAWSService" &&
                               name != "aws:PrincipalOrgID" && name != "aws:PrincipalOrgPaths";
        auto const decide_null = [&](std::string const& value) {
            return decide_publisher_under(R"("Null":{")" + name + R"(":")" + value + "\"}");
        };
        BOOST_TEST((decide_null("true") == sp::decision::allow) == is_absent, name);
        if (k.state == sp::key_state::present)
            BOOST_TEST((decide_null("false") == sp::decision::allow), name);
        if (known->service_only() || known->subscribe_only() || known->forwarded_only())
            BOOST_TEST(is_absent, name);
    }
    BOOST_TEST((decide_publisher_under(R"("Bool":{"aws:SecureTransport":"true"})") == sp::decision::allow));
    BOOST_TEST((decide_publisher_under(R"("Bool":{"aws:ViaAWSService":"false"})") == sp::decision::allow));
    BOOST_TEST((decide_publisher_under(R"("Null":{"aws:SourceIp":"false"})") == sp::decision::depends));
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
    BOOST_TEST(allocations > after);  // it does count
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
