// SPDX-License-Identifier: GPL-3.0-or-later
// Writes small workbooks for tests, part by part, so that a test can also write what no program would.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <archive.h>
#include <archive_entry.h>

namespace fettle::test {

using ZipEntries = std::vector<std::pair<std::string, std::string>>;

inline void writeZipFile(const std::filesystem::path& path, const ZipEntries& entries)
{
    auto* writer = archive_write_new();
    archive_write_set_format_zip(writer);
    archive_write_set_options(writer, "zip:compression=deflate");
    archive_write_open_filename(writer, path.c_str());
    for (const auto& [name, bytes] : entries) {
        auto* entry = archive_entry_new();
        archive_entry_set_pathname(entry, name.c_str());
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
        archive_write_header(writer, entry);
        archive_write_data(writer, bytes.data(), bytes.size());
        archive_entry_free(entry);
    }
    archive_write_close(writer);
    archive_write_free(writer);
}

struct TestSheet {
    std::string name;
    std::string rows;       ///< the content of <sheetData>
    std::string state;      ///< "hidden", "veryHidden"
    std::string after;      ///< behind <sheetData>: <mergeCells> …
};

struct TestWorkbook {
    std::vector<TestSheet> sheets;
    std::vector<std::string> strings; ///< each the content of an <si>
    std::string formats;              ///< <numFmt …/> elements
    std::vector<int> styles = {0};    ///< number format of each style
    bool from1904 = false;

    [[nodiscard]] ZipEntries entries() const
    {
        const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
        const std::string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        std::string list;
        std::string relations;
        ZipEntries result;
        for (std::size_t i = 0; i < sheets.size(); ++i) {
            const auto id = std::to_string(i + 1);
            list += "<sheet name=\"" + sheets[i].name + "\" sheetId=\"" + id + "\" r:id=\"rId" + id + "\""
                + (sheets[i].state.empty() ? "" : " state=\"" + sheets[i].state + "\"") + "/>";
            relations += "<Relationship Id=\"rId" + id + "\" Type=\"" + office + "/worksheet\" Target=\"worksheets/sheet" + id + ".xml\"/>";
            result.emplace_back("xl/worksheets/sheet" + id + ".xml", head + "<worksheet xmlns=\"" + main + "\"><sheetData>"
                                + sheets[i].rows + "</sheetData>" + sheets[i].after + "</worksheet>");
        }
        relations += "<Relationship Id=\"rIdS\" Type=\"" + office + "/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>"
            "<Relationship Id=\"rIdT\" Type=\"" + office + "/styles\" Target=\"styles.xml\"/>";
        std::string texts;
        for (const auto& text : strings)
            texts += "<si>" + text + "</si>";
        std::string cells;
        for (const int format : styles)
            cells += "<xf numFmtId=\"" + std::to_string(format) + "\" fontId=\"0\"/>";
        result.emplace_back("_rels/.rels", head + "<Relationships><Relationship Id=\"rId1\" Type=\"" + office
                            + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        result.emplace_back("xl/workbook.xml", head + "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + office + "\"><workbookPr"
                            + (from1904 ? " date1904=\"1\"" : "") + "/><sheets>" + list + "</sheets></workbook>");
        result.emplace_back("xl/_rels/workbook.xml.rels", head + "<Relationships>" + relations + "</Relationships>");
        result.emplace_back("xl/sharedStrings.xml", head + "<sst xmlns=\"" + main + "\">" + texts + "</sst>");
        result.emplace_back("xl/styles.xml", head + "<styleSheet xmlns=\"" + main + "\"><numFmts>" + formats
                            + "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>" + cells + "</cellXfs></styleSheet>");
        return result;
    }

    void write(const std::filesystem::path& path) const { writeZipFile(path, entries()); }
};

/// A row of cells, each text or number as it stands: {"id", "3", "=abc"} where "=" marks a text.
inline std::string sheetRow(int row, const std::vector<std::string>& cells)
{
    std::string xml = "<row r=\"" + std::to_string(row) + "\">";
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (cells[i].empty())
            continue;
        const std::string place = std::string(1, static_cast<char>('A' + i)) + std::to_string(row);
        if (cells[i].front() == '=')
            xml += "<c r=\"" + place + "\" t=\"inlineStr\"><is><t>" + cells[i].substr(1) + "</t></is></c>";
        else
            xml += "<c r=\"" + place + "\"><v>" + cells[i] + "</v></c>";
    }
    return xml + "</row>";
}

} // namespace fettle::test
