// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/marked_text.h"

#include <algorithm>
#include <cmath>

#include <QEvent>
#include <QPainter>

namespace fettle::ui {
namespace {

constexpr double kTint = 0.20;
constexpr double kWrongTint = 0.08;
/// A thin space, so that a caption stands off its stretch and stays on its line.
constexpr QChar kNarrowSpace(0x202F);

/// Marks in lists come from files: a text of a megabyte with a mark on every letter must not stop the window.
constexpr std::size_t kMostStretches = 500;

/// Position of each code point in UTF-16, with the end.
std::vector<int> utf16Places(const QString& text)
{
    std::vector<int> places;
    for (int i = 0; i < text.size(); ++i) {
        if (text[i].isLowSurrogate() && i > 0 && text[i - 1].isHighSurrogate())
            continue;
        places.push_back(i);
    }
    places.push_back(static_cast<int>(text.size()));
    return places;
}

int colorOf(const std::string& label, const std::vector<std::string>& labels)
{
    const auto found = std::ranges::find(labels, label);
    return found == labels.end() ? static_cast<int>(labels.size()) : static_cast<int>(found - labels.begin());
}

/// The line layout of a marked text; calls `each(line, isCut)` for every line that is shown.
template <class Each>
int layMarked(const MarkedText& text, const Theme& theme, int width, int most, Each&& each)
{
    QString shown = text.shown();
    shown.replace(u'\n', QChar(QChar::LineSeparator));
    QTextLayout layout(shown, theme.font(TextStyle::Body));
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.setFormats(text.formats(theme));
    layout.beginLayout();
    int lines = 0;
    for (QTextLine line = layout.createLine(); line.isValid() && (most == 0 || lines < most); line = layout.createLine()) {
        line.setLineWidth(std::max(1, width));
        ++lines;
    }
    layout.endLayout();
    for (int i = 0; i < lines; ++i) {
        const auto line = layout.lineAt(i);
        each(i, line, i + 1 == lines && line.textStart() + line.textLength() < shown.size());
    }
    return std::max(lines, 1);
}

/// Higher than a plain line: the line under a mark must not touch the letters below.
int markedLineHeight(const Theme& theme) { return theme.lineHeight(TextStyle::Body) + theme.space(0); }

} // namespace

QString markRemark(MarkOutcome outcome)
{
    switch (outcome) {
    case MarkOutcome::WrongLabel: return MarkedText::tr("wrong label");
    case MarkOutcome::WrongBorder: return MarkedText::tr("wrong border");
    case MarkOutcome::Missed: return MarkedText::tr("missed");
    case MarkOutcome::Spurious: return MarkedText::tr("not in the data");
    case MarkOutcome::Right: break;
    }
    return {};
}

QString marksInWords(const QString& text, const std::vector<Mark>& marks)
{
    const auto places = utf16Places(text);
    const auto placeOf = [&](std::int64_t point) {
        return places[static_cast<std::size_t>(std::clamp<std::int64_t>(point, 0, static_cast<std::int64_t>(places.size()) - 1))];
    };
    QStringList words;
    for (const auto& mark : marks) {
        const auto label = QString::fromStdString(mark.label);
        const auto stretch = mark.isSpan() ? text.mid(placeOf(mark.start), placeOf(mark.end) - placeOf(mark.start)) : QString();
        words << (stretch.isEmpty() ? label : QStringLiteral("%1 [%2]").arg(stretch, label));
    }
    return words.join(MarkedText::tr(", "));
}

int textOfMarks(const std::vector<FieldInfo>& fields, const std::vector<FieldStatistics>& statistics)
{
    int found = -1;
    double longest = -1.0;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].kind != FieldKind::Text)
            continue;
        const auto about = std::ranges::find(statistics, fields[i].name, &FieldStatistics::field);
        const double length = about == statistics.end() ? 0.0 : about->mean;
        if (length > longest) {
            longest = length;
            found = static_cast<int>(i);
        }
    }
    return found;
}

MarkedText::MarkedText(const QString& text, const std::vector<Mark>& marks, const std::vector<std::string>& labels)
{
    std::vector<Stretch> stretches;
    for (const auto& mark : marks)
        stretches.push_back({mark.start, mark.end, QString::fromStdString(mark.label), colorOf(mark.label, labels), false});
    compose(text, std::move(stretches));
}

MarkedText::MarkedText(const QString& text, const std::vector<JudgedMark>& marks, const std::vector<std::string>& labels)
{
    std::vector<Stretch> stretches;
    for (const auto& mark : marks) {
        auto caption = mark.label.empty() ? MarkedText::tr("unknown label") : QString::fromStdString(mark.label);
        if (const auto remark = markRemark(mark.outcome); !remark.isEmpty())
            caption = MarkedText::tr("%1, %2").arg(caption, remark);
        stretches.push_back({mark.start, mark.end, caption, colorOf(mark.label, labels), mark.outcome != MarkOutcome::Right});
    }
    compose(text, std::move(stretches));
}

