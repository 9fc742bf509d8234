// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/appearance.h"

#include <QApplication>

#include "ui/theme/fettle_style.h"

namespace fettle::ui {

AppearanceControl::AppearanceControl(QApplication& application, Settings& settings, QObject* parent)
    : QObject(parent), m_application(application), m_settings(settings), m_system(systemAppearance())
{
    connect(&m_settings, &Settings::changed, this, [this](Setting what) {
        if (what == Setting::Language)
            applyLanguage();
        else if (what == Setting::Theme || what == Setting::TextScale || what == Setting::ReduceMotion)
            applyThemeNow();
    });
    applyLanguage();
}

AppearanceControl::~AppearanceControl() = default;

void AppearanceControl::attach(Session& session)
{
    m_session = &session;
    m_session->setLanguage(m_settings.effectiveLanguage());
}

void AppearanceControl::applyLanguage()
{
    const auto language = m_settings.effectiveLanguage();
    // Sentences first: widgets name themselves anew while translators are exchanged.
    if (m_session)
        m_session->setLanguage(language);
    m_translators.install(QString::fromStdString(language));
    applyThemeNow();
}

void AppearanceControl::applyThemeNow()
{
    ThemeOptions options;
    const auto choice = m_settings.theme();
    options.appearance = choice == ThemeChoice::System ? m_system : choice == ThemeChoice::Dark ? Appearance::Dark : Appearance::Light;
    options.language = m_settings.effectiveLanguage();
    options.textScale = m_settings.textScale();
    options.reduceMotion = m_settings.reduceMotion();
    applyTheme(m_application, Theme(options));
}

} // namespace fettle::ui
