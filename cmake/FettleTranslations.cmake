# SPDX-License-Identifier: GPL-3.0-or-later
# fettle_add_translations(<target> <resource name> <resource prefix> <ts files …>)
# translations/*.ts -> .qm -> compiled into the target as a resource. lrelease comes with qt6-l10n-tools.

find_package(Qt6 QUIET COMPONENTS LinguistTools)
if(NOT TARGET Qt6::lrelease)
  message(FATAL_ERROR "Qt6 LinguistTools was not found. On Debian: apt-get install qt6-tools-dev qt6-l10n-tools "
    "(bash installer/setup.sh installs everything that Fettle needs).")
endif()

function(fettle_add_translations target resourceName prefix)
  set(compiled "")
  set(entries "")
  foreach(ts IN LISTS ARGN)
    get_filename_component(name "${ts}" NAME_WE)
    set(qm "${CMAKE_CURRENT_BINARY_DIR}/${name}.qm")
    add_custom_command(OUTPUT "${qm}" COMMAND Qt6::lrelease -silent -nounfinished "${ts}" -qm "${qm}" DEPENDS "${ts}" VERBATIM)
    list(APPEND compiled "${qm}")
    string(APPEND entries "    <file>${name}.qm</file>\n")
  endforeach()
  set(qrc "${CMAKE_CURRENT_BINARY_DIR}/${resourceName}.qrc")
  file(CONFIGURE OUTPUT "${qrc}" CONTENT "<RCC>\n  <qresource prefix=\"${prefix}\">\n${entries}  </qresource>\n</RCC>\n" @ONLY)
  set(resource "${CMAKE_CURRENT_BINARY_DIR}/qrc_${resourceName}.cpp")
  add_custom_command(OUTPUT "${resource}" COMMAND Qt6::rcc --name ${resourceName} "${qrc}" -o "${resource}"
    DEPENDS "${qrc}" ${compiled} VERBATIM)
  target_sources(${target} PRIVATE "${resource}")
  set_source_files_properties("${resource}" PROPERTIES SKIP_AUTOMOC ON SKIP_UNITY_BUILD_INCLUSION ON SKIP_PRECOMPILE_HEADERS ON)
endfunction()
