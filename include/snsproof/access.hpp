// SPDX-License-Identifier: Apache-2.0
// Questions about all requests that there could be, each answered with one of them: is a policy public, does
// a new one grant more than the old one, who can do what. docs/semantics.md says what is modelled.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

#include "snsproof/access_budget.hpp"
#include "snsproof/access_callers.hpp"
#include "snsproof/access_keys.hpp"
#include "snsproof/access_rules.hpp"
#include "snsproof/access_values.hpp"
#include "snsproof/decide.hpp"
#include "snsproof/detail/list.hpp"
#include "snsproof/detail/pattern_search.hpp"
#include "snsproof/detail/text_pool.hpp"
#include "snsproof/policy.hpp"
#include "snsproof/region.hpp"
#include "snsproof/report.hpp"
#include "snsproof/request.hpp"
#include "snsproof/sns_action.hpp"
#include "snsproof/topic_arn.hpp"

namespace snsproof {

/// How long a search may take: statements asked whether they apply, of all policies together, and whatever
/// takes as long.
struct access_limits {
    std::uint64_t statements = 4'000'000;
};

/// Why a search has no answer.
struct access_doubt {
    rule const* what{};  ///< null: there is none
    policy const* of{};  ///< where it stands; null where it stands nowhere
    span where;
};

namespace detail {
class access_search;
}

/// What a search found. It can be moved, not copied; it views the policies, which must outlive it.
class access_answer {
public:
    access_answer() = default;
    access_answer(access_answer&&) = default;
    access_answer& operator=(access_answer&&) = default;
    access_answer(access_answer const&) = delete;
    access_answer& operator=(access_answer const&) = delete;
    ~access_answer() = default;

    /// `yes`: `witness` is a request that shows it. `no`: there is none. `unknown`: `doubt` says why.
    constexpr truth found() const noexcept { return found_; }

    /// Whether it is not sure that there is no such request.
    constexpr explicit operator bool() const noexcept { return found_ != truth::no; }

    /// A request without unknown keys, which `decide` was asked. Lives as long as this and the policies.
    constexpr request const& witness() const noexcept { return witness_; }

    /// Who calls in the witness.
    constexpr access_caller const& caller() const noexcept { return caller_; }

    /// Whether every identity of the witness's account is like its caller, but for those that are named.
    constexpr bool is_whole_account() const noexcept { return whole_account_; }

    /// The statement that allows the witness.
    constexpr policy_statement const* because() const noexcept { return because_; }

    constexpr access_doubt const& doubt() const noexcept { return doubt_; }

private:
    friend class detail::access_search;

    detail::text_pool pool_;
    detail::list<std::string_view> values_;
    detail::list<context_key> keys_;
    request witness_;
    access_caller caller_;
    policy_statement const* because_{};
    access_doubt doubt_;
    truth found_{};
    bool whole_account_{};
};

/// One kind of caller who can do something. What it views is the grants'.
struct access_grant {
    std::span<access_caller const> callers;  ///< those that the policy does not tell apart
    truth allowed{};                         ///< `unknown`: on conditions, which `witness` meets
    request witness;
    policy_statement const* because{};
};

/// Who can do something. It can be moved, not copied; it views the policy, which must outlive it.
class access_grants {
public:
    access_grants() = default;
    access_grants(access_grants&&) = default;
    access_grants& operator=(access_grants&&) = default;
    access_grants(access_grants const&) = delete;
    access_grants& operator=(access_grants const&) = delete;
    ~access_grants() = default;

    constexpr access_grant const* begin() const noexcept { return grants_.begin(); }
    constexpr access_grant const* end() const noexcept { return grants_.end(); }
    constexpr std::size_t size() const noexcept { return grants_.size(); }
    constexpr access_grant const& operator[](std::size_t i) const noexcept { return grants_[i]; }

    /// Whether there may be others, and why.
    constexpr access_doubt const& doubt() const noexcept { return doubt_; }

private:
    friend class detail::access_search;