void MarkedText::compose(const QString& text, std::vector<Stretch> stretches)
{
    const auto places = utf16Places(text);
    const auto placeOf = [&](std::int64_t point) {
        return places[static_cast<std::size_t>(std::clamp<std::int64_t>(point, 0, static_cast<std::int64_t>(places.size()) - 1))];
    };
    std::erase_if(stretches, [](const Stretch& stretch) { return stretch.end <= stretch.start; });
    std::ranges::stable_sort(stretches, {}, &Stretch::start);
    if (stretches.size() > kMostStretches)
        stretches.resize(kMostStretches);
    int at = 0; // of the text
    for (const auto& stretch : stretches) {
        const int end = placeOf(stretch.end);
        // Of overlapping marks each has what the one before left of it, and its own caption.
        const int begin = std::max(at, placeOf(stretch.start));
        if (end <= begin)
            continue;
        m_shown += text.mid(at, begin - at);
        m_spoken += text.mid(at, begin - at);
        m_parts.push_back({static_cast<int>(m_shown.size()), end - begin, stretch.color, false, stretch.isWrong});
        m_shown += text.mid(begin, end - begin);
        m_spoken += text.mid(begin, end - begin) + QStringLiteral(" [%1]").arg(stretch.caption);
        const auto caption = kNarrowSpace + stretch.caption;
        m_parts.push_back({static_cast<int>(m_shown.size()), static_cast<int>(caption.size()), stretch.color, true, stretch.isWrong});
        m_shown += caption;
        at = end;
    }
    m_shown += text.mid(at);
    m_spoken += text.mid(at);
}

QList<QTextLayout::FormatRange> MarkedText::formats(const Theme& theme) const
{
    QList<QTextLayout::FormatRange> ranges;
    for (const auto& part : m_parts) {
        const auto color = theme.plotColor(part.color % std::max(1, theme.plotColorCount()));
        QTextLayout::FormatRange range;
        range.start = part.start;
        range.length = part.length;
        auto tint = color;
        tint.setAlphaF(static_cast<float>(part.isWrong ? kWrongTint : kTint));
        range.format.setBackground(tint);
        if (part.isCaption) {
            range.format.setFont(theme.font(TextStyle::Small));
            range.format.setForeground(theme.color(part.isWrong ? "danger" : "text.secondary"));
        } else {
            range.format.setUnderlineStyle(part.isWrong ? QTextCharFormat::DashUnderline : QTextCharFormat::SingleUnderline);
            range.format.setUnderlineColor(color);
        }
        ranges << range;
    }
    return ranges;
}

void drawMarkedText(QPainter& painter, const QRect& place, const MarkedText& text, const Theme& theme, int lines, const QColor& color)
{
    painter.save();
    painter.setPen(color);
    painter.setClipRect(place, Qt::IntersectClip);
    const int height = lines == 1 ? place.height() : markedLineHeight(theme);
    const QFontMetrics metrics(theme.font(TextStyle::Body));
    layMarked(text, theme, place.width(), lines, [&](int i, const QTextLine& line, bool isCut) {
        const double top = place.top() + i * height + (height - line.height()) / 2.0;
        line.draw(&painter, QPointF(place.left(), top - line.y()));
        if (isCut)
            painter.drawText(QPointF(place.right() + 1 - metrics.horizontalAdvance(QChar(0x2026)), top + line.ascent()), QString(QChar(0x2026)));
    });
    painter.restore();
}

MarkedTextLabel::MarkedTextLabel(QWidget* parent) : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void MarkedTextLabel::setMarkedText(const MarkedText& text)
{
    m_text = text;
    setAccessibleName(text.spoken());
    updateGeometry();
    update();
}

void MarkedTextLabel::setMaximumLines(int lines)
{
    m_maximumLines = lines;
    updateGeometry();
    update();
}

QSize MarkedTextLabel::sizeHint() const
{
    const int width = themeOf(this).size("frame.formWidthMax");
    return {width, heightForWidth(width)};
}

QSize MarkedTextLabel::minimumSizeHint() const
{
    const auto& theme = themeOf(this);
    return {theme.space(6), markedLineHeight(theme)};
}

int MarkedTextLabel::heightForWidth(int width) const
{
    const auto& theme = themeOf(this);
    return layMarked(m_text, theme, width, m_maximumLines, [](int, const QTextLine&, bool) {}) * markedLineHeight(theme);
}

void MarkedTextLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const auto& theme = themeOf(this);
    // Lines as many as there are, never drawn as one high line.
    drawMarkedText(painter, rect(), m_text, theme, m_maximumLines == 1 ? 1 : m_maximumLines, theme.color(isEnabled() ? "text.primary" : "text.disabled"));
}

void MarkedTextLabel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange) {
        updateGeometry();
        update();
    }
}

} // namespace fettle::ui
