// SPDX-License-Identifier: Apache-2.0
// Every action of Amazon SNS, and whether a topic's policy may grant it.
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "snsproof/detail/ascii.hpp"
#include "snsproof/detail/name_index.hpp"
#include "snsproof/detail/nearest.hpp"

namespace snsproof {

struct sns_action {
    std::string_view qualified;  ///< `sns:Publish`
    std::string_view name;       ///< `Publish`
    bool topic_scope;            ///< may stand in a topic's policy; any other one is "out of service scope"
    bool legacy;                 ///< of no API call: old consoles wrote it, and SNS takes it still

    constexpr explicit sns_action(std::string_view with_prefix, bool in_policy = false,
                                  bool is_old = false) noexcept
        : qualified(with_prefix), name(with_prefix.substr(4)), topic_scope(in_policy), legacy(is_old) {}
};

namespace detail {

/// In order of length, for `length_index`. In a topic's policy:
/// https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html
inline constexpr sns_action sns_actions[]{
    sns_action{"sns:Publish", true},
    sns_action{"sns:Receive", true, true},
    sns_action{"sns:Subscribe", true},
    sns_action{"sns:ListTopics"},
    sns_action{"sns:CreateTopic"},
    sns_action{"sns:DeleteTopic", true},
    sns_action{"sns:TagResource"},
    sns_action{"sns:Unsubscribe"},
    sns_action{"sns:AddPermission", true},
    sns_action{"sns:UntagResource"},
    sns_action{"sns:DeleteEndpoint"},
    sns_action{"sns:GetSMSAttributes"},
    sns_action{"sns:OptInPhoneNumber"},
    sns_action{"sns:RemovePermission", true},
    sns_action{"sns:SetSMSAttributes"},
    sns_action{"sns:ListSubscriptions"},
    sns_action{"sns:GetTopicAttributes", true},
    sns_action{"sns:SetTopicAttributes", true},
    sns_action{"sns:ConfirmSubscription"},
    sns_action{"sns:ListTagsForResource", true},
    sns_action{"sns:GetEndpointAttributes"},
    sns_action{"sns:SetEndpointAttributes"},
    sns_action{"sns:CreatePlatformEndpoint"},
    sns_action{"sns:ListOriginationNumbers"},
    sns_action{"sns:GetDataProtectionPolicy", true},
    sns_action{"sns:PutDataProtectionPolicy", true},
    sns_action{"sns:ListPhoneNumbersOptedOut"},
    sns_action{"sns:ListPlatformApplications"},
    sns_action{"sns:ListSubscriptionsByTopic", true},
    sns_action{"sns:CreatePlatformApplication"},
    sns_action{"sns:DeletePlatformApplication"},
    sns_action{"sns:GetSubscriptionAttributes"},
    sns_action{"sns:SetSubscriptionAttributes"},
    sns_action{"sns:GetSMSSandboxAccountStatus"},
    sns_action{"sns:ListSMSSandboxPhoneNumbers"},
    sns_action{"sns:CreateSMSSandboxPhoneNumber"},
    sns_action{"sns:DeleteSMSSandboxPhoneNumber"},
    sns_action{"sns:VerifySMSSandboxPhoneNumber"},
    sns_action{"sns:CheckIfPhoneNumberIsOptedOut"},
    sns_action{"sns:GetPlatformApplicationAttributes"},
    sns_action{"sns:SetPlatformApplicationAttributes"},
    sns_action{"sns:ListEndpointsByPlatformApplication"},
};

inline constexpr length_index<36> sns_action_index(sns_actions);

}  // namespace detail

/// The action with this name, written without `sns:` and in any case, or null. Names of actions ignore case:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
constexpr sns_action const* find_sns_action(std::string_view name) noexcept {
    return detail::sns_action_index.find(detail::sns_actions, name);
}

/// The action that is the fewest typing mistakes away, or nothing: with `sns:` where `wrong` begins with it,
/// in any case, and without it elsewhere.
constexpr std::string_view nearest_sns_action(std::string_view wrong) noexcept {
    bool const prefixed = detail::compare_ignoring_case(wrong.substr(0, 4), "sns:") == 0;
    std::string_view const bare = wrong.substr(prefixed ? 4 : 0);
    std::string_view const found =
        detail::nearest(bare, detail::sns_actions, [](sns_action const& a) { return a.name; });
    sns_action const* const action = prefixed ? find_sns_action(found) : nullptr;
    return action == nullptr ? found : action->qualified;
}

}  // namespace snsproof
