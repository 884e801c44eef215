// SPDX-License-Identifier: Apache-2.0
// Lists of event hooks, right and wrong. `@name` stands for the members that `abbreviations` lists, so that a
// case shows what it is about.
#pragma once

#include "snsproof/hook.hpp"

#include "../verify.hpp"

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

namespace cases {

inline constexpr abbreviation abbreviations[] = {
    {"id", R"("id":"11111111-1111-4111-8111-111111111111")"},
    {"id2", R"("id":"22222222-2222-4222-8222-222222222222")"},
    {"id3", R"("id":"aaaaaaaa-3333-4333-8333-333333333333")"},
    {"on", R"("enabled":true)"},
    {"sns", R"("hook_type":"sns")"},
    {"sqs", R"("hook_type":"sqs")"},
    {"webhook", R"("hook_type":"webhook")"},
    {"pending", R"("hook_type":"pending_message")"},
    {"topic", R"("sns_topic_arn":"arn:aws:sns:us-east-1:123456789012:chat","sns_region":"us-east-1")"},
    {"topic2", R"("sns_topic_arn":"arn:aws:sns:us-east-1:123456789012:chat2","sns_region":"us-east-1")"},
    {"region", R"("sns_region":"us-east-1")"},
    {"resource", R"("sns_auth_type":"resource")"},
    {"key", R"("sns_key":"AKIAABCDEFGHIJKLMNOP")"},
    {"secret", R"("sns_secret":"abcdefghijABCDEFGHIJ0123456789+/abcdefgh")"},
    {"keys", R"("sns_auth_type":"keys","sns_key":"AKIAABCDEFGHIJKLMNOP",)"
             R"("sns_secret":"abcdefghijABCDEFGHIJ0123456789+/abcdefgh")"},
    {"types", R"("event_types":["message.new"])"},
    {"queue",
     R"("sqs_queue_url":"https://sqs.us-east-1.amazonaws.com/123456789012/q","sqs_region":"us-east-1",)"
     R"("sqs_auth_type":"resource")"},
    {"url", R"("webhook_url":"https://example.com/hook")"},
    {"callback", R"("timeout_ms":3000,"callback":{"mode":"CALLBACK_MODE_REST"})"},
    {"hook", R"("id":"11111111-1111-4111-8111-111111111111","hook_type":"sns","enabled":true,)"
             R"("sns_topic_arn":"arn:aws:sns:us-east-1:123456789012:chat","sns_region":"us-east-1",)"
             R"("sns_auth_type":"resource","event_types":["message.new"])"},
    {"hook2", R"("id":"22222222-2222-4222-8222-222222222222","hook_type":"sns","enabled":true,)"
              R"("sns_topic_arn":"arn:aws:sns:us-east-1:123456789012:chat2","sns_region":"us-east-1",)"
              R"("sns_auth_type":"resource","event_types":["message.new"])"},
};

constexpr std::vector<char> expand(std::string_view text) {
    return expand(text, abbreviations);
}

inline constexpr text_case hook_lists[] = {
    // Right: each type of hook, alone and together, in each form.
    {"[{@hook}]"},
    {"[{@id,@sns,@on,@topic,@keys,@types}]"},
    {"[{@id,@sns,@on,@topic,@resource}]"},
    {"[{@id,@webhook,@on,@url,@types}]"},
    {"[{@id,@webhook,@on,@url}]"},
    {"[{@id,@sqs,@on,@queue,@types}]"},
    {"[{@id,@pending,@on,@url,@callback}]"},
    {R"([{@id,@pending,@on,"timeout_ms":500,"callback":{"mode":"CALLBACK_MODE_NONE"}}])"},
    {R"([{@id,@pending,@on,@url,"timeout_ms":500,"callback":{"mode":"CALLBACK_MODE_TWIRP"}}])"},
    {"[{@hook},{@id2,@webhook,@on,@url},{@id3,@sqs,@on,@queue}]"},
    {R"({"event_hooks":[{@hook}]})"},
    {R"({"app":{"name":"x","event_hooks":[{@hook}]},"duration":"1ms"})"},
    {R"({"app":{"event_hooks":[{@hook}],"use_hook_v2":true,"webhook_url":"","webhook_events":[],)"
     R"("sns_key":null}})"},
    {R"({"event_hooks":[{@hook}],"enable_hook_payload_compression":true,"webhook_url":"","sqs_url":null})"},
    {"{\"app\":null,\"event_hooks\":[{@hook}]}"},

    // Right: what SDKs send beside what is needed.
    {R"([{@hook,"product":"all"},{@hook2,"product":"chat","should_send_custom_events":true}])"},
    {R"([{@hook,"created_at":"2026-01-01T00:00:00Z","updated_at":1767225600000000000}])"},
    {R"([{@hook,"created_at":null,"callback":null,"timeout_ms":0,"sqs_auth_type":"keys","webhook_url":""}])"},
    {R"([{@hook,"created_at":1700000000,"updated_at":1700000000.5}])"},
    {R"([{@hook,"sns_key":"","sns_secret":null,"sns_role_arn":"","failover_config":null,"delete":false}])"},
    {R"([{@id,@webhook,@on,@url,"sns_auth_type":"keys","sqs_auth_type":"keys","timeout_ms":0}])"},
    {R"([{@id,@webhook,@on,@url,"failover_config":{"type":"gcs","gcs_bucket":"b","gcs_path":"p",)"
     R"("gcs_credentials":"{}"}}])"},
    {R"([{"id":"AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE",@sns,@on,@topic,@resource,@types}])"},
    {"[{@hook},{@hook2}]"},
    {R"([{@hook,"sns_event_based_message_group_id_enabled":true}])"},

    // The document.
    {"", {{"json-empty", ""}}},
    {"[{@hook},]", {{"json-trailing-comma", ",", 7}}},
    {R"({"event_hooks":[{@hook}],"event_hooks":[]})", {{"json-key-duplicate", "\"event_hooks\"", 2}}},
    {R"([{@hook,"\u0069d":"x"}])", {{"json-key-duplicate", R"("\u0069d")"}}},
    {"7", {{"hooks-root", "7"}}},
    {"\"sns\"", {{"hooks-root", "sns"}}},
    {"null", {{"hooks-root", "null"}}},
    {R"({"event_hooks":{@hook}})", {{"hooks-root", "{", 2}}},
    {R"({"event_hooks":"[]"})", {{"hooks-root", "[]"}}},
    {R"({"event_hooks":false})", {{"hooks-root", "false"}}},
    {"{@hook}", {{"hooks-bare", "{"}}},
    {R"({"app":{@hook}})", {{"hooks-bare", "{", 2}}},
    {R"({"event_hook":[{@hook}]})", {{"hooks-misspelled", "event_hook"}}},
    {R"({"eventHooks":[]})", {{"hooks-misspelled", "eventHooks"}}},
    {R"({"app":{"events_hooks":[]}})", {{"hooks-misspelled", "events_hooks"}}},
    {"{}", {{"hooks-absent", "{"}}},
    {R"({"webhook_url":"https://example.com"})", {{"hooks-absent", "{"}}},
    {R"({"app":{"name":"x"}})", {{"hooks-absent", "{"}}},
    {R"({"event_hooks":null})", {{"hooks-null", "null"}}},
    {R"({"app":{"event_hooks":null}})", {{"hooks-null", "null"}}},
    {"[]", {{"hooks-empty", "[]"}}},
    {R"({"event_hooks":[ ]})", {{"hooks-empty", "[ ]"}}},
    {R"({"event_hooks":[{@hook}],"app":{"event_hooks":[]}})", {{"hooks-twice", "[", 3}}},
    {R"({"app":{"event_hooks":null},"event_hooks":[{@hook}]})", {{"hooks-twice", "null"}}},
    {R"({"event_hooks":[{@hook}],"webhook_url":"https://example.com"})", {{"hooks-flat", "webhook_url"}}},
    {R"({"event_hooks":[{@hook}],"webhook_events":["message.new"],"sns_topic_arn":"x","sqs_url":"y"})",
     {{"hooks-flat", "webhook_events"}, {"hooks-flat", "sns_topic_arn", 2}, {"hooks-flat", "sqs_url"}}},
    {R"({"app":{"event_hooks":[{@hook}],"sns_secret":"x"}})", {{"hooks-flat-left", "sns_secret"}}},
    {R"({"event_hooks":[],"webhook_url":"https://example.com"})", {{"hooks-empty", "[]"}}},
    {R"({"app":{"event_hooks":[{@hook}],"use_hook_v2":false}})", {{"hooks-version", "false"}}},

    // Hooks in general.
    {"[7]", {{"hook-object", "7"}}},
    {"[null,{@hook}]", {{"hook-object", "null"}}},
    {R"(["sns"])", {{"hook-object", "sns"}}},
    {"[[{@hook}]]", {{"hook-object", "[", 2}}},
    {"[{}]", {{"hook-type-missing", "{"}, {"hook-enabled-missing", "{"}, {"hook-id-missing", "{"}}},
    {"[{@id,@on}]", {{"hook-type-missing", "{"}}},
    {R"([{@id,@on,"hook_type":""}])", {{"hook-type-missing", "\"\""}}},
    {R"([{@id,@on,"hook_type":null}])", {{"hook-type-missing", "{"}}},
    {R"([{@id,@on,"hook_type":"kafka"}])", {{"hook-type-unknown", "kafka"}}},
    {R"([{@id,@on,"hook_type":"SNS"}])", {{"hook-type-unknown", "SNS"}}},
    {"[{@id,@sns,@topic,@resource,@types}]", {{"hook-enabled-missing", "sns"}}},
    {R"([{@id,@sns,"enabled":null,@topic,@resource,@types}])", {{"hook-enabled-missing", "sns"}}},
    {R"([{@id,@sns,"enabled":false,@topic,@resource,@types}])", {{"hook-disabled", "false"}}},
    {R"([{@id,@sns,"enabled":"true",@topic,@resource,@types}])", {{"hook-field-type", "true"}}},
    {R"([{@id,@sns,@on,@topic,@resource,"event_types":"message.new"}])",
     {{"hook-field-type", "message.new"}}},
    {R"([{@id,@sns,@on,@topic,@resource,"event_types":{"a":1}}])", {{"hook-field-type", "{", 2}}},
    {R"([{@id,@sns,@on,@topic,@resource,"event_types":["message.new",-5.5]}])",
     {{"hook-field-type", "-5.5"}}},
    {R"([{@hook,"timeout_ms":"3000"}])", {{"hook-field-type", "3000"}}},
    {R"([{@hook,"delete":0.5}])", {{"hook-field-type", "0.5"}}},
    {R"([{@hook,"sns_arn_topic":"x"}])", {{"hook-field-misspelled", "sns_arn_topic"}}},
    {R"([{@id,@sns,@on,"sns_arn_topic":"x",@region,@resource,@types}])",
     {{"hook-field-misspelled", "sns_arn_topic"}}},
    {R"([{@id,@sqs,@on,@queue,"sqs_url":"x"}])", {{"hook-field-misspelled", "sqs_url"}}},
    {R"([{@hook,"explicit_hook_v2_deletion":true}])",
     {{"hook-field-misspelled", "explicit_hook_v2_deletion"}}},
    {R"([{@hook,"sns_arm":"x","new_field":1}])",
     {{"hook-field-unknown", "sns_arm"}, {"hook-field-unknown", "new_field"}}},
    {R"([{@hook,"sns\u005ftopics":"x"}])", {{"hook-field-unknown", R"(sns\u005ftopics)"}}},
    {"[{@sns,@on,@topic,@resource,@types}]", {{"hook-id-missing", "sns"}}},
    {R"([{"id":"",@sns,@on,@topic,@resource,@types}])", {{"hook-id-missing", "\"\""}}},
    {R"([{"id":null,@sns,@on,@topic,@resource,@types}])", {{"hook-id-missing", "sns"}}},
    {R"([{"id":"my-hook",@sns,@on,@topic,@resource,@types}])", {{"hook-id-uuid", "my-hook"}}},
    {R"([{"id":"11111111-1111-4111-8111-11111111111g",@sns,@on,@topic,@resource,@types}])",
     {{"hook-id-uuid", "11111111-1111-4111-8111-11111111111g"}}},
    {R"([{"id":"11111111111141118111111111111111",@sns,@on,@topic,@resource,@types}])",
     {{"hook-id-uuid", "11111111111141118111111111111111"}}},
    {R"([{"id":"{11111111-1111-4111-8111-111111111111}",@sns,@on,@topic,@resource,@types}])",
     {{"hook-id-uuid", "{11111111-1111-4111-8111-111111111111}"}}},
    {"[{@id,@webhook,@on,@url},{@id,@sqs,@on,@queue}]",
     {{"hook-id-duplicate", "11111111-1111-4111-8111-111111111111", 2}}},
    {R"([{@id3,@webhook,@on,@url},{"id":"AAAAAAAA-3333-4333-8333-333333333333",@sqs,@on,@queue}])",
     {{"hook-id-duplicate", "AAAAAAAA-3333-4333-8333-333333333333"}}},

    // The topic and its region.
    {"[{@id,@sns,@on,@region,@resource,@types}]", {{"hook-topic-missing", "sns"}}},
    {R"([{@id,@sns,@on,@region,@resource,@types,"sns_topic_arn":""}])", {{"hook-topic-missing", "\"\""}}},
    {R"([{@id,@sns,@on,"sns_region":"us-east1",@resource,@types}])",
     {{"hook-topic-missing", "sns"}, {"arn-region-unknown", "us-east1"}}},
    {R"([{@id,@sns,@on,"sns_region":"us-south-1",@resource,@types}])",
     {{"hook-topic-missing", "sns"}, {"arn-region-new", "us-south-1"}}},
    {R"([{@id,@sns,@on,"sns_topic_arn":"arn:aws:sns:us-east-1:123456789012:chat",@resource,@types}])",
     {{"hook-region-missing", "sns"}}},
    {R"([{@id,@sns,@on,"sns_topic_arn":"arn:aws:sns:us-east-1:123456789012:chat","sns_region":"",)"
     R"(@resource,@types}])",
     {{"hook-region-missing", "\"\""}}},
    {R"([{@id,@sns,@on,"sns_topic_arn":"arn:aws:sns:us-west-2:123456789012:chat",@region,@resource,@types}])",
     {{"hook-region-mismatch", "us-east-1"}}},
    {R"([{@id,@sns,@on,"sns_topic_arn":"chat",@region,@resource,@types}])", {{"arn-elements", "chat"}}},
    {R"([{@id,@sns,@on,"sns_topic_arn":"chat","sns_region":"Frankfurt",@resource,@types}])",
     {{"arn-elements", "chat"}, {"arn-region-unknown", "Frankfurt"}}},
    {R"([{@id2,@sns,@on,"sns_topic_arn":"arn:aws:sns:us-east-1:1111111111:chat",@region,@resource,@types}])",
     {{"arn-account-short", "1111111111"}}},
    {R"([{@id,@sns,@on,"sns_topic_arn":"arn:aws:sns:us-\u0065ast1:123456789012:ch\u0061t!",@region,)"
     R"(@resource,@types}])",
     {{"arn-region-unknown", R"(us-\u0065ast1)"}, {"arn-name-characters", "!"}}},
    {R"([{@id,@sns,@on,"sns_topic_arn":"arn:aws:sns:us-east-1:123456789012:chat\n",@region,@resource,)"
     R"(@types}])",
     {{"arn-space", R"(\n)"}}},
    {R"([{@id,@sns,@on,"sns_topic_arn":"arn:aws\u003asns:cn-north-1:123456789012:chat",)"
     R"("sns_region":"cn-north-1",)"
     R"(@keys,@types}])",
     {{"arn-partition", "aws"}}},
    {R"([{@id,@sns,@on,"sns_topic_arn":"arn:aws:sns:us-east-1:123456789012:chat.fifo",@region,@resource,)"
     R"(@types}])",
     {{"hook-fifo-group", "chat.fifo"}}},
    {R"([{@id,@sns,@on,"sns_topic_arn":"arn:aws:sns:us-east-1:123456789012:chat.fifo",@region,@resource,)"
     R"(@types,)"
     R"("sns_event_based_message_group_id_enabled":true}])"},
    {R"([{@id,@sns,@on,"sns_topic_arn":"arn:aws:sns:us-east-1:123456789012:chat.fifo",@region,@resource,)"
     R"(@types,)"
     R"("sns_event_based_message_group_id_enabled":false}])",
     {{"hook-fifo-group", "chat.fifo"}}},
    {R"([{@id,@sns,@on,"sns_topic_arn":"arn:aws-cn:sns:cn-north-1:123456789012:chat",)"
     R"("sns_region":"cn-north-1",)"
     R"(@resource,@types}])",
     {{"hook-partition", "resource"}}},
    {R"([{@id,@sns,@on,"sns_topic_arn":"arn:aws-cn:sns:cn-north-1:123456789012:chat",)"
     R"("sns_region":"cn-north-1",)"
     R"(@keys,@types}])"},
    {R"([{@id,@sns,@on,"sns_topic_arn":"arn:aws:sns:af-south-1:123456789012:chat","sns_region":"af-south-1",)"
     R"(@resource,@types}])",
     {{"hook-region-opt-in", "af-south-1"}}},
    {R"([{@id,@sns,@on,"sns_topic_arn":"arn:aws:sns:af-south-1:123456789012:chat","sns_region":"af-south-1",)"
     R"(@keys,@types}])"},
    {R"([{@id,@sns,@on,"sns_topic_arn":"https://sqs.us-east-1.amazonaws.com/1/q",@region,@resource,@types}])",
     {{"arn-url", "https://sqs.us-east-1.amazonaws.com/1/q"}}},

    {R"({"app":{},"event_hooks":[{@id,@sns,@on,@topic,"sns_auth_type":"keys",@key,@types}]})",
     {{"hook-secret-missing", "sns"}}},
    {R"({"sns_region":"us-east-1"})", {{"hooks-bare", "{"}}},
    {R"({"evnt_hoks":[]})", {{"hooks-misspelled", "evnt_hoks"}}},

    {R"([{@id,@sns,@on,"sns_topic_arn":"arn:aws:sns:xx-moon-1:123456789012:c","sns_region":"us-esat-1",)"
     R"(@resource,@types}])",
     {{"arn-region-unknown", "xx-moon-1"}, {"arn-region-new", "us-esat-1"}}},

    // How Stream authenticates.
    {"[{@id,@sns,@on,@topic,@types}]", {{"hook-auth-missing", "sns"}}},
    {R"([{@id,@sns,@on,@topic,"sns_auth_type":"",@types}])", {{"hook-auth-missing", "\"\""}}},
    {R"([{@id,@sns,@on,@topic,"sns_auth_type":"key",@key,@secret,@types}])",
     {{"hook-auth-misspelled", "key"}}},
    {R"([{@id,@sns,@on,@topic,"sns_auth_type":"key",@types}])",
     {{"hook-key-missing", "sns"}, {"hook-secret-missing", "sns"}, {"hook-auth-misspelled", "key"}}},
    {R"([{@id,@sns,@on,@topic,"sns_auth_type":"Resource",@types}])", {{"hook-auth-misspelled", "Resource"}}},
    {R"([{@id,@sns,@on,@topic,"sns_auth_type":"oauth2",@types}])", {{"hook-auth-unknown", "oauth2"}}},
    {R"([{@id,@sns,@on,@topic,"sns_auth_type":"role",@types}])", {{"hook-auth-role", "role"}}},
    {R"([{@id,@sns,@on,@topic,"sns_auth_type":"keys",@secret,@types}])", {{"hook-key-missing", "sns"}}},
    {R"([{@id,@sns,@on,@topic,"sns_auth_type":"keys","sns_key":"",@secret,@types}])",
     {{"hook-key-missing", "\"\""}}},
    {R"([{@id,@sns,@on,@topic,"sns_auth_type":"keys",@key,@types}])", {{"hook-secret-missing", "sns"}}},
    {R"([{@id,@sns,@on,@topic,"sns_auth_type":"keys",@key,"sns_secret":null,@types}])",
     {{"hook-secret-missing", "sns"}}},
    {R"({"app":{"event_hooks":[{@id,@sns,@on,@topic,"sns_auth_type":"keys",@types}]}})"},
    {R"([{@hook,"sns_key":"AKIAABCDEFGHIJKLMNOP"}])",
     {{"hook-resource-credentials", "AKIAABCDEFGHIJKLMNOP"}}},
    {"[{@hook,@key,@secret}]",
     {{"hook-resource-credentials", "AKIAABCDEFGHIJKLMNOP"},
      {"hook-resource-credentials", "abcdefghijABCDEFGHIJ0123456789+/abcdefgh"}}},
    {R"([{@id,@sns,@on,@topic,"sns_auth_type":"keys","sns_key":"<key>","sns_secret":"${SECRET}",@types}])",
     {{"hook-credential-placeholder", "<key>"}, {"hook-credential-placeholder", "${SECRET}"}}},
    {R"([{@id,@sns,@on,@topic,"sns_auth_type":"keys","sns_key":"AKIAIOSFODNN7EXAMPLE",)"
     R"("sns_secret":"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",@types}])",
     {{"hook-credential-placeholder", "AKIAIOSFODNN7EXAMPLE"},
      {"hook-credential-placeholder", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"}}},
    {R"([{@id,@sns,@on,@topic,"sns_auth_type":"keys","sns_key":"{{ key }}","sns_secret":"ChangeMe",@types}])",
     {{"hook-credential-placeholder", "{{ key }}"}, {"hook-credential-placeholder", "ChangeMe"}}},
    {R"([{@id,@sns,@on,@topic,"sns_auth_type":"keys","sns_key":"AKIA****************",)"
     R"("sns_secret":"ab...",@types}])",
     {{"hook-credential-masked", "AKIA****************"}, {"hook-credential-masked", "ab..."}}},
    {"[{@id,@sns,@on,@topic,\"sns_auth_type\":\"keys\",\"sns_key\":\"AKIA\xE2\x80\xA2\xE2\x80\xA2\","
     "\"sns_secret\":\"[REDACTED]\",@types}]",
     {{"hook-credential-masked", "AKIA\xE2\x80\xA2\xE2\x80\xA2"}, {"hook-credential-masked", "[REDACTED]"}}},
    {R"([{@id,@sns,@on,@topic,"sns_auth_type":"keys",@key,"sns_secret":"a*",@types}])",
     {{"hook-credential-masked", "a*"}}},
    {R"([{@id,@sns,@on,@topic,"sns_auth_type":"keys",@key,"sns_secret":"XXXXXXXXXXXX",@types}])",
     {{"hook-credential-masked", "XXXXXXXXXXXX"}}},
    {R"({"app":{"event_hooks":[{@id,@sns,@on,@topic,"sns_auth_type":"keys",@key,"sns_secret":"****",)"
     R"(@types}]}})"},
    {R"([{@id,@sns,@on,@topic,"sns_auth_type":"keys","sns_key":"AKIAABCDEFGHIJKLMNO",@secret,@types}])",
     {{"hook-key-form", "AKIAABCDEFGHIJKLMNO"}}},
    {R"([{@id,@sns,@on,@topic,"sns_auth_type":"keys","sns_key":"AROAABCDEFGHIJKLMNOP",@secret,@types}])",
     {{"hook-key-form", "AROAABCDEFGHIJKLMNOP"}}},
    {R"([{@id,@sns,@on,@topic,"sns_auth_type":"keys","sns_key":"akiaabcdefghijklmnop",@secret,@types}])",
     {{"hook-key-form", "akiaabcdefghijklmnop"}}},
    {R"([{@id,@sns,@on,@topic,"sns_auth_type":"keys","sns_key":"abcdefghijABCDEFGHIJ0123456789+/abcdefgh",)"
     R"("sns_secret":"AKIAABCDEFGHIJKLMNOP",@types}])",
     {{"hook-key-form", "abcdefghijABCDEFGHIJ0123456789+/abcdefgh"},
      {"hook-secret-form", "AKIAABCDEFGHIJKLMNOP"}}},
    {R"([{@id,@sns,@on,@topic,"sns_auth_type":"keys","sns_key":"ASIAABCDEFGHIJKLMNOP",@secret,@types}])",
     {{"hook-key-temporary", "ASIAABCDEFGHIJKLMNOP"}}},
    {R"([{@id,@sns,@on,@topic,"sns_auth_type":"keys",@key,)"
     R"("sns_secret":"abcdefghijABCDEFGHIJ0123456789+/abcdefg",)"
     R"(@types}])",
     {{"hook-secret-form", "abcdefghijABCDEFGHIJ0123456789+/abcdefg"}}},
    {R"([{@id,@sns,@on,@topic,"sns_auth_type":"keys",@key,)"
     R"("sns_secret":"abcdefghijABCDEFGHIJ0123456789+/abcdefghi",@types}])",
     {{"hook-secret-form", "abcdefghijABCDEFGHIJ0123456789+/abcdefghi"}}},
    // Long enough to begin so by chance.
    {R"([{@id,@sns,@on,@topic,"sns_auth_type":"keys",@key,)"
     R"("sns_secret":"yourefghijABCDEFGHIJ0123456789+/abcdefgh",@types}])"},

    // The events.
    {R"([{@id,@sns,@on,@topic,@resource,"event_types":{"a":1}}])", {{"hook-field-type", "{", 2}}},
    {R"([{@id,@sns,@on,@topic,@resource,"event_types":["message.new","mesage.new"]}])",
     {{"hook-event-unknown", "mesage.new"}}},
    {R"([{@id,@sns,@on,@topic,@resource,"event_types":["typing.start","user.presence.changed"]}])",
     {{"hook-event-websocket", "typing.start"}, {"hook-event-websocket", "user.presence.changed"}}},
    {R"([{@id,@sns,@on,@topic,@resource,"event_types":["user.unflagged"]}])",
     {{"hook-event-historic", "user.unflagged"}}},
    {R"([{@id,@sns,@on,@topic,@resource,"event_types":["*"]}])", {{"hook-event-wildcard", "*"}}},
    {R"([{@id,@sns,@on,@topic,@resource,"product":"video","event_types":["call.ended","message.new",)"
     R"("user.banned"]}])",
     {{"hook-event-product", "message.new"}}},
    {R"([{@id,@sns,@on,@topic,@resource,"product":"feeds","event_types":["message.new"]}])",
     {{"hook-event-product", "message.new"}}},
    {R"([{@id,@sns,@on,@topic,@resource,"product":"moderation","event_types":["moderation.flagged"]}])"},
    {R"([{@id,@sns,@on,@topic,@resource,"product":"all","event_types":["call.ended","message.new"]}])"},
    {R"([{@id,@sns,@on,@topic,@resource,"product":"feed"}])", {{"hook-product-unknown", "feed"}}},
    {R"([{@id,@sns,@on,@topic,@resource,"product":"Chat",@types}])", {{"hook-product-unknown", "Chat"}}},
    {R"([{@id,@sns,@on,@topic,@resource,"event_types":["message.new","user.muted","message\u002enew"]}])",
     {{"hook-event-duplicate", R"(message\u002enew)"}}},
    {R"([{@id,@sns,@on,@topic,@resource,"event_types":["message.new","message.new","message.new"]}])",
     {{"hook-event-duplicate", "message.new", 2}, {"hook-event-duplicate", "message.new", 3}}},
    {R"([{@id,@webhook,@on,@url,"event_types":["typing.stop"]}])", {{"hook-event-websocket", "typing.stop"}}},

    // Two hooks for the same place.
    {"[{@hook},{@id2,@sns,@on,@topic,@resource,@types}]",
     {{"hook-target-duplicate", "arn:aws:sns:us-east-1:123456789012:chat", 2}}},
    {"[{@hook},{@id2,@sns,@on,@topic,@resource}]",
     {{"hook-target-duplicate", "arn:aws:sns:us-east-1:123456789012:chat", 2}}},
    {"[{@id,@sns,@on,@topic,@resource},{@id2,@sns,@on,@topic,@resource,@types}]",
     {{"hook-target-duplicate", "arn:aws:sns:us-east-1:123456789012:chat", 2}}},
    {R"([{@id,@sns,@on,@topic,@resource,"product":"video"},{@id2,@sns,@on,@topic,@resource,@types}])"},
    {"[{@id,@sns,@on,@topic,@resource},{@id2,@sns,@on,@topic,@resource}]",
     {{"hook-target-duplicate", "arn:aws:sns:us-east-1:123456789012:chat", 2}}},
    {R"([{@hook},{@id2,@sns,@on,@topic,@resource,"event_types":["message.updated"]}])"},
    {R"([{@hook},{@id2,@sns,"enabled":false,@topic,@resource,@types}])"},
    {R"([{@hook},{@id2,@sns,@on,@topic,@resource,"product":"video"}])"},
    {R"([{@hook},{@id2,@sns,@on,@topic,@resource,"product":"all"}])",
     {{"hook-target-duplicate", "arn:aws:sns:us-east-1:123456789012:chat", 2}}},
    {R"([{@hook},{@id2,@sns,@on,@topic,@resource,"product":"chat"}])",
     {{"hook-target-duplicate", "arn:aws:sns:us-east-1:123456789012:chat", 2}}},
    {R"([{@id,@webhook,@on,@url},{@id2,@webhook,@on,"webhook_url":"https:\/\/example.com\/hook"}])",
     {{"hook-target-duplicate", R"(https:\/\/example.com\/hook)"}}},
    {"[{@id,@sqs,@on,@queue,@types},{@id2,@sqs,@on,@queue,@types}]",
     {{"hook-target-duplicate", "https://sqs.us-east-1.amazonaws.com/123456789012/q", 2}}},
    {"[{@hook},{@id2,@webhook,@on,@url,@types}]"},
    {"[{@id,@sns,@on,@topic,@resource,@types},{@id2,@sns,@on,@topic,@resource,@types},"
     "{@id3,@sns,@on,@topic,@resource,@types}]",
     {{"hook-target-duplicate", "arn:aws:sns:us-east-1:123456789012:chat", 2},
      {"hook-target-duplicate", "arn:aws:sns:us-east-1:123456789012:chat", 3}}},

    // Hooks that are not SNS.
    {"[{@id,@webhook,@on,@types}]", {{"hook-webhook-url-missing", "webhook"}}},
    {R"([{@id,@webhook,@on,@types,"webhook_url":""}])", {{"hook-webhook-url-missing", "webhook"}}},
    {"[{@id,@sqs,@on,@types}]", {{"hook-sqs-incomplete", "sqs"}}},
    {R"([{@id,@sqs,@on,"sqs_queue_url":"https://example.com/q","sqs_region":"us-east-1"}])",
     {{"hook-sqs-incomplete", "sqs"}}},
    {R"([{@id,@sqs,@on,"sqs_region":"us-east-1","sqs_auth_type":"keys"}])", {{"hook-sqs-incomplete", "sqs"}}},
    {R"([{@id,@sqs,@on,"sqs_queue_url":"https://example.com/q","sqs_auth_type":"keys"}])",
     {{"hook-sqs-incomplete", "sqs"}}},
    {"[{@id,@pending,@on,@url}]", {{"hook-pending-incomplete", "pending_message"}}},
    {"[{@id,@pending,@on,@callback}]", {{"hook-pending-incomplete", "pending_message"}}},
    {R"([{@id,@pending,@on,@url,"callback":{"mode":"CALLBACK_MODE_REST"}}])",
     {{"hook-pending-incomplete", "pending_message"}}},
    {R"([{@id,@pending,@on,@url,"timeout_ms":500,"callback":{"mode":""}}])",
     {{"hook-pending-incomplete", "pending_message"}}},
    {R"([{@id,@pending,@on,@url,"timeout_ms":500,"callback":{"mode":"CALLBACK_MODE_RESTS"}}])",
     {{"hook-callback-mode", "CALLBACK_MODE_RESTS"}}},
    {"[{@id,@pending,@on,@url,@callback},{@id2,@pending,@on,@url,@callback},"
     "{@id3,@pending,@on,@url,@callback}]",
     {{"hook-pending-count", "pending_message", 3}}},
    {R"([{@hook,"failover_config":{"type":"gcs","gcs_bucket":"b","gcs_credentials":"c"}}])",
     {{"hook-failover-type", "{", 2}}},
    {R"([{@id,@sqs,@on,@queue,"failover_config":{"type":"gcs","gcs_bucket":"b","gcs_credentials":"c"}}])",
     {{"hook-failover-type", "{", 2}}},
    {R"([{@id,@webhook,@on,@url,"failover_config":{}}])", {{"hook-failover-incomplete", "{", 2}}},
    {R"([{@id,@webhook,@on,@url,"failover_config":{"type":"s3","gcs_bucket":"b","gcs_credentials":"c"}}])",
     {{"hook-failover-incomplete", "{", 2}}},
    {R"([{@id,@webhook,@on,@url,"failover_config":{"type":"gcs","gcs_bucket":"","gcs_credentials":"c"}}])",
     {{"hook-failover-incomplete", "{", 2}}},
    {R"([{@id,@webhook,@on,@url,"failover_config":{"type":"gcs","gcs_bucket":"b","gcs_credentials":null}}])",
     {{"hook-failover-incomplete", "{", 2}}},

    // Notes: what is told of a list in which nothing is wrong.
    {"[{@id,@sns,@on,@topic,@resource}]", {{"hook-events-all", "sns"}, {"hook-check-call", "resource"}}},
    {R"([{@id,@sns,@on,@topic,@resource,"event_types":"message.new"}])",
     {{"hook-check-call", "resource"}, {"hook-field-type", "message.new"}}},
    {R"([{@id,@sns,@on,@topic,@resource,"event_types":[]}])",
     {{"hook-check-call", "resource"}, {"hook-events-all", "[", 2}}},
    {"[{@id,@sns,@on,@topic,@keys,@types}]",
     {{"hook-check-call", "keys"}, {"hook-secret-in-file", "abcdefghijABCDEFGHIJ0123456789+/abcdefgh"}}},
    {"[{@id,@sns,@on,@topic,@keys,@types},{@id2,@sns,@on,@topic2,@keys,@types}]",
     {{"hook-check-call", "keys"},
      {"hook-secret-in-file", "abcdefghijABCDEFGHIJ0123456789+/abcdefgh"},
      {"hook-secret-in-file", "abcdefghijABCDEFGHIJ0123456789+/abcdefgh", 2}}},
    {"[{@id,@sns,@on,@topic,@keys,@types},{@hook2}]",
     {{"hook-secret-in-file", "abcdefghijABCDEFGHIJ0123456789+/abcdefgh"}, {"hook-check-call", "resource"}}},

    // The hook of Stream's page on SNS, as the SDKs send it.
    {R"({"event_hooks":[{"enabled":true,"hook_type":"sns",)"
     R"("sns_topic_arn":"arn:aws:sns:us-east-1:123456789012:sns-topic","sns_region":"us-east-1",)"
     R"("sns_auth_type":"keys","sns_key":"yourkey","sns_secret":"yoursecret","event_types":[]}]})",
     {{"hook-id-missing", "sns"},
      {"hook-check-call", "keys"},
      {"hook-credential-placeholder", "yourkey"},
      {"hook-credential-placeholder", "yoursecret"},
      {"hook-events-all", "[", 2}}},
    {R"({"event_hooks":[{"enabled":true,"hook_type":"sns",)"
     R"("sns_topic_arn":"arn:aws:sns:us-east-1:123456789012:sns-topic","sns_region":"us-east-1",)"
     R"("sns_auth_type":"keys",@key,@secret,"event_types":[]}]})",
     {{"hook-id-missing", "sns"}}},
};

constexpr bool is_hook_case(text_case const& c) {
    auto const text = expand(c.text);
    auto const parsed = snsproof::parse_hooks(view(text));
    if (parsed.ok() && parsed.value() == nullptr) return false;
    return matches(parsed.findings(), view(text), c.findings);
}

/// Settings are Stream's already: only the document is checked.
inline constexpr text_case settings_documents[] = {
    {R"({"app":{"event_hooks":[{@hook}]}})"},
    {R"({"app":{"event_hooks":[{"id":"x","sns_auth_type":"keys","sns_topic_arn":"nonsense"},7]}})"},
    {R"({"app":{"event_hooks":[]}})"},
    {R"({"app":{"event_hooks":null}})"},
    {R"({"app":{"name":"x"}})"},
    {"[]"},
    {"{}"},
    {"7", {{"hooks-root", "7"}}},
    {"", {{"json-empty", ""}}},
    {R"({"event_hooks":[{@hook}],"event_hooks":[]})", {{"json-key-duplicate", "\"event_hooks\"", 2}}},
    {R"({"app":{"event_hooks":[{@hook}],"webhook_url":"x"}})", {{"hooks-flat-left", "webhook_url"}}},
    {"{@hook}", {{"hooks-bare", "{"}}},
};

constexpr bool is_settings_case(text_case const& c) {
    auto const text = expand(c.text);
    auto const parsed = snsproof::parse_settings(view(text));
    return matches(parsed.findings(), view(text), c.findings);
}

/// A list that lives as long as the expression that asks something of it.
struct hooks_of {
    constexpr explicit hooks_of(std::string_view abbreviated)
        : text(expand(abbreviated)), read(snsproof::parse_hooks(view(text))) {}
    constexpr snsproof::hook_list const& list() const { return *read.value(); }
    constexpr snsproof::hook first() const { return *list().begin(); }

    std::vector<char> text;
    snsproof::result<snsproof::hook_list> read;
};

inline constexpr fact hook_facts[] = {
    {"forms and states",
     [] {
         using enum snsproof::list_form;
         using enum snsproof::list_state;
         auto const is = [](std::string_view text, snsproof::list_form form, snsproof::list_state state) {
             hooks_of const hooks(text);
             return hooks.list().form() == form && hooks.list().state() == state;
         };
         return is("[]", array, empty) && is("[{@hook}]", array, filled) && is("{}", update, absent) &&
                is(R"({"event_hooks":null})", update, null) && is(R"({"event_hooks":[7]})", update, filled) &&
                is(R"({"app":{"event_hooks":[]}})", settings, empty) &&
                is(R"({"app":{}})", settings, absent) &&
                is(R"({"app":{"event_hooks":null}})", settings, null) && is(R"({"app":7})", update, absent);
     }},
    {"the list and where it stands",
     [] {
         hooks_of const hooks(R"( {"event_hooks": [ {"id":"a"} , 7 ] })");
         hooks_of const absent(" {} ");
         std::string_view const text = view(hooks.text);
         return hooks.list().size() == 2 && text / hooks.list().where() == R"([ {"id":"a"} , 7 ])" &&
                absent.list().size() == 0 && !absent.list().list() &&
                view(absent.text) / absent.list().where() == "{}";
     }},
    {"fields with escapes, null and the empty string",
     [] {
         hooks_of const hooks(
             R"([{"i\u0064":"a\u0062c","hook_type":null,"product":"","sns_region":"x\/y"}])");
         auto const h = hooks.first();
         using enum snsproof::hook_field;
         return h.id() == "abc" && h.type().empty() && !h[hook_type] && h[product] &&
                h.text(product).empty() && h.text(sns_region) == "x/y" && !h[sns_key] &&
                h.topic_arn().empty() && !h.has_other_fields();
     }},
    {"fields that hooks do not have",
     [] {
         return hooks_of(R"([{"x":1}])").first().has_other_fields() &&
                !hooks_of(R"([{"delete":true}])").first().has_other_fields();
     }},
    {"a hook is enabled only by true",
     [] {
         auto const enabled = [](std::string_view text) {
             hooks_of const hooks(text);
             return hooks.first().enabled();
         };
         return enabled("[{@on}]") && !enabled("[{}]") && !enabled(R"([{"enabled":"true"}])") &&
                !enabled(R"([{"enabled":1}])");
     }},
    {"every field is found under its own name",
     [] {
         hooks_of const hooks(
             R"([{"id":0,"hook_type":1,"enabled":2,"event_types":3,"product":4,)"
             R"("should_send_custom_events":5,)"
             R"("webhook_url":6,"sqs_queue_url":7,"sqs_region":8,"sqs_auth_type":9,"sqs_key":10,)"
             R"("sqs_secret":11,)"
             R"("sqs_role_arn":12,"sns_topic_arn":13,"sns_region":14,"sns_auth_type":15,"sns_key":16,)"
             R"("sns_secret":17,)"
             R"("sns_role_arn":18,"sns_event_based_message_group_id_enabled":19,"timeout_ms":20,)"
             R"("callback":21,)"
             R"("failover_config":22,"created_at":23,"updated_at":24,"delete":25}])");
         auto const h = hooks.first();
         using enum snsproof::hook_field;
         constexpr std::array fields{id,
                                     hook_type,
                                     enabled,
                                     event_types,
                                     product,
                                     should_send_custom_events,
                                     webhook_url,
                                     sqs_queue_url,
                                     sqs_region,
                                     sqs_auth_type,
                                     sqs_key,
                                     sqs_secret,
                                     sqs_role_arn,
                                     sns_topic_arn,
                                     sns_region,
                                     sns_auth_type,
                                     sns_key,
                                     sns_secret,
                                     sns_role_arn,
                                     sns_event_based_message_group_id_enabled,
                                     timeout_ms,
                                     callback,
                                     failover_config,
                                     created_at,
                                     updated_at,
                                     delete_};
         std::size_t number = 0;
         for (auto const f : fields) {
             std::string_view const raw = h[f].raw();
             std::size_t found = 0;
             for (char const c : raw) found = found * 10 + static_cast<std::size_t>(c - '0');
             if (found != number++) return false;
         }
         return number == 26 && !h.has_other_fields();
     }},
    {"ids compare as UUIDs do",
     [] {
         using snsproof::hook_id;
         hook_id const lower("aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee");
         hook_id const upper("AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE");
         return lower == upper && lower.is_uuid() && hook_id("x") == hook_id("x") &&
                hook_id("x") != hook_id("X") && !hook_id("").is_uuid() &&
                lower != hook_id("aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeef") &&
                !hook_id("aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeee").is_uuid() &&
                !hook_id("aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeeee").is_uuid() &&
                !hook_id("aaaaaaaa_bbbb-4ccc-8ddd-eeeeeeeeeeee").is_uuid() &&
                hook_id("00000000-0000-0000-0000-000000000000").is_uuid() &&
                hook_id("00000000-0000-0000-0000-000000000000") != hook_id("");
     }},
    {"a list can be moved and still views its own bytes",
     [] {
         auto made = snsproof::parse_hooks(R"([{"id":"\u0061b","product":"plain"}])");
         snsproof::hook_list const moved = std::move(made).take();
         auto const h = *moved.begin();
         return h.id() == "ab" && h.text(snsproof::hook_field::product) == "plain";
     }},
    {"findings relate to what they are compared with",
     [] {
         auto const related = [](std::string_view abbreviated, std::string_view rule) {
             hooks_of const hooks(abbreviated);
             for (auto const& f : hooks.read.findings())
                 if (f.what->id == rule) return f.related.offset;
             return 0U;
         };
         auto const at = [](std::string_view abbreviated, std::string_view text) {
             auto const full = expand(abbreviated);
             return static_cast<std::uint32_t>(view(full).find(text));
         };
         constexpr std::string_view mismatch =
             R"([{@id,@sns,@on,"sns_topic_arn":"arn:aws:sns:us-west-2:123456789012:c",@region,@resource,)"
             R"(@types}])";
         constexpr std::string_view partition =
             R"([{@id,@sns,@on,"sns_topic_arn":"arn:aws:sns:cn-north-1:123456789012:c",)"
             R"("sns_region":"cn-north-1","sns_auth_type":"keys",@types}])";
         constexpr std::string_view same_type =
             R"([{@id,@sns,@on,@topic,@resource,"event_types":["message.read","message.read"]}])";
         constexpr std::string_view same_id = "[{@id,@webhook,@on,@url},{@id,@sqs,@on,@queue}]";
         constexpr std::string_view same_target = "[{@hook},{@id2,@sns,@on,@topic,@resource,@types}]";
         return related(mismatch, "hook-region-mismatch") == at(mismatch, "us-west-2") &&
                related(partition, "arn-partition") == at(partition, "cn-north-1") &&
                related(same_type, "hook-event-duplicate") == at(same_type, "message.read") &&
                related(same_id, "hook-id-duplicate") == at(same_id, "11111111") &&
                related(same_target, "hook-target-duplicate") == at(same_target, "arn:aws");
     }},
    {"what was meant is suggested",
     [] {
         using namespace snsproof::rules;
         return hook_field_misspelled.nearest("sns_arn_topic", "") == "sns_topic_arn" &&
                hook_field_misspelled.nearest("sqs_url", "") == "sqs_queue_url" &&
                hook_field_misspelled.nearest("explicit_hook_v2_deletion", "") ==
                    "explicit_event_hooks_deletion" &&
                hook_field_unknown.nearest("sns_topic_arm", "") == "sns_topic_arn" &&
                hook_type_unknown.nearest("SNS", "") == "sns" &&
                hook_auth_misspelled.nearest("key", "") == "keys" &&
                hook_region_mismatch.nearest("us-east-1", "us-west-2") == "us-west-2" &&
                hook_product_unknown.nearest("feed", "") == "feeds" &&
                hook_callback_mode.nearest("CALLBACK_MODE_RESTS", "") == "CALLBACK_MODE_REST" &&
                hooks_misspelled.nearest("eventHooks", "") == "event_hooks";
     }},
};

}  // namespace cases
