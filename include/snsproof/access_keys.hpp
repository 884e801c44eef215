// SPDX-License-Identifier: Apache-2.0
// The context keys that one or two policies ask for, and of each key one value for all that the policies
// cannot tell from it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "snsproof/access_budget.hpp"
#include "snsproof/access_rules.hpp"
#include "snsproof/access_values.hpp"
#include "snsproof/condition_holds.hpp"
#include "snsproof/detail/list.hpp"
#include "snsproof/detail/text_pool.hpp"
#include "snsproof/policy.hpp"
#include "snsproof/request.hpp"

namespace snsproof::detail {

/// Values under a key that the policies tell from all others; none: the key is absent.
struct key_class {
    std::uint32_t first{};
    std::uint32_t count{};
};

/// A key that the policies ask for.
struct key_slot {
    std::string_view name;
    condition_key const* known{};
    std::size_t first_test{}, test_count{};
    std::size_t first_class{}, class_count{};
    bool has_sets{};      ///< a request may have several values, and a condition asks for any or for all
    rule const* doubt{};  ///< why the classes are not all that there are
    policy const* of{};   ///< where the key stands first
    span where;

    constexpr key_id id() const noexcept { return known == nullptr ? key_id::other : known->id; }
};

class key_space {
public:
    /// The policies, the pool and the budget outlive this. Where the budget is spent, the keys are not whole.
    constexpr key_space(std::span<policy const* const> policies, text_pool& pool, search_budget& budget)
        : pool_(pool), budget_(budget) {
        for (policy const* const p : policies)
            for (policy_statement const& s : p->statements()) {
                for (policy_condition const& c : p->conditions(s)) add_test(*p, c);
                for (policy_value const& v : p->resources(s)) add_variables(*p, v);
            }
        sort(tests_, [](key_test const& a, key_test const& b) { return a.slot < b.slot; });
        for (std::size_t i = 0; i != tests_.size(); ++i) {
            key_slot& slot = slots_[tests_[i].slot];
            if (slot.test_count++ == 0) slot.first_test = i;
        }
    }

    /// Finds the classes of all keys, as somebody has them who asks like this.
    constexpr void build(asker who, account_names const& accounts) {
        for (key_slot& slot : slots_) {
            slot.first_class = classes_.size();
            kinds_.clear();
            slot.has_sets = (slot.known == nullptr || slot.known->multivalued()) &&
                            any_of(tests(slot),
                                   [](key_test const& t) { return t.condition->op.set != set_prefix::none; });
            add_class(slot, {});
            // In a set a value is not the same as none, though alone it may be, nor is it for a variable.
            if (slot.has_sets || slot.test_count == 0) kinds_.clear();
            value_maker values(tests(slot), slot.known, who, accounts, pool_, budget_);
            slot.doubt = values.make([&](std::string_view value) { add_class(slot, {&value, 1}); });
            if (!add_sets(slot)) slot.doubt = &rules::access_budget;
        }
    }

    constexpr std::span<key_slot const> slots() const noexcept { return {slots_.data(), slots_.size()}; }

    /// Whether a value of a condition or resource holds a policy variable.
    constexpr bool has_variables() const noexcept { return has_variables_; }

    constexpr std::span<key_test const> tests(key_slot const& s) const noexcept {
        return {tests_.data() + s.first_test, s.test_count};
    }

    /// The slot of a key, or the number of slots.
    constexpr std::size_t find(std::string_view name) const noexcept {
        name = canonical(name);
        for (std::size_t i = 0; i != slots_.size(); ++i)
            if (equal_ignoring_case(slots_[i].name, name)) return i;
        return slots_.size();
    }

    /// The classes of a key's values, the first of which is that of an absent key.
    constexpr std::span<key_class const> classes(std::size_t i) const noexcept {
        return {classes_.data() + slots_[i].first_class, slots_[i].class_count};
    }

    /// The values of a class.
    constexpr std::span<std::string_view const> values(key_class const& c) const noexcept {
        return {values_.data() + c.first, c.count};
    }

private:
    /// `aws:EpochTime` is the same time.
    static constexpr std::string_view canonical(std::string_view name) noexcept {
        return equal_ignoring_case(name, "aws:EpochTime") ? "aws:CurrentTime" : name;
    }

    constexpr std::size_t add_slot(std::string_view name, policy const& of, span where) {
        if (!slots_.empty() && !budget_.spend_texts(slots_.size())) return 0;
        std::size_t const at = find(name);
        if (at != slots_.size()) return at;
        key_slot slot;
        slot.name = canonical(name);
        slot.known = find_condition_key(slot.name);
        slot.of = &of;
        slot.where = where;
        slots_.push_back(slot);
        return at;
    }

    constexpr void add_test(policy const& p, policy_condition const& c) {
        if (c.key.is_unknown()) return;
        tests_.push_back({add_slot(c.key.text, p, c.key.where), &p, &c});
        for (policy_value const& v : p.values(c)) add_variables(p, v);
    }

    /// The keys that a value's variables stand for.
    constexpr void add_variables(policy const& p, policy_value const& v) {
        if (!p.has_variables(v.text)) return;
        has_variables_ = true;
        for_each_variable(v.text, [&](std::string_view name) { add_slot(name, p, v.where); });
    }

    /// Adds the values, unless the policies cannot tell them from some that are there.
    constexpr void add_class(key_slot& slot, std::span<std::string_view const> values) {
        std::size_t texts = slot.class_count;
        for (key_test const& t : tests(slot)) texts += values.size() * t.cost() + slot.class_count;
        if (!budget_.spend_texts(texts)) return;
        std::size_t const known = kinds_.size();
        if (kinds_.add(find_answers(tests(slot), slot.name, values)) != known) return;
        classes_.push_back(
            {static_cast<std::uint32_t>(values_.size()), static_cast<std::uint32_t>(values.size())});
        for (std::string_view const v : values) values_.push_back(v);
        ++slot.class_count;
    }

    /// Sets of values: what the tests make of one follows from what they make of its values, and as many
    /// values as there are tests tell all that can be told.
    constexpr bool add_sets(key_slot& slot) {
        constexpr std::size_t most = 256;
        std::size_t const deepest = slot.test_count;
        if (!slot.has_sets) return true;
        std::size_t const singles = slot.class_count;
        for (std::size_t i = 1; i < slot.class_count; ++i) {
            key_class const base = classes_[slot.first_class + i];
            for (std::size_t k = 1; k != singles && base.count < deepest; ++k) {
                list<std::string_view> wider;
                for (std::string_view const v : values(base)) wider.push_back(v);
                wider.push_back(values_[classes_[slot.first_class + k].first]);
                add_class(slot, {wider.data(), wider.size()});
                if (slot.class_count > most) return false;
            }
        }
        return true;
    }

    list<key_slot> slots_;
    list<key_test> tests_;
    list<key_class> classes_;
    list<std::string_view> values_;
    kind_table kinds_;  ///< of the slot that is being built
    text_pool& pool_;
    bool has_variables_{};
    search_budget& budget_;
};

}  // namespace snsproof::detail
