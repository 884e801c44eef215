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

/// Looks at a text in blocks of 64 bytes.
class escape_scanner {
public:
    static constexpr std::size_t block = 64;

    /// Whether each backslash begins a legal escape, were it in a string, and no character is U+FFFE or
    /// U+FFFF. `has_backslash` gets for each block, also the last and shorter one, whether it has any.
    bool scan(std::string_view text, bool* has_backslash) noexcept {
        text_ = text;
        found_ = false;
        behind_ = 0;
        std::size_t const size = text.size();
        if (size <= block) {
            std::array<char, block + 1> padded{};
            for (std::size_t i = 0; i != size; ++i) padded[i] = text[i];
            return scan_block(padded.data(), 0, *has_backslash);
        }
        // Each step looks at one byte more, which the last backslash escapes.
        for (std::size_t at = 0; at + block < size; at += block)
            if (!scan_block(text.data() + at, at, *has_backslash++)) return false;
        // The last block begins in the one before it; what stands there twice is the same twice.
        std::size_t const last = size - block - 1;
        return text.back() != '\\' && scan_block(text.data() + last, last, *has_backslash);
    }

    /// Whether the last text had a backslash.
    bool found() const noexcept { return found_; }

private:
    /// 16 bytes at a time: what every processor of the last twenty years does in one step.
    using bytes [[gnu::vector_size(16)]] = unsigned char;
    using words [[gnu::vector_size(16)]] = std::uint64_t;

    static bytes load(char const* at) noexcept {
        bytes loaded;
        __builtin_memcpy(&loaded, at, sizeof loaded);
        return loaded;
    }

    static bytes equal(bytes b, char c) noexcept {
        return static_cast<bytes>(b == static_cast<unsigned char>(c));
    }

    static bool any(bytes b) noexcept {
        auto const w = reinterpret_cast<words>(b);
        return (w[0] | w[1]) != 0;
    }

    bool scan_block(char const* at, std::size_t offset, bool& has_backslash) noexcept {
        constexpr char lead = '\xEF';  // of U+F000 to U+FFFF
        bytes slashes{}, leads{};
        for (std::size_t i = 0; i != block; i += sizeof(bytes)) {
            bytes const b = load(at + i);
            slashes |= equal(b, '\\');
            leads |= equal(b, lead);
        }
        has_backslash = false;
        if (!any(slashes | leads)) [[likely]]
            return true;
        if (any(leads) && may_hold_noncharacter(offset)) return false;
        if (!any(slashes)) return true;
        has_backslash = found_ = true;
        return has_common_escapes(at) || check_block(offset);
    }

    bool may_hold_noncharacter(std::size_t offset) const noexcept {
        std::string_view const part = text_.substr(offset, block + 2);
        for (std::size_t at = part.find("\xEF\xBF"); at != std::string_view::npos;
             at = part.find("\xEF\xBF", at + 2))
            if (at + 2 >= part.size() || part[at + 2] == '\xBE' || part[at + 2] == '\xBF') return true;
        return false;
    }

    /// Whether all backslashes, the escaped ones too, stand before what is the end of a common escape.
    static bool has_common_escapes(char const* at) noexcept {
        bytes wrong{};
        for (std::size_t i = 0; i != block; i += sizeof(bytes)) {
            bytes const next = load(at + i + 1);
            bytes const right = equal(next, 'n') | equal(next, '"') | equal(next, '\\') | equal(next, 't') |
                                equal(next, 'r') | equal(next, '/');
            wrong |= equal(load(at + i), '\\') & ~right;
        }
        return !any(wrong);
    }

    /// Escape by escape; the first byte of the block may be escaped by one before it, which was checked with
    /// that one.
    bool check_block(std::size_t offset) noexcept {
        std::size_t first = offset;
        while (first != 0 && text_[first - 1] == '\\') --first;
        std::size_t at = offset + (offset - first) % 2;
        std::size_t const end = min(offset + block, text_.size());
        while (at < end) {
            if (text_[at] != '\\')
                ++at;
            else if (check_escape(at + 1))
                at += 2;
            else
                return false;
        }
        return true;
    }

    /// `at` is the byte behind a backslash.
    bool check_escape(std::size_t at) noexcept {
        if (at == text_.size()) return false;
        if (text_[at] == 'u') return at < behind_ || check_unit(at);
        return json::detail::short_escapes.find(text_[at]) != std::string_view::npos;
    }

    /// `at` is a `u`. A high surrogate takes the low one behind it along.
    bool check_unit(std::size_t at) noexcept {
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

    std::string_view text_;
    std::size_t behind_{};  ///< the units before it were read
    bool found_{};
};

}  // namespace snsproof::detail
