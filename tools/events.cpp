// SPDX-License-Identifier: Apache-2.0
// `events`: checks events one to a line, of any number and size and in each form of a body.
#include "commands.hpp"
#include "event_file.hpp"

#include <chrono>
#include <iomanip>
#include <limits>
#include <memory>
#include <sstream>
#include <thread>

#include "snsproof/event_gzip.hpp"
#include "snsproof/event_stream.hpp"

namespace snsproof::tool {

namespace {

struct events_options {
    std::vector<std::string> files{"-"};
    std::uint32_t limit = event_limits{}.bytes;
    unsigned threads = std::max(1U, std::thread::hardware_concurrency());
    std::uint64_t stop_after = std::numeric_limits<std::uint64_t>::max();
    bool progress = false;
};

/// How far it is, on standard error: on a terminal in one line that is written again and again, and erased at
/// the end; elsewhere, where it is asked for, in a line a second.
class progress_line {
public:
    progress_line(std::string const& name, bool is_asked_for)
        : name_(renderer(name, "").render_excerpt({0, static_cast<std::uint32_t>(name.size())}, 20)),
          rewrites_(is_terminal(STDERR_FILENO)), is_wanted_(rewrites_ || is_asked_for) {}
    progress_line(progress_line const&) = delete;
    progress_line& operator=(progress_line const&) = delete;
    ~progress_line() { erase(); }

    /// `size` is the file's, or 0 where it is not known.
    void show(stream_totals const& totals, std::uint64_t size) {
        auto const now = std::chrono::steady_clock::now();
        if (!is_wanted_ || now < next_) return;
        next_ = now + std::chrono::milliseconds(rewrites_ ? 100 : 1000);
        std::string line = rewrites_ ? "\r" : "";
        line += name_ + ": ";
        if (rewrites_ && size != 0) line += bar(totals.bytes, size);
        line += std::to_string(totals.bytes / 1'000'000) + " MB, " + std::to_string(totals.events) +
                " events, " + std::to_string(totals.errors) + " errors";
        std::cerr << line + (rewrites_ ? "\033[K" : "\n");
        is_shown_ = rewrites_;
    }

    /// Before something else is written to the terminal.
    void erase() {
        if (std::exchange(is_shown_, false)) std::cerr << "\r\033[K";
    }

private:
    static std::string bar(std::uint64_t done, std::uint64_t size) {
        constexpr std::size_t width = 12;
        double const part = std::min(1.0, static_cast<double>(done) / static_cast<double>(size));
        auto const full = static_cast<std::size_t>(part * width);
        std::string const percent = std::to_string(static_cast<int>(part * 100));
        return "[" + std::string(full, '#') + std::string(width - full, ' ') + "]" +
               std::string(4 - percent.size(), ' ') + percent + "%, ";
    }

    std::string name_;
    bool rewrites_;
    bool is_wanted_;
    bool is_shown_ = false;
    std::chrono::steady_clock::time_point next_ = std::chrono::steady_clock::now() + std::chrono::seconds(1);
};

/// Prints what is found in one file, as it is found.
class events_printer {
public:
    events_printer(options const& how, std::string name, bool has_progress, sarif_log& log)
        : how_(how), name_(std::move(name)), color_(use_color(STDOUT_FILENO)), progress_(name_, has_progress),
          log_(log) {}

    void print(event_line const& event) {
        constexpr std::uint64_t last = std::numeric_limits<std::uint32_t>::max();
        auto const line = static_cast<std::uint32_t>(std::min(event.number, last));
        progress_.erase();
        if (how_.sarif()) {
            log_.add({name_, event.text, &event.findings, line, event.offset});
            log_.add({name_, event.inflated, &event.inflated_findings, 1, 0, line});
        } else if (how_.json()) {
            print_as_json(event, line);
        } else {
            render_all(event.findings, event.text, name_, line);
            // What stands in a compressed event has no place in the file: its lines and columns are its own.
            render_all(event.inflated_findings, event.inflated,
                       name_ + ":" + std::to_string(event.number) + ":inflated", 1);
        }
        if (!std::cout) throw failure("cannot write the output");
    }

    progress_line& progress() { return progress_; }

private:
    void print_as_json(event_line const& event, std::uint32_t line) const {
        out_json findings = out_json::array();
        append_json(findings, {name_, event.text, &event.findings, line});
        out_json said{{"file", name_},
                      {"line", event.number},
                      {"ok", event.findings.ok() && event.inflated_findings.ok()},
                      {"findings", std::move(findings)}};
        if (!event.inflated_findings.empty()) {
            out_json inflated = out_json::array();
            append_json(inflated, {name_, event.inflated, &event.inflated_findings});
            said["inflated_findings"] = std::move(inflated);
        }
        std::cout << dump(said) << '\n';
    }

    void render_all(report const& found, std::string_view text, std::string const& name, std::uint32_t line) {
        if (found.empty()) return;
        renderer with(text, name, line);
        for (finding const& f : found) std::cout << with.render(f, color_) << '\n';
    }

