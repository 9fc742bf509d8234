// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/session/session.h"

namespace fettle::ui {

/// What a column is used for now: the recipe says which are inputs and which is to be predicted, the data version says
/// the rest.
[[nodiscard]] FieldRole roleNow(const FieldInfo& field, const Recipe& recipe, const DatasetManifest& manifest);

/// The column that is to be predicted; empty: none.
[[nodiscard]] std::string targetNow(const Recipe& recipe, const DatasetManifest& manifest);

/// Whether a column of this kind can be what is to be predicted.
[[nodiscard]] bool canBeTarget(const FieldInfo& field);
/// The same among the other columns: a text can be where there is another one that it may belong to.
[[nodiscard]] bool canBeTarget(const FieldInfo& field, const DatasetManifest& manifest);

/// Kinds that a user may choose for this column, the present one among them.
[[nodiscard]] std::vector<FieldKind> kindsFor(const FieldInfo& field);
/// Roles that a user may choose for this column, the present one among them.
[[nodiscard]] std::vector<FieldRole> rolesFor(const FieldInfo& field);
[[nodiscard]] std::vector<FieldRole> rolesFor(const FieldInfo& field, const DatasetManifest& manifest);

/// Another reading of the same files, which keeps everything that the user said before: kinds and roles, which columns
/// are left out, how the files are to be read, what is to be predicted, how the rows are divided.
class Rereading {
public:
    explicit Rereading(Session& session);

    Rereading& kind(const std::string& field, FieldKind kind);
    /// Weight, Split, Group and away from them: what only a new data version can say.
    Rereading& role(const std::string& field, FieldRole role);
    Rereading& option(const std::string& name, Value value);
    Rereading& options(const ValueMap& options);
    Rereading& split(SplitPolicy policy);

    [[nodiscard]] const std::vector<FieldOverride>& overrides() const { return m_overrides; }
    [[nodiscard]] const ValueMap& importOptions() const { return m_options; }
    [[nodiscard]] const std::optional<SplitPolicy>& policy() const { return m_split; }
    void start();

private:
    FieldOverride& overrideOf(const std::string& field);
    void keepColumns();
    void keepRequest();

    Session& m_session;
    std::vector<FieldOverride> m_overrides;
    ValueMap m_options;
    std::optional<SplitPolicy> m_split;
};

/// Sets what a column is used for, by the recipe where that is enough, else by reading the files again.
void useColumn(Session& session, const std::string& field, FieldRole role);

} // namespace fettle::ui
