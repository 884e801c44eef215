// SPDX-License-Identifier: Apache-2.0
// Whether an event is right, from the offsets of its tokens; it may give up where check_event has to look.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "snsproof/detail/ascii.hpp"
#include "snsproof/detail/escapes.hpp"
#include "snsproof/detail/list.hpp"
#include "snsproof/detail/name_index.hpp"
#include "snsproof/detail/values.hpp"
#include "snsproof/event.hpp"
#include "snsproof/event_shape.hpp"
#include "snsproof/event_type.hpp"
#include "snsproof/json_read.hpp"
#include "snsproof/report.hpp"

namespace snsproof::detail {

/// Equal, where the name has up to 24 bytes: compares by words that may overlap.
inline bool is_name(std::string_view key, std::string_view name) noexcept {
    std::size_t const size = name.size();
    if (size != key.size()) return false;
    auto const differ = [&](std::size_t i) { return load_word(key.data() + i) ^ load_word(name.data() + i); };
    if (size >= 8) return (differ(0) | differ(size > 16 ? 8 : 0) | differ(size - 8)) == 0;
    for (std::size_t i = 0; i != size; ++i)
        if (key[i] != name[i]) return false;
    return true;
}

/// The fields at the root of an event by their keys' length and two of their bytes.
class root_index {
public:
    static constexpr std::size_t slots = 128;
    static constexpr std::uint8_t none = 0xFF;

    consteval root_index() {
        while (!fill()) ++factor_;
    }

    /// The number of the field with this key, or `none`.
    std::uint8_t find(std::string_view key) const noexcept {
        if (key.empty()) return none;
        std::uint8_t const i = slots_[slot(key)];
        return i != none && is_name(key, name_at(i)) ? i : none;
    }

private:
    static constexpr std::string_view name_at(std::size_t i) noexcept {
        return i == type_bit ? "type" : i == time_bit ? "created_at" : event_fields[i].name;
    }

    constexpr std::size_t slot(std::string_view key) const noexcept {
        auto const byte = [&](std::size_t i) { return std::size_t{static_cast<unsigned char>(key[i])}; };
        std::size_t const size = key.size();
        return (size * factor_ + byte(0) * 5 + byte(size - 1) * 3 + byte(size / 2) * factor_) % slots;
    }

    consteval bool fill() {
        for (auto& s : slots_) s = none;
        for (std::uint8_t i = 0; i != 32; ++i) {
            if (i >= std::size(event_fields) && i != type_bit && i != time_bit) continue;
            std::uint8_t& s = slots_[slot(name_at(i))];
            if (s != none) return false;
            s = i;
        }
        return true;
    }

    std::size_t factor_ = 1;
    std::array<std::uint8_t, slots> slots_{};
};

/// What is only worth a warning: objects that lack a recommended field.
struct incomplete_object {
    core_object object;
    std::uint8_t root_field;  ///< where it stands
    std::uint32_t seen;
    std::uint32_t offset;
};

/// Walks the tokens of one event. It may give up on any event; what it accepts is right. A step takes the
/// token to begin at and gives the one behind, or null to give up.
class event_walker {
public:
    using token = std::uint32_t const*;

    /// `tokens` are the offsets that the first stage found. Behind them stand three more that lead the walk
    /// back to the first, where no value ends, so that it stops without a look at how many are left.
    /// `backslashes` is what `escape_scanner` says of each block; null where none has any.
    event_walker(std::string_view text, token tokens, token tokens_end, bool const* backslashes) noexcept
        : text_(text.data()), text_end_(text.data() + text.size()), begin_(tokens), last_(tokens_end - 1),
          backslashes_(backslashes) {}

    /// Whether the event is right but for what `judge` adds.
    bool walk() noexcept {
        return first(begin_) == '{' && first(last_) == '}' && walk_root() == last_ + 1 && !type_.empty();
    }

    /// Adds what is only worth a warning.
    void judge(report& out) const {
        span const root{*begin_, 1};
        span const where{static_cast<std::uint32_t>(type_.data() - text_),
                         static_cast<std::uint32_t>(type_.size())};
        judge_type(known_, type_, where, out);
        judge_root(shape_of(known_), seen_, root, where, out);
        for (std::size_t i = 0; i != incomplete_count_; ++i) {
            incomplete_object const& o = incomplete_[i];
            if ((known_fields_ >> o.root_field & 1U) != 0) judge_object(o.object, o.seen, {o.offset, 1}, out);
        }
    }

    /// The event's type.
    std::string_view type() const noexcept { return type_; }

private:
    char first(token at) const noexcept { return text_[*at]; }

    /// One behind the last byte of a token before the last.
    char const* end_of(token at) const noexcept {
        char const* end = text_ + at[1];
        while (is_space(end[-1])) [[unlikely]]-- end;
        return end;
    }

    /// What stands between the quotes of a string.
    std::string_view content(token at) const noexcept {
        char const* const begin = text_ + *at + 1;
        return {begin, static_cast<std::size_t>(end_of(at) - 1 - begin)};
    }

