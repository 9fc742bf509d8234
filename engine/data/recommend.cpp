// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/recommend.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/data/cell_values.h"
#include "engine/data/dataset_reader.h"
#include "engine/data/field_inference.h"
#include "engine/data/leakage.h"
#include "engine/data/picture_decoder.h"
#include "engine/platform/paths.h"

namespace fettle::data {
namespace {

const FieldStatistics* statisticsOf(const DatasetManifest& manifest, const std::string& field)
{
    const auto found = std::ranges::find(manifest.statistics, field, &FieldStatistics::field);
    return found == manifest.statistics.end() ? nullptr : &*found;
}

/// Gathers the recommendation step by step; each step writes its choices with their reasons.
class Recommender {
public:
    Recommender(const RecommendRequest& request, const Registry& registry, const MachineFacts& machine)
        : m_request(request), m_registry(registry), m_machine(machine)
    {
    }

    Result<Recommendation> make()
    {
        FETTLE_TRY_ASSIGN(m_dataset, Dataset::open(m_request.manifestPath));
        m_trainingRows = static_cast<std::int64_t>(m_dataset->rows(Split::Train).size());
        FETTLE_TRY(chooseTarget());
        FETTLE_TRY(chooseTask());
        FETTLE_TRY(chooseInputs());
        lookAtClasses();
        measureInputs();
        FETTLE_TRY(chooseModel());
        chooseOptions();
        warn();
        estimateMinutes();
        return std::move(m_result);
    }

private:
    [[nodiscard]] const DatasetManifest& manifest() const { return m_dataset->manifest(); }
    void choose(std::string path, Value value, Note reason)
    {
        m_result.options.push_back({std::move(path), std::move(value), std::move(reason)});
    }
    Result<void> chooseTarget();
    Result<void> chooseTask();
    Result<void> chooseInputs();
    void lookAtClasses();
    void measureInputs();
    Result<void> chooseModel();
    void choosePictureModels();
    void chooseTableModels();
    void addModel(const std::string& id, ValueMap parameters, double parameterCount, double multiplyAdds, Note reason);
    void chooseOptions();
    void chooseAugmentation();
    void warn();
    void estimateMinutes();
    [[nodiscard]] double minutesFor(double multiplyAdds) const;

