// SPDX-License-Identifier: Apache-2.0
// Look-ups in tables of names. A perfect hash: one hash and one comparison; scripts in tools/ make its
// tables. Where case does not matter: an index by length.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "snsproof/detail/ascii.hpp"

namespace snsproof::detail {

/// Eight bytes as a number, the first one lowest; compilers make one load of it.
constexpr std::uint64_t load_word(char const* at) noexcept {
    auto const byte = [at](unsigned i) {
        return static_cast<std::uint64_t>(static_cast<unsigned char>(at[i])) << (8 * i);
    };
    return byte(0) | byte(1) | byte(2) | byte(3) | byte(4) | byte(5) | byte(6) | byte(7);
}

/// Four to eight bytes as a number: the first four, and the last four, which may be some of them again.
constexpr std::uint64_t load_short(std::string_view text) noexcept {
    auto const half = [](char const* at) {
        auto const byte = [at](unsigned i) {
            return static_cast<std::uint32_t>(static_cast<unsigned char>(at[i])) << (8 * i);
        };
        return std::uint64_t{byte(0) | byte(1) | byte(2) | byte(3)};
    };
    return half(text.data()) | half(text.data() + text.size() - 4) << 32U;
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

/// The eight letters of a word in lower case.
constexpr std::uint64_t lower_word(std::uint64_t word) noexcept {
    constexpr std::uint64_t ones = 0x0101010101010101U;
    std::uint64_t const low = word & 0x7F * ones;
    std::uint64_t const from_a = low + (0x80 - 'A') * ones;
    std::uint64_t const behind_z = low + (0x7F - 'Z') * ones;
    return word | (from_a & ~behind_z & ~word & 0x80 * ones) >> 2U;
}

/// Whether words differ in more than the case of letters, which is one bit.
constexpr bool differ_ignoring_case(std::uint64_t a, std::uint64_t b) noexcept {
    std::uint64_t const other = a ^ b;
    return other != 0 && ((other & 0xDFDFDFDFDFDFDFDFU) != 0 || lower_word(a) != lower_word(b));
}

/// Whether texts are equal but for the case of ASCII letters: eight bytes a step.
constexpr bool equal_ignoring_case(std::string_view a, std::string_view b) noexcept {
    std::size_t const size = a.size();
    if (size != b.size()) return false;
    if (size < 4) return compare_ignoring_case(a, b) == 0;
    if (size < 8) return !differ_ignoring_case(load_short(a), load_short(b));
    auto const differ = [&](std::size_t i) {
        return differ_ignoring_case(load_word(a.data() + i), load_word(b.data() + i));
    };
    if (differ(size - 8)) return false;  // most names begin alike
    for (std::size_t i = 0; i + 8 < size; i += 8)
        if (differ(i)) return false;
    return true;
}

/// For each length below `Lengths - 1`, where its names begin in a table that is in order of length; the next
/// one says where they end.
template <std::size_t Lengths>
class length_index {
public:
    static constexpr std::size_t lengths = Lengths;

    template <class Table>
    constexpr explicit length_index(Table const& table) noexcept {
        for (auto const& row : table)
            for (std::size_t n = row.name.size() + 1; n < Lengths; ++n) ++begins_[n];
    }

    /// The row of the same table with this name, in any case, or null.
    template <class Table>
    constexpr auto find(Table const& table, std::string_view name) const noexcept {
        decltype(&table[0]) found = nullptr;
        if (name.size() + 1 >= Lengths) return found;
        for (std::size_t i = begins_[name.size()]; i != begins_[name.size() + 1]; ++i)
            if (equal_ignoring_case(table[i].name, name)) return &table[i];
        return found;
    }

private:
    std::array<std::uint8_t, Lengths> begins_{};
};

}  // namespace snsproof::detail
