// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/import_dataset.h"

#include <algorithm>
#include <exception>
#include <set>

#include "engine/component_api/importer.h"
#include "engine/data/dataset_builder.h"
#include "engine/documents/manifest_document.h"
#include "engine/platform/clock.h"
#include "engine/platform/file_writer.h"
#include "engine/platform/files.h"
#include "engine/platform/folder_draft.h"
#include "engine/platform/hash.h"
#include "engine/platform/lock_file.h"
#include "engine/platform/paths.h"

namespace fettle::data {
namespace {

namespace fs = std::filesystem;
using platform::Path;

constexpr const char* kManifestName = "dataset.yaml";

/// Hands an importer's progress on, at most ten times a second.
class ObservedImport final : public ImportMonitor {
public:
    explicit ObservedImport(Observer& observer) : m_observer(observer), m_startMs(m_clock.monotonicMs()) {}

    void progress(double done, double total, std::int64_t rows) override
    {
        const std::int64_t now = m_clock.monotonicMs();
        if (now - m_lastMs < 100)
            return;
        m_lastMs = now;
        Progress progress;
        progress.phase = "reading";
        progress.done = done;
        progress.total = total;
        if (done > 0.0 && total >= done)
            progress.secondsLeft = static_cast<double>(now - m_startMs) / 1000.0 * (total - done) / done;
        progress.details["rows"] = rows;
        m_observer.progress(progress);
    }
    [[nodiscard]] bool cancelled() const override { return m_observer.cancelled(); }
    void phase(const char* name)
    {
        Progress progress;
        progress.phase = name;
        m_observer.progress(progress);
    }

private:
    Observer& m_observer;
    platform::SystemClock m_clock;
    std::int64_t m_startMs;
    std::int64_t m_lastMs = 0;
};

struct Chosen {
    const Importer* importer = nullptr;
    std::string id;
    ImportProbe probe;
};

/// The importer named by option "importer", or the one whose probe scores highest.
Result<Chosen> chooseImporter(const ImportSource& source, const Registry& registry)
{
    const auto named = source.options.find("importer");
    const std::string wanted = named == source.options.end() ? std::string() : named->second.asText();
    if (!wanted.empty() && wanted != "auto" && !registry.get<Importer>(ComponentKind::Importer, wanted))
        return unknownComponent(registry, ComponentKind::Importer, wanted);
    for (const std::string& path : source.paths) {
        std::error_code error;
        if (!fs::exists(platform::fromUtf8(path), error))
            return makeError("data.path_missing", {{"path", path}});
    }
    if (source.paths.empty())
        return makeError("data.path_missing", {{"path", ""}});
    Chosen best;
    std::optional<Error> reason;
    for (const ComponentInfo* info : registry.list(ComponentKind::Importer)) {
        if (!wanted.empty() && wanted != "auto" && info->id != wanted)
            continue;
        const auto* importer = registry.get<Importer>(ComponentKind::Importer, info->id);
        auto probe = importer->probe(source);
        if (!probe.ok()) {
            if (!reason)
                reason = probe.error();
            continue;
        }
        if (probe->score > best.probe.score)
            best = {importer, info->id, std::move(*probe)};
    }
    if (best.importer)
        return best;
    return reason ? *reason : makeError("data.no_importer", {{"path", source.paths.front()}});
}

/// Components of this process may throw (libraries do); at this border that becomes a value.
template <class Function>
auto guarded(Function function) -> decltype(function())
{
    try {
        return function();
    } catch (const std::bad_alloc&) {
        return makeError("data.memory_short");
    } catch (const std::exception& exception) {
        return makeError("data.import_failed", {}, exception.what());
    }
}

std::string versionId(DatasetManifest manifest)
{
    manifest.name.clear();
    manifest.id.clear();
    manifest.number = 0;
    manifest.source.clear();
    manifest.createdUtc.clear();
    return platform::sha256Hex(documents::writeManifest(manifest)).substr(0, 32);
}

/// Moves a finished part to its place, where the same content may stand already.
Result<void> publishPart(const WrittenPart& written, const Path& partsFolder)
{
    const Path place = partsFolder / platform::fromUtf8(written.part.path);
    const auto standing = platform::fileStamp(place);
    if (standing.ok() && static_cast<std::int64_t>(standing->sizeBytes) == written.part.sizeBytes)
        return platform::removeFile(written.path);
    FETTLE_TRY(platform::syncPath(written.path));
    return platform::renameDurably(written.path, place);
}

Result<std::int64_t> nextNumber(const Path& versionsFolder)
{
    std::int64_t number = 1;
    FETTLE_TRY_ASSIGN(const auto entries, platform::listFolder(versionsFolder));
    for (const auto& entry : entries) {
        if (entry.kind != platform::EntryKind::Folder || platform::isDraftName(entry.name))
            continue;
        const auto manifest = documents::readManifestFile(versionsFolder / entry.name / kManifestName);
        if (manifest.ok())
            number = std::max(number, manifest->number + 1);
    }
    return number;
}

Result<DatasetManifest> publishVersion(BuiltDataset built, const ImportRequest& request, const Path& folder)
{
    DatasetManifest& manifest = built.manifest;
    manifest.id = versionId(manifest);
    manifest.name = request.name;
    manifest.source = request.paths;
    manifest.createdUtc = platform::nowUtc();
    const Path place = folder / "versions" / manifest.id;
    for (const WrittenPart& part : built.parts)
        FETTLE_TRY(publishPart(part, folder / "parts"));
    if (auto standing = documents::readManifestFile(place / kManifestName); standing.ok())
        return standing; // the same content was imported before
    FETTLE_TRY_ASSIGN(manifest.number, nextNumber(folder / "versions"));
    FETTLE_TRY_ASSIGN(auto draft, platform::FolderDraft::create(place));
    FETTLE_TRY_ASSIGN(auto file, platform::FileWriter::open(draft.path() / kManifestName, platform::FileWriter::Mode::Create));
    FETTLE_TRY(file.write(documents::writeManifest(manifest)));
    FETTLE_TRY(file.close());
    FETTLE_TRY(draft.publish(platform::FolderDraft::IfExists::Replace));
    return manifest;
}

Result<void> removeUnused(const Path& folder)
{
    for (const Path& place : {folder, folder / "versions", folder / "parts"})
        FETTLE_TRY(platform::removeStaleDrafts(place));
    std::set<std::string> used;
    FETTLE_TRY_ASSIGN(const auto versions, platform::listFolder(folder / "versions"));
    for (const auto& version : versions) {
        if (version.kind != platform::EntryKind::Folder || platform::isDraftName(version.name))
            continue;
        const auto manifest = documents::readManifestFile(folder / "versions" / version.name / kManifestName);
        // A version that cannot be read (newer, damaged) may name anything: then nothing is collected.
        if (!manifest.ok())
            return {};
        for (const DatasetPart& part : manifest->parts)
            used.insert(part.path);
    }
    FETTLE_TRY_ASSIGN(const auto parts, platform::listFolder(folder / "parts"));
    for (const auto& part : parts)
        if (part.kind == platform::EntryKind::File && !used.contains(platform::toUtf8(part.name)))
            FETTLE_TRY(platform::removeFile(folder / "parts" / part.name));
    return {};
}

Result<platform::LockFile> lockFolder(const Path& folder)
{
    for (const Path& place : {folder, folder / "versions", folder / "parts"})
        FETTLE_TRY(platform::makeFolders(place));
    // One import at a time: another's parts must not be collected before its version stands.
    return platform::LockFile::lock(folder / "import.lock", "", 10'000);
}

Result<DatasetManifest> importUnguarded(const ImportRequest& request, const Registry& registry, Observer& observer,
                                        const FreeSpace& freeSpace)
{
    const ImportSource source{request.paths, request.options, request.overrides, 0};
    FETTLE_TRY_ASSIGN(const Chosen chosen, chooseImporter(source, registry));
    const Path folder = platform::fromUtf8(request.datasetFolder);
    FETTLE_TRY_ASSIGN(const auto lock, lockFolder(folder));
    FETTLE_TRY(removeUnused(folder));
    // After what a killed import left behind is gone: that room is free again.
    FETTLE_TRY(requireImportSpace(estimateImportBytes(chosen.id, request.paths), folder, freeSpace));
    FETTLE_TRY_ASSIGN(const auto draft, platform::FolderDraft::create(folder / "incoming"));
    ObservedImport monitor(observer);
    DatasetBuilder builder(draft.path(), request, monitor);
    FETTLE_TRY(chosen.importer->read(source, builder, monitor));
    if (monitor.cancelled())
        return makeError("data.cancelled");
    monitor.phase("writing");
    FETTLE_TRY_ASSIGN(BuiltDataset built, builder.finish(chosen.id));
    if (monitor.cancelled())
        return makeError("data.cancelled");
    monitor.phase("saving");
    FETTLE_TRY_ASSIGN(DatasetManifest manifest, publishVersion(std::move(built), request, folder));
    for (const Note& note : manifest.report.notes)
        observer.note(note);
    return manifest;
}

/// A column by which the rows are divided is nothing to learn from, unless somebody says so.
ImportRequest withRoleOfSplitColumn(ImportRequest request)
{
    const bool byColumn = request.split && (request.split->method == SplitMethod::Column || request.split->method == SplitMethod::Group);
    if (!byColumn)
        return request;
    auto found = std::ranges::find(request.overrides, request.split->column, &FieldOverride::field);
    if (found == request.overrides.end())
        found = request.overrides.insert(found, {request.split->column, {}, {}});
    if (!found->role)
        found->role = request.split->method == SplitMethod::Column ? FieldRole::Split : FieldRole::Group;
    return request;
}

} // namespace

Result<DatasetManifest> importDataset(const ImportRequest& request, const Registry& registry, Observer& observer,
                                      const FreeSpace& freeSpace)
{
    return guarded([&] { return importUnguarded(withRoleOfSplitColumn(request), registry, observer, freeSpace); });
}

Result<ImportPreview> previewImport(const std::vector<std::string>& paths, const ValueMap& options,
                                    const Registry& registry)
{
    return guarded([&]() -> Result<ImportPreview> {
        FETTLE_TRY_ASSIGN(Chosen chosen, chooseImporter({paths, options, {}, 0}, registry));
        for (std::size_t column = 0; column < chosen.probe.fields.size(); ++column) {
            std::vector<std::string_view> cells;
            for (const auto& row : chosen.probe.rows)
                if (column < row.size() && row[column].isText())
                    cells.push_back(row[column].asText());
            describeTags(chosen.probe.fields[column], cells);
        }
        return ImportPreview{chosen.id, std::move(chosen.probe.format), std::move(chosen.probe.fields),
                             std::move(chosen.probe.rows), std::move(chosen.probe.notes)};
    });
}

std::string versionManifestPath(const std::string& datasetFolder, const std::string& id)
{
    return platform::toUtf8(platform::fromUtf8(datasetFolder) / "versions" / platform::fromUtf8(id) / kManifestName);
}

Result<void> collectUnusedParts(const std::string& datasetFolder)
{
    const Path folder = platform::fromUtf8(datasetFolder);
    FETTLE_TRY_ASSIGN(const auto lock, lockFolder(folder));
    return removeUnused(folder);
}

} // namespace fettle::data
