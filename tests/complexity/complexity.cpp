// SPDX-License-Identifier: Apache-2.0
// Calls each public entry with inputs that are doubled, and counts the steps (steps.hpp): no call may take
// more than a little over twice as many. docs/limits.md states the bounds.
#include "snsproof/event_checker.hpp"
#include "snsproof/event_gzip.hpp"
#include "snsproof/event_stream.hpp"
#include "snsproof/snsproof.hpp"

#include "../gzip.hpp"
#include "memory.hpp"
#include "steps.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

namespace sp = snsproof;
namespace json = snsproof::json;
using std::string;
using std::to_string;

/// The call to be counted, which owns its input.
struct call {
    template <class Use>
    call(Use with, std::size_t size = 0) : use(std::move(with)), bytes(size) {}

    std::function<void()> use;
    std::size_t bytes;  ///< of the input; 0 where memory is not looked at
};

struct growing_case {
    string entry;   ///< as docs/limits.md names it
    string family;  ///< what of the input grows
    std::size_t n;
    std::function<call(std::size_t)> make;
    int power = 1;  ///< 2: the product of two things, both of which grow
};

std::vector<growing_case> all_cases;

/// A search of all requests, which may take what its budget is worth.
struct search_case {
    string name;
    std::size_t n;
    std::function<call(std::size_t)> make;
};

/// Steps that a search may take for each statement of its budget, and for 8 in each byte of its policies.
constexpr double most_for_a_statement = 400;
constexpr std::uint64_t search_budget = 20'000;  ///< statements; a two-hundredth of what `access_limits` has
std::vector<search_case> all_searches;

std::size_t volatile answer;  // what a call answers is used

void add(string entry, string family, std::size_t n, std::function<call(std::size_t)> make, int power = 1) {
    all_cases.push_back({std::move(entry), std::move(family), n, std::move(make), power});
}

string repeat(std::size_t n, std::string_view text) {
    string all;
    for (std::size_t i = 0; i != n; ++i) all += text;
    return all;
}

/// `make(i)` for each i below n, with `between` between them.
template <class Make>
string join(std::size_t n, Make make, std::string_view between = ",") {
    string all;
    for (std::size_t i = 0; i != n; ++i) {
        if (i != 0) all += between;
        all += make(i);
    }
    return all;
}

string quoted(std::size_t i) {
    return "\"v" + to_string(i) + "\"";
}

template <class Use>
call on_text(string text, Use use) {
    std::size_t const size = text.size();
    return {[input = std::move(text), use] { answer = use(input); }, size};
}

/// An input that is a text, and a call with it.
template <class Use>
void add_text(string entry, string family, std::size_t n, string (*text)(std::size_t), Use use) {
    add(std::move(entry), std::move(family), n, [text, use](std::size_t m) { return on_text(text(m), use); });
}

// JSON

