// SPDX-License-Identifier: Apache-2.0
// Who calls, and whom a policy names: the forms of a principal.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "snsproof/detail/ascii.hpp"
#include "snsproof/detail/list.hpp"

namespace snsproof {

/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
enum class principal_kind : std::uint8_t {
    invalid,    ///< a text that is none of these
    everyone,   ///< `*`: in a policy each caller, in a request one without credentials
    account,    ///< 12 digits, or the ARN of the account's root
    user,       ///< of IAM
    role,       ///< of IAM
    session,    ///< of a role
    federated,  ///< a session of a federated user
    unique_id,  ///< `AIDA...`, `AROA...`: what is left of a deleted user or role
    service,    ///< of AWS, as `events.amazonaws.com`
    provider,   ///< an identity provider, for trust policies of roles
    canonical,  ///< a canonical user id, for policies of S3
    unknown,    ///< anybody, once the policy that names it is deployed
};

/// The account that Stream publishes from, in the partition `aws`: https://getstream.io/chat/docs/node/sns/
inline constexpr std::string_view stream_account = "185583345998";

/// A principal, its parts views of the text that was read, which must outlive it.
struct principal {
    principal_kind kind{};
    std::string_view text;
    std::string_view partition;  ///< of an ARN
    std::string_view account;    ///< 12 digits, of an account and what belongs to one
    std::string_view name;       ///< of a user or role, its path aside; of a session: its role's name
    std::string_view session;    ///< the session's name

    /// Whether it is an account or an identity of one.
    constexpr bool is_of_account() const noexcept {
        return kind >= principal_kind::account && kind <= principal_kind::federated;
    }
};

namespace detail {

constexpr bool is_account(std::string_view text) noexcept {
    return text.size() == 12 && all_digits(text);
}

/// What stands behind so many colons of an ARN, up to the next one.
constexpr std::string_view segment_of_arn(std::string_view arn, int colons) noexcept {
    for (; colons != 0; --colons) take_until(arn, ':');
    return take_until(arn, ':');
}

constexpr bool is_partition(std::string_view text) noexcept {
    return text == "aws" || (text.starts_with("aws-") && text.size() > 4 &&
                             all_of(text, [](char c) { return is_lower(c) || is_digit(c) || c == '-'; }));
}

constexpr bool is_principal_name(std::string_view name) noexcept {
    return !name.empty() && all_of(name, [](char c) { return c > ' ' && c < 0x7F && c != '*' && c != '?'; });
}

/// Behind the account of an ARN of IAM: `root`, `user/PATH/NAME`, `role/PATH/NAME`.
constexpr principal_kind read_identity(std::string_view rest, principal& who) noexcept {
    if (rest == "root") return principal_kind::account;
    std::string_view const kind = take_until(rest, '/');
    who.name = rest.substr(rest.rfind('/') + 1);
    if (!is_principal_name(rest) || who.name.empty()) return principal_kind::invalid;
    return kind == "user"   ? principal_kind::user
           : kind == "role" ? principal_kind::role
                            : principal_kind::invalid;
}

/// Behind the account of an ARN of STS: `assumed-role/ROLE/SESSION`, `federated-user/NAME`.
constexpr principal_kind read_session(std::string_view rest, principal& who) noexcept {
    std::string_view const kind = take_until(rest, '/');
    if (!is_principal_name(rest)) return principal_kind::invalid;
    if (kind == "federated-user") {
        who.name = rest;
        return principal_kind::federated;
    }
    who.name = take_until(rest, '/');
    who.session = rest;
    bool const whole = kind == "assumed-role" && !who.name.empty() && !rest.empty() &&
                       rest.find('/') == std::string_view::npos;
    return whole ? principal_kind::session : principal_kind::invalid;
}

constexpr principal read_principal_arn(std::string_view text) noexcept {
    principal who{principal_kind::invalid, text, {}, {}, {}, {}};
    std::string_view rest = text.substr(4);
    who.partition = take_until(rest, ':');
    std::string_view const service = take_until(rest, ':');
    std::string_view const region = take_until(rest, ':');
    who.account = take_until(rest, ':');
    if (!is_partition(who.partition) || !region.empty() || !is_account(who.account)) return who;
    if (service == "iam") who.kind = read_identity(rest, who);
    if (service == "sts") who.kind = read_session(rest, who);
    return who;
}

/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
constexpr bool is_unique_id(std::string_view text) noexcept {
    constexpr std::array<std::string_view, 5> prefixes{"AIDA", "AROA", "AGPA", "ANPA", "ASCA"};
    return text.size() >= 16 && contains(prefixes, text.substr(0, 4)) &&
           all_of(text, [](char c) { return is_upper(c) || is_digit(c); });
}

/// `SERVICE.amazonaws.com`, `SERVICE.REGION.amazonaws.com.cn` and the like.
constexpr bool is_service_name(std::string_view text) noexcept {
    std::size_t const dot = text.find(".amazonaws.");
    return dot != 0 && dot != std::string_view::npos &&
           all_of(text, [](char c) { return is_lower(c) || is_digit(c) || c == '.' || c == '-'; });
}

}  // namespace detail

/// A principal as it stands under `AWS` in a policy.
constexpr principal parse_aws_principal(std::string_view text) noexcept {
    if (text == "*") return {principal_kind::everyone, text, {}, {}, {}, {}};
    if (detail::is_account(text)) return {principal_kind::account, text, {}, text, {}, {}};
    if (text.starts_with("arn:")) return detail::read_principal_arn(text);
    bool const unique = detail::is_unique_id(text);
    return {unique ? principal_kind::unique_id : principal_kind::invalid, text, {}, {}, {}, {}};
}

/// A caller as a request names it: an ARN, an account, the name of a service, or `*` or nothing for a request
/// without credentials.
constexpr principal parse_caller(std::string_view text) noexcept {
    if (text.empty()) return {principal_kind::everyone, text, {}, {}, {}, {}};
    if (detail::is_service_name(text)) return {principal_kind::service, text, {}, {}, {}, {}};
    return parse_aws_principal(text);
}

}  // namespace snsproof
