# SPDX-License-Identifier: GPL-3.0-or-later
# `cmake --install` gives a folder that can be moved: bin/, lib/ with LibTorch's and Arrow's libraries
# beside them ($ORIGIN/../lib), share/doc/fettle. Qt and Debian's libraries stay the system's.

if(NOT FETTLE_TORCH_FREE)
  foreach(library IN LISTS FETTLE_TORCH_RUNTIME_LIBS FETTLE_ARROW_RUNTIME_LIBS)
    file(REAL_PATH "${library}" realLibrary)
    get_filename_component(name "${library}" NAME)
    install(FILES "${realLibrary}" DESTINATION lib RENAME "${name}"
      PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
  endforeach()
  file(GLOB wheelLicenses "${FETTLE_TORCH_DIR}/../torch-*.dist-info/LICENSE" "${FETTLE_TORCH_DIR}/../torch-*.dist-info/licenses/LICENSE")
  if(wheelLicenses)
    list(GET wheelLicenses 0 torchLicense)
    install(FILES "${torchLicense}" DESTINATION share/doc/fettle RENAME LICENSE.torch)
  endif()
  file(GLOB arrowLicenses "${FETTLE_ARROW_DIR}/../pyarrow-*.dist-info/LICENSE*" "${FETTLE_ARROW_DIR}/../pyarrow-*.dist-info/licenses/LICENSE*")
  if(arrowLicenses)
    list(GET arrowLicenses 0 arrowLicense)
    install(FILES "${arrowLicense}" DESTINATION share/doc/fettle RENAME LICENSE.arrow)
  endif()
endif()

set(thirdPartyNotices "${CMAKE_BINARY_DIR}/THIRD_PARTY.md")
add_custom_command(OUTPUT "${thirdPartyNotices}"
  COMMAND ${CMAKE_COMMAND} "-DTABLE=${PROJECT_SOURCE_DIR}/cmake/third_party.csv" "-DOUTPUT=${thirdPartyNotices}"
    -P "${PROJECT_SOURCE_DIR}/cmake/ThirdPartyNotices.cmake"
  DEPENDS "${PROJECT_SOURCE_DIR}/cmake/third_party.csv" "${PROJECT_SOURCE_DIR}/cmake/ThirdPartyNotices.cmake"
  VERBATIM)
add_custom_target(third_party_notices ALL DEPENDS "${thirdPartyNotices}")
install(FILES "${thirdPartyNotices}" LICENSE README.md CHANGELOG.md DESTINATION share/doc/fettle)
