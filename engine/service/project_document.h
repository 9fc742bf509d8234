// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/contract/result.h"
#include "engine/platform/paths.h"
#include "engine/store/project_writer.h"

namespace fettle::service {

// A project as one file: NAME.fettle, a ZIP.
//
//   project.json                        the rows of the database and the list of the other files; first, so that nothing
//                                       is unpacked before it was judged
//   datasets/ID/versions/VERSION/…      and datasets/ID/parts/…: as they stand in a workspace
//   runs/ID/…                           what a run left, without checkpoints and logs
//   metrics/ID.jsonl                    a run's points: batches as they cross the wire, a line each
//   models/ID/…
//   project/recipe.yaml                 the recipe that was being put together
//
// No path of the machine that wrote it stands in it: what names one names a dataset instead, or is cut to a file's name.

inline constexpr int kProjectFileVersion = 1;
inline constexpr std::string_view kProjectDocumentName = "project.json";
inline constexpr std::string_view kDraftEntry = "project/recipe.yaml";
inline constexpr std::uint64_t kMaxProjectDocumentBytes = std::uint64_t{64} << 20;

struct ProjectFileEntry {
    std::string path; ///< within the file, "/" between names
    std::uint64_t sizeBytes = 0;
    std::string sha256;
    friend bool operator==(const ProjectFileEntry&, const ProjectFileEntry&) = default;
};

/// What project.json says. Folders of rows are empty, their files lie under the row's kind and id; the request and the
/// result of a job are left out.
struct ProjectDocument {
    store::ProjectBundle rows;
    std::vector<ProjectFileEntry> files;
    std::int64_t runsLeftOut = 0; ///< trainings that had not ended
    std::string createdUtc;

    [[nodiscard]] std::uint64_t totalBytes() const;
    [[nodiscard]] const ProjectFileEntry* find(std::string_view path) const;
};

[[nodiscard]] std::string writeProjectDocument(const ProjectDocument& document);
/// Checks everything that can be checked without the files: ids, names, numbers, what refers to what, and that every
/// file's path stays where its row's files belong. `file` is what errors name. Errors: service.not_a_project_file,
/// service.project_file_newer, service.project_file_damaged.
[[nodiscard]] Result<ProjectDocument> readProjectDocument(std::string_view text, const std::string& file);

/// Names of printable ASCII without what any system takes for more than a name, joined by "/".
[[nodiscard]] bool isPlainRelativePath(std::string_view path);
/// service.project_file_damaged; `place` says where.
[[nodiscard]] Error projectFileDamaged(const std::string& file, std::string_view place, std::string detail = {});

/// Cuts every absolute path in a text to its last name.
[[nodiscard]] std::string withoutPaths(std::string_view text);
[[nodiscard]] Value withoutPaths(const Value& value);

} // namespace fettle::service
