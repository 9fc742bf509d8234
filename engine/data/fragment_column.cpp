// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/fragment_column.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>

#include <arrow/api.h>
#include <arrow/io/memory.h>
#include <arrow/ipc/reader.h>

#include "engine/data/cell_values.h"
#include "engine/platform/hash.h"
#include "engine/platform/mapped_file.h"

namespace fettle::data {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

struct MappedFragment {
    platform::MappedFile file;
    std::vector<std::shared_ptr<arrow::RecordBatch>> batches;
};

Result<MappedFragment> mapFragment(const FragmentFile& described)
{
    const std::string name = platform::toUtf8(described.path);
    const auto damaged = [&](std::string why) { return makeError("data.part_damaged", {{"file", name}}, std::move(why)); };
    MappedFragment fragment;
    auto mapped = platform::MappedFile::open(described.path);
    if (!mapped.ok())
        return makeError("data.part_missing", {{"file", name}}, toLogLine(mapped.error()));
    fragment.file = std::move(*mapped);
    if (static_cast<std::int64_t>(fragment.file.sizeBytes()) != described.sizeBytes)
        return damaged("size differs");
    const auto bytes = fragment.file.bytes();
    const auto buffer = std::make_shared<arrow::Buffer>(reinterpret_cast<const std::uint8_t*>(bytes.data()),
                                                        static_cast<std::int64_t>(bytes.size()));
    auto reader = arrow::ipc::RecordBatchFileReader::Open(std::make_shared<arrow::io::BufferReader>(buffer));
    if (!reader.ok())
        return damaged(reader.status().ToString());
    std::int64_t rows = 0;
    for (int i = 0; i < (*reader)->num_record_batches(); ++i) {
        auto batch = (*reader)->ReadRecordBatch(i);
        if (!batch.ok())
            return damaged(batch.status().ToString());
        if (const arrow::Status valid = (*batch)->Validate(); !valid.ok())
            return damaged(valid.ToString());
        rows += (*batch)->num_rows();
        fragment.batches.push_back(*batch);
    }
    if (rows != described.rows)
        return damaged("row count differs");
    return fragment;
}

/// A column of one record batch: raw pointers, so that reading a cell is a few instructions.
struct Piece {
    std::int64_t firstRow = 0;
    std::int64_t rows = 0;
    const std::uint8_t* validity = nullptr; ///< bit per row, null: all present
    const double* numbers = nullptr;
    const std::int64_t* offsets = nullptr;
    const char* bytes = nullptr;
    std::int64_t byteCount = 0;

    [[nodiscard]] bool isMissing(std::int64_t row) const
    {
        return validity && (validity[row / 8] >> (row % 8) & 1) == 0;
    }
    /// Bounds are checked at each read: a fragment may come from elsewhere.
    [[nodiscard]] std::string_view text(std::int64_t row) const
    {
        const std::int64_t begin = offsets[row];
        const std::int64_t end = offsets[row + 1];
        if (isMissing(row) || begin < 0 || end < begin || end > byteCount)
            return {};
        return {bytes ? bytes + begin : "", static_cast<std::size_t>(end - begin)};
    }
};

class MappedTable;

class FragmentColumn final : public Column {
public:
    FragmentColumn(std::shared_ptr<const FragmentTable> table, FieldInfo field, std::vector<Piece> pieces,
                   std::vector<Piece> mediaFiles, platform::Path mediaFolder, std::int64_t rows)
        : m_table(std::move(table)), m_field(std::move(field)), m_pieces(std::move(pieces)),
          m_mediaFiles(std::move(mediaFiles)), m_mediaFolder(std::move(mediaFolder)), m_rows(rows)
    {
    }
    [[nodiscard]] const FieldInfo& field() const override { return m_field; }
    [[nodiscard]] std::int64_t size() const override { return m_rows; }
    void readNumbers(std::span<const std::int64_t> rows, std::span<double> out) const override;
    void readTexts(std::span<const std::int64_t> rows, std::span<std::string_view> out) const override;
    [[nodiscard]] std::span<const std::byte> media(std::int64_t row) const override;

private:
    /// The piece that holds `row`; `near` is the one of the row before.
    [[nodiscard]] const Piece* pieceOf(std::int64_t row, const Piece* near) const
    {
        if (near && row >= near->firstRow && row < near->firstRow + near->rows)
            return near;
        if (row < 0 || row >= m_rows)
            return nullptr;
        return &*std::prev(std::ranges::upper_bound(m_pieces, row, {}, &Piece::firstRow));
    }
    [[nodiscard]] std::string_view numberAsText(double value) const;
    [[nodiscard]] std::span<const std::byte> largeMedia(std::int64_t row) const;

