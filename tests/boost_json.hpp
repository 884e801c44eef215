// SPDX-License-Identifier: Apache-2.0
// A second opinion on JSON. Boost.JSON is compiled once, in boost_json.cpp: Debian's package has no library
// of it.
#pragma once

#include <cstddef>
#include <string_view>

/// Whether Boost.JSON accepts the text as JSON, nested up to `max_depth` levels.
bool boost_accepts(std::string_view text, std::size_t max_depth = 64);
