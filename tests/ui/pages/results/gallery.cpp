// SPDX-License-Identifier: GPL-3.0-or-later
// ui_results_gallery OUT_DIR: pictures of Results and Use in their states, both themes, for people to look at.
#include <cstdio>
#include <functional>

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <nlohmann/json.hpp>

#include "tests/ui/pages/results/evaluated_project.h"
#include "tests/ui/pages/results/found_texts.h"
#include "ui/pages/results/curves_card.h"
#include "ui/pages/results/mistakes_card.h"
#include "ui/pages/results/regression_card.h"
#include "ui/pages/results/results_page.h"
#include "ui/pages/results/sureness_card.h"
#include "ui/pages/use/adapter_card.h"
#include "ui/pages/use/file_card.h"
#include "ui/pages/use/picture_field.h"
#include "ui/pages/use/use_page.h"
#include "ui/session/translators.h"
#include "ui/theme/fettle_style.h"
#include "ui/widgets/section.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

namespace {

class Gallery {
public:
    Gallery(QString folder, ThemeOptions options, QString suffix, QSize size)
        : m_folder(std::move(folder)), m_suffix(std::move(suffix)), m_size(size)
    {
        applyTheme(*qApp, Theme(options));
    }

    void all()
    {
        results("results-two", Story::TwoClasses, [](EvaluatedProject& project) { project.threshold = 0.7; });
        results("results-ten", Story::TenPictures, {});
        results("results-thirty", Story::ThirtyClasses, {}, 600);
        results("results-numbers", Story::Numbers, {}, 200);
        results("results-no-test", Story::TwoClasses, [](EvaluatedProject& project) {
            project.splits = {"validation", "train"};
            project.clearlyBeaten = false;
        }, 30);
        results("results-failed", Story::TwoClasses, failed);
        results("results-running", Story::TwoClasses, [](EvaluatedProject& project) {
            project.runs.front().state = JobState::Running;
            project.runs.front().model.clear();
            project.models.erase(project.models.begin());
        });
        results("results-texts", Story::Texts, {}, 400);
        use("use-texts", Story::Texts, {});
        use("use-table", Story::TwoClasses, [](EvaluatedProject& project) { project.threshold = 0.8; });
        use("use-unsure", Story::ThirtyClasses, [](EvaluatedProject& project) { project.threshold = 0.8; });
        use("use-pictures", Story::TenPictures, {});
        use("use-numbers", Story::Numbers, {});
        matching();
        adapter();
    }

    /// What is different where the words are Chinese.
    void chinese()
    {
        m_language = "zh_CN";
        results("results-texts", Story::Texts, {}, 400);
        use("use-texts", Story::Texts, {});
        matching();
        adapter();
    }

    /// A model that LoRA trained: what it holds, merging it, merged, and what hinders that.
    void adapter()
    {
        EvaluatedProject project(Story::Texts);
        bool merged = false;
        project.engine().answer("models.show", [&](const Value& params) -> Result<Value> {
            ValueMap files{{"bytes", merged ? 90.9e6 : 0.31e6}, {"adapter_folder", "/workspace/models/m7/adapter"}};
            if (!merged)
                files["base"] = ValueMap{{"title", "all-MiniLM-L6-v2"}, {"name", "starter"}};
            return Value(ValueMap{{"id", params.at("model")}, {"manifest", toValue(project.model)}, {"files", files}});
        });
        project.session().setLanguage(m_language);
        project.open();
        UsePage page(project.session());
        place(page);
        page.entered();
        settle([&] { return project.engine().count("worker.predict") > 0; });
        save(page, "use-adapter");
        auto* merge = page.findChild<AdapterCard*>()->findChild<QAbstractButton*>(QStringLiteral("merge"));
        project.engine().answer("worker.merge_model", [](const Value&) -> Result<Value> {
            return makeError("training.base_missing", {{"base", "all-MiniLM-L6-v2"}, {"name", "starter"}});
        });
        merge->click();
        settle([] { return true; });
        save(page, "use-adapter-missing");
        project.engine().answer("worker.merge_model", [&](const Value&) -> Result<Value> {
            merged = true;
            return Value(ValueMap{{"merged", true}});
        });
        project.engine().hold("worker.merge_model");
        merge->click();
        settle([] { return true; });
        save(page, "use-adapter-merging");
        project.engine().release("worker.merge_model");
        settle([&] { return merged; });
        save(page, "use-adapter-merged");
    }

