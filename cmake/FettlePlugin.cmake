# SPDX-License-Identifier: GPL-3.0-or-later
# fettle_add_plugin(NAME <name> [SOURCES ...])  -> <build>/lib/fettle/plugins/<name>.so
#
# A plug-in and the worker that loads it must be built by the same compiler, against the same LibTorch and
# the same component API. FETTLE_BUILD_TAG says all of that in one string; both get it from here.

file(GLOB _apiHeaders CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/engine/component_api/*.h"
  "${PROJECT_SOURCE_DIR}/engine/contract/*.h")
list(SORT _apiHeaders)
set(_apiText "")
foreach(header IN LISTS _apiHeaders)
  file(SHA256 "${header}" _hash)
  string(APPEND _apiText "${_hash}\n")
  set_property(DIRECTORY "${PROJECT_SOURCE_DIR}" APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${header}")
endforeach()
string(SHA256 _apiHash "${_apiText}")
string(SUBSTRING "${_apiHash}" 0 16 _apiHash)
set(FETTLE_BUILD_TAG
  "${CMAKE_CXX_COMPILER_ID}-${CMAKE_CXX_COMPILER_VERSION}/torch-${FETTLE_TORCH_VERSION}/api-${_apiHash}")
message(STATUS "Build tag for plug-ins: ${FETTLE_BUILD_TAG}")
add_library(fettle_build_tag INTERFACE)
target_compile_definitions(fettle_build_tag INTERFACE "FETTLE_BUILD_TAG=\"${FETTLE_BUILD_TAG}\"")

set(FETTLE_PLUGIN_DIR "${CMAKE_BINARY_DIR}/lib/fettle/plugins")

function(fettle_add_plugin)
  cmake_parse_arguments(PARSE_ARGV 0 plugin "" "NAME" "SOURCES")
  if(NOT DEFINED plugin_SOURCES)
    file(GLOB plugin_SOURCES CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  endif()
  if(NOT plugin_SOURCES)
    return()
  endif()
  add_library(${plugin_NAME} MODULE ${plugin_SOURCES})
  fettle_use_torch(${plugin_NAME})
  target_link_libraries(${plugin_NAME} PRIVATE fettle_build_tag fmt::fmt)
  # Our own functions come from the worker that loads the plug-in, so that there is one registry.
  set_target_properties(${plugin_NAME} PROPERTIES PREFIX "" LIBRARY_OUTPUT_DIRECTORY "${FETTLE_PLUGIN_DIR}")
endfunction()
