// SPDX-License-Identifier: GPL-3.0-or-later
// What is recommended for the inputs that were found: models, options, minutes.
#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#include "engine/data/model_fit.h"
#include "engine/data/picture_decoder.h"
#include "engine/data/recommender.h"
#include "engine/data/training_time.h"

namespace fettle::data {

namespace {

/// Places that pairs of words share, and numbers of the whole list: 13 MB of a model's file, 50 MB of memory while it learns.
constexpr double kLeastPlaces = 20'000.0;
constexpr double kMostPlaces = 200'000.0;
constexpr double kMostBagNumbers = 3.2e6;

/// Words and Chinese characters of a text, from some hundred of them.
double meanTokens(const Column& column)
{
    constexpr std::int64_t kSample = 300;
    std::vector<std::int64_t> rows;
    const std::int64_t step = std::max<std::int64_t>(1, column.size() / kSample);
    for (std::int64_t row = 0; row < column.size(); row += step)
        rows.push_back(row);
    std::vector<std::string_view> texts(rows.size());
    column.readTexts(rows, texts);
    double tokens = 0.0;
    for (const auto text : texts)
        for (std::size_t i = 0; i < text.size(); ++i) {
            const auto byte = static_cast<unsigned char>(text[i]);
            const bool endsWord = i + 1 == text.size() || text[i + 1] == ' ';
            tokens += (byte >= 0xE4 && byte <= 0xE9) || (endsWord && byte != ' ') ? 1.0 : 0.0;
        }
    return tokens / static_cast<double>(std::max<std::size_t>(1, rows.size()));
}

} // namespace

void Recommender::measureInputs()
{
    for (const FieldInfo* field : m_inputs) {
        if (field->kind == FieldKind::Text)
            m_tokens += meanTokens(*m_dataset->column(field->name));
        const bool category = field->kind == FieldKind::Category || field->kind == FieldKind::Boolean || field->kind == FieldKind::Tags;
        m_inputWidth += category ? static_cast<double>(field->classes.size()) + 1.0 : field->kind == FieldKind::Date ? 8.0 : 1.0;
    }
    if (!m_picture)
        return;
    // The pictures' usual size, from some of them; the encoder brings large ones to 32, 64 or 128.
    std::vector<std::int64_t> sides;
    bool colour = false;
    const Column& column = *m_dataset->column(m_picture->name);
    const std::int64_t step = std::max<std::int64_t>(1, column.size() / 40);
    for (std::int64_t row = 0; row < column.size(); row += step) {
        const auto facts = readPictureFacts(column.media(row));
        if (!facts.ok())
            continue;
        sides.push_back(std::min(facts->height, facts->width));
        colour = colour || facts->channels > 1;
    }
    if (sides.empty())
        return;
    std::ranges::sort(sides);
    const std::int64_t side = sides[sides.size() / 2];
    const bool alike = sides.front() == sides.back();
    m_height = m_width = alike && side <= 128 ? side : side >= 128 ? 128 : side >= 64 ? 64 : 32;
    m_channels = colour ? 3 : 1;
}

void Recommender::addModel(const std::string& id, ValueMap parameters, double parameterCount, double multiplyAdds,
                           Note reason)
{
    if (!m_registry.find(ComponentKind::Template, id))
        return;
    RecommendedModel model;
    model.model = {id, std::move(parameters)};
    model.parameterCount = static_cast<std::int64_t>(parameterCount);
    model.reason = std::move(reason);
    m_result.models.push_back(std::move(model));
    m_multiplyAdds.push_back(multiplyAdds);
}

void Recommender::chooseTableModels()
{
    const double outputs = m_classification ? static_cast<double>(std::max<std::int64_t>(m_classes, 2)) : 1.0;
    const std::int64_t first = m_trainingRows < 2000 ? 64 : m_trainingRows < 200'000 ? 128 : 256;
    const std::int64_t second = first / 2;
    const double wide = static_cast<double>(first);
    const double narrow = static_cast<double>(second);
    const double weights = m_inputWidth * wide + wide * narrow + narrow * outputs;
    ValueMap parameters{{"hidden_sizes", ValueList{first, second}}};
    if (m_trainingRows < 2000) {
        parameters["dropout"] = 0.2;
        choose("networks.model.from_template.parameters.dropout", 0.2,
               makeError("data.option_dropout", {{"rows", m_trainingRows}}));
    }
    addModel("mlp", std::move(parameters), weights + wide + narrow + outputs, weights,
             makeError("data.model_table", {{"rows", m_trainingRows}}));
    addModel("linear", {}, m_inputWidth * outputs + outputs, m_inputWidth * outputs, makeError("data.model_linear"));
}

void Recommender::choosePictureModels()
{
    const double pixels = static_cast<double>(m_height * m_width);
    const double in = static_cast<double>(m_channels);
    const double outputs = static_cast<double>(std::max<std::int64_t>(m_classes, 2));
    const double cnnAdds = pixels * 9.0 * in * 32.0 + pixels / 4.0 * 9.0 * 32.0 * 64.0 + pixels / 16.0 * 64.0 * 128.0;
    const double cnnWeights = 9.0 * in * 32.0 + 9.0 * 32.0 * 64.0 + pixels / 16.0 * 64.0 * 128.0 + 128.0 * outputs;
    const Note small = makeError("data.model_small_pictures", {{"height", m_height}, {"width", m_width}});
    const Note deep = makeError("data.model_pictures_deeper");
    // ResNet-20's 41 million multiply-adds are for 32 × 32.
    const double resnetAdds = 41.0e6 * pixels / 1024.0;
    addModel("cnn_batch_norm", {}, cnnWeights, cnnAdds, small);
    addModel("resnet20", {}, 272'000.0, resnetAdds, deep);
    addModel("cnn", {}, cnnWeights, cnnAdds, makeError("data.model_pictures_plain"));
    addModel("linear", {}, pixels * in * outputs, pixels * in * outputs, makeError("data.model_linear"));
}

/// Wide enough to tell the classes apart, with about as many places as there are pairs of words.
void Recommender::addTextBag(double words, double outputs)
{
    // Two texts are compared number by number.
    const double least = m_inputs.size() == 1 ? 8.0 : 32.0;
    const auto width = std::bit_ceil(static_cast<std::uint64_t>(std::clamp(outputs, least, 64.0)));
    const double tokens = static_cast<double>(m_trainingRows) * m_tokens;
    const double places = std::round(std::clamp(tokens, kLeastPlaces, std::min(kMostPlaces, kMostBagNumbers / static_cast<double>(width))) / 1000.0) * 1000.0;
    const auto wide = static_cast<double>(width);
    addModel("bag_of_ngrams", {{"embedding_dim", static_cast<std::int64_t>(width)}, {"buckets", static_cast<std::int64_t>(places)}},
             (words + places) * wide + wide * outputs, m_tokens * 2.0 * wide + wide * outputs,
             makeError("data.model_text_bag", {{"rows", m_trainingRows}}));
}

void Recommender::chooseTextModels()
{
    // About as many different words as ten thousand rows of ordinary messages have; each has 128 numbers.
    const double words = std::clamp(30.0 * std::sqrt(static_cast<double>(m_trainingRows) * m_tokens), 500.0, 20'000.0);
    const double outputs = m_classification ? static_cast<double>(std::max<std::int64_t>(m_classes, 2)) : 1.0;
    const double embedding = words * 128.0;
    // What class a text is of mostly shows in single words and pairs of them; a number or several labels, or how two texts
    // stand to each other, less so.
    const bool bagFirst = m_classification && !m_labels && m_inputs.size() == 1;
    if (bagFirst)
        addTextBag(words, outputs);
    addModel("text_cnn", {}, embedding + 9.0 * 128.0 * 128.0 + 384.0 * outputs, m_tokens * 9.0 * 128.0 * 128.0,
             makeError("data.model_text"));
    if (!bagFirst)
        addTextBag(words, outputs);
    const double cell = 8.0 * 128.0 * 256.0;
    addModel("bilstm", {}, embedding + cell + 256.0 * outputs, m_tokens * cell, makeError("data.model_text_order"));
    const double block = 4.0 * 128.0 * 128.0 + 2.0 * 128.0 * 256.0;
    addModel("transformer", {}, embedding + 2.0 * block + 128.0 * outputs, m_tokens * (2.0 * block + 2.0 * 128.0 * m_tokens),
             makeError("data.model_text_attention"));
}

/// Two texts in a row are a pair: a question and an answer, two sentences that may say the same.
void Recommender::chooseTextPair()
{
    std::vector<std::string> texts;
    for (const auto* field : m_inputs)
        if (field->kind == FieldKind::Text)
            texts.push_back(field->name);
    auto& model = used().model;
    const auto* info = m_registry.info(ComponentKind::Template, model.component);
    if (texts.size() != 2 || model.parameters.contains("text_columns") || !info
        || std::ranges::find(info->parameters, "text_columns", &ParameterInfo::name) == info->parameters.end())
        return;
    const bool joined = model.component == kPretrainedTemplate;
    model.parameters["text_columns"] = joined ? "join" : "compare";
    choose("networks.model.from_template.parameters.text_columns", model.parameters["text_columns"],
           makeError(joined ? "data.option_text_pair_joined" : "data.option_text_pair", {{"first", texts[0]}, {"second", texts[1]}}));
    if (m_request.task.empty())
        m_result.task = m_labels ? m_result.task
            : m_classification ? makeError("data.task_text_pair_classes", {{"column", m_target->name}, {"classes", m_classes}})
                               : makeError("data.task_text_pair_number", {{"column", m_target->name}});
}

Result<void> Recommender::chooseModel()
{
    if (m_text) {
        m_matching ? chooseMatchingModels() : m_spans ? chooseSpansModels() : chooseTextModels();
        choosePretrainedModels();
    } else if (m_picture)
        choosePictureModels();
    else
        chooseTableModels();
    ComponentRef wanted = m_request.model;
    // Pretrained models may be called by their own names.
    if (wanted.isSet() && !m_registry.find(ComponentKind::Template, wanted.component))
        for (const auto& model : m_result.models)
            if (isPretrained(model) && model.model.parameters.at("model").asText() == wanted.component) {
                wanted.parameters.insert(model.model.parameters.begin(), model.model.parameters.end());
                wanted.component = model.model.component;
                break;
            }
    // A network drawn by hand is trained like the best of those that begin from nothing.
    if (m_request.fromNothing && !wanted.isSet()) {
        const auto own = std::ranges::find_if_not(m_result.models, [this](const auto& model) { return isPretrained(model); });
        if (own != m_result.models.end())
            m_used = static_cast<std::size_t>(own - m_result.models.begin());
    }
    if (wanted.isSet()) {
        if (!m_registry.find(ComponentKind::Template, wanted.component))
            return unknownComponent(m_registry, ComponentKind::Template, wanted.component);
        auto found = std::ranges::find(m_result.models, wanted.component,
                                       [](const RecommendedModel& model) { return model.model.component; });
        if (const auto named = wanted.parameters.find("model"); named != wanted.parameters.end())
            found = std::ranges::find_if(m_result.models, [&](const RecommendedModel& model) {
                return isPretrained(model) && model.model.parameters.at("model") == named->second;
            });
        if (found == m_result.models.end()) {
            addModel(wanted.component, {}, 0.0, m_picture ? 4.0e9 : m_text ? 1.0e7 : 1.0e5, makeError("data.model_given"));
            found = std::prev(m_result.models.end());
        }
        m_used = static_cast<std::size_t>(found - m_result.models.begin());
        for (const auto& [name, value] : wanted.parameters)
            used().model.parameters[name] = value;
    }
    // Nothing stands behind such a model: frozen, it has nothing left that could learn.
    if (m_matching && isPretrained(used()) && m_request.tuning == TuningMethod::Frozen)
        return makeError("data.matching_frozen", {{"column", m_target->name}});
    if (m_spans)
        chooseSpansInput();
    else if (!m_matching)
        chooseTextPair();
    NetworkSpec network;
    network.fromTemplate = used().model;
    const Note reason = wanted.isSet() ? makeError("data.model_given") : used().reason;
    choose("networks.model.from_template", network.fromTemplate.component, reason);
    m_result.recipe.networks["model"] = std::move(network);
    return {};
}

void Recommender::chooseEpochs()
{
    const double rows = static_cast<double>(std::max<std::int64_t>(1, m_trainingRows));
    if (m_matching) {
        chooseMatchingEpochs();
    } else if (isPretrained(used())) {
        choosePretrainedEpochs();
    } else if (m_text) {
        m_batchSize = m_trainingRows < 2000 ? 16 : m_trainingRows < 20'000 ? 32 : m_trainingRows < 200'000 ? 64 : 128;
        m_epochs = usualEpochs(used());
    } else if (m_picture) {
        m_batchSize = m_trainingRows < 1000 ? 32 : 64;
        m_epochs = std::clamp(std::round(200'000.0 / rows), 10.0, 40.0);
    } else {
        m_batchSize = m_trainingRows < 500 ? 16 : m_trainingRows < 5000 ? 32 : m_trainingRows < 20'000 ? 64
            : m_trainingRows < 200'000 ? 128 : 512;
        m_epochs = std::clamp(std::round(1.5e6 / rows), 10.0, 150.0);
    }
}

void Recommender::chooseOptions()
{
    chooseEpochs();
    TrainingOptions& training = m_result.recipe.training;
    training.batchSize = m_batchSize;
    training.epochs = m_epochs;
    choose("training.batch_size", m_batchSize,
           m_matching ? makeError("data.option_matching_batch", {{"batch_size", m_batchSize}})
                      : makeError("data.option_batch_size", {{"rows", m_trainingRows}, {"batch_size", m_batchSize}}));
    choose("training.epochs", m_epochs, makeError("data.option_epochs", {{"rows", m_trainingRows}, {"epochs", m_epochs}}));
    // A last layer over fixed numbers settles as its steps shrink; ending early would cost more than it saves.
    training.earlyStopping.enabled = !m_dataset->rows(Split::Validation).empty() && training.fineTuning.method != TuningMethod::Frozen;
    training.earlyStopping.patience = m_epochs >= 60.0 ? 20 : m_epochs >= 20.0 ? 10 : 5;
    if (training.earlyStopping.enabled)
        choose("training.early_stopping.patience", training.earlyStopping.patience,
               makeError("data.option_early_stopping", {{"patience", training.earlyStopping.patience}}));
    Objective objective;
    objective.loss.component = m_matching ? "multiple_negatives" : m_labels ? "binary_cross_entropy" : m_classification ? "cross_entropy" : "mse";
    objective.optimizer = {"adamw", {{"lr", 1e-3}}};
    objective.schedule.component = "constant";
    if (m_trainingRows < 5000 && !m_picture && !isPretrained(used())) {
        objective.optimizer.parameters["weight_decay"] = 0.05;
        choose("optimizer.weight_decay", 0.05, makeError("data.option_weight_decay", {{"rows", m_trainingRows}}));
    }
    if (isPretrained(used()))
        choosePretrainedObjective(objective);
    if (m_classCounts.size() >= 2 && !m_labels) {
        std::int64_t total = 0;
        std::int64_t rarest = m_classCounts.front().count;
        for (const ValueCount& value : m_classCounts) {
            total += value.count;
            rarest = std::min(rarest, value.count);
        }
        // Against an even share: one of two classes below 10 %, one of ten below 2 %.
        const double share = total > 0 ? static_cast<double>(rarest) / static_cast<double>(total) : 1.0;
        if (rarest > 0 && share * static_cast<double>(m_classCounts.size()) < 0.2) {
            objective.loss.parameters["class_weights"] = "balanced";
            choose("loss.class_weights", "balanced",
                   makeError("data.option_class_weights", {{"percent", std::round(share * 1000.0) / 10.0}}));
        }
    }
    m_result.recipe.objectives = {std::move(objective)};
    chooseAugmentation();
}

void Recommender::chooseAugmentation()
{
    if (m_text && m_trainingRows < 20'000 && !isPretrained(used()) && m_registry.find(ComponentKind::Transform, "token_dropout")) {
        m_result.recipe.augmentation.push_back({"token_dropout", {}});
        choose("augmentation.token_dropout", true, makeError("data.option_token_dropout"));
    }
    // Digits and letters must not be mirrored; in colour and large it is a photo.
    if (!m_picture || m_channels != 3 || m_height < 32)
        return;
    for (const auto& [id, reason] : {std::pair{"crop", "data.option_crop"}, std::pair{"flip", "data.option_flip"}})
        if (m_registry.find(ComponentKind::Transform, id)) {
            m_result.recipe.augmentation.push_back({id, {}});
            choose(std::string("augmentation.") + id, true, makeError(reason));
        }
}

double Recommender::usualEpochs(const RecommendedModel& model) const
{
    const double rows = static_cast<double>(std::max<std::int64_t>(1, m_trainingRows));
    if (m_matching)
        return isPretrained(model) ? std::clamp(std::round(10'000.0 / rows), 2.0, 10.0)
                                   : std::clamp(std::round(200'000.0 / rows), 10.0, 40.0);
    return isPretrained(model) ? pretrainedEpochs(TuningMethod::Full, rows) : std::clamp(std::round(200'000.0 / rows), 6.0, 40.0);
}

double Recommender::minutesFor(double multiplyAdds, double epochs, TuningMethod method) const
{
    auto work = workOver(*m_dataset);
    work.batchSize = static_cast<double>(m_batchSize);
    work.multiplyAdds = multiplyAdds;
    work.hasMedia = m_picture || m_text;
    work.tuning.method = method;
    work.keepsFeatures = !m_spans;
    if (method == TuningMethod::Frozen)
        work.tuning.contrastiveSteps = m_result.recipe.training.fineTuning.contrastiveSteps;
    const auto time = trainingTime(work, m_machine);
    return (time.onceSeconds + epochs * time.epochSeconds) / 60.0;
}

void Recommender::estimateMinutes()
{
    const auto tuning = m_result.recipe.training.fineTuning.method;
    for (std::size_t i = 0; i < m_result.models.size(); ++i) {
        auto& model = m_result.models[i];
        const bool isLikeUsed = isPretrained(model) == isPretrained(used());
        const double minutes = minutesFor(m_multiplyAdds[i], isLikeUsed ? m_epochs : usualEpochs(model),
                                          isLikeUsed ? tuning : TuningMethod::Full);
        model.minutes = std::round(minutes * 100.0) / 100.0;
    }
    m_result.minutes = used().minutes;
}

} // namespace fettle::data
