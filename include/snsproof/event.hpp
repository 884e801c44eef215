// SPDX-License-Identifier: Apache-2.0
// The truth about one event: its size as SNS counts it, its JSON, and the shape that Stream's events have.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "snsproof/detail/ascii.hpp"
#include "snsproof/detail/list.hpp"
#include "snsproof/detail/name_index.hpp"
#include "snsproof/detail/values.hpp"
#include "snsproof/event_rules.hpp"
#include "snsproof/event_shape.hpp"
#include "snsproof/event_size.hpp"
#include "snsproof/event_type.hpp"
#include "snsproof/json.hpp"
#include "snsproof/json_read.hpp"
#include "snsproof/json_rules.hpp"
#include "snsproof/report.hpp"

namespace snsproof {

namespace detail {

/// Two digits, as a number; 100 or more where they are none.
constexpr unsigned two_digits(char const* at) noexcept {
    unsigned const tens = static_cast<unsigned char>(at[0]) - unsigned{'0'};
    unsigned const ones = static_cast<unsigned char>(at[1]) - unsigned{'0'};
    return (tens | ones) > 15 || tens > 9 || ones > 9 ? 100 : tens * 10 + ones;
}

/// Eight bytes in which zeros stand for digits.
class digit_pattern {
public:
    consteval explicit digit_pattern(char const* pattern) : zeros_(load_word(pattern)) {
        for (unsigned i = 0; i != 8; ++i)
            lift_ |= std::uint64_t{pattern[i] == '0' ? 0x7FU - 9U : 0x7FU} << (8 * i);
    }

    /// The digits of a text, each in its byte and the first one lowest; or `unlike`.
    constexpr std::uint64_t read(char const* at) const noexcept {
        // Digits become their values, and equal bytes zero. What is too large has or gets its top bit.
        std::uint64_t const values = load_word(at) ^ zeros_;
        return ((values | (values + lift_)) & 0x8080808080808080U) == 0 ? values : unlike;
    }

