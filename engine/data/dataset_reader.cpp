// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/dataset_reader.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/data/cell_values.h"
#include "engine/data/fragment_column.h"
#include "engine/data/fragment_writer.h"
#include "engine/documents/manifest_document.h"
#include "engine/platform/hash.h"
#include "engine/platform/mapped_file.h"
#include "engine/platform/paths.h"

namespace fettle::data {

/// Fills a Dataset from its manifest.
class DatasetOpener {
public:
    static Result<std::shared_ptr<const Dataset>> open(DatasetManifest manifest, const platform::Path& partsFolder);
    static std::shared_ptr<const Dataset> make(DatasetManifest manifest, std::vector<std::unique_ptr<Column>> columns,
                                               std::vector<std::uint8_t> splits, std::shared_ptr<const void> keepAlive);

private:
    struct Concrete final : Dataset {};
    static std::shared_ptr<Dataset> build(DatasetManifest manifest, std::vector<std::unique_ptr<Column>> columns,
                                          std::vector<std::uint8_t> splits);
    static Result<void> openThumbnails(Dataset& dataset, const FragmentFile& file);
};

std::shared_ptr<Dataset> DatasetOpener::build(DatasetManifest manifest, std::vector<std::unique_ptr<Column>> columns,
                                              std::vector<std::uint8_t> splits)
{
    auto dataset = std::make_shared<Concrete>();
    dataset->m_manifest = std::move(manifest);
    dataset->m_columns = std::move(columns);
    dataset->m_splitOfRow = std::move(splits);
    for (std::size_t row = 0; row < dataset->m_splitOfRow.size(); ++row)
        dataset->m_rowsOfSplit[dataset->m_splitOfRow[row]].push_back(static_cast<std::int64_t>(row));
    return dataset;
}

std::shared_ptr<const Dataset> DatasetOpener::make(DatasetManifest manifest, std::vector<std::unique_ptr<Column>> columns,
                                                   std::vector<std::uint8_t> splits, std::shared_ptr<const void> keepAlive)
{
    auto dataset = build(std::move(manifest), std::move(columns), std::move(splits));
    dataset->m_keepAlive = std::move(keepAlive);
    return dataset;
}

Result<void> DatasetOpener::openThumbnails(Dataset& dataset, const FragmentFile& file)
{
    const std::string name = platform::toUtf8(file.path);
    auto mapped = platform::MappedFile::open(file.path);
    if (!mapped.ok())
        return makeError("data.part_missing", {{"file", name}}, toLogLine(mapped.error()));
    FETTLE_TRY_ASSIGN(dataset.m_thumbnailOffsets, thumbnailOffsets(mapped->text(), name));
    dataset.m_thumbnailFile = name;
    if (static_cast<std::int64_t>(dataset.m_thumbnailOffsets.size()) != dataset.rowCount() + 1)
        return makeError("data.part_damaged", {{"file", name}}, "count differs");
    return {};
}

Result<std::shared_ptr<const Dataset>> DatasetOpener::open(DatasetManifest manifest, const platform::Path& partsFolder)
{
    std::vector<FragmentFile> rows;
    std::optional<FragmentFile> split;
    std::optional<FragmentFile> thumbnails;
    for (const DatasetPart& part : manifest.parts) {
        // The name is the hash: nothing a manifest says leads elsewhere.
        if (!platform::isSha256Hex(part.sha256) || (part.path != part.sha256 + ".arrow" && part.path != part.sha256 + ".bin"))
            return makeError("data.part_damaged", {{"file", part.path}}, "name is not its hash");
        const FragmentFile file{partsFolder / part.path, part.sizeBytes, part.rows};
        if (part.kind == "rows")
            rows.push_back(file);
        else if (part.kind == "split")
            split = file;
        else if (part.kind == "thumbnails")
            thumbnails = file;
    }
    FETTLE_TRY_ASSIGN(const auto table, FragmentTable::open(rows, manifest.fields.size(), partsFolder));
    if (table->rowCount() != manifest.rowCount || !split)
        return makeError("data.part_damaged", {{"file", platform::toUtf8(partsFolder)}}, "rows or split missing");
    FETTLE_TRY_ASSIGN(auto splits, readSplitFragment(*split));
    if (static_cast<std::int64_t>(splits.size()) != manifest.rowCount)
        return makeError("data.part_damaged", {{"file", platform::toUtf8(split->path)}}, "split count differs");
    std::vector<std::unique_ptr<Column>> columns;
    for (std::size_t i = 0; i < manifest.fields.size(); ++i)
        columns.push_back(table->column(i, manifest.fields[i]));
    const auto dataset = build(std::move(manifest), std::move(columns), std::move(splits));
    if (thumbnails)
        FETTLE_TRY(openThumbnails(*dataset, *thumbnails));
    return std::shared_ptr<const Dataset>(dataset);
}

Result<std::shared_ptr<const Dataset>> Dataset::open(const std::string& manifestPath)
{
    const platform::Path path = platform::fromUtf8(manifestPath);
    FETTLE_TRY_ASSIGN(DatasetManifest manifest, documents::readManifestFile(path));
    const platform::Path absolute = std::filesystem::absolute(path);
    return DatasetOpener::open(std::move(manifest), absolute.parent_path().parent_path().parent_path() / "parts");
}

std::shared_ptr<const Dataset> Dataset::fromColumns(DatasetManifest manifest, std::vector<std::unique_ptr<Column>> columns,
                                                    Split split)
{
    const std::size_t rows = columns.empty() ? 0 : static_cast<std::size_t>(columns.front()->size());
    return fromColumns(std::move(manifest), std::move(columns),
                       std::vector<std::uint8_t>(rows, static_cast<std::uint8_t>(split)), nullptr);
}

std::shared_ptr<const Dataset> Dataset::fromColumns(DatasetManifest manifest, std::vector<std::unique_ptr<Column>> columns,
                                                    std::vector<std::uint8_t> splits, std::shared_ptr<const void> keepAlive)
{
    manifest.rowCount = static_cast<std::int64_t>(splits.size());
    manifest.fields.clear();
    for (const auto& column : columns)
        manifest.fields.push_back(column->field());
    manifest.splitRows.clear();
    for (const Split split : {Split::Train, Split::Validation, Split::Test})
        manifest.splitRows[std::string(toText(split))] = std::ranges::count(splits, static_cast<std::uint8_t>(split));
    return DatasetOpener::make(std::move(manifest), std::move(columns), std::move(splits), std::move(keepAlive));
}

const Column* Dataset::column(std::string_view name) const
{
    for (const auto& column : m_columns)
        if (column->field().name == name)
            return column.get();
    return nullptr;
}

const std::vector<std::int64_t>& Dataset::rows(Split split) const
{
    return m_rowsOfSplit[static_cast<std::size_t>(split)];
}

Split Dataset::splitOf(std::int64_t row) const
{
    return static_cast<Split>(m_splitOfRow[static_cast<std::size_t>(row)]);
}

std::optional<ThumbnailPlace> Dataset::thumbnail(std::int64_t row) const
{
    if (m_thumbnailOffsets.empty() || row < 0 || row >= rowCount())
        return std::nullopt;
    const std::int64_t begin = m_thumbnailOffsets[static_cast<std::size_t>(row)];
    const std::int64_t end = m_thumbnailOffsets[static_cast<std::size_t>(row) + 1];
    if (begin == end)
        return std::nullopt;
    return ThumbnailPlace{m_thumbnailFile, begin, end - begin};
}

namespace {

/// What a grid shows of the cells of one column.
std::vector<Value> cellValues(const Dataset& dataset, const Column& column, const std::vector<std::int64_t>& rows)
{
    std::vector<Value> values(rows.size());
    const FieldKind kind = column.field().kind;
    if (kind == FieldKind::Image) {
        for (std::size_t i = 0; i < rows.size(); ++i)
            if (const auto place = dataset.thumbnail(rows[i]))
                values[i] = ValueMap{{"file", place->file}, {"offset", place->offset}, {"size_bytes", place->sizeBytes}};
        return values;
    }
    if (kind == FieldKind::Number) {
        std::vector<double> numbers(rows.size());
        column.readNumbers(rows, numbers);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const double number = numbers[i];
            if (number == std::floor(number) && std::abs(number) < 1e15)
                values[i] = static_cast<std::int64_t>(number);
            else if (!std::isnan(number))
                values[i] = number;
        }
        return values;
    }
    std::vector<std::string_view> texts(rows.size());
    column.readTexts(rows, texts);
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (texts[i].data())
            values[i] = texts[i];
    return values;
}

} // namespace

