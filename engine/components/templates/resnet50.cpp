// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/graph_writer.h"
#include "engine/model/residual_template.h"

namespace fettle::components {
namespace {

class Resnet50Template final : public GraphTemplate {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Template;
        info.id = "resnet50";
        info.title = FETTLE_TEXT("ResNet-50");
        info.help = FETTLE_TEXT("A large residual network for photos, with 23 million weights. Slow without a GPU.");
        info.suits = {"image"};
        info.keywords = {"residual", "resnet", "pictures", "imagenet"};
        info.parameters = {
            choiceParameter("stem", "auto").choice("auto", FETTLE_TEXT("By picture size"))
                .choice("large", FETTLE_TEXT("For photos")).choice("small", FETTLE_TEXT("For small pictures"))
                .title(FETTLE_TEXT("First layers"))
                .help(FETTLE_TEXT("For photos the first layers shrink the picture to a quarter; for small pictures they keep it. By picture size: below 96 pixels they keep it."))
                .when(FETTLE_TEXT("Choose For small pictures if details of a few pixels matter."))
                .advanced(),
            realParameter("dropout", 0.0).range(0, 0.95).title(FETTLE_TEXT("Dropout"))
                .help(FETTLE_TEXT("Share of numbers that is set to 0 before the last layer while training; 0 leaves it out."))
                .when(FETTLE_TEXT("Raise it when the network overfits."))};
        return info;
    }
    Result<Graph> generate(const Parameters& parameters, const TemplateContext& context) const override
    {
        const auto* picture = model::pictureInput(context);
        const auto isSmall = [](std::int64_t size) { return size >= 0 && size < 96; };
        const bool smallPicture = picture && (isSmall(picture->second.dimensions[2].size) || isSmall(picture->second.dimensions[3].size));
        const bool large = parameters.text("stem") == "large" || (parameters.text("stem") == "auto" && !smallPicture);
        return model::writeResidual({"resnet50", {3, 4, 6, 3}, {64, 128, 256, 512}, true, large, 64, parameters.real("dropout")}, context);
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(templates, resnet50, components::Resnet50Template)
