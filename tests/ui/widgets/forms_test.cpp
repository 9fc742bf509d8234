// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <QLineEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QVBoxLayout>

#include "tests/ui/widgets/widget_tests.h"
#include "ui/theme/color_science.h"
#include "ui/widgets/button.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/section.h"
#include "ui/widgets/split_bar.h"
#include "ui/widgets/text_label.h"

using namespace fettle::ui;
using test::apply;

TEST_CASE("a field is named and described by its form field")
{
    apply();
    auto* edit = new QLineEdit;
    FormField field(edit);
    field.setLabel(QStringLiteral("Learning rate"));
    field.setHelp(QStringLiteral("How far each step goes."));
    CHECK(test::accessibleText(edit, QAccessible::Name) == "Learning rate");
    CHECK(test::accessibleText(edit, QAccessible::Description) == "How far each step goes.");
    REQUIRE(test::showActive(field));
    const int calm = field.heightForWidth(400);
    field.setError(QStringLiteral("A learning rate is greater than 0."));
    CHECK(hasFieldError(edit));
    CHECK(test::accessibleText(edit, QAccessible::Description) == "A learning rate is greater than 0.");
    CHECK(field.heightForWidth(400) == calm);
    field.setError({});
    CHECK_FALSE(hasFieldError(edit));
    CHECK(test::accessibleText(edit, QAccessible::Description) == "How far each step goes.");
    CHECK(field.maximumWidth() == 480);
    field.setFullWidth(true);
    CHECK(field.maximumWidth() > 10000);
    // Label, field and help stand 4 apart: 20 + 4 + 32 + 4 + 16.
    CHECK(calm == 76);
}

TEST_CASE("a section opens by mouse and keyboard and remembers it")
{
    apply();
    {
        Section section(QStringLiteral("test.more"));
        section.content()->addWidget(new TextLabel(QStringLiteral("inside"), TextStyle::Body));
        REQUIRE(test::showActive(section));
        auto* button = section.findChild<QAbstractButton*>();
        auto* inside = section.findChild<TextLabel*>();
        QSignalSpy toggled(&section, &Section::toggled);
        CHECK_FALSE(section.isOpen());
        CHECK_FALSE(inside->isVisible());
        CHECK(button->text() == "More");
        QTest::mouseClick(button, Qt::LeftButton);
        CHECK(section.isOpen());
        CHECK(inside->isVisible());
        CHECK(button->text() == "Less");
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
        CHECK_FALSE(section.isOpen());
        section.setOpen(true);
        CHECK(toggled.count() == 3);
    }
    CHECK(Section(QStringLiteral("test.more")).isOpen());
    Section(QStringLiteral("test.more")).setOpen(false);
    Section closed(QStringLiteral("test.more"));
    CHECK_FALSE(closed.isOpen());
    // The user has closed it: what it would do at first does not count any more.
    closed.setOpenAtFirst(true);
    CHECK_FALSE(closed.isOpen());
    Section fresh(QStringLiteral("test.fresh"));
    fresh.setOpenAtFirst(true);
    CHECK(fresh.isOpen());
    QSettings file(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("fettle"), QStringLiteral("window"));
    CHECK(file.contains(QStringLiteral("folds/test.more")));
    CHECK_FALSE(file.contains(QStringLiteral("folds/test.fresh")));
    CHECK_FALSE(Section().isOpen());
}

TEST_CASE("a notice says its kind by a word and an icon, and its buttons act")
{
    apply();
    Notice notice(NoticeKind::Warning);
    notice.setText(QStringLiteral("Two spellings mean the same class."));
    CHECK(notice.wholeText() == "Warning: Two spellings mean the same class.");
    CHECK(test::accessibleText(&notice, QAccessible::Name) == notice.wholeText());
    notice.setKind(NoticeKind::Danger);
    CHECK(notice.wholeText().startsWith("Error"));
    notice.setWord(QStringLiteral("Not ready"));
    CHECK(notice.wholeText().startsWith("Not ready"));
    Button* merge = notice.addAction(QStringLiteral("Merge"));
    REQUIRE(test::showActive(notice));
    QSignalSpy merged(merge, &Button::clicked);
    QTest::mouseClick(merge, Qt::LeftButton);
    CHECK(merged.count() == 1);
    notice.setDetails(QStringLiteral("data.classes_alike {a: refund}"));
    CHECK(notice.findChildren<Section*>().size() == 1);
    notice.setClosable(true);
    QSignalSpy closed(&notice, &Notice::closed);
    QTest::mouseClick(notice.findChild<IconButton*>(), Qt::LeftButton);
    CHECK(closed.count() == 1);
    CHECK_FALSE(notice.isVisible());
    // From inside its own button's signal, too.
    QObject::connect(merge, &Button::clicked, &notice, [&] { notice.clearActions(); });
    merge->click();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    CHECK(notice.findChildren<Button*>().isEmpty());
}

