// SPDX-License-Identifier: Apache-2.0
// Calls of Publish and PublishBatch, and what SNS would say of them.
#pragma once

#include "snsproof/publish.hpp"

#include "../verify.hpp"

#include <array>
#include <cstddef>
#include <string_view>

namespace cases {

inline constexpr abbreviation publish_abbreviations[] = {
    {"topic", R"("TopicArn":"arn:aws:sns:eu-west-2:123456789012:quay")"},
    {"fifo", R"("TopicArn":"arn:aws:sns:eu-west-2:123456789012:quay.fifo")"},
    {"m", R"("Message":"m")"},
    {"50", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"},
    {"a", R"({"DataType":"String","StringValue":"v"})"},
};

inline constexpr text_case publish_calls[] = {
    // Right.
    {R"({@topic,@m})"},
    {R"({@topic,@m,"Subject":"s","MessageGroupId":"g"})"},
    {R"({@topic,@m,"Subject":"@50@50"})"},
    {R"({@fifo,@m,"MessageGroupId":"g","MessageDeduplicationId":"d"})"},
    {R"({@topic,@m,"MessageAttributes":{"a.b-c_1":@a,"n":{"DataType":"Number.int","StringValue":"1"},"awsx":@a,"amazonx":@a}})"},
    {R"({@topic,@m,"MessageAttributes":{"b":{"DataType":"Binary","BinaryValue":"AAEC"}}})"},
    {R"({@topic,"Message":"{\"default\":\"d\",\"sqs\":\"s\"}","MessageStructure":"json"})"},
    {R"({@topic,"PublishBatchRequestEntries":[{"Id":"1",@m},{"Id":"a_b-2",@m}]})"},

    {R"({"TopicArn":"arn:aws:sns:eu-west-2:123456789012:no-fifo",@m})"},
    {R"({@topic,"Message":"x","MessageStructure":"xml"})"},
    {R"({@topic,@m,"MessageAttributes":{"0":@a,"1":@a,"2":@a,"3":@a,"4":@a,"5":@a,"6":@a,"7":@a,"8":@a,"9":@a}})"},

    {"", {{"json-empty", ""}}},
    {"[]", {{"publish-form", "["}}},
    {R"({@topic,"Message":{"type":"a"}})", {{"publish-form", "{", 2}}},
    {R"({@topic,@m,"Subject":null,"MessageAttributes":[]})",
     {{"publish-form", "null"}, {"publish-form", "["}}},
    {R"({@topic,@m,"MessageAttributes":{"a":"b"}})", {{"publish-form", "b", 2}}},
    {R"({@topic})", {{"publish-message-missing", "{"}}},
    {R"({@topic,"Message":""})", {{"publish-message-empty", "\"\""}}},

    {R"({@topic,@m,"Subject":""})", {{"publish-subject", "\"\""}}},
    {R"({@topic,@m,"Subject":"a\nb"})", {{"publish-subject", "a\\nb"}}},
    {R"({@topic,@m,"Subject":"a\u007fb"})", {{"publish-subject", "a\\u007fb"}}},
    {R"({@topic,@m,"Subject":"@50 @50"})",
     {{"publish-subject", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx "
                          "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}}},

    {R"({@topic,@m,"MessageAttributes":{"":@a,".a":@a,"a.":@a,"a..b":@a,"a b":@a,"aws.x":@a,"AMAZON.x":@a}})",
     {{"publish-attribute-name", "\"\""},
      {"publish-attribute-name", ".a"},
      {"publish-attribute-name", "a."},
      {"publish-attribute-name", "a..b"},
      {"publish-attribute-name", "a b"},
      {"publish-attribute-name", "aws.x"},
      {"publish-attribute-name", "AMAZON.x"}}},
    {R"({@topic,@m,"MessageAttributes":{"a":{"DataType":"string","StringValue":"v"}}})",
     {{"publish-attribute-type", "string"}}},
    {R"({@topic,@m,"MessageAttributes":{"a":{"StringValue":"v"}}})", {{"publish-attribute-type", "{", 3}}},
    {R"({@topic,@m,"MessageAttributes":{"a":{"DataType":"Binary","StringValue":"v"}}})",
     {{"publish-attribute-value", "{", 3}}},
    {R"({@topic,@m,"MessageAttributes":{"a":{"DataType":"String","StringValue":""}}})",
     {{"publish-attribute-value", "{", 3}}},
    {R"({@topic,@m,"MessageAttributes":{"0":@a,"1":@a,"2":@a,"3":@a,"4":@a,"5":@a,"6":@a,"7":@a,"8":@a,"9":@a,"10":@a}})",
     {{"publish-attribute-count", "{", 2}}},

    {R"({@fifo,@m})", {{"publish-group-missing", "{"}, {"publish-deduplication-missing", "{"}}},
    {R"({@topic,@m,"MessageDeduplicationId":"only"})", {{"publish-deduplication-standard", "only"}}},
    {R"({@fifo,@m,"MessageGroupId":"a b","MessageDeduplicationId":""})",
     {{"publish-fifo-id", "a b"}, {"publish-fifo-id", "\"\""}}},

    {R"({@topic,"Message":"{}","MessageStructure":"json"})", {{"publish-structure", "{}"}}},
    {R"({@topic,"Message":"x","MessageStructure":"json"})", {{"publish-structure", "x"}}},
    {R"({@topic,"Message":"{\"default\":\"d\",\"sqs\":1}","MessageStructure":"json"})",
     {{"publish-structure", R"({\"default\":\"d\",\"sqs\":1})"}}},

    {R"({@topic,"Message":"{\"sqs\":1,\"default\":\"d\"}","MessageStructure":"json"})",
     {{"publish-structure", R"({\"sqs\":1,\"default\":\"d\"})"}}},

    {R"({@topic,"PublishBatchRequestEntries":true})", {{"publish-form", "true"}}},
    {R"({@topic,"PublishBatchRequestEntries":[]})", {{"publish-batch-count", "["}}},
    {R"({@topic,"PublishBatchRequestEntries":[true,{"Id":"1"}]})",
     {{"publish-form", "true"}, {"publish-message-missing", "{", 2}}},
    {R"({@topic,"PublishBatchRequestEntries":[{"Id":"a b",@m},{@m}]})",
     {{"publish-batch-id", "a b"}, {"publish-batch-id", "{", 3}}},
    {R"({@topic,"PublishBatchRequestEntries":[{"Id":"a",@m},{"Id":"\u0061",@m}]})",
     {{"publish-batch-id-duplicate", "\\u0061"}}},
    {R"({@topic,"PublishBatchRequestEntries":[{"Id":"0",@m},{"Id":"1",@m},{"Id":"2",@m},{"Id":"3",@m},{"Id":"4",@m},)"
     R"({"Id":"5",@m},{"Id":"6",@m},{"Id":"7",@m},{"Id":"8",@m},{"Id":"9",@m},{"Id":"10",@m}]})",
     {{"publish-batch-count", "["}}},
    {R"({@topic,"PublishBatchRequestEntries":[{"Id":"0",@m},{"Id":"1",@m},{"Id":"2",@m},{"Id":"3",@m},{"Id":"4",@m},)"
     R"({"Id":"5",@m},{"Id":"6",@m},{"Id":"7",@m},{"Id":"8",@m},{"Id":"tenth",@m},{"Id":"tenth",@m}]})",
     {{"publish-batch-count", "["}, {"publish-batch-id-duplicate", "tenth", 2}}},
};

constexpr bool is_publish_case(text_case const& c) {
    auto const full = expand(c.text, publish_abbreviations);
    return matches(snsproof::check_publish(view(full)), view(full), c.findings);
}

inline constexpr fact publish_facts[] = {
    {"name, type and value of an attribute count, and not the subject",
     [] {
         using namespace snsproof;
         std::array const attributes{message_attribute{"attr1", "Number", "1"}};
         return published_size("body") == 4 && published_size("body", attributes) == 16;
     }},
    {"escapes count as what they mean, and base64 as its bytes",
     [] {
         using namespace snsproof;
         std::string_view const call =
             R"({"Message":"\u0041\n\u20ac","MessageAttributes":{"b":{"DataType":"Binary","BinaryValue":"AAE="}}})";
         auto const has_size = [&](report const& r) {
             return r.size() == 1 && *r.begin()->what == rules::publish_size;
         };
         // 5 + 1 + 6 + 2
         return check_publish(call, {{14}, false}).empty() && has_size(check_publish(call, {{13}, false}));
     }},
    {"a topic may deduplicate by content",
     [] {
         using namespace snsproof;
         return check_publish(R"({"TopicArn":"a.fifo","Message":"m","MessageGroupId":"g"})", {{}, true})
             .empty();
     }},
};

}  // namespace cases
