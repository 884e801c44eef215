// SPDX-License-Identifier: Apache-2.0
// Texts that are, or are not, the ARN of an SNS topic.
#pragma once

#include "snsproof/topic_arn.hpp"

#include "../verify.hpp"

#include <string_view>

namespace cases {

inline constexpr std::string_view arn_start = "arn:aws:sns:us-east-1:123456789012:";
inline constexpr std::string_view dot_fifo = ".fifo";
inline constexpr std::string_view name_251 = repeated<251, 'n'>::value;
inline constexpr std::string_view name_252 = repeated<252, 'n'>::value;
inline constexpr std::string_view name_256 = repeated<256, 'n'>::value;
inline constexpr std::string_view name_257 = repeated<257, 'n'>::value;
inline constexpr std::string_view name_256_fifo = joined<name_251, dot_fifo>::value;
inline constexpr std::string_view name_257_fifo = joined<name_252, dot_fifo>::value;
inline constexpr std::string_view name_261_fifo = joined<name_256, dot_fifo>::value;

inline constexpr text_case topic_arns[] = {
    // Right: every partition, FIFO, the shortest and the longest name, every character.
    {"arn:aws:sns:us-east-1:123456789012:chat-events"},
    {"arn:aws:sns:eu-west-3:000000000001:chat-events.fifo"},
    {"arn:aws-cn:sns:cn-north-1:123456789012:chat"},
    {"arn:aws-us-gov:sns:us-gov-west-1:123456789012:chat"},
    {"arn:aws-iso:sns:us-iso-east-1:123456789012:chat"},
    {"arn:aws-iso-b:sns:us-isob-east-1:123456789012:chat"},
    {"arn:aws-iso-e:sns:eu-isoe-west-1:123456789012:chat"},
    {"arn:aws-iso-f:sns:us-isof-south-1:123456789012:chat"},
    {"arn:aws-eusc:sns:eusc-de-east-1:123456789012:chat"},
    {"arn:aws:sns:us-east-1:123456789012:a"},
    {"arn:aws:sns:us-east-1:123456789012:a.fifo"},
    {"arn:aws:sns:us-east-1:123456789012:-_AZaz09"},
    {"arn:aws:sns:us-east-1:123456789012:fifo"},
    {joined<arn_start, name_256>::value},
    {joined<arn_start, name_256_fifo>::value},

    {"", {{"arn-elements", ""}}},
    {"chat-events", {{"arn-elements", "chat-events"}}},
    {"arn:aws:sns:us-east-1:chat", {{"arn-elements", "arn:aws:sns:us-east-1:chat"}}},
    {"arn", {{"arn-elements", "arn"}}},
    {":::::", {{"arn-prefix", ""}}},

    {" arn:aws:sns:us-east-1:123456789012:chat", {{"arn-space", " "}}},
    {"arn:aws:sns:us-east-1:123456789012:chat\n", {{"arn-space", "\n"}}},
    {"arn:aws:sns:us-east-1:123456789012:chat \r\n", {{"arn-space", " \r\n"}}},
    {"\t\tarn:aws:sns:us-east-1:123456789012:chat\n", {{"arn-space", "\t\t"}}},
    {"  ", {{"arn-space", "  "}}},

    {"arn:aws:sns:us-east-1:${AccountId}:chat", {{"arn-placeholder", "${AccountId}"}}},
    {"arn:aws:sns:${AWS::Region}:${AWS::AccountId}:chat", {{"arn-placeholder", "${AWS::Region}"}}},
    {"arn:aws:sns:us-east-1:{{ account }}:chat", {{"arn-placeholder", "{{ account }}"}}},
    {"arn:aws:sns:us-east-1:{account}:chat", {{"arn-placeholder", "{account}"}}},
    {"arn:aws:sns:<region>:123456789012:chat", {{"arn-placeholder", "<region>"}}},
    {"arn:aws:sns:us-east-1:%ACCOUNT%:chat", {{"arn-placeholder", "%ACCOUNT%"}}},
    {"<topic arn>", {{"arn-placeholder", "<topic arn>"}}},
    {"arn:aws:sns:us-east-1:$ACCOUNT:chat", {{"arn-placeholder", "$"}}},

    {"arn:aws:sns:*:123456789012:chat", {{"arn-wildcard", "*"}}},
    {"arn:aws:sns:us-east-1:123456789012:chat-*", {{"arn-wildcard", "*"}}},
    {"arn:aws:sns:us-east-1:123456789012:chat?", {{"arn-wildcard", "?"}}},
    {"*", {{"arn-wildcard", "*"}}},

    {"https://sqs.us-east-1.amazonaws.com/123456789012/q",
     {{"arn-url", "https://sqs.us-east-1.amazonaws.com/123456789012/q"}}},
    {"http://localhost/hook?x=*", {{"arn-url", "http://localhost/hook?x=*"}}},

    {"Arn:aws:sns:us-east-1:123456789012:chat", {{"arn-prefix", "Arn"}}},
    {"urn:aws:sns:us-east-1:123456789012:chat", {{"arn-prefix", "urn"}}},
    {"TopicArn=arn:aws:sns:us-east-1:123456789012:chat", {{"arn-prefix", "TopicArn=arn"}}},

    {"arn:aws:sqs:us-east-1:123456789012:queue", {{"arn-service", "sqs"}}},
    {"arn:aws:SNS:us-east-1:123456789012:chat", {{"arn-service", "SNS"}}},
    {"arn:aws:iam::123456789012:role/publisher", {{"arn-service", "iam"}}},
    {"arn:aws:lambda:us-east-1:123456789012:function:f", {{"arn-service", "lambda"}}},
    {"arn:aws::us-east-1:123456789012:chat", {{"arn-service", "", 9}}},
    {"arn:aws:sns-fips:us-east-1:123456789012:chat", {{"arn-service", "sns-fips"}}},

    {"arn:aws:sns:cn-north-1:123456789012:chat", {{"arn-partition", "aws"}}},
    {"arn:aws:sns:us-gov-west-1:123456789012:chat", {{"arn-partition", "aws"}}},
    {"arn:aws-cn:sns:us-east-1:123456789012:chat", {{"arn-partition", "aws-cn"}}},
    {"arn::sns:us-east-1:123456789012:chat", {{"arn-partition", "", 5}}},
    {"arn:AWS:sns:us-east-1:123456789012:chat", {{"arn-partition", "AWS"}}},
    {"arn:amazon:sns:us-east-1:123456789012:chat", {{"arn-partition", "amazon"}}},
    {"arn:aws-iso:sns:us-isob-east-1:123456789012:chat", {{"arn-partition", "aws-iso"}}},

    {"arn:aws:sns::123456789012:chat", {{"arn-region-missing", "arn:aws:sns::123456789012:chat"}}},

    {"arn:aws:sns:us-east1:123456789012:chat", {{"arn-region-unknown", "us-east1"}}},
    {"arn:aws:sns:us-east-1a:123456789012:chat", {{"arn-region-unknown", "us-east-1a"}}},
    {"arn:aws:sns:aws-global:123456789012:chat", {{"arn-region-unknown", "aws-global"}}},
    {"arn:aws:sns:US-EAST-1:123456789012:chat", {{"arn-region-unknown", "US-EAST-1"}}},
    {"arn:aws:sns:Frankfurt:123456789012:chat", {{"arn-region-unknown", "Frankfurt"}}},

    {"arn:aws:sns:us-south-9:123456789012:chat", {{"arn-region-new", "us-south-9"}}},
    {"arn:aws-cn:sns:cn-west-1:123456789012:chat", {{"arn-region-new", "cn-west-1"}}},
    {"arn:aws:sns:cn-west-1:123456789012:chat", {{"arn-partition", "aws"}, {"arn-region-new", "cn-west-1"}}},

    {"arn:aws:sns:us-east-1::chat", {{"arn-account-missing", "arn:aws:sns:us-east-1::chat"}}},

    {"arn:aws:sns:us-east-1:1111111111:chat", {{"arn-account-short", "1111111111"}}},
    {"arn:aws:sns:us-east-1:12345678901:chat", {{"arn-account-short", "12345678901"}}},
    {"arn:aws:sns:us-east-1:0:chat", {{"arn-account-short", "0"}}},

    {"arn:aws:sns:us-east-1:1.23456789012e+11:chat", {{"arn-account-number", "1.23456789012e+11"}}},
    {"arn:aws:sns:us-east-1:1.23457E11:chat", {{"arn-account-number", "1.23457E11"}}},
    {"arn:aws:sns:us-east-1:1234-5678-9012:chat", {{"arn-account-number", "1234-5678-9012"}}},
    {"arn:aws:sns:us-east-1:123,456,789,012:chat", {{"arn-account-number", "123,456,789,012"}}},
    {"arn:aws:sns:us-east-1:123456789012.0:chat", {{"arn-account-number", "123456789012.0"}}},
    {"arn:aws:sns:us-east-1:123_456_789_012:chat", {{"arn-account-number", "123_456_789_012"}}},

    {"arn:aws:sns:us-east-1:1234567890123:chat", {{"arn-account", "1234567890123"}}},
    {"arn:aws:sns:us-east-1:12345678901a:chat", {{"arn-account", "12345678901a"}}},
    {"arn:aws:sns:us-east-1:my-account:chat", {{"arn-account", "my-account"}}},
    {"arn:aws:sns:us-east-1:e12:chat", {{"arn-account", "e12"}}},
    {"arn:aws:sns:us-east-1:123456 789012:chat", {{"arn-account", "123456 789012"}}},

    {"arn:aws:sns:us-east-1:123456789012:", {{"arn-name-missing", "arn:aws:sns:us-east-1:123456789012:"}}},
    {"arn:aws:sns:us-east-1:123456789012:.fifo",
     {{"arn-name-missing", "arn:aws:sns:us-east-1:123456789012:.fifo"}}},

    {"arn:aws:sns:us-east-1:123456789012:chat.events", {{"arn-name-characters", "."}}},
    {"arn:aws:sns:us-east-1:123456789012:chat events", {{"arn-name-characters", " "}}},
    {"arn:aws:sns:us-east-1:123456789012:ab.cdef", {{"arn-name-characters", "."}}},
    {"arn:aws:sns:us-east-1:123456789012:a.fifo.fifo", {{"arn-name-characters", "."}}},
    {"arn:aws:sns:us-east-1:123456789012:a.FIFO", {{"arn-name-characters", "."}}},
    {"arn:aws:sns:us-east-1:123456789012:fifo.", {{"arn-name-characters", "."}}},
    {"arn:aws:sns:us-east-1:123456789012:chat/events", {{"arn-name-characters", "/"}}},
    {"arn:aws:sns:us-east-1:123456789012:a!@^b", {{"arn-name-characters", "!@^"}}},
    {"arn:aws:sns:us-east-1:123456789012:caf\xC3\xA9", {{"arn-name-characters", "\xC3\xA9"}}},

    {joined<arn_start, name_257>::value, {{"arn-name-long", name_257}}},
    {joined<arn_start, name_257_fifo>::value, {{"arn-name-long", name_257_fifo}}},
    {joined<arn_start, name_261_fifo>::value, {{"arn-name-long", name_261_fifo}}},

    {"arn:aws:sns:us-west-2:123456789012:chat:8a21d249-4329-4871-acc6-7be709c6ea7f",
     {{"arn-subscription", ":8a21d249-4329-4871-acc6-7be709c6ea7f"}}},
    {"arn:aws:sns:us-west-2:123456789012:chat:PendingConfirmation",
     {{"arn-subscription", ":PendingConfirmation"}}},
    {"arn:aws:sns:us-west-2:123456789012:chat:", {{"arn-subscription", ":", 6}}},

    {"arn:aws:sns:us-west-2:123456789012:endpoint/APNS/app/5e3e9847",
     {{"arn-endpoint", "endpoint/APNS/app/5e3e9847"}}},
    {"arn:aws:sns:us-west-2:123456789012:app/GCM/chat", {{"arn-application", "app/GCM/chat"}}},

    // Several at once, in their order.
    {"arn:aws:sns:cn-north-1:12345:a.b",
     {{"arn-partition", "aws"}, {"arn-account-short", "12345"}, {"arn-name-characters", "."}}},
    {"arn:aws:sns:us-est-1::",
     {{"arn-account-missing", "arn:aws:sns:us-est-1::"},
      {"arn-name-missing", "arn:aws:sns:us-est-1::"},
      {"arn-region-new", "us-est-1"}}},
};

constexpr bool is_topic_arn_case(text_case const& c) {
    auto const parsed = snsproof::parse_topic_arn(c.text);
    return matches(parsed.findings(), c) && (!parsed.ok() || parsed.value() != nullptr);
}

inline constexpr fact topic_arn_facts[] = {
    {"the parts are views of the text",
     [] {
         constexpr std::string_view text = "arn:aws-cn:sns:cn-north-1:123456789012:chat.fifo";
         auto const parsed = snsproof::parse_topic_arn(text);
         auto const& arn = *parsed.value();
         return arn.text.data() == text.data() && arn.text == text && arn.partition == "aws-cn" &&
                arn.partition.data() == text.data() + 4 && arn.region == "cn-north-1" &&
                arn.account == "123456789012" && arn.name == "chat.fifo" &&
                arn.name.data() == text.data() + 39;
     }},
    {"only a name that ends in .fifo is a FIFO topic's",
     [] {
         auto const fifo = [](std::string_view text) {
             auto const parsed = snsproof::parse_topic_arn(text);
             return parsed.value()->fifo();
         };
         return fifo("arn:aws:sns:us-east-1:123456789012:a.fifo") &&
                !fifo("arn:aws:sns:us-east-1:123456789012:fifo") &&
                !fifo("arn:aws:sns:us-east-1:123456789012:a.FIFO") &&
                !fifo("arn:aws:sns:us-east-1:123456789012:a.fifos");
     }},
    {"the literal is a constant",
     [] {
         using namespace snsproof::literals;
         constexpr auto arn = "arn:aws:sns:us-east-1:123456789012:chat"_topic_arn;
         return arn.region == "us-east-1" && arn.name == "chat" && !arn.fifo();
     }},
    {"there is a value wherever the elements of an SNS ARN are",
     [] {
         auto const has_value = [](std::string_view text) {
             auto const parsed = snsproof::parse_topic_arn(text);
             return parsed.value() != nullptr;
         };
         return has_value("arn:aws:sns:nowhere:1:a b") && !has_value("arn:::::") &&
                has_value("arn::sns:::") && !has_value("arn:aws:sqs:us-east-1:123456789012:q") &&
                !has_value("chat") && !has_value("arn:aws:sns:us-east-1:123456789012:a:b");
     }},
    {"a region and a partition that were meant are suggested",
     [] {
         using namespace snsproof;
         return rules::arn_region_unknown.nearest("us-east1", "") == "us-east-1" &&
                rules::arn_partition.nearest("aws", "cn-north-1") == "aws-cn" &&
                rules::arn_partition.nearest("aws-cn", "us-gov-west-1") == "aws-us-gov" &&
                rules::arn_partition.nearest("aws", "nowhere").empty() &&
                rules::arn_prefix.nearest("Arn", "") == "arn";
     }},
    {"the finding on a partition relates to the region",
     [] {
         constexpr std::string_view text = "arn:aws:sns:cn-north-1:123456789012:chat";
         auto const parsed = snsproof::parse_topic_arn(text);
         return text / parsed.findings().begin()->related == "cn-north-1";
     }},
};

}  // namespace cases