    static constexpr std::uint64_t unlike = ~std::uint64_t{};

private:
    std::uint64_t zeros_;
    std::uint64_t lift_{};
};

/// The number of two digits from the i-th on.
constexpr unsigned pair_of(std::uint64_t digits, unsigned i) noexcept {
    auto const digit = [digits](unsigned at) { return static_cast<unsigned>(digits >> (8 * at) & 0xFFU); };
    return digit(i) * 10 + digit(i + 1);
}

/// `Z`, `z` or a numeric offset.
constexpr bool is_offset(char const* at, char const* end) noexcept {
    if (end - at == 1) return *at == 'Z' || *at == 'z';
    return end - at == 6 && (*at == '+' || *at == '-') && two_digits(at + 1) < 24 && at[3] == ':' &&
           two_digits(at + 4) < 60;
}

/// Whether there are one to nine digits, and nothing else. Needs eight bytes before `end`.
constexpr bool are_decimals(char const* at, char const* end) noexcept {
    constexpr std::uint64_t ones = 0x0101010101010101U;
    auto const size = static_cast<std::size_t>(end - at);
    if (size - 1 > 8) return false;
    std::uint64_t const digits = (load_word(end - 8) ^ ones * '0') >> (size < 8 ? 64 - 8 * size : 0);
    return is_digit(*at) && ((digits | (digits + ones * (0x7F - 9))) & ones * 0x80) == 0;
}

/// `date-time` of RFC 3339, section 5.6: a `T`, `t` or space between date and time, and `Z`, `z` or a numeric
/// offset behind it; here with 1 to 9 decimals, or none and no point.
constexpr bool is_rfc3339(std::string_view text) noexcept {
    constexpr digit_pattern date_pattern("0000-00-"), time_pattern("00:00:00");
    if (text.size() < std::string_view("0000-00-00T00:00:00Z").size()) return false;
    char const* const at = text.data();
    char const* const end = at + text.size();
    std::uint64_t const calendar = date_pattern.read(at), clock = time_pattern.read(at + 11);
    if (calendar == digit_pattern::unlike || clock == digit_pattern::unlike) return false;
    if (lower(at[10]) != 't' && at[10] != ' ') return false;
    unsigned const month = pair_of(calendar, 5), day = two_digits(at + 8);
    if (month - 1 > 11 || day - 1 > 30) return false;
    // A leap second is 60.
    if (pair_of(clock, 0) > 23 || pair_of(clock, 3) > 59 || pair_of(clock, 6) > 60) return false;
    auto const year = static_cast<int>(pair_of(calendar, 0) * 100 + pair_of(calendar, 2));
    if (day > 28 && static_cast<int>(day) > days_of_month(year, static_cast<int>(month))) return false;
    char const* const rest = at + 19;
    char const* const offset = end - (lower(end[-1]) == 'z' ? 1 : 6);
    if (offset < rest || !is_offset(offset, end)) return false;
    return offset == rest || (*rest == '.' && are_decimals(rest + 1, offset));
}

/// A channel's `type:id`.
constexpr bool is_cid(std::string_view text) noexcept {
    std::size_t const colon = text.find(':');
    return colon != 0 && colon < text.size() - 1 && text.find(':', colon + 1) == std::string_view::npos;
}

/// Bits beside those of `event_fields`, for what each event has.
inline constexpr std::size_t type_bit = 30;
inline constexpr std::size_t time_bit = 31;
static_assert(std::size(event_fields) <= type_bit);

/// The shape of events of this type, or of any that is not known.
constexpr event_shape shape_of(event_type const* known) noexcept {
    return known == nullptr ? event_shape{} : event_shapes[known - event_types];
}

/// `known` is the type of this name, or null.
constexpr void judge_type(event_type const* known, std::string_view name, span where, report& out) {
    if (known == nullptr) {
        bool const is_custom = name.find('.') == std::string_view::npos;
        if (!is_custom) out.add(rules::event_type_unknown, where);
    } else if (known->delivery == delivery::websocket) {
        out.add(rules::event_type_websocket, where);
    }
}

/// Names the recommended fields that were not seen; `first` is the number of the first bit's field.
constexpr void add_missing(std::uint32_t recommended, std::uint32_t seen, std::size_t first, span where,
                           report& out) {
    for (std::uint32_t missing = recommended & ~seen; missing != 0; missing &= missing - 1)
        out.add(*field_missing_rules[first + static_cast<std::size_t>(std::countr_zero(missing))], where);
}

/// What an event lacks of the fields at its root. `type` is the span of the type, where there is one.
constexpr void judge_root(event_shape const& shape, std::uint32_t seen, span root, span type, report& out) {
    if ((seen >> time_bit & 1U) == 0) out.add(rules::event_time_missing, root);
    add_missing(shape.recommended, seen, 0, type, out);
}

constexpr void judge_object(core_object object, std::uint32_t seen, span where, report& out) {
    add_missing(recommended_fields(object), seen, std::size(event_fields), where, out);
}

class event_reader {
public:
    constexpr explicit event_reader(json::document const& doc) noexcept : doc_(doc) {}

    constexpr report check() {
        json::value const root = doc_.root();
        if (!doc_.is_ascii()) check_characters();
        if (!root.is(json::kind::object)) {
            out_.add(rules::event_object, root.smallest_where());
            return std::move(out_);
        }
        json::value const type = json::find(root, "type");
        event_shape const shape = find_shape(type, root);
        std::uint32_t const seen = check_root(root, shape);
        span const where = root.smallest_where();
        judge_root(shape, seen, where, type ? type.smallest_where() : where, out_);
        return std::move(out_);
    }

private:
    /// U+FFFE and U+FFFF; JSON has refused all others.
    constexpr void check_characters() {
        std::string_view const text = doc_.text();
        for (std::size_t at = text.find("\xEF\xBF"); at != std::string_view::npos;
             at = text.find("\xEF\xBF", at + 3))
            if (text[at + 2] == '\xBE' || text[at + 2] == '\xBF')
                out_.add(rules::event_characters, {static_cast<std::uint32_t>(at), 3});
    }

