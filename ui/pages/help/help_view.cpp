// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/help/help_view.h"

#include <algorithm>

#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>

#include "ui/pages/help/help_document.h"
#include "ui/pages/help/help_index.h"
#include "ui/theme/style_hints.h"
#include "ui/theme/theme.h"

namespace fettle::ui {
namespace {

/// A page of a thousand hits is marked where it is read first.
constexpr int kMostMarks = 400;

} // namespace

HelpView::HelpView(QWidget* parent) : QTextBrowser(parent)
{
    setOpenLinks(false);
    setFrameShape(QFrame::NoFrame);
    setFrameless(*this, true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    applyMargins();
}

// The document goes before the view does, and the view must not look at it then.
HelpView::~HelpView()
{
    setExtraSelections({});
    setDocument(nullptr);
}

QVariant HelpView::loadResource(int, const QUrl&) { return {}; }

void HelpView::showTopic(const HelpTopic& topic)
{
    m_topic = topic;
    setAccessibleName(topic.title);
    render();
    verticalScrollBar()->setValue(0);
}

void HelpView::render()
{
    // Set apart from the view, which would lay the page out anew after each step.
    auto page = std::make_unique<QTextDocument>();
    m_rendered = themeOf(this).options();
    renderHelp(*page, m_topic.markdown, themeOf(this));
    // Marks are places in the old document.
    setExtraSelections({});
    setDocument(page.get());
    m_document = std::move(page);
    mark(m_query);
}

void HelpView::scrollToSection(int section)
{
    const auto positions = headingPositions(*document());
    if (section <= 0 || section >= positions.size()) {
        verticalScrollBar()->setValue(0);
        return;
    }
    // Also the place from which one reads on by keyboard.
    QTextCursor cursor(document());
    cursor.setPosition(positions[section]);
    setTextCursor(cursor);
    verticalScrollBar()->setValue(verticalScrollBar()->value() + cursorRect(cursor).top());
}

void HelpView::mark(const QString& query)
{
    m_query = query;
    QList<ExtraSelection> selections;
    const auto marks = query.isEmpty() ? QStringList() : marksFor(document()->toPlainText(), query);
    if (!marks.isEmpty())
        for (auto block = document()->begin(); block.isValid() && selections.size() < kMostMarks; block = block.next())
            for (const auto& range : rangesOf(block.text(), marks)) {
                ExtraSelection selection;
                selection.cursor = QTextCursor(block);
                selection.cursor.setPosition(block.position() + range.start);
                selection.cursor.setPosition(block.position() + range.start + range.length, QTextCursor::KeepAnchor);
                selection.format.setBackground(themeOf(this).color("bg.selected"));
                selection.format.setFontUnderline(true);
                selections << selection;
            }
    setExtraSelections(selections);
}

void HelpView::changeEvent(QEvent* event)
{
    QTextBrowser::changeEvent(event);
    const auto type = event->type();
    if ((type != QEvent::PaletteChange && type != QEvent::StyleChange) || m_rendered == themeOf(this).options())
        return;
    // The share of the page, because its height changes with the text size.
    const auto* bar = verticalScrollBar();
    const double share = bar->maximum() > 0 ? static_cast<double>(bar->value()) / bar->maximum() : 0;
    applyMargins();
    render();
    verticalScrollBar()->setValue(static_cast<int>(share * verticalScrollBar()->maximum()));
}

void HelpView::paintEvent(QPaintEvent* event)
{
    {
        const auto& theme = themeOf(this);
        QPainter painter(viewport());
        painter.setRenderHint(QPainter::Antialiasing);
        painter.translate(-horizontalScrollBar()->value(), -verticalScrollBar()->value());
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color("bg.hover"));
        for (const auto& ground : codeGrounds(*document(), theme))
            painter.drawRoundedRect(ground, theme.radius("cell"), theme.radius("cell"));
    }
    QTextBrowser::paintEvent(event);
}

void HelpView::resizeEvent(QResizeEvent* event)
{
    QTextBrowser::resizeEvent(event);
    applyMargins();
}

void HelpView::applyMargins()
{
    const auto& theme = themeOf(this);
    const int room = width() - 2 * theme.space(3) - verticalScrollBar()->sizeHint().width();
    const int right = theme.space(3) + std::max(0, room - theme.size("frame.readWidthMax"));
    if (viewportMargins() != QMargins(theme.space(3), theme.space(2), right, theme.space(2)))
        setViewportMargins(theme.space(3), theme.space(2), right, theme.space(2));
}

} // namespace fettle::ui
