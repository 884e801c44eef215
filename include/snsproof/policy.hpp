// SPDX-License-Identifier: Apache-2.0
// A topic's resource policy, as it was read (policy_read.hpp): statements, their elements, and where each
// stands in the text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

#include "snsproof/condition_key.hpp"
#include "snsproof/condition_operator.hpp"
#include "snsproof/detail/list.hpp"
#include "snsproof/json.hpp"
#include "snsproof/principal.hpp"
#include "snsproof/report.hpp"
#include "snsproof/topic_arn.hpp"

namespace snsproof {

namespace detail {
class policy_checker;
class policy_value_reader;
}  // namespace detail

/// A string, number or boolean of a policy: its text with escapes resolved, and where it is written. A string
/// that is not empty has the span of what stands between its quotes.
struct policy_value {
    std::string_view text;
    span where;

    /// Whether it is known only once the policy is deployed. Then it has a place and no text, not even an
    /// empty one, and stands for any value, for several or for none.
    constexpr bool is_unknown() const noexcept { return text.data() == nullptr && where.length != 0; }
};

/// Principal, Action or Resource of a statement, or its negated form. Without a span it is absent.
struct policy_element {
    span key;    ///< the element's name
    span where;  ///< the smallest span that shows its value
    std::uint32_t first{};
    std::uint32_t count{};
    bool negated{};  ///< NotPrincipal, NotAction, NotResource

    constexpr explicit operator bool() const noexcept { return key.length != 0; }
};

/// One principal of a statement.
struct policy_principal {
    principal who;
    span where;

    /// Like `policy_value::is_unknown`. Of a service it is known that it is one.
    constexpr bool is_unknown() const noexcept {
        return who.kind == principal_kind::unknown ||
               (who.kind == principal_kind::service && who.text.data() == nullptr);
    }
};

/// One key under one operator: `values` are alternatives.
struct policy_condition {
    parsed_operator op;            ///< one that is not known holds in no request that can be told
    condition_key const* known{};  ///< null for a key that is in no table
    policy_value key;              ///< unknown where the keys of an operator are; then the operator is, too
    span operator_where;
    std::uint32_t first{};
    std::uint32_t count{};

    constexpr key_id id() const noexcept { return known == nullptr ? key_id::other : known->id; }
};

enum class effect : std::uint8_t {
    none,
    allow,
    deny,
    unknown,  ///< one of the two, once the policy is deployed
};

/// A statement. One without an effect is not in force: it stands in no policy that IAM would read.
struct policy_statement {
    span where;  ///< its opening brace
    snsproof::effect effect{};
    span effect_where;
    policy_value sid;  ///< without a span where it is absent
    policy_element principal;
    policy_element action;
    policy_element resource;
    span condition_where;  ///< the name of the Condition element; empty if there is none
    std::uint32_t first_condition{};
    std::uint32_t condition_count{};
};

/// A policy that IAM can read, whether SNS would take it or not. It owns its bytes and can be moved, not
/// copied; what it hands out are views, which live as long as it does.
class policy {
public:
    policy() = default;
    policy(policy&&) = default;
    policy& operator=(policy&&) = default;
    policy(policy const&) = delete;
    policy& operator=(policy const&) = delete;
    ~policy() = default;

    constexpr std::span<policy_statement const> statements() const noexcept {
        return {statements_.data(), statements_.size()};
    }
    constexpr std::span<policy_principal const> principals(policy_statement const& s) const noexcept {
        return {principals_.data() + s.principal.first, s.principal.count};
    }
    constexpr std::span<policy_value const> actions(policy_statement const& s) const noexcept {
        return {values_.data() + s.action.first, s.action.count};
    }
    constexpr std::span<policy_value const> resources(policy_statement const& s) const noexcept {
        return {values_.data() + s.resource.first, s.resource.count};
    }
    constexpr std::span<policy_condition const> conditions(policy_statement const& s) const noexcept {
        return {conditions_.data() + s.first_condition, s.condition_count};
    }
    constexpr std::span<policy_value const> values(policy_condition const& c) const noexcept {
        return {values_.data() + c.first, c.count};
    }

    /// Whether `${...}` is a variable: only where Version is 2012-10-17. Everywhere else it is literal text.
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
    constexpr bool has_variables() const noexcept { return has_variables_; }

    /// Whether a value of the policy may hold a variable.
    constexpr bool has_variables(std::string_view value) const noexcept {
        return has_variables_ && value.find("${") != std::string_view::npos;
    }

    /// The value of Version; without a span where it is absent.
    constexpr policy_value version() const noexcept { return version_; }

    /// The text that was read: a whole document, or of one with several policies this one's part, which
    /// begins at `offset()`. All spans count in the document.
    constexpr std::string_view text() const noexcept { return detail::view(bytes_); }
    constexpr std::uint32_t offset() const noexcept { return offset_; }

    /// The policy's own place: an object, or the string that holds the policy.
    constexpr span where() const noexcept { return where_; }

    /// The policy itself: its object as it is written, or the text of the string that holds it.
    constexpr std::string_view document() const noexcept {
        return inner_.empty() ? text().substr(where_.offset - offset_, where_.length) : detail::view(inner_);
    }

    /// Whether the policy stands as an escaped string in another document. Spans count in that document.
    constexpr bool is_escaped() const noexcept { return !inner_.empty(); }

private:
    friend class policy_builder;
    friend class detail::policy_value_reader;
    friend class detail::policy_checker;

    detail::list<char> bytes_;    ///< the text that was read
    detail::list<char> inner_;    ///< the policy's text, where it stood escaped in a string of `bytes_`
    detail::list<char> decoded_;  ///< strings with escapes, and functions of templates, resolved
    detail::list<policy_statement> statements_;
    detail::list<policy_principal> principals_;
    detail::list<policy_value> values_;
    detail::list<policy_condition> conditions_;
    policy_value version_;
    topic_arn topic_;  ///< the last resource of which nothing is to tell; most policies name one
    span where_;
    std::uint32_t offset_{};
    bool has_variables_{};
};

}  // namespace snsproof
