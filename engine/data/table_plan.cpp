// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>
#include <numeric>

#include "engine/data/table_reader.h"
#include "engine/data/text_encoding.h"

namespace fettle::data {
namespace {

constexpr std::size_t kSniffBytes = 256u << 10;
constexpr std::size_t kEncodingBytes = 4u << 20;
constexpr std::size_t kSampleRows = 2000;

/// The first rows below the header, as texts.
std::vector<std::vector<std::string>> firstRows(const std::string& sample, bool isWhole, const CsvLayout& layout,
                                                std::int64_t& headLine)
{
    std::vector<std::vector<std::string>> rows;
    CsvScanner scanner(layout.dialect, sample, isWhole);
    std::vector<CsvCell> cells;
    std::string scratch;
    std::size_t head = layout.skippedRecords + (layout.header ? 1 : 0);
    std::size_t left = layout.skippedRecords;
    headLine = 0;
    while (rows.size() < kSampleRows && scanner.next(cells) == CsvScanner::Outcome::Record) {
        const bool blank = cells.size() == 1 && cells[0].raw.empty() && !cells[0].quoted;
        if (blank && (layout.width > 1 || head > 0))
            continue;
        if (left > 0)
            --left;
        else if (headLine == 0)
            headLine = countLines(std::string_view(sample).substr(0, scanner.recordStart()), layout.dialect) + 1;
        if (head > 0) {
            --head;
            continue;
        }
        if (cells.size() > layout.width)
            continue;
        std::vector<std::string>& row = rows.emplace_back();
        for (const CsvCell& cell : cells)
            row.emplace_back(csvCellText(cell, layout.dialect, scratch));
        row.resize(layout.width);
    }
    return rows;
}

Result<TableStart> readStart(const TableFile& file, const std::string& encoding, const CsvChoices& choices)
{
    FETTLE_TRY_ASSIGN(TextSource source, openTable(file, encoding, kEncodingBytes));
    TableStart start;
    start.file = file;
    start.encoding = source.encoding();
    start.gzip = source.isGzip();
    start.sizeBytes = source.sizeBytes();
    std::string sample;
    bool isWhole = false;
    // A first record larger than the sample is worth a second look; then a single column it is.
    for (std::size_t wanted = kSniffBytes; wanted <= 4 * CsvScanner::kMaxFieldBytes; wanted *= 8) {
        while (!isWhole && sample.size() < wanted) {
            FETTLE_TRY_ASSIGN(const bool more, source.read(sample, wanted));
            isWhole = !more;
        }
        std::string clean;
        std::erase(sample, '\0');
        appendRepairedUtf8(sample, clean);
        start.layout = sniffCsv(clean, isWhole, choices);
        start.rows = firstRows(clean, isWhole, start.layout, start.headLine);
        if (isWhole || start.layout.width > 0)
            break;
    }
    if (start.layout.width == 0)
        return makeError("data.table_empty", {{"file", file.name}});
    return start;
}

/// A part without a header that repeats the first part's names, or lacks them where the first part has them.
void agreeOnHeader(const TableStart& first, TableStart& other, const CsvChoices& choices)
{
    if (choices.header || other.layout.width != first.layout.width)
        return;
    if (first.layout.header && other.layout.header && other.layout.names != first.layout.names) {
        std::vector<std::string> sorted[2] = {first.layout.names, other.layout.names};
        std::ranges::sort(sorted[0]);
        std::ranges::sort(sorted[1]);
        if (sorted[0] == sorted[1])
            return; // reordered
        // Not the same names: what was taken for a header is this part's first row.
        other.layout.header = false;
        other.rows.insert(other.rows.begin(), other.layout.names);
        other.layout.names = first.layout.names;
    } else if (!first.layout.header && other.layout.header) {
        other.layout.header = false;
        other.rows.insert(other.rows.begin(), other.layout.names);
        other.layout.names = first.layout.names;
    } else if (first.layout.header && !other.layout.header) {
        other.layout.names = first.layout.names;
    }
}

Result<std::vector<std::size_t>> matchColumns(const TableStart& first, const TableStart& other)
{
    std::vector<std::size_t> source(first.layout.names.size());
    std::iota(source.begin(), source.end(), std::size_t{0});
    if (other.layout.names == first.layout.names)
        return source;
    for (std::size_t column = 0; column < source.size(); ++column) {
        const auto found = std::ranges::find(other.layout.names, first.layout.names[column]);
        if (found == other.layout.names.end() || other.layout.names.size() != first.layout.names.size())
            return makeError("data.parts_differ", {{"file", other.file.name},
                                                   {"other", first.file.name},
                                                   {"got", static_cast<std::int64_t>(other.layout.names.size())},
                                                   {"expected", static_cast<std::int64_t>(first.layout.names.size())},
                                                   {"column", first.layout.names[column]}});
        source[column] = static_cast<std::size_t>(found - other.layout.names.begin());
    }
    return source;
}

using Labels = std::set<std::string, std::less<>>;

/// The distinct texts of a column of one file's beginning; empty where they are too many to be labels.
Labels labelsOf(const TableStart& file, std::size_t cell)
{
    Labels labels;
    for (const auto& row : file.rows) {
        if (isMissingMark(row[cell], false))
            continue;
        labels.insert(row[cell]);
        if (labels.size() > 100)
            return {};
    }
    return labels;
}

/// Labels that all end in "." in one file and stand without it in another.
void findDottedLabels(TablePlan& plan, std::size_t column)
{
    if (plan.files.size() < 2 || plan.cells[column].storage != CellStorage::Texts)
        return;
    std::vector<Labels> labels;
    for (std::size_t i = 0; i < plan.files.size(); ++i)
        labels.push_back(labelsOf(plan.files[i], plan.plans[i].source[column]));
    const auto endsInDot = [](const std::string& text) { return text.size() > 1 && text.ends_with('.'); };
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (labels[i].empty() || !std::ranges::all_of(labels[i], endsInDot))
            continue;
        Labels bare;
        for (const std::string& label : labels[i])
            bare.insert(label.substr(0, label.size() - 1));
        for (std::size_t other = 0; other < labels.size(); ++other)
            if (other != i && !std::ranges::any_of(labels[other], endsInDot)
                && std::ranges::any_of(bare, [&](const std::string& label) { return labels[other].contains(label); })) {
                Labels known = labels[other];
                known.insert(bare.begin(), bare.end());
                plan.plans[i].dotted[column] = std::move(known);
            }
    }
}

std::optional<FieldKind> givenKind(const ImportSource& source, const std::string& name)
{
    for (const FieldOverride& override : source.overrides)
        if (override.field == name && override.kind)
            return override.kind;
    return std::nullopt;
}

std::string delimiterName(char c)
{
    if (static_cast<unsigned char>(c) < 0x20)
        return c == '\t' ? "tab" : c == '\x1E' ? "none" : c == '\x1F' ? "unit separator" : "control-A";
    return c == ' ' ? "space" : std::string(1, c);
}

} // namespace

