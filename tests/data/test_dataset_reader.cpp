// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fstream>
#include <numeric>

#include "engine/component_api/importer.h"
#include "engine/data/dataset_builder.h"
#include "engine/data/dataset_reader.h"
#include "engine/data/fragment_column.h"
#include "engine/data/fragment_writer.h"
#include "engine/data/prediction_data.h"
#include "tests/data/table_import_support.h"
#include "tests/support/temporary_folder.h"

namespace fettle::test {
namespace {

std::shared_ptr<const data::Dataset> importAndOpen(const ImportRequest& request)
{
    const auto manifest = importWith(request);
    if (!manifest.ok())
        FAIL(toLogLine(manifest.error()));
    auto dataset = data::Dataset::open(data::versionManifestPath(request.datasetFolder, manifest->id));
    if (!dataset.ok())
        FAIL(toLogLine(dataset.error()));
    return *dataset;
}

std::vector<std::string> texts(const Column& column, std::vector<std::int64_t> rows)
{
    std::vector<std::string_view> views(rows.size());
    column.readTexts(rows, views);
    std::vector<std::string> result;
    for (const std::string_view view : views)
        result.emplace_back(view.data() ? view : "(missing)");
    return result;
}

} // namespace

TEST_CASE("cells come back as they were, in any order of rows")
{
    const TemporaryFolder folder;
    const auto file = folder.write("t.csv", "n,w,b,d,code\n1.5,x,yes,2024-03-01,007\n,,no,2024-03-02 12:30:00,008\n"
                                            "-3,\"\xE4\xB8\xAD, y\",yes,,009\n1.5,z,,2024-03-03,010\n");
    const auto dataset = importAndOpen(importRequest(file, folder.path() / "set"));
    REQUIRE_EQ(dataset->rowCount(), 4);
    CHECK(texts(*dataset->column("n"), {3, 0, 1, 2}) == std::vector<std::string>{"1.5", "1.5", "(missing)", "-3"});
    CHECK(texts(*dataset->column("w"), {2, 1}) == std::vector<std::string>{"\xE4\xB8\xAD, y", "(missing)"});
    CHECK(texts(*dataset->column("d"), {0, 1, 2}) == std::vector<std::string>{"2024-03-01", "2024-03-02T12:30:00Z", "(missing)"});
    CHECK(texts(*dataset->column("code"), {0}) == std::vector<std::string>{"007"});
    std::vector<std::int64_t> rows{0, 1, 2, 3};
    std::vector<double> numbers(4);
    dataset->column("b")->readNumbers(rows, numbers);
    CHECK_EQ(numbers[0], 1.0);
    CHECK_EQ(numbers[1], 0.0);
    CHECK(std::isnan(numbers[3]));
    dataset->column("d")->readNumbers(rows, numbers);
    CHECK_EQ(numbers[0], 1709251200.0);
    CHECK(dataset->column("nothing") == nullptr);
    CHECK_EQ(dataset->page(5, 1).error().code, "data.page_outside");
    const auto page = dataset->page(0, 1000);
    REQUIRE(page.ok());
    CHECK_EQ(page->rows.size(), 4u);
    CHECK(page->rows[1][0].isNull());
    CHECK_EQ(page->rows[2][0].asInteger(), -3);
}

TEST_CASE("fragments, record batches and large media: every row is found")
{
    const TemporaryFolder folder;
    data::FragmentWriter writer(folder.path(), {{"n", CellStorage::Numbers}, {"t", CellStorage::Texts}, {"m", CellStorage::Bytes}});
    writer.setMaxFragmentBytes(20'000);
    const std::string large(data::FragmentWriter::kMaxInlineMediaBytes + 5, 'L');
    for (int batch = 0; batch < 30; ++batch) {
        RowBatch rows;
        rows.columns.resize(3);
        for (int i = 0; i < 37; ++i) {
            const int row = batch * 37 + i;
            rows.columns[0].addNumber(row % 5 == 0 ? std::nan("") : row);
            if (row % 7 == 0)
                rows.columns[1].addMissing(CellStorage::Texts);
            else
                rows.columns[1].addText("row " + std::to_string(row));
            rows.columns[2].addText(row == 500 ? large : "m" + std::to_string(row));
        }
        rows.rows = 37;
        REQUIRE(writer.append(rows).ok());
    }
    const auto parts = writer.finish();
    REQUIRE(parts.ok());
    CHECK_GT(parts->size(), 3u);
    std::vector<data::FragmentFile> files;
    for (const auto& part : *parts) {
        if (part.part.kind == "rows")
            files.push_back({part.path, part.part.sizeBytes, part.part.rows});
        else
            std::filesystem::rename(part.path, folder.path() / part.part.path);
    }
    const auto table = data::FragmentTable::open(files, 3, folder.path());
    REQUIRE_MESSAGE(table.ok(), toLogLine(table.error()));
    CHECK_EQ((*table)->rowCount(), 1110);
    const auto number = (*table)->column(0, {"n", FieldKind::Number, FieldRole::Input, {}, {}});
    const auto text = (*table)->column(1, {"t", FieldKind::Text, FieldRole::Input, {}, {}});
    const auto media = (*table)->column(2, {"m", FieldKind::Image, FieldRole::Input, {}, {}});
    for (std::int64_t row = 1109; row >= 0; row -= 3) {
        double value = 0.0;
        number->readNumbers({&row, 1}, {&value, 1});
        if (row % 5 == 0)
            CHECK(std::isnan(value));
        else
            CHECK_EQ(value, static_cast<double>(row));
        CHECK_EQ(texts(*text, {row}).front(), row % 7 == 0 ? "(missing)" : "row " + std::to_string(row));
        CHECK_EQ(media->media(row).size(), row == 500 ? large.size() : ("m" + std::to_string(row)).size());
    }
    CHECK_EQ(media->media(500).size(), large.size());
    // A damaged or exchanged part is noticed.
    std::ofstream(files[0].path, std::ios::app) << "x";
    CHECK_EQ(data::FragmentTable::open(files, 3, folder.path()).error().code, "data.part_damaged");
    std::filesystem::remove(files[1].path);
    files.erase(files.begin());
    CHECK_EQ(data::FragmentTable::open(files, 3, folder.path()).error().code, "data.part_missing");
}

TEST_CASE("damaged bytes of a fragment are refused or read as missing, never a crash")
{
    const TemporaryFolder folder;
    data::FragmentWriter writer(folder.path(), {{"n", CellStorage::Numbers}, {"t", CellStorage::Texts}});
    RowBatch rows;
    rows.columns.resize(2);
    for (int row = 0; row < 50; ++row) {
        rows.columns[0].addNumber(row);
        rows.columns[1].addText("text " + std::to_string(row));
    }
    rows.rows = 50;
    REQUIRE(writer.append(rows).ok());
    const auto parts = writer.finish();
    REQUIRE(parts.ok());
    const std::string bytes = readBytes(parts->front().path);
    std::uint64_t state = 5;
    for (int round = 0; round < 400; ++round) {
        std::string damaged = bytes;
        for (int i = 0; i < 4; ++i) {
            state = state * 6364136223846793005ULL + 1442695040888963407ULL;
            damaged[(state >> 33) % damaged.size()] = static_cast<char>(state >> 24);
        }
        const auto path = folder.write("damaged", damaged);
        const auto table = data::FragmentTable::open({{path, static_cast<std::int64_t>(damaged.size()), 50}}, 2, folder.path());
        if (!table.ok())
            continue;
        const auto column = (*table)->column(1, {"t", FieldKind::Text, FieldRole::Input, {}, {}});
        std::vector<std::int64_t> all(50);
        std::iota(all.begin(), all.end(), 0);
        CHECK_EQ(texts(*column, all).size(), 50u);
    }
}

TEST_CASE("a page of a million-row table comes within 100 ms")
{
    const TemporaryFolder folder;
    std::string text = "a,b,c\n";
    for (int i = 0; i < 1'000'000; ++i)
        text += std::to_string(i % 977) + ",w" + std::to_string(i % 31) + "," + std::to_string(i % 13) + ".25\n";
    const auto dataset = importAndOpen(importRequest(folder.write("t.csv", text), folder.path() / "set"));
    REQUIRE_EQ(dataset->rowCount(), 1'000'000);
    const auto start = std::chrono::steady_clock::now();
    const auto page = dataset->page(700'000, 256);
    const auto inSplit = dataset->page(50'000, 256, Split::Test);
    const double ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    REQUIRE(page.ok());
    REQUIRE(inSplit.ok());
    CHECK_EQ(page->rows[1][0].asInteger(), 700'001 % 977);
    CHECK_EQ(inSplit->splits.front(), "test");
    CHECK_LT(ms, 100.0);
}

TEST_CASE("prediction: missing, extra, reordered columns and unseen values are said per column")
{
    ModelManifest model;
    model.inputs = {{"age", {}}, {"job", {}}, {"member", {}}};
    model.targets = {{"label", {}}};
    model.fields = {{"age", FieldKind::Number, FieldRole::Input, {}, {}},
                    {"job", FieldKind::Category, FieldRole::Input, {"baker", "smith"}, {}},
                    {"member", FieldKind::Boolean, FieldRole::Input, {"yes", "no"}, {}},
                    {"label", FieldKind::Category, FieldRole::Target, {"<=50K", ">50K"}, {}}};
    const TemporaryFolder folder;
    PredictRequest request;
    request.paths = {platform::toUtf8(folder.write("p.csv", "shoe,job,age,label\n40,baker,33,>50K.\n41,pilot,x,<=50K.\n"))};
    std::vector<Note> notes;
    const auto dataset = data::openForPrediction(model, request, builtInRegistry(), notes);
    REQUIRE_MESSAGE(dataset.ok(), toLogLine(dataset.error()));
    CHECK_EQ((*dataset)->rowCount(), 2);
    CHECK_EQ((*dataset)->manifest().fields.size(), 5u);
    CHECK(texts(*(*dataset)->column("shoe"), {0, 1}) == std::vector<std::string>{"40", "41"}); // carried along
    for (const char* code : {"data.column_missing", "data.column_extra", "data.columns_reordered", "data.unseen_categories",
                             "data.values_not_numbers", "data.labels_merged"})
        CHECK_MESSAGE(hasNote(notes, code), code);
    CHECK(texts(*(*dataset)->column("label"), {0, 1}) == std::vector<std::string>{">50K", "<=50K"});
    CHECK(texts(*(*dataset)->column("member"), {0}) == std::vector<std::string>{"(missing)"});
    std::vector<std::int64_t> rows{0, 1};
    std::vector<double> ages(2);
    (*dataset)->column("age")->readNumbers(rows, ages);
    CHECK_EQ(ages[0], 33.0);
    CHECK(std::isnan(ages[1]));

    PredictRequest byHand;
    byHand.rows = {{{"age", 50}, {"job", "smith"}, {"member", true}}, {{"age", "51"}}};
    notes.clear();
    const auto given = data::openForPrediction(model, byHand, builtInRegistry(), notes);
    REQUIRE_MESSAGE(given.ok(), toLogLine(given.error()));
    CHECK(notes.empty());
    (*given)->column("age")->readNumbers(rows, ages);
    CHECK_EQ(ages[1], 51.0);
    CHECK(texts(*(*given)->column("member"), {0, 1}) == std::vector<std::string>{"yes", "(missing)"});

    request.paths = {platform::toUtf8(folder.write("q.csv", "a,b\n1,2\n3,4\n"))};
    notes.clear();
    CHECK_EQ(data::openForPrediction(model, request, builtInRegistry(), notes).error().code, "data.no_model_columns");
}

} // namespace fettle::test
