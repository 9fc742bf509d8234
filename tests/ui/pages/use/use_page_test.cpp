// SPDX-License-Identifier: GPL-3.0-or-later
// The page on an engine from memory: trying one example, another run beside it, whole files.
#include "ui/pages/use/use_page.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTest>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/ui/pages/results/evaluated_project.h"
#include "ui/forms/number_box.h"
#include "ui/pages/results/run_picker.h"
#include "ui/pages/use/answer_card.h"
#include "ui/pages/use/command_text.h"
#include "ui/pages/use/file_card.h"
#include "ui/pages/use/picture_field.h"
#include "ui/pages/use/score_bars.h"
#include "ui/pages/use/try_form.h"
#include "ui/theme/fettle_style.h"
#include "ui/widgets/link.h"
#include "ui/widgets/button.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/progress_bar.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

namespace {

struct ShownUse {
    EvaluatedProject project;
    std::unique_ptr<UsePage> page;

    explicit ShownUse(Story story, const std::function<void(EvaluatedProject&)>& change = {}) : project(story)
    {
        applyTheme(*qApp, Theme());
        if (change)
            change(project);
        project.open();
        page = std::make_unique<UsePage>(project.session());
        page->resize(1088, 720);
        page->show();
        page->entered();
    }
    FakeEngine& engine() { return project.engine(); }
    template <class T> T* part() const { return page->findChild<T*>(); }
    AnswerCard* answer(int seat) const { return page->findChildren<AnswerCard*>()[seat]; }
    bool isAnswered() const { return answer(0)->answerText() != QStringLiteral("…"); }
    RunPicker* picker(int place) const { return page->findChildren<RunPicker*>()[place]; }
    void choose(RunPicker* picker, const QString& run) const
    {
        const int index = picker->box()->findData(run);
        REQUIRE(index >= 0);
        picker->box()->setCurrentIndex(index);
        Q_EMIT picker->box()->activated(index);
    }
    Button* button(const QString& text) const
    {
        for (auto* button : page->findChildren<Button*>())
            if (button->isVisible() && button->text() == text)
                return button;
        return nullptr;
    }
    Notice* notice(NoticeKind kind) const
    {
        for (auto* notice : page->findChildren<Notice*>())
            if (notice->isVisible() && notice->kind() == kind)
                return notice;
        return nullptr;
    }
};

} // namespace

TEST_CASE("The form is the model's, filled with a real example, and answered at once")
{
    ShownUse shown(Story::TwoClasses);
    REQUIRE(waitUntil([&] { return shown.isAnswered(); }));
    auto* form = shown.part<TryForm>();
    REQUIRE(form->fields().size() == 5); // not the predicted column, nor what it does not look at
    CHECK(qobject_cast<NumberBox*>(form->editor("Age")));
    auto* sex = qobject_cast<QComboBox*>(form->editor("Sex"));
    REQUIRE(sex);
    CHECK(sex->count() == 3); // and "not known"
    CHECK_FALSE(form->editor("Name"));
    const auto asked = shown.engine().last("worker.predict");
    CHECK(asked.at("model_folder").asText() == "/workspace/models/m7");
    CHECK(asked.at("rows").asList().front().at("Age").isNumber());
    CHECK(shown.answer(0)->answerText() == QStringLiteral("yes"));
    CHECK(shown.answer(0)->bars()->scores().front().name == QStringLiteral("yes"));
    CHECK_FALSE(shown.answer(0)->isUnsure());
    CHECK_FALSE(shown.answer(1)->isVisible());
}

TEST_CASE("Every change is answered; an empty field is a missing value")
{
    ShownUse shown(Story::TwoClasses);
    REQUIRE(waitUntil([&] { return shown.isAnswered(); }));
    const int before = shown.engine().count("worker.predict");
    auto* sex = qobject_cast<QComboBox*>(shown.part<TryForm>()->editor("Sex"));
    sex->setCurrentIndex(0);
    sex->setCurrentIndex(2); // together: one question
    REQUIRE(waitUntil([&] { return shown.engine().count("worker.predict") == before + 1; }));
    CHECK(shown.engine().last("worker.predict").at("rows").asList().front().at("Sex").asText() == "female");
    sex->setCurrentIndex(0);
    auto* age = qobject_cast<NumberBox*>(shown.part<TryForm>()->editor("Age"));
    age->clear();
    Q_EMIT age->edited();
    REQUIRE(waitUntil([&] { return shown.engine().count("worker.predict") > before + 1; }));
    const auto row = shown.engine().last("worker.predict").at("rows").asList().front();
    CHECK(row.at("Sex").isNull());
    CHECK(row.at("Age").isNull());
    CHECK(row.at("Fare").isNumber());
}

