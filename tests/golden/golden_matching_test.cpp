// SPDX-License-Identifier: GPL-3.0-or-later
// Losses over texts that belong together and the places of matches, against sentence-transformers, PyTorch, SciPy and
// scikit-learn (matching.json from make_matching.py).
#include <algorithm>
#include <cmath>
#include <fstream>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include "engine/component_api/loss.h"
#include "engine/component_api/metric.h"
#include "engine/components/ranking.h"
#include "engine/contract/json.h"
#include "tests/model/graphs.h"
#include "tests/support/environment.h"

using namespace fettle;

namespace {

nlohmann::json matchingExpected()
{
    std::ifstream file(test::sourceFolder() / "tests/golden/matching.json");
    REQUIRE(file);
    return nlohmann::json::parse(file);
}

/// The formulas of make_matching.py.
torch::Tensor pairRows(std::int64_t rows, std::int64_t texts, std::int64_t width, double slow, double fast, double share, double phase, bool cosines)
{
    auto values = torch::empty({rows * texts * width}, torch::kFloat64);
    for (std::int64_t i = 0; i < values.numel(); ++i) {
        const double at = static_cast<double>(i);
        values.data_ptr<double>()[i] = std::sin(slow * at + phase) + share * (cosines ? std::cos(fast * at) : std::sin(fast * at));
    }
    return values.reshape({rows, texts, width});
}

double metricOf(const std::string& id, const EvaluationData& data)
{
    const auto metric = test::builtInRegistry().resolve<Metric>(ComponentKind::Metric, {id, {}});
    REQUIRE(metric.ok());
    return metric->first->compute(data, metric->second);
}

} // namespace

TEST_CASE("losses over texts that belong together equal the references'")
{
    const auto document = matchingExpected();
    REQUIRE(document.at("losses").size() == 16);
    for (const auto& golden : document.at("losses")) {
        const auto name = golden.at("loss").get<std::string>();
        CAPTURE(golden.dump());
        const auto keys = torch::tensor(golden.at("keys").get<std::vector<std::int64_t>>(), torch::kInt64);
        const auto rows = pairRows(keys.numel(), golden.at("texts"), 5, 0.7, 1.9, 0.3, golden.at("phase"), true).requires_grad_();
        const auto loss = test::builtInRegistry().resolve<Loss>(ComponentKind::Loss, {name, valueFromJson(golden.at("parameters")).asMap()});
        REQUIRE_MESSAGE(loss.ok(), (loss.ok() ? "" : toLogLine(loss.error())));
        const auto function = loss->first->create(loss->second, {});
        const auto expected = torch::tensor(golden.at("each").get<std::vector<double>>(), torch::kFloat64);
        CHECK(torch::allclose(function->perExample(rows.detach(), keys), expected, 1e-9, 1e-12));
        const auto mean = function->mean(rows, keys, {});
        CHECK(mean.item<double>() == doctest::Approx(expected.mean().item<double>()).epsilon(1e-9));
        auto weights = torch::empty({keys.numel()}, torch::kFloat32);
        for (std::int64_t i = 0; i < keys.numel(); ++i)
            weights[i] = 0.5 + static_cast<double>((i * 5) % 4);
        CHECK(function->mean(rows.detach(), keys, weights).item<double>() == doctest::Approx(golden.at("weighted").get<double>()).epsilon(1e-9));
        // Gradients, where a small change of one number leads.
        mean.backward();
        auto moved = rows.detach().clone();
        moved[2][1][3] += 1e-6;
        const double up = function->mean(moved, keys, {}).item<double>();
        moved[2][1][3] -= 2e-6;
        const double down = function->mean(moved, keys, {}).item<double>();
        CHECK(rows.grad()[2][1][3].item<double>() == doctest::Approx((up - down) / 2e-6).epsilon(1e-3).scale(1e-4));
    }
}

TEST_CASE("a whole part is taken in blocks, and a row with nothing to be told from has no loss")
{
    const auto rows = pairRows(300, 2, 5, 0.7, 1.9, 0.3, 0.2, true);
    const auto keys = torch::arange(300, torch::kInt64);
    for (const auto* name : {"multiple_negatives", "triplet"}) {
        CAPTURE(std::string(name));
        const auto loss = test::builtInRegistry().resolve<Loss>(ComponentKind::Loss, {name, {}});
        const auto function = loss->first->create(loss->second, {});
        const auto each = function->perExample(rows, keys);
        REQUIRE(each.size(0) == 300);
        CHECK(torch::allclose(each.narrow(0, 128, 128), function->perExample(rows.narrow(0, 128, 128), keys.narrow(0, 128, 128))));
        CHECK(each.narrow(0, 0, 128).mean().item<double>()
              == doctest::Approx(function->mean(rows.narrow(0, 0, 128), keys.narrow(0, 0, 128), {}).item<double>()));
        // One row alone, and rows that all have the same match.
        CHECK(function->mean(rows.narrow(0, 0, 1), keys.narrow(0, 0, 1), {}).item<double>() == doctest::Approx(0.0));
        auto same = rows.narrow(0, 0, 4).clone().requires_grad_();
        const auto none = function->mean(same, torch::zeros({4}, torch::kInt64), {});
        none.backward();
        CHECK(none.item<double>() == doctest::Approx(0.0));
        CHECK(same.grad().isfinite().all().item<bool>());
    }
}

