// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/component_api/importer.h"
#include "engine/data/class_folder.h"
#include "engine/data/text_encoding.h"

namespace fettle::data {

/// Whether the name is one that files of one text each have: .txt .text .eml, none, or a number or hash as its ending.
[[nodiscard]] bool hasTextFileName(std::string_view name);

/// Texts in class folders, as findClassFiles finds them; the files whose names say that they are something else are left
/// out and told.
[[nodiscard]] Result<ClassFolder> findTexts(const std::vector<std::string>& paths, std::size_t maximumFiles,
                                            std::int64_t classLevel);

/// Whether one of the first files on disk holds text; true where all are in archives.
[[nodiscard]] bool looksLikeTexts(const ClassFolder& folder);

/// The columns of texts: text, label where there are classes, file where each text has one.
[[nodiscard]] std::vector<ColumnPlan> textColumns(bool withLabels, bool withFiles);

/// A text file's content as UTF-8, without blanks at both ends and with plain line ends.
struct DecodedText {
    std::string text;
    EncodingGuess encoding; ///< that it was read as
};
/// `encoding` empty: recognised. `isWhole`: the file ends with `bytes`; else a character that is cut is left out.
/// Errors: data.text_empty, data.text_binary, data.encoding_unknown.
[[nodiscard]] Result<DecodedText> textOfBytes(std::string_view bytes, const std::string& encoding, bool isWhole = true);

/// Reads every file as one row; what cannot be read becomes an issue. Errors: platform.*, data.cancelled.
[[nodiscard]] Result<void> readTexts(const ClassFolder& folder, const std::string& encoding, RowSink& sink,
                                     ImportMonitor& monitor);

} // namespace fettle::data
