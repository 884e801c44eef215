// SPDX-License-Identifier: Apache-2.0
// Hooks, policies and sizes of events together: will Stream's events arrive, and who else gets in?
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "snsproof/access.hpp"
#include "snsproof/access_answer.hpp"
#include "snsproof/access_rules.hpp"
#include "snsproof/decide.hpp"
#include "snsproof/detail/list.hpp"
#include "snsproof/event_size.hpp"
#include "snsproof/event_type.hpp"
#include "snsproof/hook_list.hpp"
#include "snsproof/json.hpp"
#include "snsproof/policy.hpp"
#include "snsproof/policy_check.hpp"
#include "snsproof/preflight_rules.hpp"
#include "snsproof/principal.hpp"
#include "snsproof/publisher.hpp"
#include "snsproof/report.hpp"
#include "snsproof/request.hpp"

namespace snsproof {

/// A policy that is to be deployed, and the topic that it is attached to.
struct topic_policy {
    std::string_view topic;  ///< its ARN; empty: of any hook's topic
    policy const* now{};     ///< null where the text is no policy
    policy const* before{};  ///< the one that it replaces, or null
};

/// The largest event of a type that is at hand.
struct event_sample {
    std::string_view type;
    std::uint64_t bytes{};
};

/// Whether the events of one SNS hook arrive.
struct hook_arrival {
    json::value hook;              ///< its object in the list
    topic_policy const* policy{};  ///< that of its topic; null where none was given
    /// `no`: not for sure, because of an error or since it is not enabled. `unknown`: the files do not tell.
    truth arrives = truth::yes;
    rule const*
        because{};  ///< what decides, where it is not `yes`; null: the keys' or the role's own policies
};

/// What is known of all hooks before they are deployed; views the hooks and policies.
struct preflight {
    detail::list<hook_arrival> hooks;  ///< the SNS hooks, in the order of the list
    report in_hooks;                   ///< spans count in the list's text
};

namespace detail {

class preflight_maker {
public:
    constexpr preflight_maker(hook_list const& wanted, report const& found,
                              std::span<topic_policy const> policies, std::span<event_sample const> samples,
                              event_limits const& limits) noexcept
        : wanted_(wanted), found_(found), policies_(policies), samples_(samples), limits_(limits) {}

    constexpr preflight make() {
        for (hook const h : wanted_) {
            if (h.type() != "sns") continue;
            at_ = {h.object(), find_policy(h.topic_arn()), truth::yes, nullptr};
            where_ = h[hook_field::sns_topic_arn] ? h[hook_field::sns_topic_arn].smallest_where()
                                                  : h.object().smallest_where();
            check_hook(h);
            out_.hooks.push_back(at_);
        }
        return std::move(out_);
    }

private:
    /// The policy that was given for this topic, or the one for all.
    constexpr topic_policy const* find_policy(std::string_view topic) const noexcept {
        topic_policy const* for_all = nullptr;
        for (topic_policy const& p : policies_) {
            if (p.topic == topic) return &p;
            if (p.topic.empty()) for_all = &p;
        }
        return for_all;
    }

    /// Keeps the first rule of the worst verdict.
    constexpr void note(truth arrives, rule const* because) noexcept {
        if (arrives < at_.arrives) {
            at_.arrives = arrives;
            at_.because = because;
        }
    }
    constexpr void add(truth arrives, rule const& what) {
        out_.in_hooks.add(what, where_);
        note(arrives, &what);
    }

    constexpr void check_hook(hook const& h) {
        note_errors(h.object().where());
        if (!h.enabled()) {
            json::value const flag = h[hook_field::enabled];
            out_.in_hooks.add(rules::preflight_disabled, (flag ? flag : h.object()).smallest_where());
            note(truth::no, &rules::preflight_disabled);
        }
        check_publisher(h, h.text(hook_field::sns_auth_type));
        check_sizes(h);
    }

