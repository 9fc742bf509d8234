// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/contract/result.h"

namespace fettle::data {

/// What every model that finds texts has to beat: a search by words (TF-IDF, cosine). For each of `texts` the place, from 1,
/// at which candidates[own[i]] stands among all `candidates`. Of equally good ones it has the place in their middle, rounded
/// up: a text that shares no word with any candidate gets what chance gives. Weights of words are learned from all texts
/// given. Errors: tokenizers.*.
[[nodiscard]] Result<std::vector<std::int64_t>> placesByWords(std::span<const std::string_view> texts,
                                                              std::span<const std::string_view> candidates,
                                                              std::span<const std::int64_t> own);

} // namespace fettle::data
