// SPDX-License-Identifier: Apache-2.0
// How long questions about all requests take: over all pairs of policies whether one grants more than the
// other, and of each whether it is public. `--policies DIR` takes the policies of a folder, else a few are
// made here. Before anything is timed, each question must have an answer or say why not, and each witness
// must be a request that shows it.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "snsproof/access.hpp"
#include "snsproof/policy_read.hpp"

namespace {

using namespace snsproof;

std::vector<result<policy>> policies;
std::size_t unknown = 0;

void add(std::string const& text) {
    auto parsed = parse_policy(text);
    if (parsed.value() != nullptr) policies.push_back(std::move(parsed));
}

void add_all(char const* folder) {
    std::vector<std::filesystem::path> files;
    for (auto const& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".json") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (auto const& path : files) {
        std::ifstream file(path, std::ios::binary);
        add({std::istreambuf_iterator<char>(file), {}});
    }
}

/// Each set of these statements that has one or two of them.
void add_own() {
    std::string const topic = R"("Resource":"arn:aws:sns:us-east-1:123456789012:harbour-events")";
    std::vector<std::string> const statements{
        R"("Effect":"Allow","Principal":{"AWS":"*"},"Action":["SNS:Publish","SNS:Subscribe"],)" + topic +
            R"(,"Condition":{"StringEquals":{"AWS:SourceOwner":"123456789012"}})",
        R"("Effect":"Allow","Principal":{"AWS":"arn:aws:iam::185583345998:root"},"Action":"SNS:Publish",)" +
            topic,
        R"("Effect":"Allow","Principal":{"Service":"s3.amazonaws.com"},"Action":"SNS:Publish",)" + topic +
            R"(,"Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:s3:::harbour-*"}})",
        R"("Effect":"Allow","Principal":"*","Action":"SNS:Subscribe",)" + topic +
            R"(,"Condition":{"StringLike":{"sns:Endpoint":"*@example.com"},"StringEquals":{"sns:Protocol":"email"}})",
        R"("Effect":"Allow","Principal":"*","Action":"SNS:Publish",)" + topic +
            R"(,"Condition":{"ArnLike":{"aws:PrincipalArn":["arn:aws:iam::*:role/team/*","arn:aws:iam::*:user/b*"]}})",
        R"("Effect":"Deny","Principal":"*","Action":"SNS:*",)" + topic +
            R"(,"Condition":{"Bool":{"aws:SecureTransport":"false"}})",
        R"("Effect":"Deny","Principal":"*","Action":"SNS:Publish",)" + topic +
            R"(,"Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]}})"};
    std::string const open = R"({"Version":"2012-10-17","Statement":[{"Sid":"A",)";
    for (std::size_t i = 0; i != statements.size(); ++i) {
        add(open + statements[i] + "}]}");
        for (std::size_t k = 0; k != i; ++k)
            add(open + statements[i] + R"(},{"Sid":"B",)" + statements[k] + "}]}");
    }
}

/// Whether there is an answer, or a reason why not, and the witness shows it.
bool is_right(access_answer const& a, policy const& allowing, policy const* denying) {
    unknown += a.found() == truth::unknown ? 1 : 0;
    if (a.found() == truth::unknown) return a.doubt().what != nullptr;
    if (a.found() == truth::no) return true;
    return decide(allowing, a.witness()).decision == decision::allow &&
           (denying == nullptr || decide(*denying, a.witness()).decision != decision::allow);
}

bool are_right() {
    bool right = !policies.empty();
    for (auto const& a : policies) {
        right = right && is_right(is_public(*a.value()), *a.value(), nullptr);
        for (auto const& b : policies)
            right = right && is_right(widens(*a.value(), *b.value()), *b.value(), a.value());
    }
    std::printf("%zu policies, %zu answers not known\n", policies.size(), unknown);
    return right;
}

/// Of the fastest of some rounds for each question, in microseconds: the median, the 99th percentile, the
/// worst.
void show(char const* what, std::vector<double>& times) {
    std::sort(times.begin(), times.end());
    auto const at = [&](double part) {
        return times[static_cast<std::size_t>(part * static_cast<double>(times.size() - 1))];
    };
    std::printf("%-10s %8zu times: median %.1f us, p99 %.1f us, worst %.1f us\n", what, times.size(), at(0.5),
                at(0.99), times.back());
}

template <class Ask>
double time_of(Ask ask) {
    double best = 1e18;
    for (int round = 0; round != 3; ++round) {
        auto const start = std::chrono::steady_clock::now();
        benchmark::DoNotOptimize(ask());
        std::chrono::duration<double, std::micro> const took = std::chrono::steady_clock::now() - start;
        best = std::min(best, took.count());
    }
    return best;
}

}  // namespace

int main(int argc, char** argv) {
    char const* folder = nullptr;
    for (int i = 1; i + 1 < argc; ++i)
        if (std::strcmp(argv[i], "--policies") == 0) folder = argv[i + 1];
    if (folder == nullptr)
        add_own();
    else
        add_all(folder);
    if (!are_right()) {
        std::fputs("access: an answer without a reason, or a witness that shows nothing\n", stderr);
        return 1;
    }
    std::vector<double> widening, open;
    for (auto const& a : policies) {
        open.push_back(time_of([&] { return is_public(*a.value()).found(); }));
        for (auto const& b : policies)
            widening.push_back(time_of([&] { return widens(*a.value(), *b.value()).found(); }));
    }
    show("widens", widening);
    show("is_public", open);
}
