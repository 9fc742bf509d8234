// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/recurrent_function.h"

#include <algorithm>
#include <numeric>

#include <ATen/Parallel.h>
#include <torch/torch.h>

#include "engine/components/vector_math.h"
#include "engine/model/torch_compat.h"

namespace fettle::components {
namespace {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::tensor_list;

/// One direction's weights.
struct Weights {
    Tensor input;
    Tensor hidden;
    Tensor inputBias; ///< undefined without
    Tensor hiddenBias;
};

Weights weightsOf(const tensor_list& list, std::int64_t direction, bool hasBias)
{
    const auto first = static_cast<std::size_t>(direction * (hasBias ? 4 : 2));
    return {list[first].contiguous(), list[first + 1].contiguous(), hasBias ? list[first + 2] : Tensor(),
            hasBias ? list[first + 3] : Tensor()};
}

/// What one direction keeps for the way back.
struct Kept {
    Tensor gates;      ///< total×G·H, activated; of simple cells the sums, which nobody needs again
    Tensor cells;      ///< LSTM: total×H
    Tensor shown;      ///< LSTM: tanh of the cells; GRU: the state's part of n
};

/// Walks one chunk in one direction. Step k of the walk is step t of the rows; before it came step `before`.
struct Walk {
    const RecurrentChunk& chunk;
    bool backwards;

