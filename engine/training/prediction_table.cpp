// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/prediction_table.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/contract/marks.h"
#include "engine/training/evaluation_summary.h"

namespace fettle::training {
namespace {

TableCell textCell(std::string text) { return {std::move(text), std::nullopt}; }

/// Spans as a cell of their kind has them, so that they can be imported again.
std::string spansText(const ValueList& list)
{
    std::vector<Mark> marks;
    for (const auto& item : list)
        marks.push_back({item.at("label").asText(), item.at("start").asInteger(), item.at("end").asInteger()});
    return writeMarks(marks);
}

TableCell cellOf(const Value& value, bool isSpans = false)
{
    TableCell cell;
    if (isSpans && value.isList()) {
        cell.text = spansText(value.asList());
        return cell;
    }
    if (!value.isNull())
        cell.text = value.isText() ? value.asText() : value.toDisplay();
    if (value.isNumber() && std::isfinite(value.asReal()))
        cell.number = value.asReal();
    return cell;
}

bool hasAnyValue(const Column& column)
{
    constexpr std::int64_t kStride = 65536;
    std::vector<std::int64_t> rows(kStride);
    std::vector<std::string_view> texts(kStride);
    for (std::int64_t first = 0; first < column.size(); first += kStride) {
        const auto count = static_cast<std::size_t>(std::min(kStride, column.size() - first));
        std::iota(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(count), first);
        column.readTexts({rows.data(), count}, {texts.data(), count});
        if (std::ranges::any_of(std::span(texts.data(), count), [](std::string_view text) { return text.data() != nullptr; }))
            return true;
    }
    return false;
}

} // namespace

PredictionTable::PredictionTable(const ModelManifest& model, const data::Dataset& dataset)
    : m_hasThreshold(thresholdOf(model).has_value())
{
    for (const auto& use : model.targets)
        m_targets.push_back(use.field);
    for (const auto& field : model.fields)
        if (field.kind == FieldKind::Spans)
            m_spans.insert(field.name);
    // What the model does not look at comes first: it is what a person knows a row by.
    for (const bool ofModel : {false, true})
        for (const auto& field : dataset.manifest().fields) {
            const auto* column = dataset.column(field.name);
            const bool isTarget = std::ranges::find(m_targets, field.name) != m_targets.end();
            const bool isOfModel = std::ranges::find(model.fields, field.name, &FieldInfo::name) != model.fields.end();
            if (isOfModel == ofModel && field.kind != FieldKind::Image && (!isTarget || hasAnyValue(*column)))
                m_columns.push_back(column);
        }
}

std::vector<TableCell> PredictionTable::header() const
{
    std::vector<TableCell> cells{textCell("id")};
    for (const auto* column : m_columns)
        cells.push_back(textCell(column->field().name));
    for (const auto& target : m_targets) {
        cells.push_back(textCell(target + "_predicted"));
        cells.push_back(textCell(target + "_score"));
        if (m_hasThreshold)
            cells.push_back(textCell(target + "_unsure"));
    }
    return cells;
}

std::vector<std::vector<TableCell>> PredictionTable::rows(std::span<const Prediction> predictions) const
{
    std::vector<std::vector<TableCell>> rows(predictions.size());
    std::vector<std::int64_t> ids(predictions.size());
    for (std::size_t i = 0; i < predictions.size(); ++i) {
        ids[i] = predictions[i].id;
        rows[i].push_back({std::to_string(ids[i]), static_cast<double>(ids[i])});
    }
    std::vector<std::string_view> texts(ids.size());
    std::vector<double> numbers(ids.size());
    for (const auto* column : m_columns) {
        column->readTexts(ids, texts);
        const bool isNumber = column->field().kind == FieldKind::Number;
        if (isNumber)
            column->readNumbers(ids, numbers);
        for (std::size_t i = 0; i < ids.size(); ++i) {
            TableCell cell = textCell(texts[i].data() ? std::string(texts[i]) : std::string());
            if (isNumber && std::isfinite(numbers[i]))
                cell.number = numbers[i];
            rows[i].push_back(std::move(cell));
        }
    }
    for (std::size_t i = 0; i < predictions.size(); ++i)
        for (const auto& target : m_targets) {
            const auto found = predictions[i].targets.find(target);
            const Value value = found == predictions[i].targets.end() ? Value() : found->second;
            rows[i].push_back(cellOf(value.at("value"), m_spans.contains(target)));
            rows[i].push_back(cellOf(value.at("score")));
            if (m_hasThreshold)
                rows[i].push_back(textCell(value.at("unsure").asBoolean() ? "yes" : ""));
        }
    return rows;
}

} // namespace fettle::training
