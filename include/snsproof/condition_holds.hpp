// SPDX-License-Identifier: Apache-2.0
// Whether a condition of a policy holds in a request.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
#pragma once

#include <cstddef>
#include <string_view>

#include "snsproof/detail/glob.hpp"
#include "snsproof/detail/list.hpp"
#include "snsproof/detail/name_index.hpp"
#include "snsproof/detail/values.hpp"
#include "snsproof/policy.hpp"
#include "snsproof/request.hpp"

namespace snsproof::detail {

constexpr truth to_truth(bool holds) noexcept {
    return holds ? truth::yes : truth::no;
}
constexpr truth negate(truth t) noexcept {
    return t == truth::unknown ? t : to_truth(t == truth::no);
}

/// Whether the condition names this value, in any case.
constexpr truth has_value(policy const& p, policy_condition const& c, std::string_view value) noexcept {
    truth found = truth::no;
    for (policy_value const& v : p.values(c))
        found = max(found, v.is_unknown() ? truth::unknown : to_truth(equal_ignoring_case(v.text, value)));
    return found;
}

/// Whether the condition holds in a request that lacks its key.
constexpr truth holds_without_key(policy const& p, policy_condition const& c) noexcept {
    if (c.op.set != set_prefix::none) return to_truth(c.op.set == set_prefix::for_all);
    if (c.op.what == comparison::null) return has_value(p, c, "true");
    return to_truth(c.op.negated || c.op.if_exists);
}

constexpr bool takes_wildcards(comparison what) noexcept {
    return what == comparison::string_like || what == comparison::arn;
}

/// How a value of the request stands to the one of the policy, from `compare`.
constexpr bool is_ordered(ordering order, int sign) noexcept {
    switch (order) {
        case ordering::equals: return sign == 0;
        case ordering::less: return sign < 0;
        case ordering::less_equals: return sign <= 0;
        case ordering::greater: return sign > 0;
        default: return sign >= 0;
    }
}

/// Cuts a pattern at a colon that is no part of a variable's name.
template <class Cursor>
class segment_pattern {
public:
    constexpr explicit segment_pattern(Cursor cursor, bool last) noexcept : cursor_(cursor), last_(last) {}

    constexpr glob_unit next() noexcept {
        if (done_) return {};
        glob_unit const unit = cursor_.next();
        done_ = unit.kind == glob_unit::end || (!last_ && unit.kind == glob_unit::literal && unit.c == ':');
        return done_ ? glob_unit{} : unit;
    }

private:
    Cursor cursor_;
    bool last_;
    bool done_{};
};

/// "Each of the six colon-delimited components of the ARN is checked separately and each can include
/// multi-character match wildcards (*) or single-character match wildcards (?)". A `*` alone is taken for any
/// ARN.
template <class Cursor>
constexpr bool arn_matches(Cursor pattern, std::string_view text) noexcept {
    Cursor whole = pattern;
    if (whole.next().kind == glob_unit::any_run && whole.next().kind == glob_unit::end)
        return text.starts_with("arn:");
    for (int i = 0;; ++i) {
        bool const last = i == 5;
        if (!last && text.find(':') == std::string_view::npos) return false;
        std::string_view const part = last ? text : take_until(text, ':');
        if (!glob_matches(segment_pattern<Cursor>(pattern, last), part)) return false;
        if (last) return true;
        for (;;) {
            glob_unit const unit = pattern.next();
            if (unit.kind == glob_unit::end) return false;
            if (unit.kind == glob_unit::literal && unit.c == ':') break;
        }
    }
}

class condition_holder {
public:
    constexpr condition_holder(policy const& p, request_keys& keys) noexcept : policy_(p), keys_(keys) {}

    constexpr truth holds(policy_condition const& c) noexcept {
        if (!c.op.known) return truth::unknown;
        key_values const found = find(c);
        if (c.op.what == comparison::null) return holds_null(c, found.state);
        if (found.state == key_state::absent) return holds_without_key(policy_, c);
        if (found.state == key_state::unnamed) {
            truth const named = compare_unnamed(c);
            return named == holds_without_key(policy_, c) ? named : truth::unknown;
        }
        if (found.state == key_state::unknown) return compare_unknown(c);
        // A key with several values under an operator without a set prefix is compared as with
        // `ForAnyValue:`; AWS documents no meaning for it. Its negation is that of the whole.
        bool const all = c.op.set == set_prefix::for_all || (c.op.set == set_prefix::none && c.op.negated);
        truth result = to_truth(all);
        for (std::size_t i = 0; i != found.size(); ++i) {
            truth one = matches_any(c, found[i]);
            if (one == truth::no && found.lacks_path && may_match_with_path(c, found.own))
                one = truth::unknown;
            truth const met = c.op.negated ? negate(one) : one;
            result = all ? min(result, met) : max(result, met);
        }
        return result;
    }

    constexpr key_values find(policy_condition const& c) noexcept { return keys_.find(c.key.text, c.id()); }

private:
    /// "Null with qualifier": a set prefix makes it always true or always false.
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
    constexpr truth holds_null(policy_condition const& c, key_state state) const noexcept {
        truth const absent = holds_without_key(policy_, c);
        if (state == key_state::absent || c.op.set != set_prefix::none) return absent;
        truth const present = has_value(policy_, c, "false");
        return state == key_state::present || present == absent ? present : truth::unknown;
    }

