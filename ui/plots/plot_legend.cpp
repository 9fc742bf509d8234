// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/plot_legend.h"

#include <QAbstractButton>
#include <QEvent>
#include <QFontMetrics>
#include <QPainter>

#include "ui/theme/theme.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {
namespace {

constexpr int kMostItems = 12;

} // namespace

class LegendItem : public QAbstractButton {
public:
    LegendItem(int curve, PlotLegend& legend) : QAbstractButton(&legend), m_curve(curve), m_legend(legend)
    {
        setCheckable(true);
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
        QObject::connect(this, &QAbstractButton::toggled, &legend,
                         [this](bool on) { Q_EMIT m_legend.visibleToggled(m_curve, on); });
    }

    void describe(const PlotCurve& curve)
    {
        const QSignalBlocker quiet(this);
        setChecked(curve.visible);
        setText(curve.style.label.isEmpty() ? curve.style.name : curve.style.label);
        setAccessibleName(curve.style.name);
        setToolTip(PlotLegend::tr("Show or hide “%1”").arg(curve.style.name));
        const auto& theme = themeOf(this);
        m_color = curve.color(theme, false);
        m_full = curve.color(theme, true);
        m_width = curve.lineWidth();
        m_dotted = curve.style.part == PlotPart::Test;
        updateGeometry();
        update();
    }

    [[nodiscard]] QSize sizeHint() const override
    {
        const auto& theme = themeOf(this);
        const QFontMetrics metrics(theme.font(TextStyle::Small));
        return {metrics.horizontalAdvance(text()) + theme.space(4) + 3 * theme.space(0), theme.space(4)};
    }
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const auto& theme = themeOf(this);
        const int swatch = theme.space(4) - theme.space(0);
        const double y = height() / 2.0;
        QPen pen(isChecked() ? (underMouse() ? m_full : m_color) : theme.color("line.control"), m_width);
        if (m_dotted)
            pen.setStyle(Qt::DotLine);
        painter.setPen(pen);
        painter.drawLine(QPointF(theme.space(0), y), QPointF(swatch, y));
        painter.setFont(theme.font(TextStyle::Small));
        painter.setPen(theme.color(!isChecked() ? "text.disabled" : underMouse() ? "text.primary" : "text.secondary"));
        painter.drawText(QRect(swatch + theme.space(0), 0, width(), height()), Qt::AlignLeft | Qt::AlignVCenter, text());
    }
    void enterEvent(QEnterEvent* event) override
    {
        QAbstractButton::enterEvent(event);
        Q_EMIT m_legend.hovered(m_curve);
    }
    void leaveEvent(QEvent* event) override
    {
        QAbstractButton::leaveEvent(event);
        Q_EMIT m_legend.hovered(-1);
    }
    void focusInEvent(QFocusEvent* event) override
    {
        QAbstractButton::focusInEvent(event);
        Q_EMIT m_legend.hovered(m_curve);
    }
    void focusOutEvent(QFocusEvent* event) override
    {
        QAbstractButton::focusOutEvent(event);
        Q_EMIT m_legend.hovered(-1);
    }

private:
    int m_curve;
    PlotLegend& m_legend;
    QColor m_color;
    QColor m_full;
    double m_width = 1.0;
    bool m_dotted = false;
};

PlotLegend::PlotLegend(QWidget* parent) : QWidget(parent), m_flow(new FlowLayout(this)), m_more(new TextLabel(TextStyle::Small, "text.secondary", this))
{
    m_flow->setSpacings(themeOf(this).space(1), 0);
    m_flow->addWidget(m_more);
    m_more->hide();
}

void PlotLegend::setCurves(const std::vector<std::unique_ptr<PlotCurve>>& curves)
{
    std::vector<int> shown;
    for (std::size_t i = 0; i < curves.size(); ++i)
        if (!curves[i]->points().isEmpty())
            shown.push_back(static_cast<int>(i));
    m_left = std::max(0, static_cast<int>(shown.size()) - kMostItems);
    shown.resize(shown.size() - static_cast<std::size_t>(m_left));
    while (m_items.size() > static_cast<qsizetype>(shown.size()))
        delete m_items.takeLast();
    while (m_items.size() < static_cast<qsizetype>(shown.size())) {
        auto* item = new LegendItem(shown[static_cast<std::size_t>(m_items.size())], *this);
        m_flow->removeWidget(m_more);
        m_flow->addWidget(item);
        m_flow->addWidget(m_more);
        m_items << item;
        item->show();
    }
    for (qsizetype i = 0; i < m_items.size(); ++i)
        m_items[i]->describe(*curves[static_cast<std::size_t>(shown[static_cast<std::size_t>(i)])]);
    retranslate();
}

void PlotLegend::retranslate()
{
    m_more->setText(tr("and %n more", nullptr, m_left));
    m_more->setVisible(m_left > 0);
}

void PlotLegend::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange)
        m_flow->setSpacings(themeOf(this).space(1), 0);
}

} // namespace fettle::ui
