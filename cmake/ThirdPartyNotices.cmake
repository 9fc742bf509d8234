# SPDX-License-Identifier: GPL-3.0-or-later
# Writes THIRD_PARTY.md from cmake/third_party.csv:  cmake -DTABLE=... -DOUTPUT=... -P ThirdPartyNotices.cmake
# Debian's packages bring their own license texts (/usr/share/doc/PACKAGE/copyright); the wheels carry theirs in
# their dist-info folders, from where the installation copies them.

file(READ "${TABLE}" rows)
string(STRIP "${rows}" rows)
string(REPLACE ";" "%" rows "${rows}")
string(REPLACE "\n" ";" rows "${rows}")
list(POP_FRONT rows)
set(text "# Third-party software in Fettle\n\nWritten by the build from cmake/third_party.csv.\n\n")
string(APPEND text "| library | for | license | linked by | from |\n| --- | --- | --- | --- | --- |\n")
foreach(row IN LISTS rows)
  string(REPLACE "," ";" columns "${row}")
  list(LENGTH columns count)
  if(NOT count EQUAL 5)
    message(FATAL_ERROR "${TABLE}: five columns are needed in: ${row}")
  endif()
  list(JOIN columns " | " line)
  string(REPLACE "%" "," line "${line}")
  string(APPEND text "| ${line} |\n")
endforeach()
file(WRITE "${OUTPUT}" "${text}")