    constexpr event_shape find_shape(json::value type, json::value root) {
        if (!type) return out_.add(rules::event_type_missing, root.smallest_where()), event_shape{};
        std::string_view const name =
            type.is(json::kind::string) ? json::text_of(type, decoded_) : std::string_view{};
        if (name.empty()) return out_.add(rules::event_type_form, type.smallest_where()), event_shape{};
        event_type const* const known = find_event_type(name);
        judge_type(known, name, type.smallest_where(), out_);
        return shape_of(known);
    }

    /// The bits of the keys that are there.
    constexpr std::uint32_t check_root(json::value root, event_shape const& shape) {
        seen_keys seen;
        for (json::member const m : json::members(root)) {
            if (m.key.equals("type")) {
                note(m.key, type_bit, seen);
            } else if (m.key.equals("created_at")) {
                note(m.key, time_bit, seen);
                check_form(m.value, value_form::time);
            } else {
                std::size_t const i = locate_field(m.key, shape.known);
                if (i == std::size(event_fields)) continue;
                note(m.key, i, seen);
                check_field(m.value, event_fields[i]);
            }
        }
        return seen.bits;
    }

    static constexpr std::size_t locate_field(json::value key, std::uint32_t known) noexcept {
        for (std::size_t i = 0; i != std::size(event_fields); ++i)
            if ((known >> i & 1U) != 0 && key.equals(event_fields[i].name)) return i;
        return std::size(event_fields);
    }

    struct seen_keys {
        std::uint32_t bits{};
        std::array<span, 32> where{};
    };

    constexpr void note(json::value key, std::size_t i, seen_keys& seen) {
        if ((seen.bits >> i & 1U) != 0)
            return out_.add(rules::json_key_duplicate, key.where(), seen.where[i]);
        seen.bits |= std::uint32_t{1} << i;
        seen.where[i] = key.where();
    }

    /// A field, and those of the object that it holds. Objects in objects are a user's only.
    constexpr void check_field(json::value v, event_field const& field) {
        if (!check_form(v, field.form) || field.object == core_object::none) return;
        seen_keys seen;
        for (json::member const m : json::members(v)) {
            for (std::size_t i = 0; i != core_fields.size(); ++i) {
                core_field const& inner = core_fields[i];
                if (inner.of != field.object || !m.key.equals(inner.field.name)) continue;
                note(m.key, i, seen);
                check_field(m.value, inner.field);
                break;
            }
        }
        judge_object(field.object, seen.bits, v.smallest_where(), out_);
    }

    /// Whether it has this form. A null has any.
    constexpr bool check_form(json::value v, value_form form) {
        if (v.is(json::kind::null)) return false;
        if (form == value_form::time) {
            if (!is_time(v)) out_.add(rules::event_time, v.smallest_where());
            return true;
        }
        json::kind const kind = v.kind();
        bool const is_string = kind == json::kind::string;
        bool const fits = form == value_form::object    ? kind == json::kind::object
                          : form == value_form::boolean ? kind == json::kind::boolean
                          : form == value_form::integer ? kind == json::kind::number
                                                        : is_string;
        if (!fits) return out_.add(rules::event_field_form, v.smallest_where()), false;
        if (form == value_form::cid && !is_cid(json::text_of(v, decoded_)))
            out_.add(rules::event_cid, v.smallest_where());
        return true;
    }

    constexpr bool is_time(json::value v) {
        if (v.is(json::kind::string)) return is_rfc3339(json::text_of(v, decoded_));
        date ignored;
        return v.is(json::kind::number) && parse_epoch_date(v.raw(), ignored);
    }

    json::document const& doc_;
    report out_;
    list<char> decoded_;
};

}  // namespace detail

/// Whether SNS takes the event, and whether receivers can read it. An event over the limit has that one
/// finding. Unknown fields and nulls are right everywhere, and fields of a type that is not known here are
/// not looked at. Spans count in `body`. Time: linear.
constexpr report check_event(std::string_view body, event_limits const& limits = {}) {
    report out;
    if (body.size() > limits.bytes) {
        out.add(rules::event_size, {limits.bytes, 1});
        return out;
    }
    auto read = json::read(body);
    if (read.value() == nullptr) return read.take_findings();
    json::document const doc = read.take();
    return detail::event_reader(doc).check();
}

}  // namespace snsproof
