// SPDX-License-Identifier: Apache-2.0
#include "snsproof/snsproof.hpp"

bool reads_in_two() {
    return snsproof::parse_hooks("[]").ok();
}
