// SPDX-License-Identifier: Apache-2.0
// Reading JSON into a document: ours, and nlohmann-json, on a document like a policy, on lists of numbers (the most
// tokens a byte), and on lists of hooks up to the verdict. Both must accept, and count the same values, before timing.
#include <benchmark/benchmark.h>

#include <cstdio>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "snsproof/snsproof.hpp"

namespace {

namespace json = snsproof::json;

/// Written here, about 100 KB, in the shape of a topic's policy.
std::string make_policy() {
    std::string text = "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n";
    for (int i = 0; text.size() < 100'000; ++i) {
        std::string const n = std::to_string(i);
        text += (i == 0 ? "" : ",\n");
        text += R"(    {
      "Sid": "AllowPublisher)" + n + R"(",
      "Effect": "Allow",
      "Principal": {"AWS": "arn:aws:iam::210987654321:role/publisher-)" + n + R"("},
      "Action": ["SNS:Publish", "SNS:GetTopicAttributes"],
      "Resource": "arn:aws:sns:eu-west-1:210987654321:harbour-chat-messages",
      "Condition": {"Bool": {"aws:SecureTransport": "true"}}
    })";
    }
    return text + "\n  ]\n}\n";
}

std::string make_ones(std::size_t bytes) {
    std::string text = "[1";
    while (text.size() + 1 < bytes) text += ",1";
    return text + "]";
}

std::string make_hooks(int count) {
    std::string text = "[";
    for (int i = 0; i != count; ++i) {
        char id[37];
        std::snprintf(id, sizeof id, "0c5e5d4a-2f0b-4d6e-9a53-%012d", i);
        text += (i == 0 ? "\n" : ",\n");
        text += "  {\"id\": \"" + std::string(id) + R"(", "hook_type": "sns", "enabled": true, "product": "chat",
   "event_types": ["message.new", "message.updated", "message.deleted"],
   "sns_topic_arn": "arn:aws:sns:eu-west-1:210987654321:harbour-chat-)" + std::to_string(i) + R"(",
   "sns_region": "eu-west-1", "sns_auth_type": "resource"})";
    }
    return text + "\n]\n";
}

std::size_t count(json::value v) {
    std::size_t n = 1;
    for (json::value const e : json::elements(v)) n += count(e);
    for (json::member const m : json::members(v)) n += count(m.value);
    return n;
}

std::size_t count(nlohmann::json const& v) {
    std::size_t n = 1;
    if (v.is_structured())
        for (auto const& e : v) n += count(e);
    return n;
}

bool agree(std::string_view text) {
    auto const ours = json::read(text);
    auto const theirs = nlohmann::json::parse(text, nullptr, false);
    return ours.ok() && !theirs.is_discarded() && count(ours.value()->root()) == count(theirs);
}

void read_ours(benchmark::State& state, std::string const& text) {
    for (auto _ : state) benchmark::DoNotOptimize(json::read(text).ok());
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

void read_nlohmann(benchmark::State& state, std::string const& text) {
    for (auto _ : state) benchmark::DoNotOptimize(nlohmann::json::parse(text).size());
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

void parse_hooks(benchmark::State& state, std::string const& text) {
    for (auto _ : state) benchmark::DoNotOptimize(snsproof::parse_hooks(text).ok());
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

}  // namespace

int main(int argc, char** argv) {
    std::string const policy = make_policy();
    std::string const ones = make_ones(1 << 20);
    std::string const most_ones = make_ones(64 << 20);
    std::string const hooks = make_hooks(3);
    std::string const many_hooks = make_hooks(1000);
    if (!agree(policy) || !agree(ones) || !agree(hooks) || !snsproof::parse_hooks(many_hooks).ok()) {
        std::fputs("json: the answers differ\n", stderr);
        return 1;
    }
    benchmark::RegisterBenchmark("policy_100KB/ours", read_ours, policy);
    benchmark::RegisterBenchmark("policy_100KB/nlohmann", read_nlohmann, policy);
    benchmark::RegisterBenchmark("ones_1MB/ours", read_ours, ones);
    benchmark::RegisterBenchmark("ones_1MB/nlohmann", read_nlohmann, ones);
    benchmark::RegisterBenchmark("ones_64MB/ours", read_ours, most_ones);
    benchmark::RegisterBenchmark("hooks_3/parse_hooks", parse_hooks, hooks);
    benchmark::RegisterBenchmark("hooks_1000/parse_hooks", parse_hooks, many_hooks);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
}
