// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/top_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>

#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/icon_button.h"

namespace fettle::ui {
namespace {

constexpr int kMenuProjects = 12;

} // namespace

TopBar::TopBar(Session& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_row(new QHBoxLayout(this)), m_project(new Button(ButtonKind::Quiet, this)),
      m_saved(new ElidedLabel(TextStyle::Small, Qt::ElideRight, this)), m_undo(new IconButton("undo", this)),
      m_redo(new IconButton("redo", this)), m_search(new Button(ButtonKind::Normal, this))
{
    m_saved->setColorRole("text.secondary");
    m_project->setIconName("folder-outline");
    m_search->setIconName("magnify");
    m_search->setFocusPolicy(Qt::TabFocus);
    m_row->addWidget(m_project);
    m_row->addWidget(m_saved);
    m_row->addStretch(1);
    m_row->addWidget(m_search);
    m_row->addStretch(1);
    m_row->addWidget(m_undo);
    m_row->addWidget(m_redo);
    auto& stack = m_session.draft().undoStack();
    connect(m_undo, &QAbstractButton::clicked, &stack, &QUndoStack::undo);
    connect(m_redo, &QAbstractButton::clicked, &stack, &QUndoStack::redo);
    connect(&stack, &QUndoStack::indexChanged, this, &TopBar::refresh);
    connect(&m_session, &Session::projectChanged, this, &TopBar::refresh);
    connect(&m_session, &Session::projectsChanged, this, &TopBar::refresh);
    connect(&m_session.draft(), &RecipeDraft::savedChanged, this, &TopBar::refresh);
    connect(m_project, &QAbstractButton::clicked, this, &TopBar::showProjectMenu);
    connect(m_search, &QAbstractButton::clicked, this, &TopBar::searchWanted);
    applySizes();
    retranslate();
}

void TopBar::applySizes()
{
    const auto& theme = themeOf(this);
    setFixedHeight(theme.size("frame.topBar"));
    m_row->setContentsMargins(theme.space(2), 0, theme.space(3), 0);
    m_row->setSpacing(theme.space(1));
    m_search->setMinimumWidth(theme.size("frame.inspector"));
}

void TopBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange)
        applySizes();
}

void TopBar::paintEvent(QPaintEvent*)
{
    const auto& theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.color("bg.surface"));
    painter.fillRect(0, height() - 1, width(), 1, theme.color("line.subtle"));
}

void TopBar::retranslate()
{
    m_search->setText(tr("Search actions, pages and options (Ctrl+K)"));
    m_search->setAccessibleName(tr("Search"));
    refresh();
}

void TopBar::refresh()
{
    const auto* project = m_session.project();
    m_project->setText(project ? QString::fromStdString(project->name) : tr("No project open"));
    m_project->setAccessibleName(tr("Project"));
    m_saved->setText(project ? (m_session.draft().isSaved() ? tr("Saved") : tr("Saving…")) : QString());
    auto& stack = m_session.draft().undoStack();
    m_undo->setEnabled(stack.canUndo());
    m_redo->setEnabled(stack.canRedo());
    m_undo->setLabel(stack.canUndo() ? tr("Undo: %1").arg(stack.undoText()) : tr("Undo"), QKeySequence::Undo);
    m_redo->setLabel(stack.canRedo() ? tr("Redo: %1").arg(stack.redoText()) : tr("Redo"), QKeySequence::Redo);
}

void TopBar::showProjectMenu()
{
    QMenu menu(this);
    int shown = 0;
    for (const auto& project : m_session.projects()) {
        if (project.id == store::kDefaultProject || ++shown > kMenuProjects)
            continue;
        auto* action = menu.addAction(QString::fromStdString(project.name), this,
                                      [this, id = project.id] {
                                          m_session.openProject(id);
                                          m_session.goTo(Place::Data);
                                      });
        action->setCheckable(true);
        action->setChecked(m_session.project() && m_session.project()->id == project.id);
    }
    if (shown > 0)
        menu.addSeparator();
    menu.addAction(tr("All projects"), this, [this] { m_session.goTo(Place::Home); });
    menu.exec(m_project->mapToGlobal(QPoint(0, m_project->height())));
}

} // namespace fettle::ui