TEST_CASE("places of matches and their figures equal SciPy's and scikit-learn's")
{
    const auto document = matchingExpected();
    REQUIRE(document.at("rankings").size() == 3);
    for (const auto& golden : document.at("rankings")) {
        const std::int64_t count = golden.at("rows");
        const std::int64_t matches = golden.at("matches");
        CAPTURE(count);
        const auto rows = pairRows(count, 2, 4, 0.9, 2.3, 0.5, golden.at("phase"), false).to(torch::kFloat32);
        const auto keys = (torch::arange(count, torch::kInt64) * 7).remainder(matches);
        const auto ranking = components::rankMatches(rows, keys);
        CHECK(ranking.candidates == matches);
        CHECK(torch::equal(ranking.places, torch::tensor(golden.at("places").get<std::vector<std::int64_t>>(), torch::kInt64)));
        EvaluationData data;
        data.form = AnswerForm::Ranking;
        data.scores = ranking.likeness;
        data.predicted = ranking.places;
        data.candidates = ranking.candidates;
        for (const auto& [id, value] : golden.at("figures").items())
            CHECK_MESSAGE(metricOf(id, data) == doctest::Approx(value.get<double>()).epsilon(1e-9), id);
    }
}

TEST_CASE("ties, missing matches and broken numbers are no luck")
{
    // All texts alike: the middle of the list, which is chance.
    const auto keys = torch::tensor({0, 1, 2, -1, 3, 4}, torch::kInt64);
    const auto alike = components::rankMatches(torch::ones({6, 2, 3}), keys);
    CHECK(alike.candidates == 5);
    CHECK(torch::equal(alike.places, torch::tensor({3, 3, 3, 0, 3, 3}, torch::kInt64)));
    const auto broken = components::rankMatches(torch::full({6, 2, 3}, std::nan("")), keys);
    CHECK(torch::equal(broken.places, torch::tensor({5, 5, 5, 0, 5, 5}, torch::kInt64)));
    EvaluationData data;
    data.form = AnswerForm::Ranking;
    data.predicted = alike.places;
    data.candidates = alike.candidates;
    CHECK(metricOf("mrr", data) == doctest::Approx(1.0 / 3.0));
    CHECK(metricOf("recall_at_1", data) == 0.0);
    CHECK(metricOf("recall_at_5", data) == 1.0);
    // One text to choose from is no search.
    const auto one = components::rankMatches(torch::ones({2, 2, 3}), torch::tensor({7, 7}, torch::kInt64));
    data.predicted = one.places;
    data.candidates = one.candidates;
    CHECK(std::isnan(metricOf("mrr", data)));
    CHECK(std::isnan(metricOf("recall_at_1", data)));
}

TEST_CASE("of very many matches a row is held against an even choice and its own")
{
    constexpr std::int64_t kRows = 40;
    constexpr std::int64_t kMost = 7;
    const auto rows = pairRows(kRows, 2, 4, 0.9, 2.3, 0.5, 0.3, false).to(torch::kFloat32);
    const auto keys = torch::arange(kRows, torch::kInt64);
    const auto some = components::rankMatches(rows, keys, kMost);
    CHECK(some.candidates == kMost);
    const auto chosen = components::chosenCandidates(kRows, kMost);
    CHECK(std::ranges::count_if(chosen, [](std::int64_t place) { return place >= 0; }) == kMost);
    const auto unit = rows / rows.norm(2, 2, true);
    for (std::int64_t i = 0; i < kRows; ++i) {
        std::int64_t place = 1;
        for (std::int64_t k = 0; k < kRows; ++k)
            if (k != i && chosen[static_cast<std::size_t>(k)] >= 0)
                place += (unit[i][0].dot(unit[k][1]) > unit[i][0].dot(unit[i][1])).item<bool>() ? 1 : 0;
        CHECK(some.places[i].item<std::int64_t>() == std::min(place, kMost));
    }
    CHECK(torch::equal(components::rankMatches(rows, keys, kRows).places, components::rankMatches(rows, keys).places));
}
