// SPDX-License-Identifier: GPL-3.0-or-later
// Which model of the library is recommended for texts, and how it is trained on.
#include <algorithm>
#include <cmath>

#include "engine/contract/training_memory.h"
#include "engine/data/model_fit.h"
#include "engine/data/recommender.h"
#include "engine/data/training_time.h"
#include "engine/platform/files.h"
#include "engine/pretrained/model_library.h"
#include "engine/tokenizers/tokenizer.h"

namespace fettle::data {
namespace {

constexpr std::int64_t kSampledTexts = 300;
/// So few rows that adjusting the whole network learns them by heart.
constexpr std::int64_t kFewRows = 400;
/// Learning rate of a last layer over numbers that stay as they are.
constexpr double kLastLayerRate = 2e-3;
/// Each example is compared about so often.
constexpr double kComparisons = 10.0;
/// Nobody wants to wait longer for a first result.
constexpr double kLongMinutes = 45.0;

struct Reading {
    double tokens = 0.0;  ///< of a text, on average
    double longest = 0.0; ///< of a text, but for one in a hundred
    double unknown = 0.0; ///< share of all tokens
    bool ok = false;
};

/// How a model's tokenizer reads some of the texts.
Reading readTexts(const PretrainedModel& model, const std::vector<std::string_view>& texts)
{
    Reading reading;
    const auto folder = pretrained::modelFolder(pretrained::libraryFolder(), model.id);
    const auto tokenizer = tokenizers::Tokenizer::load(folder);
    if (!tokenizer.ok())
        return reading;
    tokenizers::EncodeOptions options;
    options.addsSpecialTokens = false;
    options.ignoresOwnLimits = true;
    options.offsets = true;
    std::vector<double> lengths;
    double tokens = 0.0;
    double unknown = 0.0;
    for (const auto text : texts) {
        const auto encoding = tokenizer->encode(text, options);
        if (!encoding.ok())
            continue;
        lengths.push_back(static_cast<double>(encoding->ids.size()));
        tokens += lengths.back();
        unknown += static_cast<double>(tokenizer->unknownTokens(*encoding).size());
    }
    std::ranges::sort(lengths);
    if (!lengths.empty())
        reading.longest = lengths[lengths.size() * 99 / 100] + 2.0;
    reading.tokens = tokens / static_cast<double>(std::max<std::size_t>(texts.size(), 1)) + 2.0;
    reading.unknown = tokens > 0.0 ? unknown / tokens : 1.0;
    reading.ok = true;
    return reading;
}

} // namespace

std::vector<std::string_view> Recommender::sampledTexts() const
{
    const auto& column = *m_dataset->column(m_text->name);
    const auto& rows = m_dataset->rows(Split::Train);
    std::vector<std::int64_t> some;
    const auto step = std::max<std::size_t>(1, rows.size() / static_cast<std::size_t>(kSampledTexts));
    for (std::size_t i = 0; i < rows.size(); i += step)
        some.push_back(rows[i]);
    std::vector<std::string_view> texts(some.size());
    column.readTexts(some, texts);
    return texts;
}

void Recommender::choosePretrainedModels()
{
    std::vector<Error> problems;
    const auto models = pretrained::listModels(pretrained::libraryFolder(), problems);
    const auto texts = models.empty() ? std::vector<std::string_view>() : sampledTexts();
    double leastUnknown = 1.0;
    for (const auto& model : models) {
        const auto reading = readTexts(model, texts);
        if (!reading.ok)
            continue;
        const auto& network = model.network;
        const auto tokens = std::min(reading.tokens, static_cast<double>(network.positions));
        const double perToken = multiplyAddsPerToken(network, tokens);
        const auto percent = std::round(reading.unknown * 1000.0) / 10.0;
        const Note reason = reading.unknown > kMuchUnknown
            ? makeError("data.model_pretrained_unknown", {{"model", model.title}, {"percent", percent}})
            : makeError("data.model_pretrained", {{"model", model.title}});
        const auto before = m_result.models.size();
        addModel(kPretrainedTemplate, {{"model", model.id}}, static_cast<double>(model.parameterCount), tokens * perToken, reason);
        if (m_result.models.size() == before)
            return; // no such template here
        const auto longest = std::min(reading.longest, static_cast<double>(network.positions));
        m_result.models.back().activationBytes = static_cast<std::int64_t>(longest * static_cast<double>(keptBytesPerToken(network)));
        m_result.models.back().batchSize = pretrainedBatchSize();
        leastUnknown = std::min(leastUnknown, reading.unknown);
        // The first that reads these texts is recommended, before what begins from nothing.
        const bool isFirst = m_result.models.front().model.component != kPretrainedTemplate;
        if (reading.unknown <= kMuchUnknown && isFirst) {
            std::rotate(m_result.models.begin(), m_result.models.end() - 1, m_result.models.end());
            std::rotate(m_multiplyAdds.begin(), m_multiplyAdds.end() - 1, m_multiplyAdds.end());
        }
    }
    if (!models.empty() && leastUnknown > kMuchUnknown)
        m_result.warnings.push_back(makeError("data.warn_text_unknown", {{"percent", std::round(leastUnknown * 100.0)}}));
}

bool Recommender::isPretrained(const RecommendedModel& model) const
{
    const auto name = model.model.parameters.find("model");
    return model.model.component == kPretrainedTemplate && name != model.model.parameters.end() && !name->second.asText().empty();
}

/// Where all of the model learns. Each text that is told from the others of its batch learns more in a larger one.
std::int64_t Recommender::pretrainedBatchSize() const
{
    if (m_matching)
        return m_trainingRows < 200 ? 16 : m_trainingRows < 2000 ? 32 : 64;
    return m_trainingRows < 1000 ? 16 : 32;
}

std::int64_t Recommender::pretrainedPositions() const
{
    const auto& id = used().model.parameters.at("model").asText();
    const auto model = pretrained::findModel(pretrained::libraryFolder(), id);
    return model.ok() ? model->network.positions : 512;
}

bool Recommender::isHandful() const
{
    return m_classification && !m_labels && !m_spans && m_inputs.size() == 1 && fettle::isHandful(m_trainingRows, m_classes);
}

void Recommender::chooseTuning(TuningMethod usual, const Note& why)
{
    auto& method = m_result.recipe.training.fineTuning.method;
    method = m_request.tuning == TuningMethod::Auto ? usual : m_request.tuning;
    choose("training.fine_tuning.method", std::string(toText(method)), method == usual ? why : makeError("data.option_tuning_given"));
}

void Recommender::choosePretrainedEpochs()
{
    const double rows = static_cast<double>(std::max<std::int64_t>(1, m_trainingRows));
    auto& tuning = m_result.recipe.training.fineTuning;
    m_batchSize = pretrainedBatchSize();
    m_epochs = usualEpochs(used());
    const double minutes = minutesFor(m_multiplyAdds[m_used], m_epochs);
    const bool few = m_trainingRows < kFewRows || isHandful();
    // What marks parts of texts needs each word's own numbers adjusted; those of a text as a whole would not do.
    if (m_spans)
        chooseTuning(TuningMethod::Full, makeError("data.option_tuning_needed"));
    else if (!few && minutes <= kLongMinutes)
        chooseTuning(TuningMethod::Full, makeError("data.option_tuning_full", {{"rows", m_trainingRows}}));
    else
        chooseTuning(TuningMethod::Frozen, few ? makeError("data.option_tuning_few", {{"rows", m_trainingRows}})
                                               : makeError("data.option_tuning_slow", {{"minutes", std::round(minutes)}}));
    // The numbers of single words are not kept: each round reads the texts again.
    if (tuning.method != TuningMethod::Frozen || m_spans)
        return;
    m_batchSize = 64;
    if (isHandful()) {
        // Below a hundred steps the weights have hardly moved; beyond three hundred a handful is known by heart.
        const double steps = std::ceil(rows * kComparisons / static_cast<double>(kComparedTogether));
        tuning.contrastiveSteps = static_cast<std::int64_t>(std::clamp(steps, 100.0, 300.0));
        choose("training.fine_tuning.contrastive_steps", tuning.contrastiveSteps,
               makeError("data.option_tuning_contrast", {{"per_class", examplesOfAClass(m_trainingRows, m_classes)}}));
    }
    m_epochs = pretrainedEpochs(tuning.method, rows);
}

void Recommender::choosePretrainedObjective(Objective& objective)
{
    const auto model = pretrained::findModel(pretrained::libraryFolder(), used().model.parameters.at("model").asText());
    const auto width = model.ok() ? model->network.hiddenSize : 384;
    const bool frozen = m_result.recipe.training.fineTuning.method == TuningMethod::Frozen;
    // Wide networks are adjusted with smaller steps.
    const double rate = m_matching ? (width <= 512 ? 5e-5 : 2e-5) : width <= 512 ? 2e-4 : width <= 800 ? 5e-5 : 2e-5;
    objective.optimizer = {"adamw", {{"lr", rate}, {"weight_decay", 0.01}}};
    if (frozen) {
        // What is learned is one layer over fixed numbers: hiding half of them at a time keeps it from leaning on a few
        // (0.931 instead of 0.924 on Banking77).
        m_result.recipe.networks["model"].fromTemplate.parameters["dropout"] = 0.5;
        choose("networks.model.from_template.parameters.dropout", 0.5, makeError("data.option_tuning_dropout"));
        // Only the last layer learns, and its rate does not hang on what lies below it.
        auto& factor = m_result.recipe.training.fineTuning.headFactor;
        factor = kLastLayerRate / rate;
        choose("training.fine_tuning.head_factor", factor, makeError("data.option_last_layer_rate"));
    }
    choose("optimizer.lr", rate, makeError(frozen ? "data.option_frozen_rate" : "data.option_tuning_rate"));
    // A share, which stays right for whoever trains longer or shorter.
    objective.schedule = {"cosine", {{"warmup_fraction", 0.1}}};
    choose("schedule", "cosine", makeError("data.option_tuning_schedule"));
}

} // namespace fettle::data
