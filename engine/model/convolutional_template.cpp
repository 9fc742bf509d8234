// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/convolutional_template.h"

#include "engine/model/graph_writer.h"

namespace fettle::model {

std::vector<ParameterInfo> convolutionalParameters()
{
    return {
        integersParameter("channels", {32, 64}).range(1, 4096).title(FETTLE_TEXT("Channels"))
            .help(FETTLE_TEXT("The number of channels of each convolution; after each one the picture is half as large."))
            .when(FETTLE_TEXT("Add one, twice as large as the last, for pictures above 64 × 64 pixels.")),
        integerParameter("kernel_size", 3).range(1, 15).title(FETTLE_TEXT("Window size")).unit("px")
            .help(FETTLE_TEXT("Height and width of the windows of the convolutions."))
            .when(FETTLE_TEXT("3 is right nearly always."))
            .advanced(),
        integerParameter("hidden_size", 128).range(0, 1 << 16).title(FETTLE_TEXT("Linear layer"))
            .help(FETTLE_TEXT("Outputs of the Linear layer before the last; 0 leaves it out."))
            .when(FETTLE_TEXT("Raise it for many classes.")),
        realParameter("dropout", 0.3).range(0, 0.95).title(FETTLE_TEXT("Dropout"))
            .help(FETTLE_TEXT("Share of numbers that is set to 0 while training, before the last layer; 0 leaves it out."))
            .when(FETTLE_TEXT("Raise it when the network overfits."))};
}

Result<Graph> writeConvolutional(const std::string& templateId, bool normalizes, const Parameters& parameters,
                                 const TemplateContext& context)
{
    const auto* picture = pictureInput(context);
    if (!picture)
        return templateInputsError(templateId, FETTLE_PHRASE("a picture"), context);
    GraphWriter writer(templateId);
    auto last = writer.add("input", "input", {{"field", picture->first}}, {});
    auto height = picture->second.dimensions[2].size;
    auto width = picture->second.dimensions[3].size;
    const auto kernel = parameters.integer("kernel_size");
    // An even window keeps the size only when the padding is worked out for it.
    const ValueMap size = kernel % 2 == 1 ? ValueMap{{"padding", kernel / 2}} : ValueMap{{"padding_same", true}};
    int number = 0;
    for (const auto channels : parameters.integerList("channels")) {
        const auto suffix = std::to_string(++number);
        ValueMap options{{"out_channels", channels}, {"kernel_size", kernel}};
        options.insert(size.begin(), size.end());
        if (normalizes)
            options.emplace("bias", false); // the normalization would cancel it
        last = writer.add("conv" + suffix, "conv2d", std::move(options), {last});
        if (normalizes)
            last = writer.add("norm" + suffix, "batch_norm", {}, {last});
        last = writer.add("relu" + suffix, "relu", {}, {last});
        if ((height < 0 || height >= 2) && (width < 0 || width >= 2)) {
            last = writer.add("pool" + suffix, "max_pool", {{"kernel_size", 2}}, {last});
            height = height < 0 ? height : height / 2;
            width = width < 0 ? width : width / 2;
        }
    }
    // A picture of any size needs a fixed one before the Linear layer.
    if (height < 0 || width < 0)
        last = writer.add("resize", "adaptive_avg_pool", {{"output_size", 4}}, {last});
    last = writer.add("flatten", "flatten", {}, {last});
    if (hasTableInputs(context)) {
        const auto table = writer.add("table", "table_features", {}, {}, 1);
        last = writer.add("join", "concat", {}, {last, table});
    }
    if (const auto hidden = parameters.integer("hidden_size"); hidden > 0) {
        last = writer.add("linear1", "linear", {{"out_features", hidden}}, {last});
        last = writer.add("relu_linear1", "relu", {}, {last});
    }
    if (const auto share = parameters.real("dropout"); share > 0)
        last = writer.add("dropout", "dropout", {{"p", share}}, {last});
    FETTLE_TRY(writeHeads(writer, context, last, templateId));
    return writer.take();
}

} // namespace fettle::model
