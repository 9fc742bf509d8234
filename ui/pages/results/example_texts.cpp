// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results/example_texts.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QTextLayout>

#include "ui/pages/data/text_popover.h"
#include "ui/theme/icons.h"
#include "ui/theme/style_hints.h"
#include "ui/theme/theme.h"
#include "ui/widgets/marked_text.h"

namespace fettle::ui {
namespace {

constexpr int kLines = 2;

int exampleHeight(const Theme& theme)
{
    return kLines * theme.lineHeight(TextStyle::Body) + theme.lineHeight(TextStyle::Small) + theme.space(0) + 2 * theme.space(1);
}

class TextPainter final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override
    {
        return {0, exampleHeight(themeOf(option.widget))};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const auto& theme = themeOf(option.widget);
        painter->save();
        if (option.state.testFlag(QStyle::State_Selected))
            painter->fillRect(option.rect, theme.color("bg.selected"));
        else if (option.state.testFlag(QStyle::State_MouseOver))
            painter->fillRect(option.rect, theme.color("bg.hover"));
        painter->setPen(theme.color("line.subtle"));
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
        const QRect inner = option.rect.adjusted(theme.space(1), theme.space(1), -theme.space(1), -theme.space(1));
        if (const auto marked = index.data(ExamplesModel::MarkedRole); marked.isValid()) {
            paintMarked(*painter, inner, marked.value<MarkedText>(), index, theme);
            paintFocus(*painter, option, theme);
            painter->restore();
            return;
        }
        const QStringList lines = linesOf(oneLine(index.data(ExamplesModel::TextRole).toString()), theme.font(TextStyle::Body), inner.width());
        const int line = theme.lineHeight(TextStyle::Body);
        const int small = theme.lineHeight(TextStyle::Small);
        // A text of one line stands in the middle with its answer.
        const int spare = (kLines - static_cast<int>(lines.size())) * line;
        QRect place(inner.left(), inner.top() + spare / 2, inner.width(), line);
        painter->setFont(theme.font(TextStyle::Body));
        painter->setPen(theme.color("text.primary"));
        for (const QString& shown : lines) {
            painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter, shown);
            place.translate(0, line);
        }
        paintAnswer(*painter, QRect(inner.left(), place.top() + theme.space(0), inner.width(), small), index, theme);
        paintFocus(*painter, option, theme);
        painter->restore();
    }

private:
    static void paintFocus(QPainter& painter, const QStyleOptionViewItem& option, const Theme& theme)
    {
        if (!option.state.testFlag(QStyle::State_HasFocus))
            return;
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.color("line.focus"), 2));
        painter.drawRect(option.rect.adjusted(1, 1, -1, -2));
    }

    static void paintMarked(QPainter& painter, const QRect& inner, const MarkedText& text, const QModelIndex& index, const Theme& theme)
    {
        const int small = theme.lineHeight(TextStyle::Small);
        drawMarkedText(painter, inner.adjusted(0, 0, 0, -small - theme.space(0)), text, theme, kLines, theme.color("text.primary"));
        paintAnswer(painter, QRect(inner.left(), inner.bottom() + 1 - small, inner.width(), small), index, theme);
    }

    /// As many as are shown; the last one ends in … where there are more.
    static QStringList linesOf(const QString& text, const QFont& font, int width)
    {
        QStringList lines;
        QTextLayout layout(text, font);
        layout.beginLayout();
        while (lines.size() < kLines) {
            QTextLine line = layout.createLine();
            if (!line.isValid())
                break;
            line.setLineWidth(width);
            lines << (lines.size() + 1 == kLines ? QFontMetrics(font).elidedText(text.mid(line.textStart()), Qt::ElideRight, width)
                                                 : text.mid(line.textStart(), line.textLength()));
        }
        layout.endLayout();
        return lines;
    }

    static void paintAnswer(QPainter& painter, const QRect& line, const QModelIndex& index, const Theme& theme)
    {
        const bool right = index.data(ExamplesModel::RightRole).toBool();
        drawIcon(painter, QRectF(line.left(), line.top(), line.height(), line.height()), right ? "check-circle" : "close-circle",
                 theme.color(right ? "success" : "danger"));
        painter.setFont(theme.font(TextStyle::Small));
        painter.setPen(theme.color("text.secondary"));
        const QRect words = line.adjusted(line.height() + theme.space(0), 0, 0, 0);
        painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(index.data(ExamplesModel::VerdictRole).toString(), Qt::ElideRight, words.width()));
    }
};

} // namespace

ExampleTexts::ExampleTexts(ExamplesModel& model, QWidget* parent) : QListView(parent), m_whole(new TextPopover(this))
{
    setFrameless(*this, true);
    setUniformItemSizes(true);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    setItemDelegate(new TextPainter(this));
    setModel(&model);
    connect(this, &QAbstractItemView::clicked, this, &ExampleTexts::open);
    retranslate();
}

void ExampleTexts::open(const QModelIndex& index)
{
    if (!index.isValid())
        return;
    const QRect place = visualRect(index);
    const auto marked = index.data(ExamplesModel::MarkedRole);
    m_whole->show(index.data(ExamplesModel::VerdictRole).toString(),
                  marked.isValid() ? marked.value<MarkedText>().spoken() : index.data(ExamplesModel::TextRole).toString(),
                  QRect(viewport()->mapToGlobal(place.topLeft()), place.size()));
}

void ExampleTexts::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        open(currentIndex());
    else
        QListView::keyPressEvent(event);
}

void ExampleTexts::retranslate()
{
    setAccessibleName(tr("Examples as texts"));
    setAccessibleDescription(tr("Enter opens the whole text."));
}

void ExampleTexts::changeEvent(QEvent* event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange)
        scheduleDelayedItemsLayout();
    else if (event->type() == QEvent::PaletteChange)
        viewport()->update();
}

} // namespace fettle::ui
