// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/attention_function.h"

#include <algorithm>
#include <cmath>

#include <ATen/Parallel.h>
#include <torch/torch.h>

#include "engine/components/vector_math.h"
#include "engine/model/torch_compat.h"

namespace fettle::components {
namespace {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::tensor_list;

/// Queries at a time: their scores stay in the cache.
constexpr std::int64_t kQueryBlock = 64;

/// What all heads of all rows share.
template <class Real>
struct AttentionRun {
    std::int64_t features = 0;
    std::int64_t heads = 1;
    std::int64_t head = 0; ///< features of one head
    Real scale = 1;
    double dropout = 0.0;
    std::uint64_t seed = 0;
    const Real* projected = nullptr;
    Real* output = nullptr;
    Real* logSums = nullptr; ///< heads×total
    // The way back
    const Real* outputGradient = nullptr;
    Real* projectedGradient = nullptr;

    [[nodiscard]] std::int64_t stride() const { return 3 * features; }
    [[nodiscard]] std::uint32_t threshold() const
    {
        return static_cast<std::uint32_t>(std::min(dropout * 4294967296.0, 4294967295.0));
    }
};

/// One head of one row.
struct AttentionTask {
    std::int64_t first = 0; ///< its first step
    std::int64_t length = 0;
    std::int64_t head = 0;
    std::int64_t total = 0;
    std::int64_t pairs = 0; ///< pairs of steps of all tasks before: where its dropout begins
};

/// Room that a thread uses for one task after the other.
template <class Real>
struct AttentionScratch {
    std::vector<Real> keys;
    std::vector<Real> keysTransposed;
    std::vector<Real> valuesTransposed;
    std::vector<Real> values;
    std::vector<Real> scores;
    std::vector<Real> dropped;
    std::vector<Real> gradients;
    std::vector<Real> droppedGradients;
    std::vector<Real> queryBlock;
    std::vector<Real> gradientBlock;
};

template <class Real>
void packInto(std::vector<Real>& room, const Real* source, std::int64_t rowStride, std::int64_t columnStride,
              std::int64_t depth, std::int64_t columns)
{
    const auto& math = vectorMath<Real>();
    room.resize(static_cast<std::size_t>(packedSize(depth, columns, math.panel)));
    math.pack(source, rowStride, columnStride, depth, columns, room.data());
}

template <class Real>
void attendForward(const AttentionRun<Real>& run, const AttentionTask& task, AttentionScratch<Real>& scratch)
{
    const auto& math = vectorMath<Real>();
    const auto length = task.length;
    const auto stride = run.stride();
    const Real* queries = run.projected + task.first * stride + task.head * run.head;
    packInto(scratch.keysTransposed, queries + run.features, 1, stride, run.head, length);
    packInto(scratch.values, queries + 2 * run.features, stride, 1, length, run.head);
    scratch.scores.resize(static_cast<std::size_t>(kQueryBlock * length));
    scratch.dropped.resize(run.dropout > 0 ? scratch.scores.size() : 0);
    Real* logSums = run.logSums + task.head * task.total + task.first;
    for (std::int64_t begin = 0; begin < length; begin += kQueryBlock) {
        const auto count = std::min(kQueryBlock, length - begin);
        Real* scores = scratch.scores.data();
        math.multiply(queries + begin * stride, stride, 1, count, scratch.keysTransposed.data(), run.head, length,
                      scores, length, false);
        for (std::int64_t row = 0; row < count; ++row)
            logSums[begin + row] = math.softmax(scores + row * length, length, run.scale);
        if (run.dropout > 0) {
            math.randomZeros(scores, task.pairs + begin * length, count * length, run.seed, run.threshold(),
                             static_cast<Real>(1 / (1 - run.dropout)), scratch.dropped.data());
            scores = scratch.dropped.data();
        }
        Real* output = run.output + (task.first + begin) * run.features + task.head * run.head;
        math.multiply(scores, length, 1, count, scratch.values.data(), length, run.head, output, run.features, false);
    }
}

template <class Real>
void attendBackward(const AttentionRun<Real>& run, const AttentionTask& task, AttentionScratch<Real>& scratch)
{
    const auto& math = vectorMath<Real>();
    const auto length = task.length;
    const auto head = run.head;
    const auto stride = run.stride();
    const Real* queries = run.projected + task.first * stride + task.head * head;
    const Real* keys = queries + run.features;
    packInto(scratch.keysTransposed, keys, 1, stride, head, length);
    packInto(scratch.keys, keys, stride, 1, length, head);
    packInto(scratch.valuesTransposed, keys + run.features, 1, stride, head, length);
    for (auto* room : {&scratch.scores, &scratch.dropped, &scratch.gradients, &scratch.droppedGradients})
        room->resize(static_cast<std::size_t>(kQueryBlock * length));
    Real* queryGradient = run.projectedGradient + task.first * stride + task.head * head;
    for (std::int64_t begin = 0; begin < length; begin += kQueryBlock) {
        const auto count = std::min(kQueryBlock, length - begin);
        const Real* block = queries + begin * stride;
        const auto at = (task.first + begin) * run.features + task.head * head;
        const Real* outputGradient = run.outputGradient + at;
        Real* shares = scratch.scores.data();
        Real* dropped = shares;
        Real* gradients = scratch.gradients.data();
        math.multiply(block, stride, 1, count, scratch.keysTransposed.data(), head, length, shares, length, false);
        math.multiply(outputGradient, run.features, 1, count, scratch.valuesTransposed.data(), head, length, gradients,
                      length, false);
        const Real* logSums = run.logSums + task.head * task.total + task.first + begin;
        for (std::int64_t row = 0; row < count; ++row)
            math.softmaxAgain(shares + row * length, length, run.scale, logSums[row]);
        if (run.dropout > 0) {
            const auto zeroes = [&](const Real* from, Real* to) {
                math.randomZeros(from, task.pairs + begin * length, count * length, run.seed, run.threshold(),
                                 static_cast<Real>(1 / (1 - run.dropout)), to);
            };
            dropped = scratch.dropped.data();
            zeroes(shares, dropped);
            zeroes(gradients, scratch.droppedGradients.data());
            gradients = scratch.droppedGradients.data();
        }
        packInto(scratch.gradientBlock, outputGradient, run.features, 1, count, head);
        math.multiply(dropped, 1, length, length, scratch.gradientBlock.data(), count, head,
                      queryGradient + 2 * run.features, stride, begin > 0);
        for (std::int64_t row = 0; row < count; ++row) {
            const Real mean = math.dot(outputGradient + row * run.features, run.output + at + row * run.features, head);
            math.softmaxBackward(shares + row * length, gradients + row * length, length, mean, run.scale);
        }
        math.multiply(gradients, length, 1, count, scratch.keys.data(), length, head, queryGradient + begin * stride,
                      stride, false);
        packInto(scratch.queryBlock, block, stride, 1, count, head);
        math.multiply(gradients, 1, length, length, scratch.queryBlock.data(), count, head,
                      queryGradient + run.features, stride, begin > 0);
    }
}

std::vector<AttentionTask> attentionTasks(const std::vector<std::int64_t>& lengths, std::int64_t heads,
                                          std::int64_t total)
{
    std::vector<AttentionTask> tasks;
    std::int64_t first = 0;
    std::int64_t pairs = 0;
    for (const auto length : lengths) {
        for (std::int64_t head = 0; head < heads && length > 0; ++head, pairs += length * length)
            tasks.push_back({first, length, head, total, pairs});
        first += length;
    }
    return tasks;
}

template <class Real, class Work>
void forEachHead(const std::vector<AttentionTask>& tasks, const Work& work)
{
    at::parallel_for(0, static_cast<std::int64_t>(tasks.size()), 1, [&](std::int64_t begin, std::int64_t end) {
        AttentionScratch<Real> scratch;
        for (auto task = begin; task < end; ++task)
            work(tasks[static_cast<std::size_t>(task)], scratch);
    });
}

template <class Real>
AttentionRun<Real> attentionRun(const Tensor& projected, Tensor& output, Tensor& logSums, std::int64_t heads,
                                double dropout, std::int64_t seed)
{
    AttentionRun<Real> run;
    run.features = projected.size(1) / 3;
    run.heads = heads;
    run.head = run.features / heads;
    run.scale = static_cast<Real>(1.0 / std::sqrt(static_cast<double>(run.head)));
    run.dropout = dropout;
    run.seed = static_cast<std::uint64_t>(seed);
    run.projected = projected.const_data_ptr<Real>();
    run.output = output.data_ptr<Real>();
    run.logSums = logSums.data_ptr<Real>();
    return run;
}

class PackedAttentionFunction : public torch::autograd::Function<PackedAttentionFunction> {
public:
    static Tensor forward(AutogradContext* context, const Tensor& given, const std::vector<std::int64_t>& lengths,
                          std::int64_t heads, double dropout, std::int64_t seed)
    {
        const auto projected = given.contiguous();
        const auto total = projected.size(0);
        auto output = torch::empty({total, projected.size(1) / 3}, projected.options());
        auto logSums = torch::empty({heads, total}, projected.options());
        const auto tasks = attentionTasks(lengths, heads, total);
        const auto goes = [&]<class Real>(Real) {
            const auto run = attentionRun<Real>(projected, output, logSums, heads, dropout, seed);
            forEachHead<Real>(tasks, [&](const auto& task, auto& scratch) { attendForward(run, task, scratch); });
        };
        projected.scalar_type() == torch::kFloat64 ? goes(double{}) : goes(float{});
        context->save_for_backward({projected, output, logSums});
        context->saved_data["lengths"] = lengths;
        context->saved_data["heads"] = heads;
        context->saved_data["dropout"] = dropout;
        context->saved_data["seed"] = seed;
        return output;
    }

