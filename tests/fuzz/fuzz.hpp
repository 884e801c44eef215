// SPDX-License-Identifier: Apache-2.0
// What the fuzz targets share. A target is one file, tests/fuzz/NAME.cpp, that defines
// LLVMFuzzerTestOneInput; its seeds, and inputs that once broke something, are the files of
// tests/fuzz/corpus/NAME.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "../exact_copy.hpp"

namespace fuzz {

/// Ends the program where `held` is false; the fuzzer, or the replay, names the input.
inline void expect(bool held, char const* what) {
    if (held) return;
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
}

using cases::exact_copy;

inline std::string_view text_of(std::uint8_t const* data, std::size_t size) {
    return {reinterpret_cast<char const*>(data), size};
}

}  // namespace fuzz

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);
