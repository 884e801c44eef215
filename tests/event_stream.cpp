// SPDX-License-Identifier: Apache-2.0
#include "snsproof/event_stream.hpp"

#include "snsproof/event_gzip.hpp"

#include "event_agreement.hpp"
#include "gzip.hpp"
#include "mutation.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstddef>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

using namespace snsproof;

namespace {

struct seen_line {
    std::uint64_t number, offset, size;
    std::vector<std::string_view> ids, inflated_ids;
    bool operator==(seen_line const&) const = default;
};

struct outcome {
    std::vector<seen_line> lines;
    stream_totals totals;
};

std::vector<std::string_view> ids_of(report const& found) {
    std::vector<std::string_view> ids;
    for (finding const& f : found) ids.push_back(f.what->id);
    return ids;
}

template <class Source>
outcome run(Source source, stream_options options = {}) {
    outcome out;
    options.inflate = inflate_gzip;
    out.totals = check_stream(source, options, [&](event_line const& line) {
        out.lines.push_back(
            {line.number, line.offset, line.size, ids_of(line.findings), ids_of(line.inflated_findings)});
    });
    return out;
}

/// Gives a text in pieces of up to `most` bytes.
struct pieces {
    std::string_view rest;
    std::mt19937 random{3};
    std::size_t most = 100'000;

    std::size_t operator()(char* to, std::size_t count) {
        std::size_t const n = std::min({rest.size(), count, 1 + random() % most});
        rest.copy(to, n);
        rest.remove_prefix(n);
        return n;
    }
};

/// Line by line, as a reader of the documentation would do it.
outcome expect(std::string_view text, event_limits const& limits) {
    outcome out;
    std::size_t at = 0;
    while (at < text.size()) {
        std::size_t const newline = std::min(text.find('\n', at), text.size());
        std::string_view line = text.substr(at, newline - at);
        if (line.ends_with('\r')) line.remove_suffix(1);
        ++out.totals.lines;
        if (!line.empty()) {
            checked_body const body = check_event_body(line, {limits, inflate_gzip});
            bool const is_clean = body.findings.empty() && body.inflated_findings.empty();
            ++out.totals.events;
            out.totals.clean += is_clean ? 1 : 0;
            for (report const* const found : {&body.findings, &body.inflated_findings}) {
                out.totals.errors += found->count(severity::error);
                out.totals.warnings += found->count(severity::warning);
            }
            if (!is_clean)
                out.lines.push_back(
                    {out.totals.lines, at, body.size, ids_of(body.findings), ids_of(body.inflated_findings)});
        }
        at = newline + 1;
    }
    out.totals.bytes = text.size();
    return out;
}

bool is_same(outcome const& a, outcome const& b) {
    stream_totals const& x = a.totals;
    stream_totals const& y = b.totals;
    return a.lines == b.lines && x.lines == y.lines && x.events == y.events && x.bytes == y.bytes &&
           x.clean == y.clean && x.errors == y.errors && x.warnings == y.warnings && x.stopped == y.stopped;
}

constexpr std::string_view right = R"({"type":"user.updated","created_at":null,"user":{"id":"b"}})";

constexpr std::string_view notification =
    R"({"Type":"Notification","MessageId":"m","TopicArn":"t","Timestamp":"t","SignatureVersion":"1",)"
    R"("Signature":"s","SigningCertURL":"u","Message":"{\"type\":\"a\",\"created_at\":null}"})";

