// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/project_archive.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <memory>
#include <unordered_map>

#include <archive.h>
#include <archive_entry.h>
#include <nlohmann/json.hpp>

#include "engine/contract/metric.h"
#include "engine/documents/manifest_document.h"
#include "engine/documents/recipe_document.h"
#include "engine/platform/clock.h"
#include "engine/platform/file_writer.h"
#include "engine/platform/files.h"
#include "engine/platform/hash.h"
#include "engine/platform/machine.h"
#include "engine/platform/system_error.h"

namespace fettle::service {
namespace {

using platform::Path;

constexpr std::size_t kBlockBytes = 256 * 1024;
/// What a bomb unpacks to is thousands of times its size; points and documents shrink to a fiftieth.
constexpr std::uint64_t kMostRatio = 200;
constexpr std::uint64_t kSmallFileBytes = std::uint64_t{4} << 20;
/// A ZIP ends with 22 bytes that begin so; Fettle writes no comment behind them.
constexpr std::string_view kZipEnd("PK\5\6", 4);
constexpr std::size_t kZipEndBytes = 22;
constexpr std::uint64_t kDiskReserveBytes = std::uint64_t{32} << 20;

struct ArchiveClose {
    void operator()(archive* handle) const { archive_free(handle); }
};
using ArchiveHandle = std::unique_ptr<archive, ArchiveClose>;

struct EntryClose {
    void operator()(archive_entry* entry) const { archive_entry_free(entry); }
};

std::string archiveProblem(archive* handle)
{
    const char* text = archive_error_string(handle);
    return text ? text : "";
}

// --- writing -------------------------------------------------------------------------------------------------------

/// Where the ZIP's bytes go; keeps the error that libarchive cannot carry.
struct ArchiveSink {
    platform::FileWriter* writer = nullptr;
    Result<void> outcome;

    static la_ssize_t write(archive*, void* self, const void* bytes, size_t count)
    {
        auto& sink = *static_cast<ArchiveSink*>(self);
        sink.outcome = sink.writer->write(std::string_view(static_cast<const char*>(bytes), count));
        return sink.outcome ? static_cast<la_ssize_t>(count) : -1;
    }
};

bool isText(std::string_view path)
{
    return path.ends_with(".json") || path.ends_with(".yaml") || path.ends_with(".jsonl") || path.ends_with(".csv");
}

class ArchivePacker {
public:
    ArchivePacker(const Path& path, ArchiveSink& sink) : m_path(path), m_archive(archive_write_new()), m_sink(sink) {}

    Result<void> open()
    {
        auto* handle = m_archive.get();
        if (archive_write_set_format_zip(handle) != ARCHIVE_OK || archive_write_set_bytes_in_last_block(handle, 1) != ARCHIVE_OK ||
            archive_write_open(handle, &m_sink, nullptr, &ArchiveSink::write, nullptr) != ARCHIVE_OK)
            return failed();
        return {};
    }

    Result<void> begin(const std::string& path, std::uint64_t sizeBytes)
    {
        const std::unique_ptr<archive_entry, EntryClose> entry(archive_entry_new());
        archive_entry_set_pathname(entry.get(), path.c_str());
        archive_entry_set_size(entry.get(), static_cast<la_int64_t>(sizeBytes));
        archive_entry_set_filetype(entry.get(), AE_IFREG);
        archive_entry_set_perm(entry.get(), 0644);
        archive_entry_set_mtime(entry.get(), platform::SystemClock().utcMs() / 1000, 0);
        // Weights and fragments hardly shrink, and storing them is as fast as the disk.
        const int method = isText(path) ? archive_write_zip_set_compression_deflate(m_archive.get())
                                        : archive_write_zip_set_compression_store(m_archive.get());
        if (method != ARCHIVE_OK || archive_write_header(m_archive.get(), entry.get()) != ARCHIVE_OK)
            return failed();
        return {};
    }

