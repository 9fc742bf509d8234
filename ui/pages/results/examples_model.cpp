// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results/examples_model.h"

#include <algorithm>

#include <QLocale>
#include <nlohmann/json.hpp>

#include "ui/pages/data/text_popover.h"
#include "ui/theme/icons.h"
#include "ui/widgets/marked_text.h"

namespace fettle::ui {
namespace {

constexpr std::int64_t kPageRows = 64;

} // namespace

ExamplesModel::ExamplesModel(Session& session, ThumbnailLoader& thumbnails, QObject* parent)
    : QAbstractTableModel(parent), m_session(session), m_thumbnails(thumbnails)
{
    connect(&m_thumbnails, &ThumbnailLoader::loaded, this, [this](const QList<qint64>& ids) {
        for (std::size_t row = 0; row < m_rows.size(); ++row)
            if (ids.contains(m_rows[row].id)) {
                const auto changed = index(static_cast<int>(row), Target);
                Q_EMIT dataChanged(changed, changed, {ImageRole, BrokenRole});
            }
    });
}

void ExamplesModel::setSource(EvaluationRowsRequest source, std::vector<FieldInfo> fields, AnswerForm form,
                              std::vector<std::string> labels, int markedField)
{
    const bool otherFields = fields != m_fields || form != m_form || labels != m_labels || markedField != m_markedField;
    source.order = m_request.order;
    source.seed = m_request.seed;
    if (!otherFields && source == m_request && !m_error)
        return;
    if (source.manifestPath != m_request.manifestPath)
        m_thumbnails.clear();
    beginResetModel();
    m_request = std::move(source);
    m_fields = std::move(fields);
    m_form = form;
    m_numbers = form == AnswerForm::Number;
    m_labels = std::move(labels);
    m_markedField = markedField;
    m_rows.clear();
    m_total = -1;
    endResetModel();
    restart();
}

void ExamplesModel::setOrder(EvaluationOrder order, std::int64_t seed)
{
    if (order == m_request.order && seed == m_request.seed)
        return;
    m_request.order = order;
    m_request.seed = seed;
    restart();
}

void ExamplesModel::setFilter(std::optional<std::string> target, std::optional<std::string> predicted)
{
    if (target == m_request.target && predicted == m_request.predicted)
        return;
    m_request.target = std::move(target);
    m_request.predicted = std::move(predicted);
    restart();
}

void ExamplesModel::restart()
{
    ++m_round;
    m_asking = false;
    m_error.reset();
    beginResetModel();
    m_rows.clear();
    m_total = -1;
    endResetModel();
    Q_EMIT arrived();
    if (!m_request.runFolder.empty())
        ask();
}

void ExamplesModel::ask()
{
    if (m_asking)
        return;
    m_asking = true;
    auto request = m_request;
    request.first = static_cast<std::int64_t>(m_rows.size());
    request.count = kPageRows;
    const int round = m_round;
    m_session.engine().request("worker.evaluation_rows", toValue(request).asMap(), this, [this, round](Result<Value> answer) {
        if (round != m_round)
            return;
        m_asking = false;
        auto page = answer ? fromValue<EvaluationPage>(*answer) : Result<EvaluationPage>(answer.error());
        if (page) {
            take(std::move(page).value());
        } else {
            m_error = page.error();
            Q_EMIT arrived();
        }
    });
}

void ExamplesModel::take(EvaluationPage page)
{
    if (page.first != static_cast<std::int64_t>(m_rows.size()))
        return;
    const bool firstPage = m_total < 0;
    m_total = page.total;
    if (firstPage) {
        m_places.clear();
        m_picturePlace = -1;
        for (const auto& field : m_fields) {
            const auto place = std::ranges::find(page.fields, field.name);
            m_places.push_back(place == page.fields.end() ? -1 : static_cast<int>(place - page.fields.begin()));
            if (field.kind == FieldKind::Image && m_picturePlace < 0)
                m_picturePlace = m_places.back();
        }
    }
    // An answer with nothing in it would make the view ask for ever.
    if (page.rows.empty())
        m_total = static_cast<std::int64_t>(m_rows.size());
    if (!page.rows.empty()) {
        const int first = static_cast<int>(m_rows.size());
        beginInsertRows({}, first, first + static_cast<int>(page.rows.size()) - 1);
        std::ranges::move(page.rows, std::back_inserter(m_rows));
        endInsertRows();
    }
    Q_EMIT arrived();
}

bool ExamplesModel::canFetchMore(const QModelIndex& parent) const
{
    return !parent.isValid() && m_total >= 0 && static_cast<std::int64_t>(m_rows.size()) < m_total && !m_asking && !m_error;
}

void ExamplesModel::fetchMore(const QModelIndex& parent)
{
    if (canFetchMore(parent))
        ask();
}

const EvaluationRow* ExamplesModel::example(int row) const
{
    return row >= 0 && row < static_cast<int>(m_rows.size()) ? &m_rows[static_cast<std::size_t>(row)] : nullptr;
}

std::optional<ThumbnailPlace> ExamplesModel::pictureOf(const EvaluationRow& row) const
{
    if (m_picturePlace < 0 || m_picturePlace >= static_cast<int>(row.values.size()))
        return std::nullopt;
    return ThumbnailPlace::from(row.values[static_cast<std::size_t>(m_picturePlace)]);
}

void ExamplesModel::wantPictures(int first, int last)
{
    std::vector<ThumbnailLoader::Request> wanted;
    for (int row = std::max(0, first); row <= last && row < rowCount(); ++row)
        if (const auto place = pictureOf(m_rows[static_cast<std::size_t>(row)]))
            wanted.push_back({m_rows[static_cast<std::size_t>(row)].id, *place});
    m_thumbnails.want(wanted);
}

void ExamplesModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, std::max(0, columnCount() - 1));
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int ExamplesModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }

int ExamplesModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : FirstField + static_cast<int>(m_fields.size());
}

bool ExamplesModel::isRight(const EvaluationRow& row) const
{
    const auto isRightMark = [](const JudgedMark& mark) { return mark.outcome == MarkOutcome::Right; };
    if (hasMarks())
        return std::ranges::all_of(row.targetMarks, isRightMark) && std::ranges::all_of(row.predictedMarks, isRightMark);
    if (m_form == AnswerForm::Ranking)
        return row.predicted.asInteger() == 1;
    return !row.target.isNull() && row.target == row.predicted;
}

QString ExamplesModel::marksText(const EvaluationRow& row, const std::vector<JudgedMark>& marks) const
{
    std::vector<Mark> plain;
    for (const auto& mark : marks)
        plain.push_back({mark.label, mark.start, mark.end});
    const auto words = marksInWords(m_markedField < 0 ? QString() : fieldText(row, m_markedField), plain);
    return words.isEmpty() ? tr("(nothing)") : words;
}

QString ExamplesModel::targetText(const EvaluationRow& row) const
{
    if (m_form == AnswerForm::Ranking)
        return tr("Place %1").arg(1);
    return hasMarks() ? marksText(row, row.targetMarks) : valueText(row.target);
}

QString ExamplesModel::answerText(const EvaluationRow& row) const
{
    if (m_form == AnswerForm::Ranking && !row.predicted.isNull())
        return tr("Place %1").arg(valueText(row.predicted));
    return hasMarks() ? marksText(row, row.predictedMarks) : valueText(row.predicted);
}

/// What was answered, and what should have been and was not.
QVariant ExamplesModel::markedText(const EvaluationRow& row) const
{
    if (m_form != AnswerForm::Spans || m_markedField < 0)
        return {};
    auto marks = row.predictedMarks;
    std::ranges::copy_if(row.targetMarks, std::back_inserter(marks),
                         [](const JudgedMark& mark) { return mark.outcome == MarkOutcome::Missed; });
    return QVariant::fromValue(MarkedText(fieldText(row, m_markedField), marks, m_labels));
}

QString ExamplesModel::marksVerdict(const EvaluationRow& row) const
{
    if (row.targetMarks.empty() && row.predictedMarks.empty())
        return tr("Nothing to mark, and nothing was marked");
    if (isRight(row))
        return tr("All right: %1").arg(targetText(row));
    return tr("Answered %1; in the data %2").arg(answerText(row), targetText(row));
}

QString ExamplesModel::valueText(const Value& value) const
{
    if (value.isNull())
        return tr("(not known)");
    return QString::fromStdString(value.isText() ? value.asText() : m_session.sentences().number(value));
}

QString ExamplesModel::fieldText(const EvaluationRow& row, int column) const
{
    const int place = m_places.size() > static_cast<std::size_t>(column) ? m_places[static_cast<std::size_t>(column)] : -1;
    if (place < 0 || place >= static_cast<int>(row.values.size()))
        return {};
    const auto& value = row.values[static_cast<std::size_t>(place)];
    if (value.isNull() || value.isMap())
        return {};
    return QString::fromStdString(value.isText() ? value.asText() : m_session.sentences().number(value));
}

