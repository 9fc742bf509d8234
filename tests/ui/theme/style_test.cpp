// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QElapsedTimer>
#include <QGroupBox>
#include <QHeaderView>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QPicture>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSlider>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QTabBar>
#include <QTableView>
#include <QTest>
#include <QTimer>
#include <QVBoxLayout>

#include "ui/theme/color_science.h"
#include "ui/theme/fettle_style.h"
#include "ui/theme/focus_ring.h"
#include "ui/theme/hover_fade.h"
#include "ui/theme/painting.h"
#include "ui/theme/style_hints.h"

using namespace fettle::ui;

namespace {

void apply(ThemeOptions options = {}) { applyTheme(*qApp, Theme(std::move(options))); }

QColor pixel(QWidget& widget, int x, int y) { return widget.grab().toImage().pixelColor(x, y); }

/// One window with `count` controls of all kinds.
std::unique_ptr<QWidget> manyControls(int count)
{
    auto window = std::make_unique<QWidget>();
    auto* grid = new QGridLayout(window.get());
    for (int i = 0; i < count; ++i) {
        QWidget* control = nullptr;
        switch (i % 8) {
        case 0: control = new QPushButton(QStringLiteral("Train")); break;
        case 1: control = new QLineEdit(QStringLiteral("0.001")); break;
        case 2: control = new QCheckBox(QStringLiteral("Shuffle")); break;
        case 3: control = new QSpinBox; break;
        case 4: control = new QLabel(QStringLiteral("Learning rate")); break;
        case 5: control = new QSlider(Qt::Horizontal); break;
        case 6: control = new QRadioButton(QStringLiteral("Balanced")); break;
        default: {
            auto* combo = new QComboBox;
            combo->addItems({QStringLiteral("SGD"), QStringLiteral("Adam")});
            control = combo;
        }
        }
        grid->addWidget(control, i / 40, i % 40);
    }
    return window;
}

} // namespace

TEST_CASE("controls have the heights of the tokens in both densities and at every text size")
{
    for (const double scale : {0.9, 1.0, 1.25, 1.5})
        for (const Density density : {Density::Comfortable, Density::Compact}) {
            apply({.textScale = scale});
            CAPTURE(scale);
            QWidget window;
            auto* column = new QVBoxLayout(&window);
            QPushButton button(QStringLiteral("Train"));
            QLineEdit edit;
            QComboBox combo;
            QSpinBox spin;
            combo.addItem(QStringLiteral("训练"));
            for (QWidget* widget : {static_cast<QWidget*>(&button), static_cast<QWidget*>(&edit),
                                    static_cast<QWidget*>(&combo), static_cast<QWidget*>(&spin)})
                column->addWidget(widget);
            setDensity(window, density);
            const int wanted = static_cast<int>(std::lround((density == Density::Compact ? 26 : 32) * scale));
            CHECK(themeOf(&button).controlHeight() == wanted);
            CHECK(button.sizeHint().height() == wanted);
            CHECK(edit.sizeHint().height() == wanted);
            CHECK(combo.sizeHint().height() == wanted);
            CHECK(spin.sizeHint().height() == wanted);
            QTableView table(&window);
            CHECK(table.verticalHeader()->defaultSectionSize() ==
                  static_cast<int>(std::lround((density == Density::Compact ? 26 : 36) * scale)));
        }
    apply();
}

TEST_CASE("a density holds for what stands inside and ends with its widget")
{
    apply();
    QWidget outer;
    auto* inner = new QWidget(&outer);
    auto* button = new QPushButton(inner);
    setDensity(*inner, Density::Compact);
    CHECK(themeOf(button).density() == Density::Compact);
    CHECK(themeOf(&outer).density() == Density::Comfortable);
    setDensity(*button, Density::Comfortable);
    CHECK(themeOf(button).density() == Density::Comfortable);
    delete inner;
    // Another widget may be made at the same address.
    for (int i = 0; i < 8; ++i) {
        QWidget fresh(&outer);
        CHECK(themeOf(&fresh).density() == Density::Comfortable);
    }
}

