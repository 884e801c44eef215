// SPDX-License-Identifier: Apache-2.0
// What SNS takes, and is dangerous or useless in a topic's policy: the checks of IAM Access Analyzer that
// apply to topics (docs/semantics.md), and what follows from whose topic it is.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

#include "snsproof/condition_check.hpp"
#include "snsproof/detail/glob.hpp"
#include "snsproof/detail/list.hpp"
#include "snsproof/detail/name_index.hpp"
#include "snsproof/policy.hpp"
#include "snsproof/policy_check_rules.hpp"
#include "snsproof/report.hpp"
#include "snsproof/statement_check.hpp"
#include "snsproof/stream_check.hpp"
#include "snsproof/topic_arn.hpp"

namespace snsproof {

namespace detail {

/// Finds statements that say the same in the same words and order, whatever their Sids.
class repeated_statements {
public:
    constexpr repeated_statements(policy const& p, report& out) : policy_(p), out_(out) {}

    constexpr void check() {
        auto const all = policy_.statements();
        if (all.size() <= few.size()) {
            for (std::size_t i = 0; i != all.size(); ++i) {
                few[i] = hash(all[i]);
                for (std::size_t j = 0; j != i; ++j)
                    if (few[i] == few[j] && tell(all[i], all[j])) break;
            }
            return;
        }
        struct hashed {
            std::uint64_t hash;
            policy_statement const* statement;
        };
        list<hashed> sorted;
        for (policy_statement const& s : all) sorted.push_back({hash(s), &s});
        sort(sorted, [](hashed const& a, hashed const& b) { return a.hash < b.hash; });
        for (std::size_t i = 1; i != sorted.size(); ++i)
            if (sorted[i].hash == sorted[i - 1].hash) tell(*sorted[i].statement, *sorted[i - 1].statement);
    }

private:
    constexpr bool tell(policy_statement const& later, policy_statement const& earlier) {
        bool const same = are_equal(later, earlier);
        if (same) out_.add(rules::policy_statement_redundant, later.where, earlier.where);
        return same;
    }

    constexpr std::uint64_t hash(policy_statement const& s) const noexcept {
        std::uint64_t h = s.effect == effect::allow ? 1 : 2;
        auto const add = [&h](std::string_view text) { h = (h ^ hash_name(text)) * 0x9E3779B97F4A7C15U; };
        for (policy_principal const& one : policy_.principals(s)) add(one.who.text);
        for (policy_value const& one : policy_.actions(s)) add(one.text);
        for (policy_condition const& c : policy_.conditions(s)) {
            add(c.key.text);
            for (policy_value const& v : policy_.values(c)) add(v.text);
        }
        return h;
    }

    template <class T, class Same>
    static constexpr bool are_same(std::span<T const> a, std::span<T const> b, Same same) noexcept {
        if (a.size() != b.size()) return false;
        for (std::size_t i = 0; i != a.size(); ++i)
            if (!same(a[i], b[i])) return false;
        return true;
    }

    constexpr bool are_equal(policy_statement const& a, policy_statement const& b) const noexcept {
        if (a.effect != b.effect || a.effect == effect::unknown ||
            a.principal.negated != b.principal.negated || a.action.negated != b.action.negated ||
            a.resource.negated != b.resource.negated)
            return false;
        auto const equal = [](policy_value const& x, policy_value const& y) {
            return x.text == y.text && !x.is_unknown() && !y.is_unknown();
        };
        return are_same(policy_.principals(a), policy_.principals(b),
                        [](policy_principal const& x, policy_principal const& y) {
                            return x.who.kind == y.who.kind && x.who.text == y.who.text && !x.is_unknown();
                        }) &&
               are_same(policy_.actions(a), policy_.actions(b), equal) &&
               are_same(policy_.resources(a), policy_.resources(b), equal) &&
               are_same(policy_.conditions(a), policy_.conditions(b),
                        [&](policy_condition const& x, policy_condition const& y) {
                            return x.op == y.op && x.op.known && y.op.known && x.key.text == y.key.text &&
                                   are_same(policy_.values(x), policy_.values(y), equal);
                        });
    }

