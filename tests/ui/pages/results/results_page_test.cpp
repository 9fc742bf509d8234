// SPDX-License-Identifier: GPL-3.0-or-later
// The page on an engine from memory, in every state.
#include "ui/pages/results/results_page.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QMenu>
#include <QSlider>
#include <QTableView>
#include <QTest>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "engine/documents/recipe_document.h"
#include "tests/ui/pages/results/evaluated_project.h"
#include "ui/pages/results/curves_card.h"
#include "ui/pages/data/text_popover.h"
#include "ui/pages/results/example_texts.h"
#include "ui/pages/results/example_tiles.h"
#include "ui/pages/results/examples_card.h"
#include "ui/pages/results/headline_card.h"
#include "ui/pages/results/mistakes_card.h"
#include "ui/pages/results/regression_card.h"
#include "ui/pages/results/run_picker.h"
#include "ui/pages/results/sureness_card.h"
#include "ui/theme/fettle_style.h"
#include "ui/widgets/breadcrumb.h"
#include "ui/widgets/button.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/link.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/section.h"
#include "ui/widgets/segmented_control.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

namespace {

struct ShownResults {
    EvaluatedProject project;
    std::unique_ptr<ResultsPage> page;

    explicit ShownResults(Story story, const std::function<void(EvaluatedProject&)>& change = {}, std::int64_t examples = 120)
        : project(story, examples)
    {
        applyTheme(*qApp, Theme());
        if (change)
            change(project);
        project.open();
        page = std::make_unique<ResultsPage>(project.session());
        page->resize(1088, 720);
        page->show();
        REQUIRE(waitUntil([this] { return page->results().phase() != RunResults::Phase::Loading; }));
    }

    void waitForData()
    {
        REQUIRE(waitUntil([this] { return !page->results().manifestPath().empty() && examples().total() >= 0; }));
    }
    template <class T> T* part() const { return page->findChild<T*>(); }
    ExamplesModel& examples() const { return part<ExamplesCard>()->model(); }
    Notice* notice(NoticeKind kind) const
    {
        for (auto* notice : page->findChildren<Notice*>())
            if (notice->isVisible() && notice->kind() == kind)
                return notice;
        return nullptr;
    }
    Button* button(const QString& text) const
    {
        for (auto* button : page->findChildren<Button*>())
            if (button->isVisible() && button->text() == text)
                return button;
        return nullptr;
    }
    Button* primaryButton() const { return part<PageHeader>()->primary(); }
    FakeEngine& engine() { return project.engine(); }
};

} // namespace

TEST_CASE("Two classes: the number, the matrix whose cells open their examples, each class")
{
    ShownResults shown(Story::TwoClasses);
    shown.waitForData();
    CHECK(shown.page->results().phase() == RunResults::Phase::Ready);
    CHECK(shown.part<HeadlineCard>()->headline().figure == QStringLiteral("88 of 100"));
    CHECK(shown.part<HeadlineCard>()->headline().baseline.contains(QStringLiteral("“no”")));
    CHECK(shown.part<SurenessCard>()->isVisible());
    CHECK(shown.part<MistakesCard>()->isVisible());
    CHECK_FALSE(shown.part<RegressionCard>()->isVisible());
    CHECK(shown.examples().total() == 120);
    const QAbstractItemModelTester tester(&shown.examples(), QAbstractItemModelTester::FailureReportingMode::Warning);

    auto* matrix = shown.part<MistakesCard>()->matrix();
    QTest::mouseClick(matrix, Qt::LeftButton, {}, matrix->cellRect(0, 1).center());
    REQUIRE(waitUntil([&] { return shown.examples().total() == matrix->counts().count(0, 1); }));
    CHECK(shown.engine().last("worker.evaluation_rows").at("target").asText() == "no");
    CHECK(shown.engine().last("worker.evaluation_rows").at("predicted").asText() == "yes");
    for (int row = 0; row < shown.examples().rowCount(); ++row)
        CHECK(shown.examples().index(row, ExamplesModel::Predicted).data().toString() == QStringLiteral("yes"));
    for (auto* link : shown.part<ExamplesCard>()->findChildren<Link*>())
        if (link->isVisible())
            link->click();
    REQUIRE(waitUntil([&] { return shown.examples().total() == 120; }));
    CHECK(matrix->chosen() == QPair(-1, -1));
}

