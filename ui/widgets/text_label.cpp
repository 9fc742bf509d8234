// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/text_label.h"

#include <cmath>

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFontMetricsF>
#include <QHelpEvent>
#include <QMenu>
#include <QPainter>
#include <QTextLayout>
#include <QToolTip>

#include "ui/theme/icons.h"
#include "ui/theme/painting.h"
#include "ui/theme/style_hints.h"

namespace fettle::ui {

TextLabel::TextLabel(TextStyle style, QWidget* parent) : QLabel(parent), m_style(style)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setPaintsOwnFocus(*this, true);
    applyFont();
}

TextLabel::TextLabel(TextStyle style, std::string_view colorRole, QWidget* parent) : TextLabel(style, parent)
{
    m_colorRole = colorRole;
}

TextLabel::TextLabel(const QString& text, TextStyle style, QWidget* parent) : TextLabel(style, parent)
{
    setText(text);
}

void TextLabel::setColorRole(std::string_view token)
{
    m_colorRole = token;
    update();
}

void TextLabel::setTextStyle(TextStyle style)
{
    m_style = style;
    applyFont();
}

void TextLabel::setWrap(bool wrap)
{
    // QLabel's own flag, because setText() takes the size policy from it.
    setWordWrap(wrap);
    QSizePolicy policy(QSizePolicy::Preferred, wrap ? QSizePolicy::Preferred : QSizePolicy::Fixed);
    policy.setHeightForWidth(wrap);
    setSizePolicy(policy);
    updateGeometry();
}

void TextLabel::setElide(Qt::TextElideMode mode)
{
    m_elide = mode;
    updateGeometry();
    update();
}

void TextLabel::setMaximumLines(int lines)
{
    m_maximumLines = lines;
    updateGeometry();
    update();
}

void TextLabel::setSelectable(bool selectable)
{
    m_selectable = selectable;
    // Not a stop of the Tab key: a page has many texts.
    setFocusPolicy(selectable ? Qt::ClickFocus : Qt::NoFocus);
    setCursor(selectable ? Qt::IBeamCursor : Qt::ArrowCursor);
}

template <class Each>
int TextLabel::lay(int width, Each&& each) const
{
    QString shown = text();
    // One character each, so that positions in the layout are positions in the text.
    shown.replace(u'\n', QChar(QChar::LineSeparator));
    QTextLayout layout(shown, font());
    QTextOption option;
    option.setWrapMode(wordWrap() ? QTextOption::WrapAtWordBoundaryOrAnywhere : QTextOption::NoWrap);
    layout.setTextOption(option);
    layout.beginLayout();
    int lines = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(wordWrap() ? std::max(1, width) : 1e6);
        if (m_maximumLines > 0 && lines == m_maximumLines)
            break;
        ++lines;
    }
    layout.endLayout();
    for (int i = 0; i < lines; ++i) {
        const QTextLine line = layout.lineAt(i);
        const bool last = i + 1 == lines;
        const int end = line.textStart() + line.textLength();
        each(i, line, last && end < shown.size());
    }
    return std::max(lines, 1);
}

int TextLabel::lineCount(int width) const
{
    if (!wordWrap())
        return m_maximumLines > 0 ? std::min<int>(m_maximumLines, static_cast<int>(text().count(u'\n')) + 1)
                                  : static_cast<int>(text().count(u'\n')) + 1;
    if (m_measured.width != width || m_measured.text != text() || m_measured.font != font())
        m_measured = {text(), font(), width, lay(width, [](int, const QTextLine&, bool) {})};
    return m_measured.lines;
}

bool TextLabel::isElided() const
{
    bool cut = false;
    const int width = contentsRect().width();
    lay(width, [&](int, const QTextLine& line, bool more) {
        cut = cut || more || (!wordWrap() && line.naturalTextWidth() > width + 0.75);
    });
    return cut;
}

QSize TextLabel::sizeHint() const
{
    const QMargins margins = contentsMargins();
    double natural = 0;
    const QFontMetricsF metrics(font());
    for (const QString& line : text().split(u'\n'))
        natural = std::max(natural, metrics.horizontalAdvance(line));
    int width = static_cast<int>(std::ceil(natural));
    if (wordWrap())
        width = std::min(width, themeOf(this).size("frame.formWidthMax"));
    const int height = lineCount(width) * themeOf(this).lineHeight(m_style);
    return QSize(width, height).grownBy(margins);
}

QSize TextLabel::minimumSizeHint() const
{
    const Theme& theme = themeOf(this);
    if (wordWrap() || m_elide != Qt::ElideNone) {
        const int least = std::min(sizeHint().width(), theme.space(6));
        const int lines = wordWrap() ? 1 : lineCount(least);
        return QSize(least, lines * theme.lineHeight(m_style)).grownBy(contentsMargins());
    }
    return sizeHint();
}

bool TextLabel::hasHeightForWidth() const { return wordWrap(); }

int TextLabel::heightForWidth(int width) const
{
    if (!wordWrap())
        return -1;
    const QMargins margins = contentsMargins();
    return lineCount(width - margins.left() - margins.right()) * themeOf(this).lineHeight(m_style) + margins.top() +
           margins.bottom();
}

double TextLabel::top(int lines) const
{
    const QRectF area = contentsRect();
    const double height = lines * themeOf(this).lineHeight(m_style);
    if (alignment() & Qt::AlignTop)
        return area.top();
    if (alignment() & Qt::AlignBottom)
        return area.bottom() - height;
    return std::floor(area.top() + (area.height() - height) / 2);
}

