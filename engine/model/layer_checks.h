// SPDX-License-Identifier: GPL-3.0-or-later
// What layers ask of their inputs. Each check throws a LayerError with {expected} and {got}, and repairs where one
// edit would help; the builder and the checker add {node}.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/component_api/layer.h"

namespace fettle::model {

/// Throws model.wrong_rank. `expected` in words of shapes: "N×D".
void requireRank(const TensorSpec& input, std::size_t rank, const std::string& expected);
/// N×C×H×W of real numbers. Throws model.needs_picture, model.needs_numbers.
void requirePicture(const TensorSpec& input);
/// A floating-point type. Throws model.needs_numbers with the repair to insert an embedding.
void requireReal(const TensorSpec& input);
/// The size of a dimension that must not vary by batch. Throws model.needs_known_size, model.dimension_missing.
[[nodiscard]] std::int64_t requireKnownSize(const TensorSpec& input, std::size_t dimension);
/// −1 counts from the end. Throws model.dimension_missing.
[[nodiscard]] std::size_t requireDimension(const TensorSpec& input, std::int64_t dimension);

/// Whole numbers that count entries: how many there are, by the parameter, or where it is 0 by the input. Throws
/// model.needs_indices, model.entries_unknown, model.entries_too_few.
[[nodiscard]] std::int64_t requireEntries(const TensorSpec& input, const Parameters& parameters, const std::string& name);

/// Product of sizes; −1 where one of them is −1. Throws model.too_large above 2^53.
[[nodiscard]] std::int64_t checkedProduct(std::span<const std::int64_t> sizes);
[[nodiscard]] std::int64_t checkedProduct(std::initializer_list<std::int64_t> sizes);
/// Numbers of one example: the product of all dimensions but the first; −1 where one varies.
[[nodiscard]] std::int64_t elementsPerExample(const TensorSpec& spec);
/// Bytes of one element.
[[nodiscard]] std::int64_t elementBytes(DType dtype);
[[nodiscard]] bool isReal(DType dtype);

/// The repair "insert this layer before the node".
[[nodiscard]] GraphRepair insertBefore(std::string component);
[[nodiscard]] GraphRepair setParameter(std::string parameter, Value value);

/// Names for a line of code: "image, age". An error takes the list itself: readers separate it as their language does.
[[nodiscard]] std::string joined(const std::vector<std::string>& names);
[[nodiscard]] ValueList listed(const std::vector<std::string>& names);

} // namespace fettle::model
