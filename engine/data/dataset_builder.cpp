// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/dataset_builder.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <unordered_map>

#include "engine/data/field_inference.h"
#include "engine/data/fragment_column.h"
#include "engine/data/mark_statistics.h"
#include "engine/data/split_assignment.h"

namespace fettle::data {
namespace {

constexpr std::size_t kMaxIssues = 1000;
/// Class counts of all categories up to so many rows; beyond, of targets alone.
constexpr std::int64_t kMaxRowsForAllCounts = 2'000'000;

constexpr std::array<Split, 3> kSplits = {Split::Train, Split::Validation, Split::Test};

Result<std::shared_ptr<const FragmentTable>> openParts(const std::vector<WrittenPart>& parts, std::size_t columns,
                                                       const platform::Path& folder)
{
    std::vector<FragmentFile> files;
    for (const WrittenPart& part : parts)
        if (part.part.kind == "rows")
            files.push_back({part.path, part.part.sizeBytes, part.part.rows});
    return FragmentTable::open(files, columns, folder);
}

/// How often each class occurs in each split, classes in the field's order.
std::map<std::string, std::vector<ValueCount>> countClasses(const Column& column, const std::vector<std::uint8_t>& splits)
{
    const auto& classes = column.field().classes;
    std::unordered_map<std::string_view, std::size_t> index;
    for (std::size_t i = 0; i < classes.size(); ++i)
        index.emplace(classes[i], i);
    std::array<std::vector<std::int64_t>, 3> counts;
    counts.fill(std::vector<std::int64_t>(classes.size(), 0));
    constexpr std::int64_t kStride = 65536;
    std::vector<std::int64_t> rows(kStride);
    std::vector<std::string_view> texts(kStride);
    for (std::int64_t first = 0; first < column.size(); first += kStride) {
        const auto count = static_cast<std::size_t>(std::min(kStride, column.size() - first));
        std::iota(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(count), first);
        column.readTexts({rows.data(), count}, {texts.data(), count});
        for (std::size_t i = 0; i < count; ++i) {
            auto& ofSplit = counts[splits[static_cast<std::size_t>(first) + i]];
            if (const auto found = index.find(texts[i]); texts[i].data() && found != index.end())
                ++ofSplit[found->second];
        }
    }
    std::map<std::string, std::vector<ValueCount>> result;
    for (const Split split : kSplits)
        for (std::size_t i = 0; i < classes.size(); ++i)
            result[std::string(toText(split))].push_back({classes[i], counts[static_cast<std::size_t>(split)][i]});
    return result;
}

} // namespace

DatasetBuilder::DatasetBuilder(platform::Path folder, const ImportRequest& request, const ImportMonitor& monitor)
    : m_folder(std::move(folder)), m_request(request), m_monitor(monitor)
{
}

Result<void> DatasetBuilder::begin(std::vector<ColumnPlan> columns)
{
    if (columns.empty())
        return makeError("data.no_columns");
    m_columns = std::move(columns);
    m_statistics.clear();
    m_lengths.assign(m_columns.size(), {});
    std::vector<StoredColumn> stored;
    for (const ColumnPlan& column : m_columns) {
        m_statistics.emplace_back(column.storage);
        stored.push_back({column.field.name, column.storage});
    }
    m_writer = std::make_unique<FragmentWriter>(m_folder, std::move(stored));
    m_thumbnails.reset();
    m_givenSplits.clear();
    m_likeness.clear();
    m_rows = 0;
    m_report = {};
    return {};
}

Result<void> DatasetBuilder::check(const RowBatch& batch) const
{
    bool fits = m_writer && batch.columns.size() == m_columns.size()
        && (batch.thumbnails.empty() || static_cast<std::int64_t>(batch.thumbnails.size()) == batch.rows)
        && (batch.likeness.empty() ? m_likeness.empty()
                                   : static_cast<std::int64_t>(batch.likeness.size()) == batch.rows
                                         && static_cast<std::int64_t>(m_likeness.size()) == m_rows);
    for (std::size_t i = 0; fits && i < batch.columns.size(); ++i) {
        const CellBatch& cells = batch.columns[i];
        fits = m_columns[i].storage == CellStorage::Numbers
            ? static_cast<std::int64_t>(cells.numbers().size()) == batch.rows
            : cells.numbers().empty() && static_cast<std::int64_t>(cells.offsets().size()) == batch.rows + 1;
    }
    return fits ? Result<void>() : makeError("data.importer_batch");
}

Result<void> DatasetBuilder::append(RowBatch batch)
{
    if (m_monitor.cancelled())
        return makeError("data.cancelled");
    FETTLE_TRY(check(batch));
    if (m_rows == 0)
        m_tags.choose(m_columns, batch, m_request.overrides);
    m_tags.rewrite(batch);
    FETTLE_TRY(m_writer->append(batch));
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        m_statistics[i].add(batch.columns[i], batch.rows);
        if (m_columns[i].storage == CellStorage::Texts)
            m_lengths[i].add(batch.columns[i], batch.rows);
    }
    if (!batch.thumbnails.empty()) {
        if (!m_thumbnails)
            m_thumbnails = std::make_unique<ThumbnailPackWriter>(m_folder / "thumbnails");
        for (const std::string& picture : batch.thumbnails)
            FETTLE_TRY(m_thumbnails->append(picture));
    }
    m_likeness.insert(m_likeness.end(), batch.likeness.begin(), batch.likeness.end());
    m_givenSplits.insert(m_givenSplits.end(), static_cast<std::size_t>(batch.rows),
                         batch.split ? static_cast<std::uint8_t>(*batch.split) : kNoSplit);
    m_rows += batch.rows;
    return {};
}

