// SPDX-License-Identifier: Apache-2.0
// The commands. Each adds itself to the command line and writes its exit status when it is called.
#pragma once

#include "output.hpp"
#include "sarif.hpp"

namespace snsproof::tool {

void add_preflight(CLI::App& app, options& how, int& status);
void add_hooks(CLI::App& app, options& how, int& status);
void add_arn(CLI::App& app, options& how, int& status);
void add_policy(CLI::App& app, options& how, int& status);
void add_decide(CLI::App& app, options& how, int& status);
void add_public(CLI::App& app, options& how, int& status);
void add_compare(CLI::App& app, options& how, int& status);
void add_who_can(CLI::App& app, options& how, int& status);
void add_events(CLI::App& app, options& how, int& status);
void add_grant(CLI::App& app, options& how, int& status);
void add_rules(CLI::App& app, options& how, int& status);
void add_render(CLI::App& app, options& how, int& status);

}  // namespace snsproof::tool
