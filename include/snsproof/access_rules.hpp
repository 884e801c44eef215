// SPDX-License-Identifier: Apache-2.0
// What a search over all requests finds, and why it may find no answer.
#pragma once

#include "snsproof/report.hpp"

namespace snsproof::rules {

inline constexpr rule access_public{
    .id = "access-public",
    .title = "lets strangers in",
    .why = "somebody who has nothing to do with the topic's owner can make a request that it allows: anyone "
           "on the "
           "internet can use the topic",
    .fix = "name the accounts, or ask for a key that only your own side has, as `aws:PrincipalOrgID` or "
           "`aws:SourceAccount`, with a fixed value",
    .reference =
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html"
        "#access-control-block-public-access-policy-status",
};
inline constexpr rule access_widens{
    .id = "access-widens",
    .title = "grants what the old policy does not",
    .why = "a request that the old policy denies is allowed by the new one",
    .fix = "make sure that it is meant; if not, narrow the statement that allows it",
    .reference = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-custom-policy-checks.html",
};
inline constexpr rule access_budget{
    .id = "access-budget",
    .title = "needs more steps than the search may take",
    .why = "so many keys and patterns play together that not all their combinations were looked at, and what "
           "was "
           "looked at gave no answer",
    .fix = "ask with one statement less, or review it by hand",
    .reference = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html",
    .level = severity::warning,
    .quotes_text = false,
};
inline constexpr rule access_variable{
    .id = "access-variable",
    .title = "depends on a policy variable",
    .why = "what stands for the variable is another key's value, and not all values of the two together were "
           "looked "
           "at",
    .fix = "review it by hand, or write the value out",
    .reference = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html",
    .level = severity::warning,
};
inline constexpr rule access_key_types{
    .id = "access-key-types",
    .title = "compares a key in ways that do not fit together",
    .why = "conditions compare the key as values of different types, or with bounds that no value between "
           "them was "
           "found for, so that not all its values were looked at",
    .fix = "compare the key by the operators of its own type",
    .reference = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
                 "reference_policies_elements_condition_operators.html",
    .level = severity::warning,
};
inline constexpr rule access_operator{
    .id = "access-operator",
    .title = "has a condition whose meaning is not known",
    .why = "no page tells when it holds, so that requests which reach it have no answer",
    .fix = "write the condition with an operator of IAM's",
    .reference = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
                 "reference_policies_elements_condition_operators.html",
    .level = severity::warning,
};

inline constexpr rule access_unknown{
    .id = "access-unknown",
    .title = "depends on a value that is not known before deployment",
    .why = "a function of the template, or what Terraform plans, gives it a value only then, and any value "
           "may come of it",
    .fix = "write the value out, or ask again with the policy that was deployed",
    .reference = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
                 "intrinsic-function-reference.html",
    .level = severity::warning,
};

}  // namespace snsproof::rules
