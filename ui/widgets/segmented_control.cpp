// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/segmented_control.h"

#include <algorithm>

#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

#include "ui/theme/icons.h"
#include "ui/theme/painting.h"
#include "ui/theme/theme.h"

namespace fettle::ui {

namespace {

class Segment : public QPushButton {
public:
    explicit Segment(QWidget* parent) : QPushButton(parent)
    {
        setCheckable(true);
        setAutoDefault(false);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
    }

    int ownWidth() const
    {
        const Theme& theme = themeOf(this);
        int width = textWidth(text(), theme.font(TextStyle::Body));
        if (!icon().isNull())
            width += theme.iconSize(0) + (text().isEmpty() ? 0 : gap(theme));
        return 2 * theme.space(2) + std::max(width, textWidth(m_detail, theme.font(TextStyle::Small)));
    }
    QSize sizeHint() const override
    {
        const Theme& theme = themeOf(this);
        return {ownWidth(), theme.controlHeight() + (m_isTall ? theme.lineHeight(TextStyle::Small) : 0)};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

    const QString& detail() const { return m_detail; }
    void setDetail(const QString& text)
    {
        m_detail = text;
        setAccessibleDescription(text);
        update();
    }
    void setTall(bool tall)
    {
        m_isTall = tall;
        updateGeometry();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Theme& theme = themeOf(this);
        QPainter painter(this);
        const double radius = theme.radius("control");
        if (isChecked())
            drawBox(painter, rect(), radius, theme.color(isEnabled() ? "bg.selected" : "bg.pressed"),
                    theme.color(isEnabled() ? "line.focus" : "line.button"));
        else if (isEnabled() && (underMouse() || isDown()))
            drawBox(painter, QRectF(rect()).adjusted(2, 2, -2, -2), theme.radius("cell"),
                    theme.color(isDown() ? "bg.pressed" : "bg.hover"));
        const QColor color = theme.color(!isEnabled() ? "text.disabled"
                                         : isChecked() || underMouse() ? "text.primary" : "text.secondary");
        const QFont font = theme.font(TextStyle::Body);
        const double side = icon().isNull() ? 0 : theme.iconSize(0);
        const double lead = side > 0 && !text().isEmpty() ? side + gap(theme) : side;
        const double whole = std::min<double>(lead + textWidth(text(), font), width());
        const double left = std::round((width() - whole) / 2);
        const double small = m_detail.isEmpty() ? 0 : theme.lineHeight(TextStyle::Small);
        const double line = m_detail.isEmpty() ? height() : theme.lineHeight(TextStyle::Body);
        const double top = std::round((height() - line - small) / 2);
        if (side > 0)
            drawIcon(painter, QRectF(left, top + (line - side) / 2, side, side), icon(), color);
        drawTextLine(painter, QRectF(left + lead, top, whole - lead, line), text(), font, color);
        if (m_detail.isEmpty())
            return;
        const QFont smallFont = theme.font(TextStyle::Small);
        const double detail = std::min<double>(textWidth(m_detail, smallFont), width());
        drawTextLine(painter, QRectF(std::round((width() - detail) / 2), top + line, detail, small), m_detail, smallFont, color);
    }

private:
    QString m_detail;
    bool m_isTall = false; ///< this one or one beside it has a detail

    static int gap(const Theme& theme) { return theme.space(1) - theme.space(0) / 2; }
};

} // namespace

SegmentedControl::SegmentedControl(QWidget* parent) : QWidget(parent)
{
    m_group = new QButtonGroup(this);
    m_layout = new QHBoxLayout(this);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(m_group, &QButtonGroup::idClicked, this, [this](int index) {
        if (std::exchange(m_current, index) != index)
            Q_EMIT currentChanged(index);
    });
}

int SegmentedControl::addSegment(const QString& text, std::string_view iconName)
{
    auto* segment = new Segment(this);
    const int index = count();
    segment->setText(text);
    if (!iconName.empty())
        segment->setIcon(icon(iconName));
    m_group->addButton(segment, index);
    m_layout->addWidget(segment);
    if (index == 0)
        setCurrentIndex(0);
    equalize();
    return index;
}

void SegmentedControl::setSegmentText(int index, const QString& text)
{
    if (auto* segment = m_group->button(index)) {
        segment->setText(text);
        equalize();
    }
}

void SegmentedControl::setSegmentDetail(int index, const QString& text)
{
    auto* segment = static_cast<Segment*>(m_group->button(index));
    if (!segment || segment->detail() == text)
        return;
    segment->setDetail(text);
    const auto buttons = m_group->buttons();
    const bool tall = std::ranges::any_of(buttons, [](const auto* button) { return !static_cast<const Segment*>(button)->detail().isEmpty(); });
    for (auto* button : buttons)
        static_cast<Segment*>(button)->setTall(tall);
    equalize();
}

void SegmentedControl::setSegmentToolTip(int index, const QString& text)
{
    if (auto* segment = m_group->button(index)) {
        segment->setToolTip(text);
        if (segment->text().isEmpty())
            segment->setAccessibleName(text);
    }
}

void SegmentedControl::setSegmentEnabled(int index, bool enabled)
{
    if (auto* segment = m_group->button(index))
        segment->setEnabled(enabled);
}

int SegmentedControl::count() const { return static_cast<int>(m_group->buttons().size()); }

int SegmentedControl::currentIndex() const { return m_group->checkedId(); }

void SegmentedControl::setCurrentIndex(int index)
{
    if (auto* segment = m_group->button(index)) {
        segment->setChecked(true);
        m_current = index;
    }
}

void SegmentedControl::setEqualWidths(bool equal)
{
    m_equal = equal;
    equalize();
}

void SegmentedControl::equalize()
{
    int widest = 0;
    const auto buttons = m_group->buttons();
    for (const auto* button : buttons)
        widest = std::max(widest, static_cast<const Segment*>(button)->ownWidth());
    for (auto* button : buttons)
        button->setMinimumWidth(m_equal ? widest : 0);
    updateGeometry();
}

void SegmentedControl::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        equalize();
}

void SegmentedControl::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    const StateColors colors = theme.state(isEnabled() ? "button.normal.rest" : "button.any.disabled");
    drawBox(painter, rect(), theme.radius("control"), colors.background, colors.border);
}

} // namespace fettle::ui
