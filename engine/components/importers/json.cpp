// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "engine/components/encoding_parameter.h"
#include "engine/component_api/importer.h"
#include "engine/data/json_reader.h"

namespace fettle::components {

/// JSON and JSON Lines: rows wherever they are in the file, nested or not.
class JsonImporter final : public Importer {
public:
    [[nodiscard]] ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Importer;
        info.id = "json";
        info.title = FETTLE_TEXT("JSON and JSON Lines");
        info.help = FETTLE_TEXT("Reads rows from JSON: a list of objects, one object a line, lists named train, val and test, "
                                "or one list per column. Files named train, dev or test are parts of one table.");
        info.keywords = {"json", "jsonl", "ndjson", "lines", "nested", "gzip"};
        info.suits = {"table", "text"};
        info.parameters = {
            choiceParameter("nested", "flatten").title(FETTLE_TEXT("Objects within rows"))
                .choice("flatten", FETTLE_TEXT("One column per key, as user.name"))
                .choice("text", FETTLE_TEXT("One column of JSON text"))
                .choice("leave_out", FETTLE_TEXT("Leave them out"))
                .help(FETTLE_TEXT("What becomes of objects that are values of a row."))
                .when(FETTLE_TEXT("When there are more columns than you want, or too few.")),
            choiceParameter("lists", "join").title(FETTLE_TEXT("Lists within rows"))
                .choice("join", FETTLE_TEXT("Join their values")).choice("text", FETTLE_TEXT("JSON text"))
                .help(FETTLE_TEXT("What becomes of lists of words or numbers. Words are joined by commas, sentences by line "
                                  "breaks; lists of objects are always JSON text."))
                .when(FETTLE_TEXT("When the values of a list hold commas themselves.")),
            textParameter("rows", "auto").title(FETTLE_TEXT("Key of the rows"))
                .help(FETTLE_TEXT("The key of the list that holds the rows, where a file has several lists."))
                .when(FETTLE_TEXT("When the rows of another list show up, or the file holds several.")),
            choiceParameter("header", "auto").title(FETTLE_TEXT("Column names"))
                .choice("auto", FETTLE_TEXT("Find out")).choice("yes", FETTLE_TEXT("In the first line"))
                .choice("no", FETTLE_TEXT("None: number the columns"))
                .help(FETTLE_TEXT("Of rows that are lists: whether the first one names the columns."))
                .when(FETTLE_TEXT("When the first row shows up as names, or the names as a row.")),
            encodingParameter().advanced(),
        };
        return info;
    }

    [[nodiscard]] Result<ImportProbe> probe(const ImportSource& source) const override
    {
        ImportProbe probe;
        const auto found = data::findTableFiles(source.paths, data::TableKind::Json);
        if (!found.ok()) {
            // A folder without such files is somebody else's, unless this importer was asked for.
            const auto asked = source.options.find("importer");
            const bool isMine = found.error().code == "data.folder_several_tables"
                || (asked != source.options.end() && asked->second.asText() == "json");
            return isMine ? Result<ImportProbe>(found.error()) : probe;
        }
        const bool named = std::ranges::all_of(found->files, [](const auto& file) { return data::hasJsonName(file.name); });
        std::error_code ignored;
        const bool folder = std::ranges::any_of(source.paths, [&](const std::string& path) {
            return std::filesystem::is_directory(platform::fromUtf8(path), ignored);
        });
        // In a folder, tables and pictures in class folders go first: a JSON file beside them describes them.
        if (folder && holdsTables(source.paths))
            return probe;
        const double score = !named ? 0.6 : folder ? 0.8 : 0.95;
        const auto plan = data::planJson(source, true);
        if (plan.ok() && (named || !plan->firstRows.empty()))
            probe = data::describeJson(*plan);
        else if (!named)
            return probe;
        // Of a damaged one importing says what is wrong.
        probe.score = score;
        return probe;
    }

    [[nodiscard]] Result<void> read(const ImportSource& source, RowSink& sink, ImportMonitor& monitor) const override
    {
        FETTLE_TRY_ASSIGN(data::JsonPlan plan, data::planJson(source, false));
        return data::JsonReader(std::move(plan), source).read(sink, monitor);
    }

private:
    static bool holdsTables(const std::vector<std::string>& paths)
    {
        const auto tables = data::findTableFiles(paths);
        return tables.ok() ? data::hasTableName(tables->files.front().name) : tables.error().code == "data.folder_several_tables";
    }
};

} // namespace fettle::components

FETTLE_COMPONENT(importers, json, components::JsonImporter)