    std::shared_ptr<const FragmentTable> m_table;
    FieldInfo m_field;
    std::vector<Piece> m_pieces;
    std::vector<Piece> m_mediaFiles; ///< hashes of media that are files; empty for other columns
    platform::Path m_mediaFolder;
    std::int64_t m_rows;
    mutable std::shared_mutex m_mutex; ///< for the two below
    mutable std::unordered_map<std::uint64_t, std::string> m_numberTexts;
    mutable std::map<std::string, platform::MappedFile, std::less<>> m_mappedMedia;
};

void FragmentColumn::readNumbers(std::span<const std::int64_t> rows, std::span<double> out) const
{
    const Piece* piece = nullptr;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        piece = pieceOf(rows[i], piece);
        if (!piece) {
            out[i] = kNaN;
            continue;
        }
        const std::int64_t row = rows[i] - piece->firstRow;
        if (piece->numbers) {
            out[i] = piece->isMissing(row) ? kNaN : piece->numbers[row];
            continue;
        }
        out[i] = kNaN;
        if (!piece->offsets)
            continue;
        const std::string_view text = piece->text(row);
        if (const auto boolean = parseBoolean(text))
            out[i] = *boolean ? 1.0 : 0.0;
        else if (double value = 0.0; parsePlainNumber(trimmed(text), value))
            out[i] = value;
    }
}

std::string_view FragmentColumn::numberAsText(double value) const
{
    const std::uint64_t bits = std::bit_cast<std::uint64_t>(value == 0.0 ? 0.0 : value);
    {
        const std::shared_lock lock(m_mutex);
        if (const auto found = m_numberTexts.find(bits); found != m_numberTexts.end())
            return found->second;
    }
    std::string text = m_field.kind == FieldKind::Date ? dateText(value) : numberText(value);
    const std::unique_lock lock(m_mutex);
    return m_numberTexts.try_emplace(bits, std::move(text)).first->second;
}

void FragmentColumn::readTexts(std::span<const std::int64_t> rows, std::span<std::string_view> out) const
{
    const Piece* piece = nullptr;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        piece = pieceOf(rows[i], piece);
        out[i] = {};
        if (!piece)
            continue;
        const std::int64_t row = rows[i] - piece->firstRow;
        if (piece->offsets)
            out[i] = piece->text(row);
        else if (piece->numbers && !piece->isMissing(row) && !std::isnan(piece->numbers[row]))
            out[i] = numberAsText(piece->numbers[row]);
    }
}

std::span<const std::byte> FragmentColumn::media(std::int64_t row) const
{
    const Piece* const piece = pieceOf(row, nullptr);
    if (!piece || !piece->offsets)
        return {};
    const std::string_view bytes = piece->text(row - piece->firstRow);
    if (!bytes.data())
        return m_mediaFiles.empty() ? std::span<const std::byte>() : largeMedia(row);
    return {reinterpret_cast<const std::byte*>(bytes.data()), bytes.size()};
}

std::span<const std::byte> FragmentColumn::largeMedia(std::int64_t row) const
{
    const Piece& piece = *std::prev(std::ranges::upper_bound(m_mediaFiles, row, {}, &Piece::firstRow));
    const std::string_view hash = piece.offsets ? piece.text(row - piece.firstRow) : std::string_view();
    if (!platform::isSha256Hex(hash))
        return {};
    const std::unique_lock lock(m_mutex);
    auto found = m_mappedMedia.find(hash);
    if (found == m_mappedMedia.end()) {
        auto mapped = platform::MappedFile::open(m_mediaFolder / (std::string(hash) + ".bin"));
        if (!mapped.ok())
            return {};
        found = m_mappedMedia.emplace(std::string(hash), std::move(*mapped)).first;
    }
    return found->second.bytes();
}

class MappedTable final : public FragmentTable {
public:
    std::vector<MappedFragment> fragments;
    std::vector<std::pair<std::int64_t, const arrow::RecordBatch*>> batches; ///< with their first row
    platform::Path mediaFolder;
    std::int64_t rows = 0;

    [[nodiscard]] std::int64_t rowCount() const override { return rows; }
    [[nodiscard]] std::unique_ptr<Column> column(std::size_t index, FieldInfo field) const override;
    [[nodiscard]] std::vector<Piece> pieces(int index) const;
};

