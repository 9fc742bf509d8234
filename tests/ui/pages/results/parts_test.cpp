// SPDX-License-Identifier: GPL-3.0-or-later
// The matrix, the tables and the plots by themselves.
#include <QAbstractItemModelTester>
#include <QApplication>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSortFilterProxyModel>
#include <QTest>
#include <doctest/doctest.h>

#include "tests/ui/pages/results/evaluated_project.h"
#include "ui/pages/results/class_table_model.h"
#include "ui/pages/results/confusion_matrix.h"
#include "ui/pages/results/mistakes_card.h"
#include "ui/pages/results/xy_plot.h"
#include "ui/pages/results/xy_table_model.h"
#include "ui/theme/fettle_style.h"
#include "ui/widgets/link.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

namespace {

const std::vector<std::string> kAnimals = {"cat", "dog", "owl"};
const std::vector<ConfusionCell> kCells = {{0, 0, 8}, {0, 1, 2}, {1, 1, 5}, {1, 2, 5}, {2, 2, 7}, {-1, 0, 1}};

} // namespace

TEST_CASE("Counts: shares of the row, what is mixed up most, and a row of classes that are not known")
{
    const ConfusionCounts counts(kAnimals, kCells);
    CHECK(counts.rowCount() == 4);
    CHECK(counts.columnCount() == 3);
    CHECK(counts.count(0, 1) == 2);
    CHECK(counts.count(2, 0) == 0);
    CHECK(counts.shareOfRow(0, 1) == doctest::Approx(0.2));
    CHECK(counts.isUnknownRow(3));
    CHECK(counts.count(3, 0) == 1);
    const auto mixed = counts.mixedUp(2);
    REQUIRE(mixed.size() == 2);
    CHECK(mixed[0] == ConfusionCounts::Pair{1, 2, 5});
    CHECK(mixed[1] == ConfusionCounts::Pair{0, 1, 2});
    // Answers that no class stands for do not break it.
    const ConfusionCounts odd(kAnimals, {{0, -1, 3}, {7, 0, 2}});
    CHECK(odd.rowSum(0) == 0);
    CHECK(odd.shareOfRow(0, 0) == 0.0);
}

TEST_CASE("The matrix: a cell is opened by mouse or by key, and says what it is")
{
    applyTheme(*qApp, Theme());
    ConfusionMatrix matrix;
    matrix.setCounts(ConfusionCounts(kAnimals, kCells));
    matrix.show();
    QSignalSpy pressed(&matrix, &ConfusionMatrix::cellPressed);
    QTest::mouseClick(&matrix, Qt::LeftButton, {}, matrix.cellRect(1, 2).center());
    REQUIRE(pressed.count() == 1);
    CHECK(pressed[0] == QList<QVariant>{1, 2});
    // Beside the cells nothing happens.
    QTest::mouseClick(&matrix, Qt::LeftButton, {}, QPoint(1, 1));
    CHECK(pressed.count() == 1);
    QTest::keyClick(&matrix, Qt::Key_Up);
    QTest::keyClick(&matrix, Qt::Key_Left);
    CHECK(matrix.current() == QPair(0, 1));
    CHECK(matrix.accessibleDescription() == QStringLiteral("2 of 10 “cat” were taken for “dog” (20%)"));
    QTest::keyClick(&matrix, Qt::Key_Return);
    REQUIRE(pressed.count() == 2);
    CHECK(pressed[1] == QList<QVariant>{0, 1});
    // At the edge it stays.
    for (int i = 0; i < 9; ++i)
        QTest::keyClick(&matrix, Qt::Key_Down);
    CHECK(matrix.current() == QPair(3, 1));
    QTest::keyClick(&matrix, Qt::Key_Home);
    CHECK(matrix.accessibleDescription().contains(QStringLiteral("does not know")));
    CHECK(matrix.cellText(2, 2) == QStringLiteral("7 of 7 “owl” were recognized (100%)"));
}

TEST_CASE("Colors by the share of the row: right in one ramp, wrong in the other, nothing in neither")
{
    for (const auto appearance : {Appearance::Light, Appearance::Dark}) {
        ThemeOptions options;
        options.appearance = appearance;
        applyTheme(*qApp, Theme(options));
        ConfusionMatrix matrix;
        matrix.setCounts(ConfusionCounts(kAnimals, kCells));
        const auto picture = matrix.grab().toImage();
        const auto colorOf = [&](int row, int column) { return picture.pixelColor(matrix.cellRect(row, column).topLeft() + QPoint(3, 3)); };
        const auto& theme = themeOf(&matrix);
        CHECK(colorOf(2, 2) == theme.ramp(Ramp::Right, 1.0));
        CHECK(colorOf(0, 0) == theme.ramp(Ramp::Right, 0.8));
        CHECK(colorOf(1, 2) == theme.ramp(Ramp::Wrong, 0.5));
        CHECK(colorOf(2, 0) == theme.ramp(Ramp::Wrong, 0.0));
        CHECK(colorOf(0, 1) != colorOf(2, 0));
    }
    applyTheme(*qApp, Theme());
}

