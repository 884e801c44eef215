// SPDX-License-Identifier: Apache-2.0
// The requests that one or two policies can tell apart: actions, topics, callers and keys, of each one for
// all that are like it.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include "snsproof/access_callers.hpp"
#include "snsproof/access_keys.hpp"
#include "snsproof/access_values.hpp"
#include "snsproof/decide.hpp"
#include "snsproof/detail/list.hpp"
#include "snsproof/detail/pattern_search.hpp"
#include "snsproof/detail/text_pool.hpp"
#include "snsproof/policy.hpp"
#include "snsproof/request.hpp"
#include "snsproof/sns_action.hpp"
#include "snsproof/topic_arn.hpp"

namespace snsproof::detail {

class access_space {
public:
    /// Without a topic all topics are looked at.
    constexpr access_space(std::span<policy const* const> policies, asker who, std::string_view topic,
                           text_pool& pool)
        : policies_(policies), who_(who), pool_(pool), keys_(policies, pool), maker_(policies, keys_, pool) {
        keys_.build(who, maker_.fresh_account());
        find_actions();
        if (topic.empty())
            find_topics();
        else
            topics_.push_back(topic);
    }

    constexpr asker asks() const noexcept { return who_; }
    constexpr key_space const& keys() const noexcept { return keys_; }
    constexpr std::span<std::string_view const> actions() const noexcept {
        return {actions_.data(), actions_.size()};
    }
    constexpr std::span<std::string_view const> topics() const noexcept {
        return {topics_.data(), topics_.size()};
    }

    /// Whether patterns of topics and callers were all looked through.
    constexpr bool is_complete() const noexcept { return complete_; }

    /// Callers of a class, which is a number below this.
    constexpr std::size_t class_count() const noexcept { return classes_.size(); }

    template <class Use>
    constexpr void for_each_caller(std::size_t c, Use use) const {
        for (std::size_t i = 0; i != callers_.size(); ++i)
            if (class_of_[i] == c) use(callers_[i]);
    }

    /// A request of which only this is known, and what follows from it; `context` holds its keys.
    constexpr request make_request(std::size_t c, std::string_view action, std::string_view topic,
                                   list<context_key>& context) const {
        return make_request(callers_[classes_[c]], action, topic, context);
    }

    /// Finds the classes of callers for one topic.
    constexpr void find_callers(std::string_view topic) {
        callers_.clear();
        class_of_.clear();
        classes_.clear();
        kind_table kinds;
        complete_ &= maker_.make(who_, segment_of_arn(topic, 1), segment_of_arn(topic, 4),
                                 [&](access_caller const& caller) { add_caller(caller, topic, kinds); });
    }

private:
    constexpr request make_request(access_caller const& caller, std::string_view action,
                                   std::string_view topic, list<context_key>& context) const {
        context.clear();
        for (key_slot const& slot : keys_.slots()) {
            bool const is_role = slot.id() == key_id::principal_arn || slot.id() == key_id::aws_arn;
            if (is_role && !caller.role.empty())
                context.push_back({slot.name, key_state::present, {&caller.role, 1}});
            else if (is_without(caller.who, action, slot))
                context.push_back({slot.name, key_state::absent, {}});
        }
        return {caller.who, action, topic, {context.data(), context.size()}, true, false};
    }

    /// One action of each kind that the policies tell apart, those that topics know first.
    constexpr void find_actions() {
        bool const has_subscribe_keys = any_of(
            keys_.slots(), [](key_slot const& s) { return s.known != nullptr && s.known->subscribe_only(); });
        kind_table kinds;
        for (int pass = 0; pass != 3; ++pass)
            for (sns_action const& a : sns_actions) {
                if (pass != (!a.topic_scope ? 2 : a.legacy ? 1 : 0)) continue;
                request const asked{{}, a.qualified, {}, {}, true, false};
                list<truth> marks;
                marks.push_back(to_truth(has_subscribe_keys && is_subscribe(a.qualified)));
                for (policy const* const p : policies_) {
                    decider const d(*p, asked);
                    for (policy_statement const& s : p->statements()) marks.push_back(d.matches_action(s));
                }
                if (std::size_t const known = kinds.size(); kinds.add(marks) == known)
                    actions_.push_back(a.qualified);
            }
    }

    static constexpr bool is_subscribe(std::string_view action) noexcept {
        return equal_ignoring_case(action, "sns:Subscribe");
    }

