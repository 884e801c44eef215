// SPDX-License-Identifier: Apache-2.0
// Events one to a line (NDJSON), in each form of a body, from memory or from a pipe, by one thread or by
// several.
#pragma once

#include <algorithm>
#include <array>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <limits>
#include <mutex>
#include <string_view>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include "snsproof/detail/ascii.hpp"
#include "snsproof/event_body.hpp"
#include "snsproof/event_checker.hpp"
#include "snsproof/event_size.hpp"
#include "snsproof/event_summary.hpp"
#include "snsproof/report.hpp"

namespace snsproof {

struct stream_options {
    event_limits limits;
    unsigned threads = 1;
    /// Stops behind the event with the last of so many findings.
    std::uint64_t max_findings = std::numeric_limits<std::uint64_t>::max();
    /// Gets the sizes of all events, where it is not null.
    event_summary* summary = nullptr;
    /// As those of `body_options`.
    inflate_function inflate = body_options{}.inflate;
    std::uint32_t inflated_limit = body_options{}.inflated_limit;
};

/// A body that has findings. All it refers to lives until the call that gets it is over.
struct event_line {
    std::uint64_t number;   ///< of the line, from 1 on; empty lines count
    std::uint64_t offset;   ///< of the line in the stream, in bytes
    std::uint64_t size;     ///< what SNS compares with the limit, in bytes: of a notification its message
    std::string_view text;  ///< the body; of one over the limit maybe only its first bytes
    report const& findings;
    std::string_view inflated;        ///< the event, where it was compressed and has findings
    report const& inflated_findings;  ///< spans count in `inflated`
};

struct stream_totals {
    std::uint64_t lines{};
    std::uint64_t events{};
    std::uint64_t bytes{};     ///< of events and of what parts them
    std::uint64_t clean{};     ///< events without a finding
    std::uint64_t warnings{};  ///< findings of this severity
    std::uint64_t errors{};
    bool stopped{};  ///< there may be more behind `max_findings`

    void add(stream_totals const& more) noexcept {
        lines += more.lines;
        events += more.events;
        bytes += more.bytes;
        clean += more.clean;
        warnings += more.warnings;
        errors += more.errors;
        stopped = stopped || more.stopped;
    }
};

namespace detail {

/// Whole lines, and what was found in them.
struct line_batch {
    struct bad_line {
        std::uint64_t number;  // of its line in the batch, from 1 on
        std::uint64_t events;  // up to this one
        std::uint64_t offset;
        std::uint64_t size;
        std::string_view text;
        report findings;
        bool has_inflated;  // findings; the event is inflated again when they are reported, and never held
    };

    std::string_view text;
    std::uint64_t size{};      ///< with what was not held of a line that is too long
    std::uint64_t cut_size{};  ///< of what was not held, without a newline
    std::vector<char> buffer;
    std::vector<bad_line> bad;
    std::uint64_t lines{};
    std::uint64_t events{};
    bool is_done{};
};

/// Lines of a text that is all there.
class text_source {
public:
    explicit text_source(std::string_view text) noexcept : rest_(text) {}

    bool next(line_batch& batch, std::size_t size) {
        if (rest_.empty()) return false;
        std::size_t const newline =
            rest_.size() <= size ? std::string_view::npos : rest_.find('\n', size - 1);
        batch.text = rest_.substr(0, newline == std::string_view::npos ? rest_.size() : newline + 1);
        batch.size = batch.text.size();
        rest_.remove_prefix(batch.text.size());
        return true;
    }

private:
    std::string_view rest_;
};

/// Lines of a text that is read piece by piece. `read(to, count)` answers how many bytes it got, 0 at the
/// end.
template <class Read>
class pipe_source {
public:
    pipe_source(Read& read, event_limits const& limits)
        : read_(read), room_(static_cast<std::size_t>(envelope_room(limits))) {}

