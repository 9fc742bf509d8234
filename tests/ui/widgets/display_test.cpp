// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <limits>

#include <QSignalSpy>
#include <QVBoxLayout>

#include "tests/ui/widgets/widget_tests.h"
#include "ui/widgets/breadcrumb.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/hover_card.h"
#include "ui/widgets/image_tile.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/link.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/progress_bar.h"
#include "ui/widgets/saved_mark.h"
#include "ui/widgets/sparkline.h"
#include "ui/widgets/stat_row.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/toast.h"

using namespace fettle::ui;
using test::apply;

TEST_CASE("items flow onto lines and lines end where the width ends")
{
    apply();
    QWidget box;
    auto* flow = new FlowLayout(&box);
    flow->setSpacings(8, 4);
    QList<QWidget*> items;
    for (int i = 0; i < 5; ++i) {
        auto* item = new QWidget;
        item->setFixedSize(100, i == 1 ? 30 : 20);
        flow->addWidget(item);
        items << item;
    }
    CHECK(flow->heightForWidth(1000) == 30);
    CHECK(flow->heightForWidth(100 * 3 + 16) == 30 + 4 + 20);
    CHECK(flow->heightForWidth(100 * 3 + 15) == 30 + 4 + 20 + 4 + 20);
    CHECK(flow->heightForWidth(50) == 20 + 30 + 20 * 3 + 4 * 4);
    box.resize(316, 60);
    flow->setGeometry(box.rect());
    CHECK(items[0]->pos() == QPoint(0, 5));
    CHECK(items[1]->pos() == QPoint(108, 0));
    CHECK(items[3]->pos() == QPoint(0, 34));
    items[1]->hide();
    flow->invalidate();
    CHECK(flow->heightForWidth(1000) == 20);
    flow->setLineAlignment(Qt::AlignHCenter);
    flow->setGeometry(QRect(0, 0, 400, 60));
    CHECK(items[4]->x() == 150);
}

TEST_CASE("cards in columns share the width to the last pixel")
{
    apply();
    QWidget box;
    auto* flow = new FlowLayout(&box);
    flow->setSpacings(16, 16);
    flow->setColumnMinimum(300);
    QList<QWidget*> cards;
    for (int i = 0; i < 4; ++i) {
        auto* card = new QWidget;
        card->setMinimumSize(10, 50 + i);
        flow->addWidget(card);
        cards << card;
    }
    for (const int width : {949, 1000, 1131, 1132}) {
        box.resize(width, 400);
        flow->setGeometry(box.rect());
        CHECK(cards[0]->x() == 0);
        CHECK(cards[2]->geometry().right() == width - 1);
        CHECK(cards[1]->x() - cards[0]->geometry().right() - 1 == 16);
        CHECK(cards[3]->y() > cards[0]->y());
    }
}

TEST_CASE("a line of descent says which step was pressed, and may be rebuilt by that")
{
    apply();
    Breadcrumb row;
    row.setSteps(
        {{"d3", "Data version 3", {}, false}, {"n", "Network", {}, false}, {"r7", "Run 7", "today 14:02", true}});
    REQUIRE(test::showActive(row));
    QStringList pressed;
    QObject::connect(&row, &Breadcrumb::activated, &row, [&](const QString& id) {
        pressed << id;
        row.setSteps({{"d3", "Data version 3", {}, true}});
    });
    const auto links = row.findChildren<Link*>();
    REQUIRE(links.size() == 2);
    QTest::mouseClick(links[1], Qt::LeftButton);
    CHECK(pressed == QStringList{"n"});
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    CHECK(row.findChildren<Link*>().isEmpty());
    CHECK(row.findChildren<TextLabel*>().size() == 1);
}

