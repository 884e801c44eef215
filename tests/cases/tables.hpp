// SPDX-License-Identifier: Apache-2.0
// All tables of this folder, each with what holds for its cases.
#pragma once

#include "access.hpp"
#include "condition_key.hpp"
#include "condition_operator.hpp"
#include "decide.hpp"
#include "event.hpp"
#include "event_body.hpp"
#include "event_type.hpp"
#include "glob.hpp"
#include "hook.hpp"
#include "json.hpp"
#include "location.hpp"
#include "plan.hpp"
#include "policy.hpp"
#include "policy_check.hpp"
#include "preflight.hpp"
#include "publish.hpp"
#include "region.hpp"
#include "report.hpp"
#include "rules.hpp"
#include "secret.hpp"
#include "sns_action.hpp"
#include "topic_arn.hpp"
#include "values.hpp"

namespace cases {

/// Calls `visit.operator()<table, predicate>()` for each.
template <class Visit>
constexpr void visit_tables(Visit visit) {
    visit.template operator()<globs, is_glob_case>();
    visit.template operator()<covers, is_cover_case>();
    visit.template operator()<glob_facts, holds>();

    visit.template operator()<number_orders, is_number_order>();
    visit.template operator()<no_numbers, is_no_number>();
    visit.template operator()<dates, is_date_case>();
    visit.template operator()<no_dates, is_no_date>();
    visit.template operator()<addresses, is_address_case>();
    visit.template operator()<no_addresses, is_no_address>();
    visit.template operator()<ranges, is_range_case>();
    visit.template operator()<value_facts, holds>();

    visit.template operator()<events, is_event_case>();
    visit.template operator()<times, is_time_case>();
    visit.template operator()<event_facts, holds>();
    visit.template operator()<bodies, is_body_case>();
    visit.template operator()<body_facts, holds>();
    visit.template operator()<publish_calls, is_publish_case>();
    visit.template operator()<publish_facts, holds>();

    visit.template operator()<report_facts, holds>();

    visit.template operator()<locations, is_there>();
    visit.template operator()<location_facts, holds>();

    visit.template operator()<json_accepted, is_accepted>();
    visit.template operator()<json_rejected, is_rejected>();
    visit.template operator()<duplicate_keys, has_duplicates>();
    visit.template operator()<json_pointers, points_there>();
    visit.template operator()<json_facts, holds>();
    visit.template operator()<json_prefixed, rejects_every_prefix>();

    visit.template operator()<secrets, is_hidden>();

    visit.template operator()<regions, is_region_case>();
    visit.template operator()<nearest_regions, is_nearest_region>();
    visit.template operator()<region_facts, holds>();

    visit.template operator()<event_types, is_event_type_case>();
    visit.template operator()<unknown_event_types, is_unknown>();
    visit.template operator()<event_type_facts, holds>();

    visit.template operator()<sns_actions, is_sns_action_case>();
    visit.template operator()<unknown_sns_actions, is_unknown_sns_action>();
    visit.template operator()<nearest_sns_actions, is_nearest_sns_action>();
    visit.template operator()<sns_action_facts, holds>();

    visit.template operator()<condition_operators, is_operator_case>();
    visit.template operator()<unknown_operators, is_unknown_operator>();
    visit.template operator()<nearest_operators, is_nearest_operator>();
    visit.template operator()<operator_facts, holds>();

    visit.template operator()<condition_keys, is_condition_key_case>();
    visit.template operator()<unknown_condition_keys, is_unknown_condition_key>();
    visit.template operator()<condition_key_facts, holds>();

    visit.template operator()<policies, is_policy_case>();
    visit.template operator()<policy_facts, holds>();
    visit.template operator()<callers, is_caller_case>();

    visit.template operator()<topic_arns, is_topic_arn_case>();
    visit.template operator()<topic_arn_facts, holds>();

    visit.template operator()<checked_conditions, is_checked_condition>();
    visit.template operator()<checked_statements, is_checked_statement>();
    visit.template operator()<policy_check_facts, holds>();

    visit.template operator()<public_policies, is_public_case>();
    visit.template operator()<widenings, is_widening>();

    visit.template operator()<hook_lists, is_hook_case>();
    visit.template operator()<settings_documents, is_settings_case>();
    visit.template operator()<hook_facts, holds>();

    visit.template operator()<plans, is_plan_case>();
    visit.template operator()<updates, is_update_case>();

    visit.template operator()<snsproof::all_rules, is_well_written>();
    visit.template operator()<rule_facts, holds>();

    visit.template operator()<deployments, is_deployment_case>();
}

}  // namespace cases
