// SPDX-License-Identifier: Apache-2.0
// The one reader of JSON (RFC 8259, exactly), at compile time and at run time. What people paste by mistake
// is named.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <utility>

#include "snsproof/detail/ascii.hpp"
#include "snsproof/detail/list.hpp"
#include "snsproof/json.hpp"
#include "snsproof/json_rules.hpp"
#include "snsproof/location.hpp"
#include "snsproof/report.hpp"

namespace snsproof::json {

namespace detail {

using namespace snsproof::detail;

/// The length of the UTF-8 sequence at `at`, or 0 where there is none (RFC 3629, section 4).
constexpr std::size_t utf8_length(char const* at, char const* end) noexcept {
    auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(at[i]); };
    auto const left = static_cast<std::size_t>(end - at);
    unsigned const lead = byte(0);
    if (lead < 0x80) return 1;
    std::size_t const length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (length == 0 || length > left) return 0;
    for (std::size_t i = 1; i != length; ++i)
        if (!is_continuation(at[i])) return 0;
    bool const overlong = (lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xF0 && byte(1) < 0x90);
    bool const surrogate = lead == 0xED && byte(1) > 0x9F;
    bool const too_large = lead == 0xF4 && byte(1) > 0x8F;
    return overlong || surrogate || too_large ? 0 : length;
}

/// What may stand behind a backslash, but for `u` and its digits.
inline constexpr std::string_view short_escapes = "\"\\/bfnrt";

constexpr char const* skip_digits(char const* at, char const* end) noexcept {
    while (at != end && is_digit(*at)) ++at;
    return at;
}

/// number = [ "-" ] int [ "." 1*DIGIT ] [ "e" [ "-" / "+" ] 1*DIGIT ]
/// One behind the number that begins at `at`, or null where none does. Needs a byte there.
constexpr char const* skip_number(char const* at, char const* end) noexcept {
    if (*at == '-') ++at;
    if (at == end || !is_digit(*at)) return nullptr;
    at = *at == '0' ? at + 1 : skip_digits(at, end);
    if (at != end && *at == '.') {
        char const* const stop = skip_digits(at + 1, end);
        if (stop == at + 1) return nullptr;
        at = stop;
    }
    if (at == end || lower(*at) != 'e') return at;
    ++at;
    if (at != end && (*at == '+' || *at == '-')) ++at;
    char const* const stop = skip_digits(at, end);
    return stop == at ? nullptr : stop;
}

/// value  = object / array / string / number / "true" / "false" / "null"
/// No recursion: an open bracket's token holds the index of the one around it until it is closed.
class reader {
public:
    constexpr reader(std::string_view text, std::uint32_t max_depth) noexcept
        : begin_(text.data()), at_(text.data()), end_(text.data() + text.size()), max_depth_(max_depth) {}

    constexpr result<document> read() {
        tokens_.reserve(static_cast<std::size_t>(end_ - begin_) / 8 + 1);
        skip_space();
        if (!read_document()) return {std::move(report_)};
        std::string_view const text(begin_, static_cast<std::size_t>(end_ - begin_));
        return {document(text, std::move(tokens_), has_escapes_, is_ascii_), {}};
    }

private:
    static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

    constexpr bool read_document() {
        if (at_ == end_) return fail(rules::json_empty, begin_, begin_);
        if (!check_encoding()) return false;
        for (;;) {
            if (!read_value()) return false;
            if (just_opened_) continue;
            if (!read_behind_value()) return false;
            if (is_done_) return true;
        }
    }

    /// Reads a scalar, or opens a container and stands at its first value (`just_opened_`) or behind it if
    /// empty.
    constexpr bool read_value() {
        just_opened_ = false;
        if (at_ == end_) return fail_end();
        if (*at_ == '"') return read_string();  // most values are strings
        switch (*at_) {
            case '{':
            case '[': return open();
            case 't': return read_literal("true");
            case 'f': return read_literal("false");
            case 'n': return read_literal("null");
            default: return *at_ == '-' || is_digit(*at_) ? read_number() : fail_value();
        }
    }

