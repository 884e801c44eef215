// SPDX-License-Identifier: Apache-2.0
// Sizes of events as Amazon SNS counts them: in bytes.
#pragma once

#include <cstdint>
#include <string_view>

namespace snsproof {

/// A topic's own limits.
struct event_limits {
    /// `MaximumMessageSize`: 1,024 to 1,048,576 bytes; of a topic that has not set it, 262,144.
    /// https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html
    std::uint32_t bytes = 262'144;
};

/// As how many requests SNS bills a published message: "Each 64KB chunk of published data is billed as 1
/// request". https://aws.amazon.com/sns/faqs/
constexpr std::uint64_t billed_requests(std::uint64_t bytes) noexcept {
    constexpr std::uint64_t chunk = 65'536;
    return bytes == 0 ? 1 : (bytes - 1) / chunk + 1;
}

/// How many bytes a subscriber gets without raw message delivery: the body as a string of JSON, in an
/// envelope of 928 bytes. That is what a signed notification was measured to have around its message; the
/// names of topic and region, and a subject, make it some bytes longer or shorter.
/// https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html
constexpr std::uint64_t enveloped_size(std::string_view body) noexcept {
    constexpr std::uint64_t envelope = 928;
    std::uint64_t size = envelope + body.size();
    for (char const c : body) {
        bool const is_short =
            c == '"' || c == '\\' || c == '\n' || c == '\r' || c == '\t' || c == '\b' || c == '\f';
        size += is_short ? 1 : static_cast<unsigned char>(c) < 0x20 ? 5 : 0;
    }
    return size;
}

/// The longest notification that is read, in bytes: SNS writes at most two for one of a message that is JSON,
/// and attributes that count to the limit as well; what else is in an envelope is short.
constexpr std::uint64_t envelope_room(event_limits const& limits) noexcept {
    return std::uint64_t{2} * limits.bytes + 65'536;
}

/// How many bytes the value of one more member of an event may have, as it is written in JSON, quotes and
/// escapes included; `key` is the member's name, as it is written between its quotes. 0: there is no room.
constexpr std::uint64_t custom_data_room(std::string_view event, std::string_view key,
                                         event_limits const& limits = {}) noexcept {
    std::uint64_t const needed = event.size() + key.size() + std::string_view(R"(,"":)").size();
    return needed >= limits.bytes ? 0 : limits.bytes - needed;
}

}  // namespace snsproof
