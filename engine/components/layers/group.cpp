// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/identity_instance.h"

namespace fettle::components {
namespace {

/// The builder and the checker unfold a group into the nodes of its block; what stands here describes it.
class GroupLayer final : public Layer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Layer;
        info.id = "group";
        info.title = FETTLE_TEXT("Block");
        info.help = FETTLE_TEXT("Holds several layers as one: a part of the network that can be used again and again.");
        info.category = NodeCategory::Block;
        info.inputs = {{"input", FETTLE_TEXT("One connection for each Input of the block, by its name"), true, true}};
        info.outputs = {{"output", FETTLE_TEXT("One connection for each Output of the block, by its name"), false, false}};
        info.parameters = {
            textParameter("block", "").title(FETTLE_TEXT("Block"))
                .help(FETTLE_TEXT("The block of this network that stands here."))
                .when(FETTLE_TEXT("Choose another block to exchange this part of the network."))
                .required(),
            choiceParameter("weights", "own").choice("own", FETTLE_TEXT("Of its own")).choice("shared", FETTLE_TEXT("Shared"))
                .title(FETTLE_TEXT("Weights"))
                .help(FETTLE_TEXT("Whether this use learns by itself, or all uses of the block that share learn as one."))
                .when(FETTLE_TEXT("Share them where two inputs of the same kind are to be compared, such as two texts."))};
        info.keywords = {"module", "subgraph", "reuse", "block", "shared weights", "siamese"};
        return info;
    }
    std::unique_ptr<LayerInstance> build(const Parameters&, std::span<const TensorSpec>, const BuildContext&) const override
    {
        return std::make_unique<model::IdentityInstance>();
    }
    std::string pytorchCode(const Parameters&, std::span<const TensorSpec>) const override { return "{0}"; }
    std::vector<std::vector<TensorSpec>> exampleInputs() const override { return {{tensorSpec({{"N", -1}, {"D", 6}})}}; }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(layers, group, components::GroupLayer)
