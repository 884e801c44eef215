// SPDX-License-Identifier: Apache-2.0
// Hooks with the policy of their topic, and whether their events arrive.
#pragma once

#include <string_view>

#include "snsproof/hook.hpp"
#include "snsproof/policy_read.hpp"
#include "snsproof/preflight.hpp"

namespace cases {

using snsproof::truth;

/// One SNS hook: its authentication and other members as they stand behind the topic.
struct deployment {
    std::string_view what;
    std::string_view hook;
    std::string_view policy;  ///< empty: none is given
    std::uint64_t largest_event;
    truth arrives;
    std::string_view rule;  ///< empty: nothing is found
};

#define SNSPROOF_TEST_HOOK(members)                                                                          \
    R"([{"id":"0c5e5d4a-2f0b-4d6e-9a53-1f6f2f0f6a11","hook_type":"sns","enabled":true,)"                     \
    R"("sns_region":"us-east-1","event_types":["message.new"],)"                                             \
    R"("sns_topic_arn":"arn:aws:sns:us-east-1:123456789012:harbour",)" members "}]"
#define SNSPROOF_TEST_POLICY(members)                                                                        \
    R"({"Version":"2012-10-17","Statement":[{"Action":"SNS:Publish",)"                                       \
    R"("Resource":"arn:aws:sns:us-east-1:123456789012:harbour",)" members "}]}"

inline constexpr std::string_view resource_hook = SNSPROOF_TEST_HOOK(R"("sns_auth_type":"resource")");
inline constexpr std::string_view keys_hook = SNSPROOF_TEST_HOOK(
    R"("sns_auth_type":"keys","sns_key":"AKIAQ3EGRIJ7EFGHIJKL","sns_secret":"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")");
inline constexpr std::string_view role_hook =
    SNSPROOF_TEST_HOOK(R"("sns_auth_type":"role","sns_role_arn":"arn:aws:iam::111122223333:role/stream")");
inline constexpr std::string_view own_role_hook =
    SNSPROOF_TEST_HOOK(R"("sns_auth_type":"role","sns_role_arn":"arn:aws:iam::123456789012:role/stream")");
inline constexpr std::string_view nameless_role_hook = SNSPROOF_TEST_HOOK(R"("sns_auth_type":"role")");
inline constexpr std::string_view other_event_hook =
    R"([{"id":"0c5e5d4a-2f0b-4d6e-9a53-1f6f2f0f6a11","hook_type":"sns","enabled":true,"sns_region":"us-east-1","sns_topic_arn":"arn:aws:sns:us-east-1:123456789012:harbour","sns_auth_type":"resource","event_types":["user.banned"]}])";
inline constexpr std::string_view every_event_hook =
    R"([{"id":"0c5e5d4a-2f0b-4d6e-9a53-1f6f2f0f6a11","hook_type":"sns","enabled":true,"sns_region":"us-east-1","sns_topic_arn":"arn:aws:sns:us-east-1:123456789012:harbour","sns_auth_type":"resource","event_types":[]}])";
inline constexpr std::string_view disabled_hook =
    R"([{"id":"0c5e5d4a-2f0b-4d6e-9a53-1f6f2f0f6a11","hook_type":"sns","enabled":false,"sns_region":"us-east-1","sns_topic_arn":"arn:aws:sns:us-east-1:123456789012:harbour","sns_auth_type":"resource"}])";
inline constexpr std::string_view wrong_region_hook =
    R"([{"id":"0c5e5d4a-2f0b-4d6e-9a53-1f6f2f0f6a11","hook_type":"sns","enabled":true,"sns_region":"us-east-2","sns_topic_arn":"arn:aws:sns:us-east-1:123456789012:harbour","sns_auth_type":"resource","event_types":["message.new"]}])";

inline constexpr std::string_view for_stream =
    SNSPROOF_TEST_POLICY(R"("Effect":"Allow","Principal":{"AWS":"185583345998"})");
inline constexpr std::string_view for_others =
    SNSPROOF_TEST_POLICY(R"("Effect":"Allow","Principal":{"AWS":"111122223333"})");
inline constexpr std::string_view from_address = SNSPROOF_TEST_POLICY(
    R"("Effect":"Allow","Principal":{"AWS":"185583345998"},"Condition":{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}})");
inline constexpr std::string_view deny_all = SNSPROOF_TEST_POLICY(R"("Effect":"Deny","Principal":"*")");
inline constexpr std::string_view deny_plain = SNSPROOF_TEST_POLICY(
    R"("Effect":"Deny","Principal":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}})");
inline constexpr std::string_view deny_user =
    SNSPROOF_TEST_POLICY(R"("Effect":"Deny","Principal":{"AWS":"arn:aws:iam::123456789012:user/berth"})");
inline constexpr std::string_view for_role =
    SNSPROOF_TEST_POLICY(R"("Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/stream"})");
inline constexpr std::string_view for_role_from_address = SNSPROOF_TEST_POLICY(
    R"("Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/stream"},"Condition":{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}})");
inline constexpr std::string_view other_topic =
    R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"185583345998"},"Action":"SNS:Publish","Resource":"arn:aws:sns:us-east-1:123456789012:harbour-old"}]})";

