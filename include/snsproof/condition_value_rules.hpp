// SPDX-License-Identifier: Apache-2.0
// What is wrong with the values of a policy's conditions.
#pragma once

#include <string_view>

#include "snsproof/region.hpp"
#include "snsproof/report.hpp"

namespace snsproof::rules {

inline constexpr rule policy_values_empty{
    .id = "policy-values-empty",
    .title = "a condition key without values",
    .why = "nothing can equal no value; with `IfExists` or `ForAllValues:` it holds where the request "
           "lacks the key, with `ForAnyValue:` never",
    .fix = "give a value, or ask `Null` whether the request has the key",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-suggestion-empty-array-condition",
    .level = severity::warning,
};
inline constexpr rule policy_value_kinds{
    .id = "policy-value-kinds",
    .title = "values of different JSON types under one key",
    .why = "AWS asks for one type; numbers and booleans may stand between quotes",
    .fix = "write all values as strings",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-error-invalid-condition-data-type",
    .level = severity::warning,
};
inline constexpr rule policy_value_number{
    .id = "policy-value-number",
    .title = "not a number",
    .why = "the operator compares numbers, so that nothing equals this value",
    .fix = "give a number, as `5` or `\"0.5\"`",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-general-warning-type-mismatch-number",
    .level = severity::warning,
};
inline constexpr rule policy_value_date{
    .id = "policy-value-date",
    .title = "not a date",
    .why = "the operator compares dates, so that nothing equals this value",
    .fix = "write it as `2026-01-31` or `2026-01-31T12:00:00Z`",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-general-warning-type-mismatch-date",
    .level = severity::warning,
};
inline constexpr rule policy_value_epoch{
    .id = "policy-value-epoch",
    .title = "a date in seconds since 1970",
    .why = "people cannot read it, and AWS says that it might not resolve as expected",
    .fix = "write it as `2026-01-31T12:00:00Z`",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-general-warning-invalid-date-value",
    .level = severity::note,
};
inline constexpr rule policy_value_boolean{
    .id = "policy-value-boolean",
    .title = "neither `true` nor `false`",
    .why = "the operator knows these two values, so that nothing equals this one",
    .fix = "use `true` or `false`",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-general-warning-type-mismatch-boolean",
    .level = severity::warning,
};
inline constexpr rule policy_value_base64{
    .id = "policy-value-base64",
    .title = "not base64",
    .why = "`BinaryEquals` compares bytes that the policy gives in base64",
    .fix = "encode the value in base64",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-general-warning-type-mismatch-string",
    .level = severity::warning,
};
inline constexpr rule policy_value_ip{
    .id = "policy-value-ip",
    .title = "not a range of IP addresses",
    .why = "the value must be an address, or a range in CIDR format",
    .fix = "write it as `203.0.113.0/24` or `2001:db8::/32`",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-error-type-mismatch-ip-range",
};
inline constexpr rule policy_ip_private{
    .id = "policy-ip-private",
    .title = "private addresses alone under `aws:SourceIp`",
    .why = "the key holds public addresses only: `IpAddress` never holds here, and `NotIpAddress` always "
           "does",
    .fix = "use `aws:VpcSourceIp` with `aws:SourceVpc` for private addresses",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-error-private-ip-address",
};
inline constexpr rule policy_ip_private_some{
    .id = "policy-ip-private-some",
    .title = "a private address under `aws:SourceIp`",
    .why = "the key holds public addresses only, so that this value does nothing",
    .fix = "use `aws:VpcSourceIp` with `aws:SourceVpc` for private addresses",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-suggestion-private-ip-address-subset",
    .level = severity::warning,
};
inline constexpr rule policy_ip_host_bits{
    .id = "policy-ip-host-bits",
    .title = "an address with bits behind its mask",
    .why = "the bits behind the mask are ignored: 10.1.2.3/8 is all of 10.0.0.0/8",
    .fix = "write the range's first address, or a longer mask",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-suggestion-improve-ip-range",
    .level = severity::note,
};
inline constexpr rule policy_value_arn{
    .id = "policy-value-arn",
    .title = "not the form of an ARN",
    .why = "the operator compares the six parts of ARNs one by one, and this value has fewer",
    .fix = "give all six parts: `arn:aws:s3:*:*:my-bucket`",
    .reference = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
                 "reference_policies_elements_condition_operators.html#Conditions_ARN",
    .level = severity::warning,
};
inline constexpr rule policy_value_account{
    .id = "policy-value-account",
    .title = "not the id of an account",
    .why = "the key holds 12 digits, so that nothing equals this value",
    .fix = "give all 12 digits, as a string",
    .reference = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
                 "reference_policies_condition-keys.html#condition-keys-sourceaccount",
    .level = severity::warning,
};
inline constexpr rule policy_value_vpc{
    .id = "policy-value-vpc",
    .title = "not the id of a VPC",
    .why = "`vpc-` and 8 or 17 letters and digits; nothing else is ever equal",
    .fix = "copy the id from the VPC console",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-error-invalid-vpc-format",
};
inline constexpr rule policy_value_vpce{
    .id = "policy-value-vpce",
    .title = "not the id of a VPC endpoint",
    .why = "`vpce-` and 8 or 17 letters and digits; nothing else is ever equal",
    .fix = "copy the id from the VPC console",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-error-invalid-vpce-format",
};
inline constexpr rule policy_value_region{
    .id = "policy-value-region",
    .title = "not a region that is known here",
    .why = "the key holds the code of a region, as `us-east-1`; it may be newer than this table, or a "
           "typing mistake",
    .fix = "compare it with AWS's list of regions",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-error-invalid-region",
    .level = severity::warning,
    .nearest = nearest_region,
};
inline constexpr rule policy_value_service{
    .id = "policy-value-service",
    .title = "not the principal of a service",
    .why = "the key holds names of the form `SERVICE.amazonaws.com`",
    .fix = "use the name that the service's pages give",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-error-invalid-service-principal-format",
    .level = severity::warning,
};
inline constexpr rule policy_value_redundant{
    .id = "policy-value-redundant",
    .title = "a value that another one covers",
    .why = "the condition is the same without it",
    .fix = "remove it",
    .reference = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
                 "reference_policies_condition-logic-multiple-context-keys-or-values.html",
    .level = severity::note,
};
inline constexpr rule policy_value_bound{
    .id = "policy-value-bound",
    .title = "a bound that another one makes useless",
    .why = "alternatives under one key: the widest bound decides alone",
    .fix = "keep the one that is meant",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-suggestion-redundant-condition-value-num",
    .level = severity::note,
};
inline constexpr rule policy_wildcard_literal{
    .id = "policy-wildcard-literal",
    .title = "a wildcard under an operator that has none",
    .why = "`StringEquals` and its kind compare `*` and `?` as they stand",
    .fix = "use `StringLike`",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-general-warning-wildcard-without-like-operator",
    .level = severity::warning,
};
inline constexpr rule policy_wildcard_broad{
    .id = "policy-wildcard-broad",
    .title = "a wildcard that lets too much through",
    .why = "this key decides whom the statement is for; accounts, organizations and VPCs take no "
           "wildcard, ARNs at least six characters before it",
    .fix = "write more of the value before the first wildcard",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-error-wildcard-usage-too-permissive",
    .level = severity::warning,
};
inline constexpr rule policy_wildcard_present{
    .id = "policy-wildcard-present",
    .title = "`*` alone asks only whether the request has the key",
    .why = "`Null` with `false` says that, and cannot be mistaken for a restriction",
    .fix = "use `\"Null\": {KEY: \"false\"}`, or give a value",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-suggestion-equivalent-to-null-false",
    .level = severity::note,
};
inline constexpr rule policy_wildcard_absent{
    .id = "policy-wildcard-absent",
    .title = "`*` negated asks only whether the request lacks the key",
    .why = "`Null` with `true` says that, and cannot be mistaken for a restriction",
    .fix = "use `\"Null\": {KEY: \"true\"}`, or give a value",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-suggestion-equivalent-to-null-true",
    .level = severity::note,
};
inline constexpr rule policy_wildcard_always{
    .id = "policy-wildcard-always",
    .title = "a condition that always holds",
    .why = "`*` matches each value, and the operator also holds where the request lacks the key",
    .fix = "remove the condition, or give a value",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-suggestion-redundant-key-due-to-wildcard-in-condition",
    .level = severity::warning,
};
inline constexpr rule policy_wildcard_never{
    .id = "policy-wildcard-never",
    .title = "a condition that never holds",
    .why = "`*` matches each value, so that none is left for the negation",
    .fix = "remove the statement, or give a value",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-suggestion-redundant-statement-due-to-wildcard-in-"
        "condition",
    .level = severity::warning,
};
inline constexpr rule policy_variable_brace{
    .id = "policy-variable-brace",
    .title = "a policy variable without its closing brace",
    .why = "a variable stands in `${` and `}`",
    .fix = "add `}` behind the variable's name",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-error-missing-brace-in-variable",
};
inline constexpr rule policy_variable_quote{
    .id = "policy-variable-quote",
    .title = "the default of a policy variable without its quotes",
    .why = "a default stands in single quotes behind a comma and a space",
    .fix = "write it as `${aws:username, 'nobody'}`",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-error-missing-quote-in-variable",
};
inline constexpr rule policy_variable_space{
    .id = "policy-variable-space",
    .title = "a space in the name of a policy variable",
    .why = "the name is that of a condition key, which has none",
    .fix = "remove the space",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-error-unsupported-space-in-variable",
};
inline constexpr rule policy_variable_empty{
    .id = "policy-variable-empty",
    .title = "a policy variable without a name",
    .why = "nothing can stand in its place",
    .fix = "name a condition key in it, or remove it",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-error-empty-variable",
};
inline constexpr rule policy_variable_element{
    .id = "policy-variable-element",
    .title = "a policy variable in a principal",
    .why = "variables stand in `Resource` and in the values of conditions",
    .fix = "name the principal, or compare `aws:PrincipalArn` in a condition",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-error-variable-unsupported-in-element",
};
inline constexpr rule policy_variable_version{
    .id = "policy-variable-version",
    .title = "a policy variable where the version has none",
    .why = "it is literal text in a policy whose `Version` is not `2012-10-17`",
    .fix = "set `Version` to `2012-10-17`",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-error-variable-unsupported-in-version",
};
inline constexpr rule policy_variable_operator{
    .id = "policy-variable-operator",
    .title = "a policy variable under an operator that takes none",
    .why = "only operators for strings and ARNs replace variables",
    .fix = "give the value, or use an operator for strings",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-error-invalid-variable-for-operator",
};
inline constexpr rule policy_variable_broad{
    .id = "policy-variable-broad",
    .title = "a policy variable that lets too much through",
    .why = "AWS calls variables effective wildcards: this key takes none, or six characters before one",
    .fix = "give the value itself",
    .reference =
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
        "#access-analyzer-reference-policy-checks-error-variable-usage-too-permissive",
    .level = severity::warning,
};

}  // namespace snsproof::rules
