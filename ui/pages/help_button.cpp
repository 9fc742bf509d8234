// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/help_button.h"

#include <QEvent>

#include "ui/session/session.h"
#include "ui/theme/theme.h"

namespace fettle::ui {

HelpButton::HelpButton(Session& session, const QString& topic, QWidget* parent)
    : IconButton("help-circle-outline", parent), m_topic(topic)
{
    connect(this, &QAbstractButton::clicked, &session, [this, &session] { session.openHelp(m_topic); });
    retranslate();
}

QSize HelpButton::sizeHint() const
{
    const int side = themeOf(this).iconSize(2);
    return {side, side};
}

void HelpButton::retranslate() { setLabel(tr("What the handbook says about this")); }

void HelpButton::changeEvent(QEvent* event)
{
    IconButton::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace fettle::ui
