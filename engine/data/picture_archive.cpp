// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include <archive.h>
#include <archive_entry.h>

#include "engine/data/picture_folder.h"
#include "engine/platform/files.h"

namespace fettle::data {
namespace {

/// What a picture or a text of it shrinks to at best; a bomb's ratio is in the thousands.
constexpr std::uint64_t kMaximumRatio = 200;
constexpr std::uint64_t kSmallArchiveBytes = 1 << 20;
constexpr std::uint64_t kMaximumEntryBytes = std::uint64_t{256} << 20;
constexpr std::size_t kMaximumEntries = 5'000'000;
constexpr std::size_t kBlockBytes = 256 * 1024;

struct ArchiveEnd {
    void operator()(archive* reader) const { archive_read_free(reader); }
};
using ArchiveReader = std::unique_ptr<archive, ArchiveEnd>;

Error archiveDamaged(const platform::Path& path, archive* reader)
{
    const char* text = reader ? archive_error_string(reader) : nullptr;
    return makeError("data.archive_damaged", {{"file", platform::toUtf8(path.filename())}}, text ? text : "");
}

Result<ArchiveReader> openArchive(const platform::Path& path)
{
    ArchiveReader reader(archive_read_new());
    archive_read_support_format_zip(reader.get());
    if (archive_read_open_filename(reader.get(), path.c_str(), kBlockBytes) != ARCHIVE_OK)
        return archiveDamaged(path, reader.get());
    return reader;
}

/// An entry's name as UTF-8, or nothing where it would lead outside of the archive.
std::optional<std::string> safeName(archive_entry* entry)
{
    const char* raw = archive_entry_pathname_utf8(entry);
    if (!raw)
        raw = archive_entry_pathname(entry);
    if (!raw)
        return std::nullopt;
    const auto name = platform::bytesToUtf8(raw);
    if (name.empty() || name.front() == '/' || name.find('\\') != std::string::npos || name.find(':') != std::string::npos)
        return std::nullopt;
    for (std::size_t at = 0; at <= name.size();) {
        const auto end = std::min(name.find('/', at), name.size());
        if (name.compare(at, end - at, "..") == 0)
            return std::nullopt;
        at = end + 1;
    }
    return name;
}

Result<void> forEachEntry(const platform::Path& path,
                          const std::function<Result<void>(archive*, archive_entry*)>& visit)
{
    FETTLE_TRY_ASSIGN(const ArchiveReader reader, openArchive(path));
    archive_entry* entry = nullptr;
    for (std::size_t count = 0;; ++count) {
        const int status = archive_read_next_header(reader.get(), &entry);
        if (status == ARCHIVE_EOF)
            return {};
        if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
            return archiveDamaged(path, reader.get());
        if (count >= kMaximumEntries)
            return makeError("data.archive_ratio", {{"file", platform::toUtf8(path.filename())}});
        FETTLE_TRY(visit(reader.get(), entry));
    }
}

Result<std::string> readEntry(const platform::Path& path, archive* reader, std::uint64_t limit)
{
    std::string bytes;
    std::string block(kBlockBytes, '\0');
    for (;;) {
        const auto got = archive_read_data(reader, block.data(), block.size());
        if (got == 0)
            return bytes;
        if (got < 0)
            return archiveDamaged(path, reader);
        bytes.append(block.data(), static_cast<std::size_t>(got));
        if (bytes.size() > limit)
            return makeError("data.archive_ratio", {{"file", platform::toUtf8(path.filename())}});
    }
}

} // namespace

bool isArchive(const platform::Path& path)
{
    const auto start = platform::readFileStart(path, 4);
    return start.ok() && (*start == std::string_view("PK\3\4", 4) || *start == std::string_view("PK\5\6", 4));
}

Result<std::vector<ArchiveEntry>> listArchive(const platform::Path& path, std::vector<ImportIssue>& issues)
{
    FETTLE_TRY_ASSIGN(const auto stamp, platform::fileStamp(path));
    std::vector<ArchiveEntry> entries;
    std::uint64_t total = 0;
    const auto file = platform::toUtf8(path.filename());
    FETTLE_TRY(forEachEntry(path, [&](archive*, archive_entry* entry) -> Result<void> {
        if (archive_entry_filetype(entry) == AE_IFDIR)
            return {};
        const auto name = safeName(entry);
        if (!name || archive_entry_filetype(entry) != AE_IFREG || archive_entry_symlink(entry)) {
            issues.push_back({file, 0, makeError("data.archive_entry", {{"entry", name.value_or("?")}}), 1});
            return {};
        }
        const auto size = archive_entry_size_is_set(entry) ? static_cast<std::uint64_t>(archive_entry_size(entry)) : 0;
        total += size;
        if (total > std::max(stamp.sizeBytes, kSmallArchiveBytes) * kMaximumRatio || size > (std::uint64_t{1} << 40))
            return makeError("data.archive_ratio", {{"file", file}});
        entries.push_back({*name, size});
        return {};
    }));
    return entries;
}

Result<void> readArchive(const platform::Path& path, const std::function<bool(const ArchiveEntry&)>& wants,
                         const std::function<Result<void>(const ArchiveEntry&, std::string bytes)>& take)
{
    FETTLE_TRY_ASSIGN(const auto stamp, platform::fileStamp(path));
    // Sizes in a ZIP's headers may lie: what comes out is counted again.
    std::uint64_t left = std::max(stamp.sizeBytes, kSmallArchiveBytes) * kMaximumRatio;
    return forEachEntry(path, [&](archive* reader, archive_entry* entry) -> Result<void> {
        const auto name = archive_entry_filetype(entry) == AE_IFREG ? safeName(entry) : std::nullopt;
        const ArchiveEntry found{name.value_or(""), static_cast<std::uint64_t>(archive_entry_size(entry))};
        if (!name || !wants(found))
            return {};
        FETTLE_TRY_ASSIGN(std::string bytes, readEntry(path, reader, std::min(left, kMaximumEntryBytes)));
        left -= std::min<std::uint64_t>(left, bytes.size());
        return take(found, std::move(bytes));
    });
}

} // namespace fettle::data