QString ExamplesModel::scoresText(const EvaluationRow& row) const
{
    std::vector<std::pair<double, std::string>> scores;
    for (const auto& [name, score] : row.scores)
        scores.emplace_back(score, name);
    std::ranges::stable_sort(scores, std::greater<>(), &std::pair<double, std::string>::first);
    QStringList lines;
    for (const auto& [score, name] : scores)
        lines << tr("%1: %2").arg(QString::fromStdString(name), QString::fromStdString(m_session.sentences().percent(score)));
    return lines.join(QLatin1Char('\n'));
}

QString ExamplesModel::surenessText(const EvaluationRow& row) const
{
    if (!m_numbers)
        return QString::fromStdString(m_session.sentences().percent(row.score));
    if (row.target.isNull() || row.predicted.isNull())
        return {};
    return QString::fromStdString(m_session.sentences().number(Value(row.predicted.asReal() - row.target.asReal())));
}

/// The columns that are texts and were learned from stand first; of a pair both.
QString ExamplesModel::texts(const EvaluationRow& row) const
{
    QStringList texts;
    for (std::size_t i = 0; i < m_fields.size(); ++i)
        if (m_fields[i].kind == FieldKind::Text && (texts.isEmpty() || m_fields[i].role == FieldRole::Input
                                                      || (m_form == AnswerForm::Ranking && m_fields[i].role == FieldRole::Target)))
            texts << fieldText(row, static_cast<int>(i));
    return texts.join(QLatin1Char('\n'));
}

QString ExamplesModel::verdict(const EvaluationRow& row) const
{
    if (hasMarks())
        return marksVerdict(row);
    if (m_form == AnswerForm::Ranking)
        return row.predicted.isNull() ? tr("Has no matching text")
            : isRight(row)            ? tr("Found at first place, %1 alike").arg(surenessText(row))
                                      : tr("Found at place %1, %2 alike").arg(valueText(row.predicted), surenessText(row));
    const auto answer = valueText(row.predicted);
    return isRight(row) ? tr("%1, %2 sure").arg(answer, surenessText(row))
                        : tr("%1, %2 sure; it is %3").arg(answer, surenessText(row), valueText(row.target));
}

QVariant ExamplesModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto& row = m_rows[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    const bool isNumber = column == Sureness || (m_numbers && column < FirstField) ||
        (column >= FirstField && m_fields[static_cast<std::size_t>(column - FirstField)].kind == FieldKind::Number);
    switch (role) {
    case Qt::DisplayRole:
        if (column == Target)
            return targetText(row);
        if (column == Predicted)
            return answerText(row);
        return column == Sureness ? surenessText(row) : fieldText(row, column - FirstField);
    case Qt::AccessibleTextRole:
        return column == Target ? tr("%1, answered %2").arg(targetText(row), answerText(row))
                                : data(index, Qt::DisplayRole);
    case Qt::ToolTipRole: return column < FirstField ? scoresText(row) : textToolTip(fieldText(row, column - FirstField));
    case Qt::DecorationRole:
        if (m_numbers || column != Predicted || m_picturePlace >= 0)
            return {};
        return isRight(row) ? icon("check-circle", "success") : icon("close-circle", "danger");
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | (isNumber ? Qt::AlignRight : Qt::AlignLeft)));
    case ImageRole: return m_thumbnails.find(row.id);
    case BrokenRole: return m_picturePlace >= 0 && m_thumbnails.state(row.id) == ThumbnailLoader::State::Broken;
    case RightRole: return !m_numbers && isRight(row);
    case NumberRole: return isNumber;
    case TargetTextRole: return targetText(row);
    case PredictedTextRole: return answerText(row);
    case MarkedRole: return markedText(row);
    case SurenessTextRole: return surenessText(row);
    case TextRole: return texts(row);
    case VerdictRole: return verdict(row);
    default: return {};
    }
}

QVariant ExamplesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool number = section == Sureness || (m_numbers && section < FirstField) ||
            (section >= FirstField && m_fields[static_cast<std::size_t>(section - FirstField)].kind == FieldKind::Number);
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | (number ? Qt::AlignRight : Qt::AlignLeft)));
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Target: return tr("What is true");
    case Predicted: return tr("Answer");
    case Sureness: return m_numbers ? tr("Off by") : m_form == AnswerForm::Ranking ? tr("How alike") : tr("How sure");
    default: return QString::fromStdString(m_fields[static_cast<std::size_t>(section - FirstField)].name);
    }
}

} // namespace fettle::ui
