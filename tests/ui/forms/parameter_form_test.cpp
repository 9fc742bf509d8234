// SPDX-License-Identifier: GPL-3.0-or-later
#include <ctime>

#include <doctest/doctest.h>

#include <QtTest>

#include "tests/ui/forms/form_fixture.h"

using namespace fettle;
using namespace fettle::ui;
using test::FormFixture;

namespace {

QLineEdit* lineOf(QWidget* control)
{
    auto* line = qobject_cast<QLineEdit*>(control);
    return line ? line : control->findChild<QLineEdit*>();
}

void retype(QWidget* control, const QString& text)
{
    auto* line = lineOf(control);
    REQUIRE(line);
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, text);
}

ChangedMark* markOf(ParameterForm& form, const std::string& name)
{
    QWidget* row = form.editor(name);
    while (row && !row->inherits("fettle::ui::FormRow"))
        row = row->parentWidget();
    return row ? row->findChild<ChangedMark*>() : nullptr;
}

} // namespace

TEST_CASE("a form shows defaults and the values that differ")
{
    FormFixture fixture;
    fixture.form.setComponent(fixture.layer(), {{"out_channels", 64}});
    CHECK(fixture.form.isComplete());
    CHECK(fixture.form.editor("out_channels")->value() == Value(64));
    CHECK(fixture.form.editor("p")->value() == Value(0.5));
    CHECK(fixture.form.editor("bias")->value() == Value(true));
    CHECK(fixture.form.editor("kernel_size")->value() == Value(3));
    CHECK(fixture.form.state().isReady());
    CHECK(fixture.form.state().changedCount == 1);
    CHECK(markOf(fixture.form, "out_channels")->isVisibleTo(&fixture.form));
    CHECK_FALSE(markOf(fixture.form, "p")->isVisibleTo(&fixture.form));
    CHECK(fixture.edits.empty());
}

TEST_CASE("what is typed is told at once, and only where it fits")
{
    FormFixture fixture;
    fixture.form.setComponent(fixture.layer(), {});
    retype(fixture.form.editor("out_channels")->control(), "128");
    REQUIRE(fixture.edits.size() == 3);
    CHECK(fixture.edits.back() == std::pair<std::string, Value>("out_channels", 128));
    fixture.edits.clear();

    retype(fixture.form.editor("out_channels")->control(), "0");
    CHECK(fixture.edits.empty());
    CHECK_FALSE(fixture.form.state().isReady());
    CHECK(fixture.form.state().parameter == "out_channels");
    CHECK(fixture.form.state().reason == "Output channels: It must be between 1 and 65536.");

    retype(fixture.form.editor("out_channels")->control(), "1.5");
    CHECK(fixture.form.state().reason == "Output channels: Type a whole number.");
    retype(fixture.form.editor("out_channels")->control(), "many");
    CHECK(fixture.form.state().reason == "Output channels: Type a whole number.");
    retype(fixture.form.editor("out_channels")->control(), "4,096");
    CHECK(fixture.form.state().isReady());
    CHECK(fixture.edits.back().second == Value(4096));
}

TEST_CASE("lists of whole numbers are written in several ways")
{
    FormFixture fixture;
    fixture.form.setComponent(fixture.layer(), {});
    auto* control = fixture.form.editor("kernel_size")->control();
    for (const auto* text : {"3, 5", "3x5", "[3 5]", "3 × 5"}) {
        retype(control, text);
        CHECK(fixture.form.editor("kernel_size")->value() == Value(ValueList{3, 5}));
    }
    retype(control, "7");
    CHECK(fixture.edits.back().second == Value(7));
    fixture.edits.clear();
    retype(control, "300");
    CHECK(fixture.edits.back().second == Value(30)); // 300 is too large, 30 was on the way
    CHECK_FALSE(fixture.form.state().isReady());
    // One number means the same as a list of one, so nothing counts as changed.
    fixture.form.setComponent(fixture.layer(), {{"kernel_size", ValueList{3}}});
    CHECK(fixture.form.state().changedCount == 0);
}

TEST_CASE("the dot puts the default back")
{
    FormFixture fixture;
    fixture.form.setComponent(fixture.layer(), {{"p", 0.25}});
    auto* mark = markOf(fixture.form, "p");
    REQUIRE(mark->isVisibleTo(&fixture.form));
    CHECK(mark->accessibleName() == "Changed. Press to reset it to 0.5.");
    QTest::mouseClick(mark, Qt::LeftButton);
    REQUIRE(fixture.edits.size() == 1);
    CHECK(fixture.edits[0].first == "p");
    CHECK(fixture.edits[0].second.isNull());
    CHECK(fixture.form.editor("p")->value() == Value(0.5));
    CHECK(fixture.form.state().changedCount == 0);
    CHECK_FALSE(mark->isVisibleTo(&fixture.form));
}

