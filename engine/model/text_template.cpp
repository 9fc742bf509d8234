// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/text_template.h"

#include "engine/model/layer_checks.h"

namespace fettle::model {
namespace {

bool isTokens(const TensorSpec& spec)
{
    return spec.dtype == DType::Int64 && spec.dimensions.size() == 2 && spec.dimensions[1].size < 0;
}

/// The texts' own part of the graph, from left to right; gives what goes on from there, one row of numbers each.
class TextPart {
public:
    TextPart(GraphWriter& writer, const std::vector<std::string>& fields, int rows, const TextBody& body)
        : m_writer(writer), m_fields(fields), m_rows(rows), m_body(body)
    {
    }

    std::vector<std::string> apart()
    {
        std::vector<std::string> parts;
        for (std::size_t i = 0; i < m_fields.size(); ++i) {
            const TextBranch branch{m_writer, suffixOf(i), rowOf(i), {}};
            parts.push_back(m_body(branch, inputOf(i)));
        }
        return parts;
    }

    std::vector<std::string> joined(const ValueMap& options)
    {
        std::vector<std::string> tokens;
        for (std::size_t i = 0; i < m_fields.size(); ++i)
            tokens.push_back(inputOf(i));
        const auto all = m_writer.add("join_texts", "join_texts", options, tokens);
        return {m_body(TextBranch{m_writer, {}, 0, all + ":parts"}, all)};
    }

    /// Both are read by one block with one set of weights, so that equal texts give equal numbers.
    std::vector<std::string> compared()
    {
        return {m_writer.add("compare", "compare", {}, readAlike(2))};
    }

    /// The first `count` texts as rows of numbers by one block with one set of weights.
    std::vector<std::string> readAlike(std::size_t count)
    {
        GraphWriter block("reader");
        const auto tokens = block.add("tokens", "input", {{"field", "tokens"}}, {});
        static_cast<void>(block.add("read", "output", {{"name", "read"}}, {m_body(TextBranch{block, {}, 0, {}}, tokens)}));
        m_writer.addBlock("reader", block.take());
        std::vector<std::string> read;
        for (std::size_t i = 0; i < count; ++i)
            read.push_back(m_writer.addGroup("reader" + suffixOf(i), "reader", inputOf(i), rowOf(i), true));
        return read;
    }

private:
    static std::string suffixOf(std::size_t i) { return i == 0 ? "" : "_" + std::to_string(i + 1); }
    [[nodiscard]] int rowOf(std::size_t i) const { return static_cast<int>(i) * m_rows; }
    std::string inputOf(std::size_t i) { return m_writer.add("text" + suffixOf(i), "input", {{"field", m_fields[i]}}, {}, rowOf(i)); }

    GraphWriter& m_writer;
    const std::vector<std::string>& m_fields;
    int m_rows;
    const TextBody& m_body;
};

/// The texts' own numbers, N×K×D: nothing that answers stands behind them.
Result<void> writeEmbeddings(GraphWriter& writer, TextPart& part, const TemplateContext& context, std::size_t texts, bool sameVocabulary,
                             const std::string& templateId)
{
    if (context.heads.size() != 1 || texts < 2 || !sameVocabulary || hasTableInputs(context))
        return templateInputsError(templateId, FETTLE_PHRASE("two or three texts that are cut alike"), context);
    const auto side = writer.add("texts", "concat", {}, part.readAlike(texts));
    const auto apart = writer.add("each", "reshape", {{"shape", ValueList{static_cast<std::int64_t>(texts), -1}}}, {side});
    static_cast<void>(writer.add("output", "output", {{"name", context.heads.front().name}}, {apart}));
    return {};
}

} // namespace

Result<Graph> writeTextGraph(const std::string& templateId, const TemplateContext& context, double dropout, int rows,
                             const TextColumns& columns, const TextBody& body)
{
    std::vector<std::string> texts;
    bool sameVocabulary = true;
    std::int64_t tokens = 0;
    for (const auto& [name, spec] : context.inputs)
        if (isTokens(spec)) {
            sameVocabulary = sameVocabulary && (texts.empty() || spec.indexCount == tokens);
            tokens = spec.indexCount;
            texts.push_back(name);
        }
    if (texts.empty())
        return templateInputsError(templateId, FETTLE_PHRASE("texts"), context);
    GraphWriter writer(templateId);
    TextPart part(writer, texts, rows, body);
    if (headIsEmbedding(context)) {
        FETTLE_TRY(writeEmbeddings(writer, part, context, texts.size(), sameVocabulary, templateId));
        return writer.take();
    }
    const bool several = texts.size() > 1 && sameVocabulary;
    auto parts = several && columns.mode == "join"                          ? part.joined(columns.join)
                 : several && columns.mode == "compare" && texts.size() == 2 ? part.compared()
                                                                            : part.apart();
    if (hasTableInputs(context))
        parts.push_back(writer.add("table", "table_features", {}, {}, static_cast<int>(texts.size()) * rows));
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

ParameterInfo textColumnsParameter(const char* usual)
{
    return choiceParameter("text_columns", usual)
        .choice("compare", FETTLE_TEXT("Read alike and compared"))
        .choice("join", FETTLE_TEXT("Joined into one text"))
        .choice("apart", FETTLE_TEXT("Each by itself"))
        .title(FETTLE_TEXT("Several texts"))
        .help(FETTLE_TEXT("What becomes of several columns of text: two are read with the same weights and compared, or all are joined "
                          "and read as one, or each has a part of the network of its own."))
        .when(FETTLE_TEXT("Compare two texts of one kind, such as questions; join where one answers or follows the other and a "
                          "pretrained model reads them; keep columns apart that say different things."));
}

} // namespace fettle::model
