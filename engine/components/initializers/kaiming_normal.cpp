// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include <torch/torch.h>

#include "engine/component_api/initializer.h"
#include "engine/model/initialization.h"

namespace fettle::components {
namespace {

class KaimingNormalInitializer final : public Initializer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Initializer;
        info.id = "kaiming_normal";
        info.title = FETTLE_TEXT("Kaiming normal");
        info.help = FETTLE_TEXT("Normal spread that suits ReLU and its cousins.");
        info.parameters = {
            realParameter("a", 0.0).range(0, 100).title(FETTLE_TEXT("Negative slope"))
                .help(FETTLE_TEXT("How much of negative numbers the activation lets through; 0 for ReLU."))
                .when(FETTLE_TEXT("2.236 gives the usual start of Linear and Convolution layers."))
                .advanced(),
            choiceParameter("mode", "fan_in").choice("fan_in", FETTLE_TEXT("Inputs")).choice("fan_out", FETTLE_TEXT("Outputs"))
                .title(FETTLE_TEXT("Count"))
                .help(FETTLE_TEXT("Whether the spread follows the number of inputs or of outputs."))
                .when(FETTLE_TEXT("Choose Outputs for convolutions of residual networks."))
                .advanced()};
        return info;
    }
    void initialize(torch::Tensor& weight, const Parameters& parameters) const override
    {
        torch::NoGradGuard guard;
        const auto [fanIn, fanOut] = model::fans(weight);
        const auto fan = static_cast<double>(parameters.text("mode") == "fan_in" ? fanIn : fanOut);
        const double a = parameters.real("a");
        const double deviation = std::sqrt(2.0 / (1.0 + a * a)) / std::sqrt(fan);
        weight.normal_(0.0, deviation);
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(initializers, kaiming_normal, components::KaimingNormalInitializer)
