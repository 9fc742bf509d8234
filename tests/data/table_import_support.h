// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of tables share.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "engine/component_api/registry.h"
#include "engine/data/import_dataset.h"
#include "engine/platform/paths.h"

namespace fettle::test {

inline const Registry& builtInRegistry()
{
    static const Registry* const registry = [] {
        auto* made = new Registry;
        registerBuiltInComponents(*made);
        return made;
    }();
    return *registry;
}

inline ImportRequest importRequest(const std::filesystem::path& source, const std::filesystem::path& folder)
{
    ImportRequest request;
    request.paths = {platform::toUtf8(source)};
    request.name = "test";
    request.datasetFolder = platform::toUtf8(folder);
    return request;
}

inline Result<DatasetManifest> importWith(const ImportRequest& request)
{
    data::SilentObserver observer;
    return data::importDataset(request, builtInRegistry(), observer);
}

/// Whether a list of notes holds a code.
inline bool hasNote(const std::vector<Note>& notes, std::string_view code)
{
    for (const Note& note : notes)
        if (note.code == code)
            return true;
    return false;
}

} // namespace fettle::test
