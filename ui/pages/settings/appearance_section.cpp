// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/appearance_section.h"

#include <cmath>

#include <QComboBox>
#include <QLocale>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "engine/client/sentences.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {
namespace {

constexpr int kSizes[] = {90, 100, 110, 120, 130, 140, 150};
constexpr ThemeChoice kChoices[] = {ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark};

/// A language in its own words, for those who cannot read the others.
QString ownName(const std::string& language)
{
    if (language == "en")
        return QStringLiteral("English");
    if (language == "zh_CN")
        return QStringLiteral("简体中文");
    return QLocale(QString::fromStdString(language)).nativeLanguageName();
}

/// A field that is as wide as its content stands at the left of its row.
QWidget* atLeft(QWidget* field)
{
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(field);
    layout->addStretch(1);
    row->setFocusProxy(field);
    return row;
}

int percentOf(double scale) { return static_cast<int>(std::lround(scale * 100)); }

} // namespace

AppearanceSection::AppearanceSection(Settings& settings, QWidget* parent)
    : SettingsSection(parent), m_settings(settings), m_language(new QComboBox), m_theme(new SegmentedControl),
      m_textSize(new QComboBox), m_motion(new Switch),
      m_languageField(new FormField(m_language)), m_themeField(new FormField(atLeft(m_theme))),
      m_textSizeField(new FormField(m_textSize))
{
    for (auto* field : {m_languageField, m_themeField, m_textSizeField})
        column().addWidget(field);
    m_motionHelp = addSwitch(m_motion);
    for ([[maybe_unused]] const auto choice : kChoices)
        m_theme->addSegment({});
    guardWheel(*m_language);
    guardWheel(*m_textSize);
    connect(m_language, &QComboBox::activated, this,
            [this] { m_settings.setLanguage(m_language->currentData().toString()); });
    connect(m_theme, &SegmentedControl::currentChanged, this,
            [this](int index) { m_settings.setTheme(kChoices[index]); });
    connect(m_textSize, &QComboBox::activated, this,
            [this] { m_settings.setTextScale(m_textSize->currentData().toInt() / 100.0); });
    connect(m_motion, &QAbstractButton::toggled, this, [this](bool on) { m_settings.setReduceMotion(on); });
    connect(&m_settings, &Settings::changed, this, &AppearanceSection::refresh);
}

QString AppearanceSection::heading() const { return tr("Appearance"); }

void AppearanceSection::retranslate()
{
    // In both languages, so that who switched by mistake finds back.
    m_languageField->setLabel(tr("Language / 语言"));
    m_themeField->setLabel(tr("Theme"));
    m_theme->setSegmentText(0, tr("As the system"));
    m_theme->setSegmentText(1, tr("Light"));
    m_theme->setSegmentText(2, tr("Dark"));
    m_theme->setAccessibleName(tr("Theme"));
    m_textSizeField->setLabel(tr("Text size"));
    m_motion->setText(tr("Reduce motion"));
    m_motionHelp->setText(tr("Panels open at once and progress is shown without moving parts."));
    m_motion->setAccessibleDescription(m_motionHelp->text());
    refresh();
}

void AppearanceSection::refresh()
{
    const auto system = ownName(client::Sentences::fromEnvironment().language());
    QList<std::pair<QString, QVariant>> languages{{tr("As the system: %1").arg(system), QStringLiteral("system")}};
    for (const auto& language : client::Sentences::languages())
        languages.emplace_back(ownName(language), QString::fromStdString(language));
    setItems(*m_language, languages, m_settings.language());

    for (int i = 0; i < 3; ++i)
        if (kChoices[i] == m_settings.theme())
            m_theme->setCurrentIndex(i);

    const int now = percentOf(m_settings.textScale());
    QList<std::pair<QString, QVariant>> sizes;
    for (const int size : kSizes)
        sizes.emplace_back(tr("%1%").arg(size), size);
    // Ctrl++ and the file know steps between.
    if (!std::ranges::count(kSizes, now))
        sizes.emplace_back(tr("%1%").arg(now), now);
    std::ranges::sort(sizes, {}, [](const auto& size) { return size.second.toInt(); });
    setItems(*m_textSize, sizes, now);

    const QSignalBlocker quiet(m_motion);
    m_motion->setChecked(m_settings.reduceMotion());
}

} // namespace fettle::ui