Result<RowPage> Dataset::page(std::int64_t first, std::int64_t count, std::optional<Split> split) const
{
    RowPage page;
    page.total = split ? static_cast<std::int64_t>(rows(*split).size()) : rowCount();
    if (first < 0 || first > page.total || count < 0)
        return makeError("data.page_outside", {{"first", first}, {"total", page.total}});
    page.first = first;
    count = std::min({count, kMaxPageRows, page.total - first});
    page.ids.resize(static_cast<std::size_t>(count));
    for (std::int64_t i = 0; i < count; ++i)
        page.ids[static_cast<std::size_t>(i)] = split ? rows(*split)[static_cast<std::size_t>(first + i)] : first + i;
    page.rows.resize(page.ids.size());
    for (const std::int64_t id : page.ids)
        page.splits.emplace_back(toText(splitOf(id)));
    for (const auto& column : m_columns) {
        page.fields.push_back(column->field().name);
        auto values = cellValues(*this, *column, page.ids);
        for (std::size_t i = 0; i < values.size(); ++i)
            page.rows[i].push_back(std::move(values[i]));
    }
    return page;
}

MemoryColumn::MemoryColumn(FieldInfo field, std::vector<double> numbers)
    : m_field(std::move(field)), m_size(static_cast<std::int64_t>(numbers.size())), m_numbers(std::move(numbers))
{
    for (const double number : m_numbers) {
        std::optional<std::string>& text = m_texts.emplace_back();
        if (!std::isnan(number))
            text = m_field.kind == FieldKind::Date ? dateText(number) : numberText(number);
    }
}

