// SPDX-License-Identifier: GPL-3.0-or-later
// The one figure that a run is known by.
#include <doctest/doctest.h>

#include "ui/plots/run_words.h"

using namespace fettle;
using namespace fettle::ui;

TEST_CASE("A run is known by what a person asks first: how often it is right, how far off, how often it finds")
{
    const auto metricOf = [](const std::map<std::string, double>& metrics, const std::string& primary) {
        const auto figure = mainFigure({{"validation", {{"loss", 1.0}}}, {"test", metrics}}, primary);
        return figure ? figure->metric : std::string();
    };
    CHECK(metricOf({{"f1", 0.8}, {"accuracy", 0.9}}, "f1") == "accuracy");
    CHECK(metricOf({{"rmse", 3.0}, {"mae", 2.0}}, "rmse") == "mae");
    CHECK(metricOf({{"mrr", 0.7}, {"recall_at_1", 0.62}, {"recall_at_5", 0.8}}, "mrr") == "recall_at_1");
    CHECK(metricOf({{"entity_f1", 0.7}, {"entity_recall", 0.6}}, "entity_f1") == "entity_f1");
    CHECK_FALSE(mainFigure({}, "accuracy"));
    CHECK(mainMetricOf("sentence_embeddings") == "recall_at_1");
    CHECK(mainMetricOf("text_classification") == "accuracy");
    CHECK(mainMetricOf("text_regression") == "mae");
}
