// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/component_api/registry.h"
#include "engine/contract/dataset.h"
#include "engine/contract/result.h"
#include "engine/data/import_space.h"
#include "engine/data/observer.h"

namespace fettle::data {

/// Reads files or folders into a new version of the dataset at request.datasetFolder:
///     parts/<sha256>.arrow            rows and split, shared by the versions
///     parts/<sha256>.bin              packed thumbnails, media above 1 MB
///     versions/<id>/dataset.yaml      appears last, whole, durably
/// Whatever ends it earlier (an error, cancel, a kill, a full disk) leaves all earlier versions as they were; what it
/// left behind is collected by the next import. The same content gives the same id and is stored once.
/// Nothing is written where the disk has too little room for it (data.disk_low).
/// Errors: data.*, platform.*; cancelled: data.cancelled.
[[nodiscard]] Result<DatasetManifest> importDataset(const ImportRequest& request, const Registry& registry,
                                                    Observer& observer,
                                                    const FreeSpace& freeSpace = platform::diskSpace);

/// What an import would see: the importer that fits best, its format, columns and first rows. ≤ 100 ms once warm.
[[nodiscard]] Result<ImportPreview> previewImport(const std::vector<std::string>& paths, const ValueMap& options,
                                                  const Registry& registry);

/// `<datasetFolder>/versions/<id>/dataset.yaml`, as UTF-8.
[[nodiscard]] std::string versionManifestPath(const std::string& datasetFolder, const std::string& id);

/// Removes parts that no version names, and drafts of dead processes. Importing does it too, first.
Result<void> collectUnusedParts(const std::string& datasetFolder);

} // namespace fettle::data
