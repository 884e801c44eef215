# SPDX-License-Identifier: Apache-2.0
# Checks the configuration of a deployment in every build of a project, as a compiler checks its sources.
#
#   snsproof_check(<name>
#     [HOOKS <file>]          # the list of hooks that is to be sent
#     [CURRENT <file>]        # the current settings, to see what sending it would delete
#     [DELETE <id>...]        # hooks that may be deleted
#     [POLICY <policy>...]    # each a <file>, or <arn>=<file> for the policy of one topic
#     [EVENTS <file>]         # events like those to come
#     [STRICT])               # warnings count as errors
#
# Hooks with policies or events are checked together, as by `snsproof preflight`; hooks or policies alone as by
# `snsproof hooks` and `snsproof policy`. If <name> is a target, it is not built before the check has passed; else
# the check is a target <name>, and a part of `all`. Files may be made by the build. The check is made again when a
# file, the arguments or the tool has changed. The tool is the target snsproof::tool: the component `tool` of the
# package, or built with SNSPROOF_TOOLS.

# The commands that check what snsproof_check was given (`given_...` of the caller), and the files that they read.
function(snsproof_check_commands commands files)
  set(read)
  foreach(kind IN ITEMS HOOKS CURRENT EVENTS)
    if(given_${kind})
      cmake_path(ABSOLUTE_PATH given_${kind} NORMALIZE)
      list(APPEND read "${given_${kind}}")
    endif()
  endforeach()
  set(strict)
  if(given_STRICT)
    set(strict --strict)
  endif()
  set(with ${strict})
  if(given_CURRENT)
    list(APPEND with --current "${given_CURRENT}")
  endif()
  foreach(id IN LISTS given_DELETE)
    list(APPEND with --delete "${id}")
  endforeach()
  if(given_EVENTS)
    list(APPEND with --events "${given_EVENTS}")
  endif()
  set(alone)
  foreach(policy IN LISTS given_POLICY)
    string(REGEX MATCH "^arn:[^=]*=" topic "${policy}")
    string(LENGTH "${topic}" length)
    string(SUBSTRING "${policy}" ${length} -1 file)
    cmake_path(ABSOLUTE_PATH file NORMALIZE)
    list(APPEND read "${file}")
    list(APPEND with --policy "${topic}${file}")
    list(APPEND alone COMMAND snsproof::tool policy "${file}" ${strict})
    if(topic)
      string(REPLACE "=" "" topic "${topic}")
      list(APPEND alone --topic "${topic}")
    endif()
  endforeach()

  if(NOT given_HOOKS)
    set(${commands} ${alone} PARENT_SCOPE)
  elseif(given_POLICY OR given_EVENTS)
    set(${commands} COMMAND snsproof::tool preflight --hooks "${given_HOOKS}" ${with} PARENT_SCOPE)
  else()
    set(${commands} COMMAND snsproof::tool hooks "${given_HOOKS}" ${with} PARENT_SCOPE)
  endif()
  set(${files} ${read} PARENT_SCOPE)
endfunction()

function(snsproof_check name)
  cmake_parse_arguments(PARSE_ARGV 1 given "STRICT" "HOOKS;CURRENT;EVENTS" "DELETE;POLICY")
  if(given_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "snsproof_check(${name}): unknown arguments: ${given_UNPARSED_ARGUMENTS}")
  endif()
  if(given_KEYWORDS_MISSING_VALUES)
    message(FATAL_ERROR "snsproof_check(${name}): no value for: ${given_KEYWORDS_MISSING_VALUES}")
  endif()
  if(NOT given_HOOKS AND (given_CURRENT OR given_DELETE OR given_EVENTS OR NOT given_POLICY))
    message(FATAL_ERROR "snsproof_check(${name}): needs HOOKS, or POLICY alone")
  endif()
  if(given_DELETE AND NOT given_CURRENT)
    message(FATAL_ERROR "snsproof_check(${name}): DELETE needs CURRENT")
  endif()
  if(NOT TARGET snsproof::tool)
    message(FATAL_ERROR "snsproof_check(${name}): needs the tool: install it and find the component `tool`, or "
      "build it with SNSPROOF_TOOLS")
  endif()

  snsproof_check_commands(commands files)

  # A name for each set of arguments: not all generators run a command again when only its arguments have changed.
  string(SHA256 key "${commands}")
  string(SUBSTRING "${key}" 0 8 key)
  set(stamp "${CMAKE_CURRENT_BINARY_DIR}/${name}_snsproof_${key}.stamp")
  list(TRANSFORM files REPLACE ".*/" "" OUTPUT_VARIABLE names)
  list(JOIN names ", " names)
  add_custom_command(OUTPUT "${stamp}"
    ${commands}
    COMMAND "${CMAKE_COMMAND}" -E touch "${stamp}"
    DEPENDS ${files} snsproof::tool
    COMMENT "Checking ${names}"
    VERBATIM)
  if(TARGET ${name})
    add_custom_target(${name}_snsproof_${key} DEPENDS "${stamp}")
    add_dependencies(${name} ${name}_snsproof_${key})
  else()
    add_custom_target(${name} ALL DEPENDS "${stamp}")
  endif()
endfunction()