void TextLabel::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    const QColor color = theme.color(isEnabled() ? std::string_view(m_colorRole) : "text.disabled");
    const QRectF area = contentsRect();
    const double height = theme.lineHeight(m_style);
    const double start = top(lineCount(static_cast<int>(area.width())));
    const int from = std::min(m_anchor, m_cursor);
    const int to = std::max(m_anchor, m_cursor);
    const QColor selection = theme.color(hasFocus() ? "bg.selected" : "bg.pressed");
    lay(static_cast<int>(area.width()), [&](int index, const QTextLine& line, bool more) {
        const QRectF place(area.left(), start + index * height, area.width(), height);
        const bool cut = m_elide != Qt::ElideNone || more;
        const bool tooLong = line.naturalTextWidth() > area.width() + 0.75;
        double left = place.left();
        if (alignment() & (Qt::AlignRight | Qt::AlignHCenter) && !tooLong)
            left += std::round((place.width() - line.naturalTextWidth()) / (alignment() & Qt::AlignRight ? 1 : 2));
        if (to > line.textStart() && from < line.textStart() + line.textLength() && !tooLong) {
            const double x1 = line.cursorToX(std::max(from, line.textStart()));
            const double x2 = line.cursorToX(std::min(to, line.textStart() + line.textLength()));
            painter.fillRect(QRectF(left + x1, place.top(), x2 - x1, height), selection);
        }
        if (cut && (more || tooLong)) {
            QString rest = text().mid(line.textStart(), more ? -1 : line.textLength());
            drawTextLine(painter, place, rest.replace(u'\n', u' '), font(), color, alignment(),
                         m_elide == Qt::ElideNone ? Qt::ElideRight : m_elide);
            return;
        }
        painter.setPen(color);
        line.draw(&painter, QPointF(left, place.top() + baselineIn(height, font()) - line.y() - line.ascent()));
    });
}

void TextLabel::applyFont()
{
    m_appliesFont = true;
    setFont(themeOf(this).font(m_style));
    m_appliesFont = false;
    updateGeometry();
}

void TextLabel::changeEvent(QEvent* event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::StyleChange && !m_appliesFont)
        applyFont();
    else if (event->type() == QEvent::PaletteChange)
        update();
}

bool TextLabel::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty() && m_elide != Qt::ElideNone && isElided()) {
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), text(), this);
        return true;
    }
    return QLabel::event(event);
}

int TextLabel::positionAt(const QPoint& point) const
{
    const double height = themeOf(this).lineHeight(m_style);
    const QRectF area = contentsRect();
    const int count = lineCount(static_cast<int>(area.width()));
    const int wanted = std::clamp(static_cast<int>((point.y() - top(count)) / height), 0, count - 1);
    int position = 0;
    lay(static_cast<int>(area.width()), [&](int index, const QTextLine& line, bool) {
        if (index == wanted)
            position = line.xToCursor(point.x() - area.left());
    });
    return position;
}

void TextLabel::select(int anchor, int cursor)
{
    const int length = static_cast<int>(text().size());
    m_anchor = std::clamp(anchor, 0, length);
    m_cursor = std::clamp(cursor, 0, length);
    update();
}

QString TextLabel::selectedText() const
{
    return text().mid(std::min(m_anchor, m_cursor), std::abs(m_anchor - m_cursor));
}

void TextLabel::copySelection() const
{
    const QString chosen = selectedText();
    QApplication::clipboard()->setText(chosen.isEmpty() ? text() : chosen);
}

void TextLabel::mousePressEvent(QMouseEvent* event)
{
    if (!m_selectable || event->button() != Qt::LeftButton)
        return QLabel::mousePressEvent(event);
    const int position = positionAt(event->position().toPoint());
    select(event->modifiers() & Qt::ShiftModifier ? m_anchor : position, position);
    event->accept();
}

void TextLabel::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_selectable || !(event->buttons() & Qt::LeftButton))
        return QLabel::mouseMoveEvent(event);
    select(m_anchor, positionAt(event->position().toPoint()));
}

void TextLabel::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_selectable)
        return QLabel::mouseReleaseEvent(event);
    if (QClipboard* board = QApplication::clipboard(); board->supportsSelection() && !selectedText().isEmpty())
        board->setText(selectedText(), QClipboard::Selection);
}

void TextLabel::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (!m_selectable)
        return QLabel::mouseDoubleClickEvent(event);
    const QString all = text();
    const int at = positionAt(event->position().toPoint());
    int from = at;
    int to = at;
    while (from > 0 && all[from - 1].isLetterOrNumber())
        --from;
    while (to < all.size() && all[to].isLetterOrNumber())
        ++to;
    select(from, to);
}

void TextLabel::keyPressEvent(QKeyEvent* event)
{
    if (!m_selectable)
        return QLabel::keyPressEvent(event);
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    if (event->matches(QKeySequence::Copy))
        copySelection();
    else if (event->matches(QKeySequence::SelectAll))
        select(0, static_cast<int>(text().size()));
    else if (shift && (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right))
        select(m_anchor, m_cursor + (event->key() == Qt::Key_Left ? -1 : 1));
    else
        QLabel::keyPressEvent(event);
}

void TextLabel::contextMenuEvent(QContextMenuEvent* event)
{
    if (!m_selectable)
        return QLabel::contextMenuEvent(event);
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(icon("content-copy"), tr("Copy"), this, [this] { copySelection(); });
    menu->addAction(tr("Select all"), this, [this] { select(0, static_cast<int>(text().size())); });
    menu->popup(event->globalPos());
}

void TextLabel::focusOutEvent(QFocusEvent* event)
{
    QLabel::focusOutEvent(event);
    // While a menu is open the selection stays: it is what the menu copies.
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
        select(0, 0);
}

} // namespace fettle::ui
