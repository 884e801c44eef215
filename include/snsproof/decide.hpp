// SPDX-License-Identifier: Apache-2.0
// What a topic's policy says to a request, and why. The verdict is the resource policy's alone: policies of
// the caller, of organizations and of endpoints are not part of it. docs/semantics.md says what is modelled.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "snsproof/condition_holds.hpp"
#include "snsproof/detail/ascii.hpp"
#include "snsproof/detail/glob.hpp"
#include "snsproof/detail/list.hpp"
#include "snsproof/policy.hpp"
#include "snsproof/principal.hpp"
#include "snsproof/report.hpp"
#include "snsproof/request.hpp"

namespace snsproof {

enum class decision : std::uint8_t {
    allow,          ///< an `Allow` applies, and no `Deny`
    explicit_deny,  ///< a `Deny` applies
    implicit_deny,  ///< no statement applies
    depends,        ///< on keys of the request or values of the policy that are unknown, and on nothing else
};

constexpr std::string_view name_of(decision d) noexcept {
    constexpr std::array<std::string_view, 4> names{"allow", "explicit-deny", "implicit-deny", "depends"};
    return names[static_cast<std::size_t>(d)];
}

/// An element of a statement, as the one that keeps it from applying.
enum class policy_part : std::uint8_t { none, effect, principal, action, resource, condition };

constexpr std::string_view name_of(policy_part part) noexcept {
    constexpr std::array<std::string_view, 6> names{"",       "Effect",   "Principal",
                                                    "Action", "Resource", "Condition"};
    return names[static_cast<std::size_t>(part)];
}

/// Whether one statement applies to a request, and the first element that stops it, or makes it unknown. What
/// it points to lives as long as the policy.
struct statement_match {
    policy_statement const* statement{};
    truth applies{};
    policy_part stopped_by{};             ///< `none` where it applies
    span where;                           ///< that element's; of a condition, its key's
    policy_condition const* condition{};  ///< the one that stops it
    bool by_account{};                    ///< the caller matches through its account alone
};

/// What a policy says to a request.
struct verdict {
    snsproof::decision decision{};
    /// The request is allowed to an account, which hands the right on by policies of its own.
    bool delegated{};
    /// The caller's own policy must allow the request, too: across accounts, and where it is delegated.
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
    bool needs_identity_allow{};
    /// The statement that decides: the first `Deny` that applies, else the first one on which it depends,
    /// else the first `Allow`; null where none applies.
    policy_statement const* because{};
};

namespace detail {

/// Of SNS's actions this has no right of its own: `sns:Publish` grants it.
/// https://docs.aws.amazon.com/sns/latest/dg/sns-batch-api-actions.html
constexpr std::string_view granted_action(std::string_view action) noexcept {
    return compare_ignoring_case(action, "sns:PublishBatch") == 0 ? "sns:Publish" : action;
}

class decider {
public:
    constexpr decider(policy const& p, request const& asked) noexcept
        : policy_(p), asked_(asked), keys_(asked), conditions_(p, keys_),
          action_(granted_action(asked.action)) {}
    decider(decider const&) = delete;
    decider& operator=(decider const&) = delete;
    constexpr ~decider() = default;

    /// Elements are asked in the order of the grammar of IAM, and an unknown one does not hide a later one
    /// that stops the statement for sure.
    constexpr statement_match match(policy_statement const& s) noexcept {
        statement_match m{&s, truth::yes, {}, {}, nullptr, false};
        if (s.effect == effect::none) return stop(m, truth::no, policy_part::effect, s.where);
        if (s.effect == effect::unknown) note(m, truth::unknown, policy_part::effect, s.effect_where);
        auto const named = policy_.principals(s);
        span const whom = named.size() == 1 ? named[0].where : s.principal.where;
        if (!note(m, matches_principal(s, m.by_account), policy_part::principal, whom)) return m;
        if (!note(m, matches_action(s), policy_part::action, s.action.where)) return m;
        if (!note(m, matches_resource(s), policy_part::resource, s.resource.where)) return m;
        for (policy_condition const& c : policy_.conditions(s)) {
            truth const before = m.applies;
            truth const holds = conditions_.holds(c);
            bool const goes_on = note(m, holds, policy_part::condition, c.key.where);
            if (m.applies != before) m.condition = &c;
            if (!goes_on) return m;
        }
        return m;
    }