Result<TextSource> openTable(const TableFile& file, const std::string& encoding, std::size_t sniffBytes)
{
    return file.sheet ? TextSource::openSheet(file.path, *file.sheet) : TextSource::open(file.path, encoding, sniffBytes);
}

Result<TablePlan> planTable(const ImportSource& source)
{
    FETTLE_TRY_ASSIGN(TableFiles found, findTableFiles(source.paths));
    FETTLE_TRY_ASSIGN(const CsvChoices choices, csvChoices(source.options));
    return planTableFiles(std::move(found), choices, givenEncoding(source.options), source);
}

Result<TablePlan> planTableFiles(TableFiles found, const CsvChoices& choices, const std::string& encodingName,
                                 const ImportSource& source)
{
    TablePlan plan;
    plan.notes = std::move(found.notes);
    for (const TableFile& file : found.files) {
        FETTLE_TRY_ASSIGN(TableStart start, readStart(file, encodingName, choices));
        if (!plan.files.empty())
            agreeOnHeader(plan.files.front(), start, choices);
        plan.files.push_back(std::move(start));
    }
    const TableStart& first = plan.files.front();
    plan.names = first.layout.names;
    for (const TableStart& file : plan.files) {
        FETTLE_TRY_ASSIGN(auto columns, matchColumns(first, file));
        plan.plans.push_back({file.layout.dialect, file.layout.width, file.file.sheet.has_value(), std::move(columns), plan.names, {}});
        plan.plans.back().dotted.resize(plan.names.size());
    }
    for (std::size_t column = 0; column < plan.names.size(); ++column) {
        std::vector<std::string> cells;
        for (std::size_t i = 0; i < plan.files.size(); ++i)
            for (const auto& row : plan.files[i].rows)
                cells.push_back(row[plan.plans[i].source[column]]);
        plan.cells.push_back(planCells(cells, first.layout.dialect.delimiter == ';', givenKind(source, plan.names[column])));
        findDottedLabels(plan, column);
    }
    if (!first.encoding.reason.code.empty())
        plan.notes.push_back(first.encoding.reason);
    plan.notes.insert(plan.notes.end(), first.layout.notes.begin(), first.layout.notes.end());
    return plan;
}

