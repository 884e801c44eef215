// SPDX-License-Identifier: Apache-2.0
// The tables of cases/ in constant expressions: compiling is passing. Each case is an expression of its own,
// since compilers limit the steps of one.
#include "cases/condition_key.hpp"
#include "cases/condition_operator.hpp"
#include "cases/decide.hpp"
#include "cases/event.hpp"
#include "cases/event_body.hpp"
#include "cases/event_type.hpp"
#include "cases/glob.hpp"
#include "cases/hook.hpp"
#include "cases/json.hpp"
#include "cases/location.hpp"
#include "cases/plan.hpp"
#include "cases/policy.hpp"
#include "cases/policy_check.hpp"
#include "cases/publish.hpp"
#include "cases/region.hpp"
#include "cases/report.hpp"
#include "cases/rules.hpp"
#include "cases/secret.hpp"
#include "cases/sns_action.hpp"
#include "cases/topic_arn.hpp"
#include "cases/values.hpp"

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

template struct all<globs, is_glob_case>;
template struct all<covers, is_cover_case>;
template struct all<glob_facts, holds>;

template struct all<number_orders, is_number_order>;
template struct all<no_numbers, is_no_number>;
template struct all<dates, is_date_case>;
template struct all<no_dates, is_no_date>;
template struct all<addresses, is_address_case>;
template struct all<no_addresses, is_no_address>;
template struct all<ranges, is_range_case>;
template struct all<value_facts, holds>;

static_assert(large_is_right());

template struct all<events, is_event_case>;
template struct all<times, is_time_case>;
template struct all<event_facts, holds>;
template struct all<bodies, is_body_case>;
template struct all<body_facts, holds>;
template struct all<publish_calls, is_publish_case>;
template struct all<publish_facts, holds>;

template struct all<report_facts, holds>;

template struct all<locations, is_there>;
template struct all<location_facts, holds>;

template struct all<json_accepted, is_accepted>;
template struct all<json_rejected, is_rejected>;
template struct all<duplicate_keys, has_duplicates>;
template struct all<json_pointers, points_there>;
template struct all<json_facts, holds>;
template struct all<json_prefixed, rejects_every_prefix>;

template struct all<secrets, is_hidden>;

template struct all<regions, is_region_case>;
template struct all<nearest_regions, is_nearest_region>;
template struct all<region_facts, holds>;

template struct all<event_types, is_event_type_case>;
template struct all<unknown_event_types, is_unknown>;
template struct all<event_type_facts, holds>;

template struct all<sns_actions, is_sns_action_case>;
template struct all<unknown_sns_actions, is_unknown_sns_action>;
template struct all<nearest_sns_actions, is_nearest_sns_action>;
template struct all<sns_action_facts, holds>;

template struct all<condition_operators, is_operator_case>;
template struct all<unknown_operators, is_unknown_operator>;
template struct all<nearest_operators, is_nearest_operator>;
template struct all<operator_facts, holds>;

template struct all<condition_keys, is_condition_key_case>;
template struct all<unknown_condition_keys, is_unknown_condition_key>;
template struct all<condition_key_facts, holds>;

template struct all<policies, is_policy_case>;
template struct all<policy_facts, holds>;
template struct all<callers, is_caller_case>;

template struct all<topic_arns, is_topic_arn_case>;
template struct all<topic_arn_facts, holds>;

template struct all<checked_conditions, is_checked_condition>;
template struct all<checked_statements, is_checked_statement>;
template struct all<policy_check_facts, holds>;

template struct all<hook_lists, is_hook_case>;
template struct all<settings_documents, is_settings_case>;
template struct all<hook_facts, holds>;

template struct all<plans, is_plan_case>;
template struct all<updates, is_update_case>;

template struct all<snsproof::all_rules, is_well_written>;
template struct all<rule_facts, holds>;

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