TEST_CASE("numbers step by factors or evenly, within their bounds")
{
    CHECK(NumberBox::stepped({true, true, 1.0, 65536.0}, 32, 1) == 64);
    CHECK(NumberBox::stepped({true, true, 1.0, 65536.0}, 1, -1) == 1);
    CHECK(NumberBox::stepped({true, true, 1.0, 65536.0}, 65536, 1) == 65536);
    CHECK(NumberBox::stepped({true, false, 0.0, 10.0}, 3, 2) == 5);
    CHECK(NumberBox::stepped({false, true, {}, {}}, 0.001, 1) == doctest::Approx(0.002));
    CHECK(NumberBox::stepped({false, true, {}, {}}, 0.001, -1) == doctest::Approx(0.0005));
    CHECK(NumberBox::stepped({false, true, {}, {}}, 0.003, 1) == doctest::Approx(0.005));
    CHECK(NumberBox::stepped({false, true, {}, {}}, 0.003, -1) == doctest::Approx(0.002));
    CHECK(NumberBox::stepped({false, false, 0.0, 1.0}, 0.5, 1) == doctest::Approx(0.55));
    CHECK(NumberBox::stepped({false, false, 0.0, 1.0}, 0.37, 1) == doctest::Approx(0.4));
    for (const bool whole : {true, false})
        for (const bool logarithmic : {true, false}) {
            double value = 1;
            for (int i = 0; i < 200; ++i)
                value = NumberBox::stepped({whole, logarithmic, -5.0, 1e6}, value, i % 3 == 0 ? -1 : 1);
            CHECK(value >= -5.0);
            CHECK(value <= 1e6);
        }
    CHECK(NumberBox::display(0.00003, false) == "0.00003");
    CHECK(NumberBox::display(0.1, false) == "0.1");
    CHECK(NumberBox::display(1e-8, false) == "1e-08");
    CHECK(NumberBox::display(65536, true) == "65536");
    CHECK(NumberBox::display(2.5, false) == "2.5");
}