TEST_CASE("each kind of button has the colors of its token in every state")
{
    for (const Appearance appearance : {Appearance::Light, Appearance::Dark}) {
        apply({.appearance = appearance});
        QPushButton button(QStringLiteral("OK"));
        button.resize(button.sizeHint());
        const std::pair<ButtonKind, const char*> kinds[] = {{ButtonKind::Normal, "normal"},
                                                            {ButtonKind::Primary, "primary"},
                                                            {ButtonKind::Danger, "danger"},
                                                            {ButtonKind::DangerConfirm, "dangerConfirm"}};
        for (const auto& [kind, name] : kinds) {
            CAPTURE(std::string(name));
            setButtonKind(button, kind);
            button.setEnabled(true);
            const Theme& theme = themeOf(&button);
            const int middle = button.height() / 2;
            const StateColors rest = theme.state(std::string("button.") + name + ".rest");
            CHECK(pixel(button, 0, middle) == rest.border);
            CHECK(pixel(button, 4, middle) == rest.background);
            button.setDown(true);
            CHECK(pixel(button, 4, middle) == theme.state(std::string("button.") + name + ".pressed").background);
            button.setDown(false);
            button.setEnabled(false);
            CHECK(pixel(button, 4, middle) == theme.state("button.any.disabled").background);
            CHECK(pixel(button, 0, middle) == theme.state("button.any.disabled").border);
        }
    }
    apply();
}

TEST_CASE("a control fades to its color under the mouse and back, in under 150 ms; without motion at once")
{
    apply();
    HoverFades fades;
    QWidget window;
    auto* control = new QPushButton(QStringLiteral("Train"), &window);
    window.show();
    REQUIRE(QTest::qWaitForWindowExposed(&window));
    const int duration = themeOf(control).motion("hoverMs");
    CHECK(duration > 0);
    CHECK(duration < 150);
    CHECK(fades.share(*control, false, duration) == 0.0);
    control->setAttribute(Qt::WA_UnderMouse, true);
    CHECK(fades.share(*control, true, duration) == 0.0);
    CHECK(fades.running() == 1);
    REQUIRE(QTest::qWaitFor([&] { return fades.running() == 0; }, 2000));
    CHECK(fades.share(*control, true, duration) == 1.0);
    control->setAttribute(Qt::WA_UnderMouse, false);
    CHECK(fades.share(*control, false, duration) == 1.0);
    REQUIRE(QTest::qWaitFor([&] { return fades.running() == 0; }, 2000));
    CHECK(fades.share(*control, false, duration) == 0.0);
    // Reduced motion: no way between.
    control->setAttribute(Qt::WA_UnderMouse, true);
    CHECK(fades.share(*control, true, Theme({.reduceMotion = true}).motion("hoverMs")) == 1.0);
    CHECK(fades.running() == 0);

    CHECK(blended(QColor(0, 0, 0), QColor(100, 200, 50), 0.0) == QColor(0, 0, 0));
    CHECK(blended(QColor(0, 0, 0), QColor(100, 200, 50), 1.0) == QColor(100, 200, 50));
    CHECK(blended(QColor(), QColor(100, 200, 50), 0.5).alpha() == 128);
}

TEST_CASE("a box made of its corners looks as the outline that it stands for")
{
    apply();
    const Theme& theme = themeOf(nullptr);
    for (const double ratio : {1.0, 2.0})
        for (const double radius : {0.0, 4.0, 6.0, 12.0})
            for (const bool filled : {true, false})
                for (const double width : {1.0, 2.0}) {
                    CAPTURE(ratio);
                    CAPTURE(radius);
                    CAPTURE(filled);
                    CAPTURE(width);
                    const auto draw = [&](QPainter& painter) {
                        drawBox(painter, QRectF(3, 2, 61, 33), radius, filled ? theme.color("accent.fill") : QColor(), theme.color("danger"), width);
                    };
                    const auto blank = [ratio] {
                        QImage image(QSize(70, 40) * ratio, QImage::Format_ARGB32_Premultiplied);
                        image.setDevicePixelRatio(ratio);
                        image.fill(Qt::white);
                        return image;
                    };
                    QImage pieces = blank();
                    QPainter direct(&pieces);
                    draw(direct);
                    direct.end();
                    // A recording has no pixels, so it takes the outline.
                    QPicture recorded;
                    QPainter recorder(&recorded);
                    draw(recorder);
                    recorder.end();
                    QImage outline = blank();
                    QPainter replay(&outline);
                    recorded.play(&replay);
                    replay.end();
                    int worst = 0;
                    for (int y = 0; y < outline.height(); ++y)
                        for (int x = 0; x < outline.width(); ++x) {
                            const QRgb a = pieces.pixel(x, y);
                            const QRgb b = outline.pixel(x, y);
                            worst = std::max({worst, std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)), std::abs(qBlue(a) - qBlue(b))});
                        }
                    CHECK(worst <= 3);
                }
}

