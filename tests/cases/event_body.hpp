// SPDX-License-Identifier: Apache-2.0
// Bodies of messages in each form, and what is wrong with them.
#pragma once

#include "snsproof/event_body.hpp"

#include "../verify.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace cases {

using snsproof::body_form;

/// A body, its form and that of what it holds, and its findings.
struct body_case {
    std::string_view text;
    body_form form;
    body_form content;
    expected findings[7]{};
};

/// Members that many bodies share. `head`, `tail` and `sign` are the parts of SNS's envelope around
/// `Message`.
inline constexpr abbreviation body_abbreviations[] = {
    {"at", R"("created_at":"2026-05-08T00:00:00Z")"},
    {"esc", R"(\"created_at\":\"2026-05-08T00:00:00Z\")"},
    {"head",
     R"("Type":"Notification","MessageId":"m-1","TopicArn":"arn:aws:sns:us-east-1:123456789012:quay")"},
    {"asked",
     R"("Type":"SubscriptionConfirmation","MessageId":"m-1","TopicArn":"arn:aws:sns:us-east-1:123456789012:quay")"},
    {"sign",
     R"("SignatureVersion":"1","Signature":"c2ln","SigningCertURL":"https://sns.us-east-1.amazonaws.com/a.pem")"},
    {"tail",
     R"("Timestamp":"2026-05-08T00:00:00.000Z","SignatureVersion":"1","Signature":"c2ln","SigningCertURL":"https://sns.us-east-1.amazonaws.com/a.pem")"},
    {"base", "eyJ0eXBlIjoiYSIsImNyZWF0ZWRfYXQiOiIyMDI2LTA1LTA4VDAwOjAwOjAwWiJ9"},  // of {"type":"a",@at}
};

inline constexpr body_case bodies[] = {
    // The event itself, as check_event has it.
    {R"({"type":"a",@at})", body_form::json, body_form::json},
    {"\n {\"type\":\"a\",@at}\r\n", body_form::json, body_form::json},
    {R"({"type":7,@at})", body_form::json, body_form::json, {{"event-type-form", "7"}}},
    {R"({"type":"a")", body_form::json, body_form::json, {{"json-end", "{"}}},
    {R"([{"type":"a"}])", body_form::json, body_form::json, {{"event-object", "["}}},
    {"null", body_form::json, body_form::json, {{"event-object", "null"}}},
    {"2026", body_form::json, body_form::json, {{"event-object", "2026"}}},
    {"'{}'", body_form::json, body_form::json, {{"json-quotes", "'"}}},
    {"\xEF\xBB\xBF{}", body_form::json, body_form::json, {{"json-bom", "\xEF\xBB\xBF"}}},

    // None of the forms.
    {"", body_form::json, body_form::json, {{"body-empty", ""}}},
    {" \n", body_form::json, body_form::json, {{"body-empty", " \n"}}},
    {"!!!", body_form::json, body_form::json, {{"body-form", "!"}}},
    {"x", body_form::json, body_form::json, {{"body-form", "x"}}},
    {" quay 7", body_form::json, body_form::json, {{"body-form", "quay"}}},
    {"9e43ab", body_form::json, body_form::json, {{"body-form", "9e43ab"}}},
    {"aGVsbG8gd29ybGQ=", body_form::json, body_form::json, {{"body-form", "aGVsbG8gd29ybGQ"}}},
    {"W10=", body_form::json, body_form::json, {{"body-form", "W10"}}},
    {"====", body_form::json, body_form::json, {{"body-form", "="}}},

    // Base64 of the event. What is wrong stands in the digits that hold it.
    {"@base", body_form::base64, body_form::base64},
    {" @base\r\n", body_form::base64, body_form::base64},
    {"eyJ0eXBlIjoiYSIsImNyZWF0ZWRfYXQiOiIyMDI2LTA1LTA4VDAwOjAwOjAwWiJ9IA==", body_form::base64,
     body_form::base64},
    {"IHsidHlwZSI6ImEiLCJjcmVhdGVkX2F0IjoiMjAyNi0wNS0wOFQwMDowMDowMFoifQo=", body_form::base64,
     body_form::base64},
    {"eyJ0eXBlIjo3LCJjcmVhdGVkX2F0IjoiMjAyNi0wNS0wOFQwMDowMDowMFoifQ==",
     body_form::base64,
     body_form::base64,
     {{"event-type-form", "o3"}}},
    {" eyJ0eXBlIjoiYS5iIiwiY3JlYXRlZF9hdCI6IjIwMjYtMDUtMDhUMDA6MDA6MDBaIn0=",
     body_form::base64,
     body_form::base64,
     {{"event-type-unknown", "YS5i"}}},
    {"e30=",
     body_form::base64,
     body_form::base64,
     {{"event-type-missing", "e3"}, {"event-time-missing", "e3"}}},
    {"eyJ0eXBlIjoiYSI=", body_form::base64, body_form::base64, {{"json-end", "ey"}}},
    {"eyJ0eXBlIjoiYSI", body_form::base64, body_form::base64, {{"body-base64-end", "YSI"}}},
    {"eyJ0eXBlIjoiYSI==", body_form::base64, body_form::base64, {{"body-base64", "=", 2}}},
    {"eyJ0eXBlIjo\niYSI=", body_form::base64, body_form::base64, {{"body-base64", "\n"}}},
    {"eyJ0\xC3\xA9XBl", body_form::base64, body_form::base64, {{"body-base64", "\xC3\xA9"}}},
    {"eyJ0-XBl", body_form::base64, body_form::base64, {{"body-base64", "-"}}},
    {"eyJ0=XBl", body_form::base64, body_form::base64, {{"body-base64", "="}}},
    {"eyJ0e===", body_form::base64, body_form::base64, {{"body-base64", "="}}},
    {"eyJ0eXAA\xFF", body_form::base64, body_form::base64, {{"body-base64", "\xFF"}}},
    // An envelope is not looked for in base64, since SNS puts none there.
    {"eyJUeXBlIjoiTm90aWZpY2F0aW9uIiwiTWVzc2FnZSI6Im0ifQ==",
     body_form::base64,
     body_form::base64,
     {{"event-type-missing", "ey"}, {"event-time-missing", "ey"}}},

    // Base64 of gzip data, which the core does not look into.
    {"H4sIAAAA", body_form::gzip, body_form::gzip, {{"body-gzip-unread", "H4sIAAAA"}}},
    {" H4sIAAAA\n", body_form::gzip, body_form::gzip, {{"body-gzip-unread", "H4sIAAAA"}}},
    {"H4sIAAA", body_form::gzip, body_form::gzip, {{"body-base64-end", "AAA"}}},
    {"H4sIA!AA", body_form::gzip, body_form::gzip, {{"body-base64", "!"}}},

    // SNS's envelope around each of them.
    {R"({@head,"Message":"{\"type\":\"a\",@esc}",@tail})", body_form::notification, body_form::json},
    {R"({@head,"Subject":null,"Message":"{\"type\":\"a\",@esc}","Timestamp":"t","SignatureVersion":"1","Signature":"s","SigningCertUrl":"u","UnsubscribeUrl":"u","MessageAttributes":{}})",
     body_form::notification, body_form::json},
    {R"({@head,"Message":"@base",@tail,"UnsubscribeURL":"u"})", body_form::notification, body_form::base64},
    {R"({@head,"M\u0065ssage":"@base",@tail})", body_form::notification, body_form::base64},
    {R"({@head,"Message":"{\"type\":7,@esc}",@tail})",
     body_form::notification,
     body_form::json,
     {{"event-type-form", "7", 2}}},
    {R"({@head,"Message":"{\"type\":\"a\",@esc}\u0000",@tail})",
     body_form::notification,
     body_form::json,
     {{"json-control", "\\u0000"}}},
    {R"({@head,"Message":"{\"type\":\"a\u002Eb\",@esc}",@tail})",
     body_form::notification,
     body_form::json,
     {{"event-type-unknown", "a\\u002Eb"}}},
    {R"({@head,"Message":"{\"type\":\"a\",\"type\":\"a\",@esc}",@tail})",
     body_form::notification,
     body_form::json,
     {{"json-key-duplicate", "\\\"type\\\"", 2}}},
    {R"({@head,"Message":"eyJ0eXBlIjo3LCJjcmVhdGVkX2F0IjoiMjAyNi0wNS0wOFQwMDowMDowMFoifQ==",@tail})",
     body_form::notification,
     body_form::base64,
     {{"event-type-form", "o3"}}},
    {R"({@head,"Message":"\u0065yJ0eXBlIjo3LCJjcmVhdGVkX2F0IjoiMjAyNi0wNS0wOFQwMDowMDowMFoifQ==",@tail})",
     body_form::notification,
     body_form::base64,
     {{"event-type-form", "o3"}}},
    {R"({@head,"Message":"H4sIAAAA",@tail})",
     body_form::notification,
     body_form::gzip,
     {{"body-gzip-unread", "H4sIAAAA"}}},
    {R"({@head,"Message":"@@",@tail})", body_form::notification, body_form::json, {{"body-form", "@"}}},
    {R"({@head,"Message":"",@tail})", body_form::notification, body_form::json, {{"body-empty", "\"\""}}},
    {R"({@head,"Message":"{}",@tail})",
     body_form::notification,
     body_form::json,
     {{"event-type-missing", "{", 2}, {"event-time-missing", "{", 2}}},

    // An envelope that lacks something, or that SNS has not written.
    {R"({"Type":"Notification"})",
     body_form::notification,
     body_form::notification,
     {{"body-envelope-field", "{"},
      {"body-envelope-field", "{"},
      {"body-envelope-field", "{"},
      {"body-envelope-field", "{"},
      {"body-envelope-unsigned", "{"}}},
    {R"({@head,"Message":"@base","Timestamp":"t"})",
     body_form::notification,
     body_form::base64,
     {{"body-envelope-unsigned", "{"}}},
    {R"({@head,"Message":"@base","Timestamp":"t","SignatureVersion":"1","Signature":"s"})",
     body_form::notification,
     body_form::base64,
     {{"body-envelope-unsigned", "{"}}},
    {R"({@head,"Message":"@base",@sign})",
     body_form::notification,
     body_form::base64,
     {{"body-envelope-field", "{"}}},
    {R"({@head,"Message":{"type":"a",@at},@tail})",
     body_form::notification,
     body_form::notification,
     {{"body-envelope-form", "{", 2}}},
    {R"({@head,"Message":"@base","Timestamp":7,@sign})",
     body_form::notification,
     body_form::base64,
     {{"body-envelope-form", "7", 2}}},
    {R"({@head,"Message":"@base","Message":"@base",@tail})",
     body_form::notification,
     body_form::base64,
     {{"json-key-duplicate", "\"Message\"", 2}}},

    // Confirmations hold no event, and have a token; that they are no events is a note.
    {R"({@asked,"Message":"You have chosen to ...","Token":"t","SubscribeURL":"u",@tail})",
     body_form::subscription,
     body_form::subscription,
     {{"body-subscription", "SubscriptionConfirmation"}}},
    {R"({@asked,"Message":"You have chosen to ...",@tail})",
     body_form::subscription,
     body_form::subscription,
     {{"body-envelope-field", "{"},
      {"body-envelope-field", "{"},
      {"body-subscription", "SubscriptionConfirmation"}}},
    {R"({"Type":"UnsubscribeConfirmation","MessageId":"m","TopicArn":"t","Message":"m","Token":"t","SubscribeURL":"u",@tail})",
     body_form::unsubscription,
     body_form::unsubscription,
     {{"body-unsubscription", "UnsubscribeConfirmation"}}},

    // Events that look like envelopes to who ignores case, or looks at one member alone.
    {R"({"type":"a",@at,"message":"@base"})", body_form::json, body_form::json},
    {R"({"type":"a",@at,"Message":"@base","MessageId":"m"})", body_form::json, body_form::json},
    {R"({"type":"a",@at,"Type":"Notification","Message":"@base"})", body_form::json, body_form::json},
    {R"({@at,"Type":"notification","Message":"@base"})",
     body_form::json,
     body_form::json,
     {{"event-type-missing", "{"}}},
    {R"({@at,"Message":"@base"})", body_form::json, body_form::json, {{"event-type-missing", "{"}}},
};

