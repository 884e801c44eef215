// SPDX-License-Identifier: Apache-2.0
// What policies grant, and what is new in it: each answer at compile time, at the compilers' own limits.
#pragma once

#include "../verify.hpp"

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "snsproof/access.hpp"
#include "snsproof/policy_read.hpp"

namespace cases {

inline constexpr std::array<abbreviation, 4> access_abbreviations{{
    {"topic", R"("Resource":"arn:aws:sns:us-east-1:123456789012:harbour-events")"},
    {"everyone", R"("Effect":"Allow","Principal":"*")"},
    {"nobody", R"("Effect":"Deny","Principal":"*")"},
    {"publish", R"("Action":"SNS:Publish")"},
}};

/// Statements of a policy, with abbreviations.
constexpr auto read_statements(std::string_view statements) {
    constexpr std::string_view open = R"({"Version":"2012-10-17","Statement":[)";
    std::vector<char> text(open.begin(), open.end());
    for (char const c : expand(statements, access_abbreviations)) text.push_back(c);
    for (char const c : {']', '}'}) text.push_back(c);
    return snsproof::parse_policy({text.data(), text.size()});
}

struct public_case {
    std::string_view what;
    std::string_view statements;
    bool is_public;
};

struct widening {
    std::string_view what;
    std::string_view old;
    std::string_view changed;
    bool widens;
};

constexpr bool is_answer(snsproof::access_answer const& a, bool expected) {
    return a.found() == (expected ? snsproof::truth::yes : snsproof::truth::no);
}

constexpr bool is_public_case(public_case const& c) {
    auto const read = read_statements(c.statements);
    return is_answer(snsproof::is_public(*read.value()), c.is_public);
}

constexpr bool is_widening(widening const& c) {
    auto const old = read_statements(c.old);
    auto const changed = read_statements(c.changed);
    return is_answer(snsproof::widens(*old.value(), *changed.value()), c.widens);
}

inline constexpr std::string_view nobody_may = R"({@nobody,@publish})";

inline constexpr public_case public_policies[]{
    {"everyone", R"({@everyone,@publish,@topic})", true},
    {"an account", R"({"Effect":"Allow","Principal":{"AWS":"185583345998"},@publish,@topic})", false},
    {"everyone of an account",
     R"({@everyone,@publish,@topic,"Condition":{"StringEquals":{"aws:PrincipalAccount":"185583345998"}}})",
     false},
    {"everyone but those without TLS",
     R"({@everyone,@publish,@topic},{@nobody,@publish,@topic,"Condition":{"Bool":{"aws:SecureTransport":"false"}}})",
     true},
    {"services of the topic's account, by a variable",
     R"({@everyone,@publish,@topic,"Condition":{"StringEquals":{"aws:SourceAccount":"${aws:ResourceAccount}"}}})",
     false},
    {"the topic's organization, by a variable",
     R"({@everyone,@publish,@topic,"Condition":{"StringEquals":{"aws:PrincipalOrgID":"${aws:ResourceOrgID}"}}})",
     false},
    {"the same the other way round",
     R"({@everyone,@publish,@topic,"Condition":{"StringEquals":{"aws:ResourceOrgID":"${aws:SourceOrgID}"}}})",
     false},
    {"the paths of the topic's organization",
     R"({@everyone,@publish,@topic,"Condition":{"ForAnyValue:StringLike":{
        "aws:PrincipalOrgPaths":"${aws:ResourceOrgID}/*"}}})",
     false},
    {"the paths of the topic's organization, the other way round",
     R"({@everyone,@publish,@topic,"Condition":{"ForAnyValue:StringLike":{
        "aws:ResourceOrgPaths":"${aws:PrincipalOrgID}/*"}}})",
     false},
    {"everyone but those of other organizations than the topic's",
     R"({@everyone,@publish,@topic},{@nobody,@publish,@topic,"Condition":{"StringNotEqualsIfExists":{
        "aws:PrincipalOrgID":"${aws:ResourceOrgID}"}}})",
     false},
    {"other organizations than the topic's",
     R"({@everyone,@publish,@topic,"Condition":{"StringNotEquals":{"aws:PrincipalOrgID":"${aws:ResourceOrgID}"}}})",
     true},
    {"resources of the topic's account",
     R"({@everyone,@publish,@topic,"Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:s3:*:${aws:ResourceAccount}:*"}}})",
     false},
    {"the one bucket of the topic's account that is called so",
     R"({@everyone,@publish,@topic,"Condition":{"StringEquals":{
        "aws:SourceArn":"arn:aws:s3:::harbour-${aws:ResourceAccount}"}}})",
     false},
    {"buckets whose names end in the topic's account",
     R"({@everyone,@publish,@topic,"Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:s3:::*-${aws:ResourceAccount}"}}})",
     true},
    {"buckets whose names end in the caller's account",
     R"({@everyone,@publish,@topic,"Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:s3:::b-${aws:PrincipalAccount}"}}})",
     true},
    {"the same bucket, in any partition and region",
     R"({@everyone,@publish,@topic,"Condition":{"ArnLike":{"aws:SourceArn":"arn:*:s3:*::harbour-${aws:ResourceAccount}"}}})",
     false},
    {"a network that is called as the topic's organization",
     R"({@everyone,@publish,@topic,"Condition":{"StringEquals":{"aws:SourceVpc":"vpc-${aws:ResourceOrgID}"}}})",
     false},
    {"a network of which a letter is escaped",
     R"({@everyone,@publish,@topic,"Condition":{"StringEquals":{"aws:SourceVpc":"vpc-${*}"}}})", false},
    {"below the topic's organization",
     R"({@everyone,@publish,@topic,"Condition":{"ForAnyValue:StringLike":{
        "aws:PrincipalOrgPaths":"${aws:ResourceOrgPaths}*"}}})",
     false},
    {"a tag that is the topic's account",
     R"({@everyone,@publish,@topic,"Condition":{"StringEquals":{"aws:PrincipalTag/a":"${aws:ResourceAccount}"}}})",
     true},
    {"a network",
     R"({@everyone,@publish,@topic,"Condition":{"StringEquals":{"aws:SourceVpc":"vpc-0a1b2c3d"}}})", false},
    {"accounts that are another number",
     R"({@everyone,@publish,@topic,"Condition":{"NumericNotEquals":{"aws:SourceAccount":"123456789012"}}})",
     true},
    {"a network by a tag",
     R"({@everyone,@publish,@topic,"Condition":{"StringEquals":{"aws:SourceVpc":"${aws:PrincipalTag/vpc}"}}})",
     true},
    {"an organization by its paths",
     R"({@everyone,@publish,@topic,"Condition":{"ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":"o-a1b2c3d4e5/*"}}})",
     false},
    {"any organization that begins like this",
     R"({@everyone,@publish,@topic,"Condition":{"ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":"o-a*/*"}}})",
     true},
    {"a bucket in whatever region and account",
     R"({@everyone,@publish,@topic,"Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:s3:*:*:harbour"}}})",
     true},
    {"a bucket of no account in whatever region",
     R"({@everyone,@publish,@topic,"Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:s3:*::harbour"}}})",
     false},
    {"a bucket of no account that begins like this",
     R"({@everyone,@publish,@topic,"Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:s3:::harbour*"}}})",
     true},
    {"2^24 addresses",
     R"({@everyone,@publish,@topic,"Condition":{"IpAddress":{"aws:SourceIp":"8.0.0.0/8"}}})", false},
    {"2^25 addresses",
     R"({@everyone,@publish,@topic,"Condition":{"IpAddress":{"aws:SourceIp":"8.0.0.0/7"}}})", true},
    {"2^24 addresses in two halves, and one more",
     R"({@everyone,@publish,@topic,"Condition":{"IpAddress":{"aws:SourceIp":["8.0.0.0/9","9.0.0.0/9","1.2.3.4"]}}})",
     true},
    {"2^24 addresses that are public, and all that are private",
     R"({@everyone,@publish,@topic,"Condition":{"IpAddress":{"aws:SourceIp":["8.0.0.0/8","10.0.0.0/8","172.16.0.0/12"]}}})",
     false},
    {"/32 of IPv6",
     R"({@everyone,@publish,@topic,"Condition":{"IpAddress":{"aws:SourceIp":"2001:db8::/32"}}})", false},
    {"/31 of IPv6",
     R"({@everyone,@publish,@topic,"Condition":{"IpAddress":{"aws:SourceIp":"2001:db8::/31"}}})", true},
    {"one address as a text",
     R"({@everyone,@publish,@topic,"Condition":{"StringEquals":{"aws:SourceIp":"203.0.113.7"}}})", false},
    // The name of a user is what stands behind his path.
    {"users of a path, but for some names",
     R"({@everyone,@publish,@topic,"Condition":{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:user/a/*"},
        "StringNotLike":{"aws:username":"a*"}}})",
     true},
    {"users of a path with some names",
     R"({@everyone,@publish,@topic,"Condition":{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:user/a/*"},
        "StringLike":{"aws:username":"a*"}}})",
     true},
    {"users who are none",
     R"({@everyone,@publish,@topic,"Condition":{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/a/*"},
        "StringLike":{"aws:username":"a*"}}})",
     false},
    {"topics of an account that a condition rules out",
     R"({@everyone,@publish,"Condition":{"StringEquals":{"aws:ResourceAccount":"111122223333"},
        "StringNotLike":{"aws:ResourceAccount":"1*"}}})",
     false},
    {"users whose tag is that of the topic",
     R"({@everyone,@publish,@topic,"Condition":{"StringEquals":{"aws:PrincipalTag/team":"${aws:ResourceTag/team}"}}})",
     true},
    {"callers of the topic's account, by a variable",
     R"({@everyone,@publish,@topic,"Condition":{"StringEquals":{"aws:PrincipalAccount":"${aws:ResourceAccount}"}}})",
     false},
    {"an organization that nobody has",
     R"({@everyone,@publish,@topic,"Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-0000000000"}}})",
     false},
    {"sessions of whatever role",
     R"({@everyone,@publish,@topic,"Condition":{"StringLike":{"aws:userid":"AROA*:*"}}})", true},
    {"sessions of one role",
     R"({@everyone,@publish,@topic,"Condition":{"StringLike":{"aws:userid":"AROA1234567890ABCDEFG:*"}}})",
     false},
    {"federated users of accounts that begin like this",
     R"({@everyone,@publish,@topic,"Condition":{"StringLike":{"aws:userid":"12*:al"}}})", true},
    {"root users of accounts that begin like this",
     R"({@everyone,@publish,@topic,"Condition":{"StringLike":{"aws:userid":"12*"},
        "StringEquals":{"aws:PrincipalType":"Account"}}})",
     true},
    {"rules of accounts that begin like this",
     R"({@everyone,@publish,@topic,"Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:events:*:12*:rule/harbour"}}})",
     true},
    {"rules of an account that is named in part",
     R"({@everyone,@publish,@topic,"Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:events:*:123456789012*:rule/harbour"},
        "StringEquals":{"aws:ResourceAccount":"123456789012"}}})",
     false},
    {"/32 of IPv6 in two halves",
     R"({@everyone,@publish,@topic,"Condition":{"IpAddress":{"aws:SourceIp":["2001:db8::/33","2001:db8:8000::/33"]}}})",
     false},
    {"/32 of IPv6 and one address more",
     R"({@everyone,@publish,@topic,"Condition":{"IpAddress":{"aws:SourceIp":["2001:db8::/32","2001:db9::1"]}}})",
     true},
    {"users whose path looks like a role",
     R"({@everyone,@publish,@topic,"Condition":{"StringLike":{"aws:PrincipalArn":"arn:aws:iam::*:user/*:role/a"}}})",
     true},
    {"topics of an account that nobody names",
     R"({@everyone,@publish,"Condition":{"StringNotEquals":{"aws:ResourceAccount":"123456789012"}}})", true},
};

inline constexpr widening widenings[]{
    // Services whose names have parts, and those of China.
    {"services whose names end alike",
     R"({"Effect":"Allow","Principal":{"AWS":"123456789012"},@publish,@topic})",
     R"({@everyone,@publish,@topic,"Condition":{"StringLike":{"aws:PrincipalServiceName":"delivery.*.amazonaws.com"}}})",
     true},
    {"services behind a dot", R"({"Effect":"Allow","Principal":{"AWS":"123456789012"},@publish,@topic})",
     R"({@everyone,@publish,@topic,"Condition":{"StringLike":{"aws:PrincipalServiceName":"*.logs.amazonaws.com"}}})",
     true},
    {"services of China", R"({"Effect":"Allow","Principal":{"AWS":"123456789012"},@publish,@topic})",
     R"({@everyone,@publish,@topic,"Condition":{"StringLike":{"aws:PrincipalServiceName":"s3.*.amazonaws.com.cn"}}})",
     true},
    {"services that are no name of one",
     R"({"Effect":"Allow","Principal":{"AWS":"123456789012"},@publish,@topic})",
     R"({@everyone,@publish,@topic,"Condition":{"StringLike":{"aws:PrincipalServiceName":"delivery_*.amazonaws.com"}}})",
     false},
    {"services but for the one that is tried",
     R"({"Effect":"Allow","Principal":{"AWS":"123456789012"},@publish,@topic})",
     R"({@everyone,@publish,@topic,"Condition":{"Bool":{"aws:PrincipalIsAWSService":"true"},
        "StringNotEquals":{"aws:PrincipalServiceName":"any-service.amazonaws.com"}}})",
     true},
    {"services with names of a length, but for a named one",
     R"({"Effect":"Allow","Principal":{"Service":"x.amazonaws.com"},@publish,@topic})",
     R"({@everyone,@publish,@topic,"Condition":{"StringLike":{"aws:PrincipalServiceName":"?.amazonaws.com"}}})",
     true},
    {"a key that is another", nobody_may,
     R"({@everyone,@publish,@topic,"Condition":{"StringEquals":{"aws:RequestTag/a":"${aws:ResourceTag/b}"}}})",
     true},
    {"a key that is not another's default", R"({@everyone,@publish,@topic,
        "Condition":{"StringEqualsIfExists":{"aws:SourceAccount":"${aws:VpceAccount, '444455556666'}"}}})",
     R"({@everyone,@publish,@topic})", true},
    {"callers of the topic's account, who may before",
     R"({"Effect":"Allow","Principal":{"AWS":"123456789012"},@publish,@topic})",
     R"({@everyone,@publish,@topic,"Condition":{"StringEquals":{"aws:PrincipalAccount":"${aws:ResourceAccount}"}}})",
     false},
    {"services of Europe", nobody_may,
     R"({@everyone,@publish,@topic,"Condition":{"StringLike":{"aws:PrincipalServiceName":"*.amazonaws.eu"}}})",
     true},
    {"an account of any partition",
     R"({"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},@publish})",
     R"({"Effect":"Allow","Principal":{"AWS":"111122223333"},@publish})", true},
    {"an account that stands somewhere else", nobody_may,
     R"({@everyone,@publish,@topic,"Condition":{"StringLike":{"aws:PrincipalAccount":"*111122223333"},
        "StringEquals":{"aws:SourceAccount":"111122223333"}}})",
     true},
    {"the root user of an account, by its id", nobody_may,
     R"({@everyone,@publish,@topic,"Condition":{"StringEquals":{"aws:userid":"111122223333","aws:PrincipalType":"Account"}}})",
     true},
    {"a user whose name is true", nobody_may,
     R"({@everyone,@publish,@topic,"Condition":{"Bool":{"aws:username":"true"},"StringLike":{"aws:username":"T*"}}})",
     true},
    {"a text that is empty",
     R"({@everyone,@publish,@topic,"Condition":{"StringLike":{"aws:PrincipalTag/team":"?*"}}})",
     R"({@everyone,@publish,@topic,"Condition":{"StringLike":{"aws:PrincipalTag/team":"*"}}})", true},
    {"an ARN that is no number",
     R"({@everyone,@publish,@topic,"Condition":{"NumericLessThan":{"aws:SourceArn":"5"}}},
        {@everyone,@publish,@topic,"Condition":{"NumericGreaterThanEquals":{"aws:SourceArn":"5"}}},
        {@everyone,@publish,@topic,"Condition":{"Null":{"aws:SourceArn":"true"}}})",
     R"({@everyone,@publish,@topic})", true},
    {"bytes but for those that are tried",
     R"({@everyone,@publish,@topic,"Condition":{"BinaryEquals":{"aws:SourceArn":"c25zcHJvb2Y="}}})",
     R"({@everyone,@publish,@topic,"Condition":{"Null":{"aws:SourceArn":"false"}}})", true},
    {"nothing", R"({@everyone,@publish,@topic})", R"({@everyone,"Action":["sns:publish"],@topic})", false},
    {"another action", R"({@everyone,@publish,@topic})", R"({@everyone,"Action":"sns:S*",@topic})", true},
    {"a topic beside one that is named",
     R"({@everyone,@publish,"Resource":"arn:aws:sns:us-east-1:123456789012:ax"})",
     R"({@everyone,@publish,"Resource":"arn:aws:sns:us-east-1:123456789012:a?"})", true},
    {"a topic that is named like one that nobody names",
     R"({@everyone,@publish,"Resource":"arn:aws:sns:us-east-1:123456789012:another-topic"})",
     R"({@everyone,@publish})", true},
    {"topics of another partition", R"({@everyone,@publish,"Resource":"arn:aws:sns:*"})",
     R"({@everyone,@publish,"Resource":"arn:*:sns:*"})", true},
    {"a session whose role has a path",
     R"({@everyone,@publish,@topic,"Condition":{"ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/team/*"}}})",
     R"({"Effect":"Allow",@publish,@topic,"Principal":{"AWS":"arn:aws:sts::111122223333:assumed-role/dev/al"}})",
     true},
    {"a set of values of which one alone is as good as none",
     R"({@everyone,@publish,@topic,"Condition":{"StringEqualsIfExists":{"aws:CalledVia":"b"},"StringLike":{"aws:CalledVia":"a"}}},
        {@nobody,@publish,@topic,"Condition":{"ForAnyValue:StringLike":{"aws:CalledVia":"c*"}}})",
     R"({@everyone,@publish,@topic,"Condition":{"StringEqualsIfExists":{"aws:CalledVia":"b"},"StringLike":{"aws:CalledVia":"a"}}})",
     true},
    {"texts of more than ASCII",
     R"({@everyone,@publish,@topic,"Condition":{"StringEquals":{"aws:UserAgent":["a","\u00e9"]}}})",
     R"({@everyone,@publish,@topic,"Condition":{"StringLike":{"aws:UserAgent":["a","\u00e9*"]}}})", true},
    {"a tag that is no number",
     R"({@everyone,@publish,@topic,"Condition":{"NumericLessThan":{"aws:PrincipalTag/level":"5"}}},
        {@everyone,@publish,@topic,"Condition":{"NumericGreaterThanEquals":{"aws:PrincipalTag/level":"5"}}},
        {@everyone,@publish,@topic,"Condition":{"Null":{"aws:PrincipalTag/level":"true"}}})",
     R"({@everyone,@publish,@topic})", true},
};

/// What the second allows beside the first is a request that is not made: there is no answer, and why.
struct open_question {
    std::string_view what;
    std::string_view old;
    std::string_view changed;
    std::string_view because;
};

constexpr bool is_left_open(snsproof::access_answer const& a, std::string_view because) {
    return a.found() == snsproof::truth::unknown && a.doubt().what->id == because;
}

constexpr bool is_not_known(open_question const& c) {
    auto const old = read_statements(c.old);
    auto const changed = read_statements(c.changed);
    return is_left_open(snsproof::widens(*old.value(), *changed.value()), c.because);
}

inline constexpr open_question open_questions[]{
    {"a role of the topic's account", nobody_may,
     R"({@everyone,@publish,@topic,"Condition":{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::${aws:ResourceAccount}:role/a"}}})",
     "access-variable"},
    {"a user by the topic's tag", nobody_may,
     R"({@everyone,@publish,@topic,"Condition":{"StringEquals":{"aws:username":"${aws:ResourceTag/owner}"}}})",
     "access-variable"},
    {"a user whose name is escaped", nobody_may,
     R"({@everyone,@publish,@topic,"Condition":{"StringEquals":{"aws:username":"a${$}b"}}})",
     "access-variable"},
    {"the topic's account under another key", nobody_may,
     R"({@everyone,@publish,@topic,"Condition":{"StringEquals":{"aws:ResourceAccount":"${aws:SourceAccount}"}}})",
     "access-variable"},
    {"an account that owns the topic", nobody_may,
     R"({"Effect":"Allow","Principal":{"AWS":"111122223333"},@publish,
        "Condition":{"StringEquals":{"aws:PrincipalAccount":"${aws:ResourceAccount}"}}})",
     "access-variable"},
    {"a topic for each user", nobody_may,
     R"({@everyone,@publish,"Resource":"arn:aws:sns:us-east-1:123456789012:${aws:username}"})",
     "access-variable"},
    {"an ARN in a tag", nobody_may,
     R"({@everyone,@publish,@topic,"Condition":{"ArnEquals":{"aws:SourceArn":"${aws:PrincipalTag/rule}"}}})",
     "access-variable"},
    {"accounts that are lower", nobody_may,
     R"({@everyone,@publish,@topic,"Condition":{"NumericLessThan":{"aws:PrincipalAccount":"2"}}})",
     "access-key-types"},
    {"users whose names are addresses", nobody_may,
     R"({@everyone,@publish,@topic,"Condition":{"IpAddress":{"aws:username":"10.0.0.0/8"}}})",
     "access-key-types"},
    {"a time as a number", nobody_may,
     R"({@everyone,@publish,@topic,"Condition":{"NumericLessThan":{"aws:CurrentTime":"5"}}})",
     "access-key-types"},
    {"a part of a second", nobody_may,
     R"({@everyone,@publish,@topic,"Condition":{"NumericGreaterThan":{"aws:EpochTime":"1"},
        "NumericLessThan":{"aws:EpochTime":"2"}}})",
     "access-key-types"},
    {"a number between two of exponents", nobody_may,
     R"({@everyone,@publish,@topic,"Condition":{"NumericGreaterThan":{"aws:MultiFactorAuthAge":"1e2"},
        "NumericLessThan":{"aws:MultiFactorAuthAge":"2e2"}}})",
     "access-key-types"},
    {"tags without what another tag holds", nobody_may,
     R"({@everyone,@publish,@topic,"Condition":{"ForAnyValue:StringNotLike":{
        "aws:TagKeys":"*${aws:PrincipalTag/b, 'thing'}*"}}})",
     "access-variable"},
};

struct open_public_question {
    std::string_view what;
    std::string_view statements;
    std::string_view because;
};

constexpr bool is_not_known(open_public_question const& c) {
    auto const read = read_statements(c.statements);
    return is_left_open(snsproof::is_public(*read.value()), c.because);
}

inline constexpr open_public_question open_public_questions[]{
    {"an ARN that has the topic's account anywhere",
     R"({@everyone,@publish,@topic,"Condition":{"StringLike":{"aws:SourceArn":"*${aws:ResourceAccount}*"}}})",
     "access-variable"},
    {"an ARN that may have the topic's account in its name",
     R"({@everyone,@publish,@topic,"Condition":{"StringLike":{"aws:SourceArn":"arn:aws:s3:*:${aws:ResourceAccount}:*"}}})",
     "access-variable"},
    {"the same for a topic of any account",
     R"({@everyone,@publish,"Condition":{"StringLike":{"aws:SourceArn":"arn:aws:s3:*:${aws:ResourceAccount}:*"}}})",
     "access-variable"},
    {"organizations that begin like the topic's",
     R"({@everyone,@publish,@topic,"Condition":{"ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":"${aws:ResourceOrgID}*"}}})",
     "access-variable"},
    {"an account that a tag holds, and that is spelled out",
     R"({@everyone,@publish,@topic,"Condition":{"StringEquals":{"aws:PrincipalTag/a":"111122223333",
        "aws:SourceAccount":"${aws:PrincipalTag/a}"}}})",
     "access-variable"},
    {"an organization that a tag holds, and that is spelled out",
     R"({@everyone,@publish,@topic,"Condition":{"StringEquals":{"aws:PrincipalTag/a":"o-a1b2c3d4e5",
        "aws:PrincipalOrgID":["o-a1b2c3d4e5","${aws:PrincipalTag/a}"]}}})",
     "access-variable"},
    {"an ARN in a tag of the caller's",
     R"({@everyone,@publish,@topic,"Condition":{"StringEquals":{"aws:SourceArn":"${aws:PrincipalTag/a}"}}})",
     "access-variable"},
    {"an ARN with colons in a tag, before the topic's account",
     R"({@everyone,@publish,@topic,"Condition":{"ArnLike":{
        "aws:SourceArn":"arn:aws:s3:${aws:PrincipalTag/a}:${aws:ResourceAccount}:*"}}})",
     "access-variable"},
    {"a queue of an account that is spelled out, in the region of the request",
     R"({@everyone,@publish,@topic,"Condition":{"ArnLike":{
        "aws:SourceArn":"arn:aws:sqs:${aws:RequestedRegion}:111122223333:q"}}})",
     "access-variable"},
    {"a bucket that is spelled out, in the region of the request",
     R"({@everyone,@publish,@topic,"Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:s3:${aws:RequestedRegion}::harbour"}}})",
     "access-variable"},
    {"one value that is the topic's account, and one that is not",
     R"({@everyone,@publish,@topic,"Condition":{"ForAnyValue:StringEquals":{"aws:TagKeys":"${aws:ResourceAccount}"},
        "ForAnyValue:StringNotEquals":{"aws:TagKeys":"${aws:ResourceAccount}"}}})",
     "access-variable"},
    {"an account that is true",
     R"({@everyone,@publish,@topic,"Condition":{"Bool":{"aws:SourceAccount":"true"}}})", "access-key-types"},
    {"an account as a number",
     R"({@everyone,@publish,@topic,"Condition":{"NumericEquals":{"aws:SourceAccount":"123456789012"}}})",
     "access-key-types"},
};

/// About 600 bytes, as Stream's customers have them.
inline constexpr std::string_view two_statements = R"({
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "AllowStreamToPublish",
      "Effect": "Allow",
      "Principal": {"AWS": "arn:aws:iam::185583345998:root"},
      "Action": "SNS:Publish",
      "Resource": "arn:aws:sns:us-east-1:123456789012:harbour-events",
      "Condition": {"Bool": {"aws:SecureTransport": "true"}}
    },
    {
      "Sid": "Owner",
      "Effect": "Allow",
      "Principal": {"AWS": "*"},
      "Action": ["SNS:Subscribe", "SNS:Publish"],
      "Resource": "arn:aws:sns:us-east-1:123456789012:harbour-events",
      "Condition": {"StringEquals": {"AWS:SourceOwner": "123456789012"}}
    }
  ]
})";
inline constexpr std::string_view two_statements_spaced = R"({ "Version": "2012-10-17", "Statement": [
  { "Sid": "Owner", "Effect": "Allow", "Principal": { "AWS": [ "*" ] },
    "Action": [ "SNS:Publish", "SNS:Subscribe" ],
    "Resource": [ "arn:aws:sns:us-east-1:123456789012:harbour-events" ],
    "Condition": { "StringEquals": { "aws:SourceOwner": [ "123456789012" ] } } },
  { "Sid": "AllowStreamToPublish", "Effect": "Allow", "Principal": { "AWS": "185583345998" },
    "Action": "sns:Publish", "Resource": "arn:aws:sns:us-east-1:123456789012:harbour-events",
    "Condition": { "Bool": { "aws:SecureTransport": true } } } ] })";
inline constexpr std::string_view three_statements = R"({
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "AllowStreamToPublish",
      "Effect": "Allow",
      "Principal": {"AWS": "arn:aws:iam::185583345998:root"},
      "Action": "SNS:Publish",
      "Resource": "arn:aws:sns:us-east-1:123456789012:harbour-events"
    },
    {
      "Sid": "Owner",
      "Effect": "Allow",
      "Principal": {"AWS": "*"},
      "Action": ["SNS:Subscribe", "SNS:Publish", "SNS:Receive"],
      "Resource": "arn:aws:sns:us-east-1:123456789012:harbour-events",
      "Condition": {"StringEquals": {"AWS:SourceOwner": "123456789012"}}
    },
    {
      "Sid": "Bucket",
      "Effect": "Allow",
      "Principal": {"Service": "s3.amazonaws.com"},
      "Action": "SNS:Publish",
      "Resource": "arn:aws:sns:us-east-1:123456789012:harbour-events",
      "Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:s3:::harbour-*"}}
    }
  ]
})";

template <std::string_view const& Old, std::string_view const& Changed>
constexpr bool widens_from() {
    auto const old = snsproof::parse_policy(Old);
    auto const changed = snsproof::parse_policy(Changed);
    return bool(snsproof::widens(*old.value(), *changed.value()));
}

template <std::string_view const& Text>
constexpr bool is_open() {
    auto const read = snsproof::parse_policy(Text);
    return bool(snsproof::is_public(*read.value()));
}

}  // namespace cases
