// SPDX-License-Identifier: Apache-2.0
// Checks one statement: whom it lets in, and whether it does what it says.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "snsproof/condition_check.hpp"
#include "snsproof/condition_value_check.hpp"
#include "snsproof/detail/glob.hpp"
#include "snsproof/detail/list.hpp"
#include "snsproof/detail/values.hpp"
#include "snsproof/policy.hpp"
#include "snsproof/policy_check_rules.hpp"
#include "snsproof/policy_element_rules.hpp"
#include "snsproof/policy_variable_check.hpp"
#include "snsproof/report.hpp"
#include "snsproof/topic_arn.hpp"

namespace snsproof::detail {

/// Whether the pattern of an ARN holds an account, or, if `or_name`, the name of something.
constexpr bool names_owner(std::string_view pattern, bool or_name) noexcept {
    for (int i = 0; i != 4; ++i) take_until(pattern, ':');
    if (is_account(take_until(pattern, ':'))) return true;
    return or_name && any_of(pattern, is_alnum);
}

/// Whether a value under a key that says who calls leaves a part of the world outside.
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
constexpr bool is_narrow(policy const& p, policy_condition const& c, policy_value const& v) noexcept {
    if (v.is_unknown()) return true;
    std::string_view const value = v.text;
    if (p.has_variables() && value.find("${") != std::string_view::npos)
        return has_prefix(value, "${aws:Resource");  // the topic's own account or organization
    std::size_t const wildcard = find_wildcard(value);
    ip_range range;
    switch (c.known->id) {
        case key_id::source_ip: return !parse_ip_range(value, range) || range.bits >= (range.v6 ? 32 : 8);
        case key_id::principal_is_aws_service: return compare_ignoring_case(value, "true") == 0;
        default: break;
    }
    bool const is_pattern = c.op.what == comparison::string_like || c.op.what == comparison::arn;
    if (wildcard == std::string_view::npos || !is_pattern) return true;
    switch (c.known->id) {
        case key_id::principal_arn:
        case key_id::aws_arn: return names_owner(value, false);
        case key_id::source_arn: return names_owner(value, true);
        case key_id::principal_org_paths:
        case key_id::source_org_paths: return value.find('/') < wildcard;
        case key_id::user_id: return value.find(':') < wildcard;
        default: return false;
    }
}

/// Whether the condition compares who calls with values that leave a part of the world outside.
constexpr bool names_callers(policy const& p, policy_condition const& c) noexcept {
    if (!c.op.known || c.known == nullptr || c.op.what == comparison::null) return false;
    switch (c.known->id) {
        case key_id::principal_arn:
        case key_id::aws_arn:
        case key_id::principal_account:
        case key_id::principal_org_id:
        case key_id::principal_org_paths:
        case key_id::principal_is_aws_service:
        case key_id::principal_service_name:
        case key_id::principal_service_names_list:
        case key_id::user_id:
        case key_id::source_ip:
        case key_id::source_vpc:
        case key_id::source_vpc_arn:
        case key_id::source_vpce:
        case key_id::vpce_account:
        case key_id::vpce_org_id:
        case key_id::vpce_org_paths:
        case key_id::source_arn:
        case key_id::source_account:
        case key_id::source_owner:
        case key_id::source_org_id:
        case key_id::source_org_paths: break;
        default: return false;
    }
    return all_of(p.values(c), [&](policy_value const& v) { return is_narrow(p, c, v); });
}

/// Whether the condition says who may call: only requests that hold the key, with one of some values, match.
constexpr bool restricts(policy const& p, policy_condition const& c) noexcept {
    return !c.op.negated && !c.op.if_exists && c.op.set != set_prefix::for_all && names_callers(p, c);
}

/// Whether two accounts differ in one digit, or in two neighbours that changed places.
constexpr bool is_near_account(std::string_view a, std::string_view b) noexcept {
    if (a.size() != b.size()) return false;
    std::size_t first = 0;
    while (first != a.size() && a[first] == b[first]) ++first;
    if (first == a.size()) return false;
    if (a.substr(first + 1) == b.substr(first + 1)) return true;
    return first + 1 != a.size() && a[first] == b[first + 1] && a[first + 1] == b[first] &&
           a.substr(first + 2) == b.substr(first + 2);
}

/// The statements of a policy that deny to all but some callers: with one of them, an `Allow` for all says
/// who.
class public_denials {
public:
    constexpr explicit public_denials(policy const& p) noexcept : policy_(p) {}