    constexpr bool open() {
        char const bracket = *at_;
        if (depth_ == max_depth_) return fail(rules::json_depth, at_, at_ + 1);
        ++depth_;
        auto const index = static_cast<std::uint32_t>(tokens_.size());
        push({offset(at_), open_});
        open_ = index;
        ++at_;
        skip_space();
        if (at_ != end_ && *at_ == (bracket == '{' ? '}' : ']')) return close(), true;
        just_opened_ = true;
        return bracket == '[' || read_key();
    }

    constexpr void close() {
        auto const index = static_cast<std::uint32_t>(tokens_.size());
        std::uint32_t const outer = tokens_[open_].reach;
        push({offset(at_), index - open_});
        tokens_[open_].reach = index - open_;
        open_ = outer;
        --depth_;
        ++at_;
    }

    constexpr bool in_object() const noexcept { return begin_[tokens_[open_].offset] == '{'; }

    /// Closes what ends here, then stands at the next value, or at the end.
    constexpr bool read_behind_value() {
        for (;;) {
            skip_space();
            if (open_ == none) {
                is_done_ = true;
                return at_ == end_ || fail_here(rules::json_trailing_text);
            }
            if (at_ == end_) return fail_end();
            bool const object = in_object();
            if (*at_ == ',') {
                comma_ = at_++;
                skip_space();
                return !object || read_key();
            }
            if (*at_ != (object ? '}' : ']')) return fail_separator();
            close();
        }
    }

    constexpr bool read_key() {
        if (at_ == end_) return fail_end();
        if (*at_ != '"') return fail_key();
        if (!read_string()) return false;
        skip_space();
        if (at_ == end_) return fail_end();
        if (*at_ != ':') return fail_here(rules::json_colon);
        ++at_;
        skip_space();
        return true;
    }

    constexpr bool read_string() {
        char const* const start = at_;
        at_ = skip_plain(start + 1, end_);
        if ((at_ == end_ || *at_ != '"') && !read_specials(start)) return false;
        ++at_;
        push({offset(start), static_cast<std::uint32_t>(at_ - start)});
        return true;
    }

    /// Reads the rest of a string that is not all plain, up to its quote.
    constexpr bool read_specials(char const* start) {
        for (; at_ != end_ && *at_ != '"'; at_ = skip_plain(at_, end_))
            if (!read_special()) return false;
        return at_ != end_ || fail(rules::json_end, start, start + 1);
    }

    /// At the end of the text it is the string that is wrong, not what the end cut off.
    constexpr bool read_special() {
        if (*at_ == '\\') return read_escape();
        if (static_cast<unsigned char>(*at_) < 0x20) return fail(rules::json_control, at_, at_ + 1);
        std::size_t const length = utf8_length(at_, end_);
        is_ascii_ = false;
        at_ += length;
        return length != 0 || fail(rules::json_utf8, at_, at_ + 1);
    }

    constexpr bool read_escape() {
        char const* const start = at_++;
        has_escapes_ = true;
        if (at_ == end_) return true;
        if (short_escapes.find(*at_) != std::string_view::npos) return ++at_, true;
        if (*at_ != 'u') {
            std::size_t const length = snsproof::detail::max<std::size_t>(utf8_length(at_, end_), 1);
            return fail(rules::json_escape, start, at_ + length);
        }
        int const high = read_unit(start);
        if (high < 0) return false;
        if (high < 0xD800 || high > 0xDFFF) return true;
        char const* const low_start = at_;
        if (high > 0xDBFF || end_ - at_ < 2 || at_[0] != '\\' || at_[1] != 'u')
            return fail(rules::json_surrogate, start, at_);
        ++at_;
        int const low = read_unit(low_start);
        return low >= 0 && (at_ == end_ || (low >= 0xDC00 && low <= 0xDFFF) ||
                            fail(rules::json_surrogate, start, low_start));
    }

    /// Reads `uXXXX`; the escape began at `start`.
    constexpr int read_unit(char const* start) {
        int unit = 0;
        ++at_;
        for (int i = 0; i != 4; ++i, ++at_) {
            if (at_ == end_) return 0;
            int const digit = hex_value(*at_);
            if (digit < 0) return fail(rules::json_escape, start, at_), -1;
            unit = unit * 16 + digit;
        }
        return unit;
    }

