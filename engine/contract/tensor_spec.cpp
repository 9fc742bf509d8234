// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/contract/tensor_spec_fields.h"

namespace fettle {

FETTLE_JSON(Dimension)
FETTLE_JSON(TensorSpec)

std::string toDisplay(const TensorSpec& spec)
{
    std::string text;
    for (const auto& dimension : spec.dimensions) {
        if (!text.empty())
            text += "×";
        text += dimension.size < 0 ? dimension.name : std::to_string(dimension.size);
    }
    return text;
}
} // namespace fettle
