// SPDX-License-Identifier: GPL-3.0-or-later
// What a resolved experiment gives: its splits, their order, other inputs.
#include <torch/torch.h>

#include "engine/training/experiment.h"

namespace fettle::training {

const std::string& Experiment::mainNetwork() const
{
    const auto model = recipe.networks.find("model");
    return model != recipe.networks.end() ? model->first : recipe.networks.begin()->first;
}

void Experiment::readInputs(std::vector<EncodedField> fields)
{
    inputs = std::move(fields);
    inputSpecs.clear();
    for (const auto& field : inputs)
        inputSpecs.emplace_back(field.name, field.encoder->spec());
    EncodeOptions options;
    options.threads = recipe.training.threads;
    options.memoryBytes = 4 * evaluationCacheBytes;
    options.channelsLast = recipe.training.channelsLast;
    options.seed = static_cast<std::uint64_t>(recipe.training.seed);
    train = std::make_unique<EncodedSplit>(inputs, targets, weights, train->rows(), options);
}

std::unique_ptr<EncodedSplit> Experiment::encodeForEvaluation(std::vector<std::int64_t> rows) const
{
    EncodeOptions options;
    options.threads = recipe.training.threads;
    // Held as training's examples are; a split is let go again when it has been evaluated.
    options.memoryBytes = evaluationCacheBytes;
    options.channelsLast = recipe.training.channelsLast;
    return std::make_unique<EncodedSplit>(inputs, targets, nullptr, std::move(rows), options);
}

EpochOrder Experiment::epochOrder(const Registry& registry) const
{
    auto sampler = registry.resolve<Sampler>(ComponentKind::Sampler, recipe.sampler);
    // The rows are the split's own positions' rows; a sampler speaks of dataset rows, the cache of positions.
    const auto& rows = train->rows();
    auto positions = std::make_shared<std::vector<std::int32_t>>(static_cast<std::size_t>(dataset->rowCount()), -1);
    for (std::size_t i = 0; i < rows.size(); ++i)
        (*positions)[static_cast<std::size_t>(rows[i])] = static_cast<std::int32_t>(i);
    std::vector<std::int64_t> classes;
    if (const auto& target = train->target(targets.front().name); target.scalar_type() == torch::kInt64 &&
        train->targetOffsets(targets.front().name).empty() && !targets.front().encoder->classes().empty())
        classes.assign(target.data_ptr<std::int64_t>(), target.data_ptr<std::int64_t>() + target.numel());
    return [this, found = sampler.value(), positions, classes = std::move(classes),
            lengths = train->lengths()](std::int64_t epoch) {
        SamplerContext context;
        context.rows = train->rows();
        context.classIndices = classes;
        context.lengths = lengths;
        context.batchSize = recipe.training.batchSize;
        context.seed = static_cast<std::uint64_t>(recipe.training.seed);
        context.epoch = epoch;
        auto order = found.first->order(found.second, context);
        for (auto& row : order)
            row = (*positions)[static_cast<std::size_t>(row)];
        TORCH_CHECK(order.size() == train->rows().size(), "sampler ", recipe.sampler.component, " gave ", order.size(),
                    " rows for ", train->rows().size());
        return order;
    };
}

} // namespace fettle::training
