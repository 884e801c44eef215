// SPDX-License-Identifier: Apache-2.0
// Whether an event is right, from the offsets of its tokens; it may give up where check_event has to look.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "snsproof/detail/ascii.hpp"
#include "snsproof/detail/key_order.hpp"
#include "snsproof/detail/list.hpp"
#include "snsproof/detail/name_index.hpp"
#include "snsproof/detail/values.hpp"
#include "snsproof/event.hpp"
#include "snsproof/event_shape.hpp"
#include "snsproof/event_type.hpp"
#include "snsproof/json_read.hpp"
#include "snsproof/report.hpp"

namespace snsproof::detail {

/// What is only worth a warning: objects that lack a recommended field.
struct incomplete_object {
    core_object object;
    std::uint8_t root_field;  ///< where it stands
    std::uint32_t seen;
    std::uint32_t offset;
};

/// What the events so far had in common, which saves time where the next one has it, too.
struct event_habits {
    key_order keys;
    event_type const* type = &event_types[0];
};

/// Walks the tokens of one event. It may give up on any event; what it accepts is right. A step takes the
/// token to begin at and gives the one behind, or null to give up.
class event_walker {
public:
    using token = std::uint32_t const*;

    /// `tokens` are the offsets that the first stage found. Behind them stand three more that lead the walk
    /// back to the first, where no value ends, so that it stops without a look at how many are left.
    /// `has_units` says whether the text has escapes that may stand for letters.
    event_walker(std::string_view text, token tokens, token tokens_end, bool has_units,
                 event_habits& habits) noexcept
        : text_(text.data()), last_word_(text.data() + text.size() - word_size), begin_(tokens),
          last_(tokens_end - 1), habits_(habits), has_units_(has_units) {}

