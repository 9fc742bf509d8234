// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/rows_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <doctest/doctest.h>

#include "tests/ui/pages/data/sample_data.h"
#include "ui/pages/data/picture_model.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

namespace {

using Mode = QAbstractItemModelTester::FailureReportingMode;

struct ShownRows {
    DataFixture fixture;
    RowPages pages;
    ThumbnailLoader thumbnails;
    EncodedCells encoded;
    RowsModel rows;

    explicit ShownRows(DatasetManifest manifest)
        : fixture(std::move(manifest)), pages(fixture.engine()), encoded(fixture.engine()),
          rows(pages, thumbnails, encoded)
    {
        fixture.open();
        const auto& data = fixture.session().data();
        rows.setFields(data.manifest, fixture.session().draft().recipe());
        encoded.open(data.manifestPath, fixture.session().draft().recipe(), data.manifest);
    }
    void open(std::optional<Split> split = {}) { pages.open(fixture.session().data(), split); }
    QString text(int row, int column) { return rows.data(rows.index(row, column), Qt::DisplayRole).toString(); }
};

} // namespace

TEST_CASE("Rows come a page at a time, and only where somebody looks")
{
    ShownRows shown(passengers(1'000'000));
    shown.open();
    CHECK(shown.rows.rowCount() == 1'000'000);
    CHECK(shown.rows.columnCount() == 9);
    CHECK(shown.text(0, 0).isEmpty());
    REQUIRE(waitUntil([&] { return !shown.text(0, 0).isEmpty(); }));
    CHECK(shown.text(0, 0) == QStringLiteral("1"));
    CHECK(shown.text(255, 0) == QStringLiteral("256"));
    CHECK(shown.fixture.engine().last("worker.rows").at("count").asInteger() == RowPages::kPageRows);
    shown.rows.want(700'000, 700'030, 0, 8);
    REQUIRE(waitUntil([&] { return shown.text(700'010, 0) == QStringLiteral("700011"); }));
    // What lies between was never asked for: the first page, the one in sight, the next ones ahead.
    CHECK(waitUntil([&] { return shown.fixture.engine().count("worker.rows") >= 3; }));
    CHECK(shown.fixture.engine().count("worker.rows") <= 6);
}

TEST_CASE("While one drags through a million rows, pages on the way are not waited for")
{
    ShownRows shown(passengers(1'000'000));
    shown.open();
    REQUIRE(waitUntil([&] { return !shown.text(0, 0).isEmpty(); }));
    const int before = shown.fixture.engine().count("worker.rows");
    for (int row = 0; row < 900'000; row += 3'000)
        shown.rows.want(row, row + 30, 0, 8);
    REQUIRE(waitUntil([&] { return !shown.text(897'000, 0).isEmpty(); }));
    CHECK(shown.fixture.engine().count("worker.rows") - before <= 4);
    CHECK(shown.fixture.engine().last("worker.rows").at("supersedes").asText().starts_with("data.rows."));
}

TEST_CASE("A page that a newer question overtook is asked for again when it is still in sight")
{
    ShownRows shown(passengers(2'000));
    int refused = 0;
    shown.fixture.engine().answer("worker.rows", [&](const Value&) -> Result<Value> {
        if (++refused <= 2)
            return makeError("service.superseded");
        RowPage page;
        page.total = 2'000;
        page.ids = {0};
        page.splits = {"train"};
        page.rows = {{Value(1), "0", 3, "x", "male", 22.0, 7.25, Value(), "S"}};
        return Value(ValueMap{{"first", 0}, {"total", 2000}, {"fields", ValueList{}}, {"ids", ValueList{Value(0)}},
                              {"splits", ValueList{Value("train")}},
                              {"rows", ValueList{Value(ValueList(page.rows[0].begin(), page.rows[0].end()))}}});
    });
    shown.open();
    CHECK(waitUntil([&] { return shown.text(0, 0) == QStringLiteral("1"); }));
    CHECK_FALSE(shown.pages.problem().has_value());
}

TEST_CASE("An error of the engine is kept and asked about again only by retry")
{
    ShownRows shown(passengers(500));
    int asked = 0;
    shown.fixture.engine().answer("worker.rows", [&](const Value&) -> Result<Value> {
        ++asked;
        return makeError("data.part_missing", {{"file", "x.arrow"}});
    });
    shown.open();
    REQUIRE(waitUntil([&] { return shown.pages.problem().has_value(); }));
    CHECK(shown.pages.problem()->code == "data.part_missing");
    static_cast<void>(waitUntil([] { return false; }, 100));
    CHECK(asked == 1);
    shown.pages.retry();
    CHECK(waitUntil([&] { return asked == 2; }));
}

TEST_CASE("Cells show the data as they stand: missing values, exact numbers, texts")
{
    ShownRows shown(passengers());
    const QAbstractItemModelTester tester(&shown.rows, Mode::Fatal);
    shown.open();
    REQUIRE(waitUntil([&] { return !shown.text(0, 0).isEmpty(); }));
    bool sawMissing = false;
    bool sawAge = false;
    for (int row = 0; row < 200; ++row) {
        const auto index = shown.rows.index(row, 5);
        if (index.data(RowsModel::MissingRole).toBool()) {
            CHECK(index.data().toString() == QStringLiteral("–"));
            CHECK(index.data(Qt::ToolTipRole).toString() == QStringLiteral("No value"));
            sawMissing = true;
        } else {
            CHECK(index.data().toString().endsWith(QStringLiteral(".5")));
            sawAge = true;
        }
    }
    CHECK(sawMissing);
    CHECK(sawAge);
    CHECK(exactNumber(0.1) == QStringLiteral("0.1"));
    CHECK(exactNumber(512.3292) == QStringLiteral("512.3292"));
    CHECK(shown.rows.headerData(1, Qt::Horizontal, RowsModel::FieldRoleRole).toInt() == static_cast<int>(FieldRole::Target));
    CHECK(shown.rows.headerData(0, Qt::Vertical, Qt::DisplayRole).toString() == QStringLiteral("1"));
}

TEST_CASE("As the task will see them: the encoders of the recipe are asked for the rows in sight, unused columns are not")
{
    ShownRows shown(passengers());
    const QAbstractItemModelTester tester(&shown.rows, Mode::Fatal);
    shown.open();
    REQUIRE(waitUntil([&] { return !shown.text(0, 0).isEmpty(); }));
    shown.rows.want(0, 20, 0, 8);
    shown.rows.setEncoded(true);
    REQUIRE(waitUntil([&] { return shown.text(3, 5) == QStringLiteral("0.25 1"); }));
    for (const auto& [method, params] : shown.fixture.engine().requests())
        if (method == "worker.encoded") {
            CHECK(params.at("field").asText() != "Name");
            CHECK(params.at("rows").asList().size() <= 21);
        }
    CHECK(shown.text(3, 3) == QStringLiteral("–")); // Name is not used
    shown.rows.setEncoded(false);
    CHECK(shown.text(3, 3).startsWith(QStringLiteral("Passenger")));
}

TEST_CASE("A part of the data: rows of the test set alone")
{
    ShownRows shown(passengers());
    shown.open(Split::Test);
    CHECK(shown.rows.rowCount() == 89);
    REQUIRE(waitUntil([&] { return !shown.text(0, 0).isEmpty(); }));
    CHECK(shown.fixture.engine().last("worker.rows").at("split").asText() == "test");
    CHECK(shown.pages.split(0) == "test");
}

TEST_CASE("Pictures: tiles in as many columns as fit, thumbnails from the packed file, broken ones marked")
{
    ShownRows shown(flowers());
    PictureModel pictures(shown.pages, shown.thumbnails);
    const QAbstractItemModelTester tester(&pictures, Mode::Fatal);
    pictures.setFields(shown.fixture.session().data().manifest, "image", "label");
    pictures.setColumns(7);
    shown.rows.setActive(false);
    shown.open();
    CHECK(pictures.rowCount() == (670 + 6) / 7);
    pictures.want(0, 6);
    const auto state = [&](int row) {
        return static_cast<ThumbnailLoader::State>(pictures.indexOf(row).data(PictureModel::StateRole).toInt());
    };
    REQUIRE(waitUntil([&] { return state(0) == ThumbnailLoader::State::Loaded && state(30) == ThumbnailLoader::State::Loaded; }));
    CHECK(pictures.indexOf(0).data(PictureModel::ImageRole).value<QImage>().width() == 96);
    CHECK(pictures.indexOf(1).data(PictureModel::CaptionRole).toString() == QStringLiteral("tulips"));
    CHECK(pictures.indexOf(10).data(Qt::AccessibleTextRole).toString() == QStringLiteral("Picture 11: dandelion"));
    pictures.want(7, 7);
    CHECK(waitUntil([&] { return state(49) == ThumbnailLoader::State::Broken; }));
    // The last line is not full.
    const auto behind = pictures.index(pictures.rowCount() - 1, 6);
    CHECK(pictures.rowAt(behind) == -1);
    CHECK(behind.flags() == Qt::NoItemFlags);
}
