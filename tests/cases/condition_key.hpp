// SPDX-License-Identifier: Apache-2.0
// Keys of conditions, and names that only look like one.
#pragma once

#include "snsproof/condition_key.hpp"

#include "../verify.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace cases {

struct condition_key_case {
    std::string_view text;
    snsproof::key_id id;
    snsproof::value_type type;
    snsproof::key_category category;
};

namespace key {
using enum snsproof::key_id;
using type = snsproof::value_type;
using in = snsproof::key_category;
}  // namespace key

inline constexpr condition_key_case condition_keys[] = {
    {"aws:SourceArn", key::source_arn, key::type::arn, key::in::request},
    {"AWS:SourceArn", key::source_arn, key::type::arn, key::in::request},
    {"aws:sourcearn", key::source_arn, key::type::arn, key::in::request},
    {"AWS:SOURCEARN", key::source_arn, key::type::arn, key::in::request},
    {"aws:SourceARN", key::source_arn, key::type::arn, key::in::request},
    {"AWS:SourceOwner", key::source_owner, key::type::string, key::in::request},
    {"aws:SourceAccount", key::source_account, key::type::string, key::in::request},
    {"aws:SourceVPC", key::source_vpc, key::type::string, key::in::network},
    {"aws:SourceVpce", key::source_vpce, key::type::string, key::in::network},
    {"aws:SourceVpcArn", key::source_vpc_arn, key::type::arn, key::in::network},
    {"aws:SourceIp", key::source_ip, key::type::ip, key::in::network},
    {"aws:PrincipalOrgID", key::principal_org_id, key::type::string, key::in::principal},
    {"aws:PrincipalArn", key::principal_arn, key::type::arn, key::in::principal},
    {"aws:ARN", key::aws_arn, key::type::arn, key::in::principal},
    {"aws:userid", key::user_id, key::type::string, key::in::principal},
    {"aws:UserName", key::user_name, key::type::string, key::in::principal},
    {"aws:MultiFactorAuthAge", key::multi_factor_auth_age, key::type::numeric, key::in::session},
    {"aws:MultiFactorAuthPresent", key::multi_factor_auth_present, key::type::boolean, key::in::session},
    {"aws:TokenIssueTime", key::token_issue_time, key::type::date, key::in::session},
    {"aws:FederatedProvider", key::federated_provider, key::type::string_or_arn, key::in::session},
    {"ec2:SourceInstanceARN", key::ec2_source_instance_arn, key::type::arn, key::in::session},
    {"aws:EpochTime", key::epoch_time, key::type::date_or_numeric, key::in::request},
    {"aws:CurrentTime", key::current_time, key::type::date, key::in::request},
    {"aws:SecureTransport", key::secure_transport, key::type::boolean, key::in::request},
    {"aws:Referer", key::referer, key::type::string, key::in::request},
    {"aws:ResourceAccount", key::resource_account, key::type::string, key::in::resource},
    {"sns:Endpoint", key::sns_endpoint, key::type::string, key::in::request},
    {"SNS:Protocol", key::sns_protocol, key::type::string, key::in::request},
    {"aws:Ec2InstanceSourcePrivateIPv4", key::ec2_instance_source_private_ipv4, key::type::ip,
     key::in::session},
    // Tags.
    {"aws:PrincipalTag/team", key::principal_tag, key::type::string, key::in::principal},
    {"aws:principaltag/Team Name", key::principal_tag, key::type::string, key::in::principal},
    {"aws:PrincipalTag/a/b", key::principal_tag, key::type::string, key::in::principal},
    {"aws:PrincipalTag//", key::principal_tag, key::type::string, key::in::principal},
    {"aws:RequestTag/x", key::request_tag, key::type::string, key::in::request},
    {"aws:ResourceTag/${aws:username}", key::resource_tag, key::type::string, key::in::resource},
};

constexpr bool is_condition_key_case(condition_key_case const& c) {
    auto const* const k = snsproof::find_condition_key(c.text);
    return k != nullptr && k->id == c.id && k->type == c.type && k->category == c.category &&
           snsproof::find_key_id(c.text) == c.id;
}

inline constexpr std::string_view unknown_condition_keys[] = {
    "",
    "/",
    "aws",
    "aws:",
    "SourceArn",
    "aws:Source",
    "aws:SourceArns",
    "aws:SourceArn ",
    " aws:SourceArn",
    "aws:SourceArn/x",
    "aws:Source-Ip",
    "aws;SourceIp",
    "aws\x1aSourceIp",
    "aws:Source\xc9p",
    "aws:PrincipalTag",
    "aws:PrincipalTag/",
    "aws:SourceTag/x",
    "PrincipalTag/x",
    "/aws:PrincipalTag/x",
    "sns:Topic",
    "s3:prefix",
    "kms:ViaService",
    "aws:Ec2InstanceSourcePrivateIPv44",
    "aws:Ec2InstanceSourcePrivateIPv4aws:Ec2InstanceSourcePrivateIPv4",
};

constexpr bool is_unknown_condition_key(std::string_view text) {
    return snsproof::find_condition_key(text) == nullptr &&
           snsproof::find_key_id(text) == snsproof::key_id::other;
}

