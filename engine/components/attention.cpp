// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/attention.h"

#include <cmath>

#include <torch/torch.h>

#include "engine/components/attention_function.h"
#include "engine/model/initialization.h"
#include "engine/model/layer_checks.h"
#include "engine/model/sequence.h"
#include "engine/model/torch_compat.h"

namespace fettle::components {
namespace {

using torch::Tensor;

std::optional<Tensor> given(const Tensor& tensor)
{
    return tensor.defined() ? std::optional<Tensor>(tensor) : std::nullopt;
}

/// Turns the pairs (j, j + d/2) of …×heads×d by an angle that grows with the position (Su et al., arXiv 2104.09864):
/// what queries and keys say to each other then depends on how far apart they stand. The positions belong to the
/// dimension that has `between` others after it and before the last.
Tensor turned(const Tensor& values, const Tensor& positions, std::size_t between)
{
    const auto half = values.size(-1) / 2;
    const auto pairs = torch::arange(half, torch::kFloat64) / static_cast<double>(half);
    const auto angles = torch::outer(positions, torch::pow(10000.0, -pairs));
    std::vector<std::int64_t> shape(between + 2, 1);
    shape.front() = positions.size(0);
    shape.back() = half;
    const auto cosines = angles.cos().to(values.device(), values.scalar_type()).view(shape);
    const auto sines = angles.sin().to(values.device(), values.scalar_type()).view(shape);
    const auto parts = values.split(half, -1);
    return at::cat({parts[0] * cosines - parts[1] * sines, parts[1] * cosines + parts[0] * sines}, -1);
}

Tensor stepsOf(const Tensor& values) { return torch::arange(values.size(1), torch::kFloat64); }

} // namespace

MultiheadAttention::MultiheadAttention(const Options& options, const BuildContext& context) : m_options(options)
{
    const auto features = options.features;
    m_inWeight = context.empty({3 * features, features});
    m_outWeight = context.empty({features, features});
    if (options.bias) {
        m_inBias = context.empty({3 * features});
        m_outBias = context.empty({features});
    }
    if (!context.initialize)
        return;
    // As PyTorch's: Glorot over the three projections together.
    const double bound = std::sqrt(6.0 / static_cast<double>(4 * features));
    model::initializeDefaultWeight(m_outWeight);
    m_inWeight.uniform_(-bound, bound);
    if (options.bias) {
        m_inBias.zero_();
        m_outBias.zero_();
    }
}

Tensor MultiheadAttention::self(const Tensor& flat, const TokenRows& rows, bool training) const
{
    const auto projected = at::linear(flat, m_inWeight, given(m_inBias));
    const auto result = flat.is_cpu() ? attendPacked(projected, rows, training)
                                      : attendPadded(projected, rows, training);
    return at::linear(result, m_outWeight, given(m_outBias));
}

/// Own loops: nothing is reckoned for padding, and dropout costs next to nothing, where LibTorch's quick way has none.
Tensor MultiheadAttention::attendPacked(const Tensor& projected, const TokenRows& rows, bool training) const
{
    const model::NoAutocast noAutocast(torch::kCPU);
    auto parts = projected.scalar_type() == torch::kFloat64 ? projected : projected.to(torch::kFloat32);
    if (m_options.rotary) {
        const auto shaped = parts.view({parts.size(0), 3, m_options.heads, m_options.features / m_options.heads});
        parts = at::cat({turned(shaped.narrow(1, 0, 2), rows.positions(), 2), shaped.narrow(1, 2, 1)}, 1).flatten(1);
    }
    const double dropout = training ? m_options.dropout : 0.0;
    return packedAttention(parts, rows.lengths(), m_options.heads, dropout).to(projected.scalar_type());
}

Tensor MultiheadAttention::attendPadded(const Tensor& projected, const TokenRows& rows, bool training) const
{
    const auto head = m_options.features / m_options.heads;
    const auto parts = rows.full(projected).view({rows.rows(), rows.steps(), 3, m_options.heads, head}).unbind(2);
    return rows.flat(attend(parts[0], parts[1], parts[2], rows.mask(), training));
}

Tensor MultiheadAttention::across(const Tensor& flat, const TokenRows& rows, const Tensor& otherFlat,
                                  const TokenRows& others, bool training) const
{
    const auto features = m_options.features;
    const auto head = features / m_options.heads;
    const auto weights = m_inWeight.split_with_sizes({features, 2 * features});
    const auto biases = m_inBias.defined() ? m_inBias.split_with_sizes({features, 2 * features})
                                          : std::vector<Tensor>(2);
    const auto queries = rows.full(at::linear(flat, weights[0], given(biases[0])));
    const auto both = others.full(at::linear(otherFlat, weights[1], given(biases[1])));
    const auto parts = both.view({others.rows(), others.steps(), 2, m_options.heads, head}).unbind(2);
    const auto result = attend(queries.view({rows.rows(), rows.steps(), m_options.heads, head}), parts[0], parts[1],
                               others.mask(), training);
    return at::linear(rows.flat(result), m_outWeight, given(m_outBias));
}

Tensor MultiheadAttention::attend(Tensor queries, Tensor keys, const Tensor& values, const Tensor& mask,
                                  bool training) const
{
    const auto rows = queries.size(0);
    const auto steps = queries.size(1);
    if (m_options.rotary) {
        queries = turned(queries, stepsOf(queries), 1);
        keys = turned(keys, stepsOf(keys), 1);
    }
    const double dropout = training ? m_options.dropout : 0.0;
    const auto result = at::scaled_dot_product_attention(queries.transpose(1, 2), keys.transpose(1, 2),
                                                         values.transpose(1, 2), given(mask), dropout, false);
    return result.transpose(1, 2).reshape({rows, steps, m_options.features});
}

std::vector<NamedTensor> MultiheadAttention::weights(const std::string& prefix) const
{
    std::vector<NamedTensor> all{{prefix + "in_proj_weight", m_inWeight}};
    if (m_inBias.defined())
        all.push_back({prefix + "in_proj_bias", m_inBias});
    all.push_back({prefix + "out_proj.weight", m_outWeight});
    if (m_outBias.defined())
        all.push_back({prefix + "out_proj.bias", m_outBias});
    return all;
}

std::vector<ParameterInfo> attentionParameters()
{
    return {integerParameter("num_heads", 4).range(1, 1024).title(FETTLE_TEXT("Heads"))
                .help(FETTLE_TEXT("How many ways of looking around there are side by side; they divide the features among them."))
                .when(FETTLE_TEXT("So many that each head keeps 16 to 64 features.")),
            booleanParameter("rotary", false).title(FETTLE_TEXT("Rotary positions"))
                .help(FETTLE_TEXT("Tells the heads how far apart two steps stand, by turning their features."))
                .when(FETTLE_TEXT("Switch it on instead of a layer that adds positions; it also works for longer texts than those it learned from."))
                .advanced()};
}

std::int64_t checkedHeads(const Parameters& parameters, const TensorSpec& input)
{
    model::requireSequence(input);
    const auto features = model::requireKnownSize(input, 2);
    const auto heads = parameters.integer("num_heads");
    static_cast<void>(model::checkedProduct({4, features, features}));
    if (features % heads != 0)
        throw LayerError(makeError("model.heads_mismatch", {{"heads", heads}, {"expected", heads}, {"got", features}}),
                         {model::setParameter("num_heads", 1)});
    if (parameters.boolean("rotary") && features / heads % 2 != 0)
        throw LayerError(makeError("model.rotary_odd", {{"expected", 2}, {"got", features / heads}}),
                         {model::setParameter("rotary", false)});
    return features;
}

std::int64_t attentionCost(std::int64_t features, std::int64_t steps, std::int64_t others)
{
    const auto projections = model::checkedProduct({2, features, features}) * (steps + others);
    return projections + model::checkedProduct({2, steps, others, features});
}

std::string rotaryAttentionSource()
{
    return "class RotaryAttention(nn.Module):\n"
           "    def __init__(self, features, heads, dropout=0.0, bias=True):\n"
           "        super().__init__()\n"
           "        self.heads, self.dropout = heads, dropout\n"
           "        self.in_proj_weight = nn.Parameter(torch.empty(3 * features, features))\n"
           "        self.in_proj_bias = nn.Parameter(torch.zeros(3 * features)) if bias else None\n"
           "        self.out_proj = nn.Linear(features, features, bias=bias)\n"
           "        nn.init.xavier_uniform_(self.in_proj_weight)\n"
           "\n"
           "    def turn(self, x):\n"
           "        steps, half = x.shape[1], x.shape[3] // 2\n"
           "        pairs = torch.arange(half, dtype=torch.float64) / half\n"
           "        angles = torch.outer(torch.arange(steps, dtype=torch.float64), 10000.0 ** -pairs)[:, None]\n"
           "        cos, sin = angles.cos().to(x), angles.sin().to(x)\n"
           "        a, b = x[..., :half], x[..., half:]\n"
           "        return torch.cat([a * cos - b * sin, b * cos + a * sin], dim=3)\n"
           "\n"
           "    def forward(self, x, others=None):\n"
           "        others = x if others is None else others\n"
           "        weights = self.in_proj_weight.chunk(3)\n"
           "        biases = (None,) * 3 if self.in_proj_bias is None else self.in_proj_bias.chunk(3)\n"
           "        q, k, v = (nn.functional.linear(y, w, b).unflatten(2, (self.heads, -1))\n"
           "                   for y, w, b in zip((x, others, others), weights, biases))\n"
           "        q, k, v = self.turn(q).transpose(1, 2), self.turn(k).transpose(1, 2), v.transpose(1, 2)\n"
           "        dropout = self.dropout if self.training else 0.0\n"
           "        y = nn.functional.scaled_dot_product_attention(q, k, v, dropout_p=dropout)\n"
           "        return self.out_proj(y.transpose(1, 2).flatten(2))\n";
}

} // namespace fettle::components