    Result<void> write(std::string_view bytes)
    {
        while (!bytes.empty()) {
            const auto written = archive_write_data(m_archive.get(), bytes.data(), bytes.size());
            if (written <= 0)
                return failed();
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
        return {};
    }

    Result<void> close() { return archive_write_close(m_archive.get()) == ARCHIVE_OK ? Result<void>() : failed(); }

private:
    Result<void> failed()
    {
        if (!m_sink.outcome)
            return m_sink.outcome.error();
        return makeError("platform.write_failed",
                         {{"path", platform::toUtf8(m_path)}, {"reason", platform::errnoText(archive_errno(m_archive.get()))}},
                         archiveProblem(m_archive.get()));
    }

    const Path& m_path;
    ArchiveHandle m_archive;
    ArchiveSink& m_sink;
};

/// Reads a file in blocks; returns its hash.
Result<std::string> readInBlocks(const Path& path, std::uint64_t& sizeBytes,
                                 const std::function<Result<void>(std::string_view)>& take)
{
    std::error_code failed;
    if (!std::filesystem::is_regular_file(path, failed))
        return makeError("platform.not_a_file", {{"path", platform::toUtf8(path)}});
    std::ifstream in(path, std::ios::binary);
    if (!in)
        return platform::systemError("platform.file_not_opened", errno, path);
    platform::Sha256 hash;
    std::string block(kBlockBytes, '\0');
    sizeBytes = 0;
    while (in) {
        in.read(block.data(), static_cast<std::streamsize>(block.size()));
        const std::string_view bytes(block.data(), static_cast<std::size_t>(in.gcount()));
        if (bytes.empty())
            break;
        hash.update(bytes);
        sizeBytes += bytes.size();
        FETTLE_TRY(take(bytes));
    }
    if (in.bad())
        return platform::systemError("platform.read_failed", errno, path);
    return hash.finishHex();
}

Result<void> packFile(ArchivePacker& packer, const GatheredFile& file, const ProjectFileEntry& entry,
                      const std::function<void(std::uint64_t)>& passed)
{
    FETTLE_TRY(packer.begin(entry.path, entry.sizeBytes));
    std::uint64_t left = entry.sizeBytes;
    std::uint64_t sizeBytes = 0;
    const auto changed = makeError("service.project_changed", {{"path", platform::toUtf8(file.source)}});
    const auto hash = readInBlocks(file.source, sizeBytes, [&](std::string_view bytes) -> Result<void> {
        if (bytes.size() > left)
            return changed;
        left -= bytes.size();
        passed(bytes.size());
        return packer.write(bytes);
    });
    if (!hash)
        return hash.error();
    return *hash == entry.sha256 && left == 0 ? Result<void>() : changed;
}

// --- reading -------------------------------------------------------------------------------------------------------

class ArchiveUnpacker {
public:
    ArchiveUnpacker(const Path& file, const Path& folder, const ArchiveProgress& progress)
        : m_file(file), m_name(platform::toUtf8(file.filename())), m_folder(folder), m_progress(progress)
    {
    }

    Result<ProjectDocument> unpack()
    {
        FETTLE_TRY(open());
        FETTLE_TRY(readList());
        std::size_t found = 0;
        archive_entry* entry = nullptr;
        for (;;) {
            const int status = archive_read_next_header(m_archive.get(), &entry);
            if (status == ARCHIVE_EOF)
                break;
            if (status != ARCHIVE_OK)
                return damaged("");
            FETTLE_TRY(unpackEntry(entry));
            ++found;
        }
        if (found != m_document.files.size())
            return projectFileDamaged(m_name, missing());
        FETTLE_TRY(platform::writeFileAtomically(m_folder / kProjectDocumentName, writeProjectDocument(m_document)));
        FETTLE_TRY(readDocuments());
        FETTLE_TRY(platform::syncTree(m_folder));
        return std::move(m_document);
    }

private:
    [[nodiscard]] Error damaged(std::string_view place) const
    {
        return projectFileDamaged(m_name, place, archiveProblem(m_archive.get()));
    }

    /// Cut short at any byte, it no longer ends as a ZIP ends.
    Result<void> open()
    {
        FETTLE_TRY_ASSIGN(const auto start, platform::readFileStart(m_file, kZipEndBytes));
        FETTLE_TRY_ASSIGN(const auto stamp, platform::fileStamp(m_file));
        if (!start.starts_with("PK\3\4"))
            return makeError("service.not_a_project_file", {{"file", m_name}});
        std::ifstream in(m_file, std::ios::binary);
        std::string end(kZipEndBytes, '\0');
        if (stamp.sizeBytes < kZipEndBytes || !in.seekg(-static_cast<std::streamoff>(kZipEndBytes), std::ios::end) ||
            !in.read(end.data(), static_cast<std::streamsize>(end.size())) || !end.starts_with(kZipEnd) ||
            end.substr(kZipEndBytes - 2) != std::string_view("\0\0", 2))
            return projectFileDamaged(m_name, "", "the end of the file is missing");
        m_mostBytes = std::max(stamp.sizeBytes, kSmallFileBytes) * kMostRatio;
        m_archive.reset(archive_read_new());
        if (archive_read_support_format_zip_seekable(m_archive.get()) != ARCHIVE_OK ||
            archive_read_open_filename(m_archive.get(), m_file.c_str(), kBlockBytes) != ARCHIVE_OK)
            return damaged("");
        return {};
    }