    /// What is wrong with the hook by itself. Findings stand in the order of the text.
    constexpr void note_errors(span where) {
        while (next_ != found_.end() && next_->where.offset < where.offset) ++next_;
        for (; next_ != found_.end() && next_->where.offset < where.end(); ++next_)
            if (next_->what->level == severity::error) note(truth::no, next_->what);
    }

    constexpr void check_publisher(hook const& h, std::string_view auth) {
        bool const is_resource = auth == "resource";
        if (at_.policy == nullptr || at_.policy->now == nullptr) {
            if (is_resource && at_.policy == nullptr)
                return add(truth::unknown, rules::preflight_policy_missing);
            return note(truth::unknown, nullptr);
        }
        policy const& p = *at_.policy->now;
        if (is_resource)
            return check_resource(snsproof::decide(p, make_publisher_request(stream_account, h.topic_arn())));
        request asked = make_publisher_request(segment_of_arn(h.topic_arn(), 4), h.topic_arn());
        principal const role = parse_caller(h.text(hook_field::sns_role_arn));
        bool const is_role = auth == "role" && role.kind == principal_kind::role;
        if (is_role) {
            asked.caller = role;
            asked.any_identity = false;
        }
        check_identity(snsproof::decide(p, asked), is_role,
                       asked.caller.account != segment_of_arn(h.topic_arn(), 4));
    }

    constexpr void check_resource(verdict const& said) {
        if (said.decision == decision::allow) return;
        if (said.decision == decision::depends) return add(truth::unknown, rules::preflight_resource_depends);
        add(truth::no, rules::preflight_resource_denied);
    }

    /// Of a user or role, whose own policies are not known.
    constexpr void check_identity(verdict const& said, bool is_role, bool is_foreign) {
        bool const denies = said.because != nullptr && said.because->effect == effect::deny;
        if (said.decision == decision::explicit_deny ||
            (is_role && is_foreign && said.decision == decision::implicit_deny))
            return add(truth::no, is_role ? rules::preflight_role_denied : rules::preflight_keys_denied);
        if (said.decision == decision::depends && (denies || (is_role && is_foreign)))
            return add(truth::unknown, rules::preflight_maybe_denied);
        if (said.decision != decision::allow || said.needs_identity_allow) note(truth::unknown, nullptr);
    }

    constexpr void check_sizes(hook const& h) {
        rule const* worst = nullptr;
        for (event_sample const& sample : samples_) {
            if (!is_sent(h, sample.type)) continue;
            if (sample.bytes > limits_.bytes)
                worst = &rules::preflight_event_dropped;
            else if (sample.bytes > limits_.bytes - limits_.bytes / 8 && worst == nullptr)
                worst = &rules::preflight_event_near;
        }
        if (worst == &rules::preflight_event_dropped) return add(truth::no, *worst);
        if (worst != nullptr) out_.in_hooks.add(*worst, where_);
    }

    /// Whether the hook sends events of this type: none that are listed are all there are.
    constexpr bool is_sent(hook const& h, std::string_view type) const noexcept {
        json::value const listed = h[hook_field::event_types];
        if (!listed || !listed.first()) return true;
        return any_of(json::elements(listed), [&](json::value v) { return v.equals(type); });
    }

    hook_list const& wanted_;
    report const& found_;
    std::span<topic_policy const> policies_;
    std::span<event_sample const> samples_;
    event_limits limits_;
    finding const* next_ = found_.begin();
    preflight out_;
    hook_arrival at_;
    span where_;
};

}  // namespace detail

/// Joins the wanted hooks, of which `found` are the findings, with the policies of their topics and with
/// sizes of events. Time: that of deciding for each hook, and the product of hooks with policies and with
/// samples.
constexpr preflight make_preflight(hook_list const& wanted, report const& found,
                                   std::span<topic_policy const> policies,
                                   std::span<event_sample const> samples = {},
                                   event_limits const& limits = {}) {
    return detail::preflight_maker(wanted, found, policies, samples, limits).make();
}

}  // namespace snsproof
