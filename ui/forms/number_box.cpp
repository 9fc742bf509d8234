// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/number_box.h"

#include <algorithm>
#include <cmath>

#include <QEvent>
#include <QLineEdit>
#include <QWheelEvent>

#include "ui/theme/theme.h"

namespace fettle::ui {
namespace {

/// The neighbor of `value` > 0 in 1, 2, 5, 10, 20, … A value between two goes to the nearer end of its step.
double nextInSeries(double value, bool up)
{
    constexpr double kSlack = 1e-9;
    const double decade = std::pow(10.0, std::floor(std::log10(value) + kSlack));
    const double mantissa = value / decade;
    if (up) {
        for (const double each : {2.0, 5.0, 10.0})
            if (mantissa < each - kSlack)
                return each * decade;
        return 20.0 * decade;
    }
    for (const double each : {5.0, 2.0, 1.0})
        if (mantissa > each + kSlack)
            return each * decade;
    return 0.5 * decade;
}

/// A step that crosses a range in about twenty, as 1, 2 or 5 of its decade.
double evenStep(double span)
{
    const double raw = span / 20.0;
    const double decade = std::pow(10.0, std::floor(std::log10(raw)));
    const double mantissa = raw / decade;
    return (mantissa < 1.5 ? 1.0 : mantissa < 3.5 ? 2.0 : mantissa < 7.5 ? 5.0 : 10.0) * decade;
}

double stepOnce(const NumberRule& rule, double from, bool up)
{
    if (rule.whole) {
        if (rule.logarithmic && std::abs(from) >= 1)
            return up == (from > 0) ? from * 2 : std::trunc(from / 2);
        return from + (up ? 1 : -1);
    }
    if (rule.logarithmic && from > 0)
        return nextInSeries(from, up);
    if (rule.logarithmic && from == 0)
        return up ? 1e-6 : 0;
    const double span = rule.minimum && rule.maximum ? *rule.maximum - *rule.minimum : std::max(std::abs(from), 0.1) * 2;
    const double step = evenStep(span);
    // On the grid of its steps, so that 0.37 goes to 0.4 and not to 0.42.
    const double place = from / step;
    return (up ? std::floor(place + 1e-9) + 1 : std::ceil(place - 1e-9) - 1) * step;
}

} // namespace

NumberBox::NumberBox(QWidget* parent) : QAbstractSpinBox(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccelerated(true);
    setKeyboardTracking(true);
    lineEdit()->setFont(themeOf(this).font(TextStyle::Code));
    connect(lineEdit(), &QLineEdit::textEdited, this, &NumberBox::edited);
}

void NumberBox::setRule(const NumberRule& rule) { m_rule = rule; }

QString NumberBox::display(double value, bool whole)
{
    if (whole && std::abs(value) < 9.0e15)
        return QString::number(static_cast<qint64>(value));
    const double size = std::abs(value);
    if (value == 0.0)
        return QStringLiteral("0");
    if (size < 1e-6 || size >= 1e15)
        return QString::number(value, 'g', 10);
    // Fixed digits without trailing zeros: 0.00003 is read more easily than 3e-05.
    QString text = QString::number(value, 'f', std::clamp(9 - static_cast<int>(std::floor(std::log10(size))), 0, 15));
    if (text.contains(QLatin1Char('.'))) {
        while (text.endsWith(QLatin1Char('0')))
            text.chop(1);
        if (text.endsWith(QLatin1Char('.')))
            text.chop(1);
    }
    return text;
}

void NumberBox::setValue(double value)
{
    // Someone who is typing "1." must not get "1" back from the document.
    if (const auto now = typed(); now && *now == value)
        return;
    lineEdit()->setText(display(value, m_rule.whole));
}

std::optional<double> NumberBox::typed() const
{
    QString text = lineEdit()->text().trimmed();
    text.replace(QChar(0x2212), QLatin1Char('-'));
    text.remove(QLatin1Char(' ')).remove(QChar(0x00a0));
    bool fits = false;
    double number = text.toDouble(&fits);
    if (!fits) // grouped, as it is shown elsewhere: 65,536
        number = QLocale(QLocale::English).toDouble(text, &fits);
    if (!fits || !std::isfinite(number))
        return std::nullopt;
    return number;
}

std::optional<double> NumberBox::value() const
{
    const auto number = typed();
    if (!number || (m_rule.whole && *number != std::floor(*number)) || (m_rule.minimum && *number < *m_rule.minimum) ||
        (m_rule.maximum && *number > *m_rule.maximum))
        return std::nullopt;
    return number;
}

QString NumberBox::problem() const
{
    const auto number = typed();
    if (!number)
        return m_rule.whole ? tr("Type a whole number.") : tr("Type a number.");
    if (m_rule.whole && *number != std::floor(*number))
        return tr("Type a whole number.");
    if (value())
        return {};
    const auto shown = [this](double bound) { return display(bound, m_rule.whole); };
    if (m_rule.minimum && m_rule.maximum)
        return tr("It must be between %1 and %2.").arg(shown(*m_rule.minimum), shown(*m_rule.maximum));
    return m_rule.minimum ? tr("It must be at least %1.").arg(shown(*m_rule.minimum))
                          : tr("It must be at most %1.").arg(shown(*m_rule.maximum));
}

double NumberBox::stepped(const NumberRule& rule, double from, int steps)
{
    double number = from;
    for (int i = 0; i < std::abs(steps); ++i)
        number = stepOnce(rule, number, steps > 0);
    if (rule.minimum)
        number = std::max(number, *rule.minimum);
    if (rule.maximum)
        number = std::min(number, *rule.maximum);
    return number;
}

void NumberBox::stepBy(int steps)
{
    const double next = stepped(m_rule, typed().value_or(m_rule.minimum.value_or(0.0)), steps);
    lineEdit()->setText(display(next, m_rule.whole));
    selectAll();
    Q_EMIT edited();
}

QValidator::State NumberBox::validate(QString&, int&) const { return QValidator::Acceptable; }

QAbstractSpinBox::StepEnabled NumberBox::stepEnabled() const
{
    if (isReadOnly())
        return StepNone;
    const auto number = typed();
    StepEnabled enabled = StepNone;
    if (!number || !m_rule.maximum || *number < *m_rule.maximum)
        enabled |= StepUpEnabled;
    if (!number || !m_rule.minimum || *number > *m_rule.minimum)
        enabled |= StepDownEnabled;
    return enabled;
}

void NumberBox::wheelEvent(QWheelEvent* event)
{
    if (hasFocus())
        QAbstractSpinBox::wheelEvent(event);
    else
        event->ignore();
}

void NumberBox::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::StyleChange)
        lineEdit()->setFont(themeOf(this).font(TextStyle::Code));
    QAbstractSpinBox::changeEvent(event);
}

QSize NumberBox::sizeHint() const { return {themeOf(this).size("frame.rail") / 2, themeOf(this).controlHeight()}; }
QSize NumberBox::minimumSizeHint() const { return {themeOf(this).space(6), themeOf(this).controlHeight()}; }

} // namespace fettle::ui
