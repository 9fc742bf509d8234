// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/toast.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QTimer>

#include "ui/theme/painting.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {

Toast::Toast(QWidget* over, const QString& sentence, const QString& buttonText) : QWidget(over)
{
    setObjectName(QStringLiteral("fettleToast"));
    const Theme& theme = themeOf(over);
    const int shadow = popupShadowMargin(theme);
    auto* row = new QHBoxLayout(this);
    const bool hasButton = !buttonText.isEmpty();
    const int pad = theme.space(hasButton ? 1 : 2);
    const int right = theme.space(hasButton ? 1 : 3);
    row->setContentsMargins(shadow + theme.space(3), shadow + pad, shadow + right, shadow + pad);
    row->setSpacing(theme.space(2));
    m_text = new TextLabel(sentence, TextStyle::Body, this);
    m_text->setElide(Qt::ElideRight);
    row->addWidget(m_text);
    if (hasButton) {
        m_button = new Button(buttonText, ButtonKind::Quiet, {}, this);
        row->addWidget(m_button);
        connect(m_button, &Button::clicked, this, [this] {
            Q_EMIT buttonPressed();
            hide();
            deleteLater();
        });
    }
    m_timer = new QTimer(this);
    m_timer->setInterval(hasButton ? 8000 : 4000);
    connect(m_timer, &QTimer::timeout, this, [this] {
        // Not taken away from under the mouse or the keyboard.
        if (underMouse() || (m_button && m_button->hasFocus()))
            return;
        hide();
        deleteLater();
    });
    over->installEventFilter(this);
    setAccessibleName(sentence);
}

Toast* Toast::show(QWidget* over, const QString& sentence, const QString& buttonText)
{
    if (auto* before = over->findChild<Toast*>(QStringLiteral("fettleToast"), Qt::FindDirectChildrenOnly)) {
        before->setObjectName(QString());
        before->hide();
        before->deleteLater();
    }
    auto* toast = new Toast(over, sentence, buttonText);
    toast->place();
    toast->QWidget::show();
    toast->raise();
    toast->m_timer->start();
    QAccessibleEvent event(toast, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
    return toast;
}

QString Toast::text() const { return m_text->text(); }

void Toast::place()
{
    const QWidget* over = parentWidget();
    const int edge = themeOf(this).space(3) - popupShadowMargin(themeOf(this));
    const QSize size = sizeHint().boundedTo(QSize(over->width() - 2 * edge, sizeHint().height()));
    setGeometry((over->width() - size.width()) / 2, over->height() - size.height() - edge, size.width(), size.height());
}

bool Toast::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        place();
    return QWidget::eventFilter(watched, event);
}

void Toast::enterEvent(QEnterEvent* event)
{
    QWidget::enterEvent(event);
    m_timer->stop();
}

void Toast::leaveEvent(QEvent* event)
{
    QWidget::leaveEvent(event);
    m_timer->start();
}

void Toast::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        update();
}

void Toast::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    const int shadow = popupShadowMargin(theme);
    const QRectF box = QRectF(rect()).adjusted(shadow, shadow, -shadow, -shadow);
    drawPopupShadow(painter, box, theme.radius("card"), theme);
    drawBox(painter, box, theme.radius("card"), theme.color("bg.raised"), theme.color("line.button"));
}

} // namespace fettle::ui
