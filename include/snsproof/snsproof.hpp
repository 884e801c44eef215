// SPDX-License-Identifier: Apache-2.0
// Everything of the core; it needs the standard library alone.
#pragma once

#include "snsproof/event_type.hpp"
#include "snsproof/hook.hpp"
#include "snsproof/hook_events.hpp"
#include "snsproof/hook_list.hpp"
#include "snsproof/hook_other.hpp"
#include "snsproof/hook_read.hpp"
#include "snsproof/hook_rules.hpp"
#include "snsproof/json.hpp"
#include "snsproof/json_read.hpp"
#include "snsproof/json_rules.hpp"
#include "snsproof/location.hpp"
#include "snsproof/plan.hpp"
#include "snsproof/prove.hpp"
#include "snsproof/region.hpp"
#include "snsproof/render.hpp"
#include "snsproof/report.hpp"
#include "snsproof/rules.hpp"
#include "snsproof/secret.hpp"
#include "snsproof/topic_arn.hpp"
#include "snsproof/version.hpp"
