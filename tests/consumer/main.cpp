// SPDX-License-Identifier: Apache-2.0
#ifdef SINGLE_HEADER
#include "snsproof.hpp"
#else
#include "snsproof/snsproof.hpp"
#endif
#ifdef WITH_GZIP
#include "snsproof/event_gzip.hpp"
#endif

using namespace snsproof::literals;

constexpr auto topic = "arn:aws:sns:us-east-1:123456789012:chat-events"_topic_arn;
static_assert(topic.region == "us-east-1");

int main() {
#ifdef WITH_GZIP
    snsproof::body_options const options{{}, snsproof::inflate_gzip};
    if (!snsproof::check_event_body("H4sIAAAAAAACA6tWKqksSFWyUkpUqgUAJP5cTQwAAAA=", options).findings.empty())
        return 1;
#endif
    return snsproof::parse_hooks("[]").ok() ? 0 : 1;
}
