// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/encoding_parameter.h"
#include "engine/component_api/importer.h"
#include "engine/data/table_reader.h"

namespace fettle::components {

/// CSV, TSV and their kin, plain or gzip-compressed; several files of one table by their names.
class TableImporter final : public Importer {
public:
    [[nodiscard]] ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Importer;
        info.id = "table";
        info.title = FETTLE_TEXT("Table (CSV, TSV)");
        info.help = FETTLE_TEXT("Reads a table from text files with columns separated by commas, semicolons, tabs or other "
                                "characters. Files named train, dev or test are parts of one table.");
        info.keywords = {"csv", "tsv", "spreadsheet", "text", "gzip"};
        info.suits = {"table"};
        info.parameters = {
            textParameter("delimiter", "auto").title(FETTLE_TEXT("Column separator"))
                .help(FETTLE_TEXT("The character between columns, or tab, space, comma, semicolon, pipe."))
                .when(FETTLE_TEXT("When the columns of the preview are not the ones you expect.")),
            textParameter("quote", "auto").title(FETTLE_TEXT("Quotation mark")).advanced()
                .help(FETTLE_TEXT("The character around cells that hold separators or line breaks; none for no such character."))
                .when(FETTLE_TEXT("When cells begin and end with an unusual mark.")),
            choiceParameter("header", "auto").title(FETTLE_TEXT("Column names"))
                .choice("auto", FETTLE_TEXT("Find out")).choice("yes", FETTLE_TEXT("In the first line"))
                .choice("no", FETTLE_TEXT("None: number the columns"))
                .help(FETTLE_TEXT("Whether the first line names the columns."))
                .when(FETTLE_TEXT("When the first row shows up as names, or the names as a row.")),
            encodingParameter(),
            textParameter("comment", "auto").title(FETTLE_TEXT("Comment mark")).advanced()
                .help(FETTLE_TEXT("Lines that begin with this character are left out; none to keep all lines."))
                .when(FETTLE_TEXT("When remarks in the file show up as rows.")),
        };
        return info;
    }

    [[nodiscard]] Result<ImportProbe> probe(const ImportSource& source) const override
    {
        FETTLE_TRY_ASSIGN(const data::TablePlan plan, data::planTable(source));
        ImportProbe probe = data::describeTable(plan);
        // Any text reads as a table of one column, so the name has to speak for it.
        const bool named = data::hasTableName(plan.files.front().file.name);
        probe.score = named ? 0.9 : plan.names.size() > 1 ? 0.5 : 0.1;
        return probe;
    }

    [[nodiscard]] Result<void> read(const ImportSource& source, RowSink& sink, ImportMonitor& monitor) const override
    {
        FETTLE_TRY_ASSIGN(data::TablePlan plan, data::planTable(source));
        return data::TableReader(std::move(plan), source.threads).read(sink, monitor);
    }
};

} // namespace fettle::components

FETTLE_COMPONENT(importers, table, components::TableImporter)