    options const& how_;
    std::string name_;
    bool color_;
    progress_line progress_;
    sarif_log& log_;
};

stream_totals check_file(std::string const& path, stream_options const& options, events_printer& printer) {
    return check_event_file(
        path, options, [&](event_line const& event) { printer.print(event); },
        [&](stream_totals const& totals, std::uint64_t size) { printer.progress().show(totals, size); });
}

struct type_row {
    std::string type;
    std::uint64_t count, median, p99, largest, near_limit;
};

std::vector<type_row> rows_of(event_summary const& summary, std::uint32_t limit) {
    std::vector<type_row> rows;
    for (auto const& [type, sizes] : summary)
        rows.push_back({type.empty() ? "(with errors)" : shown(type), sizes.count(), sizes.quantile(0.5),
                        sizes.quantile(0.99), sizes.largest(), sizes.count_from(limit - limit / 8)});
    std::stable_sort(rows.begin(), rows.end(),
                     [](type_row const& a, type_row const& b) { return a.count > b.count; });
    return rows;
}

void print_summary(stream_totals const& totals, std::vector<type_row> const& rows, std::uint32_t limit) {
    constexpr int number = 11;
    std::size_t width = 4;
    for (type_row const& row : rows) width = std::max(width, row.type.size());
    std::ostringstream out;
    if (!rows.empty()) {
        out << std::left << std::setw(static_cast<int>(width)) << "type" << std::right;
        for (char const* const head : {"events", "p50 bytes", "p99 bytes", "max bytes", "near limit"})
            out << std::setw(number) << head;
        out << '\n';
    }
    for (type_row const& row : rows) {
        out << std::left << std::setw(static_cast<int>(width)) << row.type << std::right;
        for (std::uint64_t const n : {row.count, row.median, row.p99, row.largest, row.near_limit})
            out << std::setw(number) << n;
        out << '\n';
    }
    out << totals.events << " events, " << totals.bytes << " bytes, " << totals.clean << " clean, "
        << totals.errors << " errors, " << totals.warnings << " warnings (limit " << limit << " bytes)\n";
    if (totals.stopped) out << "stopped; there may be more\n";
    std::cout << out.str();
}

void print_summary_as_json(stream_totals const& totals, std::vector<type_row> const& rows, bool ok) {
    out_json types = out_json::array();
    for (type_row const& row : rows)
        types.push_back({{"type", row.type},
                         {"events", row.count},
                         {"p50", row.median},
                         {"p99", row.p99},
                         {"max", row.largest},
                         {"near_limit", row.near_limit}});
    out_json const said{{"ok", ok},
                        {"events", totals.events},
                        {"bytes", totals.bytes},
                        {"clean", totals.clean},
                        {"warnings", totals.warnings},
                        {"errors", totals.errors},
                        {"stopped", totals.stopped},
                        {"types", std::move(types)}};
    std::cout << dump(said) << '\n';
}

stream_totals check_files(options const& how, events_options const& given, event_summary& summary,
                          sarif_log& log) {
    stream_totals all;
    stream_options options{{given.limit}, given.threads, given.stop_after, &summary, inflate_gzip};
    for (std::string const& path : given.files) {
        events_printer printer(how, path, given.progress, log);
        stream_totals const totals = check_file(path, options, printer);
        all.add(totals);
        if (all.stopped) break;
        options.max_findings -= totals.warnings + totals.errors;
    }
    return all;
}

int run_events(options const& how, events_options const& given) {
    event_summary summary;
    sarif_log log(std::cout);
    stream_totals all;
    try {
        all = check_files(how, given, summary, log);
    } catch (failure const& e) {
        log.fail(e.what());
        throw;
    }
    bool const ok = all.errors == 0 && !(how.strict && all.warnings != 0);
    auto const rows = rows_of(summary, given.limit);
    if (how.sarif()) {
        if (all.stopped) log.notify("note", "stopped; there may be more");
        log.end();
    } else if (how.json())
        print_summary_as_json(all, rows, ok);
    else
        print_summary(all, rows, given.limit);
    return ok ? 0 : 1;
}

}  // namespace

void add_events(CLI::App& app, options& how, int& status) {
    auto const given = std::make_shared<events_options>();
    CLI::App* const command = app.add_subcommand(
        "events", "Checks events, one to a line, as Stream publishes or SNS delivers them");
    command->add_option("file", given->files, "files of events; - for standard input")->capture_default_str();
    command->add_option("--limit", given->limit, "the topic's MaximumMessageSize in bytes")
        ->check(CLI::Range(1024, 1'048'576))
        ->capture_default_str();
    command->add_option("--threads", given->threads, "how many check at once")->check(CLI::Range(1, 256));
    command->add_option("--stop-after", given->stop_after, "stop after so many findings")
        ->check(CLI::PositiveNumber);
    command->add_flag("--progress", given->progress,
                      "say how far it is on standard error, also where that is no terminal");
    add_output_options(*command, how);
    add_examples(*command, {"snsproof events captured.ndjson --limit 262144",
                            "zcat captured.ndjson.gz | snsproof events --format json"});
    command->callback([given, &how, &status] { status = run_events(how, *given); });
}

}  // namespace snsproof::tool
