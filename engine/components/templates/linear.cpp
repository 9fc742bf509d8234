// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/component_api/graph_template.h"
#include "engine/model/graph_writer.h"

namespace fettle::components {
namespace {

class LinearTemplate final : public GraphTemplate {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Template;
        info.id = "linear";
        info.title = FETTLE_TEXT("Linear model");
        info.help = FETTLE_TEXT("The simplest model: one weight for each input. Quick, easy to explain, and a good first comparison.");
        info.suits = {"table", "image"};
        info.keywords = {"logistic regression", "linear regression"};
        return info;
    }
    Result<Graph> generate(const Parameters&, const TemplateContext& context) const override
    {
        model::GraphWriter writer("linear");
        FETTLE_TRY_ASSIGN(const auto source, model::writeRowSource(writer, context, "linear"));
        FETTLE_TRY(model::writeHeads(writer, context, source, "linear"));
        return writer.take();
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(templates, linear, components::LinearTemplate)
