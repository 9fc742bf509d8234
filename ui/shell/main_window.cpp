// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include <utility>

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QDropEvent>
#include <QMimeData>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "ui/pages/help/help_page.h"
#include "ui/pages/settings/settings_page.h"
#include "ui/session/file_filters.h"
#include "ui/session/pasted_cells.h"
#include "ui/shell/bottom_bar.h"
#include "ui/shell/desktop_services.h"
#include "ui/shell/place_names.h"
#include "ui/shell/rail.h"
#include "ui/shell/top_bar.h"
#include "ui/theme/theme.h"

namespace fettle::ui {
namespace {

constexpr int kBatteryCheckMs = 60'000;
constexpr double kLowBattery = 0.2;

constexpr Place kPlaces[] = {Place::Home, Place::Data, Place::Model, Place::Train, Place::Results,
                             Place::Use, Place::Experiments, Place::Queue, Place::Settings, Place::Help};

QStringList localFiles(const QMimeData* mime)
{
    QStringList files;
    for (const auto& url : mime->urls())
        if (url.isLocalFile())
            files << url.toLocalFile();
    return files;
}

} // namespace

MainWindow::MainWindow(Session& session, Settings& settings, PageFactory factory, DesktopServices& desktop, QWidget* parent)
    : QMainWindow(parent), m_session(session), m_settings(settings), m_factory(std::move(factory)), m_desktop(desktop),
      m_rail(new Rail(session)), m_top(new TopBar(session)), m_bottom(new BottomBar(session)), m_stack(new QStackedWidget)
{
    auto* center = new QWidget(this);
    auto* column = new QVBoxLayout(center);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_rail);
    row->addWidget(m_stack, 1);
    column->addWidget(m_top);
    column->addLayout(row, 1);
    column->addWidget(m_bottom);
    setCentralWidget(center);
    m_palette = new CommandPalette(center);
    for (const auto place : kPlaces)
        m_rail->setOffered(place, m_factory.contains(place));
    setAcceptDrops(true);
    setMinimumSize(900, 600);
    resize(1280, 800);
    restoreGeometry(m_settings.layout("window"));
    buildActions();
    connect(m_top, &TopBar::searchWanted, this, &MainWindow::openSearch);
    connect(m_bottom, &BottomBar::whyWanted, this, [this] { openTopic(Place::Settings, QStringLiteral("system")); });
    connect(&m_session, &Session::placeChanged, this, &MainWindow::showPlace);
    connect(&m_session, &Session::topicWanted, this, &MainWindow::openTopic);
    connect(&m_session, &Session::helpWanted, this, [this](const QString& topic) { openTopic(Place::Help, topic); });
    m_palette->setMore([this](const QString& words) { return chapters(words); });
    connect(&m_session, &Session::jobsChanged, this, &MainWindow::jobsChanged);
    connect(&m_session, &Session::projectChanged, this, &MainWindow::retranslate);
    m_batteryTimer.setInterval(kBatteryCheckMs);
    connect(&m_batteryTimer, &QTimer::timeout, this, [this] {
        const double battery = m_desktop.dischargingBattery();
        if (battery < 0.0 || battery >= kLowBattery)
            return;
        for (const auto& job : m_session.jobs())
            if (job.kind == JobKind::Train && job.state == JobState::Running)
                m_session.pauseJob(job.id);
    });
    retranslate();
    showPlace(m_session.place());
}

MainWindow::~MainWindow() = default;

Page* MainWindow::page(Place place)
{
    if (const auto known = m_pages.find(place); known != m_pages.end())
        return known->second;
    const auto make = m_factory.find(place);
    if (make == m_factory.end())
        return nullptr;
    auto* page = make->second(m_stack);
    m_stack->addWidget(page);
    m_pages[place] = page;
    if (place == Place::Settings)
        listShortcuts();
    return page;
}

void MainWindow::openTopic(Place place, const QString& topic)
{
    m_session.goTo(place);
    m_topic = topic;
    giveTopic();
}

