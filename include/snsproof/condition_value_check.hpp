// SPDX-License-Identifier: Apache-2.0
// Checks the values of a policy's conditions: whether the operator can compare them, and whether the key ever
// holds such a value.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "snsproof/condition_value_rules.hpp"
#include "snsproof/detail/glob.hpp"
#include "snsproof/detail/list.hpp"
#include "snsproof/detail/values.hpp"
#include "snsproof/policy.hpp"
#include "snsproof/policy_variable_check.hpp"
#include "snsproof/region.hpp"
#include "snsproof/report.hpp"

namespace snsproof::detail {

/// Lists up to this length are compared each with each; in longer ones only neighbours of the sorted list.
inline constexpr std::size_t compared_values = 200;

/// Where the first wildcard stands, or `npos`. `${*}` and `${?}` are none.
constexpr std::size_t find_wildcard(std::string_view text) noexcept {
    for (std::size_t at = 0; at != text.size(); ++at)
        if ((text[at] == '*' || text[at] == '?') && (at < 2 || text.substr(at - 2, 2) != "${")) return at;
    return std::string_view::npos;
}

constexpr bool is_all_stars(std::string_view text) noexcept {
    return !text.empty() && all_of(text, [](char c) { return c == '*'; });
}

/// Adds `what` for each value that another one covers; of two that are equal, for the later one.
template <class Covers>
constexpr void check_redundant(std::span<policy_value const> values, rule const& what, Covers covers,
                               report& out) {
    if (values.size() < 2) return;
    if (values.size() <= compared_values) {
        for (std::size_t i = 0; i != values.size(); ++i)
            for (std::size_t j = 0; j != values.size(); ++j) {
                if (i == j || values[i].is_unknown() || values[j].is_unknown() ||
                    !covers(values[j].text, values[i].text))
                    continue;
                if (j > i && covers(values[i].text, values[j].text)) continue;
                out.add(what, values[i].where, values[j].where);
                break;
            }
        return;
    }
    list<policy_value> sorted;
    for (policy_value const& v : values)
        if (!v.is_unknown()) sorted.push_back(v);
    sort(sorted, [](policy_value const& a, policy_value const& b) {
        return compare_ignoring_case(a.text, b.text) < 0;
    });
    for (std::size_t i = 1; i < sorted.size(); ++i)
        if (covers(sorted[i - 1].text, sorted[i].text)) out.add(what, sorted[i].where, sorted[i - 1].where);
}

/// Whether an id is `prefix` and 8 or 17 lower-case letters and digits.
constexpr bool is_resource_id(std::string_view text, std::string_view prefix) noexcept {
    if (!text.starts_with(prefix)) return false;
    text.remove_prefix(prefix.size());
    return (text.size() == 8 || text.size() == 17) &&
           all_of(text, [](char c) { return is_digit(c) || is_lower(c); });
}

constexpr bool is_base64(std::string_view text) noexcept {
    std::size_t padding = 0;
    while (padding != 2 && !text.empty() && text.back() == '=') {
        text.remove_suffix(1);
        ++padding;
    }
    return (text.size() + padding) % 4 == 0 &&
           all_of(text, [](char c) { return is_alnum(c) || c == '+' || c == '/'; });
}

constexpr bool is_boolean(std::string_view text) noexcept {
    return compare_ignoring_case(text, "true") == 0 || compare_ignoring_case(text, "false") == 0;
}

constexpr bool has_arn_form(std::string_view text) noexcept {
    std::size_t colons = 0;
    for (char const c : text) colons += c == ':' ? 1 : 0;
    return colons >= 5;
}

/// Whether the key decides whom a statement is for by a text with parts, of which a wildcard may take some.
constexpr bool names_whom(key_id id) noexcept {
    return id == key_id::principal_arn || id == key_id::source_arn || id == key_id::principal_org_paths ||
           id == key_id::source_org_paths;
}

class condition_value_checker {
    // Templates stand before what calls them, since clang 14 cannot evaluate a call to one that follows.
    template <class Test>
    constexpr void check_each(rule const& wrong, Test is_right) {
        for (policy_value const& v : values_)
            if (!v.is_unknown() && !is_right(v.text) && !variables_.refuse(v)) out_.add(wrong, v.where);
    }

