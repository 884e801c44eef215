// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

/// How many allocations the thread has made; allocations.cpp counts them.
extern constinit thread_local std::size_t allocations;
