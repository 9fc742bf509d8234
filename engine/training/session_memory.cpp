// SPDX-License-Identifier: GPL-3.0-or-later
// What a training does to fit into memory: blocks that are worked out twice, smaller micro-batches.
#include <algorithm>

#include <torch/torch.h>

#include "engine/training/memory_pool.h"
#include "engine/training/session.h"

namespace fettle::training {
namespace {

// A gradient and the two moments of the usual optimizers for each weight.
constexpr std::int64_t kBytesPerWeight = 12;
// What a Transformer's blocks may keep of the memory that is left; heads, embeddings and working space take the rest.
constexpr double kActivationShare = 0.7;

bool isText(const EncodedField& field) { return field.column->field().kind == FieldKind::Text; }

} // namespace

bool Session::mayCheckpointMore() const
{
    return experiment.recipe.training.activationCheckpointing == ActivationCheckpointing::Auto && std::ranges::any_of(networks, [](const auto& entry) {
        return entry.second->blockBytesPerStep() > 0 && !entry.second->recomputesBlocks();
    });
}

void Session::checkpointActivations()
{
    for (auto& [name, network] : networks)
        network->recomputeBlocks(true);
    state.recomputesBlocks = true;
}

/// By what the longest micro-batch would keep, beside the weights with their gradients and the optimizer's numbers. The
/// recipe's choice stays open: it changes no number, and who trains by it again may have more memory or less.
void Session::decideCheckpointing()
{
    const auto choice = experiment.recipe.training.activationCheckpointing;
    if (choice == ActivationCheckpointing::On || state.recomputesBlocks)
        return checkpointActivations();
    if (choice == ActivationCheckpointing::Off)
        return;
    const auto lengths = experiment.train->lengths();
    const auto longest = lengths.empty() ? 0 : *std::ranges::max_element(lengths) * static_cast<std::int64_t>(std::max<std::size_t>(1, textFields()));
    std::int64_t activations = 0;
    std::int64_t weights = 0;
    for (const auto& [name, network] : networks) {
        activations += state.microBatchSize * longest * network->blockBytesPerStep();
        for (const auto& parameter : network->parameters())
            weights += parameter.tensor.requires_grad() ? parameter.tensor.numel() * kBytesPerWeight : 0;
    }
    const auto use = memoryUse();
    const auto free = use.budgetBytes - use.liveBytes - weights;
    if (activations == 0 || static_cast<double>(activations) <= kActivationShare * static_cast<double>(free))
        return;
    checkpointActivations();
    note(makeError("training.checkpointing_on", {{"needed", activations}, {"free", std::max<std::int64_t>(free, 0)}}));
}

std::size_t Session::textFields() const
{
    return static_cast<std::size_t>(std::ranges::count_if(experiment.inputs, isText));
}

const Column* Session::firstText() const
{
    const auto found = std::ranges::find_if(experiment.inputs, isText);
    return found == experiment.inputs.end() ? nullptr : found->column;
}

Result<void> Session::halveMicroBatch()
{
    for (const auto& objective : objectives)
        objective->clearGradients(); // half of a step's, which comes once more
    for (const auto& [name, network] : networks)
        network->letGo();
    releaseCachedMemory();
    // What changes no number comes first.
    if (mayCheckpointMore()) {
        checkpointActivations();
        note(makeError("training.checkpointing_out_of_memory", {{"step", state.step + 1}}));
        batches->restartAt(state.position);
        return {};
    }
    if (state.microBatchSize <= 1)
        return makeError("training.out_of_memory", {{"micro_batch", state.microBatchSize}});
    const auto before = state.microBatchSize;
    state.microBatchSize = (before + 1) / 2;
    experiment.recipe.training.microBatchSize = state.microBatchSize;
    note(makeError("training.micro_batch_halved", {{"step", state.step + 1}, {"from", before}, {"to", state.microBatchSize}}));
    if (mainNetwork().dependsOnBatch())
        note(makeError("training.batch_norm_group_size"));
    if (const auto* task = registry.get<Task>(ComponentKind::Task, experiment.recipe.task.component); task && task->readsTarget())
        note(makeError("training.matching_group_size"));
    observer.resolvedRecipe(experiment.recipe);
    batches->restartAt(state.position); // the step's batches come once more
    return {};
}

} // namespace fettle::training
