// SPDX-License-Identifier: Apache-2.0
// A JSON document that was read (json_read.hpp), and cursors over it: values, members, pointers.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "snsproof/detail/ascii.hpp"
#include "snsproof/detail/list.hpp"
#include "snsproof/json_rules.hpp"
#include "snsproof/report.hpp"

namespace snsproof::json {

enum class kind : std::uint8_t { null, boolean, number, string, array, object };

/// A value's first byte in the text and, by its kind, where it ends: a scalar's length in bytes, or the
/// number of tokens from a bracket to its partner. The kind is the text's byte itself, so that a token is 8
/// bytes.
struct token {
    std::uint32_t offset;
    std::uint32_t reach;
};

/// Reads the characters of a string's content with the escapes resolved, byte by byte (UTF-8).
class unescaper {
public:
    /// `content` is what stands between the quotes of a string that `read` accepted.
    constexpr explicit unescaper(std::string_view content) noexcept : content_(content) {}

    /// The next byte, or -1 at the end.
    constexpr int next() noexcept {
        if (ready_ != 0) return pending_[--ready_];
        if (at_ == content_.size()) return -1;
        char const c = content_[at_++];
        if (c != '\\') return static_cast<unsigned char>(c);
        switch (char const escaped = content_[at_++]) {
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u': return encode(code_point());
            default: return escaped;
        }
    }

    /// How many bytes of the content have been used up.
    constexpr std::size_t used() const noexcept { return at_; }

private:
    constexpr std::uint32_t unit() noexcept {
        std::uint32_t value = 0;
        for (int i = 0; i != 4; ++i)
            value = value * 16 + static_cast<std::uint32_t>(detail::hex_value(content_[at_++]));
        return value;
    }

    constexpr std::uint32_t code_point() noexcept {
        std::uint32_t const high = unit();
        if (high < 0xD800 || high > 0xDBFF) return high;
        at_ += 2;
        return 0x10000 + ((high - 0xD800) << 10U) + (unit() - 0xDC00);
    }

    constexpr int encode(std::uint32_t c) noexcept {
        if (c < 0x80) return static_cast<int>(c);
        ready_ = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
        for (std::size_t i = 0; i != ready_; ++i, c >>= 6U)
            pending_[i] = static_cast<unsigned char>(0x80U | (c & 0x3FU));
        constexpr std::array<std::uint32_t, 4> lead{0, 0xC0, 0xE0, 0xF0};
        return static_cast<int>(lead[ready_] | c);
    }

    std::string_view content_;
    std::size_t at_{};
    std::array<unsigned char, 3> pending_{};
    std::size_t ready_{};
};

/// A value of a document: a view, which lives as long as the document and its text. A default-made value
/// stands for "there is none"; only `operator bool` may be asked of it.
class value {
public:
    constexpr value() noexcept = default;
    constexpr value(char const* text, token const* at) noexcept : text_(text), at_(at) {}

    constexpr explicit operator bool() const noexcept { return at_ != nullptr; }

    constexpr json::kind kind() const noexcept {
        char const c = text_[at_->offset];
        if (c == '"') return kind::string;
        if (c == '{' || c == '[') return c == '{' ? kind::object : kind::array;
        return c == 't' || c == 'f' ? kind::boolean : c == 'n' ? kind::null : kind::number;
    }
    constexpr bool is(json::kind k) const noexcept { return at_ != nullptr && kind() == k; }
    constexpr bool is_container() const noexcept {
        return text_[at_->offset] == '{' || text_[at_->offset] == '[';
    }

    /// Quotes and brackets included.
    constexpr span where() const noexcept {
        std::uint32_t const length = is_container() ? at_[at_->reach].offset + 1 - at_->offset : at_->reach;
        return {at_->offset, length};
    }

    /// The value as it is written.
    constexpr std::string_view raw() const noexcept { return {text_ + at_->offset, where().length}; }

    /// Whether it is the literal `true`.
    constexpr bool is_true() const noexcept { return is(kind::boolean) && text_[at_->offset] == 't'; }

    /// What stands between the quotes of a string, escapes as they are written.
    constexpr std::string_view content() const noexcept { return {text_ + at_->offset + 1, at_->reach - 2}; }

    /// The span of `content()`.
    constexpr span content_where() const noexcept { return {at_->offset + 1, at_->reach - 2}; }

    /// The smallest span that shows the value: what stands between the quotes of a string that is not empty,
    /// the bracket that opens a container, else the whole value.
    constexpr span smallest_where() const noexcept {
        char const c = text_[at_->offset];
        if (c == '"' && at_->reach > 2) return content_where();
        return {at_->offset, c == '{' || c == '[' ? 1 : at_->reach};
    }

    constexpr bool has_escapes() const noexcept { return content().find('\\') != std::string_view::npos; }

    /// Whether it is a string and means this text, whatever escapes it is written with.
    constexpr bool equals(std::string_view other) const noexcept {
        // An escape is longer than what it means. Most keys that are asked for differ in the first byte.
        if (at_ == nullptr || text_[at_->offset] != '"' || at_->reach - 2 < other.size()) return false;
        char const first = text_[at_->offset + 1];
        return (other.empty() || first == other[0] || first == '\\') && equals_text(other);
    }

