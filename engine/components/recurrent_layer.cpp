// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/recurrent_layer.h"

#include <cmath>

#include <ATen/Parallel.h>
#include <torch/torch.h>

#include "engine/components/random_zeros.h"
#include "engine/components/row_packing.h"
#include "engine/model/layer_checks.h"
#include "engine/model/sequence.h"
#include "engine/model/torch_compat.h"

namespace fettle::components {
namespace {

struct RecurrentShape {
    RecurrentCell cell = RecurrentCell::Lstm;
    std::int64_t inputSize = 0;
    std::int64_t hiddenSize = 0;
    std::int64_t layers = 1;
    std::int64_t directions = 1;
    double dropout = 0.0;
    bool bias = true;
    bool givesLast = false;
};

class RecurrentInstance final : public LayerInstance {
public:
    RecurrentInstance(const RecurrentShape& shape, const BuildContext& context) : m_shape(shape)
    {
        const auto rows = gateCount(shape.cell) * shape.hiddenSize;
        const double bound = 1.0 / std::sqrt(static_cast<double>(shape.hiddenSize));
        const auto add = [&](const std::string& name, torch::IntArrayRef sizes) {
            auto weight = context.empty(sizes);
            if (context.initialize)
                weight.uniform_(-bound, bound);
            m_weights.push_back(weight);
            addParameter(name, weight);
        };
        for (std::int64_t layer = 0; layer < shape.layers; ++layer)
            for (std::int64_t direction = 0; direction < shape.directions; ++direction) {
                const auto suffix = "_l" + std::to_string(layer) + (direction == 1 ? "_reverse" : "");
                add("weight_ih" + suffix, {rows, layer == 0 ? shape.inputSize : shape.directions * shape.hiddenSize});
                add("weight_hh" + suffix, {rows, shape.hiddenSize});
                if (!shape.bias)
                    continue;
                add("bias_ih" + suffix, {rows});
                add("bias_hh" + suffix, {rows});
            }
    }

    std::vector<Signal> forward(std::span<const Signal> inputs, const ForwardContext& context) override
    {
        const auto& input = inputs[0];
        const auto rows = input.values.size(0);
        const auto steps = input.values.size(1);
        const auto lengths = model::sequenceLengths(input);
        // The loops know single and double precision.
        const model::NoAutocast noAutocast(input.values.device().type());
        const auto dtype = input.values.scalar_type() == torch::kFloat64 ? torch::kFloat64 : torch::kFloat32;
        const auto plan = planRecurrence(lengths, steps, input.values.is_cpu() ? chunkCount(rows) : 1);
        const auto places = plan->places.to(input.values.device());
        auto packed = packRows(input.values.to(dtype), places);
        packed = input.values.is_cpu() ? ownLayers(packed, plan, dtype, context)
            : deviceLayers(packed, lengths, dtype, context);
        if (m_shape.givesLast)
            return {{lastStates(packed, *plan).to(input.values.scalar_type()), nullptr}};
        return {{unpackRows(packed, places, rows, steps).to(input.values.scalar_type()), input.layout}};
    }

private:
    /// Two directions are two threads' work already; few rows are not worth splitting.
    [[nodiscard]] std::int64_t chunkCount(std::int64_t rows) const
    {
        constexpr std::int64_t kFewestRows = 4;
        return std::min(std::max<std::int64_t>(1, at::get_num_threads() / m_shape.directions),
                        std::max<std::int64_t>(1, rows / kFewestRows));
    }

    [[nodiscard]] std::vector<torch::Tensor> weightsOf(std::int64_t layer, torch::ScalarType dtype) const
    {
        const auto count = m_shape.directions * (m_shape.bias ? 4 : 2);
        std::vector<torch::Tensor> weights;
        for (auto i = layer * count; i < (layer + 1) * count; ++i)
            weights.push_back(m_weights[static_cast<std::size_t>(i)].to(dtype));
        return weights;
    }

    [[nodiscard]] torch::Tensor ownLayers(torch::Tensor packed, const std::shared_ptr<const RecurrentPlan>& plan,
                                          torch::ScalarType dtype, const ForwardContext& context) const
    {
        for (std::int64_t layer = 0; layer < m_shape.layers; ++layer) {
            packed = recurrentLayer(packed, weightsOf(layer, dtype), plan, m_shape.cell, m_shape.directions);
            if (context.training && m_shape.dropout > 0 && layer + 1 < m_shape.layers)
                packed = randomZeros(packed, m_shape.dropout, true);
        }
        return packed;
    }