    /// Of several bounds, alternatives to each other, the widest decides alone.
    template <class Value, class Parse>
    constexpr void check_bounds(Parse parse) {
        if (condition_.op.order == ordering::equals || values_.size() < 2) return;
        bool const less =
            condition_.op.order == ordering::less || condition_.op.order == ordering::less_equals;
        Value widest{};
        policy_value const* decides = nullptr;
        for (policy_value const& v : values_) {
            Value read{};
            if (!parse(v.text, read)) return;
            int const order = decides == nullptr ? 0 : compare(read, widest);
            if (decides != nullptr && (less ? order <= 0 : order >= 0)) continue;
            widest = read;
            decides = &v;
        }
        for (policy_value const& v : values_)
            if (&v != decides) return out_.add(rules::policy_value_bound, v.where, decides->where);
    }

public:
    constexpr condition_value_checker(policy const& p, policy_condition const& c, report& out)
        : condition_(c), text_(p.text()), offset_(p.offset()), values_(p.values(c)), variables_(p, out),
          out_(out) {}

    constexpr void check() {
        if (values_.empty()) return check_empty();
        if (values_.size() > 1) check_kinds();
        switch (condition_.op.what) {
            case comparison::numeric:
                check_each(rules::policy_value_number, [](std::string_view text) {
                    number n;
                    return parse_number(text, n);
                });
                return check_bounds<number>(parse_number);
            case comparison::date: return check_dates();
            case comparison::boolean:
            case comparison::null:
                check_each(rules::policy_value_boolean, is_boolean);
                if (values_.size() > 1 && !has_unknown())
                    out_.add(rules::policy_boolean_several, values_[1].where);
                return;
            case comparison::binary: return check_each(rules::policy_value_base64, is_base64);
            case comparison::ip: return check_addresses();
            default: return check_texts();
        }
    }

private:
    constexpr key_id id() const noexcept {
        return condition_.known == nullptr ? key_id::other : condition_.known->id;
    }

    constexpr bool has_unknown() const noexcept {
        return any_of(values_, [](policy_value const& v) { return v.is_unknown(); });
    }

    /// Without values there is an empty list, or a value that the reader refused.
    constexpr void check_empty() {
        std::string_view rest = text_.substr(condition_.key.where.end() - offset_);
        std::size_t const list = rest.find_first_not_of("\\\": \t\n\r");
        if (list == std::string_view::npos || rest[list] != '[') return;
        rest.remove_prefix(rest.find_first_not_of(" \t\n\r", list + 1));
        if (rest.starts_with(']')) out_.add(rules::policy_values_empty, condition_.key.where);
    }

    /// A value between quotes has the span of what stands between them, or, if empty, of them.
    constexpr void check_kinds() {
        auto const is_quoted = [this](policy_value const& v) {
            std::uint32_t const at = v.where.offset - offset_;
            return (at < text_.size() && text_[at] == '"') || (at != 0 && text_[at - 1] == '"');
        };
        if (values_[0].is_unknown()) return;
        bool const first = is_quoted(values_[0]);
        for (policy_value const& v : values_)
            if (!v.is_unknown() && is_quoted(v) != first)
                return out_.add(rules::policy_value_kinds, v.where, values_[0].where);
    }

    constexpr void check_dates() {
        check_each(rules::policy_value_date, [](std::string_view text) {
            date d;
            return parse_date(text, d);
        });
        for (policy_value const& v : values_) {
            date d;
            if (id() != key_id::epoch_time && !parse_iso_date(v.text, d) && parse_epoch_date(v.text, d))
                out_.add(rules::policy_value_epoch, v.where);
        }
        check_bounds<date>(parse_date);
    }

    constexpr void check_addresses() {
        std::size_t privates = 0;
        span first_private;
        for (policy_value const& v : values_) {
            ip_range range;
            if (!parse_ip_range(v.text, range)) {
                if (!v.is_unknown() && !variables_.refuse(v)) out_.add(rules::policy_value_ip, v.where);
                continue;
            }
            if (has_host_bits(range)) out_.add(rules::policy_ip_host_bits, v.where);
            if (id() != key_id::source_ip || !is_private(range)) continue;
            if (privates++ == 0) first_private = v.where;
        }
        if (privates == 0) return;
        bool const all = privates == values_.size();
        out_.add(all ? rules::policy_ip_private : rules::policy_ip_private_some, first_private);
    }

    constexpr void check_texts() {
        bool const is_pattern =
            condition_.op.what == comparison::string_like || condition_.op.what == comparison::arn;
        bool has_variables = false;
        for (policy_value const& v : values_) {
            if (v.is_unknown()) continue;
            if (v.text.find('$') != std::string_view::npos) {
                has_variables = true;
                std::size_t const variable = variables_.check(v);
                if (variable != std::string_view::npos) {
                    check_broad_variable(v, variable);
                    continue;
                }
            }
            std::size_t const wildcard = find_wildcard(v.text);
            if (wildcard == std::string_view::npos)
                check_form(v);
            else if (!is_pattern)
                out_.add(rules::policy_wildcard_literal, part_of(v, wildcard, 1));
            else
                check_pattern(v, wildcard);
        }
        if (values_.size() > 1 && !has_variables) check_redundant_texts();
    }

