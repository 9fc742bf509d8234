// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/settings/settings_section.h"

class QPlainTextEdit;

namespace fettle::ui {

class KeyValueList;
class Section;
class TextLabel;

/// Version, license, and what others wrote that is in Fettle.
class AboutSection : public SettingsSection {
    Q_OBJECT
public:
    explicit AboutSection(QWidget* parent = nullptr);
    [[nodiscard]] QString heading() const override;

    struct Library {
        QString name;
        QString license;
        friend bool operator==(const Library&, const Library&) = default;
    };
    /// The rows of cmake/third_party.csv as they are compiled in.
    [[nodiscard]] static QList<Library> libraries();

protected:
    void retranslate() override;

private:
    void fillLicense();

    TextLabel* m_version = nullptr;
    TextLabel* m_promise = nullptr;
    Section* m_license = nullptr;
    QPlainTextEdit* m_licenseText = nullptr;
    Section* m_others = nullptr;
    KeyValueList* m_list = nullptr;
};

} // namespace fettle::ui