    detail::text_pool pool_;
    detail::list<std::string_view> values_;
    detail::list<context_key> keys_;
    detail::list<access_caller> callers_;
    detail::list<access_grant> grants_;
    access_doubt doubt_;
};

namespace detail {

/// Looks for a request that one policy allows and the other, if there is one, does not.
class access_search {
public:
    /// `denying` may be null. Without a topic all topics are looked at.
    constexpr access_search(policy const& allowing, policy const* denying, asker who, std::string_view topic,
                            access_limits const& limits)
        : policies_{&allowing, denying}, who_(who), topic_(topic), budget_(limits.statements),
          keys_(used(), pool_, budget_), maker_(used(), keys_, pool_, budget_) {
        for (policy const* const p : used())
            for (policy_statement const& s : p->statements()) {
                texts_ += s.principal.count + s.action.count + s.resource.count;
                for (policy_condition const& c : p->conditions(s)) texts_ += c.count;
                ++statements_;
            }
        if (budget_.is_spent()) return;
        keys_.build(who, maker_.fresh_account());
        for (std::size_t i = 0; i != keys_.slots().size(); ++i) taken_.push_back(false);
        context_.reserve(keys_.slots().size());
        variable_values_.reserve(keys_.slots().size());  // so that it never moves
        if (budget_.is_spent()) return;
        find_variables();
        find_actions();
        find_topics();
    }

    constexpr access_answer find() {
        access_answer out;
        if (budget_.is_spent()) note(rules::access_budget, nullptr, {});
        for (std::string_view const topic : topics_) {
            find_callers(topic);
            for (std::size_t c = 0; c != classes_.size() && out.because_ == nullptr; ++c)
                for (std::string_view const action : actions_) {
                    begin(classes_[c], action, topic);
                    if (!walk() || !shorten()) continue;
                    give(out, c);
                    break;
                }
            if (out.because_ != nullptr || budget_.is_spent()) break;
        }
        out.found_ = out.because_ != nullptr  ? truth::yes
                     : doubt_.what == nullptr ? truth::no
                                              : truth::unknown;
        if (out.found_ == truth::unknown) out.doubt_ = doubt_;
        out.pool_ = std::move(pool_);
        return out;
    }

    /// Who can do this to the topic, or to the first one that the policy names.
    constexpr access_grants find_grants(std::string_view action) {
        access_grants out;
        if (budget_.is_spent()) note(rules::access_budget, nullptr, {});
        if (!topics_.empty()) find_callers(topics_[0]);
        for (std::size_t c = 0; c != classes_.size(); ++c) {
            begin(classes_[c], action, topics_[0]);
            bool const is_sure = snsproof::decide(*policies_[0], asked_).decision == decision::allow;
            if (!walk() || !shorten()) continue;
            access_grant grant{{}, is_sure ? truth::yes : truth::unknown, asked_, statement_that_allows()};
            std::size_t const first = out.callers_.size();
            for (std::size_t i = 0; i != callers_.size(); ++i)
                if (class_of_[i] == c) out.callers_.push_back(callers_[i]);
            grant.callers = {out.callers_.data(), out.callers_.size() - first};
            for (context_key const& k : context_) {
                out.keys_.push_back(k);
                out.values_.append(k.values.data(), k.values.size());
            }
            out.grants_.push_back(grant);
        }
        place(out);
        out.doubt_ = doubt_;
        out.pool_ = std::move(pool_);
        return out;
    }

private:
    constexpr std::span<policy const* const> used() const noexcept {
        return {policies_.data(), policies_[1] == nullptr ? std::size_t{1} : std::size_t{2}};
    }

    constexpr void note(rule const& what, policy const* of, span where) noexcept {
        if (doubt_.what == nullptr) doubt_ = {&what, of, where};
    }

    /// Calls `use` with each value of a policy that holds variables, and its condition, null for a resource.
    template <class Use>
    constexpr void for_each_variable_value(Use use) const {
        for (policy const* const p : used())
            for (policy_statement const& s : p->statements()) {
                for (policy_value const& v : p->resources(s))
                    if (p->has_variables(v.text)) use(nullptr, v.text);
                for (policy_condition const& c : p->conditions(s))
                    for (policy_value const& v : p->values(c))
                        if (p->has_variables(v.text)) use(&c, v.text);
            }
    }

    /// Values with variables lose nothing where there is one such value, and its key is asked for nothing
    /// else: then it is met or not, whatever stands for the variable.
    constexpr void find_variables() {
        std::string_view text;
        for_each_variable_value([&](policy_condition const* c, std::string_view v) {
            has_variables_ = true;
            if (text.empty()) text = v;
            are_variables_simple_ &= c != nullptr && v == text && c->count == 1;
        });
        if (!has_variables_) return;
        for_each_variable_value([&](policy_condition const* c, std::string_view) {
            if (c == nullptr) return;
            for (key_test const& t : keys_.tests(keys_.slots()[keys_.find(c->key.text)]))
                are_variables_simple_ &= t.condition->count == 1 && t.condition->op.what == c->op.what &&
                                         t.of->values(*t.condition)[0].text == text;
        });
        key_space::for_each_variable(text, [&](std::string_view name) {
            are_variables_simple_ &= keys_.slots()[keys_.find(name)].test_count == 0;
        });
    }

