// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/curve_plot.h"

#include <cmath>
#include <fstream>
#include <numeric>
#include <sstream>

#include <QAbstractItemModelTester>
#include <QMenu>
#include <QTest>
#include <doctest/doctest.h>

#include "tests/support/temporary_folder.h"
#include "tests/ui/support/fake_engine.h"
#include "ui/plots/plot_legend.h"
#include "ui/plots/plot_table_model.h"
#include "ui/theme/fettle_style.h"
#include "ui/theme/theme.h"

using namespace fettle;
using namespace fettle::ui;
using fettle::test::FakeDialogs;
using fettle::test::waitUntil;

namespace {

struct Shown {
    FakeDialogs dialogs;
    CurvePlot plot{&dialogs};
    int training = 0;
    int validation = 0;

    Shown()
    {
        applyTheme(*qApp, Theme());
        plot.resize(640, 400);
        plot.setTitle(QStringLiteral("Loss"));
        plot.setPlaceholder(QStringLiteral("Nothing yet"));
        training = plot.addCurve({QStringLiteral("Run 1, training"), QStringLiteral("training"), PlotPart::Training, 0, false});
        validation = plot.addCurve({QStringLiteral("Run 1, validation"), QStringLiteral("validation"), PlotPart::Validation, 0, false});
        plot.show();
        REQUIRE(QTest::qWaitForWindowExposed(&plot));
    }
    void fill(int count = 200)
    {
        std::vector<std::int64_t> steps(static_cast<std::size_t>(count));
        std::iota(steps.begin(), steps.end(), 1);
        std::vector<double> values;
        for (const auto step : steps)
            values.push_back(2.0 * std::exp(-0.02 * static_cast<double>(step)));
        plot.append(training, steps, values);
        std::vector<std::int64_t> epochs;
        std::vector<double> checks;
        for (int step = 20; step <= count; step += 20) {
            epochs.push_back(step);
            checks.push_back(2.1 * std::exp(-0.02 * step) + 0.1);
        }
        plot.append(validation, epochs, checks);
        plot.canvas().drawNow();
    }
};

QAction* actionNamed(QMenu& menu, const QString& text)
{
    for (auto* action : menu.actions())
        if (action->text() == text)
            return action;
    return nullptr;
}

} // namespace

TEST_CASE("lines are drawn soon after their points came, not at once for each")
{
    Shown s;
    s.fill();
    REQUIRE(waitUntil([&] { return s.plot.canvas().scale().lastStep == 200.0; }));
    const std::vector<std::int64_t> more{201, 202, 203};
    const std::vector<double> values{0.1, 0.1, 0.1};
    s.plot.append(s.training, more, values);
    CHECK(s.plot.canvas().scale().lastStep == 200.0);
    CHECK(waitUntil([&] { return s.plot.canvas().scale().lastStep == 203.0; }, 2000));
}

TEST_CASE("all that the keys do")
{
    Shown s;
    s.fill();
    auto& canvas = s.plot.canvas();
    canvas.setFocus();
    QTest::keyClick(&canvas, Qt::Key_Right);
    CHECK(canvas.crosshair() == 1.0);
    QTest::keyClick(&canvas, Qt::Key_Right, Qt::ControlModifier);
    CHECK(canvas.crosshair() == 11.0);
    QTest::keyClick(&canvas, Qt::Key_Left);
    CHECK(canvas.crosshair() == 10.0);
    CHECK(canvas.accessibleDescription().contains(QStringLiteral("Step 10")));
    QTest::keyClick(&canvas, Qt::Key_End);
    CHECK(canvas.crosshair() == 200.0);
    QTest::keyClick(&canvas, Qt::Key_Down);
    QTest::keyClick(&canvas, Qt::Key_Down);
    CHECK(canvas.raised() == 1);
    QTest::keyClick(&canvas, Qt::Key_Left);
    CHECK(canvas.crosshair() == 180.0); // the raised line has a point each twenty steps
    QTest::keyClick(&canvas, Qt::Key_Escape);
    CHECK_FALSE(canvas.crosshair());
    CHECK(canvas.raised() == -1);
    QTest::keyClick(&canvas, Qt::Key_Plus);
    canvas.drawNow();
    CHECK(canvas.isZoomed());
    CHECK(canvas.scale().lastStep - canvas.scale().firstStep == doctest::Approx(199.0 / 1.25));
    const double left = canvas.scale().firstStep;
    QTest::keyClick(&canvas, Qt::Key_Right, Qt::ShiftModifier);
    canvas.drawNow();
    CHECK(canvas.scale().firstStep > left);
    QTest::keyClick(&canvas, Qt::Key_Minus);
    QTest::keyClick(&canvas, Qt::Key_Minus);
    canvas.drawNow();
    CHECK_FALSE(canvas.isZoomed()); // never wider than everything
    QTest::keyClick(&canvas, Qt::Key_Plus);
    QTest::keyClick(&canvas, Qt::Key_0);
    canvas.drawNow();
    CHECK_FALSE(canvas.isZoomed());
    CHECK(canvas.scale().firstStep == 1.0);
}

