// SPDX-License-Identifier: Apache-2.0
// A perfect hash over a table of names, built at compile time: one multiplication, one comparison a look-up.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace snsproof::detail {

/// Eight bytes as a number; compilers make one load of it.
constexpr std::uint64_t load_word(char const* at) noexcept {
    std::uint64_t word = 0;
    for (unsigned i = 0; i != 8; ++i) word |= static_cast<std::uint64_t>(static_cast<unsigned char>(at[i])) << (8 * i);
    return word;
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

/// Finds the index of a name in a table of N names. Names that share a bucket get a seed that parts them
/// ("hash, displace and compress"). Two equal hashes would make the construction fail, and so not compile.
template <std::size_t N>
class name_index {
public:
    template <class Table>
    consteval explicit name_index(Table const& table) {
        slots_.fill(empty);
        std::array<std::uint64_t, N> hashes{};
        std::array<std::uint16_t, N> next{};  // of the same bucket, as a list
        std::array<std::uint16_t, buckets> first{};
        first.fill(empty);
        std::array<std::size_t, buckets> sizes{};
        std::size_t largest = 0;
        for (std::uint16_t i = 0; i != N; ++i) {
            hashes[i] = hash_name(table[i].name);
            std::size_t const bucket = hashes[i] % buckets;
            next[i] = std::exchange(first[bucket], i);
            largest = std::max(largest, ++sizes[bucket]);
        }
        for (; largest != 0; --largest)
            for (std::size_t b = 0; b != buckets; ++b)
                if (sizes[b] == largest) place(b, first[b], next, hashes);
    }

    /// The index at which alone `name` can stand in the table; the caller compares. N or more: nowhere.
    constexpr std::size_t locate(std::string_view name) const noexcept {
        std::uint64_t const h = hash_name(name);
        return slots_[slot(h, seeds_[h % buckets])];
    }

private:
    static constexpr std::size_t buckets = std::bit_ceil(N / 3 + 1);
    static constexpr std::size_t slots = std::bit_ceil(2 * N);
    static constexpr std::uint16_t empty = 0xFFFF;

    static constexpr std::size_t slot(std::uint64_t hash, std::uint16_t seed) noexcept {
        return ((hash ^ seed) * 0x9E3779B97F4A7C15U >> 40U) % slots;
    }

    consteval void place(std::size_t bucket, std::uint16_t first, std::array<std::uint16_t, N> const& next,
                         std::array<std::uint64_t, N> const& hashes) {
        for (std::uint16_t seed = 0; seed != empty; ++seed) {
            std::uint16_t i = first;
            for (; i != empty; i = next[i]) {
                std::uint16_t& here = slots_[slot(hashes[i], seed)];
                if (here != empty) break;
                here = i;
            }
            seeds_[bucket] = seed;
            if (i == empty) return;
            for (std::uint16_t j = first; j != i; j = next[j]) slots_[slot(hashes[j], seed)] = empty;
        }
        throw "two names have the same hash";
    }

    std::array<std::uint16_t, buckets> seeds_{};
    std::array<std::uint16_t, slots> slots_{};
};

}  // namespace snsproof::detail