    /// Appends the string's bytes with the escapes resolved.
    constexpr void append_to(snsproof::detail::list<char>& bytes) const {
        unescaper from(content());
        for (int c = from.next(); c != -1; c = from.next()) bytes.push_back(static_cast<char>(c));
    }

    /// The bytes of the text that stand for these bytes of the unescaped string.
    constexpr span locate_unescaped(span inner) const noexcept {
        span const all = content_where();
        if (!has_escapes()) return {all.offset + inner.offset, inner.length};
        unescaper from(content());
        for (std::uint32_t i = 0; i != inner.offset; ++i) from.next();
        auto const first = static_cast<std::uint32_t>(from.used());
        for (std::uint32_t i = 0; i != inner.length; ++i) from.next();
        return {all.offset + first, static_cast<std::uint32_t>(from.used()) - first};
    }

    /// The first value inside an array, or the first key inside an object.
    constexpr value first() const noexcept { return at_->reach == 1 ? value{} : value{text_, at_ + 1}; }

    /// The token behind this value: its neighbour, or the bracket that closes the container.
    constexpr value behind() const noexcept { return {text_, at_ + (is_container() ? at_->reach + 1 : 1)}; }

    /// The same, of a value that is no container.
    constexpr value behind_scalar() const noexcept { return {text_, at_ + 1}; }

    constexpr bool is_closing() const noexcept {
        return text_[at_->offset] == ']' || text_[at_->offset] == '}';
    }

private:
    constexpr bool equals_text(std::string_view other) const noexcept {
        std::string_view const written = content();
        if (written.size() == other.size()) return written == other;
        if (!has_escapes()) return false;
        unescaper mine(written);
        for (char const c : other)
            if (mine.next() != static_cast<unsigned char>(c)) return false;
        return mine.next() == -1;
    }

    char const* text_{};
    token const* at_{};
};

/// Negative, zero or positive, as the text of string `a` stands before, equals or stands behind that of `b`.
constexpr int compare_text(value a, value b) noexcept {
    unescaper from_a(a.content());
    unescaper from_b(b.content());
    for (;;) {
        int const c = from_a.next();
        int const d = from_b.next();
        if (c != d || c == -1) return c - d;
    }
}

/// Orders the strings of a document by their text, and equal ones as they stand in it.
struct text_order {
    bool has_escapes;  ///< of the document, or of one of two documents whose strings are compared

    constexpr int compare(value a, value b) const noexcept {
        return has_escapes ? compare_text(a, b) : a.content().compare(b.content());
    }
    constexpr bool operator()(value a, value b) const noexcept {
        int const order = compare(a, b);
        return order != 0 ? order < 0 : a.where().offset < b.where().offset;
    }
};

/// The values of an array, in order; nothing for any other value.
class elements {
public:
    constexpr explicit elements(value array) noexcept
        : first_(array.is(kind::array) ? array.first() : value{}) {}

    class iterator {
    public:
        constexpr explicit iterator(value at) noexcept : at_(at) {}
        constexpr value operator*() const noexcept { return at_; }
        constexpr iterator& operator++() noexcept {
            at_ = at_.behind();
            if (at_.is_closing()) at_ = {};
            return *this;
        }
        constexpr bool operator!=(iterator const&) const noexcept { return static_cast<bool>(at_); }

    private:
        value at_;
    };

    constexpr iterator begin() const noexcept { return iterator{first_}; }
    constexpr iterator end() const noexcept { return iterator{value{}}; }

private:
    value first_;
};

struct member {
    json::value key;
    json::value value;
};

/// The members of an object, in order; nothing for any other value.
class members {
public:
    constexpr explicit members(value object) noexcept
        : first_(object.is(kind::object) ? object.first() : value{}) {}

    class iterator {
    public:
        constexpr explicit iterator(value key) noexcept : key_(key) {}
        constexpr member operator*() const noexcept { return {key_, key_.behind_scalar()}; }
        constexpr iterator& operator++() noexcept {
            key_ = key_.behind_scalar().behind();
            if (key_.is_closing()) key_ = {};
            return *this;
        }
        constexpr bool operator!=(iterator const&) const noexcept { return static_cast<bool>(key_); }

    private:
        value key_;
    };

    constexpr iterator begin() const noexcept { return iterator{first_}; }
    constexpr iterator end() const noexcept { return iterator{value{}}; }

private:
    value first_;
};

/// The first member with this key; without a value if there is none or `object` is no object.
constexpr member find_member(value object, std::string_view key) noexcept {
    for (member const m : members(object))
        if (m.key.equals(key)) return m;
    return {};
}

/// The value of the first member with this key, or none.
constexpr value find(value object, std::string_view key) noexcept {
    return find_member(object, key).value;
}

/// A text and the tokens that were read of it. It views the text, which must outlive it, and owns the tokens:
/// 8 bytes a scalar or key, 16 a container.
class document {
public:
    constexpr document() noexcept = default;
    constexpr document(std::string_view text, snsproof::detail::list<token> tokens, bool has_escapes,
                       bool is_ascii) noexcept
        : text_(text), tokens_(std::move(tokens)), has_escapes_(has_escapes), is_ascii_(is_ascii) {}

