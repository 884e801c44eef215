// SPDX-License-Identifier: Apache-2.0
// Makes the bodies that tests check: gzip data and base64.
#pragma once

#include <zlib.h>

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace cases {

inline std::string encode_base64(std::string_view bytes) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t group = 0;
        for (std::size_t j = i; j != i + 3; ++j)
            group = group << 8U | (j < bytes.size() ? static_cast<unsigned char>(bytes[j]) : 0U);
        for (std::size_t j = 0; j != 4; ++j)
            text += i + j > bytes.size() ? '=' : digits[group >> (18 - 6 * j) & 0x3FU];
    }
    return text;
}

/// One member of gzip data.
inline std::string gzip_of(std::string_view bytes) {
    z_stream state{};
    constexpr int only_gzip = 16;
    if (deflateInit2(&state, Z_BEST_COMPRESSION, Z_DEFLATED, MAX_WBITS + only_gzip, 8, Z_DEFAULT_STRATEGY) !=
        Z_OK)
        throw std::runtime_error("deflateInit2");
    std::string out(deflateBound(&state, static_cast<uLong>(bytes.size())), '\0');
    state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    state.avail_in = static_cast<uInt>(bytes.size());
    state.next_out = reinterpret_cast<Bytef*>(out.data());
    state.avail_out = static_cast<uInt>(out.size());
    bool const is_done = deflate(&state, Z_FINISH) == Z_STREAM_END;
    out.resize(state.total_out);
    deflateEnd(&state);
    if (!is_done) throw std::runtime_error("deflate");
    return out;
}

}  // namespace cases
