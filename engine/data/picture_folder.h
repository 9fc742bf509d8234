// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "engine/component_api/importer.h"
#include "engine/data/class_folder.h"

namespace fettle::data {

using PictureFile = ClassFile;
using PictureFolder = ClassFolder;

/// Pictures in class folders, as findClassFiles finds them.
[[nodiscard]] Result<PictureFolder> findPictures(const std::vector<std::string>& paths, std::size_t maximumFiles,
                                                 std::int64_t classLevel = 0);

/// Whether the name ends as pictures' names do (.jpg .png …; also of formats that are not read, so that they are
/// reported).
[[nodiscard]] bool hasPictureName(std::string_view name);

/// Decodes every picture (for the check and its thumbnail) in several threads, and appends the good ones to the sink
/// as columns "image", "label", "file"; the rest become issues. Errors: platform.*, data.cancelled.
[[nodiscard]] Result<void> readPictures(const PictureFolder& folder, std::int64_t threads, RowSink& sink,
                                        ImportMonitor& monitor);

/// The columns of pictures with a class: image and label; "file" where rows come from files.
[[nodiscard]] std::vector<ColumnPlan> pictureColumns(bool withFiles);

} // namespace fettle::data
