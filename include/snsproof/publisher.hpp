// SPDX-License-Identifier: Apache-2.0
// The requests that Stream, or a publisher like it, makes: what is known of them, as data.
#pragma once

#include <array>
#include <string_view>

#include "snsproof/decide.hpp"
#include "snsproof/policy.hpp"
#include "snsproof/principal.hpp"
#include "snsproof/request.hpp"

namespace snsproof {

/// `SNS:Publish` over TLS by some identity of an account, by itself and not through a service: the keys of
/// services are absent, nobody's policy names its organization, it comes from no VPC endpoint of the topic's
/// owner, and all other keys are unknown, its address and the time among them. Not copied; views `topic`.
class publisher_request {
public:
    constexpr publisher_request(std::string_view account, std::string_view topic) noexcept
        : asked_{{principal_kind::account, account, {}, account, {}, {}},
                 "sns:Publish",
                 topic,
                 keys,
                 true,
                 true} {
        // Stream's account is one of the partition `aws`; of another account nothing says where it is.
        if (account == stream_account) asked_.caller.partition = "aws";
    }
    publisher_request(publisher_request const&) = delete;
    publisher_request& operator=(publisher_request const&) = delete;
    constexpr ~publisher_request() = default;

    constexpr operator request const&() const noexcept {
        return asked_;
    }  // NOLINT(google-explicit-constructor)

private:
    static constexpr std::array<std::string_view, 1> yes{"true"};
    static constexpr std::array<std::string_view, 1> no{"false"};
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
    static constexpr std::array<context_key, 23> keys{{
        {"aws:SecureTransport", key_state::present, yes},
        {"aws:ViaAWSService", key_state::present, no},
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

    request asked_;
};

}  // namespace snsproof
