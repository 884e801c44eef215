// SPDX-License-Identifier: Apache-2.0
#include "memory.hpp"

#include <malloc.h>

#include <cstdlib>
#include <new>

std::atomic<std::size_t> allocated_bytes = 0, most_allocated_bytes = 0;

namespace {

void* allocate(std::size_t size) noexcept {
    void* const memory = std::malloc(size);
    if (memory == nullptr) return nullptr;
    std::size_t const now = allocated_bytes += malloc_usable_size(memory);
    for (std::size_t most = most_allocated_bytes; most < now;)
        if (most_allocated_bytes.compare_exchange_weak(most, now)) break;
    return memory;
}

void release(void* memory) noexcept {
    if (memory != nullptr) allocated_bytes -= malloc_usable_size(memory);
    std::free(memory);
}

}  // namespace

void* operator new(std::size_t size) {
    if (void* const memory = allocate(size)) return memory;
    throw std::bad_alloc();
}
// A sanitizer's own forms for arrays would not call the one above.
void* operator new[](std::size_t size) {
    return operator new(size);
}
// simdjson asks by these.
void* operator new(std::size_t size, std::nothrow_t const&) noexcept {
    return allocate(size);
}

void* operator new[](std::size_t size, std::nothrow_t const& none) noexcept {
    return operator new(size, none);
}

void operator delete(void* memory) noexcept {
    release(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    release(memory);
}
void operator delete[](void* memory) noexcept {
    operator delete(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
    operator delete(memory);
}
