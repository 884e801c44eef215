// SPDX-License-Identifier: Apache-2.0
// What every check answers with: rules that are broken, and the bytes that break them.
// Nothing is formatted here; render.hpp makes text of a report when somebody wants to read it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "snsproof/detail/list.hpp"

namespace snsproof {

/// A run of bytes of the text that was read.
struct span {
    std::uint32_t offset{};
    std::uint32_t length{};

    constexpr std::uint32_t end() const noexcept { return offset + length; }
    friend constexpr bool operator==(span const&, span const&) = default;
};

/// The bytes of `text` under `where`; what lies outside of the text is cut off.
constexpr std::string_view operator/(std::string_view text, span where) noexcept {
    return where.offset > text.size() ? std::string_view{} : text.substr(where.offset, where.length);
}

enum class severity : std::uint8_t {
    note,     ///< worth knowing; nothing is wrong
    warning,  ///< probably wrong, or not known to be right
    error,    ///< it would be refused, or would not do what it says
};

constexpr std::string_view name_of(severity level) noexcept {
    constexpr std::array<std::string_view, 3> names{"note", "warning", "error"};
    return names[static_cast<std::size_t>(level)];
}

/// A fact with a source. Rules are constants; two rules are the same rule where their ids are equal.
struct rule {
    std::string_view id;     ///< `<domain>-<what>`, never renamed or reused
    std::string_view title;  ///< what is wrong; a colon and the wrong text follow it in messages
    std::string_view why;    ///< what would happen, in AWS's or Stream's own words where they are recorded
    std::string_view fix;    ///< what to do
    std::string_view reference;  ///< the public page that says so
    severity level{severity::error};
    bool quotes_text = true;  ///< whether messages quote the wrong text; false where something is missing
    /// Answers "did you mean": the right text nearest to the wrong one, or nothing. `related` is the text of
    /// the finding's other place.
    std::string_view (*nearest)(std::string_view wrong, std::string_view related) = nullptr;

    friend constexpr bool operator==(rule const& a, rule const& b) noexcept { return a.id == b.id; }
};

/// A rule, and the smallest run of bytes that breaks it.
struct finding {
    rule const* what{};
    span where{};
    span related{};  ///< another place of the same text that explains the finding; empty if there is none
};

/// Findings in the order of the text. Empty, and without memory of its own, when nothing was found.
/// Past `capacity` findings it only counts, but an error still takes the place of a note or warning.
class report {
public:
    static constexpr std::size_t capacity = 1000;

    constexpr void add(finding const& found) {
        ++counts_[static_cast<std::size_t>(found.what->level)];
        if (findings_.size() == capacity) {
            ++dropped_;
            if (found.what->level != severity::error || !drop_last_non_error()) return;
        }
        kept_errors_ += found.what->level == severity::error;
        findings_.push_back(found);
        for (std::size_t i = findings_.size() - 1; i != 0; --i) {
            if (findings_[i - 1].where.offset <= findings_[i].where.offset) break;
            std::swap(findings_[i - 1], findings_[i]);
        }
    }

    constexpr void add(rule const& what, span where, span related = {}) { add({&what, where, related}); }

    /// Adds the findings of `other`, which may be of another text: `map` says where a span of it is in this
    /// one.
    template <class Map>
    constexpr void append(report const& other, Map map) {
        if (other.empty()) return;
        for (finding const& f : other)
            add(*f.what, map(f.where), f.related.length == 0 ? span{} : map(f.related));
        for (std::size_t i = 0; i != counts_.size(); ++i) {
            std::uint64_t kept = 0;
            for (finding const& f : other) kept += static_cast<std::size_t>(f.what->level) == i;
            counts_[i] += other.counts_[i] - kept;
        }
        dropped_ += other.dropped_;
    }

    constexpr void append(report const& other) {
        append(other, [](span where) { return where; });
    }

    constexpr finding const* begin() const noexcept { return findings_.begin(); }
    constexpr finding const* end() const noexcept { return findings_.begin() + findings_.size(); }
    constexpr std::size_t size() const noexcept { return findings_.size(); }
    constexpr bool empty() const noexcept { return findings_.empty(); }

    /// How many findings there were of this severity, the dropped ones included.
    constexpr std::uint64_t count(severity level) const noexcept {
        return counts_[static_cast<std::size_t>(level)];
    }

    /// How many findings were counted and not kept.
    constexpr std::uint64_t dropped() const noexcept { return dropped_; }

    /// Whether no error was found. Warnings and notes do not matter here.
    constexpr bool ok() const noexcept { return count(severity::error) == 0; }

private:
    constexpr bool drop_last_non_error() {
        if (kept_errors_ == findings_.size()) return false;
        std::size_t last = findings_.size() - 1;
        while (findings_[last].what->level == severity::error) --last;
        for (; last + 1 != findings_.size(); ++last) findings_[last] = findings_[last + 1];
        findings_.pop_back();
        return true;
    }

    detail::list<finding> findings_;
    std::array<std::uint64_t, 3> counts_{};
    std::uint64_t dropped_{};
    std::size_t kept_errors_{};
};

/// What a text means, and what was found while reading it.
template <class T>
class result {
public:
    constexpr result(report findings)
        : findings_(std::move(findings)) {}  // NOLINT(google-explicit-constructor)
    constexpr result(T value, report findings)
        : value_(std::move(value)), findings_(std::move(findings)), has_value_(true) {}

    /// The value, or null where the text has no meaning. It lives as long as this result.
    constexpr T const* value() const& noexcept { return has_value_ ? &value_ : nullptr; }
    T const* value() && = delete;

    /// Moves the value out, where there is one.
    constexpr T take() noexcept { return std::move(value_); }

    /// Moves the findings out.
    constexpr report take_findings() noexcept { return std::move(findings_); }

    constexpr report const& findings() const noexcept { return findings_; }

    /// Whether no error was found. A result that is ok has a value.
    constexpr bool ok() const noexcept { return findings_.ok(); }

private:
    T value_{};
    report findings_;
    bool has_value_{};
};

}  // namespace snsproof