    /// Whether the marks are those of none before; if so, they are kept.
    static constexpr bool is_new(list<truth> const& marks, list<truth>& kept) {
        std::size_t const size = marks.size();
        for (std::size_t first = 0; first + size <= kept.size() && size != 0; first += size) {
            std::size_t same = 0;
            while (same != size && kept[first + same] == marks[same]) ++same;
            if (same == size) return false;
        }
        if (size == 0 && !kept.empty()) return false;
        kept.append(marks.data(), size);
        return true;
    }

    /// One action of each kind that the policies tell apart, those that topics know first.
    constexpr void find_actions() {
        bool const has_subscribe_keys = any_of(
            keys_.slots(), [](key_slot const& s) { return s.known != nullptr && s.known->subscribe_only(); });
        list<truth> kept;
        for (int pass = 0; pass != 3; ++pass)
            for (sns_action const& a : sns_actions) {
                if (pass != (!a.topic_scope ? 2 : a.legacy ? 1 : 0)) continue;
                request const asked{{}, a.qualified, {}, {}, true, false};
                list<truth> marks;
                marks.push_back(to_truth(has_subscribe_keys && is_subscribe(a.qualified)));
                for (policy const* const p : used()) {
                    decider const d(*p, asked);
                    for (policy_statement const& s : p->statements()) marks.push_back(d.matches_action(s));
                }
                if (is_new(marks, kept)) actions_.push_back(a.qualified);
            }
    }

    static constexpr bool is_subscribe(std::string_view action) noexcept {
        return equal_ignoring_case(action, "sns:Subscribe");
    }

    /// The topics that are written out, one that is not, and those that patterns tell apart.
    constexpr void find_topics() {
        if (!topic_.empty()) return topics_.push_back(topic_);
        topic_arn first{.text = {},
                        .partition = "aws",
                        .region = "us-east-1",
                        .account = "123456789012",
                        .name = "topic"};
        pattern_search search;
        list<truth> kept;
        bool const has_patterns = add_resources(search, kept, first);
        bool has_owners = false;
        for (key_slot const& slot : keys_.slots())
            if (slot.id() == key_id::resource_account)
                for (key_test const& t : keys_.tests(slot)) {
                    has_owners = true;
                    add_owners(t, search, first, kept);
                }
        if (has_patterns || has_owners) search_topics(search, first, has_patterns, kept);
    }

    /// `first` becomes the first topic that is written out. Whether there are patterns.
    constexpr bool add_resources(pattern_search& search, list<truth>& kept, topic_arn& first) {
        bool has_patterns = false;
        bool has_first = false;
        for (policy const* const p : used())
            for (policy_statement const& s : p->statements())
                for (policy_value const& v : p->resources(s)) {
                    if (p->has_variables(v.text)) continue;
                    bool const wild = has_wildcard(v.text);
                    has_patterns |= wild && v.text != "*";
                    search.add(v.text, wild ? pattern_form::glob : pattern_form::literal);
                    auto const parsed = parse_topic_arn(v.text);
                    if (wild || parsed.value() == nullptr) continue;
                    if (!has_first) first = *parsed.value();
                    has_first = true;
                    add_topic(v.text, kept);
                }
        std::string_view other = "another-topic";
        while (is_named(other)) other = pool_.join(other, "s");
        add_topic(topic_of(first, first.account, other), kept);
        return has_patterns;
    }

    /// Whether a policy names a topic like this.
    constexpr bool is_named(std::string_view topic) const noexcept {
        for (policy const* const p : used())
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
                              list<truth>& kept) {
        for (policy_value const& v : t.of->values(*t.condition)) {
            bool const wild = takes_wildcards(t.condition->op.what) && has_wildcard(v.text);
            // Names of topics have no colon, so that what stands before it is the account.
            if (wild || is_account(v.text))
                search.add(pool_.join(v.text, ":*"), pattern_form::glob, owner_part);
            if (is_account(v.text)) add_topic(topic_of(first, v.text, first.name), kept);
        }
    }

