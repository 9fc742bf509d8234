// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <optional>

#include <QMainWindow>
#include <QTimer>

#include "ui/session/session.h"
#include "ui/session/settings.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/presenter.h"

class QStackedWidget;

namespace fettle::ui {

class BottomBar;
class DesktopServices;
class Page;
class Rail;
class TopBar;

/// Makes the page of a place when it is first shown, so that the window is there at once.
using PageFactory = std::map<Place, std::function<Page*(QWidget* parent)>>;

/// The window: rail, top bar, the page, bottom bar; its actions and shortcuts; what happens to files dropped anywhere on
/// it and to what runs when it is closed.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    MainWindow(Session& session, Settings& settings, PageFactory factory, DesktopServices& desktop, QWidget* parent = nullptr);
    ~MainWindow() override;

    [[nodiscard]] Page* page(Place place);
    [[nodiscard]] Rail* rail() const { return m_rail; }
    [[nodiscard]] BottomBar* bottomBar() const { return m_bottom; }
    [[nodiscard]] CommandPalette* palettePopup() const { return m_palette; }
    /// Files given at the start, dropped, or handed over by a second start.
    void openFiles(const QStringList& files);
    void bringToFront();
    void openSearch();
    /// The current panel alone, at presenter size; again, or Escape: back.
    void togglePresenter();
    [[nodiscard]] bool isPresenting() const { return m_presenter.isShowing(); }
    /// A place and a part of it: a topic of the handbook, a section of the settings.
    void openTopic(Place place, const QString& topic);
    /// What was copied, files or cells of a spreadsheet, becomes a project.
    void pasteData();

protected:
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildActions();
    void retranslate();
    void showPlace(Place place);
    void enter(Page& next);
    /// To the page once it is entered: places in it hold only on the screen.
    void giveTopic();
    void jobsChanged();
    void announce(const Job& job);
    [[nodiscard]] std::vector<Command> commands();
    /// Of the handbook, by its words.
    [[nodiscard]] std::vector<Command> chapters(const QString& words);
    void addGoTo(std::vector<Command>& list);
    void addObjects(std::vector<Command>& list);
    /// The options of Settings, each of which leads to its part of the page.
    void addSettings(std::vector<Command>& list);
    void listShortcuts();
    void fitRail();
    QAction* add(const char* title, const QKeySequence& keys, std::function<void()> run);

    Session& m_session;
    Settings& m_settings;
    PageFactory m_factory;
    DesktopServices& m_desktop;
    std::map<Place, Page*> m_pages;
    Page* m_entered = nullptr;      ///< of the place that is shown; null until it is there
    std::optional<QString> m_topic; ///< asked for of a page that is not there yet
    Rail* m_rail = nullptr;
    TopBar* m_top = nullptr;
    BottomBar* m_bottom = nullptr;
    QStackedWidget* m_stack = nullptr;
    CommandPalette* m_palette = nullptr;
    /// English source text of each action beside it, for retranslate().
    std::vector<std::pair<QAction*, const char*>> m_actions;
    std::map<std::string, JobState> m_seenStates;
    QTimer m_batteryTimer;
    Presenter m_presenter;
};

} // namespace fettle::ui
