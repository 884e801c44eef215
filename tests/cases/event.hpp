// SPDX-License-Identifier: Apache-2.0
// Events, and what is wrong with them.
#pragma once

#include "snsproof/event.hpp"

#include "../verify.hpp"

#include <cstddef>
#include <string_view>

namespace cases {

/// Members that many events share.
inline constexpr abbreviation event_abbreviations[] = {
    {"at", R"("created_at":"2026-05-08T00:00:00Z")"},
    {"user", R"("user":{"id":"bob"})"},
    {"new",
     R"("type":"message.new","created_at":"2026-05-08T00:00:00Z","cid":"messaging:a","user":{"id":"b"})"},
    {"text", R"("message":{"id":"m","text":"hi","user":{"id":"b"}})"},
};

inline constexpr text_case events[] = {
    // Right: what Stream sends, in its order and in others, with nulls and with fields of the app's own.
    {R"({@new,@text})"},
    {R"({@text,@new,"members":[],"request_info":{"ip":"::1"},"my_own":{"type":1}})"},
    {R"({@new,"message":null})"},
    {R"({@new,"message":{"id":null,"user":null,"text":null,"id_of_mine":1}})"},
    {R"({"type":"user.updated",@at,@user})"},
    {R"({"type":"user.updated","created_at":1778198400000000000,@user})"},
    {R"({"type":"call.created",@at,"call":{"id":1}})"},
    {"\n{\"type\" : \"user.updated\" ,\t@at,\r\n @user }\n"},
    // Of custom events only `type` and the time are known; their names hold no dot.
    {R"({"type":"my-event",@at,"message":"text","cid":7,"user":[]})"},
    {R"({"type":"*",@at})"},
    {R"({"type":"custom",@at})"},
    {R"({"type":"message.unflagged",@at})"},
    // A key written with escapes is the same key.
    {R"({"\u0074ype":"user.updated","creat\u0065d_at":"2026-05-08T00:00:00\u005A",@user})"},
    {R"({"type":"user\u002Eupdated",@at,@user})"},

    // Objects in objects.
    {R"({"type":"reaction.new",@at,"cid":"messaging:a",@user,@text,"reaction":{"type":"like","message_id":7}})",
     {{"event-field-form", "7"}}},
    {R"({"type":"member.added",@at,"cid":"messaging:a",@user,"member":{"user":{}}})",
     {{"event-field-missing", "{", 4}}},
    {R"({"type":"message.deleted",@at,"cid":"messaging:a",@text,"hard_delete":1})",
     {{"event-field-form", "1"}}},
    {R"({"type":"user.banned",@at,@user,"created_by":{"id":"c"},"expiration":"soon"})",
     {{"event-time", "soon"}}},

    // No event at all.
    {"", {{"json-empty", ""}}},
    {"[]", {{"event-object", "["}}},
    {"null", {{"event-object", "null"}}},
    {R"("{}")", {{"event-object", "{}"}}},
    {R"({"type":"a",@at)", {{"json-end", "{"}}},
    {"{\"type\":\"a\xff\"}", {{"json-utf8", "\xff"}}},
    {"{}", {{"event-type-missing", "{"}, {"event-time-missing", "{"}}},
    {R"({"Type":"a",@at})", {{"event-type-missing", "{"}}},

    // The type.
    {R"({"type":7,@at})", {{"event-type-form", "7"}}},
    {R"({"type":"",@at})", {{"event-type-form", "\"\""}}},
    {R"({"type":null,@at})", {{"event-type-form", "null"}}},
    {R"({"type":{"a":1},@at})", {{"event-type-form", "{", 2}}},
    {R"({"type":"message.neww",@at})", {{"event-type-unknown", "message.neww"}}},
    {R"({"type":"Message.new",@at})", {{"event-type-unknown", "Message.new"}}},
    {R"({"type":"typing.start",@at,"user":7})", {{"event-type-websocket", "typing.start"}}},

    // The time.
    {R"({"type":"a"})", {{"event-time-missing", "{"}}},
    {R"({"type":"a","created_at":null})"},
    {R"({"type":"a","created_at":"2026-05-08"})", {{"event-time", "2026-05-08"}}},
    {R"({"type":"a","created_at":1.5})", {{"event-time", "1.5"}}},
    {R"({"type":"a","created_at":9223372036854775807})"},
    {R"({"type":"a","created_at":9223372036854775808})", {{"event-time", "9223372036854775808"}}},
    {R"({"type":"a","created_at":1e9})", {{"event-time", "1e9"}}},
    {R"({"type":"a","created_at":true})", {{"event-time", "true"}}},
    {R"({"type":"a","created_at":{}})", {{"event-time", "{", 2}}},
    {R"({"type":"a","created_at":""})", {{"event-time", "\"\""}}},

    // Fields of the type, and of the objects in them.
    {R"({"type":"message.new",@at,@user,@text})", {{"event-field-missing", "message.new"}}},
    {R"({@new,"message":{},"channel":{"cid":"a:b","type":"a"}})",
     {{"event-field-missing", "{", 3}, {"event-field-missing", "{", 4}}},
    {R"({@new})", {{"event-field-missing", "message.new"}}},
    {R"({@new,"message":"hi"})", {{"event-field-form", "hi"}}},
    {R"({@new,"message":[1]})", {{"event-field-form", "["}}},
    {R"({@new,"message":{"id":7}})", {{"event-field-form", "7"}}},
    {R"({@new,"message":{"id":"m","user":{"id":["b"]}}})", {{"event-field-form", "["}}},
    {R"({@new,@text,"channel":{"id":"m","type":"m","cid":"messaging"}})", {{"event-cid", "messaging", 2}}},
    {R"({@new,@text,"channel":{"type":"m","cid":7,"id":false}})",
     {{"event-field-form", "7"}, {"event-field-form", "false"}}},
    {R"({"type":"message.new",@at,"cid":":a",@user,@text})", {{"event-cid", ":a"}}},
    {R"({"type":"message.new",@at,"cid":"a:",@user,@text})", {{"event-cid", "a:"}}},
    {R"({"type":"message.new",@at,"cid":"a:b:c",@user,@text})", {{"event-cid", "a:b:c"}}},
    {R"({"type":"message.new",@at,"cid":"",@user,@text})", {{"event-cid", "\"\""}}},
    {R"({"type":"message.new",@at,"cid":"a\u003ab",@user,@text})"},
    {R"({@new,@text,"unread_count":"1"})", {{"event-field-form", "1"}}},

    // What counts must not stand twice; an app's own fields may.
    {R"({"type":"a","type":"b",@at})", {{"json-key-duplicate", "\"type\"", 2}}},
    {R"({"type":"a",@at,"creat\u0065d_at":null})", {{"json-key-duplicate", "\"creat\\u0065d_at\""}}},
    {R"({@new,@text,"message":null})", {{"json-key-duplicate", "\"message\"", 2}}},
    {R"({@new,"message":{"id":"a","id":"b"}})", {{"json-key-duplicate", "\"id\"", 3}}},
    {R"({"type":"a",@at,"x":1,"x":2,"user":1,"user":2})"},

    // Characters that are none of XML 1.0.
    {"{\"type\":\"a\",@at,\"x\":\"\xEF\xBF\xBE \xEF\xBF\xBD \xEF\xBF\xBF\"}",
     {{"event-characters", "\xEF\xBF\xBE"}, {"event-characters", "\xEF\xBF\xBF"}}},
    {R"({"type":"a",@at,"x":"\ufffe \u0000"})"},
};

constexpr bool is_event_case(text_case const& c) {
    auto const full = expand(c.text, event_abbreviations);
    return matches(snsproof::check_event(view(full)), view(full), c.findings);
}

/// Whether a time is one of RFC 3339.
struct time_case {
    std::string_view text;
    bool is_right;
};

inline constexpr time_case times[] = {
    {"2026-05-08T00:00:00Z", true},
    {"2026-05-08t23:59:60z", true},
    {"2026-05-08 00:00:00+02:00", true},
    {"0001-01-01T00:00:00Z", true},
    {"2024-02-29T00:00:00.1-23:59", true},
    {"2026-05-08T00:00:00.123456789Z", true},
    {"2026-05-08T00:00:00.1234567890Z", false},
    {"2026-05-08T00:00:00.Z", false},
    {"2026-05-08T00:00:00.12345678z", true},
    {"2026-05-08T00:00:00.1234567Z", true},
    {"2026-05-08T00:00:00.123456789+00:00", true},
    {"2026-05-08T00:00:00.1234567890+00:00", false},
    {"2026-05-08T00:00:00.x23456789Z", false},
    {"2026-05-08T00:00:00.12345678xZ", false},
    {"2026-05-08T00:00:00.1 Z", false},
    {"2026-05-08T00:00:00,1Z", false},
    {"2026-05-08T00:00:00.1", false},
    {"2026-05-08T00:00+00:00Z", false},
    {"2026-05-08T00:00:0+00:00", false},
    {"2026-05-08T00:00:00\xB1Z", false},
    {"2026-05-0\xB8T00:00:00Z", false},
    {"20\xB2"
     "6-05-08T00:00:00Z",
     false},
    {"2026-05-08T00:00:00", false},
    {"2026-05-08T00:00Z", false},
    {"2026-02-29T00:00:00Z", false},
    {"2026-00-08T00:00:00Z", false},
    {"2026-13-08T00:00:00Z", false},
    {"2026-05-00T00:00:00Z", false},
    {"2026-05-08T24:00:00Z", false},
    {"2026-05-08T00:60:00Z", false},
    {"2026-05-08T00:00:61Z", false},
    {"2026-05-08T00:00:00+24:00", false},
    {"2026-05-08T00:00:00+0200", false},
    {"2026-05-08T00:00:00+02:60", false},
    {"2026-05-08X00:00:00Z", false},
    {"2026-05-0:T00:00:00Z", false},
    {"2026-05-:8T00:00:00Z", false},
    {"2026-05-08T00:00:00ZZ", false},
    {" 2026-05-08T00:00:00Z", false},
    {"2024-23-02 00:00:00", false},
    {"", false},
};

constexpr bool is_time_case(time_case const& c) {
    return snsproof::detail::is_rfc3339(c.text) == c.is_right;
}

inline constexpr std::string_view event_start = R"({"type":"a","created_at":null,"x":")";
inline constexpr std::string_view event_end = R"("})";
inline constexpr std::string_view filler = repeated<1024 - event_start.size() - event_end.size(), 'x'>::value;
inline constexpr std::string_view event_of_1024 = joined<event_start, filler, event_end>::value;
inline constexpr std::string_view one_more = "\n";
inline constexpr std::string_view event_of_1025 = joined<event_of_1024, one_more>::value;
inline constexpr std::string_view broken_of_1025 = repeated<1025, '{'>::value;

