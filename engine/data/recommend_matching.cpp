// SPDX-License-Identifier: GPL-3.0-or-later
// What is recommended where texts belong to other texts.
#include <algorithm>
#include <cmath>

#include "engine/data/pair_columns.h"
#include "engine/data/recommender.h"

namespace fettle::data {
namespace {

constexpr const char* kMatchingTask = "sentence_embeddings";

/// Whether most of some texts have several words, or Chinese characters.
bool haveSeveralWords(const std::vector<std::string_view>& texts)
{
    std::size_t several = 0;
    std::size_t present = 0;
    for (const auto text : texts) {
        present += text.empty() ? 0 : 1;
        const auto wide = std::ranges::count_if(text, [](char c) {
            const auto byte = static_cast<unsigned char>(c);
            return byte >= 0xE3 && byte <= 0xE9;
        });
        several += text.find(' ') != std::string_view::npos || wide >= 4 ? 1 : 0;
    }
    return several * 2 > present;
}

} // namespace

bool Recommender::wantsMatching() const
{
    if (m_target->kind != FieldKind::Text || m_picture)
        return false;
    if (!m_request.task.empty())
        return m_request.task == kMatchingTask;
    const auto* statistics = statisticsOf(manifest(), m_target->name);
    // What repeats is a class, as ever.
    if (!m_text || !statistics || statistics->distinct * 2 <= statistics->count)
        return false;
    const auto& rows = m_dataset->rows(Split::Train);
    std::vector<std::string_view> texts(std::min<std::size_t>(rows.size(), 300));
    m_dataset->column(m_target->name)->readTexts(std::span(rows).first(texts.size()), texts);
    return haveSeveralWords(texts);
}

Result<void> Recommender::chooseMatchingTask()
{
    const auto columns = pairColumns(manifest(), m_target->name);
    if (columns.text.empty())
        return makeError("data.matching_no_text", {{"column", m_target->name}});
    if (!m_registry.find(ComponentKind::Task, kMatchingTask))
        return unknownComponent(m_registry, ComponentKind::Task, kMatchingTask);
    m_matching = true;
    m_classification = false;
    m_text = manifest().findField(columns.text);
    m_inputs = {m_text};
    if (!columns.negative.empty())
        m_inputs.push_back(manifest().findField(columns.negative));
    m_result.recipe.task.component = kMatchingTask;
    m_result.task = m_request.task.empty()
        ? makeError("data.task_matching_text", {{"column", m_target->name}, {"text", m_text->name}})
        : makeError("data.task_given");
    m_result.recipe.targets = {{m_target->name, {}}};
    return {};
}

void Recommender::chooseMatchingInputs()
{
    for (const FieldInfo* field : m_inputs) {
        m_result.recipe.inputs.push_back({field->name, {}});
        choose("roles." + field->name, "input",
               makeError(field == m_text ? "data.option_matching_anchor" : "data.option_matching_negative", {{"column", field->name}}));
    }
    for (const FieldInfo& field : manifest().fields)
        if (field.role == FieldRole::Input && &field != m_target && std::ranges::find(m_inputs, &field) == m_inputs.end())
            choose("roles." + field.name, "ignore", makeError("data.option_matching_beside", {{"column", field.name}}));
}

void Recommender::chooseMatchingModels()
{
    const auto texts = static_cast<double>(m_inputs.size()) + 1.0;
    const double words = std::clamp(30.0 * std::sqrt(static_cast<double>(m_trainingRows) * m_tokens), 500.0, 20'000.0);
    addModel("bag_of_ngrams", {{"embedding_dim", 64}, {"n", 1}}, words * 64.0, texts * m_tokens * 64.0, makeError("data.model_matching_words"));
    addModel("text_cnn", {}, words * 128.0 + 9.0 * 128.0 * 128.0, texts * m_tokens * 9.0 * 128.0 * 128.0,
             makeError("data.model_matching_patterns"));
}

/// Each text is told from the matches of all the others of its batch, so that larger ones teach more.
void Recommender::chooseMatchingEpochs()
{
    m_epochs = usualEpochs(used());
    if (isPretrained(used())) {
        m_batchSize = pretrainedBatchSize();
        chooseTuning(TuningMethod::Full, makeError("data.option_tuning_needed"));
        return;
    }
    m_batchSize = m_trainingRows < 500 ? 32 : m_trainingRows < 20'000 ? 64 : 128;
}

} // namespace fettle::data
