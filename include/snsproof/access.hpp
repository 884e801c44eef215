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

#include "snsproof/access_answer.hpp"
#include "snsproof/access_budget.hpp"
#include "snsproof/access_keys.hpp"
#include "snsproof/access_rules.hpp"
#include "snsproof/access_space.hpp"
#include "snsproof/access_values.hpp"
#include "snsproof/decide.hpp"
#include "snsproof/detail/glob.hpp"
#include "snsproof/detail/list.hpp"
#include "snsproof/detail/text_pool.hpp"
#include "snsproof/policy.hpp"
#include "snsproof/report.hpp"
#include "snsproof/request.hpp"

namespace snsproof {

namespace detail {

/// Looks for a request that one policy allows and the other, if there is one, does not.
class access_search {
public:
    /// `denying` may be null. Without a topic all topics are looked at.
    constexpr access_search(policy const& allowing, policy const* denying, asker who, std::string_view topic,
                            access_limits const& limits)
        : policies_{&allowing, denying}, budget_(limits.statements),
          space_(used(), who, topic, pool_, budget_), keys_(space_.keys()) {
        for (std::size_t i = 0; i != keys_.slots().size(); ++i) taken_.push_back(false);
        context_.reserve(keys_.slots().size());
        variable_values_.reserve(keys_.slots().size());  // so that it never moves
        if (budget_.is_spent()) return;
        note_derived();
        if (keys_.has_variables()) find_variables();
    }

    constexpr access_answer find() {
        access_answer out;
        for (std::string_view const topic : space_.topics()) {
            space_.find_callers(topic);
            for (std::size_t c = 0; c != space_.class_count(); ++c)
                for (std::string_view const action : space_.actions()) {
                    begin(c, action, topic);
                    if (!walk()) continue;
                    shorten();
                    give(out, c);
                    return out;
                }
        }
        out.doubt_ = doubt();
        out.found_ = out.doubt_.what == nullptr ? truth::no : truth::unknown;
        return out;
    }

