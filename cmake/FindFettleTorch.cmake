# SPDX-License-Identifier: GPL-3.0-or-later
# Finds LibTorch and makes the target Fettle::Torch.
#
# Order: the CMake variable FETTLE_LIBTORCH, the environment variable of that name, the wheel that
# installer/setup.sh unpacked into the cache folder. A LibTorch distribution (include/, lib/) and the
# folder of the Python package `torch` have the same layout. Only libtorch_cpu and libc10 are linked: the
# CUDA libraries, where the wheel has them, are loaded at run time. TorchConfig.cmake is not used,
# because it wants CUDA's tool kit on the machine as soon as the wheel is a CUDA build.

set(_fettleCache "$ENV{XDG_CACHE_HOME}")
if(NOT _fettleCache)
  set(_fettleCache "$ENV{HOME}/.cache")
endif()
set(FETTLE_DEPS_DIR "${_fettleCache}/fettle/deps" CACHE PATH "Where installer/setup.sh puts the wheels")

if(NOT FETTLE_LIBTORCH AND NOT "$ENV{FETTLE_LIBTORCH}" STREQUAL "")
  # Kept, so that a later reconfiguration in another shell finds the same.
  set(FETTLE_LIBTORCH "$ENV{FETTLE_LIBTORCH}" CACHE PATH "LibTorch folder or torch package folder" FORCE)
endif()
set(_fettleTorchCandidates "${FETTLE_LIBTORCH}" "${FETTLE_DEPS_DIR}/torch-2.13.0/torch")
set(FETTLE_TORCH_DIR "")
foreach(candidate IN LISTS _fettleTorchCandidates)
  if(NOT candidate)
    continue()
  endif()
  foreach(folder "${candidate}" "${candidate}/torch" "${candidate}/libtorch")
    if(EXISTS "${folder}/include/torch/csrc/api/include/torch/torch.h" AND EXISTS "${folder}/lib/libtorch_cpu.so")
      set(FETTLE_TORCH_DIR "${folder}")
      break()
    endif()
  endforeach()
  if(FETTLE_TORCH_DIR)
    break()
  endif()
  if(NOT candidate STREQUAL "${FETTLE_DEPS_DIR}/torch-2.13.0/torch")
    message(FATAL_ERROR "FETTLE_LIBTORCH names ${candidate}, but that folder holds no LibTorch "
      "(expected include/torch/csrc/api/include/torch/torch.h and lib/libtorch_cpu.so).")
  endif()
endforeach()

set(FETTLE_TORCH_VERSION "")
if(FETTLE_TORCH_DIR)
  if(EXISTS "${FETTLE_TORCH_DIR}/version.py")
    file(STRINGS "${FETTLE_TORCH_DIR}/version.py" _line REGEX "^__version__ = ")
    string(REGEX REPLACE "^__version__ = '([^']*)'.*" "\\1" FETTLE_TORCH_VERSION "${_line}")
  elseif(EXISTS "${FETTLE_TORCH_DIR}/build-version")
    file(STRINGS "${FETTLE_TORCH_DIR}/build-version" FETTLE_TORCH_VERSION LIMIT_COUNT 1)
  endif()
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(FettleTorch
  REQUIRED_VARS FETTLE_TORCH_DIR
  VERSION_VAR FETTLE_TORCH_VERSION
  REASON_FAILURE_MESSAGE "Run `bash installer/setup.sh`, or set FETTLE_LIBTORCH to a LibTorch folder.")

if(FettleTorch_FOUND AND NOT TARGET Fettle::Torch)
  # The wheel says by its symbols which std::string it was built with.
  file(STRINGS "${FETTLE_TORCH_DIR}/lib/libc10.so" _abiSymbols REGEX "__cxx11" LIMIT_COUNT 1)
  if(_abiSymbols)
    set(_fettleAbi 1)
  else()
    set(_fettleAbi 0)
  endif()
  add_library(fettle_c10 SHARED IMPORTED)
  set_target_properties(fettle_c10 PROPERTIES IMPORTED_LOCATION "${FETTLE_TORCH_DIR}/lib/libc10.so")
  add_library(Fettle::Torch SHARED IMPORTED)
  set_target_properties(Fettle::Torch PROPERTIES
    IMPORTED_LOCATION "${FETTLE_TORCH_DIR}/lib/libtorch_cpu.so"
    INTERFACE_INCLUDE_DIRECTORIES "${FETTLE_TORCH_DIR}/include;${FETTLE_TORCH_DIR}/include/torch/csrc/api/include"
    # LibTorch brings an fmt of its own, which its include folder puts before the system's; its versions live in
    # namespaces of their own, so used as headers alone it cannot clash with the system's library.
    INTERFACE_COMPILE_DEFINITIONS "_GLIBCXX_USE_CXX11_ABI=${_fettleAbi};FMT_HEADER_ONLY"
    INTERFACE_LINK_LIBRARIES "fettle_c10;Threads::Threads;${CMAKE_DL_LIBS}")
  file(GLOB FETTLE_TORCH_RUNTIME_LIBS
    "${FETTLE_TORCH_DIR}/lib/libtorch_cpu.so" "${FETTLE_TORCH_DIR}/lib/libc10.so" "${FETTLE_TORCH_DIR}/lib/libgomp*.so*")
  if(EXISTS "${FETTLE_TORCH_DIR}/lib/libtorch_cuda.so")
    # The CUDA build: libtorch_cpu.so itself names CUDA's libraries, which lie in packages beside torch and are found
    # by its own run path, not by the linker. An installation takes them all along.
    set_property(TARGET Fettle::Torch APPEND PROPERTY INTERFACE_LINK_OPTIONS "-Wl,--allow-shlib-undefined")
    file(GLOB _cudaLibs "${FETTLE_TORCH_DIR}/lib/lib*.so*" "${FETTLE_TORCH_DIR}/../nvidia/*/lib/*.so*")
    list(FILTER _cudaLibs EXCLUDE REGEX "libtorch_python|libshm|libjitbackend|libbackend_with|libtorchbind|libaoti_custom|libtorch\\.so$")
    list(APPEND FETTLE_TORCH_RUNTIME_LIBS ${_cudaLibs})
    list(REMOVE_DUPLICATES FETTLE_TORCH_RUNTIME_LIBS)
  endif()
endif()
