// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/session.h"

#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include "engine/contract/json.h"
#include "engine/documents/manifest_document.h"
#include "engine/model/safetensors.h"
#include "engine/platform/machine.h"
#include "engine/training/component_versions.h"
#include "engine/training/live_examples.h"
#include "engine/training/memory_pool.h"
#include "engine/training/model_weights.h"
#include "engine/training/precision.h"

namespace fettle::training {
namespace {

// What remains for weights, activations and the rest of the machine.
constexpr double kCacheShare = 0.4;
// The training part is sampled for its own accuracy: enough to see over-fitting, too few to cost time.
constexpr std::int64_t kMostSampleRows = 2000;
constexpr std::int64_t kLeastSampleRows = 100;
constexpr std::int64_t kSampleShare = 40;

std::int64_t budgetOf(const TrainRequest& request)
{
    if (request.memoryBudgetBytes > 0)
        return request.memoryBudgetBytes;
    // A little is left, so that the machine stays usable.
    return static_cast<std::int64_t>(0.9 * static_cast<double>(platform::Machine().memory().availableBytes));
}

/// Older checkpoints have all encoders among those of inputs; no field was both.
EncoderStates encoderStates(const Value& saved, const Value& savedTargets)
{
    EncoderStates states{{saved.asMap().begin(), saved.asMap().end()}, {savedTargets.asMap().begin(), savedTargets.asMap().end()}};
    if (states.targets.empty())
        states.targets = states.inputs;
    return states;
}

/// Weights of a published model, where its components still work as they did when it learned them.
Result<void> loadStartModel(model::Network& network, const platform::Path& folder, const Registry& registry)
{
    FETTLE_TRY_ASSIGN(const auto manifest, documents::readModelManifestFile(folder / "model.yaml"));
    FETTLE_TRY(checkComponentVersions(manifest, registry));
    return loadModelWeights(network, folder, "weights.safetensors");
}

std::vector<std::int64_t> histogram(const torch::Tensor& classes, std::size_t count)
{
    const auto counts = torch::bincount(classes.clamp_min(0), {}, static_cast<std::int64_t>(count));
    return {counts.data_ptr<std::int64_t>(), counts.data_ptr<std::int64_t>() + counts.numel()};
}

} // namespace

Session::Session(const TrainRequest& theRequest, const Registry& theRegistry, TrainObserver& theObserver)
    : request(theRequest), registry(theRegistry), observer(theObserver), log(theRequest.run, theObserver),
      checkpoints(platform::fromUtf8(theRequest.runFolder), theRequest.run)
{
}

Result<std::unique_ptr<Session>> Session::open(const TrainRequest& request, const Registry& registry,
                                               TrainObserver& observer)
{
    auto session = std::unique_ptr<Session>(new Session(request, registry, observer));
    FETTLE_TRY_ASSIGN(session->faults, TrainFaults::fromEnvironment());
    installMemoryPool(budgetOf(request));
    std::optional<Snapshot> snapshot;
    if (request.resume && request.lastStep >= 0)
        snapshot = session->checkpoints.newest(request.lastStep, [&](const Note& note) { session->note(note); });
    if (!snapshot) {
        session->checkpoints.clear();
        if (request.resume && request.lastStep >= 0)
            session->note(makeError("training.resumed_from_start"));
    }
    session->reportProgress("preparing", 0.0, 0.0, -1.0, {});
    FETTLE_TRY(session->resolve(snapshot ? &*snapshot : nullptr));
    session->seconds["load"] = session->m_sinceOpen.seconds();
    FETTLE_TRY(session->decidePrecision());
    FETTLE_TRY(session->buildNetworks());
    session->planSteps();
    FETTLE_TRY(session->chooseWatchedMetric());
    FETTLE_TRY(session->createObjectives());
    session->state.microBatchSize = session->experiment.recipe.training.microBatchSize;
    // Dropout draws from torch's generator: from here on as a run with this seed does.
    torch::manual_seed(static_cast<std::uint64_t>(session->experiment.recipe.training.seed));
    if (snapshot)
        FETTLE_TRY(session->takeUp(*snapshot));
    session->decideCheckpointing();
    BatchPipeline::Options options;
    options.batchSize = session->experiment.recipe.training.batchSize;
    options.threads = session->threads.pipeline;
    options.dropSingle = session->mainNetwork().dependsOnBatch();
    auto order = session->experiment.epochOrder(registry);
    if (!snapshot && !session->experiment.train->lengths().empty()) {
        const double share = paddingShare(*session->experiment.train, order(0), options.batchSize);
        session->note(makeError("training.padding", {{"share", std::round(1000.0 * share) / 10.0}}));
    }
    session->batches = std::make_unique<BatchPipeline>(*session->experiment.train, std::move(order), options,
                                                       session->state.position);
    session->observer.resolvedRecipe(session->experiment.recipe);
    session->seconds["prepare"] = session->m_sinceOpen.seconds() - session->seconds["load"];
    session->state.prepareSeconds += session->m_sinceOpen.seconds();
    return session;
}

Result<void> Session::resolve(const Snapshot* snapshot)
{
    FETTLE_TRY_ASSIGN(auto dataset, data::Dataset::open(request.manifestPath));
    // A run that goes on keeps its recipe, its encoders and its thread count: its numbers depend on all of them.
    Recipe recipe = request.recipe;
    EncoderStates states;
    if (snapshot) {
        m_resumedStep = snapshot->step;
        m_bases = snapshot->state.at("pretrained");
        const auto before = TrainState::fromValue(snapshot->state.at("train"));
        m_secondsBefore = before.prepareSeconds + before.trainSeconds;
        const auto& contrast = snapshot->state.at("contrast");
        m_tunedBody = contrast.at("body_xxh64").asText();
        for (const auto& loss : contrast.at("losses").asList())
            m_contrastLosses.push_back(loss.asReal());
        FETTLE_TRY_ASSIGN(recipe, fromValue<Recipe>(snapshot->state.at("recipe")));
        states = encoderStates(snapshot->state.at("encoders"), snapshot->state.at("target_encoders"));
    }
    const auto wanted = request.threads > 0 && !snapshot ? request.threads : recipe.training.threads;
    ResolveOptions options;
    options.threads = resolveThreads(wanted);
    applyThreads(planThreads(options.threads, false));
    options.cacheBytes = static_cast<std::int64_t>(kCacheShare * static_cast<double>(budgetOf(request)));
    options.microBatchSize = request.microBatchSize;
    options.encoderStates = snapshot ? &states : nullptr;
    options.note = [this](const Note& said) { note(said); };
    FETTLE_TRY_ASSIGN(experiment, resolveExperiment(recipe, std::move(dataset), registry, options));
    threads = planThreads(options.threads, experiment.train->preparesOnTheFly());
    applyThreads(threads);
    return {};
}

Result<void> Session::decidePrecision()
{
    auto& training = experiment.recipe.training;
    if (training.precision == Precision::Auto) {
        FETTLE_TRY_ASSIGN(const auto choice, choosePrecision(experiment, registry));
        training.precision = choice.precision;
        if (choice.note)
            note(*choice.note);
    }
    pass.precision = training.precision;
    pass.channelsLast = training.channelsLast;
    return {};
}

Result<void> Session::buildNetworks()
{
    const auto seed = static_cast<std::uint64_t>(experiment.recipe.training.seed);
    for (const auto& [name, spec] : experiment.recipe.networks) {
        FETTLE_TRY_ASSIGN(networks[name], model::buildNetwork(*spec.graph, experiment.inputSpecs, registry, {}, seed));
        if (m_resumedStep < 0) // a checkpoint has them, whatever became of the files
            FETTLE_TRY(loadStartWeights(name));
        prepareNetwork(*networks[name], pass);
        for (const auto& parameter : networks[name]->parameters())
            parameter.tensor.set_requires_grad(spec.trainable);
        if (spec.weights.contains("pretrained"))
            FETTLE_TRY(beginFineTuning(name));
    }
    average = std::make_unique<WeightAverage>(mainNetwork().parameters(), experiment.recipe.training.emaDecay);
    useOneThreadForSmallSteps();
    return {};
}

void Session::useOneThreadForSmallSteps()
{
    // Waking a second thread costs more than a step of a small dense network takes. A function of the recipe alone,
    // so that a resumed run decides alike.
    constexpr std::int64_t kSmallStep = std::int64_t{1} << 23; // multiply-adds, forward
    std::int64_t weights = 0;
    for (const auto& [name, network] : networks) {
        if (network->hasConvolutions())
            return;
        for (const auto& parameter : network->parameters())
            weights += parameter.tensor.numel();
    }
    if (weights > kSmallStep / std::max<std::int64_t>(experiment.recipe.training.batchSize, 1))
        return;
    threads.compute = 1;
    applyThreads(threads);
}

Result<void> Session::loadStartWeights(const std::string& name)
{
    const auto& weights = experiment.recipe.networks.at(name).weights;
    if (weights.empty() || weights.contains("pretrained"))
        return {};
    const auto folder = weights.find("model");
    const auto file = weights.find("file");
    if (folder != weights.end())
        return loadStartModel(*networks[name], platform::fromUtf8(folder->second.asText()), registry);
    const auto path = file != weights.end() ? platform::fromUtf8(file->second.asText()) : platform::Path();
    FETTLE_TRY_ASSIGN(const auto opened, model::openSafetensors(path));
    return networks[name]->load(opened.tensors());
}

void Session::planSteps()
{
    const auto& training = experiment.recipe.training;
    BatchPipeline::Options options;
    options.batchSize = training.batchSize;
    options.dropSingle = mainNetwork().dependsOnBatch();
    const auto batchCount = BatchPipeline::batchesPerEpoch(experiment.train->size(), options);
    const auto stepsPerEpoch = (batchCount + training.accumulation - 1) / training.accumulation;
    const auto byEpochs = std::llround(training.epochs * static_cast<double>(stepsPerEpoch));
    m_totalSteps = std::max<std::int64_t>(training.steps > 0 ? training.steps : byEpochs, 1);
    m_evaluationInterval = std::max<std::int64_t>(
        std::llround(training.evaluateEveryEpochs * static_cast<double>(stepsPerEpoch)), 1);
}

double Session::epochsDone() const
{
    return static_cast<double>(state.position.epoch) +
           static_cast<double>(state.position.batch) /
               static_cast<double>(std::max<std::int64_t>(batches->batchesPerEpoch(), 1));
}

Result<void> Session::chooseWatchedMetric()
{
    const auto known = experiment.task->metrics();
    auto& wanted = experiment.recipe.training.earlyStopping.metric;
    if (wanted.empty())
        wanted = known.empty() ? "loss" : known.front();
    primaryMetric = known.empty() ? "loss" : known.front();
    ValueList list{"loss"};
    list.insert(list.end(), known.begin(), known.end());
    if (wanted != "loss" && std::find(known.begin(), known.end(), wanted) == known.end())
        return makeError("training.unknown_metric", {{"metric", wanted}, {"known", std::move(list)}});
    const auto* metric = registry.get<Metric>(ComponentKind::Metric, wanted);
    lowerIsBetter = wanted == "loss" || (metric && metric->lowerIsBetter());
    return {};
}

Result<void> Session::createObjectives()
{
    ScheduleContext schedule;
    schedule.totalSteps = m_totalSteps;
    schedule.stepsPerEpoch = m_evaluationInterval;
    BatchPipeline::Options options;
    options.batchSize = experiment.recipe.training.batchSize;
    options.dropSingle = mainNetwork().dependsOnBatch();
    const auto batchCount = BatchPipeline::batchesPerEpoch(experiment.train->size(), options);
    schedule.stepsPerEpoch = (batchCount + experiment.recipe.training.accumulation - 1) / experiment.recipe.training.accumulation;
    // Without a validation part a plateau is one of the training loss.
    schedule.lowerIsBetter = lowerIsBetter || experiment.dataset->rows(Split::Validation).empty();
    for (const auto& objective : experiment.recipe.objectives) {
        FETTLE_TRY_ASSIGN(auto runner, ObjectiveRunner::create(objective, experiment, networks, tuners, registry, schedule));
        objectives.push_back(std::move(runner));
    }
    return {};
}

void Session::makeEvaluationParts()
{
    if (m_trainSample)
        return;
    if (const auto& rows = experiment.dataset->rows(Split::Validation); !rows.empty())
        m_validation = experiment.encodeForEvaluation(rows);
    const auto& rows = experiment.train->rows();
    const auto all = static_cast<std::int64_t>(rows.size());
    const auto count = std::min(all, std::clamp(all / kSampleShare, kLeastSampleRows, kMostSampleRows));
    std::vector<std::int64_t> sample;
    for (std::int64_t i = 0; i < count; ++i)
        sample.push_back(rows[static_cast<std::size_t>(i * all / count)]);
    m_trainSample = experiment.encodeForEvaluation(std::move(sample));
}

void Session::note(const Note& said)
{
    state.notes.push_back(said);
    observer.note(said);
}

void Session::reportProgress(const std::string& phase, double done, double total, double secondsLeft, ValueMap details)
{
    Progress progress;
    progress.phase = phase;
    progress.done = done;
    progress.total = total;
    progress.secondsLeft = secondsLeft;
    progress.details = std::move(details);
    observer.progress(progress);
}

EvaluateOptions Session::evaluateOptions() const
{
    EvaluateOptions options;
    options.pass = pass;
    options.batchSize = evaluationBatchSize(experiment.inputSpecs);
    return options;
}

std::map<std::string, std::vector<std::string>> Session::classesOfTarget() const
{
    std::map<std::string, std::vector<std::string>> classes;
    for (const auto& target : experiment.targets)
        classes[target.name] = target.encoder->classes();
    return classes;
}

void Session::addPoints(const SplitEvaluation& evaluation, const std::string& part, bool withLoss)
{
    for (const auto& [metric, value] : evaluation.metrics)
        if (withLoss || !metric.ends_with("loss"))
            log.add(part + "/" + metric, state.step, value);
}

void Session::watchClasses(const SplitEvaluation& evaluation)
{
    for (const auto& [head, data] : evaluation.heads)
        if (data.predicted.defined() && !data.classes.empty())
            if (const auto said = guard.observePredictions(state.step, histogram(data.predicted, data.classes.size()),
                                                           histogram(data.targets, data.classes.size()), data.classes))
                note(*said);
}

bool Session::evaluate()
{
    const Stopwatch watch;
    makeEvaluationParts(); // not before the first step: a training should be seen to begin
    const WeightAverage::Use averages(*average);
    const auto options = evaluateOptions();
    const auto classes = classesOfTarget();
    const auto* losses = &objectives.front()->losses();
    // The training part's loss is the series train/loss, of every step.
    addPoints(evaluateSplit(mainNetwork(), *m_trainSample, *experiment.task, classes, nullptr, registry, options), "train", false);
    const double trainLoss = state.lossSum / static_cast<double>(std::max<std::int64_t>(state.lossCount, 1));
    state.lossSum = 0.0;
    state.lossCount = 0;
    bool improved = false;
    double watched = trainLoss;
    if (m_validation) {
        const auto evaluation = evaluateSplit(mainNetwork(), *m_validation, *experiment.task, classes, losses, registry, options);
        addPoints(evaluation, "validation", true);
        watchClasses(evaluation);
        examples = liveExamples(evaluation, state.step, firstText());
        const auto& stopping = experiment.recipe.training.earlyStopping;
        const auto found = evaluation.metrics.find(stopping.metric);
        watched = found != evaluation.metrics.end() ? found->second : std::numeric_limits<double>::quiet_NaN();
        const double gain = lowerIsBetter ? state.bestMetric - watched : watched - state.bestMetric;
        improved = std::isfinite(watched) && (!std::isfinite(state.bestMetric) || gain > stopping.minimumDelta);
        state.badEvaluations = improved ? 0 : state.badEvaluations + 1;
        if (improved) {
            state.bestMetric = watched;
            m_bestStepBefore = state.bestStep;
            state.bestStep = state.step;
        }
    }
    if (std::isfinite(watched))
        for (auto& objective : objectives)
            objective->observe(watched);
    state.evaluateSeconds += watch.seconds();
    return improved;
}

} // namespace fettle::training
