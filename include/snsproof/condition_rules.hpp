// SPDX-License-Identifier: Apache-2.0
// What is wrong with the keys and operators of a policy's conditions.
#pragma once

#include <string_view>

#include "snsproof/condition_key.hpp"
#include "snsproof/report.hpp"

namespace snsproof::rules {

inline constexpr std::string_view policy_use_cases_reference =
    "https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html";

inline constexpr rule policy_key_unknown{
    .id = "policy-key-unknown",
    .title = "a condition key that is not known here",
    .why = "it may be newer than this list, or a typing mistake: a request never has such a key",
    .fix = "compare it with AWS's list of keys",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-error-invalid-global-condition-key",
    .level = severity::warning,
    .nearest = nearest_condition_key,
};
inline constexpr rule policy_key_foreign{
    .id = "policy-key-foreign",
    .title = "a condition key of another service",
    .why = "requests to SNS have the global keys, the keys of SNS, and the claims of the caller's "
           "identity provider",
    .fix = "use a key that requests to SNS have",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-error-invalid-service",
    .level = severity::warning,
};
inline constexpr rule policy_key_unsupported{
    .id = "policy-key-unsupported",
    .title = "a condition key that AWS does not support any more",
    .why = "AWS asks for `aws:PrincipalArn` or `aws:SourceArn` in its place",
    .fix = "use `aws:PrincipalArn` for who calls",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-error-unsupported-global-condition-key",
    .level = severity::warning,
};
inline constexpr rule policy_key_deprecated{
    .id = "policy-key-deprecated",
    .title = "a condition key that AWS deprecates",
    .why = "SNS still sets it for the services that use it, and new ones get `aws:SourceAccount` and "
           "`aws:SourceArn` only",
    .fix = "use `aws:SourceAccount`",
    .reference = policy_use_cases_reference,
    .level = severity::note,
};
inline constexpr rule policy_key_tag{
    .id = "policy-key-tag",
    .title = "the key of a tag without the tag",
    .why = "the name of the tag follows a slash; no request has this key as it stands",
    .fix = "write it as `aws:PrincipalTag/team`",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-error-missing-tag-key-in-condition",
};
inline constexpr rule policy_key_twice{
    .id = "policy-key-twice",
    .title = "a condition key that stands here in another case, too",
    .why = "the names of keys ignore case, so that it is the same key twice",
    .fix = "put all values under one of them",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-error-duplicate-keys-with-different-case",
};
inline constexpr rule policy_key_untrusted{
    .id = "policy-key-untrusted",
    .title = "a condition key that the caller fills as it likes",
    .why = "it is the content of an HTTP header, and keeps nobody out",
    .fix = "restrict by account, organization, VPC or source instead",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-security-warning-untrustworthy-condition-key",
    .level = severity::warning,
};
inline constexpr rule policy_key_never_set{
    .id = "policy-key-never-set",
    .title = "a condition key that requests to a topic do not have",
    .why = "AWS sets it for listed services only, or for actions that no topic policy may hold",
    .fix = "use a key that requests to SNS have",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-general-warning-use-condition-key-only-with-supported-"
        "services",
    .level = severity::warning,
};
inline constexpr rule policy_key_resource{
    .id = "policy-key-resource",
    .title = "a condition key that says where the topic is",
    .why = "it is the same in each request to this topic: such keys are for policies of identities",
    .fix = "remove it here",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-suggestion-irrelevant-condition-key-in-policy",
    .level = severity::note,
};
inline constexpr rule policy_key_not_of_services{
    .id = "policy-key-not-of-services",
    .title = "a condition key that services do not have",
    .why = "a service belongs to no organization and has no tags and no name, so that the condition is "
           "wrong for it",
    .fix = "give the service a statement of its own, with `aws:SourceAccount` or `aws:SourceOrgID`",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-error-unsupported-condition-key-for-service-principal",
};
inline constexpr rule policy_key_of_services{
    .id = "policy-key-of-services",
    .title = "a condition key that only services send",
    .why = "SNS knows it where an AWS service publishes; a user or role of another account, such as "
           "Stream's, never has it, and is not let in",
    .fix = "remove it: the principal already says who may publish",
    .reference = policy_use_cases_reference,
};
inline constexpr rule policy_key_of_subscribe{
    .id = "policy-key-of-subscribe",
    .title = "a condition key that only `Subscribe` has",
    .why = "for other actions the request never has `sns:Endpoint` or `sns:Protocol`, so that the "
           "condition does not do what it says",
    .fix = "remove it, or give `SNS:Subscribe` a statement with it",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-error-unsupported-action-for-condition-key",
};
inline constexpr rule policy_key_of_subscribe_mixed{
    .id = "policy-key-of-subscribe-mixed",
    .title = "a condition key that only some of the actions have",
    .why = "only `Subscribe` has `sns:Endpoint` and `sns:Protocol`; the other actions of the statement "
           "are never allowed, or never denied",
    .fix = "give `SNS:Subscribe` a statement of its own",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-error-unsupported-action-for-condition-key",
    .level = severity::warning,
};
inline constexpr rule policy_key_unpaired{
    .id = "policy-key-unpaired",
    .title = "a private address without its VPC",
    .why = "every VPC can have the same private addresses",
    .fix = "add `aws:SourceVpc` or `aws:SourceVpce` to the same statement",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-security-warning-missing-paired-condition-keys",
    .level = severity::warning,
};
inline constexpr rule policy_operator_type{
    .id = "policy-operator-type",
    .title = "an operator for another type than the key's",
    .why = "AWS gives each key a type, and operators compare values of one type",
    .fix = "use an operator for the key's type",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-general-warning-type-mismatch",
    .level = severity::warning,
};
inline constexpr rule policy_operator_arn_like{
    .id = "policy-operator-arn-like",
    .title = "`StringLike` on an ARN",
    .why = "its `*` also matches colons, so that a pattern meant for one part of the ARN reaches over "
           "others",
    .fix = "use `ArnLike`",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-security-warning-string-like-operator-with-arn-condition-"
        "keys",
    .level = severity::warning,
};
inline constexpr rule policy_boolean_several{
    .id = "policy-boolean-several",
    .title = "several values for one boolean",
    .why = "`true` and `false` together always hold, and one of them needs no list",
    .fix = "keep the value that is meant",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-error-invalid-condition-multiple-boolean",
    .level = severity::warning,
};
inline constexpr rule policy_set_missing{
    .id = "policy-set-missing",
    .title = "a key of several values without `ForAnyValue:` or `ForAllValues:`",
    .why = "AWS asks for one of the two where a request can have several values",
    .fix = "put `ForAnyValue:` or `ForAllValues:` before the operator",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-error-missing-qualifier",
    .level = severity::warning,
};
inline constexpr rule policy_set_single{
    .id = "policy-set-single",
    .title = "`ForAllValues:` on a key of one value",
    .why = "it also holds where the request lacks the key",
    .fix = "remove `ForAllValues:`",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-security-warning-forallvalues-with-single-valued-key",
    .level = severity::warning,
};
inline constexpr rule policy_set_null{
    .id = "policy-set-null",
    .title = "`Null` behind `ForAllValues:` or `ForAnyValue:`",
    .why = "with `ForAllValues:` it always holds, with `ForAnyValue:` never",
    .fix = "use `Null` alone",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-suggestion-null-with-qualifier",
    .level = severity::warning,
};

}  // namespace snsproof::rules