    constexpr bool read_number() {
        char const* const start = at_;
        char const* const stop = skip_number(at_, end_);
        if (stop == nullptr || (stop != end_ && continues_number(*stop))) {
            if (*at_ == '-' && end_ - at_ > 1 && at_[1] == 'I')
                return ++at_, fail_word(rules::json_not_finite, start);
            return fail_number(start);
        }
        at_ = stop;
        push({offset(start), static_cast<std::uint32_t>(at_ - start)});
        return true;
    }

    static constexpr bool continues_number(char c) noexcept {
        return is_word(c) || c == '.' || c == '+' || c == '-';
    }

    constexpr bool read_literal(std::string_view literal) {
        auto const left = static_cast<std::size_t>(end_ - at_);
        if (left < literal.size() || std::string_view(at_, literal.size()) != literal ||
            (left > literal.size() && is_word(at_[literal.size()])))
            return fail_value();
        push({offset(at_), static_cast<std::uint32_t>(literal.size())});
        at_ += literal.size();
        return true;
    }

    constexpr void push(token t) {
        if (tokens_.size() == tokens_.capacity()) grow();
        tokens_.push_back(t);
    }

    /// Grows to the size that the text so far lets expect: doubling would copy and hold far more.
    constexpr void grow() {
        auto const read = static_cast<std::uint64_t>(at_ - begin_) + 1;
        auto const expected = tokens_.size() * (static_cast<std::uint64_t>(end_ - begin_) + 1) / read;
        tokens_.reserve(static_cast<std::size_t>(expected + expected / 16 + 16));
    }

    constexpr void skip_space() noexcept {
        char const* at = at_;
        while (at != end_ && is_space(*at)) ++at;
        at_ = at;
    }

    // What follows runs once, when the text turned out to be wrong: it finds the right name for the mistake.

    constexpr bool check_encoding() {
        std::string_view const head(
            begin_, snsproof::detail::min<std::size_t>(4, static_cast<std::size_t>(end_ - begin_)));
        if (head.starts_with("\xEF\xBB\xBF")) return fail(rules::json_bom, begin_, begin_ + 3);
        bool const marked = head.starts_with("\xFE\xFF") || head.starts_with("\xFF\xFE");
        if (marked || head.substr(0, 2).find('\0') != std::string_view::npos)
            return fail(rules::json_encoding, begin_,
                        begin_ + snsproof::detail::min<std::size_t>(2, head.size()));
        return true;
    }

    constexpr bool fail_value() {
        if (*at_ == ']' || *at_ == '}') {
            bool const closes = open_ != none && *at_ == (in_object() ? '}' : ']');
            if (closes && comma_ != nullptr && is_last_before(comma_, at_))
                return fail(rules::json_trailing_comma, comma_, comma_ + 1);
            return fail(closes ? rules::json_value : rules::json_bracket, at_, at_ + 1);
        }
        if (*at_ == '+' || *at_ == '.') return fail_number(at_);
        if (!is_word(*at_)) return fail_here(rules::json_value);
        std::string_view const word = word_at(at_);
        if (word == "NaN" || word == "Infinity") return fail_word(rules::json_not_finite, at_);
        bool const near = !snsproof::detail::nearest_json_literal(word).empty();
        return fail_word(near ? rules::json_literal : rules::json_value, at_);
    }

    constexpr bool fail_key() {
        if (*at_ == '}' && comma_ != nullptr && is_last_before(comma_, at_))
            return fail(rules::json_trailing_comma, comma_, comma_ + 1);
        if (*at_ == ']') return fail(rules::json_bracket, at_, at_ + 1);
        return fail_here(rules::json_key);
    }

    constexpr bool fail_separator() {
        if (*at_ == ']' || *at_ == '}') return fail(rules::json_bracket, at_, at_ + 1);
        return fail_here(rules::json_comma);
    }

