// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/fragment_writer.h"

#include <cstring>
#include <limits>

#include <arrow/api.h>
#include <arrow/io/interfaces.h>
#include <arrow/ipc/writer.h>

#include "engine/platform/file_writer.h"
#include "engine/platform/hash.h"

namespace fettle::data {

/// Where Arrow writes to: our own file writer, so that faults are injected and errors keep their code.
class HashedFile final : public arrow::io::OutputStream {
public:
    explicit HashedFile(platform::FileWriter writer) : m_writer(std::move(writer)) {}

    arrow::Status Write(const void* data, std::int64_t bytes) override
    {
        const std::string_view text(static_cast<const char*>(data), static_cast<std::size_t>(bytes));
        m_hash.update(text);
        return note(m_writer.write(text));
    }
    arrow::Status Close() override
    {
        m_closed = true;
        return note(m_writer.close());
    }
    arrow::Result<std::int64_t> Tell() const override { return static_cast<std::int64_t>(m_writer.sizeBytes()); }
    bool closed() const override { return m_closed; }

    [[nodiscard]] const platform::FileWriter& writer() const { return m_writer; }
    [[nodiscard]] std::string hash() { return m_hash.finishHex(); }
    /// Ours if a write failed, else Arrow's own.
    [[nodiscard]] Error errorOf(const arrow::Status& status) const
    {
        return m_error ? *m_error : makeError("data.fragment_failed", {}, status.ToString());
    }

private:
    arrow::Status note(Result<void> result)
    {
        if (result.ok())
            return arrow::Status::OK();
        if (!m_error)
            m_error = result.error();
        return arrow::Status::IOError(m_error->code);
    }

