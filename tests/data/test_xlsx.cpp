// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "engine/contract/error_codes.h"
#include "engine/data/cell_values.h"
#include "engine/data/dataset_reader.h"
#include "engine/data/table_reader.h"
#include "engine/data/xlsx_sheet.h"
#include "engine/data/xml_reader.h"
#include "engine/platform/hash.h"
#include "tests/data/table_import_support.h"
#include "tests/data/workbook_writer.h"
#include "tests/support/environment.h"
#include "tests/support/temporary_folder.h"

namespace fettle::test {
namespace {

using Rows = std::vector<std::vector<std::string>>;

/// What reading a workbook gave, as texts; "-" where a value is missing.
struct ReadSheet {
    std::vector<std::string> names;
    Rows rows;
    DatasetManifest manifest;
};

Result<ReadSheet> readWorkbookFile(const std::filesystem::path& file, ValueMap options = {})
{
    const TemporaryFolder folder;
    ImportRequest request = importRequest(file, folder.path() / "dataset");
    request.options = std::move(options);
    FETTLE_TRY_ASSIGN(DatasetManifest manifest, importWith(request));
    FETTLE_TRY_ASSIGN(const auto dataset, data::Dataset::open(data::versionManifestPath(request.datasetFolder, manifest.id)));
    ReadSheet read;
    for (const auto& field : manifest.fields)
        read.names.push_back(field.name);
    for (std::int64_t row = 0; row < dataset->rowCount(); ++row) {
        auto& cells = read.rows.emplace_back();
        for (const auto& name : read.names) {
            std::string_view text;
            dataset->column(name)->readTexts({&row, 1}, {&text, 1});
            cells.emplace_back(text.data() ? std::string(text) : "-");
        }
    }
    read.manifest = std::move(manifest);
    return read;
}

ReadSheet mustRead(const TestWorkbook& workbook, ValueMap options = {})
{
    const TemporaryFolder folder;
    workbook.write(folder.path() / "book.xlsx");
    auto read = readWorkbookFile(folder.path() / "book.xlsx", std::move(options));
    if (!read.ok())
        FAIL(toLogLine(read.error()));
    return *read;
}

std::string errorOf(const ZipEntries& entries, ValueMap options = {})
{
    const TemporaryFolder folder;
    writeZipFile(folder.path() / "book.xlsx", entries);
    const auto read = readWorkbookFile(folder.path() / "book.xlsx", std::move(options));
    if (read.ok())
        return "";
    CHECK(findErrorCode(read.error().code) != nullptr);
    return read.error().code;
}

const ImportIssue* issueWith(const DatasetManifest& manifest, std::string_view code)
{
    for (const auto& issue : manifest.report.issues)
        if (issue.note.code == code)
            return &issue;
    return nullptr;
}

/// Enough rows of two columns to be a table: "n" counts, "t" alternates.
std::string plainRows(int count, int first = 1)
{
    std::string rows = sheetRow(first, {"=n", "=t"});
    for (int i = 1; i <= count; ++i)
        rows += sheetRow(first + i, {std::to_string(i * 3), i % 2 == 0 ? "=even" : "=odd"});
    return rows;
}

} // namespace

TEST_CASE("a workbook's cells: shared, rich and inline texts, numbers, booleans, errors, formulas")
{
    TestWorkbook book;
    book.strings = {"<t>name</t>", "<r><rPr><b/></rPr><t>An</t></r><r><t xml:space=\"preserve\">na </t></r><rPh sb=\"0\"><t>READ</t></rPh>",
                    "<t>a_x000D_b_x0041_</t>", "<t>&lt;&amp;&#233;</t>"};
    book.sheets = {{"Sheet1",
                    "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is><t>value</t></is></c>"
                    "<c r=\"C1\" t=\"str\"><f>1</f><v>flag</v></c></row>"
                    "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"B2\"><v>0.30000000000000004</v></c><c r=\"C2\" t=\"b\"><v>1</v></c></row>"
                    "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>2</v></c><c r=\"B3\"><f>SUM(B2)</f><v>-1E-3</v></c><c r=\"C3\" t=\"b\"><v>0</v></c></row>"
                    "<row r=\"4\"><c r=\"A4\" t=\"s\"><v>3</v></c><c r=\"B4\" t=\"e\"><v>#DIV/0!</v></c><c r=\"C4\" t=\"b\"><v>1</v></c></row>"
                    "<row r=\"5\"><c r=\"A5\" t=\"s\"><v>77</v></c><c r=\"B5\"><f>NOW()</f></c><c r=\"C5\" t=\"b\"><v>1</v></c></row>",
                    {}, {}}};
    const auto read = mustRead(book);
    CHECK(read.names == std::vector<std::string>{"name", "value", "flag"});
    CHECK(read.rows == Rows{{"Anna ", "0.30000000000000004", "true"}, {"a\rbA", "-0.001", "false"}, {"<&é", "-", "true"},
                            {"-", "-", "true"}});
    CHECK(read.manifest.fields[1].kind == FieldKind::Number);
    CHECK(read.manifest.fields[2].kind == FieldKind::Category); // the last column: what is to be told
    CHECK(read.manifest.fields[2].classes == std::vector<std::string>{"true", "false"});
    for (const char* code : {"data.sheet_errors", "data.sheet_formulas_without_value", "data.sheet_texts_missing"}) {
        CAPTURE(code);
        REQUIRE(issueWith(read.manifest, code));
        CHECK(issueWith(read.manifest, code)->note.arguments.at("count").asInteger() == 1);
    }
}

TEST_CASE("number formats say which numbers are dates, and which are times or lengths of time")
{
    using data::SheetFormat;
    using data::sheetFormatOf;
    for (const char* code : {"yyyy-mm-dd", "m/d/yy h:mm", "[$-409]d\\-mmm\\-yy;@", "mmmm", "d\"th\" mmm", "yyyy\"年\"m\"月\"", "[Red]dd.mm.yyyy"})
        CHECK_MESSAGE(sheetFormatOf(code) == SheetFormat::Date, code);
    for (const char* code : {"h:mm", "mm:ss", "h:mm AM/PM", "[Red]hh:mm:ss.0"})
        CHECK_MESSAGE(sheetFormatOf(code) == SheetFormat::Time, code);
    for (const char* code : {"General", "0.00", "#,##0 \"days\"", "[h]:mm", "[mm]:ss", "0.00E+00", "[Red]0;[Blue]-0", "@", "\"day\" 0", "\\d0", ""})
        CHECK_MESSAGE(sheetFormatOf(code) == SheetFormat::Number, code);
    CHECK(data::builtInSheetFormat(14) == SheetFormat::Date);
    CHECK(data::builtInSheetFormat(21) == SheetFormat::Time);
    CHECK(data::builtInSheetFormat(46) == SheetFormat::Number); // [h]:mm:ss
    CHECK(data::builtInSheetFormat(0) == SheetFormat::Number);
}

TEST_CASE("serial numbers are dates in both systems, and what is outside of them stays a number")
{
    const auto date = [](double serial, bool from1904 = false) { return data::serialDateText(serial, from1904).value_or("none"); };
    CHECK(date(1) == "1900-01-01");
    CHECK(date(59) == "1900-02-28");
    CHECK(date(61) == "1900-03-01");
    CHECK(date(25569) == "1970-01-01");
    CHECK(date(43831) == "2020-01-01");
    CHECK(date(43831.5) == "2020-01-01T12:00:00Z");
    CHECK(date(43831.520833333336) == "2020-01-01T12:30:00Z");
    CHECK(date(0, true) == "1904-01-01");
    CHECK(date(42369, true) == "2020-01-01");
    CHECK(date(-1) == "none");
    CHECK(date(3e6) == "none");
    CHECK(date(std::nan("")) == "none");
    CHECK(data::cellPlace("A1") == data::CellPlace{0, 1});
    CHECK(data::cellPlace("XFD1048576") == data::CellPlace{16383, 1048576});
    for (const char* bad : {"XFE1", "A1048577", "1", "A-1", "ABCD1", "", "A1B", "A99999999999999999999"})
        CHECK_MESSAGE(!data::cellPlace(bad), bad);
}

TEST_CASE("dates of a sheet become dates, whatever the day that the workbook counts from")
{
    TestWorkbook book;
    book.formats = "<numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd hh:mm\"/><numFmt numFmtId=\"165\" formatCode=\"[h]:mm\"/>";
    book.styles = {0, 14, 164, 20, 165};
    const auto cell = [](const std::string& place, int style, const std::string& value) {
        return "<c r=\"" + place + "\" s=\"" + std::to_string(style) + "\"><v>" + value + "</v></c>";
    };
    std::string rows = sheetRow(1, {"=day", "=moment", "=time", "=length"});
    for (int i = 2; i < 30; ++i) {
        const auto row = std::to_string(i);
        rows += "<row r=\"" + row + "\">" + cell("A" + row, 1, std::to_string(43829 + i)) + cell("B" + row, 2, std::to_string(43829 + i) + ".25")
            + cell("C" + row, 3, "0.5") + cell("D" + row, 4, "1.25") + "</row>";
    }
    book.sheets = {{"Dates", rows, {}, {}}};
    const auto read = mustRead(book);
    CHECK(read.rows.front() == std::vector<std::string>{"2020-01-01", "2020-01-01T06:00:00Z", "0.5", "1.25"});
    CHECK(read.manifest.fields[0].kind == FieldKind::Date);
    CHECK(read.manifest.fields[1].kind == FieldKind::Date);
    REQUIRE(issueWith(read.manifest, "data.sheet_times"));
    CHECK(issueWith(read.manifest, "data.sheet_times")->note.arguments.at("count").asInteger() == 28);
    book.from1904 = true;
    const auto other = mustRead(book);
    CHECK(other.rows.front()[0] == "2024-01-02");
    CHECK(other.manifest.report.format.at("dates").asText() == "1904");
}

TEST_CASE("the first sheet that holds a table is read, and which and why is said")
{
    TestWorkbook book;
    book.sheets = {{"Cover", sheetRow(1, {"=Report"}), {}, {}},
                   {"Secret", plainRows(60), "hidden", {}},
                   {"Data", plainRows(20), {}, {}},
                   {"More", plainRows(30), {}, {}}};
    auto read = mustRead(book);
    CHECK(read.manifest.report.importer == "xlsx");
    CHECK(read.manifest.report.format.at("sheet").asText() == "Data");
    CHECK(read.manifest.rowCount == 20);
    CHECK(hasNote(read.manifest.report.notes, "data.sheet_first_table"));
    CHECK(hasNote(read.manifest.report.notes, "data.sheets_hidden"));
    CHECK(hasNote(read.manifest.report.notes, "data.sheet_header_row"));
    CHECK(mustRead(book, {{"sheet", "more"}}).manifest.rowCount == 30);
    CHECK(mustRead(book, {{"sheet", "3"}}).manifest.rowCount == 20);
    read = mustRead(book, {{"sheet", "Secret"}});
    CHECK(read.manifest.rowCount == 60);
    CHECK_FALSE(hasNote(read.manifest.report.notes, "data.sheets_hidden"));
    CHECK(errorOf(book.entries(), {{"sheet", "Nowhere"}}) == "data.unknown_sheet");
    // A table of a few rows gives way to one of many.
    book.sheets[2].rows = plainRows(4);
    read = mustRead(book);
    CHECK(read.manifest.report.format.at("sheet").asText() == "More");
    CHECK(hasNote(read.manifest.report.notes, "data.sheet_with_more_rows"));
}

TEST_CASE("titles above, an empty column beside, gaps and merged cells")
{
    TestWorkbook book;
    std::string rows = "<row r=\"2\"><c r=\"B2\" t=\"inlineStr\"><is><t>Sales of 2024</t></is></c></row>";
    rows += sheetRow(5, {"", "=region", "=units", "=note"});
    rows += sheetRow(6, {"", "=North", "3", ""});
    rows += sheetRow(7, {"", "", "4", "=x"}); // merged with the cell above
    rows += sheetRow(9, {"", "=South", "5", ""});
    rows += sheetRow(10, {"=stray", "=East", "6", ""});
    rows += "<row r=\"400\" s=\"1\"><c r=\"B400\" s=\"0\"/></row>"; // formatted and empty
    book.sheets = {{"Sheet1", rows, {}, "<mergeCells count=\"1\"><mergeCell ref=\"B6:B7\"/></mergeCells>"}};
    const auto read = mustRead(book);
    // The stray cell is in a row with others, so it widens the table by its column.
    CHECK(read.names == std::vector<std::string>{"0", "region", "units", "note"});
    CHECK(read.rows == Rows{{"-", "North", "3", "-"}, {"-", "-", "4", "x"}, {"-", "South", "5", "-"}, {"stray", "East", "6", "-"}});
    CHECK(read.manifest.report.format.at("header_row").asInteger() == 5);
    CHECK(read.manifest.report.rowsSkipped == 0);
    CHECK_FALSE(issueWith(read.manifest, "data.row_too_short"));
}

TEST_CASE("the row of the names can be given, and columns can be without names")
{
    TestWorkbook book;
    std::string rows = sheetRow(1, {"=Title", "=and a subtitle"}) + sheetRow(2, {"=made by", "=somebody"}) + plainRows(12, 3);
    book.sheets = {{"Sheet1", rows, {}, {}}};
    const auto read = mustRead(book, {{"header_row", 3}});
    CHECK(read.names == std::vector<std::string>{"n", "t"});
    CHECK(read.manifest.rowCount == 12);
    CHECK(read.manifest.report.format.at("header_row").asInteger() == 3);
    const auto nameless = mustRead(book, {{"header_row", 4}, {"header", "no"}});
    CHECK(nameless.names == std::vector<std::string>{"0", "1"});
    CHECK(nameless.manifest.rowCount == 12);
    CHECK(errorOf(book.entries(), {{"header_row", -1}}) == "data.option_value");
}

TEST_CASE("what is wrong with a cell is told with the sheet's own row")
{
    TestWorkbook book;
    std::string rows = sheetRow(3, {"=n", "=text"});
    for (int i = 0; i < 300; ++i)
        rows += sheetRow(10 + i, {i == 250 ? "=oops" : std::to_string(i), "=two\nlines"});
    book.sheets = {{"Sheet1", rows, {}, {}}};
    const auto read = mustRead(book);
    const auto* issue = issueWith(read.manifest, "data.cell_not_a_number");
    REQUIRE(issue);
    CHECK(issue->line == 260);
    CHECK(read.rows.front()[1] == "two\nlines");
}

TEST_CASE("places may be missing or out of order, and rows and columns have an end")
{
    TestWorkbook book;
    book.sheets = {{"Sheet1",
                    "<row><c t=\"inlineStr\"><is><t>a</t></is></c><c t=\"inlineStr\"><is><t>b</t></is></c></row>"
                    "<row><c><v>1</v></c><c><v>2</v></c></row>"
                    "<row r=\"1\"><c r=\"B9\"><v>4</v></c><c r=\"A9\"><v>3</v></c></row>" // an old row number, cells the wrong way round
                    "<row><c><v>5</v></c><c r=\"XFE1\"><v>9</v></c></row>"
                    "<row r=\"99999999\"><c><v>7</v></c><c><v>8</v></c></row>",
                    {}, {}}};
    const auto read = mustRead(book);
    CHECK(read.rows == Rows{{"1", "2"}, {"-", "4"}, {"5", "-"}, {"7", "8"}});
    REQUIRE(issueWith(read.manifest, "data.sheet_cells_outside"));
    CHECK(issueWith(read.manifest, "data.sheet_cells_outside")->note.arguments.at("count").asInteger() == 2);
}

TEST_CASE("workbooks named train and test are parts of one table, also in a folder")
{
    const TemporaryFolder folder;
    TestWorkbook book;
    book.sheets = {{"Sheet1", plainRows(30), {}, {}}};
    book.write(folder.path() / "shop-train.xlsx");
    book.sheets = {{"Blatt", plainRows(10), {}, {}}};
    book.write(folder.path() / "shop-test.xlsx");
    folder.write("~$shop-train.xlsx", "lock");
    const auto read = readWorkbookFile(folder.path());
    REQUIRE_MESSAGE(read.ok(), toLogLine(read.error()));
    CHECK(read->manifest.report.importer == "xlsx");
    CHECK(read->manifest.rowCount == 40);
    CHECK(read->manifest.splitRows.at("test") == 10);
}

TEST_CASE("a sheet gives the same table as its CSV")
{
    const TemporaryFolder folder;
    std::string rows = sheetRow(1, {"=code", "=weight", "=kind", "=when"});
    std::string csv = "code,weight,kind,when\n";
    for (int i = 0; i < 200; ++i) {
        const auto code = std::string("00") + std::to_string(100 + i);
        const auto weight = std::to_string(i) + ".5";
        const std::string kind = i % 3 == 0 ? "red" : "blue";
        rows += sheetRow(i + 2, {"=" + code, weight, "=" + kind, "=2024-01-0" + std::to_string(i % 9 + 1)});
        csv += code + "," + weight + "," + kind + ",2024-01-0" + std::to_string(i % 9 + 1) + "\n";
    }
    TestWorkbook book;
    book.sheets = {{"Sheet1", rows, {}, {}}};
    book.write(folder.path() / "table.xlsx");
    folder.write("table.csv", csv);
    const auto sheet = readWorkbookFile(folder.path() / "table.xlsx");
    const auto text = readWorkbookFile(folder.path() / "table.csv");
    REQUIRE(sheet.ok());
    REQUIRE(text.ok());
    CHECK(sheet->rows == text->rows);
    for (std::size_t i = 0; i < text->manifest.fields.size(); ++i) {
        CHECK(sheet->manifest.fields[i].kind == text->manifest.fields[i].kind);
        CHECK(sheet->manifest.fields[i].role == text->manifest.fields[i].role);
    }
    CHECK(sheet->manifest.splitRows == text->manifest.splitRows);
}

TEST_CASE("hostile and damaged workbooks are refused with a reason")
{
    TestWorkbook book;
    book.sheets = {{"Sheet1", plainRows(5), {}, {}}};
    const auto with = [&](const std::string& part, const std::string& bytes) {
        auto entries = book.entries();
        for (auto& [name, content] : entries)
            if (name == part)
                content = bytes;
        return entries;
    };
    const std::string sheet = "xl/worksheets/sheet1.xml";
    // Entities that multiply, and one that names a file.
    CHECK(errorOf(with(sheet, "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><worksheet><sheetData>"
                              "<row><c t=\"str\"><v>&b;</v></c></row></sheetData></worksheet>")) == "data.xml_damaged");
    CHECK(errorOf(with("xl/sharedStrings.xml", "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><sst/>")) == ""); // not needed, not read
    CHECK(errorOf(with("xl/workbook.xml", "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><workbook/>")) == "data.xml_damaged");
    CHECK(errorOf(with(sheet, "<worksheet><sheetData><row><c><v>1</v>")) == "data.xml_damaged");
    std::string deep;
    for (int i = 0; i < 200; ++i)
        deep += "<a>";
    CHECK(errorOf(with(sheet, "<worksheet>" + deep)) == "data.xml_damaged");
    CHECK(errorOf(with(sheet, "<worksheet><a b=\"" + std::string(20 << 20, 'x') + "\"/></worksheet>")) == "data.xml_damaged");
    CHECK(errorOf(with(sheet, "<worksheet><sheetData></sheetData></worksheet>")) == "data.workbook_no_table");
    CHECK(errorOf({{"mimetype", "x"}, {"content.xml", "<a/>"}}) == "data.not_a_workbook");
    // 100 MB of blanks in a part of 100 kB: 1000 to 1.
    CHECK(errorOf(with(sheet, "<worksheet><sheetData>" + std::string(100 << 20, ' ') + "</sheetData></worksheet>")) == "data.archive_ratio");
    // A text of a megabyte, a thousand times.
    std::string rows = sheetRow(1, {"=a", "=b"});
    for (int i = 2; i < 1000; ++i)
        rows += "<row><c t=\"s\"><v>0</v></c><c><v>" + std::to_string(i) + "</v></c></row>";
    book.sheets[0].rows = rows;
    book.strings = {"<t>" + std::string(1 << 20, 'x') + "</t>"};
    const auto read = mustRead(book);
    CHECK(read.manifest.rowCount == 998);
    CHECK(issueWith(read.manifest, "data.sheet_texts_too_long"));

    const TemporaryFolder folder;
    book.write(folder.path() / "whole.xlsx");
    const auto bytes = readBytes(folder.path() / "whole.xlsx");
    folder.write("cut.xlsx", bytes.substr(0, bytes.size() / 2));
    const auto cut = readWorkbookFile(folder.path() / "cut.xlsx");
    REQUIRE_FALSE(cut.ok());
    CHECK(cut.error().code.starts_with("data."));
    folder.write("locked.xlsx", std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) + std::string(600, '\0'));
    CHECK(readWorkbookFile(folder.path() / "locked.xlsx").error().code == "data.workbook_protected");
    folder.write("text.xlsx", "a,b\n1,2\n");
    CHECK(readWorkbookFile(folder.path() / "text.xlsx").error().code == "data.archive_damaged");
}

