// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/about_section.h"

#include <QFile>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include "engine/contract/client_protocol.h"
#include "ui/theme/theme.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/section.h"
#include "ui/widgets/text_label.h"

// In the global namespace, where the resource compiler's functions live.
static void initializeNotices()
{
    Q_INIT_RESOURCE(fettle_notices);
}

namespace fettle::ui {
namespace {

constexpr int kLicenseLines = 16;

QString readNotice(const char* name)
{
    initializeNotices();
    QFile file(QStringLiteral(":/fettle/notices/") + QLatin1String(name));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

AboutSection::AboutSection(QWidget* parent)
    : SettingsSection(parent), m_version(new TextLabel(TextStyle::Strong)), m_promise(new TextLabel),
      m_license(new Section), m_licenseText(new QPlainTextEdit), m_others(new Section), m_list(new KeyValueList)
{
    m_promise->setWrap(true);
    m_version->setSelectable(true);
    m_licenseText->setReadOnly(true);
    m_licenseText->setTabChangesFocus(true);
    column().addWidget(m_version);
    column().addWidget(m_promise);
    column().addWidget(m_license);
    column().addWidget(m_others);
    m_license->content()->addWidget(m_licenseText);
    m_others->content()->addWidget(m_list);
    for (const auto& library : libraries())
        m_list->addRow(library.name, library.license);
    // 35 KB of text are laid out only for those who open it.
    connect(m_license, &Section::toggled, this, &AboutSection::fillLicense);
}

QString AboutSection::heading() const { return tr("About"); }

QList<AboutSection::Library> AboutSection::libraries()
{
    QList<Library> libraries;
    // name, used for, license, linked by, from; no cell has a comma (cmake/ThirdPartyNotices.cmake sees to it).
    const auto lines = readNotice("third_party.csv").split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    for (const auto& line : lines.mid(1)) {
        const auto cells = line.split(QLatin1Char(','));
        if (cells.size() >= 3)
            libraries.push_back({cells[0], cells[2]});
    }
    return libraries;
}

void AboutSection::fillLicense()
{
    if (!m_license->isOpen() || !m_licenseText->document()->isEmpty())
        return;
    const auto& theme = themeOf(this);
    m_licenseText->setFont(theme.font(TextStyle::Code));
    m_licenseText->setPlainText(readNotice("LICENSE"));
    m_licenseText->setFixedHeight(kLicenseLines * theme.lineHeight(TextStyle::Code));
}

void AboutSection::retranslate()
{
    m_version->setText(tr("Fettle %1").arg(QLatin1String(kFettleVersion)));
    m_promise->setText(tr("Free software under the GNU General Public License, version 3 or later. Your data stays on "
                          "this computer: Fettle sends nothing anywhere."));
    m_license->setTitle(tr("License"));
    m_licenseText->setAccessibleName(tr("License"));
    m_others->setTitle(tr("Software of others in Fettle"));
    fillLicense();
}

} // namespace fettle::ui