    /// Where matching texts are found instead of classes.
    void matching()
    {
        EvaluatedProject project(Story::Texts);
        project.engine().answer("worker.evaluation_summary", toValue(foundTexts()));
        EvaluationPage rows;
        rows.total = 3;
        rows.fields = {"text"};
        for (const auto& [place, likeness, text] :
             {std::tuple{17, 0.31, "Where is my parcel?\nThe shipment left our house on Monday."},
              std::tuple{4, 0.62, "I cannot log in.\nA new code for your account is on its way."},
              std::tuple{1, 0.94, "Please pay it back.\nThe money is on your account within three days."}}) {
            EvaluationRow row;
            row.id = place;
            row.predicted = place;
            row.score = likeness;
            row.values = {text};
            rows.rows.push_back(std::move(row));
        }
        project.engine().answer("worker.evaluation_rows", toValue(rows));
        project.session().setLanguage(m_language);
        project.open();
        ResultsPage page(project.session());
        place(page);
        page.entered();
        settle([&] { return page.results().phase() != RunResults::Phase::Loading; });
        save(page, "results-matching");
    }

private:
    using Change = std::function<void(EvaluatedProject&)>;

    static void failed(EvaluatedProject& project)
    {
        project.runs.front().state = JobState::Failed;
        Job job;
        job.id = project.runs.front().job;
        job.kind = JobKind::Train;
        job.run = project.runs.front().id;
        job.state = JobState::Failed;
        job.error = makeError("training.diverged", {{"step", 420}, {"what", "the loss"}, {"value", "NaN"},
                                                    {"fixes", ValueList{Value("a lower learning rate"), Value("clipping the gradient")}}});
        project.jobs = {job};
    }

    void settle(const std::function<bool()>& until)
    {
        if (!waitUntil(until, 5000))
            std::fprintf(stderr, "%s: waited in vain\n", qPrintable(m_suffix));
        for (int i = 0; i < 15; ++i)
            static_cast<void>(waitUntil([] { return false; }, 10));
    }

    /// As the window shows it, and the whole column below.
    void save(QWidget& page, const char* name)
    {
        page.grab().save(QStringLiteral("%1/%2-%3.png").arg(m_folder, QLatin1String(name), m_suffix));
        auto* scroll = page.findChild<QScrollArea*>(QString(), Qt::FindDirectChildrenOnly);
        if (!scroll || !scroll->widget() || scroll->verticalScrollBar()->maximum() == 0)
            return;
        QPixmap whole(scroll->widget()->size());
        whole.fill(page.palette().color(QPalette::Window));
        scroll->widget()->render(&whole, {}, {}, QWidget::DrawChildren);
        whole.save(QStringLiteral("%1/%2-whole-%3.png").arg(m_folder, QLatin1String(name), m_suffix));
    }

    void place(QWidget& page)
    {
        page.setAutoFillBackground(true);
        page.resize(m_size);
        page.show();
    }

