// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/experiments/runs_model.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>

#include <QDateTime>
#include <QLocale>
#include <QPainter>
#include <QPixmap>
#include <nlohmann/json.hpp>

#include "engine/documents/recipe_document.h"
#include "ui/plots/series_names.h"
#include "ui/theme/fettle_style.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace fettle::ui {
namespace {

constexpr int kReloadDelayMs = 80;
constexpr int kDetailDelayMs = 20;
constexpr int kDetailsAtOnce = 8;
/// Of what scrolls by, only the last rows are still of interest.
constexpr std::size_t kMostWanted = 200;

QString joined(const std::vector<std::string>& tags)
{
    QStringList list;
    for (const auto& tag : tags)
        if (tag != RunsModel::kStarTag)
            list << QString::fromStdString(tag);
    return list.join(QStringLiteral(", "));
}

SplitMetrics metricsOf(const Value& value)
{
    SplitMetrics metrics;
    for (const auto& [split, values] : value.asMap())
        for (const auto& [metric, figure] : values.asMap())
            metrics[split][metric] = figure.asReal();
    return metrics;
}

bool isNumber(int column)
{
    return column == RunsModel::Duration || column == RunsModel::Epochs || column == RunsModel::BatchSize ||
           column == RunsModel::Rate;
}

QPixmap swatch(const QColor& color)
{
    QPixmap pixmap(12, 12);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(QRectF(0, 3, 12, 6), 2, 2);
    return pixmap;
}

std::string optimizerOf(const Recipe& recipe) { return recipe.objectives.empty() ? std::string() : recipe.objectives.front().optimizer.component; }

double rateOf(const Recipe& recipe)
{
    if (recipe.objectives.empty())
        return 0.0;
    const auto& parameters = recipe.objectives.front().optimizer.parameters;
    const auto rate = parameters.find("lr");
    return rate == parameters.end() ? 0.0 : rate->second.asReal();
}

} // namespace

RunsModel::RunsModel(Session& session, QObject* parent) : QAbstractTableModel(parent), m_session(session)
{
    m_reloadTimer.setSingleShot(true);
    m_reloadTimer.setInterval(kReloadDelayMs);
    connect(&m_reloadTimer, &QTimer::timeout, this, &RunsModel::reload);
    m_detailTimer.setSingleShot(true);
    m_detailTimer.setInterval(kDetailDelayMs);
    connect(&m_detailTimer, &QTimer::timeout, this, &RunsModel::askDetails);
    connect(&session, &Session::runsChanged, this, [this] { m_reloadTimer.start(); });
    connect(&session, &Session::projectChanged, this, [this] {
        beginResetModel();
        m_rows.clear();
        m_details.clear();
        m_compared.clear();
        m_loaded = false;
        endResetModel();
        m_reloadTimer.start();
    });
    connect(&session, &Session::jobsChanged, this, [this] {
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0, State), index(rowCount() - 1, State));
    });
}

// --- the list ------------------------------------------------------------------------------------------------------

void RunsModel::reload()
{
    m_reloadTimer.stop();
    if (m_session.engine().state() != EngineApi::State::Ready || !m_session.project())
        return;
    m_session.engine().request("runs.list", {{"project", m_session.project()->id}}, this, [this, round = ++m_round](Result<Value> answer) {
        if (round != m_round)
            return;
        if (answer)
            took(*answer);
        else
            Q_EMIT failed(answer.error());
    });
}

void RunsModel::took(const Value& answer)
{
    std::vector<Row> rows;
    for (const auto& item : answer.at("runs").asList()) {
        auto record = fromValue<store::RunRecord>(item);
        if (!record)
            continue;
        Row row;
        row.figure = mainFigure(metricsOf(item.at("metrics")), item.at("primary_metric").asText());
        row.record = std::move(record).value();
        // Told beside the row: part of what makes a row equal to the one before.
        row.record.result = ValueMap{{"metrics", item.at("metrics")}, {"primary_metric", item.at("primary_metric")}};
        rows.push_back(std::move(row));
    }
    const auto& data = m_session.data();
    if (data.phase == DataState::Phase::Ready)
        m_versions[data.manifest.id] = data.number;
    replaceRows(std::move(rows));
    m_loaded = true;
    Q_EMIT loaded();
}

