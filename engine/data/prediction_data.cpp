// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/prediction_data.h"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <unordered_set>

#include "engine/data/cell_values.h"
#include "engine/data/import_dataset.h"
#include "engine/platform/files.h"

namespace fettle::data {
namespace {

/// A column of another dataset under the model's description of it.
class BorrowedColumn final : public Column {
public:
    BorrowedColumn(std::shared_ptr<const Dataset> owner, const Column& column, FieldInfo field, bool dropsDots)
        : m_owner(std::move(owner)), m_column(column), m_field(std::move(field)), m_dropsDots(dropsDots)
    {
        m_classes.insert(m_field.classes.begin(), m_field.classes.end());
    }
    [[nodiscard]] const FieldInfo& field() const override { return m_field; }
    [[nodiscard]] std::int64_t size() const override { return m_column.size(); }
    void readNumbers(std::span<const std::int64_t> rows, std::span<double> out) const override
    {
        m_column.readNumbers(rows, out);
    }
    void readTexts(std::span<const std::int64_t> rows, std::span<std::string_view> out) const override
    {
        m_column.readTexts(rows, out);
        if (!m_dropsDots)
            return;
        for (std::string_view& text : out)
            if (text.ends_with('.') && !m_classes.contains(text) && m_classes.contains(text.substr(0, text.size() - 1)))
                text.remove_suffix(1);
    }
    [[nodiscard]] std::span<const std::byte> media(std::int64_t row) const override { return m_column.media(row); }

private:
    std::shared_ptr<const Dataset> m_owner;
    const Column& m_column;
    FieldInfo m_field;
    bool m_dropsDots;
    std::unordered_set<std::string_view> m_classes; ///< views into m_field
};

/// A column that the file lacks.
class MissingColumn final : public Column {
public:
    MissingColumn(FieldInfo field, std::int64_t rows) : m_field(std::move(field)), m_rows(rows) {}
    [[nodiscard]] const FieldInfo& field() const override { return m_field; }
    [[nodiscard]] std::int64_t size() const override { return m_rows; }
    void readNumbers(std::span<const std::int64_t>, std::span<double> out) const override
    {
        std::ranges::fill(out, std::numeric_limits<double>::quiet_NaN());
    }
    void readTexts(std::span<const std::int64_t>, std::span<std::string_view> out) const override
    {
        std::ranges::fill(out, std::string_view());
    }
    [[nodiscard]] std::span<const std::byte> media(std::int64_t) const override { return {}; }

private:
    FieldInfo m_field;
    std::int64_t m_rows;
};

struct Unseen {
    std::int64_t count = 0;
    std::string example;
    bool allDotted = true; ///< each would be a class without the dot at its end
};

Unseen findUnseen(const Column& column, const FieldInfo& field)
{
    Unseen unseen;
    // A list of a thousand classes may be cut: then nothing can be said.
    if (field.classes.empty() || field.classes.size() >= 1000)
        return unseen;
    const std::unordered_set<std::string_view> classes(field.classes.begin(), field.classes.end());
    constexpr std::int64_t kStride = 65536;
    std::vector<std::int64_t> rows(kStride);
    std::vector<std::string_view> texts(kStride);
    for (std::int64_t first = 0; first < column.size(); first += kStride) {
        const auto count = static_cast<std::size_t>(std::min(kStride, column.size() - first));
        std::iota(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(count), first);
        column.readTexts({rows.data(), count}, {texts.data(), count});
        for (std::size_t i = 0; i < count; ++i) {
            const std::string_view text = texts[i];
            if (!text.data() || classes.contains(text))
                continue;
            if (unseen.count++ == 0)
                unseen.example = text;
            unseen.allDotted = unseen.allDotted && text.ends_with('.') && classes.contains(text.substr(0, text.size() - 1));
        }
    }
    return unseen;
}

bool isTarget(const ModelManifest& model, const std::string& field)
{
    return std::ranges::any_of(model.targets, [&](const FieldUse& use) { return use.field == field; });
}

bool areNumbered(const std::vector<FieldInfo>& fields)
{
    return std::ranges::all_of(fields, [](const FieldInfo& field) {
        return !field.name.empty() && std::ranges::all_of(field.name, [](char c) { return c >= '0' && c <= '9'; });
    });
}

/// Model field → column name of the data; without an entry: missing.
std::map<std::string, std::string> matchColumns(const ModelManifest& model, const std::vector<FieldInfo>& columns,
                                                std::vector<Note>& notes)
{
    std::map<std::string, std::string> match;
    for (const FieldInfo& field : model.fields)
        for (const FieldInfo& column : columns)
            if (column.name == field.name)
                match[field.name] = column.name;
    if (!match.empty() || !areNumbered(model.fields))
        return match;
    // The model knows columns by number alone: the file's names say nothing, their places do.
    for (const FieldInfo& field : model.fields) {
        const std::size_t place = field.name.size() < 7 ? static_cast<std::size_t>(std::stoul(field.name)) : columns.size();
        if (place < columns.size())
            match[field.name] = columns[place].name;
    }
    if (!match.empty())
        notes.push_back(makeError("data.columns_by_position"));
    return match;
}

bool isReordered(const ModelManifest& model, const std::vector<FieldInfo>& columns,
                 const std::map<std::string, std::string>& match)
{
    std::ptrdiff_t last = -1;
    for (const FieldInfo& field : model.fields) {
        const auto found = match.find(field.name);
        if (found == match.end())
            continue;
        const auto place = std::ranges::find(columns, found->second, &FieldInfo::name) - columns.begin();
        if (place < last)
            return true;
        last = place;
    }
    return false;
}

/// The model's columns over `dataset`, and what there is to say of them.
Result<std::shared_ptr<const Dataset>> project(const ModelManifest& model, const std::shared_ptr<const Dataset>& dataset,
                                               const std::string& nameForErrors, bool isVersion,
                                               std::shared_ptr<const void> keepAlive, std::vector<Note>& notes)
{
    const auto& columns = dataset->manifest().fields;
    const auto match = matchColumns(model, columns, notes);
    ValueList expected;
    bool anyInput = false;
    for (const FieldUse& use : model.inputs) {
        expected.push_back(use.field);
        anyInput = anyInput || match.contains(use.field);
    }
    if (!anyInput)
        return makeError("data.no_model_columns", {{"path", nameForErrors}, {"expected", expected}});
    std::vector<std::unique_ptr<Column>> result;
    for (const FieldInfo& field : model.fields) {
        const auto found = match.find(field.name);
        if (found == match.end()) {
            if (!isTarget(model, field.name))
                notes.push_back(makeError("data.column_missing", {{"column", field.name}}));
            result.push_back(std::make_unique<MissingColumn>(field, dataset->rowCount()));
            continue;
        }
        const Column& column = *dataset->column(found->second);
        Unseen unseen;
        if (field.kind == FieldKind::Category || field.kind == FieldKind::Boolean)
            unseen = findUnseen(column, field);
        const bool dotted = unseen.count > 0 && unseen.allDotted;
        if (dotted)
            notes.push_back(makeError("data.labels_merged",
                                      {{"file", nameForErrors}, {"column", field.name}, {"label", unseen.example},
                                       {"merged", unseen.example.substr(0, unseen.example.size() - 1)}, {"count", unseen.count}}));
        else if (unseen.count > 0)
            notes.push_back(makeError("data.unseen_categories", {{"column", field.name}, {"count", unseen.count},
                                                                 {"example", unseen.example}}));
        result.push_back(std::make_unique<BorrowedColumn>(dataset, column, field, dotted));
    }
    // What the model does not look at is carried along, so that a person finds the row again: names, files' names.
    for (const FieldInfo& column : columns)
        if (std::ranges::none_of(match, [&](const auto& pair) { return pair.second == column.name; }) &&
            std::ranges::find(model.fields, column.name, &FieldInfo::name) == model.fields.end())
            result.push_back(std::make_unique<BorrowedColumn>(dataset, *dataset->column(column.name), column, false));
    if (!isVersion) {
        // A version also holds the columns that were left out of training: no news.
        for (const FieldInfo& column : columns)
            if (std::ranges::none_of(match, [&](const auto& pair) { return pair.second == column.name; }))
                notes.push_back(makeError("data.column_extra", {{"column", column.name}}));
        if (isReordered(model, columns, match))
            notes.push_back(makeError("data.columns_reordered"));
    }
    std::vector<std::uint8_t> splits(static_cast<std::size_t>(dataset->rowCount()));
    for (std::size_t row = 0; row < splits.size(); ++row)
        splits[row] = static_cast<std::uint8_t>(dataset->splitOf(static_cast<std::int64_t>(row)));
    return Dataset::fromColumns(dataset->manifest(), std::move(result), std::move(splits), std::move(keepAlive));
}

/// Kinds that must be read as in training, for the columns that the file has.
std::vector<FieldOverride> overridesFor(const ModelManifest& model, const std::vector<FieldInfo>& columns,
                                        const std::map<std::string, std::string>& match)
{
    std::vector<FieldOverride> overrides;
    for (const FieldInfo& column : columns) {
        FieldOverride override{column.name, std::nullopt, FieldRole::Ignore};
        for (const FieldInfo& field : model.fields) {
            const auto found = match.find(field.name);
            if (found == match.end() || found->second != column.name)
                continue;
            override.role = FieldRole::Input;
            if (field.kind == FieldKind::Number || field.kind == FieldKind::Date)
                override.kind = field.kind;
        }
        if (column.kind != FieldKind::Image)
            overrides.push_back(override);
    }
    return overrides;
}

void reportImport(const ImportReport& report, std::vector<Note>& notes)
{
    std::map<std::string, std::int64_t> notNumbers;
    for (const ImportIssue& issue : report.issues)
        if (issue.note.code == "data.cell_not_a_number" || issue.note.code == "data.cell_not_a_date")
            if (const auto column = issue.note.arguments.find("column"); column != issue.note.arguments.end())
                notNumbers[column->second.asText()] += issue.count;
    for (const auto& [column, count] : notNumbers)
        notes.push_back(makeError("data.values_not_numbers", {{"column", column}, {"count", count}}));
    if (report.rowsSkipped > 0)
        notes.push_back(makeError("data.rows_left_out", {{"count", report.rowsSkipped}}));
}

Result<std::shared_ptr<const Dataset>> openFiles(const ModelManifest& model, const PredictRequest& request,
                                                 const Registry& registry, std::vector<Note>& notes)
{
    ValueMap options = request.options;
    FETTLE_TRY_ASSIGN(ImportPreview preview, previewImport(request.paths, options, registry));
    std::vector<Note> ignored;
    auto match = matchColumns(model, preview.fields, ignored);
    if (match.empty() && !options.contains("header") && preview.importer == "table") {
        // What looked like a row may be the names that the model knows.
        ValueMap withHeader = options;
        withHeader["header"] = true;
        auto second = previewImport(request.paths, withHeader, registry);
        if (second.ok() && !matchColumns(model, second->fields, ignored).empty()) {
            preview = std::move(*second);
            options = std::move(withHeader);
            match = matchColumns(model, preview.fields, ignored);
        }
    }
    FETTLE_TRY_ASSIGN(auto folder, platform::TemporaryFolder::create());
    auto kept = std::make_shared<platform::TemporaryFolder>(std::move(folder));
    ImportRequest import;
    import.paths = request.paths;
    import.datasetFolder = platform::toUtf8(kept->path());
    import.options = std::move(options);
    import.overrides = overridesFor(model, preview.fields, match);
    import.split = SplitPolicy{SplitMethod::Random, "", 0.0, 0.0, 1};
    SilentObserver observer;
    FETTLE_TRY_ASSIGN(const DatasetManifest manifest, importDataset(import, registry, observer));
    reportImport(manifest.report, notes);
    FETTLE_TRY_ASSIGN(const auto dataset, Dataset::open(versionManifestPath(import.datasetFolder, manifest.id)));
    return project(model, dataset, request.paths.front(), false, kept, notes);
}

std::unique_ptr<Column> columnOfValues(const FieldInfo& field, const std::vector<ValueMap>& rows, std::vector<Note>& notes)
{
    std::vector<double> numbers;
    std::vector<std::optional<std::string>> texts;
    std::int64_t misfits = 0;
    const bool asNumbers = field.kind == FieldKind::Number;
    for (const ValueMap& row : rows) {
        const auto found = row.find(field.name);
        const Value value = found == row.end() ? Value() : found->second;
        double number = std::numeric_limits<double>::quiet_NaN();
        std::optional<std::string> text;
        if (value.isText()) {
            if (!isMissingMark(value.asText(), asNumbers))
                text = value.asText();
            if (text && asNumbers && !parsePlainNumber(trimmed(*text), number))
                ++misfits;
        } else if (value.isNumber()) {
            number = value.asReal();
            text = numberText(number);
        } else if (value.type() == Value::Type::Boolean) {
            number = value.asBoolean() ? 1.0 : 0.0;
            text = value.asBoolean() ? "true" : "false";
            // In the words of training: yes, True, Y …
            for (const std::string& name : field.classes)
                if (parseBoolean(name) == value.asBoolean())
                    text = name;
        }
        numbers.push_back(number);
        texts.push_back(std::move(text));
    }
    if (misfits > 0)
        notes.push_back(makeError("data.values_not_numbers", {{"column", field.name}, {"count", misfits}}));
    if (asNumbers)
        return std::make_unique<MemoryColumn>(field, std::move(numbers));
    return std::make_unique<MemoryColumn>(field, std::move(texts));
}

Result<std::shared_ptr<const Dataset>> openRows(const ModelManifest& model, const PredictRequest& request,
                                                std::vector<Note>& notes)
{
    std::vector<FieldInfo> given;
    for (const ValueMap& row : request.rows)
        for (const auto& [name, value] : row)
            if (std::ranges::find(given, name, &FieldInfo::name) == given.end())
                given.push_back({name, FieldKind::Text, FieldRole::Input, {}, {}});
    std::vector<std::unique_ptr<Column>> columns;
    for (FieldInfo field : given) {
        const auto known = std::ranges::find(model.fields, field.name, &FieldInfo::name);
        columns.push_back(columnOfValues(known == model.fields.end() ? field : *known, request.rows, notes));
    }
    const auto dataset = Dataset::fromColumns({}, std::move(columns));
    const std::size_t before = notes.size();
    FETTLE_TRY_ASSIGN(auto projected, project(model, dataset, "", false, nullptr, notes));
    // Fields of a row given by hand have no order.
    notes.erase(std::remove_if(notes.begin() + static_cast<std::ptrdiff_t>(before), notes.end(),
                               [](const Note& note) { return note.code == "data.columns_reordered"; }), notes.end());
    return projected;
}

} // namespace

Result<std::shared_ptr<const Dataset>> openForPrediction(const ModelManifest& model, const PredictRequest& request,
                                                         const Registry& registry, std::vector<Note>& columns)
{
    if (!request.manifestPath.empty()) {
        FETTLE_TRY_ASSIGN(const auto dataset, Dataset::open(request.manifestPath));
        return project(model, dataset, request.manifestPath, true, nullptr, columns);
    }
    if (!request.paths.empty())
        return openFiles(model, request, registry, columns);
    return openRows(model, request, columns);
}

} // namespace fettle::data