inline constexpr fact event_facts[] = {
    {"an event of exactly the limit fits, and one more byte is the only finding",
     [] {
         using namespace snsproof;
         event_limits const limits{1024};
         auto const has_size_alone = [&](std::string_view text) {
             report const found = check_event(text, limits);
             return found.size() == 1 && *found.begin()->what == rules::event_size &&
                    found.begin()->where == span{1024, 1};
         };
         return check_event(event_of_1024, limits).empty() && has_size_alone(event_of_1025) &&
                has_size_alone(broken_of_1025) && check_event(event_of_1025).empty();
     }},
    {"billed requests are chunks of 64 KB, and at least one",
     [] {
         using snsproof::billed_requests;
         return billed_requests(0) == 1 && billed_requests(65'536) == 1 && billed_requests(65'537) == 2 &&
                billed_requests(262'144) == 4;
     }},
    {"the envelope escapes the body",
     [] {
         using snsproof::enveloped_size;
         return enveloped_size("") == 928 && enveloped_size(R"({"a":"\n"})") == 928 + 10 + 5 &&
                enveloped_size("\n\x01/\xC3\xA9") == 928 + 5 + 1 + 5 &&
                enveloped_size("\b\f\r\t\"\\") == 928 + 2 * 6;
     }},
    {"the title of a missing field names it and the object",
     [] {
         auto const found = snsproof::check_event(R"({"type":"user.updated","created_at":null,"user":{}})");
         return found.size() == 1 && found.begin()->what->title == "this user has no `id`";
     }},
    {"the room for a member is what is left",
     [] {
         using namespace snsproof;
         return custom_data_room(event_of_1024, "k", {1024 + 5}) == 0 &&
                custom_data_room(event_of_1024, "k", {1024 + 6}) == 1 &&
                custom_data_room(event_of_1024, "k", {1000}) == 0;
     }},
    {"a type that was meant is suggested",
     [] { return snsproof::rules::event_type_unknown.nearest("message.neww", "") == "message.new"; }},
};

}  // namespace cases
