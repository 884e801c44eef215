// SPDX-License-Identifier: Apache-2.0
// Checks the keys and operators of a statement's conditions against each other, and against whom and what the
// statement is for.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include "snsproof/condition_holds.hpp"
#include "snsproof/condition_rules.hpp"
#include "snsproof/condition_value_check.hpp"
#include "snsproof/detail/glob.hpp"
#include "snsproof/detail/list.hpp"
#include "snsproof/detail/name_index.hpp"
#include "snsproof/policy.hpp"
#include "snsproof/policy_check_rules.hpp"
#include "snsproof/policy_variable_check.hpp"
#include "snsproof/report.hpp"

namespace snsproof::detail {

/// Whom and what a statement names.
struct statement_facts {
    policy_principal const* everyone{};  ///< these three point to the first such principal
    policy_principal const* service{};
    policy_principal const* stream{};
    bool names_other_account{};  ///< than the topic's owner
    bool has_wildcard{};         ///< in an action
    bool publish{};
    bool subscribe{};
    bool other_action{};  ///< that is in the API
};

constexpr void read_action(std::string_view text, statement_facts& facts) noexcept {
    if (equal_ignoring_case(text, "sns:Publish")) {
        facts.publish = true;
    } else if (equal_ignoring_case(text, "sns:Subscribe")) {
        facts.subscribe = true;
    } else if (find_wildcard(text) != std::string_view::npos) {
        facts.has_wildcard = true;
        facts.publish = facts.publish || glob_matches_ignoring_case(text, "sns:Publish");
        facts.subscribe = facts.subscribe || glob_matches_ignoring_case(text, "sns:Subscribe");
    } else if (!equal_ignoring_case(text, "sns:Receive")) {
        facts.other_action = true;
    }
}

/// Reads a statement. Without a topic, `owner` is empty, and then Stream alone is known to be another
/// account.
constexpr statement_facts read_facts(policy const& p, policy_statement const& s,
                                     std::string_view owner) noexcept {
    statement_facts facts;
    for (policy_principal const& one : p.principals(s)) {
        if (one.who.kind == principal_kind::everyone) {
            if (facts.everyone == nullptr) facts.everyone = &one;
        } else if (one.who.kind == principal_kind::service) {
            if (is_service_name(one.who.text) && facts.service == nullptr) facts.service = &one;
        } else if (one.who.is_of_account()) {
            bool const stream = one.who.account == stream_account;
            if (stream && facts.stream == nullptr) facts.stream = &one;
            facts.names_other_account |= owner.empty() ? stream : one.who.account != owner;
        }
    }
    bool has_unknown = false;
    for (policy_value const& action : p.actions(s)) {
        has_unknown |= action.is_unknown();
        if (!action.is_unknown()) read_action(action.text, facts);
    }
    if (s.action.negated) {
        facts.publish = !facts.publish;
        facts.subscribe = !facts.subscribe;
        facts.other_action = facts.has_wildcard = true;
    }
    // What may be any action is for each rule what keeps it silent.
    if (has_unknown) facts.publish = facts.subscribe = facts.has_wildcard = true;
    return facts;
}

/// Whether an operator, which is not `Null`, compares values of the type that the key has.
constexpr bool fits(comparison what, value_type type) noexcept {
    using enum value_type;
    switch (what) {
        case comparison::numeric: return type == numeric || type == date_or_numeric;
        case comparison::date: return type == date || type == date_or_numeric;
        case comparison::boolean: return type == boolean;
        case comparison::binary: return false;
        case comparison::ip: return type == ip;
        case comparison::arn: return type == arn || type == string_or_arn;
        default: return type == string || type == arn || type == string_or_arn;
    }
}

class condition_checker {
public:
    constexpr condition_checker(policy const& p, policy_statement const& s, statement_facts const& facts,
                                report& out)
        : policy_(p), statement_(s), facts_(facts), out_(out) {}

    constexpr void check() {
        auto const all = policy_.conditions(statement_);
        for (policy_condition const& c : all)
            if (c.known != nullptr) has_[static_cast<std::size_t>(c.known->id)] = true;
        for (std::size_t i = 0; i != all.size(); ++i) {
            if (i != 0) check_twice(all, i);
            check_key(all[i]);
            if (!all[i].op.known) continue;
            if (all[i].known != nullptr) check_operator(all[i]);
            condition_value_checker(policy_, all[i], out_).check();
        }
    }

private:
    constexpr bool has(key_id id) const noexcept { return has_[static_cast<std::size_t>(id)]; }

    /// Keys of one operator stand side by side; of these the last 200 are compared.
    constexpr void check_twice(std::span<policy_condition const> all, std::size_t i) {
        policy_condition const& c = all[i];
        std::size_t const first = i < compared_values ? 0 : i - compared_values;
        for (std::size_t j = i; j != first; --j) {
            policy_condition const& other = all[j - 1];
            if (other.operator_where != c.operator_where) return;
            if (other.key.text.size() != c.key.text.size() || other.key.text == c.key.text) continue;
            if (compare_ignoring_case(other.key.text, c.key.text) == 0)
                return out_.add(rules::policy_key_twice, c.key.where, other.key.where);
        }
    }

