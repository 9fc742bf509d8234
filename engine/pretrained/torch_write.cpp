// SPDX-License-Identifier: GPL-3.0-or-later
#include <unordered_map>

#include "engine/platform/file_writer.h"
#include "engine/pretrained/torch_archive.h"

namespace fettle::pretrained {

Result<void> writeAsSafetensors(std::span<const ArchiveTensor> tensors, const platform::Path& target,
                                const WriteProgress& progress)
{
    const auto refused = [](const std::string& name, const char* reason) {
        return makeError("model.safetensors_write", {{"name", name}, {"reason", reason}});
    };
    std::vector<SafetensorsEntry> entries;
    std::unordered_map<std::string_view, const ArchiveTensor*> byName;
    std::int64_t totalBytes = 0;
    for (const auto& tensor : tensors) {
        if (tensor.name == "__metadata__" || !byName.emplace(tensor.name, &tensor).second)
            return refused(tensor.name, FETTLE_PHRASE("the name is taken"));
        entries.push_back({tensor.name, tensor.type, tensor.shape, 0, 0});
        totalBytes += static_cast<std::int64_t>(tensor.sizeBytes());
    }
    const auto header = writeSafetensorsHeader(entries, {{"format", "pt"}});
    if (header.size() - 8 > kMaxSafetensorsHeaderBytes)
        return refused(platform::toUtf8(target.filename()), FETTLE_PHRASE("their names are too long for one file"));
    FETTLE_TRY_ASSIGN(auto file, platform::AtomicFile::create(target));
    FETTLE_TRY(file.writer().write(header));
    std::int64_t doneBytes = 0;
    const NumberSink sink = [&](std::string_view piece) -> Result<void> {
        FETTLE_TRY(file.writer().write(piece));
        doneBytes += static_cast<std::int64_t>(piece.size());
        if (progress && !progress(doneBytes, totalBytes))
            return makeError("pretrained.stopped");
        return {};
    };
    for (const auto& entry : entries)
        FETTLE_TRY(readNumbers(*byName.at(entry.name), sink));
    return file.commit();
}

} // namespace fettle::pretrained
