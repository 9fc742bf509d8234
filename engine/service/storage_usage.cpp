// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/storage_usage.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <utility>

namespace fettle::service {
namespace {

namespace fs = std::filesystem;

constexpr auto kParts = std::to_array<std::string_view>(
    {"datasets", "runs", "models", "projects", "cache", "database", "trash", "other"});

/// Which part a name at the top of the workspace belongs to.
std::size_t partOf(const platform::Path& name)
{
    const auto text = name.native();
    for (std::size_t i = 0; i < 5; ++i)
        if (text == kParts[i])
            return i;
    // fettle.db, fettle.db-wal, fettle.db-shm
    return text.starts_with("fettle.db") ? 5 : 7;
}

constexpr std::size_t kTrash = 6;

/// One walk. A stack of folders instead of the library's recursive iterator, which gives up the rest of the tree at
/// the first folder that it cannot open.
class Walk {
public:
    Walk(const StorageQuestion& question, const std::stop_token& stop) : m_question(question), m_stop(stop)
    {
        for (const auto& part : kParts)
            m_usage.parts.push_back({std::string(part), 0, 0});
    }

    std::optional<StorageUsage> run()
    {
        m_waiting.emplace_back(m_question.workspace, kAtTop);
        while (!m_waiting.empty()) {
            const auto [folder, part] = std::move(m_waiting.back());
            m_waiting.pop_back();
            if (!readFolder(folder, part))
                return m_stop.stop_requested() ? std::nullopt : std::optional(m_usage);
        }
        return m_usage;
    }

private:
    static constexpr std::size_t kAtTop = SIZE_MAX;

    /// False where the walk ends here.
    bool readFolder(const platform::Path& folder, std::size_t part)
    {
        std::error_code failed;
        fs::directory_iterator entries(folder, failed);
        for (; !failed && entries != fs::directory_iterator(); entries.increment(failed)) {
            if (m_stop.stop_requested())
                return false;
            if (++m_seen > m_question.mostEntries) {
                m_usage.complete = false;
                return false;
            }
            take(*entries, part == kAtTop ? partOf(entries->path().filename()) : part);
        }
        // What vanished while we walked is no gap.
        if (failed && failed != std::errc::no_such_file_or_directory)
            m_usage.complete = false;
        return true;
    }

    void take(const fs::directory_entry& entry, std::size_t part)
    {
        std::error_code ignored;
        const auto status = entry.symlink_status(ignored);
        if (fs::is_directory(status)) {
            m_waiting.emplace_back(entry.path(), m_question.trashed.contains(entry.path()) ? kTrash : part);
        } else if (fs::is_regular_file(status)) {
            const auto size = entry.file_size(ignored);
            if (!ignored) {
                m_usage.parts[part].bytes += size;
                ++m_usage.parts[part].files;
            }
        }
    }

    const StorageQuestion& m_question;
    const std::stop_token& m_stop;
    StorageUsage m_usage;
    std::vector<std::pair<platform::Path, std::size_t>> m_waiting;
    std::int64_t m_seen = 0;
};

} // namespace

std::uint64_t StorageUsage::bytesOf(std::string_view part) const
{
    const auto found = std::ranges::find(parts, part, &StoragePart::part);
    return found == parts.end() ? 0 : found->bytes;
}

std::uint64_t StorageUsage::totalBytes() const
{
    std::uint64_t total = 0;
    for (const auto& part : parts)
        total += part.bytes;
    return total;
}

Value toValue(const StorageUsage& usage)
{
    ValueList parts;
    for (const auto& part : usage.parts)
        parts.push_back(ValueMap{{"part", part.part}, {"bytes", part.bytes}, {"files", part.files}});
    return ValueMap{{"parts", parts}, {"total_bytes", usage.totalBytes()}, {"complete", usage.complete}};
}

std::optional<StorageUsage> measureStorage(const StorageQuestion& question, const std::stop_token& stop)
{
    return Walk(question, stop).run();
}

} // namespace fettle::service
