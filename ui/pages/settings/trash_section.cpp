// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/trash_section.h"

#include <QHeaderView>
#include <QTableView>
#include <QVBoxLayout>

#include <nlohmann/json.hpp>

#include "ui/pages/settings/trash_model.h"
#include "ui/theme/style_hints.h"
#include "ui/widgets/button.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {
namespace {

/// More are scrolled to.
constexpr int kShownRows = 8;

/// "runs.restore" {run: id} and its like; there is nothing that deletes a recipe by itself.
std::optional<std::string> restoreMethod(store::ItemKind kind)
{
    if (kind == store::ItemKind::Recipe)
        return {};
    return std::string(toText(kind)) + "s.restore";
}

} // namespace

TrashSection::TrashSection(Session& session, QWidget* parent)
    : SettingsSection(parent), m_session(session), m_model(new TrashModel(session.sentences(), this)),
      m_view(new QTableView), m_empty(new TextLabel(TextStyle::Body, "text.secondary")),
      m_notice(new Notice(NoticeKind::Danger)), m_restore(new Button)
{
    m_empty->setWrap(true);
    m_notice->hide();
    m_view->setModel(m_model);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setTabKeyNavigation(false);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->verticalHeader()->hide();
    m_view->horizontalHeader()->setSectionResizeMode(TrashModel::Name, QHeaderView::Stretch);
    m_view->horizontalHeader()->setSectionResizeMode(TrashModel::Kind, QHeaderView::ResizeToContents);
    m_view->horizontalHeader()->setSectionResizeMode(TrashModel::Left, QHeaderView::ResizeToContents);
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setDensity(*m_view, Density::Compact);
    column().addWidget(m_empty);
    column().addWidget(m_view);
    column().addWidget(m_notice);
    column().addWidget(m_restore, 0, Qt::AlignLeft);
    connect(m_restore, &QAbstractButton::clicked, this, &TrashSection::restoreSelected);
    connect(m_view, &QAbstractItemView::activated, this, &TrashSection::restoreSelected);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &TrashSection::refresh);
    connect(m_model, &QAbstractItemModel::modelReset, this, &TrashSection::refresh);
}

QString TrashSection::heading() const { return tr("Trash"); }

void TrashSection::entered() { load(); }

void TrashSection::load()
{
    if (m_session.engine().state() != EngineApi::State::Ready)
        return;
    m_session.engine().request("trash.list", {}, this, [this](const Result<Value>& answer) {
        if (!answer) {
            m_notice->setText(QString::fromStdString(m_session.sentences().sentence(answer.error())));
            m_notice->show();
            return;
        }
        std::vector<store::TrashRecord> entries;
        for (const auto& value : answer->at("trash").asList())
            if (auto entry = fromValue<store::TrashRecord>(value); entry && restoreMethod(entry->kind))
                entries.push_back(std::move(entry).value());
        m_model->setEntries(std::move(entries));
        refresh();
    });
}

void TrashSection::restoreSelected()
{
    m_notice->hide();
    for (const auto& index : m_view->selectionModel()->selectedRows())
        restore(m_model->entries()[static_cast<std::size_t>(index.row())]);
    refresh();
}

void TrashSection::restore(store::TrashRecord entry)
{
    const auto method = restoreMethod(entry.kind);
    if (!method)
        return;
    ++m_waiting;
    const ValueMap params{{std::string(toText(entry.kind)), entry.item}};
    m_session.engine().request(*method, params, this, [this](const Result<Value>& answer) {
        --m_waiting;
        if (!answer) {
            // The first reason stays: the others are mostly the same.
            if (m_notice->isHidden())
                m_notice->setText(QString::fromStdString(m_session.sentences().sentence(answer.error())));
            m_notice->show();
        }
        if (m_waiting == 0) {
            load();
            Q_EMIT restored();
        }
        refresh();
    });
}

void TrashSection::retranslate()
{
    m_empty->setText(tr("The trash is empty. What you delete can be brought back from here for 30 days."));
    m_view->setAccessibleName(tr("Trash"));
    m_model->retranslate();
    refresh();
}

void TrashSection::refresh()
{
    const int rows = m_model->rowCount();
    const int chosen = static_cast<int>(m_view->selectionModel()->selectedRows().size());
    m_empty->setVisible(rows == 0);
    m_view->setVisible(rows > 0);
    m_restore->setVisible(rows > 0);
    m_restore->setText(chosen > 1 ? tr("Restore %n item(s)", nullptr, chosen) : tr("Restore"));
    m_restore->setBusy(m_waiting > 0);
    m_restore->setDisabledReason(chosen > 0 ? QString() : tr("Choose what to restore in the list."));
    if (rows == 0)
        return;
    const int header = m_view->horizontalHeader()->sizeHint().height();
    const int frame = 2 * m_view->frameWidth();
    m_view->setFixedHeight(header + frame + m_view->rowHeight(0) * std::min(rows, kShownRows));
}

} // namespace fettle::ui
