// SPDX-License-Identifier: Apache-2.0
// What the fuzz targets share. A target is one file, tests/fuzz/NAME.cpp, that defines LLVMFuzzerTestOneInput;
// its seeds, and inputs that once broke something, are the files of tests/fuzz/corpus/NAME.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string_view>

namespace fuzz {

/// Ends the program where `held` is false; the fuzzer, or the replay, names the input.
inline void expect(bool held, char const* what) {
    if (held) return;
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
}

/// A copy behind whose last byte no other belongs to it, so that the sanitizers see a read beyond.
class exact_copy {
public:
    explicit exact_copy(std::string_view text) : bytes_(new char[text.size()]), size_(text.size()) {
        if (size_ != 0) std::memcpy(bytes_.get(), text.data(), size_);
    }
    operator std::string_view() const { return {bytes_.get(), size_}; }

private:
    std::unique_ptr<char[]> bytes_;
    std::size_t size_;
};

inline std::string_view text_of(std::uint8_t const* data, std::size_t size) {
    return {reinterpret_cast<char const*>(data), size};
}

}  // namespace fuzz

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);