    /// Names what may stand at no place of a JSON text; anything else breaks `otherwise`.
    constexpr bool fail_here(rule const& otherwise) {
        if (is_word(*at_)) return fail_word(otherwise, at_);
        if (*at_ == '"') {
            char const* const start = at_;
            bool const is_string = read_string();
            return is_string ? fail(otherwise, start, at_) : false;
        }
        char const* const next = at_ + 1;
        if (*at_ == '#' || (*at_ == '/' && next != end_ && (*next == '/' || *next == '*'))) {
            char const* stop = at_;
            bool const block = *at_ == '/' && *next == '*';
            while (stop != end_ && (block ? stop < at_ + 4 || stop[-2] != '*' || stop[-1] != '/'
                                          : *stop != '\n' && *stop != '\r'))
                ++stop;
            return fail(rules::json_comment, at_, stop);
        }
        std::size_t const length = utf8_length(at_, end_);
        std::string_view const c(at_, snsproof::detail::max<std::size_t>(length, 1));
        constexpr std::array<std::string_view, 6> quotes{"'", "`", "\u201c", "\u201d", "\u2018", "\u2019"};
        if (snsproof::detail::contains(quotes, c)) return fail(rules::json_quotes, at_, at_ + length);
        if (length == 0) return fail(rules::json_utf8, at_, at_ + 1);
        if (static_cast<unsigned char>(*at_) < 0x20) return fail(rules::json_control, at_, at_ + 1);
        return fail(otherwise, at_, at_ + length);
    }

    constexpr bool fail_number(char const* start) {
        while (at_ != end_ && continues_number(*at_)) ++at_;
        return fail(rules::json_number, start, at_);
    }

    constexpr bool fail_word(rule const& what, char const* start) {
        std::string_view const word = word_at(at_);
        return fail(what, start, at_ + snsproof::detail::max<std::size_t>(1, word.size()));
    }

    /// The end came: names the string or bracket that is still open.
    constexpr bool fail_end() {
        if (open_ == none) return fail(rules::json_end, begin_, snsproof::detail::min(begin_ + 1, end_));
        char const* const bracket = begin_ + tokens_[open_].offset;
        return fail(rules::json_end, bracket, bracket + 1);
    }

    constexpr std::string_view word_at(char const* start) const noexcept {
        char const* stop = start;
        while (stop != end_ && is_word(*stop)) ++stop;
        return {start, static_cast<std::size_t>(stop - start)};
    }

    static constexpr bool is_last_before(char const* comma, char const* here) noexcept {
        return all_of(std::string_view(comma + 1, static_cast<std::size_t>(here - comma - 1)), is_space);
    }

    constexpr bool fail(rule const& what, char const* from, char const* to) {
        report_.add(what, {offset(from), static_cast<std::uint32_t>(to - from)});
        return false;
    }

    constexpr std::uint32_t offset(char const* at) const noexcept {
        return static_cast<std::uint32_t>(at - begin_);
    }

    char const* begin_;
    char const* at_;
    char const* end_;
    char const* comma_{};
    snsproof::detail::list<token> tokens_;
    report report_;
    std::uint32_t open_{none};
    std::uint32_t depth_{};
    std::uint32_t max_depth_;
    bool just_opened_{};
    bool is_done_{};
    bool has_escapes_{};
    bool is_ascii_{true};
};

}  // namespace detail

/// Reads one JSON text. The document views `text`. There is at most one finding: where reading had to stop.
/// Time is linear in the text; no document can exhaust the stack. Duplicate keys are no error here.
constexpr result<document> read(std::string_view text, std::uint32_t max_depth = 64) {
    if (text.size() > std::numeric_limits<std::uint32_t>::max()) {
        report too_large;
        too_large.add(rules::json_size, {});
        return {std::move(too_large)};
    }
    return detail::reader(text, max_depth).read();
}

/// What a string means: a view of the text or, where it has escapes, of `decoded`, which is written anew.
constexpr std::string_view text_of(value string, snsproof::detail::list<char>& decoded) {
    if (!string.has_escapes()) return string.content();
    decoded.clear();
    string.append_to(decoded);
    return snsproof::detail::view(decoded);
}

}  // namespace snsproof::json
