// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstddef>

/// Bytes that are allocated now, and the most there ever were since the last `memory_peak` was made.
extern std::atomic<std::size_t> allocated_bytes, most_allocated_bytes;

/// How many bytes more than at its making were allocated at once. What libraries allocate in other ways than
/// by `new`, as zlib does, is not counted.
class memory_peak {
public:
    memory_peak() noexcept { most_allocated_bytes = start_; }
    std::size_t bytes() const noexcept { return most_allocated_bytes - start_; }

private:
    std::size_t start_ = allocated_bytes;
};