void RunsModel::replaceRows(std::vector<Row> rows)
{
    std::set<std::string_view> ids;
    for (const auto& row : rows)
        ids.insert(row.record.id);
    // The usual changes are few: one came, one went, some say something else. Anything more is another list.
    std::vector<int> gone;
    for (int i = rowCount() - 1; i >= 0 && gone.size() < 8; --i)
        if (!ids.contains(m_rows[static_cast<std::size_t>(i)].record.id))
            gone.push_back(i);
    if (gone.size() < 8) {
        for (const int row : gone) {
            beginRemoveRows({}, row, row);
            m_rows.erase(m_rows.begin() + row);
            endRemoveRows();
        }
        const auto come = rows.size() - std::min(rows.size(), m_rows.size());
        const bool grewInFront = come <= 8 && std::equal(m_rows.begin(), m_rows.end(), rows.begin() + static_cast<std::ptrdiff_t>(come), rows.end(),
                                                          [](const Row& a, const Row& b) { return a.record.id == b.record.id; });
        if (grewInFront) {
            if (come > 0) {
                beginInsertRows({}, 0, static_cast<int>(come) - 1);
                m_rows.insert(m_rows.begin(), rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(come));
                endInsertRows();
            }
            for (std::size_t i = 0; i < rows.size(); ++i) {
                if (m_rows[i] == rows[i])
                    continue;
                m_rows[i] = rows[i];
                const int row = static_cast<int>(i);
                Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
            }
            return;
        }
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

const store::RunRecord* RunsModel::record(int row) const
{
    return row >= 0 && row < rowCount() ? &m_rows[static_cast<std::size_t>(row)].record : nullptr;
}

int RunsModel::rowOf(const std::string& id) const
{
    const auto found = std::ranges::find_if(m_rows, [&](const Row& row) { return row.record.id == id; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

// --- details -------------------------------------------------------------------------------------------------------

void RunsModel::wantDetails(const std::string& run) const
{
    if (m_details.contains(run) || std::ranges::find(m_wanted, run) != m_wanted.end())
        return;
    m_wanted.insert(m_wanted.begin(), run);
    if (m_wanted.size() > std::max(kMostWanted, m_rows.size()))
        m_wanted.pop_back();
    if (!m_detailTimer.isActive())
        m_detailTimer.start();
}

void RunsModel::loadAllDetails()
{
    for (auto row = m_rows.rbegin(); row != m_rows.rend(); ++row)
        wantDetails(row->record.id);
}

void RunsModel::askDetails()
{
    while (m_asking < kDetailsAtOnce && !m_wanted.empty()) {
        const auto run = m_wanted.front();
        m_wanted.erase(m_wanted.begin());
        if (m_details.contains(run) || rowOf(run) < 0)
            continue;
        ++m_asking;
        m_session.engine().request("runs.show", {{"run", run}}, this, [this, run](Result<Value> answer) {
            --m_asking;
            if (answer)
                tookDetails(run, *answer);
            else
                m_details[run]; // asked once: an unreadable run is not asked for at every look
            askDetails();
        });
    }
}

void RunsModel::tookDetails(const std::string& run, const Value& answer)
{
    auto& details = m_details[run];
    if (auto recipe = documents::readRecipe(answer.at("recipe").asText())) {
        details.written = std::move(recipe).value();
        details.recipe = details.written;
    }
    if (auto resolved = documents::readRecipe(answer.at("resolved_recipe").asText()); resolved && !answer.at("resolved_recipe").asText().empty())
        details.recipe = std::move(resolved).value();
    if (const int row = rowOf(run); row >= 0)
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

// --- texts ---------------------------------------------------------------------------------------------------------

QString RunsModel::columnTitle(int column)
{
    switch (column) {
    case Star: return tr("Star");
    case Name: return tr("Run");
    case State: return tr("State");
    case Figure: return tr("Result");
    case Model: return tr("Model");
    case When: return tr("When");
    case Duration: return tr("Time");
    case Data: return tr("Data");
    case Tags: return tr("Tags");
    case Note: return tr("Note");
    case Epochs: return tr("Epochs");
    case BatchSize: return tr("Batch size");
    case Rate: return tr("Learning rate");
    case Optimizer: return tr("Optimizer");
    default: return {};
    }
}

JobState RunsModel::state(const Row& row) const
{
    const auto* job = m_session.job(row.record.job);
    return job ? job->state : row.record.state;
}

double RunsModel::seconds(const Row& row) const
{
    const auto from = QDateTime::fromString(QString::fromStdString(row.record.startedUtc), Qt::ISODateWithMs);
    const auto to = QDateTime::fromString(QString::fromStdString(row.record.finishedUtc), Qt::ISODateWithMs);
    return from.isValid() && to.isValid() ? static_cast<double>(from.msecsTo(to)) / 1000.0 : -1.0;
}

QString RunsModel::duration(const Row& row) const
{
    const double length = seconds(row);
    return length < 0.0 ? QString() : QString::fromStdString(m_session.sentences().duration(length >= 10.0 ? std::round(length) : length));
}

QString RunsModel::text(const Row& row, int column) const
{
    switch (column) {
    case Name:
        return RunWords::title(row.record);
    case State:
        return RunWords::state(state(row));
    case Figure:
        return row.figure ? RunWords::figure(m_session, row.figure->metric, row.figure->value) : QString();
    case When:
        return RunWords::when(row.record.createdUtc, QDateTime::currentDateTimeUtc(), QLocale(QString::fromStdString(m_session.sentences().language())));
    case Duration:
        return duration(row);
    case Data: {
        const auto number = m_versions.find(row.record.datasetVersion);
        return number == m_versions.end() ? QString::fromStdString(row.record.datasetVersion.substr(0, 8)) : tr("version %1").arg(number->second);
    }
    case Tags:
        return joined(row.record.tags);
    case Note:
        return QString::fromStdString(row.record.note);
    default:
        return isDetail(column) ? detailText(row, column) : QString();
    }
}

QString RunsModel::detailText(const Row& row, int column) const
{
    const auto found = m_details.find(row.record.id);
    if (found == m_details.end())
        return {};
    const auto& [written, recipe] = found->second;
    switch (column) {
    case Model:
        return RunWords::model(m_session, written);
    case Epochs:
        return recipe.training.epochs > 0.0 ? formatValue(recipe.training.epochs, ValueForm::Number) : QString();
    case BatchSize:
        return recipe.training.batchSize > 0 ? QString::number(recipe.training.batchSize) : QString();
    case Rate:
        return rateOf(recipe) > 0.0 ? formatValue(rateOf(recipe), ValueForm::Number) : QString();
    case Optimizer: {
        const auto* info = m_session.catalog().find(ComponentKind::Optimizer, optimizerOf(recipe));
        return QString::fromStdString(info ? m_session.sentences().catalog(info->title) : optimizerOf(recipe));
    }
    default:
        return {};
    }
}

QVariant RunsModel::sortValue(const Row& row, int column) const
{
    switch (column) {
    case Star:
        return std::ranges::find(row.record.tags, kStarTag) != row.record.tags.end() ? 1 : 0;
    case Name:
        return QVariant::fromValue<qlonglong>(row.record.number);
    case State:
        return static_cast<int>(state(row));
    case Figure:
        return row.figure ? row.figure->value : -1e300;
    case When:
        return QString::fromStdString(row.record.createdUtc);
    case Duration:
        return seconds(row);
    default:
        return isDetail(column) ? detailSortValue(row, column) : QVariant(text(row, column));
    }
}

QVariant RunsModel::detailSortValue(const Row& row, int column) const
{
    const auto found = m_details.find(row.record.id);
    if (found == m_details.end() || column == Model || column == Optimizer)
        return detailText(row, column);
    const auto& recipe = found->second.recipe;
    return column == Epochs ? recipe.training.epochs : column == BatchSize ? static_cast<double>(recipe.training.batchSize) : rateOf(recipe);
}

QVariant RunsModel::mark(const Row& row, int column) const
{
    if (column == Star)
        return std::ranges::find(row.record.tags, kStarTag) != row.record.tags.end() ? icon("star") : icon("star-outline", "text.secondary");
    if (column == State) {
        const auto now = state(row);
        return icon(RunWords::stateIcon(now), now == JobState::Completed ? "success" : now == JobState::Failed ? "danger" : now == JobState::Interrupted ? "warning" : "text.secondary");
    }
    if (column != Name)
        return {};
    const auto compared = std::ranges::find(m_compared, row.record.id);
    return compared == m_compared.end() ? QVariant() : QVariant(swatch(themeOf(nullptr).plotColor(static_cast<int>(compared - m_compared.begin()))));
}

// --- model ---------------------------------------------------------------------------------------------------------

int RunsModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
int RunsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(ColumnCount); }

QVariant RunsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const auto& row = m_rows[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        if (isDetail(column))
            wantDetails(row.record.id);
        return text(row, column);
    case Qt::EditRole:
        return text(row, column);
    case Qt::DecorationRole:
        return mark(row, column);
    case Qt::ToolTipRole:
        return column == Star ? (isStarred(index.row()) ? tr("Take the star away") : tr("Give it a star"))
               : column == When ? QString::fromStdString(row.record.createdUtc)
               : column == Figure && row.figure ? tr("%1 of the %2: %3", "metric, part of the data, value")
                                                      .arg(SeriesWords::title(m_session, row.figure->metric),
                                                           QString::fromStdString(m_session.sentences().word("split", row.figure->split)),
                                                           formatValue(row.figure->value, SeriesWords::form(row.figure->metric)))
                                                : text(row, column);
    case Qt::AccessibleTextRole:
        return column == Star ? (isStarred(index.row()) ? tr("starred") : tr("not starred")) : text(row, column);
    case Qt::TextAlignmentRole:
        return static_cast<int>((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::FontRole:
        return isNumber(column) ? QVariant(themeOf(nullptr).font(TextStyle::Code)) : QVariant();
    case kSortRole:
        return sortValue(row, column);
    case kFilterRole:
        return QStringList{text(row, Name), text(row, State), text(row, Tags), text(row, Note), text(row, Model), text(row, Figure)}.join(QLatin1Char('\n'));
    case kIdRole:
        return QString::fromStdString(row.record.id);
    default:
        return {};
    }
}

QVariant RunsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::DisplayRole)
        return section == Star ? QString() : columnTitle(section);
    if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole)
        return columnTitle(section);
    if (role == Qt::DecorationRole && section == Star)
        return icon("star-outline", "text.secondary");
    return {};
}

Qt::ItemFlags RunsModel::flags(const QModelIndex& index) const
{
    auto flags = QAbstractTableModel::flags(index);
    if (index.column() == Name || index.column() == Tags || index.column() == Note)
        flags |= Qt::ItemIsEditable;
    return flags;
}

void RunsModel::setCompared(const std::vector<std::string>& runs)
{
    if (runs == m_compared)
        return;
    m_compared = runs;
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, Name), index(rowCount() - 1, Name), {Qt::DecorationRole});
}

} // namespace fettle::ui
