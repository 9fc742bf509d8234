// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/text_popover.h"

#include <algorithm>
#include <cmath>

#include <QEvent>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include "ui/theme/theme.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {
namespace {

constexpr int kTextWidth = 440;
constexpr int kMostTextHeight = 280;
constexpr qsizetype kMostInToolTip = 600;
constexpr qsizetype kMostInLine = 400;

/// Never between the halves of a character.
QString beginning(const QString& text, qsizetype most)
{
    if (text.size() <= most)
        return text;
    return text.left(text.at(most - 1).isHighSurrogate() ? most - 1 : most) + QChar(0x2026);
}

} // namespace

TextPopover::TextPopover(QWidget* parent)
    : Popover(parent), m_title(new TextLabel(TextStyle::Strong, this)), m_text(new QPlainTextEdit(this))
{
    m_title->setElide(Qt::ElideRight);
    m_text->setReadOnly(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setTabChangesFocus(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    content()->addWidget(m_title);
    content()->addWidget(m_text);
    applyFaces();
}

void TextPopover::show(const QString& title, const QString& text, const QRect& anchor)
{
    const double scale = themeOf(this).options().textScale;
    const int width = static_cast<int>(kTextWidth * scale);
    m_title->setText(title);
    m_text->setPlainText(text);
    m_text->setAccessibleName(title);
    // As high as the text is, up to what leaves the page in sight.
    const int margins = 2 * static_cast<int>(std::ceil(m_text->document()->documentMargin()));
    const QRect needed = QFontMetrics(m_text->font()).boundingRect(
        QRect(0, 0, width - margins, 100'000), Qt::TextWordWrap | Qt::TextWrapAnywhere, beginning(text, 10 * kMostInToolTip));
    const int line = QFontMetrics(m_text->font()).lineSpacing();
    m_text->setFixedSize(width, std::min(needed.height() + line + margins, static_cast<int>(kMostTextHeight * scale)));
    m_title->setMaximumWidth(width);
    popUp(anchor);
    m_text->setFocus();
}

QString TextPopover::text() const { return m_text->toPlainText(); }

void TextPopover::applyFaces()
{
    m_text->setFont(themeOf(this).font(TextStyle::Body));
    QPalette colors = m_text->palette();
    colors.setColor(QPalette::Base, themeOf(this).color("bg.raised"));
    m_text->setPalette(colors);
}

void TextPopover::changeEvent(QEvent* event)
{
    Popover::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        applyFaces();
}

QString textToolTip(const QString& text)
{
    return text.isEmpty() ? QString() : Qt::convertFromPlainText(beginning(text, kMostInToolTip));
}

QString oneLine(const QString& text) { return beginning(text, kMostInLine).simplified(); }

} // namespace fettle::ui
