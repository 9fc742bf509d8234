// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/torch.h>

#include "engine/model/layer_checks.h"

namespace fettle::components {
namespace {

class EmbeddingInstance final : public UnaryLayer {
public:
    EmbeddingInstance(std::int64_t entries, std::int64_t size, std::int64_t paddingIndex, const BuildContext& context)
        : m_paddingIndex(paddingIndex)
    {
        m_weight = context.empty({entries, size});
        if (context.initialize) {
            m_weight.normal_();
            if (paddingIndex >= 0)
                m_weight.select(0, paddingIndex).fill_(0.0);
        }
        addParameter("weight", m_weight);
    }
    torch::Tensor apply(const torch::Tensor& input, const ForwardContext&) override
    {
        return at::embedding(m_weight, input, m_paddingIndex);
    }
    bool outputMayBeOverwritten() const override { return true; }

private:
    std::int64_t m_paddingIndex;
    torch::Tensor m_weight;
};

class EmbeddingLayer final : public Layer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Layer;
        info.id = "embedding";
        info.title = FETTLE_TEXT("Embedding");
        info.help = FETTLE_TEXT("Looks up a learned row of numbers for each entry of a list, such as a category or a token.");
        info.category = NodeCategory::Embedding;
        info.inputs = {{"input", FETTLE_TEXT("Positions in the list, counted from 0"), false, false}};
        info.outputs = {{"output", FETTLE_TEXT("One row of numbers for each position"), false, false}};
        info.parameters = {
            integerParameter("num_embeddings", 0).range(0, 1 << 26).title(FETTLE_TEXT("Entries"))
                .help(FETTLE_TEXT("How many entries the list has; 0 takes as many as the data has categories or tokens."))
                .when(FETTLE_TEXT("Leave it at 0 unless the numbers come from a layer that does not say how many there are."))
                .advanced(),
            integerParameter("embedding_dim", 64).range(1, 1 << 16).title(FETTLE_TEXT("Numbers per entry"))
                .help(FETTLE_TEXT("How many numbers describe an entry."))
                .when(FETTLE_TEXT("4 to 64 for categories, 128 and more for texts."))
                .logarithmic(),
            integerParameter("padding_idx", -1).range(-1, 1 << 26).title(FETTLE_TEXT("Padding entry"))
                .help(FETTLE_TEXT("The entry that stands for nothing and stays 0; −1 if there is none."))
                .when(FETTLE_TEXT("Set it to the entry that fills up short texts."))
                .advanced()};
        info.keywords = {"lookup", "vocabulary", "token", "category"};
        return info;
    }

    std::unique_ptr<LayerInstance> build(const Parameters& parameters, std::span<const TensorSpec> inputs,
                                         const BuildContext& context) const override
    {
        static_cast<void>(shape(parameters, inputs));
        const auto entries = model::requireEntries(inputs[0], parameters, "num_embeddings");
        const auto size = parameters.integer("embedding_dim");
        static_cast<void>(model::checkedProduct({entries, size}));
        return std::make_unique<EmbeddingInstance>(entries, size, parameters.integer("padding_idx"), context);
    }
    std::optional<std::vector<TensorSpec>> shape(const Parameters& parameters,
                                                 std::span<const TensorSpec> inputs) const override
    {
        const auto& input = inputs[0];
        const auto entries = model::requireEntries(input, parameters, "num_embeddings");
        if (parameters.integer("padding_idx") >= entries)
            throw LayerError(makeError("model.dimension_missing", {{"expected", parameters.integer("padding_idx")}, {"got", entries}}),
                             {model::setParameter("padding_idx", -1)});
        TensorSpec output = input;
        output.dtype = DType::Float32;
        output.indexCount = 0;
        output.dimensions.push_back({"D", parameters.integer("embedding_dim")});
        const auto names = dimensionNames(parameters, inputs, output.dimensions.size());
        for (std::size_t i = 0; i < names.size(); ++i)
            output.dimensions[i].name = names[i];
        return std::vector{output};
    }
    std::vector<std::string> dimensionNames(const Parameters&, std::span<const TensorSpec> inputs, std::size_t) const override
    {
        std::vector<std::string> names;
        for (const auto& dimension : inputs[0].dimensions)
            names.push_back(dimension.name);
        names.push_back("D");
        return names;
    }
    std::string pytorchCode(const Parameters& parameters, std::span<const TensorSpec> inputs) const override
    {
        std::string code = "nn.Embedding(" + std::to_string(model::requireEntries(inputs[0], parameters, "num_embeddings")) + ", " +
                           std::to_string(parameters.integer("embedding_dim"));
        if (parameters.integer("padding_idx") >= 0)
            code += ", padding_idx=" + std::to_string(parameters.integer("padding_idx"));
        return code + ")";
    }
    std::vector<std::vector<TensorSpec>> exampleInputs() const override
    {
        auto tokens = tensorSpec({{"N", -1}, {"T", 5}}, DType::Int64);
        tokens.indexCount = 4;
        auto classes = tensorSpec({{"N", -1}}, DType::Int64);
        classes.indexCount = 2;
        return {{classes}, {tokens}};
    }
    std::vector<ValueMap> exampleParameters() const override
    {
        return {{{"num_embeddings", 7}, {"embedding_dim", 3}},
                {{"num_embeddings", 9}, {"embedding_dim", 2}, {"padding_idx", 5}}};
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(layers, embedding, components::EmbeddingLayer)
