// SPDX-License-Identifier: Apache-2.0
// A growing array of plain values, and its order. std::vector and std::sort cost a compiler ten times as much
// for each type that they hold (docs/decisions/0009-compile-time-cost.md), and every unit that includes the
// library pays for it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace snsproof::detail {

/// A growing array of values that have no destructor.
template <class T>
class list {
public:
    constexpr list() noexcept = default;
    constexpr list(list&& other) noexcept : values_(other.values_), size_(other.size_), room_(other.room_) {
        other.values_ = nullptr;
        other.size_ = other.room_ = 0;
    }
    constexpr list& operator=(list&& other) noexcept {
        if (this == &other) return *this;
        delete[] values_;
        values_ = other.values_;
        size_ = other.size_;
        room_ = other.room_;
        other.values_ = nullptr;
        other.size_ = other.room_ = 0;
        return *this;
    }
    constexpr list(list const& other) { append(other.values_, other.size_); }
    constexpr list& operator=(list const& other) {
        if (this == &other) return *this;
        return *this = list(other);
    }
    constexpr ~list() { delete[] values_; }

    constexpr void push_back(T const& value) {
        if (size_ == room_) return push_grown(value);
        values_[size_++] = value;
    }
    /// Appends copies of values that are no elements of this list.
    constexpr void append(T const* values, std::size_t count) {
        if (room_ - size_ < count) grow(size_ + count > 2 * room_ ? size_ + count : 2 * room_);
        if constexpr (std::is_same_v<T, char>)
            std::char_traits<char>::copy(values_ + size_, values, count);
        else
            for (std::size_t i = 0; i != count; ++i) values_[size_ + i] = values[i];
        size_ += count;
    }
    constexpr void pop_back() noexcept { --size_; }
    constexpr void clear() noexcept { size_ = 0; }
    constexpr void reserve(std::size_t count) {
        if (count > room_) grow(count);
    }

    constexpr T* begin() noexcept { return values_; }
    constexpr T* end() noexcept { return values_ + size_; }
    constexpr T const* begin() const noexcept { return values_; }
    constexpr T const* end() const noexcept { return values_ + size_; }
    constexpr T* data() noexcept { return values_; }
    constexpr T const* data() const noexcept { return values_; }
    constexpr std::size_t size() const noexcept { return size_; }
    constexpr std::size_t capacity() const noexcept { return room_; }
    constexpr bool empty() const noexcept { return size_ == 0; }
    constexpr T& operator[](std::size_t i) noexcept { return values_[i]; }
    constexpr T const& operator[](std::size_t i) const noexcept { return values_[i]; }
    constexpr T& back() noexcept { return values_[size_ - 1]; }
    constexpr T const& back() const noexcept { return values_[size_ - 1]; }

private:
    static constexpr std::size_t first_room = sizeof(T) > 64 ? 4 : 8;

    /// The value may be an element, and so is copied first.
    constexpr void push_grown(T value) {
        grow(room_ == 0 ? first_room : 2 * room_);
        values_[size_++] = value;
    }

    constexpr void grow(std::size_t room) {
        T* const wider = new T[room];
        for (std::size_t i = 0; i != size_; ++i) wider[i] = values_[i];
        delete[] values_;
        values_ = wider;
        room_ = room;
    }

    T* values_{};
    std::size_t size_{};
    std::size_t room_{};
};

constexpr std::string_view view(list<char> const& bytes) noexcept {
    return {bytes.data(), bytes.size()};
}

constexpr void append(list<char>& bytes, std::string_view text) {
    bytes.append(text.data(), text.size());
}

template <class T>
constexpr T const& min(T const& a, T const& b) noexcept {
    return b < a ? b : a;
}

template <class T>
constexpr T const& max(T const& a, T const& b) noexcept {
    return a < b ? b : a;
}

template <class Range, class T>
constexpr bool contains(Range const& values, T const& wanted) noexcept {
    for (auto const& value : values)
        if (value == wanted) return true;
    return false;
}

template <class Range, class Test>
constexpr bool any_of(Range const& values, Test test) noexcept {
    for (auto const& value : values)
        if (test(value)) return true;
    return false;
}

template <class Range, class Test>
constexpr bool all_of(Range const& values, Test test) noexcept {
    return !any_of(values, [test](auto const& value) { return !test(value); });
}

struct ascending {
    template <class T>
    constexpr bool operator()(T const& a, T const& b) const noexcept {
        return a < b;
    }
};

/// Sorts; equal values stay in their order. Time: n log n.
template <class T, class Less = ascending>
constexpr void sort(list<T>& values, Less less = {}) {
    constexpr std::size_t run = 8;
    std::size_t const size = values.size();
    for (std::size_t first = 0; first < size; first += run)
        for (std::size_t i = first + 1; i < size && i < first + run; ++i)
            for (std::size_t j = i; j != first && less(values[j], values[j - 1]); --j) {
                T const lower = values[j];
                values[j] = values[j - 1];
                values[j - 1] = lower;
            }
    list<T> merged;
    for (std::size_t width = run; width < size; width *= 2) {
        merged.clear();
        merged.reserve(size);
        for (std::size_t first = 0; first < size; first += 2 * width) {
            std::size_t const middle = min(first + width, size);
            std::size_t const last = min(middle + width, size);
            for (std::size_t a = first, b = middle; a != middle || b != last;)
                merged.push_back(b == last || (a != middle && !less(values[b], values[a])) ? values[a++]
                                                                                           : values[b++]);
        }
        for (std::size_t i = 0; i != size; ++i) values[i] = merged[i];
    }
}

/// The index of the first value that is not `before`, where those that are stand first.
template <class T, class Test>
constexpr std::size_t partition_point(list<T> const& sorted, Test before) noexcept {
    std::size_t low = 0;
    for (std::size_t high = sorted.size(); low != high;) {
        std::size_t const middle = low + (high - low) / 2;
        if (before(sorted[middle]))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/// The index of the first value that is not below `wanted`.
template <class T>
constexpr std::size_t lower_bound(list<T> const& sorted, T const& wanted) noexcept {
    return partition_point(sorted, [&](T const& value) { return value < wanted; });
}

/// The smallest number that `number_of` gives for none of the values: one of so many is free.
template <class Range, class NumberOf>
constexpr std::size_t find_free_number(Range const& values, NumberOf number_of) {
    list<bool> taken;
    for (std::size_t i = 0; i <= values.size(); ++i) taken.push_back(false);
    for (auto const& value : values)
        if (std::uint64_t const number = number_of(value); number < taken.size())
            taken[static_cast<std::size_t>(number)] = true;
    std::size_t free = 0;
    while (taken[free]) ++free;
    return free;
}

}  // namespace snsproof::detail
