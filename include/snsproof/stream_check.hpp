// SPDX-License-Identifier: Apache-2.0
// Whether a policy lets Stream publish, as far as one statement at a time can tell. Stream calls
// `SNS:Publish` over TLS, from its own account and organization, and no service calls on its behalf.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "snsproof/condition_check.hpp"
#include "snsproof/detail/glob.hpp"
#include "snsproof/detail/list.hpp"
#include "snsproof/policy.hpp"
#include "snsproof/policy_check_rules.hpp"
#include "snsproof/report.hpp"

namespace snsproof::detail {

enum class answer : std::uint8_t { no, maybe, yes };

class stream_checker {
public:
    constexpr stream_checker(policy const& p, report& out) : policy_(p), out_(out) {}

    /// Notes an `Allow` for Stream, and tells a condition in it that Stream does not meet.
    constexpr void read(policy_statement const& s, statement_facts const& facts) {
        if (facts.stream == nullptr || s.effect != effect::allow || s.principal.negated) return;
        if (named_ == nullptr) named_ = &s;
        may_publish_ |= facts.publish;
        for (policy_condition const& c : policy_.conditions(s)) {
            if (c.known == nullptr || c.known->service_only() || c.known->subscribe_only()) continue;
            if (holds(c) == answer::no)
                out_.add(rules::policy_stream_condition, c.key.where, facts.stream->where);
        }
    }

    constexpr void finish() {
        if (named_ == nullptr) return;
        if (!may_publish_ && named_->action.count != 0 && has_known_actions())
            return out_.add(rules::policy_stream_action, named_->action.where);
        for (policy_statement const& s : policy_.statements())
            if (s.effect == effect::deny) check_deny(s);
    }

private:
    /// A misspelled action may be meant to be the right one, and the reader has told it.
    constexpr bool has_known_actions() const noexcept {
        return all_of(policy_.actions(*named_), [](policy_value const& v) {
            return has_prefix(v.text, "sns:") && find_sns_action(v.text.substr(4)) != nullptr;
        });
    }

    constexpr void check_deny(policy_statement const& s) {
        answer found = is_for_stream(s);
        if (found == answer::no || !read_facts(policy_, s, {}).publish) return;
        span where = s.effect_where;
        for (policy_condition const& c : policy_.conditions(s)) {
            answer const one = holds(c);
            if (one == answer::no) return;
            if (one < found || where == s.effect_where) where = c.key.where;
            found = one < found ? one : found;
        }
        out_.add(found == answer::yes ? rules::policy_stream_denied : rules::policy_stream_maybe_denied,
                 where);
    }

    constexpr answer is_for_stream(policy_statement const& s) const noexcept {
        answer found = s.principal.negated ? answer::yes : answer::no;
        for (policy_principal const& one : policy_.principals(s)) {
            bool const stream = one.who.account == stream_account;
            if (!stream && one.who.kind != principal_kind::everyone) continue;
            if (s.principal.negated) return answer::maybe;  // it may not name all of Stream's identities
            if (!stream || one.who.kind == principal_kind::account) return answer::yes;
            found = answer::maybe;  // a user or role, which may not be the one that publishes
        }
        return found;
    }

    constexpr answer holds(policy_condition const& c) const noexcept {
        if (!c.op.known || c.known == nullptr || c.count == 0) return answer::maybe;
        constexpr std::uint16_t absent =
            key_traits::service_only | key_traits::forwarded_only | key_traits::subscribe_only;
        if (c.known->is(absent)) return to_answer(holds_without_key(policy_, c));
        switch (c.known->id) {
            case key_id::source_vpc:
            case key_id::source_vpce:
            case key_id::vpc_source_ip: return to_answer(holds_without_key(policy_, c));
            case key_id::secure_transport: return compare_all(c, "true");
            case key_id::principal_account: return compare_all(c, stream_account);
            // Stream's organization is not published; no policy of somebody else names it.
            case key_id::principal_org_id: return compare_all(c, "");
            case key_id::principal_arn: return compare_accounts(c);
            default: return answer::maybe;
        }
    }

    static constexpr answer to_answer(bool holds) noexcept { return holds ? answer::yes : answer::no; }

    /// `Null` on a key that each request has; behind a set prefix it is the same with and without one.
    constexpr answer holds_with_key(policy_condition const& c) const noexcept {
        return to_answer(holds_without_key(policy_, c) == (c.op.set != set_prefix::none));
    }

    /// Whether a condition holds on a key whose one value is known.
    constexpr answer compare_all(policy_condition const& c, std::string_view own) const noexcept {
        if (c.op.what == comparison::null) return holds_with_key(c);
        bool const is_text = c.op.what <= comparison::string_ignoring_case;
        if (!is_text && c.op.what != comparison::boolean) return answer::maybe;
        bool found = false;
        for (policy_value const& v : policy_.values(c)) {
            if (v.text.find('$') != std::string_view::npos) return answer::maybe;
            if (c.op.what == comparison::string_like && own.empty() &&
                find_wildcard(v.text) != std::string_view::npos)
                return answer::maybe;
            found |= c.op.what == comparison::string_like ? glob_matches(v.text, own)
                     : c.op.what == comparison::string    ? v.text == own
                                                          : compare_ignoring_case(v.text, own) == 0;
        }
        return to_answer(found != c.op.negated);
    }

    /// `aws:PrincipalArn`: the role is not published, its account is.
    constexpr answer compare_accounts(policy_condition const& c) const noexcept {
        if (c.op.what == comparison::null) return holds_with_key(c);
        for (policy_value const& v : policy_.values(c)) {
            std::string_view rest = v.text;
            for (int i = 0; i != 4; ++i) take_until(rest, ':');
            std::string_view const account = take_until(rest, ':');
            if (!is_account(account) || account == stream_account) return answer::maybe;
        }
        return to_answer(c.op.negated);
    }

    policy const& policy_;
    report& out_;
    policy_statement const* named_{};
    bool may_publish_{};
};

}  // namespace snsproof::detail
