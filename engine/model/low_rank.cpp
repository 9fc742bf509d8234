// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/low_rank.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

#include <torch/torch.h>

namespace fettle::model {
namespace {

constexpr std::array<std::string_view, 3> kPackedRoles{"query", "key", "value"};
constexpr std::string_view kPackedName = "in_proj_weight";

std::string partName(const LowRankChange::Part& part)
{
    return part.role.empty() ? part.weight : part.weight + "." + part.role;
}

/// Whether a name that a person gave means this weight.
bool means(const std::string& target, const std::string& weight, std::string_view role)
{
    if (target == role || weight == target)
        return true;
    if (target == "out")
        return weight.ends_with("out_proj.weight");
    return role.empty() && (weight.ends_with("." + target) || weight.ends_with("." + target + ".weight"));
}

} // namespace

Result<LowRankChange> LowRankChange::create(Network& network, const std::vector<std::string>& kept, const LowRankOptions& options)
{
    auto targets = options.targets;
    if (targets.empty())
        targets = {"query", "value"};
    LowRankChange change;
    change.m_scale = options.alpha / static_cast<double>(options.rank);
    auto generator = at::detail::createCPUGenerator(options.seed);
    const torch::NoGradGuard noGrad;
    for (const auto& parameter : network.parameters()) {
        if (std::ranges::find(kept, parameter.name) == kept.end() || parameter.tensor.dim() != 2)
            continue;
        const bool packed = parameter.name.ends_with(kPackedName);
        const auto rows = packed ? parameter.tensor.size(0) / 3 : parameter.tensor.size(0);
        const auto columns = parameter.tensor.size(1);
        bool changed = false;
        for (std::size_t i = 0; i < (packed ? kPackedRoles.size() : 1); ++i) {
            const auto role = packed ? kPackedRoles[i] : std::string_view();
            if (std::ranges::none_of(targets, [&](const std::string& target) { return means(target, parameter.name, role); }))
                continue;
            Part part{parameter.name, std::string(role), static_cast<std::int64_t>(i) * rows, {}, {}};
            // As PyTorch initializes a Linear layer: uniform within 1/√in; B is zero, so that nothing changes at first.
            const auto bound = 1.0 / std::sqrt(static_cast<double>(columns));
            part.a = torch::empty({options.rank, columns}, parameter.tensor.options()).uniform_(-bound, bound, generator);
            part.b = torch::zeros({rows, options.rank}, parameter.tensor.options());
            part.a.set_requires_grad(true);
            part.b.set_requires_grad(true);
            change.m_parts.push_back(std::move(part));
            changed = true;
        }
        if (changed) {
            change.m_weights.push_back(parameter);
            change.m_before.push_back(parameter.tensor.detach().clone());
        }
    }
    if (change.m_parts.empty()) {
        std::string list;
        for (const auto& target : targets)
            list += (list.empty() ? "" : ", ") + target;
        return makeError("model.low_rank_targets", {{"targets", list}});
    }
    return change;
}

torch::Tensor LowRankChange::rowsOf(const torch::Tensor& weight, const Part& part) const
{
    return weight.narrow(0, part.firstRow, part.b.size(0));
}

std::vector<NamedTensor> LowRankChange::parameters() const
{
    std::vector<NamedTensor> list;
    for (const auto& part : m_parts) {
        list.push_back({partName(part) + ".lora_A", part.a});
        list.push_back({partName(part) + ".lora_B", part.b});
    }
    return list;
}

void LowRankChange::gatherGradients()
{
    const torch::NoGradGuard noGrad;
    for (auto& part : m_parts) {
        const auto& weight = std::ranges::find(m_weights, part.weight, &NamedTensor::name)->tensor;
        if (!weight.grad().defined())
            continue;
        const auto gradient = rowsOf(weight.grad(), part);
        part.a.mutable_grad() = at::mm(part.b.t(), gradient).mul_(m_scale);
        part.b.mutable_grad() = at::mm(gradient, part.a.t()).mul_(m_scale);
    }
}

void LowRankChange::apply()
{
    const torch::NoGradGuard noGrad;
    for (const auto& part : m_parts) {
        const auto at = std::ranges::find(m_weights, part.weight, &NamedTensor::name) - m_weights.begin();
        auto rows = rowsOf(m_weights[static_cast<std::size_t>(at)].tensor.detach(), part);
        at::addmm_out(rows, rowsOf(m_before[static_cast<std::size_t>(at)], part), part.b.detach(), part.a.detach(), 1.0, m_scale);
    }
}

std::vector<NamedTensor> LowRankChange::state() const
{
    std::vector<NamedTensor> list;
    for (const auto& named : parameters())
        list.push_back({"lora/" + named.name, named.tensor.detach()});
    for (std::size_t i = 0; i < m_weights.size(); ++i)
        list.push_back({"before/" + m_weights[i].name, m_before[i]});
    return list;
}

void LowRankChange::load(const std::vector<NamedTensor>& saved)
{
    const torch::NoGradGuard noGrad;
    const auto take = [&](const std::string& name, torch::Tensor target) {
        const auto found = std::ranges::find(saved, name, &NamedTensor::name);
        if (found == saved.end() || found->tensor.sizes() != target.sizes())
            throw std::runtime_error(name);
        target.copy_(found->tensor);
    };
    for (const auto& named : parameters())
        take("lora/" + named.name, named.tensor.detach());
    for (std::size_t i = 0; i < m_weights.size(); ++i)
        take("before/" + m_weights[i].name, m_before[i]);
    apply();
}

} // namespace fettle::model
