// SPDX-License-Identifier: GPL-3.0-or-later
// Marked parts of texts against seqeval in its default mode, on sound and on broken rows of tags (entities.json from
// make_entities.py).
#include <fstream>
#include <map>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include "engine/component_api/metric.h"
#include "engine/data/token_tags.h"
#include "tests/support/environment.h"

using namespace fettle;

namespace {

nlohmann::json goldenEntities()
{
    std::ifstream file(test::sourceFolder() / "tests" / "golden" / "entities.json");
    REQUIRE(file.good());
    return nlohmann::json::parse(file);
}

std::vector<data::TokenSpan> spansIn(const nlohmann::json& tags)
{
    std::vector<data::TokenTag> parsed;
    for (const auto& tag : tags) {
        const auto known = data::parseTag(tag.get<std::string>());
        REQUIRE_MESSAGE(known.has_value(), tag.get<std::string>());
        parsed.push_back(*known);
    }
    return data::spansOfTags(parsed);
}

void addRows(const nlohmann::json& rows, std::map<std::string, std::int32_t>& labels, MarkRows& out)
{
    for (const auto& tags : rows) {
        for (const auto& span : spansIn(tags))
            out.marks.push_back({labels.emplace(span.label, static_cast<std::int32_t>(labels.size())).first->second,
                                 static_cast<std::int32_t>(span.first), static_cast<std::int32_t>(span.last + 1)});
        out.endRow();
    }
}

} // namespace

TEST_CASE("Rows of tags mark what seqeval finds in them")
{
    const auto golden = goldenEntities();
    for (const auto& row : golden.at("rows")) {
        std::vector<data::TokenSpan> expected;
        for (const auto& span : row.at("spans")) {
            auto label = span[0].get<std::string>();
            // seqeval calls a tag without a label "_".
            expected.push_back({label == "_" ? "entity" : label, span[1].get<std::size_t>(), span[2].get<std::size_t>()});
        }
        CHECK_MESSAGE((spansIn(row.at("tags")) == expected), row.at("tags").dump());
    }
}

TEST_CASE("Precision, recall and F1 of marked parts are seqeval's")
{
    const auto golden = goldenEntities();
    Registry registry;
    registerBuiltInComponents(registry);
    for (const auto& pair : golden.at("pairs")) {
        EvaluationData data;
        data.form = AnswerForm::Spans;
        std::map<std::string, std::int32_t> labels;
        addRows(pair.at("wanted"), labels, data.targetMarks);
        addRows(pair.at("predicted"), labels, data.predictedMarks);
        for (const auto* name : {"f1", "precision", "recall"}) {
            const auto metric = registry.resolve<Metric>(ComponentKind::Metric, {std::string("entity_") + name, {}});
            REQUIRE(metric.ok());
            CHECK(metric->first->compute(data, metric->second) == doctest::Approx(pair.at(name).get<double>()).epsilon(1e-12));
        }
    }
}
