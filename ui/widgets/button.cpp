// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/button.h"

#include <QEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QStyleOptionButton>
#include <QVariantAnimation>

#include "ui/theme/icons.h"

namespace fettle::ui {

Button::Button(ButtonKind kind, QWidget* parent) : QPushButton(parent)
{
    // Enter belongs to the field one types in, not to whatever button comes first.
    setAutoDefault(false);
    setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
    setKind(kind);
}

Button::Button(const QString& text, ButtonKind kind, std::string_view iconName, QWidget* parent) : Button(kind, parent)
{
    setText(text);
    setIconName(iconName);
}

void Button::setKind(ButtonKind kind) { setButtonKind(*this, kind); }

void Button::setIconName(std::string_view name)
{
    m_iconName = name;
    setIcon(name.empty() ? QIcon() : fettle::ui::icon(name));
}

void Button::setBusy(bool busy)
{
    if (busy == isBusy())
        return;
    setBusyMark(*this, busy);
    setBusyTurn(*this, 0);
    turn();
}

void Button::turn()
{
    const bool turns = isBusy() && isVisible() && !themeOf(this).options().reduceMotion;
    if (turns && !m_turn) {
        m_turn = new QVariantAnimation(this);
        m_turn->setStartValue(0);
        m_turn->setEndValue(360);
        m_turn->setDuration(900);
        m_turn->setLoopCount(-1);
        connect(m_turn, &QVariantAnimation::valueChanged, this,
                [this](const QVariant& degrees) { setBusyTurn(*this, degrees.toInt()); });
    }
    if (turns)
        m_turn->start();
    else if (m_turn)
        m_turn->stop();
}

void Button::setDisabledReason(const QString& reason)
{
    if (!reason.isEmpty()) {
        if (!m_hasReason)
            m_tipBeforeReason = toolTip();
        setToolTip(reason);
    } else if (m_hasReason) {
        setToolTip(m_tipBeforeReason);
    }
    m_hasReason = !reason.isEmpty();
    setAccessibleDescription(reason);
    setEnabled(reason.isEmpty());
}

QSize Button::sizeHint() const
{
    ensurePolished();
    QStyleOptionButton option;
    initStyleOption(&option);
    return style()->sizeFromContents(QStyle::CT_PushButton, &option, {}, this);
}

QSize Button::minimumSizeHint() const { return sizeHint(); }

bool Button::event(QEvent* event)
{
    switch (event->type()) {
    case QEvent::Shortcut:
        if (isBusy())
            return true;
        break;
    case QEvent::Show:
    case QEvent::Hide: {
        const bool handled = QPushButton::event(event);
        turn();
        return handled;
    }
    default: break;
    }
    return QPushButton::event(event);
}

void Button::mousePressEvent(QMouseEvent* event)
{
    if (isBusy())
        event->accept();
    else
        QPushButton::mousePressEvent(event);
}

void Button::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Enter || event->key() == Qt::Key_Return;
    if (isBusy() && (enter || event->key() == Qt::Key_Space || event->key() == Qt::Key_Select)) {
        event->accept();
        return;
    }
    // Outside of dialogs, too, Enter presses the button that has the focus.
    if (enter && !event->isAutoRepeat() && !autoDefault()) {
        click();
        return;
    }
    QPushButton::keyPressEvent(event);
}

} // namespace fettle::ui
