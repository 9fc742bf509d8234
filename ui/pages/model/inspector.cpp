// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/model/inspector.h"

#include <QEvent>
#include <QVBoxLayout>

#include "ui/pages/model/network_check.h"
#include "ui/pages/model/network_panel.h"
#include "ui/pages/model/node_panel.h"
#include "ui/theme/style_hints.h"
#include "ui/theme/theme.h"

namespace fettle::ui {

Inspector::Inspector(GraphEditor& editor, const NetworkCheck* check, QWidget* parent)
    : QScrollArea(parent), m_editor(editor), m_node(new NodePanel(editor)), m_network(new NetworkPanel(editor, check))
{
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setFrameless(*this, true);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->addWidget(m_network);
    column->addWidget(m_node);
    setWidget(content);
    // The card's own ground is seen through.
    content->setAutoFillBackground(false);
    viewport()->setAutoFillBackground(false);
    m_node->hide();
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &Inspector::refresh);
    for (auto signal : {&GraphEditor::graphChanged, &GraphEditor::factsChanged, &GraphEditor::selectionChanged, &GraphEditor::scopeChanged})
        connect(&editor, signal, &m_soon, qOverload<>(&QTimer::start));
    if (check)
        connect(check, &NetworkCheck::changed, &m_soon, qOverload<>(&QTimer::start));
    connect(m_node, &NodePanel::nodeAsked, this, &Inspector::nodeAsked);
    connect(m_network, &NetworkPanel::nodeAsked, this, &Inspector::nodeAsked);
    connect(m_node, &NodePanel::groupEntered, this, &Inspector::groupEntered);
    applySpaces();
    retranslate();
    refresh();
}

bool Inspector::showsNode() const { return !m_editor.selection().nodes.empty(); }

void Inspector::refresh()
{
    m_soon.stop();
    const bool node = showsNode();
    (node ? static_cast<QWidget*>(m_network) : m_node)->hide();
    if (node)
        m_node->refresh();
    else
        m_network->refresh();
    (node ? static_cast<QWidget*>(m_node) : m_network)->show();
}

void Inspector::focusForm()
{
    refresh();
    m_node->focusForm();
}

QSize Inspector::sizeHint() const { return {themeOf(this).size("frame.inspector"), 320}; }

void Inspector::retranslate() { setAccessibleName(tr("Inspector")); }

void Inspector::applySpaces()
{
    const auto& theme = themeOf(this);
    const int pad = theme.space(3);
    widget()->layout()->setContentsMargins(pad, theme.space(2), pad, pad);
}

void Inspector::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange)
        applySpaces();
    QScrollArea::changeEvent(event);
}

} // namespace fettle::ui
