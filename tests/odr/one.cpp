// SPDX-License-Identifier: Apache-2.0
#include "snsproof/snsproof.hpp"

bool reads_in_two();

int main() {
    return snsproof::parse_hooks("[]").ok() && reads_in_two() ? 0 : 1;
}
