// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <numeric>

#include <torch/torch.h>

#include "engine/model/layer_checks.h"
#include "engine/model/sequence.h"

namespace fettle::components {
namespace {

/// How several texts become one: the first with all that stands around it, of the others all but what stands before.
struct TextJoin {
    std::int64_t leading = 0;   ///< tokens before every text
    std::int64_t trailing = 0;  ///< and behind
    std::string between;        ///< none, repeat (the last token once more), new
    std::int64_t newToken = 0;  ///< new: which
    std::int64_t maxLength = 0; ///< 0: any

    [[nodiscard]] std::int64_t separators() const { return between == "none" ? 0 : 1; }

    /// How many tokens of each text itself are kept: what is too much is taken from the longest, as evenly as can be.
    [[nodiscard]] std::vector<std::int64_t> kept(std::vector<std::int64_t> lengths) const
    {
        const auto count = static_cast<std::int64_t>(lengths.size());
        for (auto& length : lengths)
            length = std::max<std::int64_t>(0, length - leading - trailing);
        if (maxLength == 0)
            return lengths;
        auto room = std::max<std::int64_t>(0, maxLength - leading - count * trailing - (count - 1) * separators());
        std::vector<std::size_t> order(lengths.size());
        std::iota(order.begin(), order.end(), 0);
        std::ranges::stable_sort(order, {}, [&](std::size_t i) { return lengths[i]; });
        auto left = count;
        for (const auto i : order) {
            lengths[i] = std::min(lengths[i], room / left--);
            room -= lengths[i];
        }
        return lengths;
    }
    [[nodiscard]] std::int64_t total(const std::vector<std::int64_t>& kept) const
    {
        const auto count = static_cast<std::int64_t>(kept.size());
        return std::accumulate(kept.begin(), kept.end(), leading + count * trailing + (count - 1) * separators());
    }
};

class JoinTextsInstance final : public LayerInstance {
public:
    explicit JoinTextsInstance(TextJoin join) : m_join(std::move(join)) {}

    std::vector<Signal> forward(std::span<const Signal> inputs, const ForwardContext&) override
    {
        std::vector<torch::Tensor> tokens;
        std::vector<std::vector<std::int64_t>> lengths;
        for (const auto& input : inputs) {
            tokens.push_back(input.values.to(torch::kCPU, torch::kInt64).contiguous());
            lengths.push_back(model::sequenceLengths(input));
        }
        const auto rows = static_cast<std::size_t>(tokens[0].size(0));
        std::vector<std::vector<std::int64_t>> kept(rows);
        std::vector<std::int64_t> totals(rows);
        std::int64_t longest = 0;
        for (std::size_t row = 0; row < rows; ++row) {
            for (const auto& each : lengths)
                kept[row].push_back(each[row]);
            kept[row] = m_join.kept(std::move(kept[row]));
            totals[row] = m_join.total(kept[row]);
            longest = std::max(longest, totals[row]);
        }
        auto joined = torch::zeros({tokens[0].size(0), longest}, torch::kInt64);
        auto parts = torch::zeros_like(joined);
        for (std::size_t row = 0; row < rows; ++row) {
            auto* to = joined.mutable_data_ptr<std::int64_t>() + static_cast<std::int64_t>(row) * longest;
            auto* part = parts.mutable_data_ptr<std::int64_t>() + static_cast<std::int64_t>(row) * longest;
            for (std::size_t i = 0; i < tokens.size(); ++i) {
                const auto* from = tokens[i].const_data_ptr<std::int64_t>() + static_cast<std::int64_t>(row) * tokens[i].size(1);
                const auto count = copyText(from, lengths[i][row], kept[row][i], i, to);
                std::fill_n(part, count, i == 0 ? 0 : 1);
                to += count;
                part += count;
            }
        }
        const auto device = inputs[0].values.device();
        const auto layout = model::layoutOf(totals, longest, device);
        return {{joined.to(device), layout}, {parts.to(device), layout}};
    }

private:
    /// One text of a row; gives how many tokens it became.
    std::int64_t copyText(const std::int64_t* from, std::int64_t length, std::int64_t kept, std::size_t index, std::int64_t* to) const
    {
        const auto* begin = to;
        const auto* end = from + length;
        if (index == 0)
            to = std::copy_n(from, std::min(m_join.leading, length), to);
        else if (m_join.between == "new")
            *to++ = m_join.newToken;
        else if (m_join.between == "repeat")
            *to++ = length > 0 ? end[-1] : 0;
        to = std::copy_n(from + std::min(m_join.leading, length), kept, to);
        to = std::copy_n(end - std::min(m_join.trailing, length), std::min(m_join.trailing, length), to);
        return to - begin;
    }

