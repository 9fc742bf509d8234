// SPDX-License-Identifier: GPL-3.0-or-later
// The interactive worker's part about texts as vectors.
#include <nlohmann/json.hpp>

#include "engine/worker/interactive.h"
#include "engine/worker/semantic_search.h"

namespace fettle::worker {

Result<Value> Interactive::searchState(const Value& params, const IsCancelled&)
{
    FETTLE_TRY_ASSIGN(const auto request, fromValue<SearchRequest>(params));
    FETTLE_TRY_ASSIGN(const auto opened, dataset(request.index.manifestPath));
    FETTLE_TRY_ASSIGN(const auto index, training::findTextIndex(request.index, *opened));
    return toValue(index);
}

Result<Value> Interactive::searchQuery(const Value& params, const IsCancelled&)
{
    FETTLE_TRY_ASSIGN(const auto request, fromValue<SearchRequest>(params));
    FETTLE_TRY_ASSIGN(const auto opened, dataset(request.index.manifestPath));
    FETTLE_TRY_ASSIGN(const auto result, m_search->query(request, *opened));
    return toValue(result);
}

Result<Value> Interactive::searchLabels(const Value& params, const IsCancelled& cancelled)
{
    FETTLE_TRY_ASSIGN(const auto request, fromValue<LabelRequest>(params));
    std::shared_ptr<const data::Dataset> opened;
    if (request.texts.empty()) {
        FETTLE_TRY_ASSIGN(opened, dataset(request.index.manifestPath));
    }
    FETTLE_TRY_ASSIGN(const auto result, m_search->labels(request, opened.get(), cancelled));
    return toValue(result);
}

} // namespace fettle::worker
