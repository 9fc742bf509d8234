// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/page.h"

#include <QEvent>
#include <QVBoxLayout>

#include "ui/pages/help_button.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/page_header.h"

namespace fettle::ui {

Page::Page(Session& session, QWidget* parent) : QWidget(parent), m_session(session), m_header(new PageHeader(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    m_body = new QVBoxLayout;
    column->addLayout(m_body, 1);
    connect(m_header->primary(), &QAbstractButton::clicked, this, [this] { primary(); });
    applySpaces();
}

void Page::runPrimary() { m_header->primary()->click(); }

void Page::applySpaces()
{
    const auto& theme = themeOf(this);
    layout()->setContentsMargins(theme.space(4), theme.space(4), theme.space(4), theme.space(4));
    layout()->setSpacing(theme.space(3));
    m_body->setSpacing(theme.space(3));
}

void Page::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange && m_translated)
        retranslate();
    else if (event->type() == QEvent::StyleChange)
        applySpaces();
}

void Page::showEvent(QShowEvent* event)
{
    // Not in the constructor: retranslate() and helpTopic() are the page's own.
    if (!std::exchange(m_translated, true)) {
        retranslate();
        if (const auto topic = helpTopic(); topic != QLatin1String("help"))
            m_header->addSecondary(new HelpButton(m_session, topic, m_header));
    }
    QWidget::showEvent(event);
}

} // namespace fettle::ui
