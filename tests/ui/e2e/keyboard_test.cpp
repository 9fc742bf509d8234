// SPDX-License-Identifier: GPL-3.0-or-later
// The whole path without a mouse: Tab, Enter and shortcuts, sent to whatever has the focus.
#include <doctest/doctest.h>

#include <QApplication>
#include <QtTest/QTest>

#include "tests/support/environment.h"
#include "tests/ui/e2e/visit.h"
#include "ui/pages/use/answer_card.h"
#include "ui/widgets/button.h"
#include "ui/widgets/page_header.h"

using namespace fettle;
using namespace fettle::ui;
using test::Visit;
using test::waitUntil;

namespace {

/// More than any page has.
constexpr int kMostTabs = 300;

void key(Visit& visit, Qt::Key which, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QWidget* focused = QApplication::focusWidget();
    QTest::keyClick(focused ? focused : &visit.window(), which, modifiers);
    QCoreApplication::processEvents();
}

/// Tab until what has the focus is called so. Every stop on the way is visible, enabled and has a name.
bool tabTo(Visit& visit, const QString& name)
{
    for (int i = 0; i < kMostTabs; ++i) {
        key(visit, Qt::Key_Tab);
        const auto* focused = QApplication::focusWidget();
        if (!focused)
            continue;
        CHECK(focused->isVisible());
        CHECK(focused->isEnabled());
        const auto* button = qobject_cast<const QAbstractButton*>(focused);
        const QString called = focused->accessibleName().isEmpty() && button ? button->text() : focused->accessibleName();
        CHECK_MESSAGE(!called.isEmpty(), std::string(focused->metaObject()->className()));
        if (button && (button->text() == name || called == name))
            return true;
    }
    return false;
}

QString nextStep(Visit& visit)
{
    const auto* button = visit.page().findChild<PageHeader*>()->primary();
    REQUIRE(waitUntil([&] { return button->isVisible() && button->isEnabled(); }, Visit::kTrainMs));
    return button->text();
}

void pressNext(Visit& visit)
{
    const auto name = nextStep(visit);
    CAPTURE(name.toStdString());
    REQUIRE(tabTo(visit, name));
    key(visit, Qt::Key_Return);
}

} // namespace

TEST_CASE("with the keyboard alone: a file opened, a model trained, its result seen and tried")
{
    FETTLE_REQUIRE_DATA("tab_titanic/titanic.csv");
    Visit visit;
    REQUIRE(QTest::qWaitForWindowActive(&visit.window()));
    visit.dialogs().files = {QString::fromStdString(test::sharedData("tab_titanic/titanic.csv").string())};
    key(visit, Qt::Key_O, Qt::ControlModifier);
    visit.waitForData();
    REQUIRE(visit.session().place() == Place::Data);

    pressNext(visit);
    REQUIRE(visit.session().place() == Place::Model);
    // The canvas takes keys of its own; the next step has one that holds everywhere.
    static_cast<void>(nextStep(visit));
    key(visit, Qt::Key_Return, Qt::ControlModifier);
    REQUIRE(visit.session().place() == Place::Train);
    pressNext(visit);
    REQUIRE(waitUntil([&] { return visit.trained(); }, Visit::kTrainMs));
    pressNext(visit);
    REQUIRE(visit.session().place() == Place::Results);
    pressNext(visit);
    REQUIRE(visit.session().place() == Place::Use);
    const auto* answer = visit.page().findChild<AnswerCard*>();
    REQUIRE(answer);
    REQUIRE(waitUntil([&] { return !answer->answerText().isEmpty(); }, Visit::kImportMs));
    REQUIRE(tabTo(visit, QStringLiteral("Another example")));
    key(visit, Qt::Key_Space);

    // By the search, and back by a shortcut.
    key(visit, Qt::Key_K, Qt::ControlModifier);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("settings"));
    key(visit, Qt::Key_Return);
    REQUIRE(waitUntil([&] { return visit.session().place() == Place::Settings; }));
    key(visit, Qt::Key_1, Qt::AltModifier);
    CHECK(visit.session().place() == Place::Home);
    key(visit, Qt::Key_F1);
    CHECK(visit.session().place() == Place::Help);
}