    const RecommendRequest& m_request;
    const Registry& m_registry;
    MachineFacts m_machine;
    Recommendation m_result;
    std::shared_ptr<const Dataset> m_dataset;
    std::int64_t m_trainingRows = 0;
    const FieldInfo* m_target = nullptr;
    const FieldInfo* m_picture = nullptr;
    bool m_classification = true;
    std::int64_t m_classes = 0;
    std::vector<const FieldInfo*> m_inputs;
    std::vector<ValueCount> m_classCounts; ///< of the training rows
    double m_inputWidth = 0.0;             ///< encoded columns of a table
    std::int64_t m_height = 32;            ///< encoded pictures
    std::int64_t m_width = 32;
    std::int64_t m_channels = 3;
    double m_epochs = 10.0;
    std::int64_t m_batchSize = 64;
    std::vector<double> m_multiplyAdds;    ///< by model
};

Result<void> Recommender::chooseTarget()
{
    const auto& fields = manifest().fields;
    std::string name = m_request.target;
    if (name.empty())
        for (const FieldInfo& field : fields)
            if (field.role == FieldRole::Target && name.empty())
                name = field.name;
    Note reason;
    if (name.empty())
        name = guessTarget(fields, reason);
    if (name.empty())
        return makeError("data.no_target");
    m_target = manifest().findField(name);
    if (!m_target) {
        std::vector<std::string> names;
        for (const FieldInfo& field : fields)
            names.push_back(field.name);
        return makeError("data.unknown_column", {{"column", name}, {"nearest", nearestName(name, names)}});
    }
    const FieldStatistics* statistics = statisticsOf(manifest(), name);
    if (statistics && statistics->distinct < 2)
        return makeError("data.target_constant", {{"column", name}});
    if (!m_target->reasons.empty() && reason.code.empty())
        reason = m_target->reasons.back();
    if (name == m_request.target)
        reason = makeError("data.target_given", {{"column", name}});
    choose("targets", name, reason);
    return {};
}

Result<void> Recommender::chooseTask()
{
    for (const FieldInfo& field : manifest().fields)
        if (field.kind == FieldKind::Image && &field != m_target && field.role == FieldRole::Input)
            m_picture = &field;
    const FieldStatistics* statistics = statisticsOf(manifest(), m_target->name);
    const std::int64_t distinct = statistics ? statistics->distinct : 0;
    bool classes = m_target->kind != FieldKind::Number && m_target->kind != FieldKind::Date;
    if (m_target->kind == FieldKind::Number && statistics && statistics->topValues.size() >= 2
        && (distinct == 2 || (m_request.task.ends_with("classification") && distinct <= 1000)))
        classes = true;
    // Numbers that were taken for classes may be estimated all the same; words cannot.
    const bool areNumbers = std::ranges::all_of(m_target->classes, [](const std::string& name) {
        double value = 0.0;
        return parsePlainNumber(name, value);
    });
    if (m_request.task == "tabular_regression" && areNumbers && m_target->kind != FieldKind::Boolean)
        classes = false;
    m_classification = classes;
    m_classes = classes ? distinct : 0;
    std::string task = m_picture ? "image_classification" : classes ? "tabular_classification" : "tabular_regression";
    Note reason = m_picture ? makeError("data.task_picture_classes", {{"classes", m_classes}})
        : classes ? makeError("data.task_table_classes", {{"column", m_target->name}, {"classes", m_classes}})
                  : makeError("data.task_table_number", {{"column", m_target->name}});
    if (m_picture && !classes)
        return makeError("data.task_unsuitable", {{"task", FETTLE_PHRASE("estimate a number from pictures")},
                                                    {"suitable", "image_classification"}});
    if (!m_request.task.empty()) {
        if (!m_registry.find(ComponentKind::Task, m_request.task))
            return unknownComponent(m_registry, ComponentKind::Task, m_request.task);
        if (m_request.task != task)
            return makeError("data.task_unsuitable", {{"task", m_request.task}, {"suitable", task}});
        reason = makeError("data.task_given");
    }
    m_result.recipe.task.component = task;
    m_result.task = reason;
    FieldUse use{m_target->name, {}};
    if (m_classification && m_target->kind != FieldKind::Category && m_target->kind != FieldKind::Boolean)
        use.encoder.component = "category";
    if (!m_classification && m_target->kind != FieldKind::Number)
        use.encoder.component = "number";
    m_result.recipe.targets = {use};
    return {};
}

Result<void> Recommender::chooseInputs()
{
    const auto leaks = m_classification ? findLeaks(*m_dataset, m_target->name) : std::vector<Leak>();
    bool usual = m_target->role == FieldRole::Target;
    for (const FieldInfo& field : manifest().fields) {
        if (&field == m_target)
            continue;
        const bool learnable = field.kind == FieldKind::Number || field.kind == FieldKind::Category
            || field.kind == FieldKind::Boolean || field.kind == FieldKind::Date || field.kind == FieldKind::Image;
        const auto leak = std::ranges::find(leaks, field.name, &Leak::field);
        if (leak != leaks.end()) {
            m_result.warnings.push_back(leak->note);
            if (leak->certain) {
                choose("roles." + field.name, "ignore", leak->note);
                usual = false;
                continue;
            }
        }
        // Another target that was chosen at import is a column like others now.
        const bool formerTarget = field.role == FieldRole::Target;
        if (learnable && (field.role == FieldRole::Input || formerTarget)) {
            m_inputs.push_back(&field);
            usual = usual && !formerTarget;
        } else if (field.role == FieldRole::Ignore) {
            choose("roles." + field.name, "ignore",
                   field.reasons.empty() ? makeError("data.option_left_out", {{"column", field.name}}) : field.reasons.back());
            if (field.kind == FieldKind::Text)
                m_result.warnings.push_back(makeError("data.warn_text_ignored", {{"column", field.name}}));
        }
    }
    if (m_inputs.empty())
        return makeError("data.no_inputs");
    if (m_picture)
        m_inputs = {m_picture};
    if (!usual || (m_picture && manifest().fields.size() > 2))
        for (const FieldInfo* field : m_inputs)
            m_result.recipe.inputs.push_back({field->name, {}});
    m_result.recipe.dataset.paths = {m_request.manifestPath};
    m_result.recipe.dataset.version = manifest().id;
    m_result.recipe.name = manifest().name;
    return {};
}

void Recommender::lookAtClasses()
{
    if (!m_classification)
        return;
    if (const FieldStatistics* statistics = statisticsOf(manifest(), m_target->name)) {
        const auto counts = statistics->classCounts.find("train");
        m_classCounts = counts != statistics->classCounts.end() ? counts->second : statistics->topValues;
    }
}

void Recommender::measureInputs()
{
    for (const FieldInfo* field : m_inputs) {
        const bool category = field->kind == FieldKind::Category || field->kind == FieldKind::Boolean;
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

Result<void> Recommender::chooseModel()
{
    if (m_picture)
        choosePictureModels();
    else
        chooseTableModels();
    const ComponentRef& wanted = m_request.model;
    if (wanted.isSet()) {
        if (!m_registry.find(ComponentKind::Template, wanted.component))
            return unknownComponent(m_registry, ComponentKind::Template, wanted.component);
        auto found = std::ranges::find(m_result.models, wanted.component,
                                       [](const RecommendedModel& model) { return model.model.component; });
        if (found == m_result.models.end()) {
            addModel(wanted.component, {}, 0.0, m_picture ? 4.0e9 : 1.0e5, makeError("data.model_given"));
            found = std::prev(m_result.models.end());
        }
        std::rotate(m_multiplyAdds.begin(), m_multiplyAdds.begin() + (found - m_result.models.begin()),
                    m_multiplyAdds.begin() + (found - m_result.models.begin()) + 1);
        std::rotate(m_result.models.begin(), found, found + 1);
        RecommendedModel& model = m_result.models.front();
        for (const auto& [name, value] : wanted.parameters)
            model.model.parameters[name] = value;
        model.reason = makeError("data.model_given");
    }
    NetworkSpec network;
    network.fromTemplate = m_result.models.front().model;
    choose("networks.model.from_template", network.fromTemplate.component, m_result.models.front().reason);
    m_result.recipe.networks["model"] = std::move(network);
    return {};
}

void Recommender::chooseOptions()
{
    const double rows = static_cast<double>(std::max<std::int64_t>(1, m_trainingRows));
    TrainingOptions& training = m_result.recipe.training;
    if (m_picture) {
        m_batchSize = m_trainingRows < 1000 ? 32 : 64;
        m_epochs = std::clamp(std::round(200'000.0 / rows), 10.0, 40.0);
    } else {
        m_batchSize = m_trainingRows < 500 ? 16 : m_trainingRows < 5000 ? 32 : m_trainingRows < 20'000 ? 64
            : m_trainingRows < 200'000 ? 128 : 512;
        m_epochs = std::clamp(std::round(1.5e6 / rows), 10.0, 150.0);
    }
    training.batchSize = m_batchSize;
    training.epochs = m_epochs;
    choose("training.batch_size", m_batchSize, makeError("data.option_batch_size", {{"rows", m_trainingRows}, {"batch_size", m_batchSize}}));
    choose("training.epochs", m_epochs, makeError("data.option_epochs", {{"rows", m_trainingRows}, {"epochs", m_epochs}}));
    training.earlyStopping.enabled = !m_dataset->rows(Split::Validation).empty();
    training.earlyStopping.patience = m_epochs >= 60.0 ? 20 : m_epochs >= 20.0 ? 10 : 5;
    if (training.earlyStopping.enabled)
        choose("training.early_stopping.patience", training.earlyStopping.patience,
               makeError("data.option_early_stopping", {{"patience", training.earlyStopping.patience}}));
    Objective objective;
    objective.loss.component = m_classification ? "cross_entropy" : "mse";
    objective.optimizer = {"adamw", {{"lr", 1e-3}}};
    objective.schedule.component = "constant";
    if (m_trainingRows < 5000 && !m_picture) {
        objective.optimizer.parameters["weight_decay"] = 0.05;
        choose("optimizer.weight_decay", 0.05, makeError("data.option_weight_decay", {{"rows", m_trainingRows}}));
    }
    if (m_classCounts.size() >= 2) {
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
    // Digits and letters must not be mirrored; in colour and large it is a photo.
    if (!m_picture || m_channels != 3 || m_height < 32)
        return;
    for (const auto& [id, reason] : {std::pair{"crop", "data.option_crop"}, std::pair{"flip", "data.option_flip"}})
        if (m_registry.find(ComponentKind::Transform, id)) {
            m_result.recipe.augmentation.push_back({id, {}});
            choose(std::string("augmentation.") + id, true, makeError(reason));
        }
}

void Recommender::warn()
{
    auto& warnings = m_result.warnings;
    if (m_trainingRows < 200)
        warnings.push_back(makeError("data.warn_few_rows", {{"rows", m_trainingRows}}));
    if (m_classes > 20 && m_trainingRows < 20 * m_classes)
        warnings.push_back(makeError("data.warn_many_classes", {{"classes", m_classes}, {"rows", m_trainingRows}}));
    std::int64_t told = 0;
    for (const ValueCount& value : m_classCounts)
        if (value.count < 10 && told++ < 5)
            warnings.push_back(makeError("data.warn_rare_class", {{"value", value.value}, {"count", value.count}}));
    const auto share = [&](const FieldStatistics& statistics) {
        return static_cast<double>(statistics.missing) / static_cast<double>(std::max<std::int64_t>(1, manifest().rowCount));
    };
    if (const FieldStatistics* statistics = statisticsOf(manifest(), m_target->name); statistics && statistics->missing > 0)
        warnings.push_back(makeError("data.warn_missing_target", {{"column", m_target->name}, {"count", statistics->missing}}));
    for (const FieldInfo* field : m_inputs)
        if (const FieldStatistics* statistics = statisticsOf(manifest(), field->name); statistics && share(*statistics) > 0.5)
            warnings.push_back(makeError("data.warn_much_missing",
                                         {{"column", field->name}, {"percent", std::round(share(*statistics) * 100.0)}}));
    const double bytes = static_cast<double>(m_trainingRows)
        * (m_picture ? static_cast<double>(m_height * m_width * m_channels) : m_inputWidth * 4.0);
    if (m_machine.memoryBytes > 0 && bytes > 0.7 * static_cast<double>(m_machine.memoryBytes))
        warnings.push_back(makeError("data.warn_memory", {{"needed_bytes", bytes}}));
}

/// Forward and backward are about three passes; each step costs some time of its own; evaluation comes on top.
double Recommender::minutesFor(double multiplyAdds) const
{
    const double rows = static_cast<double>(m_trainingRows);
    const double threads = static_cast<double>(std::max<std::int64_t>(1, m_machine.threads));
    const double speed = m_machine.hasGpu ? 2.0e12 : m_machine.multiplyAddsPerSecond * threads;
    // Small networks are bound by memory and overhead, not by arithmetic.
    const double perExample = 3.0 * multiplyAdds / speed + 4.0e-7;
    const double perStep = m_picture ? 1.0e-3 : 1.5e-4;
    const double epoch = rows * perExample + rows / static_cast<double>(m_batchSize) * perStep;
    return m_epochs * epoch * 1.15 / 60.0;
}

void Recommender::estimateMinutes()
{
    for (std::size_t i = 0; i < m_result.models.size(); ++i)
        m_result.models[i].minutes = std::round(minutesFor(m_multiplyAdds[i]) * 100.0) / 100.0;
    m_result.minutes = m_result.models.empty() ? 0.0 : m_result.models.front().minutes;
}

} // namespace

Result<Recommendation> recommend(const RecommendRequest& request, const Registry& registry, const MachineFacts& machine)
{
    return Recommender(request, registry, machine).make();
}

} // namespace fettle::data