    /// On other devices LibTorch's own layers run, on the same packed rows.
    [[nodiscard]] torch::Tensor deviceLayers(const torch::Tensor& packed, const std::vector<std::int64_t>& lengths,
                                             torch::ScalarType dtype, const ForwardContext& context) const
    {
        const auto plan = planRecurrence(lengths, 0, 1);
        const auto active = plan->chunks.empty() ? torch::zeros({0}, torch::kInt64)
            : torch::tensor(plan->chunks[0].active, torch::kInt64);
        const auto widest = plan->chunks.empty() ? 0 : plan->chunks[0].active[0];
        const auto state = torch::zeros({m_shape.layers * m_shape.directions, widest, m_shape.hiddenSize},
                                        packed.options());
        std::vector<torch::Tensor> weights;
        for (const auto& weight : m_weights)
            weights.push_back(weight.to(dtype));
        const bool both = m_shape.directions == 2;
        switch (m_shape.cell) {
        case RecurrentCell::Lstm:
            return std::get<0>(at::lstm(packed, active, {state, state}, weights, m_shape.bias, m_shape.layers,
                                        m_shape.dropout, context.training, both));
        case RecurrentCell::Gru:
            return std::get<0>(at::gru(packed, active, state, weights, m_shape.bias, m_shape.layers, m_shape.dropout,
                                       context.training, both));
        case RecurrentCell::Tanh:
            return std::get<0>(at::rnn_tanh(packed, active, state, weights, m_shape.bias, m_shape.layers,
                                            m_shape.dropout, context.training, both));
        case RecurrentCell::Relu: break;
        }
        return std::get<0>(at::rnn_relu(packed, active, state, weights, m_shape.bias, m_shape.layers, m_shape.dropout,
                                        context.training, both));
    }

    /// Of the first direction the state after each row's last step, of the second that after its first.
    [[nodiscard]] torch::Tensor lastStates(const torch::Tensor& packed, const RecurrentPlan& plan) const
    {
        const auto hidden = m_shape.hiddenSize;
        if (plan.total == 0)
            return torch::zeros({plan.rows, m_shape.directions * hidden}, packed.options());
        auto states = packed.narrow(1, 0, hidden).index_select(0, plan.lastSteps.to(packed.device()));
        if (m_shape.directions == 2)
            states = at::cat({states,
                              packed.narrow(1, hidden, hidden).index_select(0, plan.firstSteps.to(packed.device()))},
                                  1);
        if (plan.hasEmptyRows) {
            auto isEmpty = torch::ones({plan.rows}, torch::kBool);
            isEmpty.index_fill_(0, at::floor_divide(plan.places, plan.steps), false);
            states = states.masked_fill(isEmpty.to(packed.device()).unsqueeze(1), 0.0);
        }
        return states;
    }

