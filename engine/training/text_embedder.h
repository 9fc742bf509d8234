// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <torch/types.h>

#include "engine/component_api/encoder.h"
#include "engine/component_api/registry.h"
#include "engine/contract/semantic_search.h"
#include "engine/model/network.h"

namespace fettle::training {

/// The node of a network of which a text's one row of numbers comes: what its last layers, those that only answer the
/// question it was trained for, read. With the head of a model of embeddings, that head. Empty where there is none.
[[nodiscard]] std::string embeddingNode(const Graph& graph);
/// The part of a graph that leads to `node`, with one Output of the name "embedding".
[[nodiscard]] Graph graphUpTo(const Graph& graph, const std::string& node);

/// Turns texts into rows of numbers of length 1, alike in meaning where the rows point the same way. Not for two threads
/// at once.
class TextEmbedder {
public:
    /// A model of the library as its makers meant it (their pooling, their longest text), or a trained model up to its
    /// last hidden layer. Errors: pretrained.*, model.*, training.embedding_inputs, training.embedding_layer.
    [[nodiscard]] static Result<std::unique_ptr<TextEmbedder>> open(const EmbedRequest& request, const Registry& registry);
    /// Everything about the model that its numbers depend on, without opening it. Errors as open's.
    [[nodiscard]] static Result<std::string> identity(const EmbedRequest& request);

    [[nodiscard]] std::int64_t dimensions() const { return m_dimensions; }
    /// N×D float32, in the order of `rows`; nothing where it was cancelled.
    [[nodiscard]] std::optional<torch::Tensor> embed(const Column& column, std::span<const std::int64_t> rows,
                                                     const std::function<bool()>& cancelled = {}) const;
    [[nodiscard]] torch::Tensor embed(const std::vector<std::string>& texts) const;

private:
    TextEmbedder() = default;
    static Result<std::unique_ptr<TextEmbedder>> openPretrained(const std::string& id, const Registry& registry);
    static Result<std::unique_ptr<TextEmbedder>> openTrained(const std::string& folder, const Registry& registry);
    Result<void> build(const Graph& graph, const std::string& model, const Registry& registry);

    std::string m_field; ///< what the network calls its input
    std::unique_ptr<FittedEncoder> m_encoder;
    std::unique_ptr<model::Network> m_network;
    std::int64_t m_dimensions = 0;
};

} // namespace fettle::training
