// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "engine/contract/marks.h"

namespace fettle::data {

/// Marked parts of a text as programs for marking write them: [[0, 5, "place"]] (spaCy, doccano), [{"start": 0, "end": 5,
/// "label": "place"}] and its like (doccano, Prodigy, BRAT's converters), and the tasks of Label Studio. Nothing where it is
/// something else.
[[nodiscard]] std::optional<std::vector<Mark>> spansOfJson(std::string_view json);

} // namespace fettle::data
