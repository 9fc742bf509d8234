// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/contract/dataset.h"
#include "engine/contract/result.h"
#include "engine/data/json_layout.h"
#include "engine/data/table_files.h"
#include "engine/data/text_encoding.h"

namespace fettle::data {

/// One JSON file, understood.
struct JsonFile {
    TableFile file;
    EncodingGuess encoding;
    bool gzip = false;
    std::uint64_t sizeBytes = 0;
    JsonLayout layout;
};

/// `quick`: from the file's beginning alone. Errors: those of TextSource and of json_layout.h.
[[nodiscard]] Result<JsonFile> openJsonFile(const TableFile& file, const JsonChoices& choices, bool quick);

/// Something that was met on the way: a row that was skipped, a thing that was mended.
struct JsonIssue {
    std::int64_t line = 0;
    Note note;
    std::int64_t count = 1;
    std::int64_t rowsSkipped = 0;
};

/// What a file's rows come from; tests and fuzzing bring text of their own.
using JsonOpen = std::function<Result<JsonStream::Reader>()>;

/// The rows of one file, one after the other; what is broken is passed by and told.
class JsonRows {
public:
    /// `open` is called once, or once a column. The layout must outlive the object.
    [[nodiscard]] static Result<std::unique_ptr<JsonRows>> open(const JsonLayout& layout, const JsonChoices& choices,
                                                                const JsonOpen& open);
    virtual ~JsonRows() = default;

    /// The cells of the next good row; false: there is none.
    [[nodiscard]] virtual Result<bool> next(JsonCells& cells) = 0;
    /// Of the row that next() gave.
    [[nodiscard]] virtual std::optional<Split> split() const { return std::nullopt; }
    [[nodiscard]] virtual std::int64_t line() const { return 0; }
    /// What was met since the last call.
    [[nodiscard]] std::vector<JsonIssue> takeIssues() { return std::exchange(m_issues, {}); }

    static constexpr std::string_view kKeyColumn = "key";
    static constexpr std::string_view kLabelColumn = "label";
    static constexpr std::string_view kTextColumn = "text";

protected:
    void tell(std::int64_t line, Note note, std::int64_t rowsSkipped, std::int64_t count = 1)
    {
        m_issues.push_back({line, std::move(note), count, rowsSkipped});
    }
    /// Turns a value's text into cells; tells what was mended. A reason in the faults: the row is to be skipped.
    [[nodiscard]] JsonRowFaults addCells(std::string_view text, std::int64_t line, std::string_view prefix, JsonCells& cells);
    void tellBroken(std::string_view row, std::int64_t line, const JsonRowFaults& faults);

    explicit JsonRows(const JsonChoices& choices) : m_choices(choices) {}
    const JsonChoices& m_choices;

private:
    std::vector<JsonIssue> m_issues;
    std::string m_mended;
};

} // namespace fettle::data
