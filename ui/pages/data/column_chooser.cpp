// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/column_chooser.h"

#include <algorithm>

#include <QEvent>
#include <QLineEdit>
#include <QListView>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

#include "ui/pages/data/columns.h"
#include "ui/theme/theme.h"

namespace fettle::ui {
namespace {

constexpr int kChooserWidth = 300;
constexpr int kMostLines = 12;
constexpr int kSearchFrom = 10;

} // namespace

InputColumns::InputColumns(Session& session, QObject* parent) : QAbstractListModel(parent), m_session(session)
{
    connect(&session, &Session::dataChanged, this, &InputColumns::refresh);
    connect(&session, &Session::recommendationChanged, this, &InputColumns::refresh);
    connect(&session.draft(), &RecipeDraft::changed, this, &InputColumns::refresh);
    refresh();
}

void InputColumns::refresh()
{
    std::vector<Item> items;
    const auto& manifest = m_session.data().manifest;
    for (const auto& field : manifest.fields) {
        const auto role = roleNow(field, m_session.draft().recipe(), manifest);
        if (role == FieldRole::Input || role == FieldRole::Ignore)
            items.push_back({field.name, field.kind, role == FieldRole::Input});
    }
    if (items == m_items)
        return;
    const auto sameField = [](const Item& a, const Item& b) { return a.field == b.field && a.kind == b.kind; };
    if (std::ranges::equal(items, m_items, sameField)) {
        m_items = std::move(items);
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    beginResetModel();
    m_items = std::move(items);
    endResetModel();
}

int InputColumns::usedCount() const { return static_cast<int>(std::ranges::count(m_items, true, &Item::used)); }

int InputColumns::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_items.size()); }

QVariant InputColumns::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const auto& item = m_items[static_cast<std::size_t>(index.row())];
    if (role == Qt::DisplayRole || role == Qt::EditRole)
        return QString::fromStdString(item.field);
    if (role == Qt::ToolTipRole)
        return QString::fromStdString(m_session.sentences().word("kind", toText(item.kind)));
    if (role == Qt::CheckStateRole)
        return static_cast<int>(item.used ? Qt::Checked : Qt::Unchecked);
    return {};
}

bool InputColumns::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::CheckStateRole || !index.isValid() || index.row() >= rowCount())
        return false;
    const auto item = m_items[static_cast<std::size_t>(index.row())];
    const bool used = value.toInt() == static_cast<int>(Qt::Checked);
    // The last one stays: there has to be something to learn from.
    if (used == item.used || (!used && usedCount() <= 1))
        return false;
    m_session.setInput(item.field, used);
    return true;
}

Qt::ItemFlags InputColumns::flags(const QModelIndex& index) const
{
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable : Qt::NoItemFlags;
}

ColumnChooser::ColumnChooser(InputColumns& columns, QWidget* parent)
    : Popover(parent), m_columns(columns), m_found(new QSortFilterProxyModel(this)), m_search(new QLineEdit(this)),
      m_list(new QListView(this))
{
    m_found->setSourceModel(&columns);
    m_found->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_list->setModel(m_found);
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_search->setClearButtonEnabled(true);
    content()->addWidget(m_search);
    content()->addWidget(m_list);
    connect(m_search, &QLineEdit::textChanged, m_found, &QSortFilterProxyModel::setFilterFixedString);
    retranslate();
}

void ColumnChooser::popUpUnder(const QRect& anchor)
{
    const auto& theme = themeOf(this);
    const int lines = std::clamp(m_columns.rowCount(), 1, kMostLines);
    m_search->clear();
    m_search->setVisible(m_columns.rowCount() >= kSearchFrom);
    const int row = m_list->sizeHintForRow(0) > 0 ? m_list->sizeHintForRow(0) : theme.rowHeight();
    m_list->setFixedHeight(lines * row + 4);
    setFixedWidth(static_cast<int>(kChooserWidth * theme.options().textScale));
    popUp(anchor);
    if (!m_list->currentIndex().isValid())
        m_list->setCurrentIndex(m_found->index(0, 0));
}

void ColumnChooser::retranslate()
{
    setAccessibleName(tr("Columns to learn from"));
    m_list->setAccessibleName(tr("Columns to learn from"));
    m_search->setPlaceholderText(tr("Find a column"));
    m_search->setAccessibleName(tr("Find a column"));
}

void ColumnChooser::changeEvent(QEvent* event)
{
    Popover::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace fettle::ui