TEST_CASE("Examples come page by page, in the order asked for, with their columns")
{
    ShownResults shown(Story::TwoClasses, {}, 200);
    shown.waitForData();
    auto& model = shown.examples();
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Warning);
    CHECK(model.rowCount() < 200);
    REQUIRE(waitUntil([&] {
        if (model.canFetchMore({}))
            model.fetchMore({});
        return model.rowCount() == 200;
    }));
    CHECK_FALSE(model.canFetchMore({}));
    for (int i = 0; i < 200; ++i)
        CHECK(model.example(i) != nullptr);
    // Not the predicted column again, and what the model learned from before the rest.
    CHECK(model.headerData(ExamplesModel::FirstField, Qt::Horizontal).toString() == QStringLiteral("Pclass"));
    CHECK(model.headerData(model.columnCount() - 1, Qt::Horizontal).toString() == QStringLiteral("Name"));
    auto* order = shown.part<ExamplesCard>()->findChild<SegmentedControl*>();
    Q_EMIT order->currentChanged(1);
    REQUIRE(waitUntil([&] { return model.total() == 200; }));
    CHECK(shown.engine().last("worker.evaluation_rows").at("order").asText() == "best");
    Q_EMIT order->currentChanged(2);
    const auto once = shown.engine().last("worker.evaluation_rows").at("seed").asInteger();
    Q_EMIT order->currentChanged(2);
    CHECK(shown.engine().last("worker.evaluation_rows").at("seed").asInteger() != once);
}

TEST_CASE("What was learned from never is what was predicted, though recipe and data leave that open")
{
    EvaluatedProject project(Story::Texts);
    std::swap(project.manifest.fields[0], project.manifest.fields[1]);
    REQUIRE(project.manifest.fields[0].name == "text");
    project.manifest.fields[1].role = FieldRole::Input;
    Recipe recipe = *documents::readRecipe(project.runs.front().recipe);
    recipe.inputs.clear();
    recipe.targets = {{"text", {}}};
    project.runs.front().recipe = documents::writeRecipe(recipe);
    project.open();
    RunResults results(project.session());
    results.setRun(project.runs.front().id);
    REQUIRE(waitUntil([&] { return results.recipe() && !results.manifestPath().empty(); }));
    REQUIRE(results.inputs().size() == 1);
    CHECK(results.inputs().front().field == "category");
    CHECK(results.noun() == ExampleNoun::Row);
}

TEST_CASE("The threshold is kept with the model, once, after the hand has let go")
{
    ShownResults shown(Story::TwoClasses, [](EvaluatedProject& project) { project.threshold = 0.7; });
    auto* slider = shown.part<SurenessCard>()->slider();
    CHECK(slider->value() == 70);
    CHECK(shown.engine().count("models.threshold") == 0);
    for (int value = 71; value <= 80; ++value)
        slider->setValue(value);
    CHECK(slider->accessibleDescription().startsWith(QStringLiteral("Answer only when at least 80% sure")));
    REQUIRE(waitUntil([&] { return shown.project.threshold == 0.8; }));
    CHECK(shown.engine().count("models.threshold") == 1);
    CHECK(shown.engine().last("models.threshold").at("model").asText() == "m7");
    // Another part of the data leaves the slider alone.
    shown.part<SegmentedControl>();
    Q_EMIT shown.page->findChildren<SegmentedControl*>().first()->currentChanged(1);
    REQUIRE(waitUntil([&] { return shown.page->results().split() == "validation"; }));
    CHECK(slider->value() == 80);
    // A page that is closed at once does not forget.
    slider->setValue(55);
    shown.page.reset();
    REQUIRE(waitUntil([&] { return shown.project.threshold == 0.55; }));
    CHECK(shown.engine().count("models.threshold") == 2);
}