void MainWindow::giveTopic()
{
    if (m_entered && m_topic)
        m_entered->openTopic(*std::exchange(m_topic, std::nullopt));
}

void MainWindow::enter(Page& next)
{
    m_entered = &next;
    next.entered();
    giveTopic();
}

void MainWindow::showPlace(Place place)
{
    m_entered = nullptr;
    m_topic.reset(); // of a page that is left again before it is there
    const bool isNew = !m_pages.contains(place);
    auto* next = page(place);
    if (!next)
        return;
    if (m_presenter.isShowing())
        togglePresenter();
    if (!isNew || !isVisible()) {
        m_stack->setCurrentWidget(next);
        enter(*next);
        return;
    }
    // Made, shown and filled in a turn of its own each: between them the window draws and takes keys.
    const auto ifStillThere = [this, place, next](auto then) {
        QTimer::singleShot(0, next, [this, place, then] {
            if (m_session.place() == place)
                then();
        });
    };
    ifStillThere([this, next, ifStillThere] {
        m_stack->setCurrentWidget(next);
        ifStillThere([this, next] { enter(*next); });
    });
}

QAction* MainWindow::add(const char* title, const QKeySequence& keys, std::function<void()> run)
{
    auto* action = new QAction(this);
    action->setShortcut(keys);
    connect(action, &QAction::triggered, this, std::move(run));
    addAction(action);
    m_actions.emplace_back(action, title);
    return action;
}

void MainWindow::buildActions()
{
    auto& stack = m_session.draft().undoStack();
    add(QT_TR_NOOP("Search"), QKeySequence("Ctrl+K"), [this] { openSearch(); });
    add(QT_TR_NOOP("The page's next step"), QKeySequence("Ctrl+Return"), [this] {
        if (auto* current = page(m_session.place()))
            current->runPrimary();
    });
    add(QT_TR_NOOP("Undo"), QKeySequence::Undo, [&stack] { stack.undo(); });
    add(QT_TR_NOOP("Redo"), QKeySequence::Redo, [&stack] { stack.redo(); });
    add(QT_TR_NOOP("Open files…"), QKeySequence::Open, [this] {
        openFiles(m_session.dialogs().openFiles(this, tr("Open your data"), FileFilters::data()));
    });
    add(QT_TR_NOOP("Open a folder of pictures or texts…"), QKeySequence("Ctrl+Shift+O"), [this] {
        if (const auto folder = m_session.dialogs().openFolder(this, tr("Open a folder of pictures or texts")); !folder.isEmpty())
            openFiles({folder});
    });
    // Fields and the canvas paste by themselves: only what they leave reaches keyPressEvent().
    add(QT_TR_NOOP("Paste data"), {}, [this] { pasteData(); });
    add(QT_TR_NOOP("This panel alone (for presenting)"), QKeySequence("F11"), [this] { togglePresenter(); });
    add(QT_TR_NOOP("Help for this page"), QKeySequence::HelpContents, [this] {
        const auto* current = page(m_session.place());
        openTopic(Place::Help, current ? current->helpTopic() : QString());
    });
    add(QT_TR_NOOP("Larger text"), QKeySequence::ZoomIn, [this] { m_settings.setTextScale(m_settings.textScale() + 0.1); });
    add(QT_TR_NOOP("Smaller text"), QKeySequence::ZoomOut, [this] { m_settings.setTextScale(m_settings.textScale() - 0.1); });
    add(QT_TR_NOOP("Light or dark"), QKeySequence("Ctrl+Shift+L"), [this] {
        m_settings.setTheme(themeOf(this).isDark() ? ThemeChoice::Light : ThemeChoice::Dark);
    });
    add(QT_TR_NOOP("Quit"), QKeySequence::Quit, [this] { close(); });
    int number = 1;
    for (const auto place : kPlaces) {
        if (number > 9)
            break;
        auto* action = new QAction(this);
        action->setShortcut(QKeySequence(QStringLiteral("Alt+%1").arg(number++)));
        connect(action, &QAction::triggered, this, [this, place] {
            if (m_session.isOpen(place) && m_factory.contains(place))
                m_session.goTo(place);
        });
        addAction(action);
    }
}

