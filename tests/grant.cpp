// SPDX-License-Identifier: Apache-2.0
#include "snsproof/grant.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <initializer_list>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace sp = snsproof;

namespace {

constexpr std::string_view topic_text = "arn:aws:sns:us-east-1:123456789012:harbour-events";

sp::topic_arn topic(std::string_view text = topic_text) {
    auto const parsed = sp::parse_topic_arn(text);
    BOOST_TEST_REQUIRE(parsed.ok());
    return *parsed.value();
}

std::string text_of(sp::grant const& made) {
    return {made.text.data(), made.text.size()};
}

sp::decision decide_for(std::string const& text, std::string_view account = sp::stream_account) {
    auto const parsed = sp::parse_policy(text);
    BOOST_TEST_REQUIRE(parsed.value() != nullptr, text);
    return sp::decide_publisher(*parsed.value(), account, topic_text).decision;
}

std::string merge(std::string const& text, std::string_view account = sp::stream_account) {
    auto const parsed = sp::parse_policy(text);
    BOOST_TEST_REQUIRE(parsed.value() != nullptr, text);
    return text_of(sp::merge_grant(*parsed.value(), topic(), account));
}

bool has_rule(sp::report const& found, sp::rule const& wanted) {
    for (sp::finding const& f : found)
        if (*f.what == wanted) return true;
    return false;
}

/// Builds policies of parts, in the ways that people set them.
class policy_maker {
public:
    explicit policy_maker(unsigned seed) : random_(seed) {}

    std::string make() {
        std::size_t const count = 1 + pick(4);
        statements.clear();
        bool const minified = pick(2) == 0;
        for (std::size_t i = 0; i != count; ++i) statements.push_back(statement(i, count > 1, minified));
        std::string const space = minified ? "" : "\n    ";
        std::string list;
        for (std::string const& s : statements) list += (list.empty() ? "" : ",") + space + s;
        bool const single = count == 1 && pick(2) == 0;
        list = single ? statements[0] : "[" + list + (minified ? "]" : "\n  ]");
        return minified ? R"({"Version":"2012-10-17","Statement":)" + list + "}"
                        : "{\n  \"Statement\": " + list + ",\n  \"Version\": \"2012-10-17\"\n}\n";
    }

    std::vector<std::string> statements;

private:
    std::size_t pick(std::size_t count) { return random_() % count; }
    std::string one_of(std::vector<std::string> const& parts) { return parts[pick(parts.size())]; }

    std::string statement(std::size_t i, bool needs_sid, bool minified) {
        std::vector<std::string> members;
        if (needs_sid || pick(2) == 0)
            members.push_back("\"Sid\": \"" +
                              (i == 0 ? one_of({"AllowStreamToPublish", "Owner"}) : "S" + std::to_string(i)) +
                              '"');
        members.push_back("\"Effect\": " + one_of({"\"Allow\"", "\"Allow\"", "\"Deny\""}));
        members.push_back(one_of({R"("Principal": "*")", R"("Principal": {"AWS": "123456789012"})",
                                  R"("Principal": {"AWS": "arn:aws:iam::185583345998:root"})",
                                  R"("Principal": {"Service": "events.amazonaws.com"})",
                                  R"("Principal": {"AWS": "arn:aws:iam::185583345998:user/x"})",
                                  R"("NotPrincipal": {"AWS": "123456789012"})"}));
        members.push_back("\"Action\": " + one_of({"\"SNS:Publish\"", "\"SNS:Subscribe\"",
                                                   "[\"sns:Publish\", \"sns:GetTopicAttributes\"]"}));
        members.push_back("\"Resource\": \"" + std::string(topic_text) + '"');
        if (pick(2) == 0)
            members.push_back("\"Condition\": " +
                              one_of({R"({"Bool": {"aws:SecureTransport": "false"}})",
                                      R"({"StringEquals": {"aws:SourceAccount": "123456789012"}})",
                                      R"({"StringNotEquals": {"aws:PrincipalAccount": "123456789012"}})",
                                      R"({"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}})"}));
        std::string text;
        for (std::string const& m : members)
            text += (text.empty() ? "" : ",") + std::string(minified ? "" : "\n      ") + m;
        return "{" + text + (minified ? "}" : "\n    }");
    }

