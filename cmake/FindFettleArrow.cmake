# SPDX-License-Identifier: GPL-3.0-or-later
# Finds Arrow C++ and makes Fettle::Arrow, Fettle::ArrowCompute and Fettle::Parquet: a normal ArrowConfig if
# the machine has one, else the pyarrow wheel that installer/setup.sh unpacked (its libraries carry the
# version in their file names and have no plain .so link, so they are named here).

set(FETTLE_ARROW_RUNTIME_LIBS "")
if(NOT FETTLE_DEPS_DIR)
  message(FATAL_ERROR "find FettleTorch first: it sets FETTLE_DEPS_DIR")
endif()
set(_arrowWheel "${FETTLE_DEPS_DIR}/pyarrow-26.0.1/pyarrow")

find_package(Arrow QUIET CONFIG)
if(Arrow_FOUND AND TARGET Arrow::arrow_shared)
  find_package(Parquet QUIET CONFIG)
  find_package(ArrowCompute QUIET CONFIG)
  set(FETTLE_ARROW_DIR "${Arrow_DIR}")
  set(FETTLE_ARROW_VERSION "${Arrow_VERSION}")
  add_library(fettle_arrow INTERFACE)
  target_link_libraries(fettle_arrow INTERFACE Arrow::arrow_shared)
  add_library(fettle_arrow_compute INTERFACE)
  # Before Arrow 21 the compute functions lived in the main library.
  target_link_libraries(fettle_arrow_compute INTERFACE fettle_arrow
    $<TARGET_NAME_IF_EXISTS:ArrowCompute::arrow_compute_shared>)
  add_library(fettle_parquet INTERFACE)
  target_link_libraries(fettle_parquet INTERFACE fettle_arrow $<TARGET_NAME_IF_EXISTS:Parquet::parquet_shared>)
  add_library(Fettle::Arrow ALIAS fettle_arrow)
  add_library(Fettle::ArrowCompute ALIAS fettle_arrow_compute)
  add_library(Fettle::Parquet ALIAS fettle_parquet)
elseif(EXISTS "${_arrowWheel}/include/arrow/api.h")
  set(FETTLE_ARROW_DIR "${_arrowWheel}")
  file(GLOB _arrowLib "${_arrowWheel}/libarrow.so.*")
  list(GET _arrowLib 0 _arrowLib)
  string(REGEX REPLACE ".*libarrow\\.so\\." "" _arrowSo "${_arrowLib}")
  set(FETTLE_ARROW_VERSION "26.0.1")
  add_library(Fettle::Arrow SHARED IMPORTED)
  set_target_properties(Fettle::Arrow PROPERTIES IMPORTED_LOCATION "${_arrowLib}"
    INTERFACE_INCLUDE_DIRECTORIES "${_arrowWheel}/include")
  add_library(Fettle::ArrowCompute SHARED IMPORTED)
  set_target_properties(Fettle::ArrowCompute PROPERTIES
    IMPORTED_LOCATION "${_arrowWheel}/libarrow_compute.so.${_arrowSo}" INTERFACE_LINK_LIBRARIES Fettle::Arrow)
  add_library(Fettle::Parquet SHARED IMPORTED)
  set_target_properties(Fettle::Parquet PROPERTIES
    IMPORTED_LOCATION "${_arrowWheel}/libparquet.so.${_arrowSo}" INTERFACE_LINK_LIBRARIES Fettle::Arrow)
  set(FETTLE_ARROW_RUNTIME_LIBS "${_arrowLib}" "${_arrowWheel}/libarrow_compute.so.${_arrowSo}"
    "${_arrowWheel}/libparquet.so.${_arrowSo}")
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(FettleArrow
  REQUIRED_VARS FETTLE_ARROW_DIR
  VERSION_VAR FETTLE_ARROW_VERSION
  REASON_FAILURE_MESSAGE "Run `bash installer/setup.sh`, or install Arrow C++ with its ArrowConfig.cmake.")