constexpr bool is_body_case(body_case const& c) {
    auto const full = expand(c.text, body_abbreviations);
    snsproof::checked_body const body = snsproof::check_event_body(view(full));
    return body.form == c.form && body.content == c.content &&
           snsproof::find_body_form(view(full)) == c.form && matches(body.findings, view(full), c.findings) &&
           body.inflated_findings.empty();
}

/// What stands for every body of more than a limit has that one finding, at the limit.
constexpr bool is_only_too_large(snsproof::checked_body const& body, std::string_view text,
                                 std::string_view under) {
    return body.findings.size() == 1 && *body.findings.begin()->what == snsproof::rules::event_size &&
           text / body.findings.begin()->where == under;
}

/// A notification whose message has so many bytes.
template <std::size_t Size>
struct notification_of {
    static constexpr std::string_view start =
        R"({"Type":"Notification","MessageId":"m","TopicArn":"t","Timestamp":"t","SignatureVersion":"1","Signature":"s","SigningCertURL":"u","Message":"{\"type\":\"a\",\"created_at\":null,\"x\":\")";
    static constexpr std::string_view end = R"(\"}"})";
    static constexpr std::size_t around = std::string_view(R"({"type":"a","created_at":null,"x":""})").size();
    static constexpr std::string_view filling = repeated<Size - around, 'x'>::value;
    static constexpr std::string_view text = joined<start, filling, end>::value;
};