TEST_CASE("the wheel scrolls past a field without the focus")
{
    FormFixture fixture;
    fixture.form.setComponent(fixture.layer(), {});
    auto* box = fixture.form.editor("out_channels")->control();
    const auto wheel = [box] {
        QWheelEvent event(QPointF(5, 5), box->mapToGlobal(QPointF(5, 5)), {}, QPoint(0, 120), Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(box, &event);
    };
    wheel();
    CHECK(fixture.edits.empty());
    box->setFocus();
    REQUIRE(QTest::qWaitForWindowActive(&fixture.window));
    wheel();
    REQUIRE(fixture.edits.size() == 1);
    CHECK(fixture.edits[0].second == Value(64));
}

TEST_CASE("advanced options are folded, say how many differ, and open for the one that is wanted")
{
    FormFixture fixture;
    fixture.form.setComponent(fixture.layer(), {{"bias", false}});
    auto* section = fixture.form.findChild<Section*>();
    REQUIRE(section);
    CHECK_FALSE(section->isOpen());
    CHECK(section->isAncestorOf(fixture.form.editor("bias")));
    CHECK_FALSE(section->isAncestorOf(fixture.form.editor("p")));
    fixture.form.focusParameter("bias");
    CHECK(section->isOpen());
}

TEST_CASE("switches and choices")
{
    FormFixture fixture;
    fixture.form.setComponent(fixture.layer(), {{"mode", "median"}});
    auto* box = qobject_cast<QComboBox*>(fixture.form.editor("mode")->control());
    REQUIRE(box);
    CHECK(fixture.form.editor("mode")->problem() == "“median” is not one of the choices.");
    CHECK_FALSE(fixture.form.state().isReady());
    box->setCurrentIndex(1);
    Q_EMIT box->activated(1);
    CHECK(fixture.edits.back() == std::pair<std::string, Value>("mode", "max"));
    CHECK(fixture.form.state().isReady());
    fixture.form.focusParameter("bias");
    QTest::mouseClick(fixture.form.editor("bias")->control(), Qt::LeftButton, {}, QPoint(10, 10));
    CHECK(fixture.edits.back() == std::pair<std::string, Value>("bias", false));
}

TEST_CASE("fields of the data are ticked, and one that is gone can be unticked")
{
    FormFixture fixture;
    fixture.form.setFields({"age", "city"});
    fixture.form.setComponent(fixture.layer(), {{"fields", ValueList{"city", "gone"}}});
    auto* list = qobject_cast<QListWidget*>(fixture.form.editor("fields")->control());
    REQUIRE(list);
    REQUIRE(list->count() == 3);
    CHECK(list->item(0)->checkState() == Qt::Unchecked);
    CHECK(list->item(1)->checkState() == Qt::Checked);
    CHECK(list->item(2)->text() == "gone");
    list->item(2)->setCheckState(Qt::Unchecked);
    CHECK(fixture.edits.back().second == Value(ValueList{"city"}));
    fixture.form.setFields({"age", "city", "job"});
    CHECK(list->count() == 3);
    CHECK(fixture.form.editor("fields")->value() == Value(ValueList{"city"}));
}

TEST_CASE("a component has its own form below")
{
    FormFixture fixture;
    fixture.form.setComponent(fixture.layer(), {{"initializer", ValueMap{{"component", "normal"}, {"std", 0.5}}}});
    auto* editor = fixture.form.editor("initializer");
    auto* inner = editor->findChild<ParameterForm*>();
    REQUIRE(inner);
    REQUIRE(inner->editor("std"));
    CHECK(inner->editor("std")->value() == Value(0.5));
    retype(inner->editor("std")->control(), "0.1");
    CHECK(fixture.edits.back().second == Value(ValueMap{{"component", "normal"}, {"std", 0.1}}));
    retype(inner->editor("std")->control(), "-1");
    CHECK_FALSE(fixture.form.state().isReady());
    auto* box = qobject_cast<QComboBox*>(editor->control());
    const int zeros = box->findData("zeros");
    REQUIRE(zeros >= 0);
    box->setCurrentIndex(zeros);
    Q_EMIT box->activated(zeros);
    CHECK(fixture.edits.back().second == Value(ValueMap{{"component", "zeros"}}));
    CHECK(fixture.form.state().isReady());
}

TEST_CASE("the same component again keeps what is being typed")
{
    FormFixture fixture;
    fixture.form.setComponent(fixture.layer(), {{"p", 0.5}});
    auto* line = lineOf(fixture.form.editor("p")->control());
    retype(fixture.form.editor("p")->control(), "0.50");
    fixture.form.setComponent(fixture.layer(), {{"p", 0.5}});
    CHECK(line->text() == "0.50");
    fixture.form.setComponent(fixture.layer(), {{"p", 0.75}});
    CHECK(line->text() == "0.75");
    CHECK(lineOf(fixture.form.editor("p")->control()) == line);
}

TEST_CASE("an error of the engine stands at its option until that is edited")
{
    FormFixture fixture;
    fixture.form.setComponent(fixture.layer(), {});
    fixture.form.setError("out_channels", "Must be divisible by 4.");
    CHECK(fixture.form.state().reason == "Output channels: Must be divisible by 4.");
    retype(fixture.form.editor("out_channels")->control(), "16");
    CHECK(fixture.form.state().isReady());
}

TEST_CASE("suggestions make a list that takes other texts too")
{
    FormFixture fixture;
    fixture.form.setComponent(fixture.layer(), {{"field", "photo"}});
    fixture.form.setSuggestions("field", {"photo", "age"});
    auto* box = qobject_cast<QComboBox*>(fixture.form.editor("field")->control());
    REQUIRE(box);
    CHECK(box->currentText() == "photo");
    CHECK(fixture.edits.empty());
    box->setCurrentText("age");
    CHECK(fixture.edits.back() == std::pair<std::string, Value>("field", "age"));
}

TEST_CASE("every control has a name, a tooltip with the technical name and a place in the tab order")
{
    FormFixture fixture;
    fixture.form.setComponent(fixture.layer(), {});
    for (const auto& info : fixture.layer().parameters) {
        auto* control = fixture.form.editor(info.name)->control();
        INFO(info.name);
        CHECK_FALSE(control->accessibleName().isEmpty());
        CHECK(control->toolTip().contains(QString::fromStdString(info.name)));
        CHECK((control->focusPolicy() & Qt::TabFocus) != 0);
    }
}

TEST_CASE("1,500 options do not stall the window")
{
    FormFixture fixture;
    ComponentInfo large = fixture.layer();
    large.parameters.clear();
    for (int i = 0; i < 1500; ++i) {
        auto info = fixture.layer().parameters[static_cast<std::size_t>(i) % 5];
        info.name += std::to_string(i);
        large.parameters.push_back(info);
    }
    // Processor time of one turn of the event loop, so that other programs on the machine do not count.
    const auto processorMs = [] { return 1000.0 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC; };
    // What a window costs once, fonts above all, is not the form's.
    fixture.form.setComponent(fixture.layer(), {});
    CHECK(QTest::qWaitForWindowExposed(&fixture.window));
    QCoreApplication::processEvents();
    double longest = 0;
    const auto begin = processorMs();
    auto from = begin;
    fixture.form.setComponent(large, {});
    longest = processorMs() - from;
    const double first = longest;
    while (!fixture.form.isComplete()) {
        from = processorMs();
        QCoreApplication::processEvents(QEventLoop::AllEvents);
        longest = std::max(longest, processorMs() - from);
    }
    const auto* stack = fixture.form.findChild<RowStack*>();
    while (!stack->isSettled()) {
        from = processorMs();
        QCoreApplication::processEvents();
        longest = std::max(longest, processorMs() - from);
    }
    MESSAGE("first screen ", first, " ms, longest turn ", longest, " ms, all ", processorMs() - begin, " ms");
    CHECK(longest < 50.0);
    CHECK(fixture.form.editor("p1499") == nullptr);
    CHECK(fixture.form.state().changedCount == 0);
    from = processorMs();
    fixture.form.setComponent(large, {{large.parameters[700].name, 7}});
    CHECK(processorMs() - from < 50.0);
    fixture.window.resize(420, 640);
    for (longest = 0; !stack->isSettled();) {
        from = processorMs();
        QCoreApplication::processEvents();
        longest = std::max(longest, processorMs() - from);
    }
    MESSAGE("longest turn of a resize ", longest, " ms");
    CHECK(longest < 50.0);
    CHECK(fixture.form.state().changedCount == 1);
}
