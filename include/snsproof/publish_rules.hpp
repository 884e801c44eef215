// SPDX-License-Identifier: Apache-2.0
// The rules of a call of Publish or PublishBatch. What checks them is publish.hpp.
#pragma once

#include <string_view>

#include "snsproof/report.hpp"

namespace snsproof::rules {

inline constexpr std::string_view publish_page =
    "https://docs.aws.amazon.com/sns/latest/api/API_Publish.html";
inline constexpr std::string_view publish_batch_page =
    "https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html";
inline constexpr std::string_view publish_attributes_page =
    "https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html";

inline constexpr rule publish_form{
    .id = "publish-form",
    .title = "not what this member of a publish request is",
    .why = "the request has a form of its own, which AWS's tools read before they send anything",
    .fix = "compare it with the request's syntax: `Message`, `Subject` and the ids are strings, "
           "`MessageAttributes` is an object of objects",
    .reference = publish_page,
};
inline constexpr rule publish_message_missing{
    .id = "publish-message-missing",
    .title = "the request has no `Message`",
    .why = "it is the one member that SNS requires for a topic",
    .fix = "add `Message`",
    .reference = publish_page,
    .quotes_text = false,
};
inline constexpr rule publish_message_empty{
    .id = "publish-message-empty",
    .title = "the message is empty",
    .why = "SNS answers `Invalid parameter: Empty message`",
    .fix = "send an event, or nothing",
    .reference = publish_page,
    .quotes_text = false,
};
inline constexpr rule publish_size{
    .id = "publish-size",
    .title = "the message and its attributes are larger than the topic takes",
    .why = "the bytes of the body and of each attribute's name, type and value count together, the subject "
           "does not; SNS answers `Invalid parameter: Message too long`",
    .fix = "send less, or raise the topic's `MaximumMessageSize`",
    .reference = publish_page,
    .quotes_text = false,
};
inline constexpr rule publish_batch_size{
    .id = "publish-batch-size",
    .title = "the messages of the batch are together larger than the topic takes",
    .why = "SNS answers `BatchRequestTooLong`: `The length of all the messages put together is more than the "
           "limit.`",
    .fix = "send them in several batches",
    .reference = publish_batch_page,
    .quotes_text = false,
};
inline constexpr rule publish_batch_count{
    .id = "publish-batch-count",
    .title = "a batch has 1 to 10 entries",
    .why = "SNS answers `TooManyEntriesInBatchRequest` or `EmptyBatchRequest`",
    .fix = "send them in several batches",
    .reference = publish_batch_page,
    .quotes_text = false,
};
inline constexpr rule publish_batch_id{
    .id = "publish-batch-id",
    .title = "the `Id` of an entry has 1 to 80 letters, digits, `-` and `_`, not",
    .why = "SNS answers `InvalidBatchEntryId`",
    .fix = "number the entries",
    .reference = publish_batch_page,
};
inline constexpr rule publish_batch_id_duplicate{
    .id = "publish-batch-id-duplicate",
    .title = "two entries of the batch have one `Id`",
    .why = "SNS answers `BatchEntryIdsNotDistinct`: `Two or more batch entries in the request have the same "
           "Id.`",
    .fix = "number the entries",
    .reference = publish_batch_page,
};
inline constexpr rule publish_subject{
    .id = "publish-subject",
    .title = "a subject has 1 to 100 characters in one line and no control characters, not",
    .why = "SNS answers `Invalid parameter: Subject`",
    .fix = "shorten it, or leave it out",
    .reference = publish_page,
};
inline constexpr rule publish_attribute_name{
    .id = "publish-attribute-name",
    .title = "not a name of a message attribute",
    .why =
        "it has 1 to 256 letters, digits, `_`, `-` and `.`, no `.` at its start, its end or behind another, "
        "and does not begin with `AWS.` or `Amazon.`; SNS answers `ParameterValueInvalid`",
    .fix = "rename the attribute, and with it the filter policies that ask for it",
    .reference = publish_attributes_page,
};
inline constexpr rule publish_attribute_type{
    .id = "publish-attribute-type",
    .title = "not a type of a message attribute",
    .why = "SNS answers `the set of supported type prefixes is Binary, Number, and String`",
    .fix = "use `String`, `String.Array`, `Number` or `Binary`",
    .reference = publish_attributes_page,
};
inline constexpr rule publish_attribute_value{
    .id = "publish-attribute-value",
    .title = "the attribute has no value, or an empty one",
    .why = "SNS takes no message attribute whose name, type or value is missing, empty or null",
    .fix =
        "give it a `StringValue`, or a `BinaryValue` where its type is `Binary`, or leave the attribute out",
    .reference = publish_attributes_page,
    .quotes_text = false,
};
inline constexpr rule publish_attribute_count{
    .id = "publish-attribute-count",
    .title = "more than 10 attributes",
    .why = "SNS discards the message for each Amazon SQS subscription with raw message delivery, as a client "
           "side error",
    .fix = "send at most 10, or keep raw message delivery off",
    .reference = publish_attributes_page,
    .level = severity::warning,
    .quotes_text = false,
};
inline constexpr rule publish_group_missing{
    .id = "publish-group-missing",
    .title = "a message to a FIFO topic without `MessageGroupId`",
    .why = "SNS answers `Invalid parameter: The MessageGroupId parameter is required for FIFO topics`",
    .fix = "add it; for a hook of Stream's, set `sns_event_based_message_group_id_enabled`",
    .reference = publish_page,
    .quotes_text = false,
};
inline constexpr rule publish_deduplication_missing{
    .id = "publish-deduplication-missing",
    .title = "a message to a FIFO topic without `MessageDeduplicationId`",
    .why =
        "SNS answers `Invalid parameter: The topic should either have ContentBasedDeduplication enabled or "
        "MessageDeduplicationId provided explicitly`",
    .fix = "add it, or turn on the topic's `ContentBasedDeduplication`",
    .reference = publish_page,
    .quotes_text = false,
};
inline constexpr rule publish_deduplication_standard{
    .id = "publish-deduplication-standard",
    .title = "a `MessageDeduplicationId` for a standard topic",
    .why = "SNS answers `Invalid parameter: MessageDeduplicationId Reason: The request includes "
           "MessageDeduplicationId parameter that is not valid for this topic type`",
    .fix = "leave it out",
    .reference = publish_page,
    .quotes_text = false,
};
inline constexpr rule publish_fifo_id{
    .id = "publish-fifo-id",
    .title = "an id of a group or for deduplication has 1 to 128 ASCII letters, digits and signs, not",
    .why = "SNS refuses it as an invalid parameter",
    .fix = "shorten it, or hash what it is made from",
    .reference = publish_page,
};
inline constexpr rule publish_structure{
    .id = "publish-structure",
    .title = "not a message for `MessageStructure` `json`",
    .why = "it is a JSON object of strings with the member `default`; SNS answers `No default entry in JSON "
           "message body` or `JSON message body failed to parse`",
    .fix = "leave `MessageStructure` out to send an event as it is",
    .reference = publish_page,
    .quotes_text = false,
};

}  // namespace snsproof::rules