    /// Whether one of them denies all actions of the statement. Past a million actions that were compared,
    /// more than any policy that SNS takes has, it does not.
    constexpr bool deny(policy_statement const& allowed) {
        if (!is_read_) read();
        return any_of(found_, [&](policy_statement const* s) {
            return all_of(policy_.actions(allowed), [&](policy_value const& own) {
                return any_of(policy_.actions(*s), [&](policy_value const& denied) {
                    return compared_ != most_compared && ++compared_ != most_compared &&
                           glob_covers_ignoring_case(denied.text, own.text);
                });
            });
        });
    }

private:
    constexpr void read() {
        is_read_ = true;
        for (policy_statement const& s : policy_.statements()) {
            if (s.effect != effect::deny || s.action.negated) continue;
            bool const everyone = any_of(policy_.principals(s), [](policy_principal const& one) {
                return one.who.kind == principal_kind::everyone;
            });
            bool const excepts = all_of(policy_.conditions(s), [this](policy_condition const& c) {
                return c.op.negated && c.op.set == set_prefix::none && names_callers(policy_, c);
            });
            if (s.principal.negated != everyone && excepts) found_.push_back(&s);
        }
    }

    static constexpr std::size_t most_compared = 1'000'000;

    policy const& policy_;
    list<policy_statement const*> found_;
    std::size_t compared_{};
    bool is_read_{};
};

class statement_checker {
    // Before its callers: clang 14 cannot evaluate a call to a template that follows.
    template <class Test>
    constexpr bool any_condition(Test accepts) const noexcept {
        return any_of(policy_.conditions(statement_), [&](policy_condition const& c) {
            return restricts(policy_, c) && accepts(c.known->id);
        });
    }

public:
    constexpr statement_checker(policy const& p, policy_statement const& s, statement_facts const& facts,
                                topic_arn const* topic, public_denials& denials, report& out)
        : policy_(p), statement_(s), facts_(facts), topic_(topic), denials_(denials), out_(out) {}

    constexpr void check() {
        bool const allow = statement_.effect == effect::allow;
        check_negations(allow);
        check_principals(allow);
        if (policy_.actions(statement_).size() > 1) check_actions();
        condition_checker(policy_, statement_, facts_, out_).check();
        if (!allow || statement_.principal.negated || has_unknown_conditions()) return;
        if (facts_.everyone != nullptr && !any_condition([](key_id) { return true; }) &&
            !denials_.deny(statement_))
            out_.add(rules::policy_public, facts_.everyone->where);
        if (facts_.service != nullptr && facts_.everyone == nullptr && !has_source())
            out_.add(rules::policy_service_open, facts_.service->where);
    }

private:
    constexpr void check_negations(bool allow) {
        if (statement_.principal.negated)
            out_.add(allow ? rules::policy_not_principal_allow : rules::policy_not_principal,
                     statement_.principal.key);
        if (statement_.action.negated) out_.add(rules::policy_not_action, statement_.action.key);
        if (statement_.resource.negated) out_.add(rules::policy_not_resource, statement_.resource.key);
    }

    constexpr void check_principals(bool allow) {
        for (policy_principal const& one : policy_.principals(statement_)) {
            if (!one.who.is_of_account()) continue;
            if (one.who.text.find('$') != std::string_view::npos)
                policy_variable_checker(policy_, out_).check_principal(one);
            if (topic_ == nullptr) continue;
            // Where the statement names its resource, the reader has compared the two.
            if (!statement_.resource && one.who.partition != topic_->partition &&
                !one.who.partition.empty() && find_partition(topic_->partition) != nullptr)
                out_.add(rules::policy_principal_partition, one.where);
            if (allow && one.who.account != topic_->account) check_account(one);
        }
    }

    constexpr void check_account(policy_principal const& one) {
        if (!is_near_account(one.who.account, stream_account)) return;
        auto const at = static_cast<std::size_t>(one.who.account.data() - one.who.text.data());
        out_.add(rules::policy_stream_account, part_of({one.who.text, one.where}, at, 12));
    }

    constexpr void check_actions() {
        auto const actions = policy_.actions(statement_);
        rule const& what = rules::policy_action_redundant;
        if (facts_.has_wildcard) return check_redundant(actions, what, glob_covers_ignoring_case, out_);
        check_redundant(
            actions, what,
            [](std::string_view a, std::string_view b) {
                return a.size() == b.size() && compare_ignoring_case(a, b) == 0;
            },
            out_);
    }

    constexpr bool has_unknown_conditions() const noexcept {
        return any_of(policy_.conditions(statement_),
                      [](policy_condition const& c) { return c.key.is_unknown(); });
    }

    /// Whether a condition says whom the service acts for; the key that AWS does not recommend is told apart.
    constexpr bool has_source() const noexcept {
        bool const source = any_condition([](key_id id) {
            return id == key_id::source_arn || id == key_id::source_account || id == key_id::source_owner ||
                   id == key_id::source_org_id || id == key_id::source_org_paths;
        });
        return source || any_of(policy_.conditions(statement_), [](policy_condition const& c) {
                   return c.known != nullptr && c.known->id == key_id::referer;
               });
    }

    policy const& policy_;
    policy_statement const& statement_;
    statement_facts const& facts_;
    topic_arn const* topic_;
    public_denials& denials_;
    report& out_;
};

}  // namespace snsproof::detail
