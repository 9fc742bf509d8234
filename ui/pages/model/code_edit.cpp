// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/model/code_edit.h"

#include <algorithm>

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextLayout>

#include "ui/theme/painting.h"
#include "ui/theme/style_hints.h"
#include "ui/theme/theme.h"

namespace fettle::ui {

class CodeEdit::Numbers final : public QWidget {
public:
    explicit Numbers(CodeEdit& edit) : QWidget(&edit), m_edit(edit) {}

protected:
    void paintEvent(QPaintEvent* event) override { m_edit.paintNumbers(*event); }
    // The wheel over the numbers is meant for the text.
    void wheelEvent(QWheelEvent* event) override { QCoreApplication::sendEvent(m_edit.viewport(), event); }

private:
    CodeEdit& m_edit;
};

CodeEdit::CodeEdit(QWidget* parent) : QPlainTextEdit(parent), m_numbers(new Numbers(*this))
{
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setTabChangesFocus(true);
    setFrameless(*this, true);
    connect(this, &QPlainTextEdit::blockCountChanged, this, &CodeEdit::placeNumbers);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect& rect, int dy) {
        if (dy != 0)
            m_numbers->scroll(0, dy);
        else
            m_numbers->update(0, rect.y(), m_numbers->width(), rect.height());
    });
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_showing)
            Q_EMIT textEdited();
    });
    applyTheme();
}

void CodeEdit::showText(const QString& text)
{
    if (text == toPlainText())
        return;
    const int line = textCursor().blockNumber();
    const int column = textCursor().positionInBlock();
    const int down = verticalScrollBar()->value();
    const int right = horizontalScrollBar()->value();
    m_showing = true;
    setPlainText(text);
    m_showing = false;
    const auto block = document()->findBlockByNumber(std::min(line, blockCount() - 1));
    auto cursor = textCursor();
    cursor.setPosition(block.position() + std::min(column, block.length() - 1));
    setTextCursor(cursor);
    verticalScrollBar()->setValue(down);
    horizontalScrollBar()->setValue(right);
}

void CodeEdit::setWrongLine(int line)
{
    if (line == m_wrongLine)
        return;
    m_wrongLine = line;
    markLine();
}

void CodeEdit::markLine()
{
    QList<QTextEdit::ExtraSelection> marks;
    if (const auto block = document()->findBlockByNumber(m_wrongLine - 1); m_wrongLine > 0 && block.isValid()) {
        QTextEdit::ExtraSelection mark;
        mark.format.setBackground(themeOf(this).color("danger.bg"));
        mark.format.setProperty(QTextFormat::FullWidthSelection, true);
        mark.cursor = QTextCursor(block);
        marks.append(mark);
    }
    setExtraSelections(marks);
    m_numbers->update();
}

bool CodeEdit::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && (!m_ownUndo || !m_ownUndo())) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            event->ignore(); // the window's undo knows what was taken over
            return true;
        }
    }
    return QPlainTextEdit::event(event);
}

int CodeEdit::numbersWidth() const
{
    const auto& theme = themeOf(this);
    return textWidth(QString::number(std::max(100, blockCount())), theme.font(TextStyle::Code)) + theme.space(3);
}

void CodeEdit::placeNumbers()
{
    setViewportMargins(numbersWidth(), 0, 0, 0);
    const auto rect = contentsRect();
    m_numbers->setGeometry(rect.left(), rect.top(), numbersWidth(), rect.height());
}

void CodeEdit::paintNumbers(QPaintEvent& event)
{
    const auto& theme = themeOf(this);
    QPainter painter(m_numbers);
    painter.setFont(theme.font(TextStyle::Code));
    const int right = m_numbers->width() - theme.space(1);
    for (auto block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const auto rect = blockBoundingGeometry(block).translated(contentOffset());
        if (rect.top() > event.rect().bottom())
            break;
        const bool wrong = block.blockNumber() + 1 == m_wrongLine;
        const QString number = QString::number(block.blockNumber() + 1);
        const auto line = block.layout()->lineCount() > 0 ? block.layout()->lineAt(0) : QTextLine();
        painter.setPen(theme.color(wrong ? "danger" : "text.disabled"));
        painter.drawText(QPointF(right - textWidth(number, painter.font()), rect.top() + (line.isValid() ? line.ascent() : baselineIn(rect.height(), painter.font()))), number);
    }
}

void CodeEdit::applyTheme()
{
    setFont(themeOf(this).font(TextStyle::Code));
    setTabStopDistance(4.0 * textWidth(QStringLiteral(" "), font()));
    placeNumbers();
    markLine();
}

void CodeEdit::resizeEvent(QResizeEvent* event)
{
    QPlainTextEdit::resizeEvent(event);
    placeNumbers();
}

void CodeEdit::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange)
        applyTheme();
}

} // namespace fettle::ui
