// SPDX-License-Identifier: GPL-3.0-or-later
// The part of Session that saves and takes up where a training stands.
#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include "engine/contract/json.h"
#include "engine/training/session.h"

namespace fettle::training {
namespace {

constexpr const char* kGeneratorTensor = "generator/cpu";

/// The tensors whose names begin with `prefix`, without it.
std::vector<NamedTensor> part(const std::vector<NamedTensor>& tensors, const std::string& prefix)
{
    std::vector<NamedTensor> found;
    for (const auto& named : tensors)
        if (named.name.starts_with(prefix))
            found.push_back({named.name.substr(prefix.size()), named.tensor});
    return found;
}

} // namespace

Snapshot Session::snapshot() const
{
    Snapshot snapshot;
    snapshot.step = state.step;
    for (const auto& [name, network] : networks)
        for (const auto& named : network->state())
            snapshot.tensors.push_back({"network/" + name + "/" + named.name, named.tensor.detach()});
    ValueMap schedules;
    for (const auto& objective : objectives) {
        const auto& name = objective->objective().name;
        for (const auto& named : objective->optimizer().state())
            snapshot.tensors.push_back({"optimizer/" + name + "/" + named.name, named.tensor.detach()});
        schedules[name] = objective->schedule().state();
    }
    for (const auto& [name, tuner] : tuners)
        for (const auto& named : tuner.lowRank().state())
            snapshot.tensors.push_back({"change/" + name + "/" + named.name, named.tensor});
    for (const auto& named : average->state())
        snapshot.tensors.push_back(named);
    snapshot.tensors.push_back({kGeneratorTensor, at::detail::getDefaultCPUGenerator().get_state()});
    const ValueMap contrast{{"body_xxh64", m_tunedBody}, {"losses", ValueList(m_contrastLosses.begin(), m_contrastLosses.end())}};
    ValueMap bases;
    for (const auto& [name, tuner] : tuners)
        if (tuner.isPretrained())
            bases[name] = tuner.state();
    ValueMap encoders;
    for (const auto& [field, encoder] : experiment.encoders)
        encoders[field] = encoder->state();
    ValueMap targetEncoders;
    for (const auto& [field, encoder] : experiment.targetEncoders)
        targetEncoders[field] = encoder->state();
    snapshot.state = ValueMap{{"train", state.toValue()}, {"guard", guard.state()}, {"schedules", schedules},
                              {"encoders", encoders}, {"target_encoders", targetEncoders}, {"recipe", toValue(experiment.recipe)},
                              {"threads", threads.total}, {"compute_threads", threads.compute},
                              {"precision", std::string(toText(pass.precision))}, {"channels_last", pass.channelsLast},
                              {"contrast", contrast}, {"pretrained", bases}};
    return snapshot;
}

Result<bool> Session::takeUpTunedBody(model::Network& body)
{
    const auto wanted = std::exchange(m_tunedBody, {});
    const auto losses = std::exchange(m_contrastLosses, {});
    if (wanted.empty())
        return false; // a new run, or one that could not keep it: the steps once more
    const auto kept = checkpoints.readFixed(wanted);
    if (!kept) {
        note(kept.error());
        return false;
    }
    FETTLE_TRY(body.load(*kept));
    // Points after the checkpoint were forgotten with those of the training.
    const auto series = log.series("train/contrastive_loss");
    for (std::size_t i = 0; i < losses.size(); ++i)
        if (const auto step = static_cast<std::int64_t>(i) + 1; step > m_resumedStep)
            log.add(series, step, losses[i]);
    m_tunedBody = wanted;
    m_contrastLosses = losses;
    return true;
}

void Session::keepTunedBody(const model::Network& body)
{
    std::vector<NamedTensor> tensors;
    for (const auto& named : body.state())
        tensors.push_back({named.name, named.tensor.detach()});
    auto written = checkpoints.writeFixed(tensors);
    if (written)
        m_tunedBody = std::move(written).value();
    else
        note(noteOfMissedCheckpoint(written.error()));
}

Result<void> Session::takeUp(const Snapshot& snapshot)
{
    const auto misfit = [&](const std::string& what) {
        return makeError("training.checkpoint_layout", {{"tensor", what}});
    };
    for (const auto& [name, network] : networks)
        FETTLE_TRY(network->load(part(snapshot.tensors, "network/" + name + "/")));
    try {
        for (const auto& objective : objectives) {
            const auto& name = objective->objective().name;
            objective->optimizer().load(part(snapshot.tensors, "optimizer/" + name + "/"));
            objective->schedule().load(snapshot.state.at("schedules").at(name));
        }
        for (auto& [name, tuner] : tuners)
            if (tuner.lowRank().isOn())
                tuner.lowRank().load(part(snapshot.tensors, "change/" + name + "/"));
        average->load(snapshot.tensors);
    } catch (const std::runtime_error& error) {
        return misfit(error.what());
    }
    const auto generator = part(snapshot.tensors, kGeneratorTensor);
    if (generator.size() != 1)
        return misfit(kGeneratorTensor);
    at::Generator(at::detail::getDefaultCPUGenerator()).set_state(generator.front().tensor);
    const auto notesBefore = state.notes;
    state = TrainState::fromValue(snapshot.state.at("train"));
    guard.load(snapshot.state.at("guard"));
    if (request.microBatchSize > 0)
        state.microBatchSize = std::min(state.microBatchSize, request.microBatchSize);
    experiment.recipe.training.microBatchSize = state.microBatchSize;
    for (const auto& said : notesBefore)
        if (std::find(state.notes.begin(), state.notes.end(), said) == state.notes.end())
            state.notes.push_back(said);
    note(makeError("training.resumed", {{"step", state.step}}));
    return {};
}

Result<void> Session::writeCheckpoint(const std::string& reason)
{
    const Stopwatch watch;
    // The points come before the checkpoint that they belong to: a resume finds them stored.
    log.flush();
    auto written = checkpoints.write(snapshot(), state.bestStep, reason);
    state.checkpointSeconds += watch.seconds();
    if (!written)
        return written.error();
    written->epoch = epochsDone();
    written->metric = state.bestMetric;
    observer.checkpoint(*written);
    return {};
}

void Session::tryCheckpoint(const std::string& reason)
{
    const auto written = writeCheckpoint(reason);
    if (written.ok() || written.error().code == "platform.not_durable")
        return;
    // These weights are not on disk, so they cannot be restored later; those of the best evaluation before still are.
    if (state.bestStep == state.step)
        state.bestStep = m_bestStepBefore;
    // A disk stays full for a while: said once is enough.
    const auto missed = noteOfMissedCheckpoint(written.error());
    if (state.notes.empty() || state.notes.back().code != missed.code)
        note(missed);
}

std::int64_t Session::settleWeights()
{
    const auto& stopping = experiment.recipe.training.earlyStopping;
    const bool wantsBest = stopping.enabled && stopping.restoreBest && state.bestStep >= 0 && state.bestStep != state.step;
    if (wantsBest) {
        auto best = checkpoints.read(state.bestStep);
        if (best) {
            const auto& name = experiment.mainNetwork();
            const auto loaded = mainNetwork().load(part(best->tensors, "network/" + name + "/"));
            if (loaded.ok()) {
                if (auto& change = tuners[name].lowRank(); change.isOn())
                    change.load(part(best->tensors, "change/" + name + "/"));
                if (average->isOn()) {
                    average->load(best->tensors);
                    average->apply();
                }
                return state.bestStep;
            }
        } else {
            note(best.error());
        }
    }
    if (average->isOn())
        average->apply();
    return state.step;
}

} // namespace fettle::training