    /// Topics like the first come first, since they read best; without patterns no others are told apart.
    constexpr void search_topics(pattern_search& search, topic_arn const& first, bool has_patterns,
                                 list<truth>& kept) {
        std::array parts{text_part{},       text_part{first.region},
                         text_part{":"},    text_part{first.account},
                         text_part{":"},    text_part{{}, letters::topic, 1, 0, false},
                         text_part{".fifo"}};
        search_topics_of(search, first.partition, parts, kept);
        parts[owner_part] = {{}, letters::digits, 12, 12, false};
        search_topics_of(search, first.partition, parts, kept);
        if (!has_patterns) return;
        parts[1] = {{}, letters::region, 1, 0, false};
        search_topics_of(search, first.partition, parts, kept);
        for (partition const& p : partitions)
            if (p.name != first.partition) search_topics_of(search, p.name, parts, kept);
    }

    constexpr void search_topics_of(pattern_search& search, std::string_view of,
                                    std::array<text_part, 7> parts, list<truth>& kept) {
        parts[0].literal = pool_.join("arn:", of, ":sns:");
        auto const found = [&](std::string_view text) { add_topic(pool_.join(text), kept); };
        std::span<text_part const> const all = parts;
        for (std::size_t const count : {all.size() - 1, all.size()})
            if (!search_within(budget_, search, all.first(count), found))
                note(rules::access_budget, nullptr, {});
    }

    static constexpr std::size_t owner_part = 3;  ///< of the parts of a topic's ARN: its account

    /// Keeps the topic unless the policies cannot tell it from one before.
    constexpr void add_topic(std::string_view topic, list<truth>& kept) {
        if (!spend() || !budget_.spend_texts(kept.size())) return;
        request const asked{{}, {}, topic, {}, true, false};
        list<truth> marks;
        for (policy const* const p : used()) {
            decider d(*p, asked);
            for (policy_statement const& s : p->statements()) {
                marks.push_back(d.matches_resource(s));
                for (policy_condition const& c : p->conditions(s))
                    if (c.id() == key_id::resource_account) marks.push_back(d.holds(c));
            }
        }
        if (is_new(marks, kept)) topics_.push_back(topic);
    }

    constexpr void find_callers(std::string_view topic) {
        callers_.clear();
        class_of_.clear();
        classes_.clear();
        list<truth> kept;
        bool const complete =
            maker_.make(who_, segment_of_arn(topic, 1), segment_of_arn(topic, 4),
                        [&](access_caller const& caller) { add_caller(caller, topic, kept); });
        if (!complete || budget_.is_spent()) note(rules::access_budget, nullptr, {});
    }

