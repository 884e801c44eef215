// SPDX-License-Identifier: Apache-2.0
// What a case of a table expects. The tables in cases/ have two users: the compiler (static.cpp) and the test
// runner.
#pragma once

#include "snsproof/detail/ascii.hpp"
#include "snsproof/report.hpp"

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cases {

struct expected {
    std::string_view rule;
    std::string_view text;  ///< under the finding's span
    int nth = 1;            ///< which one it is, where the text stands there more than once
};

/// A text and its findings in their order. Notes may be left out; every error and warning must be listed.
struct text_case {
    std::string_view text;
    expected findings[7]{};
};

/// Something that is true, where a table would be longer than the code.
struct fact {
    std::string_view what;
    bool (*holds)();
};

constexpr bool holds(fact const& f) {
    return f.holds();
}

struct nearest_case {
    std::string_view wrong;
    std::string_view right;  ///< empty: nothing is near enough
};

/// `@name` in the text of a case stands for members that cases have in common.
struct abbreviation {
    std::string_view name;
    std::string_view members;
};

/// The text with each `@name` written out; an `@` before something else stays.
constexpr std::vector<char> expand(std::string_view text, std::span<abbreviation const> abbreviations) {
    std::vector<char> full;
    for (std::size_t i = 0; i != text.size();) {
        std::size_t end = i + 1;
        while (text[i] == '@' && end != text.size() && snsproof::detail::is_alnum(text[end])) ++end;
        std::string_view written = text.substr(i, end - i);
        for (abbreviation const& a : abbreviations)
            if (text[i] == '@' && a.name == text.substr(i + 1, end - i - 1)) written = a.members;
        for (char const c : written) full.push_back(c);
        i = end;
    }
    return full;
}

/// The offset of the nth place where `wanted` stands.
constexpr std::size_t offset_of(std::string_view text, std::string_view wanted, int nth) {
    std::size_t at = text.find(wanted);
    for (; at != std::string_view::npos && nth > 1; --nth) at = text.find(wanted, at + 1);
    return at;
}

constexpr bool is_expected(snsproof::finding const& f, std::string_view text, expected const& e) {
    if (f.where.end() > text.size() || f.related.end() > text.size()) return false;
    return f.what->id == e.rule && text / f.where == e.text &&
           f.where.offset == offset_of(text, e.text, e.nth);
}

constexpr bool matches(snsproof::report const& found, std::string_view text, std::span<expected const> list) {
    std::size_t next = 0;
    for (snsproof::finding const& f : found) {
        if (next != list.size() && is_expected(f, text, list[next]))
            ++next;
        else if (f.what->level != snsproof::severity::note)
            return false;
    }
    return next == list.size() || list[next].rule.empty();
}

constexpr bool matches(snsproof::report const& found, text_case const& c) {
    return matches(found, c.text, c.findings);
}

inline bool is_same(snsproof::report const& a, snsproof::report const& b) {
    if (a.size() != b.size() || a.dropped() != b.dropped()) return false;
    for (std::size_t i = 0; i != a.size(); ++i) {
        snsproof::finding const& x = a.begin()[i];
        snsproof::finding const& y = b.begin()[i];
        if (x.what != y.what || x.where != y.where || x.related != y.related) return false;
    }
    return true;
}

/// The findings, for the message of a test that failed.
inline std::string describe(snsproof::report const& found, std::string_view text) {
    std::string shown;
    for (snsproof::finding const& f : found) {
        shown += "\n  " + std::string(f.what->id) + " at " + std::to_string(f.where.offset) + ": `";
        shown += std::string(text / f.where) + "`";
    }
    return shown.empty() ? "no finding" : shown;
}

/// The texts in one, since string literals cannot be repeated.
template <std::string_view const&... Parts>
struct joined {
    static constexpr auto bytes = [] {
        std::array<char, (Parts.size() + ... + 0)> all{};
        std::size_t at = 0;
        for (std::string_view const part : {Parts...})
            for (char const c : part) all[at++] = c;
        return all;
    }();
    static constexpr std::string_view value{bytes.data(), bytes.size()};
};

template <std::size_t Count, char Unit>
struct repeated {
    static constexpr auto bytes = [] {
        std::array<char, Count> all{};
        all.fill(Unit);
        return all;
    }();
    static constexpr std::string_view value{bytes.data(), bytes.size()};
};

template <class Bytes>
constexpr std::string_view view(Bytes const& bytes) {
    return {bytes.data(), bytes.size()};
}

}  // namespace cases