TEST_CASE("a field shows error and focus by its border")
{
    apply();
    QWidget window;
    auto* column = new QVBoxLayout(&window);
    auto* edit = new QLineEdit;
    auto* other = new QLineEdit;
    column->addWidget(edit);
    column->addWidget(other);
    window.show();
    REQUIRE(QTest::qWaitForWindowExposed(&window));
    window.activateWindow();
    other->setFocus();
    const Theme& theme = themeOf(edit);
    const int middle = edit->height() / 2;
    CHECK(pixel(*edit, 0, middle) == theme.color("line.control"));
    setFieldError(*edit, true);
    CHECK(pixel(*edit, 0, middle) == theme.color("danger"));
    setFieldError(*edit, false);
    edit->setFocus();
    REQUIRE(edit->hasFocus());
    CHECK(pixel(*edit, 0, middle) == theme.color("line.focus"));
    CHECK(pixel(*edit, 1, middle) == theme.color("line.focus"));
    CHECK(pixel(*edit, 2, middle) == theme.color("bg.surface"));
}

TEST_CASE("the focus of the keyboard has a ring around the control, the mouse's has none")
{
    apply();
    QWidget window;
    auto* column = new QVBoxLayout(&window);
    auto* first = new QPushButton(QStringLiteral("First"));
    auto* second = new QPushButton(QStringLiteral("Second"));
    auto* check = new QCheckBox(QStringLiteral("Third"));
    for (QWidget* widget : {static_cast<QWidget*>(first), static_cast<QWidget*>(second), static_cast<QWidget*>(check)})
        column->addWidget(widget);
    window.show();
    REQUIRE(QTest::qWaitForWindowExposed(&window));
    window.activateWindow();
    const auto ring = [&]() -> FocusRing* {
        auto* found = window.findChild<FocusRing*>();
        return found && found->isVisible() ? found : nullptr;
    };
    QTest::mouseClick(first, Qt::LeftButton);
    REQUIRE(first->hasFocus());
    CHECK(ring() == nullptr);
    QTest::keyClick(&window, Qt::Key_Tab);
    REQUIRE(second->hasFocus());
    REQUIRE(ring() != nullptr);
    CHECK(ring()->geometry() == second->geometry().adjusted(-3, -3, 3, 3));
    // In the picture: two pixels of the focus color, one of the window, then the button's border.
    const QImage picture = window.grab().toImage();
    const int y = second->geometry().center().y();
    const int x = second->x();
    const Theme& theme = themeOf(second);
    CHECK(picture.pixelColor(x - 3, y) == theme.color("line.focus"));
    CHECK(picture.pixelColor(x - 2, y) == theme.color("line.focus"));
    CHECK(picture.pixelColor(x - 1, y) == theme.color("bg.window"));
    CHECK(picture.pixelColor(x, y) == theme.color("line.button"));
    QTest::keyClick(&window, Qt::Key_Tab);
    REQUIRE(check->hasFocus());
    REQUIRE(ring() != nullptr);
    QTest::mouseClick(first, Qt::LeftButton);
    CHECK(ring() == nullptr);
    QTest::keyClick(&window, Qt::Key_Tab);
    REQUIRE(ring() != nullptr);
    second->hide();
    CHECK((ring() == nullptr || ring()->widget() != second));
}

