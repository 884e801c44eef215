# SPDX-License-Identifier: Apache-2.0
# Writes every header into one file, for users who want to copy the library rather than install it.
# The list of headers is in layer order, so that nothing is used before it is defined. What needs
# simdjson or zlib is compiled only where the user defines SNSPROOF_SIMD or SNSPROOF_GZIP.
#
#   cmake -DINCLUDE_DIR=... -DHEADERS=a;b -DSIMD_HEADERS=c -DGZIP_HEADERS=d -DOUTPUT=... -P single_header.cmake
cmake_minimum_required(VERSION 3.25)

# Appends the headers' text to `out` and their foreign includes to `includes`.
function(concatenate headers out includes)
  foreach(header IN LISTS headers)
    file(READ "${INCLUDE_DIR}/${header}" text)
    string(REGEX MATCHALL "#include <[^>\n]+>" found "${text}")
    list(APPEND all_includes ${found})
    # Never as a list: the text has semicolons and brackets.
    string(REGEX REPLACE "(^|\n)(// SPDX-|#pragma once|#include )[^\n]*" "\\1" text "${text}")
    string(REGEX REPLACE "\n\n\n+" "\n\n" text "${text}")
    string(STRIP "${text}" text)
    string(APPEND all_text "\n// ${header}\n${text}\n")
  endforeach()
  list(REMOVE_DUPLICATES all_includes)
  list(SORT all_includes)
  list(JOIN all_includes "\n" all_includes)
  set(${out} "${all_text}" PARENT_SCOPE)
  set(${includes} "${all_includes}" PARENT_SCOPE)
endfunction()

concatenate("${HEADERS}" text includes)
foreach(part IN ITEMS MAJOR MINOR PATCH)
  string(REGEX MATCH "#define SNSPROOF_VERSION_${part} ([0-9]+)" line "${text}")
  list(APPEND version ${CMAKE_MATCH_1})
endforeach()
list(JOIN version "." version)

set(single "// SPDX-License-Identifier: Apache-2.0
// snsproof ${version} in one file. Generated from include/snsproof; do not edit.
#pragma once

${includes}
${text}")
foreach(part IN ITEMS SIMD GZIP)
  concatenate("${${part}_HEADERS}" text includes)
  string(APPEND single "\n#ifdef SNSPROOF_${part}\n${includes}\n${text}\n#endif\n")
endforeach()
file(WRITE "${OUTPUT}" "${single}")
