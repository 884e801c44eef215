// SPDX-License-Identifier: Apache-2.0
// Inflates compressed events for check_event_body, by zlib (docs/decisions/0011-zlib.md).
#pragma once

#include <zlib.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <new>
#include <string_view>

#include "snsproof/detail/list.hpp"
#include "snsproof/event_body.hpp"
#include "snsproof/event_body_rules.hpp"
#include "snsproof/report.hpp"

namespace snsproof {

namespace detail {

/// zlib's state of reading gzip data. It refuses those of zlib's own format.
class gzip_stream {
public:
    explicit gzip_stream(std::string_view gzip) : size_(gzip.size()) {
        // zlib counts in 32 bits, as spans do, and does not write to what it reads.
        state_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(gzip.data()));
        state_.avail_in = static_cast<uInt>(gzip.size());
        constexpr int only_gzip = 16;
        if (inflateInit2(&state_, MAX_WBITS + only_gzip) != Z_OK) throw std::bad_alloc();
    }
    gzip_stream(gzip_stream const&) = delete;
    gzip_stream& operator=(gzip_stream const&) = delete;
    ~gzip_stream() { inflateEnd(&state_); }

    /// The next bytes, which live until the next call; `status()` says what stopped it.
    std::string_view next() {
        state_.next_out = reinterpret_cast<Bytef*>(chunk_.data());
        state_.avail_out = static_cast<uInt>(chunk_.size());
        status_ = inflate(&state_, Z_NO_FLUSH);
        if (status_ == Z_MEM_ERROR) throw std::bad_alloc();
        return {chunk_.data(), chunk_.size() - state_.avail_out};
    }

    int status() const noexcept { return status_; }
    std::size_t used() const noexcept { return size_ - state_.avail_in; }
    void begin_member() noexcept { inflateReset(&state_); }

    /// What is wrong, where neither a chunk nor a member is over.
    rule const& broken() const noexcept {
        if (status_ == Z_BUF_ERROR) return rules::body_gzip_end;
        std::string_view const said = state_.msg == nullptr ? "" : state_.msg;
        bool const is_checksum = said == "incorrect data check" || said == "incorrect length check";
        return is_checksum ? rules::body_gzip_checksum : rules::body_gzip;
    }

private:
    z_stream state_{};
    std::size_t size_;
    int status_{Z_OK};
    std::array<char, 16'384> chunk_;
};

}  // namespace detail

/// Inflates gzip data (RFC 1952), be they one member or several, and appends at most `most` bytes to `event`.
/// What it takes beside them is about 64 KiB, whatever the data say. Throws std::bad_alloc alone.
inline inflation inflate_gzip(std::string_view gzip, std::size_t most, detail::list<char>& event) {
    detail::gzip_stream stream(gzip);
    std::size_t left = most;
    for (;;) {
        std::string_view const bytes = stream.next();
        if (bytes.size() > left) return {&rules::body_gzip_size, {}};
        left -= bytes.size();
        detail::append(event, bytes);
        if (stream.status() == Z_OK) continue;
        if (stream.status() != Z_STREAM_END) return {&stream.broken(), {}};
        std::string_view const rest = gzip.substr(stream.used());
        if (rest.empty()) return {};
        if (!rest.starts_with("\x1F\x8B"))
            return {&rules::body_gzip_trailing,
                    {static_cast<std::uint32_t>(stream.used()), static_cast<std::uint32_t>(rest.size())}};
        stream.begin_member();
    }
}

}  // namespace snsproof
