// SPDX-License-Identifier: GPL-3.0-or-later
// What a model that LoRA trained consists of, and the ways from there: one file, or the adapter for other programs.
#include "ui/pages/use/adapter_card.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QLabel>
#include <QTextBrowser>
#include <QUrl>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/ui/pages/results/evaluated_project.h"
#include "ui/pages/use/use_page.h"
#include "ui/theme/fettle_style.h"
#include "ui/widgets/button.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/progress_bar.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

namespace {

/// Takes what the desktop would open. A text browser has a slot for addresses, which is all that is wanted of it.
class OpenedPlace {
public:
    OpenedPlace() { QDesktopServices::setUrlHandler(QStringLiteral("file"), &m_browser, "setSource"); }
    OpenedPlace(const OpenedPlace&) = delete;
    OpenedPlace& operator=(const OpenedPlace&) = delete;
    ~OpenedPlace() { QDesktopServices::unsetUrlHandler(QStringLiteral("file")); }
    [[nodiscard]] QString path() const { return m_browser.source().toLocalFile(); }

private:
    QTextBrowser m_browser;
};

struct ShownAdapter {
    EvaluatedProject project{Story::Texts};
    Value files = ValueMap{{"bytes", 300'000},
                           {"base", ValueMap{{"title", "MiniLM"}, {"name", "starter"}}},
                           {"adapter_folder", project.folder().path().string()}};
    std::unique_ptr<UsePage> page;

    explicit ShownAdapter(bool ofLora = true)
    {
        applyTheme(*qApp, Theme());
        project.engine().answer("models.show", [this, ofLora](const Value& params) -> Result<Value> {
            const bool here = ofLora && params.at("model").asText() == "m7";
            return Value(ValueMap{{"id", params.at("model")},
                                  {"manifest", toValue(project.model)},
                                  {"files", here ? files : Value(ValueMap{{"bytes", 9e7}})}});
        });
        project.open();
        page = std::make_unique<UsePage>(project.session());
        page->resize(1088, 720);
        page->show();
        page->entered();
        REQUIRE(waitUntil([&] { return project.engine().count("worker.predict") > 0; }));
    }
    [[nodiscard]] AdapterCard* card() const { return page->findChild<AdapterCard*>(); }
    [[nodiscard]] QString said() const
    {
        QString all;
        for (auto* label : card()->findChildren<QLabel*>())
            if (label->isVisible())
                all += label->text() + QLatin1Char('\n');
        return all;
    }
    [[nodiscard]] Button* button(const char* text) const
    {
        for (auto* button : card()->findChildren<Button*>())
            if (button->isVisible() && button->text() == QLatin1String(text))
                return button;
        return nullptr;
    }
    [[nodiscard]] Notice* notice() const { return card()->findChild<Notice*>(); }
};

} // namespace

TEST_CASE("A model of LoRA says how large it is and what it needs; another one has no such card")
{
    const ShownAdapter shown;
    CHECK(shown.card()->isVisible());
    CHECK(shown.said().contains(QStringLiteral("only what was learned (300 kB)")));
    CHECK(shown.said().contains(QStringLiteral("MiniLM")));
    CHECK_FALSE(shown.notice()->isVisible());
    const ShownAdapter whole(false);
    CHECK_FALSE(whole.card()->isVisible());
}

TEST_CASE("A model that brings its pretrained model along says that it needs no other, and how large that is")
{
    ShownAdapter shown;
    shown.files = ValueMap{{"bytes", 300'000}, {"base", ValueMap{{"title", "MiniLM"}, {"bundled", 9e7}}}};
    shown.project.session().selectRun("r6");
    REQUIRE(waitUntil([&] { return !shown.card()->isVisible(); }));
    shown.project.session().selectRun("r7");
    REQUIRE(waitUntil([&] { return shown.card()->isVisible(); }));
    CHECK(shown.said().contains(QStringLiteral("“MiniLM”, which it changes, lies in its folder too (90 MB)")));
    CHECK_FALSE(shown.said().contains(QStringLiteral("on the computer that uses it")));
    CHECK(shown.button("Merge into one file"));
}

TEST_CASE("Merged, the model is one file, and its size is told")
{
    ShownAdapter shown;
    auto& engine = shown.project.engine();
    engine.answer("worker.merge_model", [&shown](const Value&) -> Result<Value> {
        shown.files = ValueMap{{"bytes", 9e7}, {"adapter_folder", "/workspace/models/m7/adapter"}};
        return Value(ValueMap{{"merged", true}});
    });
    engine.hold("worker.merge_model");
    REQUIRE(shown.button("Merge into one file"));
    shown.button("Merge into one file")->click();
    CHECK(engine.last("worker.merge_model").at("model_folder").asText() == "/workspace/models/m7");
    CHECK(shown.card()->findChild<ProgressBar*>()->isVisible());
    CHECK_FALSE(shown.button("Merge into one file"));
    engine.release("worker.merge_model");
    REQUIRE(waitUntil([&] { return shown.notice()->isVisible(); }));
    CHECK(shown.notice()->kind() == NoticeKind::Success);
    CHECK(shown.notice()->text().contains(QStringLiteral("90 MB")));
    CHECK_FALSE(shown.card()->findChild<ProgressBar*>()->isVisible());
    CHECK_FALSE(shown.button("Merge into one file"));
    CHECK(shown.button("Show the adapter for others (PEFT)"));
    CHECK(shown.said().contains(QStringLiteral("needs no other")));
}

TEST_CASE("What hinders merging is said where it was asked for, and it can be tried again")
{
    ShownAdapter shown;
    shown.project.engine().answer("worker.merge_model", [](const Value&) -> Result<Value> {
        return makeError("training.base_missing", {{"base", "MiniLM"}, {"name", "starter"}});
    });
    shown.button("Merge into one file")->click();
    REQUIRE(waitUntil([&] { return shown.notice()->isVisible(); }));
    CHECK(shown.notice()->kind() == NoticeKind::Danger);
    CHECK(shown.notice()->text().contains(QStringLiteral("MiniLM")));
    CHECK(shown.button("Merge into one file"));
}

TEST_CASE("The adapter's folder is shown, and merging is a command too")
{
    const ShownAdapter shown;
    const OpenedPlace opened;
    shown.button("Show the adapter for others (PEFT)")->click();
    CHECK(opened.path() == shown.project.folder().path().c_str());
    for (auto* copy : shown.card()->findChildren<IconButton*>())
        if (copy->accessibleName() == QStringLiteral("Copy as a command"))
            copy->click();
    CHECK(QGuiApplication::clipboard()->text() == QStringLiteral("fettle-cli models merge m7"));
}

TEST_CASE("What comes of merging one model is not said of another")
{
    ShownAdapter shown;
    auto& engine = shown.project.engine();
    engine.answer("worker.merge_model", Value(ValueMap{{"merged", true}}));
    engine.hold("worker.merge_model");
    shown.button("Merge into one file")->click();
    shown.project.session().selectRun("r6");
    REQUIRE(waitUntil([&] { return !shown.card()->isVisible(); }));
    engine.release("worker.merge_model");
    shown.project.session().selectRun("r7");
    REQUIRE(waitUntil([&] { return shown.card()->isVisible(); }));
    CHECK_FALSE(shown.notice()->isVisible());
    CHECK(shown.button("Merge into one file"));
}
