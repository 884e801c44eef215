// SPDX-License-Identifier: Apache-2.0
// Where secrets stand in a text, found lexically, so that no output shows them: not even of broken JSON.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "snsproof/detail/ascii.hpp"
#include "snsproof/detail/list.hpp"
#include "snsproof/detail/nearest.hpp"
#include "snsproof/report.hpp"

namespace snsproof {

namespace detail {

class secret_finder {
public:
    constexpr explicit secret_finder(std::string_view text) noexcept : text_(text) {}

    constexpr list<span> find() {
        if (is_utf16()) add(0, text_.size());
        while (at_ < text_.size()) {
            std::size_t const behind = match_key(at_);
            if (behind == 0 || !find_value(behind)) ++at_;
        }
        return std::move(found_);
    }

private:
    /// A longer one stands before the one that it begins with: the first that matches is taken.
    static constexpr std::array<std::string_view, 5> key_ends{"key", "secret", "credentials", "credential",
                                                              "password"};

    /// In UTF-16 no key can be told, so that all of it is hidden.
    constexpr bool is_utf16() const noexcept {
        return text_.starts_with("\xFE\xFF") || text_.starts_with("\xFF\xFE") ||
               text_.substr(0, 2).find('\0') != std::string_view::npos;
    }

    constexpr char peek(std::size_t i) const noexcept { return i < text_.size() ? text_[i] : '\0'; }

    /// The length in the text of one character of a key, which may be written as `\u0065`, with more
    /// backslashes inside of a string; 0 if it is another one.
    constexpr std::size_t match_char(std::size_t i, char wanted) const noexcept {
        if (lower(peek(i)) == wanted) return 1;
        if (peek(i) != '\\') return 0;
        std::size_t at = i;
        while (peek(at) == '\\' && at - i < 8) ++at;
        if (peek(at) != 'u') return 0;
        int unit = 0;
        for (std::size_t k = 1; k != 5; ++k) {
            int const digit = hex_value(peek(at + k));
            if (digit < 0) return 0;
            unit = unit * 16 + digit;
        }
        return unit < 0x80 && lower(static_cast<char>(unit)) == wanted ? at + 5 - i : 0;
    }

    constexpr std::size_t match_word(std::size_t i, std::string_view word) const noexcept {
        for (char const c : word) {
            std::size_t const length = match_char(i, c);
            if (length == 0) return 0;
            i += length;
        }
        return i;
    }

    /// Where the text goes on behind the end of a secret's key that begins at `i`; 0 if none does. A name
    /// that goes on there is no key: `find_value` finds nothing that gives it a value.
    constexpr std::size_t match_key(std::size_t i) const noexcept {
        for (std::string_view const end : key_ends)
            if (std::size_t const behind = match_word(i, end); behind != 0) return behind;
        return match_misspelled(i);
    }

    /// `sns_` or `sqs_` and a word that is nearly `secret` or `key`.
    constexpr std::size_t match_misspelled(std::size_t i) const noexcept {
        if (!text_.substr(i).starts_with("sns_") && !text_.substr(i).starts_with("sqs_")) return 0;
        std::size_t end = i + 4;
        while (is_word(peek(end)) && end - i < 16) ++end;
        std::string_view const word = text_.substr(i + 4, end - i - 4);
        bool const near = edit_distance(word, "secret", 2) <= 2 || edit_distance(word, "key", 1) <= 1;
        return near ? end : 0;
    }

    /// The length of a quotation mark, straight or typographic (U+2018 to U+201F), or 0.
    constexpr std::size_t match_quote(std::size_t i) const noexcept {
        if (peek(i) == '"' || peek(i) == '\'' || peek(i) == '`') return 1;
        bool const typographic = peek(i) == '\xE2' && peek(i + 1) == '\x80' &&
                                 static_cast<unsigned char>(peek(i + 2)) >= 0x98 &&
                                 static_cast<unsigned char>(peek(i + 2)) <= 0x9F;
        return typographic ? 3 : 0;
    }