TEST_CASE("the primary button stands in the same place on every page")
{
    apply();
    QList<QPoint> places;
    for (const bool crowded : {false, true}) {
        PageHeader header;
        header.setTitle(QStringLiteral("Data"));
        if (crowded) {
            header.setSentence(QString(QStringLiteral("A long sentence about the data. ")).repeated(12));
            header.addSecondary(new Button(QStringLiteral("Add data…")));
        }
        header.primary()->setText(QStringLiteral("Train"));
        if (crowded)
            header.addSecondary(new Button(QStringLiteral("Undo")));
        header.resize(1000, header.heightForWidth(1000));
        REQUIRE(test::showActive(header));
        CHECK(header.primary()->kind() == ButtonKind::Primary);
        places << header.primary()->geometry().topRight();
    }
    CHECK(places[0] == places[1]);
    CHECK(places[0] == QPoint(999, 0));
}

TEST_CASE("numbers beyond reason are drawn, not feared")
{
    apply();
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinite = std::numeric_limits<double>::infinity();
    Sparkline line;
    line.resize(line.sizeHint());
    const QImage empty = line.grab().toImage();
    for (const std::vector<double>& values :
         {std::vector<double>{}, {nan}, {infinite, nan}, {1.0}, {2.0, 2.0, 2.0}, {nan, 1, nan, 3, infinite, 2}}) {
        line.setValues(values);
        const bool something = std::any_of(values.begin(), values.end(), [](double v) { return std::isfinite(v); });
        CHECK((line.grab().toImage() != empty) == something);
    }
    ProgressBar bar;
    bar.setShare(7.0);
    CHECK(bar.share() == 1.0);
    bar.setShare(nan);
    CHECK(bar.share() == 0.0);
    bar.setShare({});
    CHECK_FALSE(bar.share());
}

TEST_CASE("a progress bar is read aloud")
{
    apply();
    ProgressBar bar;
    bar.setText(QStringLiteral("Epoch 3 of 10"));
    bar.setRemaining(QStringLiteral("1 min 04 s"));
    CHECK(test::accessibleText(&bar, QAccessible::Name) == "Epoch 3 of 10");
    CHECK(test::accessibleText(&bar, QAccessible::Description) == "1 min 04 s");
    CHECK(bar.sizeHint().height() == 20 + 4 + 4);
    bar.setText({});
    bar.setRemaining({});
    CHECK(bar.sizeHint().height() == 4);
}

TEST_CASE("lists and rows of numbers keep what is set")
{
    apply();
    KeyValueList list;
    CHECK(list.addRow(QStringLiteral("Model"), QStringLiteral("MiniLM")) == 0);
    CHECK(list.addRow(QStringLiteral("Parameters"), {}, true) == 1);
    list.setValue(1, QStringLiteral("22,713,216"));
    CHECK(list.value(1) == "22,713,216");
    list.setValue(9, QStringLiteral("nothing"));
    list.clear();
    CHECK(list.count() == 0);
    CHECK(list.addRow(QStringLiteral("Again")) == 0);
    StatRow stats;
    CHECK(stats.addStat(QStringLiteral("800"), QStringLiteral("messages")) == 0);
    stats.setStat(0, QStringLiteral("801"), QStringLiteral("messages"));
    stats.setColorRole(0, "warning");
    CHECK(stats.findChildren<TextLabel*>().first()->text() == "801");
    CHECK(stats.findChildren<TextLabel*>().first()->colorRole() == "warning");
}

TEST_CASE("one toast at a time, and its button acts once")
{
    apply();
    QWidget page;
    page.resize(600, 400);
    REQUIRE(test::showActive(page));
    Toast::show(&page, QStringLiteral("First."));
    Toast* second = Toast::show(&page, QStringLiteral("Rows removed."), QStringLiteral("Undo"));
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    REQUIRE(page.findChildren<Toast*>().size() == 1);
    CHECK(second->text() == "Rows removed.");
    // Its shadow may be cut.
    CHECK(page.rect().contains(second->findChild<Button*>()->geometry().translated(second->pos())));
    CHECK(std::abs(second->geometry().center().x() - page.rect().center().x()) <= 1);
    page.resize(400, 300);
    QCoreApplication::processEvents();
    // Its shadow may be cut.
    CHECK(page.rect().contains(second->findChild<Button*>()->geometry().translated(second->pos())));
    QSignalSpy pressed(second, &Toast::buttonPressed);
    QTest::mouseClick(second->findChild<Button*>(), Qt::LeftButton);
    CHECK(pressed.count() == 1);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    CHECK(page.findChildren<Toast*>().isEmpty());
}

