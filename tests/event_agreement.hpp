// SPDX-License-Identifier: Apache-2.0
// Whether event_checker gives the answer of check_event, with each implementation of simdjson.
#pragma once

#include "snsproof/event_checker.hpp"

#include "exact_copy.hpp"
#include "verify.hpp"

#include <boost/test/unit_test.hpp>

#include <string_view>

namespace cases {

using namespace snsproof;

inline bool agrees(event_checker& check, std::string_view text) {
    exact_copy const exact(text);
    report const fast = check(exact);
    report const truth = check_event(exact);
    bool const same = is_same(fast, truth);
    BOOST_TEST(same, "`" << text << "`: " << describe(fast, text) << " is not " << describe(truth, text));
    return same;
}

/// Calls `test` with the name of each implementation of simdjson for this machine's processor, in use for
/// what is made meanwhile.
template <class Test>
void with_each_implementation(Test test) {
    auto& active = simdjson::get_active_implementation();
    simdjson::implementation const* const before = active;
    bool has_fallback = false;
    for (simdjson::implementation const* const one : simdjson::get_available_implementations()) {
        if (!one->supported_by_runtime_system()) continue;
        active = one;
        has_fallback = has_fallback || one->name() == "fallback";
        BOOST_TEST_CONTEXT("simdjson's implementation " << one->name()) {
            BOOST_TEST_MESSAGE("simdjson's implementation " << one->name());
            test();
        }
    }
    active = before;
    BOOST_TEST(has_fallback);
}

}  // namespace cases
