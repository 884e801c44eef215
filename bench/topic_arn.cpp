// SPDX-License-Identifier: Apache-2.0
// Parsing topic ARNs: ours, and std::regex with the published pattern that comes nearest to the rules (Cost Explorer's,
// with the length that it lacks). The pattern cannot know partitions, so both are asked only what both can answer, and
// must agree on it before anything is timed.
#include <benchmark/benchmark.h>

#include <array>
#include <cstdio>
#include <regex>
#include <string>
#include <string_view>

#include "allocations.hpp"
#include "snsproof/topic_arn.hpp"

namespace {

constexpr std::array<std::string_view, 5> valid{
    "arn:aws:sns:us-east-1:123456789012:chat-events",
    "arn:aws:sns:eu-west-1:210987654321:harbour-chat-messages-production",
    "arn:aws:sns:ap-southeast-2:210987654321:harbour-chat.fifo",
    "arn:aws-cn:sns:cn-north-1:123456789012:chat_events",
    "arn:aws-us-gov:sns:us-gov-west-1:123456789012:Chat-Events-2026",
};
constexpr std::array<std::string_view, 5> invalid{
    "arn:aws:sns:us-east-1:12345678901:chat-events",
    "arn:aws:sqs:us-east-1:123456789012:chat-events",
    "arn:aws:sns:us-east-1:123456789012:chat.events",
    "arn:aws:sns:us-east-1:123456789012:",
    "chat-events",
};

std::regex const& pattern() {
    static std::regex const compiled(
        "^arn:aws[a-zA-Z-]*:sns:[a-zA-Z0-9-]+:[0-9]{12}:([a-zA-Z0-9_-]{1,256}|[a-zA-Z0-9_-]{1,251}\\.fifo)$",
        std::regex::optimize);
    return compiled;
}

bool ours(std::string_view text) {
    return snsproof::parse_topic_arn(text).ok();
}

bool by_regex(std::string_view text) {
    return std::regex_match(text.begin(), text.end(), pattern());
}

template <class Check>
void run(benchmark::State& state, std::array<std::string_view, 5> const& texts, Check check) {
    for (auto _ : state)
        for (std::string_view text : texts) {
            benchmark::DoNotOptimize(text);
            benchmark::DoNotOptimize(check(text));
        }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(texts.size()));
}

/// Whether both say what the table says, and a valid ARN costs no allocation.
bool agree() {
    for (std::string_view const text : valid)
        if (!ours(text) || !by_regex(text)) return false;
    for (std::string_view const text : invalid)
        if (ours(text) || by_regex(text)) return false;
    std::size_t const before = allocations;
    for (std::string_view const text : valid) benchmark::DoNotOptimize(ours(text));
    return allocations == before;
}

}  // namespace

int main(int argc, char** argv) {
    if (!agree()) {
        std::fputs("topic_arn: the answers differ, or a valid ARN costs an allocation\n", stderr);
        return 1;
    }
    benchmark::RegisterBenchmark("valid/ours", [](benchmark::State& s) { run(s, valid, ours); });
    benchmark::RegisterBenchmark("valid/std_regex", [](benchmark::State& s) { run(s, valid, by_regex); });
    benchmark::RegisterBenchmark("invalid/ours", [](benchmark::State& s) { run(s, invalid, ours); });
    benchmark::RegisterBenchmark("invalid/std_regex", [](benchmark::State& s) { run(s, invalid, by_regex); });
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
}
