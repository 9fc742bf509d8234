// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/translators.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

// Outside of every namespace, as Qt wants it: the resource lies in a static library.
static void initializeUiTranslations() { Q_INIT_RESOURCE(fettle_ui_translations); }

namespace fettle::ui {

Translators::Translators() { initializeUiTranslations(); }

Translators::~Translators()
{
    if (QCoreApplication::instance())
        for (const auto& translator : m_installed)
            QCoreApplication::removeTranslator(translator.get());
}

void Translators::install(const QString& language)
{
    for (const auto& old : m_installed)
        QCoreApplication::removeTranslator(old.get());
    m_installed.clear();
    QLocale::setDefault(QLocale(language));
    const auto add = [this](const QString& file, const QString& folder) {
        auto translator = std::make_unique<QTranslator>();
        if (translator->load(file, folder)) {
            QCoreApplication::installTranslator(translator.get());
            m_installed.push_back(std::move(translator));
        }
    };
    // English too: it holds the plural forms.
    add(QStringLiteral("ui_") + language, QStringLiteral(":/fettle/ui_translations"));
    add(QStringLiteral("qtbase_") + language, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
}

} // namespace fettle::ui