    void results(const char* name, Story story, const Change& change, std::int64_t examples = 120)
    {
        EvaluatedProject project(story, examples);
        if (change)
            change(project);
        project.session().setLanguage(m_language);
        project.open();
        ResultsPage page(project.session());
        place(page);
        page.findChild<Section*>(QString())->setOpen(true);
        page.entered();
        settle([&] { return page.results().phase() != RunResults::Phase::Loading; });
        if (auto* mistakes = page.findChild<MistakesCard*>(); mistakes && mistakes->isVisible() && !mistakes->showsPairs())
            Q_EMIT mistakes->matrix()->cellPressed(0, 1);
        settle([] { return true; });
        save(page, name);
        if (story == Story::TenPictures || story == Story::TwoClasses)
            for (auto* curves : page.findChildren<CurvesCard*>()) {
                curves->showPlot(CurvesCard::Roc);
                settle([] { return true; });
                curves->grab().save(QStringLiteral("%1/%2-roc-%3.png").arg(m_folder, QLatin1String(name), m_suffix));
            }
        if (story == Story::ThirtyClasses || story == Story::Texts)
            page.findChild<MistakesCard*>()->showMatrix(true);
        if (story == Story::Texts)
            for (auto* bar : page.findChild<MistakesCard*>()->findChildren<QScrollBar*>())
                bar->setValue(bar->maximum() / 2);
        if (story == Story::Numbers)
            page.findChild<RegressionCard*>()->showPlot(1);
        if (story == Story::ThirtyClasses || story == Story::Numbers || story == Story::Texts) {
            settle([] { return true; });
            save(page, (std::string(name) + "-other").c_str());
        }
    }

    void use(const char* name, Story story, const Change& change)
    {
        EvaluatedProject project(story);
        if (change)
            change(project);
        project.columnNotes = {makeError("data.unseen_categories", {{"column", "Embarked"}, {"count", 1}, {"example", "X"}})};
        project.session().setLanguage(m_language);
        project.open();
        UsePage page(project.session());
        place(page);
        page.entered();
        settle([&] { return project.engine().count("worker.predict") > 0; });
        save(page, name);
        PredictResult done;
        done.count = 418;
        done.outputPath = "/home/me/titanic predictions.xlsx";
        done.columns = {makeError("data.column_missing", {{"column", "Age"}}), makeError("data.column_extra", {{"column", "Ticket"}})};
        done.metrics["given"] = {{"accuracy", 0.83}};
        project.engine().answer("predict", toValue(done));
        project.dialogs().saved = QStringLiteral("/home/me/titanic predictions.xlsx");
        auto* file = page.findChild<FileCard*>();
        project.engine().hold("predict");
        file->predict({QStringLiteral("/home/me/titanic.csv")});
        auto boxes = page.findChildren<QComboBox*>();
        settle([] { return true; });
        save(page, (std::string(name) + "-predicting").c_str());
        project.engine().release("predict");
        settle([&] { return !file->isRunning(); });
        // The other run beside it.
        for (auto* box : boxes)
            if (box->count() > 1 && box->itemData(0).toString().isEmpty() && box->itemData(1).toString() == QLatin1String("r6")) {
                box->setCurrentIndex(1);
                Q_EMIT box->activated(1);
            }
        settle([] { return true; });
        save(page, (std::string(name) + "-done").c_str());
    }

    QString m_folder;
    QString m_suffix;
    QSize m_size;
    std::string m_language = "en";
};

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    const QString folder = argc > 1 ? QString::fromLocal8Bit(argv[1]) : QStringLiteral("gallery");
    QDir().mkpath(folder);
    ThemeOptions light;
    ThemeOptions dark;
    dark.appearance = Appearance::Dark;
    ThemeOptions large;
    large.textScale = 1.5;
    const QSize page(1088, 720);
Gallery(folder, light, QStringLiteral("light"), page).all();
    Gallery(folder, dark, QStringLiteral("dark"), page).all();
    Gallery(folder, large, QStringLiteral("large"), page).all();
    Gallery(folder, light, QStringLiteral("small"), QSize(960, 620)).all();
    Translators translators;
    translators.install(QStringLiteral("zh_CN"));
    Gallery(folder, dark, QStringLiteral("chinese"), page).chinese();
    Gallery(folder, light, QStringLiteral("chinese-light"), page).chinese();
    return 0;
}
