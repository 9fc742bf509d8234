// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include <torch/torch.h>

#include "engine/component_api/initializer.h"

namespace fettle::components {
namespace {

class TruncatedNormalInitializer final : public Initializer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Initializer;
        info.id = "truncated_normal";
        info.title = FETTLE_TEXT("Truncated normal");
        info.help = FETTLE_TEXT("Random numbers from a normal distribution without the rare far ones.");
        info.parameters = {
            realParameter("mean", 0.0).range(-1e6, 1e6).title(FETTLE_TEXT("Mean"))
                .help(FETTLE_TEXT("The middle of the numbers."))
                .when(FETTLE_TEXT("Leave it at 0 nearly always.")),
            realParameter("std", 0.02).range(0, 1e6).title(FETTLE_TEXT("Spread"))
                .help(FETTLE_TEXT("The standard deviation of the numbers."))
                .when(FETTLE_TEXT("0.02 is usual for embeddings and networks for text.")),
            realParameter("a", -2.0).range(-1e6, 1e6).title(FETTLE_TEXT("From"))
                .help(FETTLE_TEXT("The lower bound."))
                .when(FETTLE_TEXT("Change it only to match the start of another model."))
                .advanced(),
            realParameter("b", 2.0).range(-1e6, 1e6).title(FETTLE_TEXT("To"))
                .help(FETTLE_TEXT("The upper bound."))
                .when(FETTLE_TEXT("Change it only to match the start of another model."))
                .advanced()};
        return info;
    }
    void initialize(torch::Tensor& weight, const Parameters& parameters) const override
    {
        torch::NoGradGuard guard;
        // By the inverse of the distribution function, as in torch.nn.init.trunc_normal_.
        const double mean = parameters.real("mean");
        const double deviation = parameters.real("std");
        const auto [low, high] = std::minmax({parameters.real("a"), parameters.real("b")});
        if (deviation <= 0) {
            weight.fill_(mean).clamp_(low, high);
            return;
        }
        const auto normalCdf = [](double x) { return (1.0 + std::erf(x / std::sqrt(2.0))) / 2.0; };
        const double from = normalCdf((low - mean) / deviation);
        const double to = normalCdf((high - mean) / deviation);
        weight.uniform_(2 * from - 1, 2 * to - 1).erfinv_().mul_(deviation * std::sqrt(2.0)).add_(mean).clamp_(low, high);
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(initializers, truncated_normal, components::TruncatedNormalInitializer)