    constexpr void check_redundant_texts() {
        rule const& what = rules::policy_value_redundant;
        if (condition_.op.what == comparison::string_like)
            check_redundant(values_, what, glob_covers, out_);
        else if (condition_.op.what == comparison::string_ignoring_case)
            check_redundant(
                values_, what,
                [](std::string_view a, std::string_view b) { return compare_ignoring_case(a, b) == 0; },
                out_);
        else  // an ARN's wildcards end at colons, so that no more than equality is told here
            check_redundant(
                values_, what, [](std::string_view a, std::string_view b) { return a == b; }, out_);
    }

    /// What a value without wildcards must be so that the key can hold it.
    constexpr void check_form(policy_value const& v) {
        bool const is_arn = condition_.op.what == comparison::arn;
        if (is_arn && !has_arn_form(v.text)) return out_.add(rules::policy_value_arn, v.where);
        if (condition_.known == nullptr) return;
        switch (condition_.known->id) {
            case key_id::source_account:
            case key_id::source_owner:
            case key_id::principal_account:
            case key_id::resource_account:
                if (!is_account(v.text)) out_.add(rules::policy_value_account, v.where);
                return;
            case key_id::source_vpc:
            case key_id::ec2_instance_source_vpc:
                if (!is_resource_id(v.text, "vpc-")) out_.add(rules::policy_value_vpc, v.where);
                return;
            case key_id::source_vpce:
                if (!is_resource_id(v.text, "vpce-")) out_.add(rules::policy_value_vpce, v.where);
                return;
            case key_id::requested_region:
                if (find_region(v.text) == nullptr) out_.add(rules::policy_value_region, v.where);
                return;
            case key_id::called_via:
            case key_id::called_via_first:
            case key_id::called_via_last:
            case key_id::principal_service_name:
            case key_id::principal_service_names_list:
                if (!is_service_name(v.text)) out_.add(rules::policy_value_service, v.where);
                return;
            default: return;
        }
    }

    constexpr void check_pattern(policy_value const& v, std::size_t wildcard) {
        bool const stars = is_all_stars(v.text);
        if (condition_.op.what == comparison::arn && !stars && !has_arn_form(v.text))
            out_.add(rules::policy_value_arn, v.where);
        if (is_too_broad(v.text, wildcard)) out_.add(rules::policy_wildcard_broad, part_of(v, wildcard, 1));
        if (stars || (condition_.op.what == comparison::arn && v.text == "arn:*:*:*:*:*"))
            out_.add(*rule_of_star(), v.where);
    }

    /// `StringLike` with `*`: what is left of the condition.
    constexpr rule const* rule_of_star() const noexcept {
        condition_operator const& op = condition_.op;
        if (!op.negated)
            return op.if_exists || op.set == set_prefix::for_all ? &rules::policy_wildcard_always
                                                                 : &rules::policy_wildcard_present;
        return op.set == set_prefix::for_any ? &rules::policy_wildcard_never : &rules::policy_wildcard_absent;
    }

    /// A wildcard or variable at `at`. "Sensitive" keys take none; the unique id of a user or role takes one
    /// behind its colon.
    constexpr bool is_too_broad(std::string_view text, std::size_t at) const noexcept {
        if (condition_.known == nullptr) return false;
        if (condition_.known->exact_only()) return true;
        if (condition_.known->id == key_id::user_id) {
            std::size_t const colon = text.find(':');
            return colon == std::string_view::npos || (at < colon && text.substr(0, colon) != "*");
        }
        return names_whom(condition_.known->id) && at < 6;
    }

    constexpr void check_broad_variable(policy_value const& v, std::size_t at) {
        if (!is_too_broad(v.text, at)) return;
        std::string_view name = v.text.substr(at + 2);
        name = name.substr(0, name.find_first_of(",}"));
        condition_key const* const from = find_condition_key(name);
        // `aws:ResourceOrgID` and the like hold one value of their own, and are what AWS advises to compare.
        if (from != nullptr && from->exact_only()) return;
        out_.add(rules::policy_variable_broad, v.where);
    }

    policy_condition const& condition_;
    std::string_view text_;
    std::uint32_t offset_;  ///< of `text_` in the document
    std::span<policy_value const> values_;
    policy_variable_checker variables_;
    report& out_;
};

}  // namespace snsproof::detail
