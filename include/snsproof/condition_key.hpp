// SPDX-License-Identifier: Apache-2.0
// Keys of a policy's conditions: the global ones, and those of Amazon SNS.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "snsproof/detail/ascii.hpp"
#include "snsproof/detail/name_index.hpp"
#include "snsproof/detail/nearest.hpp"

namespace snsproof {

/// The keys that we know; those without a prefix are `aws:` keys.
enum class key_id : std::uint8_t {
    other,  ///< in no list: another service's, or no key at all
    principal_arn,
    principal_account,
    principal_org_paths,
    principal_org_id,
    principal_tag,
    principal_is_aws_service,
    principal_service_name,
    principal_service_names_list,
    principal_type,
    user_id,
    user_name,
    aws_arn,
    assumed_root,
    federated_provider,
    token_issue_time,
    sign_in_session_arn,
    multi_factor_auth_age,
    multi_factor_auth_present,
    chatbot_source_arn,
    ec2_instance_source_vpc,
    ec2_instance_source_private_ipv4,
    source_identity,
    ec2_role_delivery,
    ec2_source_instance_arn,
    glue_role_assumed_by,
    glue_credential_issuing_service,
    codebuild_build_arn,
    codebuild_project_arn,
    lambda_source_function_arn,
    ssm_source_instance_arn,
    identitystore_user_id,
    source_ip,
    source_vpc,
    source_vpc_arn,
    source_vpce,
    vpce_account,
    vpce_org_paths,
    vpce_org_id,
    vpc_source_ip,
    resource_account,
    resource_org_id,
    resource_org_paths,
    resource_tag,
    called_via,
    called_via_first,
    called_via_last,
    called_via_aws_mcp,
    via_aws_service,
    via_aws_mcp_service,
    current_time,
    epoch_time,
    referer,
    requested_region,
    request_tag,
    tag_keys,
    secure_transport,
    source_arn,
    source_account,
    source_owner,
    source_org_paths,
    source_org_id,
    user_agent,
    is_mcp_service_action,
    sns_endpoint,
    sns_protocol,
};

/// What the request holds under a key.
enum class value_type : std::uint8_t {
    string,
    arn,
    boolean,
    date,
    ip,
    numeric,
    date_or_numeric,  ///< `aws:EpochTime`
    string_or_arn,    ///< `aws:FederatedProvider`: it depends on the identity provider
};

/// Of what a key is a property.
enum class key_category : std::uint8_t { principal, session, network, resource, request };

namespace detail::key_traits {
inline constexpr std::uint16_t multivalued = 1;
inline constexpr std::uint16_t service_only = 2;
inline constexpr std::uint16_t forwarded_only = 4;
inline constexpr std::uint16_t subscribe_only = 8;
inline constexpr std::uint16_t spoofable = 16;
inline constexpr std::uint16_t deprecated = 32;
inline constexpr std::uint16_t not_for_services = 64;
inline constexpr std::uint16_t never_set = 128;
inline constexpr std::uint16_t exact_only = 256;
inline constexpr std::uint16_t tag = 512;
}  // namespace detail::key_traits

/// A key, and what is documented of it: where a member names no page, the one of the global keys says so.
struct condition_key {
    std::string_view name;  ///< as AWS writes it; a tag's key ends in `/`, and the tag follows
    key_id id = key_id::other;
    value_type type = value_type::string;
    key_category category = key_category::request;
    std::uint16_t traits = 0;  ///< bits of `detail::key_traits`; the members name them

    /// A request can hold several values, so that an operator needs `ForAllValues:` or `ForAnyValue:`.
    constexpr bool multivalued() const noexcept { return is(detail::key_traits::multivalued); }
    /// Set where an AWS service calls by its own service principal, and absent where a principal of another
    /// account calls, as Stream does. For `aws:SourceOwner`:
    /// https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
    constexpr bool service_only() const noexcept { return is(detail::key_traits::service_only); }
    /// Set where a service calls on behalf of a principal, and absent where the principal itself calls.
    constexpr bool forwarded_only() const noexcept { return is(detail::key_traits::forwarded_only); }
    /// Set for the action `sns:Subscribe` only:
    /// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html
    constexpr bool subscribe_only() const noexcept { return is(detail::key_traits::subscribe_only); }
    /// The caller sends whatever it likes in an HTTP header: no means to keep somebody out.
    constexpr bool spoofable() const noexcept { return is(detail::key_traits::spoofable); }
    /// AWS asks for another key in its place. `aws:ARN`:
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
    /// `aws:SourceOwner`, which stands in every default policy of a topic:
    /// https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
    constexpr bool deprecated() const noexcept { return is(detail::key_traits::deprecated); }
    /// A property of users, roles or members of an organization, which a service principal does not have. The
    /// example of `aws:PrincipalOrgID`:
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
    constexpr bool not_for_services() const noexcept { return is(detail::key_traits::not_for_services); }
    /// No action of a topic's policy has it: SNS is not among the services that the page lists for the key,
    /// or only actions have it that no topic's policy may grant:
    /// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html
    constexpr bool never_set() const noexcept { return is(detail::key_traits::never_set); }
    /// A wildcard in its value is never right, and may match everybody ("sensitive condition keys").
    constexpr bool exact_only() const noexcept { return is(detail::key_traits::exact_only); }
    /// The key of a tag follows the name.
    constexpr bool tag() const noexcept { return is(detail::key_traits::tag); }

