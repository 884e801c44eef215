// SPDX-License-Identifier: Apache-2.0
// A policy as large as they get in practice, parsed, checked and decided in one constant expression each, at
// the compilers' own limits.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "snsproof/decide.hpp"
#include "snsproof/policy_check.hpp"
#include "snsproof/policy_read.hpp"
#include "snsproof/publisher.hpp"

namespace cases {

inline constexpr std::string_view large_start = R"({"Version":"2012-10-17","Id":"harbour","Statement":[)";
inline constexpr std::string_view large_statement = R"({
  "Sid": "AllowBerth00",
  "Effect": "Allow",
  "Principal": {"AWS": ["arn:aws:iam::111122223300:role/berth", "arn:aws:iam::185583345998:root"]},
  "Action": ["SNS:Publish", "SNS:GetTopicAttributes"],
  "Resource": "arn:aws:sns:us-east-1:123456789012:harbour-events",
  "Condition": {
    "StringEquals": {"aws:PrincipalAccount": ["111122223300", "185583345998"]},
    "Bool": {"aws:SecureTransport": "true"}
  }
})";
inline constexpr std::size_t large_count = 20;

/// The statement above 20 times, each with numbers of its own.
inline constexpr auto large_policy = [] {
    std::array<char, large_start.size() + large_count*(large_statement.size() + 1) + 1> text{};
    std::size_t at = 0;
    for (char const c : large_start) text[at++] = c;
    for (std::size_t i = 0; i != large_count; ++i) {
        std::string_view rest = large_statement;
        for (std::size_t mark = rest.find("00\""); mark != rest.npos; mark = rest.find("00\"")) {
            for (char const c : rest.substr(0, mark)) text[at++] = c;
            text[at++] = static_cast<char>('0' + i / 10);
            text[at++] = static_cast<char>('0' + i % 10);
            rest.remove_prefix(mark + 2);
        }
        for (char const c : rest) text[at++] = c;
        text[at++] = i + 1 == large_count ? ']' : ',';
    }
    text[at] = '}';
    return text;
}();
inline constexpr std::string_view large_text{large_policy.data(), large_policy.size()};
static_assert(large_text.size() > 8192);

inline constexpr std::string_view large_topic = "arn:aws:sns:us-east-1:123456789012:harbour-events";

constexpr bool large_is_right() {
    auto const parsed = snsproof::parse_policy(large_text);
    return parsed.ok() && snsproof::check_policy(*parsed.value()).ok() &&
           snsproof::decide_publisher(*parsed.value(), snsproof::stream_account, large_topic).decision ==
               snsproof::decision::allow;
}

}  // namespace cases
