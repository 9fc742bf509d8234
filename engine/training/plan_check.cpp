// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/plan_check.h"

#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include "engine/contract/json.h"
#include "engine/training/experiment.h"
#include "engine/training/threads.h"

namespace fettle::training {

Result<Value> checkPlan(const Recipe& recipe, std::shared_ptr<const data::Dataset> dataset, const Registry& registry,
                        model::GraphChecker& checker)
{
    ResolveOptions options;
    options.threads = resolveThreads(1);
    options.withInputs = false;
    FETTLE_TRY_ASSIGN(const auto experiment, resolveExperiment(recipe, std::move(dataset), registry, options));
    std::vector<HeadSpec> heads;
    for (const auto& head : experiment.task->heads())
        heads.push_back(head.head);
    ValueMap inputs;
    for (const auto& [field, spec] : experiment.inputSpecs)
        inputs[field] = toValue(spec);
    ValueMap networks;
    for (const auto& [name, network] : experiment.recipe.networks)
        networks[name] = ValueMap{{"graph", toValue(*network.graph)},
                                  {"report", toValue(checker.check(*network.graph, experiment.inputSpecs, heads))},
                                  {"inputs", inputs}};
    return Value(ValueMap{{"recipe", toValue(experiment.recipe)}, {"networks", networks}});
}

Result<std::unique_ptr<FittedEncoder>> fitEncoder(const Registry& registry, ComponentRef ref, const data::Dataset& dataset,
                                                  const Column& column, bool asTarget)
{
    const auto kind = column.field().kind;
    if (!ref.isSet())
        ref = defaultEncoderFor(registry, kind, asTarget);
    if (!ref.isSet())
        return makeError("training.no_encoder", {{"field", column.field().name}, {"kind", std::string(toText(kind))}});
    FETTLE_TRY_ASSIGN(const auto found, registry.resolve<Encoder>(ComponentKind::Encoder, ref));
    return found.first->fit(found.second, column, dataset.rows(Split::Train), asTarget);
}

} // namespace fettle::training