TEST_CASE("a large sheet is streamed: memory does not grow with it")
{
    TestWorkbook book;
    std::string rows = sheetRow(1, {"=a", "=b", "=c"});
    constexpr int kRows = 60'000;
    for (int i = 0; i < kRows; ++i)
        rows += "<row><c><v>" + std::to_string(i) + "</v></c><c t=\"s\"><v>" + std::to_string(i % 50) + "</v></c><c><v>0.5</v></c></row>";
    for (int i = 0; i < 50; ++i)
        book.strings.push_back("<t>label " + std::to_string(i) + "</t>");
    book.sheets = {{"Sheet1", rows, {}, {}}};
    const TemporaryFolder folder;
    book.write(folder.path() / "big.xlsx");
    const auto package = data::XlsxPackage::open(folder.path() / "big.xlsx");
    REQUIRE(package.ok());
    const auto workbook = data::readWorkbook(*package);
    REQUIRE(workbook.ok());
    const auto extent = data::measureSheet(*package, *workbook, 0);
    REQUIRE(extent.ok());
    CHECK(extent->rows == 1000);
    CHECK(extent->columns == 3);
    auto text = data::SheetText::open(*package, *workbook, {0, *extent, 1});
    REQUIRE(text.ok());
    std::size_t largest = 0;
    std::int64_t records = 0;
    std::string piece;
    for (bool more = true; more;) {
        piece.clear();
        const auto read = text->read(piece, 64 << 10);
        REQUIRE(read.ok());
        more = *read;
        largest = std::max(largest, piece.size());
        records += std::count(piece.begin(), piece.end(), data::kSheetRecordEnd);
    }
    CHECK(records == kRows + 1);
    CHECK(largest < (200 << 10));
    CHECK(text->bytesRead() == text->fileBytes());
}

