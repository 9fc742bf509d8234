// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "ui/session/session.h"
#include "ui/session/settings.h"
#include "ui/session/translators.h"
#include "ui/theme/theme.h"

class QApplication;

namespace fettle::ui {

/// Keeps the application's language and theme as the settings say, at the start and whenever they change.
class AppearanceControl : public QObject {
    Q_OBJECT
public:
    AppearanceControl(QApplication& application, Settings& settings, QObject* parent = nullptr);
    ~AppearanceControl() override;

    /// The session's sentences follow from now on.
    void attach(Session& session);
    void applyLanguage();
    void applyThemeNow();

private:
    QApplication& m_application;
    Settings& m_settings;
    Session* m_session = nullptr;
    /// What "System" means: asked once, before the first palette of ours.
    Appearance m_system;
    Translators m_translators;
};

} // namespace fettle::ui
