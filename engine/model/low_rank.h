// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/component_api/layer.h"
#include "engine/model/network.h"

namespace fettle::model {

struct LowRankOptions {
    std::int64_t rank = 8;
    double alpha = 16.0;              ///< the change counts alpha / rank
    std::vector<std::string> targets; ///< ends of weights' names, or query, key, value, out; empty: query and value
    std::uint64_t seed = 0;
};

/// LoRA (Hu et al. 2021, arXiv:2106.09685): large weights W stay, and W + alpha/rank · B·A is what the network computes
/// with, of which only the thin A (rank × in) and B (out × rank) learn. The sum is formed after each step instead of in
/// each forward pass, and the gradients of A and B follow from that of the sum by the chain rule, so that layers know
/// nothing of it and a pass costs what it costs without: dA = s·Bᵀ·dW, dB = s·dW·Aᵀ.
class LowRankChange {
public:
    /// A matrix that changes: rows of a weight, which may hold several side by side (query, key, value).
    struct Part {
        std::string weight; ///< full name in the network
        std::string role;   ///< query, key, value; empty: the whole weight
        std::int64_t firstRow = 0;
        torch::Tensor a;    ///< rank × in
        torch::Tensor b;    ///< out × rank, zero at first
    };

    LowRankChange() = default;
    /// Which weights of `kept` (those that came from elsewhere) the options mean. Errors: model.low_rank_targets.
    [[nodiscard]] static Result<LowRankChange> create(Network& network, const std::vector<std::string>& kept, const LowRankOptions& options);

    [[nodiscard]] bool isOn() const { return !m_parts.empty(); }
    [[nodiscard]] const std::vector<Part>& parts() const { return m_parts; }
    [[nodiscard]] double scale() const { return m_scale; }
    /// What learns: "block1.self_attn.in_proj_weight.query.lora_A".
    [[nodiscard]] std::vector<NamedTensor> parameters() const;
    /// The changed weights of the network, which need gradients but no optimizer.
    [[nodiscard]] const std::vector<NamedTensor>& weights() const { return m_weights; }

    /// After the backward passes of a step: the gradients of A and B from those of the weights.
    void gatherGradients();
    /// After a step of the optimizer, or after load: the weights are what they were before plus the change.
    void apply();

    /// A, B and the weights as they were before, for checkpoints.
    [[nodiscard]] std::vector<NamedTensor> state() const;
    /// Throws std::runtime_error where a tensor is missing or of another shape.
    void load(const std::vector<NamedTensor>& state);

private:
    [[nodiscard]] torch::Tensor rowsOf(const torch::Tensor& weight, const Part& part) const;

    std::vector<Part> m_parts;
    std::vector<NamedTensor> m_weights;
    std::vector<torch::Tensor> m_before; ///< of each of m_weights
    double m_scale = 1.0;
};

} // namespace fettle::model