TEST_CASE("A threshold that could not be kept says so")
{
    ShownResults shown(Story::TwoClasses);
    shown.engine().answer("models.threshold", [](const Value&) -> Result<Value> {
        return makeError("platform.disk_full", {{"path", "/workspace/models/m7/model.yaml"}});
    });
    shown.part<SurenessCard>()->slider()->setValue(40);
    REQUIRE(waitUntil([&] { return shown.notice(NoticeKind::Danger) != nullptr; }));
    CHECK(shown.notice(NoticeKind::Danger)->text().contains(QStringLiteral("disk is full")));
}

TEST_CASE("Ten classes of pictures: tiles with their thumbnails")
{
    ShownResults shown(Story::TenPictures);
    shown.waitForData();
    CHECK(shown.part<ExampleTiles>()->isVisible());
    CHECK(shown.part<HeadlineCard>()->headline().sentence.contains(counted(ExampleNoun::Picture, 120)));
    REQUIRE(waitUntil([&] { return !shown.examples().index(0, 0).data(ExamplesModel::ImageRole).value<QImage>().isNull(); }));
    CHECK_FALSE(shown.examples().index(0, 0).data(Qt::AccessibleTextRole).toString().isEmpty());
    CHECK(shown.part<MistakesCard>()->matrix()->counts().columnCount() == 10);
}

TEST_CASE("Texts: a list of them with what was answered, the whole text by a press or Enter")
{
    ShownResults shown(Story::Texts);
    shown.waitForData();
    CHECK(shown.part<HeadlineCard>()->headline().sentence.contains(counted(ExampleNoun::Text, 120)));
    auto* texts = shown.part<ExampleTexts>();
    REQUIRE(texts);
    REQUIRE(waitUntil([&] { return texts->isVisible() && shown.examples().rowCount() > 0; }));
    CHECK_FALSE(shown.part<ExampleTiles>()->isVisible());
    const auto first = shown.examples().index(0, 0);
    const auto* row = shown.examples().example(0);
    REQUIRE(row);
    const auto whole = QString::fromStdString(messageText(row->id));
    CHECK(first.data(ExamplesModel::TextRole).toString() == whole);
    // The worst come first: what was answered, and what it is.
    const auto verdict = first.data(ExamplesModel::VerdictRole).toString();
    CHECK(verdict.startsWith(QString::fromStdString(row->predicted.asText())));
    CHECK(verdict.endsWith(QStringLiteral("it is %1").arg(QString::fromStdString(row->target.asText()))));
    QTest::mouseClick(texts->viewport(), Qt::LeftButton, {}, texts->visualRect(first).center());
    CHECK(texts->wholeText()->isVisible());
    CHECK(texts->wholeText()->text() == whole);
    texts->wholeText()->close();
    texts->setCurrentIndex(shown.examples().index(1, 0));
    QTest::keyClick(texts, Qt::Key_Return);
    CHECK(texts->wholeText()->text() == QString::fromStdString(messageText(shown.examples().example(1)->id)));
    // 77 classes: what is mixed up comes first.
    CHECK(shown.part<MistakesCard>()->showsPairs());
}

TEST_CASE("What words alone reach stands beside the figure of the part that it was measured on")
{
    ShownResults shown(Story::Texts, [](EvaluatedProject& project) {
        project.runNotes = {makeError("training.padding", {{"share", 2.0}}),
                            makeError("training.text_baseline", {{"split", "test"}, {"baseline", 88.4}, {"model", 93.1}})};
    });
    shown.waitForData();
    CHECK(shown.part<HeadlineCard>()->headline().baseline.contains(QStringLiteral("88.4")));
    Q_EMIT shown.page->findChildren<SegmentedControl*>().first()->currentChanged(2);
    CHECK(waitUntil([&] { return !shown.part<HeadlineCard>()->headline().baseline.contains(QStringLiteral("88.4")); }));
}

