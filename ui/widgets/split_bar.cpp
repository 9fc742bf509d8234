// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/split_bar.h"

#include <cmath>

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include "ui/theme/painting.h"
#include "ui/theme/style_hints.h"
#include "ui/theme/theme.h"

namespace fettle::ui {

namespace {

constexpr int kParts = 3;
/// A part that is there is never thinner than this.
constexpr int kLeastPart = 3;

QString percentText(double share)
{
    return QLocale().toString(std::round(share * 100), 'f', 0) + QLatin1Char('%');
}

} // namespace

SplitBar::SplitBar(QWidget* parent) : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setPaintsOwnFocus(*this, true);
    retranslate();
}

void SplitBar::setCounts(const SplitCounts& counts)
{
    m_counts = counts;
    const double all = static_cast<double>(counts.training + counts.validation + counts.test);
    if (all > 0) {
        m_training = static_cast<double>(counts.training) / all;
        m_validation = static_cast<double>(counts.validation) / all;
    }
    describe();
    updateGeometry();
    update();
}

void SplitBar::setEditable(bool editable)
{
    m_editable = editable;
    setFocusPolicy(editable ? Qt::StrongFocus : Qt::NoFocus);
    setMouseTracking(editable);
    update();
}

void SplitBar::retranslate()
{
    m_names[0] = tr("Training set");
    m_names[1] = tr("Validation set");
    m_names[2] = tr("Test set");
    setAccessibleName(tr("Split"));
    describe();
    updateGeometry();
}

void SplitBar::describe()
{
    const double test = std::max(0.0, 1 - m_training - m_validation);
    //: The three parts of a dataset with their shares, for screen readers.
    setAccessibleDescription(tr("%1 %2, %3 %4, %5 %6")
                                 .arg(m_names[0], percentText(m_training), m_names[1], percentText(m_validation),
                                      m_names[2], percentText(test)));
}

QSize SplitBar::sizeHint() const
{
    const int width = themeOf(this).size("frame.formWidthMax");
    return {width, heightForWidth(width)};
}

QSize SplitBar::minimumSizeHint() const
{
    const Theme& theme = themeOf(this);
    const QFont code = theme.font(TextStyle::Code);
    int numbers = 0;
    for (int part = 0; part < kParts; ++part)
        numbers = std::max(numbers, textWidth(countText(part) + percentText(1), code));
    const int width = widestName() + numbers + theme.space(4) + theme.space(3);
    return {width, heightForWidth(width)};
}

int SplitBar::heightForWidth(int width) const
{
    const Theme& theme = themeOf(this);
    const int name = theme.lineHeight(TextStyle::Small);
    const int numbers = theme.lineHeight(TextStyle::Code);
    return theme.space(3) + theme.space(1) + (isStacked(width) ? kParts * std::max(name, numbers) : name + numbers);
}

bool SplitBar::isStacked(int width) const { return width < kParts * (widestName() + themeOf(this).space(4)); }

int SplitBar::widestName() const
{
    int widest = 0;
    const QFont font = themeOf(this).font(TextStyle::Small);
    for (const QString& name : m_names)
        widest = std::max(widest, textWidth(name, font));
    return widest;
}

QString SplitBar::countText(int part) const
{
    const std::int64_t counts[] = {m_counts.training, m_counts.validation, m_counts.test};
    return QLocale().toString(static_cast<qlonglong>(counts[part]));
}

double SplitBar::shareOf(int part) const
{
    const double shares[] = {m_training, m_validation, std::max(0.0, 1 - m_training - m_validation)};
    return shares[part];
}

QRect SplitBar::barRect() const
{
    const Theme& theme = themeOf(this);
    // Room around for the focus of a bound.
    return {0, theme.space(0) / 2, width(), theme.space(2)};
}

int SplitBar::boundX(int bound) const
{
    const double share = bound == 0 ? m_training : m_training + m_validation;
    return static_cast<int>(std::lround(barRect().width() * std::clamp(share, 0.0, 1.0)));
}

void SplitBar::paintBar(QPainter& painter) const
{
    const Theme& theme = themeOf(this);
    const QRectF bar = barRect();
    const double edges[] = {0, static_cast<double>(boundX(0)), static_cast<double>(boundX(1)), bar.width()};
    QPainterPath round;
    round.addRoundedRect(bar, theme.radius("cell"), theme.radius("cell"));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipPath(round);
    painter.fillRect(bar, theme.color("bg.pressed"));
    const double gap = 1;
    for (int part = 0; part < kParts; ++part) {
        const double from = edges[part] + (part > 0 ? gap : 0);
        const double to = edges[part + 1] - (part < kParts - 1 ? gap : 0);
        const std::int64_t count = part == 0 ? m_counts.training : part == 1 ? m_counts.validation : m_counts.test;
        const double extent = std::max(to - from, count > 0 ? static_cast<double>(kLeastPart) : 0.0);
        if (extent > 0)
            painter.fillRect(QRectF(std::min(from, bar.width() - extent), bar.top(), extent, bar.height()),
                             isEnabled() ? theme.plotColor(part) : theme.color("line.button"));
    }
    painter.restore();
    if (!m_editable || !isEnabled())
        return;
    for (int bound = 0; bound < 2; ++bound) {
        const QRectF knob(boundX(bound) - 4, bar.top() - 2, 8, bar.height() + 4);
        const bool focused = hasFocus() && m_bound == bound;
        drawBox(painter, knob, 4, theme.color("bg.surface"), theme.color(focused ? "line.focus" : "line.control"),
                focused ? theme.number("focus.width") : 1);
    }
}

