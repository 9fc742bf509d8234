// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/picture_folder.h"

#include <algorithm>
#include <array>

#include "engine/data/cell_values.h"

namespace fettle::data {

bool hasPictureName(std::string_view name)
{
    static constexpr std::array<std::string_view, 19> kEndings{
        ".jpg", ".jpeg", ".jpe",  ".jfif", ".png",  ".bmp",  ".dib",  ".gif", ".webp", ".tif",
        ".tiff", ".heic", ".heif", ".avif", ".mpo", ".ppm", ".pgm", ".jp2", ".tga"};
    const auto lower = lowered(name);
    return std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view ending) { return lower.ends_with(ending); });
}

Result<PictureFolder> findPictures(const std::vector<std::string>& paths, std::size_t maximumFiles, std::int64_t classLevel)
{
    static constexpr ClassFolderRules kRules{hasPictureName,          "data.folders_nested",        "data.class_level_given",
                                             "data.no_class_folders", "data.picture_without_class", "data.file_stray"};
    return findClassFiles(paths, maximumFiles, classLevel, kRules);
}

} // namespace fettle::data
