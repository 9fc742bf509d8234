# SPDX-License-Identifier: GPL-3.0-or-later
# fettle_component_registry(<source variable>): finds engine/components/<kind>/<id>.cpp and writes a source
# that declares and calls, for each of them,
#     void fettle::registerComponent_<kind>_<id>(Registry&);          (FETTLE_COMPONENT defines it)
# in void fettle::registerBuiltInComponents(Registry&). A list written by the build, because the linker
# drops static initialisers of archives that nobody calls, and cannot drop a call.
# Every .cpp in a kind's folder is a component; code that several components share lies beside the folders
# (engine/components/*.cpp) or in data, model, training.
# Unity batches put several components into one translation unit: free functions and constants of a component
# carry its name (linearShape, not shape), or are static members of its class.

set(FETTLE_COMPONENT_KINDS importers samples encoders tokenizers samplers collators transforms layers
  initializers templates tasks losses optimizers schedules metrics decoders exporters)

function(fettle_component_registry sourcesVariable)
  set(declarations "")
  set(calls "")
  set(sources "")
  foreach(kind IN LISTS FETTLE_COMPONENT_KINDS)
    file(GLOB files CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${kind}/*.cpp")
    foreach(file IN LISTS files)
      get_filename_component(id "${file}" NAME_WE)
      if(NOT id MATCHES "^[a-z][a-z0-9_]*$")
        message(FATAL_ERROR "${file}: a component file is named after its id: small letters, digits, underscores")
      endif()
      string(APPEND declarations "void registerComponent_${kind}_${id}(Registry& registry);\n")
      string(APPEND calls "    registerComponent_${kind}_${id}(registry);\n")
      list(APPEND sources "${file}")
    endforeach()
  endforeach()
  set(generated "${CMAKE_CURRENT_BINARY_DIR}/built_in_components.cpp")
  if(calls STREQUAL "")
    set(calls "    static_cast<void>(registry);\n")
  endif()
  file(CONFIGURE OUTPUT "${generated}" CONTENT "// Written by cmake/FettleComponents.cmake from the folders of engine/components. Do not edit.
#include \"engine/component_api/registry.h\"

namespace fettle {

@declarations@
void registerBuiltInComponents(Registry& registry) {
@calls@}

}  // namespace fettle
" @ONLY)
  if(EXISTS "${PROJECT_SOURCE_DIR}/engine/component_api/registry.h")
    list(APPEND sources "${generated}")
    # In a batch of its own: it must not see the names of components.
    set_source_files_properties("${generated}" PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  endif()
  set(${sourcesVariable} ${sources} PARENT_SCOPE)
endfunction()
