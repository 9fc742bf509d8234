// SPDX-License-Identifier: GPL-3.0-or-later
// Every awkward table of the shared data, against what pandas reads (awkward_tables.json, made by
// make_awkward_tables.py) and against the JSON that two of the sets bring along.
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "engine/contract/error_codes.h"
#include "engine/data/cell_values.h"
#include "engine/data/csv_scanner.h"
#include "engine/data/csv_sniffer.h"
#include "engine/data/dataset_reader.h"
#include "engine/platform/hash.h"
#include "tests/data/table_import_support.h"
#include "tests/support/environment.h"
#include "tests/support/temporary_folder.h"

namespace fettle::test {
namespace {

using nlohmann::json;

/// All cells as they are written: every column imported as text.
Result<std::shared_ptr<const data::Dataset>> importAsTexts(const std::filesystem::path& file,
                                                           const std::filesystem::path& folder)
{
    ImportRequest request = importRequest(file, folder);
    request.options["importer"] = "table";
    FETTLE_TRY_ASSIGN(const ImportPreview preview, data::previewImport(request.paths, request.options, builtInRegistry()));
    for (const FieldInfo& field : preview.fields)
        request.overrides.push_back({field.name, FieldKind::Text, FieldRole::Ignore});
    FETTLE_TRY_ASSIGN(const DatasetManifest manifest, importWith(request));
    return data::Dataset::open(data::versionManifestPath(request.datasetFolder, manifest.id));
}

/// As make_awkward_tables.py's digest().
std::string digest(const data::Dataset& dataset)
{
    platform::Sha256 hash;
    for (std::int64_t row = 0; row < dataset.rowCount(); ++row) {
        for (const FieldInfo& field : dataset.manifest().fields) {
            std::string_view text;
            dataset.column(field.name)->readTexts({&row, 1}, {&text, 1});
            hash.update(text.data() ? text : std::string_view("\0", 1));
            hash.update(std::string_view("\x1f", 1));
        }
        hash.update(std::string_view("\x1e", 1));
    }
    return hash.finishHex();
}

void compare(const std::string& name, const json& expected)
{
    CAPTURE(name);
    const auto file = sharedData("awkward") / std::filesystem::path(name);
    const TemporaryFolder folder;
    const auto dataset = importAsTexts(file, folder.path() / "texts");
    if (expected.contains("error")) {
        REQUIRE_FALSE(dataset.ok());
        CHECK_EQ(dataset.error().code, expected["error"].get<std::string>());
        CHECK(findErrorCode(dataset.error().code) != nullptr);
        return;
    }
    if (!dataset.ok())
        FAIL_CHECK(name << ": " << toLogLine(dataset.error()));
    if (!dataset.ok())
        return;
    const DatasetManifest& manifest = (*dataset)->manifest();
    CHECK_EQ(manifest.rowCount, expected["rows"].get<std::int64_t>());
    std::vector<std::string> names;
    for (const FieldInfo& field : manifest.fields)
        names.push_back(field.name);
    CHECK_EQ(json(names).dump(), expected["names"].dump());
    CHECK_EQ(digest(**dataset), expected["sha256"].get<std::string>());
    // With kinds found out it imports as well, with as many rows.
    ImportRequest request = importRequest(file, folder.path() / "kinds");
    request.options["importer"] = "table";
    const auto typed = importWith(request);
    if (!typed.ok())
        FAIL_CHECK(name << ": " << toLogLine(typed.error()));
    else
        CHECK_EQ(typed->rowCount, manifest.rowCount);
}

json keptTable()
{
    return json::parse(readBytes(sourceFolder() / "tests/data/awkward_tables.json"));
}

} // namespace

TEST_CASE("every awkward table reads as pandas reads it, or says why not")
{
    FETTLE_REQUIRE_DATA("awkward");
    const json table = keptTable();
    CHECK_GT(table.size(), 200u);
    for (const auto& [name, expected] : table.items())
        compare(name, expected);
}

TEST_CASE("no table file of the awkward set is left out of the kept table")
{
    FETTLE_REQUIRE_DATA("awkward");
    const json table = keptTable();
    for (const auto& entry : std::filesystem::recursive_directory_iterator(sharedData("awkward"))) {
        const std::string name = platform::toUtf8(entry.path().lexically_relative(sharedData("awkward")));
        const std::string ending = entry.path().extension().string();
        if (entry.is_regular_file() && (ending == ".csv" || ending == ".tsv" || ending == ".tab"))
            CHECK_MESSAGE(table.contains(name), name);
    }
}

TEST_CASE("the scanner gives exactly the cells that the sets' own JSON gives")
{
    FETTLE_REQUIRE_DATA("awkward");
    std::int64_t compared = 0;
    for (const auto& [csvFolder, jsonFolder] : {std::pair{"awkward/csv_spectrum/csvs", "awkward/csv_spectrum/json"},
                                                std::pair{"awkward/csv_test_data/csv", "awkward/csv_test_data/json"}}) {
        for (const auto& entry : std::filesystem::directory_iterator(sharedData(csvFolder))) {
            const auto answer = sharedData(jsonFolder) / (entry.path().stem().string() + ".json");
            if (!std::filesystem::exists(answer))
                continue;
            CAPTURE(entry.path().string());
            const json expected = json::parse(readBytes(answer));
            const std::string text = readBytes(entry.path());
            data::CsvScanner scanner(data::CsvDialect{}, text, true);
            std::vector<data::CsvCell> cells;
            std::string scratch;
            std::vector<std::vector<std::string>> rows;
            while (scanner.next(cells) == data::CsvScanner::Outcome::Record) {
                std::vector<std::string>& row = rows.emplace_back();
                for (const data::CsvCell& cell : cells)
                    row.emplace_back(data::csvCellText(cell, data::CsvDialect{}, scratch));
            }
            json got = json::array();
            if (expected.empty() || expected.front().is_object()) {
                for (std::size_t i = 1; i < rows.size(); ++i) {
                    json object = json::object();
                    for (std::size_t c = 0; c < rows[i].size(); ++c)
                        object[rows[0][c]] = rows[i][c];
                    got.push_back(object);
                }
            } else {
                got = rows;
            }
            // The set's file says \r\n within the quotes; the file as it was handed on has \n there.
            std::string want = expected.dump();
            for (std::size_t at; (at = want.find("\\r\\n")) != std::string::npos;)
                want.erase(at, 2);
            CHECK_EQ(got.dump(), want);
            ++compared;
        }
    }
    CHECK_GE(compared, 28);
}

} // namespace fettle::test
