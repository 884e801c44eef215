// SPDX-License-Identifier: Apache-2.0
// Events, from their bytes to the verdict: ours, its floors, and its peers, on generated events or on your
// own. Before anything is timed, each row must give the verdicts of `check_event` on right events and on such
// as are broken in each way that event_generator.hpp knows, but for the exceptions that `make_rows` names.
#include <benchmark/benchmark.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <deque>
#include <exception>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "event_corpus.hpp"
#include "event_generator.hpp"
#include "event_peers.hpp"
#include "event_simdjson.hpp"
#include "snsproof/event_checker.hpp"
#include "snsproof/event_stream.hpp"

namespace {

using namespace bench;

/// What a row's verdict says.
enum class scope : std::uint8_t {
    rules,        ///< what `check_event` says
    errors,       ///< the same, without warnings
    json,         ///< whether it is JSON
    first_stage,  ///< refuses no JSON, and says no more
    nothing,
};

struct row {
    std::string name;
    scope says;
    std::set<std::string_view> exceptions;  ///< changes that make events which it may accept, or refuse
    std::function<verdict(std::string_view)> judge;
    std::function<std::size_t(corpus const&)> count_refused;  ///< what is timed
    bool has_threads = false;
};

template <class Check>
row make_row(std::string name, scope says, std::set<std::string_view> exceptions = {}) {
    auto const check = std::make_shared<Check>();
    return {std::move(name), says, std::move(exceptions),
            [check](std::string_view event) { return (*check)(event); },
            [check](corpus const& of) {
                std::size_t refused = 0;
                for (std::string_view const event : of.events())
                    refused += (*check)(event) == verdict::refused;
                return refused;
            }};
}

class ours {
public:
    verdict operator()(std::string_view event) { return verdict_of(check_(event)); }

private:
    snsproof::event_checker check_;
};

std::size_t stream_refused(corpus const& of, unsigned threads) {
    std::size_t refused = 0;
    snsproof::stream_options options;
    options.threads = threads;
    auto const totals = snsproof::check_stream(
        of.text(), options, [&](snsproof::event_line const& line) { refused += !line.findings.ok(); });
    return totals.events == of.events().size() ? refused : of.events().size() + 1;
}

row make_stream_row(std::string name, unsigned threads) {
    row of = make_row<ours>(std::move(name), scope::rules);
    of.count_refused = [threads](corpus const& c) { return stream_refused(c, threads); };
    of.has_threads = threads > 1;
    return of;
}

/// Looks at each byte once, and finds the lines.
std::size_t count_lines(corpus const& of) {
    std::size_t lines = 0;
    char const* at = of.text().data();
    char const* const end = at + of.text().size();
    while ((at = static_cast<char const*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)))) !=
           nullptr) {
        ++lines;
        ++at;
    }
    return lines == of.events().size() ? 0 : of.events().size() + 1;
}

/// All rows of one corpus of right events. Those of a stream are checked as such.
std::vector<row> make_rows(bool is_stream) {
    std::vector<row> rows;
    rows.push_back(
        {"memchr", scope::nothing, {}, [](std::string_view) { return verdict::clean; }, count_lines});
    rows.push_back(make_row<first_stage>("stage1", scope::first_stage));
    rows.push_back(make_row<dom_parse>("dom", scope::json));
    rows.push_back(make_row<dom_rules>("dom_rules", scope::rules));
    // It hardly looks at what it skips.
    rows.push_back(make_row<ondemand_rules>(
        "ondemand_rules", scope::rules,
        {"unknown escape", "short unicode escape", "lone high surrogate", "lone low surrogate",
         "misspelled literal", "bare word", "NaN", "leading zero", "point without digits", "plus sign",
         "no comma", "two commas", "comma before a bracket", "no colon", "colon for a comma", "wrong bracket",
         "comma in an empty list", "too deep"}));
    rows.push_back(is_stream ? make_stream_row("ours", 1) : make_row<ours>("ours", scope::rules));
    rows.push_back(make_stream_row("ours_2threads", 2));
    // RapidJSON does not see the escape; what the schema cannot say is said at make_schema.
    rows.push_back(make_row<rapidjson_schema>(
        "rapidjson_schema", scope::errors,
        {"lone low surrogate", "too deep", "two types", "two types, one escaped", "two user ids"}));
    rows.push_back(
        make_row<valijson_schema>("valijson", scope::errors,
                                  {"lone low surrogate", "too deep", "two types", "two types, one escaped",
                                   "two user ids", "time is a word", "time is no day", "time without offset",
                                   "time over 64 bits", "cid without colon"}));
    // Takes any depth.
    rows.push_back(make_row<nlohmann_parse>("nlohmann_parse", scope::json, {"too deep"}));
    rows.push_back(make_row<boost_json_parse>("boost_json_parse", scope::json));
    return rows;
}

