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
endif()
foreach(document LICENSE README.md CHANGELOG.md THIRD_PARTY.md)
  if(EXISTS "${PROJECT_SOURCE_DIR}/${document}")
    install(FILES "${PROJECT_SOURCE_DIR}/${document}" DESTINATION share/doc/fettle)
  endif()
endforeach()
