// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/presenter.h"

#include <QApplication>

#include "ui/session/settings.h"
#include "ui/theme/fettle_style.h"

namespace fettle::ui {
namespace {

void setTextScale(double scale)
{
    auto options = themeOf(nullptr).options();
    options.textScale = scale;
    applyTheme(*qApp, Theme(options));
}

} // namespace

void Presenter::show(QWidget& page, QWidget* panel)
{
    leave();
    m_page = &page;
    // Whatever stands beside the panel, or beside what holds it.
    for (QWidget* at = panel; at && at != &page; at = at->parentWidget())
        for (auto* other : at->parentWidget()->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly))
            if (other != at && !other->isWindow() && !other->isHidden()) {
                other->hide();
                m_hidden << other;
            }
    m_textScale = themeOf(&page).options().textScale;
    setTextScale(Settings::kGreatestTextScale);
}

void Presenter::leave()
{
    if (!m_page)
        return;
    for (const auto& widget : m_hidden)
        if (widget)
            widget->show();
    m_hidden.clear();
    m_page.clear();
    setTextScale(m_textScale);
}

} // namespace fettle::ui