void MainWindow::retranslate()
{
    for (const auto& [action, title] : m_actions)
        action->setText(tr(title));
    const auto* project = m_session.project();
    setWindowTitle(project ? tr("%1 – Fettle").arg(QString::fromStdString(project->name)) : QStringLiteral("Fettle"));
    listShortcuts();
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange)
        fitRail();
}

void MainWindow::fitRail() { m_rail->setNarrow(width() < themeOf(this).size("frame.railNarrowBelow")); }

void MainWindow::listShortcuts()
{
    const auto known = m_pages.find(Place::Settings);
    auto* settings = known == m_pages.end() ? nullptr : qobject_cast<SettingsPage*>(known->second);
    if (!settings)
        return;
    QList<ShortcutEntry> list;
    for (const auto& [action, title] : m_actions)
        if (!action->shortcut().isEmpty())
            list.push_back({tr("Everywhere"), action->text(), action->shortcut()});
    list.push_back({tr("Everywhere"), tr("Paste data"), QKeySequence::Paste});
    int number = 1;
    for (const auto place : kPlaces)
        if (m_factory.contains(place) && number <= 9)
            list.push_back({tr("Go to"), placeName(place), QKeySequence(QStringLiteral("Alt+%1").arg(number++))});
        else
            ++number;
    settings->setShortcuts(std::move(list));
}

void MainWindow::openFiles(const QStringList& files)
{
    if (files.isEmpty())
        return;
    bringToFront();
    m_session.importPaths(files);
}

void MainWindow::bringToFront()
{
    if (isMinimized())
        showNormal();
    raise();
    activateWindow();
}

void MainWindow::openSearch() { m_palette->open(commands()); }

void MainWindow::pasteData()
{
    if (const auto pasted = importCopied(m_session, QApplication::clipboard()->mimeData(), tr("Pasted cells")); !pasted)
        m_session.report(pasted.error());
}

void MainWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Paste))
        pasteData();
    else if (event->key() == Qt::Key_Escape && m_presenter.isShowing())
        togglePresenter();
    else
        QMainWindow::keyPressEvent(event);
}

void MainWindow::addGoTo(std::vector<Command>& list)
{
    for (const auto place : kPlaces)
        if (m_session.isOpen(place) && m_factory.contains(place))
            list.push_back({placeName(place), tr("Go to"), {}, {}, [this, place] { m_session.goTo(place); }});
}

void MainWindow::addObjects(std::vector<Command>& list)
{
    for (const auto& project : m_session.projects())
        if (project.id != store::kDefaultProject)
            list.push_back({QString::fromStdString(project.name), tr("Project"), {}, {}, [this, id = project.id] {
                                m_session.openProject(id);
                                m_session.goTo(Place::Data);
                            }});
    for (const auto& run : m_session.runs())
        list.push_back({run.name.empty() ? tr("Run %1").arg(run.number) : QString::fromStdString(run.name), tr("Run"), {}, {},
                        [this, id = run.id] {
                            m_session.selectRun(id);
                            m_session.goTo(Place::Results);
                        }});
    for (const auto& info : m_session.catalog().components)
        if (info.kind == ComponentKind::Sample)
            list.push_back({QString::fromStdString(m_session.sentences().catalog(info.title)), tr("Sample"),
                            QString::fromStdString(info.id), {}, [this, id = info.id] { m_session.openSample(id); }});
}

void MainWindow::addSettings(std::vector<Command>& list)
{
    for (const auto& option : SettingsPage::options())
        list.push_back({option.title, placeName(Place::Settings), option.keywords, {},
                        [this, section = option.section] { openTopic(Place::Settings, section); }});
}

