// SPDX-License-Identifier: Apache-2.0
// Operators of conditions, and names that only look like one.
#pragma once

#include "snsproof/condition_operator.hpp"

#include "../verify.hpp"

#include <cstddef>
#include <string_view>

namespace cases {

struct operator_case {
    std::string_view text;
    snsproof::condition_operator expected;
    bool case_differs = false;
    bool null_if_exists = false;
};

namespace of {
using enum snsproof::comparison;
using enum snsproof::ordering;
using snsproof::set_prefix;
inline constexpr bool negated = true;
inline constexpr bool if_exists = true;
}  // namespace of

inline constexpr operator_case condition_operators[] = {
    {"StringEquals", {of::string}},
    {"StringNotEquals", {of::string, of::equals, of::negated}},
    {"StringEqualsIgnoreCase", {of::string_ignoring_case}},
    {"StringNotEqualsIgnoreCase", {of::string_ignoring_case, of::equals, of::negated}},
    {"StringLike", {of::string_like}},
    {"StringNotLike", {of::string_like, of::equals, of::negated}},
    {"NumericEquals", {of::numeric}},
    {"NumericNotEquals", {of::numeric, of::equals, of::negated}},
    {"NumericLessThan", {of::numeric, of::less}},
    {"NumericLessThanEquals", {of::numeric, of::less_equals}},
    {"NumericGreaterThan", {of::numeric, of::greater}},
    {"NumericGreaterThanEquals", {of::numeric, of::greater_equals}},
    {"DateEquals", {of::date}},
    {"DateNotEquals", {of::date, of::equals, of::negated}},
    {"DateLessThan", {of::date, of::less}},
    {"DateLessThanEquals", {of::date, of::less_equals}},
    {"DateGreaterThan", {of::date, of::greater}},
    {"DateGreaterThanEquals", {of::date, of::greater_equals}},
    {"Bool", {of::boolean}},
    {"BinaryEquals", {of::binary}},
    {"IpAddress", {of::ip}},
    {"NotIpAddress", {of::ip, of::equals, of::negated}},
    {"ArnEquals", {of::arn}},
    {"ArnLike", {of::arn}},
    {"ArnNotEquals", {of::arn, of::equals, of::negated}},
    {"ArnNotLike", {of::arn, of::equals, of::negated}},
    {"Null", {of::null}},
    // Suffix and prefixes.
    {"BoolIfExists", {of::boolean, of::equals, false, of::if_exists}},
    {"StringNotLikeIfExists", {of::string_like, of::equals, of::negated, of::if_exists}},
    {"ForAllValues:StringEquals", {of::string, of::equals, false, false, of::set_prefix::for_all}},
    {"ForAnyValue:ArnLike", {of::arn, of::equals, false, false, of::set_prefix::for_any}},
    {"ForAnyValue:DateLessThanIfExists", {of::date, of::less, false, of::if_exists, of::set_prefix::for_any}},
    {"ForAllValues:StringNotEqualsIgnoreCaseIfExists",
     {of::string_ignoring_case, of::equals, of::negated, of::if_exists, of::set_prefix::for_all}},
    {"ForAnyValue:Null", {of::null, of::equals, false, false, of::set_prefix::for_any}},
    // Known, and wrong.
    {"NullIfExists", {of::null, of::equals, false, of::if_exists}, false, true},
    {"ForAllValues:NullIfExists",
     {of::null, of::equals, false, of::if_exists, of::set_prefix::for_all},
     false,
     true},
    // Their case differs.
    {"stringequals", {of::string}, true},
    {"IPAddress", {of::ip}, true},
    {"notIpAddress", {of::ip, of::equals, of::negated}, true},
    {"BoolIfexists", {of::boolean, of::equals, false, of::if_exists}, true},
    {"forAllValues:StringLike", {of::string_like, of::equals, false, false, of::set_prefix::for_all}, true},
    {"FORANYVALUE:ARNLIKEIFEXISTS",
     {of::arn, of::equals, false, of::if_exists, of::set_prefix::for_any},
     true},
    {"nullifexists", {of::null, of::equals, false, of::if_exists}, true, true},
};

constexpr bool is_operator_case(operator_case const& c) {
    auto const p = snsproof::parse_condition_operator(c.text);
    snsproof::condition_operator const& found = p;
    return p.known && found == c.expected && p.case_differs == c.case_differs &&
           p.null_if_exists == c.null_if_exists;
}

inline constexpr std::string_view unknown_operators[] = {
    "",
    ":",
    "IfExists",
    "ForAllValues:",
    "ForAnyValue:IfExists",
    "StringEqual",
    "StringEqualss",
    "StringEquals ",
    " StringEquals",
    "String",
    "Equals",
    "StringLikeIgnoreCase",
    "StringEqualsIfExistsIfExists",
    "IfExistsStringEquals",
    "ForAllValues:ForAnyValue:StringEquals",
    "ForAllValuesStringEquals",
    "ForAllValues: StringEquals",
    "ForAnyValues:StringEquals",
    "ForAllValue:StringEquals",
    "StringEquals:ForAnyValue",
    "BinaryNotEquals",
    "NotNull",
    "NotBool",
    "NumericLike",
    "StringLessThan",
};

constexpr bool is_unknown_operator(std::string_view text) {
    auto const p = snsproof::parse_condition_operator(text);
    return !p.known && !p.case_differs && !p.null_if_exists;
}

inline constexpr nearest_case nearest_operators[] = {
    {"StringEqual", "StringEquals"},
    {"StringsEquals", "StringEquals"},
    {"StringEqualIfExists", "StringEqualsIfExists"},
    {"StringEqualsIfExist", "StringEqualsIfExists"},
    {"StringNotEqual", "StringNotEquals"},
    {"StringEqualIgnoreCase", "StringEqualsIgnoreCase"},
    {"NumericLessThanEqual", "NumericLessThanEquals"},
    {"IPAddress", "IpAddress"},
    {"IpAdress", "IpAddress"},
    {"NotIpAdressIfExists", "NotIpAddressIfExists"},
    {"ArnLikes", "ArnLike"},
    {"bool", "Bool"},
    {"BoolIfExist", "BoolIfExists"},
    {"Nul", "Null"},
    {"NullIfExists", "Null"},
    {"ForAnyValue:Null", "Null"},
    {"ForAllValue:StringEquals", "ForAllValues:StringEquals"},
    {"ForAnyValues:StringLike", "ForAnyValue:StringLike"},
    {"ForAnyValues:StringLikIfExists", "ForAnyValue:StringLikeIfExists"},
    {"forallvalues:stringlike", "ForAllValues:StringLike"},
    {"ForEachValue:StringLike", "ForAnyValue:StringLike"},
    {"Some:StringLike", ""},
    {"Some:ForAllValues:StringLike", ""},
    {"ForAnyValue:", ""},
    {":StringLike", ""},
    {"ForAnyValue:Contains", ""},
    {"Contains", ""},
    {"", ""},
};

constexpr bool is_nearest_operator(nearest_case const& c) {
    return snsproof::nearest_condition_operator(c.wrong) == c.right;
}

inline constexpr fact operator_facts[] = {
    {"each operator is known with each prefix and suffix, and the spellings are in the order of the names",
     [] {
         using namespace snsproof::detail;
         for (std::size_t i = 0; i != operator_names.size(); ++i) {
             std::string_view const name = operator_names[i].name;
             for (auto const& spellings : {for_all_spellings, for_any_spellings}) {
                 auto const parsed = snsproof::parse_condition_operator(spellings[i]);
                 if (!parsed.known || parsed.case_differs || !parsed.if_exists) return false;
                 if (parsed.what != operator_names[i].what) return false;
                 std::string_view const text = spellings[i];
                 std::size_t const colon = text.find(':');
                 if (text.substr(colon + 1, text.size() - colon - 9) != name) return false;
             }
         }
         return true;
     }},
};

}  // namespace cases
