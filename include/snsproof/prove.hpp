// SPDX-License-Identifier: Apache-2.0
// The gate at compile time: a text with an error does not compile, and the compiler names the rule and the
// bytes.
#pragma once

#include <cstdint>
#include <string_view>

#include "snsproof/report.hpp"

namespace snsproof {

/// What the compiler prints when a proof fails: the broken rule, and the offset and length (bytes) of the
/// wrong text. It is declared only, so that naming it is the error; a class, since both compilers print its
/// arguments.
template <rule const& What, std::uint32_t Offset, std::uint32_t Length>
struct breaks;

namespace detail {

/// The first error that `Parse` finds in the text; `what` is null if there is none.
template <auto Parse>
constexpr finding find_error(std::string_view text) {
    auto const parsed = Parse(text);
    for (finding const& f : parsed.findings())
        if (f.what->level == severity::error) return f;
    return {};
}

/// The gate itself: true for no finding, and else no code.
template <finding Broken>
consteval bool accept() {
    if constexpr (Broken.what != nullptr)
        return breaks<*Broken.what, Broken.where.offset, Broken.where.length>::value;
    else
        return true;
}

}  // namespace detail

/// True where `Parse` (say `parse_hooks`) finds no error in `Text`, a `static constexpr` array of char or
/// view; otherwise it does not compile, and `breaks<rule, offset, length>` in the compiler's message says
/// why.
template <auto Parse, auto const& Text>
consteval bool prove() {
    return detail::accept<detail::find_error<Parse>(std::string_view(Text))>();
}

}  // namespace snsproof
