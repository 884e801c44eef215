// SPDX-License-Identifier: Apache-2.0
// The requests that one or two policies can tell apart: actions, topics, callers and keys, of each one for
// all that are like it.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include "snsproof/access_budget.hpp"
#include "snsproof/access_callers.hpp"
#include "snsproof/access_keys.hpp"
#include "snsproof/access_values.hpp"
#include "snsproof/decide.hpp"
#include "snsproof/detail/list.hpp"
#include "snsproof/detail/pattern_search.hpp"
#include "snsproof/detail/text_pool.hpp"
#include "snsproof/policy.hpp"
#include "snsproof/region.hpp"
#include "snsproof/request.hpp"
#include "snsproof/sns_action.hpp"
#include "snsproof/topic_arn.hpp"

namespace snsproof::detail {

class access_space {
public:
    /// Without a topic all topics are looked at.
    constexpr access_space(std::span<policy const* const> policies, asker who, std::string_view topic,
                           text_pool& pool, search_budget& budget)
        : policies_(policies), who_(who), is_given_(!topic.empty()), pool_(pool), budget_(budget),
          keys_(policies, pool, budget), maker_(policies, keys_, pool, budget) {
        for (policy const* const p : policies)
            for (policy_statement const& s : p->statements()) {
                texts_ += s.principal.count + s.action.count + s.resource.count;
                look_ups_ += s.condition_count + count_variables(*p, p->resources(s));
                for (policy_condition const& c : p->conditions(s)) {
                    texts_ += c.count;
                    look_ups_ += count_variables(*p, p->values(c));
                }
                ++statements_;
            }
        if (budget_.is_spent()) return;
        keys_.build(who, {maker_.spelled_accounts(), maker_.fresh_account()});
        if (budget_.is_spent()) return;
        find_actions();
        if (topic.empty())
            find_topics();
        else
            topics_.push_back(topic);
    }

    constexpr asker asks() const noexcept { return who_; }
    /// The accounts that the policies spell out.
    constexpr std::span<std::string_view const> spelled_accounts() const noexcept {
        return maker_.spelled_accounts();
    }
    constexpr key_space const& keys() const noexcept { return keys_; }
    constexpr std::span<std::string_view const> actions() const noexcept {
        return {actions_.data(), actions_.size()};
    }
    constexpr std::span<std::string_view const> topics() const noexcept {
        return {topics_.data(), topics_.size()};
    }

    /// Whether the policies allow nothing for other topics than those that are looked at.
    constexpr bool has_all_topics() const noexcept {
        return is_given_ || all_of(policies_[0]->statements(), [this](policy_statement const& s) {
                   policy const& p = *policies_[0];
                   return s.effect == effect::deny || (s.resource && !s.resource.negated &&
                                                       all_of(p.resources(s), [](policy_value const& v) {
                                                           return !v.is_unknown() && !has_wildcard(v.text);
                                                       }));
               });
    }

    /// Whether patterns of topics and callers were all looked through, within the budget.
    constexpr bool is_complete() const noexcept { return complete_ && !budget_.is_spent(); }

    /// Whether there is enough left to ask the policies once more about a request with so many keys. Each
    /// condition and variable compares its key with all of them.
    constexpr bool spend(std::size_t keys = 0) noexcept {
        return budget_.spend(1 + statements_ + (texts_ + look_ups_ * keys) / 4);
    }

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
    static constexpr std::size_t count_variables(policy const& p,
                                                 std::span<policy_value const> values) noexcept {
        std::size_t count = 0;
        for (policy_value const& v : values)
            if (p.has_variables(v.text)) for_each_variable(v.text, [&](auto) { ++count; });
        return count;
    }

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

