// SPDX-License-Identifier: Apache-2.0
// Current hooks, wanted hooks, and what sending these would do. Abbreviations are those of hook.hpp.
#pragma once

#include "snsproof/plan.hpp"

#include "../verify.hpp"
#include "hook.hpp"

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace cases {

struct plan_case {
    std::string_view current;
    std::string_view wanted;
    /// `+2` creates the hook whose id ends in 2, `~1:enabled,product` changes these fields of 1, `=1` keeps
    /// it, `(1)` leaves it alone though it is not in the list, `-1` deletes it; `?` has no id.
    std::string_view outcome;
    expected in_current[3]{};
    expected in_wanted[3]{};
    std::string_view acknowledged{};
};

/// The plan in the notation of `outcome`.
class plan_writer {
public:
    constexpr std::vector<char> write(snsproof::plan const& p, snsproof::hook_list const& current,
                                      snsproof::hook_list const& wanted) {
        for (auto const v : p.created) put("+", v, "");
        for (auto const& c : p.changed) {
            put("~", c.before, ":");
            for (auto const& f : find_changes(current, wanted, c)) {
                if (out_.back() != ':') out_.push_back(',');
                append(f.name);
            }
        }
        for (auto const& pair : p.kept) put(pair.after ? "=" : "(", pair.before, pair.after ? "" : ")");
        for (auto const& pair : p.deleted) put("-", pair.before, "");
        return out_;
    }

private:
    constexpr void append(std::string_view text) {
        for (char const c : text) out_.push_back(c);
    }

    constexpr void put(std::string_view before, snsproof::json::value object, std::string_view after) {
        if (!out_.empty()) out_.push_back(' ');
        append(before);
        auto const id = snsproof::json::find(object, "id");
        bool const has_id = id.is(snsproof::json::kind::string) && !id.content().empty();
        out_.push_back(has_id ? id.content().back() : '?');
        append(after);
    }

    std::vector<char> out_;
};

inline constexpr plan_case plans[] = {
    // Created, changed, kept, deleted.
    {"[]", "[]", ""},
    {"[{@hook}]", "[{@hook}]", "=1"},
    {"[]", "[{@hook}]", "+1", {}, {{"plan-id-new", "11111111-1111-4111-8111-111111111111"}}},
    {"{}", "[{@hook}]", "+1"},
    {R"({"app":{"event_hooks":null}})", "[{@hook}]", "+1"},
    {"[{@hook}]", "[{@hook},{@hook2}]", "+2 =1"},
    {"[{@hook}]", "[{@hook},{@sns,@on,@topic2,@resource}]", "+? =1"},
    {"[{@hook},{@hook2}]", "[{@hook2},{@hook}]", "=1 =2"},
    {"[{@hook},{@hook2}]", "[{@hook}]", "=1 -2", {{"plan-deletes", "22222222-2222-4222-8222-222222222222"}}},
    {"[{@hook},{@hook2}]",
     "[{@id3,@sns,@on,@topic,@resource}]",
     "+3 -1 -2",
     {{"plan-deletes", "11111111-1111-4111-8111-111111111111"},
      {"plan-deletes", "22222222-2222-4222-8222-222222222222"}}},
    {"[{@sns,@topic}]", "[]", "-?", {{"plan-deletes", "{"}}},
    {"[{@id,@sns,@on}]", R"([{@id,@sns,"enabled":false}])", "~1:enabled"},
    {"[{@hook}]", "[{@id,@sns,@on,@topic2,@resource,@types,\"product\":\"chat\"}]",
     "~1:product,sns_topic_arn"},
    {"[{@hook},{@hook2}]", "[{@hook},{@id2,@sqs,@on,@queue,@types}]",
     "~2:hook_type,sns_auth_type,sns_region,sns_topic_arn,sqs_auth_type,sqs_queue_url,sqs_region =1"},
    {"[{@id,\"new\":1}]", "[{@id,\"new\":2}]", "~1:new"},
    {"[{@id,\"new\":1}]", "[{@id}]", "~1:new"},
    {"[{@id,\"timeout_ms\":500}]", "[{@id,\"timeout_ms\":501}]", "~1:timeout_ms"},
    {"[{@hook}]", "[7,null,{@hook}]", "=1"},
    {"[{@hook}]", "[{@hook},{@id,@sns}]", "+1 =1"},

    // What does not matter: the order of members, hooks and types, white space, escapes, an id's case, time
    // stamps.
    {"[{@id,@sns,@on,@topic}]", "[{@topic,@on,@sns,@id}]", "=1"},
    {"[{@id,@sns}]", "[ {\n@sns ,\t@id } ]", "=1"},
    {"[{@id,@sns}]", R"([{@id,"hook\u005ftype":"\u0073ns"}])", "=1"},
    {R"([{"id":"aaaaaaaa-0000-4000-8000-00000000000a"}])",
     R"([{"id":"AAAAAAAA-0000-4000-8000-00000000000A"}])", "=a"},
    {R"([{@id,"event_types":["message.new","user.muted"]}])",
     R"([{@id,"event_types":["user.muted","message.new"]}])", "=1"},
    {R"([{@id,"event_types":["message.new","user.muted"]}])", R"([{@id,"event_types":["message.new"]}])",
     "~1:event_types"},
    {R"([{@id,"event_types":["message.new"]}])", R"([{@id,"event_types":["message\u002enew"]}])", "=1"},
    {R"([{@id,"event_types":["message\u002enew"]}])", R"([{@id,"event_types":["message.new"]}])", "=1"},
    {R"([{@id,"event_types":["message.new"]}])", R"([{@id,"event_types":["message.read"]}])",
     "~1:event_types"},
    {R"([{@id,"event_types":["message.new"]}])", R"([{@id,"event_types":[]}])", "~1:event_types"},
    {R"([{@id,"created_at":"a","updated_at":"b"}])", R"([{@id,"created_at":1}])", "=1"},
    {R"([{@id,"failover_config":{"type":"gcs","gcs_bucket":"b"}}])",
     R"([{@id,"failover_config":{"gcs_bucket":"b","type":"\u0067cs"}}])", "=1"},
    {R"([{@id,"failover_config":{"type":"gcs","gcs_bucket":"b"}}])",
     R"([{@id,"failover_config":{"type":"gcs","gcs_bucket":"c"}}])", "~1:failover_config"},
    {R"([{@id,"failover_config":{"type":"gcs","gcs_bucket":"b"}}])",
     R"([{@id,"failover_config":{"type":"gcs"}}])", "~1:failover_config"},
    {R"([{@id,"new":[1,2]}])", R"([{@id,"new":[2,1]}])", "~1:new"},
    {R"([{@id,"new":[1]}])", R"([{@id,"new":[1,2]}])", "~1:new"},
    {R"([{@id,"new":[1,2]}])", R"([{@id,"new":[1]}])", "~1:new"},
    {R"([{@id,"new":[1,{"a":[]}]}])", R"([{@id,"new":[ 1 , { "a" : [ ] } ]}])", "=1"},

    // What was never set.
    {R"([{@id,"enabled":false,"product":"","event_types":[],"timeout_ms":0,"callback":{},)"
     R"("sns_region":null}])",
     "[{@id}]", "=1"},
    {"[{@id}]",
     R"([{@id,"enabled":false,"product":"","event_types":[],"timeout_ms":0,"callback":{},)"
     R"("sns_region":null}])",
     "=1"},
    {R"([{@id,"enabled":null,"product":""}])", R"([{@id,"enabled":false,"product":null}])", "=1"},
    {"[{@id}]", R"([{@id,"product":"all"}])", "=1"},
    {R"([{@id,"product":"all"}])", R"([{@id,"product":"chat"}])", "~1:product"},
    {"[{@id}]", "[{@id,@on}]", "~1:enabled"},

    // Secrets that the settings hide cannot be compared.
    {R"([{@id,"sns_auth_type":"keys"}])", "[{@id,@keys}]", "=1"},
    {R"([{@id,"sns_auth_type":"keys","sns_key":"AKIA****","sns_secret":"****"}])", "[{@id,@keys}]", "=1"},
    {R"([{@id,@keys}])", R"([{@id,@keys}])", "=1"},
    {R"([{@id,"sns_key":"AKIAAAAAAAAAAAAAAAAA"}])", "[{@id,@key}]", "~1:sns_key"},
    {R"([{@id,"sqs_key":"AKIA****","sqs_secret":"****"}])", R"([{@id,"sqs_key":"a","sqs_secret":"b"}])",
     "=1"},
    {"[{@id,@keys}]", R"([{@id,"sns_auth_type":"resource"}])", "~1:sns_auth_type,sns_key,sns_secret"},

    // Acknowledged deletions.
    {"[{@hook},{@hook2}]", "[{@hook}]", "=1 -2", {}, {}, "22222222-2222-4222-8222-222222222222"},
    {"[{@hook},{@hook2}]",
     "[{@hook}]",
     "=1 -2",
     {{"plan-deletes", "22222222-2222-4222-8222-222222222222"}},
     {},
     "11111111-1111-4111-8111-111111111111"},
    {"[{@hook},{@hook2}]",
     "[{@hook2}]",
     "=2 -1",
     {{"plan-deletes", "11111111-1111-4111-8111-111111111111"}},
     {},
     "22222222-2222-4222-8222-222222222222"},
    {"[{@id3,@sns}]", "[]", "-3", {}, {}, "AAAAAAAA-3333-4333-8333-333333333333"},
    {"[{@sns,@topic}]", "[]", "-?", {{"plan-deletes", "{"}}, {}, "{"},

    // Absent, null and empty are three things; and what it looks like when the list was read at the wrong
    // path.
    {"[{@hook}]", "{}", "(1)"},
    {"[{@hook}]", "[]", "-1", {{"plan-deletes", "11111111-1111-4111-8111-111111111111"}}},
    {"[{@hook}]",
     R"({"event_hooks":null})",
     "-1",
     {{"plan-deletes", "11111111-1111-4111-8111-111111111111"}}},
    {R"({"app":{"event_hooks":[{@hook}]}})", "{}", "(1)", {}, {{"plan-wrong-path", "{"}}},
    {R"({"app":{"event_hooks":[{@hook}]}})",
     R"({"event_hooks":[]})",
     "-1",
     {{"plan-deletes", "11111111-1111-4111-8111-111111111111"}},
     {{"plan-wrong-path", "["}}},
    {R"({"app":{"event_hooks":[{@hook}]}})",
     R"({"event_hooks":null})",
     "-1",
     {{"plan-deletes", "11111111-1111-4111-8111-111111111111"}},
     {{"plan-wrong-path", "null"}}},
    {R"({"app":{"event_hooks":[{@hook}]}})",
     "[{@hook2}]",
     "+2 -1",
     {{"plan-deletes", "11111111-1111-4111-8111-111111111111"}},
     {{"plan-wrong-path", "["}}},
    {R"({"app":{"event_hooks":[{@hook},{@hook2}]}})",
     "[{@hook}]",
     "=1 -2",
     {{"plan-deletes", "22222222-2222-4222-8222-222222222222"}}},
    {R"({"app":{"event_hooks":[{@hook}]}})", "[]", "-1", {}, {}, "11111111-1111-4111-8111-111111111111"},
    {R"({"app":{"event_hooks":[]}})", "[{@hook}]", "+1"},

    // An id that was left out.
    {"[{@hook}]",
     "[{@sns,@on,@topic,@resource,@types}]",
     "+? -1",
     {{"plan-deletes", "11111111-1111-4111-8111-111111111111"}},
     {{"plan-id-dropped", "arn:aws:sns:us-east-1:123456789012:chat"}}},
    {"[{@hook}]",
     "[{@sns,@on,@topic2,@resource,@types}]",
     "+? -1",
     {{"plan-deletes", "11111111-1111-4111-8111-111111111111"}}},
    {"[{@hook}]", "[{@hook},{@sns,@on,@topic,@resource}]", "+? =1"},
    {R"({"app":{"event_hooks":[{@hook}]}})",
     "[{@sns,@on,@topic,@resource,@types}]",
     "+? -1",
     {{"plan-deletes", "11111111-1111-4111-8111-111111111111"}},
     {{"plan-id-dropped", "arn:aws:sns:us-east-1:123456789012:chat"}}},

    // stream-chat-js's own way to delete.
    {"[{@hook},{@hook2}]",
     R"({"event_hooks":[{@hook2}],"explicit_event_hooks_deletion":true})",
     "(1) =2",
     {},
     {{"plan-explicit-deletion", "explicit_event_hooks_deletion"}}},
    {"[{@hook},{@hook2}]",
     R"({"event_hooks":[{@hook2}],"explicit_event_hooks_deletion":false})",
     "=2 -1",
     {{"plan-deletes", "11111111-1111-4111-8111-111111111111"}}},
    {"[{@hook},{@hook2}]", R"([{@hook2},{@hook,"delete":true}])", "=2 -1"},
    {"[{@hook},{@hook2}]", R"([{@hook2},{@hook,"delete":false}])", "=1 =2"},
};

struct plan_of {
    constexpr explicit plan_of(plan_case const& c)
        : current_text(expand(c.current)), wanted_text(expand(c.wanted)),
          current(snsproof::parse_settings(view(current_text))),
          wanted(snsproof::parse_hooks(view(wanted_text))),
          made(snsproof::make_plan(*current.value(), *wanted.value(),
                                   std::span(&c.acknowledged, c.acknowledged.empty() ? 0 : 1))) {}

    std::vector<char> current_text;
    std::vector<char> wanted_text;
    snsproof::result<snsproof::hook_list> current;
    snsproof::result<snsproof::hook_list> wanted;
    snsproof::plan made;
};

constexpr bool is_plan_case(plan_case const& c) {
    plan_of const p(c);
    auto const outcome = plan_writer().write(p.made, *p.current.value(), *p.wanted.value());
    bool const ok = c.in_current[0].rule != "plan-deletes";
    return view(outcome) == c.outcome && matches(p.made.in_current, view(p.current_text), c.in_current) &&
           matches(p.made.in_wanted, view(p.wanted_text), c.in_wanted) && p.made.ok() == ok;
}

struct update_case {
    std::string_view current;
    std::string_view wanted;
    std::string_view outcome;  ///< of sending the update
    expected in_current[3]{};
    expected in_wanted[3]{};
};

inline constexpr update_case updates[] = {
    {"[]", "[]", ""},
    {"[{@hook}]", "[]", "=1"},
    {"[{@hook}]", "{}", "=1"},
    {"[]", "[{@hook}]", "+1"},
    {"[{@hook},{@hook2}]", "[{@id2,@sns}]",
     "~2:enabled,event_types,sns_auth_type,sns_region,sns_topic_arn =1"},
    {R"({"app":{"event_hooks":[{@hook},{@id2,"new":{"a":[1,"\u00e9"]}}]}})", "[{@id3,@sns}]", "+3 =1 =2"},
    {"[{@hook}]", "[{@sns,@on,@topic2}]", "+? =1"},
    {"[{@hook}]",
     "[{@sns,@on,@topic}]",
     "+? =1",
     {},
     {{"plan-id-dropped", "arn:aws:sns:us-east-1:123456789012:chat"}}},
    {"[{@hook},{@hook2}]", R"([{@hook,"delete":true}])", "=2 -1"},
    {R"([{@id,@sns,"sns_auth_type":"keys"}])", "[{@id2}]", "+2 =1", {{"plan-secret-hidden", "keys"}}},
    {R"([{@id,@sns,"sns_auth_type":"keys","sns_secret":"***"}])",
     "[{@id2}]",
     "+2 =1",
     {{"plan-secret-hidden", "keys"}}},
    {"[{@id,@sns,@keys}]", "[{@id2}]", "+2 =1"},
    {R"([{@id,@sqs,"sqs_auth_type":"keys"}])", "[{@id2}]", "+2 =1", {{"plan-secret-hidden", "keys"}}},
    {R"([{@id,@sqs,"sqs_auth_type":"keys","sqs_secret":"s"}])", "[{@id2}]", "+2 =1"},
    {R"([{@id,@sns,"sns_auth_type":"keys"}])", "[{@id,@sns,@keys}]", "=1"},
};

constexpr bool is_update_case(update_case const& c) {
    auto const current_text = expand(c.current);
    auto const wanted_text = expand(c.wanted);
    auto const current = snsproof::parse_settings(view(current_text));
    auto const wanted = snsproof::parse_hooks(view(wanted_text));
    auto const made = snsproof::make_update(*current.value(), *wanted.value());
    auto const sent = snsproof::parse_hooks(view(made.text));
    auto const outcome = plan_writer().write(snsproof::make_plan(*current.value(), *sent.value()),
                                             *current.value(), *sent.value());
    return view(outcome) == c.outcome && sent.value()->form() == snsproof::list_form::array &&
           matches(made.in_current, view(current_text), c.in_current) &&
           matches(made.in_wanted, view(wanted_text), c.in_wanted) && made.text.back() == '\n';
}

}  // namespace cases
