// SPDX-License-Identifier: Apache-2.0
// The keys at the root of an event: a hash of those that are checked, and the order that a sender has.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

#include "snsproof/detail/name_index.hpp"
#include "snsproof/event.hpp"
#include "snsproof/event_shape.hpp"

namespace snsproof::detail {

/// What `load_word` gives, in one load also where the compiler knows one of the bytes.
inline std::uint64_t word_at(char const* at) noexcept {
    std::uint64_t word = 0;
    __builtin_memcpy(&word, at, sizeof word);
    return std::endian::native == std::endian::little ? word : __builtin_bswap64(word);
}

/// Equal, where the name has up to 24 bytes: compares by words that may overlap.
inline bool is_name(std::string_view key, std::string_view name) noexcept {
    std::size_t const size = name.size();
    if (size != key.size()) return false;
    auto const differ = [&](std::size_t i) { return word_at(key.data() + i) ^ word_at(name.data() + i); };
    if (size >= 8) return (differ(0) | differ(size > 16 ? 8 : 0) | differ(size - 8)) == 0;
    for (std::size_t i = 0; i != size; ++i)
        if (key[i] != name[i]) return false;
    return true;
}

/// The fields at the root of an event by their keys' length and three of their bytes.
class root_index {
public:
    static constexpr std::size_t slots = 128;
    static constexpr std::uint8_t none = 0xFF;

    consteval root_index() {
        while (!fill()) ++factor_;
    }

    /// The number of the field with this key, or `none`.
    std::uint8_t find(std::string_view key) const noexcept {
        if (key.empty()) return none;
        std::uint8_t const i = slots_[slot(key)];
        return i != none && is_name(key, name_at(i)) ? i : none;
    }

    /// Where a key that is not empty would stand.
    constexpr std::size_t slot(std::string_view key) const noexcept {
        auto const byte = [&](std::size_t i) { return std::size_t{static_cast<unsigned char>(key[i])}; };
        std::size_t const size = key.size();
        return (size * factor_ + byte(0) * 5 + byte(size - 1) * 3 + byte(size / 2) * factor_) % slots;
    }

private:
    static constexpr std::string_view name_at(std::size_t i) noexcept {
        return i == type_bit ? "type" : i == time_bit ? "created_at" : event_fields[i].name;
    }

    consteval bool fill() {
        for (auto& s : slots_) s = none;
        for (std::uint8_t i = 0; i != 32; ++i) {
            if (i >= std::size(event_fields) && i != type_bit && i != time_bit) continue;
            std::uint8_t& s = slots_[slot(name_at(i))];
            if (s != none) return false;
            s = i;
        }
        return true;
    }

    std::size_t factor_ = 1;
    std::array<std::uint8_t, slots> slots_{};
};

/// A key of up to 29 bytes as it stands in a text without spaces: with its quotes and the colon.
constexpr std::array<char, 32> quote_key(std::string_view key) noexcept {
    std::array<char, 32> text{'"'};
    for (std::size_t i = 0; i != key.size(); ++i) text[i + 1] = key[i];
    text[key.size() + 1] = '"';
    text[key.size() + 2] = ':';
    return text;
}

/// Compares with a quoted key by words that may overlap: two for most keys, four for the longest.
class alignas(64) key_literal {
public:
    static constexpr std::size_t max_key = 29;

    void assign(std::string_view key) noexcept {
        std::array<char, 32> const text = quote_key(key);
        std::size_t const size = key.size() + 3;
        last_at_ = size < 8 ? 0 : static_cast<std::ptrdiff_t>(size) - 8;
        mask_ = size < 8 ? ~(~std::uint64_t{} << 8 * size) : ~std::uint64_t{};
        first_ = load_word(text.data());
        last_ = load_word(text.data() + last_at_);
        second_ = load_word(text.data() + 8);
        before_last_ = load_word(text.data() + (last_at_ < 8 ? 0 : last_at_ - 8));
    }

    /// Whether it stands at `at`, in a text whose last eight bytes begin at `last_word`.
    bool is_at(char const* at, char const* last_word) const noexcept {
        if (last_word - at < last_at_) return false;
        if ((((word_at(at) ^ first_) | (word_at(at + last_at_) ^ last_)) & mask_) != 0) return false;
        if (last_at_ <= 8) [[likely]]
            return true;
        return word_at(at + 8) == second_ && word_at(at + last_at_ - 8) == before_last_;
    }

private:
    std::uint64_t first_{};
    std::uint64_t last_{};
    std::uint64_t mask_{};
    std::uint64_t second_{};
    std::uint64_t before_last_{};
    std::ptrdiff_t last_at_ = std::numeric_limits<std::ptrdiff_t>::max();  ///< at first, behind each text
};

/// Senders print keys in the order of their code: which key followed which one in the events so far.
class key_order {
public:
    /// Before the first key.
    static constexpr std::size_t start = 64;
    /// From this number on keys are not those of fields.
    static constexpr std::size_t others = 32;

    /// The number of the key that stands at `at`, or `start` where it is not the expected one.
    std::size_t expect(std::size_t before, char const* at, char const* last_word) const noexcept {
        std::size_t const i = next_[before];
        return keys_[i].is_at(at, last_word) ? i : start;
    }

    /// The number of a key, which from now on is expected behind `before`.
    std::size_t learn(std::size_t before, std::string_view key, char const* last_word) noexcept {
        std::size_t i = index.find(key);
        if (i == root_index::none) i = others + (key.empty() ? 0 : index.slot(key) % (start - others));
        if (key.size() > key_literal::max_key) return i;
        if (!keys_[i].is_at(key.data() - 1, last_word)) keys_[i].assign(key);
        next_[before] = static_cast<std::uint8_t>(i);
        return i;
    }

private:
    static constexpr root_index index{};

    std::array<key_literal, start> keys_{};
    std::array<std::uint8_t, start + 1> next_{};
};

}  // namespace snsproof::detail