std::vector<Piece> MappedTable::pieces(int index) const
{
    std::vector<Piece> result;
    for (const auto& [firstRow, batch] : batches) {
        Piece piece;
        piece.firstRow = firstRow;
        piece.rows = batch->num_rows();
        const auto& data = *batch->column_data(index);
        // Our own writer makes no offsets; what has some, or another type, reads as missing.
        const bool plain = data.offset == 0;
        const auto type = data.type->id();
        const auto buffer = [&](std::size_t i) { return i < data.buffers.size() && data.buffers[i] ? data.buffers[i].get() : nullptr; };
        if (data.null_count != 0 && buffer(0))
            piece.validity = buffer(0)->data();
        if (plain && type == arrow::Type::DOUBLE && buffer(1) && buffer(1)->size() >= piece.rows * 8) {
            piece.numbers = reinterpret_cast<const double*>(buffer(1)->data());
        } else if (plain && (type == arrow::Type::LARGE_STRING || type == arrow::Type::LARGE_BINARY) && buffer(1)
                   && buffer(1)->size() >= (piece.rows + 1) * 8) {
            piece.offsets = reinterpret_cast<const std::int64_t*>(buffer(1)->data());
            piece.bytes = buffer(2) ? reinterpret_cast<const char*>(buffer(2)->data()) : nullptr;
            piece.byteCount = buffer(2) ? buffer(2)->size() : 0;
        }
        result.push_back(piece);
    }
    return result;
}

std::unique_ptr<Column> MappedTable::column(std::size_t index, FieldInfo field) const
{
    std::vector<Piece> mediaFiles;
    if (!batches.empty()) {
        const auto& schema = *batches.front().second->schema();
        // The columns of media hashes follow behind the others, in the order of the columns of bytes.
        int bytesBefore = 0;
        int bytesTotal = 0;
        for (int i = 0; i < schema.num_fields(); ++i)
            if (schema.field(i)->type()->id() == arrow::Type::LARGE_BINARY) {
                bytesBefore += i < static_cast<int>(index);
                ++bytesTotal;
            }
        if (schema.field(static_cast<int>(index))->type()->id() == arrow::Type::LARGE_BINARY)
            mediaFiles = pieces(schema.num_fields() - bytesTotal + bytesBefore);
    }
    return std::make_unique<FragmentColumn>(shared_from_this(), std::move(field), pieces(static_cast<int>(index)),
                                            std::move(mediaFiles), mediaFolder, rows);
}

} // namespace

Result<std::shared_ptr<const FragmentTable>> FragmentTable::open(const std::vector<FragmentFile>& files,
                                                                 std::size_t columnCount, const platform::Path& mediaFolder)
{
    auto table = std::make_shared<MappedTable>();
    table->mediaFolder = mediaFolder;
    for (const FragmentFile& file : files) {
        FETTLE_TRY_ASSIGN(MappedFragment fragment, mapFragment(file));
        table->fragments.push_back(std::move(fragment));
    }
    for (std::size_t i = 0; i < table->fragments.size(); ++i)
        for (const auto& batch : table->fragments[i].batches) {
            std::size_t bytesColumns = 0;
            for (const auto& field : batch->schema()->fields())
                bytesColumns += field->type()->id() == arrow::Type::LARGE_BINARY;
            if (static_cast<std::size_t>(batch->num_columns()) != columnCount + bytesColumns)
                return makeError("data.part_damaged", {{"file", platform::toUtf8(files[i].path)}}, "columns differ");
            table->batches.emplace_back(table->rows, batch.get());
            table->rows += batch->num_rows();
        }
    return std::shared_ptr<const FragmentTable>(std::move(table));
}

Result<std::vector<std::uint8_t>> readSplitFragment(const FragmentFile& file)
{
    FETTLE_TRY_ASSIGN(const MappedFragment fragment, mapFragment(file));
    std::vector<std::uint8_t> splits;
    splits.reserve(static_cast<std::size_t>(file.rows));
    for (const auto& batch : fragment.batches) {
        const auto& data = *batch->column_data(0);
        if (batch->num_columns() != 1 || data.type->id() != arrow::Type::UINT8 || data.offset != 0)
            return makeError("data.part_damaged", {{"file", platform::toUtf8(file.path)}}, "no split column");
        const std::uint8_t* const values = data.GetValues<std::uint8_t>(1);
        splits.insert(splits.end(), values, values + batch->num_rows());
    }
    if (std::ranges::any_of(splits, [](std::uint8_t value) { return value > 2; }))
        return makeError("data.part_damaged", {{"file", platform::toUtf8(file.path)}}, "split out of range");
    return splits;
}

} // namespace fettle::data
