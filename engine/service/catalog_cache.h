// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "engine/contract/catalog.h"
#include "engine/contract/result.h"
#include "engine/platform/paths.h"

namespace fettle::service {

/// The component catalog between sessions, so that a client need not wait for LibTorch to load. It stands under the
/// build tag (compiler, LibTorch, component API, plug-in hashes) that the worker gave; which tag holds without asking a
/// worker is known by the stamps of the worker program and of the plug-ins.
class CatalogCache {
public:
    CatalogCache(platform::Path folder, platform::Path workerProgram);
    /// The catalog of the worker and the plug-ins as they stand on disk now, if it was stored.
    [[nodiscard]] std::optional<Value> load() const;
    /// Keeps the worker's answer; other builds' catalogs go.
    [[nodiscard]] Result<void> store(const Value& catalog) const;

private:
    /// A hash over the stamps of what the catalog comes from.
    [[nodiscard]] std::string stamp() const;
    [[nodiscard]] platform::Path indexPath() const { return m_folder / "catalog-index.json"; }

    platform::Path m_folder;
    platform::Path m_workerProgram;
};

} // namespace fettle::service