    constexpr void find_topics() {
        bool has_patterns = false;
        topic_arn first{.text = {},
                        .partition = "aws",
                        .region = "us-east-1",
                        .account = "123456789012",
                        .name = "topic"};
        pattern_search search;
        auto const each_resource = [&](auto use) {
            for (policy const* const p : policies_)
                for (policy_statement const& s : p->statements())
                    for (policy_value const& v : p->resources(s)) use(*p, v);
        };
        kind_table kinds;
        bool has_first = false;
        each_resource([&](policy const& p, policy_value const& v) {
            if (p.has_variables(v.text)) return;
            if (has_wildcard(v.text)) {
                has_patterns |= v.text != "*";
                search.add(v.text, pattern_form::glob);
                return;
            }
            auto const parsed = parse_topic_arn(v.text);
            if (parsed.value() == nullptr) return;
            if (!has_first) first = *parsed.value();
            has_first = true;
            add_topic(v.text, kinds);
        });
        std::string_view const start =
            pool_.join("arn:", first.partition, ":sns:", first.region, ":", first.account, ":");
        add_topic(pool_.join(start, "another-topic"), kinds);
        for (key_slot const& slot : keys_.slots())
            if (slot.id() == key_id::resource_account)
                for (key_test const& t : keys_.tests(slot))
                    for (policy_value const& v : t.of->values(*t.condition)) {
                        if (v.is_unknown() || t.of->has_variables(v.text)) continue;
                        bool const wild = takes_wildcards(t.condition->op.what) && has_wildcard(v.text);
                        has_patterns |= wild;
                        search.add(v.text, wild ? pattern_form::glob : pattern_form::literal, 5);
                        if (is_account(v.text))
                            add_topic(pool_.join("arn:", first.partition, ":sns:", first.region, ":", v.text,
                                                 ":", first.name),
                                      kinds);
                    }
        if (has_patterns) search_topics(search, kinds);
    }

    constexpr void search_topics(pattern_search& search, kind_table& kinds) {
        std::array parts{text_part{"arn:", {}, 0, 0, false},  text_part{{}, letters::region, 1, 0, false},
                         text_part{":sns:", {}, 0, 0, false}, text_part{{}, letters::region, 1, 0, false},
                         text_part{":", {}, 0, 0, false},     text_part{{}, letters::digits, 12, 12, false},
                         text_part{":", {}, 0, 0, false},     text_part{{}, letters::topic, 1, 0, false},
                         text_part{".fifo", {}, 0, 0, false}};
        auto const found = [&](std::string_view text) { add_topic(pool_.join(text), kinds); };
        std::span<text_part const> const all = parts;
        if (!search.search(all.first(8), max_pattern_states, found) ||
            !search.search(all, max_pattern_states, found))
            complete_ = false;
    }

    /// Keeps the topic unless the policies cannot tell it from one before.
    constexpr void add_topic(std::string_view topic, kind_table& kinds) {
        request const asked{{}, {}, topic, {}, true, false};
        list<truth> marks;
        for (policy const* const p : policies_) {
            decider d(*p, asked);
            for (policy_statement const& s : p->statements()) {
                marks.push_back(d.matches_resource(s));
                for (policy_condition const& c : p->conditions(s))
                    if (c.id() == key_id::resource_account) marks.push_back(d.holds(c));
            }
        }
        if (std::size_t const known = kinds.size(); kinds.add(marks) == known) topics_.push_back(topic);
    }

    /// Puts the caller into its class: that of all whom no principal and no condition on a caller's keys
    /// tells from it.
    constexpr void add_caller(access_caller const& caller, std::string_view topic, kind_table& kinds) {
        std::size_t const number = callers_.size();
        callers_.push_back(caller);
        list<context_key> context;
        request const asked = make_request(callers_.back(), "", topic, context);
        list<truth> marks;
        for (policy const* const p : policies_) {
            decider d(*p, asked);
            for (policy_statement const& s : p->statements()) {
                bool by_account = false;
                marks.push_back(d.matches_principal(s, by_account));
            }
            for (key_slot const& slot : keys_.slots()) {
                if (!is_of_caller(slot)) continue;
                for (key_test const& t : keys_.tests(slot))
                    if (t.of == p) marks.push_back(d.holds(*t.condition));
            }
        }
        // With variables, callers who are alike themselves may differ by what stands for them.
        std::size_t const known = classes_.size();
        std::size_t const kind = keys_.has_variables() ? known : kinds.add(marks);
        if (kind == known) classes_.push_back(number);
        class_of_.push_back(kind);
    }

    static constexpr bool is_of_caller(key_slot const& slot) noexcept {
        return slot.known != nullptr && (slot.known->category == key_category::principal ||
                                         slot.known->category == key_category::session);
    }

    /// Whether requests of the caller, or of this action, never have the key.
    constexpr bool is_without(principal const& who, std::string_view action,
                              key_slot const& slot) const noexcept {
        if (slot.known == nullptr) return false;
        if (slot.known->subscribe_only()) return !action.empty() && !is_subscribe(action);
        if (who.kind == principal_kind::service) return slot.known->not_for_services();
        if (slot.id() == key_id::principal_service_names_list) return true;
        return who.kind == principal_kind::everyone && is_of_caller(slot) && slot.id() != key_id::user_id &&
               slot.id() != key_id::principal_account && slot.id() != key_id::principal_type;
    }

    std::span<policy const* const> policies_;
    asker who_;
    text_pool& pool_;
    key_space keys_;
    caller_maker maker_;
    list<std::string_view> actions_;
    list<std::string_view> topics_;
    list<access_caller> callers_;
    list<std::size_t> class_of_;  ///< of each caller, the number of its class
    list<std::size_t> classes_;   ///< of each class, the first caller
    bool complete_ = true;
};

}  // namespace snsproof::detail