    constexpr verdict decide() noexcept {
        policy_statement const* allowing = nullptr;
        policy_statement const* unknown = nullptr;
        bool delegated = true;        // by each statement that allows
        bool maybe_delegated = true;  // by each that may allow
        for (policy_statement const& s : policy_.statements()) {
            statement_match const m = match(s);
            if (m.applies == truth::no) continue;
            if (m.applies == truth::unknown) {
                if (unknown == nullptr || (s.effect != effect::allow && unknown->effect == effect::allow))
                    unknown = &s;
            } else {
                if (s.effect == effect::deny) return {decision::explicit_deny, false, false, &s};
                if (allowing == nullptr) allowing = &s;
                delegated = delegated && m.by_account;
            }
            if (s.effect != effect::deny) maybe_delegated = maybe_delegated && m.by_account;
        }
        bool const open = unknown != nullptr && (allowing == nullptr || unknown->effect != effect::allow);
        if (!open && allowing == nullptr) return {decision::implicit_deny, false, false, nullptr};
        if (allowing == nullptr) delegated = maybe_delegated;
        bool const foreign = asked_.caller.is_of_account() && asked_.caller.account != keys_.owner();
        return {open ? decision::depends : decision::allow, delegated, delegated || foreign,
                open ? unknown : allowing};
    }

    /// Whether a condition holds.
    constexpr truth holds(policy_condition const& c) noexcept { return conditions_.holds(c); }

    /// What the request has under the condition's key.
    constexpr key_state state_of_key(policy_condition const& c) noexcept { return conditions_.find(c).state; }

    constexpr truth matches_action(policy_statement const& s) const noexcept {
        if (!s.action) return truth::no;
        truth found = truth::no;
        for (policy_value const& v : policy_.actions(s)) {
            if (v.is_unknown()) found = truth::unknown;
            if (!glob_matches_ignoring_case(v.text, action_)) continue;
            found = truth::yes;
            break;
        }
        return s.action.negated ? negate(found) : found;
    }

    constexpr truth matches_principal(policy_statement const& s, bool& by_account) const noexcept {
        if (!s.principal) return truth::no;
        if (s.principal.negated) return is_left_out(s);
        truth found = truth::no;
        by_account = true;
        for (policy_principal const& one : policy_.principals(s)) {
            truth const is = names_caller(one.who);
            if (is == truth::no) continue;
            found = max(found, is);
            // The root user is the account, and an account whose identities are not known stands for itself.
            by_account = by_account && one.who.kind == principal_kind::account &&
                         (asked_.caller.kind != principal_kind::account || asked_.any_identity);
        }
        by_account = by_account && found != truth::no;
        return found;
    }

    /// A statement without a Resource is for the topic that it is attached to. `*` crosses colons here.
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
    constexpr truth matches_resource(policy_statement const& s) noexcept {
        if (!s.resource) return truth::yes;
        truth found = truth::no;
        for (policy_value const& v : policy_.resources(s))
            found = max(found, v.is_unknown() ? truth::unknown : matches_resource(v.text));
        return s.resource.negated ? negate(found) : found;
    }

private:
    static constexpr statement_match stop(statement_match m, truth t, policy_part part, span where) noexcept {
        m.applies = t;
        m.stopped_by = part;
        m.where = where;
        return m;
    }

    /// Notes what an element says; false where the statement is stopped for sure.
    static constexpr bool note(statement_match& m, truth t, policy_part part, span where) noexcept {
        if (t < m.applies) m = stop(m, t, part, where);
        return t != truth::no;
    }

    constexpr bool is_same_partition(principal const& a) const noexcept {
        std::string_view const own =
            asked_.caller.partition.empty() ? keys_.partition() : asked_.caller.partition;
        std::string_view const other = a.partition.empty() ? keys_.partition() : a.partition;
        return own == other || own.empty() || other.empty();
    }

