// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <torch/types.h>

#include "engine/component_api/registry.h"
#include "engine/contract/semantic_search.h"
#include "engine/data/dataset_reader.h"
#include "engine/data/observer.h"

namespace fettle::training {

/// Which columns can be searched: those of texts, else those of short ones.
[[nodiscard]] std::vector<std::string> searchableFields(const DatasetManifest& manifest);
/// Which column is searched and where its file lies or would lie: that of exactly this dataset version, column and model,
/// whose TextEmbedder::identity is `identity`. Errors: training.no_text_column, training.unknown_field.
[[nodiscard]] Result<SearchIndex> locateTextIndex(const EmbedRequest& request, const data::Dataset& dataset, const std::string& identity);
/// The same with what the file holds; `ready` where it is there and whole. Errors: those of locateTextIndex and
/// TextEmbedder::identity.
[[nodiscard]] Result<SearchIndex> findTextIndex(const EmbedRequest& request, const data::Dataset& dataset);
/// The embed job: writes the file where it is not there. Longest texts first, so that what memory it needs is seen at
/// once and batches hold little padding. Errors: those of findTextIndex and TextEmbedder::open, worker.cancelled, platform.*.
[[nodiscard]] Result<SearchIndex> buildTextIndex(const EmbedRequest& request, const Registry& registry, data::Observer& observer);

/// An index at work, mapped into memory.
class TextIndex {
public:
    struct Hit {
        std::int64_t row = 0;
        double score = 0.0;
    };

    /// Errors: training.index_damaged.
    [[nodiscard]] static Result<std::unique_ptr<TextIndex>> open(const std::string& file);

    [[nodiscard]] std::int64_t size() const { return m_vectors.size(0); }
    [[nodiscard]] std::int64_t dimensions() const { return m_vectors.size(1); }
    [[nodiscard]] const std::vector<std::int64_t>& rows() const { return m_rows; }
    /// Of a row of the dataset; undefined where it has no text.
    [[nodiscard]] torch::Tensor vectorOf(std::int64_t row) const;
    /// Cosines of all rows with each of the vectors (K×D): N×K float32. Exact.
    [[nodiscard]] torch::Tensor similarities(const torch::Tensor& vectors) const;
    /// The nearest `top` to one vector (D), nearest first; of `allowed` places only, where it is given (N, true: may be).
    [[nodiscard]] std::vector<Hit> nearest(const torch::Tensor& vector, std::int64_t top,
                                           const std::optional<std::vector<bool>>& allowed = std::nullopt) const;

private:
    TextIndex() = default;
    torch::Tensor m_vectors; ///< N×D float32 or bfloat16
    std::vector<std::int64_t> m_rows;
};

} // namespace fettle::training
