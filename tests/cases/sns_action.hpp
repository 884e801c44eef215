// SPDX-License-Identifier: Apache-2.0
// Actions of Amazon SNS, and names that only look like one.
#pragma once

#include "snsproof/sns_action.hpp"

#include "../verify.hpp"

#include <cstddef>
#include <string_view>

namespace cases {

struct sns_action_case {
    std::string_view name;
    bool topic_scope;
    bool legacy = false;
};

inline constexpr sns_action_case sns_actions[] = {
    // The eleven that the developer guide lists for a topic's policy.
    {"AddPermission", true},
    {"DeleteTopic", true},
    {"GetDataProtectionPolicy", true},
    {"GetTopicAttributes", true},
    {"ListSubscriptionsByTopic", true},
    {"ListTagsForResource", true},
    {"Publish", true},
    {"PutDataProtectionPolicy", true},
    {"RemovePermission", true},
    {"SetTopicAttributes", true},
    {"Subscribe", true},
    {"Receive", true, true},
    // Names ignore case.
    {"publish", true},
    {"PUBLISH", true},
    {"pUbLiSh", true},
    {"receive", true, true},
    {"listsubscriptionsbytopic", true},
    // Out of a topic's scope.
    {"CreateTopic", false},
    {"ConfirmSubscription", false},
    {"ListTopics", false},
    {"SetSubscriptionAttributes", false},
    {"TagResource", false},
    {"Unsubscribe", false},
    {"VerifySMSSandboxPhoneNumber", false},
    {"ListEndpointsByPlatformApplication", false},
    {"listendpointsbyplatformapplication", false},
};

constexpr bool is_sns_action_case(sns_action_case const& c) {
    auto const* const a = snsproof::find_sns_action(c.name);
    return a != nullptr && a->topic_scope == c.topic_scope && a->legacy == c.legacy;
}

inline constexpr std::string_view unknown_sns_actions[] = {
    "",
    "P",
    "Publis",
    "Publishs",
    "Publish ",
    " Publish",
    "Publ1sh",
    "PublishBatch",
    "sns:Publish",
    "Publish*",
    "*",
    "SendMessage",
    "DeletePermission",
    "InvalidAction",
    "ListEndpointsByPlatformApplications",
    "ListEndpointsByPlatformApplicationListEndpointsByPlatformApplication",
};

constexpr bool is_unknown_sns_action(std::string_view name) {
    return snsproof::find_sns_action(name) == nullptr;
}

inline constexpr nearest_case nearest_sns_actions[] = {
    {"Pubish", "Publish"},
    {"sns:Pubish", "sns:Publish"},
    {"SNS:Pubish", "sns:Publish"},
    {"Sns:publsih", "sns:Publish"},
    {"sns:PUBLISH", "sns:Publish"},
    {"Suscribe", "Subscribe"},
    {"sns:GetTopicAttribute", "sns:GetTopicAttributes"},
    {"sns:SetTopicAttribtues", "sns:SetTopicAttributes"},
    {"sns:ListSubscriptionByTopic", "sns:ListSubscriptionsByTopic"},
    {"AddPermision", "AddPermission"},
    {"sqs:Publish", ""},
    {"sns:", ""},
    {"sns", ""},
    {"", ""},
    {"sns:DoSomethingElse", ""},
};

constexpr bool is_nearest_sns_action(nearest_case const& c) {
    return snsproof::nearest_sns_action(c.wrong) == c.right;
}

inline constexpr fact sns_action_facts[] = {
    {"41 actions and a legacy one; 11 and the legacy one may stand in a topic's policy",
     [] {
         std::size_t all = 0, in_policy = 0, legacy = 0;
         for (auto const& a : snsproof::detail::sns_actions) {
             ++all;
             in_policy += a.topic_scope ? 1 : 0;
             legacy += a.legacy ? 1 : 0;
         }
         return all == 42 && in_policy == 12 && legacy == 1;
     }},
    {"each action is found by its name, and stands in the order of length",
     [] {
         std::size_t last = 0;
         for (auto const& a : snsproof::detail::sns_actions) {
             if (snsproof::find_sns_action(a.name) != &a || a.name.size() < last) return false;
             if (a.qualified.substr(0, 4) != "sns:" || a.qualified.substr(4) != a.name) return false;
             last = a.name.size();
         }
         return last + 2 == snsproof::detail::sns_action_index.lengths;
     }},
};

}  // namespace cases
