// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/worker/recipe_run.h"

#include <cstdio>
#include <fstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/documents/recipe_document.h"
#include "engine/platform/files.h"
#include "engine/platform/paths.h"
#include "engine/platform/random_id.h"
#include "engine/training/model_weights.h"
#include "engine/worker/job_runner.h"

namespace fettle::worker {
namespace {

using platform::Path;

constexpr const char* kMetricsFile = "metrics.jsonl";

/// Everything a supervisor would store goes into files of the run's folder.
class FolderSink final : public JobSink {
public:
    FolderSink(Path folder, const platform::StopSignals& signals, bool quiet)
        : m_folder(std::move(folder)), m_signals(signals), m_quiet(quiet),
          m_metrics(m_folder / kMetricsFile, std::ios::app)
    {
    }

    void metrics(const MetricBatch& batch) override { m_metrics << encodeMessage("metrics", toJson(batch)) << '\n'; }
    void checkpoint(const CheckpointInfo& info) override
    {
        m_metrics << encodeMessage("checkpoint", toJson(info)) << '\n' << std::flush;
        say(fmt::format("checkpoint at step {} ({})", info.step, info.reason));
    }
    void artifact(const ArtifactInfo& info) override { m_metrics << encodeMessage("artifact", toJson(info)) << '\n'; }
    void note(const Note& note) override
    {
        m_metrics << encodeMessage("note", toJson(note)) << '\n';
        say(toLogLine(note));
    }
    void resolvedRecipe(const Recipe& recipe) override
    {
        const auto text = documents::writeRecipe(recipe, documents::Defaults::Write);
        if (const auto written = platform::writeFileAtomically(m_folder / "recipe.yaml", text); !written.ok())
            say(toLogLine(written.error()));
    }
    void progress(const Progress& progress) override
    {
        if (progress.phase == m_phase && progress.phase != "training")
            return;
        m_phase = progress.phase;
        std::string details;
        for (const auto& [name, value] : progress.details)
            if (!value.isMap() && !value.isList()) // examples are for a screen
                details += fmt::format("  {} {}", name, value.toDisplay());
        say(fmt::format("{}: {:.0f} of {:.0f}{}", progress.phase, progress.done, progress.total, details));
    }
    [[nodiscard]] std::optional<StopMode> stopRequested() override
    {
        return m_signals.requested() ? std::optional(StopMode::Pause) : std::nullopt;
    }
    [[nodiscard]] bool cancelled() const override { return m_signals.requested(); }

private:
    void say(const std::string& line) const
    {
        if (!m_quiet)
            std::fprintf(stderr, "%s\n", line.c_str());
    }

    Path m_folder;
    const platform::StopSignals& m_signals;
    bool m_quiet;
    std::ofstream m_metrics;
    std::string m_phase;
};

/// The newest checkpoint's step and the metric lines up to it; later lines are written again by the resumed run.
std::int64_t keepMetricsUpToCheckpoint(const Path& folder)
{
    std::ifstream in(folder / kMetricsFile);
    std::string kept;
    std::string pending;
    std::string line;
    std::int64_t lastStep = -1;
    while (std::getline(in, line)) {
        pending += line + '\n';
        const auto json = parseJson(line);
        if (!json.ok() || valueFromJson(*json).at("type").asText() != "checkpoint")
            continue;
        lastStep = valueFromJson(*json).at("step").asInteger(-1);
        kept += pending;
        pending.clear();
    }
    in.close();
    if (!pending.empty())
        static_cast<void>(platform::writeFileAtomically(folder / kMetricsFile, kept));
    return lastStep;
}

/// The folder's run id, made at the first start, so that a run that goes on keeps its name.
Result<std::string> runId(const Path& folder)
{
    const Path file = folder / "run_id";
    if (const auto known = platform::readWholeFile(file, 64); known.ok() && platform::isId(*known))
        return *known;
    const auto id = platform::randomId();
    FETTLE_TRY(platform::writeFileDurably(file, id));
    return id;
}

Result<JobAssignment> prepare(const RecipeRunOptions& options)
{
    FETTLE_TRY_ASSIGN(Recipe recipe, documents::readRecipeFile(platform::fromUtf8(options.recipeFile)));
    const Path folder = std::filesystem::absolute(platform::fromUtf8(options.outFolder));
    FETTLE_TRY(platform::makeFolders(folder));
    TrainRequest request;
    request.recipe = std::move(recipe);
    FETTLE_TRY_ASSIGN(request.run, runId(folder));
    request.runFolder = platform::toUtf8(folder);
    request.modelFolder = platform::toUtf8(folder / "model");
    request.resume = true;
    request.lastStep = keepMetricsUpToCheckpoint(folder);
    JobAssignment job;
    job.job = "run";
    job.kind = JobKind::Train;
    job.request = toValue(request);
    return job;
}

/// Where such a run is brought home to, nobody has the pretrained models of this machine: its model holds all its weights.
/// A model that cannot be made whole works here as it is.
void makeModelWhole(const Path& folder, const Registry& registry, FolderSink& sink)
{
    const auto merged = guarded([&]() -> Result<Value> {
        FETTLE_TRY_ASSIGN(const bool done, training::mergeModel(platform::toUtf8(folder / "model"), registry));
        return Value(done);
    });
    if (!merged)
        sink.note(merged.error());
}

} // namespace

int runRecipe(const RecipeRunOptions& options, const Registry& registry, const platform::StopSignals& signals)
{
    const auto job = prepare(options);
    if (!job.ok()) {
        std::fprintf(stderr, "%s\n", toLogLine(job.error()).c_str());
        return 1;
    }
    const Path folder = std::filesystem::absolute(platform::fromUtf8(options.outFolder));
    FolderSink sink(folder, signals, options.quiet);
    const auto outcome = runJob(*job, registry, sink);
    if (outcome.state == JobState::Completed)
        makeModelWhole(folder, registry, sink);
    const auto json = toJson(outcome);
    if (const auto written = platform::writeFileDurably(folder / "result.json", json.dump(2) + "\n"); !written.ok()) {
        std::fprintf(stderr, "%s\n", toLogLine(written.error()).c_str());
        return 1;
    }
    if (outcome.error && !options.quiet)
        std::fprintf(stderr, "%s\n", toLogLine(*outcome.error).c_str());
    std::printf("%s\n", toLine(json).c_str());
    if (outcome.state == JobState::Completed)
        return 0;
    return outcome.state == JobState::Failed ? 1 : 3;
}

} // namespace fettle::worker
