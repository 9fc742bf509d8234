// SPDX-License-Identifier: GPL-3.0-or-later
// Rows in which parts of a text are marked: the text carries its marks, and their column says them in words.
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/ui/pages/data/sample_data.h"
#include "ui/pages/data/columns.h"
#include "ui/pages/data/rows_view.h"
#include "ui/widgets/marked_text.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

namespace {

DatasetManifest markedMessages()
{
    auto manifest = messages(4);
    for (auto& field : manifest.fields)
        if (field.role == FieldRole::Target) {
            field.name = "entities";
            field.kind = FieldKind::Spans;
            field.classes = {"person", "place"};
        }
    return manifest;
}

/// Rows with these cells in the columns of one kind (empty: missing), one text in all texts and "x" in what is left.
void answerRows(DataFixture& fixture, const DatasetManifest& manifest, FieldKind kind, const std::vector<std::string>& cells)
{
    fixture.engine().answer("worker.rows", [=](const Value& params) -> Result<Value> {
        RowPage page;
        page.total = std::ssize(cells);
        for (const auto& field : manifest.fields)
            page.fields.push_back(field.name);
        for (auto row = params.at("first").asInteger(); row < page.total; ++row) {
            page.ids.push_back(row);
            page.splits.emplace_back("train");
            auto& values = page.rows.emplace_back();
            for (const auto& field : manifest.fields) {
                const auto& cell = cells[static_cast<std::size_t>(row)];
                values.push_back(field.kind == FieldKind::Text ? Value("Änne in Rome")
                                 : field.kind != kind         ? Value("x")
                                 : cell.empty()               ? Value()
                                                              : Value(cell));
            }
        }
        return toValue(page);
    });
}

/// A grid over the fixture's rows, shown.
struct ShownMarkedRows {
    explicit ShownMarkedRows(DataFixture& fixture) : pages(fixture.engine()), encoded(fixture.engine()), rows(pages, thumbnails, encoded), view(fixture.session(), rows)
    {
        const auto& data = fixture.session().data();
        rows.setFields(data.manifest, fixture.session().draft().recipe());
        pages.open(data, {});
        view.resize(900, 300);
        view.show();
    }
    RowPages pages;
    ThumbnailLoader thumbnails;
    EncodedCells encoded;
    RowsModel rows;
    RowsView view;
};

} // namespace

TEST_CASE("a marked text is shown with its marks, and its marks in words")
{
    const auto manifest = markedMessages();
    DataFixture fixture(manifest);
    answerRows(fixture, manifest, FieldKind::Spans,
               {R"([{"start":0,"end":4,"label":"person"},{"start":8,"end":12,"label":"place"}])", "[]", "", "nonsense"});
    fixture.open();
    ShownMarkedRows shown(fixture);
    auto& rows = shown.rows;
    const int marks = rows.columnOf("entities");
    REQUIRE(marks >= 0);
    const int text = static_cast<int>(std::ranges::find(manifest.fields, FieldKind::Text, &FieldInfo::kind) - manifest.fields.begin());
    REQUIRE(waitUntil([&] { return rows.index(0, text).data(RowsModel::MarkedRole).isValid(); }));
    const auto spoken = QStringLiteral("Änne [person] in Rome [place]");
    CHECK(rows.index(0, text).data(RowsModel::MarkedRole).value<MarkedText>().spoken() == spoken);
    CHECK(rows.index(0, text).data(Qt::AccessibleTextRole).toString().endsWith(spoken));
    CHECK(rows.index(0, text).data(Qt::DisplayRole).toString() == QStringLiteral("Änne in Rome")); // what is copied
    CHECK(rows.index(0, marks).data(Qt::DisplayRole).toString() == QStringLiteral("Änne [person], Rome [place]"));
    CHECK_FALSE(rows.index(1, text).data(RowsModel::MarkedRole).isValid());
    CHECK(rows.index(2, marks).data(RowsModel::MissingRole).toBool());
    CHECK_FALSE(rows.index(3, text).data(RowsModel::MarkedRole).isValid());
    CHECK(rows.index(3, marks).data(Qt::DisplayRole).toString() == QStringLiteral("nonsense"));
    // It is drawn: the tint of a mark is there, and nothing throws.
    CHECK_FALSE(shown.view.grab().isNull());
    CHECK(canBeTarget(*rows.field(marks)));
}

TEST_CASE("a column of labels shows them one by one, and can be predicted")
{
    auto manifest = messages(3);
    for (auto& field : manifest.fields)
        if (field.role == FieldRole::Target) {
            field.name = "topics";
            field.kind = FieldKind::Tags;
            field.classes = {"money", "urgent, really"};
        }
    DataFixture fixture(manifest);
    answerRows(fixture, manifest, FieldKind::Tags, {R"(["money","urgent, really"])", "[]", ""});
    fixture.open();
    ShownMarkedRows shown(fixture);
    auto& rows = shown.rows;
    const int topics = rows.columnOf("topics");
    REQUIRE(topics >= 0);
    REQUIRE(waitUntil([&] { return !rows.index(0, topics).data(RowsModel::LabelsRole).toStringList().isEmpty(); }));
    const QStringList both{QStringLiteral("money"), QStringLiteral("urgent, really")};
    CHECK(rows.index(0, topics).data(RowsModel::LabelsRole).toStringList() == both);
    CHECK(rows.index(0, topics).data(Qt::DisplayRole).toString() == QStringLiteral("money, urgent, really"));
    CHECK(rows.index(1, topics).data(RowsModel::LabelsRole).toStringList().isEmpty());
    CHECK(rows.index(2, topics).data(RowsModel::MissingRole).toBool());
    CHECK_FALSE(shown.view.grab().isNull());
    CHECK(canBeTarget(*rows.field(topics)));
    const auto kinds = kindsFor(*rows.field(topics));
    CHECK(std::ranges::find(kinds, FieldKind::Tags) != kinds.end());
    CHECK(std::ranges::find(kinds, FieldKind::Category) != kinds.end());
}