std::vector<Command> MainWindow::commands()
{
    std::vector<Command> list;
    addGoTo(list);
    for (const auto& [action, title] : m_actions)
        if (action->isEnabled())
            list.push_back({action->text(), tr("Action"), QString::fromLatin1(title),
                            action->shortcut().toString(QKeySequence::NativeText), [action = action] { action->trigger(); }});
    addSettings(list);
    addObjects(list);
    return list;
}

std::vector<Command> MainWindow::chapters(const QString& words)
{
    constexpr int kMost = 12;
    std::vector<Command> list;
    auto* help = qobject_cast<HelpPage*>(page(Place::Help));
    if (!help)
        return list;
    const auto& language = m_session.sentences().language();
    for (const auto& hit : help->handbook().find(words, kMost)) {
        const auto* topic = help->handbook().topic(language, hit.topic);
        if (!topic || hit.section >= topic->sections.size())
            continue;
        const auto& section = topic->sections[hit.section];
        //: a page of the handbook and a part of it
        const auto title = hit.section == 0 ? topic->title : tr("%1 › %2").arg(topic->title, section.heading);
        const auto place = section.anchor.isEmpty() ? hit.topic : hit.topic + QLatin1Char('#') + section.anchor;
        list.push_back({title, tr("Help"), {}, {}, [this, place] { openTopic(Place::Help, place); }});
    }
    return list;
}

void MainWindow::togglePresenter()
{
    const bool present = !m_presenter.isShowing();
    auto* current = page(m_session.place());
    if (present && current)
        m_presenter.show(*current, current->presentable());
    else
        m_presenter.leave();
    const bool presenting = m_presenter.isShowing();
    m_rail->setVisible(!presenting);
    m_top->setVisible(!presenting);
    m_bottom->setVisible(!presenting);
    setWindowState(presenting ? windowState() | Qt::WindowFullScreen : windowState() & ~Qt::WindowFullScreen);
}

void MainWindow::jobsChanged()
{
    bool training = false;
    for (const auto& job : m_session.jobs()) {
        training = training || (job.kind == JobKind::Train && isHeld(job.state));
        const auto seen = m_seenStates.find(job.id);
        if (seen != m_seenStates.end() && seen->second != job.state && isFinal(job.state))
            announce(job);
        m_seenStates[job.id] = job.state;
    }
    m_desktop.keepAwake(training && m_settings.keepAwake(), tr("A model is being trained"));
    if (training && !m_batteryTimer.isActive())
        m_batteryTimer.start();
    else if (!training)
        m_batteryTimer.stop();
}

void MainWindow::announce(const Job& job)
{
    if (job.kind != JobKind::Train || !m_settings.notifications() || isActiveWindow())
        return;
    const auto title = QString::fromStdString(job.title);
    if (job.state == JobState::Completed)
        m_desktop.notify(tr("Training has finished"), title);
    else if (job.state == JobState::Failed)
        m_desktop.notify(tr("Training has failed"),
                         job.error ? QString::fromStdString(m_session.sentences().sentence(*job.error)) : title);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    std::vector<std::string> running;
    for (const auto& job : m_session.jobs())
        if (job.kind == JobKind::Train && (job.state == JobState::Running || job.state == JobState::Pausing))
            running.push_back(job.id);
    if (!running.empty()) {
        const int answer = m_session.dialogs().ask(
            this, {tr("A training is running"),
                   tr("It can go on without the window; opening Fettle again shows how far it is. Pausing and stopping keep "
                      "everything learned so far."),
                   {tr("Keep running"), tr("Pause"), tr("Stop and save"), tr("Back")},
                   3,
                   false});
        if (answer == 3)
            return event->ignore();
        for (const auto& job : running) {
            if (answer == 1)
                m_session.pauseJob(job);
            else if (answer == 2)
                m_session.stopJob(job, StopMode::Save);
        }
    }
    static_cast<void>(m_session.draft().save());
    m_settings.setLayout("window", saveGeometry());
    m_settings.save();
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (!localFiles(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    openFiles(localFiles(event->mimeData()));
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    fitRail();
}

} // namespace fettle::ui
