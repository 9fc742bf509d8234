// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/component_api/importer.h"
#include "engine/platform/paths.h"

namespace fettle::data {

/// A file whose lines are texts.
struct LineFile {
    platform::Path path;
    std::string name; ///< as people see it
    std::optional<std::string> label;
    std::optional<Split> split;
    std::uint64_t sizeBytes = 0;
};

struct LineFiles {
    std::vector<LineFile> files; ///< training parts first; empty: there are none
    std::vector<Note> notes;
    [[nodiscard]] bool hasLabels() const { return !files.empty() && files.front().label.has_value(); }
};

/// Files of lines among what a user named. Several are one class each, by what differs in their names (positive.txt and
/// negative.txt, reviews.pos and reviews.neg), and parts by train, dev and test in them.
/// Errors: data.path_missing, platform.folder_not_read.
[[nodiscard]] Result<LineFiles> findLineFiles(const std::vector<std::string>& paths);

/// What the beginnings of the files look like.
struct LinesLook {
    std::int64_t lines = 0;
    bool isProse = false;   ///< sentences
    bool isTable = false;   ///< cells between separators, numbers, or JSON
    bool isText = false;
    std::vector<std::pair<std::string, std::optional<std::string>>> first; ///< texts with their labels, at most 100
};
/// `encoding` empty: recognised.
[[nodiscard]] LinesLook lookAtLines(const LineFiles& files, const std::string& encoding);

/// Reads every line that is not blank as one row. Errors: those of TextSource, data.cancelled, those of the sink.
[[nodiscard]] Result<void> readLines(const LineFiles& files, const std::string& encoding, RowSink& sink, ImportMonitor& monitor);

} // namespace fettle::data
