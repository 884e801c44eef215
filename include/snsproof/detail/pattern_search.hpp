// SPDX-License-Identifier: Apache-2.0
// Texts that tell patterns apart: of each set of patterns that one text can match and match no other, a
// shortest such text. A breadth-first walk over the product of the patterns' automata.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

#include "snsproof/detail/ascii.hpp"
#include "snsproof/detail/glob.hpp"
#include "snsproof/detail/list.hpp"

namespace snsproof::detail {

/// What a part of a text may consist of.
enum class letters : std::uint8_t { any, digits, no_colon, no_slash, name, path, region, service, topic, id };

constexpr bool is_of(char c, letters of) noexcept {
    bool const is_printed = c > ' ' && c < 0x7F && c != '*' && c != '?';
    switch (of) {
        case letters::any: return true;
        case letters::digits: return is_digit(c);
        case letters::no_colon: return c != ':';
        case letters::no_slash: return c != '/';
        case letters::name: return is_printed && c != '/' && c != ':';
        case letters::path: return is_printed;
        case letters::id: return is_upper(c) || is_digit(c);
        case letters::region: return is_lower(c) || is_digit(c) || c == '-';
        case letters::service: return is_of(c, letters::region) || c == '.';
        default: return is_word(c) || c == '-';
    }
}

/// One part of a text after the other: a text of its own, or letters.
struct text_part {
    std::string_view literal{};  ///< empty: letters
    letters of{};
    std::uint32_t least{};
    std::uint32_t most{};  ///< 0: no limit
    bool unnamed{};        ///< the part is none of the texts of `pattern_search::avoid`
};

/// How a pattern is read.
enum class pattern_form : std::uint8_t {
    literal,
    ignoring_case,
    glob,
    arn,  ///< wildcards do not cross the first five colons
};

class pattern_search {
public:
    /// The pattern begins with the part of this number. `restarts`: it is compared with what stands behind
    /// the last slash.
    constexpr void add(std::string_view pattern, pattern_form form, std::size_t part = 0,
                       bool restarts = false) {
        bool const any_arn = form == pattern_form::arn && pattern == "*";
        if (any_arn) pattern = "arn:*";
        starts_.push_back({units_.size(), part, restarts});
        std::uint8_t colons = form == pattern_form::arn && !any_arn ? 0 : 5;
        bool const wild = form == pattern_form::glob || form == pattern_form::arn;
        for (char const c : pattern) {
            bool const run = wild && c == '*';
            if (run && !units_.empty() && units_.size() > starts_.back().unit &&
                units_.back().kind == glob_unit::any_run)
                continue;
            glob_unit::kinds const kind = run                ? glob_unit::any_run
                                          : wild && c == '?' ? glob_unit::any_one
                                                             : glob_unit::literal;
            units_.push_back({kind, c, form == pattern_form::ignoring_case, colons < 5, false, restarts});
            if (c == ':' && colons < 5) ++colons;
        }
        // A pattern of an ARN that has too few parts matches nothing.
        units_.push_back(
            {colons == 5 ? glob_unit::end : glob_unit::any_one, {}, false, true, colons != 5, restarts});
    }

    /// A text that a part which is `unnamed` must not be.
    constexpr void avoid(std::string_view text) { avoided_.push_back(text); }

    /// Calls `found(text)` once for each set of patterns that a text of these parts can match, and no other;
    /// with `all_ends` once for each state of all patterns behind the last part. False where that would take
    /// more than `most` states of 64 units, or where the patterns name all of ASCII at one place.
    template <class Found>
    constexpr bool search(std::span<text_part const> parts, std::size_t most, Found found,
                          bool all_ends = false) {
        parts_ = parts;
        words_ = (units_.size() + 63) / 64;
        nodes_.clear();
        bits_.clear();
        ends_.clear();
        slots_.clear();
        sort(avoided_);
        scratch_.clear();
        for (std::size_t i = 0; i != words_; ++i) scratch_.push_back(0);
        complete_ = true;
        enter(0, 0, {}, false);
        for (std::size_t i = 0; i != nodes_.size(); ++i) {
            if (size() > most) return false;
            if (nodes_[i].part == parts_.size()) {
                if (all_ends || is_new_end(i)) found(text_of(i));
            } else {
                expand(i);
            }
        }
        return complete_;
    }

