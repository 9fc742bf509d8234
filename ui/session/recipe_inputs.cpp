// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/recipe_inputs.h"

#include <algorithm>

namespace fettle::ui {

std::vector<FieldUse> inputsOf(const Recipe& recipe, const DatasetManifest& manifest)
{
    auto inputs = recipe.inputs;
    if (inputs.empty())
        for (const auto& field : manifest.fields)
            if (field.role == FieldRole::Input && std::ranges::count(recipe.targets, field.name, &FieldUse::field) == 0)
                inputs.push_back({field.name, {}});
    return inputs;
}

std::string pretrainedOf(const ComponentRef& model)
{
    const auto found = model.parameters.find("model");
    return model.component == kPretrainedTemplate && found != model.parameters.end() ? found->second.asText() : std::string();
}

std::string pretrainedOf(const NetworkSpec& network)
{
    const auto found = network.weights.find("pretrained");
    return found != network.weights.end() ? found->second.asText()
           : network.weights.empty()      ? pretrainedOf(network.fromTemplate)
                                          : std::string();
}

std::string pretrainedOf(const Recipe& recipe)
{
    for (const auto& [name, network] : recipe.networks)
        if (auto model = pretrainedOf(network); !model.empty())
            return model;
    return {};
}

ComponentRef inputEncoder(const Recipe& recipe, const FieldUse& use, FieldKind kind)
{
    auto encoder = use.encoder;
    const auto pretrained = pretrainedOf(recipe);
    if (pretrained.empty() || (encoder.isSet() ? encoder.component != kTextEncoder : kind != FieldKind::Text))
        return encoder;
    encoder.component = kTextEncoder;
    encoder.parameters["model"] = pretrained;
    return encoder;
}

FineTuning tuningOf(const Recipe& recipe) { return pretrainedOf(recipe).empty() ? FineTuning() : recipe.training.fineTuning; }

} // namespace fettle::ui