    /// Who can do this to the topic, or to the first one that the policy names.
    constexpr access_grants find_grants(std::string_view action) {
        access_grants out;
        if (!space_.topics().empty()) space_.find_callers(space_.topics()[0]);
        for (std::size_t c = 0; c != space_.class_count(); ++c) {
            begin(c, action, space_.topics()[0]);
            bool const is_sure = snsproof::decide(*policies_[0], asked_).decision == decision::allow;
            if (!walk()) continue;
            shorten();
            access_grant grant{{}, is_sure ? truth::yes : truth::unknown, asked_, statement_that_allows()};
            std::size_t const first = out.callers_.size();
            space_.for_each_caller(c, [&](access_caller const& caller) { out.callers_.push_back(caller); });
            grant.callers = {out.callers_.data(), out.callers_.size() - first};
            for (context_key const& k : context_) {
                out.keys_.push_back(k);
                out.values_.append(k.values.data(), k.values.size());
            }
            out.grants_.push_back(grant);
        }
        out.place();
        out.doubt_ = doubt();
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

    constexpr access_doubt doubt() const noexcept {
        if (doubt_.what != nullptr || space_.is_complete()) return doubt_;
        return {&rules::access_budget, policies_[0], policies_[0]->where()};
    }

    /// The request of a caller of this class, of which only that is known that follows.
    constexpr void begin(std::size_t c, std::string_view action, std::string_view topic) {
        variable_values_.clear();
        asked_ = space_.make_request(c, action, topic, context_);
        for (bool& taken : taken_) taken = false;
        for (context_key const& k : context_) taken_[keys_.find(k.name)] = true;
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

    /// Tells of conditions for which callers and topics are not chosen: what follows from these is no text
    /// that another key decides, and no number.
    constexpr void note_derived() {
        for (policy const* const p : used())
            for (policy_statement const& s : p->statements()) {
                for (policy_value const& v : p->resources(s))
                    if (p->has_variables(v.text)) note(rules::access_variable, p, v.where);
                for (policy_condition const& c : p->conditions(s)) {
                    if (!follows(c.id())) continue;
                    if (is_read(c.op.what)) note(rules::access_key_types, p, c.key.where);
                    for (policy_value const& v : p->values(c))
                        if (p->has_variables(v.text) && !is_owner(c, v.text))
                            note(rules::access_variable, p, v.where);
                }
            }
    }

    /// Whether the condition asks for callers of the topic's account: those are looked at for each topic, and
    /// a stranger is none.
    constexpr bool is_owner(policy_condition const& c, std::string_view text) const noexcept {
        bool const is_it =
            (c.id() == key_id::principal_account && equal_ignoring_case(text, "${aws:ResourceAccount}")) ||
            (c.id() == key_id::resource_account && equal_ignoring_case(text, "${aws:PrincipalAccount}"));
        return is_it && (space_.asks() == asker::stranger || space_.has_all_topics());
    }

    /// Values with variables lose nothing where there is one such value, and its key is asked for nothing
    /// else: then it is met or not, whatever stands for the variable.
    constexpr void find_variables() {
        std::string_view text;
        for_each_variable_value([&](policy_condition const* c, std::string_view v) {
            if (text.empty()) text = v;
            are_variables_simple_ &= c != nullptr && v == text && c->count == 1;
        });
        for (key_slot const& slot : keys_.slots()) {
            auto const is_text = [&](key_test const& t) {
                return t.condition->count == 1 && t.of->values(*t.condition)[0].text == text;
            };
            auto const tests = keys_.tests(slot);
            bool const asks = any_of(tests, [&](key_test const& t) {
                return any_of(t.of->values(*t.condition),
                              [&](policy_value const& v) { return t.of->has_variables(v.text); });
            });
            // Of several values one may be met, and another one not.
            bool const is_one = tests.size() == 1 || !slot.has_sets;
            are_variables_simple_ &= !asks || (is_one && all_of(tests, [&](key_test const& t) {
                return is_text(t) && t.condition->op.what == tests[0].condition->op.what;
            }));
        }
        for_each_variable(text, [&](std::string_view name) {
            are_variables_simple_ &= keys_.slots()[keys_.find(name)].test_count == 0;
        });
    }

    constexpr void set_context() noexcept { asked_.context = {context_.data(), context_.size()}; }

    /// Whether a request that knows more than `asked_` is one that is looked for; if so, `asked_` is it, but
    /// for keys that do not matter and are still unknown.
    constexpr bool walk() {
        if (!space_.spend(context_.size())) return false;
        verdict const said = snsproof::decide(*policies_[0], asked_);
        if (is_denied(said.decision)) return false;
        verdict other{decision::implicit_deny, false, false, nullptr};
        if (policies_[1] != nullptr) other = snsproof::decide(*policies_[1], asked_);
        if (other.decision == decision::allow) return false;
        bool const open = said.decision == decision::depends;
        if (!open && other.decision != decision::depends) return true;
        std::size_t const slot =
            open ? find_unknown(*policies_[0], *said.because) : find_unknown(*policies_[1], *other.because);
        return slot != taken_.size() && try_values(slot);
    }

    /// The slot of an unknown key that a policy's answer depends on, of this statement if it can be; or the
    /// number of slots, where none would change the answer, which is told.
    constexpr std::size_t find_unknown(policy const& p, policy_statement const& because) {
        decider d(p, asked_);
        std::size_t slot = find_slot(p, because, d);
        if (slot != taken_.size()) return slot;
        // No other statement makes up for a `Deny` that may apply.
        if (&p != policies_[0] || because.effect == effect::allow)
            for (policy_statement const& s : p.statements()) {
                if (&s == &because || d.match(s).applies != truth::unknown) continue;
                slot = find_slot(p, s, d);
                if (slot != taken_.size()) return slot;
            }
        note_unknown(p, because, d);
        return slot;
    }

    constexpr std::size_t find_slot(policy const& p, policy_statement const& s, decider& d) {
        std::size_t slot = 0;
        for (policy_condition const& c : p.conditions(s)) {
            if (c.key.is_unknown() || d.holds(c) != truth::unknown) continue;
            // What stands for a variable comes first, so that the key can have it.
            for (policy_value const& v : p.values(c))
                if (p.has_variables(v.text) && find_unknown_variable(v.text, slot)) return slot;
            slot = keys_.find(c.key.text);
            if (!taken_[slot] && d.state_of_key(c) == key_state::unknown) return slot;
        }
        for (policy_value const& v : p.resources(s))
            if (p.has_variables(v.text) && find_unknown_variable(v.text, slot)) return slot;
        return taken_.size();
    }

    /// Tells what of a statement no key of a request decides.
    constexpr void note_unknown(policy const& p, policy_statement const& s, decider& d) noexcept {
        auto const note_value = [&](policy_value const& v) {
            if (v.is_unknown()) note(rules::access_unknown, &p, v.where);
        };
        bool by_account = false;
        if (s.effect == effect::unknown) note(rules::access_unknown, &p, s.effect_where);
        if (d.matches_principal(s, by_account) == truth::unknown)
            for (policy_principal const& one : p.principals(s))
                if (one.is_unknown()) note(rules::access_unknown, &p, one.where);
        if (d.matches_action(s) == truth::unknown)
            for (policy_value const& v : p.actions(s)) note_value(v);
        if (d.matches_resource(s) == truth::unknown)
            for (policy_value const& v : p.resources(s)) note_value(v);
        for (policy_condition const& c : p.conditions(s)) {
            if (d.holds(c) != truth::unknown) continue;
            note_value(c.key);
            for (policy_value const& v : p.values(c)) note_value(v);
            note(rules::access_operator, &p, c.key.where);
        }
    }

    constexpr bool find_unknown_variable(std::string_view text, std::size_t& slot) const {
        bool found = false;
        request_keys keys(asked_);
        for_each_variable(text, [&](std::string_view name) {
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
        if (keys_.has_variables() && try_variables(i)) return true;
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
    constexpr bool try_variables(std::size_t i) {
        key_slot const& slot = keys_.slots()[i];
        if (slot.test_count == 0 && !are_variables_simple_) note(rules::access_variable, slot.of, slot.where);
        for (key_test const& t : keys_.tests(slot))
            for (policy_value const& v : t.of->values(*t.condition)) {
                if (!t.of->has_variables(v.text)) continue;
                // What a default writes out is nothing that a stranger has.
                bool const has_default =
                    space_.asks() == asker::stranger && v.text.find('\'') != std::string_view::npos;
                if (!are_variables_simple_ || has_default) note(rules::access_variable, t.of, v.where);
                if (has_default) continue;
                request_keys keys(asked_);
                if (variable_pattern::resolve(v.text, keys) != truth::yes) continue;
                bool const wildcards = takes_wildcards(t.condition->op.what);
                std::string_view const text = write_out(v.text, wildcards, keys, pool_);
                if (!is_sure(i, t, v.text, text, keys)) note(rules::access_variable, t.of, v.where);
                if (space_.asks() == asker::stranger) {
                    truth const theirs =
                        stranger(slot.known, keys_.tests(slot), space_.spelled_accounts(), keys)
                            .may_have(text, v.text, t.condition->op.what);
                    if (theirs == truth::unknown) note(rules::access_variable, t.of, v.where);
                    if (theirs != truth::yes) continue;
                }
                variable_values_.push_back(text);
                if (try_one(slot, {&variable_values_.back(), 1})) return true;
                variable_values_.pop_back();
            }
        return false;
    }

    /// Whether this text meets a pattern with variables, and no other value of the key does: those were made
    /// for where it is not met.
    constexpr bool is_sure(std::size_t i, key_test const& t, std::string_view pattern, std::string_view text,
                           request_keys& keys) const {
        variable_pattern const start(pattern, keys, takes_wildcards(t.condition->op.what));
        // What has too few parts is no ARN.
        if (t.condition->op.what == comparison::arn && !arn_matches(start, text)) return false;
        for (key_class const& c : keys_.classes(i))
            if (any_of(keys_.values(c),
                       [&](std::string_view v) { return glob_matches(start, v, ignoring_case{}); }))
                return false;
        return true;
    }

    static constexpr bool is_denied(decision d) noexcept {
        return d == decision::explicit_deny || d == decision::implicit_deny;
    }

    constexpr bool is_answer() const noexcept {
        return snsproof::decide(*policies_[0], asked_).decision == decision::allow &&
               (policies_[1] == nullptr || is_denied(snsproof::decide(*policies_[1], asked_).decision));
    }

    /// Leaves away each key without which `asked_` still is what is looked for, all others absent, as far as
    /// the budget goes.
    constexpr void shorten() {
        asked_.other_keys_unknown = false;
        set_context();
        for (std::size_t i = context_.size(); i-- != 0 && space_.spend(context_.size());) {
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
        space_.for_each_caller(c, [&](access_caller const& caller) { out.callers_.push_back(caller); });
        out.found_ = truth::yes;
        out.pool_ = std::move(pool_);
    }

    std::array<policy const*, 2> policies_;  ///< the one that allows, and the one that does not
    search_budget budget_;
    text_pool pool_;
    access_space space_;
    key_space const& keys_;
    bool are_variables_simple_ = true;
    list<bool> taken_;  ///< of each slot, whether it stands in `context_`
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
