// SPDX-License-Identifier: Apache-2.0
// What makes a text no policy, or one that SNS refuses: the document, its statements and conditions.
#pragma once

#include <array>
#include <string_view>

#include "snsproof/condition_operator.hpp"
#include "snsproof/detail/nearest.hpp"
#include "snsproof/report.hpp"

namespace snsproof {

namespace detail {

inline constexpr std::array<std::string_view, 3> policy_elements{"Version", "Id", "Statement"};
inline constexpr std::array<std::string_view, 9> statement_elements{
    "Sid",       "Effect",   "Principal",   "NotPrincipal", "Action",
    "NotAction", "Resource", "NotResource", "Condition"};
inline constexpr std::array<std::string_view, 2> policy_versions{"2012-10-17", "2008-10-17"};
inline constexpr std::array<std::string_view, 2> effects{"Allow", "Deny"};

constexpr std::string_view itself(std::string_view name) noexcept {
    return name;
}

/// Nothing for the name of an element that stands where it does not belong.
constexpr std::string_view nearest_policy_element(std::string_view wrong, std::string_view) noexcept {
    if (contains(statement_elements, wrong) || contains(policy_elements, wrong)) return {};
    std::string_view const found = nearest(wrong, statement_elements, itself);
    return found.empty() ? nearest(wrong, policy_elements, itself) : found;
}

constexpr std::string_view nearest_policy_version(std::string_view wrong, std::string_view) noexcept {
    return nearest(wrong, policy_versions, itself);
}

constexpr std::string_view nearest_effect(std::string_view wrong, std::string_view) noexcept {
    return nearest(wrong, effects, itself);
}

}  // namespace detail

namespace rules {

inline constexpr std::string_view policy_checks_reference =
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html";
inline constexpr std::string_view policy_condition_reference =
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html";
inline constexpr std::string_view policy_effect_reference =
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_effect.html";
inline constexpr std::string_view policy_getattr_reference =
    "https://docs.aws.amazon.com/sns/latest/api/API_GetTopicAttributes.html";
inline constexpr std::string_view policy_grammar_reference =
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html";
inline constexpr std::string_view policy_limits_reference =
    "https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html";
inline constexpr std::string_view policy_null_reference =
    "https://github.com/cloud-custodian/cloud-custodian/issues/1779";
inline constexpr std::string_view policy_principal_reference =
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html";
inline constexpr std::string_view policy_scope_reference =
    "https://github.com/hashicorp/terraform/issues/12740";
inline constexpr std::string_view policy_uniqueid_reference =
    "https://github.com/Bayer-Group/cloudformation-template-generator/issues/138";
inline constexpr std::string_view policy_version_reference =
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html";

inline constexpr rule policy_size{
    .id = "policy-size",
    .title = "a topic policy of more than 30,720 bytes, white space not counted",
    .why = "SNS takes policies of up to 30 KB",
    .fix = "merge statements that differ in one element only, or let accounts in by organization",
    .reference = policy_limits_reference,
    .quotes_text = false,
};
inline constexpr rule policy_size_written{
    .id = "policy-size-written",
    .title = "a topic policy of more than 30,720 bytes as it is written",
    .why = "SNS takes policies of up to 30 KB; its pages do not say whether white space counts",
    .fix = "send it without white space",
    .reference = policy_limits_reference,
    .level = severity::warning,
    .quotes_text = false,
};
inline constexpr rule policy_ascii{
    .id = "policy-ascii",
    .title = "a character that is not ASCII",
    .why = "`Only ASCII characters are allowed in policy documents`",
    .fix = "use ASCII letters",
    .reference = "https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-key-concepts.html",
};
inline constexpr rule policy_type{
    .id = "policy-type",
    .title = "not a policy",
    .why = "a policy is a JSON object with a `Statement` element",
    .fix = "give the policy document itself",
    .reference = policy_grammar_reference,
};
inline constexpr rule policy_bare_statement{
    .id = "policy-bare-statement",
    .title = "a statement without the policy around it",
    .why = "a topic takes a whole policy; Stream's page prints a statement that has to be put into "
           "the `Statement` list of one",
    .fix = "wrap it: `{\"Version\": \"2012-10-17\", \"Statement\": [ ... ]}`, or add it to the "
           "policy that the topic has",
    .reference = "https://getstream.io/chat/docs/node/sns/",
    .quotes_text = false,
};
inline constexpr rule policy_statement_list{
    .id = "policy-statement-list",
    .title = "a list of statements without the policy around it",
    .why = "a topic takes a whole policy",
    .fix = "wrap it: `{\"Version\": \"2012-10-17\", \"Statement\": [ ... ]}`",
    .reference = policy_grammar_reference,
    .quotes_text = false,
};
inline constexpr rule policy_in_document{
    .id = "policy-in-document",
    .title = "the policy was read from inside another document",
    .why = "a topic's attributes and templates hold the policy in one of their fields",
    .fix = "nothing has to be done; give the policy alone to have it checked alone",
    .reference = policy_getattr_reference,
    .level = severity::note,
};
inline constexpr rule policy_escaped{
    .id = "policy-escaped",
    .title = "the policy was read from inside a string",
    .why = "`GetTopicAttributes` answers with the policy as an escaped string",
    .fix = "nothing has to be done",
    .reference = policy_getattr_reference,
    .level = severity::note,
    .quotes_text = false,
};
inline constexpr rule policy_none{
    .id = "policy-none",
    .title = "a document without a topic policy",
    .why =
        "of a template the resources of type `AWS::SNS::TopicPolicy` and `AWS::SNS::TopicInlinePolicy` are "
        "read, of Terraform `aws_sns_topic_policy` and the `policy` of `aws_sns_topic`",
    .fix = "give the document that has the policy, or the policy itself",
    .reference = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
                 "aws-resource-sns-topicpolicy.html",
    .quotes_text = false,
};
inline constexpr rule policy_unknown{
    .id = "policy-unknown",
    .title = "not known before deployment",
    .why = "a function of the template, or what Terraform plans, gives it a value only then; what is decided "
           "by it depends",
    .fix = "nothing has to be done; write the value out to have it checked",
    .reference = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
                 "intrinsic-function-reference.html",
    .level = severity::note,
};
inline constexpr rule policy_several{
    .id = "policy-several",
    .title = "another policy in the same document was not read",
    .why = "one policy is asked at a time, and of a document it is the first; `snsproof policy` checks all",
    .fix = "give each policy in a file of its own",
    .reference = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
                 "aws-resource-sns-topicpolicy.html",
    .level = severity::warning,
};
inline constexpr rule policy_element_unknown{
    .id = "policy-element-unknown",
    .title = "not an element of a policy",
    .why = "the names of elements are exact; SNS answers unknown ones with `Policy Error: null`",
    .fix = "remove it, or use the exact name",
    .reference = policy_grammar_reference,
    .nearest = detail::nearest_policy_element,
};
inline constexpr rule policy_element_type{
    .id = "policy-element-type",
    .title = "a value of the wrong kind",
    .why = "IAM's grammar gives each element its kind: names and ARNs are strings or lists of "
           "strings, account ids too",
    .fix = "write it as a string or a list of strings",
    .reference = policy_grammar_reference,
};
inline constexpr rule policy_version_unknown{
    .id = "policy-version-unknown",
    .title = "not a version of the policy language",
    .why = "there are `2012-10-17` and `2008-10-17`",
    .fix = "use `2012-10-17`",
    .reference = policy_version_reference,
    .nearest = detail::nearest_policy_version,
};
inline constexpr rule policy_version_missing{
    .id = "policy-version-missing",
    .title = "a policy without `Version`",
    .why = "it is read as `2008-10-17`: policy variables such as `${aws:username}` are literal "
           "text",
    .fix = "add `\"Version\": \"2012-10-17\"` unless `${` should be literal",
    .reference = policy_version_reference,
    .level = severity::note,
    .quotes_text = false,
};
inline constexpr rule policy_statement_missing{
    .id = "policy-statement-missing",
    .title = "a policy without `Statement`",
    .why = "SNS answers `Invalid parameter: Policy Error: null`",
    .fix = "add the `Statement` list",
    .reference = policy_null_reference,
    .quotes_text = false,
};
inline constexpr rule policy_statement_empty{
    .id = "policy-statement-empty",
    .title = "a policy without statements",
    .why = "a topic's policy cannot be emptied; SNS answers `Invalid parameter: Policy Error: "
           "null`",
    .fix = "send the default policy to take back what others may do",
    .reference = policy_null_reference,
    .quotes_text = false,
};
inline constexpr rule policy_statement_count{
    .id = "policy-statement-count",
    .title = "more than 100 statements",
    .why = "a topic policy has up to 100 statements",
    .fix = "merge statements that differ in one element only",
    .reference = policy_limits_reference,
    .quotes_text = false,
};
inline constexpr rule policy_sid_missing{
    .id = "policy-sid-missing",
    .title = "a second statement without a `Sid`",
    .why = "SNS answers `Invalid parameter: Every policy statement must have a unique ID` where "
           "two of several statements have none",
    .fix = "give each statement a `Sid` of its own",
    .reference = policy_uniqueid_reference,
    .quotes_text = false,
};
inline constexpr rule policy_sid_duplicate{
    .id = "policy-sid-duplicate",
    .title = "a `Sid` that another statement has",
    .why = "SNS answers `Invalid parameter: Every policy statement must have a unique ID`",
    .fix = "give each statement a `Sid` of its own",
    .reference = policy_uniqueid_reference,
};
inline constexpr rule policy_sid_empty{
    .id = "policy-sid-empty",
    .title = "an empty `Sid`",
    .why = "it counts as none",
    .fix = "give the statement a `Sid`, or remove the element",
    .reference = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html",
    .level = severity::note,
    .quotes_text = false,
};
inline constexpr rule policy_effect_missing{
    .id = "policy-effect-missing",
    .title = "a statement without `Effect`",
    .why = "each statement says whether it allows or denies",
    .fix = "add `\"Effect\": \"Allow\"` or `\"Effect\": \"Deny\"`",
    .reference = policy_effect_reference,
    .quotes_text = false,
};
inline constexpr rule policy_effect_unknown{
    .id = "policy-effect-unknown",
    .title = "not an effect",
    .why = "`Effect` is exactly `Allow` or `Deny`",
    .fix = "use `Allow` or `Deny`",
    .reference = policy_effect_reference,
    .nearest = detail::nearest_effect,
};
inline constexpr rule policy_condition_empty{
    .id = "policy-condition-empty",
    .title = "a condition without content",
    .why = "it restricts nothing",
    .fix = "remove it, or add what should be restricted",
    .reference = policy_checks_reference,
    .level = severity::note,
    .quotes_text = false,
};
inline constexpr rule policy_condition_operator{
    .id = "policy-condition-operator",
    .title = "not a condition operator",
    .why = "IAM refuses operators that it does not know",
    .fix = "use an operator of the list",
    .reference = policy_condition_reference,
    .nearest = nearest_condition_operator,
};
inline constexpr rule policy_condition_operator_case{
    .id = "policy-condition-operator-case",
    .title = "a condition operator in another case than AWS writes it",
    .why = "AWS's pages do not say that case is ignored here",
    .fix = "write it as AWS does",
    .reference = policy_condition_reference,
    .level = severity::warning,
    .nearest = nearest_condition_operator,
};
inline constexpr rule policy_condition_null_if_exists{
    .id = "policy-condition-null-if-exists",
    .title = "`IfExists` behind `Null`",
    .why = "`IfExists` can be added to any operator but `Null`, which asks itself whether the key "
           "exists",
    .fix = "remove `IfExists`",
    .reference = policy_condition_reference,
};
inline constexpr rule policy_condition_key_format{
    .id = "policy-condition-key-format",
    .title = "not a condition key",
    .why = "a condition key has a prefix and a name: `aws:SourceArn`, `sns:Protocol`",
    .fix = "write the key with its prefix",
    .reference = policy_checks_reference,
};
inline constexpr rule policy_condition_value_type{
    .id = "policy-condition-value-type",
    .title = "a condition value of the wrong kind",
    .why = "values are strings, numbers or booleans, or lists of these",
    .fix = "write it as a string",
    .reference = policy_grammar_reference,
};

}  // namespace rules

}  // namespace snsproof
