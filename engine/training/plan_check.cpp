// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/plan_check.h"

#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include "engine/model/pytorch_code.h"
#include "engine/training/experiment.h"
#include "engine/training/threads.h"

namespace fettle::training {

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
                        model::GraphChecker& checker)
{
    ResolveOptions options;
    options.threads = resolveThreads(recipe.training.threads);
    FETTLE_TRY_ASSIGN(const Experiment experiment, resolveExperiment(recipe, std::move(dataset), registry, options));
    std::vector<HeadSpec> heads;
    for (const auto& head : experiment.task->heads())
        heads.push_back(head.head);
    ValueMap networks;
    for (const auto& [name, network] : experiment.recipe.networks) {
        if (!network.graph)
            continue;
        const auto report = checker.check(*network.graph, experiment.inputSpecs, heads);
        ValueMap checked{{"graph", toValue(*network.graph)}, {"report", toValue(report)}};
        if (report.ok())
            if (const auto code = model::pytorchModule(*network.graph, experiment.inputSpecs, registry))
                checked["pytorch"] = *code;
        networks[name] = std::move(checked);
    }
    return Value(ValueMap{{"networks", networks}, {"recipe", toValue(experiment.recipe)}});
}

} // namespace fettle::training