bool is_right(row const& of, corpus const& in, std::size_t i, verdict said) {
    bool const is_refused = said == verdict::refused;
    bool const should_be = in.truth(i) == verdict::refused;
    switch (of.says) {
        case scope::rules: return said == in.truth(i);
        case scope::errors: return is_refused == should_be;
        case scope::json: return is_refused != in.is_json(i);
        case scope::first_stage: return !is_refused || !in.is_json(i);
        case scope::nothing: return true;
    }
    return false;
}

/// Empty where the row gives the verdicts that it should; else what is wrong. Takes the exceptions that it
/// needs out of `unused`.
std::string find_difference(row const& of, corpus const& in, std::set<std::string_view>& unused) {
    std::size_t refused = 0;
    for (std::size_t i = 0; i != in.events().size(); ++i) {
        verdict const said = of.judge(in.events()[i]);
        refused += said == verdict::refused;
        if (is_right(of, in, i, said)) continue;
        std::string_view const how = in.how(i) == nullptr ? "" : in.how(i)->name;
        if (of.exceptions.contains(how)) {
            unused.erase(how);
            continue;
        }
        return std::string(name_of(said)) + " instead of " + std::string(name_of(in.truth(i))) + ", event " +
               std::to_string(i + 1) + (how.empty() ? "" : ": ") + std::string(how);
    }
    if (of.count_refused(in) != refused) return "timed is not what was compared";
    return {};
}

/// Whether events were made as they were to be.
bool is_as_made(corpus const& of) {
    for (std::size_t i = 0; i != of.events().size(); ++i)
        if (of.truth(i) != (of.how(i) == nullptr ? verdict::clean : of.how(i)->expected)) return false;
    return true;
}

/// Times by the wall's clock where there are threads, else by the processor's.
void time_row(benchmark::State& state, row const& of, corpus const& in) {
    auto const start = std::chrono::steady_clock::now();
    for (auto _ : state) benchmark::DoNotOptimize(of.count_refused(in));
    std::chrono::duration<double> const taken = std::chrono::steady_clock::now() - start;
    auto const passes = static_cast<double>(state.iterations());
    auto const flags = of.has_threads ? benchmark::Counter::kDefaults : benchmark::Counter::kIsRate;
    double const seconds = of.has_threads ? taken.count() : 1;
    double const bytes = passes * static_cast<double>(in.text().size());
    double const items = passes * static_cast<double>(in.events().size());
    state.counters["bytes_per_second"] = {bytes / seconds, flags, benchmark::Counter::kIs1024};
    state.counters["items_per_second"] = {items / seconds, flags};
}

void add_row(std::string const& name, row const& of, corpus const& in) {
    benchmark::RegisterBenchmark(name.c_str(), [&of, &in](benchmark::State& state) {
        time_row(state, of, in);
    })->Unit(benchmark::kMillisecond);
}

/// Rows of generated events, and what was found wrong with them.
class generated_rows {
public:
    void add(corpora const& of) {
        bool const is_stream = of.name == "mix";
        for (corpus const* c : {&of.clean, &of.shuffled, &of.unusual, &of.broken, &of.damaged})
            if (!is_as_made(*c)) complain(of.name, "check_event does not say what was meant");
        for (row& made : make_rows(is_stream)) {
            row const& kept = rows_.emplace_back(std::move(made));
            std::set<std::string_view>& unused =
                unused_.try_emplace(kept.name, kept.exceptions).first->second;
            for (corpus const* c : {&of.clean, &of.shuffled, &of.unusual, &of.broken, &of.damaged})
                complain(of.name + '/' + kept.name, find_difference(kept, *c, unused));
            add_row(of.name + '/' + kept.name, kept, of.clean);
            bool const is_ours = kept.name == "ours";
            if (is_ours || kept.name == "ondemand_rules")
                add_row(of.name + '/' + kept.name + "_shuffled", kept, of.shuffled);
            if (!is_ours) continue;
            // And a tenth without a recommended field.
            add_row(of.name + "/ours_10pct_unknown", kept, of.unusual);
            add_row(of.name + "/ours_1pct_broken", kept, of.broken);
        }
    }

