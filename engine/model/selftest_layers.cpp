// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/selftest_layers.h"

#include <algorithm>
#include <cmath>

#include <torch/torch.h>

#include "engine/model/graph_checker.h"
#include "engine/model/layer_checks.h"
#include "engine/model/selftest_padding.h"

namespace fettle::model {
namespace {

constexpr std::int64_t kTrialBatch = 3;
constexpr double kDifferenceStep = 1e-6;

/// One layer with one set of options on one set of inputs, in double precision.
class LayerTrial {
public:
    LayerTrial(const Layer& layer, const Parameters& parameters, const std::vector<TensorSpec>& inputs, std::string name,
               const ReportFailure& fail)
        : m_layer(layer), m_parameters(parameters), m_name(std::move(name)), m_fail(fail)
    {
        m_specs = inputs;
        for (auto& spec : m_specs)
            if (spec.dtype == DType::Float32)
                spec.dtype = DType::Float64;
        torch::manual_seed(7);
        for (const auto& spec : m_specs) {
            std::vector<std::int64_t> sizes;
            for (std::size_t i = 0; i < spec.dimensions.size(); ++i)
                sizes.push_back(i == 0 ? kTrialBatch : spec.dimensions[i].size);
            // Whole numbers stand for positions in a list, which has at least two entries.
            m_inputs.push_back({isReal(spec.dtype) ? torch::randn(sizes, torch::kFloat64)
                                                   : torch::randint(0, 2, sizes, toScalarType(spec.dtype)), nullptr});
        }
        m_instance = build(11);
    }

    void run()
    {
        checkGradients(false);
        checkGradients(true);
        checkState();
        checkInPlace();
    }

    [[nodiscard]] bool differsInTraining()
    {
        torch::NoGradGuard guard;
        const auto training = forward(*m_instance, true);
        const auto predicting = forward(*m_instance, false);
        return !torch::allclose(training, predicting, 1e-9, 1e-12);
    }

private:
    void fail(const std::string& what) const { m_fail(m_name + ": " + what); }

    [[nodiscard]] std::unique_ptr<LayerInstance> build(std::uint64_t seed) const
    {
        BuildContext context;
        context.options = torch::TensorOptions(torch::kFloat64);
        torch::manual_seed(seed);
        return m_layer.build(m_parameters, m_specs, context);
    }

    /// All outputs in one row; the generator is set, so that dropout draws the same each time.
    [[nodiscard]] torch::Tensor forward(LayerInstance& instance, bool training) const
    {
        torch::manual_seed(3);
        ForwardContext context;
        context.training = training;
        std::vector<torch::Tensor> rows;
        for (const auto& output : instance.forward(m_inputs, context))
            rows.push_back(output.values.to(torch::kFloat64).reshape({-1}));
        return torch::cat(rows);
    }

    /// Autograd against central differences, for a random mix of all outputs.
    void checkGradients(bool training)
    {
        std::vector<torch::Tensor> leaves;
        for (auto& input : m_inputs)
            if (input.values.is_floating_point())
                leaves.push_back(input.values.set_requires_grad(true));
        for (const auto& entry : m_instance->parameters())
            leaves.push_back(entry.tensor);
        if (leaves.empty())
            return;
        for (auto& leaf : leaves)
            leaf.mutable_grad() = torch::Tensor();
        const auto output = forward(*m_instance, training);
        torch::manual_seed(5);
        const auto mix = torch::randn({output.numel()}, torch::kFloat64);
        (output * mix).sum().backward();
        torch::NoGradGuard guard;
        for (auto& leaf : leaves) {
            const auto expected = leaf.grad().defined() ? leaf.grad() : torch::zeros_like(leaf);
            if (!compareWithDifferences(leaf, expected, mix, training))
                return;
        }
        for (auto& input : m_inputs)
            input.values.set_requires_grad(false);
    }

    bool compareWithDifferences(torch::Tensor& leaf, const torch::Tensor& gradient, const torch::Tensor& mix, bool training)
    {
        auto numbers = leaf.view({-1});
        const auto flat = gradient.reshape({-1});
        const auto step = std::max<std::int64_t>(1, numbers.numel() / 24);
        for (std::int64_t i = 0; i < numbers.numel(); i += step) {
            const double before = numbers[i].item<double>();
            numbers[i] = before + kDifferenceStep;
            const double above = (forward(*m_instance, training) * mix).sum().item<double>();
            numbers[i] = before - kDifferenceStep;
            const double below = (forward(*m_instance, training) * mix).sum().item<double>();
            numbers[i] = before;
            const double expected = (above - below) / (2 * kDifferenceStep);
            const double got = flat[i].item<double>();
            if (!(std::abs(expected - got) <= 1e-5 * std::max(1.0, std::abs(expected)))) {
                fail("the gradient is " + std::to_string(got) + ", finite differences give " + std::to_string(expected) +
                     (training ? " (training)" : " (predicting)"));
                return false;
            }
        }
        return true;
    }

