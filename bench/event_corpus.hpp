// SPDX-License-Identifier: Apache-2.0
// Events in memory, one to a line, with what check_event says of each.
#pragma once

#include <simdjson.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "event_generator.hpp"
#include "snsproof/event.hpp"
#include "snsproof/json_read.hpp"

namespace bench {

inline constexpr std::array<std::string_view, 3> verdict_names{"clean", "warned", "refused"};

constexpr std::string_view name_of(verdict v) {
    return verdict_names[static_cast<std::size_t>(v)];
}

inline verdict verdict_of(snsproof::report const& found) {
    return !found.ok() ? verdict::refused : found.empty() ? verdict::clean : verdict::warned;
}

/// Events one to a line, with the padding behind them that simdjson wants.
class corpus {
public:
    corpus() = default;
    corpus(corpus&&) = default;  // no copy, which would view this text

    void add(std::string_view event, change const* how = nullptr) {
        lines_.push_back({text_.size(), event.size(), how});
        text_.append(event).append("\n");
    }

    /// Views this text, in which events lie one behind the other as in a file that is read or mapped.
    void close() {
        text_.reserve(text_.size() + simdjson::SIMDJSON_PADDING);
        for (line const& l : lines_) {
            std::string_view const event = std::string_view(text_).substr(l.offset, l.size);
            events_.push_back(event);
            verdict const truth = verdict_of(snsproof::check_event(event));
            truths_.push_back(truth);
            is_json_.push_back(truth != verdict::refused || snsproof::json::read(event).ok());
        }
    }

    std::string_view text() const { return text_; }
    std::vector<std::string_view> const& events() const { return events_; }
    verdict truth(std::size_t i) const { return truths_[i]; }
    bool is_json(std::size_t i) const { return is_json_[i]; }
    change const* how(std::size_t i) const { return lines_[i].how; }

private:
    struct line {
        std::size_t offset;
        std::size_t size;
        change const* how;
    };

    std::string text_;
    std::vector<line> lines_;
    std::vector<std::string_view> events_;
    std::vector<verdict> truths_;
    std::vector<bool> is_json_;
};

/// What to make an event of, and what to do to it.
struct recipe {
    event_profile const* profile;
    change const* how = nullptr;
};

template <class Choose>
corpus make_corpus(std::size_t bytes, std::uint64_t seed, key_order order, Choose choose) {
    event_generator make(seed, order);
    corpus made;
    while (made.text().size() < bytes) {
        recipe const next = choose(make);
        made.add(make(*next.profile, next.how), next.how);
    }
    made.close();
    return made;
}

/// Events of one size, or of all where `profile` is null: most of them short, as in real streams.
inline event_profile const* choose_profile(event_profile const* profile, event_generator& random) {
    if (profile != nullptr) return profile;
    std::size_t const n = random.below(1000);
    return &profiles[n < 400 ? 0 : n < 800 ? 1 : n < 995 ? 2 : 3];
}

/// The corpora of one size.
struct corpora {
    corpora(std::string_view of, event_profile const* profile, std::size_t bytes)
        : name(of), clean(make(profile, bytes, 1, key_order::stable, 0, {})),
          shuffled(make(profile, bytes, 2, key_order::shuffled, 0, {})),
          unusual(make(profile, bytes, 3, key_order::stable, 5, bench::unusual)),
          broken(make(profile, bytes, 4, key_order::stable, 100, damages)), damaged(make_damaged(profile)) {}

    std::string name;
    corpus clean;
    corpus shuffled;
    corpus unusual;  ///< a tenth of another type, a tenth without a recommended field
    corpus broken;   ///< one of a hundred
    corpus damaged;  ///< some of each change

private:
    /// Of so many events one has one of the changes.
    static corpus make(event_profile const* profile, std::size_t bytes, std::uint64_t seed, key_order order,
                       std::size_t rarity, std::vector<change> const& changes) {
        return make_corpus(bytes, seed, order, [&](event_generator& random) {
            bool const is_changed = rarity != 0 && random.below(rarity) == 0;
            change const* const how = is_changed ? &changes[random.below(changes.size())] : nullptr;
            return recipe{choose_profile(profile, random), how};
        });
    }

    static corpus make_damaged(event_profile const* profile) {
        corpus made;
        for (auto const* const changes : {&bench::unusual, &damages, &oversizes})
            for (change const& how : *changes) {
                event_generator make(5, key_order::stable);
                std::size_t bytes = 0;
                for (int i = 0; i != 50 && (i < 2 || bytes < 50'000); ++i) {
                    std::string const event = make(*choose_profile(profile, make), &how);
                    bytes += event.size();
                    made.add(event, &how);
                }
            }
        made.close();
        return made;
    }
};

/// The user's own events.
inline corpus read_corpus(std::string const& path) {
    std::ifstream file(path, std::ios::binary);
    corpus made;
    for (std::string line; std::getline(file, line);) {
        if (line.ends_with('\r')) line.pop_back();
        if (!line.empty()) made.add(line);
    }
    if (made.text().empty()) throw std::runtime_error(path + " cannot be read, or holds no event");
    made.close();
    return made;
}

inline void write_file(std::filesystem::path const& path, std::string_view text) {
    std::ofstream file(path, std::ios::binary);
    if (!(file << text).flush()) throw std::runtime_error("cannot write " + path.string());
}

/// NAME.ndjson, and NAME.verdicts with a line for each event: the verdict, and what was done to the event.
inline void write_corpus(corpus const& of, std::filesystem::path const& folder, std::string const& name) {
    write_file(folder / (name + ".ndjson"), of.text());
    std::string verdicts;
    for (std::size_t i = 0; i != of.events().size(); ++i) {
        verdicts.append(name_of(of.truth(i))).append("\t");
        verdicts.append(of.how(i) == nullptr ? "" : of.how(i)->name).append("\n");
    }
    write_file(folder / (name + ".verdicts"), verdicts);
}

}  // namespace bench
