// SPDX-License-Identifier: Apache-2.0
// The rules of one event. What checks them is event.hpp.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

#include "snsproof/event_shape.hpp"
#include "snsproof/event_type.hpp"
#include "snsproof/report.hpp"

namespace snsproof::rules {

inline constexpr rule event_size{
    .id = "event-size",
    .title = "the event is larger than the topic takes",
    .why =
        "SNS answers `InvalidParameter: Message too long`, and Stream drops an event that it cannot publish",
    .fix = "keep less in custom data, turn compression of payloads on, or raise the topic's "
           "`MaximumMessageSize`",
    .reference = "https://docs.aws.amazon.com/sns/latest/api/API_Publish.html",
    .quotes_text = false,
};
inline constexpr rule event_characters{
    .id = "event-characters",
    .title = "a character that SNS does not list as accepted",
    .why =
        "SNS accepts the characters of XML 1.0; U+FFFE and U+FFFF are none, and what it answers to them is "
        "not documented",
    .fix = "write it as an escape, `\\ufffe` or `\\uffff`, or leave it out",
    .reference = "https://aws.amazon.com/sns/faqs/",
    .level = severity::warning,
    .quotes_text = false,
};
inline constexpr rule event_object{
    .id = "event-object",
    .title = "an event is a JSON object, not",
    .why = "receivers look for the member `type` first, and cannot tell what this is",
    .fix = "publish one object with `type` and `created_at`",
    .reference = events_page,
};
inline constexpr rule event_type_missing{
    .id = "event-type-missing",
    .title = "the event has no `type`",
    .why = "receivers tell events apart by it; Stream's own SDKs refuse an event without: `missing 'type' "
           "field`",
    .fix = "add `type`",
    .reference = events_page,
    .quotes_text = false,
};
inline constexpr rule event_type_form{
    .id = "event-type-form",
    .title = "`type` is a string that is not empty, not",
    .why = "receivers tell events apart by it, and find none of theirs",
    .fix = "write the event's type, as `message.new`",
    .reference = events_page,
};
inline constexpr rule event_type_unknown{
    .id = "event-type-unknown",
    .title = "an event of a type that is not known here",
    .why = "Stream adds types every few weeks, so that it may be newer than this list; names of custom "
           "events may not hold a dot",
    .fix = "compare it with Stream's list of events",
    .reference = events_page,
    .level = severity::warning,
    .nearest = nearest_event_type,
};
inline constexpr rule event_type_websocket{
    .id = "event-type-websocket",
    .title = "an event of a type that no hook delivers",
    .why = "Stream sends it to connected clients only, so that it never comes by SNS",
    .fix = "test with an event that hooks deliver",
    .reference = events_page,
    .level = severity::warning,
};
inline constexpr rule event_time_missing{
    .id = "event-time-missing",
    .title = "the event has no `created_at`",
    .why = "all events of Stream have one, and receivers order events by it",
    .fix = "add `created_at`",
    .reference = events_page,
    .level = severity::warning,
    .quotes_text = false,
};
inline constexpr rule event_time{
    .id = "event-time",
    .title = "neither a time of RFC 3339 nor nanoseconds since 1970",
    .why =
        "Stream's SDKs read one of the two: a string with date, time and offset, and up to 9 decimals, or an "
        "integer of 64 bits",
    .fix = "write it as `2026-05-08T00:00:00Z`",
    .reference = "https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
};
inline constexpr rule event_cid{
    .id = "event-cid",
    .title = "a channel's `cid` is `type:id`, not",
    .why = "receivers find the channel by it, and cut it at the colon",
    .fix = "write the channel's type, a colon and its id, as `messaging:general`",
    .reference = "https://getstream.io/chat/docs/node/event_object/",
};
inline constexpr rule event_field_form{
    .id = "event-field-form",
    .title = "a value that this field of the event never holds",
    .why = "Stream sends it as another type of JSON, or as `null`, and receivers fail to read this",
    .fix = "compare the event with Stream's description of its type",
    .reference = events_page,
};
inline constexpr rule event_field_missing{
    .id = "event-field-missing",
    .title = "a field is missing that Stream sends",
    .why = "it stands in each event of this type that was collected, so that a receiver may rely on it",
    .fix = "compare the event with Stream's description of its type",
    .reference = events_page,
    .level = severity::warning,
    .quotes_text = false,
};

}  // namespace snsproof::rules

namespace snsproof::detail {

/// `event_field_missing` with a title that names the field: `the event has no `cid``.
template <std::size_t I>
struct missing_field {
    static constexpr core_field what = checked_field(I);
    static constexpr auto title = [] {
        constexpr std::string_view middle = " has no `";
        std::array<char, name_of(what.of).size() + middle.size() + what.field.name.size() + 1> bytes{};
        std::size_t at = 0;
        for (std::string_view const part : {name_of(what.of), middle, what.field.name, std::string_view("`")})
            for (char const c : part) bytes[at++] = c;
        return bytes;
    }();
    static constexpr rule broken = [] {
        rule named = rules::event_field_missing;
        named.title = {title.data(), title.size()};
        return named;
    }();
};

/// For each checked field the rule that it is missing. They all have one id.
inline constexpr auto field_missing_rules = []<std::size_t... I>(std::index_sequence<I...>) {
    return std::array{&missing_field<I>::broken...};
}
(std::make_index_sequence<checked_fields>{});

}  // namespace snsproof::detail
