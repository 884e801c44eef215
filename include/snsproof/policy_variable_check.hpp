// SPDX-License-Identifier: Apache-2.0
// Checks policy variables: `${aws:username}`, `${aws:PrincipalTag/team, 'none'}`, and `${*}` for a plain `*`.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "snsproof/condition_rules.hpp"
#include "snsproof/condition_value_rules.hpp"
#include "snsproof/detail/ascii.hpp"
#include "snsproof/policy.hpp"
#include "snsproof/report.hpp"

namespace snsproof::detail {

/// The place of a part of a value; of all of it, where escapes make the two differ.
constexpr span part_of(policy_value const& v, std::size_t first, std::size_t length) noexcept {
    if (v.where.length != v.text.size()) return v.where;
    return {v.where.offset + static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(length)};
}

/// Whether the key has the prefix of a service, in any case.
constexpr bool has_prefix(std::string_view key, std::string_view prefix) noexcept {
    return compare_ignoring_case(key.substr(0, prefix.size()), prefix) == 0;
}

/// Whether AWS has no such key, though it is where only AWS and SNS have keys.
constexpr bool is_unknown_key(std::string_view key) noexcept {
    bool const ours =
        has_prefix(key, "aws:") || has_prefix(key, "sns:") || key.find(':') == std::string_view::npos;
    return ours && find_condition_key(key) == nullptr;
}

class policy_variable_checker {
public:
    constexpr policy_variable_checker(policy const& p, report& out) : policy_(p), out_(out) {}

    /// Checks the variables of a value that may hold some. Returns where the first one stands that is no
    /// escape, or `npos`.
    constexpr std::size_t check(policy_value const& v) {
        std::size_t found = std::string_view::npos;
        for (std::size_t at = v.text.find("${"); at != std::string_view::npos;) {
            std::size_t const close = v.text.find('}', at);
            if (close == std::string_view::npos) {
                if (policy_.has_variables())
                    out_.add(rules::policy_variable_brace, part_of(v, at, v.text.size() - at));
                return found;
            }
            if (!policy_.has_variables()) {
                out_.add(rules::policy_variable_version, part_of(v, at, close + 1 - at));
                return found;
            }
            std::string_view const inner = v.text.substr(at + 2, close - at - 2);
            bool const is_escape = inner == "*" || inner == "?" || inner == "$";
            if (!is_escape) check_inner(v, at, inner);
            if (!is_escape && found == std::string_view::npos) found = at;
            at = v.text.find("${", close);
        }
        return found;
    }

    /// Whether the value holds a variable, where the operator takes none.
    constexpr bool refuse(policy_value const& v) {
        std::size_t const at = v.text.find("${");
        std::size_t const close = at == std::string_view::npos ? at : v.text.find('}', at);
        if (close == std::string_view::npos) return false;
        out_.add(policy_.has_variables() ? rules::policy_variable_operator : rules::policy_variable_version,
                 part_of(v, at, close + 1 - at));
        return true;
    }

    /// Principals take no variables.
    constexpr void check_principal(policy_principal const& one) {
        std::size_t const at = one.who.text.find("${");
        if (at == std::string_view::npos) return;
        std::size_t const close = one.who.text.find('}', at);
        if (close == std::string_view::npos) return;
        out_.add(rules::policy_variable_element, part_of({one.who.text, one.where}, at, close + 1 - at));
    }

private:
    constexpr void check_inner(policy_value const& v, std::size_t at, std::string_view inner) {
        std::size_t const comma = inner.find(',');
        std::string_view const name = inner.substr(0, comma);
        if (inner.find_first_not_of(' ') == std::string_view::npos)
            return out_.add(rules::policy_variable_empty, part_of(v, at, inner.size() + 3));
        if (name.find(' ') != std::string_view::npos)
            out_.add(rules::policy_variable_space, part_of(v, at + 2, name.size()));
        else if (is_unknown_key(name))
            out_.add(rules::policy_key_unknown, part_of(v, at + 2, name.size()));
        if (comma == std::string_view::npos) return;
        std::size_t const first = inner.find_first_not_of(' ', comma + 1);
        std::string_view const fallback = first == std::string_view::npos ? "" : inner.substr(first);
        bool const quoted = fallback.size() >= 2 && fallback.front() == '\'' && fallback.back() == '\'';
        if (quoted) return;
        std::size_t const begin = first == std::string_view::npos ? comma : first;
        out_.add(rules::policy_variable_quote, part_of(v, at + 2 + begin, inner.size() - begin));
    }

    policy const& policy_;
    report& out_;
};

}  // namespace snsproof::detail
