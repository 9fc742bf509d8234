// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/fine_tuning.h"

#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include "engine/contract/json.h"
#include "engine/model/safetensors.h"
#include "engine/platform/files.h"
#include "engine/platform/hash.h"
#include "engine/pretrained/base_reference.h"
#include "engine/pretrained/model_library.h"
#include "engine/pretrained/weight_plan.h"

namespace fettle::training {
namespace {

/// The node of a loaded weight, wherever it stands: "block1".
std::string nodeOf(const std::string& parameter, const std::vector<pretrained::WeightRule>& rules)
{
    const auto isKnown = [&rules](const std::string& name) { return std::ranges::find(rules, name, &pretrained::WeightRule::target) != rules.end(); };
    const auto known = model::nameInBlock(parameter, isKnown);
    const auto& name = known.empty() ? parameter : known;
    return name.substr(0, name.find('.'));
}

std::string checksumOf(const model::Network& network, const std::set<std::string>& names)
{
    platform::Xxh64 sum;
    for (const auto& parameter : network.parameters())
        if (names.contains(parameter.name)) {
            const auto numbers = parameter.tensor.detach().to(torch::kFloat32).contiguous();
            sum.update(parameter.name);
            sum.update(std::span(static_cast<const std::byte*>(numbers.const_data_ptr()), numbers.nbytes()));
        }
    return platform::toHex(sum.digest());
}

} // namespace

Result<FineTuner> FineTuner::begin(model::Network& network, const std::string& pretrainedId, const FineTuning& options, std::uint64_t seed)
{
    FineTuner tuner;
    tuner.m_options = options;
    const auto library = pretrained::libraryFolder();
    FETTLE_TRY_ASSIGN(tuner.m_pretrained, pretrained::findModel(library, pretrainedId));
    FETTLE_TRY_ASSIGN(tuner.m_report, model::loadPretrained(network, pretrained::modelFolder(library, pretrainedId), tuner.m_pretrained));
    tuner.m_checksum = checksumOf(network, tuner.m_report->loaded);
    FETTLE_TRY(tuner.settle(network, seed));
    return tuner;
}

Result<FineTuner> FineTuner::resume(model::Network& network, const Value& state, const FineTuning& options, std::uint64_t seed)
{
    FineTuner tuner;
    tuner.m_options = options;
    FETTLE_TRY_ASSIGN(tuner.m_pretrained, fromValue<PretrainedModel>(state.at("model")));
    tuner.m_checksum = state.at("xxh64").asText();
    model::PretrainedReport report;
    for (const auto& name : state.at("loaded").asList())
        report.loaded.insert(name.asText());
    std::size_t found = 0;
    for (const auto& parameter : network.parameters())
        if (report.loaded.contains(parameter.name))
            ++found;
        else
            report.fresh.push_back(parameter.name);
    if (found != report.loaded.size())
        return makeError("training.checkpoint_layout", {{"tensor", "pretrained"}});
    tuner.m_report = std::move(report);
    FETTLE_TRY(tuner.settle(network, seed));
    return tuner;
}

Result<void> FineTuner::loadBase(model::Network& network) const
{
    const auto library = pretrained::libraryFolder();
    FETTLE_TRY_ASSIGN(const auto found, pretrained::findModel(library, m_pretrained.id));
    const auto report = model::loadPretrained(network, pretrained::modelFolder(library, found.id), found);
    if (report && report->loaded == m_report->loaded && checksumOf(network, report->loaded) == m_checksum)
        return {};
    pretrained::BaseReference base;
    base.title = m_pretrained.title;
    base.source = m_pretrained.source;
    auto error = makeError("training.base_exchanged", {}, report ? std::string() : toLogLine(report.error()));
    error.arguments = base.origin();
    return error;
}

Value FineTuner::state() const
{
    return ValueMap{{"model", toValue(m_pretrained)}, {"loaded", ValueList(m_report->loaded.begin(), m_report->loaded.end())},
                    {"xxh64", m_checksum}};
}

Result<void> FineTuner::settle(model::Network& network, std::uint64_t seed)
{
    const auto& loaded = m_report->loaded;
    if (m_options.method == TuningMethod::Lora) {
        model::LowRankOptions lowRank{m_options.loraRank, m_options.loraAlpha, m_options.loraTargets, seed};
        FETTLE_TRY_ASSIGN(m_lowRank, model::LowRankChange::create(network, {loaded.begin(), loaded.end()}, lowRank));
    }
    const auto& changed = m_lowRank.weights();
    for (const auto& parameter : network.parameters()) {
        const bool learns = m_options.method == TuningMethod::Full || !loaded.contains(parameter.name)
            || std::ranges::find(changed, parameter.name, &NamedTensor::name) != changed.end();
        parameter.tensor.set_requires_grad(learns);
    }
    return {};
}

std::vector<ParameterGroup> FineTuner::groups(const model::Network& network, const std::string& prefix) const
{
    ParameterGroup fresh;
    std::vector<ParameterGroup> layers; // of what was loaded, from the input on
    std::string node;
    const auto rules = m_report ? pretrained::weightRules(m_pretrained.network) : std::vector<pretrained::WeightRule>();
    for (const auto& parameter : network.parameters()) {
        if (!parameter.tensor.requires_grad())
            continue;
        const NamedTensor named{prefix + parameter.name, parameter.tensor};
        if (!m_report || !m_report->loaded.contains(parameter.name)) {
            fresh.tensors.push_back(named);
            continue;
        }
        if (m_lowRank.isOn())
            continue; // its change learns instead
        const auto own = nodeOf(parameter.name, rules);
        if (layers.empty() || node != own)
            layers.emplace_back();
        node = own;
        layers.back().tensors.push_back(named);
    }
    for (const auto& named : m_lowRank.parameters())
        fresh.tensors.push_back({prefix + named.name, named.tensor});
    if (!m_report)
        return {fresh};
    fresh.learningRateScale = m_options.headFactor;
    std::vector<ParameterGroup> groups;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        layers[i].learningRateScale = std::pow(m_options.layerDecay, static_cast<double>(layers.size() - i));
        // One group where nothing tells them apart: fewer, larger steps of the optimizer.
        if (!groups.empty() && groups.back().learningRateScale == layers[i].learningRateScale)
            groups.back().tensors.insert(groups.back().tensors.end(), layers[i].tensors.begin(), layers[i].tensors.end());
        else
            groups.push_back(std::move(layers[i]));
    }
    if (!fresh.tensors.empty())
        groups.push_back(std::move(fresh));
    return groups;
}