TEST_CASE("a box zooms, a double click shows everything, the wheel needs Ctrl")
{
    Shown s;
    s.fill();
    auto& canvas = s.plot.canvas();
    const QRect area = canvas.plotArea();
    double shown = 0.0;
    QObject::connect(&s.plot, &CurvePlot::stepsShown, &s.plot, [&](double first, double) { shown = first; });
    QTest::mousePress(&canvas, Qt::LeftButton, {}, area.topLeft() + QPoint(100, 20));
    QTest::mouseMove(&canvas, area.topLeft() + QPoint(200, 120));
    QTest::mouseRelease(&canvas, Qt::LeftButton, {}, area.topLeft() + QPoint(200, 120));
    canvas.drawNow();
    CHECK(canvas.isZoomed());
    CHECK(canvas.scale().firstStep == doctest::Approx(1.0 + 199.0 * 100.0 / area.width()).epsilon(0.02));
    CHECK(shown == doctest::Approx(canvas.scale().firstStep));
    QTest::mouseDClick(&canvas, Qt::LeftButton, {}, area.center());
    QTest::mouseRelease(&canvas, Qt::LeftButton, {}, area.center());
    canvas.drawNow();
    CHECK_FALSE(canvas.isZoomed());

    const auto wheel = [&](Qt::KeyboardModifiers modifiers) {
        QWheelEvent event(area.center(), canvas.mapToGlobal(area.center()), {}, {0, 120}, {}, modifiers, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&canvas, &event);
        canvas.drawNow();
        return event.isAccepted();
    };
    CHECK_FALSE(wheel({}));
    CHECK_FALSE(canvas.isZoomed());
    CHECK(wheel(Qt::ControlModifier));
    CHECK(canvas.isZoomed());
}

TEST_CASE("the mouse raises the line under it and reads its values")
{
    Shown s;
    s.fill();
    auto& canvas = s.plot.canvas();
    const QRect area = canvas.plotArea();
    const double step = 120.0;
    const QPoint onValidation(area.left() + static_cast<int>(canvas.scale().x(step)),
                              area.top() + static_cast<int>(canvas.scale().y(2.1 * std::exp(-0.02 * step) + 0.1)));
    QTest::mouseMove(&canvas, area.center());
    QTest::mouseMove(&canvas, onValidation);
    CHECK(canvas.raised() == s.validation);
    REQUIRE(canvas.crosshair());
    CHECK(std::abs(*canvas.crosshair() - step) <= 1.0);
    CHECK(canvas.accessibleDescription().contains(QStringLiteral("Run 1, validation: 0.29")));
}

TEST_CASE("the legend hides a line and the axis follows")
{
    Shown s;
    // Five lines are too many for names at their ends.
    for (int i = 2; i <= 4; ++i) {
        const int curve = s.plot.addCurve({QStringLiteral("Run %1").arg(i), {}, PlotPart::Validation, i - 1, true});
        const std::vector<std::int64_t> steps{1, 200};
        const std::vector<double> values{5.0 * i, 5.0 * i};
        s.plot.append(curve, steps, values);
    }
    s.fill();
    REQUIRE(waitUntil([&] { return s.plot.legend().isVisible(); }));
    s.plot.canvas().drawNow();
    CHECK(s.plot.canvas().scale().top > 20.0);
    auto items = s.plot.legend().findChildren<QAbstractButton*>();
    REQUIRE(items.size() == 5);
    for (auto* item : items)
        if (item->text().startsWith(QStringLiteral("Run ")) && !item->text().contains(QLatin1Char(',')))
            item->click();
    s.plot.canvas().drawNow();
    CHECK(s.plot.canvas().scale().top < 4.0);
    // Hidden lines can be brought back: the legend stays.
    CHECK(waitUntil([&] { return s.plot.legend().isVisible(); }));
}

TEST_CASE("logarithmic axis, outliers left out, a share ends at 100%")
{
    Shown s;
    s.fill();
    const std::vector<std::int64_t> step{201};
    const std::vector<double> spike{500.0};
    s.plot.append(s.training, step, spike);
    auto& canvas = s.plot.canvas();
    canvas.drawNow();
    CHECK(canvas.scale().top > 500.0);
    s.plot.setClipOutliers(true);
    canvas.drawNow();
    CHECK(canvas.scale().top < 3.0);
    s.plot.setClipOutliers(false);
    s.plot.setLogarithmic(true);
    canvas.drawNow();
    CHECK(canvas.scale().bottom > 0.0);
    CHECK(canvas.scale().bottom < 2.0 * std::exp(-0.02 * 200));
    CHECK(canvas.scale().top > 500.0);

    Shown shares;
    shares.plot.setForm(ValueForm::Percent);
    const std::vector<std::int64_t> steps{1, 2};
    const std::vector<double> values{0.8, 0.99};
    shares.plot.append(shares.validation, steps, values);
    shares.plot.canvas().drawNow();
    CHECK(shares.plot.canvas().scale().top <= 1.01);
}

