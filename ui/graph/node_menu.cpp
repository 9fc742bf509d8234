// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/node_menu.h"

#include <algorithm>

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/graph/graph_canvas.h"
#include "ui/theme/painting.h"
#include "ui/theme/style_hints.h"

namespace fettle::ui {
namespace {

constexpr int kWide = 320;
constexpr int kHigh = 372;

} // namespace

NodeMenu::NodeMenu(GraphEditor& editor, GraphCanvas* canvas)
    : QFrame(canvas), m_model(new ComponentListModel(editor, ComponentListModel::Style::Ranked, this)),
      m_search(new QLineEdit(this)), m_list(new QListView(this))
{
    m_list->setModel(m_model);
    m_list->setItemDelegate(new ComponentDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameless(*m_list, true);
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& query) { m_model->setQuery(query); });
    connect(m_list, &QListView::clicked, this, &NodeMenu::choose);
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        m_list->setCurrentIndex(m_model->first());
        m_list->scrollToTop();
    });
    applySpaces();
    retranslate();
}

void NodeMenu::open(QPoint at, ListPurpose purpose)
{
    const auto room = parentWidget()->rect().adjusted(8, 8, -8, -8);
    const auto& theme = themeOf(this);
    const double scale = theme.options().textScale;
    resize(std::min(static_cast<int>(kWide * scale), room.width()), std::min(static_cast<int>(kHigh * scale), room.height()));
    QPoint corner = at;
    corner.setX(std::clamp(corner.x(), room.left(), std::max(room.left(), room.right() - width())));
    corner.setY(std::clamp(corner.y(), room.top(), std::max(room.top(), room.bottom() - height())));
    move(corner);
    m_search->clear();
    m_model->setQuery({});
    m_model->setPurpose(std::move(purpose));
    show();
    raise();
    m_search->setFocus(Qt::PopupFocusReason);
}

void NodeMenu::close()
{
    if (isHidden())
        return;
    hide();
    Q_EMIT closed();
}

void NodeMenu::choose(const QModelIndex& index)
{
    const auto id = index.data(ComponentListModel::IdRole).toString().toStdString();
    if (id.empty())
        return;
    const bool block = index.data(ComponentListModel::BlockRole).toBool();
    hide();
    Q_EMIT chosen(id, block);
}

void NodeMenu::step(int rows)
{
    int row = m_list->currentIndex().row();
    for (int left = std::abs(rows); left > 0; --left) {
        int next = row + (rows > 0 ? 1 : -1);
        while (next >= 0 && next < m_model->rowCount() && !(m_model->flags(m_model->index(next)) & Qt::ItemIsEnabled))
            next += rows > 0 ? 1 : -1;
        if (next < 0 || next >= m_model->rowCount())
            break;
        row = next;
    }
    m_list->setCurrentIndex(m_model->index(row));
}

bool NodeMenu::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent*>(event)->key()) {
        case Qt::Key_Down: step(1); return true;
        case Qt::Key_Up: step(-1); return true;
        case Qt::Key_PageDown: step(8); return true;
        case Qt::Key_PageUp: step(-8); return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_Tab: choose(m_list->currentIndex()); return true;
        case Qt::Key_Escape: close(); return true;
        default: break;
        }
    }
    // Whatever else gets the focus, the menu goes.
    if (watched == m_search && event->type() == QEvent::FocusOut && static_cast<QFocusEvent*>(event)->reason() != Qt::ActiveWindowFocusReason &&
        static_cast<QFocusEvent*>(event)->reason() != Qt::PopupFocusReason)
        hide();
    return QFrame::eventFilter(watched, event);
}

void NodeMenu::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        m_model->refill();
    } else if (event->type() == QEvent::StyleChange) {
        applySpaces();
    }
    QFrame::changeEvent(event);
}

void NodeMenu::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto& theme = themeOf(this);
    drawBox(painter, rect(), theme.radius("card"), theme.color("bg.raised"), theme.color("line.control"));
}

void NodeMenu::retranslate()
{
    m_search->setPlaceholderText(tr("Search layers"));
    m_search->setAccessibleName(tr("Search layers"));
    m_list->setAccessibleName(tr("Layers that can be added"));
}

void NodeMenu::applySpaces()
{
    const auto& theme = themeOf(this);
    layout()->setContentsMargins(theme.space(1), theme.space(1), theme.space(1), theme.space(1));
    layout()->setSpacing(theme.space(1));
}

} // namespace fettle::ui