TEST_CASE("switching the theme repaints, rebuilds nothing and stays under 50 ms")
{
    apply();
    const auto window = manyControls(1500);
    window->resize(1600, 900);
    window->show();
    REQUIRE(QTest::qWaitForWindowExposed(window.get()));
    const auto children = window->findChildren<QWidget*>();
    QStyle* style = QApplication::style();
    double slowestSwitch = 0;
    double slowestPaint = 0;
    const auto switchSixTimes = [&] {
        for (int round = 0; round < 6; ++round) {
            const Appearance appearance = round % 2 == 0 ? Appearance::Dark : Appearance::Light;
            QElapsedTimer timer;
            timer.start();
            apply({.appearance = appearance});
            slowestSwitch = std::max(slowestSwitch, static_cast<double>(timer.nsecsElapsed()) / 1e6);
            timer.restart();
            const QImage picture = window->grab().toImage();
            slowestPaint = std::max(slowestPaint, static_cast<double>(timer.nsecsElapsed()) / 1e6);
            CHECK(picture.pixelColor(1, 1).name().toStdString() ==
                  Theme({.appearance = appearance}).color("bg.window").name().toStdString());
            CHECK(window->findChild<QLabel*>()->palette().color(QPalette::WindowText) ==
                  Theme({.appearance = appearance}).color("text.primary"));
        }
    };
    SUBCASE("before the event loop runs") { switchSixTimes(); }
    SUBCASE("while it runs")
    {
        QTimer::singleShot(0, qApp, [&] {
            switchSixTimes();
            qApp->exit();
        });
        qApp->exec();
    }
    MESSAGE("1500 controls: switch " << slowestSwitch << " ms, painting all of them " << slowestPaint << " ms");
    CHECK(QApplication::style() == style);
    CHECK(window->findChildren<QWidget*>() == children);
    // The budget is 50 ms (tests/bench prints it on a quiet machine); here a switch that does another thing than it
    // should is found, as a style sheet would be (330 ms for the same window).
    CHECK(slowestSwitch < 250);
    apply();
}

TEST_CASE("another text size and language reach every control")
{
    apply();
    QWidget window;
    auto* column = new QVBoxLayout(&window);
    auto* button = new QPushButton(QStringLiteral("Train"));
    column->addWidget(button);
    window.show();
    REQUIRE(QTest::qWaitForWindowExposed(&window));
    CHECK(button->height() == 32);
    apply({.language = "zh_CN", .textScale = 1.5});
    QTest::qWait(0);
    CHECK(button->height() == 48);
    CHECK(button->font().families().first() == "Noto Sans CJK SC");
    CHECK(button->font().pixelSize() == 21);
    apply();
    QTest::qWait(0);
    CHECK(button->sizeHint().height() == 32);
}

TEST_CASE("a table that chooses rows answers with whole rows")
{
    apply();
    QStandardItemModel model(4, 3);
    for (int row = 0; row < 4; ++row)
        for (int column = 0; column < 3; ++column)
            model.setItem(row, column, new QStandardItem(QStringLiteral("x")));
    QTableView table;
    table.setModel(&model);
    table.setShowGrid(false);
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.resize(500, 300);
    table.show();
    REQUIRE(QTest::qWaitForWindowExposed(&table));
    QWidget* viewport = table.viewport();
    const QRect last = table.visualRect(model.index(1, 2));
    const QPoint corner = last.bottomRight() - QPoint(2, 2);
    const Theme& theme = themeOf(&table);
    CHECK(pixel(*viewport, corner.x(), corner.y()) == theme.color("bg.surface"));
    QTest::mouseMove(viewport, table.visualRect(model.index(1, 0)).center());
    CHECK(pixel(*viewport, corner.x(), corner.y()) == theme.color("bg.hover"));
    table.selectRow(1);
    table.activateWindow();
    const QColor shown = pixel(*viewport, corner.x(), corner.y());
    CHECK((shown == theme.color("bg.selected") || shown == theme.color("bg.pressed")));
}

TEST_CASE("an unknown style of the application still gives a theme")
{
    // Before applyTheme() there is none; the light one answers.
    CHECK(themeOf(nullptr).color("bg.surface").isValid());
    const QPalette palette = paletteOf(Theme({.appearance = Appearance::Dark}));
    CHECK(palette.color(QPalette::Window) == QColor("#16191D"));
    CHECK(palette.color(QPalette::Disabled, QPalette::Text) == QColor("#717983"));
    CHECK(contrast(palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight)) >= 4.5);
}