    bool next(line_batch& batch, std::size_t size) {
        std::vector<char>& to = batch.buffer;
        // Room for the longest line behind all that was left over, for its end and for one byte too many.
        to.resize(size + room_ + 3);
        std::size_t held = 0;
        std::size_t end = 0;  // behind the last newline
        auto const hold = [&](std::size_t count) {
            std::size_t const newline = std::string_view(to.data() + held, count).rfind('\n');
            if (newline != std::string_view::npos) end = held + newline + 1;
            held += count;
        };
        std::copy(left_.begin(), left_.end(), to.begin());
        hold(left_.size());
        left_.clear();
        while (!is_over_ && (held < size || end == 0) && held != to.size()) {
            std::size_t const count = read_(to.data() + held, std::min(size, to.size() - held));
            is_over_ = count == 0;
            hold(count);
        }
        if (held == 0) return false;
        batch.size = batch.cut_size = 0;
        if (end == 0) {
            end = held;
            skip_line(batch);
        } else {
            left_.assign(to.begin() + static_cast<std::ptrdiff_t>(end),
                         to.begin() + static_cast<std::ptrdiff_t>(held));
        }
        batch.text = {to.data(), end};
        batch.size += end;
        return true;
    }

private:
    /// The rest of a line that is too long, with its newline; what was read behind it is left over.
    void skip_line(line_batch& batch) {
        std::array<char, 65'536> piece;
        char last = '\0';
        while (!is_over_) {
            std::size_t const count = read_(piece.data(), piece.size());
            is_over_ = count == 0;
            std::string_view const got(piece.data(), count);
            std::string_view const line = got.substr(0, got.find('\n'));
            batch.cut_size += line.size();
            if (!line.empty()) last = line.back();
            if (line.size() == got.size()) continue;
            std::string_view const behind = got.substr(line.size() + 1);
            left_.assign(behind.begin(), behind.end());
            batch.size = 1;
            break;
        }
        batch.size += batch.cut_size;
        if (last == '\r') --batch.cut_size;
    }

    Read& read_;
    std::size_t room_;
    std::vector<char> left_;
    bool is_over_{};
};

/// What one thread checks lines with.
class line_checker {
public:
    line_checker(body_options const& options, bool has_summary)
        : reader_(typed_check{*this}, options), limit_(options.limits.bytes), has_summary_(has_summary) {}
    line_checker(line_checker const&) = delete;  // a part of it refers to it
    line_checker& operator=(line_checker const&) = delete;

    void check(line_batch& batch, std::string_view line) {
        ++batch.events;
        if (line.front() != '{' || line.size() > limit_ || reader_.begins_as_envelope(line)) {
            type_ = {};
            return add(batch, line, reader_.check(line));
        }
        // An event as it is takes the shortest way.
        report found = check_(line);
        if (reader_.lacks_type(found)) {
            type_ = {};
            return add(batch, line, reader_.check(line, std::move(found)));
        }
        if (has_summary_) summary_.add(check_.type(), line.size());
        if (!found.empty()) add_bad(batch, line, line.size(), found, false);
    }

    /// What was found before, and the inflated event with it.
    checked_body const& look_again(std::string_view line) { return reader_.check(line); }

    event_summary const& summary() const noexcept { return summary_; }

private:
    /// Remembers the type of the event in a body.
    struct typed_check {
        line_checker& in;

        report operator()(std::string_view event) const {
            report found = in.check_(event);
            in.type_ = in.check_.type();
            return found;
        }
    };

    void add(line_batch& batch, std::string_view line, checked_body const& body) {
        std::uint64_t const size = body.size + batch.cut_size;
        if (has_summary_) summary_.add(type_, size);
        bool const has_inflated = !body.inflated_findings.empty();
        if (!body.findings.empty() || has_inflated) add_bad(batch, line, size, body.findings, has_inflated);
    }

    static void add_bad(line_batch& batch, std::string_view line, std::uint64_t size, report const& found,
                        bool has_inflated) {
        auto const offset = static_cast<std::uint64_t>(line.data() - batch.text.data());
        // A copy has no more memory than it needs.
        batch.bad.push_back({batch.lines, batch.events, offset, size, line, found, has_inflated});
    }

    event_checker check_{{std::numeric_limits<std::uint32_t>::max()}};
    std::string_view type_;  ///< of the event in a body; views buffers of the reader
    event_summary summary_;
    body_reader<typed_check> reader_;
    std::uint32_t limit_;
    bool has_summary_;
};

/// Hands batches to threads and gives what they found on in the order of the input.
template <class Source, class OnEvent, class OnProgress>
class stream_reader {  // NOLINT(clang-analyzer-optin.performance.Padding): in the order of construction
public:
    stream_reader(Source source, stream_options const& options, OnEvent& on_event, OnProgress& on_progress)
        : source_(std::move(source)), options_(options), on_event_(on_event),
          on_progress_(on_progress), bodies_{options.limits, options.inflate, options.inflated_limit},
          again_(bodies_, false), batches_(options.threads <= 1 ? 1 : std::size_t{2} * options.threads) {}

    stream_totals check() {
        std::vector<std::thread> others;
        for (unsigned i = 1; i < options_.threads; ++i) others.emplace_back([this] { work(); });
        work();
        for (auto& other : others) other.join();
        if (failure_) std::rethrow_exception(failure_);
        return totals_;
    }

private:
    /// Small enough for the caches, and for the memory of many batches full of findings.
    static constexpr std::size_t batch_size = 65'536;

