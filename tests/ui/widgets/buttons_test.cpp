// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <QShortcut>
#include <QSignalSpy>
#include <QVBoxLayout>

#include "tests/ui/widgets/widget_tests.h"
#include "ui/widgets/button.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/link.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/switch.h"

using namespace fettle::ui;
using test::apply;

TEST_CASE("a busy button keeps its width and its label and is not pressed")
{
    apply({.reduceMotion = true});
    for (const char* iconName : {"", "play-circle"}) {
        QWidget window;
        auto* column = new QVBoxLayout(&window);
        auto* button = new Button(QStringLiteral("Train"), ButtonKind::Primary, iconName, &window);
        button->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_T));
        column->addWidget(button);
        REQUIRE(test::showActive(window));
        QSignalSpy clicked(button, &Button::clicked);
        const QSize rest = button->sizeHint();
        const QImage quiet = button->grab().toImage();
        button->setBusy(true);
        CHECK(button->isBusy());
        CHECK(button->sizeHint() == rest);
        CHECK(button->text() == "Train");
        CHECK(button->grab().toImage() != quiet);
        QTest::mouseClick(button, Qt::LeftButton);
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
        QTest::keyClick(button, Qt::Key_Return);
        QTest::keyClick(&window, Qt::Key_T, Qt::ControlModifier);
        CHECK(clicked.isEmpty());
        button->setBusy(false);
        CHECK(button->grab().toImage() == quiet);
        QTest::mouseClick(button, Qt::LeftButton);
        CHECK(clicked.count() == 1);
        QTest::keyClick(button, Qt::Key_Space);
        CHECK(clicked.count() == 2);
        QTest::keyClick(button, Qt::Key_Return);
        CHECK(clicked.count() == 3);
        QTest::keyClick(&window, Qt::Key_T, Qt::ControlModifier);
        // Qt shows the press before it clicks.
        CHECK(QTest::qWaitFor([&] { return clicked.count() == 4; }, 3000));
    }
    apply();
}

TEST_CASE("the ring of a busy button turns, and stands where no motion is wanted")
{
    for (const bool still : {false, true}) {
        apply({.reduceMotion = still});
        Button button(QStringLiteral("Train"));
        REQUIRE(test::showActive(button));
        button.setBusy(true);
        const bool turned = QTest::qWaitFor([&] { return busyTurn(&button) > 0; }, still ? 120 : 2000);
        CHECK(turned != still);
        // Nothing turns where nobody sees it.
        button.hide();
        const int stopped = busyTurn(&button);
        CHECK_FALSE(QTest::qWaitFor([&] { return busyTurn(&button) != stopped; }, 60));
    }
    apply();
}

TEST_CASE("a disabled button says why, and takes its own tooltip again")
{
    apply();
    Button button(QStringLiteral("Train"));
    button.setToolTip(QStringLiteral("Starts the training"));
    button.setDisabledReason(QStringLiteral("Choose data first."));
    CHECK_FALSE(button.isEnabled());
    CHECK(button.toolTip() == "Choose data first.");
    CHECK(test::accessibleText(&button, QAccessible::Description) == "Choose data first.");
    button.setDisabledReason(QStringLiteral("Choose a model first."));
    button.setDisabledReason({});
    CHECK(button.isEnabled());
    CHECK(button.toolTip() == "Starts the training");
}

TEST_CASE("a button shows its whole label at every text size, in both languages")
{
    for (const char* language : {"en", "zh_CN"})
        for (const double scale : {0.9, 1.0, 1.25, 1.5}) {
            apply({.language = language, .textScale = scale});
            for (const ButtonKind kind :
                 {ButtonKind::Normal, ButtonKind::Primary, ButtonKind::Quiet, ButtonKind::Danger}) {
                const QString label = QStringLiteral("停止并保存 Stop and save");
                Button button(label, kind, "stop");
                const TextStyle style = kind == ButtonKind::Primary ? TextStyle::Strong : TextStyle::Body;
                const int words = QFontMetrics(themeOf(&button).font(style)).horizontalAdvance(label);
                CHECK(button.minimumSizeHint() == button.sizeHint());
                const Theme& theme = themeOf(&button);
                CHECK(button.sizeHint().width() >= words + theme.iconSize(0) + 2 * theme.space(2));
            }
        }
    apply();
}

TEST_CASE("another kind is another width")
{
    apply();
    Button button(QStringLiteral("Choose a model"));
    const int normal = button.sizeHint().width();
    button.setKind(ButtonKind::Primary);
    CHECK(button.kind() == ButtonKind::Primary);
    CHECK(button.sizeHint().width() > normal);
}

