// SPDX-License-Identifier: GPL-3.0-or-later
// Which sheet of a workbook is the table, and where it begins.
#include <algorithm>
#include <charconv>

#include "engine/data/cell_values.h"
#include "engine/data/table_reader.h"
#include "engine/platform/files.h"

namespace fettle::data {
namespace {

/// More rows than this say nothing more about which sheet is the table.
constexpr std::int64_t kSurelyTable = 50;
constexpr std::size_t kMaxMeasured = 30;

struct SheetChoice {
    SheetPick pick;
    SheetFacts facts;
    std::vector<Note> notes;
};

std::string joinedNames(const std::vector<std::string>& names)
{
    std::string text;
    for (const auto& name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

std::string optionText(const ValueMap& options, const char* name)
{
    const auto found = options.find(name);
    if (found == options.end() || found->second.isNull())
        return {};
    auto text = found->second.isText() ? found->second.asText() : found->second.toDisplay();
    return text == "auto" ? std::string() : text;
}

/// By name, in any letter case where no other has it; else by number, from 1.
std::optional<std::size_t> namedSheet(const Workbook& workbook, const std::string& wanted)
{
    const auto& sheets = workbook.sheets;
    for (std::size_t i = 0; i < sheets.size(); ++i)
        if (sheets[i].name == wanted && !sheets[i].part.empty())
            return i;
    for (std::size_t i = 0; i < sheets.size(); ++i)
        if (lowered(sheets[i].name) == lowered(wanted) && !sheets[i].part.empty())
            return i;
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(wanted.data(), wanted.data() + wanted.size(), number);
    if (error != std::errc{} || end != wanted.data() + wanted.size() || number < 1 || number > sheets.size()
        || sheets[number - 1].part.empty())
        return std::nullopt;
    return number - 1;
}

Result<void> chooseNamed(const XlsxPackage& package, const Workbook& workbook, const std::string& wanted, SheetChoice& chosen)
{
    const auto found = namedSheet(workbook, wanted);
    if (!found) {
        std::vector<std::string> names;
        for (const auto& sheet : workbook.sheets)
            names.push_back(sheet.name);
        return makeError("data.unknown_sheet", {{"sheet", wanted}, {"file", package.fileName()}, {"sheets", joinedNames(names)}});
    }
    chosen.pick.sheet = *found;
    FETTLE_TRY_ASSIGN(chosen.pick.extent, measureSheet(package, workbook, *found));
    chosen.notes.push_back(makeError("data.sheet_given", {{"sheet", workbook.sheets[*found].name}}));
    return {};
}

/// The first visible sheet that holds a table; a later one where it holds far more rows (the first may be a cover).
Result<void> chooseByContent(const XlsxPackage& package, const Workbook& workbook, SheetChoice& chosen)
{
    std::int64_t best = -1;
    bool afterAnother = false;
    std::size_t measured = 0;
    for (std::size_t i = 0; i < workbook.sheets.size() && measured < kMaxMeasured && best < kSurelyTable; ++i) {
        if (workbook.sheets[i].hidden || workbook.sheets[i].part.empty())
            continue;
        ++measured;
        FETTLE_TRY_ASSIGN(const SheetExtent extent, measureSheet(package, workbook, i));
        const auto rows = std::min(extent.tableRows, kSurelyTable);
        // A table of a few rows stays the choice unless a later sheet has several times as many.
        if (extent.rows == 0 || (best >= 0 && rows < std::max<std::int64_t>(2, 4 * best)))
            continue;
        afterAnother = best > 0;
        best = rows;
        chosen.pick.sheet = i;
        chosen.pick.extent = extent;
    }
    if (best < 0)
        return makeError("data.workbook_no_table", {{"file", package.fileName()}});
    const auto& name = workbook.sheets[chosen.pick.sheet].name;
    if (!chosen.facts.others.empty() && measured > 0) {
        std::vector<std::string> others = chosen.facts.others;
        std::erase(others, name);
        if (!others.empty())
            chosen.notes.push_back(makeError(afterAnother ? "data.sheet_with_more_rows" : "data.sheet_first_table",
                                             {{"sheet", name}, {"others", joinedNames(others)}}));
    }
    return {};
}

Result<SheetChoice> chooseSheet(const platform::Path& path, const ImportSource& source)
{
    const auto name = platform::toUtf8(path.filename());
    // What is encrypted, and what the old program wrote, is no ZIP file.
    if (const auto start = platform::readFileStart(path, 8);
        start.ok() && *start == std::string_view("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8))
        return makeError("data.workbook_protected", {{"file", name}});
    FETTLE_TRY_ASSIGN(const XlsxPackage package, XlsxPackage::open(path));
    FETTLE_TRY_ASSIGN(const Workbook workbook, readWorkbook(package));
    SheetChoice chosen;
    std::int64_t hidden = 0;
    for (const auto& sheet : workbook.sheets) {
        hidden += sheet.hidden;
        if (!sheet.hidden && !sheet.part.empty())
            chosen.facts.others.push_back(sheet.name);
    }
    if (const auto wanted = optionText(source.options, "sheet"); !wanted.empty())
        FETTLE_TRY(chooseNamed(package, workbook, wanted, chosen));
    else
        FETTLE_TRY(chooseByContent(package, workbook, chosen));
    chosen.facts.name = workbook.sheets[chosen.pick.sheet].name;
    chosen.facts.from1904 = workbook.from1904;
    std::erase(chosen.facts.others, chosen.facts.name);
    if (hidden > (workbook.sheets[chosen.pick.sheet].hidden ? 1 : 0))
        chosen.notes.push_back(makeError("data.sheets_hidden", {{"count", hidden}}));
    if (chosen.pick.extent.columns == 0)
        return makeError("data.workbook_no_table", {{"file", name}});
    return chosen;
}

} // namespace

Result<TablePlan> planWorkbooks(const ImportSource& source)
{
    FETTLE_TRY_ASSIGN(TableFiles found, findTableFiles(source.paths, TableKind::Workbook));
    FETTLE_TRY_ASSIGN(CsvChoices choices, csvChoices(source.options));
    choices.delimiter = kSheetDelimiter;
    choices.lineEnd = kSheetRecordEnd;
    choices.quote = '\0';
    choices.comment = '\0';
    const auto headerRow = source.options.find("header_row");
    const auto firstRow = headerRow == source.options.end() ? 0 : headerRow->second.asInteger();
    if (firstRow < 0 || firstRow > kMaxSheetRows)
        return makeError("data.option_value", {{"option", "header_row"}, {"value", std::to_string(firstRow)}});
    if (firstRow > 0)
        choices.header = choices.header.value_or(true);
    std::vector<SheetFacts> facts;
    for (TableFile& file : found.files) {
        FETTLE_TRY_ASSIGN(SheetChoice chosen, chooseSheet(file.path, source));
        chosen.pick.firstRow = static_cast<std::uint32_t>(std::max<std::int64_t>(1, firstRow));
        file.sheet = chosen.pick;
        facts.push_back(std::move(chosen.facts));
        if (facts.size() == 1)
            found.notes.insert(found.notes.end(), chosen.notes.begin(), chosen.notes.end());
    }
    FETTLE_TRY_ASSIGN(TablePlan plan, planTableFiles(std::move(found), choices, {}, source));
    for (std::size_t i = 0; i < plan.files.size(); ++i)
        plan.files[i].sheet = std::move(facts[i]);
    // "The first line names the columns" says less than which row does.
    for (Note& note : plan.notes)
        if (note.code == "data.header_found")
            note = makeError("data.sheet_header_row", {{"row", plan.files.front().headLine}});
    return plan;
}

} // namespace fettle::data