inline constexpr deployment deployments[] = {
    {"Stream is let in", resource_hook, for_stream, 0, truth::yes, ""},
    {"somebody else is let in", resource_hook, for_others, 0, truth::no, "preflight-resource-denied"},
    {"the policy is another topic's", resource_hook, other_topic, 0, truth::no, "preflight-resource-denied"},
    {"an address decides", resource_hook, from_address, 0, truth::unknown, "preflight-resource-depends"},
    {"no policy", resource_hook, "", 0, truth::unknown, "preflight-policy-missing"},
    {"what is no policy", resource_hook, "[]", 0, truth::unknown, ""},
    {"keys and no policy", keys_hook, "", 0, truth::unknown, ""},
    {"keys and a policy that says nothing of them", keys_hook, for_stream, 0, truth::unknown, ""},
    {"keys that everybody is denied", keys_hook, deny_all, 0, truth::no, "preflight-keys-denied"},
    {"keys over TLS", keys_hook, deny_plain, 0, truth::unknown, ""},
    {"keys of a user who may be denied", keys_hook, deny_user, 0, truth::unknown, "preflight-maybe-denied"},
    {"a role of another account", role_hook, for_stream, 0, truth::no, "preflight-role-denied"},
    {"a role that is let in", role_hook, for_role, 0, truth::unknown, ""},
    {"a role of the topic's account", own_role_hook, for_stream, 0, truth::unknown, ""},
    {"a role that is denied", own_role_hook, deny_all, 0, truth::no, "preflight-role-denied"},
    {"a role from an address", role_hook, for_role_from_address, 0, truth::unknown, "preflight-maybe-denied"},
    {"a role without its ARN", nameless_role_hook, for_stream, 0, truth::unknown, ""},
    {"not enabled", disabled_hook, for_stream, 0, truth::no, "preflight-disabled"},
    {"wrong by itself", wrong_region_hook, for_stream, 0, truth::no, ""},
    {"an event at the limit", resource_hook, for_stream, 262'144, truth::yes, "preflight-event-near"},
    {"an event over the limit", resource_hook, for_stream, 262'145, truth::no, "preflight-event-dropped"},
    {"an event far below it", resource_hook, for_stream, 229'376, truth::yes, ""},
    {"an event that is not sent", other_event_hook, for_stream, 262'145, truth::yes, ""},
    {"all events are sent", every_event_hook, for_stream, 262'145, truth::no, "preflight-event-dropped"},
};

#undef SNSPROOF_TEST_HOOK
#undef SNSPROOF_TEST_POLICY

constexpr bool is_deployment_case(deployment const& d) {
    auto const wanted = snsproof::parse_hooks(d.hook);
    auto const parsed = snsproof::parse_policy(d.policy);
    snsproof::topic_policy const given{"arn:aws:sns:us-east-1:123456789012:harbour", parsed.value(), nullptr};
    snsproof::event_sample const sample{"message.new", d.largest_event};
    auto const made = snsproof::make_preflight(*wanted.value(), wanted.findings(),
                                               {&given, d.policy.empty() ? 0U : 1U}, {&sample, 1});
    if (made.hooks.size() != 1 || made.hooks[0].arrives != d.arrives) return false;
    if (made.in_hooks.size() != (d.rule.empty() ? 0U : 1U)) return false;
    return d.rule.empty() || made.in_hooks.begin()->what->id == d.rule;
}

}  // namespace cases