TEST_CASE("A text has a box of several lines as wide as the form, and what is typed is answered")
{
    ShownUse shown(Story::Texts);
    REQUIRE(waitUntil([&] { return shown.isAnswered(); }));
    auto* form = shown.part<TryForm>();
    REQUIRE(form->fields().size() == 1);
    auto* box = qobject_cast<QPlainTextEdit*>(form->editor("text"));
    REQUIRE(box);
    CHECK(box->width() >= form->width() - 2);
    CHECK(box->height() >= 6 * QFontMetrics(box->font()).lineSpacing());
    CHECK_FALSE(box->placeholderText().isEmpty());
    CHECK_FALSE(box->toPlainText().isEmpty()); // an example of the data
    // Tab leaves it; a text is not a place for tabs.
    CHECK(box->tabChangesFocus());
    const auto before = shown.engine().count("worker.predict");
    box->selectAll();
    box->insertPlainText(QStringLiteral("我的快递到哪了？\nWhere is it?"));
    REQUIRE(waitUntil([&] { return shown.engine().count("worker.predict") == before + 1; }));
    CHECK(shown.engine().last("worker.predict").at("rows").asList().front().at("text").asText() == "我的快递到哪了？\nWhere is it?");
    REQUIRE(waitUntil([&] { return shown.isAnswered(); }));
    CHECK(shown.answer(0)->bars()->scores().front().name == QStringLiteral("card_arrival"));
    // Emptied there is nothing to answer.
    box->clear();
    REQUIRE(waitUntil([&] { return shown.answer(0)->answerText() == QStringLiteral("…"); }));
    CHECK(shown.engine().count("worker.predict") == before + 1);
}

TEST_CASE("An answer to what stood there before is dropped")
{
    ShownUse shown(Story::TwoClasses);
    REQUIRE(waitUntil([&] { return shown.isAnswered(); }));
    shown.engine().hold("worker.predict");
    auto* sex = qobject_cast<QComboBox*>(shown.part<TryForm>()->editor("Sex"));
    const int before = shown.engine().count("worker.predict");
    sex->setCurrentIndex(0);
    REQUIRE(waitUntil([&] { return shown.engine().count("worker.predict") > before; }));
    sex->setCurrentIndex(2);
    REQUIRE(waitUntil([&] { return shown.engine().count("worker.predict") > before + 1; }));
    int answers = 0;
    shown.engine().answer("worker.predict", [&](const Value& params) -> Result<Value> {
        // The older question gets another answer than the newer one.
        ++answers;
        const bool female = params.at("rows").asList().front().at("Sex").asText() == "female";
        PredictResult result;
        result.predictions = {{0, {{"Survived", ValueMap{{"value", female ? "yes" : "no"}, {"score", 0.9}}}}}};
        return toValue(result);
    });
    shown.engine().release("worker.predict");
    REQUIRE(waitUntil([&] { return answers == 2; }));
    QCoreApplication::processEvents();
    CHECK(shown.answer(0)->answerText() == QStringLiteral("yes"));
}

TEST_CASE("Another example is another one, and says what the data says until something is changed")
{
    ShownUse shown(Story::TwoClasses);
    REQUIRE(waitUntil([&] { return shown.isAnswered(); }));
    const auto truthShown = [&] {
        for (auto* label : shown.answer(0)->findChildren<QLabel*>())
            if (label->isVisible() && label->text().startsWith(QStringLiteral("In the data")))
                return true;
        return false;
    };
    CHECK(truthShown());
    const auto first = shown.engine().last("worker.evaluation_rows").at("first").asInteger();
    const int answered = shown.engine().count("worker.predict");
    shown.button(QStringLiteral("Another example"))->click();
    CHECK(shown.engine().last("worker.evaluation_rows").at("first").asInteger() == first + 1);
    REQUIRE(waitUntil([&] { return shown.engine().count("worker.predict") > answered && truthShown(); }));
    qobject_cast<QComboBox*>(shown.part<TryForm>()->editor("Embarked"))->setCurrentIndex(0);
    REQUIRE(waitUntil([&] { return !truthShown(); }));
}

