// SPDX-License-Identifier: GPL-3.0-or-later
// Holds the desktop's precompiled header; see FettleRoom.cmake.
