// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <set>

#include "engine/data/csv_sniffer.h"
#include "engine/data/json_reader.h"
#include "engine/data/text_source.h"

namespace fettle::data {
namespace {

constexpr std::size_t kJsonSampleBytes = 1u << 20;
constexpr std::size_t kSampleRowsPerFile = 1000;
constexpr std::uint64_t kSampleBytesPerFile = 2u << 20;
constexpr std::size_t kShownRows = 100;

/// Words that name columns of texts and labels: a first row that holds one is no example.
constexpr std::array<std::string_view, 22> kColumnWords
    = {"text",     "label", "labels", "sentence", "class",  "category", "intent", "id",     "target", "review", "question",
       "answer",   "title", "score",  "name",     "source", "value",    "date",   "content", "body",  "input",  "output"};

/// Whether the first of rows that are lists names the columns.
bool namesColumns(const std::vector<JsonCells>& rows)
{
    if (rows.size() < 2 || !rows.front().numbered || rows.front().cells().empty())
        return false;
    std::set<std::string> different;
    bool known = false;
    for (const JsonCell& cell : rows.front().cells()) {
        if (cell.kind != JsonCellKind::Text || cell.text.empty() || cell.text.size() > 60)
            return false;
        different.insert(cell.text);
        known = known || std::ranges::find(kColumnWords, lowered(cell.text)) != kColumnWords.end();
    }
    if (different.size() != rows.front().cells().size())
        return false;
    // A column of which nothing but the first cell is a text, or a first row of such names.
    const auto isText = [](const JsonCell& cell) { return cell.kind == JsonCellKind::Text; };
    for (std::size_t column = 0; column < rows.front().cells().size(); ++column) {
        bool anyText = false;
        for (std::size_t row = 1; row < rows.size(); ++row)
            anyText = anyText || column >= rows[row].cells().size() || isText(rows[row].cells()[column]);
        if (!anyText)
            return true;
    }
    return known;
}

/// The first rows of a file.
Result<std::vector<JsonCells>> sampleRows(const JsonFile& file, const JsonChoices& choices)
{
    const JsonOpen open = [&]() -> Result<JsonStream::Reader> {
        FETTLE_TRY_ASSIGN(TextSource source, TextSource::open(file.file.path, choices.encoding, 1u << 20));
        auto shared = std::make_shared<TextSource>(std::move(source));
        return JsonStream::Reader([shared, taken = std::uint64_t{0}](std::string& out, std::size_t bytes) mutable -> Result<bool> {
            if (taken >= kSampleBytesPerFile)
                return false;
            const std::size_t before = out.size();
            FETTLE_TRY_ASSIGN(const bool more, shared->read(out, bytes));
            taken += out.size() - before;
            return more;
        });
    };
    FETTLE_TRY_ASSIGN(const auto rows, JsonRows::open(file.layout, choices, open));
    std::vector<JsonCells> sample;
    JsonCells cells;
    while (sample.size() < kSampleRowsPerFile) {
        FETTLE_TRY_ASSIGN(const bool found, rows->next(cells));
        if (!found)
            break;
        sample.push_back(cells);
        static_cast<void>(rows->takeIssues());
    }
    return sample;
}

std::optional<FieldKind> kindGiven(const ImportSource& source, const std::string& name)
{
    for (const FieldOverride& override : source.overrides)
        if (override.field == name && override.kind)
            return override.kind;
    return std::nullopt;
}

/// The name that people see of a column.
std::string shownName(const JsonPlan& plan, const std::string& name)
{
    if (plan.rowNames.empty() || name.empty() || name.size() > 6 || !std::ranges::all_of(name, [](char c) { return c >= '0' && c <= '9'; }))
        return name;
    const auto index = static_cast<std::size_t>(std::stoul(name));
    return index < plan.rowNames.size() ? plan.rowNames[index] : name;
}

void findHeader(JsonPlan& plan, const std::vector<JsonCells>& rows)
{
    const JsonLayout& layout = plan.files.front().layout;
    plan.rowNames = layout.names;
    const bool mayHave = layout.names.empty() && (layout.shape == JsonShape::Array || layout.shape == JsonShape::Lines);
    const bool isList = !rows.empty() && rows.front().numbered;
    if (!mayHave || !isList || plan.choices.header == "no")
        return;
    plan.header = plan.choices.header == "yes" || namesColumns(rows);
    if (!plan.header)
        return;
    for (const JsonCell& cell : rows.front().cells())
        plan.rowNames.push_back(cell.text);
    plan.notes.push_back(makeError("data.header_found"));
}

} // namespace

Result<JsonFile> openJsonFile(const TableFile& file, const JsonChoices& choices, bool quick)
{
    FETTLE_TRY_ASSIGN(TextSource source, TextSource::open(file.path, choices.encoding, kJsonSampleBytes));
    JsonFile json;
    json.file = file;
    json.encoding = source.encoding();
    json.gzip = source.isGzip();
    json.sizeBytes = source.sizeBytes();
    std::string sample;
    bool isWhole = false;
    while (!isWhole && sample.size() < kJsonSampleBytes) {
        FETTLE_TRY_ASSIGN(const bool more, source.read(sample, kJsonSampleBytes));
        isWhole = !more;
    }
    FETTLE_TRY_ASSIGN(const auto shape, jsonShapeOf(sample, isWhole, file.name));
    if (shape) {
        json.layout.shape = *shape;
        return json;
    }
    // An object: its members decide, of a large file all of them where there is time.
    JsonStream stream([&, first = true](std::string& out, std::size_t bytes) mutable -> Result<bool> {
        if (std::exchange(first, false)) {
            out += sample;
            return true;
        }
        return quick ? Result<bool>(false) : source.read(out, bytes);
    });
    FETTLE_TRY_ASSIGN(const JsonOutline outline, outlineJson(stream));
    FETTLE_TRY_ASSIGN(json.layout, layoutOfObject(outline, file.name, choices));
    return json;
}

Result<JsonPlan> planJson(const ImportSource& source, bool quick)
{
    JsonPlan plan;
    FETTLE_TRY_ASSIGN(plan.choices, jsonChoices(source.options));
    FETTLE_TRY_ASSIGN(TableFiles found, findTableFiles(source.paths, TableKind::Json));
    plan.notes = std::move(found.notes);
    for (const TableFile& file : found.files) {
        FETTLE_TRY_ASSIGN(JsonFile json, openJsonFile(file, plan.choices, quick));
        plan.files.push_back(std::move(json));
    }
    for (const JsonFile& file : plan.files) {
        FETTLE_TRY_ASSIGN(const auto rows, sampleRows(file, plan.choices));
        const bool isFirst = &file == &plan.files.front();
        if (isFirst)
            findHeader(plan, rows);
        for (std::size_t i = plan.header ? 1 : 0; i < rows.size(); ++i) {
            if (!plan.seen.see(rows[i]))
                return makeError("data.json_too_many_columns", {{"limit", JsonColumns::kMaxColumns}});
            if (isFirst && plan.firstRows.size() < kShownRows)
                plan.firstRows.push_back(rows[i]);
        }
    }
    const JsonFile& first = plan.files.front();
    if (!first.encoding.reason.code.empty())
        plan.notes.push_back(first.encoding.reason);
    plan.notes.insert(plan.notes.end(), first.layout.notes.begin(), first.layout.notes.end());
    settleJsonColumns(plan, source, {});
    return plan;
}

void settleJsonColumns(JsonPlan& plan, const ImportSource& source, const std::set<std::string>& notDates)
{
    plan.names.clear();
    plan.cells.clear();
    plan.places.assign(plan.seen.columns().size(), -1);
    std::vector<const JsonColumn*> kept;
    for (std::size_t i = 0; i < plan.seen.columns().size(); ++i) {
        const JsonColumn& column = plan.seen.columns()[i];
        if (column.isEmpty())
            continue;
        plan.places[i] = static_cast<std::ptrdiff_t>(kept.size());
        kept.push_back(&column);
        plan.names.push_back(shownName(plan, column.name));
    }
    std::vector<Note> ignored;
    const bool numbered = plan.rowNames.empty() && std::ranges::all_of(plan.names, [](const std::string& name) {
        return !name.empty() && std::ranges::all_of(name, [](char c) { return c >= '0' && c <= '9'; });
    });
    if (!numbered)
        plan.names = columnNames(plan.names, ignored);
    for (std::size_t i = 0; i < kept.size(); ++i)
        plan.cells.push_back(planJsonColumn(*kept[i], kindGiven(source, plan.names[i]), !notDates.contains(kept[i]->name)));
}

ValueMap jsonFormat(const JsonPlan& plan)
{
    const JsonFile& first = plan.files.front();
    ValueMap format{{"layout", jsonShapeName(first.layout.shape)}, {"encoding", first.encoding.name}};
    if (first.gzip)
        format["compression"] = "gzip";
    if (plan.header)
        format["header"] = true;
    ValueList keys;
    if (first.layout.shape == JsonShape::Members)
        for (const JsonPart& part : first.layout.parts)
            keys.emplace_back(part.key);
    if (!keys.empty())
        format["keys"] = std::move(keys);
    ValueList names;
    for (const JsonFile& file : plan.files)
        names.emplace_back(file.file.name);
    if (names.size() > 1)
        format["files"] = std::move(names);
    return format;
}

ImportProbe describeJson(const JsonPlan& plan)
{
    ImportProbe probe;
    probe.format = jsonFormat(plan);
    probe.notes = plan.notes;
    for (std::size_t i = 0; i < plan.names.size(); ++i) {
        FieldInfo& field = probe.fields.emplace_back();
        field.name = plan.names[i];
        field.kind = plan.cells[i].kind;
        field.reasons = plan.cells[i].reasons;
    }
    std::string scratch;
    for (const JsonCells& cells : plan.firstRows) {
        std::vector<Value>& row = probe.rows.emplace_back(plan.names.size());
        std::size_t hint = 0;
        for (const JsonCell& cell : cells.cells()) {
            const auto seen = plan.seen.find(cell.name, hint);
            hint = static_cast<std::size_t>(seen) + 1;
            const auto place = seen < 0 ? seen : plan.places[static_cast<std::size_t>(seen)];
            if (place < 0 || cell.kind == JsonCellKind::Null || cell.text.empty())
                continue;
            const bool number = plan.cells[static_cast<std::size_t>(place)].storage == CellStorage::Numbers;
            Value& value = row[static_cast<std::size_t>(place)];
            value = number && cell.kind == JsonCellKind::Number ? Value(jsonNumber(cell.text))
                                                                : Value(jsonCellText(cell, scratch));
        }
    }
    return probe;
}

} // namespace fettle::data