    /// The topics that are written out, one that is not, and those that patterns tell apart.
    constexpr void find_topics() {
        topic_arn first{.text = {},
                        .partition = "aws",
                        .region = "us-east-1",
                        .account = "123456789012",
                        .name = "topic"};
        pattern_search search;
        kind_table kinds;
        find_partitions();
        bool const has_patterns = add_resources(search, kinds, first) || tells_partitions_;
        bool has_owners = false;
        for (key_slot const& slot : keys_.slots())
            if (slot.id() == key_id::resource_account)
                for (key_test const& t : keys_.tests(slot)) {
                    has_owners = true;
                    add_owners(t, search, first, kinds);
                }
        if (has_all_topics()) return;
        if (tells_partitions_) add_partitions(first, kinds);
        if (has_patterns || has_owners) search_topics(search, first, has_patterns, kinds);
    }

    /// The partitions that tell callers apart, whose accounts are in the topic's unless an ARN names them.
    constexpr void find_partitions() {
        for (policy const* const p : policies_)
            for (policy_statement const& s : p->statements())
                for (policy_principal const& one : p->principals(s)) {
                    tells_partitions_ |= one.who.is_of_account();
                    note_partition(one.who.partition);
                }
        for (key_slot const& slot : keys_.slots()) {
            if (slot.id() != key_id::principal_arn && slot.id() != key_id::aws_arn) continue;
            tells_partitions_ = true;
            for (key_test const& t : keys_.tests(slot))
                for (policy_value const& v : t.of->values(*t.condition)) note_partition_of(v.text);
        }
    }

    constexpr void note_partition(std::string_view name) {
        if (!name.empty() && budget_.spend_texts(partitions_.size()) && !contains(partitions_, name))
            partitions_.push_back(name);
    }

    /// Each partition, unless that of the ARN is written out, or the pattern begins behind it.
    constexpr void note_partition_of(std::string_view arn) {
        std::string_view const name = segment_of_arn(arn, 1);
        std::string_view const start = arn.substr(0, 4 + name.size());
        if (start.starts_with("arn:") && start.find_first_of("*?$") == std::string_view::npos)
            return note_partition(name);
        if (begins_behind(arn)) return;
        for (partition const& p : partitions) note_partition(p.name);
    }

    /// Whether the text behind a `*` at the beginning is one of the name of an identity: there is a slash in
    /// it or the end, and too few colons to reach back.
    static constexpr bool begins_behind(std::string_view pattern) noexcept {
        if (!pattern.starts_with('*')) return false;
        std::string_view const text = pattern.substr(1, pattern.find_first_of("*?$", 1) - 1);
        bool const is_end = text.size() + 1 == pattern.size();
        std::size_t const slash = text.find('/');
        if (slash == std::string_view::npos && !is_end) return false;
        std::size_t colons = 0;
        for (char const c : text.substr(0, slash)) colons += c == ':' ? 1 : 0;
        return colons < 4;
    }

    /// A topic of each other partition.
    constexpr void add_partitions(topic_arn const& first, kind_table& kinds) {
        for (region const& r : regions) {
            if (r.partition == first.partition) continue;
            topic_arn like = first;
            like.partition = r.partition;
            like.region = r.name;
            add_topic(topic_of(like, first.account, first.name), kinds);
        }
    }

    /// `first` becomes the first topic that is written out. Whether there are patterns.
    constexpr bool add_resources(pattern_search& search, kind_table& kinds, topic_arn& first) {
        bool has_patterns = false;
        bool has_first = false;
        for (policy const* const p : policies_)
            for (policy_statement const& s : p->statements())
                for (policy_value const& v : p->resources(s)) {
                    if (v.is_unknown() || p->has_variables(v.text)) continue;
                    bool const wild = has_wildcard(v.text);
                    has_patterns |= wild && v.text != "*";
                    search.add(v.text, wild ? pattern_form::glob : pattern_form::literal);
                    auto const parsed = parse_topic_arn(v.text);
                    if (wild || parsed.value() == nullptr) continue;
                    if (!has_first) first = *parsed.value();
                    has_first = true;
                    add_topic(v.text, kinds);
                }
        std::string_view other = "another-topic";
        while (is_named(other)) other = pool_.join(other, "s");
        add_topic(topic_of(first, first.account, other), kinds);
        return has_patterns;
    }

