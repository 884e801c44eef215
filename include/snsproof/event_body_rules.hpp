// SPDX-License-Identifier: Apache-2.0
// The rules of a message's body, in whatever form it holds an event. What checks them is event_body.hpp and,
// of compressed ones, event_gzip.hpp.
#pragma once

#include <string_view>

#include "snsproof/report.hpp"

namespace snsproof::rules {

inline constexpr std::string_view envelope_page =
    "https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html";
inline constexpr std::string_view base64_page = "https://www.rfc-editor.org/rfc/rfc4648#section-4";
inline constexpr std::string_view gzip_page = "https://www.rfc-editor.org/rfc/rfc1952";

inline constexpr rule body_empty{
    .id = "body-empty",
    .title = "there is no event, the text is empty",
    .why = "SNS answers `Invalid parameter: Empty message`, and Stream's own SDKs say `empty body`",
    .fix = "send an event, or nothing",
    .reference = "https://docs.aws.amazon.com/sns/latest/api/API_Publish.html",
    .quotes_text = false,
};
inline constexpr rule body_form{
    .id = "body-form",
    .title = "neither JSON, nor base64 of a JSON object or of gzip data",
    .why = "Stream publishes events as JSON or, compressed, as base64 of gzip data; receivers try one after "
           "the other, and can read none of them",
    .fix = "compare it with what Stream publishes",
    .reference = "https://getstream.io/chat/docs/node/sns/",
};
inline constexpr rule body_base64{
    .id = "body-base64",
    .title = "what begins as base64 goes on with what is none",
    .why = "base64 has letters, digits, `+` and `/`, and `=` at the end; Stream's own SDKs answer `invalid "
           "base64 encoding`",
    .fix = "encode the event again, without line breaks",
    .reference = base64_page,
};
inline constexpr rule body_base64_end{
    .id = "body-base64-end",
    .title = "base64 ends within a group of four",
    .why = "it was cut off, or lacks its `=`; Stream's own SDKs answer `invalid base64 encoding`",
    .fix = "encode the event again, with `=` up to a multiple of four",
    .reference = base64_page,
};
inline constexpr rule body_gzip_unread{
    .id = "body-gzip-unread",
    .title = "a compressed event was not looked into",
    .why = "its form and its size were read, but what it says would have to be inflated first",
    .fix = "check it with the component `gzip` of this library",
    .reference = gzip_page,
    .level = severity::warning,
    .quotes_text = false,
};
inline constexpr rule body_gzip{
    .id = "body-gzip",
    .title = "the gzip data are damaged",
    .why = "they cannot be inflated; Stream's own SDKs answer `gzip decompression failed`",
    .fix = "compress the event again",
    .reference = gzip_page,
    .quotes_text = false,
};
inline constexpr rule body_gzip_end{
    .id = "body-gzip-end",
    .title = "the gzip data end early",
    .why = "a part of the event is missing; Stream's own SDKs answer `gzip decompression failed`",
    .fix = "compress the event again, and close the stream before it is sent",
    .reference = gzip_page,
    .quotes_text = false,
};
inline constexpr rule body_gzip_checksum{
    .id = "body-gzip-checksum",
    .title = "checksum or length behind the gzip data are not theirs",
    .why =
        "the event was changed or damaged on its way; Stream's own SDKs answer `gzip decompression failed`",
    .fix = "compress the event again",
    .reference = "https://www.rfc-editor.org/rfc/rfc1952#section-2.3.1",
    .quotes_text = false,
};
inline constexpr rule body_gzip_trailing{
    .id = "body-gzip-trailing",
    .title = "bytes behind the gzip data that begin no other",
    .why = "gzip data are members that follow one another, with nothing before, between or behind them; some "
           "readers ignore the rest, and others refuse everything",
    .fix = "leave the bytes out",
    .reference = "https://www.rfc-editor.org/rfc/rfc1952#section-2.2",
    .quotes_text = false,
};
inline constexpr rule body_gzip_size{
    .id = "body-gzip-size",
    .title = "the compressed event is larger than what was to be inflated",
    .why =
        "a few bytes may inflate to a thousand times their size and fill the memory of whoever reads them; "
        "what lies within was not looked into",
    .fix = "allow more, if events of this size are expected",
    .reference = gzip_page,
    .level = severity::warning,
    .quotes_text = false,
};
inline constexpr rule body_envelope_field{
    .id = "body-envelope-field",
    .title = "a field is missing that SNS writes into each envelope",
    .why = "SNS sent it not so; receivers look for the fields and refuse the message",
    .fix = "pass on what SNS delivers, as it is",
    .reference = envelope_page,
    .quotes_text = false,
};
inline constexpr rule body_envelope_form{
    .id = "body-envelope-form",
    .title = "a value that this field of an envelope never holds",
    .why = "SNS writes strings into it, so that this was written by something else",
    .fix = "pass on what SNS delivers, as it is; an event in `Message` is a string with escapes",
    .reference = envelope_page,
};
inline constexpr rule body_envelope_unsigned{
    .id = "body-envelope-unsigned",
    .title = "an envelope without its signature",
    .why = "SNS writes `SignatureVersion`, `Signature` and `SigningCertURL` into each; without them nobody "
           "can tell whether it comes from SNS",
    .fix = "keep the three fields, and verify them where the message is received",
    .reference = "https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html",
    .level = severity::warning,
    .quotes_text = false,
};
inline constexpr rule body_subscription{
    .id = "body-subscription",
    .title = "no event: SNS asks whether to begin a subscription",
    .why = "no event is delivered to this place until its `SubscribeURL` was visited",
    .fix = "confirm the subscription, after a look at `TopicArn`",
    .reference = envelope_page,
    .level = severity::note,
    .quotes_text = false,
};
inline constexpr rule body_unsubscription{
    .id = "body-unsubscription",
    .title = "no event: SNS says that a subscription has ended",
    .why = "no event is delivered to this place from now on, unless its `SubscribeURL` is visited",
    .fix = "subscribe again, if somebody else ended it",
    .reference = envelope_page,
    .level = severity::note,
    .quotes_text = false,
};

}  // namespace snsproof::rules