    Result<void> readList()
    {
        archive_entry* entry = nullptr;
        if (archive_read_next_header(m_archive.get(), &entry) != ARCHIVE_OK)
            return damaged("");
        const char* name = archive_entry_pathname(entry);
        if (!name || name != kProjectDocumentName || archive_entry_filetype(entry) != AE_IFREG)
            return makeError("service.not_a_project_file", {{"file", m_name}});
        std::string text;
        FETTLE_TRY(readData(kMaxProjectDocumentBytes, kProjectDocumentName, [&](std::string_view bytes) -> Result<void> {
            text += bytes;
            return {};
        }));
        FETTLE_TRY_ASSIGN(m_document, readProjectDocument(text, m_name));
        m_total = m_document.totalBytes();
        if (m_total > m_mostBytes)
            return projectFileDamaged(m_name, kProjectDocumentName, "unpacks to far more than it holds");
        FETTLE_TRY(platform::requireDiskSpace(m_folder, m_total + kDiskReserveBytes));
        for (const auto& file : m_document.files)
            m_expected.emplace(file.path, &file);
        m_listed = m_expected;
        return {};
    }

    Result<void> readData(std::uint64_t limit, std::string_view place,
                          const std::function<Result<void>(std::string_view)>& take)
    {
        std::string block(kBlockBytes, '\0');
        std::uint64_t count = 0;
        for (;;) {
            const auto got = archive_read_data(m_archive.get(), block.data(), block.size());
            if (got < 0)
                return damaged(place);
            if (got == 0)
                return {};
            count += static_cast<std::uint64_t>(got);
            if (count > limit)
                return projectFileDamaged(m_name, place, "longer than its list says");
            FETTLE_TRY(take(std::string_view(block.data(), static_cast<std::size_t>(got))));
        }
    }

    Result<void> unpackEntry(archive_entry* entry)
    {
        const char* raw = archive_entry_pathname(entry);
        const std::string name = raw ? raw : "";
        const auto expected = m_expected.find(name);
        // Links, folders, names that lead elsewhere, a second one of the same name: none of them is in the list.
        if (expected == m_expected.end() || archive_entry_filetype(entry) != AE_IFREG || archive_entry_symlink(entry) ||
            archive_entry_hardlink(entry))
            return projectFileDamaged(m_name, platform::bytesToUtf8(name).substr(0, 200), "an entry that is not in the list");
        const auto& listed = *expected->second;
        m_expected.erase(expected);
        FETTLE_TRY_ASSIGN(const auto path, platform::resolveInside(m_folder, name));
        FETTLE_TRY(platform::makePrivateFolder(path.parent_path()));
        FETTLE_TRY_ASSIGN(auto out, platform::FileWriter::open(path, platform::FileWriter::Mode::Create));
        platform::Sha256 hash;
        FETTLE_TRY(readData(listed.sizeBytes, name, [&](std::string_view bytes) -> Result<void> {
            hash.update(bytes);
            m_done += bytes.size();
            if (m_progress)
                m_progress(m_done, m_total);
            return out.write(bytes);
        }));
        const auto size = out.sizeBytes();
        FETTLE_TRY(out.close());
        if (size != listed.sizeBytes || hash.finishHex() != listed.sha256)
            return projectFileDamaged(m_name, name, "size or hash");
        return {};
    }

    [[nodiscard]] std::string missing() const
    {
        return m_expected.empty() ? std::string() : m_expected.begin()->first;
    }

    // What lies in the files is read here, in a process that may die of it, and not first where it is used.

    Result<void> readDocuments()
    {
        const auto& rows = m_document.rows;
        for (const auto& version : rows.versions)
            FETTLE_TRY(readVersion(version));
        for (const auto& model : rows.models)
            FETTLE_TRY(readModel(model));
        for (const auto& recipe : rows.recipes)
            FETTLE_TRY(checkRecipe(recipe.text, recipe.name));
        for (const auto& bundled : rows.runs) {
            FETTLE_TRY(checkRecipe(bundled.run.recipe, "runs"));
            FETTLE_TRY(checkRecipe(bundled.run.resolvedRecipe, "runs"));
        }
        for (const auto& file : m_document.files)
            if (file.path.starts_with("metrics/"))
                FETTLE_TRY(checkPoints(file.path));
        if (m_document.find(kDraftEntry)) {
            FETTLE_TRY_ASSIGN(const auto text, platform::readWholeFile(m_folder / kDraftEntry, kMaxProjectDocumentBytes));
            FETTLE_TRY(checkRecipe(text, kDraftEntry));
        }
        return {};
    }

    [[nodiscard]] Result<void> checkRecipe(const std::string& text, std::string_view place) const
    {
        if (text.empty())
            return {};
        const auto recipe = documents::readRecipe(text);
        if (!recipe)
            return projectFileDamaged(m_name, place, toLogLine(recipe.error()));
        return recipe->dataset.paths.empty() ? Result<void>() : projectFileDamaged(m_name, place, "a path in a recipe");
    }

