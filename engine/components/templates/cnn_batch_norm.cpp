// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/convolutional_template.h"

namespace fettle::components {
namespace {

class CnnBatchNormTemplate final : public GraphTemplate {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Template;
        info.id = "cnn_batch_norm";
        info.title = FETTLE_TEXT("Convolutional network with batch normalization");
        info.help = FETTLE_TEXT("Convolutions with batch normalization, pooling and a Linear layer. Learns faster and better than without; the usual choice for small pictures.");
        info.suits = {"image"};
        info.keywords = {"cnn", "pictures", "convolution"};
        info.parameters = model::convolutionalParameters();
        return info;
    }
    Result<Graph> generate(const Parameters& parameters, const TemplateContext& context) const override
    {
        return model::writeConvolutional("cnn_batch_norm", true, parameters, context);
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(templates, cnn_batch_norm, components::CnnBatchNormTemplate)
