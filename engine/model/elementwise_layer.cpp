// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/elementwise_layer.h"

namespace fettle::model {

std::vector<PortInfo> sameShapeInput() { return {{"input", FETTLE_TEXT("Numbers of any shape"), false, false}}; }

std::vector<PortInfo> sameShapeOutput() { return {{"output", FETTLE_TEXT("The same shape"), false, false}}; }

ComponentInfo activationInfo(std::string id, std::string title, std::string help)
{
    ComponentInfo info;
    info.kind = ComponentKind::Layer;
    info.id = std::move(id);
    info.title = std::move(title);
    info.help = std::move(help);
    info.category = NodeCategory::Activation;
    info.inputs = sameShapeInput();
    info.outputs = sameShapeOutput();
    return info;
}

} // namespace fettle::model