    [[nodiscard]] Result<void> readVersion(const store::DatasetVersionRecord& version) const
    {
        const auto place = "datasets/" + version.dataset + "/";
        const auto manifest = documents::readManifestFile(m_folder / (place + version.manifestPath));
        if (!manifest)
            return projectFileDamaged(m_name, place + version.manifestPath, toLogLine(manifest.error()));
        if (manifest->id != version.version || manifest->rowCount != version.rowCount)
            return projectFileDamaged(m_name, place + version.manifestPath, "not the version that it stands for");
        for (const auto& part : manifest->parts) {
            const auto path = place + "parts/" + part.path;
            const auto file = m_listed.find(path);
            if (file == m_listed.end() || file->second->sha256 != part.sha256 ||
                file->second->sizeBytes != static_cast<std::uint64_t>(part.sizeBytes))
                return projectFileDamaged(m_name, path, "not the part that the data version names");
        }
        return {};
    }

    [[nodiscard]] Result<void> readModel(const store::ModelRecord& model) const
    {
        const auto place = "models/" + model.id + "/";
        const auto manifest = documents::readModelManifestFile(m_folder / (place + "model.yaml"));
        if (!manifest)
            return projectFileDamaged(m_name, place + "model.yaml", toLogLine(manifest.error()));
        if (!m_document.find(place + manifest->weightsFile))
            return projectFileDamaged(m_name, place + manifest->weightsFile);
        return {};
    }

    [[nodiscard]] Result<void> checkPoints(const std::string& path) const
    {
        std::ifstream in(m_folder / path, std::ios::binary);
        for (std::string line; std::getline(in, line);)
            if (!readPointLine(line))
                return projectFileDamaged(m_name, path, "not a batch of points");
        return {};
    }

    const Path& m_file;
    std::string m_name;
    const Path& m_folder;
    const ArchiveProgress& m_progress;
    ArchiveHandle m_archive;
    ProjectDocument m_document;
    std::unordered_map<std::string, const ProjectFileEntry*> m_expected;
    std::unordered_map<std::string, const ProjectFileEntry*> m_listed;
    std::uint64_t m_mostBytes = 0;
    std::uint64_t m_total = 0;
    std::uint64_t m_done = 0;
};

} // namespace

std::optional<MetricBatch> readPointLine(std::string_view line)
{
    if (line.size() > kMaxLineBytes)
        return std::nullopt;
    const auto json = parseJson(line);
    if (!json || !json->is_object())
        return std::nullopt;
    auto batch = fromJson<MetricBatch>(*json);
    if (!batch)
        return std::nullopt;
    for (const auto& points : batch->series)
        if (points.steps.size() != points.values.size() || points.series.empty() || points.series.size() > 200)
            return std::nullopt;
    return std::move(batch).value();
}

Result<void> packProject(GatheredProject& gathered, const Path& file, const ArchiveProgress& progress)
{
    auto& document = gathered.document;
    document.createdUtc = platform::formatUtc(platform::SystemClock().utcMs());
    std::uint64_t total = 0;
    std::error_code ignored;
    for (const auto& found : gathered.files)
        if (const auto size = std::filesystem::file_size(found.source, ignored); !ignored)
            total += 2 * size;
    std::uint64_t done = 0;
    // Once for the list, which comes first, and once into the file.
    const auto passed = [&](std::uint64_t bytes) {
        done += bytes;
        if (progress)
            progress(std::min(done, total), total);
    };
    for (const auto& found : gathered.files) {
        ProjectFileEntry entry{.path = found.entry, .sizeBytes = 0, .sha256 = {}};
        FETTLE_TRY_ASSIGN(entry.sha256, readInBlocks(found.source, entry.sizeBytes, [&](std::string_view bytes) -> Result<void> {
            passed(bytes.size());
            return {};
        }));
        document.files.push_back(std::move(entry));
    }
    const auto list = writeProjectDocument(document);
    FETTLE_TRY(platform::requireDiskSpace(file.parent_path(), document.totalBytes() + list.size()));
    FETTLE_TRY_ASSIGN(auto out, platform::AtomicFile::create(file));
    ArchiveSink sink{.writer = &out.writer(), .outcome = {}};
    ArchivePacker packer(file, sink);
    FETTLE_TRY(packer.open());
    FETTLE_TRY(packer.begin(std::string(kProjectDocumentName), list.size()));
    FETTLE_TRY(packer.write(list));
    for (std::size_t i = 0; i < gathered.files.size(); ++i)
        FETTLE_TRY(packFile(packer, gathered.files[i], document.files[i], passed));
    FETTLE_TRY(packer.close());
    return out.commit();
}

Result<ProjectDocument> unpackProject(const Path& file, const Path& folder, const ArchiveProgress& progress)
{
    return ArchiveUnpacker(file, folder, progress).unpack();
}

} // namespace fettle::service
