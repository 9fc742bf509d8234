// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/node_faces.h"

#include <QCoreApplication>

namespace fettle::ui {
namespace {

struct NodeTexts {
    Q_DECLARE_TR_FUNCTIONS(NodeTexts)
};

QString faceText(const std::string& value) { return QString::fromStdString(value); }

std::vector<ShownPort> shownPorts(const std::vector<PortInfo>& ports)
{
    std::vector<ShownPort> result;
    for (const auto& port : ports)
        result.push_back({faceText(port.name), port.variadic, false});
    return result;
}

} // namespace

std::vector<ShownDimension> shownDimensions(const TensorSpec& spec)
{
    std::vector<ShownDimension> result;
    for (std::size_t i = 0; i < spec.dimensions.size(); ++i) {
        const auto& dimension = spec.dimensions[i];
        if (i == 0 && dimension.size < 0 && spec.dimensions.size() > 1)
            continue; // the batch, always the same
        result.push_back({faceText(dimension.name), dimension.size < 0 ? QString() : QString::number(dimension.size)});
    }
    return result;
}

QString shownSpec(const TensorSpec& spec)
{
    const auto shape = faceText(toDisplay(spec));
    return spec.dtype == DType::Float32 ? shape : NodeTexts::tr("%1, %2", "a tensor's shape and type of number").arg(shape, faceText(std::string(toText(spec.dtype))));
}

NodeFace faceOf(const GraphEditor& editor, const PlacedNode& placed)
{
    const auto& node = *placed.node;
    const auto* info = editor.infoOf(node);
    NodeFace face;
    face.title = editor.titleOf(node);
    // Chinese titles stand beside PyTorch's name, others beside the node's own; a group's beside its block's.
    const auto block = node.parameters.find("block");
    if (node.component == "group" && block != node.parameters.end())
        face.id = faceText(block->second.asText());
    else
        face.id = faceText(editor.sentences().language() == "zh_CN" ? node.component : node.id);
    face.component = node.component;
    face.category = info ? info->category : NodeCategory::None;
    face.inputs = shownPorts(placed.ports.inputs);
    face.outputs = shownPorts(placed.ports.outputs);
    face.group = node.component == "group";
    face.expanded = placed.expanded;
    face.size = placed.rect.size();
    face.mark = editor.markOf(placed.path);
    if (!info)
        face.error = NodeTexts::tr("This version does not know “%1”.").arg(faceText(node.component));
    const auto* facts = editor.facts().find(placed.path);
    if (!facts)
        return face;
    if (!facts->outputs.empty())
        face.shape = shownDimensions(facts->outputs.front());
    if (facts->parameterCount > 0)
        face.parameters = faceText(compactCount(facts->parameterCount));
    face.costShare = facts->costShare;
    if (facts->error)
        face.error = faceText(editor.sentences().sentence(*facts->error));
    face.blocked = facts->blocked && !facts->error;
    return face;
}

QString describeNode(const GraphEditor& editor, const PlacedNode& placed)
{
    const auto& node = *placed.node;
    const auto* info = editor.infoOf(node);
    QStringList lines{NodeTexts::tr("%1 (%2)", "a node's title and its name").arg(editor.titleOf(node), faceText(node.id))};
    const auto* facts = editor.facts().find(placed.path);
    if (facts && facts->error)
        lines << faceText(editor.sentences().sentence(*facts->error));
    else if (facts && facts->blocked)
        lines << NodeTexts::tr("Not reached: something before it is wrong.");
    if (facts && !facts->outputs.empty())
        lines << NodeTexts::tr("Output %1").arg(shownSpec(facts->outputs.front()));
    if (facts && facts->parameterCount > 0)
        lines << NodeTexts::tr("%1 parameters").arg(faceText(editor.sentences().number(facts->parameterCount)));
    if (facts && facts->costShare >= 0.0005)
        lines << NodeTexts::tr("%1 of the cost").arg(faceText(editor.sentences().percent(facts->costShare)));
    if (info && !info->help.empty())
        lines << faceText(editor.sentences().catalog(info->help));
    return lines.join(QLatin1Char('\n'));
}

} // namespace fettle::ui
