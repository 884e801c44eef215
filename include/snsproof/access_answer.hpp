// SPDX-License-Identifier: Apache-2.0
// What a search over all requests answers with: a request that shows it, or why it has no answer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "snsproof/access_callers.hpp"
#include "snsproof/detail/list.hpp"
#include "snsproof/detail/text_pool.hpp"
#include "snsproof/policy.hpp"
#include "snsproof/report.hpp"
#include "snsproof/request.hpp"

namespace snsproof {

namespace detail {

class access_search;

/// Lets the keys view the values, which lie one behind the other in their order.
constexpr void place(list<context_key>& keys, list<std::string_view> const& values) noexcept {
    std::size_t at = 0;
    for (context_key& k : keys) {
        k.values = {values.data() + at, k.values.size()};
        at += k.values.size();
    }
}

}  // namespace detail

/// How long a search may take: statements asked whether they apply, of all policies together, and whatever
/// takes as long.
struct access_limits {
    std::uint64_t statements = 4'000'000;
};

/// Why a search has no answer.
struct access_doubt {
    rule const* what{};  ///< null: there is none
    policy const* of{};  ///< whose text `where` counts in
    span where;
};

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

    /// Those whom the policies do not tell from the caller of the witness, who is the first of them.
    constexpr std::span<access_caller const> callers() const noexcept {
        return {callers_.data(), callers_.size()};
    }

    /// The statement that allows the witness.
    constexpr policy_statement const* because() const noexcept { return because_; }

    constexpr access_doubt const& doubt() const noexcept { return doubt_; }

private:
    friend class detail::access_search;

    detail::text_pool pool_;
    detail::list<std::string_view> values_;
    detail::list<context_key> keys_;
    detail::list<access_caller> callers_;
    request witness_;
    policy_statement const* because_{};
    access_doubt doubt_;
    truth found_{};
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

    /// Lets the grants view their keys and callers, which lie one behind the other in their order.
    constexpr void place() noexcept {
        detail::place(keys_, values_);
        std::size_t keys = 0;
        std::size_t callers = 0;
        for (access_grant& g : grants_) {
            g.witness.context = {keys_.data() + keys, g.witness.context.size()};
            keys += g.witness.context.size();
            g.callers = {callers_.data() + callers, g.callers.size()};
            callers += g.callers.size();
        }
    }

    detail::text_pool pool_;
    detail::list<std::string_view> values_;
    detail::list<context_key> keys_;
    detail::list<access_caller> callers_;
    detail::list<access_grant> grants_;
    access_doubt doubt_;
};

/// An answer as findings of one of its policies: `broken` where it allows what it should not, and else why
/// there is no answer, where that stands in this policy.
constexpr report check_answer(access_answer const& said, policy const& p, rule const& broken) {
    report out;
    for (policy_statement const& s : p.statements()) {
        if (&s != said.because()) continue;
        auto const named = p.principals(s);
        out.add(broken, named.size() == 1 ? named[0].where : s.principal.where);
    }
    access_doubt const& doubt = said.doubt();
    if (doubt.what != nullptr && doubt.of == &p) out.add(*doubt.what, doubt.where);
    return out;
}

}  // namespace snsproof
