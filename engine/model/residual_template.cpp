// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/residual_template.h"

#include "engine/model/graph_writer.h"

namespace fettle::model {
namespace {

std::string addConvolution(GraphWriter& writer, const std::string& id, const std::string& source, std::int64_t channels,
                           std::int64_t kernel, std::int64_t stride, int row = 0)
{
    auto last = writer.add(id, "conv2d", {{"out_channels", channels}, {"kernel_size", kernel}, {"stride", stride},
                                          {"padding", kernel / 2}, {"bias", false}}, {source}, row);
    writer.initialize("weight", {{"component", "kaiming_normal"}, {"mode", "fan_out"}});
    return last;
}

/// One residual block: its branch and its shortcut, which is a 1×1 convolution where the shape changes.
Graph residualBlock(const std::string& name, bool bottleneck, std::int64_t channels, std::int64_t stride, bool projects)
{
    GraphWriter writer(name);
    const auto input = writer.add("input", "input", {{"field", "input"}}, {});
    const auto normalized = [&writer](const std::string& source, const std::string& number, int row = 0) {
        return writer.add("norm" + number, "batch_norm", {}, {source}, row);
    };
    const auto activated = [&writer](const std::string& source, const std::string& number) {
        return writer.add("relu" + number, "relu", {}, {source});
    };
    std::string last;
    if (bottleneck) {
        last = activated(normalized(addConvolution(writer, "conv1", input, channels, 1, 1), "1"), "1");
        last = activated(normalized(addConvolution(writer, "conv2", last, channels, 3, stride), "2"), "2");
        last = normalized(addConvolution(writer, "conv3", last, 4 * channels, 1, 1), "3");
    } else {
        last = activated(normalized(addConvolution(writer, "conv1", input, channels, 3, stride), "1"), "1");
        last = normalized(addConvolution(writer, "conv2", last, channels, 3, 1), "2");
    }
    std::string shortcut = input;
    if (projects)
        shortcut = normalized(addConvolution(writer, "shortcut", input, bottleneck ? 4 * channels : channels, 1, stride, 1), "_shortcut", 1);
    last = writer.add("add", "add", {}, {last, shortcut});
    last = activated(last, "_out");
    static_cast<void>(writer.add("output", "output", {{"name", "output"}}, {last}));
    return writer.take();
}

} // namespace

Result<Graph> writeResidual(const ResidualPlan& plan, const TemplateContext& context)
{
    const auto* picture = pictureInput(context);
    if (!picture)
        return templateInputsError(plan.templateId, FETTLE_PHRASE("a picture"), context);
    GraphWriter writer(plan.templateId);
    auto last = writer.add("input", "input", {{"field", picture->first}}, {});
    last = addConvolution(writer, "conv1", last, plan.stemChannels, plan.largeStem ? 7 : 3, plan.largeStem ? 2 : 1);
    last = writer.add("norm1", "batch_norm", {}, {last});
    last = writer.add("relu1", "relu", {}, {last});
    if (plan.largeStem)
        last = writer.add("pool1", "max_pool", {{"kernel_size", 3}, {"stride", 2}, {"padding", 1}}, {last});
    auto channels = plan.stemChannels;
    for (std::size_t stage = 0; stage < plan.blocks.size(); ++stage) {
        const auto width = plan.channels[stage];
        const auto outputs = plan.bottleneck ? 4 * width : width;
        for (std::int64_t i = 0; i < plan.blocks[stage]; ++i) {
            const std::int64_t stride = i == 0 && stage > 0 ? 2 : 1;
            const bool projects = stride != 1 || channels != outputs;
            const std::string name = std::string(plan.bottleneck ? "bottleneck_" : "basic_") + std::to_string(width) +
                                     (stride == 2 ? "_down" : projects ? "_first" : "");
            if (!writer.hasBlock(name))
                writer.addBlock(name, residualBlock(name, plan.bottleneck, width, stride, projects));
            last = writer.addGroup("stage" + std::to_string(stage + 1) + "_" + std::to_string(i + 1), name, last);
            channels = outputs;
        }
    }
    last = writer.add("pool", "global_pool", {}, {last});
    if (hasTableInputs(context)) {
        const auto table = writer.add("table", "table_features", {}, {}, 1);
        last = writer.add("join", "concat", {}, {last, table});
    }
    if (plan.dropout > 0)
        last = writer.add("dropout", "dropout", {{"p", plan.dropout}}, {last});
    FETTLE_TRY(writeHeads(writer, context, last, plan.templateId));
    return writer.take();
}

} // namespace fettle::model
