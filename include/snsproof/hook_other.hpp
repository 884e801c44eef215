// SPDX-License-Identifier: Apache-2.0
// Hooks that are not SNS: whether they hold what Stream documents as required. A list is sent as a whole, so
// that one bad hook of another type keeps the SNS hooks from being saved.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "snsproof/detail/nearest.hpp"
#include "snsproof/hook_list.hpp"
#include "snsproof/hook_rules.hpp"
#include "snsproof/json.hpp"
#include "snsproof/report.hpp"

namespace snsproof {

namespace detail {

inline constexpr std::array<std::string_view, 3> callback_modes{"CALLBACK_MODE_NONE", "CALLBACK_MODE_REST",
                                                                "CALLBACK_MODE_TWIRP"};

constexpr std::string_view nearest_callback_mode(std::string_view wrong, std::string_view = {}) noexcept {
    return nearest(wrong, callback_modes, same_name);
}

}  // namespace detail

namespace rules {

inline constexpr std::string_view failover_page = "https://getstream.io/chat/docs/react/event_failover/";

inline constexpr rule hook_webhook_url_missing{
    .id = "hook-webhook-url-missing",
    .title = "a webhook without `webhook_url`",
    .why = "Stream cannot know where to deliver to",
    .fix = "add the URL",
    .reference = hooks_page,
    .quotes_text = false,
};
inline constexpr rule hook_sqs_incomplete{
    .id = "hook-sqs-incomplete",
    .title = "an SQS hook without `sqs_queue_url`, `sqs_region` or `sqs_auth_type`",
    .why = "Stream's documentation requires all three",
    .fix = "add what is missing",
    .reference = "https://getstream.io/chat/docs/node/sqs/",
    .quotes_text = false,
};
inline constexpr rule hook_pending_incomplete{
    .id = "hook-pending-incomplete",
    .title = "a pending_message hook without `timeout_ms`, `callback.mode` or `webhook_url`",
    .why = "Stream's documentation requires them; the URL may only be absent where the mode is "
           "CALLBACK_MODE_NONE",
    .fix = "add what is missing",
    .reference = hooks_page,
    .quotes_text = false,
};
inline constexpr rule hook_callback_mode{
    .id = "hook-callback-mode",
    .title = "a callback mode that is not known here",
    .why = "the specification lists CALLBACK_MODE_NONE, CALLBACK_MODE_REST and CALLBACK_MODE_TWIRP",
    .fix = "compare it with Stream's specification",
    .reference = specification,
    .level = severity::warning,
    .nearest = detail::nearest_callback_mode,
};
inline constexpr rule hook_pending_count{
    .id = "hook-pending-count",
    .title = "a third pending_message hook",
    .why = "an app can have two of them",
    .fix = "remove one",
    .reference = hooks_page,
};
inline constexpr rule hook_failover_type{
    .id = "hook-failover-type",
    .title = "`failover_config` on a hook that is no webhook",
    .why = "Stream supports failover for webhooks only",
    .fix = "remove it",
    .reference = failover_page,
    .quotes_text = false,
};
inline constexpr rule hook_failover_incomplete{
    .id = "hook-failover-incomplete",
    .title = "a `failover_config` that is not complete",
    .why = "its `type` must be `gcs`, and bucket and credentials are required; Stream checks them when "
           "it saves the hook",
    .fix = "add `type`, `gcs_bucket` and `gcs_credentials`",
    .reference = failover_page,
    .quotes_text = false,
};

}  // namespace rules

namespace detail {

constexpr void check_failover(hook const& h, hook_list const& list, report& out) {
    json::value const failover = h[hook_field::failover_config];
    if (!failover.is(json::kind::object)) return;
    if (h.type() != "webhook") return out.add(rules::hook_failover_type, failover.smallest_where());
    json::value const type = json::find(failover, "type");
    bool complete = type.is(json::kind::string) && list.text(type) == "gcs";
    for (std::string_view const key : {"gcs_bucket", "gcs_credentials"}) {
        json::value const v = json::find(failover, key);
        complete = complete && v && !v.is(json::kind::null) && !v.equals("");
    }
    if (!complete) out.add(rules::hook_failover_incomplete, failover.smallest_where());
}

constexpr void check_pending(hook const& h, hook_list const& list, report& out) {
    json::value const mode = json::find(h[hook_field::callback], "mode");
    std::string_view const name = mode.is(json::kind::string) ? list.text(mode) : std::string_view{};
    bool const needs_url = name != "CALLBACK_MODE_NONE" && h.text(hook_field::webhook_url).empty();
    if (name.empty() || !h[hook_field::timeout_ms] || needs_url)
        out.add(rules::hook_pending_incomplete, h[hook_field::hook_type].smallest_where());
    if (!name.empty() && !contains(callback_modes, name))
        out.add(rules::hook_callback_mode, mode.smallest_where());
}

/// Checks what is not SNS's: webhooks, SQS, pending messages and failover.
constexpr void check_other_hook(hook const& h, hook_list const& list, report& out) {
    if (h.type().empty()) return;
    span const type = h[hook_field::hook_type].smallest_where();
    if (h.type() == "webhook" && h.text(hook_field::webhook_url).empty())
        out.add(rules::hook_webhook_url_missing, type);
    if (h.type() == "sqs" &&
        (h.text(hook_field::sqs_queue_url).empty() || h.text(hook_field::sqs_region).empty() ||
         h.text(hook_field::sqs_auth_type).empty()))
        out.add(rules::hook_sqs_incomplete, type);
    if (h.type() == "pending_message") check_pending(h, list, out);
}

}  // namespace detail

}  // namespace snsproof
