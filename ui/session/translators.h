// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include <QString>
#include <QTranslator>

namespace fettle::ui {

/// The desktop's texts and Qt's own in one language; exchanging them sends every widget its LanguageChange.
class Translators {
public:
    Translators();
    ~Translators();
    /// "en" or "zh_CN".
    void install(const QString& language);

private:
    std::vector<std::unique_ptr<QTranslator>> m_installed;
};

} // namespace fettle::ui