    /// A value that nobody names: only a wildcard can match it, and a variable.
    constexpr truth compare_unnamed(policy_condition const& c) const noexcept {
        bool const wildcards = takes_wildcards(c.op.what);
        bool const may_match = any_of(policy_.values(c), [&](policy_value const& v) {
            return v.is_unknown() || (wildcards && has_wildcard(v.text)) || policy_.has_variables(v.text);
        });
        truth const found = may_match ? truth::unknown : truth::no;
        return c.op.negated ? negate(found) : found;
    }

    /// Of one who is not known his account is: an ARN of another account is not his.
    constexpr truth compare_unknown(policy_condition const& c) const noexcept {
        bool const arn = c.id() == key_id::principal_arn && c.op.set == set_prefix::none;
        if (!arn || !keys_.asked().any_identity) return truth::unknown;
        for (policy_value const& v : policy_.values(c)) {
            std::string_view const account = segment_of_arn(v.text, 4);
            if (!is_account(account) || account == keys_.asked().caller.account) return truth::unknown;
        }
        return to_truth(c.op.negated);
    }

    /// Whether a text starts with what is literal at the start of a pattern, as far as both go.
    static constexpr bool fits_start(std::string_view pattern, std::string_view text) noexcept {
        std::string_view const literal = pattern.substr(0, pattern.find_first_of("*?$"));
        std::size_t const both = min(literal.size(), text.size());
        return equal_ignoring_case(literal.substr(0, both), text.substr(0, both));
    }
    /// The same of both ends.
    static constexpr bool fits_end(std::string_view pattern, std::string_view text) noexcept {
        std::string_view const literal = pattern.substr(pattern.find_last_of("*?}") + 1);
        std::size_t const both = min(literal.size(), text.size());
        return equal_ignoring_case(literal.substr(literal.size() - both), text.substr(text.size() - both));
    }

    /// Whether a value may match the ARN of a role once its path stands in it. Names have no colon, so that
    /// the last one of a value is that before `role/`, unless it is a variable's.
    constexpr bool may_match_with_path(policy_condition const& c, std::string_view role) const noexcept {
        std::size_t const slash = role.find('/');
        return any_of(policy_.values(c), [&](policy_value const& v) {
            std::string_view const last = v.text.substr(v.text.rfind(':') + 1);
            return fits_start(v.text, role.substr(0, slash + 1)) && fits_end(v.text, role.substr(slash)) &&
                   (last.find('}') != std::string_view::npos || fits_start(last, "role/"));
        });
    }

    constexpr truth matches_any(policy_condition const& c, std::string_view value) noexcept {
        truth found = truth::no;
        for (policy_value const& v : policy_.values(c)) {
            found = max(found, v.is_unknown() ? truth::unknown : matches(c, v.text, value));
            if (found == truth::yes) break;
        }
        return found;
    }

    constexpr truth matches(policy_condition const& c, std::string_view own,
                            std::string_view value) noexcept {
        switch (c.op.what) {
            case comparison::numeric: return to_truth(compare_numbers(c, own, value));
            case comparison::date: return to_truth(compare_dates(c.op.order, own, value));
            case comparison::boolean: {
                bool const is_boolean = equal_ignoring_case(own, "true") || equal_ignoring_case(own, "false");
                return to_truth(is_boolean && equal_ignoring_case(own, value));
            }
            case comparison::binary: return to_truth(own == value);
            case comparison::ip: {
                ip_range range;
                ip_range address;
                return to_truth(parse_ip_range(own, range) && parse_ip_range(value, address) &&
                                contains(range, address));
            }
            default: return matches_text(c.op.what, own, value);
        }
    }

    constexpr truth matches_text(comparison what, std::string_view own, std::string_view value) noexcept {
        if (!policy_.has_variables(own)) {
            if (what == comparison::string) return to_truth(own == value);
            if (what == comparison::string_like) return to_truth(glob_matches(own, value));
            if (what == comparison::arn) return to_truth(arn_matches(plain_pattern(own), value));
            return to_truth(equal_ignoring_case(own, value));
        }
        truth const resolved = variable_pattern::resolve(own, keys_);
        if (resolved != truth::yes) return resolved;
        variable_pattern const pattern(own, keys_, takes_wildcards(what));
        if (what == comparison::arn) return to_truth(arn_matches(pattern, value));
        return to_truth(what == comparison::string_ignoring_case
                            ? glob_matches(pattern, value, ignoring_case{})
                            : glob_matches(pattern, value));
    }

    /// `aws:EpochTime` may be asked for as a number and given as a date.
    static constexpr bool compare_numbers(policy_condition const& c, std::string_view own,
                                          std::string_view value) noexcept {
        number bound;
        number read;
        if (!parse_number(own, bound)) return false;
        date time;
        bool const is_date = c.id() == key_id::epoch_time && parse_iso_date(value, time) && value.size() > 4;
        if (!is_date) return parse_number(value, read) && is_ordered(c.op.order, compare(read, bound));
        bool const negative = time.seconds < 0;
        decimal const seconds(static_cast<std::uint64_t>(negative ? -time.seconds : time.seconds));
        if (!parse_number(seconds.digits(), read)) return false;
        read.negative = negative;
        return is_ordered(c.op.order, compare(read, bound));
    }

    static constexpr bool compare_dates(ordering order, std::string_view own,
                                        std::string_view value) noexcept {
        date bound;
        date read;
        return parse_date(own, bound) && parse_date(value, read) && is_ordered(order, compare(read, bound));
    }

    policy const& policy_;
    request_keys& keys_;
};

}  // namespace snsproof::detail
