// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/kaiming.h"

#include <cmath>

#include <torch/torch.h>

#include "engine/model/initialization.h"

namespace fettle::components {

std::vector<ParameterInfo> kaimingParameters()
{
    return {realParameter("a", 0.0).range(0, 100).title(FETTLE_TEXT("Negative slope"))
                .help(FETTLE_TEXT("How much of negative numbers the activation lets through; 0 for ReLU."))
                .when(FETTLE_TEXT("2.236 gives the usual start of Linear and Convolution layers."))
                .advanced(),
            choiceParameter("mode", "fan_in").choice("fan_in", FETTLE_TEXT("Inputs")).choice("fan_out", FETTLE_TEXT("Outputs"))
                .title(FETTLE_TEXT("Count"))
                .help(FETTLE_TEXT("Whether the spread follows the number of inputs or of outputs."))
                .when(FETTLE_TEXT("Choose Outputs for convolutions of residual networks."))
                .advanced()};
}

double kaimingDeviation(const torch::Tensor& weight, const Parameters& parameters)
{
    const auto [fanIn, fanOut] = model::fans(weight);
    const auto fan = static_cast<double>(parameters.text("mode") == "fan_in" ? fanIn : fanOut);
    const double a = parameters.real("a");
    return std::sqrt(2.0 / (1.0 + a * a)) / std::sqrt(fan);
}

} // namespace fettle::components
