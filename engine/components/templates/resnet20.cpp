// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/residual_template.h"

namespace fettle::components {
namespace {

class Resnet20Template final : public GraphTemplate {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Template;
        info.id = "resnet20";
        info.title = FETTLE_TEXT("ResNet-20");
        info.help = FETTLE_TEXT("A residual network with 20 layers and few weights, made for pictures of about 32 × 32 pixels.");
        info.suits = {"image"};
        info.keywords = {"residual", "resnet", "pictures", "cifar"};
        info.parameters = {
            integerParameter("width", 16).range(4, 512).title(FETTLE_TEXT("Channels"))
                .help(FETTLE_TEXT("Channels of the first stage; the second has twice as many, the third four times."))
                .when(FETTLE_TEXT("Raise it to 32 or 64 for better results at four or sixteen times the work.")),
            realParameter("dropout", 0.0).range(0, 0.95).title(FETTLE_TEXT("Dropout"))
                .help(FETTLE_TEXT("Share of numbers that is set to 0 before the last layer while training; 0 leaves it out."))
                .when(FETTLE_TEXT("Raise it when the network overfits."))};
        return info;
    }
    Result<Graph> generate(const Parameters& parameters, const TemplateContext& context) const override
    {
        const auto width = parameters.integer("width");
        return model::writeResidual({"resnet20", {3, 3, 3}, {width, 2 * width, 4 * width}, false, false, width,
                                     parameters.real("dropout")}, context);
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(templates, resnet20, components::Resnet20Template)
