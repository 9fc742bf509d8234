// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/pretrained_weights.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>

#include <torch/torch.h>

#include "engine/model/safetensors.h"
#include "engine/pretrained/adapter.h"
#include "engine/pretrained/model_folder.h"
#include "engine/pretrained/weight_plan.h"

namespace fettle::model {
namespace {

/// "block1_2.norm1.weight" → "block1.norm1.weight": the second text's branch has weights of its own.
std::string nameInPlan(const std::string& name)
{
    const auto dot = name.find('.');
    const auto line = name.rfind('_', dot);
    if (dot == std::string::npos || line == std::string::npos || line + 1 == dot)
        return name;
    if (!std::all_of(name.begin() + static_cast<std::ptrdiff_t>(line) + 1, name.begin() + static_cast<std::ptrdiff_t>(dot),
                     [](unsigned char c) { return std::isdigit(c) != 0; }))
        return name;
    return name.substr(0, line) + name.substr(dot);
}

/// The files of a model, opened; tensors by the rules' names.
class PretrainedFiles {
public:
    static Result<PretrainedFiles> open(const platform::Path& folder, const PretrainedModel& pretrained)
    {
        PretrainedFiles opened;
        FETTLE_TRY_ASSIGN(const auto files, pretrained::weightFiles(folder));
        FETTLE_TRY_ASSIGN(const auto shapes, pretrained::weightShapes(files));
        FETTLE_TRY_ASSIGN(opened.m_names, pretrained::matchWeights(pretrained.network, shapes, pretrained.title));
        for (const auto& file : files) {
            FETTLE_TRY_ASSIGN(auto weights, openSafetensors(file));
            opened.m_files.push_back(std::move(weights));
        }
        const auto adapter = folder / pretrained::kAdapterFolder;
        if (pretrained::isAdapter(adapter)) {
            FETTLE_TRY_ASSIGN(opened.m_adapter, pretrained::readAdapter(adapter, pretrained.network));
            FETTLE_TRY_ASSIGN(opened.m_adapterFile, openSafetensors(opened.m_adapter.file));
        }
        return opened;
    }

    [[nodiscard]] torch::Tensor make(const pretrained::WeightRule& rule, torch::ScalarType dtype) const
    {
        std::vector<torch::Tensor> parts;
        for (const auto& source : rule.sources)
            parts.push_back(changed(source, dtype));
        auto tensor = parts.size() == 1 ? parts.front() : torch::cat(parts, 0);
        if (rule.skippedRows > 0)
            tensor = tensor.slice(0, rule.skippedRows);
        if (rule.isRelative)
            tensor = tensor - tensor.slice(0, 0, 1);
        if (!rule.addedRow.empty())
            tensor = tensor + find(rule.addedRow)[0].to(dtype);
        return tensor;
    }

private:
    /// With what an adapter adds.
    [[nodiscard]] torch::Tensor changed(const std::string& name, torch::ScalarType dtype) const
    {
        auto tensor = find(name).to(dtype);
        const auto change = m_adapter.changes.find(name);
        if (change == m_adapter.changes.end())
            return tensor;
        // A sum in single precision: half precision would lose small changes.
        const auto part = [this](const std::string& of) { return m_adapterFile->find(of).to(torch::kFloat32); };
        const auto sum = torch::addmm(find(name).to(torch::kFloat32), part(change->second.b), part(change->second.a), 1.0, change->second.scale);
        return sum.to(dtype);
    }

    [[nodiscard]] torch::Tensor find(const std::string& name) const
    {
        for (const auto& file : m_files)
            if (auto tensor = file.find(m_names.stored.at(name)); tensor.defined())
                return tensor;
        throw std::logic_error("a weight that was matched is gone: " + name);
    }

    std::vector<SafetensorsFile> m_files;
    pretrained::WeightNames m_names;
    pretrained::Adapter m_adapter;
    std::optional<SafetensorsFile> m_adapterFile;
};

std::string shapeOf(c10::IntArrayRef sizes)
{
    std::string text;
    for (const auto size : sizes)
        text += (text.empty() ? "" : "×") + std::to_string(size);
    return text;
}

} // namespace

std::string nameInBlock(const std::string& parameter, const std::function<bool(const std::string&)>& isKnown)
{
    for (auto name = parameter; !name.empty();) {
        if (isKnown(name))
            return name;
        const auto dot = name.find('.');
        name = dot == std::string::npos ? std::string() : name.substr(dot + 1);
    }
    return {};
}

Result<PretrainedReport> loadPretrained(Network& network, const platform::Path& folder, const PretrainedModel& pretrained)
{
    std::map<std::string, pretrained::WeightRule> rules;
    for (auto& rule : pretrained::weightRules(pretrained.network))
        rules.emplace(rule.target, rule);
    const auto types = pretrained::typeRule(pretrained.network);
    if (types)
        rules.emplace(types->target, *types);
    const auto ruleOf = [&rules](const std::string& parameter) {
        const auto name = nameInBlock(parameter, [&rules](const std::string& known) { return rules.contains(nameInPlan(known)); });
        return rules.find(nameInPlan(name));
    };
    PretrainedReport report;
    std::set<std::string> used;
    for (const auto& parameter : network.parameters()) {
        const auto rule = ruleOf(parameter.name);
        if (rule == rules.end()) {
            report.fresh.push_back(parameter.name);
            continue;
        }
        if (parameter.tensor.sizes() != c10::IntArrayRef(rule->second.shape))
            return makeError("model.pretrained_shape", {{"node", parameter.name.substr(0, parameter.name.find('.'))},
                                                        {"tensor", parameter.name},
                                                        {"got", shapeOf(parameter.tensor.sizes())},
                                                        {"expected", shapeOf(rule->second.shape)},
                                                        {"model", pretrained.title}});
        report.loaded.insert(parameter.name);
        used.insert(rule->first);
    }
    if (report.loaded.empty())
        return makeError("model.pretrained_nothing", {{"model", pretrained.title}});
    for (const auto& [target, rule] : rules)
        if (!used.contains(target) && !(types && target == types->target)) // of joined texts alone
            report.unused.push_back(target);
    FETTLE_TRY_ASSIGN(const auto files, PretrainedFiles::open(folder, pretrained));
    const torch::NoGradGuard noGrad;
    for (const auto& parameter : network.parameters())
        if (report.loaded.contains(parameter.name)) {
            auto tensor = parameter.tensor;
            tensor.copy_(files.make(ruleOf(parameter.name)->second, tensor.scalar_type()));
        }
    return report;
}

} // namespace fettle::model
