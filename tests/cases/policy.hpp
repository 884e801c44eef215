// SPDX-License-Identifier: Apache-2.0
// Policies as people have them at hand, and what SNS would refuse of them. `@s` is a good statement.
#pragma once

#include "snsproof/policy_read.hpp"

#include "../verify.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace cases {

struct policy_case {
    std::string_view text;
    int statements;  ///< that are read; -1: it is no policy
    expected findings[5]{};
};

inline constexpr abbreviation statement_abbreviations[] = {
    {"s", R"("Effect":"Allow","Principal":{"AWS":"185583345998"},"Action":"SNS:Publish",)"
          R"("Resource":"arn:aws:sns:us-east-1:123456789012:t")"},
};

constexpr std::vector<char> expand_policy(std::string_view text) {
    return expand(text, statement_abbreviations);
}

inline constexpr policy_case policies[] =
    {
        // What AWS takes.
        {R"({"Version":"2012-10-17","Statement":[{@s}]})", 1},
        {R"({"Version":"2008-10-17","Statement":{@s}})", 1},
        {R"({"Statement":[{@s}]})", 1},
        {R"({"Id":"a b","Statement":[{"Sid":"a_b-c d",@s},{@s}]})", 2},
        {R"({"Statement":[{"Effect":"Deny","Principal":"*","Action":["sns:publish","SNS:Receive"],)"
         R"("Resource":"arn:aws:sns:us-east-1:123456789012:t",)"
         R"("Condition":{"Bool":{"aws:SecureTransport":false}}}]})",
         1},
        {R"({"Statement":[{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com",)"
         R"("AWS":["arn:aws:iam::123456789012:role\/x\/y","arn:aws:sts::123456789012:assumed-role/r/s"]},)"
         R"("NotAction":"sns:Subscribe","NotResource":"arn:aws:sns:us-east-1:123456789012:t"}]})",
         1},

        // Where it stands.
        {R"([{@s}])", -1, {{"policy-statement-list", "["}}},
        {R"({@s})", -1, {{"policy-bare-statement", "{"}}},
        {R"({"Attributes":{"Policy":{"Statement":[{@s}]}}})", 1},
        {R"({"Properties":{"PolicyDocument":{@s}}})", -1, {{"policy-bare-statement", "{", 3}}},
        {R"({"Policy":"{\"Statement\":[{\"Effect\":\"allow\"}]}"})",
         1,
         {{"policy-action-missing", "{", 3},
          {"policy-resource-missing", "{", 3},
          {"policy-principal-missing", "{", 3},
          {"policy-effect-unknown", "allow"}}},
        {R"("{\"Statement\":[{\"a\":1,}]}")", -1, {{"json-trailing-comma", ",", 1}}},
        {R"({"policy":"7"})", -1, {{"policy-type", "7"}}},
        {R"({"policy":"\"7\""})", -1, {{"policy-type", "7"}}},
        {R"({"policy_document":{"Statement":[{@s}]}})", 1},
        {R"({"Statement":[{@s}],"Policy":{"Statement":[]}})", 1, {{"policy-element-unknown", "Policy"}}},
        {R"({"Policy":7})", -1, {{"policy-statement-missing", "{"}, {"policy-element-unknown", "Policy"}}},
        {R"({"Effect":"Allow","Principal":"*"})", -1, {{"policy-bare-statement", "{"}}},
        {R"([7])", -1, {{"policy-type", "["}}},
        {R"({})", -1, {{"policy-statement-missing", "{"}}},
        {R"([])", -1, {{"policy-type", "["}}},

        // Elements.
        {R"({"Statement":[{@s,"Principle":1}]})", 1, {{"policy-element-unknown", "Principle"}}},
        {R"({"Statement":7})", -1, {{"policy-element-type", "7"}}},
        {R"({"Statement":[7,{@s}]})", 1, {{"policy-element-type", "7"}}},
        {R"({"Statement":[]})", 0, {{"policy-statement-empty", "["}}},
        {R"({"Statement":[{@s},{@s}]})", 2, {{"policy-sid-missing", "{", 4}}},
        {R"({"Statement":[{"Sid":"zz",@s},{"Sid":"zz",@s}]})", 2, {{"policy-sid-duplicate", "zz", 2}}},
        {R"({"Statement":[{@s,"Effect":"Deny"}]})", 1, {{"json-key-duplicate", "\"Effect\"", 2}}},
        {R"({"Statement":[{@s,"NotPrincipal":"*"}]})", 1, {{"policy-element-both", "NotPrincipal"}}},
        {R"({"Statement":[{@s,"Condition":{"StringEquals":{"zz":"b"}}}]})",
         1,
         {{"policy-condition-key-format", "zz"}}},
        {R"({"Statement":[{"Principal":{"AWS":"185583345998"},"Action":"SNS:Publish","Resource":"arn:aws:sns:us-east-1:123456789012:t"}]})",
         1,
         {{"policy-effect-missing", "{", 2}}},
        {R"({"Statement":[{"Effect":"Allow","Principal":{"AWS":"185583345998"},"Action":"SNS:Publish","Resource":"arn:aws:sns:us-east-1:123456789012:t","Sid":""}]})",
         1,
         {{"policy-sid-empty", "\"\""}}},
        {R"({"Statement":[{"Effect":"Allow","Principal":{"AWS":"185583345998"},"Action":"SNS:Publish","Resource":"arn:aws:sns:us-east-1:123456789012:t","Sid":"\u00e9"}]})",
         1,
         {{"policy-ascii", "\\u00e9"}}},
        {R"({"Statement":[{"Effect":"Allow","Principal":{"AWS":"185583345998"},"Action":"SNS:Publish","Resource":"arn:aws:sns:us-east-1:123456789012:t","Condition":{}}]})",
         1,
         {{"policy-condition-empty", "{", 4}}},
        {R"({"Statement":[{"Effect":"Allow","Principal":{"AWS":"185583345998"},"Action":"SNS:Publish","Resource":"arn:aws:sns:us-east-1:123456789012:t","Condition":{"StringEqual":{"aws:username":"b"}}}]})",
         1,
         {{"policy-condition-operator", "StringEqual"}}},
        {R"({"Statement":[{"Effect":"Allow","Principal":{"AWS":"185583345998"},"Action":"SNS:Publish","Resource":"arn:aws:sns:us-east-1:123456789012:t","Condition":{"stringEquals":{"aws:username":"b"}}}]})",
         1,
         {{"policy-condition-operator-case", "stringEquals"}}},
        {R"({"Statement":[{"Effect":"Allow","Principal":{"AWS":"185583345998"},"Action":"SNS:Publish","Resource":"arn:aws:sns:us-east-1:123456789012:t","Condition":{"NullIfExists":{"aws:username":"true"}}}]})",
         1,
         {{"policy-condition-null-if-exists", "NullIfExists"}}},
        {R"({"Statement":[{"Effect":"Allow","Principal":{"AWS":"185583345998"},"Action":"SNS:Publish","Resource":"arn:aws:sns:us-east-1:123456789012:t","Condition":{"Null":{"aws:username":null}}}]})",
         1,
         {{"policy-condition-value-type", "null"}}},
        {R"({"Statement":[{"Effect":"Allow","Principal":"185583345998","Action":"SNS:Publish","Resource":"arn:aws:sns:us-east-1:123456789012:t"}]})",
         1,
         {{"policy-principal-form", "185583345998"}}},
        {R"({"Statement":[{"Effect":"Allow","Principal":{"Aws":"185583345998"},"Action":"SNS:Publish","Resource":"arn:aws:sns:us-east-1:123456789012:t"}]})",
         1,
         {{"policy-principal-key", "Aws"}}},
        {R"({"Statement":[{"Effect":"Allow","Principal":{},"Action":"SNS:Publish","Resource":"arn:aws:sns:us-east-1:123456789012:t"}]})",
         1,
         {{"policy-principal-empty", "{", 3}}},
        {R"({"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::185583345998:user/*"},"Action":"SNS:Publish","Resource":"arn:aws:sns:us-east-1:123456789012:t"}]})",
         1,
         {{"policy-principal-wildcard", "arn:aws:iam::185583345998:user/*"}}},
        {R"({"Statement":[{"Effect":"Allow","Principal":{"AWS":"18558334599"},"Action":"SNS:Publish","Resource":"arn:aws:sns:us-east-1:123456789012:t"}]})",
         1,
         {{"policy-principal-account", "18558334599"}}},
        {R"({"Statement":[{"Effect":"Allow","Principal":{"AWS":"bob"},"Action":"SNS:Publish","Resource":"arn:aws:sns:us-east-1:123456789012:t"}]})",
         1,
         {{"policy-principal-arn", "bob"}}},
        {R"({"Statement":[{"Effect":"Allow","Principal":{"AWS":"events.amazonaws.com"},"Action":"SNS:Publish","Resource":"arn:aws:sns:us-east-1:123456789012:t"}]})",
         1,
         {{"policy-principal-service-as-aws", "events.amazonaws.com"}}},
        {R"({"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws-cn:iam::123456789012:root"},"Action":"SNS:Publish","Resource":"arn:aws:sns:us-east-1:123456789012:t"}]})",
         1,
         {{"policy-principal-partition", "arn:aws-cn:iam::123456789012:root"}}},
        {R"({"Statement":[{"Effect":"Allow","Principal":{"Service":"events"},"Action":"SNS:Publish","Resource":"arn:aws:sns:us-east-1:123456789012:t"}]})",
         1,
         {{"policy-principal-service", "events"}}},
        {R"({"Statement":[{"Effect":"Allow","Principal":{"Service":"polly.amazonaws.com"},"Action":"SNS:Publish","Resource":"arn:aws:sns:us-east-1:123456789012:t"}]})",
         1,
         {{"policy-principal-service-refused", "polly.amazonaws.com"}}},
        {R"({"Statement":[{"Effect":"Allow","Principal":{"Federated":"accounts.google.com"},"Action":"SNS:Publish","Resource":"arn:aws:sns:us-east-1:123456789012:t"}]})",
         1,
         {{"policy-principal-provider", "accounts.google.com"}}},
        {R"({"Statement":[{"Effect":"Allow","Principal":{"CanonicalUser":"79a59df900b949e5"},"Action":"SNS:Publish","Resource":"arn:aws:sns:us-east-1:123456789012:t"}]})",
         1,
         {{"policy-principal-canonical", "79a59df900b949e5"}}},
        {R"({"Statement":[{"Effect":"Allow","Principal":{"AWS":"AROADBQP57FF2AEXAMPLE"},"Action":"SNS:Publish","Resource":"arn:aws:sns:us-east-1:123456789012:t"}]})",
         1,
         {{"policy-principal-id", "AROADBQP57FF2AEXAMPLE"}}},
        {R"({"Statement":[{"Effect":"Allow","Principal":{"AWS":"185583345998"},"Action":[],"Resource":"arn:aws:sns:us-east-1:123456789012:t"}]})",
         1,
         {{"policy-action-empty", "[", 2}}},
        {R"({"Statement":[{"Effect":"Allow","Principal":{"AWS":"185583345998"},"Action":"Publish","Resource":"arn:aws:sns:us-east-1:123456789012:t"}]})",
         1,
         {{"policy-action-form", "Publish"}}},
        {R"({"Statement":[{"Effect":"Allow","Principal":{"AWS":"185583345998"},"Action":"sqs:SendMessage","Resource":"arn:aws:sns:us-east-1:123456789012:t"}]})",
         1,
         {{"policy-action-service", "sqs:SendMessage"}}},
        {R"({"Statement":[{"Effect":"Allow","Principal":{"AWS":"185583345998"},"Action":"s*:Publish","Resource":"arn:aws:sns:us-east-1:123456789012:t"}]})",
         1,
         {{"policy-action-service-wildcard", "s*:Publish"}}},
        {R"({"Statement":[{"Effect":"Allow","Principal":{"AWS":"185583345998"},"Action":"SNS:CreateTopic","Resource":"arn:aws:sns:us-east-1:123456789012:t"}]})",
         1,
         {{"policy-action-scope", "SNS:CreateTopic"}}},
        {R"({"Statement":[{"Effect":"Allow","Principal":{"AWS":"185583345998"},"Action":"SNS:Pubish","Resource":"arn:aws:sns:us-east-1:123456789012:t"}]})",
         1,
         {{"policy-action-unknown", "SNS:Pubish"}}},
        {R"({"Statement":[{"Effect":"Allow","Principal":{"AWS":"185583345998"},"Action":"SNS:*","Resource":"arn:aws:sns:us-east-1:123456789012:t"}]})",
         1,
         {{"policy-action-star", "SNS:*"}}},
        {R"({"Statement":[{"Effect":"Allow","Principal":{"AWS":"185583345998"},"Action":"SNS:Publish*","Resource":"arn:aws:sns:us-east-1:123456789012:t"}]})",
         1,
         {{"policy-action-wildcard", "SNS:Publish*"}}},
        {R"({"Statement":[{"Effect":"Allow","Principal":{"AWS":"185583345998"},"Action":"SNS:Publish","Resource":[]}]})",
         1,
         {{"policy-resource-empty", "[", 2}}},
        {R"({"Statement":[{"Effect":"Allow","Principal":{"AWS":"185583345998"},"Action":"SNS:Publish","Resource":["arn:aws:sns:us-east-1:123456789012:t","arn:aws:sns:us-east-1:123456789012:u"]}]})",
         1,
         {{"policy-resource-several", "arn:aws:sns:us-east-1:123456789012:u"}}},
        {R"({"Statement":[{"Effect":"Allow","Principal":{"AWS":"185583345998"},"Action":"SNS:Publish","Resource":"*"}]})",
         1,
         {{"policy-resource-wildcard", "*"}}},
        {R"({"Statement":[{"Effect":"Allow","Principal":{"AWS":"185583345998"},"Action":"*","Resource":"arn:aws:sns:us-east-1:123456789012:t"}]})",
         1,
         {{"policy-action-wildcard", "*"}}},
        {R"({"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::12345:root"},"Action":"SNS:Publish","Resource":"arn:aws:sns:us-east-1:123456789012:t"}]})",
         1,
         {{"policy-principal-account", "arn:aws:iam::12345:root"}}},
        {R"({"Statement":[{"Effect":"Allow","Principal":{"Service":"aws-marketplace.amazonaws.com"},"Action":"SNS:Publish","Resource":"arn:aws:sns:us-east-1:123456789012:t"}]})",
         1,
         {{"policy-principal-service-refused", "aws-marketplace.amazonaws.com"}}},
        {R"({"Statement":[{"Effect":"Allow","Principal":{"AWS":"185583345998"},"Action":"SNS:Publish","Resource":"arn:aws-cn:sns:cn-north-1:123456789012:t"}]})",
         1,
         {{"policy-principal-partition", "185583345998"}}},
        {R"({"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::185583345998:root"},"Action":"SNS:Publish","Resource":"arn:aws-zz:sns:us-east-1:123456789012:t"}]})",
         1,
         {{"arn-partition", "aws-zz"}}},
        {R"({"Statement":[{"Effect":"Allow","Principal":{"AWS":"185583345998"},"Action":"SNS:Publish","Resource":"arn:aws:sns:us-east-1:123456789012:\u0074.t"}]})",
         1,
         {{"arn-name-characters", "."}}},
        {R"({"Statement":[{"Effect":"Allow","Principal":{"AWS":"185583345998"},"Action":"SNS:Publish","Resource":"arn:aws:sns:us-east-1:123456789012:t","NotAction":"Pubish"}]})", 1, {{"policy-element-both", "NotAction"}}},
        {R"({"Statement":[{"Effect":"Allow","Principal":{"AWS":"185583345998"},"Action":"SNS:Publish","Resource":"arn:aws:sns:us-east-1:123456789012:t","Condition":{"StringEquals":{"aws:":"b"}}}]})",
         1,
         {{"policy-condition-key-format", "aws:", 2}}},
        {R"({"Statement":[{"Effect":"Allow","Principal":{"AWS":"185583345998"},"Action":"SNS:Publish","Resource":"arn:aws:sns:us-east-1:123456789012:t","Condition":{"StringEquals":{"aws:username":{"a":1}}}}]})",
         1,
         {{"policy-condition-value-type", "{", 6}}},
        {"{\"Id\":\"b\xc3\xa9\",\"Statement\":{@s}}", 1, {{"policy-ascii", "\xc3\xa9"}}},
        {"{\"Policy\":{\"Id\":\"b\xc3\xa9\",\"Statement\":{@s}}}", 1, {{"policy-ascii", "\xc3\xa9"}}},
        {R"({"Version":"2012-10-71","Statement":{@s}})", 1, {{"policy-version-unknown", "2012-10-71"}}},
        {R"({"Version":"2012-10-17"})", -1, {{"policy-statement-missing", "{"}}},
        {R"({"Statement":{@s}})", 1, {{"policy-version-missing", "{"}}},
        {R"({"Policy":{"Statement":{@s}}})",
         1,
         {{"policy-in-document", "Policy"}, {"policy-version-missing", "{", 2}}},
        {R"({"Policy":{"Version":"2012-10-17","Statement":{@s}},"policy":""})",
         1,
         {{"policy-in-document", "Policy"}, {"policy-several", "policy"}}},

        // Values that a template's functions give.
        {R"({"PolicyDocument":{"Statement":[{@s},{"Fn::If":["A",{},{}]},{"Fn::If":["B",{},{}]}]}})",
         3,
         {{"policy-unknown", "Fn::If"}, {"policy-unknown", "Fn::If", 2}}},
        {R"({"PolicyDocument":{"Statement":{"Fn::If":["A",[],[]]}}})", 1, {{"policy-unknown", "Fn::If"}}},
        {R"({"PolicyDocument":{"Ref":"Whole"}})", 1, {{"policy-unknown", "Whole"}}},
        {R"({"PolicyDocument":{"Version":{"Ref":"Version2"},"Id":{"Ref":"TheId"},"Statement":[{@s,"Sid":{"Ref":"SidOne"}},{@s,"Sid":{"Ref":"SidTwo"}}]}})",
         2,
         {{"policy-unknown", "Version2"},
          {"policy-unknown", "TheId"},
          {"policy-unknown", "SidOne"},
          {"policy-unknown", "SidTwo"}}},
        {R"({"PolicyDocument":{"Statement":[{"Effect":{"Ref":"E"},"Principal":{"Ref":"P"},"Action":{"Ref":"A1"},"Resource":{"Ref":"R1"},"Condition":{"Ref":"C1"}}]}})",
         1,
         {{"policy-unknown", "E", 2},
          {"policy-unknown", "P", 3},
          {"policy-unknown", "A1"},
          {"policy-unknown", "R1"},
          {"policy-unknown", "C1"}}},
        {R"({"PolicyDocument":{"Statement":[{"Effect":"Allow","Principal":{"AWS":[{"Fn::Sub":"arn:${AWS::Partition}:iam::1:root"},"bob"],"Service":{"Fn::Sub":["${X}.amazonaws.com",{"X":"events"}]}},"Action":["SNS:Pubish",{"Fn::Split":[",","a"]}],"Resource":[{"Fn::ImportValue":"T"},"arn:aws:sns:us-east-1:123456789012:t"]}]}})",
         1,
         {{"policy-unknown", "arn:${AWS::Partition}:iam::1:root"},
          {"policy-principal-arn", "bob"},
          {"policy-unknown", "${X}.amazonaws.com"},
          {"policy-action-unknown", "SNS:Pubish"}}},
        {R"({"PolicyDocument":{"Statement":[{@s,"Condition":{"StringEquals":{"aws:SourceAccount":{"Ref":"AWS::AccountId"}},"Bool":{"Fn::If":["A",{},{}]}}}]}})",
         1,
         {{"policy-unknown", "AWS::AccountId"}, {"policy-unknown", "Fn::If"}}},
        {R"({"PolicyDocument":{"Statement":[{"Effect":{"Fn::Sub":"allow"},"Principal":{"AWS":{"Fn::Join":["",["12"]]}},"Action":{"Fn::Sub":"SNS:*"},"Resource":{"Fn::Sub":"*"}}]}})",
         1,
         {{"policy-effect-unknown", "allow"},
          {"policy-principal-account", "Fn::Join"},
          {"policy-action-star", "SNS:*"},
          {"policy-resource-wildcard", "*", 2}}},
        {R"({"Statement":[{@s,"Sid":{"Ref":"S"}}]})", 1, {{"policy-element-type", "{", 4}}},
        {R"({"PolicyDocument":{"Statement":[{@s,"Sid":{"Ref":"S","Other":1}}]}})",
         1,
         {{"policy-element-type", "{", 5}}},
        {R"({"PolicyDocument":{"Statement":[{"Sid":"zz",@s},{"Sid":"zz",@s},{"Sid":{"Ref":"S1"},@s},{"Sid":{"Ref":"S2"},@s}]}})",
         4,
         {{"policy-sid-duplicate", "zz", 2}}},
        {R"({"PolicyDocument":{"Version":{"Ref":"V1"},"Statement":[{"Effect":"Allow","Principal":"*","Action":"SNS:Pubish","Resource":"arn:aws:sns:us-east-1:123456789012:t"}]}})",
         1,
         {{"policy-action-unknown", "SNS:Pubish"}}},
        {R"({"Policy":{"Statement":[{@s,"Sid":{"Ref":"S"}}]}})", 1, {{"policy-element-type", "{", 5}}},
        {R"({"Resources":{"A":{"Type":"AWS::SNS::Topic"}}})", -1, {{"policy-none", "{"}}},
        {R"({"values":{"root_module":{}}})", -1, {{"policy-none", "{"}}},
};

constexpr bool is_policy_case(policy_case const& c) {
    auto const text = expand_policy(c.text);
    auto const parsed = snsproof::parse_policy(view(text));
    int const statements =
        parsed.value() != nullptr ? static_cast<int>(parsed.value()->statements().size()) : -1;
    return statements == c.statements && matches(parsed.findings(), view(text), c.findings);
}

inline constexpr fact policy_facts[] = {
    {"`${` begins a variable in one version alone",
     [] {
         auto const has_variables = [](std::string_view text) {
             auto const parsed = snsproof::parse_policy(text);
             return parsed.value()->has_variables() || parsed.value()->has_variables("${a}");
         };
         return has_variables(R"({"Version":"2012-10-17","Statement":[]})") &&
                !has_variables(R"({"Version":"2008-10-17","Statement":[]})") &&
                !has_variables(R"({"Version":"2012-10-71","Statement":[]})") &&
                !has_variables(R"({"Statement":[]})");
     }},
    {"names that are meant",
     [] {
         using namespace snsproof::detail;
         return nearest_policy_element("Principle", "") == "Principal" &&
                nearest_policy_element("Statements", "") == "Statement" &&
                nearest_policy_version("2012-10-71", "") == "2012-10-17" &&
                nearest_effect("allow", "") == "Allow";
     }},
    {"what functions of a template write out",
     [] {
         constexpr std::string_view text =
             R"({"PolicyDocument":{"Statement":{"Sid":{"Fn::Sub":"a${!b}c$"},"Effect":"Allow","Principal":"*",)"
             R"("Action":{"Fn::Join":["",["SNS:",{"Fn::Sub":["Publish",{}]}]]}}}})";
         auto const parsed = snsproof::parse_policy(text);
         auto const& s = parsed.value()->statements()[0];
         return s.sid.text == "a${b}c$" && parsed.value()->actions(s)[0].text == "SNS:Publish";
     }},
    {"an element keeps its values and where they stand",
     [] {
         constexpr std::string_view text =
             R"({"Version":"2012-10-17","Statement":[{"Sid":"x","Effect":"Deny","Principal":{"AWS":"123456789012"},)"
             R"("Action":["sns:Publish","sns:Subscribe"],"Resource":"arn:aws:sns:us-east-1:123456789012:t",)"
             R"("Condition":{"StringLikeIfExists":{"aws:username":["a\u002f*","b"]}}}]})";
         auto const parsed = snsproof::parse_policy(text);
         auto const& p = *parsed.value();
         auto const& s = p.statements()[0];
         auto const& c = p.conditions(s)[0];
         return p.has_variables() && s.effect == snsproof::effect::deny && s.sid.text == "x" &&
                p.principals(s)[0].who.kind == snsproof::principal_kind::account &&
                p.actions(s)[1].text == "sns:Subscribe" && text / p.actions(s)[1].where == "sns:Subscribe" &&
                p.resources(s).size() == 1 && c.op.if_exists && c.key.text == "aws:username" &&
                p.values(c)[0].text == "a/*" && text / p.values(c)[0].where == "a\\u002f*" &&
                p.values(c)[1].text == "b" && !p.is_escaped();
     }},
    {"each policy of a template is found, and read at its place",
     [] {
         constexpr std::string_view text =
             R"({"Resources":{"A":{"Type":"AWS::SNS::TopicPolicy","Properties":{"Topics":[{"Ref":"T"}],)"
             R"("PolicyDocument":{"Statement":[]}}},"B":{"Type":"AWS::SNS::TopicPolicy","Properties":{"Topics":)"
             R"([{"Fn::GetAtt":"T.TopicArn"}],"PolicyDocument":{"Statement":{"Effect":"Deny","Principal":"*",)"
             R"("Action":[{"Fn::Join":[":",["sns",{"Fn::Sub":"Publish"}]]},{"Ref":"Other"}],"Resource":{"Ref":"T"}}}}}}})";
         auto const places = snsproof::find_policies(text);
         auto const parsed = snsproof::parse_policy(text, places[1]);
         auto const& p = *parsed.value();
         auto const& s = p.statements()[0];
         return places.size() == 2 && places[0].name == "A" && places[1].name == "B" && parsed.ok() &&
                p.actions(s)[0].text == "sns:Publish" && text / p.actions(s)[0].where == "Fn::Join" &&
                !p.actions(s)[0].is_unknown() && p.actions(s)[1].is_unknown() &&
                text / p.actions(s)[1].where == "Other" && p.resources(s)[0].text == "*" &&
                text / s.action.key == "Action" && p.text() == p.document();
     }},
    {"an escaped policy is read through, with places in the outer text",
     [] {
         constexpr std::string_view text =
             R"({"Attributes":{"Policy":"{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",)"
             R"(\"Action\":\"SNS:Pub\\u006cish\"}}"}})";
         auto const parsed = snsproof::parse_policy(text);
         auto const& p = *parsed.value();
         auto const& action = p.actions(p.statements()[0])[0];
         return p.is_escaped() && action.text == "SNS:Publish" &&
                text / action.where == R"(SNS:Pub\\u006cish)";
     }},
};

struct principal_case {
    std::string_view text;
    snsproof::principal_kind kind;
    std::string_view account{};
    std::string_view name{};
};

inline constexpr principal_case callers[] = {
    {"", snsproof::principal_kind::everyone},
    {"*", snsproof::principal_kind::everyone},
    {"123456789012", snsproof::principal_kind::account, "123456789012"},
    {"arn:aws:iam::123456789012:root", snsproof::principal_kind::account, "123456789012"},
    {"arn:aws-cn:iam::123456789012:user/a/b/c", snsproof::principal_kind::user, "123456789012", "c"},
    {"arn:aws:iam::123456789012:role/r", snsproof::principal_kind::role, "123456789012", "r"},
    {"arn:aws:sts::123456789012:assumed-role/r/s", snsproof::principal_kind::session, "123456789012", "r"},
    {"arn:aws:sts::123456789012:federated-user/f", snsproof::principal_kind::federated, "123456789012", "f"},
    {"events.amazonaws.com", snsproof::principal_kind::service},
    {"AIDACKCEVSQ6C2EXAMPLE", snsproof::principal_kind::unique_id},
    {"12345678901", snsproof::principal_kind::invalid},
    {"arn:aws:iam:123456789012:user/a", snsproof::principal_kind::invalid},
    {"arn:aws:iam::123456789012:user/", snsproof::principal_kind::invalid},
    {"arn:aws:iam::123456789012:user/*", snsproof::principal_kind::invalid},
    {"arn:aws:iam::123456789012:group/g", snsproof::principal_kind::invalid},
    {"arn:aws:iam:us-east-1:123456789012:root", snsproof::principal_kind::invalid},
    {"arn:aws:sts::123456789012:assumed-role/r", snsproof::principal_kind::invalid},
    {"arn:gcp:iam::123456789012:root", snsproof::principal_kind::invalid},
    {"arn:", snsproof::principal_kind::invalid},
    {"1234567890123", snsproof::principal_kind::invalid},
    {"arn:aws:iam::1234567890123:root", snsproof::principal_kind::invalid},
    {"arn:aws:iam::123456789012:user/a?", snsproof::principal_kind::invalid},
    {"arn:aws:s3::123456789012:assumed-role/r/s", snsproof::principal_kind::invalid},
    {"arn:aws:sts::123456789012:assumed-role/r/s/t", snsproof::principal_kind::invalid},
    {"arn:aws-:iam::123456789012:root", snsproof::principal_kind::invalid},
    {"ASCACKCEVSQ6C2EX", snsproof::principal_kind::unique_id},
    {"ASCACKCEVSQ6C2E", snsproof::principal_kind::invalid},
    {"AKIACKCEVSQ6C2EXAMPLE", snsproof::principal_kind::invalid},
    {".amazonaws.com", snsproof::principal_kind::invalid},
};

constexpr bool is_caller_case(principal_case const& c) {
    auto const who = snsproof::parse_caller(c.text);
    if (who.kind != c.kind || who.text != c.text) return false;
    return c.kind == snsproof::principal_kind::invalid ||
           (who.account == c.account && who.name == c.name && who.is_of_account() == !c.account.empty());
}

}  // namespace cases
