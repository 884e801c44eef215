// SPDX-License-Identifier: Apache-2.0
// ASCII character classes, free of the locale and usable in constant expressions.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace snsproof::detail {

constexpr bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

constexpr bool is_upper(char c) noexcept {
    return c >= 'A' && c <= 'Z';
}

constexpr bool is_lower(char c) noexcept {
    return c >= 'a' && c <= 'z';
}

constexpr bool is_alnum(char c) noexcept {
    return is_digit(c) || is_lower(c) || is_upper(c);
}

/// A letter, a digit or `_`: what a regular expression calls `\w`.
constexpr bool is_word(char c) noexcept {
    return is_alnum(c) || c == '_';
}

/// JSON's white space (RFC 8259, section 2).
constexpr bool is_space(char c) noexcept {
    return static_cast<unsigned char>(c) <= ' ' && (c == ' ' || c == '\n' || c == '\t' || c == '\r');
}

constexpr char lower(char c) noexcept {
    return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}

/// The value of a hexadecimal digit, or -1.
constexpr int hex_value(char c) noexcept {
    return is_digit(c) ? c - '0' : lower(c) >= 'a' && lower(c) <= 'f' ? lower(c) - 'a' + 10 : -1;
}

/// Negative, zero or positive, as `a` stands before, equals or stands behind `b`; the case of ASCII letters
/// aside.
constexpr int compare_ignoring_case(std::string_view a, std::string_view b) noexcept {
    for (std::size_t i = 0; i != a.size() && i != b.size(); ++i)
        if (lower(a[i]) != lower(b[i])) return lower(a[i]) < lower(b[i]) ? -1 : 1;
    return a.size() == b.size() ? 0 : a.size() < b.size() ? -1 : 1;
}

constexpr bool all_digits(std::string_view text) noexcept {
    unsigned other = text.empty() ? 1 : 0;
    for (char const c : text) other |= is_digit(c) ? 0U : 1U;  // no branch for each digit
    return other == 0;
}

/// The number that decimal digits write, at most 19 of them.
constexpr std::uint64_t read_digits(std::string_view digits) noexcept {
    std::uint64_t number = 0;
    for (char const c : digits) number = number * 10 + static_cast<unsigned>(c - '0');
    return number;
}

/// A number in decimal digits.
class decimal {
public:
    constexpr explicit decimal(std::uint64_t number) noexcept {
        do digits_[--first_] = static_cast<char>('0' + number % 10);
        while ((number /= 10) != 0);
    }
    constexpr std::string_view digits() const noexcept {
        return {digits_.data() + first_, digits_.size() - first_};
    }

private:
    std::array<char, 20> digits_{};
    std::size_t first_{20};
};

/// Whether all bytes are below 0x80.
constexpr bool is_ascii(std::string_view text) noexcept {
    std::size_t i = 0;
    for (; text.size() - i >= 8; i += 8) {
        unsigned all = 0;
        for (std::size_t j = 0; j != 8; ++j) all |= static_cast<unsigned char>(text[i + j]);
        if (all >= 0x80) return false;
    }
    for (; i != text.size(); ++i)
        if (static_cast<unsigned char>(text[i]) >= 0x80) return false;
    return true;
}

/// Bytes of a JSON string that need no look: all but quotes, backslashes, control characters and what is not
/// ASCII.
inline constexpr auto is_plain = [] {
    std::array<bool, 256> plain{};
    for (std::size_t c = 0x20; c != 0x80; ++c) plain[c] = c != '"' && c != '\\';
    return plain;
}();

/// The first byte that is not plain, eight bytes at a time at run time.
constexpr char const* skip_plain(char const* at, char const* end) noexcept {
    if (!std::is_constant_evaluated() && std::endian::native == std::endian::little) {
        constexpr std::uint64_t ones = 0x0101010101010101;
        for (; end - at >= 8; at += 8) {
            std::array<char, 8> bytes{};
            std::char_traits<char>::copy(bytes.data(), at, 8);
            auto const block = std::bit_cast<std::uint64_t>(bytes);
            // The top bit of a byte is set where the byte is 0x80 or above, or below what is subtracted.
            // A borrow can set others, but only above the first one.
            std::uint64_t const quote = (block ^ (ones * '"')) - ones;
            std::uint64_t const backslash = (block ^ (ones * '\\')) - ones;
            std::uint64_t const special = (block | quote | backslash | (block - ones * ' ')) & (ones * 0x80);
            if (special != 0) return at + std::countr_zero(special) / 8;
        }
    }
    while (at != end && is_plain[static_cast<unsigned char>(*at)]) ++at;
    return at;
}

/// The text up to the first `separator`; the text keeps what stands behind it.
constexpr std::string_view take_until(std::string_view& text, char separator) noexcept {
    std::string_view const taken = text.substr(0, text.find(separator));
    text.remove_prefix(taken.size() == text.size() ? taken.size() : taken.size() + 1);
    return taken;
}

}  // namespace snsproof::detail