TEST_CASE("Thirty classes: what is mixed up most first; a pair opens its examples")
{
    ShownResults shown(Story::ThirtyClasses, {}, 600);
    shown.waitForData();
    auto* mistakes = shown.part<MistakesCard>();
    CHECK(mistakes->showsPairs());
    REQUIRE_FALSE(mistakes->pairLinks().isEmpty());
    const auto pair = mistakes->matrix()->counts().mixedUp(1).front();
    mistakes->pairLinks().front()->click();
    REQUIRE(waitUntil([&] { return shown.examples().total() == pair.count; }));
}

TEST_CASE("A number: predicted against true, residuals, quantiles; no slider and no matrix")
{
    ShownResults shown(Story::Numbers, {}, 200);
    shown.waitForData();
    CHECK(shown.part<HeadlineCard>()->headline().figure.startsWith(QStringLiteral("Off by")));
    auto* card = shown.part<RegressionCard>();
    CHECK(card->isVisible());
    CHECK_FALSE(shown.part<SurenessCard>()->isVisible());
    CHECK_FALSE(shown.part<MistakesCard>()->isVisible());
    CHECK(card->panel()->plot()->series().front().points.size() == 200);
    CHECK(card->panel()->plot()->axes().xTitle == QStringLiteral("True “price”"));
    card->showPlot(1);
    CHECK(card->panel()->plot()->series().front().barEnds.size() == 31);
    card->panel()->showAsTable(true);
    CHECK(card->panel()->table()->model()->rowCount() == 31);
    CHECK(shown.examples().headerData(ExamplesModel::Sureness, Qt::Horizontal).toString() == QStringLiteral("Off by"));
    const auto* first = shown.examples().example(0);
    CHECK(std::abs(first->predicted.asReal() - first->target.asReal()) > 30.0);
}

TEST_CASE("Without a test set it is said plainly, and where to change that")
{
    ShownResults shown(Story::TwoClasses, [](EvaluatedProject& project) {
        project.splits = {"validation", "train"};
        project.clearlyBeaten = false;
    }, 30);
    CHECK(shown.page->results().split() == "validation");
    REQUIRE(shown.notice(NoticeKind::Info));
    CHECK(shown.notice(NoticeKind::Info)->text().contains(QStringLiteral("no test set")));
    CHECK(shown.part<HeadlineCard>()->headline().doubt.contains(QStringLiteral("No clear difference")));
    CHECK(shown.part<HeadlineCard>()->headline().figure == QStringLiteral("26 of 30"));
    shown.button(QStringLiteral("Change how the data is split"))->click();
    CHECK(shown.project.session().place() == Place::Data);
}

TEST_CASE("A run that diverged: what happened, that the best model was kept, and what to do")
{
    ShownResults shown(Story::TwoClasses, [](EvaluatedProject& project) {
        project.runs.front().state = JobState::Failed;
        Job job;
        job.id = "j7";
        job.kind = JobKind::Train;
        job.run = "r7";
        job.state = JobState::Failed;
        job.error = makeError("training.diverged", {{"step", 420}, {"what", "the loss"}, {"value", "NaN"},
                                                    {"fixes", ValueList{Value("a lower learning rate")}}});
        project.jobs = {job};
    });
    REQUIRE(waitUntil([&] { return shown.notice(NoticeKind::Danger) != nullptr; }));
    CHECK(shown.notice(NoticeKind::Danger)->text().contains(QStringLiteral("420")));
    CHECK(shown.part<HeadlineCard>()->isVisible()); // the kept model's number stands below
    // Trying the same again would run away again.
    CHECK(shown.button(QStringLiteral("Try again")) == nullptr);
    shown.button(QStringLiteral("Try the kept model"))->click();
    CHECK(shown.project.session().place() == Place::Use);
    shown.button(QStringLiteral("Change how it trains"))->click();
    CHECK(shown.project.session().place() == Place::Train);
}

