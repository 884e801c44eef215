# SPDX-License-Identifier: Apache-2.0
# Compiles and runs a program with the single header as the only file of ours. A <simdjson.h> and a
# <zlib.h> that do not compile lie beside it, since the core must do without.
cmake_minimum_required(VERSION 3.25)

file(REMOVE_RECURSE "${SCRATCH}")
file(COPY "${HEADER}" DESTINATION "${SCRATCH}")
file(WRITE "${SCRATCH}/simdjson.h" "#error the core must not need simdjson\n")
file(WRITE "${SCRATCH}/zlib.h" "#error the core must not need zlib\n")
execute_process(
  COMMAND "${COMPILER}" -std=c++20 -Wall -Wextra -Wpedantic -Werror -DSINGLE_HEADER "-I${SCRATCH}" "${SOURCE}"
    -o "${SCRATCH}/consumer"
  COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND "${SCRATCH}/consumer" COMMAND_ERROR_IS_FATAL ANY)
