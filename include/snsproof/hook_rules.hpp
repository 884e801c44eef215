// SPDX-License-Identifier: Apache-2.0
// The rules of one event hook. What checks them is hook.hpp.
#pragma once

#include <array>
#include <string_view>

#include "snsproof/detail/list.hpp"
#include "snsproof/detail/nearest.hpp"
#include "snsproof/hook_list.hpp"
#include "snsproof/report.hpp"

namespace snsproof {

namespace detail {

inline constexpr std::array<std::string_view, 4> hook_types{"webhook", "sqs", "sns", "pending_message"};
inline constexpr std::array<std::string_view, 2> auth_types{"keys", "resource"};

/// Whether a credential is masked: the marks that servers and people put in its place; none of them can be
/// chance.
constexpr bool is_masked(std::string_view credential) noexcept {
    constexpr std::array<std::string_view, 7> masks{"*",      "...",      "\u2022",  "xxxxxx",
                                                    "XXXXXX", "redacted", "REDACTED"};
    return any_of(masks, [credential](std::string_view mask) {
        return credential.find(mask) != std::string_view::npos;
    });
}

struct published_misspelling {
    std::string_view wrong;
    std::string_view right;
};

/// Spellings that stand in pages and programs about event hooks: stream-chat-js pull request 1596 (the first
/// and the last) and the comment of `updateAppSettings` in stream-chat-js.
inline constexpr std::array<published_misspelling, 3> published_misspellings{{
    {"sns_arn_topic", "sns_topic_arn"},
    {"sqs_url", "sqs_queue_url"},
    {"explicit_hook_v2_deletion", "explicit_event_hooks_deletion"},
}};

constexpr std::string_view same_name(std::string_view name) noexcept {
    return name;
}

constexpr std::string_view nearest_published_field(std::string_view wrong, std::string_view = {}) noexcept {
    for (published_misspelling const& m : published_misspellings)
        if (m.wrong == wrong) return m.right;
    return {};
}

constexpr std::string_view nearest_hook_field(std::string_view wrong, std::string_view = {}) noexcept {
    return nearest(wrong, hook_fields, [](hook_field_form const& f) { return f.name; });
}

constexpr std::string_view nearest_hook_type(std::string_view wrong, std::string_view = {}) noexcept {
    return nearest(wrong, hook_types, same_name);
}

constexpr std::string_view nearest_auth(std::string_view wrong, std::string_view = {}) noexcept {
    return nearest(wrong, auth_types, same_name);
}

constexpr std::string_view related_text(std::string_view, std::string_view related) noexcept {
    return related;
}

}  // namespace detail

namespace rules {

inline constexpr std::string_view sns_page = "https://getstream.io/chat/docs/node/sns/";
inline constexpr std::string_view hooks_page = "https://getstream.io/chat/docs/node/multi_event_hooks/";
inline constexpr std::string_view specification =
    "https://github.com/GetStream/protocol/blob/main/openapi/v2/serverside-api.json";
inline constexpr std::string_view uuid_report = "https://github.com/GetStream/stream-chat-java/pull/198";
inline constexpr std::string_view access_keys_page =
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html";

inline constexpr rule hook_object{
    .id = "hook-object",
    .title = "an event hook must be an object, not",
    .why = "each element of `event_hooks` is one hook with its fields",
    .fix = "remove it, or write the hook as an object",
    .reference = specification,
};
inline constexpr rule hook_field_type{
    .id = "hook-field-type",
    .title = "a field with a value of the wrong kind",
    .why = "Stream's specification gives each field one kind: `enabled` is true or false without quotes, "
           "`event_types` is a list of strings, texts stand between quotes",
    .fix = "write the value in the field's kind",
    .reference = specification,
};
inline constexpr rule hook_field_misspelled{
    .id = "hook-field-misspelled",
    .title = "a field that Stream does not have, though it was published",
    .why = "this spelling stands in a page or program about event hooks, but the field has another name; "
           "Stream ignores it",
    .fix = "use the field's name",
    .reference = specification,
    .nearest = detail::nearest_published_field,
};
inline constexpr rule hook_field_unknown{
    .id = "hook-field-unknown",
    .title = "a field that is not known here",
    .why = "Stream adds a field every few weeks, so that it may be newer than this list, or a typing "
           "mistake, which Stream ignores",
    .fix = "compare it with Stream's specification",
    .reference = specification,
    .level = severity::warning,
    .nearest = detail::nearest_hook_field,
};
inline constexpr rule hook_type_missing{
    .id = "hook-type-missing",
    .title = "a hook without `hook_type`",
    .why = "Stream cannot know where to deliver to",
    .fix = "add `\"hook_type\": \"sns\"`",
    .reference = hooks_page,
    .quotes_text = false,
};
inline constexpr rule hook_type_unknown{
    .id = "hook-type-unknown",
    .title = "a type of hook that is not known here",
    .why = "the known types are webhook, sqs, sns and pending_message",
    .fix = "compare it with Stream's documentation",
    .reference = hooks_page,
    .level = severity::warning,
    .nearest = detail::nearest_hook_type,
};
inline constexpr rule hook_enabled_missing{
    .id = "hook-enabled-missing",
    .title = "a hook without `enabled`",
    .why = "Stream's documentation requires the field, and a hook that is not enabled delivers nothing",
    .fix = "add `\"enabled\": true`",
    .reference = sns_page,
    .level = severity::warning,
    .quotes_text = false,
};
inline constexpr rule hook_disabled{
    .id = "hook-disabled",
    .title = "a hook that is switched off",
    .why = "it stays in the settings and delivers nothing",
    .fix = "set `enabled` to true when it shall deliver",
    .reference = sns_page,
    .level = severity::note,
    .quotes_text = false,
};
inline constexpr rule hook_id_missing{
    .id = "hook-id-missing",
    .title = "a hook without an id",
    .why = "Stream updates hooks by their id; without one, each deployment makes a new hook and deletes "
           "the one before",
    .fix = "take the id from the current settings, or choose a UUID once and keep it in the "
           "configuration",
    .reference = hooks_page,
    .level = severity::warning,
    .quotes_text = false,
};
inline constexpr rule hook_id_uuid{
    .id = "hook-id-uuid",
    .title = "a hook's id that is not a UUID",
    .why = "Stream accepts only UUIDs as ids of hooks",
    .fix = "use a UUID, as `uuidgen` makes it",
    .reference = uuid_report,
};
inline constexpr rule hook_id_duplicate{
    .id = "hook-id-duplicate",
    .title = "an id that another hook of the list has",
    .why = "Stream updates hooks by their id, so that one of the two would be lost",
    .fix = "give each hook its own id",
    .reference = hooks_page,
};
inline constexpr rule hook_topic_missing{
    .id = "hook-topic-missing",
    .title = "an SNS hook without `sns_topic_arn`",
    .why = "Stream cannot know where to publish to",
    .fix = "add the topic's ARN",
    .reference = sns_page,
    .quotes_text = false,
};
inline constexpr rule hook_region_missing{
    .id = "hook-region-missing",
    .title = "an SNS hook without `sns_region`",
    .why = "Stream publishes through the endpoint of this region",
    .fix = "add the region that stands in the topic's ARN",
    .reference = sns_page,
    .quotes_text = false,
};
inline constexpr rule hook_region_mismatch{
    .id = "hook-region-mismatch",
    .title = "the hook's region is not the region of its topic",
    .why = "a publisher reaches only topics of its endpoint's region; AWS answers `Invalid parameter: "
           "TopicArn`",
    .fix = "use the region that stands in the topic's ARN",
    .reference = "https://docs.aws.amazon.com/sns/latest/api/API_Publish.html",
    .nearest = detail::related_text,
};
inline constexpr rule hook_auth_missing{
    .id = "hook-auth-missing",
    .title = "an SNS hook without `sns_auth_type`",
    .why = "Stream's documentation requires it: `keys` with a key and a secret, or `resource` with a "
           "policy on the topic",
    .fix = "add `\"sns_auth_type\": \"resource\"`, or `\"keys\"`",
    .reference = sns_page,
    .quotes_text = false,
};
inline constexpr rule hook_auth_misspelled{
    .id = "hook-auth-misspelled",
    .title = "not a way to authenticate",
    .why = "the values are `keys` and `resource`, in lower case",
    .fix = "use one of these",
    .reference = sns_page,
    .nearest = detail::nearest_auth,
};
inline constexpr rule hook_auth_unknown{
    .id = "hook-auth-unknown",
    .title = "a way to authenticate that is not known here",
    .why = "the documented values are `keys` and `resource`",
    .fix = "compare it with Stream's documentation",
    .reference = sns_page,
    .level = severity::warning,
};
inline constexpr rule hook_auth_role{
    .id = "hook-auth-role",
    .title = "authentication by role is not documented for SNS",
    .why = "some SDKs know the value `role`, but Stream's pages on SNS and SQS list only `keys` and "
           "`resource`",
    .fix = "use `resource`, or ask Stream before you rely on it",
    .reference = hooks_page,
    .level = severity::warning,
};
inline constexpr rule hook_key_missing{
    .id = "hook-key-missing",
    .title = "a hook that authenticates by `keys` without `sns_key`",
    .why = "Stream would have no credentials to publish with",
    .fix = "add the access key id, or authenticate by `resource`",
    .reference = sns_page,
    .quotes_text = false,
};
inline constexpr rule hook_secret_missing{
    .id = "hook-secret-missing",
    .title = "a hook that authenticates by `keys` without `sns_secret`",
    .why = "Stream would have no credentials to publish with",
    .fix = "add the secret access key, or authenticate by `resource`",
    .reference = sns_page,
    .quotes_text = false,
};
inline constexpr rule hook_credential_placeholder{
    .id = "hook-credential-placeholder",
    .title = "a placeholder instead of a credential",
    .why = "it would be stored as it stands here, and every message would fail with "
           "`InvalidClientTokenId`",
    .fix = "put the credential in when deploying, from a secret store",
    .reference = access_keys_page,
    .quotes_text = false,
};
inline constexpr rule hook_credential_masked{
    .id = "hook-credential-masked",
    .title = "a masked credential",
    .why = "it would be stored as it stands here in place of the real one",
    .fix = "send the real credential; do not send settings back that were read with masks",
    .reference = access_keys_page,
    .quotes_text = false,
};
inline constexpr rule hook_key_form{
    .id = "hook-key-form",
    .title = "this does not look like an access key id",
    .why = "the access key ids of users are 20 upper-case letters and digits that begin with AKIA",
    .fix = "check that key and secret are not swapped, and that nothing was cut off",
    .reference = access_keys_page,
    .level = severity::warning,
    .quotes_text = false,
};
inline constexpr rule hook_key_temporary{
    .id = "hook-key-temporary",
    .title = "a temporary access key id",
    .why = "ids that begin with ASIA need a session token, which a hook cannot hold, and expire",
    .fix = "use the key of a user, or authenticate by `resource`",
    .reference = access_keys_page,
    .quotes_text = false,
};
inline constexpr rule hook_secret_form{
    .id = "hook-secret-form",
    .title = "this does not look like a secret access key",
    .why = "secret access keys have 40 characters",
    .fix = "check that key and secret are not swapped, and that nothing was cut off",
    .reference = access_keys_page,
    .level = severity::warning,
    .quotes_text = false,
};
inline constexpr rule hook_secret_in_file{
    .id = "hook-secret-in-file",
    .title = "a credential stands in this document",
    .why = "whoever can read the document can publish with it",
    .fix = "put it in when deploying, from a secret store, or authenticate by `resource`, which needs "
           "none",
    .reference = access_keys_page,
    .level = severity::note,
    .quotes_text = false,
};
inline constexpr rule hook_resource_credentials{
    .id = "hook-resource-credentials",
    .title = "a hook that authenticates by `resource` must hold no credential",
    .why = "with `resource` the topic's policy lets Stream publish and key and secret are omitted; with "
           "both it is open which of them counts",
    .fix = "remove `sns_key` and `sns_secret`, or authenticate by `keys`",
    .reference = sns_page,
    .quotes_text = false,
};
inline constexpr rule hook_partition{
    .id = "hook-partition",
    .title = "authentication by `resource` cannot reach this partition",
    .why = "Stream's account 185583345998 lives in the partition `aws`, and resource policies delegate "
           "access across accounts only within one partition",
    .fix = "authenticate by `keys`",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies-cross-account-resource-access.html",
};
inline constexpr rule hook_region_opt_in{
    .id = "hook-region-opt-in",
    .title = "a region that accounts must enable",
    .why = "with `resource` the request is Stream's, and AWS answers `InvalidClientTokenId` where the "
           "caller's account has not enabled the region; whether Stream's has is not published",
    .fix = "ask Stream, choose a region that is enabled by default, or authenticate by `keys`",
    .reference = "https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html",
    .level = severity::warning,
};
inline constexpr rule hook_fifo_group{
    .id = "hook-fifo-group",
    .title = "a FIFO topic without `sns_event_based_message_group_id_enabled`",
    .why = "AWS refuses what is published without a group: `The MessageGroupId parameter is required for "
           "FIFO topics`; the field's name says that it makes Stream send one, Stream does not document "
           "it",
    .fix = "set the field to true and test it, or use a standard topic",
    .reference = "https://docs.aws.amazon.com/sns/latest/dg/fifo-message-grouping.html",
    .level = severity::warning,
};
inline constexpr rule hook_check_call{
    .id = "hook-check-call",
    .title = "Stream's own check cannot test this",
    .why = "`check_sns` takes the topic's ARN, a key and a secret, but no region and no `resource`",
    .fix = "send a real event after deploying and watch the topic's NumberOfMessagesPublished",
    .reference = specification,
    .level = severity::note,
};

}  // namespace rules

}  // namespace snsproof