TEST_CASE("every awkward workbook reads as openpyxl reads it, or says why not")
{
    FETTLE_REQUIRE_DATA("awkward");
    const auto table = nlohmann::json::parse(readBytes(sourceFolder() / "tests/data/awkward_sheets.json"));
    CHECK(table.size() == 23);
    for (const auto& [name, expected] : table.items()) {
        CAPTURE(name);
        const auto file = sharedData("awkward") / std::filesystem::path(name);
        const TemporaryFolder folder;
        ImportRequest request = importRequest(file, folder.path() / "texts");
        const auto preview = data::previewImport(request.paths, {}, builtInRegistry());
        REQUIRE(preview.ok());
        CHECK(preview->importer == "xlsx");
        for (const auto& field : preview->fields)
            request.overrides.push_back({field.name, FieldKind::Text, FieldRole::Ignore});
        const auto manifest = importWith(request);
        if (expected.contains("any")) {
            CHECK((manifest.ok() || findErrorCode(manifest.error().code)));
            continue;
        }
        if (expected.contains("error")) {
            REQUIRE_FALSE(manifest.ok());
            CHECK_EQ(manifest.error().code, expected["error"].get<std::string>());
            continue;
        }
        if (!manifest.ok())
            FAIL_CHECK(toLogLine(manifest.error()));
        if (!manifest.ok())
            continue;
        CHECK_EQ(manifest->report.format.at("sheet").asText(), expected["sheet"].get<std::string>());
        CHECK_EQ(manifest->report.format.at("header_row").asInteger(), expected["header_row"].get<int>());
        CHECK_EQ(manifest->rowCount, expected["rows"].get<std::int64_t>());
        const auto dataset = data::Dataset::open(data::versionManifestPath(request.datasetFolder, manifest->id));
        REQUIRE(dataset.ok());
        std::vector<std::string> names;
        platform::Sha256 hash;
        for (const auto& field : manifest->fields)
            names.push_back(field.name);
        CHECK_EQ(nlohmann::json(names).dump(), expected["names"].dump());
        std::string shown;
        for (std::int64_t row = 0; row < manifest->rowCount; ++row) {
            for (const auto& field : names) {
                std::string_view text;
                (*dataset)->column(field)->readTexts({&row, 1}, {&text, 1});
                hash.update(text.data() ? text : std::string_view("\0", 1));
                hash.update(std::string_view("\x1f", 1));
                if (row < 3)
                    shown += std::string(text) + " | ";
            }
            hash.update(std::string_view("\x1e", 1));
        }
        CAPTURE(shown);
        CHECK_EQ(hash.finishHex(), expected["sha256"].get<std::string>());
        request.datasetFolder = platform::toUtf8(folder.path() / "kinds");
        request.overrides.clear();
        const auto typed = importWith(request);
        REQUIRE_MESSAGE(typed.ok(), toLogLine(typed.error()));
        CHECK_EQ(typed->rowCount, manifest->rowCount);
    }
}

} // namespace fettle::test
