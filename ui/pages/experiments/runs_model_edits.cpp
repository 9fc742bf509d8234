// SPDX-License-Identifier: GPL-3.0-or-later
// What the table changes of runs: stars, tags, names and notes.
#include <algorithm>

#include "ui/pages/experiments/runs_model.h"

namespace fettle::ui {
namespace {

ValueList tagList(const QStringList& tags)
{
    ValueList list;
    for (const auto& tag : tags)
        list.emplace_back(tag.toStdString());
    return list;
}

} // namespace

bool RunsModel::isStarred(int row) const
{
    const auto* run = record(row);
    return run && std::ranges::find(run->tags, kStarTag) != run->tags.end();
}

QStringList RunsModel::tags(int row) const
{
    QStringList list;
    if (const auto* run = record(row))
        for (const auto& tag : run->tags)
            if (tag != kStarTag)
                list << QString::fromStdString(tag);
    return list;
}

void RunsModel::setStarred(int row, bool starred)
{
    const auto* run = record(row);
    if (!run || starred == isStarred(row))
        return;
    QStringList list = tags(row);
    const ValueMap before{{"run", run->id}, {"tags", tagList(starred ? list : list + QStringList{QLatin1String(kStarTag)})}};
    if (starred)
        list << QLatin1String(kStarTag);
    change("runs.tag", {{"run", run->id}, {"tags", tagList(list)}}, before, {});
}

bool RunsModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    const auto* run = record(index.row());
    const QString wanted = value.toString().trimmed();
    if (!run || role != Qt::EditRole || wanted == text(m_rows[static_cast<std::size_t>(index.row())], index.column()))
        return false;
    const QString title = RunWords::title(*run);
    if (index.column() == Name && !wanted.isEmpty()) {
        change("runs.rename", {{"run", run->id}, {"name", wanted.toStdString()}}, {{"run", run->id}, {"name", title.toStdString()}},
               tr("“%1” is now “%2”.").arg(title, wanted));
    } else if (index.column() == Note) {
        change("runs.note", {{"run", run->id}, {"note", wanted.toStdString()}}, {{"run", run->id}, {"note", run->note}},
               tr("The note of “%1” was changed.").arg(title));
    } else if (index.column() == Tags) {
        QStringList list;
        for (const auto& tag : wanted.split(QLatin1Char(','), Qt::SkipEmptyParts))
            if (const QString name = tag.trimmed(); !name.isEmpty() && !list.contains(name))
                list << name;
        ValueList before;
        for (const auto& tag : run->tags)
            before.emplace_back(tag);
        if (isStarred(index.row()))
            list << QLatin1String(kStarTag);
        change("runs.tag", {{"run", run->id}, {"tags", tagList(list)}}, {{"run", run->id}, {"tags", before}},
               tr("The tags of “%1” were changed.").arg(title));
    } else {
        return false;
    }
    return true;
}

void RunsModel::change(const std::string& method, ValueMap params, ValueMap before, const QString& sentence)
{
    m_session.engine().request(method, std::move(params), this, [this, method, before = std::move(before), sentence](Result<Value> answer) {
        if (!answer) {
            m_session.report(answer.error());
        } else if (!sentence.isEmpty()) {
            Q_EMIT edited(sentence, method, before);
        }
        reload();
    });
}

} // namespace fettle::ui
