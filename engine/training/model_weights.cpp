// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/model_weights.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include <torch/torch.h>

#include "engine/documents/manifest_document.h"
#include "engine/model/pretrained_weights.h"
#include "engine/model/safetensors.h"
#include "engine/platform/files.h"
#include "engine/pretrained/base_reference.h"
#include "engine/training/predictor.h"

namespace fettle::training {
namespace {

/// W = base + scale·B·A is formed alike while training and here; this much is left to rounding.
constexpr double kSameWeights = 1e-6;
const std::string kChangePrefix = "lora/";

/// A sum over the bits: equal for equal numbers, whatever file they came in.
std::int64_t sumOfBits(const torch::Tensor& tensor)
{
    return tensor.detach().to(torch::kFloat32).contiguous().view(torch::kInt32).sum().item<std::int64_t>();
}

/// Adds s·B·A to the weights of the network that are there. Each row changes once: no file makes more work than its network.
Result<void> addChanges(const std::map<std::string, torch::Tensor>& parameters, const pretrained::BaseReference& base,
                        const model::SafetensorsFile& file, const Error& damaged)
{
    std::map<std::string, std::int64_t> changed; // rows of each weight
    for (const auto& part : base.parts) {
        const auto weight = parameters.find(part.weight);
        if (weight == parameters.end())
            continue; // of a part of the network that is not read here
        const auto a = file.find(part.name + ".lora_A");
        const auto b = file.find(part.name + ".lora_B");
        const auto& all = weight->second;
        if (!a.defined() || !b.defined() || a.dim() != 2 || b.dim() != 2 || all.dim() != 2 || a.size(0) != b.size(1)
            || a.size(1) != all.size(1) || b.size(0) < 1 || part.firstRow < 0 || part.firstRow > all.size(0) - b.size(0))
            return damaged;
        if ((changed[part.weight] += b.size(0)) > all.size(0))
            return damaged;
        auto rows = all.detach().narrow(0, part.firstRow, b.size(0));
        rows.copy_(at::addmm(rows, b.to(rows.scalar_type()), a.to(rows.scalar_type()), 1.0, base.scale));
    }
    return {};
}

/// Whether the weights that came into the network are those that the model was trained from, all of them and no others.
bool isBase(const std::map<std::string, torch::Tensor>& parameters, const std::set<std::string>& loaded,
            const pretrained::BaseReference& base)
{
    return std::ranges::all_of(parameters, [&](const auto& parameter) {
        const auto sum = base.sums.find(parameter.first);
        return loaded.contains(parameter.first) ? sum != base.sums.end() && sum->second == sumOfBits(parameter.second)
                                                : sum == base.sums.end();
    });
}

Error aboutBase(Error error, const pretrained::BaseReference& base)
{
    error.arguments = base.origin();
    return error;
}

/// The base's weights → `network`, from the first place that has them; their names.
Result<std::set<std::string>> loadBase(model::Network& network, const std::map<std::string, torch::Tensor>& parameters,
                                       const platform::Path& folder, const pretrained::BaseReference& base)
{
    std::optional<Error> problem;
    for (const auto& place : pretrained::placesOfBase(folder, base)) {
        const auto report = model::loadPretrained(network, place.folder, place.model);
        if (report && isBase(parameters, report->loaded, base))
            return report->loaded;
        const bool isOther = report || report.error().code.starts_with("model.pretrained_");
        if (!problem)
            problem = isOther ? aboutBase(makeError("training.base_changed"), base) : report.error();
    }
    return problem ? *problem : aboutBase(makeError("training.base_missing"), base);
}

/// The base's weights with the change in them; names of what came from it are kept in `loaded`.
Result<void> composeBase(model::Network& network, const platform::Path& folder, const model::SafetensorsFile& file,
                         std::set<std::string>& loaded)
{
    const auto damaged = makeError("training.base_damaged", {{"folder", platform::toUtf8(folder)}});
    FETTLE_TRY_ASSIGN(const auto base, pretrained::readBaseReference(folder));
    if (!base)
        return damaged;
    std::map<std::string, torch::Tensor> parameters;
    for (const auto& parameter : network.parameters())
        parameters.emplace(parameter.name, parameter.tensor);
    FETTLE_TRY_ASSIGN(loaded, loadBase(network, parameters, folder, *base));
    return addChanges(parameters, *base, file, damaged);
}

/// Whether A and B stand behind the changed weights: then they and the base say all.
bool isChangeOfBase(const FineTuner& tuner, const std::map<std::string, torch::Tensor>& now,
                    const std::map<std::string, torch::Tensor>& before)
{
    const auto& change = tuner.lowRank();
    for (const auto& part : change.parts()) {
        const auto wanted = at::addmm(before.at(part.weight).narrow(0, part.firstRow, part.b.size(0)), part.b.detach(),
                                      part.a.detach(), 1.0, change.scale());
        const auto rows = now.at(part.weight).narrow(0, part.firstRow, part.b.size(0));
        if (rows.scalar_type() != torch::kFloat32 || !torch::allclose(rows, wanted, kSameWeights, kSameWeights))
            return false;
    }
    return true;
}

} // namespace

Result<void> loadModelWeights(model::Network& network, const platform::Path& folder, const std::string& weightsFile, bool isPart)
{
    FETTLE_TRY_ASSIGN(const auto path, platform::resolveInside(folder, platform::fromUtf8(weightsFile)));
    FETTLE_TRY_ASSIGN(const auto file, model::openSafetensors(path));
    const torch::NoGradGuard noGrad;
    const auto state = network.state();
    const bool isWhole = std::ranges::all_of(state, [&](const NamedTensor& named) { return file.find(named.name).defined(); });
    std::set<std::string> loaded;
    if (!isWhole && pretrained::namesBase(folder))
        FETTLE_TRY(composeBase(network, folder, file, loaded));
    std::vector<NamedTensor> weights;
    std::set<std::string> known;
    for (const auto& named : state) {
        known.insert(named.name);
        if (loaded.contains(named.name))
            weights.push_back({named.name, named.tensor.detach()});
    }
    for (auto& named : file.tensors())
        if (!loaded.contains(named.name) && (known.contains(named.name) || (!isPart && !named.name.starts_with(kChangePrefix))))
            weights.push_back(std::move(named));
    return network.load(weights);
}

Result<void> writeModelWeights(const platform::Path& folder, const std::string& weightsFile, const std::vector<NamedTensor>& weights,
                               const FineTuner& tuner, bool whole, const std::string& run)
{
    const torch::NoGradGuard noGrad;
    std::map<std::string, torch::Tensor> now;
    for (const auto& named : weights)
        now.emplace(named.name, named.tensor.detach());
    std::map<std::string, torch::Tensor> before = now;
    const auto& change = tuner.lowRank();
    for (const auto& named : change.state())
        if (named.name.starts_with("before/"))
            before[named.name.substr(7)] = named.tensor;
    std::vector<NamedTensor> kept(weights);
    if (change.isOn() && !whole && isChangeOfBase(tuner, now, before)) {
        pretrained::BaseReference base;
        const auto& about = tuner.pretrained();
        base.id = about.id;
        base.title = about.title;
        base.source = about.source;
        base.sha256 = about.sha256;
        base.scale = change.scale();
        std::erase_if(kept, [&](const NamedTensor& named) { return tuner.report().loaded.contains(named.name); });
        for (const auto& name : tuner.report().loaded)
            base.sums[name] = sumOfBits(before.at(name));
        for (const auto& part : change.parts()) {
            base.parts.push_back({part.weight, kChangePrefix + part.weight + (part.role.empty() ? "" : "." + part.role), part.firstRow});
            kept.push_back({base.parts.back().name + ".lora_A", part.a.detach()});
            kept.push_back({base.parts.back().name + ".lora_B", part.b.detach()});
        }
        FETTLE_TRY(pretrained::writeBaseReference(folder, base));
    }
    return model::writeSafetensors(folder / platform::fromUtf8(weightsFile), kept, {{"format", "pt"}, {"run", run}},
                                   platform::AtomicFile::Durability::SurvivesCrash);
}

Result<bool> mergeModel(const std::string& modelFolder, const Registry& registry)
{
    const auto folder = platform::fromUtf8(modelFolder);
    if (!pretrained::namesBase(folder))
        return false;
    FETTLE_TRY_ASSIGN(const auto predictor, Predictor::open(modelFolder, registry));
    std::vector<NamedTensor> weights;
    for (const auto& named : predictor->network().state())
        weights.push_back({named.name, named.tensor.detach()});
    FETTLE_TRY_ASSIGN(const auto path, platform::resolveInside(folder, platform::fromUtf8(predictor->manifest().weightsFile)));
    // Whole weights beside base.json are read as they stand, so that the order keeps the model working.
    FETTLE_TRY(model::writeSafetensors(path, weights, {{"format", "pt"}, {"run", predictor->manifest().run}}));
    FETTLE_TRY(pretrained::removeBase(folder));
    return true;
}

} // namespace fettle::training