    platform::FileWriter m_writer;
    platform::Sha256 m_hash;
    std::optional<Error> m_error;
    bool m_closed = false;
};

namespace {

std::shared_ptr<arrow::DataType> arrowType(CellStorage storage)
{
    switch (storage) {
    case CellStorage::Numbers: return arrow::float64();
    case CellStorage::Texts: return arrow::large_utf8();
    case CellStorage::Bytes: return arrow::large_binary();
    }
    return arrow::null();
}

/// One bit a cell, set where it is present; null where none is missing.
std::shared_ptr<arrow::Buffer> validityBits(std::int64_t rows, auto isMissing, std::int64_t& nulls)
{
    nulls = 0;
    std::shared_ptr<arrow::Buffer> bits;
    for (std::int64_t row = 0; row < rows; ++row) {
        if (!isMissing(row))
            continue;
        if (!bits) {
            auto allocated = arrow::AllocateBuffer((rows + 7) / 8);
            if (!allocated.ok())
                return nullptr;
            bits = std::shared_ptr<arrow::Buffer>(std::move(*allocated));
            std::memset(bits->mutable_data(), 0xFF, static_cast<std::size_t>(bits->size()));
        }
        ++nulls;
        bits->mutable_data()[row / 8] &= static_cast<std::uint8_t>(~(1u << (row % 8)));
    }
    return bits;
}

std::shared_ptr<arrow::Array> numberArray(const CellBatch& cells, std::int64_t rows)
{
    // NaN says "missing" in our own reader; the bits say it to others.
    std::int64_t nulls = 0;
    const auto values = cells.numbers();
    auto bits = validityBits(rows, [&](std::int64_t i) { return values[static_cast<std::size_t>(i)] != values[static_cast<std::size_t>(i)]; }, nulls);
    return std::make_shared<arrow::DoubleArray>(rows, arrow::Buffer::Wrap(values.data(), values.size()), bits, nulls);
}

std::shared_ptr<arrow::Array> textArray(const CellBatch& cells, std::int64_t rows, CellStorage storage)
{
    static_assert(sizeof(std::size_t) == sizeof(std::int64_t));
    std::int64_t nulls = 0;
    const auto& missing = cells.missing();
    auto bits = validityBits(rows, [&](std::int64_t i) {
        return static_cast<std::size_t>(i) < missing.size() && missing[static_cast<std::size_t>(i)] != 0; }, nulls);
    auto offsets = arrow::Buffer::Wrap(cells.offsets().data(), cells.offsets().size());
    auto bytes = std::make_shared<arrow::Buffer>(reinterpret_cast<const std::uint8_t*>(cells.bytes().data()),
                                                 static_cast<std::int64_t>(cells.bytes().size()));
    if (storage == CellStorage::Bytes)
        return std::make_shared<arrow::LargeBinaryArray>(rows, offsets, bytes, bits, nulls);
    return std::make_shared<arrow::LargeStringArray>(rows, offsets, bytes, bits, nulls);
}

arrow::ipc::IpcWriteOptions writeOptions()
{
    auto options = arrow::ipc::IpcWriteOptions::Defaults();
    options.alignment = 64;
    options.use_threads = false;
    return options;
}

} // namespace

struct FragmentWriter::OpenFragment {
    std::shared_ptr<HashedFile> file;
    std::shared_ptr<arrow::ipc::RecordBatchWriter> writer;
    std::shared_ptr<arrow::Schema> schema;
    std::int64_t rows = 0;
};

FragmentWriter::FragmentWriter(platform::Path folder, std::vector<StoredColumn> columns)
    : m_folder(std::move(folder)), m_columns(std::move(columns))
{
}

FragmentWriter::~FragmentWriter() = default;

Result<void> FragmentWriter::openFragment()
{
    auto open = std::make_unique<OpenFragment>();
    FETTLE_TRY_ASSIGN(auto writer, platform::FileWriter::open(m_folder / ("rows-" + std::to_string(m_fragments.size())),
                                                              platform::FileWriter::Mode::Overwrite, 1 << 20));
    open->file = std::make_shared<HashedFile>(std::move(writer));
    arrow::FieldVector fields;
    for (const StoredColumn& column : m_columns)
        fields.push_back(arrow::field(column.name, arrowType(column.storage)));
    for (const StoredColumn& column : m_columns)
        if (column.storage == CellStorage::Bytes)
            fields.push_back(arrow::field(column.name + ".sha256", arrow::large_utf8()));
    open->schema = arrow::schema(std::move(fields));
    auto made = arrow::ipc::MakeFileWriter(open->file, open->schema, writeOptions());
    if (!made.ok())
        return open->file->errorOf(made.status());
    open->writer = *made;
    m_open = std::move(open);
    return {};
}

Result<void> FragmentWriter::closeFragment()
{
    if (!m_open)
        return {};
    for (const arrow::Status& status : {m_open->writer->Close(), m_open->file->Close()})
        if (!status.ok())
            return m_open->file->errorOf(status);
    const platform::FileWriter& file = m_open->file->writer();
    const std::string hash = m_open->file->hash();
    m_fragments.push_back({{"rows", hash + ".arrow", hash, static_cast<std::int64_t>(file.sizeBytes()), m_open->rows},
                           file.path()});
    m_open.reset();
    return {};
}

Result<std::string> FragmentWriter::writeLargeMedia(std::string_view bytes)
{
    const std::string hash = platform::sha256Hex(bytes);
    for (const WrittenPart& written : m_media)
        if (written.part.sha256 == hash)
            return hash;
    const platform::Path path = m_folder / ("media-" + std::to_string(m_media.size()));
    FETTLE_TRY_ASSIGN(auto writer, platform::FileWriter::open(path, platform::FileWriter::Mode::Overwrite, 0));
    FETTLE_TRY(writer.write(bytes));
    FETTLE_TRY(writer.close());
    m_media.push_back({{"media", hash + ".bin", hash, static_cast<std::int64_t>(bytes.size()), 1}, path});
    return hash;
}

Result<void> FragmentWriter::append(const RowBatch& batch)
{
    if (batch.rows == 0)
        return {};
    if (m_open && static_cast<std::int64_t>(m_open->file->writer().sizeBytes()) > 0) {
        std::size_t bytes = 0;
        for (const CellBatch& cells : batch.columns)
            bytes += cells.byteCount() + cells.offsets().size() * sizeof(std::int64_t);
        if (static_cast<std::int64_t>(m_open->file->writer().sizeBytes() + bytes) > m_maxFragmentBytes)
            FETTLE_TRY(closeFragment());
    }
    if (!m_open)
        FETTLE_TRY(openFragment());
    arrow::ArrayVector arrays;
    std::vector<CellBatch> replaced;   // columns of bytes without their large cells
    std::vector<CellBatch> fileNames;
    replaced.reserve(m_columns.size());
    fileNames.reserve(m_columns.size());
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const CellBatch& cells = batch.columns[i];
        if (m_columns[i].storage == CellStorage::Numbers) {
            arrays.push_back(numberArray(cells, batch.rows));
        } else if (m_columns[i].storage == CellStorage::Texts) {
            arrays.push_back(textArray(cells, batch.rows, CellStorage::Texts));
        } else {
            CellBatch& inlineCells = replaced.emplace_back();
            CellBatch& files = fileNames.emplace_back();
            for (std::int64_t row = 0; row < batch.rows; ++row) {
                const std::string_view bytes = cells.text(row);
                const bool large = bytes.size() > kMaxInlineMediaBytes;
                if (large || !bytes.data())
                    inlineCells.addMissing(CellStorage::Bytes);
                else
                    inlineCells.addText(bytes);
                if (large) {
                    FETTLE_TRY_ASSIGN(const std::string hash, writeLargeMedia(bytes));
                    files.addText(hash);
                } else {
                    files.addMissing(CellStorage::Texts);
                }
            }
            arrays.push_back(textArray(inlineCells, batch.rows, CellStorage::Bytes));
        }
    }
    for (const CellBatch& files : fileNames)
        arrays.push_back(textArray(files, batch.rows, CellStorage::Texts));
    const auto record = arrow::RecordBatch::Make(m_open->schema, batch.rows, std::move(arrays));
    if (const arrow::Status status = m_open->writer->WriteRecordBatch(*record); !status.ok())
        return m_open->file->errorOf(status);
    m_open->rows += batch.rows;
    return {};
}

