// SPDX-License-Identifier: Apache-2.0
// Texts that differ from given ones by a few bytes.
#pragma once

#include <cstddef>
#include <random>
#include <string>
#include <string_view>

namespace cases {

/// Changes, inserts, removes or repeats up to `most` runs of bytes.
inline std::string mutate(std::string_view text, std::mt19937& random, unsigned most) {
    static constexpr std::string_view likely = "{}[]:,\"\\/ \n\ttfn0123456789.eE+-u\x01\xEF\xBF\xBE\xC3\x80";
    std::string out(text);
    for (auto edits = random() % (most + 1); edits != 0 && !out.empty(); --edits) {
        auto const at = random() % out.size();
        auto const byte = random() % 4 == 0 ? static_cast<char>(random()) : likely[random() % likely.size()];
        switch (random() % 4) {
            case 0: out.erase(at, 1 + random() % 3); break;
            case 1: out.insert(at, 1, byte); break;
            case 2: out.insert(at, out.substr(random() % out.size(), random() % 40)); break;
            default: out[at] = byte;
        }
    }
    return out;
}

}  // namespace cases
