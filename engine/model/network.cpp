// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/network.h"

#include <algorithm>
#include <map>
#include <stdexcept>

#include <torch/torch.h>

#include "engine/model/recomputed_forward.h"

namespace fettle::model {
namespace {

std::string shapeText(const torch::Tensor& tensor)
{
    std::string text;
    for (const auto size : tensor.sizes())
        text += (text.empty() ? "" : "×") + std::to_string(size);
    return text.empty() ? "a single number" : text;
}

} // namespace

Network::Network() = default;
Network::~Network() = default;

bool Network::reads(const std::string& field) const { return std::ranges::find(m_inputNames, field) != m_inputNames.end(); }

std::span<const Signal> Network::forwardOrdered(std::span<const Signal> inputs, const ForwardContext& context)
{
    if (inputs.size() != m_inputNames.size())
        throw std::logic_error("a network got another number of inputs than it has");
    letGo(); // the last heads hold on to all that their backward pass needed
    std::copy(inputs.begin(), inputs.end(), m_slots.begin());
    try {
        for (const auto& step : m_steps)
            runNamed(step, context);
    } catch (...) {
        letGo(); // who tries again, as after too little memory, needs what this attempt held
        throw;
    }
    for (std::size_t i = 0; i < m_headSlots.size(); ++i)
        m_heads[i] = m_slots[static_cast<std::size_t>(m_headSlots[i])];
    std::fill(m_slots.begin(), m_slots.end(), Signal{});
    return m_heads;
}

void Network::letGo()
{
    std::fill(m_slots.begin(), m_slots.end(), Signal{});
    std::fill(m_heads.begin(), m_heads.end(), Signal{});
    m_arguments.clear();
}

void Network::runNamed(const Step& step, const ForwardContext& context)
{
    try {
        run(step, context);
    } catch (const LayerError& error) {
        // What does not fit shows with some batches only, such as a text that is too long.
        auto named = error.error();
        named.arguments.insert_or_assign("node", step.path);
        throw LayerError(std::move(named), error.repairs());
    }
}

void Network::run(const Step& step, const ForwardContext& context)
{
    const auto slot = [this](int index) -> Signal& { return m_slots[static_cast<std::size_t>(index)]; };
    if (step.unary) {
        auto& input = slot(step.inputs[0]);
        auto& output = slot(step.outputs[0]);
        output.values = step.inPlace ? step.unary->applyInPlace(input.values, context) : step.unary->apply(input.values, context);
        output.layout = step.keepsLayout ? input.layout : nullptr;
    } else if (step.isBlock && m_recomputesBlocks && context.training) {
        slot(step.outputs[0]) = recomputedForward(*step.layer, slot(step.inputs[0]), context);
    } else {
        m_arguments.clear();
        for (const int index : step.inputs)
            m_arguments.push_back(slot(index));
        auto results = step.layer->forward(m_arguments, context);
        for (std::size_t i = 0; i < step.outputs.size(); ++i)
            slot(step.outputs[i]) = std::move(results.at(i));
        m_arguments.clear();
    }
    for (const int index : step.released)
        slot(index) = Signal{};
}

std::map<std::string, torch::Tensor> Network::forward(const std::map<std::string, Signal>& inputs, const ForwardContext& context)
{
    std::vector<Signal> ordered;
    ordered.reserve(m_inputNames.size());
    for (const auto& name : m_inputNames)
        ordered.push_back(inputs.at(name));
    const auto heads = forwardOrdered(ordered, context);
    std::map<std::string, torch::Tensor> result;
    for (std::size_t i = 0; i < heads.size(); ++i)
        result.emplace(m_headNames[i], heads[i].values);
    return result;
}

torch::Tensor Network::forwardSingle(const std::map<std::string, Signal>& inputs, const ForwardContext& context)
{
    if (m_headNames.size() != 1)
        throw std::logic_error("forwardSingle of a network with " + std::to_string(m_headNames.size()) + " heads");
    std::vector<Signal> ordered;
    ordered.reserve(m_inputNames.size());
    for (const auto& name : m_inputNames)
        ordered.push_back(inputs.at(name));
    return forwardOrdered(ordered, context)[0].values;
}

std::vector<NamedTensor> Network::state() const
{
    auto all = m_parameters;
    all.insert(all.end(), m_buffers.begin(), m_buffers.end());
    return all;
}

Result<void> Network::load(const std::vector<NamedTensor>& state)
{
    std::map<std::string_view, const torch::Tensor*> given;
    for (const auto& entry : state)
        given.emplace(entry.name, &entry.tensor);
    const auto own = this->state();
    for (const auto& entry : own) {
        const auto found = given.find(entry.name);
        if (found == given.end())
            return makeError("model.weights_missing", {{"name", entry.name}});
        if (found->second->sizes() != entry.tensor.sizes())
            return makeError("model.weights_shape", {{"name", entry.name}, {"expected", shapeText(entry.tensor)},
                                                     {"got", shapeText(*found->second)}});
    }
    if (given.size() != own.size())
        for (const auto& [name, tensor] : given)
            if (std::ranges::find(own, name, &NamedTensor::name) == own.end())
                return makeError("model.weights_unexpected", {{"name", std::string(name)}});
    torch::NoGradGuard guard;
    for (const auto& entry : own) {
        auto target = entry.tensor;
        target.copy_(*given.at(entry.name));
    }
    return {};
}

void Network::to(torch::Device device)
{
    for (auto* list : {&m_parameters, &m_buffers})
        for (auto& entry : *list)
            entry.tensor.set_data(entry.tensor.data().to(device));
}

void Network::to(torch::ScalarType dtype)
{
    for (auto* list : {&m_parameters, &m_buffers})
        for (auto& entry : *list)
            if (entry.tensor.is_floating_point())
                entry.tensor.set_data(entry.tensor.data().to(dtype));
}

void Network::to(torch::MemoryFormat format)
{
    for (auto& entry : m_parameters)
        if (entry.tensor.dim() == 4)
            entry.tensor.set_data(entry.tensor.data().contiguous(format));
}

bool Network::hasConvolutions() const
{
    return std::ranges::any_of(m_parameters, [](const NamedTensor& entry) { return entry.tensor.dim() == 4; });
}

} // namespace fettle::model