Result<std::vector<WrittenPart>> FragmentWriter::finish()
{
    FETTLE_TRY(closeFragment());
    std::vector<WrittenPart> parts = std::move(m_fragments);
    parts.insert(parts.end(), m_media.begin(), m_media.end());
    return parts;
}

Result<WrittenPart> writeSplitFragment(const platform::Path& folder, std::span<const std::uint8_t> splits)
{
    FETTLE_TRY_ASSIGN(auto writer, platform::FileWriter::open(folder / "split", platform::FileWriter::Mode::Overwrite, 1 << 20));
    const auto file = std::make_shared<HashedFile>(std::move(writer));
    const auto schema = arrow::schema({arrow::field("split", arrow::uint8())});
    auto made = arrow::ipc::MakeFileWriter(file, schema, writeOptions());
    if (!made.ok())
        return file->errorOf(made.status());
    const auto rows = static_cast<std::int64_t>(splits.size());
    const auto array = std::make_shared<arrow::UInt8Array>(rows, arrow::Buffer::Wrap(splits.data(), splits.size()));
    for (const arrow::Status& status : {(*made)->WriteRecordBatch(*arrow::RecordBatch::Make(schema, rows, {array})),
                                        (*made)->Close(), file->Close()})
        if (!status.ok())
            return file->errorOf(status);
    const std::string hash = file->hash();
    return WrittenPart{{"split", hash + ".arrow", hash, static_cast<std::int64_t>(file->writer().sizeBytes()), rows},
                       file->writer().path()};
}

namespace {

// The end of a pack: positions (int64, little-endian), their count, then this.
constexpr std::string_view kPackMagic = "FETTHMB1";

} // namespace

struct ThumbnailPackWriter::State {
    platform::FileWriter file;
    platform::Sha256 hash;
    std::vector<std::int64_t> offsets;
    explicit State(platform::FileWriter opened) : file(std::move(opened)) {}
    Result<void> write(std::string_view bytes)
    {
        hash.update(bytes);
        return file.write(bytes);
    }
};

ThumbnailPackWriter::ThumbnailPackWriter(platform::Path path) : m_path(std::move(path)) {}
ThumbnailPackWriter::~ThumbnailPackWriter() = default;

Result<void> ThumbnailPackWriter::append(std::string_view picture)
{
    if (!m_state) {
        FETTLE_TRY_ASSIGN(auto file, platform::FileWriter::open(m_path, platform::FileWriter::Mode::Overwrite, 1 << 20));
        m_state = std::unique_ptr<State>(new State(std::move(file)));
    }
    m_state->offsets.push_back(static_cast<std::int64_t>(m_state->file.sizeBytes()));
    return m_state->write(picture);
}

Result<WrittenPart> ThumbnailPackWriter::finish()
{
    if (!m_state)
        FETTLE_TRY(append({}));
    m_state->offsets.push_back(static_cast<std::int64_t>(m_state->file.sizeBytes()));
    const auto count = static_cast<std::int64_t>(m_state->offsets.size());
    const auto asBytes = [](const std::int64_t* values, std::size_t n) {
        return std::string_view(reinterpret_cast<const char*>(values), n * sizeof(std::int64_t));
    };
    FETTLE_TRY(m_state->write(asBytes(m_state->offsets.data(), m_state->offsets.size())));
    FETTLE_TRY(m_state->write(asBytes(&count, 1)));
    FETTLE_TRY(m_state->write(kPackMagic));
    FETTLE_TRY(m_state->file.close());
    const std::string hash = m_state->hash.finishHex();
    return WrittenPart{{"thumbnails", hash + ".bin", hash, static_cast<std::int64_t>(m_state->file.sizeBytes()), count - 1},
                       m_path};
}

Result<std::vector<std::int64_t>> thumbnailOffsets(std::string_view pack, const std::string& fileForErrors)
{
    const Error damaged = makeError("data.part_damaged", {{"file", fileForErrors}});
    constexpr std::size_t kTail = sizeof(std::int64_t) + kPackMagic.size();
    if (pack.size() < kTail || !pack.ends_with(kPackMagic))
        return damaged;
    std::int64_t count = 0;
    std::memcpy(&count, pack.data() + pack.size() - kTail, sizeof count);
    const std::size_t room = (pack.size() - kTail) / sizeof(std::int64_t);
    if (count < 1 || static_cast<std::size_t>(count) > room)
        return damaged;
    std::vector<std::int64_t> offsets(static_cast<std::size_t>(count));
    const std::size_t begin = pack.size() - kTail - offsets.size() * sizeof(std::int64_t);
    std::memcpy(offsets.data(), pack.data() + begin, offsets.size() * sizeof(std::int64_t));
    for (std::size_t i = 0; i < offsets.size(); ++i)
        if (offsets[i] < 0 || offsets[i] > static_cast<std::int64_t>(begin) || (i > 0 && offsets[i] < offsets[i - 1]))
            return damaged;
    return offsets;
}

} // namespace fettle::data
