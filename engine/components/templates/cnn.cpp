// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/convolutional_template.h"

namespace fettle::components {
namespace {

class CnnTemplate final : public GraphTemplate {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Template;
        info.id = "cnn";
        info.title = FETTLE_TEXT("Small convolutional network");
        info.help = FETTLE_TEXT("Convolutions, pooling and a Linear layer. For small pictures and a first try.");
        info.suits = {"image"};
        info.keywords = {"cnn", "pictures", "convolution"};
        info.parameters = model::convolutionalParameters();
        return info;
    }
    Result<Graph> generate(const Parameters& parameters, const TemplateContext& context) const override
    {
        return model::writeConvolutional("cnn", false, parameters, context);
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(templates, cnn, components::CnnTemplate)