    /// Skips comments and what stands between a key and its value, in JSON, in other languages, and by
    /// mistake. Whether something was there that gives a value to a name. Many keys may stand in one comment:
    /// what is found for the first is kept for the others, so that time is linear.
    constexpr bool skip_separator(std::size_t& i) {
        bool const found = skip_marks(i);
        if (!is_comment(i)) return found;
        bool const block = peek(i + 1) == '*';
        std::size_t& end = block ? block_end_ : line_end_;
        if (end < i + 2) end = comment_end(i);
        if (colon_ < i) colon_ = min(text_.find_first_of(":=", i), text_.size());
        if (end == text_.size() || colon_ < end) return false;  // the comment is searched on its own
        if (behind_.from != end) skip_comments(end);
        i = behind_.to;
        return !behind_.fails && (found || behind_.found);
    }

    /// Skips what stands behind a comment that ends at `from`.
    constexpr void skip_comments(std::size_t from) {
        behind_ = {from, from + (text_[from] == '*' ? 2 : 1), false, false};
        for (int count = 0;; ++count) {
            behind_.found |= skip_marks(behind_.to);
            if (!is_comment(behind_.to) || behind_.fails) return;
            std::size_t const end = comment_end(behind_.to);
            std::string_view const comment = text_.substr(behind_.to, end - behind_.to);
            behind_.fails = end == text_.size() || comment.find_first_of(":=") != std::string_view::npos;
            is_hidden_from_here_ = !behind_.fails && count == most_comments;
            if (behind_.fails || is_hidden_from_here_) return;
            behind_.to = end + (text_[end] == '*' ? 2 : 1);
        }
    }

    constexpr bool skip_marks(std::size_t& i) const noexcept {
        bool found = false;
        for (; i < text_.size() && !is_comment(i); ++i) {
            char const c = text_[i];
            if (c == '>' && found && text_[i - 1] != '=') break;  // YAML's block, no arrow
            if (std::string_view(":=>,;(").find(c) != std::string_view::npos)
                found = true;
            else if (c != ']' && c != ')' && is_shown(i))
                break;
        }
        return found;
    }

    constexpr bool is_comment(std::size_t i) const noexcept {
        return peek(i) == '/' && (peek(i + 1) == '*' || peek(i + 1) == '/');
    }

    /// Where the mark stands that ends the comment, or the end of the text.
    constexpr std::size_t comment_end(std::size_t i) const noexcept {
        return min(text_.find(peek(i + 1) == '*' ? "*/" : "\n", i + 2), text_.size());
    }

    /// Whether the byte is no space, control character or part of one that is not ASCII, but for quotation
    /// marks.
    constexpr bool is_shown(std::size_t i) const noexcept {
        auto const byte = static_cast<unsigned char>(text_[i]);
        return (byte > 0x20 && byte < 0x7F) || match_quote(i) != 0;
    }

    constexpr bool find_value(std::size_t i) {
        while (peek(i) == '\\') ++i;
        bool const quoted = match_quote(i) != 0;
        while (match_quote(i) != 0) i += match_quote(i);
        bool const separated = skip_separator(i);
        if (is_hidden_from_here_) return add(i, text_.size()), true;
        std::size_t mark = i;
        while (peek(mark) == '\\') ++mark;
        std::size_t const quote = match_quote(mark);
        bool const given = separated || (quoted ? quote != 0 || is_word(peek(i)) : quote != 0);
        if (i >= text_.size() || !given) return false;
        if (quote != 0)
            add_string(mark, quote, mark - i);
        else if (text_[i] == '{' || text_[i] == '[')
            add(i, find_bracket(i));
        else
            add_word(i);
        return true;
    }

    /// A string as JSON has it, to its end. If something else follows, then all of the line.
    constexpr void add_string(std::size_t open, std::size_t length, std::size_t escapes) {
        std::size_t const end = find_quote(open, length, escapes);
        std::size_t const behind = min(end + escapes + length, text_.size());
        bool const exact = length == 1 && (escapes != 0 || is_value_end(behind));
        add(open + length, exact || end == text_.size() ? end : line_end(behind));
    }

