// SPDX-License-Identifier: GPL-3.0-or-later
// The window's process is killed while a network is being drawn: what was written before is there, whole.
#include <doctest/doctest.h>

#include <csignal>

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QProcess>
#include <QTest>

#include "engine/documents/recipe_document.h"
#include "tests/support/temporary_folder.h"
#include "tests/ui/graph/graph_data.h"
#include "ui/documents/graph_edits.h"
#include "ui/documents/recipe_draft.h"

using namespace fettle;
using namespace fettle::ui;

namespace {

constexpr const char* kFileVariable = "FETTLE_TEST_DRAFT";
constexpr const char* kChildCase = "child of the kill test: edits until it is killed";

Recipe startOfDrawing()
{
    Recipe recipe;
    recipe.name = "0";
    recipe.dataset.name = "flowers";
    recipe.task.component = "image_classification";
    recipe.networks["model"].graph = test::RealNetwork("cnn").graph;
    return recipe;
}

/// The edit of this number: a layer more, moved, with an option, and the number as the recipe's name.
void drawOn(Recipe& recipe, int number)
{
    auto& graph = *recipe.networks["model"].graph;
    const auto& layer = *test::realCatalog().find(ComponentKind::Layer, number % 2 ? "linear" : "conv2d");
    const auto id = addNode(graph, layer, 24.0 * number, 0.0);
    setNodeParameter(graph, id, number % 2 ? "out_features" : "out_channels", number + 1);
    recipe.name = std::to_string(number);
}

/// Lines that the child printed so far; the last number is the newest edit that it knows to be written.
int lastNumber(const QByteArray& output)
{
    int last = -1;
    for (const auto& line : output.split('\n'))
        if (line.startsWith("saved ") && line.endsWith('.'))
            last = line.mid(6).chopped(1).toInt();
    return last;
}

} // namespace

TEST_CASE("child of the kill test: edits until it is killed" * doctest::skip())
{
    const auto file = qEnvironmentVariable(kFileVariable).toStdString();
    REQUIRE_FALSE(file.empty());
    RecipeDraft draft;
    draft.setFile(platform::fromUtf8(file));
    draft.reset(startOfDrawing());
    QElapsedTimer never;
    never.start();
    for (int number = 1; never.elapsed() < 60'000; ++number) {
        draft.edit(QStringLiteral("draw"), [&](Recipe& recipe) { drawOn(recipe, number); });
        // By its own timer, as in the window; nobody presses Save.
        while (!draft.isSaved() && never.elapsed() < 60'000)
            QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 20);
        std::printf("saved %d.\n", number);
        std::fflush(stdout);
    }
}

TEST_CASE("kill -9 while drawing: the draft opens again with every edit that was written")
{
    for (int round = 0; round < 4; ++round) {
        test::TemporaryFolder folder;
        const auto file = folder.path() / "recipe.yaml";
        QProcess child;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QString::fromLatin1(kFileVariable), QString::fromStdString(platform::toUtf8(file)));
        child.setProcessEnvironment(environment);
        child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--no-skip"), QStringLiteral("-tc=") + QString::fromLatin1(kChildCase)});
        REQUIRE(child.waitForStarted());
        QByteArray output;
        const QDeadlineTimer deadline(30'000);
        while (lastNumber(output) < 2 + round && !deadline.hasExpired()) {
            child.waitForReadyRead(100);
            output += child.readAllStandardOutput();
        }
        REQUIRE(lastNumber(output) >= 2 + round);
        // Somewhere between an edit and its writing, another place in each round.
        QElapsedTimer wait;
        wait.start();
        while (wait.elapsed() < 90 * round)
            child.waitForReadyRead(10);
        child.kill();
        REQUIRE(child.waitForFinished());
        CHECK(child.exitStatus() == QProcess::CrashExit);
        output += child.readAllStandardOutput();
        const int written = lastNumber(output);

        RecipeDraft draft;
        draft.setFile(file);
        const auto loaded = draft.load();
        REQUIRE_MESSAGE(loaded.ok(), (loaded ? "" : toLogLine(loaded.error())));
        REQUIRE(*loaded);
        const int number = std::stoi(draft.recipe().name);
        CHECK(number >= written);
        // And it is exactly that state, not a mixture.
        Recipe expected = startOfDrawing();
        for (int i = 1; i <= number; ++i)
            drawOn(expected, i);
        CHECK(draft.recipe() == expected);
    }
}