    /// Whether it has one of these.
    constexpr bool is(std::uint16_t trait) const noexcept { return (traits & trait) != 0; }
};

namespace detail {

/// In order of length, for `length_index`.
inline constexpr auto condition_keys = [] {
    using namespace key_traits;
    return std::to_array<condition_key>({
        {"aws:ARN", key_id::aws_arn, value_type::arn, key_category::principal, deprecated},
        {"aws:userid", key_id::user_id, value_type::string, key_category::principal},
        {"aws:referer", key_id::referer, value_type::string, key_category::request, spoofable},
        {"aws:TagKeys", key_id::tag_keys, value_type::string, key_category::request, multivalued | never_set},
        {"aws:SourceIp", key_id::source_ip, value_type::ip, key_category::network},
        {"aws:username", key_id::user_name, value_type::string, key_category::principal, not_for_services},
        {"sns:Endpoint", key_id::sns_endpoint, value_type::string, key_category::request, subscribe_only},
        {"sns:Protocol", key_id::sns_protocol, value_type::string, key_category::request, subscribe_only},
        {"aws:CalledVia", key_id::called_via, value_type::string, key_category::request,
         multivalued | forwarded_only},
        {"aws:EpochTime", key_id::epoch_time, value_type::date_or_numeric, key_category::request},
        {"aws:SourceArn", key_id::source_arn, value_type::arn, key_category::request, service_only},
        {"aws:SourceVpc", key_id::source_vpc, value_type::string, key_category::network, exact_only},
        {"aws:UserAgent", key_id::user_agent, value_type::string, key_category::request, spoofable},
        {"aws:VpceOrgID", key_id::vpce_org_id, value_type::string, key_category::network,
         never_set | exact_only},
        {"aws:SourceVpce", key_id::source_vpce, value_type::string, key_category::network, exact_only},
        {"aws:AssumedRoot", key_id::assumed_root, value_type::boolean, key_category::session},
        {"aws:CurrentTime", key_id::current_time, value_type::date, key_category::request},
        {"aws:RequestTag/", key_id::request_tag, value_type::string, key_category::request, never_set | tag},
        {"aws:SourceOrgID", key_id::source_org_id, value_type::string, key_category::request,
         service_only | exact_only},
        {"aws:SourceOwner", key_id::source_owner, value_type::string, key_category::request,
         service_only | deprecated},
        {"aws:VpceAccount", key_id::vpce_account, value_type::string, key_category::network,
         never_set | exact_only},
        {"aws:VpcSourceIp", key_id::vpc_source_ip, value_type::ip, key_category::network},
        {"aws:PrincipalArn", key_id::principal_arn, value_type::arn, key_category::principal},
        {"aws:ResourceTag/", key_id::resource_tag, value_type::string, key_category::resource, tag},
        {"aws:SourceVpcArn", key_id::source_vpc_arn, value_type::arn, key_category::network, never_set},
        {"aws:VpceOrgPaths", key_id::vpce_org_paths, value_type::string, key_category::network,
         multivalued | never_set},
        {"ec2:RoleDelivery", key_id::ec2_role_delivery, value_type::numeric, key_category::session},
        {"aws:CalledViaLast", key_id::called_via_last, value_type::string, key_category::request,
         forwarded_only},
        {"aws:PrincipalTag/", key_id::principal_tag, value_type::string, key_category::principal,
         not_for_services | tag},
        {"aws:PrincipalType", key_id::principal_type, value_type::string, key_category::principal},
        {"aws:ResourceOrgID", key_id::resource_org_id, value_type::string, key_category::resource,
         exact_only},
        {"aws:SourceAccount", key_id::source_account, value_type::string, key_category::request,
         service_only | exact_only},
        {"aws:ViaAWSService", key_id::via_aws_service, value_type::boolean, key_category::request},
        {"aws:CalledViaFirst", key_id::called_via_first, value_type::string, key_category::request,
         forwarded_only},
        {"aws:PrincipalOrgID", key_id::principal_org_id, value_type::string, key_category::principal,
         not_for_services | exact_only},
        {"aws:SourceIdentity", key_id::source_identity, value_type::string, key_category::session},
        {"aws:SourceOrgPaths", key_id::source_org_paths, value_type::string, key_category::request,
         multivalued | service_only},
        {"aws:TokenIssueTime", key_id::token_issue_time, value_type::date, key_category::session},
        {"codebuild:BuildArn", key_id::codebuild_build_arn, value_type::arn, key_category::session},
        {"glue:RoleAssumedBy", key_id::glue_role_assumed_by, value_type::string, key_category::session},
        {"aws:CalledViaAWSMCP", key_id::called_via_aws_mcp, value_type::string, key_category::request,
         forwarded_only},
        {"aws:RequestedRegion", key_id::requested_region, value_type::string, key_category::request},
        {"aws:ResourceAccount", key_id::resource_account, value_type::string, key_category::resource,
         exact_only},
        {"aws:SecureTransport", key_id::secure_transport, value_type::boolean, key_category::request},
        {"aws:ChatbotSourceArn", key_id::chatbot_source_arn, value_type::arn, key_category::session},
        {"aws:PrincipalAccount", key_id::principal_account, value_type::string, key_category::principal,
         exact_only},
        {"aws:ResourceOrgPaths", key_id::resource_org_paths, value_type::string, key_category::resource,
         multivalued},
        {"aws:SignInSessionArn", key_id::sign_in_session_arn, value_type::arn, key_category::session},
        {"aws:ViaAWSMCPService", key_id::via_aws_mcp_service, value_type::boolean, key_category::request,
         forwarded_only},
        {"codebuild:ProjectArn", key_id::codebuild_project_arn, value_type::arn, key_category::session},
        {"identitystore:UserId", key_id::identitystore_user_id, value_type::string, key_category::session},
        {"aws:FederatedProvider", key_id::federated_provider, value_type::string_or_arn,
         key_category::session},
        {"aws:PrincipalOrgPaths", key_id::principal_org_paths, value_type::string, key_category::principal,
         multivalued | not_for_services},
        {"ec2:SourceInstanceArn", key_id::ec2_source_instance_arn, value_type::arn, key_category::session},
        {"ssm:SourceInstanceArn", key_id::ssm_source_instance_arn, value_type::arn, key_category::session},
        {"aws:IsMcpServiceAction", key_id::is_mcp_service_action, value_type::boolean, key_category::request},
        {"aws:MultiFactorAuthAge", key_id::multi_factor_auth_age, value_type::numeric, key_category::session},
        {"aws:Ec2InstanceSourceVpc", key_id::ec2_instance_source_vpc, value_type::string,
         key_category::session},
        {"aws:PrincipalServiceName", key_id::principal_service_name, value_type::string,
         key_category::principal, service_only},
        {"lambda:SourceFunctionArn", key_id::lambda_source_function_arn, value_type::arn,
         key_category::session},
        {"aws:PrincipalIsAWSService", key_id::principal_is_aws_service, value_type::boolean,
         key_category::principal},
        {"aws:MultiFactorAuthPresent", key_id::multi_factor_auth_present, value_type::boolean,
         key_category::session},
        {"aws:PrincipalServiceNamesList", key_id::principal_service_names_list, value_type::string,
         key_category::principal, multivalued | service_only},
        {"glue:CredentialIssuingService", key_id::glue_credential_issuing_service, value_type::string,
         key_category::session},
        {"aws:Ec2InstanceSourcePrivateIPv4", key_id::ec2_instance_source_private_ipv4, value_type::ip,
         key_category::session},
    });
}();

inline constexpr length_index<34> condition_key_index(condition_keys);

}  // namespace detail

/// The key with this name, in any case, or null; of a tag's key, the row with the name up to the `/`. Null
/// means "not known": other services have keys of their own. Names of keys ignore case:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
constexpr condition_key const* find_condition_key(std::string_view name) noexcept {
    std::size_t const slash = name.find('/');
    if (slash != std::string_view::npos) {
        if (slash + 1 == name.size()) return nullptr;  // no tag follows
        name = name.substr(0, slash + 1);
    }
    return detail::condition_key_index.find(detail::condition_keys, name);
}

/// The id of the key with this name, in any case.
constexpr key_id find_key_id(std::string_view name) noexcept {
    condition_key const* const key = find_condition_key(name);
    return key == nullptr ? key_id::other : key->id;
}

/// The key that is the fewest typing mistakes away, or nothing. A missing `aws:` is no mistake; of a tag's
/// key, the name up to the `/` is compared and returned.
constexpr std::string_view nearest_condition_key(std::string_view wrong, std::string_view = {}) noexcept {
    std::size_t const slash = wrong.find('/');
    if (slash != std::string_view::npos) wrong = wrong.substr(0, slash + 1);
    bool const bare = wrong.find(':') == std::string_view::npos;
    auto const shown = [bare](condition_key const& k) {
        return bare ? k.name.substr(k.name.find(':') + 1) : k.name;
    };
    std::string_view const found = detail::nearest(wrong, detail::condition_keys, shown);
    for (condition_key const& k : detail::condition_keys)
        if (!found.empty() && shown(k) == found) return k.name;
    return {};
}

}  // namespace snsproof
