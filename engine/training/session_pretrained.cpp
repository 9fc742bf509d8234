// SPDX-License-Identifier: GPL-3.0-or-later
// How a training begins with a pretrained model: its weights, the part that stays as it is, the comparing of a handful.
#include <algorithm>
#include <chrono>
#include <span>

#include <torch/torch.h>

#include "engine/training/component_versions.h"
#include "engine/training/contrastive_start.h"
#include "engine/training/session.h"

namespace fettle::training {
namespace {

/// The tensors of `network` that are named as those of `wanted`.
std::vector<NamedTensor> statesOf(const model::Network& network, const std::vector<NamedTensor>& wanted)
{
    std::vector<NamedTensor> found;
    for (const auto& named : network.state())
        if (std::ranges::find(wanted, named.name, &NamedTensor::name) != wanted.end())
            found.push_back({named.name, named.tensor.detach()});
    return found;
}

} // namespace

Result<void> Session::beginFineTuning(const std::string& name)
{
    const auto& training = experiment.recipe.training;
    const auto id = experiment.recipe.networks.at(name).weights.at("pretrained").asText();
    const auto seed = static_cast<std::uint64_t>(training.seed);
    // A run that goes on has its weights in the checkpoint; of older checkpoints nobody knows whose they were.
    const auto& known = m_bases.at(name);
    if (!known.asMap().empty()) {
        FETTLE_TRY_ASSIGN(tuners[name], FineTuner::resume(*networks[name], known, training.fineTuning, seed));
    } else {
        FETTLE_TRY_ASSIGN(tuners[name], FineTuner::begin(*networks[name], id, training.fineTuning, seed));
        const auto& tuner = tuners[name];
        note(makeError("training.began_pretrained", {{"model", tuner.pretrained().title},
                                                     {"loaded", static_cast<std::int64_t>(tuner.report().loaded.size())},
                                                     {"fresh", static_cast<std::int64_t>(tuner.report().fresh.size())}}));
    }
    if (training.fineTuning.method == TuningMethod::Frozen && name == experiment.mainNetwork())
        FETTLE_TRY(replaceFrozenPart(name, known.asMap().empty()));
    return {};
}

std::optional<Error> Session::endedEarly() const
{
    // Stop and save has nothing to save yet: it goes on until there is something.
    if (stopRequested().value_or(StopMode::Save) != StopMode::Save)
        return makeError("training.stopped_early");
    const auto minutes = experiment.recipe.training.maxMinutes;
    if (minutes > 0.0 && m_resumedStep <= 0 && m_secondsBefore + m_sinceOpen.seconds() >= 60.0 * minutes)
        return makeError("training.time_over_early", {{"minutes", minutes}});
    return std::nullopt;
}

Result<void> Session::replaceFrozenPart(const std::string& name, bool isLoaded)
{
    const auto& spec = experiment.recipe.networks.at(name);
    const auto& report = tuners[name].report();
    const auto cut = model::cutBehind(*spec.graph, experiment.inputSpecs, registry, report.loaded, {report.fresh.begin(), report.fresh.end()});
    const bool comparesFirst = experiment.recipe.training.fineTuning.contrastiveSteps > 0;
    if (!cut || experiment.recipe.networks.size() != 1) {
        if (comparesFirst)
            return makeError("training.contrastive_unfit");
        return {}; // it is run through at every step instead
    }
    const auto seed = static_cast<std::uint64_t>(experiment.recipe.training.seed);
    FETTLE_TRY_ASSIGN(auto frozen, model::buildNetwork(cut->frozen, experiment.inputSpecs, registry, {}, seed));
    prepareNetwork(*frozen, pass);
    // What came of comparing hung on the memory of that moment: it is not worked out a second time.
    bool isTuned = false;
    if (comparesFirst) {
        FETTLE_TRY_ASSIGN(isTuned, takeUpTunedBody(*frozen));
    }
    if (!isTuned && !isLoaded)
        FETTLE_TRY(tuners[name].loadBase(*networks[name]));
    if (!isTuned)
        FETTLE_TRY(frozen->load(statesOf(*networks[name], frozen->state())));
    if (comparesFirst && !isTuned)
        FETTLE_TRY(startWithContrast(*frozen));
    FrozenFeatures::Options options;
    options.evaluate = evaluateOptions();
    options.evaluate.cancelled = [this] { return endedEarly().has_value(); };
    options.weights = tuners[name].checksum();
    recordLayers(options.versions, registry, cut->frozen);
    for (const auto& use : experiment.recipe.inputs)
        if (frozen->reads(use.field))
            recordVersion(options.versions, registry, ComponentKind::Encoder, use.encoder.component);
    options.keeps = !comparesFirst;
    options.progress = [this](double done, double total) { reportProgress("reading_features", done, total, -1.0, {}); };
    const Stopwatch watch;
    features = FrozenFeatures::make(experiment, *cut, *frozen, options);
    if (!features)
        return endedEarly().value_or(makeError("training.stopped_early"));
    seconds["features"] = watch.seconds();
    if (features->wereKept())
        note(makeError("training.features_kept"));
    m_frozenState = frozen->state();
    FETTLE_TRY_ASSIGN(auto trained, model::buildNetwork(cut->trained, experiment.inputSpecs, registry, {}, seed));
    FETTLE_TRY(trained->load(statesOf(*networks[name], trained->state())));
    networks[name] = std::move(trained);
    return {};
}

Result<void> Session::startWithContrast(model::Network& frozen)
{
    if (experiment.targets.size() != 1 || experiment.targets.front().encoder->classes().size() < 2 || frozen.headNames().size() != 1)
        return makeError("training.contrastive_unfit");
    const auto& target = experiment.train->target(experiment.targets.front().name);
    if (target.numel() != experiment.train->size() || target.scalar_type() != torch::kInt64)
        return makeError("training.contrastive_unfit");
    const auto& training = experiment.recipe.training;
    ContrastiveOptions options;
    options.steps = training.fineTuning.contrastiveSteps;
    options.seed = static_cast<std::uint64_t>(training.seed);
    options.pass = pass;
    options.checkpointing = training.activationCheckpointing;
    options.note = [this](const Note& said) { note(said); };
    options.faults = &faults;
    options.cancelled = [this] { return endedEarly().has_value(); };
    options.progress = [this](double done, double total) { reportProgress("contrasting", done, total, -1.0, {}); };
    const auto series = log.series("train/contrastive_loss");
    options.learned = [this, series](std::int64_t step, double loss) {
        m_contrastLosses.push_back(loss);
        if (step <= m_resumedStep)
            return; // the same steps once more: their points are stored
        log.add(series, step, loss);
        log.flushIfDue(std::chrono::steady_clock::now());
    };
    const Stopwatch watch;
    const std::span classes(target.const_data_ptr<std::int64_t>(), static_cast<std::size_t>(target.numel()));
    const auto loss = startContrastively(frozen, *experiment.train, classes, registry, options);
    if (!loss)
        return loss.error().code == "training.stopped_early" ? endedEarly().value_or(loss.error()) : loss.error();
    seconds["contrast"] = watch.seconds();
    keepTunedBody(frozen);
    note(makeError("training.contrastive_done", {{"steps", options.steps}}));
    return {};
}

std::vector<NamedTensor> Session::publishedState()
{
    auto state = mainNetwork().state();
    state.insert(state.end(), m_frozenState.begin(), m_frozenState.end());
    return state;
}

} // namespace fettle::training