    policy const& policy_;
    report& out_;
    std::array<std::uint64_t, 16> few{};
};

class policy_checker {
public:
    constexpr policy_checker(policy const& p, topic_arn const* topic) : policy_(p), topic_(topic) {}

    constexpr report check() {
        if (topic_ == nullptr) find_topic();
        std::string_view const owner = topic_ == nullptr ? std::string_view{} : topic_->account;
        stream_checker stream(policy_, out_);
        public_denials denials(policy_);
        for (policy_statement const& s : policy_.statements()) {
            statement_facts const facts = read_facts(policy_, s, owner);
            check_resource(s);
            statement_checker(policy_, s, facts, topic_, denials, out_).check();
            stream.read(s, facts);
        }
        stream.finish();
        if (policy_.statements().size() > 1) repeated_statements(policy_, out_).check();
        return std::move(out_);
    }

private:
    /// The one resource of a statement; more than one the reader has refused.
    constexpr policy_value const* resource_of(policy_statement const& s) const noexcept {
        if (s.resource.negated || s.resource.count != 1) return nullptr;
        policy_value const& one = policy_.resources(s)[0];
        return one.is_unknown() ? nullptr : &one;
    }

    /// The topic is the one that all statements name.
    constexpr void find_topic() {
        for (policy_statement const& s : policy_.statements()) {
            policy_value const* const r = resource_of(s);
            if (r == nullptr) continue;
            if (first_ == nullptr) {
                if (!read_topic(r->text)) return;
                first_ = r;
            }
            if (r->text != first_->text) return;
        }
        if (first_ != nullptr) topic_ = &found_;
    }

    constexpr bool read_topic(std::string_view text) {
        found_ = policy_.topic_;
        if (text == found_.text && !text.empty()) return true;
        auto const parsed = parse_topic_arn(text);
        if (parsed.ok()) found_ = *parsed.value();
        return parsed.ok();
    }

    constexpr void check_resource(policy_statement const& s) {
        policy_value const* const r = resource_of(s);
        if (r == nullptr || r == first_) return;
        if (topic_ == nullptr && first_ == nullptr) return;
        std::string_view const wanted = topic_ != nullptr ? topic_->text : first_->text;
        if (r->text == wanted || glob_matches(r->text, wanted)) return;
        span const related = topic_ == nullptr ? first_->where : span{};
        out_.add(rules::policy_resource_other, locate_difference(*r, wanted), related);
    }

    /// The one element of an ARN in which it differs from another; all of it, if there are more.
    static constexpr span locate_difference(policy_value const& v, std::string_view wanted) noexcept {
        std::string_view rest = v.text;
        span where = v.where;
        std::size_t differences = 0;
        for (int i = 0; i != 6; ++i) {
            bool const last = i == 5;
            std::size_t const at = v.text.size() - rest.size();
            std::string_view const own = last ? rest : take_until(rest, ':');
            std::string_view const right = last ? wanted : take_until(wanted, ':');
            if (own == right) continue;
            if (++differences > 1 || own.empty()) return v.where;
            where = part_of(v, at, own.size());
        }
        return where;
    }

    policy const& policy_;
    topic_arn const* topic_;
    policy_value const* first_{};  ///< the first resource, while no topic is given
    topic_arn found_;
    report out_;
};

}  // namespace detail

/// What is wrong with the policy, though SNS would take it, of the topic that it is attached to. What SNS
/// refuses, `parse_policy` has told. Time: linear in the policy, n log n in its statements, but for lists and
/// patterns (docs/limits.md).
constexpr report check_policy(policy const& p, topic_arn const& attached_to) {
    return detail::policy_checker(p, &attached_to).check();
}

/// The same, of the one topic that all statements name. If there is no such topic, then nothing is said that
/// needs one.
constexpr report check_policy(policy const& p) {
    return detail::policy_checker(p, nullptr).check();
}

}  // namespace snsproof