    [[nodiscard]] std::int64_t size() const { return static_cast<std::int64_t>(chunk.active.size()); }
    [[nodiscard]] std::int64_t step(std::int64_t k) const { return backwards ? size() - 1 - k : k; }
    [[nodiscard]] std::int64_t rows(std::int64_t k) const { return chunk.active[static_cast<std::size_t>(step(k))]; }
    [[nodiscard]] std::int64_t offset(std::int64_t k) const { return chunk.offsets[static_cast<std::size_t>(step(k))]; }
    /// Rows that have a state already.
    [[nodiscard]] std::int64_t rowsBefore(std::int64_t k) const { return k == 0 ? 0 : std::min(rows(k), rows(k - 1)); }
};

/// The arguments that forward and backward share, as plain pointers: threads must not touch tensors' bookkeeping.
template <class Real>
struct Direction {
    std::int64_t hidden = 0;
    std::int64_t gateColumns = 0;
    std::int64_t outputStride = 0;
    std::int64_t widest = 0; ///< rows of the largest chunk
    RecurrentCell cell = RecurrentCell::Lstm;
    const Real* packed = nullptr; ///< the hidden weights
    const Real* hiddenBias = nullptr;
    Real* gates = nullptr;
    Real* cells = nullptr;
    Real* shown = nullptr;
    Real* output = nullptr;
    // The way back
    const Real* outputGradient = nullptr;
    Real* gateGradient = nullptr;
    Real* recurrentGradient = nullptr; ///< GRU: of the state's sums; else the same as gateGradient
    Real* hiddenBefore = nullptr;      ///< total×H: the states before, in line with the gradients
};

template <class Real>
void runChunk(const Direction<Real>& direction, const Walk& walk, Real* scratch)
{
    const auto& math = vectorMath<Real>();
    const auto hidden = direction.hidden;
    const auto columns = direction.gateColumns;
    const auto stride = direction.outputStride;
    for (std::int64_t k = 0; k < walk.size(); ++k) {
        const auto rows = walk.rows(k);
        const auto before = walk.rowsBefore(k);
        const auto at = walk.offset(k);
        const Real* stateBefore = k > 0 ? direction.output + walk.offset(k - 1) * stride : nullptr;
        const Real* cellsBefore = k > 0 && direction.cells ? direction.cells + walk.offset(k - 1) * hidden : nullptr;
        Real* gates = direction.gates + at * columns;
        Real* output = direction.output + at * stride;
        if (direction.cell == RecurrentCell::Gru) {
            for (std::int64_t row = 0; row < rows; ++row)
                direction.hiddenBias ? std::copy_n(direction.hiddenBias, columns, scratch + row * columns)
                                     : std::fill_n(scratch + row * columns, columns, Real(0));
            if (before > 0)
                math.multiply(stateBefore, stride, 1, before, direction.packed, hidden, columns, scratch, columns,
                              true);
            math.gruForward({rows, before, hidden, gates, scratch, direction.shown + at * hidden, stateBefore, stride,
                             output, stride});
            continue;
        }
        if (before > 0)
            math.multiply(stateBefore, stride, 1, before, direction.packed, hidden, columns, gates, columns, true);
        if (direction.cell == RecurrentCell::Lstm)
            math.lstmForward({rows, before, hidden, gates, cellsBefore,
                              direction.cells + at * hidden, direction.shown + at * hidden, output, stride});
        else
            math.simpleForward(gates, rows, hidden, direction.cell == RecurrentCell::Relu, output, stride);
    }
}

template <class Real>
void runChunkBack(const Direction<Real>& direction, const Walk& walk, Real* hiddenGradient, Real* cellGradient)
{
    const auto& math = vectorMath<Real>();
    const auto hidden = direction.hidden;
    const auto columns = direction.gateColumns;
    const auto stride = direction.outputStride;
    for (std::int64_t k = walk.size() - 1; k >= 0; --k) {
        const auto rows = walk.rows(k);
        const auto before = walk.rowsBefore(k);
        const auto at = walk.offset(k);
        const Real* stateBefore = k > 0 ? direction.output + walk.offset(k - 1) * stride : nullptr;
        const Real* cellsBefore = k > 0 && direction.cells ? direction.cells + walk.offset(k - 1) * hidden : nullptr;
        Real* gateGradient = direction.gateGradient + at * columns;
        Real* recurrentGradient = direction.recurrentGradient + at * columns;
        const Real* outputGradient = direction.outputGradient + at * stride;
        for (std::int64_t row = 0; row < rows; ++row)
            row < before ? std::copy_n(stateBefore + row * stride, hidden, direction.hiddenBefore + (at + row) * hidden)
                         : std::fill_n(direction.hiddenBefore + (at + row) * hidden, hidden, Real(0));
        const Real* gates = direction.gates + at * columns;
        const bool isGru = direction.cell == RecurrentCell::Gru;
        if (direction.cell == RecurrentCell::Lstm)
            math.lstmBackward({rows, before, hidden, gates, cellsBefore,
                               direction.shown + at * hidden, outputGradient, stride, hiddenGradient, cellGradient,
                                   gateGradient});
        else if (isGru)
            math.gruBackward({rows, before, hidden, gates, direction.shown + at * hidden, stateBefore, stride,
                              outputGradient, stride, hiddenGradient, gateGradient, recurrentGradient});
        else
            math.simpleBackward(direction.output + at * stride, outputGradient, stride, hiddenGradient, rows, hidden,
                                direction.cell == RecurrentCell::Relu, gateGradient);
        // A GRU hands part of the gradient straight on, to which this adds.
        if (before > 0)
            math.multiply(recurrentGradient, columns, 1, before, direction.packed, columns, hidden, hiddenGradient,
                          hidden, isGru);
    }
}

/// Packed for h·Wᵀ (forward) or g·W (back).
template <class Real>
Tensor packedHiddenWeights(const Tensor& weight, bool transposed)
{
    const auto& math = vectorMath<Real>();
    const auto columns = weight.size(0);
    const auto hidden = weight.size(1);
    const auto* source = weight.const_data_ptr<Real>();
    Tensor packed = torch::empty({packedSize(transposed ? hidden : columns, transposed ? columns : hidden, math.panel)},
                                 weight.options());
    if (transposed)
        math.pack(source, 1, hidden, hidden, columns, packed.data_ptr<Real>());
    else
        math.pack(source, hidden, 1, columns, hidden, packed.data_ptr<Real>());
    return packed;
}

std::int64_t widestChunk(const RecurrentPlan& plan)
{
    std::int64_t widest = 0;
    for (const auto& chunk : plan.chunks)
        widest = std::max(widest, chunk.active.empty() ? 0 : chunk.active[0]);
    return widest;
}

/// Every chunk of every direction, side by side.
template <class Work>
void forEachChunk(const RecurrentPlan& plan, std::int64_t directions, const Work& work)
{
    const auto chunks = static_cast<std::int64_t>(plan.chunks.size());
    at::parallel_for(0, directions * chunks, 1, [&](std::int64_t begin, std::int64_t end) {
        for (auto task = begin; task < end; ++task)
            work(task, task / chunks, Walk{plan.chunks[static_cast<std::size_t>(task % chunks)], task / chunks == 1});
    });
}

template <class Real>
Tensor forwardOf(const Tensor& packed, const tensor_list& weights, const RecurrentPlan& plan, RecurrentCell cell,
                 std::int64_t directions, bool hasBias, std::vector<Kept>& kept)
{
    const auto hidden = weights[1].size(1);
    const auto columns = gateCount(cell) * hidden;
    const auto options = packed.options();
    auto output = torch::empty({plan.total, directions * hidden}, options);
    const bool isGru = cell == RecurrentCell::Gru;
    std::vector<Direction<Real>> all;
    std::vector<Tensor> alive;
    for (std::int64_t d = 0; d < directions; ++d) {
        const auto weight = weightsOf(weights, d, hasBias);
        Kept keeps;
        if (!hasBias)
            keeps.gates = at::mm(packed, weight.input.t());
        else // the state's bias of a GRU's n stands within its reset
            keeps.gates = at::addmm(isGru ? weight.inputBias : weight.inputBias + weight.hiddenBias, packed,
                                    weight.input.t());
        Direction<Real> direction{hidden, columns, directions * hidden, widestChunk(plan), cell};
        if (cell == RecurrentCell::Lstm)
            keeps.cells = torch::empty({plan.total, hidden}, options);
        if (cell == RecurrentCell::Lstm || cell == RecurrentCell::Gru)
            keeps.shown = torch::empty({plan.total, hidden}, options);
        alive.push_back(packedHiddenWeights<Real>(weight.hidden, true));
        direction.packed = alive.back().const_data_ptr<Real>();
        if (hasBias) {
            alive.push_back(weight.hiddenBias.contiguous());
            direction.hiddenBias = alive.back().const_data_ptr<Real>();
        }
        direction.gates = keeps.gates.data_ptr<Real>();
        direction.cells = keeps.cells.defined() ? keeps.cells.data_ptr<Real>() : nullptr;
        direction.shown = keeps.shown.defined() ? keeps.shown.data_ptr<Real>() : nullptr;
        direction.output = output.data_ptr<Real>() + d * hidden;
        all.push_back(direction);
        kept.push_back(std::move(keeps));
    }
    const auto room = cell == RecurrentCell::Gru ? widestChunk(plan) * columns : 0;
    auto scratch = torch::empty({directions * static_cast<std::int64_t>(plan.chunks.size()) * room}, options);
    auto* scratchData = scratch.data_ptr<Real>();
    forEachChunk(plan, directions, [&](std::int64_t task, std::int64_t d, const Walk& walk) {
        runChunk(all[static_cast<std::size_t>(d)], walk, scratchData + task * room);
    });
    return output;
}

struct Gradients {
    Tensor packed;
    tensor_list weights;
};

/// What the way back of one direction makes, from which the weights' gradients follow.
struct Made {
    Tensor gates;     ///< gradient of the input's sums
    Tensor recurrent; ///< of the state's sums
    Tensor before;    ///< the states before, in line with them
};

template <class Real>
Gradients backwardOf(const Tensor& gradient, const Tensor& packed, const tensor_list& weights, const Tensor& output,
                     const RecurrentPlan& plan, RecurrentCell cell, std::int64_t directions, bool hasBias,
                         bool wantsInput,
                     const std::vector<Kept>& kept)
{
    const auto hidden = weights[1].size(1);
    const auto columns = gateCount(cell) * hidden;
    const auto options = packed.options();
    const auto outputGradient = gradient.contiguous();
    std::vector<Made> made;
    std::vector<Direction<Real>> all;
    std::vector<Tensor> alive;
    for (std::int64_t d = 0; d < directions; ++d) {
        const auto& keeps = kept[static_cast<std::size_t>(d)];
        Made makes;
        makes.gates = torch::empty({plan.total, columns}, options);
        makes.recurrent = cell == RecurrentCell::Gru ? torch::empty({plan.total, columns}, options) : makes.gates;
        makes.before = torch::empty({plan.total, hidden}, options);
        alive.push_back(packedHiddenWeights<Real>(weightsOf(weights, d, hasBias).hidden, false));
        Direction<Real> direction{hidden, columns, directions * hidden, widestChunk(plan), cell,
                                  alive.back().const_data_ptr<Real>()};
        // Read alone on the way back; a structure of its own would say the same with const.
        direction.gates = const_cast<Real*>(keeps.gates.const_data_ptr<Real>());
        direction.cells = keeps.cells.defined() ? const_cast<Real*>(keeps.cells.const_data_ptr<Real>()) : nullptr;
        direction.shown = keeps.shown.defined() ? const_cast<Real*>(keeps.shown.const_data_ptr<Real>()) : nullptr;
        direction.output = const_cast<Real*>(output.const_data_ptr<Real>()) + d * hidden;
        direction.outputGradient = outputGradient.const_data_ptr<Real>() + d * hidden;
        direction.gateGradient = makes.gates.data_ptr<Real>();
        direction.recurrentGradient = makes.recurrent.data_ptr<Real>();
        direction.hiddenBefore = makes.before.data_ptr<Real>();
        all.push_back(direction);
        made.push_back(std::move(makes));
    }
    const auto room = 2 * widestChunk(plan) * hidden;
    auto scratch = torch::zeros({directions * static_cast<std::int64_t>(plan.chunks.size()) * room}, options);
    auto* scratchData = scratch.data_ptr<Real>();
    forEachChunk(plan, directions, [&](std::int64_t task, std::int64_t d, const Walk& walk) {
        runChunkBack(all[static_cast<std::size_t>(d)], walk, scratchData + task * room,
                     scratchData + task * room + room / 2);
    });
    Gradients result;
    for (std::int64_t d = 0; d < directions; ++d) {
        const auto& makes = made[static_cast<std::size_t>(d)];
        const auto weight = weightsOf(weights, d, hasBias);
        if (wantsInput)
            result.packed = d == 0 ? at::mm(makes.gates, weight.input)
                                   : result.packed.addmm_(makes.gates, weight.input);
        result.weights.push_back(at::mm(makes.gates.t(), packed));
        result.weights.push_back(at::mm(makes.recurrent.t(), makes.before));
        if (!hasBias)
            continue;
        result.weights.push_back(makes.gates.sum(0));
        result.weights.push_back(cell == RecurrentCell::Gru ? makes.recurrent.sum(0) : result.weights.back().clone());
    }
    return result;
}

/// The plan goes through the autograd graph as it is.
struct PlanHolder : torch::CustomClassHolder {
    explicit PlanHolder(std::shared_ptr<const RecurrentPlan> held) : plan(std::move(held)) {}
    std::shared_ptr<const RecurrentPlan> plan;
};

class RecurrentFunction : public torch::autograd::Function<RecurrentFunction> {
public:
    static Tensor forward(AutogradContext* context, const Tensor& packed, at::TensorList weights,
                          const std::shared_ptr<const RecurrentPlan>& plan, RecurrentCell cell, std::int64_t directions)
    {
        const auto input = packed.contiguous();
        const tensor_list list = weights.vec();
        const bool hasBias = static_cast<std::int64_t>(list.size()) == 4 * directions;
        std::vector<Kept> kept;
        auto output = input.scalar_type() == torch::kFloat64
                          ? forwardOf<double>(input, list, *plan, cell, directions, hasBias, kept)
                          : forwardOf<float>(input, list, *plan, cell, directions, hasBias, kept);
        tensor_list saved{input, output};
        saved.insert(saved.end(), list.begin(), list.end());
        for (const auto& each : kept)
            saved.insert(saved.end(), {each.gates, each.cells, each.shown});
        context->save_for_backward(saved);
        context->saved_data["plan"] = at::IValue::make_capsule(c10::make_intrusive<PlanHolder>(plan));
        context->saved_data["cell"] = static_cast<std::int64_t>(cell);
        context->saved_data["directions"] = directions;
        context->saved_data["weights"] = static_cast<std::int64_t>(list.size());
        return output;
    }