    std::mt19937 random_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(grant_tests)

BOOST_AUTO_TEST_CASE(a_policy_of_its_own) {
    auto const made = sp::make_grant(topic());
    BOOST_TEST(made.findings.empty());
    BOOST_TEST(text_of(made) == R"({
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "AllowStreamToPublish",
      "Effect": "Allow",
      "Principal": {"AWS": "arn:aws:iam::185583345998:root"},
      "Action": "SNS:Publish",
      "Resource": "arn:aws:sns:us-east-1:123456789012:harbour-events"
    }
  ]
}
)");
    auto const read = sp::parse_policy({made.text.data(), made.text.size()});
    BOOST_TEST(read.findings().empty());
    BOOST_TEST((decide_for(text_of(made)) == sp::decision::allow));
}

BOOST_AUTO_TEST_CASE(fifo_topics_and_other_accounts) {
    auto const fifo = sp::make_grant(topic("arn:aws:sns:us-east-1:123456789012:harbour.fifo"));
    BOOST_TEST(text_of(fifo).find(":harbour.fifo\"") != std::string::npos);
    auto const gov = topic("arn:aws-us-gov:sns:us-gov-west-1:123456789012:harbour");
    std::string const other = text_of(sp::make_grant(gov, "111122223333"));
    BOOST_TEST(other.find("\"arn:aws-us-gov:iam::111122223333:root\"") != std::string::npos);
    BOOST_TEST(other.find("\"AllowPublishFrom111122223333\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(partitions_that_do_not_meet_are_refused) {
    auto const china = topic("arn:aws-cn:sns:cn-north-1:123456789012:harbour");
    auto const made = sp::make_grant(china);
    BOOST_TEST(made.text.empty());
    BOOST_TEST(has_rule(made.findings, sp::rules::grant_partition));
    BOOST_TEST((china.text / made.findings.begin()->where == "aws-cn"));
}

BOOST_AUTO_TEST_CASE(formatting_is_kept) {
    BOOST_TEST(
        merge(
            R"({"Version":"2012-10-17","Statement":[{"Sid":"A","Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"SNS:Publish"}]})") ==
        R"({"Version":"2012-10-17","Statement":[{"Sid":"A","Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"SNS:Publish"},{"Sid":"AllowStreamToPublish","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::185583345998:root"},"Action":"SNS:Publish","Resource":"arn:aws:sns:us-east-1:123456789012:harbour-events"}]})");
    BOOST_TEST(
        merge("{\r\n\t\"Statement\": [\r\n\t\t{\r\n\t\t\t\"Effect\" : \"Allow\",\r\n\t\t\t\"Principal\": "
              "{\"AWS\": \"123456789012\"},\r\n\t\t\t\"Action\": \"SNS:Publish\"\r\n\t\t}\r\n\t]\r\n}") ==
        "{\r\n\t\"Statement\": [\r\n\t\t{\r\n\t\t\t\"Effect\" : \"Allow\",\r\n\t\t\t\"Principal\": "
        "{\"AWS\": \"123456789012\"},\r\n\t\t\t\"Action\": "
        "\"SNS:Publish\"\r\n\t\t},\r\n\t\t{\r\n\t\t\t\"Sid\" : "
        "\"AllowStreamToPublish\",\r\n\t\t\t\"Effect\" : \"Allow\",\r\n\t\t\t\"Principal\" : {\"AWS\" : "
        "\"arn:aws:iam::185583345998:root\"},\r\n\t\t\t\"Action\" : \"SNS:Publish\",\r\n\t\t\t\"Resource\" : "
        "\"arn:aws:sns:us-east-1:123456789012:harbour-events\"\r\n\t\t}\r\n\t]\r\n}");
}

BOOST_AUTO_TEST_CASE(sids_stay_unique) {
    std::string const text =
        R"({"Version":"2012-10-17","Statement":{"Sid":"AllowStreamToPublish","Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"SNS:Publish"}})";
    std::string const merged = merge(text);
    BOOST_TEST(merged.find("\"AllowStreamToPublish2\"") != std::string::npos, merged);
    BOOST_TEST(sp::parse_policy(merged).ok(), merged);
    std::string const of_other = merge(merged, "111122223333");
    BOOST_TEST(of_other.find("\"AllowPublishFrom111122223333\"") != std::string::npos, of_other);
    std::string twice = merged;
    twice.replace(twice.find("185583345998"), 12, "444455556666");
    BOOST_TEST(merge(twice).find("\"AllowStreamToPublish3\"") != std::string::npos, merge(twice));
}

