# SPDX-License-Identifier: GPL-3.0-or-later
# Finds what Fettle links and says which Debian package brings what is missing.

find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)


# Macros, so that the variables of find_package stay visible in the caller.
macro(fettle_find package debianPackage)
  find_package(${package} QUIET ${ARGN})
  if(NOT ${package}_FOUND)
    message(FATAL_ERROR "${package} was not found. On Debian: apt-get install ${debianPackage} "
      "(bash installer/setup.sh installs everything that Fettle needs).")
  endif()
endmacro()

macro(fettle_find_pkg target debianPackage)
  pkg_check_modules(${target} QUIET IMPORTED_TARGET ${ARGN})
  if(NOT ${target}_FOUND)
    message(FATAL_ERROR "${ARGN} was not found by pkg-config. On Debian: apt-get install ${debianPackage} "
      "(bash installer/setup.sh installs everything that Fettle needs).")
  endif()
endmacro()

fettle_find(nlohmann_json nlohmann-json3-dev)
fettle_find(fmt libfmt-dev)
fettle_find_pkg(FETTLE_YAML libyaml-cpp-dev yaml-cpp)
add_library(Fettle::Yaml ALIAS PkgConfig::FETTLE_YAML)
fettle_find_pkg(FETTLE_ARCHIVE libarchive-dev libarchive)
add_library(Fettle::Archive ALIAS PkgConfig::FETTLE_ARCHIVE)
fettle_find(ICU libicu-dev COMPONENTS uc i18n data)

if(NOT FETTLE_TORCH_FREE)
  find_package(FettleTorch REQUIRED)
  find_package(FettleArrow REQUIRED)
  fettle_find(ZLIB zlib1g-dev)
  fettle_find(JPEG libjpeg-dev)
  fettle_find(PNG libpng-dev)
  fettle_find(GIF libgif-dev)
  fettle_find_pkg(FETTLE_WEBP libwebp-dev libwebp libwebpdemux)
  fettle_find_pkg(FETTLE_HEIF libheif-dev libheif)
  fettle_find_pkg(FETTLE_WORKBOOK libxlsxwriter-dev xlsxwriter)
  fettle_find(EXPAT libexpat1-dev)
  add_library(fettle_media INTERFACE)
  target_link_libraries(fettle_media INTERFACE JPEG::JPEG PNG::PNG GIF::GIF PkgConfig::FETTLE_WEBP
    PkgConfig::FETTLE_HEIF)
  add_library(Fettle::Media ALIAS fettle_media)
  add_library(Fettle::Workbook ALIAS PkgConfig::FETTLE_WORKBOOK)
endif()

if(NOT FETTLE_WORKER_ONLY)
  fettle_find(SQLite3 libsqlite3-dev)
  fettle_find(SQLiteCpp libsqlitecpp-dev)
  fettle_find(CLI11 libcli11-dev)
  if(FETTLE_WITH_UI)
    fettle_find(Qt6 qt6-base-dev COMPONENTS Core Network Gui Widgets PrintSupport Test)
    fettle_find(Qt6 qt6-svg-dev COMPONENTS Svg)
    fettle_find(QCustomPlotQt6 libqcustomplot-dev)
  else()
    fettle_find(Qt6 qt6-base-dev COMPONENTS Core Network)
  endif()
else()
  fettle_find(CLI11 libcli11-dev)
endif()