TEST_CASE("Below the model's threshold it says to ask a person")
{
    ShownUse shown(Story::ThirtyClasses, [](EvaluatedProject& project) { project.threshold = 0.8; });
    REQUIRE(waitUntil([&] { return shown.isAnswered(); }));
    CHECK(shown.answer(0)->isUnsure());
    REQUIRE(shown.notice(NoticeKind::Warning));
    CHECK(shown.notice(NoticeKind::Warning)->text() == QStringLiteral("Not sure enough, ask a person: 42%, and 80% are needed."));
    // Moved on the Results page meanwhile: asked anew when the page comes to the front.
    shown.project.threshold = 0.4;
    shown.page->entered();
    REQUIRE(waitUntil([&] { return !shown.answer(0)->isUnsure(); }));
    CHECK(shown.answer(0)->bars()->isVisible());
}

TEST_CASE("Two runs side by side answer the same example")
{
    ShownUse shown(Story::TwoClasses);
    REQUIRE(waitUntil([&] { return shown.isAnswered(); }));
    shown.engine().answer("worker.predict", [](const Value& params) -> Result<Value> {
        const bool first = params.at("model_folder").asText() == "/workspace/models/m7";
        PredictResult result;
        result.predictions = {{0, {{"Survived", ValueMap{{"value", first ? "yes" : "no"}, {"score", 0.9}}}}}};
        result.columns = {makeError("data.column_extra", {{"column", "Fare"}})};
        return toValue(result);
    });
    auto* beside = shown.picker(1);
    CHECK(beside->box()->findData(QStringLiteral("r7")) < 0); // not beside itself
    shown.choose(beside, QStringLiteral("r6"));
    REQUIRE(waitUntil([&] { return shown.answer(1)->isVisible() && shown.answer(1)->answerText() == QStringLiteral("no"); }));
    qobject_cast<QComboBox*>(shown.part<TryForm>()->editor("Sex"))->setCurrentIndex(0);
    REQUIRE(waitUntil([&] { return shown.answer(0)->answerText() == QStringLiteral("yes"); }));
    CHECK(shown.answer(1)->answerText() == QStringLiteral("no"));
    shown.choose(beside, QString());
    REQUIRE(waitUntil([&] { return !shown.answer(1)->isVisible(); }));
}

TEST_CASE("A number has no bars; dates, yes or no and categories have fields of their own")
{
    ShownUse shown(Story::Numbers);
    REQUIRE(waitUntil([&] { return shown.isAnswered(); }));
    CHECK(shown.answer(0)->answerText() == QStringLiteral("231.4"));
    CHECK_FALSE(shown.answer(0)->bars()->isVisible());
    auto* form = shown.part<TryForm>();
    CHECK(qobject_cast<QLineEdit*>(form->editor("sold")));
    CHECK(qobject_cast<QComboBox*>(form->editor("garden"))->count() == 3);
    CHECK(qobject_cast<QComboBox*>(form->editor("quarter"))->findText(QStringLiteral("harbor")) > 0);
}

TEST_CASE("A question that cannot be answered says why, and the next one is answered again")
{
    ShownUse shown(Story::TwoClasses);
    REQUIRE(waitUntil([&] { return shown.isAnswered(); }));
    const auto good = [&](const Value&) -> Result<Value> {
        PredictResult result;
        result.predictions = {{0, {{"Survived", shown.project.prediction}}}};
        return toValue(result);
    };
    shown.engine().answer("worker.predict", [](const Value&) -> Result<Value> {
        return makeError("training.model_incomplete", {{"folder", "/workspace/models/m7"}});
    });
    auto* sex = qobject_cast<QComboBox*>(shown.part<TryForm>()->editor("Sex"));
    sex->setCurrentIndex(sex->currentIndex() == 1 ? 2 : 1);
    REQUIRE(waitUntil([&] { return shown.notice(NoticeKind::Danger) != nullptr; }));
    shown.engine().answer("worker.predict", good);
    sex->setCurrentIndex(0); // another value than the one before
    REQUIRE(waitUntil([&] { return shown.notice(NoticeKind::Danger) == nullptr && shown.answer(0)->answerText() == QStringLiteral("yes"); }));
}

