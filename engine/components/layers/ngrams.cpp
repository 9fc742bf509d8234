// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <torch/torch.h>

#include "engine/components/group_places.h"
#include "engine/model/layer_checks.h"
#include "engine/model/sequence.h"

namespace fettle::components {
namespace {

/// Groups of `size` neighbors in a row of `length` tokens.
std::int64_t groupCount(std::int64_t length, std::int64_t size) { return std::max<std::int64_t>(0, length - size + 1); }

std::int64_t totalGroups(std::int64_t length, std::int64_t largest)
{
    std::int64_t total = 0;
    for (std::int64_t size = 1; size <= largest; ++size)
        total += groupCount(length, size);
    return total;
}

class NgramsInstance final : public LayerInstance {
public:
    NgramsInstance(std::int64_t tokens, std::int64_t largest, std::int64_t buckets)
        : m_tokens(tokens), m_largest(largest), m_buckets(buckets)
    {
    }

    std::vector<Signal> forward(std::span<const Signal> inputs, const ForwardContext&) override
    {
        const auto lengths = model::sequenceLengths(inputs[0]);
        const auto input = inputs[0].values.to(torch::kInt64).contiguous();
        const auto steps = input.size(1);
        std::vector<std::int64_t> counts;
        std::int64_t longest = inputs[0].layout ? 1 : totalGroups(steps, m_largest);
        for (const auto length : lengths) {
            counts.push_back(totalGroups(length, m_largest));
            longest = std::max(longest, counts.back());
        }
        auto output = torch::zeros({input.size(0), longest}, torch::kInt64);
        for (std::size_t row = 0; row < lengths.size(); ++row)
            writeGroups(input.const_data_ptr<std::int64_t>() + static_cast<std::int64_t>(row) * steps, lengths[row],
                        output.mutable_data_ptr<std::int64_t>() + static_cast<std::int64_t>(row) * longest);
        return {{std::move(output), model::layoutOf(counts, longest, input.device())}};
    }

private:
    /// First the tokens themselves, then pairs, then threes …
    void writeGroups(const std::int64_t* tokens, std::int64_t length, std::int64_t* out) const
    {
        for (std::int64_t size = 1; size <= m_largest; ++size)
            for (std::int64_t first = 0; first < groupCount(length, size); ++first) {
                std::int64_t group = tokens[first];
                for (std::int64_t next = 1; next < size; ++next)
                    group = placeOfGroup(group, tokens[first + next], m_buckets);
                *out++ = size == 1 ? group : m_tokens + group;
            }
    }

    std::int64_t m_tokens;
    std::int64_t m_largest;
    std::int64_t m_buckets;
};

class NgramsLayer final : public Layer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Layer;
        info.id = "ngrams";
        info.version = 2; // 1 spread the groups badly
        info.title = FETTLE_TEXT("Word groups");
        info.help = FETTLE_TEXT("Adds a number for each group of neighboring words or characters. Groups share a fixed "
                                "number of places, so that rare ones need no place of their own.");
        info.category = NodeCategory::Embedding;
        info.inputs = {{"input", FETTLE_TEXT("Tokens of a text"), false, false}};
        info.outputs = {{"output", FETTLE_TEXT("The tokens, then their groups"), false, false}};
        info.parameters = {
            integerParameter("n", 2).range(1, 8).title(FETTLE_TEXT("Largest group"))
                .help(FETTLE_TEXT("Words alone (1), pairs of neighbors too (2), threes too (3) …"))
                .when(FETTLE_TEXT("4 or 5 where texts are cut into characters.")),
            integerParameter("buckets", 50'000).range(2, 1 << 24).title(FETTLE_TEXT("Places"))
                .help(FETTLE_TEXT("How many places the groups share."))
                .when(FETTLE_TEXT("More for many long texts; the network grows with it."))
                .logarithmic()};
        info.keywords = {"n-grams", "hashing", "bigram", "fasttext"};
        return info;
    }

    std::unique_ptr<LayerInstance> build(const Parameters& parameters, std::span<const TensorSpec> inputs,
                                         const BuildContext&) const override
    {
        static_cast<void>(shape(parameters, inputs));
        return std::make_unique<NgramsInstance>(inputs[0].indexCount, parameters.integer("n"), parameters.integer("buckets"));
    }
    std::optional<std::vector<TensorSpec>> shape(const Parameters& parameters, std::span<const TensorSpec> inputs) const override
    {
        const auto& input = inputs[0];
        if (input.dtype != DType::Int64 || input.indexCount < 1)
            throw LayerError(makeError("model.needs_indices", {{"expected", "int64"},
                                                               {"got", std::string(toText(input.dtype)) + " " + toDisplay(input)}}));
        model::requireRank(input, 2, "N×T");
        auto output = input;
        output.indexCount = input.indexCount + parameters.integer("buckets");
        if (const auto steps = input.dimensions[1].size; steps >= 0)
            output.dimensions[1].size = totalGroups(steps, parameters.integer("n"));
        return std::vector{output};
    }
    std::vector<std::string> dimensionNames(const Parameters&, std::span<const TensorSpec>, std::size_t) const override
    {
        return {"N", "T"};
    }
    std::string pytorchCode(const Parameters& parameters, std::span<const TensorSpec> inputs) const override
    {
        const auto tokens = std::to_string(inputs[0].indexCount);
        std::string code = "torch.cat([{0}";
        for (std::int64_t size = 2; size <= parameters.integer("n"); ++size) {
            const auto part = [&](std::int64_t at) {
                // From place `at` to as far as leaves room for the rest of the group.
                const auto left = size - 1 - at;
                return "{0}[:, " + std::to_string(at) + ":" + (left > 0 ? "{0}.shape[1] - " + std::to_string(left) : "") + "]";
            };
            std::string group = part(0);
            for (std::int64_t at = 1; at < size; ++at)
                group = placeOfGroupCode(group, part(at), parameters.integer("buckets"));
            code += ", " + tokens + " + " + group;
        }
        return code + "], dim=1)";
    }
    std::vector<std::vector<TensorSpec>> exampleInputs() const override
    {
        auto tokens = tensorSpec({{"N", -1}, {"T", 6}}, DType::Int64);
        tokens.indexCount = 5;
        return {{tokens}};
    }
    std::vector<ValueMap> exampleParameters() const override { return {{{"n", 3}, {"buckets", 7}}, {{"n", 1}}}; }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(layers, ngrams, components::NgramsLayer)
