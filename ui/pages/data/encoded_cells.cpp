// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/encoded_cells.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "ui/session/recipe_inputs.h"

namespace fettle::ui {
namespace {

constexpr int kScrollRestMs = 80;
constexpr std::size_t kMostShown = 12;
constexpr std::size_t kMostCells = 20'000;

} // namespace

EncodedCells::EncodedCells(EngineApi& engine, QObject* parent) : QObject(parent), m_engine(engine)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(kScrollRestMs);
    connect(&m_timer, &QTimer::timeout, this, &EncodedCells::fetch);
}

void EncodedCells::open(const std::string& manifestPath, const Recipe& recipe, const DatasetManifest& manifest)
{
    std::map<std::string, ComponentRef> encoders;
    for (const auto& use : inputsOf(recipe, manifest))
        if (const auto* field = manifest.findField(use.field))
            encoders[use.field] = inputEncoder(recipe, use, field->kind);
    for (const auto& use : recipe.targets)
        encoders[use.field] = use.encoder;
    for (const auto& field : manifest.fields)
        if (recipe.targets.empty() && field.role == FieldRole::Target)
            encoders.try_emplace(field.name);
    if (manifestPath == m_manifestPath && encoders == m_encoders)
        return;
    ++m_round;
    m_manifestPath = manifestPath;
    m_encoders = std::move(encoders);
    m_cells.clear();
    m_problems.clear();
    m_asked.clear();
    if (!m_rows.empty())
        m_timer.start();
}

const Value* EncodedCells::find(const std::string& field, qint64 row) const
{
    const auto cells = m_cells.find(field);
    if (cells == m_cells.end())
        return nullptr;
    const auto cell = cells->second.find(row);
    return cell == cells->second.end() ? nullptr : &cell->second;
}

const Error* EncodedCells::problem(const std::string& field) const
{
    const auto found = m_problems.find(field);
    return found == m_problems.end() ? nullptr : &found->second;
}

void EncodedCells::want(const std::vector<std::string>& fields, const std::vector<qint64>& rows)
{
    m_fields = fields;
    m_rows = rows;
    m_timer.start();
}

void EncodedCells::fetch()
{
    if (m_manifestPath.empty())
        return;
    for (const auto& field : m_fields) {
        const auto encoder = m_encoders.find(field);
        if (encoder == m_encoders.end() || m_problems.contains(field) || m_asked.contains(field))
            continue;
        std::vector<qint64> missing;
        std::ranges::copy_if(m_rows, std::back_inserter(missing), [&](qint64 row) { return !find(field, row); });
        if (missing.empty())
            continue;
        ValueMap params{{"manifest_path", m_manifestPath}, {"field", field},
                        {"rows", ValueList(missing.begin(), missing.end())},
                        {"supersedes", "data.encoded." + field}};
        if (encoder->second.isSet())
            params["encoder"] = ValueMap{{"component", encoder->second.component}, {"parameters", encoder->second.parameters}};
        m_asked.insert(field);
        m_engine.request("worker.encoded", std::move(params), this,
                         [this, field, missing = std::move(missing), round = m_round](Result<Value> answer) {
                             if (round == m_round)
                                 take(field, missing, answer);
                         });
    }
}

void EncodedCells::take(const std::string& field, const std::vector<qint64>& rows, const Result<Value>& answer)
{
    m_asked.erase(field);
    auto& cells = m_cells[field];
    if (!answer) {
        if (!answer.error().code.ends_with("superseded") && !answer.error().code.ends_with("cancelled"))
            m_problems[field] = answer.error();
    } else {
        if (cells.size() > kMostCells)
            cells.clear();
        // A row without an answer is not asked for again and again.
        for (const auto row : rows)
            cells[row] = Value();
        for (const auto& item : answer->at("rows").asList())
            cells[item.at("id").asInteger(-1)] = item.at("after");
    }
    Q_EMIT arrived();
    m_timer.start(); // one may have scrolled on meanwhile
}

QString encodedText(const Value& value)
{
    if (value.isMap()) {
        const auto& height = value.at("height");
        return height.isNull() ? QString() : QStringLiteral("%1 × %2").arg(value.at("width").asInteger()).arg(height.asInteger());
    }
    if (!value.isList())
        return value.isNumber() ? QString::number(value.asReal(), 'g', 4) : QString::fromStdString(value.toDisplay());
    QStringList numbers;
    for (const auto& item : value.asList()) {
        if (numbers.size() == static_cast<qsizetype>(kMostShown)) {
            numbers << QStringLiteral("…");
            break;
        }
        numbers << (item.isNumber() ? QString::number(item.asReal(), 'g', 4) : QString::fromStdString(item.toDisplay()));
    }
    // Tokens of a text may hold spaces themselves.
    const bool tokens = !value.asList().empty() && value.asList().front().isText();
    return numbers.join(tokens ? QStringLiteral(" · ") : QStringLiteral(" "));
}

} // namespace fettle::ui
