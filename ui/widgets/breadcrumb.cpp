// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/breadcrumb.h"

#include <QEvent>
#include <QPainter>

#include "ui/theme/painting.h"
#include "ui/theme/theme.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/link.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {

namespace {

/// The arrow between two steps.
class StepArrow : public QWidget {
public:
    using QWidget::QWidget;
    QSize sizeHint() const override { return {themeOf(this).space(2), themeOf(this).lineHeight(TextStyle::Body)}; }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        drawArrow(painter, rect(), Arrow::Right, themeOf(this).color("text.secondary"), themeOf(this).space(1) - 2);
    }
};

} // namespace

Breadcrumb::Breadcrumb(QWidget* parent) : QWidget(parent)
{
    m_flow = new FlowLayout(this);
    m_flow->setContentsMargins(0, 0, 0, 0);
}

void Breadcrumb::setSteps(const QList<Step>& steps)
{
    m_steps = steps;
    build();
}

void Breadcrumb::build()
{
    while (QLayoutItem* item = m_flow->takeAt(0)) {
        // It may be the link whose press has led here.
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    m_flow->setSpacings(themeOf(this).space(0), 0);
    for (const Step& step : m_steps) {
        if (m_flow->count() > 0)
            m_flow->addWidget(new StepArrow(this));
        QWidget* widget = nullptr;
        if (step.current) {
            widget = new TextLabel(step.text, TextStyle::Body, this);
        } else {
            auto* link = new Link(step.text, TextStyle::Body, this);
            connect(link, &Link::clicked, this, [this, id = step.id] { Q_EMIT activated(id); });
            widget = link;
        }
        widget->setToolTip(step.tip);
        m_flow->addWidget(widget);
    }
    for (int i = 0; i < m_flow->count(); ++i)
        m_flow->itemAt(i)->widget()->show();
    updateGeometry();
}

void Breadcrumb::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        m_flow->setSpacings(themeOf(this).space(0), 0);
}

} // namespace fettle::ui