/// Lines of all kinds and forms: right and broken ones, empty ones, some far beyond a limit of 2,000 bytes.
std::string make_text(std::mt19937& random, std::size_t lines) {
    std::string text;
    for (std::size_t i = 0; i != lines; ++i) {
        switch (random() % 12) {
            case 0: break;
            case 1: text += cases::mutate(right, random, 2); break;
            case 2: text.append(random() % 5'000, 'x'); break;
            case 3: text.append(random() % 50 == 0 ? 300'000 : 10, ' '); break;
            case 4: text += cases::encode_base64(cases::mutate(right, random, 1)); break;
            case 5: text += cases::encode_base64(cases::gzip_of(cases::mutate(right, random, 1))); break;
            case 6: text += cases::mutate(notification, random, 1); break;
            case 7:
                // Within the limit, beyond it, and beyond what is held.
                text += random() % 2 == 0 ? notification : right;
                text.insert(text.size() - 2, (std::size_t{1} << random() % 18), ' ');
                break;
            default: text += right;
        }
        text += random() % 4 == 0 ? "\r\n" : "\n";
    }
    if (random() % 2 == 0) text += right;
    return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(event_stream_tests)

BOOST_AUTO_TEST_CASE(lines_of_any_form) {
    for (std::string_view const text : {"", "\n", "\r\n", "{}", "{}\n", "{}\r\n", "\n\n{}\n\n", "{}\n{}",
                                        "\r", " ", "x\r", "\r\r\n", "x\n\n\n"}) {
        outcome const wanted = expect(text, {});
        BOOST_TEST(is_same(run(text), wanted), text);
        BOOST_TEST(is_same(run(pieces{text}), wanted), text);
    }
}

BOOST_AUTO_TEST_CASE(memory_and_pipes_and_threads_give_one_answer) {
    std::mt19937 random(5);
    for (int i = 0; i != 12; ++i) {
        std::string const text = make_text(random, i < 10 ? 300 : 20'000);
        event_limits const limits{2'000};
        outcome const wanted = expect(text, limits);
        BOOST_TEST_REQUIRE(!wanted.lines.empty());
        for (unsigned const threads : {1U, 2U, 5U}) {
            stream_options const options{limits, threads};
            BOOST_TEST(is_same(run(std::string_view(text), options), wanted), i << " with " << threads);
            for (std::size_t const most : {1'000U, 100'000U})
                BOOST_TEST(is_same(run(pieces{text, std::mt19937(9), most}, options), wanted),
                           i << " in pieces, with " << threads);
        }
    }
}

BOOST_AUTO_TEST_CASE(each_implementation_of_simdjson_gives_the_answers) {
    std::mt19937 random(6);
    std::string const text = make_text(random, 2'000);
    event_limits const limits{2'000};
    outcome const wanted = expect(text, limits);
    cases::with_each_implementation([&] {
        for (unsigned const threads : {1U, 3U})
            BOOST_TEST(is_same(run(std::string_view(text), {limits, threads}), wanted), threads);
    });
}

BOOST_AUTO_TEST_CASE(a_line_longer_than_any_buffer) {
    std::string const text = std::string(right) + '\n' + std::string(3'000'000, 'x') + "\r\n" +
                             std::string(right) + "\n{\n" + std::string(1'000'000, 'y');
    outcome const seen = run(pieces{text});
    BOOST_TEST_REQUIRE(seen.lines.size() == 3U);
    BOOST_TEST(seen.lines[0].number == 2U);
    BOOST_TEST(seen.lines[0].size == 3'000'000U);
    BOOST_TEST(seen.lines[0].ids.front() == "event-size");
    BOOST_TEST(seen.lines[1].number == 4U);
    BOOST_TEST(seen.lines[2].size == 1'000'000U);
    BOOST_TEST(seen.lines[2].ids.front() == "event-size");
    BOOST_TEST(seen.totals.bytes == text.size());
    BOOST_TEST(is_same(run(std::string_view(text)), seen));
}

BOOST_AUTO_TEST_CASE(stops_behind_the_event_with_the_last_finding) {
    std::string text;
    for (int i = 0; i != 50'000; ++i) text += std::string(right) + "\n{}\n";
    for (unsigned const threads : {1U, 3U}) {
        outcome const seen = run(std::string_view(text), {{}, threads, 5});
        BOOST_TEST(seen.lines.size() == 3U);  // each has two
        BOOST_TEST(seen.totals.stopped);
        BOOST_TEST(seen.totals.events == 6U);
        BOOST_TEST(seen.totals.clean == 3U);
        BOOST_TEST(seen.totals.errors == 3U);
        BOOST_TEST(seen.totals.bytes == 3 * (right.size() + 1 + 2 + 1) - 1);
    }
}

BOOST_AUTO_TEST_CASE(what_a_callback_throws_is_thrown_on) {
    std::string text;
    for (int i = 0; i != 100'000; ++i) text += "{}\n";
    for (unsigned const threads : {1U, 3U}) {
        stream_options const options{{}, threads};
        BOOST_CHECK_THROW(check_stream(std::string_view(text), options,
                                       [](event_line const&) { throw std::runtime_error("full"); }),
                          std::runtime_error);
        auto const fails = [](char*, std::size_t) -> std::size_t { throw std::runtime_error("gone"); };
        BOOST_CHECK_THROW(check_stream(fails, options, [](event_line const&) {}), std::runtime_error);
    }
}

BOOST_AUTO_TEST_CASE(progress_comes_in_order) {
    std::string text;
    for (int i = 0; i != 50'000; ++i) text += std::string(right) + "\n";
    std::uint64_t last = 0;
    bool in_order = true;
    check_stream(
        std::string_view(text), stream_options{{}, 2}, [](event_line const&) {},
        [&](stream_totals const& totals) {
            in_order = in_order && totals.bytes > std::exchange(last, totals.bytes);
        });
    BOOST_TEST(in_order);
    BOOST_TEST(last == text.size());
}

BOOST_AUTO_TEST_CASE(the_summary_has_the_sizes_of_each_type) {
    event_summary summary;
    std::string text;
    for (int i = 1; i <= 1000; ++i)
        text += R"({"type":"a","created_at":null})" + std::string(static_cast<std::size_t>(i), ' ') + "\nx\n";
    check_stream(std::string_view(text), stream_options{{}, 2, UINT64_MAX, &summary},
                 [](event_line const&) {});
    BOOST_TEST_REQUIRE(std::distance(summary.begin(), summary.end()) == 2);
    auto const& [other, broken] = *summary.begin();
    BOOST_TEST(other.empty());
    BOOST_TEST(broken.count() == 1000U);
    auto const& [type, sizes] = *std::next(summary.begin());
    BOOST_TEST(type == "a");
    BOOST_TEST(sizes.count() == 1000U);
    BOOST_TEST(sizes.largest() == 1030U);
    BOOST_TEST(sizes.quantile(0.5) >= 530U);
    BOOST_TEST(sizes.quantile(0.5) <= 530U + 530U / 64);
    BOOST_TEST(sizes.quantile(1) == 1030U);
    BOOST_TEST(snsproof::event_sizes{}.quantile(0.5) == 0U);
    BOOST_TEST(sizes.count_from(31) == 1000U);
    BOOST_TEST(sizes.count_from(1031) <= 16U);
}

// Each under the event's type, and with the size that SNS counts.
BOOST_AUTO_TEST_CASE(the_summary_looks_into_bodies) {
    std::string const base64 = cases::encode_base64(right),
                      gzip = cases::encode_base64(cases::gzip_of(right));
    std::string const text = base64 + '\n' + gzip + '\n' + std::string(notification) + '\n' +
                             std::string(right) + "\n{\"Type\":\"Notification\"}\n!\n";
    auto const sizes_by_type = [&](inflate_function inflate) {
        event_summary summary;
        stream_options const options{{}, 1, UINT64_MAX, &summary, inflate};
        check_stream(std::string_view(text), options, [](event_line const&) {});
        std::vector<std::string> shown;
        for (auto const& [type, sizes] : summary)
            shown.push_back(type + ' ' + std::to_string(sizes.count()) + ' ' + std::to_string(sizes.total()));
        return shown;
    };
    std::string const a =
        "a 1 " + std::to_string(std::string_view(R"({"type":"a","created_at":null})").size());
    // The one that is no event has no message whose size would count.
    std::size_t const broken = std::string_view(R"({"Type":"Notification"})").size() + 1;
    BOOST_TEST(
        sizes_by_type(inflate_gzip) ==
            (std::vector{" 2 " + std::to_string(broken), a,
                         "user.updated 3 " + std::to_string(base64.size() + gzip.size() + right.size())}),
        boost::test_tools::per_element());
    BOOST_TEST(sizes_by_type(nullptr) ==
                   (std::vector{" 3 " + std::to_string(broken + gzip.size()), a,
                                "user.updated 2 " + std::to_string(base64.size() + right.size())}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(quantiles_are_at_most_a_64th_too_large) {
    std::mt19937 random(2);
    for (int i = 0; i != 200; ++i) {
        event_sizes sizes;
        std::vector<std::uint64_t> exact;
        for (auto n = 1 + random() % 50; n != 0; --n) {
            exact.push_back(random() >> random() % 32U);
            sizes.add(exact.back());
        }
        std::sort(exact.begin(), exact.end());
        std::uint64_t const median = exact[(exact.size() - 1) / 2];
        BOOST_TEST(sizes.quantile(0.5) >= median);
        BOOST_TEST(sizes.quantile(0.5) <= median + median / 64);
        BOOST_TEST(sizes.quantile(1) == exact.back());
    }
    event_sizes two;
    two.add(131);  // the largest that is counted as 130 is
    two.add(1'000);
    BOOST_TEST(two.quantile(0.5) == 131U);
}

BOOST_AUTO_TEST_CASE(as_many_types_as_there_may_be) {
    event_summary summary;
    for (int i = 0; i != 2'000; ++i) summary.add("type-" + std::to_string(i), 10);
    BOOST_TEST(std::distance(summary.begin(), summary.end()) <= 513);
    std::uint64_t events = 0;
    for (auto const& [type, sizes] : summary) events += sizes.count();
    BOOST_TEST(events == 2'000U);
}

BOOST_AUTO_TEST_SUITE_END()
