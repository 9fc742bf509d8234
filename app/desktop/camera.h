// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QDir>

#include "ui/session/settings.h"
#include "ui/shell/main_window.h"

namespace fettle::desktop {

/// Takes pictures of the window in its looks, and waits for what is to be seen on them.
class Camera {
public:
    /// Pictures go to `folder`, which is made.
    Camera(ui::MainWindow& window, ui::Settings& settings, const QString& folder);

    /// Whether everything so far was written.
    [[nodiscard]] bool isWell() const { return m_well; }
    /// One picture as the window is: "<name>.png"; `settled`: after everything on its way has come.
    void take(const QString& name, bool settled = true);
    /// In both languages and themes, and in a small window at the largest text size: "<name>-zh_CN-dark.png".
    /// `show` is called before each.
    void everyLook(const QString& name, const std::function<void()>& show);
    /// Answers of the engine, thumbnails, animations.
    void settle();
    /// Says on the error output what is wrong; returns 1.
    int complain(const char* what);

    [[nodiscard]] static bool waitFor(const std::function<bool()>& condition, int timeoutMs);

private:
    ui::MainWindow& m_window;
    ui::Settings& m_settings;
    QDir m_folder;
    bool m_well = true;
};

} // namespace fettle::desktop
