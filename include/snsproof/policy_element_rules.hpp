// SPDX-License-Identifier: Apache-2.0
// What SNS refuses in the elements of a statement: principals, actions, resources.
#pragma once

#include <array>
#include <string_view>

#include "snsproof/detail/nearest.hpp"
#include "snsproof/policy_rules.hpp"
#include "snsproof/principal.hpp"
#include "snsproof/report.hpp"
#include "snsproof/sns_action.hpp"

namespace snsproof {

namespace detail {

inline constexpr std::array<std::string_view, 4> principal_keys{"AWS", "Service", "Federated",
                                                                "CanonicalUser"};

constexpr std::string_view nearest_principal_key(std::string_view wrong, std::string_view) noexcept {
    return nearest(wrong, principal_keys, itself);
}

/// In full, also where only the service is missing.
constexpr std::string_view nearest_action(std::string_view wrong, std::string_view) noexcept {
    std::string_view const found = nearest_sns_action(wrong);
    sns_action const* const action = find_sns_action(found);
    return action == nullptr ? found : action->qualified;
}

/// Only one account is known here that somebody would mean.
inline constexpr std::array<std::string_view, 1> known_accounts{stream_account};

constexpr std::string_view nearest_account(std::string_view wrong, std::string_view) noexcept {
    return nearest(wrong, known_accounts, itself);
}

}  // namespace detail

namespace rules {

inline constexpr rule policy_principal_missing{
    .id = "policy-principal-missing",
    .title = "a statement without `Principal`",
    .why = "a policy of a resource says whom it is for; SNS answers `Invalid parameter: Policy "
           "Error: null`",
    .fix = "add `\"Principal\": {\"AWS\": \"ACCOUNT\"}`",
    .reference = policy_null_reference,
    .quotes_text = false,
};
inline constexpr rule policy_element_both{
    .id = "policy-element-both",
    .title = "both an element and its negation",
    .why = "a statement has one of the two",
    .fix = "remove one of them",
    .reference = policy_grammar_reference,
};
inline constexpr rule policy_principal_form{
    .id = "policy-principal-form",
    .title = "a principal without its kind",
    .why = "the only principal that is a string is `*`",
    .fix = "say what it is: `{\"AWS\": \"...\"}` or `{\"Service\": \"...\"}`",
    .reference = policy_principal_reference,
};
inline constexpr rule policy_principal_key{
    .id = "policy-principal-key",
    .title = "not a kind of principal",
    .why = "the kinds are `AWS`, `Service`, `Federated` and `CanonicalUser`, in this case",
    .fix = "use `AWS` for accounts, users and roles, and `Service` for services",
    .reference = policy_principal_reference,
    .nearest = detail::nearest_principal_key,
};
inline constexpr rule policy_principal_empty{
    .id = "policy-principal-empty",
    .title = "no principals",
    .why = "a topic's statement names 1 to 200 principals; SNS answers `Invalid parameter: Policy "
           "Error: null`",
    .fix = "name whom the statement is for",
    .reference = policy_limits_reference,
    .quotes_text = false,
};
inline constexpr rule policy_principal_count{
    .id = "policy-principal-count",
    .title = "more than 200 principals",
    .why = "a topic's statement names 1 to 200 principals",
    .fix = "let them in by organization, or name accounts in place of their roles",
    .reference = policy_limits_reference,
    .quotes_text = false,
};
inline constexpr rule policy_principal_wildcard{
    .id = "policy-principal-wildcard",
    .title = "a wildcard in a principal",
    .why = "`*` alone means everyone; no part of a principal may be a wildcard",
    .fix = "name the account, and restrict it by a condition on `aws:PrincipalArn`",
    .reference = policy_principal_reference,
};
inline constexpr rule policy_principal_account{
    .id = "policy-principal-account",
    .title = "a principal's account without 12 digits",
    .why = "an account id has 12 digits; SNS answers `Invalid parameter: Policy Error: "
           "PrincipalNotFound`",
    .fix = "give all 12 digits, as a string; Stream's are 185583345998",
    .reference = "https://github.com/hashicorp/terraform-provider-aws/issues/26041",
    .nearest = detail::nearest_account,
};
inline constexpr rule policy_principal_arn{
    .id = "policy-principal-arn",
    .title = "not a principal's ARN",
    .why = "SNS answers principals that it cannot find with `Invalid parameter: Policy Error: "
           "PrincipalNotFound`",
    .fix = "give the account's 12 digits, or the ARN of the account's root, a user or a role",
    .reference = policy_principal_reference,
};
inline constexpr rule policy_principal_service_as_aws{
    .id = "policy-principal-service-as-aws",
    .title = "a service under `AWS`",
    .why = "SNS answers `Invalid parameter: Policy Error: PrincipalNotFound`",
    .fix = "write `{\"Service\": \"...\"}`",
    .reference = policy_principal_reference,
};
inline constexpr rule policy_principal_partition{
    .id = "policy-principal-partition",
    .title = "a principal of another partition than the topic",
    .why = "policies let in principals of their own partition only; Stream's account is in `aws`",
    .fix = "use a topic in the principal's partition",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies-cross-account-resource-access.html",
};
inline constexpr rule policy_principal_service{
    .id = "policy-principal-service",
    .title = "not the name of a service",
    .why = "a service principal reads `SERVICE.amazonaws.com`",
    .fix = "use the name that the service's pages give",
    .reference = policy_checks_reference,
};
inline constexpr rule policy_principal_service_refused{
    .id = "policy-principal-service-refused",
    .title = "a service that SNS does not take as a principal",
    .why = "SNS is recorded to answer `Invalid parameter: Policy Error: null`",
    .fix = "name a service that publishes to topics",
    .reference = policy_null_reference,
};
inline constexpr rule policy_principal_provider{
    .id = "policy-principal-provider",
    .title = "an identity provider as a principal",
    .why = "`Federated` principals stand in trust policies of roles only",
    .fix = "name the role",
    .reference = policy_checks_reference,
};
inline constexpr rule policy_principal_canonical{
    .id = "policy-principal-canonical",
    .title = "a canonical user id as a principal",
    .why = "canonical user ids are for policies of S3; nothing says that SNS takes them",
    .fix = "name the account",
    .reference = policy_principal_reference,
    .level = severity::warning,
};
inline constexpr rule policy_principal_id{
    .id = "policy-principal-id",
    .title = "the id of a user or role that was deleted",
    .why = "AWS shows such an id in place of the ARN once the user or role is gone; a new one of "
           "the same name is not meant",
    .fix = "name the user or role by its ARN again, or remove the id",
    .reference = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html",
    .level = severity::warning,
};
inline constexpr rule policy_action_missing{
    .id = "policy-action-missing",
    .title = "a statement without `Action`",
    .why = "each statement says what it allows or denies",
    .fix = "add `\"Action\": \"SNS:Publish\"`",
    .reference = policy_checks_reference,
    .quotes_text = false,
};
inline constexpr rule policy_action_empty{
    .id = "policy-action-empty",
    .title = "no actions",
    .why = "IAM refuses an empty list",
    .fix = "name at least one action",
    .reference = policy_grammar_reference,
    .quotes_text = false,
};
inline constexpr rule policy_action_form{
    .id = "policy-action-form",
    .title = "not an action",
    .why = "an action has a service and a name: `SNS:Publish`",
    .fix = "write `SNS:` before the name",
    .reference = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html",
    .nearest = detail::nearest_action,
};
inline constexpr rule policy_action_service{
    .id = "policy-action-service",
    .title = "an action of another service",
    .why = "SNS answers `Invalid parameter: Policy statement action out of service scope!`",
    .fix = "a topic policy holds actions of SNS only",
    .reference = policy_scope_reference,
    .nearest = detail::nearest_action,
};
inline constexpr rule policy_action_service_wildcard{
    .id = "policy-action-service-wildcard",
    .title = "a wildcard in the name of a service",
    .why = "wildcards belong into the name of the action; nothing says that SNS takes this",
    .fix = "write `SNS:`",
    .reference = policy_checks_reference,
    .level = severity::warning,
};
inline constexpr rule policy_action_scope{
    .id = "policy-action-scope",
    .title = "an action that is not about a topic",
    .why = "SNS answers `Invalid parameter: Policy statement action out of service scope!`",
    .fix = "remove it; publishing a batch is allowed by `SNS:Publish`",
    .reference = policy_scope_reference,
};
inline constexpr rule policy_action_unknown{
    .id = "policy-action-unknown",
    .title = "not an action of SNS",
    .why = "SNS answers `Invalid parameter: Policy statement action out of service scope!`",
    .fix = "use an action of the list",
    .reference = policy_scope_reference,
    .nearest = detail::nearest_action,
};
inline constexpr rule policy_action_star{
    .id = "policy-action-star",
    .title = "all actions of SNS",
    .why = "SNS answers `Invalid parameter: Policy statement action out of service scope!`, since "
           "some are not about a topic",
    .fix = "name the actions",
    .reference = "https://github.com/aws/aws-cli/issues/3143",
};
inline constexpr rule policy_action_wildcard{
    .id = "policy-action-wildcard",
    .title = "a wildcard in an action",
    .why = "nothing says that SNS takes it, and it covers more than what is needed",
    .fix = "name the actions: publishing is `SNS:Publish`",
    .reference = policy_limits_reference,
    .level = severity::warning,
};
inline constexpr rule policy_resource_missing{
    .id = "policy-resource-missing",
    .title = "a statement without `Resource`",
    .why = "IAM asks for it; some of AWS's own examples of topic policies do without",
    .fix = "add the topic's ARN as `Resource`",
    .reference = policy_checks_reference,
    .level = severity::warning,
    .quotes_text = false,
};
inline constexpr rule policy_resource_empty{
    .id = "policy-resource-empty",
    .title = "no resource",
    .why = "a topic's statement has exactly one resource",
    .fix = "name the topic's ARN",
    .reference = policy_limits_reference,
    .quotes_text = false,
};
inline constexpr rule policy_resource_several{
    .id = "policy-resource-several",
    .title = "more than one resource",
    .why = "SNS answers `Invalid parameter: Policy statement must apply to a single resource!`",
    .fix = "give each topic its own policy",
    .reference =
        "https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html",
};
inline constexpr rule policy_resource_wildcard{
    .id = "policy-resource-wildcard",
    .title = "a wildcard in the resource",
    .why = "the resource must match the topic's ARN; nothing says that SNS takes a wildcard",
    .fix = "name the topic's ARN",
    .reference = policy_limits_reference,
    .level = severity::warning,
};

}  // namespace rules

}  // namespace snsproof
