// SPDX-License-Identifier: GPL-3.0-or-later
// A batch that passes in smaller groups has the loss of the whole batch, whatever its loss counts.
#include <doctest/doctest.h>
#include <torch/torch.h>

#include "engine/component_api/encoder.h"
#include "engine/component_api/loss.h"
#include "tests/training/training_fixture.h"

using namespace fettle;
using namespace fettle::test;

namespace {

struct LossCase {
    const char* component;
    ValueMap parameters;
    torch::Tensor output;
    torch::Tensor target;
};

/// 7 texts of 5 tokens, of which ever fewer count.
torch::Tensor tokenTargets()
{
    auto target = torch::randint(0, 3, {7, 5}, torch::kInt64);
    for (std::int64_t row = 0; row < 7; ++row)
        target[row].narrow(0, 5 - row % 5, row % 5).fill_(FittedEncoder::kIgnoredToken);
    return target;
}

} // namespace

TEST_CASE("the parts of a batch add up to its mean, by what the mean divides by")
{
    torch::manual_seed(3);
    const std::vector<LossCase> cases = {
        {"cross_entropy", {}, torch::randn({7, 3}), torch::tensor({0, 0, 2, 1, 0, 2, 2})},
        {"cross_entropy", {{"class_weights", "balanced"}}, torch::randn({7, 3}), torch::tensor({0, 0, 2, 1, 0, 2, 2})},
        {"cross_entropy", {{"label_smoothing", 0.1}}, torch::randn({7, 5, 3}), tokenTargets()},
        {"cross_entropy", {{"class_weights", "balanced"}}, torch::randn({7, 5, 3}), tokenTargets()},
        {"binary_cross_entropy", {{"pos_weight", "balanced"}}, torch::randn({7, 3}), torch::randint(0, 2, {7, 3}).to(torch::kFloat32)},
        {"mse", {}, torch::randn({7, 1}), torch::randn({7, 1})},
        {"huber", {}, torch::randn({7, 1}), torch::randn({7, 1})},
    };
    LossContext context;
    context.classCounts = {70, 5, 25};
    for (const auto& each : cases)
        for (const bool weighted : {false, true}) {
            CAPTURE(each.component);
            CAPTURE(each.target.dim());
            CAPTURE(weighted);
            const auto found = builtInComponents().resolve<Loss>(ComponentKind::Loss, {each.component, each.parameters});
            REQUIRE(found.ok());
            const auto loss = found->first->create(found->second, context);
            const auto weights = weighted ? torch::tensor({0.5F, 3.0F, 1.0F, 0.0F, 2.0F, 1.0F, 0.25F}) : torch::Tensor();
            const double whole = loss->divisor(each.target, weights);
            double sum = 0.0;
            for (std::int64_t first = 0; first < 7; first += 3) {
                const auto count = std::min<std::int64_t>(3, 7 - first);
                const auto target = each.target.narrow(0, first, count);
                const auto part = weighted ? weights.narrow(0, first, count) : torch::Tensor();
                sum += loss->mean(each.output.narrow(0, first, count), target, part).item<double>() * loss->divisor(target, part) / whole;
            }
            CHECK(sum == doctest::Approx(loss->mean(each.output, each.target, weights).item<double>()).epsilon(1e-5));
        }
}
