// SPDX-License-Identifier: Apache-2.0
// How many events of each type there are, and how large they are.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace snsproof {

/// Counts sizes in steps of at most 1/64 of a size, so that its memory does not grow with their number.
class event_sizes {
public:
    void add(std::uint64_t bytes) noexcept {
        ++counts_[bucket(bytes)];
        ++count_;
        total_ += bytes;
        if (bytes > largest_) largest_ = bytes;
    }

    void add(event_sizes const& other) noexcept {
        for (std::size_t i = 0; i != counts_.size(); ++i) counts_[i] += other.counts_[i];
        count_ += other.count_;
        total_ += other.total_;
        if (other.largest_ > largest_) largest_ = other.largest_;
    }

    std::uint64_t count() const noexcept { return count_; }
    /// All bytes together.
    std::uint64_t total() const noexcept { return total_; }
    /// The largest size in bytes, exactly.
    std::uint64_t largest() const noexcept { return largest_; }

    /// The size that this part of all events is no larger than, `0.5` for the median: in bytes, at most 1/64
    /// above the exact one. 0 where there is no event.
    std::uint64_t quantile(double part) const noexcept {
        double const wanted = part * static_cast<double>(count_);
        std::uint64_t seen = 0;
        for (std::size_t i = 0; i != counts_.size(); ++i) {
            seen += counts_[i];
            if (counts_[i] != 0 && static_cast<double>(seen) >= wanted)
                return end_of(i) < largest_ ? end_of(i) : largest_;
        }
        return largest_;
    }

    /// How many events have at least this size; those of its step count as well.
    std::uint64_t count_from(std::uint64_t bytes) const noexcept {
        std::uint64_t n = 0;
        for (std::size_t i = bucket(bytes); i != counts_.size(); ++i) n += counts_[i];
        return n;
    }

private:
    /// Sizes below 128 have a bucket of their own; of all others the seven highest bits decide.
    static constexpr unsigned bits = 6;
    static constexpr std::size_t buckets = std::size_t{64 - bits + 1} << bits;

    static constexpr std::size_t bucket(std::uint64_t bytes) noexcept {
        auto const width = static_cast<unsigned>(std::bit_width(bytes));
        if (width <= bits + 1) return static_cast<std::size_t>(bytes);
        unsigned const shift = width - bits - 1;
        return (std::size_t{shift} << bits) + static_cast<std::size_t>(bytes >> shift);
    }

    /// The largest size in a bucket.
    static constexpr std::uint64_t end_of(std::size_t i) noexcept {
        if (i < std::size_t{2} << bits) return i;
        auto const shift = static_cast<unsigned>((i >> bits) - 1);
        std::uint64_t const high = i - (std::size_t{shift} << bits) + 1;
        return (high << shift) - 1;
    }

    std::array<std::uint32_t, buckets> counts_{};
    std::uint64_t count_{};
    std::uint64_t total_{};
    std::uint64_t largest_{};
};

/// The sizes of events by their type.
class event_summary {
public:
    /// As many types have a row of their own; those that come later share that of the empty name. It bounds
    /// the memory where the types are not those of Stream.
    static constexpr std::size_t capacity = 512;

    event_summary() = default;
    event_summary(event_summary const&) = delete;  // it points into itself
    event_summary& operator=(event_summary const&) = delete;

    /// Adds an event. `type` is empty where it could not be read.
    void add(std::string_view type, std::uint64_t bytes) {
        if (recent_ == nullptr || recent_->first != type) recent_ = &*row(type);
        recent_->second.add(bytes);
    }

    void add(event_summary const& other) {
        for (auto const& [type, sizes] : other.rows_) row(type)->second.add(sizes);
    }

    auto begin() const noexcept { return rows_.begin(); }
    auto end() const noexcept { return rows_.end(); }

private:
    using rows = std::map<std::string, event_sizes, std::less<>>;

    rows::iterator row(std::string_view type) {
        auto const found = rows_.find(type);
        if (found != rows_.end()) return found;
        return rows_.try_emplace(rows_.size() < capacity ? std::string(type) : std::string()).first;
    }

    rows rows_;
    rows::value_type* recent_{};
};

}  // namespace snsproof
