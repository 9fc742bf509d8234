// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/node_palette.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QVBoxLayout>

#include "ui/theme/style_hints.h"
#include "ui/theme/theme.h"

namespace fettle::ui {

NodePalette::NodePalette(GraphEditor& editor, QWidget* parent)
    : QWidget(parent), m_editor(editor), m_model(new ComponentListModel(editor, ComponentListModel::Style::Families, this)),
      m_search(new QLineEdit(this)), m_list(new QListView(this))
{
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new ComponentDelegate(m_list));
    m_list->setMouseTracking(true);
    m_list->setDragEnabled(true);
    m_list->setDragDropMode(QAbstractItemView::DragOnly);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->installEventFilter(this);
    setFrameless(*m_list, true);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& query) { m_model->setQuery(query); });
    connect(m_list, &QListView::doubleClicked, this, &NodePalette::add);
    connect(&m_editor, &GraphEditor::graphChanged, this, [this] {
        // Blocks come and go with edits; the layers stay.
        if (const auto blocks = m_editor.root().blocks.size(); std::exchange(m_blocks, blocks) != blocks)
            m_model->refill();
    });
    connect(&m_editor, &GraphEditor::scopeChanged, m_model, &ComponentListModel::refill);
    applySpaces();
    retranslate();
}

QSize NodePalette::sizeHint() const { return {themeOf(this).size("frame.rail") + themeOf(this).space(3), 320}; }

void NodePalette::add(const QModelIndex& index)
{
    const auto id = index.data(ComponentListModel::IdRole).toString().toStdString();
    if (id.empty())
        return;
    if (index.data(ComponentListModel::BlockRole).toBool()) {
        const auto bounds = boundsOf(m_editor.graph());
        m_editor.addBlock(id, {bounds.right + kColumnStep - kNodeWidth, bounds.top});
    } else {
        m_editor.addAfterCurrent(id);
    }
    Q_EMIT added();
}

bool NodePalette::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (watched == m_search && key == Qt::Key_Down) {
        m_list->setFocus(Qt::TabFocusReason);
        m_list->setCurrentIndex(m_model->first());
        return true;
    }
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        add(watched == m_search ? m_model->first() : m_list->currentIndex());
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void NodePalette::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        m_model->refill();
    } else if (event->type() == QEvent::StyleChange) {
        applySpaces();
    }
    QWidget::changeEvent(event);
}

void NodePalette::retranslate()
{
    m_search->setPlaceholderText(tr("Search layers"));
    m_search->setAccessibleName(tr("Search layers"));
    m_list->setAccessibleName(tr("Layers"));
    m_list->setAccessibleDescription(tr("Enter adds a layer behind the selected node; with the mouse, drag it onto the canvas."));
}

void NodePalette::applySpaces()
{
    const auto& theme = themeOf(this);
    layout()->setContentsMargins(theme.space(1), theme.space(1), theme.space(1), 0);
    layout()->setSpacing(theme.space(1));
}

} // namespace fettle::ui