    void checkState()
    {
        torch::NoGradGuard guard;
        const auto twin = build(11);
        const auto other = build(12);
        const auto sameNames = [](const std::vector<NamedTensor>& a, const std::vector<NamedTensor>& b) {
            return std::ranges::equal(a, b, {}, &NamedTensor::name, &NamedTensor::name);
        };
        if (!sameNames(other->parameters(), m_instance->parameters()) || !sameNames(other->buffers(), m_instance->buffers()))
            return fail("two builds have different weights");
        const auto copy = [](const std::vector<NamedTensor>& from, const std::vector<NamedTensor>& to) {
            for (std::size_t i = 0; i < from.size(); ++i) {
                auto target = to[i].tensor;
                target.copy_(from[i].tensor);
            }
        };
        // Training moves the buffers, so that a state with the statistics alone forgotten shows.
        static_cast<void>(forward(*m_instance, true));
        copy(m_instance->parameters(), other->parameters());
        copy(m_instance->buffers(), other->buffers());
        if (!torch::equal(forward(*m_instance, false), forward(*other, false)))
            fail("its weights copied into another one give other results");
        for (std::size_t i = 0; i < twin->parameters().size(); ++i)
            if (!torch::equal(twin->parameters()[i].tensor, build(11)->parameters()[i].tensor))
                fail("equal seeds give different weights");
    }

    void checkInPlace()
    {
        auto* unary = dynamic_cast<UnaryLayer*>(m_instance.get());
        if (!unary)
            return;
        torch::NoGradGuard guard;
        ForwardContext context;
        const auto plain = unary->apply(m_inputs[0].values, context);
        const auto inPlace = unary->applyInPlace(m_inputs[0].values.clone(), context);
        if (!torch::equal(plain, inPlace))
            fail("in place it gives other results");
    }

    const Layer& m_layer;
    const Parameters& m_parameters;
    std::string m_name;
    const ReportFailure& m_fail;
    std::vector<TensorSpec> m_specs;
    std::vector<Signal> m_inputs;
    std::unique_ptr<LayerInstance> m_instance;
};

void checkShape(const Layer& layer, const Parameters& parameters, const std::vector<TensorSpec>& inputs, const std::string& name,
                const ReportFailure& fail)
{
    const auto finding = GraphChecker::examine(layer, parameters, inputs);
    if (finding.error)
        return fail(name + ": " + toLogLine(*finding.error));
    const auto asked = layer.shape(parameters, inputs);
    if (asked && *asked != finding.outputs)
        fail(name + ": it says " + toDisplay(asked->front()) + " and gives " +
             (finding.outputs.empty() ? "nothing" : toDisplay(finding.outputs.front())));
    if (finding.multiplyAdds < 0 || finding.activationBytes < 0)
        fail(name + ": its cost is negative");
    if (layer.pytorchCode(parameters, inputs).empty())
        fail(name + ": it has no PyTorch code");
}

} // namespace

void testLayerContract(const Layer& layer, const ComponentInfo& info, const ReportFailure& fail)
{
    const auto examples = layer.exampleInputs();
    if (examples.empty())
        return fail("it has no examples");
    auto options = layer.exampleParameters();
    options.insert(options.begin(), ValueMap{});
    bool differs = false;
    for (std::size_t o = 0; o < options.size(); ++o) {
        const auto parameters = Parameters::resolve(info, options[o]);
        if (!parameters) {
            fail("its example options are refused: " + toLogLine(parameters.error()));
            continue;
        }
        std::size_t built = 0;
        for (std::size_t e = 0; e < examples.size(); ++e) {
            const std::string name = "options " + std::to_string(o) + ", example " + std::to_string(e);
            // The defaults fit every example; other options may be made for one of them.
            try {
                LayerTrial trial(layer, *parameters, examples[e], name, fail);
                ++built;
                checkShape(layer, *parameters, examples[e], name, fail);
                differs = trial.differsInTraining() || differs;
                trial.run();
                testPadding(layer, *parameters, examples[e], name, fail);
            } catch (const LayerError& error) {
                if (o == 0)
                    fail(name + ": " + toLogLine(error.error()));
            } catch (const std::exception& error) {
                fail(name + ": " + error.what());
            }
        }
        if (built == 0)
            fail("options " + std::to_string(o) + " fit no example");
    }
    if (differs != layer.hasTrainingMode())
        fail(differs ? "it differs between training and predicting but does not say so"
                     : "it says that training differs from predicting, but it does not");
}

} // namespace fettle::model