    TextJoin m_join;
};

class JoinTextsLayer final : public Layer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Layer;
        info.id = "join_texts";
        info.title = FETTLE_TEXT("Join texts");
        info.help = FETTLE_TEXT("Puts the tokens of several texts one behind the other, so that what follows reads them together. "
                                "Where they are too long together, the longest is cut first.");
        info.category = NodeCategory::Shape;
        info.inputs = {{"inputs", FETTLE_TEXT("Tokens of texts that are cut by one vocabulary"), true, false}};
        info.outputs = {{"output", FETTLE_TEXT("The tokens of all of them"), false, false},
                        {"parts", FETTLE_TEXT("For each token 0 in the first text and 1 in the others"), false, false}};
        info.parameters = {
            choiceParameter("between", "new")
                .choice("new", FETTLE_TEXT("A token of its own"))
                .choice("repeat", FETTLE_TEXT("The last token once more"))
                .choice("none", FETTLE_TEXT("Nothing"))
                .title(FETTLE_TEXT("Between texts"))
                .help(FETTLE_TEXT("What stands between two texts. BERT's vocabulary ends each text already; RoBERTa's has its end twice."))
                .when(FETTLE_TEXT("Set by the templates to what a pretrained model has learned.")),
            integerParameter("max_length", 0).range(0, 1 << 20).title(FETTLE_TEXT("Longest together"))
                .help(FETTLE_TEXT("At most so many tokens of all texts together; 0: any number."))
                .when(FETTLE_TEXT("Set it to what the model can take.")),
            integerParameter("leading", 0).range(0, 16).title(FETTLE_TEXT("Tokens before a text"))
                .help(FETTLE_TEXT("How many tokens the vocabulary puts before each text; only those of the first are kept."))
                .when(FETTLE_TEXT("1 for BERT and its relatives."))
                .advanced(),
            integerParameter("trailing", 0).range(0, 16).title(FETTLE_TEXT("Tokens behind a text"))
                .help(FETTLE_TEXT("How many tokens the vocabulary puts behind each text; they are kept when a text is cut."))
                .when(FETTLE_TEXT("1 for BERT and its relatives."))
                .advanced()};
        info.keywords = {"pair", "sentence pair", "concatenate", "cross-encoder", "separator", "token type", "segment"};
        return info;
    }

