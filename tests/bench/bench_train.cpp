// SPDX-License-Identifier: GPL-3.0-or-later
// Times training steps on random data: the table network of Adult's shape (108-128-64-2, batches of 32 and 256) and the
// picture network of Fashion-MNIST's (28×28, batches of 64, float32 and bfloat16). Prints µs a step and examples a second.
// beside the wall's median the processor time of a step, which a busy machine disturbs less.
// bench_train [seconds per case [part of a case's name]]; FETTLE_BENCH_NO_POOL=1: with torch's own allocator
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <numeric>

#include <torch/torch.h>

#include "engine/component_api/graph_template.h"
#include "engine/component_api/loss.h"
#include "engine/component_api/optimizer.h"
#include "engine/component_api/registry.h"
#include "engine/training/batch_pipeline.h"
#include "engine/training/gradients.h"
#include "engine/training/memory_pool.h"
#include "engine/training/network_pass.h"
#include "engine/training/threads.h"

using namespace fettle;
using namespace fettle::training;

namespace {

using Clock = std::chrono::steady_clock;

/// Random numbers of a spec, held in a cache as a real split is.
class RandomEncoder final : public FittedEncoder {
public:
    RandomEncoder(TensorSpec spec, std::int64_t classes) : m_spec(std::move(spec)), m_classes(classes) {}
    TensorSpec spec() const override { return m_spec; }
    Value state() const override { return {}; }
    void encode(const Column&, std::span<const std::int64_t>, torch::Tensor out, const EncodeContext&) const override
    {
        if (m_classes > 0)
            out.random_(0, m_classes);
        else
            out.normal_();
    }
    Value decode(const torch::Tensor&) const override { return {}; }
    Value preview(const Column&, std::int64_t) const override { return {}; }

private:
    TensorSpec m_spec;
    std::int64_t m_classes;
};

class NoColumn final : public Column {
public:
    const FieldInfo& field() const override { return m_field; }
    std::int64_t size() const override { return 0; }
    void readNumbers(std::span<const std::int64_t>, std::span<double>) const override {}
    void readTexts(std::span<const std::int64_t>, std::span<std::string_view>) const override {}
    std::span<const std::byte> media(std::int64_t) const override { return {}; }

private:
    FieldInfo m_field;
};

template <class T>
T orExit(Result<T> result)
{
    if (!result) {
        std::fprintf(stderr, "%s\n", toLogLine(result.error()).c_str());
        std::exit(1);
    }
    return std::move(result).value();
}

struct Case {
    const char* name;
    const char* model;
    TensorSpec input;
    std::int64_t classes;
    std::int64_t batchSize;
    Precision precision;
};

void measure(const Case& what, const Registry& registry, double seconds)
{
    const RandomEncoder input(what.input, 0);
    const RandomEncoder target(TensorSpec{DType::Int64, {{"N", -1}}}, what.classes);
    const NoColumn column;
    std::vector<std::int64_t> rows(8192);
    std::iota(rows.begin(), rows.end(), 0);
    EncodeOptions encode;
    encode.memoryBytes = std::int64_t{1} << 30;
    encode.channelsLast = true;
    const EncodedSplit split({{"input", &column, &input}}, {{"target", &column, &target}}, nullptr, rows, encode);
    BatchPipeline batches(split, [&](std::int64_t) { return rows; }, {.batchSize = what.batchSize}, {});

    const std::vector<std::pair<std::string, TensorSpec>> specs{{"input", what.input}};
    const auto graph = [&] {
        auto found = orExit(registry.resolve<GraphTemplate>(ComponentKind::Template, {what.model, {}}));
        return orExit(found.first->generate(found.second, {specs, {{"output", {{"C", what.classes}}}}, 8192}));
    }();
    auto network = orExit(model::buildNetwork(graph, specs, registry, {}, 1));
    PassOptions pass;
    pass.precision = what.precision;
    pass.channelsLast = true;
    prepareNetwork(*network, pass);
    const auto loss = orExit(registry.resolve<Loss>(ComponentKind::Loss, {"cross_entropy", {}}));
    const auto lossFunction = loss.first->create(loss.second, {});
    const auto optimizer = orExit(registry.resolve<Optimizer>(ComponentKind::Optimizer, {"adamw", {}}));
    ParameterGroup group;
    group.tensors = network->parameters();
    const auto stepper = optimizer.first->create(optimizer.second, {group});

    const auto step = [&] {
        const auto& batch = batches.next();
        clearGradients(network->parameters());
        const auto outputs = forwardPass(*network, batch.inputs, true, pass);
        const auto value = lossFunction->mean(outputs.begin()->second.values, batch.targets.begin()->second.values, {});
        value.backward();
        static_cast<void>(gradientNorm(network->parameters()));
        stepper->step(1e-3);
    };
    for (int i = 0; i < 5; ++i)
        step();
    std::vector<double> times;
    const auto processorStart = std::clock();
    for (const auto start = Clock::now(); std::chrono::duration<double>(Clock::now() - start).count() < seconds;) {
        const auto begin = Clock::now();
        step();
        times.push_back(std::chrono::duration<double, std::micro>(Clock::now() - begin).count());
    }
    const double processor = static_cast<double>(std::clock() - processorStart) * 1e6 / CLOCKS_PER_SEC /
                             static_cast<double>(times.size());
    std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2), times.end());
    const double median = times[times.size() / 2];
    std::printf("%-34s %10.1f µs/step %10.0f examples/s  (%zu steps, fastest %.1f µs, processor %.1f µs)\n", what.name, median,
                static_cast<double>(what.batchSize) * 1e6 / median, times.size(), *std::min_element(times.begin(), times.end()),
                processor);
}

} // namespace

int main(int argc, char** argv)
{
    const double seconds = argc > 1 ? std::atof(argv[1]) : 3.0;
    if (!std::getenv("FETTLE_BENCH_NO_POOL"))
        installMemoryPool(0);
    applyThreads(planThreads(resolveThreads(0), false));
    Registry registry;
    registerBuiltInComponents(registry);
    const TensorSpec table{DType::Float32, {{"N", -1}, {"D", 108}}};
    const TensorSpec picture{DType::Float32, {{"N", -1}, {"C", 1}, {"H", 28}, {"W", 28}}};
    const std::string part = argc > 2 ? argv[2] : "";
    const auto measureIfNamed = [&](const Case& what) {
        if (std::string(what.name).find(part) != std::string::npos)
            measure(what, registry, seconds);
    };
    measureIfNamed({"Adult MLP, batch 32", "mlp", table, 2, 32, Precision::Float32});
    measureIfNamed({"Adult MLP, batch 256", "mlp", table, 2, 256, Precision::Float32});
    measureIfNamed({"Fashion CNN, batch 64, float32", "cnn_batch_norm", picture, 10, 64, Precision::Float32});
    measureIfNamed({"Fashion CNN, batch 64, bfloat16", "cnn_batch_norm", picture, 10, 64, Precision::BFloat16});
}
