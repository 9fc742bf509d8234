// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/selftest_padding.h"

#include <algorithm>

#include <torch/torch.h>

#include "engine/model/layer_checks.h"
#include "engine/model/sequence.h"

namespace fettle::model {
namespace {

constexpr std::int64_t kRows = 3;
constexpr std::uint64_t kSeed = 11;

bool isSequence(const TensorSpec& spec) { return spec.dimensions.size() >= 2 && spec.dimensions[1].name == "T"; }

/// Whole numbers stand for positions in a list, which has at least two entries.
torch::Tensor trialNumbers(const std::vector<std::int64_t>& sizes, DType dtype)
{
    return isReal(dtype) ? torch::randn(sizes, torch::kFloat64) : torch::randint(0, 2, sizes, toScalarType(dtype));
}

/// A batch whose rows have different lengths, and the same rows alone.
class PaddingTrial {
public:
    PaddingTrial(const Layer& layer, const Parameters& parameters, std::vector<TensorSpec> specs)
        : m_specs(std::move(specs))
    {
        torch::manual_seed(kSeed);
        for (const auto& spec : m_specs)
            addInput(spec);
        for (auto& spec : m_specs)
            if (isSequence(spec))
                spec.dimensions[1].size = -1;
        BuildContext context;
        context.options = torch::TensorOptions(torch::kFloat64);
        torch::manual_seed(kSeed);
        m_instance = layer.build(parameters, m_specs, context);
        // What the layer gives for texts; the lengths of its features must not vary.
        for (const auto& output : layer.shape(parameters, m_specs).value_or(std::vector<TensorSpec>{}))
            for (std::size_t i = 1; i < output.dimensions.size(); ++i)
                m_isForTexts = m_isForTexts && (output.dimensions[i].size >= 0 || output.dimensions[i].name == "T");
    }

    [[nodiscard]] bool isForTexts() const { return m_isForTexts; }

    [[nodiscard]] std::string problem()
    {
        const auto together = m_instance->forward(m_batch, {});
        std::vector<std::vector<Signal>> alone;
        for (std::size_t row = 0; row < kRows; ++row)
            alone.push_back(m_instance->forward(m_alone[row], {}));
        torch::Tensor sumTogether = torch::zeros({}, torch::kFloat64);
        torch::Tensor sumAlone = torch::zeros({}, torch::kFloat64);
        torch::manual_seed(kSeed);
        for (std::size_t output = 0; output < together.size(); ++output)
            for (std::size_t row = 0; row < kRows; ++row) {
                const auto mine = realPart(alone[row][output], 0);
                const auto theirs = realPart(together[output], static_cast<std::int64_t>(row));
                if (mine.sizes() != theirs.sizes() || !torch::allclose(mine, theirs, 1e-9, 1e-9))
                    return "a row of a padded batch gives other numbers than alone";
                const auto mix = torch::randn(mine.sizes(), torch::kFloat64);
                sumAlone = sumAlone + (mine * mix).sum();
                sumTogether = sumTogether + (theirs * mix).sum();
            }
        return gradientProblem(sumTogether, sumAlone);
    }

private:
    void addInput(const TensorSpec& spec)
    {
        std::vector<std::int64_t> sizes;
        for (std::size_t i = 0; i < spec.dimensions.size(); ++i)
            sizes.push_back(i == 0 ? kRows : spec.dimensions[i].size);
        auto values = trialNumbers(sizes, spec.dtype);
        LayoutPointer layout;
        std::vector<std::int64_t> lengths(kRows, 0);
        if (isSequence(spec)) {
            lengths = {std::max<std::int64_t>(1, sizes[1] - 1), sizes[1], std::max<std::int64_t>(1, sizes[1] / 2)};
            layout = layoutOf(lengths, sizes[1], torch::kCPU);
        }
        // Large numbers in the padding, so that the least of it shows.
        if (layout && isReal(spec.dtype))
            values.masked_fill_(padding(*layout, values.dim()), 1e3);
        if (isReal(spec.dtype)) {
            values.set_requires_grad(true);
            m_leaves.push_back(values);
            m_leafPadding.push_back(layout ? padding(*layout, values.dim()).expand(sizes) : torch::Tensor());
        }
        m_batch.push_back({values, layout});
        for (std::size_t row = 0; row < kRows; ++row) {
            auto part = values.narrow(0, static_cast<std::int64_t>(row), 1);
            if (isSequence(spec))
                part = part.narrow(1, 0, lengths[row]);
            m_alone[row].push_back({part, nullptr});
        }
    }

    static torch::Tensor padding(const SequenceLayout& layout, std::int64_t rank)
    {
        auto mask = layout.mask.logical_not();
        while (mask.dim() < rank)
            mask = mask.unsqueeze(-1);
        return mask;
    }

    /// One row without its padding.
    static torch::Tensor realPart(const Signal& signal, std::int64_t row)
    {
        auto part = signal.values.select(0, row).to(torch::kFloat64);
        if (signal.layout && signal.layout->mask.defined())
            part = part.narrow(0, 0, signal.layout->mask.select(0, row).sum().item<std::int64_t>());
        return part;
    }

    [[nodiscard]] std::string gradientProblem(const torch::Tensor& together, const torch::Tensor& alone)
    {
        std::vector<torch::Tensor> leaves = m_leaves;
        for (const auto& entry : m_instance->parameters())
            leaves.push_back(entry.tensor);
        if (leaves.empty() || !together.requires_grad())
            return {};
        const auto ours = torch::autograd::grad({together}, leaves, {}, true, false, true);
        const auto theirs = torch::autograd::grad({alone}, leaves, {}, true, false, true);
        for (std::size_t i = 0; i < leaves.size(); ++i) {
            const auto mine = ours[i].defined() ? ours[i] : torch::zeros_like(leaves[i]);
            const auto expected = theirs[i].defined() ? theirs[i] : torch::zeros_like(leaves[i]);
            if (i < m_leafPadding.size() && m_leafPadding[i].defined() &&
                mine.masked_select(m_leafPadding[i]).any().item<bool>())
                return "padding has a gradient";
            if (!torch::allclose(mine, expected, 1e-8, 1e-9))
                return i < m_leaves.size() ? "a row of a padded batch gets another gradient than alone"
                                           : "the weights get other gradients from a padded batch than from its rows alone";
        }
        return {};
    }

    std::vector<TensorSpec> m_specs;
    std::vector<Signal> m_batch;
    std::array<std::vector<Signal>, kRows> m_alone;
    std::vector<torch::Tensor> m_leaves;
    std::vector<torch::Tensor> m_leafPadding; ///< of the leaves, true where there is padding
    std::unique_ptr<LayerInstance> m_instance;
    bool m_isForTexts = true;
};

} // namespace

void testPadding(const Layer& layer, const Parameters& parameters, const std::vector<TensorSpec>& inputs,
                 const std::string& name, const ReportFailure& fail)
{
    if (std::ranges::none_of(inputs, isSequence))
        return;
    auto specs = inputs;
    for (auto& spec : specs)
        if (spec.dtype == DType::Float32)
            spec.dtype = DType::Float64;
    PaddingTrial trial(layer, parameters, std::move(specs));
    if (!trial.isForTexts())
        return;
    if (const auto problem = trial.problem(); !problem.empty())
        fail(name + ": " + problem);
}

} // namespace fettle::model
