// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

/// What the sources that are compiled with `-fsanitize-coverage=trace-pc` have cost: a step for each basic
/// block that was run, and one for every 8 bytes that they had the C library look through, compare, copy or
/// set. Unlike seconds it is the same each time. What simdjson and zlib do is not counted.
std::uint64_t steps() noexcept;
