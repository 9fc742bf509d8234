// SPDX-License-Identifier: GPL-3.0-or-later
// For this room only.
#pragma once

namespace fettle::store {

/// SQLite's file layer with the seam of platform/file_faults.h in front of every write, sync and truncation, so that
/// a full disk, a failing one and a kill at any write can be tested on the database too.
inline constexpr const char* kFileLayerName = "fettle";

/// Makes the layer known to SQLite; once per process, later calls do nothing.
void registerFileLayer();

} // namespace fettle::store
