// SPDX-License-Identifier: GPL-3.0-or-later
// What is recommended where parts of texts are marked.
#include <algorithm>
#include <cmath>

#include "engine/data/recommender.h"

namespace fettle::data {
namespace {

/// Longer than nearly all texts; a batch is only as wide as its longest, so that room costs nothing.
constexpr std::int64_t kRoomPretrained = 512;
constexpr std::int64_t kRoomFromNothing = 1024;

} // namespace

Result<void> Recommender::chooseSpansTask()
{
    m_spans = true;
    m_picture = nullptr;
    m_text = nullptr;
    // Marks belong to the longest of several texts.
    double longest = -1.0;
    for (const FieldInfo& field : manifest().fields)
        if (const auto* statistics = statisticsOf(manifest(), field.name);
            field.kind == FieldKind::Text && field.role == FieldRole::Input && statistics && statistics->mean > longest) {
            m_text = &field;
            longest = statistics->mean;
        }
    if (!m_text)
        return makeError("data.spans_no_text", {{"column", m_target->name}});
    m_classes = static_cast<std::int64_t>(m_target->classes.size());
    m_result.recipe.task.component = "named_entities";
    m_result.task = makeError("data.task_spans", {{"column", m_target->name}, {"text", m_text->name}, {"labels", m_classes}});
    if (!m_request.task.empty()) {
        if (!m_registry.find(ComponentKind::Task, m_request.task))
            return unknownComponent(m_registry, ComponentKind::Task, m_request.task);
        if (m_request.task != "named_entities")
            return makeError("data.task_unsuitable", {{"task", m_request.task}, {"suitable", "named_entities"}});
        m_result.task = makeError("data.task_given");
    }
    m_result.recipe.targets = {{m_target->name, {"spans", {{"text", m_text->name}}}}};
    return {};
}

void Recommender::chooseSpansModels()
{
    const double words = std::clamp(30.0 * std::sqrt(static_cast<double>(m_trainingRows) * m_tokens), 500.0, 20'000.0);
    const double outputs = 2.0 * static_cast<double>(m_classes) + 1.0;
    const double embedding = words * 128.0;
    const double cell = 8.0 * 128.0 * 256.0;
    addModel("bilstm", {}, embedding + cell + 256.0 * outputs, m_tokens * (cell + 256.0 * outputs), makeError("data.model_spans"));
    const double block = 4.0 * 128.0 * 128.0 + 2.0 * 128.0 * 256.0;
    addModel("transformer", {}, embedding + 2.0 * block + 128.0 * outputs, m_tokens * (2.0 * block + 2.0 * 128.0 * m_tokens),
             makeError("data.model_spans_attention"));
}

/// Whether most letters are Chinese or Japanese.
bool Recommender::isWithoutSpaces() const
{
    std::size_t wide = 0;
    std::size_t all = 0;
    for (const auto text : sampledTexts())
        for (const char c : text) {
            const auto byte = static_cast<unsigned char>(c);
            all += (byte & 0xC0U) != 0x80U && byte != ' ' ? 1 : 0;
            wide += byte >= 0xE3 && byte <= 0xE9 ? 1 : 0;
        }
    return wide * 10 > all * 3;
}

void Recommender::chooseSpansInput()
{
    auto& use = m_result.recipe.inputs.front();
    const auto path = "inputs." + m_text->name + ".encoder.parameters.";
    use.encoder.component = kTextEncoder;
    if (isPretrained(used())) {
        const auto room = std::min(kRoomPretrained, pretrainedPositions());
        use.encoder.parameters["max_length"] = room;
        choose(path + "max_length", room, makeError("data.option_spans_length"));
        return;
    }
    use.encoder.parameters["max_length"] = kRoomFromNothing;
    choose(path + "max_length", kRoomFromNothing, makeError("data.option_spans_length"));
    if (isWithoutSpaces()) {
        use.encoder.parameters["tokens"] = "character";
        choose(path + "tokens", "character", makeError("data.option_spans_characters"));
    }
    use.encoder.parameters["lowercase"] = false;
    choose(path + "lowercase", false, makeError("data.option_spans_capitals"));
}

} // namespace fettle::data
