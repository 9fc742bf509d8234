# SPDX-License-Identifier: GPL-3.0-or-later
# fettle_add_room(NAME <room> [TORCH] [ARROW] [QT] [SOURCES ...] DEPS ...)  -> static library fettle_<room>
#
#   TORCH  links LibTorch and uses the one precompiled header
#   ARROW  links Arrow; QT links Qt Core and Network and runs moc
#   UI     links Qt Widgets, runs moc and uses the desktop's precompiled header
#   Without SOURCES: every *.cpp of the folder, not of its subfolders. A room without a source is an
#   INTERFACE library, so that a new room configures before its first file.
#
# fettle_add_program(NAME <program> ROOMS ...)  -> <build>/bin/<program> from main.cpp, when there is one

if(NOT FETTLE_TORCH_FREE)
  add_library(fettle_torch_pch OBJECT "${PROJECT_SOURCE_DIR}/cmake/torch_pch.cpp")
  target_link_libraries(fettle_torch_pch PUBLIC fettle_flags Fettle::Torch nlohmann_json::nlohmann_json)
  target_precompile_headers(fettle_torch_pch PRIVATE "${PROJECT_SOURCE_DIR}/cmake/torch_pch.h")
endif()

if(FETTLE_WITH_UI AND NOT FETTLE_WORKER_ONLY)
  add_library(fettle_ui_pch OBJECT "${PROJECT_SOURCE_DIR}/cmake/ui_pch.cpp")
  target_link_libraries(fettle_ui_pch PUBLIC fettle_flags Qt6::Widgets Qt6::Network)
  target_precompile_headers(fettle_ui_pch PRIVATE "${PROJECT_SOURCE_DIR}/cmake/ui_pch.h")
endif()

function(fettle_use_torch target)
  target_link_libraries(${target} PRIVATE fettle_flags Fettle::Torch nlohmann_json::nlohmann_json)
  target_precompile_headers(${target} REUSE_FROM fettle_torch_pch)
endfunction()

function(fettle_add_room)
  cmake_parse_arguments(PARSE_ARGV 0 room "TORCH;ARROW;QT;UI" "NAME" "SOURCES;DEPS")
  if(room_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "fettle_add_room(${room_NAME}): unknown arguments ${room_UNPARSED_ARGUMENTS}")
  endif()
  set(target fettle_${room_NAME})
  if(NOT DEFINED room_SOURCES)
    file(GLOB room_SOURCES CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
    list(FILTER room_SOURCES EXCLUDE REGEX "/main\\.cpp$")
  endif()
  set(links ${room_DEPS})
  if(room_TORCH)
    list(APPEND links Fettle::Torch)
  endif()
  if(room_ARROW)
    list(APPEND links Fettle::Arrow Fettle::ArrowCompute Fettle::Parquet)
  endif()
  if(room_QT)
    list(APPEND links Qt6::Core Qt6::Network)
  endif()
  if(room_UI)
    list(APPEND links Qt6::Widgets Qt6::Network)
  endif()
  if(NOT room_SOURCES)
    add_library(${target} INTERFACE)
    target_link_libraries(${target} INTERFACE fettle_flags ${links})
  else()
    if(room_QT OR room_UI)
      # moc wants the headers that hold Q_OBJECT among the sources.
      file(GLOB headers CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.h")
    endif()
    add_library(${target} STATIC ${room_SOURCES} ${headers})
    target_link_libraries(${target} PUBLIC fettle_flags ${links})
    if(room_TORCH)
      target_precompile_headers(${target} REUSE_FROM fettle_torch_pch)
    endif()
    if(room_UI)
      target_precompile_headers(${target} REUSE_FROM fettle_ui_pch)
    endif()
    if(room_QT OR room_UI)
      set_target_properties(${target} PROPERTIES AUTOMOC ON)
    endif()
  endif()
  # Read by fettle_add_test: a test of such a room uses the precompiled header too.
  set_target_properties(${target} PROPERTIES FETTLE_TORCH "${room_TORCH}")
endfunction()

function(fettle_add_program)
  cmake_parse_arguments(PARSE_ARGV 0 program "" "NAME" "ROOMS")
  file(GLOB mainFile CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/main.cpp")
  if(NOT mainFile)
    message(STATUS "${program_NAME}: no main.cpp yet")
    return()
  endif()
  add_executable(${program_NAME} ${mainFile})
  target_link_libraries(${program_NAME} PRIVATE fettle_flags ${program_ROOMS})
  install(TARGETS ${program_NAME} RUNTIME DESTINATION bin)
endfunction()
