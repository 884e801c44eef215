// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

/// How many allocations the program has made; allocations.cpp counts them.
extern std::size_t allocations;
