// SPDX-License-Identifier: Apache-2.0
#include "fuzz.hpp"

#include "snsproof/topic_arn.hpp"

using namespace snsproof;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    fuzz::exact_copy const text(fuzz::text_of(data, size));
    auto const parsed = parse_topic_arn(text);
    (void)parsed;
    return 0;
}
