// SPDX-License-Identifier: Apache-2.0
// What keeps events from arriving although each file may be right by itself.
#pragma once

#include "snsproof/report.hpp"

namespace snsproof::rules {

inline constexpr rule preflight_resource_denied{
    .id = "preflight-resource-denied",
    .title = "Stream may not publish to the topic",
    .why = "with `resource` Stream calls from its own account, and the topic's policy does not let it in; "
           "SNS answers "
           "`AuthorizationError` and the event is lost",
    .fix = "add the statement that `snsproof grant --topic ARN --into POLICY` prints",
    .reference = "https://getstream.io/chat/docs/node/sns/",
};
inline constexpr rule preflight_resource_depends{
    .id = "preflight-resource-depends",
    .title = "Stream may not always publish to the topic",
    .why = "the topic's policy asks for what is not known of Stream's requests",
    .fix = "let the statement for Stream ask for what each of its requests has, or for nothing",
    .reference = "https://getstream.io/chat/docs/node/sns/",
    .level = severity::warning,
};
inline constexpr rule preflight_policy_missing{
    .id = "preflight-policy-missing",
    .title = "no policy was given for the topic of a `resource` hook",
    .why = "with `resource` the topic's policy decides whether events arrive, and a new topic's policy lets "
           "only its "
           "owner in",
    .fix = "give it with `--policy ARN=FILE`; `aws sns get-topic-attributes` shows it",
    .reference = "https://docs.aws.amazon.com/sns/latest/api/API_GetTopicAttributes.html",
    .level = severity::warning,
};
inline constexpr rule preflight_keys_denied{
    .id = "preflight-keys-denied",
    .title = "the topic's policy denies everybody who may hold the keys",
    .why = "an explicit deny overrides what the keys' own policies allow; SNS answers `AuthorizationError` "
           "and the event "
           "is lost",
    .fix = "leave the user that the keys belong to out of the statement that denies",
    .reference = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html",
};
inline constexpr rule preflight_maybe_denied{
    .id = "preflight-maybe-denied",
    .title = "the topic's policy may deny the publisher",
    .why = "a statement that denies names some identities of the account, or asks for what is not known of "
           "Stream's "
           "requests",
    .fix = "ask `snsproof decide POLICY --principal ARN` with the ARN of the user or role that publishes",
    .reference = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html",
    .level = severity::warning,
};
inline constexpr rule preflight_role_denied{
    .id = "preflight-role-denied",
    .title = "the topic's policy does not let the role publish",
    .why = "it denies the role, or the role is of another account and no statement allows it; SNS answers "
           "`AuthorizationError` and the event is lost",
    .fix = "allow the role `SNS:Publish` in the topic's policy",
    .reference = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html",
};
inline constexpr rule preflight_disabled{
    .id = "preflight-disabled",
    .title = "the hook is not enabled",
    .why = "Stream sends nothing to it",
    .fix = "set `enabled` to true where its events are wanted",
    .reference = "https://getstream.io/chat/docs/node/webhooks_overview/",
    .level = severity::note,
};
inline constexpr rule preflight_event_dropped{
    .id = "preflight-event-dropped",
    .title = "sends events that are larger than the topic takes",
    .why = "one of the given events of a type that the hook sends is over the limit; SNS answers "
           "`Invalid parameter: Message too long` and the event is lost",
    .fix = "raise the topic's `MaximumMessageSize`, turn on `enable_hook_payload_compression` where that "
           "makes them "
           "small enough, or keep custom data smaller",
    .reference = "https://docs.aws.amazon.com/sns/latest/dg/large-message-payloads.html",
};
inline constexpr rule preflight_event_near{
    .id = "preflight-event-near",
    .title = "sends events that come near the topic's limit",
    .why = "one of the given events of a type that the hook sends has more than seven eighths of the limit; "
           "a longer "
           "text, or one more member, and it is lost",
    .fix = "raise the topic's `MaximumMessageSize`, turn on `enable_hook_payload_compression`, or keep "
           "custom data "
           "smaller",
    .reference = "https://docs.aws.amazon.com/sns/latest/dg/large-message-payloads.html",
    .level = severity::warning,
};

}  // namespace snsproof::rules
