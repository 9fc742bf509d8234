// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/plan_check.h"

#include <algorithm>

#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include "engine/data/training_time.h"
#include "engine/model/pytorch_code.h"
#include "engine/training/experiment.h"
#include "engine/training/threads.h"

namespace fettle::training {
namespace {

/// Tokens of texts, as the network sees them.
struct Lengths {
    std::int64_t usual = 1; ///< on average
    std::int64_t longest = 1;
};

/// Of some of the rows.
Lengths lengthsOf(const EncodedField& field, const std::vector<std::int64_t>& rows)
{
    constexpr std::size_t kSample = 200;
    std::vector<std::int64_t> some;
    for (std::size_t i = 0; i < rows.size(); i += std::max<std::size_t>(1, rows.size() / kSample))
        some.push_back(rows[i]);
    SequenceRows encoded;
    field.encoder->encodeSequences(*field.column, some, encoded);
    Lengths lengths;
    if (!some.empty())
        lengths.usual = std::max<std::int64_t>(1, encoded.offsets.back() / static_cast<std::int64_t>(some.size()));
    for (std::size_t i = 1; i < encoded.offsets.size(); ++i)
        lengths.longest = std::max(lengths.longest, encoded.offsets[i] - encoded.offsets[i - 1]);
    return lengths;
}

/// What goes in, with sequences of a length: the cost of a step of unknown number is not known.
struct SizedInputs {
    std::vector<std::pair<std::string, TensorSpec>> usual;   ///< for the time it takes
    std::vector<std::pair<std::string, TensorSpec>> longest; ///< for the memory: the longest texts share a batch
};

SizedInputs sizedInputs(const Experiment& experiment)
{
    SizedInputs sized{experiment.inputSpecs, experiment.inputSpecs};
    for (std::size_t i = 0; i < experiment.inputSpecs.size(); ++i) {
        const auto& [name, spec] = experiment.inputSpecs[i];
        const auto field = std::ranges::find(experiment.inputs, name, &EncodedField::name);
        if (spec.dimensions.size() < 2 || spec.dimensions[1].size >= 0 || field == experiment.inputs.end())
            continue;
        const auto lengths = lengthsOf(*field, experiment.dataset->rows(Split::Train));
        sized.usual[i].second.dimensions[1].size = lengths.usual;
        sized.longest[i].second.dimensions[1].size = lengths.longest;
    }
    return sized;
}

Value reckonedTime(const Experiment& experiment, double multiplyAdds, data::MachineFacts machine)
{
    const auto& recipe = experiment.recipe;
    const auto& training = recipe.training;
    if (training.threads > 0)
        machine.threads = training.threads;
    machine.hasGpu = machine.hasGpu && training.device != "cpu";
    const auto isMedia = [](const EncodedField& field) {
        const auto kind = field.column->field().kind;
        return kind == FieldKind::Text || kind == FieldKind::Image;
    };
    auto work = data::workOver(*experiment.dataset);
    work.batchSize = static_cast<double>(std::max<std::int64_t>(1, training.batchSize) * std::max<std::int64_t>(1, training.accumulation));
    work.multiplyAdds = multiplyAdds;
    work.hasMedia = std::ranges::any_of(experiment.inputs, isMedia);
    if (recipe.networks.at(experiment.mainNetwork()).weights.contains("pretrained"))
        work.tuning = training.fineTuning;
    // Tags of tokens need the numbers of each token, which are not kept.
    work.keepsFeatures = std::ranges::none_of(experiment.targets, [](const EncodedField& field) { return field.input.column != nullptr; });
    const auto time = data::trainingTime(work, machine);
    return Value(ValueMap{{"once_seconds", time.onceSeconds}, {"epoch_seconds", time.epochSeconds}});
}

} // namespace

Result<std::unique_ptr<FittedEncoder>> fitEncoder(const Registry& registry, ComponentRef encoder,
                                                  const data::Dataset& dataset, const Column& column, bool asTarget)
{
    if (!encoder.isSet())
        encoder = defaultEncoderFor(registry, column.field().kind, asTarget);
    FETTLE_TRY_ASSIGN(const auto found, registry.resolve<Encoder>(ComponentKind::Encoder, encoder));
    const auto& rows = dataset.rows(Split::Train);
    if (!found.first->alignedKind())
        return found.first->fit(found.second, column, rows, asTarget);
    // A preview shows what is marked; to which of several texts it belongs the recipe says.
    const auto& named = found.second.text(Encoder::kAlignedParameter);
    for (const auto& field : dataset.manifest().fields)
        if (field.kind == *found.first->alignedKind() && (named.empty() || field.name == named)) {
            const auto& text = *dataset.column(field.name);
            FETTLE_TRY_ASSIGN(const auto encoder, fitEncoder(registry, {}, dataset, text, false));
            return found.first->fitAligned(found.second, column, {&text, encoder.get()}, rows);
        }
    return found.first->fit(found.second, column, rows, asTarget);
}

Result<Value> checkPlan(const Recipe& recipe, std::shared_ptr<const data::Dataset> dataset, const Registry& registry,
                        model::GraphChecker& checker, data::MachineFacts machine)
{
    ResolveOptions options;
    options.threads = resolveThreads(recipe.training.threads);
    FETTLE_TRY_ASSIGN(const Experiment experiment, resolveExperiment(recipe, std::move(dataset), registry, options));
    std::vector<HeadSpec> heads;
    for (const auto& head : experiment.task->heads())
        heads.push_back(head.head);
    const auto sized = sizedInputs(experiment);
    ValueMap networks;
    double multiplyAdds = 0.0;
    bool allRight = true;
    for (const auto& [name, network] : experiment.recipe.networks) {
        if (!network.graph)
            continue;
        auto report = checker.check(*network.graph, experiment.inputSpecs, heads);
        if (report.ok() && sized.usual != experiment.inputSpecs) {
            if (const auto reckoned = checker.check(*network.graph, sized.usual, heads); reckoned.ok())
                report.multiplyAdds = reckoned.multiplyAdds;
            if (const auto reckoned = checker.check(*network.graph, sized.longest, heads); reckoned.ok())
                report.activationBytes = reckoned.activationBytes;
        }
        multiplyAdds += static_cast<double>(report.multiplyAdds);
        allRight = allRight && report.ok();
        ValueMap checked{{"graph", toValue(*network.graph)}, {"report", toValue(report)}};
        if (report.ok())
            if (const auto code = model::pytorchModule(*network.graph, experiment.inputSpecs, registry))
                checked["pytorch"] = *code;
        networks[name] = std::move(checked);
    }
    ValueMap answer{{"networks", networks}, {"recipe", toValue(experiment.recipe)}};
    if (allRight)
        answer["time"] = reckonedTime(experiment, multiplyAdds, machine);
    return Value(std::move(answer));
}

} // namespace fettle::training
