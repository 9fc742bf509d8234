// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "engine/component_api/layer.h"
#include "engine/components/row_packing.h"

namespace fettle::components {

/// Attention with several heads, with the weights of PyTorch's nn.MultiheadAttention.
class MultiheadAttention {
public:
    struct Options {
        std::int64_t features = 0;
        std::int64_t heads = 1;
        double dropout = 0.0; ///< of the attention weights
        bool bias = true;
        bool rotary = false; ///< turns queries and keys by their positions
    };
    MultiheadAttention() = default;
    MultiheadAttention(const Options& options, const BuildContext& context);

    /// Each step looks at all steps of its row: total×D → total×D.
    [[nodiscard]] torch::Tensor self(const torch::Tensor& flat, const TokenRows& rows, bool training) const;
    /// Each step looks at all steps of another sequence.
    [[nodiscard]] torch::Tensor across(const torch::Tensor& flat, const TokenRows& rows, const torch::Tensor& otherFlat,
                                       const TokenRows& others, bool training) const;
    /// "in_proj_weight" and so on, in PyTorch's order, each with the prefix.
    [[nodiscard]] std::vector<NamedTensor> weights(const std::string& prefix) const;

private:
    /// total×3E → total×E
    [[nodiscard]] torch::Tensor attendPacked(const torch::Tensor& projected, const TokenRows& rows,
                                             bool training) const;
    [[nodiscard]] torch::Tensor attendPadded(const torch::Tensor& projected, const TokenRows& rows,
                                             bool training) const;
    /// N×T×heads×d each.
    [[nodiscard]] torch::Tensor attend(torch::Tensor queries, torch::Tensor keys, const torch::Tensor& values,
                                       const torch::Tensor& mask, bool training) const;

    Options m_options;
    torch::Tensor m_inWeight;
    torch::Tensor m_inBias;
    torch::Tensor m_outWeight;
    torch::Tensor m_outBias;
};

/// "num_heads" and "rotary", which attention and Transformer blocks share.
[[nodiscard]] std::vector<ParameterInfo> attentionParameters();
/// Features of an N×T×D input that the heads divide. Throws model.heads_mismatch, model.rotary_odd and those of
/// requireSequence.
[[nodiscard]] std::int64_t checkedHeads(const Parameters& parameters, const TensorSpec& input);
/// Multiply-adds of one example with `steps` steps that look at `others`.
[[nodiscard]] std::int64_t attentionCost(std::int64_t features, std::int64_t steps, std::int64_t others);
/// The source of a class RotaryAttention(features, heads, dropout, bias), for PyTorch code.
[[nodiscard]] std::string rotaryAttentionSource();

} // namespace fettle::components
