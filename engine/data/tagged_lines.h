// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/component_api/importer.h"
#include "engine/data/table_files.h"
#include "engine/data/token_tags.h"

namespace fettle::data {

/// Files of a token and its tag a line, as the beginning of the first looks.
struct TaggedLook {
    std::int64_t lines = 0;   ///< with something on them
    std::int64_t tagged = 0;  ///< of these: with a tag in their last cell
    std::int64_t marked = 0;  ///< of these: with another tag than O
    std::int64_t breaks = 0;  ///< blank lines between others
    TokenJoin join;
    std::vector<TaggedText> first; ///< texts with their marks, at most 100
    /// Nobody writes such lines who means something else.
    [[nodiscard]] bool isTagged() const { return lines >= 2 && tagged * 100 >= lines * 95 && marked > 0; }
};
[[nodiscard]] Result<TaggedLook> lookAtTaggedLines(const TableFile& file, const std::string& encoding);

/// The columns that such files give: "text", and "entities" marked in it.
[[nodiscard]] std::vector<ColumnPlan> taggedColumns();

/// Reads every sentence as one row. Errors: those of TextSource, data.cancelled, those of the sink.
[[nodiscard]] Result<void> readTaggedLines(const TableFiles& files, const TokenJoin& join, const std::string& encoding, RowSink& sink,
                                           ImportMonitor& monitor);

} // namespace fettle::data
