// SPDX-License-Identifier: GPL-3.0-or-later
// A window on a workspace of its own, with the real background program, and what a person does with it.
#pragma once

#include <memory>

#include "app/desktop/pages.h"
#include "engine/platform/paths.h"
#include "tests/support/temporary_folder.h"
#include "tests/ui/support/fake_engine.h"
#include "ui/pages/page.h"
#include "ui/session/settings.h"
#include "ui/shell/appearance.h"
#include "ui/shell/desktop_services.h"
#include "ui/shell/main_window.h"

namespace fettle::test {

class Visit {
public:
    static constexpr int kImportMs = 60'000;
    static constexpr int kTrainMs = 300'000;

    explicit Visit(const char* language = "en");
    ~Visit();

    ui::Session& session() { return *m_session; }
    ui::MainWindow& window() { return *m_window; }
    ui::Page& page() { return *m_window->page(m_session->place()); }
    FakeDialogs& dialogs() { return *m_dialogs; }
    [[nodiscard]] const TemporaryFolder& folder() const { return m_folder; }
    /// Acts of the hand so far.
    [[nodiscard]] int clicks() const { return m_clicks; }

    /// Dropping is one act of the hand; the data are there afterwards.
    void drop(const platform::Path& path);
    [[nodiscard]] bool ready() const;
    void waitForData();
    /// Presses the page's primary button as the mouse does.
    void next();
    /// From Data to Use by the pages' primary buttons, through a whole training.
    void fromDataToUse();
    /// A picture of the window where FETTLE_TEST_PICTURES names a folder.
    void save(const char* name);
    /// kill -9 of the training's process. False: there was none.
    bool killWorker();
    [[nodiscard]] bool trained() const;
    /// A short training: `epochs`, nothing that ends it earlier.
    void shorten(std::int64_t epochs);

private:
    TemporaryFolder m_folder;
    ui::Settings m_settings;
    std::unique_ptr<ui::AppearanceControl> m_appearance;
    ui::DesktopServices m_desktop;
    FakeDialogs* m_dialogs = nullptr;
    std::unique_ptr<ui::Session> m_session;
    std::unique_ptr<ui::MainWindow> m_window;
    int m_clicks = 0;
};

} // namespace fettle::test