BOOST_AUTO_TEST_CASE(a_statement_that_is_none_is_kept) {
    for (std::string const last : {"\"Resource\"", "7", "null", "[]", "[1, 2]", "{}"}) {
        std::string const merged = merge("{\"Version\":\"2012-10-17\",\"Statement\":[" + last + "]}");
        BOOST_TEST(merged.starts_with("{\"Version\":\"2012-10-17\",\"Statement\":[" + last + ",{\"Sid\":"),
                   merged);
        BOOST_TEST((decide_for(merged) == sp::decision::allow), merged);
    }
}

BOOST_AUTO_TEST_CASE(of_two_lists_of_statements_the_one_that_counts_is_extended) {
    std::string const merged = merge(R"({"Statement":[],"Version":"2012-10-17","Statement":[]})");
    BOOST_TEST(merged.starts_with(R"({"Statement":[],"Version":"2012-10-17","Statement":[{"Sid")"), merged);
    BOOST_TEST((decide_for(merged) == sp::decision::allow), merged);
}

BOOST_AUTO_TEST_CASE(the_first_free_number_makes_a_sid) {
    auto const with = [](std::initializer_list<char const*> numbers) {
        std::string statements;
        for (char const* const number : numbers)
            statements += std::string(statements.empty() ? "" : ",") + R"({"Sid":"AllowStreamToPublish)" +
                          number +
                          R"(","Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"SNS:Publish"})";
        std::string const merged = merge(R"({"Version":"2012-10-17","Statement":[)" + statements + "]}");
        std::size_t const at = merged.rfind("AllowStreamToPublish");
        return merged.substr(at, merged.find('"', at) - at);
    };
    BOOST_TEST(with({"", "2", "4"}) == "AllowStreamToPublish3");
    BOOST_TEST(with({"2", "3"}) == "AllowStreamToPublish");
    BOOST_TEST(with({"3", "", "2"}) == "AllowStreamToPublish4");
    BOOST_TEST(with({"", "02", "1", "2x", "99999999999999999999"}) == "AllowStreamToPublish2");
}

BOOST_AUTO_TEST_CASE(an_escaped_policy_gives_its_own_text) {
    std::string const text =
        R"({"Attributes":{"Policy":"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"A\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"123456789012\"},\"Action\":\"SNS:Publish\",\"Resource\":\"arn:aws:sns:us-east-1:123456789012:harbour-events\"}]}"}})";
    std::string const merged = merge(text);
    BOOST_TEST(merged.starts_with(R"({"Version":"2012-10-17","Statement":[{"Sid":"A",)"), merged);
    BOOST_TEST((decide_for(merged) == sp::decision::allow));
}

BOOST_AUTO_TEST_CASE(lists_and_statements_with_little_in_them) {
    BOOST_TEST(merge(R"({"Statement":[]})") ==
               R"({"Statement":[{"Sid":"AllowStreamToPublish","Effect":"Allow","Principal":{"AWS":)"
               R"("arn:aws:iam::185583345998:root"},"Action":"SNS:Publish",)"
               R"("Resource":"arn:aws:sns:us-east-1:123456789012:harbour-events"}]})");
    std::string const empty = merge(R"({"Statement":[{}]})");
    BOOST_TEST(empty.starts_with(R"({"Statement":[{},{"Sid":"AllowStreamToPublish","Effect":)"), empty);
    std::string const one = merge("{\"Statement\":[ { \"Effect\": \"Deny\" } ]}");
    BOOST_TEST(
        one.starts_with(
            R"({"Statement":[ { "Effect": "Deny" }, { "Sid": "AllowStreamToPublish","Effect": "Allow",)"),
        one);
    std::string const single = merge("{\"Statement\":\n{\"Effect\":\"Deny\"}}");
    BOOST_TEST(single.starts_with("{\"Statement\":\n[{\"Effect\":\"Deny\"}, {\"Sid\":"), single);
}

