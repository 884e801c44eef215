# SPDX-License-Identifier: Apache-2.0
# Debian packages from what is installed: the target snsproof_packages writes them into packages/ of the build.
install(FILES LICENSE DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/libsnsproof-dev" RENAME copyright)

set(CPACK_GENERATOR DEB)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_PACKAGE_CONTACT "snsproof maintainers <snsproof@localhost>" CACHE STRING
  "Who maintains the Debian packages")
set(CPACK_STRIP_FILES ON)

set(CPACK_COMPONENTS_ALL snsproof_dev)
set(CPACK_DEBIAN_SNSPROOF_DEV_PACKAGE_NAME libsnsproof-dev)
set(CPACK_DEBIAN_SNSPROOF_DEV_PACKAGE_ARCHITECTURE all)
set(CPACK_DEBIAN_SNSPROOF_DEV_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_SNSPROOF_DEV_PACKAGE_SUGGESTS "libsimdjson-dev, snsproof, zlib1g-dev")
set(CPACK_COMPONENT_SNSPROOF_DEV_DESCRIPTION "This package has the header-only C++20 library.")

set(needed snsproof_single_header)
if(TARGET snsproof_tool)
  install(FILES LICENSE DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/snsproof" RENAME copyright
    COMPONENT snsproof_tool)
  list(APPEND CPACK_COMPONENTS_ALL snsproof_tool)
  set(CPACK_DEBIAN_SNSPROOF_TOOL_PACKAGE_NAME snsproof)
  set(CPACK_DEBIAN_SNSPROOF_TOOL_PACKAGE_SECTION utils)
  find_program(DPKG_SHLIBDEPS dpkg-shlibdeps)
  mark_as_advanced(DPKG_SHLIBDEPS)
  if(DPKG_SHLIBDEPS)
    set(CPACK_DEBIAN_SNSPROOF_TOOL_PACKAGE_SHLIBDEPS ON)
  endif()
  set(CPACK_COMPONENT_SNSPROOF_TOOL_DESCRIPTION "This package has the command-line tool.")
  list(APPEND needed snsproof_tool)
  if(TARGET snsproof_pages)
    list(APPEND needed snsproof_pages)
  endif()
endif()
include(CPack)

add_custom_target(snsproof_packages
  COMMAND "${CMAKE_CPACK_COMMAND}" --config "${PROJECT_BINARY_DIR}/CPackConfig.cmake"
    -B "${PROJECT_BINARY_DIR}/packages"
  COMMENT "Making Debian packages"
  VERBATIM)
add_dependencies(snsproof_packages ${needed})
