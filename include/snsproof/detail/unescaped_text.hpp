// SPDX-License-Identifier: Apache-2.0
// A text that stands escaped in another, as policies and messages do in JSON, and the way back to its bytes.
#pragma once

#include <cstddef>
#include <cstdint>

#include "snsproof/detail/list.hpp"
#include "snsproof/json.hpp"
#include "snsproof/report.hpp"

namespace snsproof::detail {

/// Where the bytes of a string of JSON stand in its text, escapes resolved: the bytes, and for each of them
/// and for the end the offset of what they are written with.
struct unescaped_text {
    list<char> bytes;
    list<std::uint32_t> offsets;

    constexpr void read(json::value string) {
        json::unescaper from(string.content());
        std::uint32_t const base = string.content_where().offset;
        std::size_t before = 0;
        for (int c = from.next(); c != -1; c = from.next()) {
            bytes.push_back(static_cast<char>(c));
            offsets.push_back(base + static_cast<std::uint32_t>(before));
            before = from.used();
        }
        offsets.push_back(base + static_cast<std::uint32_t>(before));
    }

    constexpr span locate(span inner) const noexcept {
        std::uint32_t const first = offsets[inner.offset];
        return {first, offsets[inner.end()] - first};
    }
};

}  // namespace snsproof::detail
