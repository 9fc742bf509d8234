// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/contract/json.h"

namespace fettle {

/// Points of one series, by column. Steps are optimizer steps counted from 1 and ascend; values may be NaN or
/// infinite ("NaN", "Infinity", "-Infinity" on the wire).
/// Series names: "train/loss", "validation/accuracy", "learning_rate", "gradient_norm", "examples_per_second" …
struct MetricPoints {
    std::string series;
    std::vector<std::int64_t> steps;
    std::vector<double> values;
    friend bool operator==(const MetricPoints&, const MetricPoints&) = default;
};

/// A columnar batch of metric points of one run; may be merged with the next one, never thinned, on its way to the
/// store.
struct MetricBatch {
    std::string run;
    std::vector<MetricPoints> series;
    friend bool operator==(const MetricBatch&, const MetricBatch&) = default;
};

/// A down-sampled read: per bucket the first, last, minimum and maximum point, by step; `total` is the full count.
struct MetricSeries {
    std::string series;
    std::int64_t total = 0;
    std::vector<std::int64_t> steps;
    std::vector<double> values;
    friend bool operator==(const MetricSeries&, const MetricSeries&) = default;
};

[[nodiscard]] nlohmann::json toJson(const MetricPoints& value);
[[nodiscard]] nlohmann::json toJson(const MetricBatch& value);
[[nodiscard]] nlohmann::json toJson(const MetricSeries& value);

} // namespace fettle
