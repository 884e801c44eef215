// SPDX-License-Identifier: Apache-2.0
#ifdef SINGLE_HEADER
#include "snsproof.hpp"
#else
#include "snsproof/snsproof.hpp"
#endif

using namespace snsproof::literals;

constexpr auto topic = "arn:aws:sns:us-east-1:123456789012:chat-events"_topic_arn;
static_assert(topic.region == "us-east-1");

int main() {
    return snsproof::parse_hooks("[]").ok() ? 0 : 1;
}
