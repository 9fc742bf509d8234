// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/find_bar.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>

#include "ui/graph/graph_canvas.h"
#include "ui/theme/painting.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {
namespace {

constexpr int kBarInset = 12;

} // namespace

FindBar::FindBar(GraphCanvas& canvas)
    : QFrame(&canvas), m_canvas(canvas), m_search(new QLineEdit(this)), m_count(new TextLabel(TextStyle::Small, "text.secondary", this)),
      m_previous(new IconButton("chevron-up", this)), m_next(new IconButton("chevron-down", this)), m_close(new IconButton("close", this))
{
    auto* layout = new QHBoxLayout(this);
    const auto& theme = themeOf(this);
    layout->setContentsMargins(theme.space(1), theme.space(1), theme.space(1), theme.space(1));
    layout->setSpacing(theme.space(0));
    layout->addWidget(m_search, 1);
    layout->addWidget(m_count);
    layout->addWidget(m_previous);
    layout->addWidget(m_next);
    layout->addWidget(m_close);
    m_search->installEventFilter(this);
    canvas.installEventFilter(this);
    connect(m_search, &QLineEdit::textChanged, this, &FindBar::find);
    connect(m_previous, &QToolButton::clicked, this, [this] { m_canvas.stepFound(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { m_canvas.stepFound(1); });
    connect(m_close, &QToolButton::clicked, this, &FindBar::close);
    hide();
    retranslate();
}

void FindBar::open()
{
    place();
    show();
    raise();
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
    find();
}

void FindBar::place()
{
    const auto& theme = themeOf(this);
    const int wide = std::min(static_cast<int>(340 * theme.options().textScale), m_canvas.width() - 2 * kBarInset);
    setGeometry(m_canvas.width() - wide - kBarInset, kBarInset, wide, theme.controlHeight() + 2 * theme.space(1));
}

void FindBar::close()
{
    hide();
    m_canvas.markFound({});
    m_canvas.setFocus(Qt::OtherFocusReason);
}

void FindBar::find()
{
    m_found = m_canvas.markFound(m_search->text());
    m_stepped = false;
    m_count->setText(m_search->text().trimmed().isEmpty() ? QString() : tr("%n found", nullptr, m_found));
    m_previous->setEnabled(m_found > 1);
    m_next->setEnabled(m_found > 1);
}

bool FindBar::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == &m_canvas && event->type() == QEvent::Resize)
        place();
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Escape) {
            close();
            return true;
        }
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            // The first Enter selects the first one, which is in sight already.
            m_canvas.stepFound(!std::exchange(m_stepped, true) ? 0 : key->modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1);
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void FindBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        find();
    } else if (event->type() == QEvent::StyleChange) {
        place();
    }
    QFrame::changeEvent(event);
}

void FindBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto& theme = themeOf(this);
    drawBox(painter, rect(), theme.radius("card"), theme.color("bg.raised"), theme.color("line.button"));
}

void FindBar::retranslate()
{
    m_search->setPlaceholderText(tr("Find nodes"));
    m_search->setAccessibleName(tr("Find nodes"));
    m_previous->setLabel(tr("Previous"), QKeySequence(Qt::SHIFT | Qt::Key_Return));
    m_next->setLabel(tr("Next"), QKeySequence(Qt::Key_Return));
    m_close->setLabel(tr("Close"), QKeySequence(Qt::Key_Escape));
}

} // namespace fettle::ui
