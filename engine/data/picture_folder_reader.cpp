// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <atomic>
#include <thread>
#include <unordered_map>

#include "engine/data/picture_decoder.h"
#include "engine/data/picture_folder.h"
#include "engine/data/picture_likeness.h"
#include "engine/data/thumbnail.h"
#include "engine/platform/files.h"

namespace fettle::data {
namespace {

constexpr std::uint64_t kMaximumFileBytes = std::uint64_t{256} << 20;
constexpr std::uint64_t kBatchBytes = 8 << 20;
constexpr std::size_t kBatchFiles = 256;

/// A picture on its way: bytes that are already there, or read from its path by the thread that decodes it.
struct PendingPicture {
    const PictureFile* file = nullptr;
    std::string bytes;
    std::string thumbnail;
    PictureLikeness likeness;
    std::optional<Error> error;
};

void checkPicture(PendingPicture& pending)
{
    if (!pending.file->path.empty()) {
        auto bytes = platform::readWholeFile(pending.file->path, kMaximumFileBytes);
        if (!bytes.ok()) {
            pending.error = bytes.error();
            return;
        }
        pending.bytes = std::move(bytes).value();
    }
    // At a part of its size where the format can: all bytes are looked at, and the thumbnail needs no more.
    DecodeOptions options;
    options.wantedShorterSide = kThumbnailSide;
    const auto picture = decodePicture(std::as_bytes(std::span(pending.bytes)), options);
    if (!picture.ok()) {
        pending.error = picture.error();
        return;
    }
    pending.thumbnail = makeThumbnail(*picture);
    pending.likeness = likenessOf(*picture);
}

class PictureAppender {
public:
    PictureAppender(const PictureFolder& folder, std::int64_t threads, RowSink& sink, ImportMonitor& monitor)
        : m_folder(folder), m_threads(threads), m_sink(sink), m_monitor(monitor)
    {
    }

    Result<void> add(const PictureFile& file, std::string bytes)
    {
        if (!m_batch.empty() && m_batch.front().file->split != file.split)
            FETTLE_TRY(flush());
        m_batchBytes += std::max<std::uint64_t>(file.sizeBytes, bytes.size());
        m_batch.push_back({&file, std::move(bytes), {}, {}, {}});
        return m_batch.size() >= kBatchFiles || m_batchBytes >= kBatchBytes ? flush() : Result<void>();
    }

    Result<void> flush()
    {
        if (m_monitor.cancelled())
            return makeError("data.cancelled");
        decodeAll();
        RowBatch rows;
        rows.columns.resize(3);
        if (!m_batch.empty())
            rows.split = m_batch.front().file->split;
        for (auto& pending : m_batch) {
            ++m_done;
            if (pending.error) {
                m_sink.issue({pending.file->name, 0, *pending.error, 1}, 1);
                continue;
            }
            rows.columns[0].addBytes(std::as_bytes(std::span(pending.bytes)));
            if (pending.file->className)
                rows.columns[1].addText(*pending.file->className);
            else
                rows.columns[1].addMissing(CellStorage::Texts);
            rows.columns[2].addText(pending.file->name);
            rows.thumbnails.push_back(std::move(pending.thumbnail));
            rows.likeness.push_back(pending.likeness);
            ++rows.rows;
        }
        m_batch.clear();
        m_batchBytes = 0;
        m_rows += rows.rows;
        m_monitor.progress(static_cast<double>(m_done), static_cast<double>(m_folder.files.size()), m_rows);
        return rows.rows > 0 ? m_sink.append(std::move(rows)) : Result<void>();
    }

private:
    void decodeAll()
    {
        const auto count = std::min<std::size_t>(static_cast<std::size_t>(m_threads), m_batch.size());
        if (count <= 1) {
            for (auto& pending : m_batch)
                checkPicture(pending);
            return;
        }
        std::atomic<std::size_t> next{0};
        std::vector<std::jthread> workers;
        for (std::size_t i = 0; i < count; ++i) {
            workers.emplace_back([&] {
                for (auto at = next++; at < m_batch.size(); at = next++)
                    checkPicture(m_batch[at]);
            });
        }
    }

    const PictureFolder& m_folder;
    std::int64_t m_threads;
    RowSink& m_sink;
    ImportMonitor& m_monitor;
    std::vector<PendingPicture> m_batch;
    std::uint64_t m_batchBytes = 0;
    std::int64_t m_done = 0;
    std::int64_t m_rows = 0;
};

/// An archive is read from front to back, so its pictures come in its order; splits may alternate.
Result<void> readArchivePictures(const PictureFolder& folder, std::size_t archive, PictureAppender& appender)
{
    std::unordered_map<std::string, const PictureFile*> wanted;
    for (const auto& file : folder.files) {
        if (file.path.empty() && file.archive == archive)
            wanted.emplace(file.name, &file);
    }
    return readArchive(
        folder.archives[archive], [&](const ArchiveEntry& entry) { return wanted.contains(entry.name); },
        [&](const ArchiveEntry& entry, std::string bytes) -> Result<void> {
            const auto* file = wanted.at(entry.name);
            wanted.erase(entry.name); // a second entry of the same name is not another picture
            return appender.add(*file, std::move(bytes));
        });
}

} // namespace

std::vector<ColumnPlan> pictureColumns(bool withFiles)
{
    const auto plan = [](const char* name, FieldKind kind, FieldRole role, CellStorage storage) {
        ColumnPlan column;
        column.field.name = name;
        column.field.kind = kind;
        column.field.role = role;
        column.storage = storage;
        column.kindDecided = column.roleDecided = true;
        return column;
    };
    std::vector<ColumnPlan> columns{plan("image", FieldKind::Image, FieldRole::Input, CellStorage::Bytes),
                                    plan("label", FieldKind::Category, FieldRole::Target, CellStorage::Texts)};
    if (withFiles)
        columns.push_back(plan("file", FieldKind::Id, FieldRole::Ignore, CellStorage::Texts));
    return columns;
}

Result<void> readPictures(const PictureFolder& folder, std::int64_t threads, RowSink& sink, ImportMonitor& monitor)
{
    constexpr std::int64_t kMostThreads = 8;
    if (threads <= 0)
        threads = std::clamp<std::int64_t>(std::thread::hardware_concurrency(), 1, kMostThreads);
    FETTLE_TRY(sink.begin(pictureColumns(true)));
    for (const auto& issue : folder.issues)
        sink.issue(issue, 0);
    for (const auto& note : folder.notes)
        sink.note(note);
    if (auto format = classLevelFormat(folder); !format.empty())
        sink.format(std::move(format));
    PictureAppender appender(folder, threads, sink, monitor);
    for (const auto& file : folder.files) {
        if (!file.path.empty())
            FETTLE_TRY(appender.add(file, {}));
    }
    for (std::size_t i = 0; i < folder.archives.size(); ++i)
        FETTLE_TRY(readArchivePictures(folder, i, appender));
    return appender.flush();
}

} // namespace fettle::data
