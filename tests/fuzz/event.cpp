// SPDX-License-Identifier: Apache-2.0
// Events, and the checker of many. Input: events parted by U+001E, which no JSON has in it.
#include "findings.hpp"

#include <string>

#include "snsproof/event.hpp"
#include "snsproof/event_checker.hpp"
#include "snsproof/json_read.hpp"

using namespace snsproof;

namespace {

/// One checker for all events of an input, since it learns from each what the next may look like.
void expect_one_answer(event_checker& check, std::string_view event, event_limits const& limits) {
    fuzz::exact_copy const text(event);
    report const truth = check_event(text, limits);
    fuzz::expect(cases::is_same(check(text), truth), "event_checker is not check_event");
    fuzz::expect(event.size() > limits.bytes ? truth.size() == 1 : true,
                 "more than the size of a large event");
    if (event.size() <= limits.bytes) fuzz::expect_inside(truth, text);
    if (check.type().empty()) return;
    // What it says the type is, the document says.
    auto const read = json::read(text);
    fuzz::expect(read.value() != nullptr, "a type of what is no JSON");
    json::value const type = json::find(read.value()->root(), "type");
    fuzz::expect(type.is(json::kind::string), "a type that is no string");
    fuzz::expect(type.equals(check.type()) || type.content() == check.type(), "another type");
}

/// Spaces before an event move its findings and change none, wherever it lies in the blocks of a checker.
void expect_same_behind_spaces(event_checker& check, std::string_view event, std::size_t count,
                               event_limits const& limits) {
    bool const is_utf16 = event.substr(0, 2).find('\0') != std::string_view::npos;  // seen by its first bytes
    if (!event.starts_with('{') || is_utf16) return;
    if (event.size() + count > limits.bytes) return;
    report const first = check_event(event, limits);
    fuzz::exact_copy const moved(std::string(count, ' ') + std::string(event));
    report const second = check(moved);
    fuzz::expect(first.size() == second.size() && first.dropped() == second.dropped(),
                 "spaces before an event change what is found");
    for (std::size_t i = 0; i != first.size(); ++i) {
        finding const& a = first.begin()[i];
        finding const& b = second.begin()[i];
        fuzz::expect(*a.what == *b.what && a.where.offset + count == b.where.offset &&
                         a.where.length == b.where.length && a.related.length == b.related.length,
                     "spaces before an event change a finding");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view rest = fuzz::text_of(data, size);
    event_limits const limits{2'000};
    event_checker check(limits);
    for (;;) {
        std::string_view const event = rest.substr(0, rest.find('\x1E'));
        expect_one_answer(check, event, limits);
        expect_same_behind_spaces(check, event, 1 + size % 67, limits);
        if (event.size() == rest.size()) return 0;
        rest.remove_prefix(event.size() + 1);
    }
}
