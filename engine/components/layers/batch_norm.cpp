// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/torch.h>

#include "engine/component_api/layer.h"
#include "engine/model/layer_checks.h"

namespace fettle::components {
namespace {

class BatchNormInstance final : public UnaryLayer {
public:
    BatchNormInstance(std::int64_t channels, const Parameters& parameters, const BuildContext& context)
        : m_momentum(parameters.real("momentum")), m_eps(parameters.real("eps"))
    {
        if (parameters.boolean("affine")) {
            m_weight = context.empty({channels});
            m_bias = context.empty({channels});
            if (context.initialize) {
                m_weight.fill_(1.0);
                m_bias.fill_(0.0);
            }
            addParameter("weight", m_weight);
            addParameter("bias", m_bias);
        }
        if (parameters.boolean("track_running_stats")) {
            m_runningMean = torch::zeros({channels}, context.options);
            m_runningVar = torch::ones({channels}, context.options);
            m_batchesTracked = torch::zeros({}, context.options.dtype(torch::kInt64));
            addBuffer("running_mean", m_runningMean);
            addBuffer("running_var", m_runningVar);
            addBuffer("num_batches_tracked", m_batchesTracked);
        }
    }

    torch::Tensor apply(const torch::Tensor& input, const ForwardContext& context) override
    {
        const bool tracks = m_runningMean.defined();
        // A batch with one number for each channel has no spread: PyTorch refuses it. The last batch of an epoch may be
        // so, and then the running statistics stand in, rather than the end of the training.
        const bool usesBatch = !tracks || (context.training && input.numel() > input.size(1));
        if (usesBatch && tracks)
            countBatch();
        return at::batch_norm(input, optional(m_weight), optional(m_bias), optional(m_runningMean),
                              optional(m_runningVar), usesBatch, m_momentum, m_eps, true);
    }
    bool outputMayBeOverwritten() const override { return true; }

private:
    static std::optional<at::Tensor> optional(const torch::Tensor& tensor)
    {
        return tensor.defined() ? std::optional<at::Tensor>(tensor) : std::nullopt;
    }
    void countBatch()
    {
        if (m_batchesTracked.is_cpu())
            ++*m_batchesTracked.mutable_data_ptr<std::int64_t>();
        else
            m_batchesTracked.add_(1);
    }

    double m_momentum;
    double m_eps;
    torch::Tensor m_weight;
    torch::Tensor m_bias;
    torch::Tensor m_runningMean;
    torch::Tensor m_runningVar;
    torch::Tensor m_batchesTracked;
};

class BatchNormLayer final : public Layer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Layer;
        info.id = "batch_norm";
        info.title = FETTLE_TEXT("Batch normalization");
        info.help = FETTLE_TEXT("Brings each channel to a mean of 0 and a spread of 1 over the batch, which makes training faster and steadier.");
        info.category = NodeCategory::Norm;
        info.inputs = {{"input", FETTLE_TEXT("Rows N×D or channels N×C×H×W"), false, false}};
        info.outputs = {{"output", FETTLE_TEXT("The same shape"), false, false}};
        info.parameters = {
            realParameter("momentum", 0.1).range(0, 1).title(FETTLE_TEXT("Momentum"))
                .help(FETTLE_TEXT("Share of the current batch in the running mean and spread that are used after training."))
                .when(FETTLE_TEXT("Lower it for small or very different batches."))
                .advanced(),
            realParameter("eps", 1e-5).range(1e-12, 1).title(FETTLE_TEXT("Epsilon"))
                .help(FETTLE_TEXT("A small number that keeps the division stable."))
                .when(FETTLE_TEXT("Raise it if the loss jumps with channels that hardly vary."))
                .advanced().logarithmic(),
            booleanParameter("affine", true).title(FETTLE_TEXT("Learned scale"))
                .help(FETTLE_TEXT("Learns a scale and an offset for each channel afterwards."))
                .when(FETTLE_TEXT("Switch it off where the next layer scales by itself."))
                .advanced(),
            booleanParameter("track_running_stats", true).title(FETTLE_TEXT("Remember statistics"))
                .help(FETTLE_TEXT("Remembers mean and spread while training and uses them for predictions."))
                .when(FETTLE_TEXT("Switch it off to normalize each batch by itself, also when predicting."))
                .advanced()};
        info.keywords = {"normalization", "batchnorm", "bn"};
        return info;
    }

    std::unique_ptr<LayerInstance> build(const Parameters& parameters, std::span<const TensorSpec> inputs,
                                         const BuildContext& context) const override
    {
        return std::make_unique<BatchNormInstance>(checkedChannels(inputs[0]), parameters, context);
    }
    std::optional<std::vector<TensorSpec>> shape(const Parameters&, std::span<const TensorSpec> inputs) const override
    {
        static_cast<void>(checkedChannels(inputs[0]));
        return std::vector{inputs[0]};
    }
    LayerCost cost(const Parameters&, std::span<const TensorSpec> inputs, std::span<const TensorSpec>) const override
    {
        return {std::max<std::int64_t>(model::elementsPerExample(inputs[0]), 0)};
    }

    std::string pytorchCode(const Parameters& parameters, std::span<const TensorSpec> inputs) const override
    {
        std::string code = inputs[0].dimensions.size() == 4 ? "nn.BatchNorm2d(" : "nn.BatchNorm1d(";
        code += std::to_string(inputs[0].dimensions[1].size);
        const Value eps = parameters.real("eps");
        const Value momentum = parameters.real("momentum");
        if (!(eps == Value(1e-5)))
            code += ", eps=" + eps.toDisplay();
        if (!(momentum == Value(0.1)))
            code += ", momentum=" + momentum.toDisplay();
        if (!parameters.boolean("affine"))
            code += ", affine=False";
        if (!parameters.boolean("track_running_stats"))
            code += ", track_running_stats=False";
        return code + ")";
    }

    std::vector<std::vector<TensorSpec>> exampleInputs() const override
    {
        return {{tensorSpec({{"N", -1}, {"D", 6}})}, {tensorSpec({{"N", -1}, {"C", 3}, {"H", 4}, {"W", 5}})}};
    }
    std::vector<ValueMap> exampleParameters() const override
    {
        return {{{"affine", false}, {"eps", 1e-3}}, {{"momentum", 0.5}}};
    }
    bool hasTrainingMode() const override { return true; }

private:
    static std::int64_t checkedChannels(const TensorSpec& input)
    {
        model::requireReal(input);
        if (input.dimensions.size() < 2 || input.dimensions.size() > 4)
            throw LayerError(makeError("model.wrong_rank", {{"expected", FETTLE_PHRASE("N×D, N×C×L or N×C×H×W")},
                                                            {"got", toDisplay(input)}}));
        return model::requireKnownSize(input, 1);
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(layers, batch_norm, components::BatchNormLayer)
