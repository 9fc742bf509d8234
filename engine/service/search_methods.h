// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "engine/service/methods.h"

namespace fettle::service {

/// Where the workspace's cache keeps the vectors of texts.
inline constexpr const char* kSearchFolder = "search";

/// search.build; the others wait for the interactive worker.
void addSearchMethods(MethodTable& table);

/// A question of the interactive worker.
struct SearchQuestion {
    std::string method;
    ValueMap params;
};

/// What "search.state", "search.query" and "search.labels" ask it, with paths in place of names: the dataset's newest or
/// named version, and a model of the library or the workspace; of the library the first where none is named. Errors:
/// service.unknown_method, service.unknown_dataset, service.dataset_not_ready, service.unknown_model, service.no_text_model.
[[nodiscard]] Result<SearchQuestion> searchQuestion(const MethodContext& context, const std::string& method, const Value& params);

} // namespace fettle::service
