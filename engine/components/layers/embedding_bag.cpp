// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/torch.h>

#include "engine/model/layer_checks.h"
#include "engine/model/sequence.h"

namespace fettle::components {
namespace {

class EmbeddingBagInstance final : public LayerInstance {
public:
    EmbeddingBagInstance(std::int64_t entries, const Parameters& parameters, const BuildContext& context)
        : m_paddingIndex(parameters.integer("padding_idx"))
    {
        const auto& mode = parameters.text("mode");
        m_mode = mode == "sum" || mode == "root" ? 0 : mode == "mean" ? 1 : 2;
        m_dividesByRoot = mode == "root";
        m_weight = context.empty({entries, parameters.integer("embedding_dim")});
        if (context.initialize) {
            m_weight.normal_();
            if (m_paddingIndex >= 0)
                m_weight.select(0, m_paddingIndex).fill_(0.0);
        }
        addParameter("weight", m_weight);
    }

    std::vector<Signal> forward(std::span<const Signal> inputs, const ForwardContext&) override
    {
        const auto& input = inputs[0];
        const auto lengths = model::sequenceLengths(input);
        auto offsets = torch::empty({static_cast<std::int64_t>(lengths.size())}, torch::kInt64);
        auto* data = offsets.data_ptr<std::int64_t>();
        std::int64_t total = 0;
        for (std::size_t row = 0; row < lengths.size(); ++row) {
            data[row] = total;
            total += lengths[row];
        }
        const auto entries = input.values.to(torch::kInt64);
        const auto flat = total == entries.numel() ? entries.reshape({-1}) : entries.masked_select(input.layout->mask);
        const auto padding = m_paddingIndex >= 0 ? std::optional<std::int64_t>(m_paddingIndex) : std::nullopt;
        auto rows = std::get<0>(at::embedding_bag(m_weight, flat, offsets.to(flat.device()), false, m_mode, false, {},
                                                  false, padding));
        if (m_dividesByRoot)
            rows = rows / roots(input, lengths).to(rows.options());
        return {{std::move(rows), nullptr}};
    }

private:
    /// Of how many entries count in each row, N×1.
    [[nodiscard]] torch::Tensor roots(const Signal& input, const std::vector<std::int64_t>& lengths) const
    {
        if (m_paddingIndex < 0)
            return torch::tensor(lengths).clamp_min(1).to(torch::kFloat64).sqrt().unsqueeze(1);
        auto counts = input.values.ne(m_paddingIndex);
        if (input.layout)
            counts = counts.logical_and(input.layout->mask);
        return counts.sum(1, true).clamp_min(1).to(torch::kFloat64).sqrt();
    }

    std::int64_t m_paddingIndex;
    std::int64_t m_mode = 1; ///< LibTorch's number
    bool m_dividesByRoot = false;
    torch::Tensor m_weight;
};

class EmbeddingBagLayer final : public Layer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Layer;
        info.id = "embedding_bag";
        info.title = FETTLE_TEXT("Embedding bag");
        info.help = FETTLE_TEXT("Looks up a learned row of numbers for each token and joins them into one row at once, whatever their order. Very fast.");
        info.category = NodeCategory::Embedding;
        info.inputs = {{"input", FETTLE_TEXT("Tokens of a text or other positions in a list, N×T"), false, false}};
        info.outputs = {{"output", FETTLE_TEXT("One row of numbers for each example, N×D"), false, false}};
        info.parameters = {
            integerParameter("num_embeddings", 0).range(0, 1 << 26).title(FETTLE_TEXT("Entries"))
                .help(FETTLE_TEXT("How many entries the list has; 0 takes as many as the data has categories or tokens."))
                .when(FETTLE_TEXT("Leave it at 0 unless the numbers come from a layer that does not say how many there are."))
                .advanced(),
            integerParameter("embedding_dim", 64).range(1, 1 << 16).title(FETTLE_TEXT("Numbers per entry"))
                .help(FETTLE_TEXT("How many numbers describe an entry."))
                .when(FETTLE_TEXT("16 to 300 for texts; more needs more data."))
                .logarithmic(),
            choiceParameter("mode", "mean").choice("mean", FETTLE_TEXT("Mean")).choice("sum", FETTLE_TEXT("Sum"))
                .choice("root", FETTLE_TEXT("Sum by the root of their number"))
                .choice("max", FETTLE_TEXT("Largest"))
                .title(FETTLE_TEXT("Join by"))
                .help(FETTLE_TEXT("Whether the rows are averaged, added up, added up and divided by the root of how many they are, or the "
                                  "largest of each number is kept."))
                .when(FETTLE_TEXT("The root for bags of words: long texts neither drown single words nor shout. The largest where single "
                                  "words decide.")),
            integerParameter("padding_idx", -1).range(-1, 1 << 26).title(FETTLE_TEXT("Padding entry"))
                .help(FETTLE_TEXT("An entry that does not count wherever it stands; −1 if there is none."))
                .when(FETTLE_TEXT("Rarely needed: what fills up short texts does not count anyway."))
                .advanced()};
        info.keywords = {"lookup", "bag of words", "fasttext", "token", "text"};
        return info;
    }