    static tensor_list backward(AutogradContext* context, tensor_list gradients)
    {
        const model::NoAutocast noAutocast(torch::kCPU);
        const auto saved = context->get_saved_variables();
        const auto holder = context->saved_data["plan"].toCapsule();
        const auto& plan = *static_cast<const PlanHolder&>(*holder).plan;
        const auto cell = static_cast<RecurrentCell>(context->saved_data["cell"].toInt());
        const auto directions = context->saved_data["directions"].toInt();
        const auto count = context->saved_data["weights"].toInt();
        const tensor_list weights(saved.begin() + 2, saved.begin() + 2 + count);
        std::vector<Kept> kept;
        for (std::int64_t d = 0; d < directions; ++d) {
            const auto first = static_cast<std::size_t>(2 + count + 3 * d);
            kept.push_back({saved[first], saved[first + 1], saved[first + 2]});
        }
        const bool wantsInput = context->needs_input_grad(0);
        const bool hasBias = count == 4 * directions;
        auto made = saved[0].scalar_type() == torch::kFloat64
                        ? backwardOf<double>(gradients[0], saved[0], weights, saved[1], plan, cell, directions, hasBias,
                                             wantsInput, kept)
                        : backwardOf<float>(gradients[0], saved[0], weights, saved[1], plan, cell, directions, hasBias,
                                            wantsInput, kept);
        tensor_list result{std::move(made.packed)};
        result.insert(result.end(), made.weights.begin(), made.weights.end());
        result.resize(result.size() + 3); // what is no tensor has no gradient
        return result;
    }
};

} // namespace

std::int64_t gateCount(RecurrentCell cell)
{
    return cell == RecurrentCell::Lstm ? 4 : cell == RecurrentCell::Gru ? 3 : 1;
}

std::shared_ptr<const RecurrentPlan> planRecurrence(const std::vector<std::int64_t>& lengths, std::int64_t steps,
                                                    std::int64_t chunks)
{
    auto plan = std::make_shared<RecurrentPlan>();
    plan->rows = static_cast<std::int64_t>(lengths.size());
    plan->steps = steps;
    plan->total = std::accumulate(lengths.begin(), lengths.end(), std::int64_t{0});
    std::vector<std::int64_t> order(lengths.size());
    std::iota(order.begin(), order.end(), std::int64_t{0});
    const auto lengthOf = [&](std::int64_t row) { return lengths[static_cast<std::size_t>(row)]; };
    std::ranges::stable_sort(order, std::greater<>{}, lengthOf);
    while (!order.empty() && lengthOf(order.back()) == 0) {
        order.pop_back();
        plan->hasEmptyRows = true;
    }
    plan->places = torch::empty({plan->total}, torch::kInt64);
    plan->firstSteps = torch::zeros({plan->rows}, torch::kInt64);
    plan->lastSteps = torch::zeros({plan->rows}, torch::kInt64);
    auto* places = plan->places.data_ptr<std::int64_t>();
    auto* firsts = plan->firstSteps.data_ptr<std::int64_t>();
    auto* lasts = plan->lastSteps.data_ptr<std::int64_t>();
    const auto count = static_cast<std::int64_t>(order.size());
    chunks = std::clamp<std::int64_t>(chunks, 1, std::max<std::int64_t>(1, count));
    std::int64_t at = 0;
    for (std::int64_t c = 0; c < chunks && count > 0; ++c) {
        RecurrentChunk chunk;
        // Every chunk gets rows of all lengths, so that all end at about the same time.
        std::vector<std::int64_t> mine;
        for (auto i = c; i < count; i += chunks)
            mine.push_back(order[static_cast<std::size_t>(i)]);
        auto active = static_cast<std::int64_t>(mine.size());
        for (std::int64_t t = 0; t < lengthOf(mine.front()); ++t) {
            while (lengthOf(mine[static_cast<std::size_t>(active - 1)]) <= t)
                --active;
            chunk.active.push_back(active);
            chunk.offsets.push_back(at);
            for (std::int64_t i = 0; i < active; ++i, ++at) {
                const auto row = mine[static_cast<std::size_t>(i)];
                places[at] = row * steps + t;
                lasts[row] = at;
                if (t == 0)
                    firsts[row] = at;
            }
        }
        plan->chunks.push_back(std::move(chunk));
    }
    return plan;
}

torch::Tensor recurrentLayer(const Tensor& packed, const std::vector<Tensor>& weights,
                             std::shared_ptr<const RecurrentPlan> plan, RecurrentCell cell, std::int64_t directions)
{
    return RecurrentFunction::apply(packed, at::TensorList(weights), plan, cell, directions);
}

} // namespace fettle::components
