// SPDX-License-Identifier: Apache-2.0
// A perfect hash over a table of names: one hash, one comparison a look-up. Scripts in tools/ make the
// tables.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace snsproof::detail {

/// Eight bytes as a number, the first one lowest; compilers make one load of it.
constexpr std::uint64_t load_word(char const* at) noexcept {
    auto const byte = [at](unsigned i) {
        return static_cast<std::uint64_t>(static_cast<unsigned char>(at[i])) << (8 * i);
    };
    return byte(0) | byte(1) | byte(2) | byte(3) | byte(4) | byte(5) | byte(6) | byte(7);
}

/// Hashes the length and the first and last eight bytes: our tables have no two names that agree in these.
constexpr std::uint64_t hash_name(std::string_view name) noexcept {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    if (name.size() >= 8) {
        first = load_word(name.data());
        last = load_word(name.data() + name.size() - 8);
    } else {
        for (char const c : name) first = first << 8U | static_cast<unsigned char>(c);
    }
    std::uint64_t h = first * 0x9E3779B97F4A7C15U ^ std::rotl(last, 31) * 0xD6E8FEB86659FD93U;
    h ^= name.size() * 0xA24BAED4963EE407U;
    return (h ^ h >> 32U) * 0x9FB21C651E98DF25U;
}

/// Names that share a bucket got a seed that parts them ("hash, displace and compress").
template <std::size_t Buckets, std::size_t Slots>
struct name_index {
    std::uint8_t seeds[Buckets];
    std::uint8_t slots[Slots];

    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    /// The index at which alone `name` can stand in the table, or `none`; the caller compares.
    constexpr std::size_t locate(std::string_view name) const noexcept {
        std::uint64_t const h = hash_name(name);
        std::uint64_t const slot = ((h ^ seeds[h % Buckets]) * 0x9E3779B97F4A7C15U >> 40U) % Slots;
        return slots[slot] == 0 ? none : slots[slot] - std::size_t{1};
    }
};

}  // namespace snsproof::detail