MemoryColumn::MemoryColumn(FieldInfo field, std::vector<std::optional<std::string>> texts)
    : m_field(std::move(field)), m_size(static_cast<std::int64_t>(texts.size())), m_texts(std::move(texts))
{
    for (const auto& text : m_texts) {
        double number = std::numeric_limits<double>::quiet_NaN();
        if (text) {
            if (const auto boolean = parseBoolean(*text))
                number = *boolean ? 1.0 : 0.0;
            else if (!parsePlainNumber(trimmed(*text), number))
                number = parseDate(*text, NumberStyle::DateYmd).value_or(std::numeric_limits<double>::quiet_NaN());
        }
        m_numbers.push_back(number);
    }
}

MemoryColumn::MemoryColumn(FieldInfo field, std::vector<std::vector<std::byte>> media)
    : m_field(std::move(field)), m_size(static_cast<std::int64_t>(media.size())), m_media(std::move(media))
{
}

void MemoryColumn::readNumbers(std::span<const std::int64_t> rows, std::span<double> out) const
{
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto row = static_cast<std::size_t>(rows[i]);
        out[i] = row < m_numbers.size() ? m_numbers[row] : std::numeric_limits<double>::quiet_NaN();
    }
}

void MemoryColumn::readTexts(std::span<const std::int64_t> rows, std::span<std::string_view> out) const
{
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto row = static_cast<std::size_t>(rows[i]);
        const bool present = row < m_texts.size() && m_texts[row];
        out[i] = present ? std::string_view(*m_texts[row]) : std::string_view();
    }
}

std::span<const std::byte> MemoryColumn::media(std::int64_t row) const
{
    const auto index = static_cast<std::size_t>(row);
    return index < m_media.size() ? std::span<const std::byte>(m_media[index]) : std::span<const std::byte>();
}

} // namespace fettle::data
