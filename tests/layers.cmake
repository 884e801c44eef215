# SPDX-License-Identifier: Apache-2.0
# Breaks each rule of the layer check once, since a check that cannot fail is worth nothing.
cmake_minimum_required(VERSION 3.25)

function(write_header name)
  list(JOIN ARGN "\n" text)
  file(WRITE "${SCRATCH}/${name}" "${text}\n")
endfunction()

# Runs the check on what was written, with the list a.hpp, b.hpp, and clears the tree.
function(expect message)
  execute_process(
    COMMAND "${CMAKE_COMMAND}" "-DINCLUDE_DIR=${SCRATCH}" "-DHEADERS=a.hpp;b.hpp" -P "${CHECK}"
    RESULT_VARIABLE status ERROR_VARIABLE output)
  string(REGEX REPLACE "[ \n]+" " " output "${output}")
  if(message STREQUAL "" AND NOT status EQUAL 0)
    message(SEND_ERROR "rejects a good tree: ${output}")
  elseif(message AND (status EQUAL 0 OR NOT output MATCHES "${message}"))
    message(SEND_ERROR "does not say `${message}` but: ${output}")
  endif()
  start()
endfunction()

macro(start)
  file(REMOVE_RECURSE "${SCRATCH}")
  write_header(a.hpp "#pragma once" "#include <array>")
  write_header(b.hpp "#pragma once" "#include \"snsproof/a.hpp\"")
endmacro()

start()
expect("")

write_header(a.hpp "#pragma once" "#include \"snsproof/b.hpp\"")
expect("a.hpp: `#include \"snsproof/b.hpp\"` is not above it")

write_header(a.hpp "#pragma once" "#include \"snsproof/a.hpp\"")
expect("a.hpp: `#include \"snsproof/a.hpp\"` is not above it")

write_header(a.hpp "#pragma once" "#include <iostream>")
expect("a.hpp: `#include <iostream>` is not among")

write_header(b.hpp "#pragma once" "#include <string>")
expect("b.hpp: `#include <string>` is not among")

write_header(b.hpp "#pragma once" "#include \"a.hpp\"")
expect("b.hpp: `#include \"a.hpp\"` is not a directive")

write_header(b.hpp "#pragma once" "  # define X 1")
expect("b.hpp: ` # define X 1` is not a directive")

write_header(b.hpp "int b;")
expect("b.hpp: has no `#pragma once`")

write_header(detail/c.hpp "#pragma once")
expect("detail/c.hpp: is not in the list")

file(REMOVE "${SCRATCH}/b.hpp")
expect("b.hpp: is in the list, but there is no such file")
