// SPDX-License-Identifier: GPL-3.0-or-later
// ui_experiments_gallery OUT_DIR: pictures of Experiments and Queue in their states, themes and languages.
#include <cstdio>

#include <QApplication>
#include <QDir>
#include <QSettings>
#include <QStandardPaths>

#include "engine/documents/recipe_document.h"
#include "tests/ui/pages/train/train_stage.h"
#include "ui/pages/experiments/experiments_page.h"
#include "ui/pages/experiments/runs_model.h"
#include "ui/pages/queue/queue_page.h"
#include "ui/session/translators.h"
#include "ui/theme/fettle_style.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

namespace {

void save(QWidget& page, const QString& file, QSize size)
{
    page.setAutoFillBackground(true);
    page.resize(size);
    page.show();
    for (int i = 0; i < 80; ++i)
        static_cast<void>(waitUntil([] { return false; }, 10));
    page.grab().save(file);
}

void fill(TrainStage& stage)
{
    const char* notes[] = {"", "first try", "", "smaller batches", "", "with class weights"};
    for (int i = 0; i < 9; ++i) {
        const auto id = stage.addRun(JobState::Completed, 400 + 60 * i);
        auto recipe = stage.recommendation.recipe;
        recipe.training.batchSize = 8 << (i % 4);
        auto& record = stage.run(id).record;
        record.recipe = record.resolvedRecipe = documents::writeRecipe(recipe);
        record.startedUtc = "2026-03-01T12:00:00.000Z";
        record.note = notes[i % 6];
        if (i % 3 == 0)
            record.tags = {RunsModel::kStarTag, "paper"};
        if (i == 4)
            record.name = "wide and slow";
        stage.complete(id, "finished", 0.78 + 0.011 * ((i * 5) % 7));
    }
    const auto failed = stage.addRun(JobState::Failed, 40);
    stage.run(failed).job.error = makeError("training.diverged", {{"step", 40}, {"what", "the loss"}, {"value", "NaN"}, {"fixes", "a lower learning rate"}});
    stage.addRun(JobState::Running, 120);
    stage.addRun(JobState::Queued);
    stage.addRun(JobState::Queued);
    stage.engine->answer("runs.compare", [](const Value&) -> Result<Value> {
        const auto row = [](const char* path, ValueList values) { return Value(ValueMap{{"path", path}, {"values", std::move(values)}}); };
        return Value(ValueMap{{"differences", ValueList{row("recipe.training.batch_size", {8, 16, 32}), row("metrics.test.accuracy", {0.78, 0.81, 0.834}),
                                                        row("metrics.validation.accuracy", {0.77, 0.80, 0.824}), row("seconds.total", {42.0, 38.5, 30.1}),
                                                        row("recipe.objectives.0.optimizer.parameters.lr", {1e-3, 3e-4, 1e-3}),
                                                        row("recipe.objectives.0.schedule.component", {"constant", "cosine", "constant"})}}});
    });
    stage.open();
}

void all(const QString& folder, const ThemeOptions& options, const std::string& language, const QString& suffix, QSize size)
{
    applyTheme(*qApp, Theme(options));
    QSettings().clear();
    const auto file = [&](const char* name) { return QStringLiteral("%1/%2-%3.png").arg(folder, QLatin1String(name), suffix); };
    {
        TrainStage stage;
        stage.session.setLanguage(language);
        fill(stage);
        ExperimentsPage page(stage.session);
        page.entered();
        save(page, file("experiments"), size);
        page.selectRuns({"r3", "r5", "r8"});
        save(page, file("experiments-compare"), size);
        QueuePage queue(stage.session);
        stage.goOn("r11", 121, 300);
        queue.selectJob("j12");
        save(queue, file("queue"), size);
    }
    TrainStage none;
    none.session.setLanguage(language);
    none.open();
    ExperimentsPage page(none.session);
    page.entered();
    save(page, file("experiments-empty"), size);
    QueuePage queue(none.session);
    save(queue, file("queue-empty"), size);
}

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    if (argc != 2) {
        std::fprintf(stderr, "usage: ui_experiments_gallery OUT_DIR\n");
        return 2;
    }
    const QString folder = QString::fromLocal8Bit(argv[1]);
    QDir().mkpath(folder);
    Translators translators;
    for (const char* language : {"en", "zh_CN"}) {
        translators.install(QLatin1String(language));
        const auto suffix = [&](const char* look) { return QStringLiteral("%1-%2").arg(QLatin1String(look), QLatin1String(language)); };
        ThemeOptions options;
        all(folder, options, language, suffix("light"), {1088, 720});
        options.appearance = Appearance::Dark;
        all(folder, options, language, suffix("dark"), {1088, 720});
        options.appearance = Appearance::Light;
        options.textScale = 1.5;
        all(folder, options, language, suffix("150"), {960, 640});
    }
    return 0;
}