TEST_CASE("Above twenty classes the ten most mixed-up pairs come first; the matrix is one link away")
{
    applyTheme(*qApp, Theme());
    std::vector<std::string> classes;
    std::vector<ConfusionCell> cells;
    for (int i = 0; i < 21; ++i) {
        classes.push_back("c" + std::to_string(i));
        cells.push_back({i, i, 50});
        cells.push_back({i, (i + 1) % 21, i});
    }
    MistakesCard card;
    card.resize(500, 500);
    card.show();
    card.setCounts(ConfusionCounts(classes, cells));
    CHECK(card.showsPairs());
    REQUIRE(card.pairLinks().size() == 10);
    CHECK(card.pairLinks().front()->text() == QStringLiteral("20 of 70 “c20” were taken for “c0” (29%)"));
    QSignalSpy pressed(&card, &MistakesCard::cellPressed);
    card.pairLinks()[1]->click();
    REQUIRE(pressed.count() == 1);
    CHECK(pressed[0] == QList<QVariant>{19, 20});
    card.showMatrix(true);
    CHECK_FALSE(card.showsPairs());
    CHECK(card.matrix()->isVisible());
    CHECK(card.matrix()->chosen() == QPair(19, 20));
    // Twenty are still read at a glance.
    classes.pop_back();
    card.setCounts(ConfusionCounts(classes, {{0, 0, 1}}));
    CHECK_FALSE(card.showsPairs());
}

TEST_CASE("Where the matrix is scrolled, the names stay at its edges and cells under them are not pressed")
{
    applyTheme(*qApp, Theme());
    std::vector<std::string> classes;
    std::vector<ConfusionCell> cells;
    for (int i = 0; i < 77; ++i) {
        classes.push_back("a class with quite a long name " + std::to_string(i));
        cells.push_back({i, i, 50});
    }
    MistakesCard card;
    card.resize(500, 500);
    card.setCounts(ConfusionCounts(classes, cells));
    card.show();
    card.showMatrix(true);
    auto& matrix = *card.matrix();
    auto* scroll = card.findChild<QScrollArea*>();
    REQUIRE(scroll);
    REQUIRE(waitUntil([&] { return scroll->horizontalScrollBar()->maximum() > 0; }));
    CHECK(matrix.shortCellText(3, 3) == QStringLiteral("50 of 50 “a class w…ong name 3” were recognized (100%)"));
    CHECK(matrix.cellText(3, 3).contains(QString::fromStdString(classes[3])));
    const auto names = matrix.namesSize();
    CHECK(matrix.nameAt({names.width() + 1, 1}) == QString::fromStdString(classes[0]));
    CHECK(matrix.nameAt({1, names.height() + 1}) == QString::fromStdString(classes[0]));
    CHECK(matrix.nameAt({1, 1}).isEmpty());
    const auto picture = [&] { return scroll->viewport()->grab(QRect(QPoint(), names)).toImage(); };
    const auto inside = [&](int x, int y) { return matrix.mapFrom(scroll->viewport(), QPoint(x, y)); };
    scroll->horizontalScrollBar()->setValue(scroll->horizontalScrollBar()->maximum());
    scroll->verticalScrollBar()->setValue(scroll->verticalScrollBar()->maximum());
    const auto size = scroll->viewport()->size();
    CHECK(matrix.nameAt(inside(size.width() - 5, 5)) == QString::fromStdString(classes.back()));
    CHECK(matrix.nameAt(inside(5, size.height() - 5)) == QString::fromStdString(classes.back()));
    // The corner is empty: neither cells nor names show through.
    const auto corner = picture();
    CHECK(corner == [&] {
        QImage plain = corner.copy();
        plain.fill(corner.pixelColor(0, 0));
        return plain;
    }());
    QSignalSpy pressed(&matrix, &ConfusionMatrix::cellPressed);
    QTest::mouseClick(&matrix, Qt::LeftButton, {}, inside(5, size.height() - 5));
    CHECK(pressed.isEmpty());
    QTest::mouseClick(&matrix, Qt::LeftButton, {}, matrix.cellRect(76, 76).center());
    REQUIRE(pressed.count() == 1);
    // By keyboard a cell comes out from under them.
    QTest::keyClick(&matrix, Qt::Key_Home);
    CHECK(scroll->horizontalScrollBar()->value() == 0);
    QTest::keyClick(&matrix, Qt::Key_Right);
    QTest::keyClick(&matrix, Qt::Key_Up, Qt::ControlModifier);
    CHECK(scroll->verticalScrollBar()->value() == 0);
}

