// SPDX-License-Identifier: Apache-2.0
// Whether Stream, or a publisher like it, may publish to a topic. The requests that it makes are data.
#pragma once

#include <array>
#include <string_view>

#include "snsproof/decide.hpp"
#include "snsproof/policy.hpp"
#include "snsproof/principal.hpp"
#include "snsproof/report.hpp"
#include "snsproof/request.hpp"

namespace snsproof {

namespace detail {

inline constexpr std::array<std::string_view, 1> text_true{"true"};
inline constexpr std::array<std::string_view, 1> text_false{"false"};
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
inline constexpr std::array<context_key, 23> publisher_keys{{
    {"aws:SecureTransport", key_state::present, text_true},
    {"aws:ViaAWSService", key_state::present, text_false},
    {"aws:PrincipalOrgID", key_state::unnamed},
    {"aws:PrincipalOrgPaths", key_state::unnamed},
    {"aws:PrincipalServiceName", key_state::absent},
    {"aws:PrincipalServiceNamesList", key_state::absent},
    {"aws:SourceArn", key_state::absent},
    {"aws:SourceAccount", key_state::absent},
    {"aws:SourceOwner", key_state::absent},
    {"aws:SourceOrgID", key_state::absent},
    {"aws:SourceOrgPaths", key_state::absent},
    {"aws:CalledVia", key_state::absent},
    {"aws:CalledViaFirst", key_state::absent},
    {"aws:CalledViaLast", key_state::absent},
    {"aws:CalledViaAWSMCP", key_state::absent},
    {"aws:ViaAWSMCPService", key_state::absent},
    {"aws:SourceVpc", key_state::absent},
    {"aws:SourceVpcArn", key_state::absent},
    {"aws:SourceVpce", key_state::absent},
    {"aws:VpcSourceIp", key_state::absent},
    {"aws:TagKeys", key_state::absent},
    {"sns:Endpoint", key_state::absent},
    {"sns:Protocol", key_state::absent},
}};

}  // namespace detail

/// `SNS:Publish` over TLS by some identity of an account, by itself and not through a service: the keys of
/// services are absent, nobody's policy names its organization, it comes from no VPC endpoint of the topic's
/// owner, and all other keys are unknown, its address and the time among them. Views both texts.
constexpr request make_publisher_request(std::string_view account, std::string_view topic) noexcept {
    // Stream's account is one of the partition `aws`; of another account nothing says where it is.
    std::string_view const partition = account == stream_account ? "aws" : "";
    return {{principal_kind::account, account, partition, account, {}, {}},
            "sns:Publish",
            topic,
            detail::publisher_keys,
            true,
            true};
}

namespace rules {

inline constexpr rule policy_publisher_denied{
    .id = "policy-publisher-denied",
    .title = "keeps the publisher out",
    .why = "no statement allows `SNS:Publish` to the publisher's account, or one denies it; SNS answers "
           "`AuthorizationError` and the event is lost",
    .fix = "allow the account in a statement of its own, as `snsproof grant` prints it",
    .reference = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html",
};
inline constexpr rule policy_publisher_depends{
    .id = "policy-publisher-depends",
    .title = "may keep the publisher out",
    .why = "it asks for what is not known of the publisher's requests, or has values that are not known "
           "before deployment",
    .fix = "ask for what every request of the publisher has, or for nothing",
    .reference = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html",
    .level = severity::warning,
};

}  // namespace rules

/// Whether a publisher may publish, and the one statement that says so.
struct publisher_verdict {
    snsproof::decision decision{};
    /// Of the statement that decides; where none does, of the `Allow` that came nearest, which has the
    /// element that stopped it. `statement` is null in a policy that allows nothing to anybody.
    statement_match because;
    /// Of the condition in `because` that decides, the state of its key in the requests.
    key_state key{};
};

/// What the policy says to the publisher's requests. The pointers live as long as the policy.
constexpr publisher_verdict decide_publisher(policy const& p, std::string_view account,
                                             std::string_view topic) noexcept {
    request const asked = make_publisher_request(account, topic);
    detail::decider walk(p, asked);
    verdict const found = walk.decide();
    statement_match because;
    if (found.because != nullptr) {
        because = walk.match(*found.because);
    } else {
        for (policy_statement const& s : p.statements()) {
            if (s.effect != effect::allow) continue;
            statement_match const m = walk.match(s);
            if (because.statement == nullptr || m.stopped_by > because.stopped_by) because = m;
        }
    }
    return {found.decision, because,
            because.condition != nullptr ? walk.state_of_key(*because.condition) : key_state{}};
}

/// The same as a finding: nothing where the publisher may publish, an error where it may not.
constexpr report check_publisher(policy const& p, std::string_view account, std::string_view topic) {
    report out;
    publisher_verdict const said = decide_publisher(p, account, topic);
    if (said.decision == decision::allow) return out;
    statement_match const& m = said.because;
    span where = p.where();
    if (m.statement != nullptr) where = m.where.length != 0 ? m.where : m.statement->effect_where;
    out.add(said.decision == decision::depends ? rules::policy_publisher_depends
                                               : rules::policy_publisher_denied,
            where);
    return out;
}

}  // namespace snsproof
