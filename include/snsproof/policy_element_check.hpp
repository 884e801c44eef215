// SPDX-License-Identifier: Apache-2.0
// What SNS refuses in one action, one principal or the Sids of a policy.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "snsproof/detail/ascii.hpp"
#include "snsproof/detail/glob.hpp"
#include "snsproof/detail/list.hpp"
#include "snsproof/detail/name_index.hpp"
#include "snsproof/policy.hpp"
#include "snsproof/policy_element_rules.hpp"
#include "snsproof/principal.hpp"
#include "snsproof/region.hpp"
#include "snsproof/report.hpp"
#include "snsproof/sns_action.hpp"

namespace snsproof::detail {

/// The elements of a statement, `Not` aside.
enum class element_kind : std::uint8_t { unknown, effect, sid, condition, principal, action, resource };

struct element_name {
    std::string_view text;
    element_kind what{};
    bool negated{};
};

inline constexpr std::array<element_name, 9> element_names{{
    {"Sid", element_kind::sid},
    {"Effect", element_kind::effect},
    {"Principal", element_kind::principal},
    {"Action", element_kind::action},
    {"Resource", element_kind::resource},
    {"Condition", element_kind::condition},
    {"NotPrincipal", element_kind::principal, true},
    {"NotAction", element_kind::action, true},
    {"NotResource", element_kind::resource, true},
}};

constexpr element_name find_element(std::string_view key) noexcept {
    for (element_name const& name : element_names)
        if (key.size() == name.text.size() && key[0] == name.text[0] && key == name.text) return name;
    return {};
}

/// How many bytes a text of JSON has without its white space.
constexpr std::size_t size_without_space(std::string_view text) noexcept {
    std::size_t size = text.size();
    bool in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (in_string && text[i] == '\\')
            ++i;
        else if (text[i] == '"')
            in_string = !in_string;
        else if (!in_string && is_space(text[i]))
            --size;
    }
    return size;
}

constexpr void check_action(policy_value const& action, report& out) {
    std::string_view name = action.text;
    bool const ours = equal_ignoring_case(name.substr(0, 4), "sns:");
    if (sns_action const* const known = ours ? find_sns_action(name.substr(4)) : nullptr) {
        if (!known->topic_scope) out.add(rules::policy_action_scope, action.where);
        return;
    }
    if (name == "*") return out.add(rules::policy_action_wildcard, action.where);
    if (name.find(':') == std::string_view::npos) return out.add(rules::policy_action_form, action.where);
    std::string_view const service = take_until(name, ':');
    if (has_wildcard(service)) return out.add(rules::policy_action_service_wildcard, action.where);
    if (compare_ignoring_case(service, "sns") != 0)
        return out.add(rules::policy_action_service, action.where);
    if (name == "*") return out.add(rules::policy_action_star, action.where);
    if (has_wildcard(name)) return out.add(rules::policy_action_wildcard, action.where);
    out.add(rules::policy_action_unknown, action.where);
}

constexpr void check_invalid_principal(principal const& who, policy_value const& text, report& out) {
    bool const wild = has_wildcard(text.text);
    bool const number = all_digits(text.text) || (!who.account.empty() && !is_account(who.account));
    if (wild)
        out.add(rules::policy_principal_wildcard, text.where);
    else if (is_service_name(text.text))
        out.add(rules::policy_principal_service_as_aws, text.where);
    else
        out.add(number ? rules::policy_principal_account : rules::policy_principal_arn, text.where);
}

constexpr void check_service(policy_value const& text, report& out) {
    constexpr std::array<std::string_view, 2> refused{"polly.amazonaws.com", "aws-marketplace.amazonaws.com"};
    if (!is_service_name(text.text))
        out.add(rules::policy_principal_service, text.where);
    else if (contains(refused, text.text))
        out.add(rules::policy_principal_service_refused, text.where);
}

constexpr void check_aws_principal(principal const& who, policy_value const& text,
                                   std::span<policy_value const> resources, report& out) {
    if (who.kind == principal_kind::unique_id) out.add(rules::policy_principal_id, text.where);
    if (who.kind == principal_kind::invalid) return check_invalid_principal(who, text, out);
    if (resources.empty()) return;
    std::string_view rest = resources[0].text;
    if (!rest.starts_with("arn:aws")) return;
    rest.remove_prefix(4);
    std::string_view const partition = take_until(rest, ':');
    bool const known = who.kind == principal_kind::account && who.account == stream_account;
    std::string_view const own = !who.partition.empty() ? who.partition : known ? "aws" : partition;
    if (own != partition && find_partition(partition) != nullptr)
        out.add(rules::policy_principal_partition, text.where, resources[0].where);
}

constexpr bool any_sid_twice(std::span<policy_statement const> all) noexcept {
    for (std::size_t i = 1; i < all.size(); ++i)
        for (std::size_t j = 0; j != i; ++j)
            if (all[i].sid.text == all[j].sid.text && !all[i].sid.is_unknown() && !all[j].sid.is_unknown())
                return true;
    return false;
}

/// An absent Sid counts as an id, so that one statement of several may be without.
constexpr void check_sids(std::span<policy_statement const> all, report& out) {
    struct key {
        std::string_view sid;
        span where;
    };
    if (all.size() <= 16 && !any_sid_twice(all)) return;
    list<key> sids;
    for (policy_statement const& s : all)
        if (!s.sid.is_unknown()) sids.push_back({s.sid.text, s.sid.text.empty() ? s.where : s.sid.where});
    sort(sids, [](key const& a, key const& b) { return a.sid < b.sid; });
    for (std::size_t i = 1; i < sids.size(); ++i)
        if (sids[i].sid == sids[i - 1].sid)
            out.add(sids[i].sid.empty() ? rules::policy_sid_missing : rules::policy_sid_duplicate,
                    sids[i].where, sids[i - 1].where);
}

}  // namespace snsproof::detail
