// SPDX-License-Identifier: Apache-2.0
// The keys at the root of an event: a hash of those that are checked, and the order that a sender has.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "snsproof/detail/name_index.hpp"
#include "snsproof/event.hpp"
#include "snsproof/event_shape.hpp"

namespace snsproof::detail {

/// Equal, where the name has up to 24 bytes: compares by words that may overlap.
inline bool is_name(std::string_view key, std::string_view name) noexcept {
    std::size_t const size = name.size();
    if (size != key.size()) return false;
    auto const differ = [&](std::size_t i) { return load_word(key.data() + i) ^ load_word(name.data() + i); };
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

/// Compares with a quoted key by four words that may overlap.
class key_literal {
public:
    static constexpr std::size_t max_key = 29;

    void assign(std::string_view key) noexcept {
        std::array<char, 32> const text = quote_key(key);
        std::size_t const size = key.size() + 3;
        std::size_t const last = size < 8 ? 0 : size - 8;
        mask_ = size < 8 ? ~std::uint64_t{} >> (64 - 8 * size) : ~std::uint64_t{};
        for (std::size_t i = 0; i != words_.size(); ++i) {
            std::size_t const at = 8 * i < last ? 8 * i : last;
            offsets_[i] = static_cast<std::uint8_t>(at);
            words_[i] = load_word(text.data() + at);
        }
        room_ = static_cast<std::uint32_t>(size < 8 ? 8 : size);
    }

    /// Whether it stands at `at`.
    bool is_at(char const* at, char const* end) const noexcept {
        if (static_cast<std::size_t>(end - at) < room_) return false;
        std::uint64_t differ = 0;
        for (std::size_t i = 0; i != words_.size(); ++i) differ |= load_word(at + offsets_[i]) ^ words_[i];
        return (differ & mask_) == 0;
    }

private:
    std::array<std::uint64_t, 4> words_{};
    std::uint64_t mask_{};
    std::uint32_t room_ =
        ~std::uint32_t{};  ///< how many bytes are read; before `assign`, more than any text has
    std::array<std::uint8_t, 4> offsets_{};
};

/// Senders print keys in the order of their code: which key followed which one in the events so far.
class key_order {
public:
    /// Before the first key.
    static constexpr std::size_t start = 64;
    /// From this number on keys are not those of fields.
    static constexpr std::size_t others = 32;

    /// The number of the key that stands at `at`, or `start` where it is not the expected one.
    std::size_t expect(std::size_t before, char const* at, char const* end) const noexcept {
        std::size_t const i = next_[before];
        return keys_[i].is_at(at, end) ? i : start;
    }

    /// The number of a key, which from now on is expected behind `before`.
    std::size_t learn(std::size_t before, std::string_view key) noexcept {
        std::size_t i = index.find(key);
        if (i == root_index::none) i = others + (key.empty() ? 0 : index.slot(key) % (start - others));
        if (key.size() <= key_literal::max_key) {
            keys_[i].assign(key);
            next_[before] = static_cast<std::uint8_t>(i);
        }
        return i;
    }

private:
    static constexpr root_index index{};

    std::array<key_literal, start> keys_{};
    std::array<std::uint8_t, start + 1> next_{};
};

}  // namespace snsproof::detail
