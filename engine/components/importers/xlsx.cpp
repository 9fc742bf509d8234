// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "engine/component_api/importer.h"
#include "engine/data/table_reader.h"

namespace fettle::components {

/// Workbooks of spreadsheet programs: one sheet as a table; several files of one table by their names.
class XlsxImporter final : public Importer {
public:
    [[nodiscard]] ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Importer;
        info.id = "xlsx";
        info.title = FETTLE_TEXT("Workbook (Excel .xlsx)");
        info.help = FETTLE_TEXT("Reads a sheet of a workbook: numbers, texts, dates, yes and no, and the stored results of "
                                "formulas. Merged cells have their value in the first one. Files named train, dev or test are "
                                "parts of one table.");
        info.keywords = {"excel", "xlsx", "spreadsheet", "workbook", "sheet", "libreoffice"};
        info.suits = {"table"};
        info.parameters = {
            textParameter("sheet", "auto").title(FETTLE_TEXT("Sheet"))
                .help(FETTLE_TEXT("The sheet to read, by its name or its number."))
                .when(FETTLE_TEXT("When the rows of another sheet show up.")),
            integerParameter("header_row", 0).range(0, data::kMaxSheetRows).title(FETTLE_TEXT("Row of the column names"))
                .help(FETTLE_TEXT("The row that names the columns; what stands above it is left out. 0: find out."))
                .when(FETTLE_TEXT("When a title or a remark shows up as column names.")),
            choiceParameter("header", "auto").title(FETTLE_TEXT("Column names"))
                .choice("auto", FETTLE_TEXT("Find out")).choice("yes", FETTLE_TEXT("In the first line"))
                .choice("no", FETTLE_TEXT("None: number the columns"))
                .help(FETTLE_TEXT("Whether the first line names the columns."))
                .when(FETTLE_TEXT("When the first row shows up as names, or the names as a row.")),
        };
        return info;
    }

    [[nodiscard]] Result<ImportProbe> probe(const ImportSource& source) const override
    {
        const auto found = data::findTableFiles(source.paths, data::TableKind::Workbook);
        ImportProbe probe;
        // Only by its name: other ZIP files are somebody else's.
        if (!found.ok() || found->files.empty()
            || !std::ranges::all_of(found->files, [](const auto& file) { return data::hasWorkbookName(file.name); }))
            return probe;
        probe.score = 0.95;
        // Of a damaged one importing says what is wrong.
        if (const auto plan = data::planWorkbooks(source)) {
            probe = data::describeTable(*plan);
            probe.score = 0.95;
        }
        return probe;
    }

    [[nodiscard]] Result<void> read(const ImportSource& source, RowSink& sink, ImportMonitor& monitor) const override
    {
        FETTLE_TRY_ASSIGN(data::TablePlan plan, data::planWorkbooks(source));
        return data::TableReader(std::move(plan), source.threads).read(sink, monitor);
    }
};

} // namespace fettle::components

FETTLE_COMPONENT(importers, xlsx, components::XlsxImporter)