    bool has_backslash(std::string_view part) const noexcept {
        if (backslashes_ == nullptr) return false;
        auto const from = static_cast<std::size_t>(part.data() - text_);
        constexpr std::size_t block = escape_scanner::block;
        for (std::size_t i = from / block; i <= (from + part.size()) / block; ++i)
            if (backslashes_[i]) return part.find('\\') != std::string_view::npos;
        return false;
    }

    bool is_key(token at) const noexcept { return first(at) == '"' && first(at + 1) == ':'; }

    token walk_root() noexcept {
        token at = begin_ + 1;
        for (;;) {
            if (!is_key(at)) return nullptr;
            std::string_view const key = content(at);
            std::uint8_t const i = index.find(key);
            if (i == root_index::none) {
                if (has_backslash(key)) return nullptr;
                at = skip(at + 2);
            } else {
                if ((seen_ >> i & 1U) != 0) return nullptr;
                seen_ |= std::uint32_t{1} << i;
                at = walk_root_field(i, at + 2);
            }
            if (at == nullptr) return nullptr;
            char const c = first(at++);
            if (c == '}') return at;
            if (c != ',') return nullptr;
        }
    }

    token walk_root_field(std::size_t i, token at) noexcept {
        if (i == type_bit) return walk_type(at);
        if (i == time_bit) return walk_time(at);
        root_field_ = static_cast<std::uint8_t>(i);
        // Of another type it is the app's own.
        if ((known_fields_ >> i & 1U) == 0) return skip(at);
        event_field const& field = event_fields[i];
        switch (field.object) {
            case core_object::user: return walk_object<core_object::user>(at);
            case core_object::message: return walk_object<core_object::message>(at);
            case core_object::reaction: return walk_object<core_object::reaction>(at);
            case core_object::member: return walk_object<core_object::member>(at);
            case core_object::channel: return walk_object<core_object::channel>(at);
            case core_object::none: break;
        }
        return walk_leaf(field.form, at);
    }

    token walk_type(token at) noexcept {
        if (first(at) != '"') return nullptr;
        type_ = content(at);
        if (type_.empty() || has_backslash(type_)) return nullptr;
        known_ = find_event_type(type_);
        known_fields_ = shape_of(known_).known;
        return at + 1;
    }

    /// A value of a form that is no core object.
    token walk_leaf(value_form form, token at) noexcept {
        char const c = first(at);
        switch (form) {
            case value_form::string: return c == '"' ? at + 1 : walk_null(at);
            case value_form::integer: return is_digit(c) || c == '-' ? skip(at) : walk_null(at);
            case value_form::boolean: return c == 't' || c == 'f' ? skip(at) : walk_null(at);
            case value_form::time: return walk_time(at);
            case value_form::object: return c == '{' ? skip(at) : walk_null(at);
            case value_form::cid: return walk_cid(at);
        }
        return nullptr;
    }

    token walk_null(token at) noexcept { return first(at) == 'n' ? skip(at) : nullptr; }

    token walk_time(token at) noexcept {
        if (first(at) == '"') return is_rfc3339(content(at)) ? at + 1 : nullptr;
        if (first(at) == 'n') return skip(at);
        if (at >= last_) return nullptr;
        char const* const digits = text_ + *at;
        date ignored;
        std::string_view const text(digits, static_cast<std::size_t>(end_of(at) - digits));
        return parse_epoch_date(text, ignored) ? skip_scalar(at) : nullptr;
    }

    token walk_cid(token at) noexcept {
        if (first(at) != '"') return walk_null(at);
        std::string_view const text = content(at);
        return is_cid(text) && !has_backslash(text) ? at + 1 : nullptr;
    }

    template <core_object Of>
    token walk_object(token at) noexcept {
        constexpr std::uint32_t wanted = recommended_fields(Of);
        if (first(at) != '{') return walk_null(at);
        token const start = at++;
        std::uint32_t seen = 0;
        if (first(at) != '}') {
            for (;;) {
                if (!is_key(at)) return nullptr;
                at = walk_member<Of, 0>(at, seen);
                if (at == nullptr) return nullptr;
                char const c = first(at);
                if (c == '}') break;
                if (c != ',') return nullptr;
                ++at;
            }
        }
        return (wanted & ~seen) == 0 || note_incomplete({Of, root_field_, seen, *start}) ? at + 1 : nullptr;
    }

    /// Compares the key with the I-th core field and those behind it that objects of this kind have.
    template <core_object Of, std::size_t I>
    token walk_member(token at, std::uint32_t& seen) noexcept {
        if constexpr (I == core_fields.size()) {
            return may_be_escaped<Of>(at) && has_backslash(content(at)) ? nullptr : skip(at + 2);
        } else if constexpr (core_fields[I].of != Of) {
            return walk_member<Of, I + 1>(at, seen);
        } else {
            constexpr event_field field = core_fields[I].field;
            constexpr std::size_t size = field.name.size();
            // The key's end is looked for where its name is too short or too long only for spaces.
            if (at[1] - *at < size + 2 || __builtin_memcmp(text_ + *at + 1, field.name.data(), size) != 0 ||
                text_[*at + 1 + size] != '"')
                return walk_member<Of, I + 1>(at, seen);
            constexpr std::uint32_t bit = std::uint32_t{1} << I;
            if ((seen & bit) != 0) return nullptr;
            seen |= bit;
            if constexpr (field.object == core_object::none)
                return walk_leaf(field.form, at + 2);
            else
                return walk_object<field.object>(at + 2);
        }
    }

