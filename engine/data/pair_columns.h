// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/contract/dataset.h"

namespace fettle::data {

/// The columns around a target of texts that belong to others.
struct PairColumns {
    std::string text;     ///< of which the target's texts are the matches; empty: there is none
    std::string negative; ///< texts that do not belong; empty: there are none
};

/// Chosen among the columns of texts that are inputs: a text that does not belong is only taken where its column is named
/// as one ("negative", "wrong"), and what is looked from is the first of the others, before that one named as such ("question").
[[nodiscard]] PairColumns pairColumns(const DatasetManifest& manifest, const std::string& target);

/// What is to predict where a table is two columns of texts and a name says which belongs to which ("question", "answer");
/// empty: it is another table.
[[nodiscard]] std::string matchColumn(const std::vector<FieldInfo>& fields);

} // namespace fettle::data
