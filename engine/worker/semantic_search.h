// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/component_api/registry.h"
#include "engine/contract/semantic_search.h"
#include "engine/data/dataset_reader.h"
#include "engine/training/text_embedder.h"
#include "engine/training/text_index.h"
#include "engine/worker/column_values.h"

namespace fettle::worker {

/// Searching by meaning and sorting by names while somebody types: models and indexes stay open.
class SemanticSearch {
public:
    using IsCancelled = std::function<bool()>;

    explicit SemanticSearch(const Registry& registry) : m_registry(registry) {}

    /// Errors: training.index_missing, training.search_row, training.unknown_field.
    [[nodiscard]] Result<SearchResult> query(const SearchRequest& request, const data::Dataset& dataset);
    /// `dataset` may be null where the request brings its texts. Errors: training.labels_few, training.label_sentence,
    /// training.index_missing, platform.*.
    [[nodiscard]] Result<LabelResult> labels(const LabelRequest& request, const data::Dataset* dataset, const IsCancelled& cancelled);

private:
    Result<std::shared_ptr<const training::TextEmbedder>> embedder(const EmbedRequest& request, const std::string& identity);
    Result<std::shared_ptr<const training::TextIndex>> index(const EmbedRequest& request, const data::Dataset& dataset,
                                                                 const std::string& identity, std::string& field);
    /// Which places of the index have the value that the request keeps to.
    Result<std::vector<bool>> placesWith(const data::Dataset& dataset, const training::TextIndex& index, const std::string& searchedField,
                                         const SearchRequest& request);
    Result<void> labelRows(const LabelRequest& request, const data::Dataset& dataset, const std::string& identity,
                           const torch::Tensor& labels, const IsCancelled& cancelled, LabelResult& result);

    const Registry& m_registry;
    std::list<std::pair<std::string, std::shared_ptr<const training::TextEmbedder>>> m_embedders; ///< newest first
    std::list<std::pair<std::string, std::shared_ptr<const training::TextIndex>>> m_indexes;      ///< newest first
    std::list<std::pair<std::string, std::shared_ptr<const ColumnValues>>> m_filters;             ///< newest first
};

} // namespace fettle::worker