TEST_CASE("Pictures: an example by its row, a user's file by its path; the window opens only what the worker made of it")
{
    ShownUse shown(Story::TenPictures);
    REQUIRE(waitUntil([&] { return shown.isAnswered(); }));
    CHECK_FALSE(shown.part<TryForm>()->isVisible());
    auto* field = shown.part<PictureField>();
    CHECK(field->isVisible());
    REQUIRE(waitUntil([&] { return !field->image().isNull(); }));
    const auto asked = shown.engine().last("worker.predict");
    CHECK(asked.at("ids").asList().size() == 1);
    CHECK(asked.at("manifest_path").asText() == "/workspace/dataset.yaml");

    QImage small(40, 30, QImage::Format_RGB32);
    small.fill(Qt::red);
    shown.engine().answer("worker.picture_preview", [&](const Value& params) -> Result<Value> {
        const auto output = QString::fromStdString(params.at("output").asText());
        std::filesystem::create_directories(std::filesystem::path(params.at("output").asText()).parent_path());
        if (!small.save(output, "PNG"))
            return makeError("platform.write_failed", {{"path", params.at("output")}, {"reason", "?"}});
        return Value(ValueMap{{"width", 40}, {"height", 30}});
    });
    shown.project.dialogs().files = {QStringLiteral("/home/me/holiday.heic")};
    field->chooseButton()->click();
    REQUIRE(waitUntil([&] { return field->image().width() == 40; }));
    CHECK(shown.engine().last("worker.predict").at("paths").asList().front().asText() == "/home/me/holiday.heic");
    CHECK(shown.engine().last("worker.predict").at("ids").asList().empty());
    Q_EMIT field->fileDropped(QStringLiteral("/home/me/other.png"));
    CHECK(shown.engine().last("worker.picture_preview").at("path").asText() == "/home/me/other.png");
}

TEST_CASE("A whole file: asked for, written, its columns told, cancelled if wanted")
{
    ShownUse shown(Story::TwoClasses);
    REQUIRE(waitUntil([&] { return shown.isAnswered(); }));
    PredictResult done;
    done.count = 418;
    done.outputPath = "/home/me/new predictions.xlsx";
    done.columns = {makeError("data.column_missing", {{"column", "Age"}}), makeError("data.column_extra", {{"column", "Ticket"}})};
    done.metrics["given"] = {{"accuracy", 0.83}};
    shown.engine().answer("predict", toValue(done));
    shown.project.dialogs().files = {QStringLiteral("/home/me/new.csv")};
    shown.project.dialogs().saved = QStringLiteral("/home/me/new predictions.xlsx");
    shown.engine().hold("predict");
    shown.page->runPrimary();
    auto* file = shown.part<FileCard>();
    REQUIRE(file->isRunning());
    CHECK(shown.engine().last("predict").at("model").asText() == "m7");
    CHECK(shown.engine().last("predict").at("paths").asList().front().asText() == "/home/me/new.csv");
    CHECK(shown.engine().last("predict").at("output_path").asText() == "/home/me/new predictions.xlsx");
    shown.engine().publish("progress", "j99", "", Value(ValueMap{{"phase", "predicting"}, {"done", 100}, {"total", 400}}));
    CHECK(file->findChild<ProgressBar*>()->share() == 0.25);
    shown.page->runPrimary(); // once is enough
    CHECK(shown.engine().count("predict") == 1);
    shown.engine().release("predict");
    REQUIRE(waitUntil([&] { return !file->isRunning(); }));
    CHECK(file->notice()->kind() == NoticeKind::Success);
    CHECK(file->notice()->text().contains(QStringLiteral("83 of 100 agree")));
    CHECK(file->notice()->text().contains(QStringLiteral("new predictions.xlsx")));
    bool told = false;
    for (auto* label : file->findChildren<QLabel*>())
        told = told || (label->isVisible() && label->text().contains(QStringLiteral("Age")) && label->text().contains(QStringLiteral("Ticket")));
    CHECK(told);
    file->findChild<IconButton*>()->click();
    CHECK(QGuiApplication::clipboard()->text() ==
          QStringLiteral("fettle-cli predict m7 /home/me/new.csv --output '/home/me/new predictions.xlsx'"));

    shown.engine().hold("predict");
    file->predict({QStringLiteral("/home/me/again.csv")});
    REQUIRE(shown.button(QStringLiteral("Cancel")));
    shown.button(QStringLiteral("Cancel"))->click();
    CHECK_FALSE(file->isRunning());
    shown.engine().release("predict");
    QCoreApplication::processEvents();
    CHECK_FALSE(file->notice()->isVisible()); // its late answer is nobody's
}