    constexpr void check_key(policy_condition const& c) {
        if (c.known == nullptr) return check_unknown_key(c.key);
        condition_key const& key = *c.known;
        if (key.traits != 0) check_traits(c, key);
        switch (key.id) {
            case key_id::resource_account:
            case key_id::resource_org_id:
            case key_id::resource_org_paths: return out_.add(rules::policy_key_resource, c.key.where);
            case key_id::vpc_source_ip:
                if (!has(key_id::source_vpc) && !has(key_id::source_vpce) && !has(key_id::source_vpc_arn))
                    out_.add(rules::policy_key_unpaired, c.key.where);
                return;
            case key_id::ec2_instance_source_private_ipv4:
                if (!has(key_id::ec2_instance_source_vpc) && !has(key_id::source_vpc) &&
                    !has(key_id::source_vpc_arn))
                    out_.add(rules::policy_key_unpaired, c.key.where);
                return;
            default: return;
        }
    }

    constexpr void check_unknown_key(policy_value const& key) {
        std::size_t const colon = key.text.find(':');
        if (colon == 0 || colon >= key.text.size() - 1) return;  // the reader told that it is no key
        std::string_view name = key.text;
        if (name.ends_with('/')) name.remove_suffix(1);
        bool const is_tag = any_of(condition_keys, [name](condition_key const& k) {
            return k.tag() && compare_ignoring_case(name, k.name.substr(0, k.name.size() - 1)) == 0;
        });
        if (is_tag) return out_.add(rules::policy_key_tag, key.where);
        if (is_unknown_key(key.text)) return out_.add(rules::policy_key_unknown, key.where);
        // What identity providers say of a caller stands under their names: `accounts.google.com:aud`.
        std::string_view const prefix = key.text.substr(0, colon);
        if (prefix.find('.') == std::string_view::npos && compare_ignoring_case(prefix, "saml") != 0)
            out_.add(rules::policy_key_foreign, key.where);
    }

    constexpr void check_traits(policy_condition const& c, condition_key const& key) {
        bool const allow = statement_.effect == effect::allow;
        bool const allows_service = allow && facts_.service != nullptr && !statement_.principal.negated;
        span const where = c.key.where;
        if (key.id == key_id::aws_arn) out_.add(rules::policy_key_unsupported, where);
        if (key.id == key_id::source_owner)
            out_.add(allows_service ? rules::policy_service_key : rules::policy_key_deprecated, where);
        if (key.spoofable())
            out_.add(allows_service ? rules::policy_service_key : rules::policy_key_untrusted, where);
        if (key.never_set()) out_.add(rules::policy_key_never_set, where);
        if (key.not_for_services() && facts_.service != nullptr && !statement_.principal.negated)
            out_.add(rules::policy_key_not_of_services, where, facts_.service->where);
        if (key.subscribe_only()) check_subscribe_key(c);
        if (key.service_only() && allow) check_service_key(c);
    }

    constexpr void check_subscribe_key(policy_condition const& c) {
        if (!statement_.action) return;
        if (!facts_.subscribe)
            out_.add(rules::policy_key_of_subscribe, c.key.where, statement_.action.where);
        else if (!facts_.has_wildcard && (facts_.publish || facts_.other_action))
            out_.add(rules::policy_key_of_subscribe_mixed, c.key.where, statement_.action.where);
    }

    /// An account lets in its users and roles, and these publish by themselves.
    constexpr void check_service_key(policy_condition const& c) {
        bool const accounts = facts_.names_other_account && facts_.service == nullptr &&
                              facts_.everyone == nullptr && !statement_.principal.negated;
        if (accounts && c.op.known && holds_without_key(policy_, c) == truth::no)
            out_.add(rules::policy_key_of_services, c.key.where, policy_.principals(statement_)[0].where);
    }

    constexpr void check_operator(policy_condition const& c) {
        condition_operator const& op = c.op;
        if (op.what == comparison::null) {
            if (op.set != set_prefix::none) out_.add(rules::policy_set_null, c.operator_where, c.key.where);
            return;
        }
        if (!fits(op.what, c.known->type))
            out_.add(rules::policy_operator_type, c.operator_where, c.key.where);
        else if (op.what == comparison::string_like && c.known->type == value_type::arn)
            out_.add(rules::policy_operator_arn_like, c.operator_where, c.key.where);
        if (c.known->multivalued() && op.set == set_prefix::none)
            out_.add(rules::policy_set_missing, c.operator_where, c.key.where);
        if (!c.known->multivalued() && op.set == set_prefix::for_all)
            out_.add(rules::policy_set_single, c.operator_where, c.key.where);
    }

    policy const& policy_;
    policy_statement const& statement_;
    statement_facts const& facts_;
    report& out_;
    std::array<bool, static_cast<std::size_t>(key_id::sns_protocol) + 1>
        has_{};  ///< by key, the last one's too
};

}  // namespace snsproof::detail
