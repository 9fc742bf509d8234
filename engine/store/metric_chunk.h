// SPDX-License-Identifier: GPL-3.0-or-later
// For this room only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fettle::store {

/// The most points of one row.
inline constexpr std::size_t kChunkPoints = 4096;

/// Points of a series, by column, steps ascending.
struct MetricColumns {
    std::vector<std::int64_t> steps;
    std::vector<double> values;
};

/// A row of metric_chunks without its keys; schema.cpp says what the texts hold.
struct MetricChunk {
    std::int64_t firstStep = 0;
    std::int64_t lastStep = 0;
    std::int64_t count = 0;
    std::optional<std::int64_t> stride;
    std::string points;
    std::optional<std::string> nonFinite;
};

/// Points [first, last) as one row; at least one point.
[[nodiscard]] MetricChunk encodeChunk(const MetricColumns& columns, std::size_t first, std::size_t last);
/// Appends a row's points. Numbers come back bit for bit (NaN as a quiet one). False where the row is no such text.
[[nodiscard]] bool decodeChunk(std::int64_t firstStep, std::optional<std::int64_t> stride, std::string_view points,
                               std::string_view nonFinite, MetricColumns& into);
/// `newer` into `older`, both ascending: by step, and of two points with one step the newer.
[[nodiscard]] MetricColumns mergeColumns(const MetricColumns& older, const MetricColumns& newer);

} // namespace fettle::store
