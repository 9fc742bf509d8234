// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "engine/component_api/layer.h"

namespace fettle::components {

/// Widens, bends and narrows again: linear1, activation, dropout, linear2, with PyTorch's names and start.
class FeedForward {
public:
    struct Options {
        std::int64_t features = 0;
        std::int64_t inner = 0;
        double dropout = 0.0;
        std::string activation = "gelu"; ///< gelu, gelu_tanh or relu
    };
    FeedForward() = default;
    FeedForward(const Options& options, const BuildContext& context);
    /// …×features → …×features
    [[nodiscard]] torch::Tensor apply(const torch::Tensor& input, bool training) const;
    /// "linear1.weight" and so on, in PyTorch's order.
    [[nodiscard]] std::vector<NamedTensor> weights() const;

private:
    Options m_options;
    torch::Tensor m_weight1;
    torch::Tensor m_bias1;
    torch::Tensor m_weight2;
    torch::Tensor m_bias2;
};

/// "dim_feedforward", "activation".
[[nodiscard]] std::vector<ParameterInfo> feedForwardParameters();
/// The activation as a PyTorch module: "nn.GELU()".
[[nodiscard]] std::string activationCode(const std::string& activation);

} // namespace fettle::components
