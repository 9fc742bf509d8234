// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "engine/contract/enum_text.h"

namespace fettle {

enum class DType { Float32, Float64, BFloat16, Float16, Int64, Int32, UInt8, Boolean };

/// A named dimension: N batch, C channels, H height, W width, D features, T time; size −1 where it varies by batch.
struct Dimension {
    std::string name;
    std::int64_t size = -1;
    friend bool operator==(const Dimension&, const Dimension&) = default;
};

/// What flows along an edge of the graph, without its numbers.
struct TensorSpec {
    DType dtype = DType::Float32;
    std::vector<Dimension> dimensions;
    /// Of indices: how many there are, each from 0 to below it (categories, tokens); 0 where that is not known.
    std::int64_t indexCount = 0;
    friend bool operator==(const TensorSpec&, const TensorSpec&) = default;
};

/// "N×3×32×32" with −1 as the dimension's name.
[[nodiscard]] std::string toDisplay(const TensorSpec& spec);

[[nodiscard]] nlohmann::json toJson(const Dimension& value);
[[nodiscard]] nlohmann::json toJson(const TensorSpec& value);

} // namespace fettle

FETTLE_ENUM_TEXT(fettle::DType, {Float32, "float32"}, {Float64, "float64"}, {BFloat16, "bfloat16"},
                 {Float16, "float16"}, {Int64, "int64"}, {Int32, "int32"}, {UInt8, "uint8"}, {Boolean, "bool"});