    std::unique_ptr<LayerInstance> build(const Parameters& parameters, std::span<const TensorSpec> inputs,
                                         const BuildContext& context) const override
    {
        static_cast<void>(shape(parameters, inputs));
        const auto entries = model::requireEntries(inputs[0], parameters, "num_embeddings");
        static_cast<void>(model::checkedProduct({entries, parameters.integer("embedding_dim")}));
        return std::make_unique<EmbeddingBagInstance>(entries, parameters, context);
    }
    std::optional<std::vector<TensorSpec>> shape(const Parameters& parameters,
                                                 std::span<const TensorSpec> inputs) const override
    {
        const auto entries = model::requireEntries(inputs[0], parameters, "num_embeddings");
        model::requireRank(inputs[0], 2, "N×T");
        if (parameters.integer("padding_idx") >= entries)
            throw LayerError(makeError("model.dimension_missing",
                                       {{"expected", parameters.integer("padding_idx")}, {"got", entries}}),
                             {model::setParameter("padding_idx", -1)});
        return std::vector<TensorSpec>{{DType::Float32,
                                        {inputs[0].dimensions[0], {"D", parameters.integer("embedding_dim")}}}};
    }
    std::vector<std::string> dimensionNames(const Parameters&, std::span<const TensorSpec> inputs,
                                            std::size_t) const override
    {
        return {inputs[0].dimensions[0].name, "D"};
    }
    std::string pytorchCode(const Parameters& parameters, std::span<const TensorSpec> inputs) const override
    {
        const auto& mode = parameters.text("mode");
        const bool root = mode == "root";
        std::string code = "nn.EmbeddingBag(" +
            std::to_string(model::requireEntries(inputs[0], parameters, "num_embeddings")) + ", " +
                           std::to_string(parameters.integer("embedding_dim")) + ", mode=\"" + (root ? "sum" : mode) + "\"";
        const auto padding = parameters.integer("padding_idx");
        if (padding >= 0)
            code += ", padding_idx=" + std::to_string(padding);
        if (!root)
            return code + ")";
        return code + ") => {self}({0}) / " +
            (padding < 0 ? std::string("{0}.shape[1]") : "({0} != " + std::to_string(padding) + ").sum(1, keepdim=True).clamp(min=1)") + " ** 0.5";
    }
    std::vector<std::vector<TensorSpec>> exampleInputs() const override
    {
        auto tokens = tensorSpec({{"N", -1}, {"T", 5}}, DType::Int64);
        tokens.indexCount = 4;
        return {{tokens}};
    }
    std::vector<ValueMap> exampleParameters() const override
    {
        return {{{"num_embeddings", 7}, {"embedding_dim", 3}, {"mode", "sum"}},
                {{"embedding_dim", 2}, {"mode", "max"}},
                {{"embedding_dim", 3}, {"mode", "root"}},
                {{"embedding_dim", 3}, {"mode", "root"}, {"padding_idx", 1}},
                {{"embedding_dim", 4}, {"padding_idx", 1}}};
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(layers, embedding_bag, components::EmbeddingBagLayer)
