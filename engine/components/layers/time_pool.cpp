// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <torch/torch.h>

#include "engine/components/time_pooling.h"
#include "engine/model/layer_checks.h"
#include "engine/model/sequence.h"

namespace fettle::components {
namespace {

class TimePoolInstance final : public LayerInstance {
public:
    TimePoolInstance(std::string mode, std::int64_t features, const BuildContext& context) : m_mode(std::move(mode))
    {
        if (m_mode != "attention")
            return;
        m_query = context.empty({features});
        if (context.initialize) {
            const double bound = 1.0 / std::sqrt(static_cast<double>(features));
            m_query.uniform_(-bound, bound);
        }
        addParameter("query", m_query);
    }
    std::vector<Signal> forward(std::span<const Signal> inputs, const ForwardContext&) override
    {
        return {{pooled(inputs[0]), nullptr}};
    }

private:
    [[nodiscard]] torch::Tensor pooled(const Signal& signal) const
    {
        if (m_mode == "mean")
            return meanOverTime(signal);
        if (m_mode == "max")
            return maximumOverTime(signal);
        if (m_mode == "attention")
            return attentionOverTime(signal, m_query);
        return m_mode == "first" ? firstStep(signal) : lastStep(signal);
    }

    std::string m_mode;
    torch::Tensor m_query; ///< of attention pooling
};

class TimePoolLayer final : public Layer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Layer;
        info.id = "time_pool";
        info.title = FETTLE_TEXT("Pooling over time");
        info.help = FETTLE_TEXT("Makes one row of numbers of a whole sequence, whatever its length; what fills up short ones does not count.");
        info.category = NodeCategory::Pooling;
        info.inputs = {{"input", FETTLE_TEXT("Steps of numbers, N×T×D"), false, false}};
        info.outputs = {{"output", FETTLE_TEXT("One row of numbers for each sequence, N×D"), false, false}};
        info.parameters = {
            choiceParameter("mode", "mean").choice("mean", FETTLE_TEXT("Mean")).choice("max", FETTLE_TEXT("Largest"))
                .choice("attention", FETTLE_TEXT("Learned weights")).choice("first", FETTLE_TEXT("First step"))
                .choice("last", FETTLE_TEXT("Last step"))
                .title(FETTLE_TEXT("Keep"))
                .help(FETTLE_TEXT("The mean of all steps, the largest number of each feature, a mean whose weights are learned, or one step."))
                .when(FETTLE_TEXT("Largest after convolutions, the last step after a recurrent layer that reads forwards, learned weights where few words decide."))};
        info.keywords = {"pooling", "mean pooling", "max pooling", "attention pooling", "last", "cls", "sequence"};
        return info;
    }

    std::unique_ptr<LayerInstance> build(const Parameters& parameters, std::span<const TensorSpec> inputs,
                                         const BuildContext& context) const override
    {
        static_cast<void>(shape(parameters, inputs));
        const auto& mode = parameters.text("mode");
        return std::make_unique<TimePoolInstance>(mode, mode == "attention" ? model::requireKnownSize(inputs[0], 2) : 0,
                                                  context);
    }
    std::optional<std::vector<TensorSpec>> shape(const Parameters& parameters,
                                                 std::span<const TensorSpec> inputs) const override
    {
        model::requireSequence(inputs[0]);
        if (parameters.text("mode") == "attention")
            static_cast<void>(model::requireKnownSize(inputs[0], 2));
        TensorSpec output = inputs[0];
        output.dimensions = {inputs[0].dimensions[0], {"D", inputs[0].dimensions[2].size}};
        return std::vector{output};
    }
    std::vector<std::string> dimensionNames(const Parameters&, std::span<const TensorSpec> inputs,
                                            std::size_t) const override
    {
        return {inputs[0].dimensions[0].name, "D"};
    }
    LayerCost cost(const Parameters& parameters, std::span<const TensorSpec> inputs,
                   std::span<const TensorSpec>) const override
    {
        const auto numbers = std::max<std::int64_t>(model::elementsPerExample(inputs[0]), 0);
        return {parameters.text("mode") == "attention" ? 2 * numbers : 0};
    }
    std::string pytorchCode(const Parameters& parameters, std::span<const TensorSpec>) const override
    {
        const auto& mode = parameters.text("mode");
        if (mode == "mean")
            return "{0}.mean(dim=1)";
        if (mode == "max")
            return "{0}.amax(dim=1)";
        if (mode == "attention")
            return "(torch.softmax({0} @ {self}.query, dim=1).unsqueeze(1) @ {0}).squeeze(1)";
        return mode == "first" ? "{0}[:, 0]" : "{0}[:, -1]";
    }
    std::vector<std::vector<TensorSpec>> exampleInputs() const override
    {
        return {{tensorSpec({{"N", -1}, {"T", 5}, {"D", 3}})}, {tensorSpec({{"N", -1}, {"T", 1}, {"D", 4}})}};
    }
    std::vector<ValueMap> exampleParameters() const override
    {
        return {{{"mode", "max"}}, {{"mode", "attention"}}, {{"mode", "first"}}, {{"mode", "last"}}};
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(layers, time_pool, components::TimePoolLayer)