    constexpr bool is_same_account(principal const& named) const noexcept {
        return asked_.caller.is_of_account() && named.account == asked_.caller.account &&
               is_same_partition(named);
    }

    /// Whether one principal of a policy is the caller or holds it: an account all its identities, a role its
    /// sessions, and `*` everybody, also services and callers without credentials.
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
    constexpr truth names_caller(principal const& named) const noexcept {
        principal const& who = asked_.caller;
        switch (named.kind) {
            case principal_kind::everyone: return truth::yes;
            case principal_kind::account: return to_truth(is_same_account(named));
            case principal_kind::service:
                if (who.kind != principal_kind::service) return truth::no;
                return named.text.data() == nullptr ? truth::unknown : to_truth(named.text == who.text);
            case principal_kind::user:
            case principal_kind::role:
            case principal_kind::session:
            case principal_kind::federated:
                if (asked_.any_identity) return is_same_account(named) ? truth::unknown : truth::no;
                return to_truth(is_identity(named));
            case principal_kind::unknown: return truth::unknown;
            default: return truth::no;  // a unique id is what is left of somebody who was deleted
        }
    }

    /// Names of roles are unique in an account whatever their paths, and a session does not tell the path.
    constexpr bool is_identity(principal const& named) const noexcept {
        principal const& who = asked_.caller;
        if (named.kind != principal_kind::role) return named.kind == who.kind && named.text == who.text;
        bool const has_role = who.kind == principal_kind::role || who.kind == principal_kind::session;
        return has_role && named.name == who.name && is_same_account(named);
    }

    /// NotPrincipal leaves out only a caller of whom each identity is listed: "you must also specify the
    /// account ARN", and of a session the role's and the session's own.
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
    constexpr truth is_left_out(policy_statement const& s) const noexcept {
        truth const known = is_left_out_of_known(s);
        bool const more = any_of(policy_.principals(s), [this](policy_principal const& one) {
            return one.is_unknown() && names_caller(one.who) != truth::no;
        });
        return more ? min(known, truth::unknown) : known;
    }

    /// The same of the principals that are known; each one more can only leave out more callers.
    constexpr truth is_left_out_of_known(policy_statement const& s) const noexcept {
        principal const& who = asked_.caller;
        bool account = false;
        bool role = false;
        bool itself = false;
        for (policy_principal const& one : policy_.principals(s)) {
            if (one.who.kind == principal_kind::everyone) return truth::no;
            if (one.is_unknown() || names_caller(one.who) == truth::no) continue;
            account |= one.who.kind == principal_kind::account;
            role |= one.who.kind == principal_kind::role;
            itself |= one.who.kind == who.kind;
        }
        if (who.kind == principal_kind::service) return to_truth(!itself);
        if (!account) return truth::yes;
        if (asked_.any_identity) return truth::unknown;
        if (who.kind == principal_kind::account) return truth::no;
        return to_truth(!itself || (who.kind == principal_kind::session && !role));
    }

    constexpr truth matches_resource(std::string_view own) noexcept {
        if (!policy_.has_variables(own)) return to_truth(glob_matches(own, asked_.resource));
        truth const resolved = variable_pattern::resolve(own, keys_);
        if (resolved != truth::yes) return resolved;
        return to_truth(glob_matches(variable_pattern(own, keys_, true), asked_.resource));
    }

    policy const& policy_;
    request const& asked_;
    request_keys keys_;
    condition_holder conditions_;
    std::string_view action_;
};

}  // namespace detail

/// What the policy says to the request. No allocation. Time: linear in the policy, but for patterns against
/// values, where it is their product, and times the keys of the request where a condition or variable names
/// one.
constexpr verdict decide(policy const& p, request const& asked) noexcept {
    return detail::decider(p, asked).decide();
}

/// For each statement of the policy, in order, whether it applies to the request and which element stopped
/// it: the walk of `decide`. Both the policy and what the request views must outlive the answer.
constexpr detail::list<statement_match> explain(policy const& p, request const& asked) {
    detail::decider walk(p, asked);
    detail::list<statement_match> trace;
    for (policy_statement const& s : p.statements()) trace.push_back(walk.match(s));
    return trace;
}

}  // namespace snsproof