    /// Whether a policy names a topic like this.
    constexpr bool is_named(std::string_view topic) const noexcept {
        for (policy const* const p : policies_)
            for (policy_statement const& s : p->statements())
                for (policy_value const& v : p->resources(s))
                    if (segment_of_arn(v.text, 5) == topic) return true;
        return false;
    }

    constexpr std::string_view topic_of(topic_arn const& like, std::string_view account,
                                        std::string_view name) {
        return pool_.join("arn:", like.partition, ":sns:", like.region, ":", account, ":", name);
    }

    /// Topics of the accounts that a condition on `aws:ResourceAccount` names.
    constexpr void add_owners(key_test const& t, pattern_search& search, topic_arn const& first,
                              kind_table& kinds) {
        for (policy_value const& v : t.of->values(*t.condition)) {
            if (v.is_unknown() || t.of->has_variables(v.text)) continue;
            bool const wild = takes_wildcards(t.condition->op.what) && has_wildcard(v.text);
            // Names of topics have no colon, so that what stands before it is the account.
            if (wild || is_account(v.text))
                search.add(pool_.join(v.text, ":*"), pattern_form::glob, owner_part);
            if (is_account(v.text)) add_topic(topic_of(first, v.text, first.name), kinds);
        }
    }

    /// Topics like the first come first, since they read best; without patterns no others are told apart.
    constexpr void search_topics(pattern_search& search, topic_arn const& first, bool has_patterns,
                                 kind_table& kinds) {
        std::array parts{text_part{},       text_part{first.region},
                         text_part{":"},    text_part{first.account},
                         text_part{":"},    text_part{{}, letters::topic, 1, 0, false},
                         text_part{".fifo"}};
        search_topics_of(search, first.partition, parts, kinds);
        parts[owner_part] = {{}, letters::digits, 12, 12, false};
        search_topics_of(search, first.partition, parts, kinds);
        if (!has_patterns) return;
        parts[1] = {{}, letters::region, 1, 0, false};
        search_topics_of(search, first.partition, parts, kinds);
        for (partition const& p : partitions)
            if (p.name != first.partition) search_topics_of(search, p.name, parts, kinds);
    }

    constexpr void search_topics_of(pattern_search& search, std::string_view of,
                                    std::array<text_part, 7> parts, kind_table& kinds) {
        parts[0].literal = pool_.join("arn:", of, ":sns:");
        auto const found = [&](std::string_view text) { add_topic(pool_.join(text), kinds); };
        std::span<text_part const> const all = parts;
        for (std::size_t const count : {all.size() - 1, all.size()})
            complete_ &= search_within(budget_, search, all.first(count), found);
    }

    static constexpr std::size_t owner_part = 3;  ///< of the parts of a topic's ARN: its account

    /// Keeps the topic unless the policies cannot tell it from one before.
    constexpr void add_topic(std::string_view topic, kind_table& kinds) {
        if (!spend() || !budget_.spend_texts(kinds.size())) return;
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
        if (tells_partitions_)
            for (std::string_view const name : partitions_)
                marks.push_back(to_truth(equal_ignoring_case(name, segment_of_arn(topic, 1))));
        if (std::size_t const known = kinds.size(); kinds.add(marks) == known) topics_.push_back(topic);
    }

    /// Puts the caller into its class: that of all whom no principal and no condition on a caller's keys
    /// tells from it.
    constexpr void add_caller(access_caller const& caller, std::string_view topic, kind_table& kinds) {
        if (!spend() || !budget_.spend_texts(kinds.size())) return;
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
    bool is_given_;  ///< the topic
    text_pool& pool_;
    search_budget& budget_;
    std::size_t statements_{}, texts_{};  ///< of all policies, and the texts in them
    std::size_t look_ups_{};              ///< of keys: conditions and variables
    key_space keys_;
    caller_maker maker_;
    list<std::string_view> actions_;
    list<std::string_view> topics_;
    list<std::string_view> partitions_;  ///< that the policies spell out
    bool tells_partitions_{};
    list<access_caller> callers_;
    list<std::size_t> class_of_;  ///< of each caller, the number of its class
    list<std::size_t> classes_;   ///< of each class, the first caller
    bool complete_ = true;
};

}  // namespace snsproof::detail
