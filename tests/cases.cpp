// SPDX-License-Identifier: Apache-2.0
// The tables of cases/ at run time, with nothing but the core and C: for compilers and options with which
// Boost.Test does not work.
#include "cases/tables.hpp"

#include <cstdio>

int main() {
    unsigned tables = 0, cases = 0, failed = 0;
    cases::visit_tables([&]<auto const & Table, auto Holds> {
        ++tables;
        unsigned number = 0;
        for (auto const& c : Table) {
            ++number;
            if (Holds(c)) continue;
            ++failed;
            std::printf("table %u of cases/tables.hpp: case %u fails\n", tables, number);
        }
        cases += number;
    });
    std::printf("%u tables, %u cases, %u failed\n", tables, cases, failed);
    return cases != 0 && failed == 0 ? 0 : 1;
}
