// SPDX-License-Identifier: Apache-2.0
// Whether a policy lets Stream publish, as far as one statement at a time can tell. Stream calls
// `SNS:Publish` over TLS, from its own account and organization, and no service calls on its behalf.
#pragma once

#include "snsproof/condition_check.hpp"
#include "snsproof/decide.hpp"
#include "snsproof/detail/list.hpp"
#include "snsproof/policy.hpp"
#include "snsproof/policy_check_rules.hpp"
#include "snsproof/publisher.hpp"
#include "snsproof/report.hpp"

namespace snsproof::detail {

class stream_checker {
public:
    constexpr stream_checker(policy const& p, report& out) : policy_(p), out_(out) {}

    /// Notes an `Allow` for Stream, and tells a condition in it that Stream does not meet.
    constexpr void read(policy_statement const& s, statement_facts const& facts) {
        if (facts.stream == nullptr || s.effect != effect::allow || s.principal.negated) return;
        if (named_ == nullptr) named_ = &s;
        may_publish_ |= facts.publish;
        for (policy_condition const& c : policy_.conditions(s)) {
            if (c.known == nullptr || c.count == 0) continue;  // the reader has told an empty one
            if (c.known->service_only() || c.known->subscribe_only()) continue;
            if (stream_.holds(c) == truth::no)
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
        bool by_account = false;
        truth found = stream_.matches_principal(s, by_account);
        truth const action = stream_.matches_action(s);
        if (found == truth::no || action == truth::no) return;
        span where = action < found ? s.action.where : s.effect_where;
        found = min(found, action);
        for (policy_condition const& c : policy_.conditions(s)) {
            truth const one = stream_.holds(c);
            if (one == truth::no) return;
            if (one < found || where == s.effect_where) where = c.key.where;
            found = min(found, one);
        }
        out_.add(found == truth::yes ? rules::policy_stream_denied : rules::policy_stream_maybe_denied,
                 where);
    }

    policy const& policy_;
    report& out_;
    request asked_ = make_publisher_request(stream_account, {});
    decider stream_{policy_, asked_};
    policy_statement const* named_{};
    bool may_publish_{};
};

}  // namespace snsproof::detail
