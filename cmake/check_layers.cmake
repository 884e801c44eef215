# SPDX-License-Identifier: Apache-2.0
# Fails unless every header includes only what its layer allows: headers above it in the list, and
# light standard headers, since each translation unit of a user pays for them. The preprocessor has
# no other use here than includes and the version.
#
#   cmake -DINCLUDE_DIR=... -DHEADERS=a;b -P check_layers.cmake
cmake_minimum_required(VERSION 3.25)

set(core_includes
  array bit compare concepts cstddef cstdint limits optional span string_view type_traits utility)
set(extra_includes_render.hpp iosfwd)
set(extra_includes_event_checker.hpp simdjson.h memory)
set(extra_includes_event_summary.hpp functional map string)
set(extra_includes_event_stream.hpp
  algorithm condition_variable exception mutex thread vector)
set(extra_includes_event_gzip.hpp new zlib.h)

function(complain header line reason)
  message(SEND_ERROR "${header}: `${line}` ${reason}")
endfunction()

function(check_line header line above)
  if(line MATCHES "^#include \"snsproof/([^\"]+)\"$")
    if(NOT CMAKE_MATCH_1 IN_LIST above)
      complain("${header}" "${line}" "is not above it in the list of layers")
    endif()
  elseif(line MATCHES "^#include <([^>]+)>$")
    if(NOT CMAKE_MATCH_1 IN_LIST core_includes AND NOT CMAKE_MATCH_1 IN_LIST extra_includes_${header})
      complain("${header}" "${line}" "is not among the headers allowed here")
    endif()
  elseif(line MATCHES "^#define SNSPROOF_VERSION" AND header STREQUAL "version.hpp")
  elseif(NOT line STREQUAL "#pragma once")
    complain("${header}" "${line}" "is not a directive that a header may use")
  endif()
endfunction()

foreach(header IN LISTS HEADERS)
  if(NOT EXISTS "${INCLUDE_DIR}/${header}")
    message(SEND_ERROR "${header}: is in the list, but there is no such file")
    continue()
  endif()
  file(STRINGS "${INCLUDE_DIR}/${header}" directives REGEX "^[ \t]*#")
  if(NOT "#pragma once" IN_LIST directives)
    message(SEND_ERROR "${header}: has no `#pragma once`")
  endif()
  foreach(line IN LISTS directives)
    check_line("${header}" "${line}" "${above}")
  endforeach()
  list(APPEND above "${header}")
endforeach()

file(GLOB_RECURSE files RELATIVE "${INCLUDE_DIR}" "${INCLUDE_DIR}/*")
list(REMOVE_ITEM files ${HEADERS})
foreach(file IN LISTS files)
  message(SEND_ERROR "${file}: is not in the list of layers")
endforeach()