TEST_CASE("A run that failed without a model: no number, no dead button, a way to try again")
{
    ShownResults shown(Story::TwoClasses, [](EvaluatedProject& project) {
        project.runs.front().state = JobState::Failed;
        project.runs.front().model.clear();
        project.models.erase(project.models.begin());
        Job job;
        job.id = "j7";
        job.kind = JobKind::Train;
        job.run = "r7";
        job.state = JobState::Failed;
        job.error = makeError("service.out_of_memory");
        project.jobs = {job};
    });
    REQUIRE(waitUntil([&] { return shown.notice(NoticeKind::Danger) != nullptr; }));
    CHECK(shown.page->results().phase() == RunResults::Phase::NoResult);
    CHECK_FALSE(shown.part<HeadlineCard>()->isVisible());
    CHECK(shown.primaryButton()->text() == QStringLiteral("Train again"));
    CHECK(shown.button(QStringLiteral("Try the kept model")) == nullptr);
    REQUIRE(shown.button(QStringLiteral("Try again")));
    shown.engine().answer("jobs.retry", Value(ValueMap{}));
    shown.button(QStringLiteral("Try again"))->click();
    CHECK(shown.engine().last("jobs.retry").at("job").asText() == "j7");
}

TEST_CASE("While a run is going its place says so, and the result comes by itself when it has ended")
{
    store::ModelRecord made;
    ShownResults shown(Story::TwoClasses, [&](EvaluatedProject& project) {
        project.runs.front().state = JobState::Running;
        project.runs.front().model.clear();
        made = project.models.front();
        project.models.erase(project.models.begin());
    });
    CHECK(shown.part<EmptyState>()->isVisible());
    CHECK_FALSE(shown.part<HeadlineCard>()->isVisible());
    CHECK(shown.primaryButton()->text() == QStringLiteral("Watch it train"));
    shown.page->runPrimary();
    CHECK(shown.project.session().place() == Place::Train);
    shown.project.runs.front().state = JobState::Completed;
    shown.project.runs.front().model = made.id;
    shown.project.models.insert(shown.project.models.begin(), made);
    shown.project.tellRuns();
    REQUIRE(waitUntil([&] { return shown.part<HeadlineCard>()->isVisible(); }));
    CHECK_FALSE(shown.part<EmptyState>()->isVisible());
    CHECK(waitUntil([&] { return shown.primaryButton()->text() == QStringLiteral("Try it"); }));
}

TEST_CASE("A discarded run, and one whose evaluation is gone")
{
    ShownResults stopped(Story::TwoClasses, [](EvaluatedProject& project) {
        project.runs.front().state = JobState::Stopped;
        project.runs.front().model.clear();
        project.models.erase(project.models.begin());
    });
    REQUIRE(stopped.notice(NoticeKind::Info));
    CHECK(stopped.notice(NoticeKind::Info)->text().contains(QStringLiteral("discarded")));

    ShownResults gone(Story::TwoClasses);
    gone.engine().answer("worker.evaluation_summary", [](const Value&) -> Result<Value> {
        return makeError("training.evaluation_missing", {{"split", "test"}});
    });
    gone.project.session().selectRun("r6");
    REQUIRE(waitUntil([&] { return gone.notice(NoticeKind::Warning) != nullptr; }));
    CHECK(gone.notice(NoticeKind::Warning)->text().contains(QStringLiteral("no evaluation")));
    CHECK(gone.primaryButton()->text() == QStringLiteral("Try it")); // the model is there all the same
}

TEST_CASE("No run at all")
{
    ShownResults shown(Story::TwoClasses, [](EvaluatedProject& project) {
        project.runs.clear();
        project.models.clear();
    });
    CHECK(shown.page->results().phase() == RunResults::Phase::None);
    CHECK(shown.part<EmptyState>()->isVisible());
    CHECK(shown.primaryButton()->text() == QStringLiteral("Train"));
}