Result<void> writeAdapter(const FineTuner& tuner, const FineTuning& options, const platform::Path& folder)
{
    FETTLE_TRY(platform::makeFolders(folder));
    const auto rules = pretrained::weightRules(tuner.pretrained().network);
    std::vector<NamedTensor> tensors;
    nlohmann::json modules = nlohmann::json::array();
    for (const auto& part : tuner.lowRank().parts()) {
        const auto find = [&rules](const std::string& name) { return std::ranges::find(rules, name, &pretrained::WeightRule::target); };
        const auto rule = find(model::nameInBlock(part.weight, [&](const std::string& name) { return find(name) != rules.end(); }));
        if (rule == rules.end())
            continue; // a second text's branch: PEFT knows one network
        const std::size_t source = part.role == "key" ? 1 : part.role == "value" ? 2 : 0;
        auto name = rule->sources.at(source);
        name.resize(name.size() - std::string_view(".weight").size());
        if (const auto module = name.substr(name.rfind('.') + 1); std::ranges::find(modules, nlohmann::json(module)) == modules.end())
            modules.push_back(module);
        tensors.push_back({"base_model.model." + name + ".lora_A.weight", part.a.detach()});
        tensors.push_back({"base_model.model." + name + ".lora_B.weight", part.b.detach()});
    }
    FETTLE_TRY(model::writeSafetensors(folder / "adapter_model.safetensors", tensors, {{"format", "pt"}},
                                       platform::AtomicFile::Durability::SurvivesCrash));
    // As other programs find it; where it is of no hub, the library's name for it.
    const auto& base = tuner.pretrained();
    const auto hubName = pretrained::hubNameOf(base.source);
    const nlohmann::json config = {{"peft_type", "LORA"},
                                   {"base_model_name_or_path", hubName.empty() ? base.id : hubName},
                                   {"r", options.loraRank},
                                   {"lora_alpha", options.loraAlpha},
                                   {"lora_dropout", 0.0},
                                   {"target_modules", modules},
                                   {"bias", "none"},
                                   {"fan_in_fan_out", false},
                                   {"inference_mode", true},
                                   {"task_type", "FEATURE_EXTRACTION"}};
    return platform::writeFileAtomically(folder / "adapter_config.json", config.dump(2) + "\n");
}

} // namespace fettle::training
