// SPDX-License-Identifier: Apache-2.0
#include "snsproof/snsproof.hpp"

using namespace snsproof::literals;

#ifndef BREAK
constexpr auto topic = "arn:aws:sns:us-east-1:123456789012:chat-events"_topic_arn;
#else
constexpr auto topic = "arn:aws:sns:us-east1:123456789012:chat-events"_topic_arn;
#endif
static_assert(topic.region == "us-east-1");
