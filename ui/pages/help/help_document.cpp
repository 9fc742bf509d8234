// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/help/help_document.h"

#include <QAbstractTextDocumentLayout>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextFrame>
#include <QTextList>
#include <QTextTable>

#include "ui/theme/theme.h"

namespace fettle::ui {
namespace {

TextStyle styleOf(int headingLevel) { return headingLevel == 1 ? TextStyle::Title : TextStyle::Strong; }

void setFace(QTextCharFormat& format, const QFont& font)
{
    format.setFontFamilies(font.families());
    // Pixels: a size in points would be scaled once more by the screen.
    format.setProperty(QTextFormat::FontPixelSize, font.pixelSize());
    format.clearProperty(QTextFormat::FontPointSize);
    format.clearProperty(QTextFormat::FontSizeAdjustment);
    format.setFontWeight(font.weight());
}

bool isCode(const QTextBlock& block) { return block.isValid() && block.blockFormat().nonBreakableLines(); }

void setHeading(QTextCursor& cursor, int level, const Theme& theme)
{
    auto block = cursor.blockFormat();
    const bool isFirst = cursor.block().position() == 0;
    block.setTopMargin(isFirst ? 0 : level <= 2 ? theme.space(4) : theme.space(3));
    block.setBottomMargin(level == 1 ? theme.space(2) : theme.space(0));
    block.setLineHeight(theme.lineHeight(styleOf(level)), QTextBlockFormat::FixedHeight);
    cursor.setBlockFormat(block);
}

void setParagraph(QTextCursor& cursor, const Theme& theme)
{
    auto block = cursor.blockFormat();
    const bool inTable = cursor.currentTable() != nullptr;
    const auto* list = cursor.currentList();
    const bool betweenItems = list && cursor.block().next().textList() == list;
    block.setTopMargin(0);
    block.setBottomMargin(inTable ? 0 : betweenItems ? theme.space(0) : theme.space(1));
    block.setLineHeight(theme.lineHeight(TextStyle::Body), QTextBlockFormat::FixedHeight);
    if (isCode(cursor.block())) {
        // The view paints the ground behind all lines of a piece, which reaches a pad further on each side.
        const int pad = theme.space(1);
        block.setLineHeight(theme.lineHeight(TextStyle::Code), QTextBlockFormat::FixedHeight);
        block.setLeftMargin(pad);
        block.setTopMargin(isCode(cursor.block().previous()) ? 0 : pad + theme.space(0));
        block.setBottomMargin(isCode(cursor.block().next()) ? 0 : pad + theme.space(2));
    }
    cursor.setBlockFormat(block);
}

/// Words within a block: code, links, bold.
void setFragments(const QTextBlock& block, const Theme& theme)
{
    const int heading = block.blockFormat().headingLevel();
    QTextCursor cursor(block);
    struct Piece {
        int position;
        int length;
        QTextCharFormat format;
    };
    QList<Piece> pieces;
    for (auto it = block.begin(); !it.atEnd(); ++it)
        pieces.push_back({it.fragment().position(), it.fragment().length(), it.fragment().charFormat()});
    for (auto& piece : pieces) {
        auto& format = piece.format;
        const bool inCode = format.fontFixedPitch() || isCode(block);
        const bool isStrong = format.fontWeight() >= QFont::DemiBold;
        const auto words = heading > 0 ? styleOf(heading) : isStrong ? TextStyle::Strong : TextStyle::Body;
        setFace(format, theme.font(inCode ? TextStyle::Code : words));
        format.setFontFixedPitch(false);
        format.setForeground(theme.color(format.isAnchor() ? "text.link" : "text.primary"));
        format.setFontUnderline(format.isAnchor());
        cursor.setPosition(piece.position);
        cursor.setPosition(piece.position + piece.length, QTextCursor::KeepAnchor);
        cursor.setCharFormat(format);
    }
}

void setTables(QTextFrame* frame, const Theme& theme)
{
    for (auto* child : frame->childFrames()) {
        if (auto* table = qobject_cast<QTextTable*>(child)) {
            auto format = table->format();
            format.setBorder(1);
            format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
            format.setBorderBrush(theme.color("line.subtle"));
            format.setBorderCollapse(true);
            format.setCellSpacing(0);
            format.setCellPadding(theme.space(0));
            format.setTopMargin(0);
            format.setBottomMargin(theme.space(2));
            format.setWidth(QTextLength(QTextLength::PercentageLength, 100));
            table->setFormat(format);
        }
        setTables(child, theme);
    }
}

} // namespace

void renderHelp(QTextDocument& document, const QString& markdown, const Theme& theme)
{
    document.setUndoRedoEnabled(false);
    document.setDefaultFont(theme.font(TextStyle::Body));
    document.setIndentWidth(theme.space(3));
    document.setDocumentMargin(0);
    document.setMarkdown(markdown, QTextDocument::MarkdownDialectGitHub);
    setTables(document.rootFrame(), theme);
    for (auto block = document.begin(); block.isValid(); block = block.next()) {
        QTextCursor cursor(block);
        cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
        const int level = block.blockFormat().headingLevel();
        if (level > 0)
            setHeading(cursor, level, theme);
        else
            setParagraph(cursor, theme);
        setFragments(block, theme);
    }
}

QList<QRectF> codeGrounds(const QTextDocument& document, const Theme& theme)
{
    QList<QRectF> grounds;
    const double pad = theme.space(1);
    const auto* layout = document.documentLayout();
    for (auto block = document.begin(); block.isValid(); block = block.next()) {
        if (!isCode(block))
            continue;
        QRectF ground = layout->blockBoundingRect(block);
        while (isCode(block.next())) {
            block = block.next();
            ground |= layout->blockBoundingRect(block);
        }
        ground.setLeft(0);
        ground.setRight(document.textWidth());
        grounds << ground.adjusted(0, -pad, 0, pad);
    }
    return grounds;
}

QList<int> headingPositions(const QTextDocument& document)
{
    QList<int> positions;
    for (auto block = document.begin(); block.isValid(); block = block.next())
        if (block.blockFormat().headingLevel() > 0)
            positions << block.position();
    return positions;
}

} // namespace fettle::ui