    void work() noexcept {
        try {
            line_checker checker(bodies_, options_.summary != nullptr);
            while (line_batch* const batch = take()) {
                check_batch(*batch, checker);
                give(*batch);
            }
            std::lock_guard const lock(mutex_);
            if (options_.summary != nullptr) options_.summary->add(checker.summary());
        } catch (...) {
            std::lock_guard const lock(mutex_);
            if (!failure_) failure_ = std::current_exception();
            is_over_ = true;
            changed_.notify_all();
        }
    }

    /// The next batch of the source, or null.
    line_batch* take() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return is_over_ || taken_ - given_ < batches_.size(); });
        if (is_over_) return nullptr;
        line_batch& batch = batches_[taken_ % batches_.size()];
        batch.bad.clear();
        batch.lines = batch.events = 0;
        batch.is_done = false;
        if (!source_.next(batch, batch_size)) {
            is_over_ = true;
            changed_.notify_all();
            return nullptr;
        }
        ++taken_;
        return &batch;
    }

    static void check_batch(line_batch& batch, line_checker& checker) {
        std::string_view rest = batch.text;
        while (!rest.empty()) {
            std::string_view line = take_until(rest, '\n');
            ++batch.lines;
            // A line that lacks a part is the only one.
            if (batch.cut_size == 0 && line.ends_with('\r')) line.remove_suffix(1);
            if (!line.empty()) checker.check(batch, line);
        }
    }

    /// Reports all batches that are done and have no earlier one before them.
    void give(line_batch& batch) {
        std::lock_guard const lock(mutex_);
        batch.is_done = true;
        while (given_ != taken_ && batches_[given_ % batches_.size()].is_done && !totals_.stopped &&
               !failure_) {
            report_batch(batches_[given_ % batches_.size()]);
            ++given_;
        }
        changed_.notify_all();
    }

    void report_batch(line_batch const& batch) {
        std::uint64_t reported = 0;
        report const none;
        for (auto const& bad : batch.bad) {
            checked_body const* const again = bad.has_inflated ? &again_.look_again(bad.text) : nullptr;
            report const& inflated = again != nullptr ? again->inflated_findings : none;
            on_event_(event_line{totals_.lines + bad.number, totals_.bytes + bad.offset, bad.size, bad.text,
                                 bad.findings, again != nullptr ? view(again->inflated) : std::string_view{},
                                 inflated});
            ++reported;
            totals_.warnings += bad.findings.count(severity::warning) + inflated.count(severity::warning);
            totals_.errors += bad.findings.count(severity::error) + inflated.count(severity::error);
            if (totals_.warnings + totals_.errors < options_.max_findings) continue;
            totals_.stopped = is_over_ = true;
            return report_totals({bad.number, bad.events, bad.offset + bad.text.size() + batch.cut_size,
                                  bad.events - reported});
        }
        report_totals({batch.lines, batch.events, batch.size, batch.events - reported});
    }

    void report_totals(stream_totals const& of_batch) {
        totals_.add(of_batch);
        on_progress_(std::as_const(totals_));
    }

    Source source_;
    stream_options const& options_;
    OnEvent& on_event_;
    OnProgress& on_progress_;
    body_options bodies_;
    line_checker again_;  ///< for what is reported
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<line_batch> batches_;
    std::size_t taken_{};  ///< batches
    std::size_t given_{};
    stream_totals totals_;
    std::exception_ptr failure_;
    bool is_over_{};
};

struct ignore_progress {
    void operator()(stream_totals const&) const noexcept {}
};

}  // namespace detail

/// Checks bodies one to a line, each as `check_event_body` does. Lines end with LF or CR LF, the last may
/// lack its end, and empty ones are no events. `on_event` gets an `event_line` for each event with findings,
/// in the order of the text, and `on_progress` a `stream_totals` now and then; one call at a time, but in
/// whatever thread. What they throw stops the check and is thrown on. Text of a mapped file is not copied;
/// the file must not shrink. Memory does not grow with the text: it stays below 64 MiB with two threads and
/// any limit.
template <class OnEvent, class OnProgress = detail::ignore_progress>
stream_totals check_stream(std::string_view text, stream_options const& options, OnEvent on_event,
                           OnProgress on_progress = {}) {
    return detail::stream_reader(detail::text_source(text), options, on_event, on_progress).check();
}

/// As above, for what is read piece by piece: `read(char* to, std::size_t count)` answers how many bytes it
/// got, 0 at the end, and is called by one thread at a time. A line longer than `envelope_room` is never held
/// whole.
template <class Read, class OnEvent, class OnProgress = detail::ignore_progress>
requires std::is_invocable_r_v<std::size_t, Read&, char*, std::size_t> stream_totals
check_stream(Read read, stream_options const& options, OnEvent on_event, OnProgress on_progress = {}) {
    detail::pipe_source source(read, options.limits);
    return detail::stream_reader(std::move(source), options, on_event, on_progress).check();
}

}  // namespace snsproof
