// SPDX-License-Identifier: Apache-2.0
// A string literal as a template argument.
#pragma once

#include <cstddef>
#include <string_view>

namespace snsproof::detail {

template <std::size_t N>
struct fixed_string {
    char bytes[N]{};

    consteval fixed_string(char const (&literal)[N]) {  // NOLINT(google-explicit-constructor)
        for (std::size_t i = 0; i != N; ++i) bytes[i] = literal[i];
    }

    /// The literal without its final NUL.
    constexpr operator std::string_view() const noexcept { return {bytes, N - 1}; }  // NOLINT
};

}  // namespace snsproof::detail