    /// Puts the caller into its class: that of all whom no principal and no condition on a caller's keys
    /// tells from it.
    constexpr void add_caller(access_caller const& caller, std::string_view topic, list<truth>& kept) {
        if (!spend() || !budget_.spend_texts(classes_.size())) return;
        std::size_t const number = callers_.size();
        callers_.push_back(caller);
        begin(number, "", topic);
        list<truth> marks;
        for (policy const* const p : used()) {
            decider d(*p, asked_);
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
        std::size_t const size = marks.size();
        for (std::size_t c = 0; c != classes_.size() && !has_variables_; ++c) {
            std::size_t same = 0;
            while (same != size && kept[c * size + same] == marks[same]) ++same;
            if (same == size) return class_of_.push_back(c);
        }
        kept.append(marks.data(), size);
        class_of_.push_back(classes_.size());
        classes_.push_back(number);
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

    /// A request of which nothing else is known.
    constexpr void begin(std::size_t caller, std::string_view action, std::string_view topic) {
        access_caller const& c = callers_[caller];
        context_.clear();
        variable_values_.clear();
        for (std::size_t i = 0; i != taken_.size(); ++i) {
            key_slot const& slot = keys_.slots()[i];
            bool const is_role = slot.id() == key_id::principal_arn || slot.id() == key_id::aws_arn;
            bool const has_role = is_role && !c.role.empty();
            taken_[i] = has_role || is_without(c.who, action, slot);
            if (!taken_[i]) continue;
            context_key given{slot.name, has_role ? key_state::present : key_state::absent, {}};
            if (has_role) given.values = {&c.role, 1};
            context_.push_back(given);
        }
        asked_ = {c.who, action, topic, {}, true, false};
        set_context();
    }

    constexpr void set_context() noexcept { asked_.context = {context_.data(), context_.size()}; }

    /// Whether there is enough left to ask the policies once more.
    constexpr bool spend() {
        bool const is_left = budget_.spend(1 + statements_ + texts_ / 4);
        if (!is_left) note(rules::access_budget, nullptr, {});
        return is_left;
    }

    /// Whether a request that knows more than `asked_` is one that is looked for; if so, `asked_` is it, but
    /// for keys that do not matter and are still unknown.
    constexpr bool walk() {
        if (!spend()) return false;
        verdict const said = snsproof::decide(*policies_[0], asked_);
        if (said.decision == decision::explicit_deny || said.decision == decision::implicit_deny)
            return false;
        verdict other{decision::implicit_deny, false, false, nullptr};
        if (policies_[1] != nullptr) other = snsproof::decide(*policies_[1], asked_);
        if (other.decision == decision::allow) return false;
        bool const open = said.decision == decision::depends;
        if (!open && other.decision != decision::depends) return true;
        std::size_t const slot =
            open ? find_unknown(*policies_[0], *said.because) : find_unknown(*policies_[1], *other.because);
        return slot != taken_.size() && try_values(slot);
    }

    /// The slot of an unknown key that the statement depends on, or the number of slots.
    constexpr std::size_t find_unknown(policy const& p, policy_statement const& s) {
        decider d(p, asked_);
        for (policy_condition const& c : p.conditions(s)) {
            if (d.holds(c) != truth::unknown) continue;
            std::size_t slot = keys_.find(c.key.text);
            if (!taken_[slot] && d.state_of_key(c) == key_state::unknown) return slot;
            for (policy_value const& v : p.values(c))
                if (p.has_variables(v.text) && find_unknown_variable(v.text, slot)) return slot;
            note(rules::access_operator, &p, c.key.where);
        }
        for (policy_value const& v : p.resources(s)) {
            std::size_t slot = 0;
            if (p.has_variables(v.text) && find_unknown_variable(v.text, slot)) return slot;
        }
        return taken_.size();
    }

    constexpr bool find_unknown_variable(std::string_view text, std::size_t& slot) const {
        bool found = false;
        request_keys keys(asked_);
        key_space::for_each_variable(text, [&](std::string_view name) {
            std::size_t const i = keys_.find(name);
            if (found || taken_[i] || keys.find(name, find_key_id(name)).state != key_state::unknown) return;
            found = true;
            slot = i;
        });
        return found;
    }

    constexpr bool try_values(std::size_t i) {
        key_slot const& slot = keys_.slots()[i];
        if (slot.doubt != nullptr) note(*slot.doubt, slot.of, slot.where);
        taken_[i] = true;
        for (key_class const& c : keys_.classes(i)) {
            if (try_one(slot, keys_.values(c))) return true;
            if (budget_.is_spent()) return false;
        }
        if (has_variables_ && try_variables(slot)) return true;
        taken_[i] = false;
        return false;
    }

    constexpr bool try_one(key_slot const& slot, std::span<std::string_view const> values) {
        context_.push_back({slot.name, values.empty() ? key_state::absent : key_state::present, values});
        set_context();
        if (walk()) return true;
        context_.pop_back();
        set_context();
        return false;
    }

    /// The values that patterns with variables match, as far as their keys are known.
    constexpr bool try_variables(key_slot const& slot) {
        if (slot.test_count == 0 && !are_variables_simple_) note(rules::access_variable, slot.of, slot.where);
        for (key_test const& t : keys_.tests(slot))
            for (policy_value const& v : t.of->values(*t.condition)) {
                if (!t.of->has_variables(v.text)) continue;
                if (!are_variables_simple_) note(rules::access_variable, t.of, v.where);
                request_keys keys(asked_);
                if (variable_pattern::resolve(v.text, keys) != truth::yes) continue;
                std::string_view const text = write_out(v.text, takes_wildcards(t.condition->op.what), keys);
                variable_values_.push_back(text);
                if (try_one(slot, {&variable_values_.back(), 1})) return true;
                variable_values_.pop_back();
            }
        return false;
    }

    /// The shortest text that the pattern matches.
    constexpr std::string_view write_out(std::string_view text, bool wildcards, request_keys& keys) {
        list<char> out;
        variable_pattern pattern(text, keys, wildcards);
        for (glob_unit unit = pattern.next(); unit.kind != glob_unit::end; unit = pattern.next())
            if (unit.kind != glob_unit::any_run)
                out.push_back(unit.kind == glob_unit::any_one ? 'x' : unit.c);
        return pool_.join(view(out));
    }

    constexpr bool is_answer() const noexcept {
        return snsproof::decide(*policies_[0], asked_).decision == decision::allow &&
               (policies_[1] == nullptr ||
                snsproof::decide(*policies_[1], asked_).decision != decision::allow);
    }

    /// Leaves away each key without which `asked_` still is what is looked for, all others absent; whether it
    /// is.
    constexpr bool shorten() {
        asked_.other_keys_unknown = false;
        set_context();
        if (!is_answer()) {
            note(rules::access_operator, policies_[0], policies_[0]->where());
            return false;
        }
        for (std::size_t i = context_.size(); i-- != 0;) {
            list<context_key> const all = context_;
            context_.clear();
            for (std::size_t k = 0; k != all.size(); ++k)
                if (k != i) context_.push_back(all[k]);
            set_context();
            if (all[i].state == key_state::absent || is_answer()) continue;
            context_.clear();
            context_.append(all.data(), all.size());
            set_context();
        }
        return true;
    }

    constexpr policy_statement const* statement_that_allows() const noexcept {
        return snsproof::decide(*policies_[0], asked_).because;
    }

    constexpr void give(access_answer& out, std::size_t c) {
        out.keys_.append(context_.data(), context_.size());
        for (context_key const& k : context_) out.values_.append(k.values.data(), k.values.size());
        place(out.keys_, out.values_);
        out.witness_ = asked_;
        out.witness_.context = {out.keys_.data(), out.keys_.size()};
        out.because_ = statement_that_allows();
        out.caller_ = callers_[classes_[c]];
        std::size_t alike = 0;
        for (std::size_t i = 0; i != callers_.size(); ++i)
            alike += class_of_[i] == c && !callers_[i].is_named &&
                     callers_[i].who.account == out.caller_.who.account && callers_[i].who.is_of_account();
        constexpr std::size_t kinds = 5;  // root, user, role, session, federated user
        out.whole_account_ = alike >= kinds;
    }

    /// Lets the keys view the values, which lie one behind the other in their order.
    static constexpr void place(list<context_key>& keys, list<std::string_view> const& values) noexcept {
        std::size_t at = 0;
        for (context_key& k : keys) {
            k.values = {values.data() + at, k.values.size()};
            at += k.values.size();
        }
    }
    static constexpr void place(access_grants& out) noexcept {
        place(out.keys_, out.values_);
        std::size_t keys = 0;
        std::size_t callers = 0;
        for (access_grant& g : out.grants_) {
            g.witness.context = {out.keys_.data() + keys, g.witness.context.size()};
            keys += g.witness.context.size();
            g.callers = {out.callers_.data() + callers, g.callers.size()};
            callers += g.callers.size();
        }
    }

    std::array<policy const*, 2> policies_;  ///< the one that allows, and the one that does not
    asker who_;
    std::string_view topic_;
    search_budget budget_;
    std::size_t statements_{}, texts_{};  ///< of all policies, and the texts in them
    text_pool pool_;
    key_space keys_;
    caller_maker maker_;
    bool has_variables_{};
    bool are_variables_simple_ = true;
    list<std::string_view> actions_;
    list<std::string_view> topics_;
    list<access_caller> callers_;
    list<std::size_t> class_of_;  ///< of each caller, the number of its class
    list<std::size_t> classes_;   ///< of each class, the first caller
    list<bool> taken_;            ///< of each slot, whether it stands in `context_`
    list<context_key> context_;
    list<std::string_view> variable_values_;  ///< what variables were taken for, of keys in `context_`
    request asked_;
    access_doubt doubt_;
};

}  // namespace detail

/// Whether a stranger can do anything: one who has no account, organization or network that the policy
/// spells out; docs/semantics.md has the whole definition. Without a topic, to any topic.
constexpr access_answer is_public(policy const& p, std::string_view topic = {},
                                  access_limits const& limits = {}) {
    return detail::access_search(p, nullptr, detail::asker::stranger, topic, limits).find();
}

/// Whether the new policy allows a request that the old one does not. Decisions are compared, not whether the
/// caller's own policies must allow, too. Without a topic, for all topics.
constexpr access_answer widens(policy const& old, policy const& changed, std::string_view topic = {},
                               access_limits const& limits = {}) {
    if (old.document() == changed.document()) return {};
    return detail::access_search(changed, &old, detail::asker::anyone, topic, limits).find();
}

/// Who can do this, a name as `sns:Publish`; without a topic, to the first one that the policy names.
constexpr access_grants who_can(policy const& p, std::string_view action, std::string_view topic = {},
                                access_limits const& limits = {}) {
    return detail::access_search(p, nullptr, detail::asker::anyone, topic, limits).find_grants(action);
}

}  // namespace snsproof