namespace {

void addFileNames(const TablePlan& plan, ValueMap& format)
{
    if (plan.files.size() <= 1)
        return;
    ValueList names;
    for (const TableStart& file : plan.files)
        names.emplace_back(file.file.name);
    format["files"] = std::move(names);
}

ValueMap sheetFormat(const TablePlan& plan)
{
    const TableStart& first = plan.files.front();
    ValueMap format{{"sheet", first.sheet->name}, {"header", first.layout.header}};
    if (first.layout.header)
        format["header_row"] = first.headLine;
    if (!first.sheet->others.empty())
        format["other_sheets"] = ValueList(first.sheet->others.begin(), first.sheet->others.end());
    if (first.sheet->from1904)
        format["dates"] = "1904";
    addFileNames(plan, format);
    return format;
}

} // namespace

ValueMap tableFormat(const TablePlan& plan)
{
    const TableStart& first = plan.files.front();
    if (first.sheet)
        return sheetFormat(plan);
    ValueMap format{{"encoding", first.encoding.name},
                    {"delimiter", delimiterName(first.layout.dialect.delimiter)},
                    {"quote", first.layout.dialect.quote == '\0' ? std::string("none") : std::string(1, first.layout.dialect.quote)},
                    {"header", first.layout.header},
                    {"line_end", first.layout.dialect.lineEnd == '\r' ? "cr" : "lf"}};
    if (first.layout.dialect.comment != '\0')
        format["comment"] = std::string(1, first.layout.dialect.comment);
    if (first.layout.dialect.spaceAfterDelimiter)
        format["space_after_delimiter"] = true;
    if (first.gzip)
        format["compression"] = "gzip";
    addFileNames(plan, format);
    return format;
}

ImportProbe describeTable(const TablePlan& plan)
{
    ImportProbe probe;
    probe.format = tableFormat(plan);
    probe.notes = plan.notes;
    for (std::size_t column = 0; column < plan.names.size(); ++column) {
        FieldInfo& field = probe.fields.emplace_back();
        field.name = plan.names[column];
        field.kind = plan.cells[column].kind;
        field.reasons = plan.cells[column].reasons;
    }
    const TableStart& first = plan.files.front();
    for (std::size_t i = 0; i < first.rows.size() && i < 100; ++i) {
        std::vector<Value>& row = probe.rows.emplace_back();
        for (std::size_t column = 0; column < plan.names.size(); ++column) {
            const std::string& cell = first.rows[i][column];
            const CellPlan& cells = plan.cells[column];
            const bool number = cells.storage == CellStorage::Numbers;
            const auto value = number && cells.style < NumberStyle::DateYmd ? parseNumber(cell, cells.style) : std::nullopt;
            row.push_back(isMissingMark(cell, number) ? Value() : value ? Value(*value) : Value(cell));
        }
    }
    return probe;
}

} // namespace fettle::data
