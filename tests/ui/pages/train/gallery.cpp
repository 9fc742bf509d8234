// SPDX-License-Identifier: GPL-3.0-or-later
// ui_train_gallery OUT_DIR: pictures of Train in its states, both themes, for people to look at.
#include <cstdio>
#include <functional>

#include <QApplication>
#include <QDir>

#include "tests/ui/pages/train/train_stage.h"
#include "ui/pages/train/advanced_setup.h"
#include "ui/pages/train/ready_card.h"
#include "ui/pages/train/run_view.h"
#include "ui/pages/train/train_charts.h"
#include "ui/pages/train/train_page.h"
#include "ui/theme/fettle_style.h"
#include "ui/widgets/section.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

namespace {

class Gallery {
public:
    Gallery(QString folder, const ThemeOptions& options, QString suffix, QSize size)
        : m_folder(std::move(folder)), m_suffix(std::move(suffix)), m_size(size)
    {
        applyTheme(*qApp, Theme(options));
    }

    void all()
    {
        empty();
        setup(false, "setup");
        setup(true, "setup-pictures");
        notReady();
        running();
        runningPictures();
        for (const auto state : {JobState::Queued, JobState::Paused, JobState::Interrupted, JobState::Failed, JobState::Stopped})
            ended(state);
        completed();
    }

private:
    void save(QWidget& page, const char* name)
    {
        // Timers of plots and checks, and the layout after them.
        for (int i = 0; i < 60; ++i)
            static_cast<void>(waitUntil([] { return false; }, 10));
        page.grab().save(QStringLiteral("%1/%2-%3.png").arg(m_folder, QLatin1String(name), m_suffix));
    }

    void place(TrainPage& page)
    {
        page.setAutoFillBackground(true);
        page.resize(m_size);
        page.show();
        page.entered();
    }

    void empty()
    {
        TrainStage stage;
        stage.engine->start();
        TrainPage page(stage.session);
        place(page);
        save(page, "empty");
    }

    void setup(bool pictures, const char* name)
    {
        TrainStage stage(pictures);
        stage.open();
        TrainPage page(stage.session);
        place(page);
        save(page, name);
        stage.session.draft().edit(QStringLiteral("x"), [](Recipe& recipe) {
            recipe.training.batchSize = 16;
            recipe.objectives[0].schedule.component = "cosine";
        });
        page.advanced().fold().setOpen(true);
        // All of it, however long: taller than any screen.
        page.resize(m_size.width(), pictures ? 3200 : 2200);
        save(page, (std::string(name) + "-advanced").c_str());
        page.advanced().fold().setOpen(false);
    }

    void notReady()
    {
        TrainStage stage;
        stage.networkProblem = makeError("model.no_output");
        stage.open();
        TrainPage page(stage.session);
        place(page);
        save(page, "not-ready");
    }

    void running()
    {
        TrainStage stage;
        for (int i = 0; i < 3; ++i)
            stage.complete(stage.addRun(JobState::Completed, 1200), "finished", 0.8 + 0.01 * i);
        const auto id = stage.addRun(JobState::Running, 640);
        stage.run(id).checkpoints = {{id, "a", 200, 10.0, false, 0.0, 0, "time"}, {id, "b", 480, 24.0, true, 0.8, 0, "improvement"}};
        stage.run(id).notes = {makeError("training.precision_chosen", {{"precision", "float32"}, {"float32_ms", 0.21}, {"bfloat16_ms", 0.34}}),
                               makeError("service.note_worker_died", {{"signal", "SIGKILL"}}), makeError("service.note_resumed", {{"step", 320}})};
        stage.open();
        TrainPage page(stage.session);
        place(page);
        static_cast<void>(waitUntil([&] { return page.run().charts().series().isLoaded(); }));
        stage.goOn(id, 641, 660);
        save(page, "running");
        for (auto* fold : page.run().findChildren<Section*>())
            fold->setOpen(true);
        page.resize(m_size.width(), 2100);
        save(page, "running-all");
        for (auto* fold : page.run().findChildren<Section*>())
            fold->setOpen(false);
    }

    void runningPictures()
    {
        TrainStage stage(true);
        const auto id = stage.addRun(JobState::Running, 640);
        stage.open();
        TrainPage page(stage.session);
        place(page);
        stage.goOn(id, 641, 660);
        page.resize(m_size.width(), 1000);
        save(page, "running-pictures");
    }

    void ended(JobState state)
    {
        TrainStage stage;
        stage.complete(stage.addRun(JobState::Completed, 1200), "finished", 0.82);
        if (state == JobState::Queued)
            stage.addRun(JobState::Running, 100);
        const auto id = stage.addRun(state, state == JobState::Queued ? 0 : 500);
        if (state != JobState::Queued)
            stage.run(id).checkpoints = {{id, "b", 480, 24.0, true, 0.8, 0, "improvement"}};
        if (state == JobState::Failed)
            stage.run(id).job.error = makeError("training.diverged", {{"step", 501}, {"what", "the loss"}, {"value", "NaN"}, {"fixes", "a lower learning rate"}}, "loss is NaN");
        stage.open();
        TrainPage page(stage.session);
        place(page);
        save(page, (std::string("run-") + std::string(toText(state))).c_str());
    }

    void completed()
    {
        TrainStage stage;
        const auto id = stage.addRun(JobState::Completed, 900);
        stage.run(id).checkpoints = {{id, "b", 675, 34.0, true, 0.8, 0, "improvement"}, {id, "c", 900, 45.0, false, 0.8, 0, "end"}};
        stage.complete(id, "early_stopped", 0.83);
        stage.open();
        TrainPage page(stage.session);
        place(page);
        save(page, "completed");
    }

    QString m_folder;
    QString m_suffix;
    QSize m_size;
};

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    if (argc != 2) {
        std::fprintf(stderr, "usage: ui_train_gallery OUT_DIR\n");
        return 2;
    }
    QDir().mkpath(QString::fromLocal8Bit(argv[1]));
    ThemeOptions options;
    Gallery(QString::fromLocal8Bit(argv[1]), options, QStringLiteral("light"), {1088, 720}).all();
    options.appearance = Appearance::Dark;
    Gallery(QString::fromLocal8Bit(argv[1]), options, QStringLiteral("dark"), {1088, 720}).all();
    options.textScale = 1.5;
    options.appearance = Appearance::Light;
    Gallery(QString::fromLocal8Bit(argv[1]), options, QStringLiteral("150"), {960, 620}).all();
    return 0;
}
