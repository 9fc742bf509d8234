// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/contract/dataset.h"
#include "engine/contract/result.h"
#include "engine/data/text_encoding.h"
#include "engine/data/xlsx_sheet.h"
#include "engine/platform/paths.h"

namespace fettle::data {

/// A text file, plain or gzip-compressed, or a sheet of a workbook, as a stream of UTF-8. Holds one block at a time.
class TextSource {
public:
    /// `encoding` empty: recognised from up to `sniffBytes` of the beginning.
    /// Errors: platform.file_not_opened, platform.not_a_file, data.not_text, data.format_unsupported,
    /// data.encoding_unknown, data.gzip_damaged.
    [[nodiscard]] static Result<TextSource> open(const platform::Path& path, const std::string& encoding,
                                                 std::size_t sniffBytes = 1 << 20);
    /// A sheet as records of cells (xlsx_sheet.h). Errors: those of XlsxPackage, readWorkbook and SheetText.
    [[nodiscard]] static Result<TextSource> openSheet(const platform::Path& path, const SheetPick& pick);
    TextSource(TextSource&&) noexcept;
    TextSource& operator=(TextSource&&) noexcept;
    ~TextSource();

    /// Appends about `bytes` more to `out`; false: the end was reached. UTF-8 files pass as they stand: bytes that are
    /// not valid are the caller's to repair. Errors: platform.read_failed, data.gzip_damaged.
    [[nodiscard]] Result<bool> read(std::string& out, std::size_t bytes);
    [[nodiscard]] const EncodingGuess& encoding() const;
    [[nodiscard]] bool isGzip() const;
    /// Of the file as it lies on disk.
    [[nodiscard]] std::uint64_t bytesRead() const;
    [[nodiscard]] std::uint64_t sizeBytes() const;
    /// Characters that the encoding does not have (not counted for UTF-8).
    [[nodiscard]] std::int64_t invalidCount() const;
    /// What a sheet gave cause to say so far: formulas without a value, errors in cells.
    [[nodiscard]] std::vector<Note> remarks() const;

private:
    struct State;
    explicit TextSource(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace fettle::data