BOOST_AUTO_TEST_CASE(what_is_past_a_limit_is_refused) {
    auto const refused = [](std::string const& text) {
        auto const parsed = sp::parse_policy(text);
        BOOST_TEST_REQUIRE(parsed.value() != nullptr);
        auto const made = sp::merge_grant(*parsed.value(), topic());
        BOOST_TEST(made.text.empty() == has_rule(made.findings, sp::rules::grant_limit));
        return made.text.empty();
    };
    auto const statements = [](std::size_t count) {
        std::string text;
        for (std::size_t i = 0; i != count; ++i)
            text += std::string(i == 0 ? "" : ",") + R"({"Sid":"s)" + std::to_string(i) +
                    R"(","Effect":"Deny","Principal":{"AWS":"111122223333"},"Action":"SNS:Publish"})";
        return R"({"Statement":[)" + text + "]}";
    };
    BOOST_TEST(!refused(statements(99)));
    BOOST_TEST(refused(statements(100)));
    auto const principals = [](std::size_t count) {
        std::string text;
        for (std::size_t i = 0; i != count; ++i)
            text += (i == 0 ? "\"" : ",\"") + std::to_string(100'000'000'000 + i) + '"';
        return R"({"Statement":[{"Sid":"s","Effect":"Deny","Principal":{"AWS":[)" + text +
               R"(]},"Action":"SNS:Publish"}]})";
    };
    BOOST_TEST(!refused(principals(200)));
    BOOST_TEST(refused(principals(201)));
    BOOST_TEST(!refused(R"({"Id":")" + std::string(30'000, 'a') + R"(","Statement":[]})"));
    BOOST_TEST(refused(R"({"Id":")" + std::string(30'700, 'a') + R"(","Statement":[]})"));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_extended_is_told) {
    std::string const text = R"({"PolicyDocument":{"Statement":{"Fn::If":["A",[],[]]}}})";
    auto const parsed = sp::parse_policy(text);
    BOOST_TEST_REQUIRE(parsed.value() != nullptr);
    auto const unknown = sp::merge_grant(*parsed.value(), topic());
    BOOST_TEST(unknown.text.empty());
    BOOST_TEST(has_rule(unknown.findings, sp::rules::grant_unknown));
    auto const china = topic("arn:aws-cn:sns:cn-north-1:123456789012:harbour");
    auto const apart = sp::merge_grant(*parsed.value(), china);
    BOOST_TEST(apart.text.empty());
    BOOST_TEST_REQUIRE(apart.findings.size() == 1U);
    BOOST_TEST((text / apart.findings.begin()->where) == parsed.value()->document());
    BOOST_TEST(apart.findings.begin()->what->id == "grant-partition");
}

// Granting, then deciding, always allows, unless a Deny stands, which is named; nothing that was there is
// touched, and what is granted is not granted twice.
BOOST_AUTO_TEST_CASE(what_is_granted_is_allowed) {
    policy_maker maker(20261124);
    std::size_t denied = 0;
    std::size_t extended = 0;
    for (int i = 0; i != 4000; ++i) {
        std::string const text = maker.make();
        auto const parsed = sp::parse_policy(text);
        BOOST_TEST_REQUIRE(parsed.value() != nullptr, text);
        auto const made = sp::merge_grant(*parsed.value(), topic());
        std::string const merged = text_of(made);
        bool const is_denied = has_rule(made.findings, sp::rules::grant_denied);
        bool const may_be = has_rule(made.findings, sp::rules::grant_maybe_denied);
        sp::decision const expected = is_denied ? sp::decision::explicit_deny
                                      : may_be  ? sp::decision::depends
                                                : sp::decision::allow;
        BOOST_TEST((decide_for(merged) == expected), merged);
        BOOST_TEST(sp::parse_policy(merged).findings().count(sp::severity::error) ==
                       parsed.findings().count(sp::severity::error),
                   merged);
        std::size_t at = 0;
        for (std::string const& s : maker.statements) {
            at = merged.find(s, at);
            BOOST_TEST_REQUIRE(at != std::string::npos, merged);
            at += s.size();
        }
        denied += is_denied;
        extended += merged != text;
        BOOST_TEST(merge(merged) == merged);
    }
    BOOST_TEST(denied > 100U);
    BOOST_TEST(extended > 1000U);
}

BOOST_AUTO_TEST_SUITE_END()