    RecurrentShape m_shape;
    std::vector<torch::Tensor> m_weights; ///< in PyTorch's order
};

RecurrentShape checkedRecurrent(const Parameters& parameters, const TensorSpec& input, RecurrentCell cell)
{
    model::requireSequence(input);
    RecurrentShape shape;
    shape.cell = cell;
    shape.inputSize = model::requireKnownSize(input, 2);
    shape.hiddenSize = parameters.integer("hidden_size");
    shape.layers = parameters.integer("num_layers");
    shape.directions = parameters.boolean("bidirectional") ? 2 : 1;
    shape.dropout = parameters.real("dropout");
    shape.bias = parameters.boolean("bias");
    shape.givesLast = parameters.text("output") == "last";
    static_cast<void>(model::checkedProduct({gateCount(cell), shape.hiddenSize,
                                             shape.inputSize + shape.directions * shape.hiddenSize}));
    return shape;
}

} // namespace

ComponentInfo RecurrentLayer::describeRecurrent()
{
    ComponentInfo info;
    info.kind = ComponentKind::Layer;
    info.category = NodeCategory::Recurrent;
    info.inputs = {{"input", FETTLE_TEXT("Steps of numbers, N×T×D"), false, false}};
    info.outputs = {{"output", FETTLE_TEXT("The state after every step, or after the last"), false, false}};
    info.parameters = {
        integerParameter("hidden_size", 128).range(1, 1 << 16).title(FETTLE_TEXT("State size"))
            .help(FETTLE_TEXT("How many numbers the layer remembers from step to step."))
            .when(FETTLE_TEXT("More remembers finer differences, but needs more data and time; 64 to 512 is usual."))
            .logarithmic(),
        integerParameter("num_layers", 1).range(1, 32).title(FETTLE_TEXT("Layers"))
            .help(FETTLE_TEXT("How many of these layers stand on each other; each reads the states of the one before."))
            .when(FETTLE_TEXT("2 often helps with long texts; more is seldom worth the time.")),
        booleanParameter("bidirectional", false).title(FETTLE_TEXT("Both directions"))
            .help(FETTLE_TEXT("Reads the sequence from its end too, with weights of its own, and gives both states side by side."))
            .when(FETTLE_TEXT("Switch it on where the whole sequence is there at once, as in classification; leave it off to forecast.")),
        realParameter("dropout", 0.0).range(0, 0.99).title(FETTLE_TEXT("Dropout between layers"))
            .help(FETTLE_TEXT("The share of numbers between stacked layers that is set to 0 at each step of training."))
            .when(FETTLE_TEXT("0.1 to 0.5 where several layers overfit; a single layer has nothing between.")),
        choiceParameter("output", "all").choice("all", FETTLE_TEXT("Every step")).choice("last", FETTLE_TEXT("The last state"))
            .title(FETTLE_TEXT("Give"))
            .help(FETTLE_TEXT("The state after every step, or one row for each example: the state when everything was read, of each direction its own."))
            .when(FETTLE_TEXT("Choose the last state where one answer for the whole sequence is wanted and no pooling follows.")),
        booleanParameter("bias", true).title(FETTLE_TEXT("Bias"))
            .help(FETTLE_TEXT("Adds learned constants inside the layer."))
            .when(FETTLE_TEXT("Leave it on; it costs next to nothing."))
            .advanced()};
    return info;
}

std::unique_ptr<LayerInstance> RecurrentLayer::build(const Parameters& parameters, std::span<const TensorSpec> inputs,
                                                     const BuildContext& context) const
{
    return std::make_unique<RecurrentInstance>(checkedRecurrent(parameters, inputs[0], cell(parameters)), context);
}

std::optional<std::vector<TensorSpec>> RecurrentLayer::shape(const Parameters& parameters,
                                                             std::span<const TensorSpec> inputs) const
{
    const auto shape = checkedRecurrent(parameters, inputs[0], cell(parameters));
    TensorSpec output = inputs[0];
    if (shape.givesLast)
        output.dimensions.erase(output.dimensions.begin() + 1);
    output.dimensions.back() = {"D", shape.directions * shape.hiddenSize};
    return std::vector{output};
}

std::vector<std::string> RecurrentLayer::dimensionNames(const Parameters&, std::span<const TensorSpec> inputs,
                                                        std::size_t rank) const
{
    if (rank == 2)
        return {inputs[0].dimensions[0].name, "D"};
    return {inputs[0].dimensions[0].name, inputs[0].dimensions[1].name, "D"};
}

LayerCost RecurrentLayer::cost(const Parameters& parameters, std::span<const TensorSpec> inputs,
                               std::span<const TensorSpec>) const
{
    const auto shape = checkedRecurrent(parameters, inputs[0], cell(parameters));
    const auto steps = std::max<std::int64_t>(inputs[0].dimensions[1].size, 0);
    const auto gates = gateCount(shape.cell);
    LayerCost cost{0, 0};
    for (std::int64_t layer = 0; layer < shape.layers; ++layer) {
        const auto width = layer == 0 ? shape.inputSize : shape.directions * shape.hiddenSize;
        cost.multiplyAdds += model::checkedProduct({steps, shape.directions, gates * shape.hiddenSize,
                                                    width + shape.hiddenSize});
        // The gates, the state and what belongs to it.
        cost.activationBytes += model::checkedProduct({steps, shape.directions, (gates + 3) * shape.hiddenSize, 4});
    }
    return cost;
}

std::string RecurrentLayer::pytorchCode(const Parameters& parameters, std::span<const TensorSpec> inputs) const
{
    const auto shape = checkedRecurrent(parameters, inputs[0], cell(parameters));
    std::string code = pytorchName() + "(" + std::to_string(shape.inputSize) + ", " + std::to_string(shape.hiddenSize);
    if (shape.layers != 1)
        code += ", num_layers=" + std::to_string(shape.layers);
    code += pytorchOptions(parameters);
    if (!shape.bias)
        code += ", bias=False";
    if (shape.dropout > 0 && shape.layers > 1)
        code += ", dropout=" + Value(shape.dropout).toDisplay();
    if (shape.directions == 2)
        code += ", bidirectional=True";
    code += ", batch_first=True) => ";
    if (!shape.givesLast)
        return code + "{self}({0})[0]";
    const std::string states = shape.cell == RecurrentCell::Lstm ? "{self}({0})[1][0]" : "{self}({0})[1]";
    return code + (shape.directions == 2 ? "torch.cat(tuple(" + states + "[-2:]), dim=1)" : states + "[-1]");
}

std::vector<std::vector<TensorSpec>> RecurrentLayer::exampleInputs() const
{
    return {{tensorSpec({{"N", -1}, {"T", 5}, {"D", 3}})}, {tensorSpec({{"N", -1}, {"T", 1}, {"D", 4}})}};
}

std::vector<ValueMap> RecurrentLayer::exampleParameters() const
{
    return {{{"hidden_size", 4}},
            {{"hidden_size", 3}, {"bidirectional", true}, {"num_layers", 2}, {"dropout", 0.3}},
            {{"hidden_size", 2}, {"bidirectional", true}, {"output", "last"}, {"bias", false}},
            {{"hidden_size", 5}, {"output", "last"}, {"num_layers", 2}}};
}

} // namespace fettle::components
