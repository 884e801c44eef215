// SPDX-License-Identifier: Apache-2.0
// The tables of cases/ in constant expressions: compiling is passing. Each case is an expression of its own,
// since compilers limit the steps of one.
#include "cases/tables.hpp"

#include <array>
#include <cstddef>
#include <iterator>
#include <string_view>
#include <utility>

namespace {

using namespace cases;

/// Fails for case `I` of the table, which the compiler prints.
template <auto const& Table, auto Holds, std::size_t I>
struct one {
    static_assert(Holds(Table[I]));
};

template <auto const& Table, auto Holds, class = std::make_index_sequence<std::size(Table)>>
struct all;

template <auto const& Table, auto Holds, std::size_t... I>
struct all<Table, Holds, std::index_sequence<I...>> : one<Table, Holds, I>... {};

constexpr bool all_hold = [] {
    visit_tables([]<auto const & Table, auto Holds> { static_cast<void>(sizeof(all<Table, Holds>)); });
    return true;
}();
static_assert(all_hold);

static_assert(large_is_right());
static_assert(!widens_from<two_statements, two_statements_spaced>());
static_assert(!widens_from<three_statements, two_statements>());
static_assert(widens_from<two_statements, three_statements>());
static_assert(!is_open<two_statements>() && !is_open<three_statements>());

/// 8 KB of hooks that differ in the first bytes of their ids and topics.
constexpr auto eight_kilobytes = [] {
    std::array<char, 8192> text{};
    text.fill(' ');
    auto const hook_text = expand("{@hook}");
    auto const id = view(hook_text).find("11111111");
    auto const topic = view(hook_text).find("chat");
    std::size_t at = 0;
    for (int n = 0; at + hook_text.size() + 2 < text.size(); ++n) {
        text[at++] = n == 0 ? '[' : ',';
        std::size_t const start = at;
        for (char const c : hook_text) text[at++] = c;
        text[start + id] = text[start + topic] = static_cast<char>('0' + n % 10);
        text[start + id + 1] = text[start + topic + 1] = static_cast<char>('0' + n / 10);
    }
    text[at++] = ']';
    return text;
}();
constexpr std::string_view eight_kilobytes_text(eight_kilobytes.data(), eight_kilobytes.size());
static_assert(snsproof::prove<snsproof::parse_hooks, eight_kilobytes_text>());

/// An event of 8,192 bytes: a message with reactions, as channels with many members have them.
constexpr auto large_event = [] {
    std::array<char, 8192> text{};
    std::size_t at = 0;
    auto const add = [&](std::string_view part) {
        for (char const c : part) text[at++] = c;
    };
    add(R"({"type":"message.new","created_at":"2026-05-08T00:00:00Z","cid":"messaging:a","user":{"id":"b"},)"
        R"("message":{"id":"m","text":"ahoy \u2693","user":{"id":"b"},"latest_reactions":[)");
    constexpr std::string_view reaction =
        R"({"type":"wave","score":1,"message_id":"m","user":{"id":"bob","role":"user","online":true,"name":null}})";
    constexpr std::string_view end = R"(],"silent":false,"more":")";
    for (bool first = true; at + reaction.size() + end.size() + 8 < text.size(); first = false) {
        if (!first) add(",");
        add(reaction);
    }
    add(end);
    while (at + 3 != text.size()) add("x");
    add(R"("}})");
    return text;
}();
constexpr std::string_view large_event_text(large_event.data(), large_event.size());
static_assert(snsproof::check_event(large_event_text).empty());
static_assert(snsproof::check_event_body(large_event_text).findings.empty());

// The comparison itself can fail: on the rule, the text, the place, one too few and one too many.
constexpr snsproof::report made_report() {
    snsproof::report r;
    r.add(wrong, {4, 1});
    r.add(notable, {6, 1});
    r.add(doubtful, {8, 1});
    return r;
}
constexpr bool compare(text_case const& c) {
    return matches(made_report(), c);
}
static_assert(compare({"....a.b.a", {{"test-wrong", "a"}, {"test-doubtful", "a", 2}}}));
static_assert(compare({"....a.b.a",
                       {{"test-wrong", "a"}, {"test-notable", "b"}, {"test-doubtful", "a", 2}}}));
static_assert(!compare({"....a.b.a", {{"test-other", "a"}, {"test-doubtful", "a", 2}}}));
static_assert(!compare({"....a.b.a", {{"test-wrong", "b"}, {"test-doubtful", "a", 2}}}));
static_assert(!compare({"....a.b.a", {{"test-wrong", "a"}, {"test-doubtful", "a"}}}));
static_assert(!compare({"....a.b.a", {{"test-wrong", "a"}}}));
static_assert(!compare({"....a.b.a", {{"test-doubtful", "a", 2}}}));
static_assert(!compare({"....a.b.a", {{"test-wrong", "a"}, {"test-doubtful", "a", 2}, {"test-wrong", "a"}}}));
static_assert(!compare({"....a.b", {{"test-wrong", "a"}, {"test-doubtful", ""}}}));

}  // namespace
