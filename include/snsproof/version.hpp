// SPDX-License-Identifier: Apache-2.0
// The only place that knows the version: CMake reads these three lines.
#pragma once

#define SNSPROOF_VERSION_MAJOR 0
#define SNSPROOF_VERSION_MINOR 1
#define SNSPROOF_VERSION_PATCH 0
