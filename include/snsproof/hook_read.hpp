// SPDX-License-Identifier: Apache-2.0
// Finds the list of event hooks in its document, and says what sending that document would do to the others.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

#include "snsproof/detail/list.hpp"
#include "snsproof/detail/nearest.hpp"
#include "snsproof/hook_list.hpp"
#include "snsproof/hook_rules.hpp"
#include "snsproof/json.hpp"
#include "snsproof/json_read.hpp"
#include "snsproof/report.hpp"

namespace snsproof {

namespace detail {

inline constexpr std::string_view list_key = "event_hooks";

constexpr std::string_view nearest_list_key(std::string_view, std::string_view = {}) noexcept {
    return list_key;
}

}  // namespace detail

namespace rules {

inline constexpr rule hooks_root{
    .id = "hooks-root",
    .title = "a list of event hooks is expected, not",
    .why = "an update sends an array under `event_hooks`; `GET /app` returns it under `app`",
    .fix = "give an array of hooks: alone, under `event_hooks`, or under `app` as in the dumped settings",
    .reference = hooks_page,
};
inline constexpr rule hooks_bare{
    .id = "hooks-bare",
    .title = "one hook that stands alone, not in a list",
    .why = "`event_hooks` is an array, and the update deletes every hook that is not in it",
    .fix =
        "write the complete array, the current hooks included: `snsproof hooks FILE --into CURRENT` makes it",
    .reference = hooks_page,
    .quotes_text = false,
};
inline constexpr rule hooks_misspelled{
    .id = "hooks-misspelled",
    .title = "not the name of the list of hooks",
    .why = "Stream ignores what it does not know, so that the hooks would stay as they are",
    .fix = "name it `event_hooks`",
    .reference = specification,
    .nearest = detail::nearest_list_key,
};
inline constexpr rule hooks_absent{
    .id = "hooks-absent",
    .title = "no `event_hooks` in this document",
    .why = "an update without `event_hooks` leaves all hooks as they are, unlike `[]` and `null`, which "
           "delete them",
    .fix = "give the document that holds the hooks",
    .reference = hooks_page,
    .level = severity::warning,
    .quotes_text = false,
};
inline constexpr rule hooks_null{
    .id = "hooks-null",
    .title = "this update would delete every hook",
    .why =
        "`null` clears the list on the server, as `[]` does; some SDKs send it for a list that was never set",
    .fix = "leave `event_hooks` out to keep the hooks, or write the complete array",
    .reference = "https://github.com/GetStream/getstream-go/blob/main/MIGRATION_v3_to_v4.md",
    .level = severity::warning,
    .quotes_text = false,
};
inline constexpr rule hooks_empty{
    .id = "hooks-empty",
    .title = "this update would delete every hook",
    .why = "hooks that are not in the list are deleted, and this list is empty",
    .fix = "leave `event_hooks` out to keep the hooks, or write the complete array",
    .reference = hooks_page,
    .level = severity::warning,
    .quotes_text = false,
};
inline constexpr rule hooks_twice{
    .id = "hooks-twice",
    .title = "`event_hooks` stands at the root and under `app`",
    .why = "an update reads the list at the root, the settings hold it under `app`; a program that reads one "
           "and "
           "sends the other deletes hooks",
    .fix = "give one of the two",
    .reference = hooks_page,
};
inline constexpr rule hooks_flat{
    .id = "hooks-flat",
    .title = "settings from before event hooks stand beside `event_hooks`",
    .why = "an app has either these or hooks; Stream refuses both in one update: `Cannot set webhook URL, "
           "... in new "
           "hook v2 system`, or `cannot set event hooks in hook v1 system`",
    .fix = "move the setting into a hook, or remove it",
    .reference = "https://github.com/GetStream/stream-chat-go/blob/master/app_test.go",
};
inline constexpr rule hooks_flat_left{
    .id = "hooks-flat-left",
    .title = "these settings hold a value from before event hooks",
    .why = "an app has either these or hooks; which of the two delivers is not visible in the settings",
    .fix = "move the setting into a hook and remove it in the dashboard",
    .reference = hooks_page,
    .level = severity::warning,
};
inline constexpr rule hooks_version{
    .id = "hooks-version",
    .title = "this app does not use event hooks",
    .why = "`use_hook_v2` is false, and Stream answers: `cannot set event hooks in hook v1 system`",
    .fix = "move the app to event hooks in the dashboard first",
    .reference = "https://github.com/GetStream/stream-chat-java/blob/main/src/test/java/io/getstream/chat/"
                 "java/AppTest.java",
};

}  // namespace rules

namespace detail {

/// Finds the list in its document, and says what sending it would do.
class hook_list_reader {
public:
    constexpr hook_list_reader(std::string_view text, bool is_current) : is_current_(is_current) {
        append(bytes_, text);
    }