TEST_CASE("a chart can be read as a table, which grows with it")
{
    Shown s;
    s.fill(60);
    auto& table = s.plot.table();
    QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::Fatal);
    s.plot.showAsTable(true);
    CHECK(s.plot.isTable());
    REQUIRE(table.rowCount() == 60);
    REQUIRE(table.columnCount() == 3);
    CHECK(table.index(19, 0).data().toString() == "20");
    CHECK(table.index(19, 2).data().toString() == formatValue(2.1 * std::exp(-0.4) + 0.1, ValueForm::Number));
    CHECK_FALSE(table.index(0, 2).data().isValid());
    CHECK(table.headerData(1, Qt::Horizontal, Qt::DisplayRole).toString() == "Run 1, training");
    int inserted = 0;
    QObject::connect(&table, &QAbstractItemModel::rowsInserted, &table, [&] { ++inserted; });
    const std::vector<std::int64_t> more{61, 62};
    const std::vector<double> values{0.1, 0.2};
    s.plot.append(s.training, more, values);
    CHECK(waitUntil([&] { return table.rowCount() == 62; }));
    CHECK(inserted == 1);
    s.plot.setCurveVisible(s.training, false);
    CHECK(waitUntil([&] { return table.columnCount() == 2; }));
    CHECK(table.rowCount() == 3);
    s.plot.clear();
    table.refresh();
    CHECK(table.rowCount() == 0);
}

TEST_CASE("without a point there is a sentence instead of empty axes")
{
    Shown s;
    QLabel* sentence = nullptr;
    for (auto* label : s.plot.findChildren<QLabel*>())
        if (label->text() == QStringLiteral("Nothing yet"))
            sentence = label;
    REQUIRE(sentence != nullptr);
    CHECK(sentence->isVisible());
    s.fill();
    CHECK_FALSE(sentence->isVisible());
    CHECK(s.plot.accessibleDescription().contains(QStringLiteral("Run 1, training")));
    s.plot.clear();
    CHECK(sentence->isVisible());
}

TEST_CASE("saved as picture, drawing and numbers")
{
    Shown s;
    s.fill();
    s.plot.setMarkers({{100.0, PlotMarker::Kind::Best, QStringLiteral("Best so far")}});
    test::TemporaryFolder folder;
    const auto save = [&](const QString& action, const QString& name) {
        const std::unique_ptr<QMenu> menu(s.plot.makeMenu());
        s.dialogs.saved = QString::fromStdString((folder.path() / name.toStdString()).string());
        auto* found = actionNamed(*menu, action);
        REQUIRE(found != nullptr);
        found->trigger();
        std::ifstream file(s.dialogs.saved.toStdString(), std::ios::binary);
        if (!qEnvironmentVariableIsEmpty("FETTLE_KEEP_PICTURES"))
            QFile::copy(s.dialogs.saved, qEnvironmentVariable("FETTLE_KEEP_PICTURES") + QLatin1Char('/') + name);
        std::stringstream bytes;
        bytes << file.rdbuf();
        return QByteArray::fromStdString(bytes.str());
    };
    const QImage picture = QImage::fromData(save(QStringLiteral("Save picture…"), QStringLiteral("a.png")));
    CHECK(picture.size() == QSize(2400, 1400));
    const auto svg = save(QStringLiteral("Save as SVG…"), QStringLiteral("a.svg"));
    CHECK(svg.contains("<svg"));
    CHECK(svg.contains("Loss"));
    CHECK(svg.count("<path") + svg.count("<polyline") >= 2);
    CHECK_FALSE(svg.contains("<image"));
    const auto csv = save(QStringLiteral("Save numbers as CSV…"), QStringLiteral("a.csv"));
    const auto lines = csv.split('\n');
    CHECK(lines[0] == "\xEF\xBB\xBFstep,\"Run 1, training\",\"Run 1, validation\"");
    CHECK(lines[1].startsWith("1,1.96"));
    CHECK(lines.size() == 202);
    // A cancelled dialog writes nothing.
    s.dialogs.saved.clear();
    const std::unique_ptr<QMenu> menu(s.plot.makeMenu());
    actionNamed(*menu, QStringLiteral("Save picture…"))->trigger();
    // After saving the plot is what it was.
    CHECK(s.plot.canvas().scale().lastStep == 200.0);
}

TEST_CASE("another theme repaints and keeps the view")
{
    Shown s;
    s.fill();
    s.plot.canvas().zoomSteps(50.0, 150.0);
    s.plot.canvas().drawNow();
    const QColor light = s.plot.grab().toImage().pixelColor(s.plot.width() / 2, s.plot.height() - 3);
    ThemeOptions dark;
    dark.appearance = Appearance::Dark;
    applyTheme(*qApp, Theme(dark));
    REQUIRE(waitUntil([&] { return s.plot.grab().toImage().pixelColor(s.plot.width() / 2, s.plot.height() - 3) != light; }));
    CHECK(s.plot.canvas().scale().firstStep == 50.0);
    applyTheme(*qApp, Theme());
}
