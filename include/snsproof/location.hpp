// SPDX-License-Identifier: Apache-2.0
// Where an offset is, as people count: lines and columns, made only when a finding is shown.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace snsproof {

/// Both count from 1. Columns count code points; a byte that is no UTF-8 counts as one.
/// A line ends at a line feed; a carriage return before it belongs to the end of the line.
struct position {
    std::uint32_t line{1};
    std::uint32_t column{1};

    friend constexpr bool operator==(position const&, position const&) = default;
};

/// Whether the byte only continues a code point that began before it.
constexpr bool is_continuation(char byte) noexcept {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// Answers for many offsets of one text. Offsets that never decrease cost one pass over the text together;
/// a smaller one starts again. The text must outlive it.
class locator {
public:
    constexpr explicit locator(std::string_view text) noexcept : text_(text) {}

    /// The position of a byte. An offset at or past the end is the place where the text ends.
    constexpr position locate(std::uint32_t offset) noexcept {
        if (offset < at_) {
            at_ = 0;
            here_ = {};
        }
        for (; at_ < offset && at_ < text_.size(); ++at_) {
            if (text_[at_] == '\n')
                here_ = {here_.line + 1, 1};
            else if (at_ + 1 == text_.size() || !is_continuation(text_[at_ + 1]))
                ++here_.column;
        }
        return here_;
    }

private:
    std::string_view text_;
    std::size_t at_{};
    position here_{};
};

/// The position of one byte; see `locator` for many.
constexpr position locate(std::string_view text, std::uint32_t offset) noexcept {
    return locator{text}.locate(offset);
}

}  // namespace snsproof
