// SPDX-License-Identifier: Apache-2.0
// Where an offset is, as people count: lines and columns, made only when a finding is shown.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "snsproof/detail/list.hpp"

namespace snsproof {

/// Both count from 1. Columns count code points: a byte that continues one counts with the byte before it,
/// even in what is no UTF-8.
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

/// Answers for many offsets of one text: they cost one pass over the text together, and at most `stride`
/// bytes more for each that is smaller than one before it. The text must outlive it.
class locator {
public:
    /// `first_line` is the number of the text's first line, where the text is a part of another.
    constexpr explicit locator(std::string_view text, std::uint32_t first_line = 1) noexcept
        : text_(text), start_{first_line, 1} {}

    /// The position of a byte. An offset at or past the end is the place where the text ends.
    constexpr position locate(std::uint32_t offset) {
        // Also forward, since the offset before may have been far back.
        std::size_t const mark = detail::min<std::size_t>(offset / stride, marks_.size());
        if (offset < at_ || at_ < mark * stride) {
            at_ = mark * stride;
            here_ = mark == 0 ? start_ : marks_[mark - 1];
        }
        while (at_ < offset && at_ < text_.size()) step();
        return here_;
    }

private:
    static constexpr std::size_t stride = 65536;

    constexpr void step() {
        bool const ends_code_point = at_ + 1 == text_.size() || !is_continuation(text_[at_ + 1]);
        if (text_[at_] == '\n')
            here_ = {here_.line + 1, 1};
        else if (ends_code_point)
            ++here_.column;
        ++at_;
        if (at_ % stride == 0 && at_ / stride > marks_.size()) marks_.push_back(here_);
    }

    std::string_view text_;
    position start_;
    std::size_t at_{};
    position here_ = start_;
    detail::list<position> marks_;  ///< the positions of every `stride` bytes that were passed
};

/// The position of one byte; see `locator` for many.
constexpr position locate(std::string_view text, std::uint32_t offset) {
    return locator{text}.locate(offset);
}

}  // namespace snsproof