    constexpr result<hook_list> read() {
        auto parsed = json::read(view(bytes_));
        if (parsed.value() == nullptr) return {parsed.take_findings()};
        json::document doc = parsed.take();
        report_.append(json::find_duplicate_keys(doc));
        root_ = doc.root();
        if (!find_list()) return {std::move(report_)};
        if (!is_current_) check_state();
        return {hook_list(std::move(bytes_), std::move(doc), form_, list_), std::move(report_)};
    }

private:
    constexpr bool find_list() {
        if (root_.is(json::kind::array)) {
            list_ = root_;
            return true;
        }
        if (!root_.is(json::kind::object)) return fail(rules::hooks_root, root_);
        json::value const app = json::find(root_, "app");
        json::value const inner = json::find(app, list_key);
        list_ = json::find(root_, list_key);
        form_ = !list_ && app.is(json::kind::object) ? list_form::settings : list_form::update;
        if (list_ && inner) report_.add(rules::hooks_twice, inner.smallest_where(), list_.smallest_where());
        if (!list_) list_ = inner;
        json::value const settings = form_ == list_form::settings ? app : root_;
        if (!list_ && !check_other_names(settings)) return false;
        if (list_ && !list_.is(json::kind::array) && !list_.is(json::kind::null))
            return fail(rules::hooks_root, list_);
        check_flat(settings);
        return true;
    }

    constexpr bool check_other_names(json::value settings) {
        for (json::member const m : json::members(settings)) {
            if (m.key.equals("hook_type") || m.key.equals("sns_region"))
                return fail(rules::hooks_bare, settings);
            if (edit_distance(m.key.content(), list_key, 2) <= 2) return fail(rules::hooks_misspelled, m.key);
        }
        return true;
    }

    constexpr void check_flat(json::value settings) {
        if (!list_.is(json::kind::array) || !list_.first()) return;
        json::value const version = json::find(settings, "use_hook_v2");
        if (version.is(json::kind::boolean) && !version.is_true())
            report_.add(rules::hooks_version, version.smallest_where());
        for (json::member const m : json::members(settings)) {
            if (!is_flat_setting(m)) continue;
            rule const& what = form_ == list_form::settings ? rules::hooks_flat_left : rules::hooks_flat;
            report_.add(what, m.key.smallest_where());
        }
    }

    static constexpr bool is_flat_setting(json::member m) noexcept {
        constexpr std::array<std::string_view, 8> names{"webhook_url", "webhook_events", "sqs_url",
                                                        "sqs_key",     "sqs_secret",     "sns_topic_arn",
                                                        "sns_key",     "sns_secret"};
        bool const is_set = m.value.is(json::kind::array)
                                ? static_cast<bool>(m.value.first())
                                : m.value.is(json::kind::string) && !m.value.equals("");
        return is_set && any_of(names, [&](std::string_view n) { return m.key.equals(n); });
    }

    constexpr void check_state() {
        if (!list_) report_.add(rules::hooks_absent, root_.smallest_where());
        if (list_.is(json::kind::null)) report_.add(rules::hooks_null, list_.smallest_where());
        if (list_.is(json::kind::array) && !list_.first()) report_.add(rules::hooks_empty, list_.where());
    }

    constexpr bool fail(rule const& what, json::value where) {
        report_.add(what, where.smallest_where());
        return false;
    }

    list<char> bytes_;
    bool is_current_;
    report report_;
    json::value root_;
    json::value list_;
    list_form form_{};
};

}  // namespace detail

}  // namespace snsproof
