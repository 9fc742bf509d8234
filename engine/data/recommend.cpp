// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/recommender.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "engine/data/cell_values.h"
#include "engine/data/field_inference.h"
#include "engine/data/leakage.h"

namespace fettle::data {

const FieldStatistics* statisticsOf(const DatasetManifest& manifest, const std::string& field)
{
    const auto found = std::ranges::find(manifest.statistics, field, &FieldStatistics::field);
    return found == manifest.statistics.end() ? nullptr : &*found;
}

Result<Recommendation> Recommender::make()
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
        else if (!m_text && field.kind == FieldKind::Text && &field != m_target && field.role == FieldRole::Input)
            m_text = &field;
    if (m_target->kind == FieldKind::Spans)
        return chooseSpansTask();
    if (wantsMatching())
        return chooseMatchingTask();
    if (m_picture || m_request.task.starts_with("tabular_"))
        m_text = nullptr;
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
    if (m_request.task.ends_with("_regression") && areNumbers && m_target->kind != FieldKind::Boolean)
        classes = false;
    m_classification = classes;
    m_labels = m_target->kind == FieldKind::Tags;
    m_classes = classes ? distinct : 0;
    const std::string task = m_labels ? std::string("multi_label_classification")
        : std::string(m_picture ? "image" : m_text ? "text" : "tabular") + (m_picture || classes ? "_classification" : "_regression");
    Note reason = m_labels ? makeError("data.task_labels", {{"column", m_target->name}, {"classes", m_classes}})
        : m_picture ? makeError("data.task_picture_classes", {{"classes", m_classes}})
        : m_text && classes ? makeError("data.task_text_classes", {{"column", m_target->name}, {"classes", m_classes}})
        : m_text ? makeError("data.task_text_number", {{"column", m_target->name}})
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
    if (m_classification && !m_labels && m_target->kind != FieldKind::Category && m_target->kind != FieldKind::Boolean)
        use.encoder.component = "category";
    if (!m_classification && m_target->kind != FieldKind::Number)
        use.encoder.component = "number";
    m_result.recipe.targets = {use};
    return {};
}

Result<void> Recommender::chooseInputs()
{
    m_result.recipe.dataset.paths = {m_request.manifestPath};
    m_result.recipe.dataset.version = manifest().id;
    m_result.recipe.name = manifest().name;
    if (m_matching) {
        chooseMatchingInputs();
        return {};
    }
    const auto leaks = m_classification && !m_labels && !m_spans ? findLeaks(*m_dataset, m_target->name) : std::vector<Leak>();
    bool usual = m_target->role == FieldRole::Target;
    for (const FieldInfo& field : manifest().fields) {
        if (&field == m_target)
            continue;
        const bool learnable = field.kind == FieldKind::Number || field.kind == FieldKind::Category
            || field.kind == FieldKind::Boolean || field.kind == FieldKind::Date || field.kind == FieldKind::Image
            || field.kind == FieldKind::Tags
            || (field.kind == FieldKind::Text && m_text);
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
    // What stands beside texts is often another answer, not known of a new text.
    if (m_text)
        for (const FieldInfo* field : std::exchange(m_inputs, {})) {
            if (m_spans ? field == m_text : field->kind == FieldKind::Text)
                m_inputs.push_back(field);
            else
                choose("roles." + field->name, "ignore", makeError("data.option_beside_text", {{"column", field->name}}));
        }
    if (!usual || ((m_picture || m_text) && manifest().fields.size() > 2))
        for (const FieldInfo* field : m_inputs)
            m_result.recipe.inputs.push_back({field->name, {}});
    if (m_spans)
        m_result.recipe.inputs = {{m_text->name, {}}};
    return {};
}

void Recommender::lookAtClasses()
{
    if (!m_classification || m_spans)
        return;
    if (const FieldStatistics* statistics = statisticsOf(manifest(), m_target->name)) {
        const auto counts = statistics->classCounts.find("train");
        m_classCounts = counts != statistics->classCounts.end() ? counts->second : statistics->topValues;
    }
}

void Recommender::warnOfRareClasses()
{
    constexpr std::int64_t kFewRowsOfClass = 10;
    constexpr std::size_t kTold = 5;
    std::vector<ValueCount> rare;
    std::ranges::copy_if(m_classCounts, std::back_inserter(rare), [](const ValueCount& value) { return value.count < kFewRowsOfClass; });
    if (rare.empty())
        return;
    auto& warnings = m_result.warnings;
    if (rare.size() == 1) {
        warnings.push_back(makeError("data.warn_rare_class", {{"value", rare.front().value}, {"count", rare.front().count}}));
        return;
    }
    std::ranges::stable_sort(rare, {}, &ValueCount::count);
    ValueList told;
    for (std::size_t i = 0; i < std::min(kTold, rare.size()); ++i)
        told.emplace_back(rare[i].value);
    warnings.push_back(makeError(rare.size() > kTold ? "data.warn_rare_classes_such" : "data.warn_rare_classes",
                                 {{"classes", static_cast<std::int64_t>(rare.size())}, {"limit", kFewRowsOfClass}, {"values", told}}));
}

void Recommender::warn()
{
    auto& warnings = m_result.warnings;
    if (m_trainingRows < 200)
        warnings.push_back(makeError("data.warn_few_rows", {{"rows", m_trainingRows}}));
    if (m_classes > 20 && m_trainingRows < 20 * m_classes)
        warnings.push_back(makeError("data.warn_many_classes", {{"classes", m_classes}, {"rows", m_trainingRows}}));
    warnOfRareClasses();
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
        * (m_picture ? static_cast<double>(m_height * m_width * m_channels) : m_inputWidth * 4.0 + m_tokens * 4.0);
    if (m_machine.memoryBytes > 0 && bytes > 0.7 * static_cast<double>(m_machine.memoryBytes))
        warnings.push_back(makeError("data.warn_memory", {{"needed_bytes", bytes}}));
}

Result<Recommendation> recommend(const RecommendRequest& request, const Registry& registry, const MachineFacts& machine)
{
    return Recommender(request, registry, machine).make();
}

} // namespace fettle::data