void DatasetBuilder::issue(ImportIssue issue, std::int64_t rowsSkipped)
{
    m_report.rowsSkipped += rowsSkipped;
    if (!m_report.issues.empty()) {
        ImportIssue& last = m_report.issues.back();
        if (last.file == issue.file && last.note == issue.note) {
            last.count += issue.count;
            return;
        }
    }
    if (m_report.issues.size() < kMaxIssues)
        m_report.issues.push_back(std::move(issue));
}

/// Pictures that are alike; else rows whose inputs are equal.
DuplicateGroups DatasetBuilder::findDuplicates(const FragmentTable& table, const std::vector<FieldInfo>& fields) const
{
    if (!m_likeness.empty())
        return unlessUsual(findAlikePictures(m_likeness));
    std::vector<std::unique_ptr<Column>> columns;
    std::vector<ComparedColumn> compared;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].role != FieldRole::Input)
            continue;
        if (m_columns[i].storage == CellStorage::Bytes)
            return {}; // media that nobody looked at
        columns.push_back(table.column(i, fields[i]));
        compared.push_back({columns.back().get(), m_columns[i].storage});
    }
    return unlessUsual(findEqualRows(compared, m_rows));
}

Result<void> DatasetBuilder::divide(BuiltDataset& built)
{
    DatasetManifest& manifest = built.manifest;
    FETTLE_TRY_ASSIGN(const auto table, openParts(built.parts, m_columns.size(), m_folder));
    SplitInput input;
    input.rows = m_rows;
    input.given = m_givenSplits;
    input.asked = m_request.split;
    input.seed = m_request.seed;
    std::unique_ptr<Column> target;
    std::unique_ptr<Column> by;
    const auto byColumn = [&](std::size_t i) { return table->column(i, manifest.fields[i]); };
    const bool named = input.asked
        && (input.asked->method == SplitMethod::Group || input.asked->method == SplitMethod::Column);
    for (std::size_t i = 0; i < manifest.fields.size(); ++i) {
        const FieldInfo& field = manifest.fields[i];
        if (!target && field.role == FieldRole::Target
            && (field.kind == FieldKind::Category || field.kind == FieldKind::Boolean))
            target = byColumn(i);
        if (named ? field.name == input.asked->column : field.role == FieldRole::Split)
            by = byColumn(i);
    }
    if (named && !by)
        return makeError("data.unknown_column", {{"column", input.asked->column}, {"nearest", ""}});
    input.target = target.get();
    input.by = by.get();
    DuplicateGroups duplicates;
    if (dividesAtRandom(input)) {
        duplicates = findDuplicates(*table, manifest.fields);
        input.duplicates = &duplicates;
    }
    FETTLE_TRY_ASSIGN(SplitResult result, assignSplits(input));
    manifest.splitPolicy = result.policy;
    manifest.report.notes.insert(manifest.report.notes.end(), result.notes.begin(), result.notes.end());
    FETTLE_TRY_ASSIGN(WrittenPart part, writeSplitFragment(m_folder, result.splits));
    built.parts.push_back(std::move(part));
    for (const Split split : kSplits)
        manifest.splitRows[std::string(toText(split))]
            = std::ranges::count(result.splits, static_cast<std::uint8_t>(split));
    for (std::size_t i = 0; i < manifest.fields.size(); ++i) {
        if (manifest.fields[i].kind == FieldKind::Spans || manifest.fields[i].kind == FieldKind::Tags)
            countMarks(*byColumn(i), result.splits, manifest.fields[i], manifest.statistics[i]);
        const FieldInfo& field = manifest.fields[i];
        const bool classes = field.kind == FieldKind::Category || field.kind == FieldKind::Boolean;
        if (classes && !field.classes.empty() && (field.role == FieldRole::Target || m_rows <= kMaxRowsForAllCounts))
            manifest.statistics[i].classCounts = countClasses(*byColumn(i), result.splits);
    }
    return {};
}

void DatasetBuilder::describe(DatasetManifest& manifest) const
{
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const FieldInfo& field = manifest.fields[i];
        manifest.statistics.push_back(m_statistics[i].finish(field.name, field.kind == FieldKind::Date));
        if (field.kind == FieldKind::Text)
            m_lengths[i].write(manifest.statistics.back());
    }
}

Result<BuiltDataset> DatasetBuilder::finish(const std::string& importer)
{
    if (m_rows == 0)
        return makeError("data.no_rows");
    BuiltDataset built;
    FETTLE_TRY_ASSIGN(built.parts, m_writer->finish());
    DatasetManifest& manifest = built.manifest;
    std::vector<ColumnFacts> facts;
    for (std::size_t i = 0; i < m_columns.size(); ++i)
        facts.push_back({m_columns[i], &m_statistics[i]});
    const auto target = m_request.options.find("target");
    const std::string targetName = target == m_request.options.end() || target->second.isNull() ? std::string()
        : target->second.isText() ? target->second.asText() : target->second.toDisplay();
    FETTLE_TRY_ASSIGN(manifest.fields, inferFields(facts, targetName, m_request.overrides));
    manifest.rowCount = m_rows;
    describe(manifest);
    m_report.importer = importer;
    m_report.rowsImported = m_rows;
    m_report.rowsRead = m_rows + m_report.rowsSkipped;
    manifest.report = m_report;
    FETTLE_TRY(divide(built));
    if (m_thumbnails) {
        FETTLE_TRY_ASSIGN(WrittenPart part, m_thumbnails->finish());
        built.parts.push_back(std::move(part));
    }
    for (const WrittenPart& part : built.parts)
        manifest.parts.push_back(part.part);
    return built;
}

} // namespace fettle::data