    /// Where the string ends whose quotation mark stands at `open` with so many backslashes before it.
    constexpr std::size_t find_quote(std::size_t open, std::size_t length,
                                     std::size_t escapes) const noexcept {
        std::size_t run = 0;
        for (std::size_t i = open + length; i < text_.size(); ++i) {
            bool const ends = length == 1 ? text_[i] == text_[open] : match_quote(i) == length;
            if (ends && (escapes == 0 ? run % 2 == 0 : run <= escapes)) return escapes == 0 ? i : i - run;
            run = text_[i] == '\\' ? run + 1 : 0;
        }
        return text_.size();
    }

    constexpr bool is_value_end(std::size_t i) const noexcept {
        while (i < text_.size() && is_space(text_[i])) ++i;
        return i == text_.size() || text_[i] == ',' || text_[i] == '}' || text_[i] == ']';
    }

    constexpr std::size_t line_end(std::size_t i) const noexcept {
        return min(text_.find('\n', i), text_.size());
    }

    /// Behind the bracket that closes this one; the end of the text where brackets do not match.
    constexpr std::size_t find_bracket(std::size_t from) const {
        list<char> open;
        for (std::size_t i = from; i < text_.size(); ++i) {
            char const c = text_[i];
            if (c == '"' || c == '\'') i = find_quote(i, 1, 0);
            if (c == '{' || c == '[') open.push_back(c == '{' ? '}' : ']');
            if (c != '}' && c != ']') continue;
            if (open.back() != c) break;
            open.pop_back();
            if (open.empty()) return i + 1;
        }
        return text_.size();
    }

    /// A number or another word as JSON has it, else all of the line.
    constexpr void add_word(std::size_t from) {
        std::size_t to = from;
        while (to < text_.size() &&
               (is_word(text_[to]) || text_[to] == '.' || text_[to] == '-' || text_[to] == '+'))
            ++to;
        if (text_[from] == '|' || text_[from] == '>') return add(from, text_.size());  // YAML's blocks
        if (to == from || !is_value_end(to)) return add(from, parameter_end(from));
        std::string_view const word = text_.substr(from, to - from);
        if (word == "null" || word == "true" || word == "false")
            at_ = to;
        else
            add(from, to);
    }

    /// The end of a parameter in a URL that stands in a string; the end of the line where it is none.
    constexpr std::size_t parameter_end(std::size_t from) const noexcept {
        std::size_t const end = text_.find_first_of("\"& \n", from);
        bool const is_parameter = text_[from - 1] == '=' && end != std::string_view::npos &&
                                  (text_[end] == '&' || (text_[end] == '"' && is_value_end(end + 1)));
        return is_parameter ? end : line_end(from);
    }

    constexpr void add(std::size_t from, std::size_t to) {
        if (from < to)
            found_.push_back({static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to - from)});
        at_ = max(to, at_ + 1);
    }

    /// What stands behind a comment that ends at `from`, up to `to`.
    struct skipped {
        std::size_t from{};
        std::size_t to{};
        bool found{};
        bool fails{};  ///< at a comment that is searched on its own
    };

    /// Behind so many comments, all the rest is hidden.
    static constexpr int most_comments = 64;

    std::string_view text_;
    std::size_t at_{};
    std::size_t block_end_{}, line_end_{}, colon_{};  ///< the next ones, as far as they were asked for
    skipped behind_;
    bool is_hidden_from_here_{};
    list<span> found_;
};

}  // namespace detail

/// The bytes of `text` that no output may show, in order: each value after a key that ends in `key`,
/// `secret`, `credentials` or `password`, or that nearly is one of Stream's, without its quotes; a whole
/// object or list there; the rest of the line where it is no JSON, of the text where a quote or bracket is
/// never closed. `null`, `true` and `false` are no secrets. It rather hides too much than too little. Linear.
constexpr detail::list<span> find_secrets(std::string_view text) {
    return detail::secret_finder(text).find();
}

}  // namespace snsproof
