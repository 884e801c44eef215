// SPDX-License-Identifier: Apache-2.0
// What the first stage of simdjson does not look at: whether escapes are legal.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "snsproof/detail/ascii.hpp"
#include "snsproof/detail/list.hpp"
#include "snsproof/json_read.hpp"

namespace snsproof::detail {

/// Looks at a text in steps of 128 bytes: first for those that hold a backslash, or the first byte of what
/// may be no character, then into these.
class escape_scanner {
public:
    /// `may_be_wide` is whether to compare 32 bytes at once where the processor can; the answers are the
    /// same.
    explicit escape_scanner(bool may_be_wide = true) noexcept : is_wide_(may_be_wide && has_wide()) {}

    /// Makes room for texts of up to this size.
    void reserve(std::size_t size) { found_.reserve(size / step + 1); }

    /// Whether each backslash begins a legal escape, were it in a string, and no character is U+FFFE or
    /// U+FFFF.
    bool scan(std::string_view text) noexcept {
        text_ = text;
        has_units_ = false;
        behind_ = 0;
        if (text.size() <= step) return scan_short();
        if (text.back() == '\\') return false;
        return is_wide_ ? scan_wide() : scan_steps<bytes16>();
    }

    /// Whether the last text had an escape that may stand for a letter, such as `\u0061`.
    bool has_units() const noexcept { return has_units_; }

private:
    static constexpr std::size_t step = 128;

    /// What is compared in one instruction by all processors that have such, and by those with AVX2.
    using byte = unsigned char;
    using bytes16 [[gnu::vector_size(16)]] = byte;
    using bytes32 [[gnu::vector_size(32)]] = byte;
    template <class Bytes>
    using flags = decltype(Bytes{} == Bytes{});  ///< 0 or -1 for each byte

#ifdef __x86_64__
    static bool has_wide() noexcept {
        return __builtin_cpu_supports("avx2") != 0;
    }
    [[gnu::target("avx2")]] bool scan_wide() noexcept {
        return scan_steps<bytes32>();
    }
#else
    static bool has_wide() noexcept {
        return false;
    }
    bool scan_wide() noexcept {
        return scan_steps<bytes16>();
    }
#endif

    bool scan_short() noexcept {
        std::array<char, step + 1> padded{};
        for (std::size_t i = 0; i != text_.size(); ++i) padded[i] = text_[i];
        return is_common<bytes16>(padded.data()) || check_step(0);
    }

    template <class Bytes>
    [[gnu::always_inline]] bool scan_steps() noexcept {
        std::uint32_t const* const end = find_steps<Bytes>();
        for (std::uint32_t const* at = found_.data(); at != end; ++at)
            if (!is_common<Bytes>(text_.data() + *at) && !check_step(*at)) return false;
        return true;
    }

    /// Writes down where the steps begin that want a look; no branch depends on the text. The last one begins
    /// in the one before it and ends a byte before the text does, since a backslash escapes one byte more.
    template <class Bytes>
    [[gnu::always_inline]] std::uint32_t const* find_steps() noexcept {
        char const* const text = text_.data();
        std::size_t const last = text_.size() - step - 1;
        std::uint32_t* out = found_.data();
        for (std::size_t at = 0;; at += step) {
            if (at > last) at = last;
            flags<Bytes> special{};
            find_special<Bytes>(text + at, special);
            *out = static_cast<std::uint32_t>(at);
            out += any(special) ? 1 : 0;
            if (at == last) return out;
        }
    }

    /// A recursion, since g++ -O2 keeps a loop.
    template <class Bytes, std::size_t I = 0>
    [[gnu::always_inline]] static void find_special(char const* at, flags<Bytes>& found) noexcept {
        if constexpr (I != step) {
            Bytes b;
            __builtin_memcpy(&b, at + I, sizeof b);
            found |= (b == backslash) | (b == lead);
            find_special<Bytes, I + sizeof(Bytes)>(at, found);
        }
    }

