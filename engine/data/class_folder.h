// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/contract/dataset.h"
#include "engine/contract/result.h"
#include "engine/platform/paths.h"

namespace fettle::data {

/// Train for "train", "training"; Validation for "val", "valid", "validation", "dev"; Test for "test", "testing"; in
/// any letter case.
[[nodiscard]] std::optional<Split> splitOfFolderName(std::string_view name);

/// A file among class folders (a picture, a text), on disk or in an archive.
struct ClassFile {
    std::string name;                  ///< UTF-8, relative to what was named, with '/'
    platform::Path path;               ///< on disk; empty in an archive
    std::size_t archive = 0;           ///< index into ClassFolder::archives where path is empty
    std::uint64_t sizeBytes = 0;
    std::optional<std::string> className; ///< the last folder; nothing for loose files
    std::optional<Split> split;
};

/// What the class would be if it were the n-th folder on the way from the top (or from train, val, test) to a file.
struct ClassLevel {
    struct Example {
        std::string className;
        std::string file;       ///< ClassFile::name
        std::size_t index = 0;  ///< among ClassFolder::files
    };
    std::int64_t level = 1; ///< from 1
    std::int64_t classes = 0;
    std::vector<Example> examples; ///< of different classes, at most 4
};

/// What was found below the paths that a user named.
struct ClassFolder {
    std::vector<ClassFile> files; ///< by split, then by name
    std::vector<platform::Path> archives;
    std::vector<ImportIssue> issues; ///< hidden files, links, strays
    std::vector<Note> notes;         ///< nested folders, no class folders
    /// Where folders are nested: the choices, from the top down. Empty: there is one level alone.
    std::vector<ClassLevel> levels;
    std::int64_t classLevel = 0;     ///< that was taken; 0: each file's own folder
    bool isComplete = true;          ///< false where the limit on files ended the search
};

/// What the files are, and how it is said of them.
struct ClassFolderRules {
    bool (*isExample)(std::string_view name); ///< whether a file with this name is meant as an example
    const char* nested;         ///< codes of notes: {count, example}
    const char* levelGiven;     ///< {level}
    const char* noClassFolders;
    const char* withoutClass;   ///< codes of issues: an example beside the class folders
    const char* stray;          ///< anything else there
};

/// Looks for class folders below `paths` (folders, files, ZIP archives), with or without train, val and test above
/// them. File contents are not read but for the lists of archives.
/// `classLevel`: which folder on the way to a file is its class, from 1; 0: the one that it lies in.
/// Errors: platform.folder_not_read, data.path_missing, data.archive_*.
[[nodiscard]] Result<ClassFolder> findClassFiles(const std::vector<std::string>& paths, std::size_t maximumFiles,
                                                 std::int64_t classLevel, const ClassFolderRules& rules);

/// The choices as a format says them: {"class_level", "levels": [{"level", "classes", "examples": [{"class", "file",
/// "index"}]}]}; empty where there is nothing to choose.
[[nodiscard]] ValueMap classLevelFormat(const ClassFolder& folder);

// Archives (picture_archive.cpp): ZIP with limits: no paths that lead outside, no links, at most 200:1.

struct ArchiveEntry {
    std::string name; ///< UTF-8 path with '/'
    std::uint64_t sizeBytes = 0;
};
[[nodiscard]] bool isArchive(const platform::Path& path);
/// Errors: data.archive_damaged, data.archive_ratio.
[[nodiscard]] Result<std::vector<ArchiveEntry>> listArchive(const platform::Path& path, std::vector<ImportIssue>& issues);
/// Gives the bytes of each ordinary entry in the archive's order; `take` returns false to stop.
[[nodiscard]] Result<void> readArchive(const platform::Path& path,
                                       const std::function<bool(const ArchiveEntry&)>& wants,
                                       const std::function<Result<void>(const ArchiveEntry&, std::string bytes)>& take);

} // namespace fettle::data
