// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/text_template.h"

#include "engine/model/layer_checks.h"

namespace fettle::model {
namespace {

bool isTokens(const TensorSpec& spec)
{
    return spec.dtype == DType::Int64 && spec.dimensions.size() == 2 && spec.dimensions[1].size < 0;
}

} // namespace

Result<Graph> writeTextGraph(const std::string& templateId, const TemplateContext& context, double dropout, int rows,
                             const TextBody& body)
{
    std::vector<std::string> texts;
    for (const auto& [name, spec] : context.inputs)
        if (isTokens(spec))
            texts.push_back(name);
    if (texts.empty())
        return templateInputsError(templateId, FETTLE_PHRASE("texts"), context);
    GraphWriter writer(templateId);
    std::vector<std::string> parts;
    int row = 0;
    for (std::size_t i = 0; i < texts.size(); ++i, row += rows) {
        const TextBranch branch{writer, i == 0 ? "" : "_" + std::to_string(i + 1), row};
        const auto tokens = branch.add("text", "input", {{"field", texts[i]}}, {});
        parts.push_back(body(branch, tokens));
    }
    if (hasTableInputs(context))
        parts.push_back(writer.add("table", "table_features", {}, {}, row));
    auto last = parts.size() == 1 ? parts.front() : writer.add("join", "concat", {}, parts);
    if (dropout > 0.0)
        last = writer.add("dropout", "dropout", {{"p", dropout}}, {last});
    FETTLE_TRY(writeHeads(writer, context, last, templateId));
    return writer.take();
}

ParameterInfo textWidthParameter(std::int64_t usual)
{
    return integerParameter("embedding_dim", usual).range(1, 1 << 14).logarithmic()
        .title(FETTLE_TEXT("Numbers per word"))
        .help(FETTLE_TEXT("How many numbers describe a word or character inside the network."))
        .when(FETTLE_TEXT("64 to 300; fewer for few texts."));
}

ParameterInfo textDropoutParameter(double usual)
{
    return realParameter("dropout", usual).range(0, 0.95).title(FETTLE_TEXT("Dropout"))
        .help(FETTLE_TEXT("Share of numbers that is set to 0 while training; 0 leaves it out."))
        .when(FETTLE_TEXT("Raise it where training texts are learned by heart and new ones are not understood."));
}

} // namespace fettle::model
