// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/model/canvas_bar.h"

#include <cmath>

#include <QEvent>
#include <QHBoxLayout>

#include "ui/graph/graph_canvas.h"
#include "ui/graph/graph_scene.h"
#include "ui/theme/painting.h"
#include "ui/widgets/breadcrumb.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {

CanvasBar::CanvasBar(GraphCanvas& canvas, QWidget* parent)
    : QWidget(parent), m_canvas(canvas), m_row(new QHBoxLayout(this)), m_leading(new QHBoxLayout), m_trailing(new QHBoxLayout), m_path(new Breadcrumb),
      m_add(new IconButton("plus")), m_note(new IconButton("note-plus-outline")), m_arrange(new IconButton("auto-fix")), m_find(new IconButton("magnify")),
      m_out(new IconButton("magnify-minus")), m_zoom(new TextLabel(TextStyle::Code)), m_in(new IconButton("magnify-plus")), m_fit(new IconButton("arrow-expand"))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->addLayout(m_leading);
    m_row->addWidget(m_path, 1, Qt::AlignVCenter);
    for (auto* button : {m_add, m_note, m_arrange, m_find, m_out})
        m_row->addWidget(button);
    m_row->addWidget(m_zoom);
    m_row->addWidget(m_in);
    m_row->addWidget(m_fit);
    m_row->addLayout(m_trailing);
    m_zoom->setAlignment(Qt::AlignCenter);
    connect(m_add, &QAbstractButton::clicked, this, [this] {
        m_canvas.setFocus();
        m_canvas.editor().current() ? m_canvas.openMenuAfterCurrent() : m_canvas.openMenu(m_canvas.viewport()->rect().center());
    });
    connect(m_note, &QAbstractButton::clicked, &m_canvas, &GraphCanvas::addNoteHere);
    connect(m_arrange, &QAbstractButton::clicked, &m_canvas, &GraphCanvas::arrange);
    connect(m_find, &QAbstractButton::clicked, this, &CanvasBar::findAsked);
    connect(m_out, &QAbstractButton::clicked, &m_canvas, [this] { m_canvas.zoomBy(0.8); });
    connect(m_in, &QAbstractButton::clicked, &m_canvas, [this] { m_canvas.zoomBy(1.25); });
    connect(m_fit, &QAbstractButton::clicked, &m_canvas, &GraphCanvas::zoomToFit);
    connect(&m_canvas, &GraphCanvas::zoomChanged, this, &CanvasBar::showZoom);
    connect(&m_canvas, &GraphCanvas::shownChanged, this, &CanvasBar::showPath);
    connect(&m_canvas.editor(), &GraphEditor::scopeChanged, this, &CanvasBar::showPath);
    connect(&m_canvas.editor(), &GraphEditor::graphChanged, this, &CanvasBar::showPath);
    connect(m_path, &Breadcrumb::activated, this, &CanvasBar::goTo);
    applySpaces();
    retranslate();
}

void CanvasBar::addLeading(QWidget* widget) { m_leading->addWidget(widget); }
void CanvasBar::addTrailing(QWidget* widget) { m_trailing->addWidget(widget); }

void CanvasBar::setNetworkName(const QString& name)
{
    m_networkName = name;
    showPath();
}

void CanvasBar::showPath()
{
    const bool edits = !m_canvas.editor().isReadOnly();
    for (auto* button : {m_add, m_note, m_arrange})
        button->setVisible(edits);
    // At the top there is nothing to go back to.
    const auto& shown = m_canvas.graphScene().shown();
    QList<Breadcrumb::Step> steps;
    steps.append({QStringLiteral("0"), m_networkName.isEmpty() ? tr("Network") : m_networkName, {}, shown.empty()});
    for (std::size_t i = 0; i < shown.size(); ++i)
        steps.append({QString::number(i + 1), QString::fromStdString(shown[i]), {}, i + 1 == shown.size()});
    const auto same = [](const Breadcrumb::Step& a, const Breadcrumb::Step& b) { return a.text == b.text && a.current == b.current; };
    if (!std::ranges::equal(steps, m_path->steps(), same))
        m_path->setSteps(steps);
}

void CanvasBar::goTo(const QString& depth)
{
    auto shown = m_canvas.graphScene().shown();
    while (static_cast<int>(shown.size()) > depth.toInt()) {
        m_canvas.leaveGroup();
        if (m_canvas.graphScene().shown().size() >= shown.size())
            return;
        shown = m_canvas.graphScene().shown();
    }
    m_canvas.setFocus();
}

void CanvasBar::showZoom() { m_zoom->setText(QStringLiteral("%1%").arg(std::lround(100.0 * m_canvas.zoom()))); }

void CanvasBar::retranslate()
{
    m_add->setLabel(tr("Add a layer"), Qt::Key_A);
    m_note->setLabel(tr("Add a note"), Qt::Key_N);
    m_arrange->setLabel(tr("Arrange"), Qt::Key_L);
    m_find->setLabel(tr("Find a node"), QKeySequence::Find);
    m_out->setLabel(tr("Zoom out"), Qt::Key_Minus);
    m_in->setLabel(tr("Zoom in"), Qt::Key_Plus);
    m_fit->setLabel(tr("Zoom to fit"), Qt::Key_F);
    m_zoom->setToolTip(tr("Zoom"));
    showZoom();
    showPath();
}

void CanvasBar::applySpaces()
{
    const auto& theme = themeOf(this);
    m_row->setSpacing(theme.space(0));
    m_leading->setSpacing(theme.space(1));
    m_trailing->setSpacing(theme.space(1));
    // "100%" in figures of one width: the buttons beside it stay where they are.
    m_zoom->setFixedWidth(textWidth(QStringLiteral("100%"), theme.font(TextStyle::Code)) + theme.space(1));
}

void CanvasBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange)
        applySpaces();
    QWidget::changeEvent(event);
}

} // namespace fettle::ui
