// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

#include "engine/contract/result.h"
#include "engine/documents/document_node.h"

namespace fettle::documents {

/// Changes a document of version n into one of version n + 1. Works on the tree, never on today's structs, so that it
/// stays right when they change.
using Migration = Result<void> (*)(Node& document);

/// A kind of document: its files begin with `fettle: <name>` and `version: <n>`.
struct DocumentFormat {
    std::string_view name;
    /// The oldest version that can still be read; `migrations[i]` leads from oldestVersion + i to the next.
    int oldestVersion = 1;
    std::span<const Migration> migrations = {};

    [[nodiscard]] int currentVersion() const noexcept
    {
        return oldestVersion + static_cast<int>(migrations.size());
    }
};

/// Checks the two header keys, brings the document to the current version step by step, and takes the header off.
/// Errors: documents.no_format, documents.wrong_format, documents.newer_version, documents.older_version,
/// documents.migration_failed.
[[nodiscard]] Result<void> openDocument(Node& document, const DocumentFormat& format, std::string_view file);
/// A new map that begins with the header of the current version.
[[nodiscard]] Node newDocument(const DocumentFormat& format);

} // namespace fettle::documents
