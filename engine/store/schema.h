// SPDX-License-Identifier: GPL-3.0-or-later
// For this room only.
#pragma once

#include <span>

#include "engine/contract/result.h"
#include "engine/store/connection.h"

namespace fettle::store {

/// Brings a database from the version before to the next one (PRAGMA user_version). Steps are never edited once they
/// were shipped; a change is a new step.
struct SchemaStep {
    const char* sql;
};

/// The steps to today's version, which is their number.
[[nodiscard]] std::span<const SchemaStep> schemaSteps();

/// Runs the missing steps, each in one transaction together with its version number.
/// Errors: store.newer_database, store.migration_failed, store.disk_full …
[[nodiscard]] Result<void> migrate(Connection& connection, std::span<const SchemaStep> steps);
/// For readers. Errors: store.newer_database, store.older_database.
[[nodiscard]] Result<void> checkVersion(Connection& connection, std::span<const SchemaStep> steps);

} // namespace fettle::store