TEST_CASE("a hover card comes by keyboard too, inside of its window, and goes with Esc")
{
    apply();
    QWidget window;
    window.resize(300, 200);
    auto* owner = new Button(QStringLiteral("Attention"), ButtonKind::Normal, {}, &window);
    owner->setGeometry(200, 150, 90, 32);
    HoverCard card(owner);
    auto* text = new TextLabel(QStringLiteral("Lets every position look."), TextStyle::Body);
    card.content()->addWidget(text);
    REQUIRE(test::showActive(window));
    QSignalSpy about(&card, &HoverCard::aboutToShow);
    owner->setFocus();
    QTest::keyClick(owner, Qt::Key_F1);
    CHECK(card.isVisible());
    CHECK(about.count() == 1);
    CHECK(card.geometry().right() < window.width());
    CHECK(card.geometry().top() < owner->y());
    QTest::keyClick(owner, Qt::Key_Escape);
    CHECK_FALSE(card.isVisible());
}

TEST_CASE("a saved mark is shown for a moment and keeps its place")
{
    apply();
    SavedMark mark;
    mark.resize(mark.sizeHint());
    const QImage nothing = mark.grab().toImage();
    mark.flash();
    CHECK(mark.isShown());
    CHECK(mark.grab().toImage() != nothing);
    CHECK(QTest::qWaitFor([&] { return !mark.isShown(); }, 6000));
    CHECK(mark.grab().toImage() == nothing);
}

TEST_CASE("a tile shows its picture whole, keeps small pixels, and is chosen by keyboard")
{
    apply();
    ImageTile tile;
    tile.setCheckable(true);
    tile.setCaption(QStringLiteral("cat.jpg"));
    CHECK(tile.sizeHint() == QSize(112, 112 + 4 + 16));
    QImage picture(2, 1, QImage::Format_RGB32);
    picture.setPixel(0, 0, qRgb(255, 0, 0));
    picture.setPixel(1, 0, qRgb(0, 0, 255));
    tile.setImage(picture);
    tile.resize(tile.sizeHint());
    REQUIRE(test::showActive(tile));
    const QImage shown = tile.grab().toImage();
    // Twice as wide as high: bars above and below, hard edge in the middle.
    CHECK(shown.pixelColor(54, 56) == QColor(255, 0, 0));
    CHECK(shown.pixelColor(57, 56) == QColor(0, 0, 255));
    CHECK(shown.pixelColor(56, 10) == themeOf(&tile).color("bg.hover"));
    tile.setFocus();
    QTest::keyClick(&tile, Qt::Key_Space);
    CHECK(tile.isChecked());
    CHECK(test::accessibleText(&tile, QAccessible::Name) == "cat.jpg");
    CHECK(test::accessibleRole(&tile) != QAccessible::NoRole);
}

TEST_CASE("a card gives what is left over to its content's foot")
{
    apply();
    Card card;
    card.setTitle(QStringLiteral("Split"));
    card.setSubtitle(QStringLiteral("What the model never sees."));
    auto* bar = new ProgressBar;
    card.content()->addWidget(bar);
    card.resize(400, 300);
    REQUIRE(test::showActive(card));
    const auto labels = card.findChildren<TextLabel*>();
    REQUIRE(labels.size() == 2);
    CHECK(labels[0]->mapTo(&card, QPoint()) == QPoint(16, 16));
    CHECK(labels[1]->mapTo(&card, QPoint()) == QPoint(16, 16 + 20 + 4));
    CHECK(bar->mapTo(&card, QPoint()) == QPoint(16, 16 + 44 + 12));
}
