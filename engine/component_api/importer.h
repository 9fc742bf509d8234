// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/component_api/component.h"
#include "engine/component_api/parameters.h"
#include "engine/component_api/registry.h"
#include "engine/contract/dataset.h"
#include "engine/contract/result.h"

namespace fettle {

/// How the cells of a column travel and are stored: float64, UTF-8 text, or bytes (an encoded picture).
enum class CellStorage { Numbers, Texts, Bytes };

/// A column that an importer announces. The dataset builder fills in what the importer leaves open once it has seen
/// every value: kind (where `kindDecided` is false), classes, role, statistics, reasons.
struct ColumnPlan {
    FieldInfo field;
    CellStorage storage = CellStorage::Texts;
    bool kindDecided = false;
    bool roleDecided = false;
};

/// The cells of one column of a batch.
class CellBatch {
public:
    CellBatch() : m_offsets(1, 0) {}

    void addNumber(double value) { m_numbers.push_back(value); } ///< NaN: missing
    void addText(std::string_view utf8);
    void addBytes(std::span<const std::byte> bytes);
    void addMissing(CellStorage storage);
    void reserve(CellStorage storage, std::int64_t rows, std::size_t bytes);

    /// Cells so far; of Numbers where there are any, else of Texts or Bytes.
    [[nodiscard]] std::int64_t size() const
    {
        return m_numbers.empty() ? static_cast<std::int64_t>(m_offsets.size()) - 1
                                 : static_cast<std::int64_t>(m_numbers.size());
    }
    [[nodiscard]] std::span<const double> numbers() const { return m_numbers; }
    /// Text or bytes of a cell; data() is null where it is missing.
    [[nodiscard]] std::string_view text(std::int64_t cell) const
    {
        const auto index = static_cast<std::size_t>(cell);
        if (index < m_missing.size() && m_missing[index] != 0)
            return {};
        return std::string_view(m_bytes).substr(m_offsets[index], m_offsets[index + 1] - m_offsets[index]);
    }
    [[nodiscard]] std::size_t byteCount() const { return m_bytes.size() + m_numbers.size() * sizeof(double); }

    // The parts themselves, for writers that fill or copy whole columns.
    [[nodiscard]] std::vector<double>& numberValues() { return m_numbers; }
    [[nodiscard]] const std::string& bytes() const { return m_bytes; }
    [[nodiscard]] const std::vector<std::size_t>& offsets() const { return m_offsets; }
    /// One byte a cell, 1 where missing; may be shorter than the cells: the rest is present.
    [[nodiscard]] const std::vector<std::uint8_t>& missing() const { return m_missing; }

private:
    std::vector<double> m_numbers;
    std::string m_bytes;
    std::vector<std::size_t> m_offsets; ///< size() + 1 positions in m_bytes
    std::vector<std::uint8_t> m_missing;
};

/// What a picture looks like in few numbers, so that the same picture in another size or quality is known again: on a
/// grid of 16 × 16, where it gets brighter to the right and where darker, and its mean color.
struct PictureLikeness {
    std::array<std::uint64_t, 4> brighter{};
    std::array<std::uint64_t, 4> darker{};
    std::array<std::uint8_t, 3> color{};
    friend bool operator==(const PictureLikeness&, const PictureLikeness&) = default;
};

/// Rows on their way into a dataset: one CellBatch per planned column, all of `rows` cells.
struct RowBatch {
    std::int64_t rows = 0;
    std::vector<CellBatch> columns;
    /// The split that the files themselves give to all rows of this batch (adult-test.csv, train/…).
    std::optional<Split> split;
    /// For a column of pictures: one small encoded picture (PNG or JPEG) per row, made while the picture was being
    /// checked; empty where there are none.
    std::vector<std::string> thumbnails;
    /// For a column of pictures: what each looks like, to find those that are nearly the same; empty where nobody looked.
    std::vector<PictureLikeness> likeness;
};

/// Where an importer puts what it reads. Not thread-safe; calls block while the disk does.
class RowSink {
public:
    virtual ~RowSink() = default;

    /// Before the first append. Called again it drops all rows so far (an importer that finds its plan wrong halfway
    /// starts afresh). Overrides of the user are applied by the sink's owner after this.
    [[nodiscard]] virtual Result<void> begin(std::vector<ColumnPlan> columns) = 0;
    /// Batches of about 1 to 16 MB are best. Errors: platform.* when writing fails, data.cancelled.
    [[nodiscard]] virtual Result<void> append(RowBatch batch) = 0;

    /// Something was left out or changed; `rowsSkipped` rows are gone because of it. The first 1000 are kept.
    virtual void issue(ImportIssue issue, std::int64_t rowsSkipped) = 0;
    /// Something worth saying once about the whole import.
    virtual void note(Note note) = 0;
    /// How the files were understood (delimiter, encoding, header …).
    virtual void format(ValueMap format) = 0;
};

/// Told how far it is; asked whether to go on. Called from the importer's own thread.
class ImportMonitor {
public:
    virtual ~ImportMonitor() = default;
    /// In bytes of the files (or their count); `rows` so far.
    virtual void progress(double done, double total, std::int64_t rows) = 0;
    [[nodiscard]] virtual bool cancelled() const = 0;
};

struct ImportSource {
    std::vector<std::string> paths; ///< UTF-8 (platform::fromUtf8), files or folders, as the user named them
    ValueMap options;               ///< of this importer: its parameters, and "target"
    std::vector<FieldOverride> overrides;
    std::int64_t threads = 0;       ///< for parsing and decoding; 0: decide
};

/// What an importer sees in files without reading them whole.
struct ImportProbe {
    /// 0: cannot read it; 0.1: if nobody else does; 0.5: likely; 1: certain. The highest imports.
    double score = 0.0;
    ValueMap format;
    std::vector<FieldInfo> fields;         ///< a guess from the beginning of the files
    std::vector<std::vector<Value>> rows;  ///< the first ones, at most 100
    std::vector<Note> notes;
};

/// Reads files into rows. Components are found by probing; option "importer" names one.
class Importer : public Component {
public:
    /// Fast (≤ 100 ms for a large file): reads beginnings and folder listings only.
    /// Errors: what makes import impossible although the format is this importer's (data.table_empty …).
    [[nodiscard]] virtual Result<ImportProbe> probe(const ImportSource& source) const = 0;
    /// Reads all that is good and reports the rest through the sink. Streams: memory stays bounded.
    [[nodiscard]] virtual Result<void> read(const ImportSource& source, RowSink& sink, ImportMonitor& monitor) const = 0;
};

} // namespace fettle