TEST_CASE("The table of classes sorts by numbers, not by their digits")
{
    ClassTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Warning);
    ClassFigures few{"few", 9, 8, 7, 0.875, 0.777, 0.823};
    ClassFigures many{"Many", 1200, 1100, 1000, 0.909, 0.833, 0.869};
    ClassFigures some{"some", 30, 31, 12, 0.387, 0.4, 0.393};
    model.setFigures({few, many, some});
    QSortFilterProxyModel sorted;
    sorted.setSourceModel(&model);
    sorted.setSortRole(ClassTableModel::SortRole);
    sorted.sort(ClassTableModel::Support, Qt::DescendingOrder);
    const auto name = [&](int row) { return sorted.index(row, ClassTableModel::Name).data().toString(); };
    CHECK(name(0) == QStringLiteral("Many"));
    CHECK(name(1) == QStringLiteral("some"));
    CHECK(name(2) == QStringLiteral("few"));
    sorted.sort(ClassTableModel::Recall, Qt::AscendingOrder);
    CHECK(name(0) == QStringLiteral("some"));
    CHECK(model.index(0, ClassTableModel::Recall).data().toString() == QStringLiteral("77.7%"));
    CHECK(model.columnCount() == ClassTableModel::Threshold);
    // Labels have a column more: from which score on a row has each.
    model.setFigures({few, many, some}, {0.5, 0.25, 0.75});
    CHECK(model.columnCount() == ClassTableModel::ColumnCount);
    CHECK(model.index(1, ClassTableModel::Threshold).data().toString() == QStringLiteral("25.0%"));
    for (int column = 0; column < ClassTableModel::ColumnCount; ++column) {
        CHECK_FALSE(model.headerData(column, Qt::Horizontal).toString().isEmpty());
        CHECK_FALSE(model.headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString().isEmpty());
    }
}

TEST_CASE("Ticks are round and within the range")
{
    CHECK(axisTicks(0.0, 1.0, 5) == std::vector<double>{0.0, 0.2, 0.4, 0.6000000000000001, 0.8, 1.0});
    CHECK(axisTicks(-3.0, 17.0, 4) == std::vector<double>{0.0, 5.0, 10.0, 15.0});
    CHECK(axisTicks(2.0, 2.0, 4).empty());
    CHECK(axisTicks(0.0, 1e300, 3).size() < 8);
}

TEST_CASE("A plot: points by mouse and key, bars from edge to edge, the same as a table")
{
    applyTheme(*qApp, Theme());
    XySeries first;
    first.name = QStringLiteral("first");
    first.points = {{0.0, 0.0}, {0.5, 0.75}, {1.0, 1.0}};
    XySeries second = first;
    second.name = QStringLiteral("second");
    second.points = {{0.25, 0.5}};
    XyAxes axes{QStringLiteral("x"), QStringLiteral("y"), std::pair{0.0, 1.0}, std::pair{0.0, 1.0}, true, true, true};
    XyPlot plot;
    plot.resize(400, 300);
    plot.setPressable(true);
    plot.setContent(axes, {first, second});
    plot.show();
    QSignalSpy pressed(&plot, &XyPlot::pointPressed);
    QTest::keyClick(&plot, Qt::Key_Right);
    QTest::keyClick(&plot, Qt::Key_Right);
    CHECK(plot.current() == std::pair(0, 1));
    CHECK(plot.currentText() == QStringLiteral("first: 50.0%, 75.0%"));
    CHECK(plot.accessibleDescription() == plot.currentText());
    QTest::keyClick(&plot, Qt::Key_Return);
    REQUIRE(pressed.count() == 1);
    CHECK(pressed[0] == QList<QVariant>{0, 1});
    QTest::keyClick(&plot, Qt::Key_Down); // the other line has one point only
    CHECK(plot.current() == std::pair(1, 0));
    QTest::keyClick(&plot, Qt::Key_Up);
    QTest::keyClick(&plot, Qt::Key_Up);
    CHECK(plot.current() == std::pair(0, 0));
    CHECK(plot.grab().toImage().pixelColor(2, 2).isValid());

    XySeries bars;
    bars.form = XySeries::Form::Bars;
    bars.points = {{-2.0, 3.0}, {0.0, 9.0}};
    bars.barEnds = {0.0, 2.0};
    plot.setContent({QStringLiteral("off"), QStringLiteral("count"), {}, {}, false, false, false}, {bars});
    plot.setCurrent(0, 1);
    CHECK(plot.currentText() == QStringLiteral("0 to 2: 9"));
    CHECK_FALSE(plot.grab().isNull());

    XyTableModel table;
    const QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::Warning);
    table.setContent(axes, {first, second});
    CHECK(table.rowCount() == 4);
    CHECK(table.columnCount() == 3);
    CHECK(table.index(3, 0).data().toString() == QStringLiteral("second"));
    CHECK(table.index(1, 2).data().toString() == QStringLiteral("75.0%"));
    table.setContent({}, {bars});
    CHECK(table.columnCount() == 2);
    CHECK(table.index(0, 0).data().toString() == QStringLiteral("-2 to 0"));
}