    std::unique_ptr<LayerInstance> build(const Parameters& parameters, std::span<const TensorSpec> inputs,
                                         const BuildContext&) const override
    {
        static_cast<void>(shape(parameters, inputs));
        return std::make_unique<JoinTextsInstance>(joinOf(parameters, inputs));
    }
    std::optional<std::vector<TensorSpec>> shape(const Parameters& parameters, std::span<const TensorSpec> inputs) const override
    {
        std::vector<std::int64_t> lengths;
        for (const auto& input : inputs) {
            if (input.dtype != DType::Int64 || input.indexCount < 1)
                throw LayerError(makeError("model.needs_indices", {{"expected", "int64"},
                                                                   {"got", std::string(toText(input.dtype)) + " " + toDisplay(input)}}));
            model::requireRank(input, 2, "N×T");
            if (input.indexCount != inputs[0].indexCount)
                throw LayerError(makeError("model.vocabularies_differ", {{"expected", inputs[0].indexCount}, {"got", input.indexCount}}));
            lengths.push_back(input.dimensions[1].size);
        }
        const auto join = joinOf(parameters, inputs);
        auto tokens = inputs[0];
        tokens.indexCount += join.between == "new" ? 1 : 0;
        const bool varies = std::ranges::any_of(lengths, [](std::int64_t length) { return length < 0; });
        tokens.dimensions = {{"N", -1}, {"T", varies ? -1 : join.total(join.kept(lengths))}};
        auto parts = tokens;
        parts.indexCount = 2;
        return std::vector{tokens, parts};
    }
    std::vector<std::string> dimensionNames(const Parameters&, std::span<const TensorSpec>, std::size_t) const override
    {
        return {"N", "T"};
    }
    LayerCost cost(const Parameters&, std::span<const TensorSpec>, std::span<const TensorSpec>) const override { return {0, 0}; }
    std::string pytorchCode(const Parameters& parameters, std::span<const TensorSpec> inputs) const override
    {
        const auto join = joinOf(parameters, inputs);
        const auto number = [](std::int64_t value) { return std::to_string(value); };
        return source() + "JoinTexts(" + number(join.leading) + ", " + number(join.trailing) + ", \"" + join.between + "\", "
            + number(join.newToken) + ", " + number(join.maxLength) + ")";
    }
    std::vector<std::vector<TensorSpec>> exampleInputs() const override
    {
        const auto tokens = [](std::int64_t steps) {
            auto spec = tensorSpec({{"N", -1}, {"T", steps}}, DType::Int64);
            spec.indexCount = 4;
            return spec;
        };
        return {{tokens(6), tokens(5)}, {tokens(4), tokens(7), tokens(3)}};
    }
    std::vector<ValueMap> exampleParameters() const override
    {
        return {{{"between", "none"}, {"leading", 1}, {"trailing", 1}, {"max_length", 8}},
                {{"between", "repeat"}, {"leading", 1}, {"trailing", 1}},
                {{"max_length", 7}}};
    }

private:
    static TextJoin joinOf(const Parameters& parameters, std::span<const TensorSpec> inputs)
    {
        return {parameters.integer("leading"), parameters.integer("trailing"), parameters.text("between"), inputs[0].indexCount,
                parameters.integer("max_length")};
    }
    static std::string source()
    {
        return "class JoinTexts(nn.Module):\n"
               "    def __init__(self, leading, trailing, between, token, max_length):\n"
               "        super().__init__()\n"
               "        self.leading, self.trailing, self.between = leading, trailing, between\n"
               "        self.token, self.max_length = token, max_length\n"
               "\n"
               "    def forward(self, *texts):\n"
               "        around = self.leading + self.trailing\n"
               "        kept = [max(0, t.shape[1] - around) for t in texts]\n"
               "        if self.max_length:\n"
               "            between = 0 if self.between == \"none\" else len(texts) - 1\n"
               "            room = max(0, self.max_length - self.leading - len(texts) * self.trailing - between)\n"
               "            for left, i in enumerate(sorted(range(len(texts)), key=lambda i: kept[i])):\n"
               "                kept[i] = min(kept[i], room // (len(texts) - left))\n"
               "                room -= kept[i]\n"
               "        pieces, parts = [], []\n"
               "        for i, t in enumerate(texts):\n"
               "            before = t[:, :self.leading] if i == 0 else t[:, -1:] if self.between == \"repeat\" else t[:, :0]\n"
               "            if i > 0 and self.between == \"new\":\n"
               "                before = torch.full_like(t[:, :1], self.token)\n"
               "            text = t[:, self.leading:self.leading + kept[i]]\n"
               "            piece = torch.cat([before, text, t[:, t.shape[1] - self.trailing:]], dim=1)\n"
               "            pieces.append(piece)\n"
               "            parts.append(torch.full_like(piece, min(i, 1)))\n"
               "        return torch.cat(pieces, dim=1), torch.cat(parts, dim=1)\n";
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(layers, join_texts, components::JoinTextsLayer)
