// SPDX-License-Identifier: Apache-2.0
// Texts that are put together and stay where they are, so that views of them last.
#pragma once

#include <cstddef>
#include <string_view>
#include <utility>

#include "snsproof/detail/ascii.hpp"
#include "snsproof/detail/list.hpp"

namespace snsproof::detail {

/// Owns texts. What it hands out are views, which live as long as it does, also where it is moved.
class text_pool {
public:
    text_pool() = default;
    text_pool(text_pool&&) = default;
    constexpr text_pool& operator=(text_pool&& other) noexcept {
        std::swap(blocks_, other.blocks_);
        std::swap(room_, other.room_);
        std::swap(end_, other.end_);
        return *this;
    }
    text_pool(text_pool const&) = delete;
    text_pool& operator=(text_pool const&) = delete;
    constexpr ~text_pool() {
        for (char* const block : blocks_) delete[] block;
    }

    /// The texts, one behind the other.
    template <class... Texts>
    constexpr std::string_view join(Texts... texts) {
        std::size_t const size = (std::string_view(texts).size() + ... + 0);
        char* const to = reserve(size);
        std::size_t at = 0;
        auto const put = [&](std::string_view text) {
            for (char const c : text) to[at++] = c;
        };
        (put(texts), ...);
        return {to, size};
    }

private:
    constexpr char* reserve(std::size_t size) {
        constexpr std::size_t block = 1024;
        if (blocks_.empty() || room_ < size) {
            room_ = max(block, size);
            blocks_.push_back(new char[room_]);
            end_ = blocks_.back();
        }
        room_ -= size;
        end_ += size;
        return end_ - size;
    }

    list<char*> blocks_;
    std::size_t room_{};  ///< left in the last block
    char* end_{};         ///< of what is taken of it
};

}  // namespace snsproof::detail