    /// Also false where a row has an exception that it does not need.
    bool ok() {
        for (auto const& [name, unused] : unused_)
            for (std::string_view const how : unused)
                complain(name, "needs no exception for " + std::string(how));
        return !failed_;
    }

private:
    void complain(std::string const& name, std::string const& what) {
        if (what.empty()) return;
        std::fprintf(stderr, "events: %s: %s\n", name.c_str(), what.c_str());
        failed_ = true;
    }

    std::deque<row> rows_;
    std::map<std::string, std::set<std::string_view>> unused_;  ///< exceptions of rows
    bool failed_ = false;
};

/// A row whose verdicts differ is not timed, and says so.
void add_own_rows(std::deque<row>& rows, corpus const& events) {
    std::array<std::size_t, 3> counts{};
    for (std::size_t i = 0; i != events.events().size(); ++i)
        ++counts[static_cast<std::size_t>(events.truth(i))];
    for (verdict const v : {verdict::clean, verdict::warned, verdict::refused})
        benchmark::AddCustomContext(std::string(name_of(v)),
                                    std::to_string(counts[static_cast<std::size_t>(v)]));
    for (row& made : make_rows(false)) {
        row const& kept = rows.emplace_back(std::move(made));
        std::set<std::string_view> ignored;
        std::string const difference = find_difference(kept, events, ignored);
        std::string const name = "own/" + kept.name;
        if (difference.empty())
            add_row(name, kept, events);
        else
            benchmark::RegisterBenchmark(name.c_str(), [difference](benchmark::State& state) {
                state.SkipWithError(difference.c_str());
            });
    }
}

/// What other programs need to be compared: the events, the verdicts, and the rules as JSON Schema.
void write_corpora(std::deque<corpora> const& generated, std::filesystem::path const& folder) {
    std::filesystem::create_directories(folder);
    for (corpora const& of : generated) {
        write_corpus(of.clean, folder, of.name);
        write_corpus(of.damaged, folder, of.name + "_damaged");
    }
    write_file(folder / "event.schema.json", make_schema(true) + '\n');
}

struct options {
    std::string events;
    std::size_t mix_bytes = 100'000'000;
    std::string folder;
    std::vector<std::string> rest;  ///< for Google Benchmark, with the program's name
};

/// False where the program is to end with `status`.
bool read_options(int argc, char** argv, options& asked, int& status) {
    CLI::App app("Times checks of events. Options that are not listed here are Google Benchmark's, such as "
                 "--benchmark_filter=REGEX.");
    auto* const events = app.add_option("--events", asked.events,
                                        "time your own events, one to a line, in place of generated ones");
    app.add_option("--mix-bytes", asked.mix_bytes, "how long the stream of events of all sizes is")
        ->capture_default_str();
    app.add_option("--write-corpora", asked.folder,
                   "write the generated events to this folder, and time nothing")
        ->excludes(events);
    app.allow_extras();
    try {
        app.parse(argc, argv);
    } catch (CLI::ParseError const& e) {
        status = app.exit(e);
        return false;
    }
    asked.rest = app.remaining();
    asked.rest.insert(asked.rest.begin(), *argv);
    return true;
}

int run_benchmarks(std::vector<std::string>& rest) {
    std::vector<char*> arguments(rest.size());
    std::transform(rest.begin(), rest.end(), arguments.begin(), [](std::string& s) { return s.data(); });
    int count = static_cast<int>(arguments.size());
    benchmark::Initialize(&count, arguments.data());
    if (benchmark::ReportUnrecognizedArguments(count, arguments.data())) return 1;
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}

int run_own(options& asked) {
    corpus const events = read_corpus(asked.events);
    std::deque<row> rows;
    add_own_rows(rows, events);
    return run_benchmarks(asked.rest);
}

int run_generated(options& asked) {
    std::deque<corpora> generated;
    for (event_profile const& p : profiles)
        generated.emplace_back(p.name, &p, std::min<std::size_t>(asked.mix_bytes, 6'000'000));
    generated.emplace_back("mix", nullptr, asked.mix_bytes);
    if (!asked.folder.empty()) {
        write_corpora(generated, asked.folder);
        return 0;
    }
    generated_rows rows;
    for (corpora const& of : generated) rows.add(of);
    return rows.ok() ? run_benchmarks(asked.rest) : 1;
}

}  // namespace

int main(int argc, char** argv) try {
    options asked;
    int status = 0;
    if (!read_options(argc, argv, asked, status)) return status;
    return asked.events.empty() ? run_generated(asked) : run_own(asked);
} catch (std::exception const& e) {
    std::fprintf(stderr, "events: %s\n", e.what());
    return 1;
}
