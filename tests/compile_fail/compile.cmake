# SPDX-License-Identifier: Apache-2.0
# Compiles one source, which must succeed (HOW=compiles), or fail with a message (HOW=breaks): CTest's
# own WILL_FAIL would pass on any error, and its expressions would pass on a warning.
cmake_minimum_required(VERSION 3.25)

set(flags -std=c++20 "-I${INCLUDE_DIR}")
if(HOW STREQUAL "breaks")
  list(APPEND flags -DBREAK)
endif()
execute_process(COMMAND "${COMPILER}" ${flags} -c "${SOURCE}" -o /dev/null
  RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
message("${output}")

if(HOW STREQUAL "compiles" AND NOT status EQUAL 0)
  message(FATAL_ERROR "does not compile as it is")
elseif(HOW STREQUAL "breaks" AND status EQUAL 0)
  message(FATAL_ERROR "compiles with -DBREAK")
elseif(HOW STREQUAL "breaks" AND NOT output MATCHES "${MESSAGE}")
  message(FATAL_ERROR "fails, but no message matches `${MESSAGE}`")
endif()