    /// How large the last search was: its states, each counted once for every 64 units of the patterns.
    constexpr std::size_t size() const noexcept { return nodes_.size() * words_; }

private:
    struct unit {
        glob_unit::kinds kind{};
        char c{};
        bool folds{};
        bool stops_at_colon{};
        bool dead{};
        bool restarts{};
    };
    struct start {
        std::size_t unit{};
        std::size_t part{};
        bool restarts{};
    };
    /// A place in the parts, and which texts to avoid begin with what stands in the part so far.
    struct node {
        std::size_t parent{};
        std::size_t part{};
        std::uint32_t count{};
        std::uint32_t depth{};
        std::size_t low{};
        std::size_t high{};
        char c{};
        bool emits{};
    };

    /// Calls `use` with each unit at which a pattern stands. Before its callers, as clang 14 asks.
    template <class Use>
    constexpr void for_each_unit(std::size_t i, Use use) {
        for (std::size_t w = 0; w != words_; ++w)
            for (std::uint64_t bits = bits_[i * words_ + w]; bits != 0; bits &= bits - 1)
                use(units_[w * 64 + static_cast<std::size_t>(std::countr_zero(bits))]);
    }

    constexpr void set(std::size_t i) {
        scratch_[i / 64] |= std::uint64_t{1} << (i % 64);
        if (units_[i].kind == glob_unit::any_run) set(i + 1);
    }

    constexpr void begin_patterns(std::size_t part) {
        for (start const& s : starts_)
            if (s.part == part) set(s.unit);
    }

    /// The part of this number, with `scratch_` as the state so far.
    constexpr void enter(std::size_t parent, std::size_t part, char c, bool emits) {
        begin_patterns(part);
        bool const unnamed = part != parts_.size() && parts_[part].unnamed;
        add_node({parent, part, 0, 0, 0, unnamed ? avoided_.size() : 0, c, emits});
    }

    constexpr void expand(std::size_t i) {
        node const at = nodes_[i];
        text_part const& part = parts_[at.part];
        if (!part.literal.empty()) {
            step(i, part.literal[at.count]);
            node next = at;
            next.parent = i;
            next.c = part.literal[at.count];
            next.emits = true;
            ++next.count;
            if (next.count == part.literal.size())
                enter(i, at.part + 1, next.c, true);
            else
                add_node(next);
            return;
        }
        if (at.count >= part.least && !is_avoided(at)) {
            copy_state(i);
            enter(i, at.part + 1, {}, false);
        }
        if (part.most == 0 || at.count < part.most) expand_letters(i, part);
    }

    constexpr void expand_letters(std::size_t i, text_part const& part) {
        live_.clear();
        for_each_unit(i, [&](unit const& u) {
            if (u.kind == glob_unit::literal) note_live(u.c, u.folds);
            if (u.stops_at_colon && u.kind != glob_unit::literal) note_live(':', false);
        });
        for (start const& s : starts_)
            if (s.restarts) note_live('/', false);
        node const at = nodes_[i];
        for (std::size_t a = at.low; a != at.high; ++a)
            if (avoided_[a].size() > at.depth) note_live(avoided_[a][at.depth], false);
        for (char const c : live_)
            if (is_of(c, part.of)) emit(i, part, c);
        if (char const other = other_letter(part.of); other != 0)
            emit(i, part, other);
        else if (is_of('\x80', part.of))
            complete_ = false;  // what is not ASCII could stand there
    }

    constexpr void note_live(char c, bool folds) {
        if (!contains(live_, c)) live_.push_back(c);
        if (!folds) return;
        char const upper = is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
        for (char const other : {lower(c), upper})
            if (!contains(live_, other)) live_.push_back(other);
    }

    /// A letter that no pattern tells from any other one that it does not name, or 0.
    constexpr char other_letter(letters of) const noexcept {
        constexpr std::string_view liked = "xyzabcdefghijklmnopqrstuvw0123456789-_ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        for (char const c : liked)
            if (is_of(c, of) && !contains(live_, c)) return c;
        for (char c = '!'; c != 0x7F; ++c)
            if (is_of(c, of) && !contains(live_, c)) return c;
        for (char c = ' '; c != 0; --c)
            if (is_of(c, of) && !contains(live_, c)) return c;
        return 0;
    }

    constexpr void emit(std::size_t i, text_part const& part, char c) {
        step(i, c);
        node next = nodes_[i];
        next.parent = i;
        next.c = c;
        next.emits = true;
        if (part.most != 0 || next.count < part.least) ++next.count;
        std::size_t low = next.low;
        while (low != next.high && (avoided_[low].size() <= next.depth || avoided_[low][next.depth] != c))
            ++low;
        std::size_t high = low;
        while (high != next.high && avoided_[high][next.depth] == c) ++high;
        next.low = low == high ? 0 : low;
        next.high = low == high ? 0 : high;
        next.depth = low == high ? 0 : next.depth + 1;
        add_node(next);
    }

