// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/settings_page.h"

#include <QCoreApplication>
#include <QListWidget>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QTimer>
#include <QVBoxLayout>

#include "ui/pages/help_button.h"
#include "ui/pages/settings/about_section.h"
#include "ui/pages/settings/appearance_section.h"
#include "ui/pages/settings/downloads_section.h"
#include "ui/pages/settings/storage_section.h"
#include "ui/pages/settings/system_section.h"
#include "ui/pages/settings/training_section.h"
#include "ui/pages/settings/trash_section.h"
#include "ui/pages/settings/workspace_section.h"
#include "ui/theme/style_hints.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/saved_mark.h"

namespace fettle::ui {
namespace {

/// One write for a wheel turned over several values.
constexpr int kWriteDelayMs = 300;

} // namespace

SettingsPage::SettingsPage(Session& session, Settings& settings, QWidget* parent)
    : Page(session, parent), m_settings(settings), m_list(new QListWidget), m_scroll(new QScrollArea), m_column(new QWidget),
      m_notWritten(new Notice(NoticeKind::Warning)), m_saved(new SavedMark), m_writeSoon(new QTimer(this)),
      m_makeSoon(new QTimer(this))
{
    m_row = new QHBoxLayout;
    auto* row = m_row;
    row->addWidget(m_list);
    row->addWidget(m_scroll, 1);
    m_notWritten->hide();
    body().addWidget(m_notWritten);
    body().addLayout(row, 1);
    header().addSecondary(m_saved);
    // There is no next step here.
    header().primary()->hide();

    auto* column = new QVBoxLayout(m_column);
    column->setContentsMargins(0, 0, 0, 0);
    planSections();
    column->addStretch(1);
    m_scroll->setWidget(m_column);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameless(*m_scroll, true);
    setFrameless(*m_list, true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setUniformItemSizes(true);
    // It stands on the window, not in a card.
    m_list->viewport()->setAutoFillBackground(false);

    connect(m_makeSoon, &QTimer::timeout, this, &SettingsPage::makeNext);
    m_writeSoon->setSingleShot(true);
    m_writeSoon->setInterval(kWriteDelayMs);
    connect(m_writeSoon, &QTimer::timeout, this, &SettingsPage::writeSettings);
    connect(&m_settings, &Settings::changed, this, [this] { m_writeSoon->start(); });
    connect(m_list, &QListWidget::currentRowChanged, this, &SettingsPage::scrollTo);
    connect(m_list, &QListWidget::itemClicked, this, [this] { scrollTo(m_list->currentRow()); });
    connect(m_scroll->verticalScrollBar(), &QScrollBar::valueChanged, this, &SettingsPage::markCurrent);
    connect(&session, &Session::engineChanged, this, [this] {
        if (isVisible() && this->session().engine().state() == EngineApi::State::Ready)
            entered();
    });
    applySizes();
}

void SettingsPage::planSections()
{
    m_toMake.push({"appearance", [this] { return new AppearanceSection(m_settings); }});
    m_toMake.push({"training", [this] { return new TrainingSection(m_settings); }});
    m_toMake.push({"workspace", [this] { return new WorkspaceSection(session(), m_settings); }});
    m_toMake.push({"downloads", [this] { return new DownloadsSection(session()); }});
    m_toMake.push({"storage", [this] { return makeStorage(); }});
    m_toMake.push({"trash", [this] { return makeTrash(); }});
    m_toMake.push({"shortcuts", [this] {
                       auto* section = new ShortcutsSection;
                       section->setShortcuts(m_shortcuts);
                       return section;
                   }});
    m_toMake.push({"system", [this] {
                       auto* section = new SystemSection(session());
                       connect(section, &SystemSection::checkWanted, this, &SettingsPage::askMachine);
                       return section;
                   }});
    m_toMake.push({"about", [] { return new AboutSection; }});
}

QList<SettingsPage::Option> SettingsPage::options()
{
    struct Words {
        QString (*tr)(const char*, const char*, int); ///< of the part that shows the same words
        const char* title;
        const char* section;
        const char* keywords;
    };
    static constexpr Words kWords[] = {
        {AppearanceSection::tr, "Language / 语言", "appearance", "chinese english 中文 英文"},
        {AppearanceSection::tr, "Theme", "appearance", "dark light colors"},
        {AppearanceSection::tr, "Text size", "appearance", "font zoom"},
        {AppearanceSection::tr, "Reduce motion", "appearance", "animation"},
        {TrainingSection::tr, "CPU threads", "training", "cores processor"},
        {tr, QT_TR_NOOP("Time between checkpoints"), "training", "save"},
        {tr, QT_TR_NOOP("Folder of the workspace"), "workspace", "directory place"},
        {tr, QT_TR_NOOP("Where pretrained models come from"), "downloads", "hub mirror proxy token offline download"},
        {StorageSection::tr, "Storage", "storage", "disk space"},
        {TrashSection::tr, "Trash", "trash", "deleted restore"},
        {ShortcutsSection::tr, "Shortcuts", "shortcuts", "keys keyboard"},
        {SystemSection::tr, "System check", "system", "gpu cpu memory doctor"},
    };
    QList<Option> list;
    for (const auto& words : kWords)
        list.push_back({words.tr(words.title, nullptr, -1), QString::fromLatin1(words.section),
                        QString::fromUtf8(words.title) + QLatin1Char(' ') + QString::fromUtf8(words.keywords)});
    return list;
}

SettingsSection* SettingsPage::makeStorage()
{
    m_storage = new StorageSection(session());
    return m_storage;
}

SettingsSection* SettingsPage::makeTrash()
{
    auto* trash = new TrashSection(session());
    connect(trash, &TrashSection::restored, m_storage, &StorageSection::entered);
    connect(trash, &TrashSection::restored, &session(), &Session::refreshLists);
    return trash;
}

void SettingsPage::makeNext()
{
    const auto [name, make] = m_toMake.front();
    m_toMake.pop();
    auto* section = make();
    auto* column = static_cast<QVBoxLayout*>(m_column->layout());
    column->insertWidget(column->count() - 1, section); // before the stretch
    section->show();
    section->addToHeader(new HelpButton(session(), QStringLiteral("settings#") + QLatin1String(name), section));
    section->translateNow();
    m_parts.push_back({QString::fromLatin1(name), section});
    m_list->addItem(section->heading());
    if (m_parts.size() == 1)
        markCurrent();
    applySizes();
    if (m_machine)
        section->setMachine(*m_machine);
    if (m_entered)
        section->entered();
    if (m_toMake.empty())
        m_makeSoon->stop();
}

void SettingsPage::makeAll()
{
    while (!m_toMake.empty())
        makeNext();
}

void SettingsPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    // What the eye meets first; the rest while the page is being looked at.
    if (m_parts.isEmpty())
        makeNext();
    if (!m_toMake.empty())
        m_makeSoon->start(0);
}

void SettingsPage::entered()
{
    m_entered = true;
    askMachine();
    for (const auto& part : m_parts)
        part.section->entered();
}

void SettingsPage::askMachine()
{
    if (session().engine().state() != EngineApi::State::Ready)
        return;
    session().engine().request("engine.doctor", {}, this, [this](const Result<Value>& facts) {
        if (!facts)
            return session().report(facts.error());
        m_machine = *facts;
        for (const auto& part : m_parts)
            part.section->setMachine(*facts);
    });
}

void SettingsPage::writeSettings()
{
    const bool written = m_settings.save();
    m_notWritten->setVisible(!written);
    if (written)
        m_saved->flash();
}

void SettingsPage::setShortcuts(QList<ShortcutEntry> shortcuts)
{
    m_shortcuts = std::move(shortcuts);
    if (auto* section = findChild<ShortcutsSection*>())
        section->setShortcuts(m_shortcuts);
}

void SettingsPage::showSection(const QString& name)
{
    makeAll();
    for (qsizetype i = 0; i < m_parts.size(); ++i)
        if (m_parts[i].name == name) {
            m_list->setCurrentRow(static_cast<int>(i));
            scrollTo(static_cast<int>(i));
        }
}

void SettingsPage::scrollTo(int index)
{
    if (index < 0 || index >= m_parts.size())
        return;
    // Positions hold only once the column is laid out (a section may just have been made or filled), and the bar reaches
    // them only once the column has grown.
    m_column->layout()->activate();
    QCoreApplication::sendPostedEvents(m_scroll->viewport(), QEvent::LayoutRequest);
    m_jumping = true;
    m_scroll->verticalScrollBar()->setValue(m_parts[index].section->y());
    m_jumping = false;
}

void SettingsPage::markCurrent()
{
    if (m_jumping)
        return;
    const auto* bar = m_scroll->verticalScrollBar();
    int current = 0;
    for (qsizetype i = 0; i < m_parts.size(); ++i)
        if (m_parts[i].section->y() <= bar->value() + themeOf(this).space(5))
            current = static_cast<int>(i);
    // The last ones never reach the top.
    if (bar->maximum() > 0 && bar->value() == bar->maximum())
        current = static_cast<int>(m_parts.size()) - 1;
    const QSignalBlocker quiet(m_list);
    m_list->setCurrentRow(current);
}

void SettingsPage::retranslate()
{
    header().setTitle(tr("Settings"));
    header().setSentence(tr("What you set holds at once and is saved by itself."));
    m_list->setAccessibleName(tr("Parts of the settings"));
    m_notWritten->setText(tr("The settings cannot be written to “%1”. What you set holds until Fettle closes.")
                              .arg(m_settings.file()));
    for (qsizetype i = 0; i < m_parts.size(); ++i) {
        // The change of language may reach a section after the page.
        m_parts[i].section->translateNow();
        m_list->item(static_cast<int>(i))->setText(m_parts[i].section->heading());
    }
    applySizes();
    markCurrent();
}

void SettingsPage::changeEvent(QEvent* event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        applySizes();
}

void SettingsPage::applySizes()
{
    const auto& theme = themeOf(this);
    m_list->setFixedWidth(m_list->sizeHintForColumn(0) + 2 * theme.space(3));
    m_row->setSpacing(theme.space(1));
    m_column->layout()->setSpacing(theme.space(4));
    // The fields and the cards around them end together; wider lines would be hard to read, too.
    m_column->setMaximumWidth(theme.size("frame.formWidthMax") + 2 * theme.pad());
}

} // namespace fettle::ui
