// SPDX-License-Identifier: Apache-2.0
// Whether event_checker gives the answer of check_event, with each implementation of simdjson.
#pragma once

#include "snsproof/event_checker.hpp"

#include "verify.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <memory>
#include <string_view>

namespace cases {

using namespace snsproof;

inline bool is_same(report const& a, report const& b) {
    if (a.size() != b.size() || a.dropped() != b.dropped()) return false;
    for (std::size_t i = 0; i != a.size(); ++i) {
        finding const& x = a.begin()[i];
        finding const& y = b.begin()[i];
        if (x.what != y.what || x.where != y.where || x.related != y.related) return false;
    }
    return true;
}

/// Checks a copy behind whose last byte no other belongs to it, so that sanitizers see a read beyond.
inline bool agrees(event_checker& check, std::string_view text) {
    auto const copy = std::make_unique<char[]>(text.size());
    text.copy(copy.get(), text.size());
    std::string_view const exact(copy.get(), text.size());
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
