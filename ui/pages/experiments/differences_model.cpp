// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/experiments/differences_model.h"

#include <algorithm>
#include <map>

#include "ui/plots/run_words.h"
#include "ui/plots/series_names.h"

namespace fettle::ui {
namespace {

/// The last part of "a.b.c" and what stands before it.
std::pair<std::string, std::string> split(const std::string& path)
{
    const auto dot = path.rfind('.');
    return dot == std::string::npos ? std::pair(std::string(), path) : std::pair(path.substr(0, dot), path.substr(dot + 1));
}

/// Rows that people ask for first: what came of it, then what was chosen.
int rank(const std::string& path)
{
    return path.starts_with("metrics") ? 0 : path.starts_with("recipe.networks") ? 1 : path.starts_with("recipe") ? 2 : 3;
}

} // namespace

DifferencesModel::DifferencesModel(Session& session, QObject* parent) : QAbstractTableModel(parent), m_session(session) {}

QString DifferencesModel::title(const std::string& path) const
{
    const auto [before, name] = split(path);
    if (before.starts_with("metrics.")) {
        const auto part = split(before).second;
        return tr("%1, %2", "metric, part of the data")
            .arg(SeriesWords::title(m_session, name), QString::fromStdString(m_session.sentences().word("split", part)));
    }
    const std::map<std::string, QString> known{
        {"data_version", tr("Data version")},   {"state", tr("State")},
        {"steps", tr("Steps")},                 {"epochs", tr("Epochs")},
        {"precision", tr("Precision")},         {"threads", tr("CPU threads")},
        {"examples_per_second", tr("Examples per second")},
        {"recipe.name", tr("Name")},            {"recipe.training.batch_size", tr("Batch size")},
        {"recipe.training.epochs", tr("Epochs, at most")}, {"recipe.training.seed", tr("Seed")},
        {"recipe.training.early_stopping.patience", tr("Patience")}, {"recipe.training.early_stopping.enabled", tr("Stop early")},
        {"recipe.training.max_minutes", tr("Time limit (minutes)")}, {"seconds.total", tr("Time (seconds)")},
        {"seconds.train", tr("Time of the steps (seconds)")}};
    if (const auto found = known.find(path); found != known.end())
        return found->second;
    if (name == "component") {
        const auto what = split(before).second;
        return what == "from_template" ? tr("Model") : what == "optimizer" ? tr("Optimizer") : what == "schedule" ? tr("Learning rate over time")
               : what == "loss" ? tr("Loss") : what == "sampler" ? tr("Order of the examples") : QString::fromStdString(path);
    }
    // An option of some component: by the title that its description has.
    if (path.find(".parameters.") != std::string::npos)
        for (const auto& info : m_session.catalog().components)
            for (const auto& parameter : info.parameters)
                if (parameter.name == name && !parameter.title.empty())
                    return QString::fromStdString(m_session.sentences().catalog(parameter.title));
    QString plain = QString::fromStdString(path.starts_with("recipe.") ? path.substr(7) : path);
    return plain.replace(QLatin1Char('_'), QLatin1Char(' ')).replace(QLatin1Char('.'), QStringLiteral(" › "));
}

void DifferencesModel::setAnswer(const Value& answer, const QStringList& titles)
{
    beginResetModel();
    m_titles = titles;
    m_rows.clear();
    for (const auto& item : answer.at("differences").asList()) {
        const auto& path = item.at("path").asText();
        m_rows.push_back({path, title(path), item.at("values").asList()});
    }
    std::ranges::stable_sort(m_rows, {}, [](const Row& row) { return std::pair(rank(row.path), row.path); });
    endResetModel();
}

void DifferencesModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_titles.clear();
    endResetModel();
}

QString DifferencesModel::valueText(const Row& row, const Value& value) const
{
    const auto name = split(row.path).second;
    if (value.isNull())
        return QStringLiteral("–");
    if (value.type() == Value::Type::Boolean)
        return value.asBoolean() ? tr("on") : tr("off");
    if (value.isNumber())
        return formatValue(value.asReal(), row.path.starts_with("metrics") ? SeriesWords::form(name) : ValueForm::Number);
    if (row.path == "state")
        if (const auto state = fromText<JobState>(value.asText()))
            return RunWords::state(*state);
    if (name == "component")
        for (const auto& info : m_session.catalog().components)
            if (info.id == value.asText())
                return QString::fromStdString(m_session.sentences().catalog(info.title));
    return QString::fromStdString(value.toDisplay());
}

int DifferencesModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
int DifferencesModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : 1 + static_cast<int>(m_titles.size()); }

QVariant DifferencesModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const auto& row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == Qt::ToolTipRole && index.column() == 0)
        return QString::fromStdString(row.path);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    if (index.column() == 0)
        return row.title;
    const auto place = static_cast<std::size_t>(index.column() - 1);
    return place < row.values.size() ? valueText(row, row.values[place]) : QString();
}

QVariant DifferencesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section > m_titles.size())
        return {};
    return section == 0 ? tr("What differs") : m_titles[section - 1];
}

} // namespace fettle::ui