void SplitBar::paintLegend(QPainter& painter) const
{
    const Theme& theme = themeOf(this);
    const bool stacked = isStacked(width());
    const double column = stacked ? width() : std::floor(width() / static_cast<double>(kParts));
    const double small = theme.lineHeight(TextStyle::Small);
    const double line = std::max<double>(small, theme.lineHeight(TextStyle::Code));
    const double side = theme.space(1);
    const QFont code = theme.font(TextStyle::Code);
    for (int part = 0; part < kParts; ++part) {
        const double left = stacked ? 0 : part * column;
        const double top = barRect().bottom() + 1 + theme.space(1) + (stacked ? part * line : 0);
        const double textLeft = left + side + theme.space(1) - theme.space(0) / 2;
        drawBox(painter, QRectF(left, top + std::round((small - side) / 2), side, side), 2,
                isEnabled() ? theme.plotColor(part) : theme.color("line.button"));
        const double room = stacked ? widestName() + 1 : column - (textLeft - left) - theme.space(1);
        drawTextLine(painter, QRectF(textLeft, top, room, small), m_names[part], theme.font(TextStyle::Small),
                     theme.color("text.secondary"));
        const double numbersLeft = stacked ? textLeft + room + theme.space(2) : textLeft;
        const QRectF numbers(numbersLeft, stacked ? top : top + small, left + column - numbersLeft, theme.lineHeight(TextStyle::Code));
        const QString count = countText(part);
        drawTextLine(painter, numbers, count, code, theme.color("text.primary"));
        const double after = textWidth(count, code) + theme.space(1);
        drawTextLine(painter, numbers.adjusted(after, 0, 0, 0), percentText(shareOf(part)), code, theme.color("text.secondary"));
    }
}

void SplitBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintBar(painter);
    paintLegend(painter);
}

int SplitBar::boundAt(const QPoint& point) const
{
    if (!barRect().adjusted(0, -4, 0, 6).contains(point))
        return -1;
    const int first = std::abs(point.x() - boundX(0));
    const int second = std::abs(point.x() - boundX(1));
    return std::min(first, second) <= 12 ? (first <= second ? 0 : 1) : -1;
}

void SplitBar::setShares(double training, double validation)
{
    m_training = training;
    m_validation = validation;
    const double all = static_cast<double>(m_counts.training + m_counts.validation + m_counts.test);
    m_counts.training = std::llround(training * all);
    m_counts.validation = std::min<std::int64_t>(std::llround(validation * all), std::llround(all) - m_counts.training);
    m_counts.test = std::llround(all) - m_counts.training - m_counts.validation;
    describe();
    update();
}

void SplitBar::moveBound(int bound, double share)
{
    // Whole percent, and every part keeps at least one.
    const double step = std::round(share * 100) / 100;
    const double second = m_training + m_validation;
    if (bound == 0) {
        const double training = std::clamp(step, 0.01, std::max(0.01, second - 0.01));
        setShares(training, second - training);
    } else {
        setShares(m_training, std::clamp(step, m_training + 0.01, 0.99) - m_training);
    }
}

void SplitBar::keyPressEvent(QKeyEvent* event)
{
    const bool left = event->key() == Qt::Key_Left || event->key() == Qt::Key_Down;
    const bool right = event->key() == Qt::Key_Right || event->key() == Qt::Key_Up;
    if (!m_editable || !(left || right))
        return QWidget::keyPressEvent(event);
    const double at = m_bound == 0 ? m_training : m_training + m_validation;
    moveBound(m_bound, at + (left ? -0.01 : 0.01));
    Q_EMIT sharesChosen(m_training, m_validation, 1 - m_training - m_validation);
}

void SplitBar::mousePressEvent(QMouseEvent* event)
{
    const int bound = m_editable ? boundAt(event->position().toPoint()) : -1;
    if (bound < 0 || event->button() != Qt::LeftButton)
        return QWidget::mousePressEvent(event);
    m_bound = bound;
    m_dragging = true;
    update();
}

void SplitBar::mouseMoveEvent(QMouseEvent* event)
{
    if (m_dragging)
        moveBound(m_bound, event->position().x() / std::max(1, barRect().width()));
    else if (m_editable)
        setCursor(boundAt(event->position().toPoint()) >= 0 ? Qt::SplitHCursor : Qt::ArrowCursor);
}

void SplitBar::mouseReleaseEvent(QMouseEvent* event)
{
    if (!std::exchange(m_dragging, false))
        return QWidget::mouseReleaseEvent(event);
    Q_EMIT sharesChosen(m_training, m_validation, 1 - m_training - m_validation);
}

void SplitBar::focusInEvent(QFocusEvent* event)
{
    if (event->reason() == Qt::TabFocusReason)
        m_bound = 0;
    else if (event->reason() == Qt::BacktabFocusReason)
        m_bound = 1;
    QWidget::focusInEvent(event);
    update();
}

bool SplitBar::focusNextPrevChild(bool next)
{
    const int other = next ? 1 : 0;
    if (m_editable && m_bound != other) {
        m_bound = other;
        update();
        return true;
    }
    return QWidget::focusNextPrevChild(next);
}

bool SplitBar::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty()) {
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), accessibleDescription(), this);
        return true;
    }
    return QWidget::event(event);
}

void SplitBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange)
        updateGeometry();
    else if (event->type() == QEvent::PaletteChange || event->type() == QEvent::EnabledChange)
        update();
}

} // namespace fettle::ui
