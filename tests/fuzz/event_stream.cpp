// SPDX-License-Identifier: Apache-2.0
// Streams of events, however they come. Input: four bytes of settings and the text, in which U+0001 and a
// letter repeat the byte before them, from once for `a` to 65,536 times for `q`.
#include "findings.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "snsproof/event_body.hpp"
#include "snsproof/event_gzip.hpp"
#include "snsproof/event_stream.hpp"

using namespace snsproof;

namespace {

struct settings {
    stream_options options;
    std::size_t piece;  // the longest that a read gives
    std::size_t batch;
    bool has_summary;
    std::size_t most_repeated;  // few have long lines, which are slow

    explicit settings(std::uint8_t const* bytes)
        : options{{1'000U << (bytes[0] & 3U)},
                  // More threads cost as much as many inputs.
                  (bytes[0] & 0x70U) == 0x70U ? 1U + (bytes[0] >> 2U & 3U) : 1U,
                  bytes[1] == 0 ? UINT64_MAX : bytes[1],
                  nullptr,
                  inflate_gzip,
                  20'000},
          piece(std::size_t{1} << (bytes[2] & 0xFU)), batch(1 + std::size_t{bytes[3]} * bytes[3]),
          has_summary((bytes[0] & 0x80U) != 0), most_repeated(bytes[2] >= 0xFC ? 65'536 : 64) {}
};

std::string expanded(std::string_view given, std::size_t most) {
    std::string text;
    for (std::size_t i = 0; i != given.size(); ++i) {
        bool const repeats = given[i] == '\x01' && i + 1 != given.size() && !text.empty() &&
                             given[i + 1] >= 'a' && given[i + 1] <= 'q';
        if (!repeats) {
            text += given[i];
            continue;
        }
        std::size_t const count = std::min(most, std::size_t{1} << (given[++i] - 'a'));
        if (text.size() + count < 200'000) text.append(count, text.back());
    }
    return text;
}

struct seen_line {
    std::uint64_t number, offset, size;
    std::string inflated;
    report findings, inflated_findings;

    bool operator==(seen_line const& other) const {
        return number == other.number && offset == other.offset && size == other.size &&
               inflated == other.inflated && cases::is_same(findings, other.findings) &&
               cases::is_same(inflated_findings, other.inflated_findings);
    }
};

struct outcome {
    std::vector<seen_line> lines;
    stream_totals totals;
};

/// Line by line, as the documentation says.
outcome reference(std::string_view text, stream_options const& options) {
    outcome out;
    for (std::size_t at = 0; at < text.size() && !out.totals.stopped;) {
        std::size_t const newline = std::min(text.find('\n', at), text.size());
        std::string_view line = text.substr(at, newline - at);
        if (line.ends_with('\r')) line.remove_suffix(1);
        out.totals.bytes = std::min(newline + 1, text.size());
        ++out.totals.lines;
        if (!line.empty()) {
            checked_body const body =
                check_event_body(line, {options.limits, options.inflate, options.inflated_limit});
            ++out.totals.events;
            for (report const* const found : {&body.findings, &body.inflated_findings}) {
                out.totals.errors += found->count(severity::error);
                out.totals.warnings += found->count(severity::warning);
            }
            if (body.findings.empty() && body.inflated_findings.empty()) {
                ++out.totals.clean;
            } else {
                std::string const inflated(body.inflated.begin(), body.inflated.end());
                out.lines.push_back({out.totals.lines, at, body.size,
                                     body.inflated_findings.empty() ? "" : inflated, body.findings,
                                     body.inflated_findings});
                out.totals.stopped = out.totals.errors + out.totals.warnings >= options.max_findings;
                if (out.totals.stopped) out.totals.bytes = at + line.size();
            }
        }
        at = newline + 1;
    }
    return out;
}

template <class Source>
void expect_outcome(Source source, stream_options options, std::string_view text, outcome const& wanted,
                    event_summary* summary, char const* what) {
    options.summary = summary;
    outcome seen;
    std::uint64_t progress = 0;
    seen.totals = check_stream(
        source, options,
        [&](event_line const& e) {
            seen.lines.push_back(
                {e.number, e.offset, e.size, std::string(e.inflated), e.findings, e.inflated_findings});
            fuzz::expect(text.substr(static_cast<std::size_t>(e.offset)).starts_with(e.text),
                         "a line that is not in the text");
        },
        [&](stream_totals const& t) {
            fuzz::expect(t.bytes >= progress, "progress backwards");
            progress = t.bytes;
        });
    fuzz::expect(seen.lines == wanted.lines, what);
    stream_totals const& a = seen.totals;
    stream_totals const& b = wanted.totals;
    fuzz::expect(a.lines == b.lines && a.events == b.events && a.bytes == b.bytes && a.clean == b.clean &&
                     a.errors == b.errors && a.warnings == b.warnings && a.stopped == b.stopped,
                 "totals");
}

/// Gives a text in pieces.
struct pieces {
    std::string_view rest;
    std::size_t most;
    std::uint32_t random = 1;

    std::size_t operator()(char* to, std::size_t count) {
        random = random * 1'664'525U + 1'013'904'223U;
        std::size_t const n = std::min({rest.size(), count, 1 + (random >> 16U) % most});
        rest.copy(to, n);
        rest.remove_prefix(n);
        return n;
    }
};

/// Batches of any size hold the text's lines, whole but for those that are too long.
template <class Source>
void expect_batches(Source source, std::size_t size, std::string_view text) {
    detail::line_batch batch;
    std::uint64_t at = 0;
    while (source.next(batch, size)) {
        fuzz::expect(text.substr(static_cast<std::size_t>(at)).starts_with(batch.text),
                     "another text in a batch");
        fuzz::expect(batch.size != 0, "a batch of nothing");
        at += batch.size;
        fuzz::expect(at <= text.size(), "batches longer than the text");
        fuzz::expect(at == text.size() || text[static_cast<std::size_t>(at) - 1] == '\n',
                     "a batch ends inside of a line");
        bool const is_cut = batch.cut_size != 0;
        fuzz::expect(!is_cut || batch.text.find('\n') == std::string_view::npos,
                     "lines behind a line that is cut");
        fuzz::expect(is_cut || batch.size - batch.text.size() <= 2, "bytes that no batch has");
    }
    fuzz::expect(at == text.size(), "batches shorter than the text");
}

std::uint64_t count_of(event_summary const& summary) {
    std::uint64_t n = 0;
    for (auto const& [type, sizes] : summary) n += sizes.count();
    return n;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    if (size < 4) return 0;
    settings const given(data);
    fuzz::exact_copy const text(expanded(fuzz::text_of(data + 4, size - 4), given.most_repeated));
    std::string_view const all = text;
    outcome const wanted = reference(all, given.options);
    // A long text in tiny pieces takes too long.
    std::size_t const piece = std::max(given.piece, all.size() / 128);
    std::size_t const batch = std::max(given.batch, all.size() / 128);
    event_summary one;
    event_summary many;
    stream_options single = given.options;
    single.threads = 1;
    expect_outcome(all, single, all, wanted, given.has_summary ? &one : nullptr, "lines of a text in memory");
    expect_outcome(pieces{all, piece}, given.options, all, wanted, given.has_summary ? &many : nullptr,
                   "lines of a text in pieces");
    if (given.has_summary && !wanted.totals.stopped) {
        fuzz::expect(count_of(one) == wanted.totals.events, "the summary counts other events");
        bool const is_same =
            std::equal(one.begin(), one.end(), many.begin(), many.end(), [](auto& a, auto& b) {
                return a.first == b.first && a.second.count() == b.second.count() &&
                       a.second.total() == b.second.total() && a.second.largest() == b.second.largest();
            });
        fuzz::expect(is_same, "two summaries of one text");
    }
    expect_batches(detail::text_source(all), batch, all);
    pieces read{all, piece};
    expect_batches(detail::pipe_source(read, given.options.limits), batch, all);
    return 0;
}
