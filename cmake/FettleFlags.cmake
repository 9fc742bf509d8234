# SPDX-License-Identifier: GPL-3.0-or-later
# One INTERFACE target with the flags of our own code. Everything of ours links it.

add_library(fettle_flags INTERFACE)
target_include_directories(fettle_flags INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_definitions(fettle_flags INTERFACE QT_NO_KEYWORDS QT_NO_FOREACH)
target_compile_options(fettle_flags INTERFACE -Wall -Wextra -Wpedantic -Werror -Wnon-virtual-dtor)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 reports these in its own headers once they are inlined (bugs 105651, 105329, 104336): a note, not an error.
  target_compile_options(fettle_flags INTERFACE -Wno-restrict -Wno-error=maybe-uninitialized
    -Wno-error=array-bounds -Wno-error=stringop-overflow -Wno-error=stringop-overread
    -Wno-error=free-nonheap-object)
endif()

# -fPIC for programs too: a precompiled header is only reused between targets whose flags agree.
add_compile_options(-fPIC)

if(FETTLE_SANITIZE)
  add_compile_options(-fsanitize=${FETTLE_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${FETTLE_SANITIZE})
  if(FETTLE_SANITIZE MATCHES "undefined")
    # vptr needs the type information of LibTorch's hidden classes.
    add_compile_options(-fno-sanitize-recover=undefined -fno-sanitize=vptr)
    add_link_options(-fno-sanitize=vptr)
  endif()
  if(FETTLE_SANITIZE MATCHES "thread")
    set(FETTLE_TORCH_FREE ON)
  endif()
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # Sanitizer instrumentation makes GCC see paths that do not exist.
    target_compile_options(fettle_flags INTERFACE -Wno-maybe-uninitialized -Wno-array-bounds
      -Wno-stringop-overflow -Wno-stringop-overread)
  endif()
endif()
if(FETTLE_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    message(FATAL_ERROR "FETTLE_FUZZ needs clang with libFuzzer (preset fuzz). On Debian: apt-get install clang.")
  endif()
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize=vptr -fno-omit-frame-pointer
    -fno-sanitize-recover=undefined)
  add_link_options(-fsanitize=address,undefined)
  # GCC's warnings are the rule; what clang says beyond them is shown and stops nobody from fuzzing.
  # It also looks into templates before they are used, where the JSON type is only declared (json_fwd.hpp): later, please.
  target_compile_options(fettle_flags INTERFACE -Wno-error -fdelayed-template-parsing)
endif()