    constexpr value root() const noexcept { return {text_.data(), tokens_.data()}; }
    constexpr std::string_view text() const noexcept { return text_; }
    constexpr snsproof::detail::list<token> const& tokens() const noexcept { return tokens_; }

    /// Whether a string of the document holds a backslash.
    constexpr bool has_escapes() const noexcept { return has_escapes_; }

    /// Whether all bytes of the text are below 0x80.
    constexpr bool is_ascii() const noexcept { return is_ascii_; }

private:
    std::string_view text_;
    snsproof::detail::list<token> tokens_;
    bool has_escapes_{};
    bool is_ascii_{};
};

/// Whether two keys of an object may be equal: those that are share a bit here, and few others do. The first
/// byte of an empty key is its quote.
constexpr bool may_repeat_keys(value object) noexcept {
    std::uint64_t seen = 0;
    for (member const m : members(object)) {
        std::string_view const key = m.key.content();
        std::uint64_t const bit = std::uint64_t{1}
                                  << ((static_cast<unsigned char>(*key.data()) + key.size()) % 64);
        if ((seen & bit) != 0) return true;
        seen |= bit;
    }
    return false;
}

/// Every key that stands in its object before, however it is escaped; `related` is the first one.
/// Time: n log n in the keys of an object.
constexpr report find_duplicate_keys(document const& doc) {
    report found;
    text_order const order{doc.has_escapes()};
    snsproof::detail::list<value> keys;
    for (token const& t : doc.tokens()) {  // NOLINT(clang-analyzer-core.NullDereference)
        if (doc.text()[t.offset] != '{') continue;
        value const v(doc.text().data(), &t);
        if (!doc.has_escapes() && !may_repeat_keys(v)) continue;
        keys.clear();
        for (member const m : members(v)) keys.push_back(m.key);
        snsproof::detail::sort(keys, order);
        for (std::size_t first = 0, i = 1; i < keys.size(); ++i) {
            if (order.compare(keys[first], keys[i]) == 0)
                found.add(rules::json_key_duplicate, keys[i].where(), keys[first].where());
            else
                first = i;
        }
    }
    return found;
}

/// Where an offset is in the structure of a document, as a JSON Pointer (RFC 6901). A key has the pointer of
/// its value. Offsets that never decrease cost one pass over the tokens together. The document must outlive
/// it.
class pointer_locator {
public:
    constexpr explicit pointer_locator(document const& doc) noexcept : doc_(&doc) {}

    /// The pointer's bytes; empty for the root.
    constexpr snsproof::detail::list<char> locate(std::uint32_t offset) {
        if (offset < here_) {
            next_ = 0;
            path_.clear();
        }
        here_ = offset;
        auto const& tokens = doc_->tokens();
        while (next_ != tokens.size() && tokens[next_].offset <= offset) step(tokens[next_++]);
        snsproof::detail::list<char> pointer;
        for (token const& t : path_) append(t, pointer);
        return pointer;
    }

private:
    // A level of the path is the key's token in an object and {index, in_array} in an array; before the first
    // key or element it is {0, no_key} or {0, no_element}. No string has fewer than two bytes.
    static constexpr std::uint32_t no_key = 0;
    static constexpr std::uint32_t no_element = 1;
    static constexpr std::uint32_t in_array = 0xFFFFFFFF;

    constexpr void step(token const& t) {
        char const c = doc_->text()[t.offset];
        if (c == ']' || c == '}') return path_.pop_back();
        if (!path_.empty()) enter(path_.back(), t);
        if (c == '[') path_.push_back({0, no_element});
        if (c == '{') path_.push_back({0, no_key});
    }

    constexpr void enter(token& level, token const& t) const {
        if (level.reach == in_array)
            ++level.offset;
        else if (level.reach == no_element)
            level.reach = in_array;
        else if (is_key(t))
            level = t;
    }

    /// In an object, a string before a colon.
    constexpr bool is_key(token const& t) const noexcept {
        std::string_view const text = doc_->text();
        if (text[t.offset] != '"') return false;
        std::size_t behind = t.offset + t.reach;
        while (behind < text.size() && detail::is_space(text[behind])) ++behind;
        return behind < text.size() && text[behind] == ':';
    }

    constexpr void append(token const& level, snsproof::detail::list<char>& pointer) const {
        if (level.reach == no_key || level.reach == no_element) return;
        pointer.push_back('/');
        if (level.reach == in_array) {
            snsproof::detail::append(pointer, snsproof::detail::decimal(level.offset).digits());
            return;
        }
        unescaper key(value(doc_->text().data(), &level).content());
        for (int c = key.next(); c != -1; c = key.next()) {
            if (c == '~' || c == '/') pointer.push_back('~');
            pointer.push_back(c == '~' ? '0' : c == '/' ? '1' : static_cast<char>(c));
        }
    }

    document const* doc_;
    std::size_t next_{};
    std::uint32_t here_{};
    snsproof::detail::list<token> path_;
};

}  // namespace snsproof::json