TEST_CASE("an icon alone has a tooltip and a name")
{
    apply();
    IconButton button("undo");
    button.setLabel(QStringLiteral("Undo"), QKeySequence(Qt::CTRL | Qt::Key_Z));
    CHECK(test::accessibleText(&button, QAccessible::Name) == "Undo");
    CHECK(button.toolTip() == "Undo (Ctrl+Z)");
    CHECK(button.sizeHint() == QSize(32, 32));
    CHECK(button.focusPolicy() == Qt::StrongFocus);
    apply({.textScale = 1.5});
    CHECK(button.sizeHint() == QSize(48, 48));
    CHECK(button.iconSize() == QSize(24, 24));
    apply();
}

TEST_CASE("a link is as high as its line and is pressed by keyboard")
{
    apply();
    Link link(QStringLiteral("Why?"), TextStyle::Body);
    CHECK(link.sizeHint().height() == 20);
    REQUIRE(test::showActive(link));
    QSignalSpy clicked(&link, &Link::clicked);
    link.setFocus();
    QTest::keyClick(&link, Qt::Key_Space);
    CHECK(clicked.count() == 1);
    CHECK(test::accessibleText(&link, QAccessible::Name) == "Why?");
}

TEST_CASE("segments: one is chosen, arrows move, only the user signals")
{
    apply();
    QWidget window;
    auto* column = new QVBoxLayout(&window);
    auto* control = new SegmentedControl(&window);
    column->addWidget(control);
    CHECK(control->addSegment(QStringLiteral("Quick")) == 0);
    CHECK(control->addSegment(QStringLiteral("Balanced")) == 1);
    CHECK(control->addSegment(QStringLiteral("Thorough")) == 2);
    CHECK(control->currentIndex() == 0);
    REQUIRE(test::showActive(window));
    QSignalSpy changed(control, &SegmentedControl::currentChanged);
    control->setCurrentIndex(1);
    CHECK(control->currentIndex() == 1);
    CHECK(changed.isEmpty());
    const auto segments = control->findChildren<QAbstractButton*>();
    REQUIRE(segments.size() == 3);
    CHECK(segments[0]->width() == segments[2]->width());
    QTest::mouseClick(segments[2], Qt::LeftButton);
    REQUIRE(changed.count() == 1);
    CHECK(changed.takeFirst().at(0).toInt() == 2);
    QTest::keyClick(segments[2], Qt::Key_Left);
    CHECK(control->currentIndex() == 1);
    REQUIRE(changed.count() == 1);
    CHECK(changed.takeFirst().at(0).toInt() == 1);
    // The one that is chosen already says nothing.
    QTest::mouseClick(segments[1], Qt::LeftButton);
    CHECK(control->currentIndex() == 1);
    CHECK(changed.isEmpty());
    control->setCurrentIndex(7);
    CHECK(control->currentIndex() == 1);
    CHECK(test::accessibleText(segments[1], QAccessible::Name) == "Balanced");
}

TEST_CASE("a second line makes all segments higher and never wider than it needs")
{
    apply();
    SegmentedControl control;
    control.addSegment(QStringLiteral("Quick"));
    control.addSegment(QStringLiteral("Balanced"));
    const QSize plain = control.sizeHint();
    control.setSegmentDetail(0, QStringLiteral("5 s"));
    CHECK(control.sizeHint().width() == plain.width());
    CHECK(control.sizeHint().height() > plain.height());
    const auto segments = control.findChildren<QAbstractButton*>();
    CHECK(segments[0]->sizeHint().height() == segments[1]->sizeHint().height());
    CHECK(test::accessibleText(segments[0], QAccessible::Description) == "5 s");
    control.setSegmentDetail(0, QStringLiteral("a few seconds, or somewhat longer"));
    CHECK(control.sizeHint().width() > plain.width());
    control.setSegmentDetail(0, {});
    CHECK(control.sizeHint() == plain);
}

TEST_CASE("a switch is a check box to everybody and turns wherever it is pressed")
{
    apply();
    Switch turn(QStringLiteral("Shuffle"));
    turn.resize(turn.sizeHint());
    REQUIRE(test::showActive(turn));
    CHECK(test::accessibleRole(&turn) == QAccessible::CheckBox);
    QTest::mouseClick(&turn, Qt::LeftButton, {}, QPoint(turn.width() - 2, 2));
    CHECK(turn.isChecked());
    QTest::mouseClick(&turn, Qt::LeftButton, {}, QPoint(3, turn.height() / 2));
    CHECK_FALSE(turn.isChecked());
    QTest::keyClick(&turn, Qt::Key_Space);
    CHECK(turn.isChecked());
    CHECK(turn.sizeHint().height() >= 24);
}
