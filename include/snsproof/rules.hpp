// SPDX-License-Identifier: Apache-2.0
// Every rule there is, in the order of the layers.
#pragma once

#include <array>
#include <string_view>

#include "snsproof/hook.hpp"
#include "snsproof/hook_events.hpp"
#include "snsproof/hook_other.hpp"
#include "snsproof/hook_read.hpp"
#include "snsproof/hook_rules.hpp"
#include "snsproof/json_rules.hpp"
#include "snsproof/plan.hpp"
#include "snsproof/report.hpp"
#include "snsproof/topic_arn.hpp"

namespace snsproof {

inline constexpr std::array all_rules{
    &rules::json_empty,
    &rules::json_size,
    &rules::json_bom,
    &rules::json_encoding,
    &rules::json_utf8,
    &rules::json_end,
    &rules::json_trailing_text,
    &rules::json_trailing_comma,
    &rules::json_comma,
    &rules::json_colon,
    &rules::json_bracket,
    &rules::json_comment,
    &rules::json_quotes,
    &rules::json_key,
    &rules::json_value,
    &rules::json_literal,
    &rules::json_not_finite,
    &rules::json_number,
    &rules::json_escape,
    &rules::json_surrogate,
    &rules::json_control,
    &rules::json_depth,
    &rules::json_key_duplicate,
    &rules::arn_elements,
    &rules::arn_space,
    &rules::arn_placeholder,
    &rules::arn_wildcard,
    &rules::arn_url,
    &rules::arn_prefix,
    &rules::arn_service,
    &rules::arn_partition,
    &rules::arn_region_missing,
    &rules::arn_region_unknown,
    &rules::arn_region_new,
    &rules::arn_account_missing,
    &rules::arn_account_short,
    &rules::arn_account_number,
    &rules::arn_account,
    &rules::arn_name_missing,
    &rules::arn_name_characters,
    &rules::arn_name_long,
    &rules::arn_subscription,
    &rules::arn_endpoint,
    &rules::arn_application,
    &rules::hook_object,
    &rules::hook_field_type,
    &rules::hook_field_misspelled,
    &rules::hook_field_unknown,
    &rules::hook_type_missing,
    &rules::hook_type_unknown,
    &rules::hook_enabled_missing,
    &rules::hook_disabled,
    &rules::hook_id_missing,
    &rules::hook_id_uuid,
    &rules::hook_id_duplicate,
    &rules::hook_topic_missing,
    &rules::hook_region_missing,
    &rules::hook_region_mismatch,
    &rules::hook_auth_missing,
    &rules::hook_auth_misspelled,
    &rules::hook_auth_unknown,
    &rules::hook_auth_role,
    &rules::hook_key_missing,
    &rules::hook_secret_missing,
    &rules::hook_credential_placeholder,
    &rules::hook_credential_masked,
    &rules::hook_key_form,
    &rules::hook_key_temporary,
    &rules::hook_secret_form,
    &rules::hook_secret_in_file,
    &rules::hook_resource_credentials,
    &rules::hook_partition,
    &rules::hook_region_opt_in,
    &rules::hook_fifo_group,
    &rules::hook_check_call,
    &rules::hook_events_all,
    &rules::hook_event_unknown,
    &rules::hook_event_websocket,
    &rules::hook_event_historic,
    &rules::hook_event_wildcard,
    &rules::hook_event_product,
    &rules::hook_event_duplicate,
    &rules::hook_product_unknown,
    &rules::hook_target_duplicate,
    &rules::hook_webhook_url_missing,
    &rules::hook_sqs_incomplete,
    &rules::hook_pending_incomplete,
    &rules::hook_callback_mode,
    &rules::hook_pending_count,
    &rules::hook_failover_type,
    &rules::hook_failover_incomplete,
    &rules::hooks_root,
    &rules::hooks_bare,
    &rules::hooks_misspelled,
    &rules::hooks_absent,
    &rules::hooks_null,
    &rules::hooks_empty,
    &rules::hooks_twice,
    &rules::hooks_flat,
    &rules::hooks_flat_left,
    &rules::hooks_version,
    &rules::plan_deletes,
    &rules::plan_wrong_path,
    &rules::plan_id_dropped,
    &rules::plan_id_new,
    &rules::plan_explicit_deletion,
    &rules::plan_secret_hidden,
};

/// The rule with this id, or null.
constexpr rule const* find_rule(std::string_view id) noexcept {
    for (rule const* r : all_rules)
        if (r->id == id) return r;
    return nullptr;
}

}  // namespace snsproof