    /// Whether a key is as long as one of the core fields with some of its letters as `\u0061`.
    template <core_object Of>
    bool may_be_escaped(token at) const noexcept {
        constexpr std::uint64_t sizes = [] {
            std::uint64_t bits = 0;
            for (core_field const& f : core_fields)
                for (std::size_t n = 1; f.of == Of && n <= f.field.name.size(); ++n)
                    bits |= std::uint64_t{1} << min<std::size_t>(f.field.name.size() + 5 * n, 63);
            return bits;
        }();
        if (backslashes_ == nullptr) return false;
        std::size_t const size = at[1] - *at - 2;
        return size > 62 || (sizes >> size & 1U) != 0 || is_space(text_[at[1] - 1]);
    }

    bool note_incomplete(incomplete_object const& object) noexcept {
        if (incomplete_count_ == incomplete_.size()) return false;
        incomplete_[incomplete_count_++] = object;
        return true;
    }

    /// Any value.
    token skip(token at) const noexcept {
        char const c = first(at);
        if (c == '"') return at + 1;
        return c == '{' || c == '[' ? skip_container(at) : skip_scalar(at);
    }

    token skip_scalar(token at) const noexcept {
        if (at >= last_) return nullptr;
        char const* const begin = text_ + *at;
        char const* const end = end_of(at);
        auto const size = static_cast<std::size_t>(end - begin);
        if (text_end_ - begin >= 8) [[likely]] {
            std::uint64_t const word = load_word(begin);
            if (is_literal(word, size) || is_short_integer(word, size)) return at + 1;
        }
        std::string_view const text(begin, size);
        bool const is_right = text == "true" || text == "false" || text == "null" ||
                              json::detail::skip_number(begin, end) == end;
        return is_right ? at + 1 : nullptr;
    }

    static bool is_literal(std::uint64_t word, std::size_t size) noexcept {
        constexpr std::uint64_t four = 0xFFFFFFFF, five = 0xFFFFFFFFFF;
        bool const is_four =
            (word & four) == load_word("true\0\0\0") || (word & four) == load_word("null\0\0\0");
        return (is_four && size == 4) || ((word & five) == load_word("false\0\0") && size == 5);
    }

    /// Up to eight digits, at once.
    static bool is_short_integer(std::uint64_t word, std::size_t size) noexcept {
        constexpr std::uint64_t ones = 0x0101010101010101U;
        if (size > 8 || ((word & 0xFFU) == '0' && size != 1)) return false;
        std::uint64_t const digits = (word ^ ones * '0') << (64 - 8 * size);
        return (((digits + ones * (0x7F - 9)) | digits) & ones * 0x80) == 0;
    }

    /// To the value, which in an array stands here.
    token skip_key(token at, bool in_object) const noexcept {
        if (!in_object) return at;
        return is_key(at) ? at + 2 : nullptr;
    }

    /// A bit for each open bracket says whether it is that of an object.
    token skip_container(token at) const noexcept {
        std::uint64_t objects = 0;
        int depth = 0;
        for (;;) {
            char const c = first(at);
            if (c == '{' || c == '[') {
                ++at;
                if (first(at) != (c == '{' ? '}' : ']')) {
                    if (++depth > max_depth) return nullptr;
                    objects = objects << 1U | (c == '{' ? 1U : 0U);
                    at = skip_key(at, c == '{');
                    if (at == nullptr) return nullptr;
                    continue;
                }
                ++at;
            } else if (c == '"') {
                ++at;
            } else {
                at = skip_scalar(at);
                if (at == nullptr) return nullptr;
            }
            for (;;) {
                if (depth == 0) return at;
                bool const in_object = (objects & 1U) != 0;
                char const d = first(at++);
                if (d == ',') {
                    at = skip_key(at, in_object);
                    if (at == nullptr) return nullptr;
                    break;
                }
                if (d != (in_object ? '}' : ']')) return nullptr;
                objects >>= 1U;
                --depth;
            }
        }
    }

    /// Less than `json::read` takes, for the brackets around a skipped value.
    static constexpr int max_depth = 60;
    static constexpr root_index index{};

    char const* text_;
    char const* text_end_;
    token begin_;
    token last_;  ///< the bracket that closes the event
    bool const* backslashes_;
    std::string_view type_;
    event_type const* known_{};
    std::uint32_t known_fields_ = ~std::uint32_t{};  ///< until the type is read
    std::uint32_t seen_{};
    std::uint8_t root_field_{};
    std::uint32_t incomplete_count_{};
    std::array<incomplete_object, 8> incomplete_;
};

}  // namespace snsproof::detail
