// SPDX-License-Identifier: Apache-2.0
// Policies: from the text to what is wrong with them, and requests decided by them. The peer of the globs is the
// textbook's table of all prefixes; before anything is timed, globs must agree with it, the policies be clean, and the
// requests be decided as is written here, without an allocation.
#include <benchmark/benchmark.h>

#include <array>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "allocations.hpp"
#include "snsproof/decide.hpp"
#include "snsproof/policy_check.hpp"
#include "snsproof/policy_read.hpp"

namespace {

using namespace snsproof;

constexpr std::string_view topic = "arn:aws:sns:us-east-1:123456789012:harbour-events";

/// 574 bytes, as Stream's customers have them.
constexpr std::string_view small = R"({
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "AllowStreamToPublish",
      "Effect": "Allow",
      "Principal": {"AWS": "arn:aws:iam::185583345998:root"},
      "Action": "SNS:Publish",
      "Resource": "arn:aws:sns:us-east-1:123456789012:harbour-events",
      "Condition": {"Bool": {"aws:SecureTransport": "true"}}
    },
    {
      "Sid": "Owner",
      "Effect": "Allow",
      "Principal": {"AWS": "123456789012"},
      "Action": ["SNS:Subscribe", "SNS:Publish"],
      "Resource": "arn:aws:sns:us-east-1:123456789012:harbour-events"
    }
  ]
})";

/// 100 statements, each for two of the 200 principals that a policy may have.
std::string large() {
    std::string text = R"({"Version":"2012-10-17","Statement":[)";
    for (int i = 0; i != 100; ++i) {
        std::string const number = std::to_string(100 + i);
        if (i != 0) text += ',';
        text += R"({"Sid":"S)" + number + R"(","Effect":"Allow","Principal":{"AWS":["arn:aws:iam::111122223)" +
                number + R"(:role/a","444455556)" + number +
                R"("]},"Action":"SNS:Publish","Resource":"arn:aws:sns:us-east-1:123456789012:harbour-events",)" +
                R"("Condition":{"Bool":{"aws:SecureTransport":"true"}}})";
    }
    return text + "]}";
}

constexpr std::array<std::string_view, 1> secure{"true"};
constexpr std::array<context_key, 1> tls{{{"aws:SecureTransport", key_state::present, secure}}};

request ask(std::string_view who, std::string_view action = "sns:Publish") {
    return {parse_caller(who), action, topic, tls};
}

struct decided {
    std::string_view caller;
    std::string_view action;
    decision expected;
};
constexpr std::array<decided, 4> requests{{
    {"arn:aws:iam::185583345998:user/bob", "sns:Publish", decision::allow},
    {"arn:aws:sts::185583345998:assumed-role/R/s", "SNS:Publish", decision::allow},
    {"arn:aws:iam::123456789012:user/al", "sns:Subscribe", decision::allow},
    {"arn:aws:iam::999999999999:user/z", "sns:Publish", decision::implicit_deny},
}};

/// Five stars against 200 characters: one that matches, and the hostile one that does not.
std::string const pattern = "*a*a*a*a*b";
std::string const matching = std::string(199, 'a') + 'b';
std::string const hostile(200, 'a');

bool by_table(std::string_view p, std::string_view text) {
    std::vector<int> row(text.size() + 1, 0);
    row[0] = 1;
    for (char const c : p) {
        std::vector<int> next(text.size() + 1, 0);
        next[0] = c == '*' ? row[0] : 0;
        for (std::size_t i = 1; i <= text.size(); ++i)
            next[i] = c == '*' ? row[i] | next[i - 1] : (c == '?' || c == text[i - 1] ? row[i - 1] : 0);
        row = next;
    }
    return row[text.size()] != 0;
}

bool ours(std::string_view p, std::string_view text) {
    return detail::glob_matches(p, text);
}

bool agree() {
    for (std::string const& text : {matching, hostile})
        if (ours(pattern, text) != by_table(pattern, text)) return false;
    auto const parsed = parse_policy(small);
    if (!parsed.ok() || !check_policy(*parsed.value()).ok()) return false;
    std::string const text = large();
    auto const many = parse_policy(text);
    if (!many.ok() || many.value()->statements().size() != 100) return false;
    std::size_t const before = allocations;
    for (decided const& d : requests)
        if (decide(*parsed.value(), ask(d.caller, d.action)).decision != d.expected) return false;
    return decide(*many.value(), ask("arn:aws:iam::444455556199:user/z")).decision == decision::allow &&
           allocations == before;
}

void parse_and_check(benchmark::State& state) {
    for (auto _ : state) {
        auto const parsed = parse_policy(small);
        benchmark::DoNotOptimize(check_policy(*parsed.value()).ok());
    }
    state.SetItemsProcessed(state.iterations());
}

void decide_small(benchmark::State& state) {
    auto const parsed = parse_policy(small);
    for (auto _ : state)
        for (decided const& d : requests)
            benchmark::DoNotOptimize(decide(*parsed.value(), ask(d.caller, d.action)));
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(requests.size()));
}

void decide_large(benchmark::State& state) {
    std::string const text = large();
    auto const parsed = parse_policy(text);
    for (auto _ : state)
        benchmark::DoNotOptimize(decide(*parsed.value(), ask("arn:aws:iam::444455556199:user/z")));
    state.SetItemsProcessed(state.iterations());
}

template <bool (*Matches)(std::string_view, std::string_view)>
void glob(benchmark::State& state, std::string const& text) {
    for (auto _ : state) {
        std::string_view shown = text;
        benchmark::DoNotOptimize(shown);
        benchmark::DoNotOptimize(Matches(pattern, shown));
    }
    state.SetItemsProcessed(state.iterations());
}

}  // namespace

int main(int argc, char** argv) {
    if (!agree()) {
        std::fputs("policy: an answer is not the expected one, or deciding costs an allocation\n", stderr);
        return 1;
    }
    benchmark::RegisterBenchmark("parse_and_check_574B", parse_and_check);
    benchmark::RegisterBenchmark("decide/2_statements", decide_small);
    benchmark::RegisterBenchmark("decide/100_statements_200_principals", decide_large);
    benchmark::RegisterBenchmark("glob_match/ours", [](benchmark::State& s) { glob<ours>(s, matching); });
    benchmark::RegisterBenchmark("glob_match/table", [](benchmark::State& s) { glob<by_table>(s, matching); });
    benchmark::RegisterBenchmark("glob_hostile/ours", [](benchmark::State& s) { glob<ours>(s, hostile); });
    benchmark::RegisterBenchmark("glob_hostile/table", [](benchmark::State& s) { glob<by_table>(s, hostile); });
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
}