TEST_CASE("a notice is as high as its words at any width and reads in both themes")
{
    for (const Appearance appearance : {Appearance::Light, Appearance::Dark}) {
        apply({.appearance = appearance});
        const Theme& theme = themeOf(nullptr);
        for (const char* background : {"bg.hover", "success.bg", "warning.bg", "danger.bg"})
            for (const char* text : {"text.primary", "text.secondary"})
                CHECK(contrast(theme.color(text), theme.color(background)) >= 4.5);
        CHECK(contrast(theme.color("text.link"), theme.color("bg.hover")) >= 4.5);
    }
    apply();
    Notice notice(NoticeKind::Info);
    notice.setText(QStringLiteral("The disk is full: a file could not be written. What was there is unchanged."));
    const int wide = notice.heightForWidth(900);
    const int narrow = notice.heightForWidth(300);
    CHECK(wide == 12 + 20 + 4 + 20 + 12);
    CHECK(narrow > wide);
    CHECK((narrow - wide) % 20 == 0);
}

TEST_CASE("the split bar gives each part a line where they have no room side by side")
{
    apply();
    SplitBar bar;
    bar.setCounts({640, 80, 80});
    const int narrow = bar.minimumSizeHint().width();
    int wide = narrow;
    while (bar.heightForWidth(wide) == bar.heightForWidth(narrow) && wide < 2000)
        ++wide;
    REQUIRE(wide < 2000);
    CHECK(narrow < wide * 3 / 4);
    CHECK(bar.heightForWidth(narrow) > bar.heightForWidth(wide));
    CHECK(bar.sizeHint().height() == bar.heightForWidth(bar.sizeHint().width()));
    // No part's line is painted outside.
    bar.resize(narrow, bar.heightForWidth(narrow));
    const QImage image = bar.grab().toImage();
    bar.resize(narrow, bar.heightForWidth(narrow) + 40);
    const QImage taller = bar.grab().toImage();
    const int rest = image.height();
    for (int y = rest; y < taller.height(); ++y)
        for (int x = 0; x < taller.width(); ++x)
            REQUIRE(taller.pixel(x, y) == taller.pixel(0, taller.height() - 1));
}

TEST_CASE("the split bar says what it shows and is moved by keys and mouse")
{
    apply();
    SplitBar bar;
    bar.setCounts({640, 80, 80});
    CHECK(test::accessibleText(&bar, QAccessible::Description) == "Training set 80%, Validation set 10%, Test set 10%");
    CHECK(bar.focusPolicy() == Qt::NoFocus);
    bar.setEditable(true);
    bar.resize(400, bar.sizeHint().height());
    REQUIRE(test::showActive(bar));
    QSignalSpy chosen(&bar, &SplitBar::sharesChosen);
    bar.setFocus(Qt::TabFocusReason);
    QTest::keyClick(&bar, Qt::Key_Left);
    REQUIRE(chosen.count() == 1);
    CHECK(chosen.first().at(0).toDouble() == doctest::Approx(0.79));
    CHECK(chosen.first().at(1).toDouble() == doctest::Approx(0.11));
    CHECK(bar.counts().training == 632);
    CHECK(bar.counts().training + bar.counts().validation + bar.counts().test == 800);
    // Tab goes to the second bound first.
    QTest::keyClick(&bar, Qt::Key_Tab);
    CHECK(bar.hasFocus());
    QTest::keyClick(&bar, Qt::Key_Right);
    CHECK(chosen.last().at(2).toDouble() == doctest::Approx(0.09));
    // Every part keeps one percent.
    for (int i = 0; i < 120; ++i)
        QTest::keyClick(&bar, Qt::Key_Right);
    CHECK(chosen.last().at(2).toDouble() == doctest::Approx(0.01));
    const int y = 10;
    const int bound = static_cast<int>(400 * 0.79);
    QTest::mousePress(&bar, Qt::LeftButton, {}, QPoint(bound, y));
    QMouseEvent move(QEvent::MouseMove, QPointF(200, y), bar.mapToGlobal(QPointF(200, y)), Qt::LeftButton,
                     Qt::LeftButton, {});
    QApplication::sendEvent(&bar, &move);
    QTest::mouseRelease(&bar, Qt::LeftButton, {}, QPoint(200, y));
    CHECK(chosen.last().at(0).toDouble() == doctest::Approx(0.5));
    // A bar without examples has no shares to show and does not divide by nothing.
    bar.setCounts({0, 0, 0});
    CHECK(!bar.grab().isNull());
}
