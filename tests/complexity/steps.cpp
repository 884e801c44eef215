// SPDX-License-Identifier: Apache-2.0
#include "steps.hpp"

#include <cstddef>

namespace {

std::uint64_t counted = 0;

void count_bytes(std::size_t bytes) noexcept {
    counted += 1 + bytes / 8;
}

}  // namespace

std::uint64_t steps() noexcept {
    return counted;
}

// NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp): the compiler and the linker call
// these so
extern "C" {

void __sanitizer_cov_trace_pc() {
    ++counted;
}

void* __real_memchr(void const* bytes, int wanted, std::size_t size);
int __real_memcmp(void const* a, void const* b, std::size_t size);
void* __real_memcpy(void* to, void const* from, std::size_t size);
void* __real_memmove(void* to, void const* from, std::size_t size);
void* __real_memset(void* to, int value, std::size_t size);

void* __wrap_memchr(void const* bytes, int wanted, std::size_t size) {
    void* const found = __real_memchr(bytes, wanted, size);
    bool const stops = found != nullptr;
    count_bytes(stops ? static_cast<std::size_t>(static_cast<char*>(found) - static_cast<char const*>(bytes))
                      : size);
    return found;
}
int __wrap_memcmp(void const* a, void const* b, std::size_t size) {
    auto const* const x = static_cast<unsigned char const*>(a);
    auto const* const y = static_cast<unsigned char const*>(b);
    std::size_t same = 0;
    while (same != size && x[same] == y[same]) ++same;
    count_bytes(same);
    return same == size ? 0 : x[same] < y[same] ? -1 : 1;
}
void* __wrap_memcpy(void* to, void const* from, std::size_t size) {
    count_bytes(size);
    return __real_memcpy(to, from, size);
}
void* __wrap_memmove(void* to, void const* from, std::size_t size) {
    count_bytes(size);
    return __real_memmove(to, from, size);
}
void* __wrap_memset(void* to, int value, std::size_t size) {
    count_bytes(size);
    return __real_memset(to, value, size);
}
}
// NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp)