// At run time only: comparing with 65 names takes more steps than a constant expression may.
inline constexpr nearest_case nearest_condition_keys[] = {
    {"aws:SourceAcount", "aws:SourceAccount"},
    {"aws:SoureArn", "aws:SourceArn"},
    {"aws:SourceIP", "aws:SourceIp"},
    {"aws:PrincipalOrgId", "aws:PrincipalOrgID"},
    {"aws:PrincipleOrgID", "aws:PrincipalOrgID"},
    {"aws:SecureTransfer", "aws:SecureTransport"},
    {"aws:MultifactorAuthPresence", "aws:MultiFactorAuthPresent"},
    {"sns:Endpoints", "sns:Endpoint"},
    {"sns:Protocoll", "sns:Protocol"},
    // Without their prefix.
    {"SourceArn", "aws:SourceArn"},
    {"sourceaccount", "aws:SourceAccount"},
    {"Endpoint", "sns:Endpoint"},
    // Tags.
    {"aws:PrincipleTag/team", "aws:PrincipalTag/"},
    {"PrincipalTag/team", "aws:PrincipalTag/"},
    {"PrincipalTag/a:b", "aws:PrincipalTag/"},
    {"aws:RequestTags/x", "aws:RequestTag/"},
    {"aws:PrincipalTag", "aws:PrincipalTag/"},
    {"", ""},
    {"aws:", ""},
    {"custom:SomethingElse", ""},
    {"VersionId", ""},
};

constexpr bool is_nearest_condition_key(nearest_case const& c) {
    return snsproof::nearest_condition_key(c.wrong) == c.right;
}

/// How many keys of the table have a trait.
constexpr std::size_t count_keys(bool (snsproof::condition_key::*has)() const noexcept) {
    std::size_t count = 0;
    for (auto const& k : snsproof::detail::condition_keys) count += (k.*has)() ? 1 : 0;
    return count;
}

constexpr snsproof::condition_key const& key_named(std::string_view name) {
    return *snsproof::find_condition_key(name);
}

inline constexpr fact condition_key_facts[] = {
    {"65 keys, each found by its name, in the order of length, with an id of its own",
     [] {
         using snsproof::condition_key;
         std::size_t last = 0;
         bool seen[66]{};
         for (auto const& k : snsproof::detail::condition_keys) {
             auto const id = static_cast<std::size_t>(k.id);
             if (id == 0 || id > 65 || seen[id] || k.name.size() < last) return false;
             seen[id] = true;
             last = k.name.size();
             if (k.tag() != k.name.ends_with('/')) return false;
             if (!k.tag() && snsproof::find_condition_key(k.name) != &k) return false;
         }
         return snsproof::detail::condition_keys.size() == 65 && count_keys(&condition_key::tag) == 3 &&
                last + 2 == snsproof::detail::condition_key_index.lengths;
     }},
    {"seven keys hold several values",
     [] {
         return count_keys(&snsproof::condition_key::multivalued) == 7 &&
                key_named("aws:CalledVia").multivalued() &&
                key_named("aws:PrincipalOrgPaths").multivalued() &&
                key_named("aws:SourceOrgPaths").multivalued() && !key_named("aws:SourceArn").multivalued() &&
                !key_named("aws:CalledViaFirst").multivalued();
     }},
    {"what services set, and what they pass on",
     [] {
         return count_keys(&snsproof::condition_key::service_only) == 7 &&
                key_named("aws:SourceArn").service_only() && key_named("aws:SourceAccount").service_only() &&
                key_named("aws:SourceOwner").service_only() && key_named("aws:SourceOrgID").service_only() &&
                key_named("aws:SourceOrgPaths").service_only() &&
                key_named("aws:PrincipalServiceName").service_only() &&
                !key_named("aws:PrincipalIsAWSService").service_only() &&
                !key_named("aws:SourceVpc").service_only() &&
                count_keys(&snsproof::condition_key::forwarded_only) == 5 &&
                key_named("aws:CalledViaLast").forwarded_only() &&
                !key_named("aws:ViaAWSService").forwarded_only();
     }},
    {"what no publisher has",
     [] {
         return count_keys(&snsproof::condition_key::subscribe_only) == 2 &&
                key_named("sns:Endpoint").subscribe_only() && key_named("sns:Protocol").subscribe_only() &&
                count_keys(&snsproof::condition_key::never_set) == 6 &&
                key_named("aws:VpceOrgID").never_set() && key_named("aws:SourceVpcArn").never_set() &&
                key_named("aws:RequestTag/x").never_set() && key_named("aws:TagKeys").never_set() &&
                !key_named("aws:ResourceTag/x").never_set() && !key_named("aws:SourceVpce").never_set();
     }},
    {"what AWS warns of",
     [] {
         return count_keys(&snsproof::condition_key::spoofable) == 2 &&
                key_named("aws:referer").spoofable() && key_named("aws:UserAgent").spoofable() &&
                count_keys(&snsproof::condition_key::deprecated) == 2 && key_named("aws:ARN").deprecated() &&
                key_named("aws:SourceOwner").deprecated() &&
                count_keys(&snsproof::condition_key::not_for_services) == 4 &&
                key_named("aws:PrincipalOrgID").not_for_services() &&
                count_keys(&snsproof::condition_key::exact_only) == 10 &&
                key_named("aws:SourceAccount").exact_only() && !key_named("aws:SourceArn").exact_only();
     }},
    {"a word of any bytes in lower case",
     [] {
         for (unsigned byte = 0; byte != 256; ++byte) {
             std::uint64_t const word = byte | std::uint64_t{byte} << 56U | std::uint64_t{'Q'} << 24U;
             bool const upper = byte >= 'A' && byte <= 'Z';
             std::uint64_t const low = upper ? byte + 32 : byte;
             std::uint64_t const expected = low | low << 56U | std::uint64_t{'q'} << 24U;
             if (snsproof::detail::lower_word(word) != expected) return false;
         }
         return true;
     }},
};

}  // namespace cases
