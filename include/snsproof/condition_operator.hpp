// SPDX-License-Identifier: Apache-2.0
// Operators of a policy's conditions: `ForAllValues:StringNotLikeIfExists` and its kind.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "snsproof/detail/ascii.hpp"
#include "snsproof/detail/nearest.hpp"

namespace snsproof {

/// What an operator compares, and how. ArnEquals and ArnLike are one: AWS documents that they behave alike.
enum class comparison : std::uint8_t {
    string,
    string_like,
    string_ignoring_case,
    numeric,
    date,
    boolean,
    binary,
    ip,
    arn,
    null,
};

/// How the value of the request stands to the one of the policy; `equals` where there is no order.
enum class ordering : std::uint8_t { equals, less, less_equals, greater, greater_equals };

/// How many values of the request must match.
enum class set_prefix : std::uint8_t {
    none,
    for_all,  ///< `ForAllValues:`
    for_any,  ///< `ForAnyValue:`
};

struct condition_operator {
    comparison what = comparison::string;
    ordering order = ordering::equals;
    bool negated = false;
    bool if_exists = false;  ///< a key that the request lacks is a match
    set_prefix set = set_prefix::none;

    friend constexpr bool operator==(condition_operator const&, condition_operator const&) = default;
};

struct parsed_operator : condition_operator {
    bool known = false;           ///< the other members say nothing while this is false
    bool case_differs = false;    ///< an operator but for its case; no page of AWS says whether case matters
    bool null_if_exists = false;  ///< `NullIfExists`, which AWS does not allow
};

namespace detail {

struct operator_name {
    std::string_view name;
    comparison what;
    ordering order = ordering::equals;
    bool negated = false;
};

inline constexpr std::array<operator_name, 27> operator_names{{
    {"StringEquals", comparison::string},
    {"StringNotEquals", comparison::string, ordering::equals, true},
    {"StringEqualsIgnoreCase", comparison::string_ignoring_case},
    {"StringNotEqualsIgnoreCase", comparison::string_ignoring_case, ordering::equals, true},
    {"StringLike", comparison::string_like},
    {"StringNotLike", comparison::string_like, ordering::equals, true},
    {"NumericEquals", comparison::numeric},
    {"NumericNotEquals", comparison::numeric, ordering::equals, true},
    {"NumericLessThan", comparison::numeric, ordering::less},
    {"NumericLessThanEquals", comparison::numeric, ordering::less_equals},
    {"NumericGreaterThan", comparison::numeric, ordering::greater},
    {"NumericGreaterThanEquals", comparison::numeric, ordering::greater_equals},
    {"DateEquals", comparison::date},
    {"DateNotEquals", comparison::date, ordering::equals, true},
    {"DateLessThan", comparison::date, ordering::less},
    {"DateLessThanEquals", comparison::date, ordering::less_equals},
    {"DateGreaterThan", comparison::date, ordering::greater},
    {"DateGreaterThanEquals", comparison::date, ordering::greater_equals},
    {"Bool", comparison::boolean},
    {"BinaryEquals", comparison::binary},
    {"IpAddress", comparison::ip},
    {"NotIpAddress", comparison::ip, ordering::equals, true},
    {"ArnEquals", comparison::arn},
    {"ArnLike", comparison::arn},
    {"ArnNotEquals", comparison::arn, ordering::equals, true},
    {"ArnNotLike", comparison::arn, ordering::equals, true},
    {"Null", comparison::null},
}};

/// The longest spellings, in the order of the names. Each other spelling is a part of one of these, so that
/// a suggestion is a view.
inline constexpr std::array<std::string_view, 27> for_all_spellings{
    "ForAllValues:StringEqualsIfExists",
    "ForAllValues:StringNotEqualsIfExists",
    "ForAllValues:StringEqualsIgnoreCaseIfExists",
    "ForAllValues:StringNotEqualsIgnoreCaseIfExists",
    "ForAllValues:StringLikeIfExists",
    "ForAllValues:StringNotLikeIfExists",
    "ForAllValues:NumericEqualsIfExists",
    "ForAllValues:NumericNotEqualsIfExists",
    "ForAllValues:NumericLessThanIfExists",
    "ForAllValues:NumericLessThanEqualsIfExists",
    "ForAllValues:NumericGreaterThanIfExists",
    "ForAllValues:NumericGreaterThanEqualsIfExists",
    "ForAllValues:DateEqualsIfExists",
    "ForAllValues:DateNotEqualsIfExists",
    "ForAllValues:DateLessThanIfExists",
    "ForAllValues:DateLessThanEqualsIfExists",
    "ForAllValues:DateGreaterThanIfExists",
    "ForAllValues:DateGreaterThanEqualsIfExists",
    "ForAllValues:BoolIfExists",
    "ForAllValues:BinaryEqualsIfExists",
    "ForAllValues:IpAddressIfExists",
    "ForAllValues:NotIpAddressIfExists",
    "ForAllValues:ArnEqualsIfExists",
    "ForAllValues:ArnLikeIfExists",
    "ForAllValues:ArnNotEqualsIfExists",
    "ForAllValues:ArnNotLikeIfExists",
    "ForAllValues:NullIfExists",
};

inline constexpr std::array<std::string_view, 27> for_any_spellings{
    "ForAnyValue:StringEqualsIfExists",
    "ForAnyValue:StringNotEqualsIfExists",
    "ForAnyValue:StringEqualsIgnoreCaseIfExists",
    "ForAnyValue:StringNotEqualsIgnoreCaseIfExists",
    "ForAnyValue:StringLikeIfExists",
    "ForAnyValue:StringNotLikeIfExists",
    "ForAnyValue:NumericEqualsIfExists",
    "ForAnyValue:NumericNotEqualsIfExists",
    "ForAnyValue:NumericLessThanIfExists",
    "ForAnyValue:NumericLessThanEqualsIfExists",
    "ForAnyValue:NumericGreaterThanIfExists",
    "ForAnyValue:NumericGreaterThanEqualsIfExists",
    "ForAnyValue:DateEqualsIfExists",
    "ForAnyValue:DateNotEqualsIfExists",
    "ForAnyValue:DateLessThanIfExists",
    "ForAnyValue:DateLessThanEqualsIfExists",
    "ForAnyValue:DateGreaterThanIfExists",
    "ForAnyValue:DateGreaterThanEqualsIfExists",
    "ForAnyValue:BoolIfExists",
    "ForAnyValue:BinaryEqualsIfExists",
    "ForAnyValue:IpAddressIfExists",
    "ForAnyValue:NotIpAddressIfExists",
    "ForAnyValue:ArnEqualsIfExists",
    "ForAnyValue:ArnLikeIfExists",
    "ForAnyValue:ArnNotEqualsIfExists",
    "ForAnyValue:ArnNotLikeIfExists",
    "ForAnyValue:NullIfExists",
};

inline constexpr std::string_view for_all_prefix = "ForAllValues:";
inline constexpr std::string_view for_any_prefix = "ForAnyValue:";
inline constexpr std::string_view if_exists_suffix = "IfExists";

/// Whether the texts are equal but for case; `differs` becomes true where they are not equal outright.
constexpr bool is_name(std::string_view text, std::string_view name, bool& differs) noexcept {
    if (text.size() != name.size()) return false;
    if (text == name) return true;
    if (compare_ignoring_case(text, name) != 0) return false;
    differs = true;
    return true;
}

constexpr bool strip_prefix(std::string_view& text, std::string_view prefix, bool& differs) noexcept {
    if (!is_name(text.substr(0, prefix.size()), prefix, differs)) return false;
    text.remove_prefix(prefix.size());
    return true;
}

constexpr bool strip_suffix(std::string_view& text, std::string_view suffix, bool& differs) noexcept {
    if (text.size() < suffix.size()) return false;
    if (!is_name(text.substr(text.size() - suffix.size()), suffix, differs)) return false;
    text.remove_suffix(suffix.size());
    return true;
}

/// The spelling that is nearest to an operator without its prefix, as a view of one of the table's texts
/// behind their prefixes; `prefix` is the length of these.
constexpr std::string_view nearest_spelling(std::string_view wrong,
                                            std::array<std::string_view, 27> const& all,
                                            std::size_t prefix) noexcept {
    auto const with = [prefix](std::string_view s) { return s.substr(prefix); };
    auto const without = [prefix](std::string_view s) {
        return s.substr(prefix, s.size() - prefix - if_exists_suffix.size());
    };
    std::string_view const plain = nearest(wrong, all, without);
    std::string_view const suffixed = nearest(wrong, all, with);
    if (plain.empty() || suffixed.empty()) return plain.empty() ? suffixed : plain;
    std::size_t const limit = wrong.size();
    return edit_distance(wrong, suffixed, limit) < edit_distance(wrong, plain, limit) ? suffixed : plain;
}

}  // namespace detail

/// Reads the name of an operator.
constexpr parsed_operator parse_condition_operator(std::string_view text) noexcept {
    parsed_operator p;
    bool differs = false;
    if (detail::strip_prefix(text, detail::for_all_prefix, differs))
        p.set = set_prefix::for_all;
    else if (detail::strip_prefix(text, detail::for_any_prefix, differs))
        p.set = set_prefix::for_any;
    p.if_exists = detail::strip_suffix(text, detail::if_exists_suffix, differs);
    for (detail::operator_name const& o : detail::operator_names) {
        if (!detail::is_name(text, o.name, differs)) continue;
        p.what = o.what;
        p.order = o.order;
        p.negated = o.negated;
        p.known = true;
        p.case_differs = differs;
        p.null_if_exists = p.if_exists && p.what == comparison::null;
        break;
    }
    return p;
}

/// The operator that is the fewest typing mistakes away, with the prefix and the suffix that were meant, or
/// nothing. `Null` stands without them, since they make no sense there.
constexpr std::string_view nearest_condition_operator(std::string_view wrong,
                                                      std::string_view = {}) noexcept {
    constexpr std::array<std::string_view, 2> prefixes{detail::for_all_prefix, detail::for_any_prefix};
    std::size_t const colon = wrong.find(':');
    bool const prefixed = colon != std::string_view::npos;
    std::string_view prefix = detail::for_all_prefix;
    if (prefixed)
        prefix = detail::nearest(wrong.substr(0, colon + 1), prefixes, [](std::string_view p) { return p; });
    if (prefix.empty()) return {};
    auto const& spellings =
        prefix == detail::for_any_prefix ? detail::for_any_spellings : detail::for_all_spellings;
    std::string_view const base = wrong.substr(prefixed ? colon + 1 : 0);
    std::string_view const found = detail::nearest_spelling(base, spellings, prefix.size());
    if (found.starts_with("Null")) return "Null";
    return !prefixed || found.empty()
               ? found
               : std::string_view(found.data() - prefix.size(), found.size() + prefix.size());
}

}  // namespace snsproof
