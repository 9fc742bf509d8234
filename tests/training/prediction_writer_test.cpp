// SPDX-License-Identifier: GPL-3.0-or-later
// Files of predictions as a person opens them.
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "engine/data/picture_folder.h"
#include "engine/training/evaluation_summary.h"
#include "engine/training/prediction_workbook.h"
#include "engine/training/prediction_writer.h"
#include "tests/training/training_fixture.h"

using namespace fettle;
using namespace fettle::training;

namespace {

std::shared_ptr<const data::Dataset> customers()
{
    std::vector<std::unique_ptr<Column>> columns;
    columns.push_back(std::make_unique<data::MemoryColumn>(FieldInfo{"age", FieldKind::Number, FieldRole::Input, {}, {}},
                                                           std::vector<double>{41.5, std::nan("")}));
    columns.push_back(std::make_unique<data::MemoryColumn>(
        FieldInfo{"label", FieldKind::Category, FieldRole::Target, {"是", "否"}, {}},
        std::vector<std::optional<std::string>>{std::nullopt, std::nullopt}));
    columns.push_back(std::make_unique<data::MemoryColumn>(
        FieldInfo{"name", FieldKind::Text, FieldRole::Ignore, {}, {}},
        std::vector<std::optional<std::string>>{"王, \"Lao\"", "=1+1\x01"}));
    return data::Dataset::fromColumns({}, std::move(columns));
}

ModelManifest modelWith(double threshold)
{
    ModelManifest model;
    model.targets = {{"label", {}}};
    model.fields = {{"age", FieldKind::Number, FieldRole::Input, {}, {}}, {"label", FieldKind::Category, FieldRole::Target, {}, {}}};
    if (threshold > 0.0)
        model.taskState = ValueMap{{kThresholdKey, threshold}};
    return model;
}

const std::vector<Prediction> kPredictions = {
    {0, {{"label", ValueMap{{"value", "是"}, {"score", 0.75}}}}},
    {1, {{"label", ValueMap{{"value", "否"}, {"score", 0.5}, {"unsure", true}}}}}};

std::string sheetOf(const std::filesystem::path& workbook)
{
    std::string sheet;
    const auto read = data::readArchive(
        workbook, [](const data::ArchiveEntry& entry) { return entry.name == "xl/worksheets/sheet1.xml"; },
        [&](const data::ArchiveEntry&, std::string bytes) -> Result<void> {
            sheet = std::move(bytes);
            return {};
        });
    REQUIRE_MESSAGE(read.ok(), (read.ok() ? "" : toLogLine(read.error())));
    return sheet;
}

void writeAll(const std::filesystem::path& path, const ModelManifest& model)
{
    const auto dataset = customers();
    auto writer = PredictionWriter::create(path, model, *dataset, 2);
    REQUIRE_MESSAGE(writer.ok(), (writer.ok() ? "" : toLogLine(writer.error())));
    REQUIRE((*writer)->write(kPredictions).ok());
    CHECK_FALSE(std::filesystem::exists(path)); // whole or absent
    REQUIRE((*writer)->commit().ok());
}

} // namespace

TEST_CASE("CSV: a mark for spreadsheets, the given columns, the answer, and whether it is unsure")
{
    const test::TemporaryFolder folder;
    writeAll(folder.path() / "p.CSV", modelWith(0.6));
    CHECK(test::readBytes(folder.path() / "p.CSV") ==
          "\xef\xbb\xbfid,name,age,label_predicted,label_score,label_unsure\n"
          "0,\"王, \"\"Lao\"\"\",41.5,是,0.75,\n"
          "1,=1+1\x01,,否,0.5,yes\n");
    writeAll(folder.path() / "q.csv", modelWith(0.0));
    CHECK(test::readBytes(folder.path() / "q.csv").starts_with("\xef\xbb\xbfid,name,age,label_predicted,label_score\n"));
    writeAll(folder.path() / "r.jsonl", modelWith(0.0));
    CHECK(test::readBytes(folder.path() / "r.jsonl").starts_with("{\"id\":0,"));
}

TEST_CASE("A workbook: numbers are numbers, everything else is text, and nothing else is left in the folder")
{
    const test::TemporaryFolder folder;
    writeAll(folder.path() / "p.xlsx", modelWith(0.6));
    const auto sheet = sheetOf(folder.path() / "p.xlsx");
    CAPTURE(sheet);
    CHECK(sheet.find("<v>41.5</v>") != std::string::npos);
    CHECK(sheet.find("<v>0.75</v>") != std::string::npos);
    CHECK(sheet.find("王, &quot;Lao&quot;") == std::string::npos); // quotes need no escape in text
    CHECK(sheet.find("王, \"Lao\"") != std::string::npos);
    CHECK(sheet.find("label_unsure") != std::string::npos);
    // What looks like a formula stays text; a control character cannot stand in XML.
    CHECK(sheet.find("=1+1<") != std::string::npos);
    CHECK(sheet.find("<f>") == std::string::npos);
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("A workbook that cannot be, is refused before the work begins")
{
    const test::TemporaryFolder folder;
    const auto dataset = customers();
    const auto large = PredictionWriter::create(folder.path() / "p.xlsx", modelWith(0.0), *dataset, 2'000'000);
    REQUIRE_FALSE(large.ok());
    CHECK(large.error().code == "training.workbook_rows");
    const auto nowhere = PredictionWriter::create(folder.path() / "no" / "such" / "p.xlsx", modelWith(0.0), *dataset, 2);
    REQUIRE_FALSE(nowhere.ok());
    CHECK(nowhere.error().code == "platform.folder_not_created");
    // Given up half way: nothing stands there.
    {
        auto writer = PredictionWriter::create(folder.path() / "p.xlsx", modelWith(0.0), *dataset, 2);
        REQUIRE(writer.ok());
        REQUIRE((*writer)->write(kPredictions).ok());
    }
    CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("More columns than a sheet has are an error that names the file")
{
    const test::TemporaryFolder folder;
    auto workbook = PredictionWorkbook::create(folder.path() / "wide.xlsx");
    REQUIRE(workbook.ok());
    const auto written = workbook->addRow(std::vector<TableCell>(20'000, TableCell{"x", {}}));
    REQUIRE_FALSE(written.ok());
    CHECK(written.error().code == "training.workbook_not_written");
    CHECK(written.error().arguments.at("path").asText() == (folder.path() / "wide.xlsx").string());
}

TEST_CASE("A text longer than a cell is cut between two characters")
{
    const test::TemporaryFolder folder;
    {
        auto workbook = PredictionWorkbook::create(folder.path() / "long.xlsx");
        REQUIRE(workbook.ok());
        std::string text;
        for (int i = 0; i < 40'000; ++i)
            text += "字";
        REQUIRE(workbook->addRow({{text, {}}}).ok());
        REQUIRE(workbook->commit().ok());
    }
    const auto sheet = sheetOf(folder.path() / "long.xlsx");
    std::size_t count = 0;
    for (auto at = sheet.find("字"); at != std::string::npos; at = sheet.find("字", at + 3))
        ++count;
    CHECK(count == 32'767);
}
