// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/xlsx_package.h"

#include <algorithm>

#include <archive.h>
#include <archive_entry.h>

#include "engine/data/cell_values.h"
#include "engine/platform/files.h"

namespace fettle::data {
namespace {

constexpr std::size_t kPartBlockBytes = 64u << 10;
constexpr std::size_t kMaxParts = 20'000;
/// Sheets of repeated rows shrink to a hundredth; a bomb's ratio is the format's limit of a thousand, and more.
constexpr std::uint64_t kMaxPartRatio = 400;
constexpr std::uint64_t kAlwaysAllowedBytes = 64u << 20;

/// Names as the parts refer to each other: lower case, "/" between folders, none in front.
std::string partKey(std::string_view name)
{
    std::string key = lowered(name);
    std::ranges::replace(key, '\\', '/');
    key.erase(0, std::min(key.find_first_not_of('/'), key.size()));
    return key;
}

std::string entryName(archive_entry* entry)
{
    const char* name = archive_entry_pathname_utf8(entry);
    if (!name)
        name = archive_entry_pathname(entry);
    return name ? platform::bytesToUtf8(name) : std::string();
}

using WorkbookArchive = std::unique_ptr<archive, int (*)(archive*)>;

Error workbookDamaged(const platform::Path& path, archive* reader)
{
    const char* text = reader ? archive_error_string(reader) : nullptr;
    return makeError("data.archive_damaged", {{"file", platform::toUtf8(path.filename())}}, text ? text : "");
}

Result<WorkbookArchive> openWorkbookArchive(const platform::Path& path)
{
    WorkbookArchive reader(archive_read_new(), &archive_read_free);
    if (!reader)
        return workbookDamaged(path, nullptr);
    archive_read_support_format_zip(reader.get());
    if (archive_read_open_filename(reader.get(), path.c_str(), kPartBlockBytes) != ARCHIVE_OK)
        return workbookDamaged(path, reader.get());
    return reader;
}

} // namespace

struct XlsxPart::State {
    std::unique_ptr<archive, int (*)(archive*)> reader{nullptr, &archive_read_free};
    platform::Path path;
    std::string bytes; ///< where there is no reader
    std::uint64_t read = 0;
    std::uint64_t size = 0;
    std::uint64_t limit = 0;
};

XlsxPart::XlsxPart(std::unique_ptr<State> state) : m_state(std::move(state)) {}
XlsxPart::XlsxPart(XlsxPart&&) noexcept = default;
XlsxPart& XlsxPart::operator=(XlsxPart&&) noexcept = default;
XlsxPart::~XlsxPart() = default;

XlsxPart XlsxPart::ofBytes(std::string bytes)
{
    auto state = std::make_unique<State>();
    state->size = bytes.size();
    state->bytes = std::move(bytes);
    return XlsxPart(std::move(state));
}

Result<bool> XlsxPart::read(std::string& out)
{
    if (!m_state->reader) {
        const auto piece = std::string_view(m_state->bytes).substr(m_state->read, kPartBlockBytes);
        out += piece;
        m_state->read += piece.size();
        return !piece.empty();
    }
    const std::size_t before = out.size();
    out.resize(before + kPartBlockBytes);
    const auto got = archive_read_data(m_state->reader.get(), out.data() + before, kPartBlockBytes);
    out.resize(before + static_cast<std::size_t>(std::max<la_ssize_t>(got, 0)));
    if (got < 0)
        return workbookDamaged(m_state->path, m_state->reader.get());
    m_state->read += static_cast<std::uint64_t>(got);
    if (m_state->read > m_state->limit)
        return makeError("data.archive_ratio", {{"file", platform::toUtf8(m_state->path.filename())}});
    return got > 0;
}

std::uint64_t XlsxPart::bytesRead() const { return m_state->read; }
std::uint64_t XlsxPart::sizeBytes() const { return m_state->size; }

Result<XlsxPackage> XlsxPackage::open(const platform::Path& path)
{
    XlsxPackage package;
    package.m_path = path;
    FETTLE_TRY_ASSIGN(const auto stamp, platform::fileStamp(path));
    package.m_sizeBytes = stamp.sizeBytes;
    FETTLE_TRY_ASSIGN(const WorkbookArchive reader, openWorkbookArchive(path));
    archive_entry* entry = nullptr;
    for (std::size_t count = 0;; ++count) {
        const int status = archive_read_next_header(reader.get(), &entry);
        if (status == ARCHIVE_EOF)
            return package;
        if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
            return workbookDamaged(path, reader.get());
        if (count >= kMaxParts)
            return makeError("data.archive_ratio", {{"file", platform::toUtf8(path.filename())}});
        const auto name = entryName(entry);
        // Of two parts with one name the first counts, so that nobody else can be shown another one.
        if (archive_entry_filetype(entry) == AE_IFREG && !name.empty())
            package.m_parts.emplace(partKey(name), name);
    }
}

bool XlsxPackage::has(std::string_view part) const { return m_parts.contains(partKey(part)); }

std::string XlsxPackage::fileName() const { return platform::toUtf8(m_path.filename()); }

Result<XlsxPart> XlsxPackage::part(std::string_view name) const
{
    const auto found = m_parts.find(partKey(name));
    if (found == m_parts.end())
        return makeError("data.workbook_part_missing", {{"file", fileName()}, {"part", std::string(name)}});
    auto state = std::make_unique<XlsxPart::State>();
    state->path = m_path;
    state->limit = std::max(kAlwaysAllowedBytes, m_sizeBytes * kMaxPartRatio);
    FETTLE_TRY_ASSIGN(state->reader, openWorkbookArchive(m_path));
    archive_entry* entry = nullptr;
    for (;;) {
        const int status = archive_read_next_header(state->reader.get(), &entry);
        if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
            return workbookDamaged(m_path, state->reader.get());
        if (archive_entry_filetype(entry) == AE_IFREG && entryName(entry) == found->second)
            break;
    }
    state->size = archive_entry_size_is_set(entry) ? static_cast<std::uint64_t>(archive_entry_size(entry)) : 0;
    return XlsxPart(std::move(state));
}

Result<std::string> XlsxPackage::readSmall(std::string_view name) const
{
    FETTLE_TRY_ASSIGN(XlsxPart source, part(name));
    std::string bytes;
    for (;;) {
        FETTLE_TRY_ASSIGN(const bool more, source.read(bytes));
        if (!more)
            return bytes;
        if (bytes.size() > kSmallPartBytes)
            return makeError("data.archive_ratio", {{"file", fileName()}});
    }
}

} // namespace fettle::data