    static tensor_list backward(AutogradContext* context, tensor_list gradients)
    {
        auto saved = context->get_saved_variables();
        const auto heads = context->saved_data["heads"].toInt();
        const auto tasks = attentionTasks(context->saved_data["lengths"].toIntVector(), heads, saved[0].size(0));
        const auto gradient = gradients[0].contiguous();
        auto result = torch::empty_like(saved[0]);
        const auto goes = [&]<class Real>(Real) {
            auto run = attentionRun<Real>(saved[0], saved[1], saved[2], heads,
                                          context->saved_data["dropout"].toDouble(),
                                          context->saved_data["seed"].toInt());
            run.outputGradient = gradient.const_data_ptr<Real>();
            run.projectedGradient = result.data_ptr<Real>();
            forEachHead<Real>(tasks, [&](const auto& task, auto& scratch) { attendBackward(run, task, scratch); });
        };
        gradient.scalar_type() == torch::kFloat64 ? goes(double{}) : goes(float{});
        tensor_list all(5);
        all[0] = std::move(result);
        return all;
    }
};

} // namespace

Tensor packedAttention(const Tensor& projected, const std::vector<std::int64_t>& lengths, std::int64_t heads,
                       double dropout)
{
    const auto seed = dropout > 0 ? static_cast<std::int64_t>(model::drawSeed()) : std::int64_t{0};
    return PackedAttentionFunction::apply(projected, lengths, heads, dropout, seed);
}

} // namespace fettle::components