    /// Whether all backslashes of a step, the escaped ones too, stand before what is the end of a common
    /// escape, and no character is above U+FFBF.
    template <class Bytes>
    [[gnu::always_inline]] static bool is_common(char const* at) noexcept {
        flags<Bytes> wrong{};
        for (std::size_t i = 0; i != step; i += sizeof(Bytes)) {
            Bytes b, next;
            __builtin_memcpy(&b, at + i, sizeof b);
            __builtin_memcpy(&next, at + i + 1, sizeof next);
            flags<Bytes> const common = (next == byte('n')) | (next == byte('"')) | (next == backslash) |
                                        (next == byte('t')) | (next == byte('r')) | (next == byte('/'));
            wrong |= ((b == backslash) & ~common) | ((b == lead) & (next == second));
        }
        return !any(wrong);
    }

    template <class Flags>
    [[gnu::always_inline]] static bool any(Flags const& flags) noexcept {
        std::uint64_t words[sizeof flags / 8];
        __builtin_memcpy(words, &flags, sizeof flags);
        std::uint64_t all = 0;
        for (std::uint64_t const word : words) all |= word;
        return all != 0;
    }

    bool check_step(std::size_t offset) noexcept {
        return !may_hold_noncharacter(offset) && check_escapes(offset);
    }

    bool may_hold_noncharacter(std::size_t offset) const noexcept {
        std::string_view const part = text_.substr(offset, step + 2);
        for (std::size_t at = part.find("\xEF\xBF"); at != std::string_view::npos;
             at = part.find("\xEF\xBF", at + 2))
            if (at + 2 >= part.size() || part[at + 2] == '\xBE' || part[at + 2] == '\xBF') return true;
        return false;
    }

    /// Escape by escape; the first byte of the step may be escaped by one before it, which was checked with
    /// that one.
    bool check_escapes(std::size_t offset) noexcept {
        std::size_t first = offset;
        while (first != 0 && text_[first - 1] == '\\') --first;
        std::string_view const part = text_.substr(0, offset + step);
        for (std::size_t at = offset + (offset - first) % 2;; at += 2) {
            at = part.find('\\', at);
            if (at == std::string_view::npos) return true;
            if (!check_escape(at + 1)) return false;
        }
    }

    /// `at` is the byte behind a backslash.
    bool check_escape(std::size_t at) noexcept {
        if (at == text_.size()) return false;
        if (text_[at] == 'u') return at < behind_ || check_unit(at);
        return json::detail::short_escapes.find(text_[at]) != std::string_view::npos;
    }

    /// `at` is a `u`. A high surrogate takes the low one behind it along.
    bool check_unit(std::size_t at) noexcept {
        has_units_ = true;
        int const unit = unit_at(at);
        if (unit < 0) return false;
        if (unit < 0xD800 || unit > 0xDFFF) return true;
        if (unit > 0xDBFF || text_.substr(at + 5, 2) != "\\u") return false;
        int const low = unit_at(at + 6);
        behind_ = at + 7;
        return low >= 0xDC00 && low <= 0xDFFF;
    }

    int unit_at(std::size_t at) const noexcept {
        if (text_.size() - at < 5) return -1;
        int unit = 0;
        for (std::size_t i = 1; i != 5; ++i) {
            int const digit = hex_value(text_[at + i]);
            if (digit < 0) return -1;
            unit = unit * 16 + digit;
        }
        return unit;
    }

    static constexpr byte backslash = '\\';
    static constexpr byte lead = 0xEF;    ///< of U+F000 to U+FFFF
    static constexpr byte second = 0xBF;  ///< behind it, of U+FFC0 to U+FFFF

    std::string_view text_;
    list<std::uint32_t> found_;  ///< steps that want a look
    std::size_t behind_{};       ///< the units before it were read
    bool has_units_{};
    bool is_wide_;
};

}  // namespace snsproof::detail
