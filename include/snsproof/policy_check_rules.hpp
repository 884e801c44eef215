// SPDX-License-Identifier: Apache-2.0
// What is dangerous or useless in the statements of a policy that AWS would take.
#pragma once

#include <string_view>

#include "snsproof/policy_element_rules.hpp"
#include "snsproof/policy_rules.hpp"
#include "snsproof/report.hpp"

namespace snsproof::rules {

inline constexpr std::string_view policy_stream_reference = "https://getstream.io/chat/docs/node/sns/";

inline constexpr rule policy_not_principal_allow{
    .id = "policy-not-principal-allow",
    .title = "`NotPrincipal` with `Allow`",
    .why = "it lets in everyone else, also callers without credentials; IAM's page says that it is not "
           "supported",
    .fix = "name those who may, in `Principal`",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-security-warning-allow-with-not-principal",
    .level = severity::warning,
};
inline constexpr rule policy_not_principal{
    .id = "policy-not-principal",
    .title = "`NotPrincipal` with `Deny`",
    .why = "a caller is spared only if its account and its user, or its role and session, are all listed; "
           "AWS advises against it",
    .fix = "deny `*` with a condition on `aws:PrincipalArn`",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html",
    .level = severity::warning,
};
inline constexpr rule policy_not_action{
    .id = "policy-not-action",
    .title = "`NotAction` instead of `Action`",
    .why = "it names all other actions, also of other services and of times to come; nothing says that "
           "SNS takes it",
    .fix = "name the actions in `Action`",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html",
    .level = severity::warning,
};
inline constexpr rule policy_not_resource{
    .id = "policy-not-resource",
    .title = "`NotResource` instead of `Resource`",
    .why = "a topic's policy is for one topic, which `Resource` names; nothing says that SNS takes this",
    .fix = "name the topic's ARN in `Resource`",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html",
    .level = severity::warning,
};
inline constexpr rule policy_action_redundant{
    .id = "policy-action-redundant",
    .title = "an action that the list already holds",
    .why = "the statement is the same without it",
    .fix = "remove it",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-suggestion-redundant-action",
    .level = severity::note,
};
inline constexpr rule policy_statement_redundant{
    .id = "policy-statement-redundant",
    .title = "a statement that stands here already",
    .why = "the policy is the same without it",
    .fix = "remove one of the two",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-suggestion-redundant-statement",
    .level = severity::note,
    .quotes_text = false,
};
inline constexpr rule policy_resource_other{
    .id = "policy-resource-other",
    .title = "not the topic that the policy is for",
    .why = "the resource must match the ARN of the policy's topic",
    .fix = "name the topic's ARN, the same in each statement",
    .reference = policy_limits_reference,
};
inline constexpr rule policy_public{
    .id = "policy-public",
    .title = "a statement for everyone",
    .why = "nothing in its condition says who, and no other statement denies strangers: anybody who knows "
           "the topic's ARN is let in",
    .fix = "name accounts or services, or add a condition on the organization, account or source",
    .reference = "https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html",
    .level = severity::warning,
};
inline constexpr rule policy_service_open{
    .id = "policy-service-open",
    .title = "a service without a condition on whom it acts for",
    .why = "the service can be made to publish here by others: the confused deputy",
    .fix = "add `aws:SourceAccount` or `aws:SourceArn`",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-security-warning-restrict-access-to-service-principal",
    .level = severity::warning,
};
inline constexpr rule policy_service_key{
    .id = "policy-service-key",
    .title = "another condition key than AWS recommends for a service",
    .why = "AWS recommends `aws:SourceArn`, `aws:SourceAccount`, `aws:SourceOrgID` or `aws:SourceOrgPaths`",
    .fix = "use `aws:SourceAccount`",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-suggestion-recommended-condition-key-for-service-principal",
    .level = severity::note,
};
inline constexpr rule policy_stream_account{
    .id = "policy-stream-account",
    .title = "nearly the account of Stream",
    .why = "Stream publishes from account 185583345998, and from no other",
    .fix = "use Stream's account if it is meant",
    .reference = policy_stream_reference,
    .level = severity::warning,
    .nearest = detail::nearest_account,
};
inline constexpr rule policy_stream_action{
    .id = "policy-stream-action",
    .title = "Stream is let in, but not to publish",
    .why = "`SNS:Publish` is the one action that Stream calls",
    .fix = "allow `SNS:Publish`",
    .reference = policy_stream_reference,
    .level = severity::warning,
};
inline constexpr rule policy_stream_condition{
    .id = "policy-stream-condition",
    .title = "a condition that Stream's requests do not meet",
    .why = "Stream calls from its own account and organization, through no VPC endpoint of yours and on "
           "nobody's behalf",
    .fix = "remove the condition from Stream's statement",
    .reference = policy_stream_reference,
};
inline constexpr rule policy_stream_denied{
    .id = "policy-stream-denied",
    .title = "a statement that denies Stream what another one allows",
    .why = "a denial wins over every permission",
    .fix = "except Stream from it by a condition: `StringNotEquals` with `aws:PrincipalAccount`",
    .reference = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html",
};
inline constexpr rule policy_stream_maybe_denied{
    .id = "policy-stream-maybe-denied",
    .title = "a statement that may deny Stream what another one allows",
    .why = "whether its condition holds depends on what is not published, as Stream's addresses",
    .fix = "except Stream from it by a condition: `StringNotEquals` with `aws:PrincipalAccount`",
    .reference = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html",
    .level = severity::warning,
};

}  // namespace snsproof::rules