    constexpr bool is_avoided(node const& at) const noexcept {
        return at.low != at.high && avoided_[at.low].size() == at.depth;
    }

    /// The state behind one more letter, in `scratch_`.
    constexpr void step(std::size_t i, char c) {
        for (auto& word : scratch_) word = 0;
        for_each_unit(i, [&](unit const& u) {
            auto const at = static_cast<std::size_t>(&u - units_.data());
            if (u.dead || u.kind == glob_unit::end || (u.restarts && c == '/')) return;
            if (u.kind == glob_unit::literal) {
                if (u.c == c || (u.folds && lower(u.c) == lower(c))) set(at + 1);
            } else if (!u.stops_at_colon || c != ':') {
                set(u.kind == glob_unit::any_run ? at : at + 1);
            }
        });
        if (c != '/') return;
        for (start const& s : starts_)
            if (s.restarts && nodes_[i].part >= s.part) set(s.unit);
    }

    constexpr void copy_state(std::size_t i) {
        for (std::size_t w = 0; w != words_; ++w) scratch_[w] = bits_[i * words_ + w];
    }

    constexpr bool is_same(std::size_t i, node const& n) const noexcept {
        node const& o = nodes_[i];
        if (o.part != n.part || o.count != n.count || o.low != n.low || o.high != n.high ||
            o.depth != n.depth)
            return false;
        for (std::size_t w = 0; w != words_; ++w)
            if (bits_[i * words_ + w] != scratch_[w]) return false;
        return true;
    }

    constexpr std::size_t hash_of(node const& n) const noexcept {
        std::uint64_t h = n.part * 31 + n.count + n.low * 7 + n.high * 13;
        for (std::uint64_t const word : scratch_) h = (h ^ word) * 0x9E37'79B9'7F4A'7C15U;
        return static_cast<std::size_t>(h >> 32U);
    }

    /// Adds the node with `scratch_` as its state, unless it is there.
    constexpr void add_node(node const& n) {
        if (2 * (nodes_.size() + 1) > slots_.size()) rehash();
        std::size_t at = hash_of(n) & (slots_.size() - 1);
        for (; slots_[at] != 0; at = (at + 1) & (slots_.size() - 1))
            if (is_same(slots_[at] - 1, n)) return;
        slots_[at] = nodes_.size() + 1;
        nodes_.push_back(n);
        bits_.append(scratch_.data(), words_);
    }

    constexpr void rehash() {
        std::size_t const size = max<std::size_t>(64, 2 * slots_.size());
        list<std::uint64_t> const kept = scratch_;
        slots_.clear();
        for (std::size_t i = 0; i != size; ++i) slots_.push_back(0);
        for (std::size_t i = 0; i != nodes_.size(); ++i) {
            copy_state(i);
            std::size_t at = hash_of(nodes_[i]) & (size - 1);
            while (slots_[at] != 0) at = (at + 1) & (size - 1);
            slots_[at] = i + 1;
        }
        scratch_ = kept;
    }

    /// Whether no text before matched just the patterns that this one does.
    constexpr bool is_new_end(std::size_t i) {
        list<std::size_t> matched;
        for_each_unit(i, [&](unit const& u) {
            if (u.kind == glob_unit::end) matched.push_back(static_cast<std::size_t>(&u - units_.data()));
        });
        for (std::size_t first = 0; first != ends_.size();) {
            std::size_t const size = ends_[first];
            bool same = size == matched.size();
            for (std::size_t k = 0; same && k != size; ++k) same = ends_[first + 1 + k] == matched[k];
            if (same) return false;
            first += 1 + size;
        }
        ends_.push_back(matched.size());
        ends_.append(matched.data(), matched.size());
        return true;
    }

    constexpr std::string_view text_of(std::size_t i) {
        text_.clear();
        for (; i != 0; i = nodes_[i].parent)
            if (nodes_[i].emits) text_.push_back(nodes_[i].c);
        for (std::size_t a = 0, b = text_.size(); a + 1 < b; ++a) {
            char const c = text_[a];
            text_[a] = text_[--b];
            text_[b] = c;
        }
        return view(text_);
    }

    list<unit> units_;
    list<start> starts_;
    list<std::string_view> avoided_;
    std::span<text_part const> parts_;
    std::size_t words_{};
    list<node> nodes_;
    list<std::uint64_t> bits_;  ///< `words_` for each node: the units where its patterns stand
    list<std::uint64_t> scratch_;
    list<std::size_t> slots_;  ///< a hash table of nodes: their numbers and one
    list<std::size_t> ends_;   ///< sets of patterns that were matched: a size, then as many
    list<char> live_;
    bool complete_{};
    list<char> text_;
};

}  // namespace snsproof::detail
