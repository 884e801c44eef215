// SPDX-License-Identifier: Apache-2.0
// Policies that SNS takes, and what is dangerous or useless in them. `@name` stands for members that
// `policy_abbreviations` lists.
#pragma once

#include "snsproof/policy_check.hpp"
#include "snsproof/policy_read.hpp"
#include "snsproof/topic_arn.hpp"

#include "../verify.hpp"
#include "hook.hpp"

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace cases {

inline constexpr abbreviation policy_abbreviations[] = {
    {"topic", R"("Resource":"arn:aws:sns:us-east-1:123456789012:t")"},
    {"publish", R"("Effect":"Allow","Action":"SNS:Publish",)"
                R"("Resource":"arn:aws:sns:us-east-1:123456789012:t")"},
    {"deny", R"("Sid":"deny","Effect":"Deny","Principal":"*","Action":"SNS:Publish",)"
             R"("Resource":"arn:aws:sns:us-east-1:123456789012:t")"},
    {"own", R"("Principal":{"AWS":"123456789012"})"},
    {"other", R"("Principal":{"AWS":"arn:aws:iam::111122223333:root"})"},
    {"stream", R"("Principal":{"AWS":"185583345998"})"},
    {"everyone", R"("Principal":"*")"},
    {"bucket", R"("Principal":{"Service":"s3.amazonaws.com"})"},
    {"source", R"("StringEquals":{"aws:SourceAccount":"123456789012"})"},
};

/// `before`, the text, `behind`, each with its abbreviations written out.
constexpr std::vector<char> expand_between(std::string_view before, std::string_view text,
                                           std::string_view behind) {
    std::vector<char> full;
    for (std::string_view const part : {before, text, behind})
        for (char const c : expand(part, policy_abbreviations)) full.push_back(c);
    return full;
}

/// A policy of 2012-10-17 with these statements.
constexpr std::vector<char> expand_statements(std::string_view statements) {
    return expand_between(R"({"Version":"2012-10-17","Statement":[)", statements, "]}");
}

/// A policy with one statement for the topic's own account, and these operators in its condition.
constexpr std::vector<char> expand_condition(std::string_view operators) {
    return expand_between(R"({"Version":"2012-10-17","Statement":[{@publish,@own,"Condition":{)", operators,
                          "}}]}");
}

inline constexpr text_case checked_conditions[] = {
    // Right.
    {R"("StringEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"})"},
    {R"("StringEquals":{"aws:PrincipalOrgID":["o-a1b2c3d4e5","o-b2c3d4e5f6"]})"},
    {R"("ArnLike":{"aws:PrincipalArn":"arn:aws:iam::123456789012:role/*"})"},
    {R"("Bool":{"aws:SecureTransport":true})"},
    {R"("Bool":{"AWS:securetransport":"true"},"Null":{"aws:CalledVia":"true"})"},
    {R"("NumericLessThan":{"aws:MultiFactorAuthAge":3600})"},
    {R"("DateGreaterThan":{"aws:CurrentTime":"2026-01-31T12:00:00Z"},)"
     R"("DateLessThan":{"aws:EpochTime":"1798761600"})"},
    {R"("NumericLessThan":{"aws:EpochTime":1798761600})"},
    {R"("IpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32","198.51.100.7"]})"},
    {R"("ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":"o-a1b2c3d4e5/r-ab12/*"})"},
    {R"("StringEquals":{"aws:SourceVpc":"vpc-11223344556677889","aws:RequestedRegion":"us-east-1"})"},
    {R"("IpAddress":{"aws:VpcSourceIp":"10.0.0.0/8"},"StringEquals":{"aws:SourceVpce":"vpce-1ab2c34d"})"},
    {R"("StringLike":{"aws:userid":"AROAEXAMPLEID:*"})"},
    {R"("StringEquals":{"aws:PrincipalTag/team":"${aws:username, 'nobody'}"})"},
    {R"("StringEquals":{"aws:PrincipalTag/team":"chat${*}${?}${$}"})"},
    {R"("StringEquals":{"aws:PrincipalOrgID":"${aws:ResourceOrgID}"})"},
    {R"("BinaryEquals":{"saml:key":"QmluYXJ5VmFsdWVJbkJhc2U2NA=="})"},
    {R"("StringEquals":{"accounts.google.com:aud":"x"})"},
    {R"("BinaryEquals":{"SAML:key":"ab+/"},"StringEquals":{"aws:PrincipalTag/a":"${saml:aud}"})"},
    {R"("ArnLike":{"aws:FederatedProvider":"arn:aws:iam::123456789012:saml-provider/x"})"},
    {R"("StringLike":{"aws:userid":"*:bob"})"},
    {R"("StringEquals":{"aws:PrincipalTag/a":["","x"]})"},
    {R"("IpAddress":{"aws:Ec2InstanceSourcePrivateIPv4":"10.0.0.1"},"StringEquals":{"aws:SourceVpc":"vpc-12345678"})"},
    // The reader has told what is wrong with these.
    {R"("StringEquals":{"aws:PrincipalOrgID":[null]})"},
    {R"("StringEquals":{"zz":"b",":b":"b"})"},
    {R"("StringEquals":{"aws:username":"a","aws:username":"b"})"},

    // Values.
    {R"("StringEquals":{"aws:PrincipalOrgID":[]})", {{"policy-values-empty", "aws:PrincipalOrgID"}}},
    {R"("StringEquals":{"aws:PrincipalOrgID": [ ] })", {{"policy-values-empty", "aws:PrincipalOrgID"}}},
    {R"("StringEquals":{"aws:PrincipalTag/a":["1","x",77]})", {{"policy-value-kinds", "77"}}},
    {R"("NumericLessThan":{"aws:MultiFactorAuthAge":"1h"})", {{"policy-value-number", "1h"}}},
    {R"("NumericLessThan":{"aws:MultiFactorAuthAge":["55","77"]})", {{"policy-value-bound", "55"}}},
    {R"("NumericLessThanEquals":{"aws:MultiFactorAuthAge":["55","77"]})", {{"policy-value-bound", "55"}}},
    {R"("NumericGreaterThan":{"aws:MultiFactorAuthAge":["55","77"]})", {{"policy-value-bound", "77"}}},
    {R"("NumericEquals":{"aws:MultiFactorAuthAge":["5","7"]})"},
    {R"("DateLessThan":{"aws:CurrentTime":"31.12.2026"})", {{"policy-value-date", "31.12.2026"}}},
    {R"("DateLessThan":{"aws:CurrentTime":"2026-02-30"})", {{"policy-value-date", "2026-02-30"}}},
    {R"("DateLessThan":{"aws:CurrentTime":["2026-01-01","2026-01-02"]})",
     {{"policy-value-bound", "2026-01-01"}}},
    {R"("DateLessThan":{"aws:CurrentTime":"1798761600"})", {{"policy-value-epoch", "1798761600"}}},
    {R"("Bool":{"aws:SecureTransport":"yes"})", {{"policy-value-boolean", "yes"}}},
    {R"("Bool":{"aws:SecureTransport":["true","false"]})", {{"policy-boolean-several", "false"}}},
    {R"("Null":{"aws:PrincipalOrgID":"no"})", {{"policy-value-boolean", "no"}}},
    {R"("BinaryEquals":{"saml:key":"abc"})", {{"policy-value-base64", "abc"}}},
    {R"("BinaryEquals":{"saml:key":"ab=="})"},
    {R"("IpAddress":{"aws:SourceIp":"203.0.113"})", {{"policy-value-ip", "203.0.113"}}},
    {R"("IpAddress":{"aws:SourceIp":"203.0.113.0/33"})", {{"policy-value-ip", "203.0.113.0/33"}}},
    {R"("IpAddress":{"aws:SourceIp":["10.0.0.0/8","192.168.1.0/24"]})",
     {{"policy-ip-private", "10.0.0.0/8"}}},
    {R"("NotIpAddress":{"aws:SourceIp":"10.0.0.0/8"})", {{"policy-ip-private", "10.0.0.0/8"}}},
    {R"("IpAddress":{"aws:SourceIp":["203.0.113.0/24","10.0.0.0/8"]})",
     {{"policy-ip-private-some", "10.0.0.0/8"}}},
    {R"("IpAddress":{"aws:SourceIp":"10.0.0.0/7"})"},
    {R"("IpAddress":{"aws:SourceIp":"203.0.113.7/24"})", {{"policy-ip-host-bits", "203.0.113.7/24"}}},
    {R"("ArnLike":{"aws:PrincipalArn":"arn:aws:iam:role"})", {{"policy-value-arn", "arn:aws:iam:role"}}},
    {R"("ArnLike":{"aws:PrincipalArn":"arn:aws:i*"})", {{"policy-value-arn", "arn:aws:i*"}}},
    {R"("StringEquals":{"aws:PrincipalAccount":"12345678901"})",
     {{"policy-value-account", "12345678901", 3}}},
    {R"("StringEquals":{"aws:SourceOwner":"12345678901"})",
     {{"policy-key-deprecated", "aws:SourceOwner"}, {"policy-value-account", "12345678901", 3}}},
    {R"("ForAnyValue:StringEquals":{"aws:PrincipalServiceNamesList":"xx"})",
     {{"policy-value-service", "xx"}}},
    {R"("StringEquals":{"aws:SourceVpc":"vpc-1"})", {{"policy-value-vpc", "vpc-1"}}},
    {R"("StringEquals":{"aws:SourceVpce":"vpc-12345678"})", {{"policy-value-vpce", "vpc-12345678"}}},
    {R"("StringEquals":{"aws:RequestedRegion":"us-est-1"})", {{"policy-value-region", "us-est-1"}}},
    {R"("StringEquals":{"aws:CalledViaLast":"x"})", {{"policy-value-service", "x"}}},
    {R"("StringLike":{"aws:PrincipalTag/a":["b-*","b-c"]})", {{"policy-value-redundant", "b-c"}}},
    {R"("StringLike":{"aws:PrincipalTag/a":["b-*","c-*"]})"},
    {R"("StringLike":{"aws:PrincipalTag/a":["*d","b","cd"]})", {{"policy-value-redundant", "cd"}}},
    {R"("StringEquals":{"aws:PrincipalTag/a":["bb","c","bb"]})", {{"policy-value-redundant", "bb", 2}}},
    {R"("StringEqualsIgnoreCase":{"aws:PrincipalTag/a":["b","B"]})", {{"policy-value-redundant", "B"}}},
    {R"("ArnLike":{"aws:PrincipalArn":["arn:aws:iam::*:role/a","arn:aws:iam::1:role/a"]})"},

    // Wildcards.
    {R"("StringEquals":{"aws:PrincipalTag/a":"b-*"})", {{"policy-wildcard-literal", "*"}}},
    {R"("StringNotEqualsIgnoreCase":{"aws:PrincipalTag/a":"b?"})", {{"policy-wildcard-literal", "?"}}},
    {R"("StringLike":{"aws:PrincipalTag/a":"b-*"})"},
    {R"("StringLike":{"aws:PrincipalOrgID":"o-a1b2c3*"})", {{"policy-wildcard-broad", "*"}}},
    {R"("ArnLike":{"aws:PrincipalArn":"arn:*:iam::123456789012:root"})", {{"policy-wildcard-broad", "*"}}},
    {R"("ArnLike":{"aws:SourceArn":"arn:a*:s3:::photos"})", {{"policy-wildcard-broad", "*"}}},
    {R"("ArnLike":{"aws:SourceArn":"arn:aw*:s3:::photos"})"},
    {R"("StringLike":{"aws:userid":"AROA*:x"})", {{"policy-wildcard-broad", "*"}}},
    {R"("StringLike":{"aws:userid":"*"})",
     {{"policy-wildcard-broad", "*"}, {"policy-wildcard-present", "*"}}},
    {R"("StringLike":{"aws:PrincipalTag/a":"*"})", {{"policy-wildcard-present", "*"}}},
    {R"("StringNotLike":{"aws:PrincipalTag/a":"**"})", {{"policy-wildcard-absent", "**"}}},
    {R"("StringNotLikeIfExists":{"aws:PrincipalTag/a":"*"})", {{"policy-wildcard-absent", "*"}}},
    {R"("StringLikeIfExists":{"aws:PrincipalTag/a":"*"})", {{"policy-wildcard-always", "*"}}},
    {R"("ForAllValues:StringLike":{"aws:CalledVia":"*"})", {{"policy-wildcard-always", "*"}}},
    {R"("ForAnyValue:StringNotLike":{"aws:CalledVia":"*"})", {{"policy-wildcard-never", "*"}}},
    {R"("ArnLike":{"aws:PrincipalArn":"arn:*:*:*:*:*"})",
     {{"policy-wildcard-present", "arn:*:*:*:*:*"}, {"policy-wildcard-broad", "*"}}},

    // Variables.
    {R"("StringEquals":{"aws:PrincipalTag/a":"${aws:username"})",
     {{"policy-variable-brace", "${aws:username"}}},
    {R"("StringEquals":{"aws:PrincipalTag/a":"${aws:username, x}"})", {{"policy-variable-quote", "x"}}},
    {R"("StringEquals":{"aws:PrincipalTag/a":"${aws:username, 'x}"})", {{"policy-variable-quote", "'x"}}},
    {R"("StringEquals":{"aws:PrincipalTag/a":"${aws:username, x'}"})", {{"policy-variable-quote", "x'"}}},
    {R"("StringEquals":{"aws:PrincipalTag/a":"${aws:username, '}"})", {{"policy-variable-quote", "'"}}},
    {R"("StringEquals":{"aws:PrincipalTag/a":"${aws:username}${aws: x}"})",
     {{"policy-variable-space", "aws: x"}}},
    {R"("StringEquals":{"aws:PrincipalTag/a":"b${*}?"})", {{"policy-wildcard-literal", "?"}}},
    {R"("StringEquals":{"aws:PrincipalTag/a":"${aws:username,}"})", {{"policy-variable-quote", ",", 6}}},
    {R"("StringEquals":{"aws:PrincipalTag/a":"${aws: username}"})",
     {{"policy-variable-space", "aws: username"}}},
    {R"("StringEquals":{"aws:PrincipalTag/a":"b${ }"})", {{"policy-variable-empty", "${ }"}}},
    {R"("StringEquals":{"aws:PrincipalTag/a":"${AWS::AccountId}"})",
     {{"policy-key-unknown", "AWS::AccountId"}}},
    {R"("StringEquals":{"aws:PrincipalTag/a":"${username}"})", {{"policy-key-unknown", "username"}}},
    {R"("NumericEquals":{"aws:MultiFactorAuthAge":"${aws:PrincipalTag/a}"})",
     {{"policy-variable-operator", "${aws:PrincipalTag/a}"}}},
    {R"("StringEquals":{"aws:PrincipalOrgID":"${aws:PrincipalTag/a}"})",
     {{"policy-variable-broad", "${aws:PrincipalTag/a}"}}},
    {R"("StringEquals":{"aws:PrincipalTag/a":"\u0024{aws:username"})",
     {{"policy-variable-brace", "\\u0024{aws:username"}}},

    // Keys.
    {R"("StringEquals":{"aws:PrincipalOrg":"o"})", {{"policy-key-unknown", "aws:PrincipalOrg"}}},
    {R"("StringEquals":{"sns:Protocols":"https"})", {{"policy-key-unknown", "sns:Protocols"}}},
    {R"("StringEquals":{"s3:prefix":"a"})", {{"policy-key-foreign", "s3:prefix"}}},
    {R"("ArnLike":{"aws:ARN":"arn:aws:iam::123456789012:role/a"})", {{"policy-key-unsupported", "aws:ARN"}}},
    {R"("StringEquals":{"aws:PrincipalTag":"a"})", {{"policy-key-tag", "aws:PrincipalTag"}}},
    {R"("StringEquals":{"aws:principaltag/":"a"})", {{"policy-key-tag", "aws:principaltag/"}}},
    {R"("StringEquals":{"aws:username":"a","aws:UserName":"b"})", {{"policy-key-twice", "aws:UserName"}}},
    {R"("StringEquals":{"aws:username":"a"},"StringNotEquals":{"aws:UserName":"b"})"},
    {R"("StringLike":{"aws:UserAgent":"Stream*"})", {{"policy-key-untrusted", "aws:UserAgent"}}},
    {R"("ForAllValues:StringEquals":{"aws:TagKeys":"a"})", {{"policy-key-never-set", "aws:TagKeys"}}},
    {R"("StringEquals":{"aws:ResourceAccount":"123456789012"})",
     {{"policy-key-resource", "aws:ResourceAccount"}}},
    {R"("StringEquals":{"aws:ResourceOrgID":"o-a1b2c3d4e5"})",
     {{"policy-key-resource", "aws:ResourceOrgID"}}},
    {R"("StringEquals":{"aws:ResourceTag/a":"b"})"},
    {R"("IpAddress":{"aws:VpcSourceIp":"10.0.0.0/8"})", {{"policy-key-unpaired", "aws:VpcSourceIp"}}},
    {R"("IpAddress":{"aws:VpcSourceIp":"10.0.0.0/8"},"ArnLike":{"aws:SourceVpcArn":"arn:a:b:c:d:e"})",
     {{"policy-key-never-set", "aws:SourceVpcArn"}}},
    {R"("IpAddress":{"aws:Ec2InstanceSourcePrivateIPv4":"10.0.0.1"})",
     {{"policy-key-unpaired", "aws:Ec2InstanceSourcePrivateIPv4"}}},
    {R"("StringEquals":{"sns:Endpoint":"a@b.example"})", {{"policy-key-of-subscribe", "sns:Endpoint"}}},
    {R"("StringEquals":{"aws:SourceAccount":"123456789012"})"},

    // Operators.
    {R"("StringEquals":{"aws:SecureTransport":"true"})", {{"policy-operator-type", "StringEquals"}}},
    {R"("ArnLike":{"aws:PrincipalOrgID":"arn:a:b:c:d:e"})", {{"policy-operator-type", "ArnLike"}}},
    {R"("IpAddress":{"aws:SourceVpc":"203.0.113.0/24"})", {{"policy-operator-type", "IpAddress"}}},
    {R"("BinaryEquals":{"aws:PrincipalOrgID":"YQ=="})", {{"policy-operator-type", "BinaryEquals"}}},
    {R"("StringEquals":{"aws:PrincipalArn":"arn:aws:iam::123456789012:role/a"})"},
    {R"("StringNotLike":{"aws:PrincipalArn":"arn:aws:iam::123456789012:role/a*"})",
     {{"policy-operator-arn-like", "StringNotLike"}}},
    {R"("StringEquals":{"aws:CalledVia":"athena.amazonaws.com"})", {{"policy-set-missing", "StringEquals"}}},
    {R"("ForAllValues:StringEquals":{"aws:username":"a"})",
     {{"policy-set-single", "ForAllValues:StringEquals"}}},
    {R"("ForAnyValue:StringEquals":{"aws:username":"a"})"},
    {R"("ForAnyValue:Null":{"aws:CalledVia":"true"})", {{"policy-set-null", "ForAnyValue:Null"}}},
};

inline constexpr text_case checked_statements[] = {
    // AWS's own: a topic's default policy, what the console writes, TLS only by the CDK, S3 as the guide has
    // it.
    {R"({"Sid":"__default_statement_ID","Effect":"Allow","Principal":{"AWS":"*"},"Action":)"
     R"(["SNS:GetTopicAttributes","SNS:SetTopicAttributes","SNS:AddPermission","SNS:RemovePermission",)"
     R"("SNS:DeleteTopic","SNS:Subscribe","SNS:ListSubscriptionsByTopic","SNS:Publish","SNS:Receive"],)"
     R"(@topic,"Condition":{"StringEquals":{"AWS:SourceOwner":"123456789012"}}})",
     {{"policy-key-deprecated", "AWS:SourceOwner"}}},
    {R"({"Effect":"Allow",@own,"Action":["SNS:Subscribe","SNS:Receive"],@topic,)"
     R"("Condition":{"StringEquals":{"SNS:Protocol":"https"}}})"},
    {R"({"Effect":"Allow",@other,"Action":["SNS:Subscribe"],@topic,)"
     R"("Condition":{"StringLike":{"SNS:Endpoint":"*@example.com"}}})"},
    {R"({"Sid":"AllowPublishThroughSSLOnly","Effect":"Deny","Principal":"*","Action":"sns:Publish",@topic,)"
     R"("Condition":{"Bool":{"aws:SecureTransport":"false"}}})"},
    {R"({@publish,@bucket,"Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:s3:*:*:photos"},@source}})"},
    {R"({@publish,@other})"},
    {R"({@publish,@stream})"},
    {R"({@publish,@stream},{"Sid":"tls","Effect":"Deny","Principal":"*","Action":"sns:Publish",@topic,)"
     R"("Condition":{"Bool":{"aws:SecureTransport":"false"}}})"},

    // Everyone.
    {R"({@publish,@everyone})", {{"policy-public", "*"}}},
    {R"({@publish,"Principal":{"AWS":"*"}})", {{"policy-public", "*"}}},
    {R"({@publish,@everyone,"Condition":{@source}})"},
    {R"({@publish,@everyone,"Condition":{"StringEqualsIfExists":{"aws:SourceAccount":"123456789012"}}})",
     {{"policy-public", "*"}}},
    {R"({@publish,@everyone,"Condition":{"StringNotEquals":{"aws:SourceAccount":"123456789012"}}})",
     {{"policy-public", "*"}}},
    {R"({@publish,@everyone,"Condition":{"IpAddress":{"aws:SourceIp":"0.0.0.0/0"}}})",
     {{"policy-public", "*"}}},
    {R"({@publish,@everyone,"Condition":{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}})"},
    {R"({@publish,@everyone,"Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:s3:*:*:*"}}})",
     {{"policy-public", "*"}}},
    {R"({@publish,@everyone,"Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:s3:*:*:photos"}}})"},
    {R"({@publish,@everyone,"Condition":{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/a"}}})",
     {{"policy-public", "*"}}},
    {R"({@publish,@everyone,"Condition":{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::123456789012:*"}}})"},
    {R"({@publish,@everyone,"Condition":{"StringEquals":{"aws:PrincipalAccount":"${aws:ResourceAccount}"}}})"},
    {R"({@publish,@everyone,"Condition":{"StringEquals":{"aws:PrincipalAccount":"${aws:username}"}}})",
     {{"policy-public", "*"}, {"policy-variable-broad", "${aws:username}"}}},
    {R"({@publish,@everyone,"Condition":{"IpAddress":{"aws:SourceIp":"203.0.0.0/8"}}})"},
    {R"({@publish,@everyone,"Condition":{"IpAddress":{"aws:SourceIp":"2001:db8::/32"}}})"},
    {R"({@publish,@everyone,"Condition":{"IpAddress":{"aws:SourceIp":"2000::/31"}}})",
     {{"policy-public", "*"}}},
    {R"({@publish,@everyone,"Condition":{"Bool":{"aws:PrincipalIsAWSService":"true"}}})"},
    {R"({@publish,@everyone,"Condition":{"Bool":{"aws:PrincipalIsAWSService":"false"}}})",
     {{"policy-public", "*"}}},
    {R"({@publish,@everyone,"Condition":{"Null":{"aws:PrincipalOrgID":"false"}}})", {{"policy-public", "*"}}},
    {R"({@publish,@everyone,"Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-?"}}})",
     {{"policy-wildcard-literal", "?"}}},
    {R"({@publish,@everyone,"Condition":{"ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":"o-a1b2c3/*"}}})"},
    {R"({@publish,@everyone,"Condition":{"ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":"o-a1b2c3*/"}}})",
     {{"policy-public", "*"}}},
    {R"({@publish,@everyone,"Condition":{"ForAllValues:StringEquals":{"aws:PrincipalOrgPaths":"o-a1b2c3/"}}})",
     {{"policy-public", "*"}}},
    {R"({@publish,@everyone,"Condition":{"StringLike":{"aws:userid":"AROAEXAMPLEID:*"}}})"},
    {R"({@publish,"Principal":{"AWS":"*","Service":"s3.amazonaws.com"}})", {{"policy-public", "*"}}},
    {R"({@publish,@everyone},{@deny,"Condition":{"StringNotEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}})"},
    {R"({@publish,@everyone},{@deny,"Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}})",
     {{"policy-public", "*"}}},
    {R"({@publish,@everyone},{@deny,"Condition":{"ForAnyValue:StringNotEquals":{"aws:PrincipalOrgPaths":"o-a/"}}})",
     {{"policy-public", "*"}}},
    {R"({@publish,@everyone},{"Sid":"b","Effect":"Deny",@own,"Action":"SNS:Publish",@topic,)"
     R"("Condition":{"StringNotEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}})",
     {{"policy-public", "*"}}},
    {R"({"Effect":"Allow","Action":"SNS:P*",@topic,@everyone},)"
     R"({@deny,"Condition":{"StringNotEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}})",
     {{"policy-public", "*", 2}}},
    {R"({@publish,@everyone},{@deny,"Condition":{"Bool":{"aws:SecureTransport":"false"}}})",
     {{"policy-public", "*"}}},
    {R"({"Effect":"Allow","Action":"SNS:Subscribe",@topic,@everyone},)"
     R"({@deny,"Condition":{"StringNotEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}})",
     {{"policy-public", "*"}}},
    {R"({@deny})"},

    // Services.
    {R"({@publish,@bucket})", {{"policy-service-open", "s3.amazonaws.com"}}},
    {R"({@publish,"Principal":{"Service":"s3"}})"},
    {R"({@publish,"NotPrincipal":{"Service":"s3.amazonaws.com"}})",
     {{"policy-not-principal-allow", "NotPrincipal"}}},
    {R"({@publish,"NotPrincipal":{"Service":"s3.amazonaws.com"},"Condition":{"StringEquals":)"
     R"({"aws:SourceOwner":"123456789012","aws:PrincipalOrgID":"o-a1b2c3d4e5"}}})",
     {{"policy-not-principal-allow", "NotPrincipal"}, {"policy-key-deprecated", "aws:SourceOwner"}}},
    {R"({@publish,@bucket,"Condition":{"StringEquals":{"aws:SourceOrgID":"o-a1b2c3d4e5"}}})"},
    {R"({@publish,@bucket,"Condition":{"StringEquals":{"aws:SourceOwner":"123456789012"}}})",
     {{"policy-service-key", "aws:SourceOwner"}}},
    {R"({@publish,@bucket,"Condition":{"StringEquals":{"aws:Referer":"123456789012"}}})",
     {{"policy-service-key", "aws:Referer"}}},
    {R"({@publish,@bucket,"Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}})",
     {{"policy-service-open", "s3.amazonaws.com"}, {"policy-key-not-of-services", "aws:PrincipalOrgID"}}},

    // Keys against principals and actions.
    {R"({@publish,@other,"Condition":{@source}})", {{"policy-key-of-services", "aws:SourceAccount"}}},
    {R"({@publish,@other,"Condition":{"StringEqualsIfExists":{"aws:SourceAccount":"123456789012"}}})"},
    {R"({@publish,@other,"Condition":{"Null":{"aws:SourceArn":"false"}}})",
     {{"policy-key-of-services", "aws:SourceArn"}}},
    {R"({@publish,@other,"Condition":{"Null":{"aws:SourceArn":"true"}}})"},
    {R"({"Effect":"Allow","Action":"SNS:Publish",@other,"Condition":{@source}})"},
    {R"({"Effect":"Deny","Action":"SNS:Publish",@topic,@other,"Condition":{@source}})"},
    {R"({@publish,"Principal":{"AWS":["111122223333","*"]},"Condition":{@source}})"},
    {R"({@publish,"Principal":{"AWS":"111122223333","Service":"s3.amazonaws.com"},"Condition":{@source}})"},
    {R"({"Effect":"Allow","Action":["SNS:Publish","SNS:Subscribe"],@topic,@other,)"
     R"("Condition":{"StringEquals":{"sns:Protocol":"https"}}})",
     {{"policy-key-of-subscribe-mixed", "sns:Protocol"}}},
    {R"({"Effect":"Allow","Action":"SNS:*ubscribe",@topic,@other,)"
     R"("Condition":{"StringEquals":{"sns:Protocol":"https"}}})"},
    {R"({"Effect":"Allow","Action":["SNS:Subscribe","SNS:Pub*"],@topic,@other,)"
     R"("Condition":{"StringEquals":{"sns:Protocol":"https"}}})"},
    {R"({"Effect":"Allow","NotAction":"SNS:Receive",@topic,@other,)"
     R"("Condition":{"StringEquals":{"sns:Protocol":"https"}}})",
     {{"policy-not-action", "NotAction"}}},
    {R"({"Effect":"Allow","NotAction":"SNS:Subscribe",@topic,@other,)"
     R"("Condition":{"StringEquals":{"sns:Protocol":"https"}}})",
     {{"policy-not-action", "NotAction"}, {"policy-key-of-subscribe", "sns:Protocol"}}},
    {R"({"Effect":"Allow",@topic,@other,"Condition":{"StringEquals":{"sns:Protocol":"https"}}})"},

    // Elements.
    {R"({@publish,"NotPrincipal":{"AWS":"111122223333"}})", {{"policy-not-principal-allow", "NotPrincipal"}}},
    {R"({"Effect":"Deny","Action":"SNS:Publish",@topic,"NotPrincipal":{"AWS":"111122223333"}})",
     {{"policy-not-principal", "NotPrincipal"}}},
    {R"({"Effect":"Allow","NotAction":"SNS:Publish",@topic,@other})", {{"policy-not-action", "NotAction"}}},
    {R"({"Effect":"Allow","Action":"SNS:Publish","NotResource":"arn:aws:sns:us-east-1:123456789012:t",@other})",
     {{"policy-not-resource", "NotResource"}}},
    {R"({"Effect":"Allow","Action":["SNS:Publish","sns:publish"],@topic,@other})",
     {{"policy-action-redundant", "sns:publish"}}},
    {R"({"Effect":"Allow","Action":["SNS:Publish","SNS:Pub*"],@topic,@other})",
     {{"policy-action-redundant", "SNS:Publish"}}},
    {R"({"Sid":"a",@publish,@other},{"Sid":"b",@publish,@other})", {{"policy-statement-redundant", "{", 4}}},
    {R"({"Sid":"a",@publish,@other},{"Sid":"b",@publish,@own})"},
    {R"({"Sid":"a",@publish,@other},{"Sid":"b",@publish,@other},{"Sid":"c",@publish,@other})",
     {{"policy-statement-redundant", "{", 4}, {"policy-statement-redundant", "{", 6}}},
    {R"({"Sid":"a",@publish,@own,"Condition":{"StringEquals":{"aws:username":"a"}}},)"
     R"({"Sid":"b",@publish,@own,"Condition":{"StringLike":{"aws:username":"a"}}})"},
    {R"({"Sid":"a",@publish,@own,"Condition":{"StringEqual":{"aws:username":"a"}}},)"
     R"({"Sid":"b",@publish,@own,"Condition":{"StringEqual":{"aws:username":"a"}}})"},
    {R"({"Sid":"a",@publish,"Principal":{"Service":"s3.amazonaws.com"},"Condition":{@source}},)"
     R"({"Sid":"b",@publish,"Principal":{"AWS":"s3.amazonaws.com"},"Condition":{@source}})"},
    {R"({"Sid":"a","Effect":"Deny","Action":"SNS:Publish",@topic,@other},)"
     R"({"Sid":"b","Effect":"Deny","Action":"SNS:Publish",@topic,"NotPrincipal":{"AWS":"arn:aws:iam::111122223333:root"}})",
     {{"policy-not-principal", "NotPrincipal"}}},
    {R"({"Sid":"a","Effect":"Deny","Action":"SNS:Publish",@topic,@other},)"
     R"({"Sid":"b","Effect":"Deny","NotAction":"SNS:Publish",@topic,@other})",
     {{"policy-not-action", "NotAction"}}},
    {R"({"Sid":"a","Effect":"Deny","Action":"SNS:Publish",@topic,@other},{"Sid":"b","Effect":"Deny",)"
     R"("Action":"SNS:Publish","NotResource":"arn:aws:sns:us-east-1:123456789012:t",@other})",
     {{"policy-not-resource", "NotResource"}}},
    {R"({"Sid":"a","Effect":"Deny","Action":"SNS:Publish",@topic,@other},{"Sid":"b","Effect":"Deny",)"
     R"("Action":"SNS:Publish","NotResource":"arn:aws:sns:us-east-1:123456789012:u",@other})",
     {{"policy-not-resource", "NotResource"}}},
    {R"({@publish,"Principal":{"AWS":"arn:aws:iam::123456789012:user/${aws:username}"}})",
     {{"policy-variable-element", "${aws:username}"}}},

    // Resources.
    {R"({@publish,@other},{"Sid":"b","Effect":"Allow","Action":"SNS:Publish",@other,)"
     R"("Resource":"arn:aws:sns:us-east-1:123456789012:uu"})",
     {{"policy-resource-other", "uu"}}},
    {R"({@publish,@other},{"Sid":"b","Effect":"Allow","Action":"SNS:Publish",@own,)"
     R"("Resource":"arn:aws:sns:eu-west-1:123456789012:t"})",
     {{"policy-resource-other", "eu-west-1"}}},
    {R"({@publish,@other},{"Sid":"b","Effect":"Allow","Action":"SNS:Publish",@own,)"
     R"("Resource":"arn:aws:sns:us-east-1:*:t"})"},

    // Stream.
    {R"({@publish,"Principal":{"AWS":"arn:aws:iam::185583345989:root"}})",
     {{"policy-stream-account", "185583345989"}}},
    {R"({@publish,"Principal":{"AWS":"185583346999"}})"},
    {R"({@publish,"Principal":{"AWS":"185583345994"}})", {{"policy-stream-account", "185583345994"}}},
    {R"({@publish,"Principal":{"AWS":"185583345979"}})"},
    {R"({@publish,"Principal":{"AWS":"185583345987"}})"},
    {R"({"Effect":"Allow","Action":"SNS:Subscribe",@topic,"Principal":{"AWS":"arn:aws:iam::185583345998:root"}})",
     {{"policy-stream-action", "SNS:Subscribe"}}},
    {R"({"Effect":"Deny","Action":"SNS:Subscribe",@topic,@stream})"},
    {R"({"Effect":"Allow","Action":"SNS:Subscribe",@topic,"NotPrincipal":{"AWS":"185583345998"}})",
     {{"policy-not-principal-allow", "NotPrincipal"}}},
    {R"({"Effect":"Allow","Action":"SNS:Pubish",@topic,@stream})"},
    {R"({"Effect":"Allow",@topic,@stream})"},
    {R"({@publish,@stream},{"Sid":"b","Effect":"Allow","Action":"SNS:Subscribe",@topic,@stream})"},
    {R"({"Effect":"Allow","Action":"SNS:Subscribe",@topic,@stream},)"
     R"({"Sid":"b","Effect":"Allow","Action":"SNS:Publ*",@topic,@stream})"},
    {R"({"Effect":"Allow","Action":"SNS:Subscribe",@topic,@stream},{@deny})",
     {{"policy-stream-action", "SNS:Subscribe"}}},
    {R"({@publish,@stream,"Condition":{"StringEquals":{"aws:PrincipalOrgID":[]}}})",
     {{"policy-values-empty", "aws:PrincipalOrgID"}}},
    {R"({@publish,@stream,"Condition":{@source}})", {{"policy-key-of-services", "aws:SourceAccount"}}},
    {R"({@publish,@stream,"Condition":{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}})"},
    {R"({"Effect":"Allow","Action":"SNS:Subscribe",@topic,@stream})",
     {{"policy-stream-action", "SNS:Subscribe"}}},
    {R"({"Effect":"Allow","Action":"SNS:Subscribe",@topic,@stream},{"Sid":"b",@publish,@stream})"},
    {R"({@publish,@stream,"Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}})",
     {{"policy-stream-condition", "aws:PrincipalOrgID"}}},
    {R"({@publish,@stream,"Condition":{"StringEquals":{"aws:SourceVpc":"vpc-12345678"}}})",
     {{"policy-stream-condition", "aws:SourceVpc"}}},
    {R"({@publish,@stream,"Condition":{"Bool":{"aws:SecureTransport":"true"}}})"},
    {R"({@publish,@stream,"Condition":{"StringEquals":{"aws:PrincipalAccount":"185583345998"}}})"},
    {R"({@publish,@stream},{@deny})", {{"policy-stream-denied", "Deny"}}},
    {R"({@publish,@other},{@deny})"},
    {R"({@publish,@stream},{"Sid":"b","Effect":"deny","Principal":"*","Action":"SNS:Publish",@topic})"},
    {R"({@publish,@stream},{"Sid":"b","Effect":"Deny","Principal":"*","Action":"SNS:Subscribe",@topic})"},
    {R"({@publish,@stream},{@deny,"Condition":{"Bool":{"aws:SecureTransport":"true"},)"
     R"("IpAddress":{"aws:SourceIp":"203.0.113.0/24"},"NotIpAddress":{"aws:SourceIp":"203.0.113.7"}}})",
     {{"policy-stream-maybe-denied", "aws:SourceIp"}}},
    {R"({@publish,@stream},{@deny,"Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-1ab2c34d"}}})",
     {{"policy-stream-denied", "aws:SourceVpce"}}},
    {R"({@publish,@stream},{@deny,"Condition":{"StringEquals":{"aws:SourceVpce":"vpce-1ab2c34d"}}})"},
    {R"({@publish,@stream},{@deny,"Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-1ab2c34d",)"
     R"("aws:PrincipalAccount":"185583345998"}}})"},
    {R"({@publish,@stream},{@deny,"Condition":{"ArnNotLike":)"
     R"({"aws:PrincipalArn":"arn:aws:iam::123456789012:role/*"}}})",
     {{"policy-stream-denied", "aws:PrincipalArn"}}},
    {R"({@publish,@stream},{@deny,"Condition":{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}})",
     {{"policy-stream-maybe-denied", "aws:SourceIp"}}},
    {R"({@publish,@stream},{"Sid":"b","Effect":"Deny","NotPrincipal":{"AWS":"185583345998"},)"
     R"("Action":"SNS:Publish",@topic})",
     {{"policy-stream-maybe-denied", "Deny"}, {"policy-not-principal", "NotPrincipal"}}},
    {R"({@publish,@stream},{"Sid":"b","Effect":"Deny","NotPrincipal":{"AWS":"123456789012"},)"
     R"("Action":"SNS:Publish",@topic})",
     {{"policy-stream-denied", "Deny"}, {"policy-not-principal", "NotPrincipal"}}},
};

constexpr bool is_checked_policy(std::vector<char> const& text, std::span<expected const> findings) {
    auto const parsed = snsproof::parse_policy(view(text));
    if (parsed.value() == nullptr) return false;
    auto const found = snsproof::check_policy(*parsed.value());
    std::size_t listed = 0;
    for (expected const& e : findings) listed += e.rule.empty() ? 0 : 1;
    return found.size() == listed && matches(found, view(text), findings);  // notes, too
}

constexpr bool is_checked_condition(text_case const& c) {
    return is_checked_policy(expand_condition(c.text), c.findings);
}

constexpr bool is_checked_statement(text_case const& c) {
    return is_checked_policy(expand_statements(c.text), c.findings);
}

/// What is found in a policy of one statement for another account, attached to a topic.
constexpr bool finds_attached(std::string_view statement, std::string_view topic,
                              std::span<expected const> findings) {
    auto const text = expand_statements(statement);
    auto const parsed = snsproof::parse_policy(view(text));
    auto const arn = snsproof::parse_topic_arn(topic);
    return matches(snsproof::check_policy(*parsed.value(), *arn.value()), view(text), findings);
}

inline constexpr fact policy_check_facts[] = {
    {"the resource is compared with the topic at hand, and the difference is located",
     [] {
         constexpr expected none[1]{};
         constexpr expected region[]{{"policy-resource-other", "us-east-1"}};
         constexpr expected account[]{{"policy-resource-other", "123456789012"}};
         constexpr expected name[]{{"policy-resource-other", "t", 7}};
         constexpr expected whole[]{{"policy-resource-other", "arn:aws:sns:us-east-1:123456789012:t"}};
         std::string_view const s = "{@publish,@other}";
         return finds_attached(s, "arn:aws:sns:us-east-1:123456789012:t", none) &&
                finds_attached(s, "arn:aws:sns:us-west-1:123456789012:t", region) &&
                finds_attached(s, "arn:aws:sns:us-east-1:123456789011:t", account) &&
                finds_attached(s, "arn:aws:sns:us-east-1:123456789012:tt", name) &&
                finds_attached(s, "arn:aws:sns:us-east-1:123456789011:tt", whole);
     }},
    {"an element that is empty is shown by the whole",
     [] {
         constexpr expected whole[]{{"policy-resource-other", "arn:aws:sns::123456789012:t"}};
         return finds_attached(R"({"Effect":"Allow","Action":"SNS:Publish",@other,)"
                               R"("Resource":"arn:aws:sns::123456789012:t"})",
                               "arn:aws:sns:us-east-1:123456789012:t", whole);
     }},
    {"no rule breaks on what a template leaves open",
     [] {
         std::string_view const text =
             R"({"PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*",)"
             R"("Action":{"Ref":"A"},"Resource":{"Ref":"R"},"Condition":{"StringEquals":{"sns:Protocol":"https"},)"
             R"("Bool":{"aws:SecureTransport":["true",{"Ref":"B"}]}}},{"Effect":"Deny","Principal":"*",)"
             R"("Action":{"Ref":"A"},"Resource":{"Ref":"R"},"Condition":{"StringEquals":{"aws:PrincipalTag/a":)"
             R"([{"Ref":"B"},77]}}},{"Effect":"Deny","Principal":"*","Action":{"Ref":"A"},"Resource":{"Ref":"R"},)"
             R"("Condition":{"StringEquals":{"aws:PrincipalTag/a":[{"Ref":"B"},77]}}},{"Effect":{"Ref":"E"},)"
             R"("Principal":"*","Action":"SNS:Publish","Resource":{"Ref":"R"}},{"Effect":{"Ref":"E"},"Principal":"*",)"
             R"("Action":"SNS:Publish"},{"Effect":{"Ref":"E"},"Principal":"*","Action":"SNS:Publish"},)"
             R"({"Effect":"Allow","Principal":"*","Action":"SNS:Publish","Condition":{"Ref":"C"}},)"
             R"({"Effect":"Allow","Principal":"*","Action":"SNS:Publish","Condition":{"StringEquals":)"
             R"({"aws:PrincipalOrgID":{"Ref":"O"}}}}]}})";
         auto const parsed = snsproof::parse_policy(text);
         return snsproof::check_policy(*parsed.value()).empty();
     }},
    {"a wildcard that covers the topic is right here; the reader has warned of it",
     [] {
         constexpr expected none[1]{};
         constexpr expected star[]{{"policy-resource-other", "u*"}};
         return finds_attached(R"({"Effect":"Allow","Action":"SNS:Publish","Resource":"*",@other})",
                               "arn:aws:sns:us-east-1:123456789012:t", none) &&
                finds_attached(R"({"Effect":"Allow","Action":"SNS:Publish",@other,)"
                               R"("Resource":"arn:aws:sns:us-east-1:123456789012:u*"})",
                               "arn:aws:sns:us-east-1:123456789012:t", star);
     }},
    {"principals are compared with the topic's partition, where no resource names it",
     [] {
         constexpr expected found[]{{"policy-principal-partition", "arn:aws:iam::111122223333:root"}};
         return finds_attached(R"({"Effect":"Allow","Action":"SNS:Publish",@other})",
                               "arn:aws-cn:sns:cn-north-1:123456789012:t", found);
     }},
    {"the topic's own account may be near to Stream's",
     [] {
         constexpr expected none[1]{};
         return finds_attached(R"({"Effect":"Allow","Action":"SNS:Publish",)"
                               R"("Principal":{"AWS":"185583345999"}})",
                               "arn:aws:sns:us-east-1:185583345999:t", none);
     }},
    {"variables of older versions are literal text",
     [] {
         std::string_view const text =
             R"({"Statement":{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"SNS:Publish",)"
             R"("Resource":"arn:aws:sns:us-east-1:123456789012:t","Condition":{"StringEquals":)"
             R"({"aws:PrincipalTag/a":"${aws:username}","aws:PrincipalTag/b":"${"},"NumericEquals":)"
             R"({"aws:MultiFactorAuthAge":"${aws:PrincipalTag/a}"}}}})";
         auto const parsed = snsproof::parse_policy(text);
         constexpr expected found[]{{"policy-variable-version", "${aws:username}"},
                                    {"policy-variable-version", "${aws:PrincipalTag/a}"}};
         return matches(snsproof::check_policy(*parsed.value()), text, found);
     }},
    {"spans count in the document that holds an escaped policy",
     [] {
         std::string_view const text =
             R"({"Policy":"{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"SNS:Publish\",)"
             R"(\"Resource\":\"arn:aws:sns:us-east-1:123456789012:t\",\"Condition\":{\"StringEquals\":)"
             R"({\"aws:SourceVpc\":[\"vpc-1\",\"vpc-12345678\"],\"aws:username\":[]}}}}"})";
         auto const parsed = snsproof::parse_policy(text);
         constexpr expected found[]{{"policy-value-vpc", "vpc-1"}, {"policy-values-empty", "aws:username"}};
         return matches(snsproof::check_policy(*parsed.value()), text, found);
     }},
};

}  // namespace cases
