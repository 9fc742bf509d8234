// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/import_space.h"

#include <filesystem>

#include "engine/data/picture_folder.h"
#include "engine/data/table_files.h"

namespace fettle::data {
namespace {

namespace fs = std::filesystem;

// Manifest, split, statistics, and what the file system needs.
constexpr std::uint64_t kReserveBytes = std::uint64_t{16} << 20;
// A cell of a table is stored in 8 bytes, or as its text with 8 beside it, uncompressed: 1.3 times the file where text
// prevails, 1.6 times for Adult, 2.4 times where most cells are short numbers.
constexpr std::uint64_t kTablePercent = 150;
// Compressed text is a quarter of it or less.
constexpr std::uint64_t kGzipFactor = 4;
// A workbook's cells are packed XML: a number takes one to three bytes of the file and eight as it is stored.
constexpr std::uint64_t kWorkbookFactor = 8;

std::uint64_t sizeOf(const fs::path& file)
{
    std::error_code error;
    const auto size = fs::file_size(file, error);
    return error ? 0 : size;
}

std::uint64_t tableBytes(const std::vector<std::string>& paths, TableKind kind)
{
    std::uint64_t bytes = 0;
    if (const auto tables = findTableFiles(paths, kind))
        for (const auto& file : tables->files)
            bytes += sizeOf(file.path) * (file.path.extension() == ".gz" ? kGzipFactor : 1) * kTablePercent / 100;
    return bytes;
}

/// Pictures and texts are kept as they are. Other files of a folder may be anything and count only where they were named.
std::uint64_t otherBytes(const fs::path& path, bool texts)
{
    std::error_code error;
    if (!fs::is_directory(path, error))
        return sizeOf(path) * (texts && path.extension() == ".gz" ? kGzipFactor : 1);
    std::uint64_t bytes = 0;
    auto entry = fs::recursive_directory_iterator(path, fs::directory_options::skip_permission_denied, error);
    for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
        std::error_code unreadable;
        if (entry->is_symlink(unreadable) || !entry->is_regular_file(unreadable))
            continue;
        const auto name = platform::toUtf8(entry->path().filename());
        if (texts ? !hasPictureName(name) && !hasTableName(name) : hasPictureName(name))
            bytes += sizeOf(entry->path()) * (entry->path().extension() == ".gz" ? kGzipFactor : 1);
    }
    return bytes;
}

} // namespace

std::uint64_t estimateImportBytes(const std::string& importer, const std::vector<std::string>& paths)
{
    std::uint64_t bytes = kReserveBytes;
    if (importer == "table" || importer == "json")
        return bytes + tableBytes(paths, importer == "json" ? TableKind::Json : TableKind::Text);
    if (importer == "xlsx") {
        if (const auto books = findTableFiles(paths, TableKind::Workbook))
            for (const auto& file : books->files)
                bytes += sizeOf(file.path) * kWorkbookFactor;
        return bytes;
    }
    for (const auto& path : paths)
        bytes += otherBytes(platform::fromUtf8(path), importer == "text_folder" || importer == "text_lines");
    return bytes;
}

Result<void> requireImportSpace(std::uint64_t neededBytes, const platform::Path& folder, const FreeSpace& freeSpace)
{
    constexpr std::uint64_t kMegabyte = 1'000'000;
    const auto space = freeSpace(folder);
    if (!space || space->freeBytes >= neededBytes)
        return {};
    // Rounded away from each other, so that the two never read as equal.
    return makeError("data.disk_low", {{"folder", platform::toUtf8(folder)},
                                       {"needed_megabytes", neededBytes / kMegabyte + 1},
                                       {"free_megabytes", space->freeBytes / kMegabyte}});
}

} // namespace fettle::data