string nested(std::size_t n) {
    return "[" + join(n, [](std::size_t) { return repeat(60, "[") + repeat(60, "]"); }) + "]";
}
string string_of(std::size_t n, std::string_view unit) {
    return "\"" + repeat(n, unit) + "\"";
}
string object_of(std::size_t n, string (*key)(std::size_t)) {
    return "{" + join(n, [key](std::size_t i) { return "\"" + key(i) + "\":" + to_string(i); }) + "}";
}
string distinct_key(std::size_t i) {
    return "k" + to_string(i);
}
string same_key(std::size_t) {
    return "k";
}
string escaped_key(std::size_t i) {
    return "\\u006b\\n" + to_string(i % 100);
}
string long_key(std::size_t i) {
    return repeat(100, "p") + to_string(i * 7919 % 100'003);
}

void add_json() {
    struct text_family {
        char const* name;
        std::size_t n;
        string (*text)(std::size_t);
    };
    static text_family const families[]{
        {"empty arrays", 20'000, [](std::size_t n) { return "[" + repeat(n, "[],") + "[]]"; }},
        {"nested arrays", 500, nested},
        {"deeper than the limit", 20'000, [](std::size_t n) { return repeat(n, "["); }},
        {"deeper than a higher limit", 20'000, [](std::size_t n) { return repeat(n, "{\"a\":"); }},
        {"keys", 5'000, [](std::size_t n) { return object_of(n, distinct_key); }},
        {"a long string", 100'000, [](std::size_t n) { return string_of(n, "x"); }},
        {"a string of escapes", 20'000, [](std::size_t n) { return string_of(n, "\\\\"); }},
        {"a string of surrogates", 5'000, [](std::size_t n) { return string_of(n, "\\ud83d\\ude00"); }},
        {"a string that is not ASCII", 20'000, [](std::size_t n) { return string_of(n, "\xC3\xA9"); }},
        {"a string without end", 100'000, [](std::size_t n) { return "\"" + repeat(n, "x"); }},
        {"a long number", 50'000, [](std::size_t n) { return repeat(n, "1"); }},
        {"a long wrong number", 50'000, [](std::size_t n) { return repeat(n, "1") + "x"; }},
        {"white space", 50'000, [](std::size_t n) { return "[1," + repeat(n, " ") + "]"; }},
        {"strings, then arrays", 20'000,
         [](std::size_t n) { return "[" + string_of(4 * n, "x") + repeat(n, ",[]") + "]"; }},
        {"a comment", 50'000, [](std::size_t n) { return "/*" + repeat(n, "* /"); }},
    };
    for (text_family const& f : families) {
        std::uint32_t const depth = string(f.name).find("higher") == string::npos ? 64 : 1'000'000;
        add("json::read", f.name, f.n, [&f, depth](std::size_t n) -> call {
            return on_text(f.text(n),
                           [depth](string const& text) { return json::read(text, depth).findings().size(); });
        });
    }

    struct key_family {
        char const* name;
        std::size_t n;
        string (*key)(std::size_t);
    };
    static key_family const keys[]{{"distinct keys", 4'000, distinct_key},
                                   {"one key", 4'000, same_key},
                                   {"escaped keys", 4'000, escaped_key},
                                   {"keys that begin alike", 2'000, long_key}};
    for (key_family const& f : keys)
        add("json::find_duplicate_keys", f.name, f.n, [&f](std::size_t n) -> call {
            auto text = std::make_shared<string>(object_of(n, f.key));
            auto read = std::make_shared<sp::result<json::document>>(json::read(*text));
            return {[text, read] { answer = json::find_duplicate_keys(*read->value()).size(); },
                    text->size()};
        });
    add("json::find_duplicate_keys", "objects in objects", 1'000, [](std::size_t n) -> call {
        auto text = std::make_shared<string>(
            "[" + join(n, [](std::size_t) { return repeat(30, "{\"a\":1,\"b\":") + "0" + repeat(30, "}"); }) +
            "]");
        auto read = std::make_shared<sp::result<json::document>>(json::read(*text));
        return {[text, read] { answer = json::find_duplicate_keys(*read->value()).size(); }, text->size()};
    });
    add("json::pointer_locator", "offsets in order", 1'000, [](std::size_t n) -> call {
        auto text = std::make_shared<string>("[" + join(n, quoted) + "]");
        auto read = std::make_shared<sp::result<json::document>>(json::read(*text));
        return {[text, read] {
                    json::pointer_locator locator(*read->value());
                    for (json::token const& t : read->value()->tokens())
                        answer = locator.locate(t.offset).size();
                },
                text->size()};
    });
}

// Places, secrets, rendering

void add_texts() {
    add("locator", "offsets in order", 50'000, [](std::size_t n) -> call {
        return on_text(repeat(n, "ab\n"), [](string const& text) {
            sp::locator at(text);
            std::size_t last = 0;
            for (std::size_t i = 0; i < text.size(); i += 3)
                last = at.locate(static_cast<std::uint32_t>(i)).line;
            return last;
        });
    });
    add("locator", "both ends in turn", 200'000, [](std::size_t n) -> call {
        return [text = repeat(n, "ab\n")] {
            sp::locator at(text);
            auto const end = static_cast<std::uint32_t>(text.size());
            for (std::uint32_t i = 0; i != 50; ++i)
                answer = at.locate(end - 100 + i).line + at.locate(i).line;
        };
    });
    struct text_family {
        char const* name;
        std::size_t n;
        string (*text)(std::size_t);
    };
    static text_family const families[]{
        {"keys and values", 2'000, [](std::size_t n) { return repeat(n, "{\"sns_secret\": \"x\"}\n"); }},
        {"keys", 4'000, [](std::size_t n) { return repeat(n, "key "); }},
        {"values of one byte", 4'000, [](std::size_t n) { return repeat(n, "key:1,"); }},
        {"line comments without end", 4'000, [](std::size_t n) { return repeat(n, "key//"); }},
        {"block comments without end", 4'000, [](std::size_t n) { return repeat(n, "key/*"); }},
        {"comments with an end", 4'000, [](std::size_t n) { return repeat(n, "key/*") + "*/"; }},
        {"comments with a colon at the end", 4'000, [](std::size_t n) { return repeat(n, "key/*") + ":*/"; }},
        {"comments behind one another", 4'000,
         [](std::size_t n) { return "key" + repeat(n, "/*key*/") + "x"; }},
        {"white space", 20'000, [](std::size_t n) { return "key" + repeat(n, " \n"); }},
        {"white space behind words", 4'000, [](std::size_t n) { return repeat(n, "key:a   \n\n\n") + "x"; }},
        {"brackets", 20'000, [](std::size_t n) { return "key:" + repeat(n, "["); }},
        {"quotes without end", 10'000, [](std::size_t n) { return repeat(n, "key:'"); }},
        {"backslashes", 20'000, [](std::size_t n) { return "key" + repeat(n, "\\") + "\""; }},
        {"escaped keys", 2'000, [](std::size_t n) { return repeat(n, "\\u006bey\\\":\\\""); }},
        {"misspelled keys", 2'000, [](std::size_t n) { return repeat(n, "sns_secert "); }},
        {"parameters", 4'000, [](std::size_t n) { return repeat(n, "key=a&"); }},
    };
    for (text_family const& f : families)
        add_text("find_secrets", f.name, f.n, f.text,
                 [](string const& t) { return sp::find_secrets(t).size(); });

    // Over a thousand findings, past which none are kept.
    add("render", "findings", 1'500, [](std::size_t n) -> call {
        auto text = std::make_shared<string>(repeat(n, "some words\n"));
        auto found = std::make_shared<sp::report>();
        for (std::size_t i = 0; i != n; ++i)
            found->add(sp::rules::event_type_unknown, {static_cast<std::uint32_t>(11 * i), 4});
        return {[text, found] { answer = sp::render(*found, *text, "name").size(); }, text->size()};
    });
    // As many as are kept, at the largest input whose memory is measured.
    add("render", "findings on lines of one byte", 149, [](std::size_t n) -> call {
        auto text = std::make_shared<string>(repeat(n, "x\n"));
        auto found = std::make_shared<sp::report>();
        for (std::size_t i = 0; i != n; ++i)
            found->add(sp::rules::event_type_unknown, {static_cast<std::uint32_t>(2 * i), 1});
        return {[text, found] { answer = sp::render(*found, *text, "name").size(); }, text->size()};
    });
    add("render", "a long line", 100'000, [](std::size_t n) -> call {
        auto text = std::make_shared<string>(repeat(n, "\xCC\x80"));
        auto found = std::make_shared<sp::report>();
        for (std::size_t i = 0; i != 50; ++i)
            found->add(sp::rules::event_type_unknown,
                       {static_cast<std::uint32_t>(n + i), static_cast<std::uint32_t>(n / 2)});
        return {[text, found] { answer = sp::render(*found, *text, "name").size(); }, text->size()};
    });
    add("render", "related places far away", 200'000, [](std::size_t n) -> call {
        auto text = std::make_shared<string>(repeat(n, "x\n"));
        auto found = std::make_shared<sp::report>();
        for (std::size_t i = 0; i != 50; ++i)
            found->add(sp::rules::event_type_unknown, {static_cast<std::uint32_t>(2 * n - 100 + i), 1},
                       {0, 1});
        return {[text, found] { answer = sp::render(*found, *text, "name").size(); }, text->size()};
    });
    add("report", "findings in reverse, past those that are kept", 4'000, [](std::size_t n) -> call {
        return {[n] {
                    sp::report found;
                    for (std::size_t i = n; i != 0; --i)
                        found.add(i < n / 2 ? sp::rules::json_value : sp::rules::event_type_unknown,
                                  {static_cast<std::uint32_t>(i), 1});
                    answer = found.size();
                },
                n};
    });
}

// Names

void add_names() {
    struct text_family {
        char const* name;
        string (*text)(std::size_t);
    };
    static text_family const arns[]{
        {"a long name", [](std::size_t n) { return "arn:aws:sns:eu-west-1:210987654321:" + repeat(n, "a"); }},
        {"a wrong name",
         [](std::size_t n) { return "arn:aws:sns:eu-west-1:210987654321:" + repeat(n, "a,"); }},
        {"colons", [](std::size_t n) { return repeat(n, ":"); }},
        {"placeholders", [](std::size_t n) { return repeat(n, "${"); }},
        {"white space", [](std::size_t n) { return repeat(n, " "); }},
        {"a long region", [](std::size_t n) { return "arn:aws:sns:" + repeat(n, "us-") + ":1:a"; }},
        {"a long account", [](std::size_t n) { return "arn:aws:sns:eu-west-1:" + repeat(n, "1") + ":a"; }},
    };
    for (text_family const& f : arns)
        add_text("parse_topic_arn", f.name, 20'000, f.text,
                 [](string const& t) { return sp::parse_topic_arn(t).findings().size(); });
    static string (*const letters)(std::size_t) = [](std::size_t n) { return repeat(n, "sns:"); };
    auto const name = [](char const* entry, std::size_t (*use)(string const&)) {
        add_text(entry, "a long name", 20'000, letters, use);
    };
    name("find_event_type", [](string const& t) { return std::size_t{sp::find_event_type(t) != nullptr}; });
    name("find_region", [](string const& t) { return std::size_t{sp::find_region(t) != nullptr}; });
    name("find_sns_action", [](string const& t) { return std::size_t{sp::find_sns_action(t) != nullptr}; });
    name("find_condition_key",
         [](string const& t) { return std::size_t{sp::find_condition_key(t) != nullptr}; });
    name("parse_condition_operator",
         [](string const& t) { return std::size_t{sp::parse_condition_operator(t).known}; });
    name("parse_aws_principal", [](string const& t) { return sp::parse_aws_principal(t).text.size(); });
    name("parse_caller", [](string const& t) { return sp::parse_caller(t).text.size(); });
    name("nearest_event_type", [](string const& t) { return sp::nearest_event_type(t).size(); });
    name("nearest_region", [](string const& t) { return sp::nearest_region(t).size(); });
    name("nearest_sns_action", [](string const& t) { return sp::nearest_sns_action(t).size(); });
    name("nearest_condition_key", [](string const& t) { return sp::nearest_condition_key(t).size(); });
    name("nearest_condition_operator",
         [](string const& t) { return sp::nearest_condition_operator(t).size(); });
    name("enveloped_size", [](string const& t) { return static_cast<std::size_t>(sp::enveloped_size(t)); });
}

// Hooks

string hook_of(std::size_t i, std::string_view more = "", bool same_id = false, bool same_topic = false) {
    string id = to_string(1'000'000'000'000 + (same_id ? 0 : i));
    string const topic = same_topic ? "0" : to_string(i);
    return R"({"id":"0c5e5d4a-2f0b-4d6e-9a53-)" + id.substr(1) + R"(","hook_type":"sns","enabled":true,)" +
           R"("sns_topic_arn":"arn:aws:sns:eu-west-1:210987654321:t)" + topic +
           R"(","sns_region":"eu-west-1","sns_auth_type":"resource")" + string(more) + "}";
}

constexpr std::string_view one_type = R"(,"event_types":["message.new"])";

string hooks_of(std::size_t n, std::string_view more = one_type, bool same_id = false,
                bool same_topic = false) {
    return "[" + join(n, [&](std::size_t i) { return hook_of(i, more, same_id, same_topic); }) + "]";
}

string fields_of(std::size_t n) {
    return join(
        n, [](std::size_t i) { return ",\"field" + to_string(i) + "\":" + to_string(i); }, "");
}

using two_lists = std::pair<sp::result<sp::hook_list>, sp::result<sp::hook_list>>;

std::size_t size_of(two_lists const& lists) {
    return lists.first.value()->document().text().size() + lists.second.value()->document().text().size();
}

void add_hooks() {
    struct text_family {
        char const* name;
        std::size_t n;
        string (*text)(std::size_t);
    };
    static text_family const families[]{
        {"hooks", 300, [](std::size_t n) { return hooks_of(n); }},
        {"empty hooks", 2'000, [](std::size_t n) { return "[" + repeat(n, "{},") + "{}]"; }},
        {"empty event types", 2'000,
         [](std::size_t n) {
             return "[" + hook_of(0, ",\"event_types\":[" + repeat(n, "\"\",") + "\"\"]") + "]";
         }},
        {"empty strings with escapes", 2'000,
         [](std::size_t n) {
             return "[" + hook_of(0, ",\"event_types\":[" + repeat(n, "\"\\n\",") + "\"\"]") + "]";
         }},
        {"hooks with one id", 300, [](std::size_t n) { return hooks_of(n, one_type, true); }},
        {"hooks of one topic", 300, [](std::size_t n) { return hooks_of(n, one_type, false, true); }},
        {"hooks of one topic behind a long one", 300,
         [](std::size_t n) {
             return "[" + hook_of(n, fields_of(5 * n), false, true) + "," +
                    hooks_of(n, one_type, false, true).substr(1);
         }},
        {"hooks of all types", 300, [](std::size_t n) { return hooks_of(n, "", false, true); }},
        {"hooks with escapes", 300, [](std::size_t n) { return hooks_of(n, ",\"product\":\"\\u0061ll\""); }},
        {"fields", 2'000, [](std::size_t n) { return "[" + hook_of(0, fields_of(n)) + "]"; }},
        {"event types", 2'000,
         [](std::size_t n) { return "[" + hook_of(0, ",\"event_types\":[" + join(n, quoted) + "]") + "]"; }},
        {"one event type again and again", 2'000,
         [](std::size_t n) {
             return "[" + hook_of(0, ",\"event_types\":[" + repeat(n, "\"message.new\",") + "\"a\"]") + "]";
         }},
        {"a long ARN with escapes", 5'000,
         [](std::size_t n) {
             string hook = hook_of(0);
             hook.insert(hook.find(":t0"), repeat(n, "\\u002c"));
             return "[" + hook + "]";
         }},
        {"a long key with escapes", 5'000,
         [](std::size_t n) {
             return "[" + hook_of(0, ",\"sns_key\":\"" + repeat(n, "\\u003c") + "\"") + "]";
         }},
        {"other settings", 2'000,
         [](std::size_t n) { return "{\"event_hooks\":" + hooks_of(1) + fields_of(n) + "}"; }},
    };
    for (text_family const& f : families) {
        add_text("parse_hooks", f.name, f.n, f.text,
                 [](string const& t) { return sp::parse_hooks(t).findings().size(); });
        add_text("parse_settings", f.name, f.n, f.text,
                 [](string const& t) { return sp::parse_settings(t).findings().size(); });
        auto const both = [&f](std::size_t n) {
            return std::make_shared<two_lists>(sp::parse_settings(f.text(n)), sp::parse_hooks(f.text(n + 1)));
        };
        add("make_plan", f.name, f.n, [both](std::size_t n) -> call {
            auto const lists = both(n);
            return {[lists] {
                        auto const plan = sp::make_plan(*lists->first.value(), *lists->second.value());
                        answer = plan.kept.size();
                    },
                    size_of(*lists)};
        });
        add("make_update", f.name, f.n, [both](std::size_t n) -> call {
            auto const lists = both(n);
            return {[lists] {
                        answer = sp::make_update(*lists->first.value(), *lists->second.value()).text.size();
                    },
                    size_of(*lists)};
        });
    }
    add("find_changes", "nested values", 500, [](std::size_t n) -> call {
        auto const hooks = [n](char const* last) {
            return "[" + hook_of(0, ",\"x\":" + repeat(50, "[") + join(n, quoted) + last + repeat(50, "]")) +
                   "]";
        };
        auto lists =
            std::make_shared<two_lists>(sp::parse_settings(hooks(",1")), sp::parse_hooks(hooks(",2")));
        return {[lists] {
                    sp::hook_list const &first = *lists->first.value(), &second = *lists->second.value();
                    answer = sp::find_changes(first, second,
                                              {(*first.begin()).object(), (*second.begin()).object()})
                                 .size();
                },
                size_of(*lists)};
    });
    add("make_plan", "acknowledged ids", 300, [](std::size_t n) -> call {
        auto current = std::make_shared<sp::result<sp::hook_list>>(sp::parse_settings(hooks_of(n)));
        auto wanted = std::make_shared<sp::result<sp::hook_list>>(sp::parse_hooks("[]"));
        std::vector<std::string_view> ids;
        for (sp::hook const h : *current->value()) ids.push_back(h.id());
        return [=] { answer = sp::make_plan(*current->value(), *wanted->value(), ids).deleted.size(); };
    });
}

// Policies

constexpr std::string_view topic = "arn:aws:sns:eu-west-1:210987654321:harbour-chat";

string statement_of(string const& principal, string const& action = "\"sns:Publish\"",
                    string const& condition = "", string const& sid = "", char const* effect = "Allow") {
    return (sid.empty() ? string("{") : "{\"Sid\":\"" + sid + "\",") + "\"Effect\":\"" + effect +
           "\",\"Principal\":" + principal + ",\"Action\":" + action + ",\"Resource\":\"" + string(topic) +
           "\"" + (condition.empty() ? string() : ",\"Condition\":" + condition) + "}";
}
string policy_of(string const& statements) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}";
}
string accounts_of(std::size_t n, std::size_t first = 0) {
    return "{\"AWS\":[" +
           join(n, [&](std::size_t i) { return "\"" + to_string(100'000'000'000 + first + i) + "\""; }) +
           "]}";
}
string values_of(std::size_t n, std::string_view like = "v") {
    return "[" + join(n, [&](std::size_t i) { return "\"" + string(like) + to_string(i) + "\""; }) + "]";
}
string everyone(string const& condition) {
    return policy_of(statement_of("\"*\"", "\"sns:Publish\"", condition));
}

struct policy_family {
    char const* name;
    std::size_t n;
    string (*text)(std::size_t);
    int power = 1;
};

policy_family const policies[]{
    {"statements", 200,
     [](std::size_t n) {
         return policy_of(join(n, [](std::size_t i) {
             return statement_of(accounts_of(1, i), "\"sns:Publish\"", "", "s" + to_string(i));
         }));
     }},
    {"statements that say the same", 200,
     [](std::size_t n) {
         return policy_of(join(n, [](std::size_t) { return statement_of(accounts_of(1)); }));
     }},
    {"statements and their principals", 40,
     [](std::size_t n) {
         return policy_of(join(n, [n](std::size_t i) { return statement_of(accounts_of(n, i * n)); }));
     },
     2},
    {"empty statements", 4'000, [](std::size_t n) { return policy_of(repeat(n, "{},") + "{}"); }},
    {"empty principals", 4'000,
     [](std::size_t n) { return policy_of(statement_of("{\"AWS\":[" + repeat(n, "\"\",") + "\"\"]}")); }},
    {"empty keys", 4'000,
     [](std::size_t n) { return everyone("{\"StringEquals\":{" + repeat(n, "\"\":1,") + "\"\":1}}"); }},
    {"values of one byte", 6'000,
     [](std::size_t n) {
         return everyone("{\"StringEquals\":{\"aws:username\":[" + repeat(n, "1,") + "1]}}");
     }},
    {"principals", 1'000, [](std::size_t n) { return policy_of(statement_of(accounts_of(n))); }},
    {"wrong principals", 1'500,
     [](std::size_t n) { return policy_of(statement_of("{\"AWS\":" + values_of(n) + "}")); }},
    {"services", 1'000,
     [](std::size_t n) {
         return policy_of(statement_of(
             "{\"Service\":[" +
             join(n, [](std::size_t i) { return "\"a" + to_string(i) + ".amazonaws.com\""; }) + "]}"));
     }},
    {"actions", 1'500,
     [](std::size_t n) { return policy_of(statement_of("\"*\"", values_of(n, "sns:Publish"))); }},
    {"actions that say the same", 1'500,
     [](std::size_t n) {
         return policy_of(statement_of("\"*\"", "[" + repeat(n, "\"sns:Publish\",") + "\"sns:Subscribe\"]"));
     }},
    {"conditions", 500,
     [](std::size_t n) {
         return everyone(
             "{\"StringEquals\":{" +
             join(n, [](std::size_t i) { return "\"aws:PrincipalTag/" + to_string(i) + "\":\"v\""; }) + "}}");
     }},
    {"operators", 500,
     [](std::size_t n) {
         return everyone("{" +
                         join(n,
                              [](std::size_t i) {
                                  return "\"StringEquals" + to_string(i) + "\":{\"aws:username\":\"v\"}";
                              }) +
                         "}");
     }},
    {"values", 1'500,
     [](std::size_t n) { return everyone("{\"StringEquals\":{\"aws:username\":" + values_of(n) + "}}"); }},
    {"patterns", 1'500,
     [](std::size_t n) {
         return everyone("{\"StringLike\":{\"aws:username\":" + values_of(n, "*v") + "}}");
     }},
    {"ARNs", 1'000,
     [](std::size_t n) {
         return everyone("{\"ArnLike\":{\"aws:SourceArn\":" + values_of(n, "arn:aws:s3:*:1:b") + "}}");
     }},
    {"numbers", 1'500,
     [](std::size_t n) {
         return everyone("{\"NumericLess\":{\"aws:EpochTime\":" + values_of(n, "1") + "}}");
     }},
    {"dates", 1'500,
     [](std::size_t n) {
         return everyone("{\"DateLessThan\":{\"aws:CurrentTime\":" + values_of(n, "1") + "}}");
     }},
    {"addresses", 1'000,
     [](std::size_t n) {
         return everyone("{\"IpAddress\":{\"aws:SourceIp\":[" +
                         join(n,
                              [](std::size_t i) {
                                  return "\"9." + to_string(i / 65536) + "." + to_string(i / 256 % 256) +
                                         "." + to_string(i % 256) + "\"";
                              }) +
                         "]}}");
     }},
    {"sets of values", 500,
     [](std::size_t n) {
         return everyone("{\"ForAllValues:StringLike\":{\"aws:TagKeys\":" + values_of(n) + "}}");
     }},
    {"variables", 1'000,
     [](std::size_t n) {
         return everyone("{\"StringLike\":{\"aws:username\":\"" + repeat(n, "${aws:userid}") + "\"}}");
     }},
    {"values with variables", 500,
     [](std::size_t n) {
         return everyone("{\"StringLike\":{\"aws:username\":" + values_of(n, "${aws:userid}") + "}}");
     }},
    {"variables without end", 10'000,
     [](std::size_t n) {
         return everyone("{\"StringLike\":{\"aws:username\":\"" + repeat(n, "${") + "\"}}");
     }},
    {"variables in one another", 2'000,
     [](std::size_t n) {
         return everyone("{\"StringLike\":{\"aws:username\":\"" + repeat(n, "${a:") + "}\"}}");
     }},
    {"variables of many keys", 500,
     [](std::size_t n) {
         return everyone(
             "{\"StringLike\":{\"aws:username\":\"" +
             join(
                 n, [](std::size_t i) { return "${aws:PrincipalTag/" + to_string(i) + "}"; }, "") +
             "\"}}");
     }},
    {"a long value", 20'000,
     [](std::size_t n) {
         return everyone("{\"StringEquals\":{\"aws:username\":\"" + repeat(n, "x") + "\"}}");
     }},
    {"a name that was to be free", 5'000,
     [](std::size_t n) {
         return everyone("{\"StringEquals\":{\"aws:username\":\"somebody" + repeat(n, "x") + "\"}}");
     }},
    {"a long value with escapes", 5'000,
     [](std::size_t n) {
         return everyone("{\"StringEquals\":{\"aws:username\":\"" + repeat(n, "\\u0041") + "\"}}");
     }},
    {"Sids of new statements", 200,
     [](std::size_t n) {
         return policy_of(join(n, [](std::size_t i) {
             return statement_of("{\"AWS\":\"100000000000\"}", "\"sns:Publish\"", "",
                                 i == 0 ? "AllowStreamToPublish" : "AllowStreamToPublish" + to_string(i + 1));
         }));
     }},
    {"statements that deny the public", 100,
     [](std::size_t n) {
         return policy_of(join(n, [n](std::size_t i) {
             bool const deny = i < n / 2;
             return statement_of("\"*\"",
                                 "[" + repeat(deny ? 40 : 10, "\"sns:Publish\",") +
                                     (deny ? "\"sns:Publish\"]" : "\"sns:Subscribe\"]"),
                                 deny ? "{\"StringNotEquals\":{\"aws:PrincipalOrgID\":\"o-1\"}}" : "", "",
                                 deny ? "Deny" : "Allow");
         }));
     }},
    {"one key again and again", 2'000,
     [](std::size_t n) {
         return policy_of("{" + repeat(n, "\"Effect\":\"Allow\",") + "\"Action\":\"sns:Publish\"}");
     }},
    {"elements that are unknown", 2'000,
     [](std::size_t n) { return policy_of("{\"Effect\":\"Allow\"" + fields_of(n) + "}"); }},
    {"a wrong resource with escapes", 5'000,
     [](std::size_t n) {
         return policy_of("{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sns:Publish\",\"Resource\":"
                          "\"arn:aws:sns:x:1:" +
                          repeat(n, "\\u002c") + "\"}");
     }},
    {"resources", 500,
     [](std::size_t n) {
         return policy_of(
             "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sns:Publish\",\"Resource\":" +
             values_of(n, "arn:aws:sns:eu-west-1:210987654321:t") + "}");
     }},
    {"statements for Stream that are denied", 200,
     [](std::size_t n) {
         return policy_of(statement_of("{\"AWS\":\"185583345998\"}") + "," + join(n, [](std::size_t) {
                              return statement_of("\"*\"", "\"sns:Publish\"",
                                                  "{\"StringEquals\":{\"aws:username\":\"v\"}}", "", "Deny");
                          }));
     }},
};

string escaped(std::string_view text) {
    string out = "\"";
    for (char const c : text) out += c == '"' || c == '\\' ? string("\\") + c : string(1, c);
    return out + "\"";
}

string template_of(string const& resources) {
    return "{\"Resources\":{" + resources + "}}";
}
string in_template(string const& policy) {
    return template_of("\"P\":{\"Type\":\"AWS::SNS::TopicPolicy\",\"Properties\":{\"Topics\":[{\"Ref\":\"T\"}"
                       "],\"PolicyDocument\":" +
                       policy + "}}");
}
string value_in_template(string const& value) {
    return in_template(policy_of("{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sns:Publish\","
                                 "\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"aws:username\":" +
                                 value + "}}}"));
}

policy_family const documents[]{
    {"policies of a template", 200,
     [](std::size_t n) {
         return template_of(join(n, [](std::size_t i) {
             return "\"P" + to_string(i) +
                    "\":{\"Type\":\"AWS::SNS::TopicPolicy\",\"Properties\":{\"Topics\":[\"t\"],"
                    "\"PolicyDocument\":{\"Statement\":[]}}}";
         }));
     }},
    {"topics of a policy", 1'000,
     [](std::size_t n) {
         return template_of("\"P\":{\"Type\":\"AWS::SNS::TopicPolicy\",\"Properties\":{\"Topics\":" +
                            values_of(n) + ",\"PolicyDocument\":{\"Statement\":[]}}}");
     }},
    {"policies and topics of Terraform", 100,
     [](std::size_t n) {
         return "{\"values\":{\"root_module\":{\"resources\":[" +
                join(n,
                     [](std::size_t i) {
                         string const arn = "\"arn\":\"t" + to_string(i) + "\",\"policy\":\"{}\"";
                         return "{\"type\":\"aws_sns_topic\",\"values\":{" + arn +
                                "}},{\"type\":\"aws_sns_topic_policy\",\"values\":{" + arn + "}}";
                     }) +
                "]}}}";
     }},
    {"modules of Terraform", 100,
     [](std::size_t n) {
         string const deep = repeat(14, "{\"child_modules\":[") + "{}" + repeat(14, "]}");
         return "{\"values\":{\"root_module\":{\"child_modules\":[" +
                join(n, [&](std::size_t) { return deep; }) + "]}}}";
     }},
    {"a policy in a string", 100,
     [](std::size_t n) {
         return "{\"Policy\":" +
                escaped(policy_of(
                    join(n, [](std::size_t i) { return statement_of(values_of(1, to_string(i))); }))) +
                "}";
     }},
    {"parts of Fn::Join", 1'000,
     [](std::size_t n) { return value_in_template("{\"Fn::Join\":[\"-\"," + values_of(n) + "]}"); }},
    {"parts and delimiter of Fn::Join", 500,
     [](std::size_t n) {
         return value_in_template("{\"Fn::Join\":[\"" + repeat(n, "-") + "\"," + values_of(n) + "]}");
     }},
    {"Fn::Join in Fn::Join", 100,
     [](std::size_t n) {
         return value_in_template("[" +
                                  join(n,
                                       [](std::size_t) {
                                           return repeat(12, "{\"Fn::Join\":[\"\",[\"a\",") +
                                                  "{\"Ref\":\"R\"}" + repeat(12, "]]}");
                                       }) +
                                  "]");
     }},
    {"values that are unknown", 1'500,
     [](std::size_t n) {
         return value_in_template(
             "[" + join(n, [](std::size_t i) { return "{\"Ref\":\"R" + to_string(i) + "\"}"; }) + "]");
     }},
    {"members of a function", 1'500,
     [](std::size_t n) { return value_in_template("{\"Ref\":\"R\"" + fields_of(n) + "}"); }},
};

using parsed = std::shared_ptr<sp::result<sp::policy>>;

parsed parse(string const& text) {
    return std::make_shared<sp::result<sp::policy>>(sp::parse_policy(text));
}

sp::request request_of(std::string_view user) {
    sp::request asked;
    asked.caller = sp::parse_caller(user);
    asked.action = "sns:Publish";
    asked.resource = topic;
    asked.other_keys_unknown = true;
    return asked;
}

/// So many that all sizes are past the limit of SNS, where a policy is looked at once more.
std::size_t size_of(policy_family const& f) {
    std::size_t n = f.n;
    while (f.text(2 * n).size() < 40'000) n *= 2;
    return n;
}

template <class Use>
void add_policy(char const* entry, policy_family const& f, Use use) {
    add(
        entry, f.name, size_of(f),
        [&f, use](std::size_t n) -> call {
            auto const policy = parse(f.text(n));
            if (policy->value() == nullptr) return [] {};
            return {[policy, use] { answer = use(*policy->value()); }, policy->value()->text().size()};
        },
        f.power);
}

/// A search: what it takes beside its budget is linear, and what it takes for its budget is about as much for
/// each.
template <class Use>
void add_search(char const* entry, policy_family const& f, Use use) {
    auto const with = [&f, use](std::uint64_t statements) {
        return [&f, use, statements](std::size_t n) -> call {
            auto const old = parse(f.text(n)), changed = parse(f.text(n + 1));
            if (old->value() == nullptr || changed->value() == nullptr) return [] {};
            return {[=, limits = sp::access_limits{statements}] {
                        answer = use(*old->value(), *changed->value(), limits);
                    },
                    old->value()->text().size() + changed->value()->text().size()};
        };
    };
    add(entry, f.name, size_of(f), with(1), f.power);
    all_searches.push_back({string(entry) + ": " + f.name, f.n, with(search_budget)});
}

constexpr std::string_view user = "arn:aws:iam::123456789012:user/a";

void add_policies() {
    for (auto const& families :
         {std::span<policy_family const>(policies), std::span<policy_family const>(documents)})
        for (policy_family const& f : families) {
            add(
                "parse_policy", f.name, size_of(f),
                [&f](std::size_t n) -> call {
                    return on_text(f.text(n),
                                   [](string const& t) { return sp::parse_policy(t).findings().size(); });
                },
                f.power);
            add(
                "find_policies", f.name, f.n,
                [&f](std::size_t n) -> call {
                    return on_text(f.text(n), [](string const& t) { return sp::find_policies(t).size(); });
                },
                f.power);
            add_policy("check_policy", f, [](sp::policy const& p) { return sp::check_policy(p).size(); });
            add_policy("decide", f, [](sp::policy const& p) {
                return static_cast<std::size_t>(sp::decide(p, request_of(user)).decision);
            });
            add_policy("explain", f,
                       [](sp::policy const& p) { return sp::explain(p, request_of(user)).size(); });
            add_policy("check_publisher", f, [](sp::policy const& p) {
                return sp::check_publisher(p, sp::stream_account, topic).size();
            });
            add_policy("merge_grant", f, [](sp::policy const& p) {
                auto const arn = sp::parse_topic_arn(topic);
                return sp::merge_grant(p, *arn.value(), "111122223333").text.size() +
                       sp::merge_grant(p, *arn.value()).text.size();
            });
            add_search(
                "is_public", f, [](sp::policy const& p, sp::policy const&, sp::access_limits const& limits) {
                    return sp::check_answer(sp::is_public(p, {}, limits), p, sp::rules::policy_public).size();
                });
            add_search("who_can", f,
                       [](sp::policy const& p, sp::policy const&, sp::access_limits const& limits) {
                           return sp::who_can(p, "sns:Publish", {}, limits).size();
                       });
            add_search("widens", f,
                       [](sp::policy const& a, sp::policy const& b, sp::access_limits const& limits) {
                           return static_cast<std::size_t>(sp::widens(a, b, {}, limits).found());
                       });
        }
    auto const pattern = [](char const* entry, char const* unit, char const* family) {
        add(
            entry, family, 60,
            [unit](std::size_t n) -> call {
                return [policy = parse(everyone("{\"StringLike\":{\"aws:PrincipalTag/a\":\"" +
                                                repeat(n, unit) + "z\"}}")),
                        value = repeat(10 * n, "a")] {
                    std::string_view const values[]{value};
                    sp::context_key const keys[]{{"aws:PrincipalTag/a", sp::key_state::present, values}};
                    sp::request asked = request_of(user);
                    asked.context = keys;
                    answer = static_cast<std::size_t>(sp::decide(*policy->value(), asked).decision);
                };
            },
            2);
    };
    pattern("decide", "*a?", "a pattern with its value");
    pattern("decide", "${*}*a", "a pattern with variables with its value");
    add(
        "decide", "conditions with keys of the request", 60,
        [](std::size_t n) -> call {
            auto names = std::make_shared<std::vector<string>>();
            for (std::size_t i = 0; i != n; ++i) names->push_back("aws:PrincipalTag/" + to_string(n - i));
            auto keys = std::make_shared<std::vector<sp::context_key>>();
            static constexpr std::string_view values[]{"v"};
            for (string const& name : *names) keys->push_back({name, sp::key_state::present, values});
            return [names, keys, policy = parse(policies[8].text(n))] {
                sp::request asked = request_of(user);
                asked.context = *keys;
                answer = static_cast<std::size_t>(sp::decide(*policy->value(), asked).decision);
            };
        },
        2);
    add("make_preflight", "hooks", 100, [](std::size_t n) -> call {
        auto hooks = std::make_shared<sp::result<sp::hook_list>>(sp::parse_hooks(hooks_of(n)));
        return {[hooks, policy = parse(policies[0].text(10))] {
                    sp::topic_policy const all[]{{{}, policy->value(), nullptr}};
                    answer = sp::make_preflight(*hooks->value(), hooks->findings(), all).hooks.size();
                },
                hooks->value()->document().text().size()};
    });
    add(
        "make_preflight", "hooks with policies and samples", 30,
        [](std::size_t n) -> call {
            auto hooks = std::make_shared<sp::result<sp::hook_list>>(sp::parse_hooks(hooks_of(n)));
            auto names = std::make_shared<std::vector<string>>();
            for (std::size_t i = 0; i != n; ++i) names->push_back("type" + to_string(i));
            return [=, policy = parse(policies[0].text(10))] {
                std::vector<sp::topic_policy> all;
                std::vector<sp::event_sample> samples;
                for (string const& name : *names) {
                    all.push_back({name, policy->value(), nullptr});
                    samples.push_back({name, 1'000'000});
                }
                answer = sp::make_preflight(*hooks->value(), hooks->findings(), all, samples).hooks.size();
            };
        },
        2);
    add("make_grant", "a long name", 50'000, [](std::size_t n) -> call {
        return on_text(string(topic) + repeat(n, "a"), [](string const& text) {
            auto const arn = sp::parse_topic_arn(text);
            return sp::make_grant(*arn.value()).text.size();
        });
    });
}

// Events

string event_of(string const& more, std::string_view type = "message.new") {
    return "{\"type\":\"" + string(type) + "\",\"created_at\":\"2026-05-08T00:00:00Z\",\"cid\":\"a:b\"" +
           more + "}";
}
string named_value(std::size_t n, string (*text)(std::size_t)) {
    return event_of(",\"x\":" + text(n));
}

policy_family const events[]{
    {"fields", 2'000, [](std::size_t n) { return event_of(fields_of(n)); }},
    {"one field again and again", 2'000,
     [](std::size_t n) { return event_of(repeat(n, ",\"cid\":\"a:b\"")); }},
    {"fields of a user", 2'000,
     [](std::size_t n) { return event_of(",\"user\":{\"id\":\"b\"" + fields_of(n) + "}"); }},
    {"nested arrays", 200, [](std::size_t n) { return named_value(n, nested); }},
    {"a long string", 60'000,
     [](std::size_t n) { return named_value(n, [](std::size_t m) { return string_of(m, "x"); }); }},
    {"a string of escapes", 10'000,
     [](std::size_t n) { return named_value(n, [](std::size_t m) { return string_of(m, "\\u0041"); }); }},
    {"noncharacters", 2'000,
     [](std::size_t n) {
         return named_value(n, [](std::size_t m) { return string_of(m, "\xEF\xBF\xBE"); });
     }},
    {"a long time", 40'000, [](std::size_t n) { return event_of(",\"created_at\":" + string_of(n, "1")); }},
    {"a long number", 10'000,
     [](std::size_t n) { return named_value(n, [](std::size_t m) { return repeat(m, "1"); }); }},
    {"a long cid", 10'000,
     [](std::size_t n) { return event_of(",\"channel\":{\"cid\":" + string_of(n, "\\u003a") + "}"); }},
    {"a long type", 10'000, [](std::size_t n) { return event_of("", repeat(n, "m.")); }},
    {"quotes without end", 50'000, [](std::size_t n) { return event_of(repeat(n, "\"")); }},
    {"objects with keys in any order", 200,
     [](std::size_t n) {
         return event_of(",\"x\":[" +
                         join(n,
                              [](std::size_t i) {
                                  return "{" +
                                         join(10,
                                              [i](std::size_t k) {
                                                  return "\"k" + to_string((k * 7 + i * 13) % 31) + "\":1";
                                              }) +
                                         "}";
                              }) +
                         "]");
     }},
};

string compress(string const& event) {
    return cases::encode_base64(cases::gzip_of(event));
}
string notification(string const& message) {
    return "{\"Type\":\"Notification\",\"MessageId\":\"m\",\"TopicArn\":\"t\",\"Timestamp\":\"t\","
           "\"Message\":" +
           escaped(message) + "}";
}

void add_events() {
    constexpr sp::event_limits any{1U << 30U};
    static sp::body_options const bodies{any, sp::inflate_gzip, 1U << 30U};
    auto const check_body = [](string const& t) { return sp::check_event_body(t, bodies).findings.size(); };
    for (policy_family const& f : events) {
        add_text("check_event", f.name, f.n, f.text,
                 [any](string const& t) { return sp::check_event(t, any).size(); });
        add_text("event_checker", f.name, f.n, f.text,
                 [any](string const& t) { return sp::event_checker(any)(t).size(); });
        for (auto const& [form, make] :
             {std::pair<char const*, string (*)(string const&)>{"", nullptr},
              {" in base64", [](string const& e) { return cases::encode_base64(e); }},
              {" compressed", compress},
              {" in a notification", notification}}) {
            string const family = string(f.name) + form;
            auto const text = [&f, make = make](std::size_t n) {
                return make == nullptr ? f.text(n) : make(f.text(n));
            };
            add("check_event_body", family, f.n, [text, make = make, check_body](std::size_t n) -> call {
                call made = on_text(text(n), check_body);
                if (make == compress) made.bytes = 0;  // for what was inflated there is a limit of its own
                return made;
            });
        }
        add("check_stream", string(f.name) + ", one line", f.n, [&f, any](std::size_t n) -> call {
            return [t = f.text(n) + "\n", any] {
                sp::stream_options options;
                options.limits = any;
                answer = sp::check_stream(t, options, [](sp::event_line const&) {}).events;
            };
        });
    }
    for (auto const& [name, line] : {std::pair<char const*, string>{"lines", event_of("") + "\n"},
                                     {"empty lines", "\n"},
                                     {"lines of one byte", "1\n"},
                                     {"wrong lines", event_of(",\"cid\":7") + "\n"},
                                     {"compressed lines", compress(event_of(",\"cid\":7")) + "\n"}})
        for (bool const pipe : {false, true})
            add("check_stream", string(name) + (pipe ? " of a pipe" : ""), 2'000,
                [line = line, pipe](std::size_t n) -> call {
                    return [t = repeat(n, line), pipe] {
                        sp::event_summary summary;
                        sp::stream_options options;
                        options.summary = &summary;
                        options.inflate = sp::inflate_gzip;
                        std::string_view rest = t;
                        auto const read = [&](char* to, std::size_t count) {
                            std::size_t const got = rest.copy(to, std::min<std::size_t>(count, 4'000));
                            rest.remove_prefix(got);
                            return got;
                        };
                        auto const ignore = [](sp::event_line const&) {};
                        answer = pipe ? sp::check_stream(read, options, ignore).events
                                      : sp::check_stream(t, options, ignore).events;
                    };
                });
    add("check_stream", "a line over the limit of a pipe", 12'000'000, [](std::size_t n) -> call {
        return {[n] {
                    std::size_t left = n;
                    auto const read = [&left](char* to, std::size_t count) {
                        std::size_t const got = std::min<std::size_t>({left, count, 65'536});
                        std::fill_n(to, got, 'x');
                        left -= got;
                        return got;
                    };
                    answer = sp::check_stream(read, {}, [](sp::event_line const&) {}).events;
                },
                n};
    });
    add_text(
        "check_event_body", "members of gzip data", 500,
        [](std::size_t n) { return cases::encode_base64(repeat(n, cases::gzip_of(""))); }, check_body);
    add_text(
        "check_event_body", "what goes on as no base64", 20'000,
        [](std::size_t n) { return "eyJ" + repeat(n, "A") + "*"; }, check_body);
    add_text(
        "check_event_body", "fields of an envelope", 2'000,
        [](std::size_t n) { return "{\"Type\":\"Notification\"" + fields_of(n) + "}"; }, check_body);
    add("find_body_form", "a long body", 200'000, [](std::size_t n) -> call {
        return on_text(cases::encode_base64(repeat(n, "{}")),
                       [](string const& t) { return static_cast<std::size_t>(sp::find_body_form(t)); });
    });
    add("inflate_gzip", "members", 500, [](std::size_t n) -> call {
        return [t = repeat(n, cases::gzip_of("a"))] {
            sp::detail::list<char> out;
            answer = sp::inflate_gzip(t, 1U << 30U, out).broken != nullptr;
        };
    });
    add("inflate_gzip", "what was inflated", 100'000, [](std::size_t n) -> call {
        return {[t = cases::gzip_of(string(n, 'x'))] {
                    sp::detail::list<char> out;
                    answer = sp::inflate_gzip(t, 1U << 30U, out).broken != nullptr;
                },
                n};
    });
    auto const publish = [](char const* family, std::size_t n, string (*text)(std::size_t)) {
        add_text("check_publish", family, n, text,
                 [](string const& t) { return sp::check_publish(t).size(); });
    };
    publish("entries", 1'500, [](std::size_t n) {
        return "{\"TopicArn\":\"t\",\"PublishBatchRequestEntries\":[" +
               join(n, [](std::size_t i) { return "{\"Id\":\"" + to_string(i) + "\",\"Message\":\"m\"}"; }) +
               "]}";
    });
    publish("attributes", 1'500, [](std::size_t n) {
        return "{\"TopicArn\":\"t\",\"Message\":\"m\",\"MessageAttributes\":{" +
               join(n,
                    [](std::size_t i) {
                        return "\"a" + to_string(i) + "\":{\"DataType\":\"String\",\"StringValue\":\"v\"}";
                    }) +
               "}}";
    });
    publish("a structure", 1'500, [](std::size_t n) {
        return "{\"TopicArn\":\"t\",\"MessageStructure\":\"json\",\"Message\":" +
               escaped("{\"default\":\"m\"" + fields_of(n) + "}") + "}";
    });
    publish("members", 1'500,
            [](std::size_t n) { return "{\"TopicArn\":\"t\",\"Message\":\"m\"" + fields_of(n) + "}"; });
}

// What the test must report: these grow faster than they may.

constexpr std::string_view sample = "sample";

void add_samples() {
    add(string(sample), "quadratic", 100, [](std::size_t n) -> call {
        return [n] {
            for (std::size_t i = 0; i != n; ++i)
                for (std::size_t k = 0; k != n; ++k) answer = k;
        };
    });
    add(string(sample), "quadratic in what the C library does", 4'000, [](std::size_t n) -> call {
        return [t = repeat(n, "key//")] {
            for (std::size_t at = 0; at < t.size(); at += 5) answer = t.find('\n', at);
        };
    });
    add(
        string(sample), "cubic for a product", 20,
        [](std::size_t n) -> call {
            return [n] {
                for (std::size_t i = 0; i != n * n; ++i)
                    for (std::size_t k = 0; k != n; ++k) answer = k;
            };
        },
        2);
}

/// Findings that are kept take so much at most, whatever the input.
constexpr std::size_t room_for_findings = 65'536;

constexpr double not_measured = -1;

/// The most bytes that the call allocates at once for each byte of its input, over sizes at which lists are
/// as full, or as empty, as they get.
double memory_of(growing_case const& one) {
    double most = not_measured;
    for (double const times : {4.0, 4.75, 5.65, 6.7}) {
        call const made = one.make(static_cast<std::size_t>(static_cast<double>(one.n) * times / one.power));
        if (made.bytes == 0) return not_measured;
        memory_peak const peak;
        made.use();
        std::size_t const bytes = std::max(peak.bytes(), room_for_findings) - room_for_findings;
        most = std::max(most, static_cast<double>(bytes) / static_cast<double>(made.bytes));
    }
    return most;
}

/// What docs/limits.md states for each entry: bytes for each byte of its input.
std::map<string, double> read_page(char const* path) {
    std::map<string, double> stated;
    std::ifstream file(path);
    for (string line; std::getline(file, line);) {
        if (!line.starts_with("| `")) continue;
        std::size_t const behind = line.find('|', 1);
        string const column = line.substr(line.find('|', behind + 1) + 2);
        double const figure = std::stod(column);
        for (std::size_t at = line.find('`'); at < behind; at = line.find('`', at + 1)) {
            std::size_t const close = line.find('`', at + 1);
            stated[line.substr(at + 1, close - at - 1)] = figure;
            at = close;
        }
    }
    return stated;
}

/// How many entries take more than the page says, or by far less, or stand on one side alone.
int check_memory(char const* page, std::string_view wanted) {
    std::map<string, std::pair<double, string>> measured;  // and the family that takes it
    for (growing_case const& one : all_cases)
        if (one.entry != sample && one.entry.find(wanted) != string::npos) {
            std::pair const now(memory_of(one), one.family);
            auto const [at, is_new] = measured.try_emplace(one.entry, now);
            if (!is_new) at->second = std::max(at->second, now);
        }
    auto const stated = read_page(page);
    int failed = 0;
    for (auto const& [entry, most] : measured) {
        auto const found = stated.find(entry);
        double const figure = found == stated.end() ? -1 : found->second;
        bool const is_wrong = most.first > figure || most.first < 0.85 * figure - 0.05;
        if (is_wrong || !wanted.empty())
            std::printf("%7.2f bytes a byte, stated %7.2f: %s: %s%s\n", most.first, figure, entry.c_str(),
                        most.second.c_str(), is_wrong ? ": WRONG" : "");
        failed += is_wrong ? 1 : 0;
    }
    for (auto const& [entry, figure] : stated)
        if (wanted.empty() && !measured.contains(entry)) {
            std::printf("%s is stated with %.2f, and not measured: WRONG\n", entry.c_str(), figure);
            ++failed;
        }
    return failed;
}

/// How many times the steps there are for twice the input.
double growth_of(growing_case const& one) {
    std::array<double, 2> counts{};
    for (std::size_t i = 0; i != counts.size(); ++i) {
        call const made = one.make(one.n * (2 + 2 * i));
        std::uint64_t const before = steps();
        made.use();
        counts[i] = static_cast<double>(steps() - before);
    }
    return counts[1] / counts[0];
}

}  // namespace

/// `complexity PAGE [WORD]`: only cases with the word in their names, each with its figures.
int main(int count, char const* const* arguments) {
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    std::string_view const wanted = count > 2 ? arguments[2] : "";
    add_json();
    add_texts();
    add_names();
    add_hooks();
    add_policies();
    add_events();
    add_samples();
    int failed = count > 1 ? check_memory(arguments[1], wanted) : 0;
    for (growing_case const& one : all_cases) {
        string const name = one.entry + ": " + one.family;
        if (name.find(wanted) == string::npos) continue;
        double const growth = growth_of(one);
        // 2.4 leaves room for n log n.
        bool const grows = growth > (one.power == 1 ? 2.4 : 4.8);
        bool const is_wrong = grows != (one.entry == sample);
        if (is_wrong || !wanted.empty())
            std::printf("%6.2f %s%s\n", growth, name.c_str(), is_wrong ? ": WRONG" : "");
        failed += is_wrong ? 1 : 0;
    }
    for (search_case const& one : all_searches) {
        if (one.name.find(wanted) == string::npos) continue;
        call const made = one.make(one.n);
        std::uint64_t const before = steps();
        made.use();
        double const each =
            static_cast<double>(steps() - before) / static_cast<double>(search_budget + 8 * made.bytes);
        bool const is_wrong = each > most_for_a_statement;
        if (is_wrong || !wanted.empty())
            std::printf("%8.0f steps a statement %s%s\n", each, one.name.c_str(), is_wrong ? ": WRONG" : "");
        failed += is_wrong ? 1 : 0;
    }
    std::printf("%zu cases, %d wrong\n", all_cases.size() + all_searches.size(), failed);
    return failed == 0 ? 0 : 1;
}