    /// Whether the event is right but for what `judge` adds.
    bool walk() noexcept {
        return last_word_ >= text_ && first(begin_) == '{' && first(last_) == '}' &&
               walk_root() == last_ + 1 && !type_.empty();
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

    static bool has_backslash(std::string_view part) noexcept {
        return part.find('\\') != std::string_view::npos;
    }

    bool is_key(token at) const noexcept { return not_key(at) == 0; }

    /// Zero where a key stands. One look at both tokens costs less than a branch for each.
    unsigned not_key(token at) const noexcept {
        return static_cast<unsigned char>(first(at) ^ '"') | static_cast<unsigned char>(first(at + 1) ^ ':');
    }

    token walk_root() noexcept {
        token at = begin_ + 1;
        for (std::size_t key = key_order::start;;) {
            std::size_t const before = key;
            key = habits_.keys.expect(before, text_ + *at, last_word_);
            if (key == key_order::start) [[unlikely]] {
                if (!is_key(at)) return nullptr;
                std::string_view const name = content(at);
                if (has_units_ && has_backslash(name)) return nullptr;
                key = habits_.keys.learn(before, name, last_word_);
            }
            at = key < key_order::others ? walk_root_field(key, at + 2) : skip(at + 2);
            if (at == nullptr) return nullptr;
            char const c = first(at++);
            if (c == '}') return at;
            if (c != ',') return nullptr;
        }
    }

    token walk_root_field(std::size_t i, token at) noexcept {
        if ((seen_ >> i & 1U) != 0) return nullptr;
        seen_ |= std::uint32_t{1} << i;
        // A field of other types is the app's own.
        if ((known_fields_ >> i & 1U) == 0) return skip(at);
        return walk_field(i, at, std::make_index_sequence<32>{});
    }

    template <std::size_t... I>
    token walk_field(std::size_t i, token at, std::index_sequence<I...>) noexcept {
        static constexpr std::array values{&walk_root_value<I>...};
        return values[i](*this, at);
    }

    template <std::size_t I>
    static token walk_root_value(event_walker& self, token at) noexcept {
        if constexpr (I == type_bit) {
            return self.walk_type(at);
        } else if constexpr (I == time_bit) {
            return self.walk_time(at);
        } else if constexpr (I < std::size(event_fields)) {
            self.root_field_ = I;
            return self.walk_value<event_fields[I].form, event_fields[I].object>(at);
        } else {
            return nullptr;  // no key has this number
        }
    }

    token walk_type(token at) noexcept {
        if (first(at) != '"') return nullptr;
        type_ = content(at);
        known_ = habits_.type;
        if (known_->name.size() > max_name || !is_name(type_, known_->name)) {
            known_ = find_event_type(type_);
            if (known_ != nullptr)
                habits_.type = known_;
            else if (has_backslash(type_))
                return nullptr;
        }
        known_fields_ = shape_of(known_).known | of_each_event;
        return at + 1;
    }

    /// A null, or a value of this form.
    template <value_form Form, core_object Object>
    token walk_value(token at) noexcept {
        char const c = first(at);
        if (c == 'n') [[unlikely]]
            return skip_scalar(at);
        if constexpr (Object != core_object::none)
            return c == '{' ? walk_object<Object>(at) : nullptr;
        else if constexpr (Form == value_form::object)
            return c == '{' ? skip(at) : nullptr;
        else if constexpr (Form == value_form::integer)
            return is_digit(c) || c == '-' ? skip_scalar(at) : nullptr;
        else if constexpr (Form == value_form::boolean)
            return c == 't' || c == 'f' ? skip_scalar(at) : nullptr;
        else if constexpr (Form == value_form::time)
            return walk_time(at);
        else
            return c == '"' && (Form != value_form::cid || walk_cid(content(at))) ? at + 1 : nullptr;
    }

    bool walk_cid(std::string_view cid) const noexcept {
        return is_cid(cid) && !(has_units_ && has_backslash(cid));
    }

    token walk_time(token at) noexcept {
        if (first(at) == '"') return is_rfc3339(content(at)) ? at + 1 : nullptr;
        if (first(at) == 'n') return skip_scalar(at);
        if (at >= last_) return nullptr;
        char const* const digits = text_ + *at;
        date ignored;
        std::string_view const text(digits, static_cast<std::size_t>(end_of(at) - digits));
        return parse_epoch_date(text, ignored) ? skip_scalar(at) : nullptr;
    }

    template <core_object Of>
    token walk_object(token at) noexcept {
        constexpr std::uint32_t wanted = recommended_fields(Of);
        std::uint32_t const start = *at;
        std::uint32_t seen = 0;
        if (first(++at) == '}') {
            ++at;
        } else {
            for (char c = ','; c != '}'; c = first(at++)) {
                if (c != ',' || !is_key(at)) return nullptr;
                at = walk_member<Of, 0>(at, seen);
                if (at == nullptr) return nullptr;
            }
        }
        return (wanted & ~seen) == 0 || note_incomplete({Of, root_field_, seen, start}) ? at : nullptr;
    }

    /// Compares the key with the I-th core field and those behind it that objects of this kind have.
    template <core_object Of, std::size_t I>
    [[gnu::always_inline]] token walk_member(token at, std::uint32_t& seen) noexcept {
        if constexpr (I == core_fields.size()) {
            return has_units_ && may_be_escaped<Of>(at) && has_backslash(content(at)) ? nullptr
                                                                                      : skip(at + 2);
        } else if constexpr (core_fields[I].of != Of) {
            return walk_member<Of, I + 1>(at, seen);
        } else {
            constexpr event_field field = core_fields[I].field;
            if (!is_core_key<I>(text_ + *at)) return walk_member<Of, I + 1>(at, seen);
            constexpr std::uint32_t bit = std::uint32_t{1} << I;
            if ((seen & bit) != 0) return nullptr;
            seen |= bit;
            return walk_value<field.form, field.object>(at + 2);
        }
    }

    /// Whether the string is the name of the I-th core field. No text that is right has one so near to its
    /// end that eight bytes are too many.
    template <std::size_t I>
    [[gnu::always_inline]] bool is_core_key(char const* at) const noexcept {
        constexpr std::size_t size = core_fields[I].field.name.size() + 2;
        constexpr auto quoted = quote_key(core_fields[I].field.name);
        constexpr std::uint64_t mask = size < word_size ? ~(~std::uint64_t{} << 8 * size) : ~std::uint64_t{};
        static_assert(size >= 4);
        if (at > last_word_) return false;
        std::uint64_t const differ = word_at(at) ^ load_word(quoted.data());
        // Half of it, which is part of an instruction, tells most keys apart.
        if (static_cast<std::uint32_t>(differ) != 0 || (differ & mask) != 0) return false;
        return size <= word_size ||
               (static_cast<std::size_t>(last_word_ - at) + word_size >= size &&
                __builtin_memcmp(at + word_size, quoted.data() + word_size, size - word_size) == 0);
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
        std::size_t const size = at[1] - *at - 2;
        return size > 62 || (sizes >> size & 1U) != 0 || is_space(text_[at[1] - 1]);
    }

    bool note_incomplete(incomplete_object const& object) noexcept {
        if (incomplete_count_ == incomplete_.size()) return false;
        incomplete_[incomplete_count_++] = object;
        return true;
    }

    /// Any value with brackets of this depth at most.
    [[gnu::always_inline]] token skip(token at, int depth = max_depth) const noexcept {
        char const c = first(at);
        if (c == '"') return at + 1;
        if (c == '{') return skip_object(at, depth);
        if (c == '[') return skip_array(at, depth);
        return skip_scalar(at);
    }

    [[gnu::noinline]] token skip_object(token at, int depth) const noexcept {
        if (depth == 0) return nullptr;
        if (first(++at) == '}') return at + 1;
        for (;;) {
            if (!is_key(at)) return nullptr;
            at = skip(at + 2, depth - 1);
            if (at == nullptr) return nullptr;
            char const c = first(at++);
            if (c != ',') return c == '}' ? at : nullptr;
        }
    }

    [[gnu::noinline]] token skip_array(token at, int depth) const noexcept {
        if (depth == 0) return nullptr;
        if (first(++at) == ']') return at + 1;
        for (;;) {
            at = skip(at, depth - 1);
            if (at == nullptr) return nullptr;
            char const c = first(at++);
            if (c != ',') return c == ']' ? at : nullptr;
        }
    }

    [[gnu::noinline]] token skip_scalar(token at) const noexcept {
        return is_short_scalar(at) ? at + 1 : skip_long_scalar(at);
    }

    /// Whether a value is a literal or an integer of up to eight digits; no branch depends on which it is.
    bool is_short_scalar(token at) const noexcept {
        char const* const begin = text_ + *at;
        std::size_t const size = at[1] - *at;
        if (size > word_size) return false;
        std::uint64_t word = word_at(min(begin, last_word_));
        if (begin > last_word_) word >>= 8 * (begin - last_word_);
        auto const c = static_cast<unsigned char>(word);
        std::size_t const unused = 64 - 8 * size;
        constexpr std::uint64_t ones = 0x0101010101010101U;
        std::uint64_t const digits = (word ^ ones * '0') << unused;
        bool const are_digits = (((digits + ones * (0x7F - 9)) | digits) & ones * 0x80) == 0;
        bool const is_integer = are_digits & ((c != '0') | (size == 1));
        return is_integer | (word << unused == literals[c >> 3 & 3]);
    }

    /// Numbers, and what has space behind it.
    [[gnu::noinline]] token skip_long_scalar(token at) const noexcept {
        if (at >= last_) return nullptr;
        char const* const begin = text_ + *at;
        char const* const end = end_of(at);
        std::string_view const text(begin, static_cast<std::size_t>(end - begin));
        bool const is_right = text == "true" || text == "false" || text == "null" ||
                              json::detail::skip_number(begin, end) == end;
        return is_right ? at + 1 : nullptr;
    }

    /// By two bits of their first letters; with nothing before them, as the words of the texts have nothing
    /// behind them.
    static constexpr std::array<std::uint64_t, 4> literals{
        load_word("\0\0\0false"), load_word("\0\0\0\0null"), load_word("\0\0\0\0true"), 0};

    /// Less than `json::read` takes, for the brackets around a skipped value.
    static constexpr int max_depth = 60;
    static constexpr std::size_t word_size = sizeof(std::uint64_t);
    static constexpr std::size_t max_name = 24;  ///< of `is_name`
    static constexpr std::uint32_t of_each_event = std::uint32_t{1} << type_bit | std::uint32_t{1}
                                                                                      << time_bit;

    char const* text_;
    char const* last_word_;  ///< where the last eight bytes begin
    token begin_;
    token last_;  ///< the bracket that closes the event
    event_habits& habits_;
    std::string_view type_;
    event_type const* known_{};
    std::uint32_t known_fields_ = ~std::uint32_t{};  ///< until the type is read
    std::uint32_t seen_{};
    std::uint32_t incomplete_count_{};
    std::uint8_t root_field_{};
    bool has_units_;
    std::array<incomplete_object, 8> incomplete_;
};

}  // namespace snsproof::detail