inline constexpr std::string_view base64_event =
    "eyJ0eXBlIjoiYSIsImNyZWF0ZWRfYXQiOiIyMDI2LTA1LTA4VDAwOjAwOjAwWiJ9";
inline constexpr std::string_view spaces = repeated<1024 - base64_event.size(), ' '>::value;
inline constexpr std::string_view base64_of_1024 = joined<base64_event, spaces>::value;
inline constexpr std::string_view one_space = " ";
inline constexpr std::string_view base64_of_1025 = joined<base64_of_1024, one_space>::value;
inline constexpr std::string_view spaces_of_1025 = repeated<1025, ' '>::value;

inline constexpr fact body_facts[] = {
    {"the limit is that of the form that was published: of an envelope its message, escapes resolved",
     [] {
         using namespace snsproof;
         body_options const options{{1024}};
         std::string_view const right = notification_of<1024>::text, wrong = notification_of<1025>::text;
         checked_body const fits = check_event_body(right, options);
         checked_body const large = check_event_body(wrong, options);
         return right.size() > 1024 && fits.findings.empty() && fits.size == 1024 && large.size == 1025 &&
                large.form == body_form::notification && is_only_too_large(large, wrong, "}");
     }},
    {"of base64 it is the base64",
     [] {
         using namespace snsproof;
         body_options const options{{1024}};
         checked_body const fits = check_event_body(base64_of_1024, options);
         checked_body const large = check_event_body(base64_of_1025, options);
         return fits.findings.empty() && fits.size == 1024 && large.size == 1025 &&
                is_only_too_large(large, base64_of_1025, " ");
     }},
    {"white space that is too much is too large, not empty",
     [] {
         return is_only_too_large(snsproof::check_event_body(spaces_of_1025, {{1024}}), spaces_of_1025, " ");
     }},
    {"an envelope beyond its room is not read",
     [] {
         using namespace snsproof;
         // A limit that no topic has, so that the text can be short: 65,536 bytes are what is left.
         return envelope_room({1024}) == 67'584 && envelope_room({0xFFFFFFFF}) == 8'590'000'126;
     }},
    {"bytes stand in the digits that hold a bit of them",
     [] {
         using snsproof::span;
         using snsproof::detail::locate_base64;
         return locate_base64({0, 1}) == span{0, 2} && locate_base64({1, 1}) == span{1, 2} &&
                locate_base64({2, 1}) == span{2, 2} && locate_base64({3, 1}) == span{4, 2} &&
                locate_base64({0, 3}) == span{0, 4} && locate_base64({1, 3}) == span{1, 5} &&
                locate_base64({3, 0}) == span{4, 0} && locate_base64({4, 0}) == span{5, 0};
     }},
    {"base64 is decoded byte by byte",
     [] {
         using snsproof::detail::decode_base64;
         snsproof::detail::list<char> bytes;
         auto const decodes = [&](std::string_view text, std::string_view wanted) {
             return decode_base64(text, bytes) == text.size() && snsproof::detail::view(bytes) == wanted;
         };
         return decodes("", "") && decodes("Zg==", "f") && decodes("Zm8=", "fo") && decodes("Zm9v", "foo") &&
                decodes("Zm9vYg==", "foob") && decodes("Zm9vYmE=", "fooba") &&
                decodes("Zm9vYmFy", "foobar") && decodes("+/+/", "\xFB\xFF\xBF") &&
                decode_base64("Zg=", bytes) == 0 && decode_base64("Zg", bytes) == 0 &&
                decode_base64("Zm9vZ", bytes) == 4 && decode_base64("Zm9v=", bytes) == 4 &&
                decode_base64("Z===", bytes) == 1 && decode_base64("Zm9_", bytes) == 3;
     }},
    {"each form has a name",
     [] {
         return snsproof::name_of(body_form::json) == "JSON" &&
                snsproof::name_of(body_form::unsubscription) == "SNS unsubscribe confirmation";
     }},
};

}  // namespace cases
