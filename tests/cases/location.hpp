// SPDX-License-Identifier: Apache-2.0
// Offsets, and the lines and columns that people count.
#pragma once

#include "snsproof/location.hpp"

#include "../verify.hpp"

#include <cstdint>
#include <string_view>

namespace cases {

struct location_case {
    std::string_view text;
    std::uint32_t offset;
    snsproof::position expected;
};

inline constexpr location_case locations[] = {
    {"", 0, {1, 1}},
    {"", 5, {1, 1}},
    {"abc", 0, {1, 1}},
    {"abc", 2, {1, 3}},
    {"abc", 3, {1, 4}},
    {"abc", 99, {1, 4}},
    // A line feed is the last byte of its line.
    {"a\nb", 1, {1, 2}},
    {"a\nb", 2, {2, 1}},
    {"a\nb", 3, {2, 2}},
    {"a\n", 2, {2, 1}},
    {"\n\n\n", 2, {3, 1}},
    {"\n\n\n", 3, {4, 1}},
    // A carriage return belongs to the end of its line; alone it ends none.
    {"a\r\nb", 1, {1, 2}},
    {"a\r\nb", 2, {1, 3}},
    {"a\r\nb", 3, {2, 1}},
    {"a\rb", 2, {1, 3}},
    // Tabs and NULs are one column as any other.
    {"\tb", 1, {1, 2}},
    {{"\0b", 2}, 1, {1, 2}},
    // Code points of one to four bytes; a byte inside of one is at the column of the whole.
    {"\xC3\xA9"
     "b",
     2,
     {1, 2}},
    {"\xC3\xA9"
     "b",
     1,
     {1, 1}},
    {"a\xE2\x82\xAC"
     "b",
     4,
     {1, 3}},
    {"a\xE2\x82\xAC"
     "b",
     2,
     {1, 2}},
    {"a\xE2\x82\xAC"
     "b",
     3,
     {1, 2}},
    {"\xF0\x9F\x98\x80"
     "b",
     4,
     {1, 2}},
    {"\xF0\x9F\x98\x80", 4, {1, 2}},
    {"\xC3\xA9\n\xC3\xA9\xC3\xA9"
     "b",
     7,
     {2, 3}},
    // Bytes that begin no code point.
    {"\xFF\xFE"
     "b",
     2,
     {1, 3}},
    {"\xC3"
     "b",
     1,
     {1, 2}},
};

constexpr bool is_there(location_case const& c) {
    return snsproof::locate(c.text, c.offset) == c.expected;
}

inline constexpr fact location_facts[] = {
    {"one locator answers for many offsets, in any order",
     [] {
         constexpr std::string_view text = "ab\n\xC3\xA9"
                                           "d\r\n\nef";
         snsproof::locator forwards(text);
         snsproof::locator backwards(text);
         for (std::uint32_t i = 0; i <= text.size() + 2; ++i) {
             auto const j = static_cast<std::uint32_t>(text.size()) + 2 - i;
             if (forwards.locate(i) != snsproof::locate(text, i)) return false;
             if (forwards.locate(i) != snsproof::locate(text, i)) return false;
             if (backwards.locate(j) != snsproof::locate(text, j)) return false;
         }
         return true;
     }},
    {"continuation bytes",
     [] {
         using snsproof::is_continuation;
         return is_continuation('\x80') && is_continuation('\xBF') && !is_continuation('\x7F') &&
                !is_continuation('\xC0') && !is_continuation('a') && !is_continuation('\xFF');
     }},
};

}  // namespace cases