TEST_CASE("A file that cannot be predicted says why; nothing chosen is nothing asked")
{
    ShownUse shown(Story::TwoClasses);
    REQUIRE(waitUntil([&] { return shown.isAnswered(); }));
    shown.page->runPrimary();
    CHECK(shown.engine().count("predict") == 0);
    shown.project.dialogs().files = {QStringLiteral("/home/me/new.csv")};
    shown.page->runPrimary(); // no place to save to
    CHECK(shown.engine().count("predict") == 0);
    shown.project.dialogs().saved = QStringLiteral("/home/me/out");
    shown.engine().answer("predict", [](const Value&) -> Result<Value> {
        return makeError("training.workbook_rows", {{"rows", 2'000'000}, {"limit", 1'048'575}});
    });
    shown.page->runPrimary();
    CHECK(shown.engine().last("predict").at("output_path").asText() == "/home/me/out.xlsx");
    REQUIRE(waitUntil([&] { return shown.notice(NoticeKind::Danger) != nullptr; }));
    CHECK(shown.notice(NoticeKind::Danger)->text().contains(QStringLiteral("CSV")));
}

TEST_CASE("No model yet; a model that cannot be read")
{
    ShownUse none(Story::TwoClasses, [](EvaluatedProject& project) { project.models.clear(); });
    CHECK(none.part<EmptyState>()->isVisible());
    CHECK_FALSE(none.part<FileCard>()->isVisible());
    CHECK(none.part<PageHeader>()->primary()->text() == QStringLiteral("Train"));
    none.page->runPrimary();
    CHECK(none.project.session().place() == Place::Train);

    ShownUse broken(Story::TwoClasses, [](EvaluatedProject& project) {
        project.engine().answer("models.show", [](const Value&) -> Result<Value> {
            return makeError("service.unknown_model", {{"model", "m7"}});
        });
    });
    REQUIRE(waitUntil([&] { return broken.notice(NoticeKind::Danger) != nullptr; }));
}

TEST_CASE("The run that is looked at, or the newest that has a model")
{
    ShownUse shown(Story::TwoClasses, [](EvaluatedProject& project) {
        project.runs.front().state = JobState::Failed;
        project.runs.front().model.clear();
        project.models.erase(project.models.begin());
    });
    REQUIRE(waitUntil([&] { return shown.isAnswered(); }));
    CHECK(shown.engine().last("worker.predict").at("model_folder").asText() == "/workspace/models/m6");
    CHECK(shown.picker(0)->box()->count() == 1);
}

TEST_CASE("A table of hundreds of columns: the first are shown, the others keep the example's values until they are asked for")
{
    applyTheme(*qApp, Theme());
    std::vector<FieldInfo> fields;
    ValueMap example;
    for (int i = 0; i < 500; ++i) {
        FieldInfo field;
        field.name = "c" + std::to_string(1000 + i);
        field.kind = FieldKind::Number;
        fields.push_back(field);
        if (i != 499)
            example[field.name] = i;
    }
    TryForm form;
    form.resize(600, 400);
    form.setFields(fields);
    form.setRow(example);
    form.show();
    CHECK(form.findChildren<NumberBox*>().size() == TryForm::kAtOnce);
    CHECK(form.row().size() == 499);
    CHECK(form.row().at("c1400").asReal() == 400.0);
    CHECK_FALSE(form.editor("c1030"));
    REQUIRE(form.moreLink()->isVisible());
    form.moreLink()->click();
    auto* box = qobject_cast<NumberBox*>(form.editor("c1030"));
    REQUIRE(box);
    CHECK(box->value() == 30.0);
    box->setValue(7);
    CHECK(form.row().at("c1030").asReal() == 7.0);
    while (form.moreLink()->isVisible())
        form.moreLink()->click();
    CHECK(form.findChildren<NumberBox*>().size() == 500);
    CHECK_FALSE(form.row().contains("c1499"));
}

TEST_CASE("Commands are words for a shell, whatever is in them")
{
    CHECK(shellWord(QStringLiteral("plain-1.csv")) == QStringLiteral("plain-1.csv"));
    CHECK(shellWord(QStringLiteral("my file.csv")) == QStringLiteral("'my file.csv'"));
    CHECK(shellWord(QStringLiteral("it's; rm -rf $HOME")) == QStringLiteral("'it'\\''s; rm -rf $HOME'"));
    CHECK(shellWord(QString()) == QStringLiteral("''"));
    CHECK(predictRowCommand("m7", {{"age", 41}, {"city", "New York"}, {"gone", Value()}}) ==
          QStringLiteral("fettle-cli predict m7 --value age=41 --value 'city=New York'"));
}
