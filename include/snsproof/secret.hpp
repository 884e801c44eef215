// SPDX-License-Identifier: Apache-2.0
// Where secrets stand in a text, found lexically, so that no output shows them: not even of broken JSON.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "snsproof/detail/ascii.hpp"
#include "snsproof/report.hpp"

namespace snsproof {

namespace detail {

class secret_finder {
public:
    constexpr explicit secret_finder(std::string_view text) noexcept : text_(text) {}

    constexpr std::vector<span> find() {
        while (at_ < text_.size()) {
            std::size_t const behind = match_key(at_);
            if (behind == 0 || !find_value(behind)) ++at_;
        }
        return std::move(found_);
    }

private:
    static constexpr std::array<std::string_view, 3> key_ends{"_key", "_secret", "credentials"};

    constexpr char peek(std::size_t i) const noexcept { return i < text_.size() ? text_[i] : '\0'; }

    /// The length in the text of one character of a key, which may be written as `\u0065`; 0 if it is another
    /// one.
    constexpr std::size_t match_char(std::size_t i, char wanted) const noexcept {
        if (lower(peek(i)) == wanted) return 1;
        if (peek(i) != '\\' || peek(i + 1) != 'u') return 0;
        int unit = 0;
        for (std::size_t k = 2; k != 6; ++k) {
            int const digit = hex_value(peek(i + k));
            if (digit < 0) return 0;
            unit = unit * 16 + digit;
        }
        return unit < 0x80 && lower(static_cast<char>(unit)) == wanted ? 6 : 0;
    }

    /// Where the text goes on behind the end of a secret's key that begins at `i`; 0 if none does.
    constexpr std::size_t match_key(std::size_t i) const noexcept {
        for (std::string_view const end : key_ends) {
            std::size_t at = i;
            for (char const c : end) {
                std::size_t const length = match_char(at, c);
                if (length == 0) {
                    at = 0;
                    break;
                }
                at += length;
            }
            if (at != 0) return at;
        }
        return 0;
    }

    constexpr std::size_t skip(std::size_t i, std::string_view any_of) const noexcept {
        while (i < text_.size() && any_of.find(text_[i]) != std::string_view::npos) ++i;
        return i;
    }

    /// What stands between a key and its value: `": "`, also escaped, and `=`, `=>` of other languages.
    constexpr bool find_value(std::size_t i) {
        i = skip(i, "\\\"'");
        i = skip(i, " \t\r\n");
        if (peek(i) != ':' && peek(i) != '=') return false;
        i = skip(i, ":=>");
        i = skip(i, " \t\r\n");
        std::size_t const quote = skip(i, "\\");
        if (peek(quote) == '"' || peek(quote) == '\'')
            add(quote + 1, find_quote(quote + 1, quote - i));
        else if (peek(i) == '{' || peek(i) == '[')
            add(i + 1, find_bracket(i));
        else
            add_word(i);
        return true;
    }

    /// The quote that ends the string which begins at `from`, whose quotes have `escapes` backslashes before
    /// them.
    constexpr std::size_t find_quote(std::size_t from, std::size_t escapes) const noexcept {
        char const quote = text_[from - 1];
        std::size_t run = 0;
        for (std::size_t i = from; i < text_.size(); ++i) {
            if (text_[i] == quote && (escapes == 0 ? run % 2 == 0 : run <= escapes))
                return escapes == 0 ? i : i - run;
            run = text_[i] == '\\' ? run + 1 : 0;
        }
        return text_.size();
    }

    constexpr std::size_t find_bracket(std::size_t from) const noexcept {
        std::size_t depth = 0;
        for (std::size_t i = from; i < text_.size(); ++i) {
            char const c = text_[i];
            if (c == '"') i = find_quote(i + 1, 0);
            if (c == '{' || c == '[') ++depth;
            if ((c == '}' || c == ']') && --depth == 0) return i;
        }
        return text_.size();
    }

    constexpr void add_word(std::size_t from) {
        std::size_t to = from;
        while (to < text_.size() && !is_space(text_[to]) &&
               std::string_view(",;}])\"'").find(text_[to]) == std::string_view::npos)
            ++to;
        std::string_view const word = text_.substr(from, to - from);
        if (word == "null" || word == "true" || word == "false") to = from;
        add(from, to);
    }

    constexpr void add(std::size_t from, std::size_t to) {
        to = to < text_.size() ? to : text_.size();
        if (from < to)
            found_.push_back({static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to - from)});
        at_ = to < at_ + 1 ? at_ + 1 : to;
    }

    std::string_view text_;
    std::size_t at_{};
    std::vector<span> found_;
};

}  // namespace detail

/// The bytes of `text` that no output may show, in order: each value after a key that ends in `_key`,
/// `_secret` or `credentials`, without its quotes; what an object or list there holds; to the end of the text
/// where a quote is never closed. `null`, `true` and `false` are no secrets. Linear.
constexpr std::vector<span> find_secrets(std::string_view text) {
    return detail::secret_finder(text).find();
}

}  // namespace snsproof