TEST_CASE("An older run is chosen: everything is about it, and an answer about the other one is dropped")
{
    ShownResults shown(Story::TwoClasses);
    shown.engine().hold("worker.evaluation_summary");
    shown.project.session().selectRun("r6");
    CHECK(shown.page->results().run() == "r6");
    REQUIRE(waitUntil([&] { return shown.engine().last("worker.evaluation_summary").at("run_folder").asText() == "/workspace/runs/r6"; }));
    shown.project.session().selectRun("r7");
    REQUIRE(waitUntil([&] { return shown.engine().last("worker.evaluation_summary").at("run_folder").asText() == "/workspace/runs/r7"; }));
    shown.engine().release("worker.evaluation_summary");
    REQUIRE(waitUntil([&] { return shown.page->results().phase() == RunResults::Phase::Ready; }));
    CHECK(shown.page->results().record().id == "r7");
    CHECK(shown.engine().last("worker.evaluation_summary").at("model_folder").asText() == "/workspace/models/m7");
    auto* picker = shown.part<RunPicker>();
    CHECK(picker->box()->count() == 2);
    CHECK(picker->box()->currentText().endsWith(QStringLiteral("best")));
    picker->box()->setCurrentIndex(1);
    Q_EMIT picker->box()->activated(1);
    CHECK(shown.project.session().currentRun()->id == "r6");
    REQUIRE(waitUntil([&] { return shown.part<Breadcrumb>()->steps().last().text == QStringLiteral("Run 6"); }));
}

TEST_CASE("The line of descent leads back; the recipe and a command are copied")
{
    ShownResults shown(Story::TwoClasses);
    shown.waitForData();
    auto* lineage = shown.part<Breadcrumb>();
    REQUIRE(lineage->steps().size() == 3);
    CHECK(lineage->steps().front().text == QStringLiteral("Data version 3"));
    Q_EMIT lineage->activated(QStringLiteral("model"));
    CHECK(shown.project.session().place() == Place::Model);
    Q_EMIT lineage->activated(QStringLiteral("data"));
    CHECK(shown.project.session().place() == Place::Data);
    auto* menu = shown.page->findChild<QMenu*>();
    REQUIRE(menu->actions().size() == 2);
    menu->actions()[0]->trigger();
    CHECK(QGuiApplication::clipboard()->text() == QStringLiteral("fettle-cli runs show r7"));
    menu->actions()[1]->trigger();
    CHECK(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("fettle: recipe")));
    shown.page->runPrimary();
    CHECK(shown.project.session().place() == Place::Use);
}

TEST_CASE("More plots: sureness, ROC, precision and recall, each as a table too")
{
    ShownResults shown(Story::TenPictures);
    auto* curves = shown.part<CurvesCard>();
    CHECK(curves->panel()->plot()->axes().diagonal);
    curves->showPlot(CurvesCard::Roc);
    CHECK(curves->panel()->plot()->series().size() == 8);
    CHECK(curves->panel()->plot()->series().front().name == QStringLiteral("ankle boot"));
    curves->showPlot(CurvesCard::PrecisionRecall);
    CHECK_FALSE(curves->panel()->plot()->axes().diagonal);
    curves->panel()->showAsTable(true);
    CHECK(curves->panel()->isTable());
    CHECK(curves->panel()->table()->model()->columnCount() == 3);
}

TEST_CASE("Another theme, larger text and a narrow window move things about and clip nothing")
{
    ShownResults shown(Story::TenPictures);
    shown.waitForData();
    for (const double scale : {1.0, 1.5})
        for (const auto appearance : {Appearance::Light, Appearance::Dark}) {
            ThemeOptions options;
            options.appearance = appearance;
            options.textScale = scale;
            applyTheme(*qApp, Theme(options));
            for (const QSize size : {QSize(1088, 720), QSize(960, 620)}) {
                shown.page->resize(size);
                // Heights follow widths, one level after the other.
                for (int i = 0; i < 5; ++i)
                    QCoreApplication::processEvents();
                CHECK(shown.page->minimumSizeHint().width() <= size.width());
                for (auto* card : shown.page->findChildren<Card*>()) {
                    if (!card->isVisible())
                        continue;
                    for (auto* child : card->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly))
                        if (child->isVisible()) {
                            const std::string where = std::string(card->metaObject()->className()) + " " + child->metaObject()->className();
                            CHECK_MESSAGE(card->rect().contains(child->geometry()), where);
                        }
                }
            }
        }
    applyTheme(*qApp, Theme());
}
