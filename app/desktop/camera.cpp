// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/camera.h"

#include <cstdio>

#include <QApplication>
#include <QDeadlineTimer>
#include <QEventLoop>
#include <QPixmap>
#include <QTimer>

namespace fettle::desktop {

using namespace ui;

namespace {

constexpr int kSettleMs = 700;
constexpr QSize kUsual(1280, 800);
constexpr QSize kSmall(1024, 700);

} // namespace

Camera::Camera(MainWindow& window, Settings& settings, const QString& folder)
    : m_window(window), m_settings(settings), m_folder(folder)
{
    if (!QDir().mkpath(m_folder.absolutePath()))
        m_well = complain("the folder cannot be made") == 0;
    m_window.resize(kUsual);
}

bool Camera::waitFor(const std::function<bool()>& condition, int timeoutMs)
{
    const QDeadlineTimer deadline(timeoutMs);
    while (!condition()) {
        if (deadline.hasExpired())
            return false;
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 20);
    }
    return true;
}

void Camera::settle()
{
    QEventLoop loop;
    QTimer::singleShot(kSettleMs, &loop, &QEventLoop::quit);
    loop.exec();
}

int Camera::complain(const char* what)
{
    std::fprintf(stderr, "fettle --screenshots: %s\n", what);
    return 1;
}

void Camera::take(const QString& name, bool settled)
{
    if (settled)
        settle();
    if (!m_window.grab().save(m_folder.filePath(name + QStringLiteral(".png"))))
        m_well = complain("a picture cannot be written") == 0;
}

void Camera::everyLook(const QString& name, const std::function<void()>& show)
{
    for (const auto* language : {"en", "zh_CN"}) {
        m_settings.setLanguage(QString::fromLatin1(language));
        // Widgets are told of a new language by posted events.
        QCoreApplication::processEvents();
        for (const auto theme : {ThemeChoice::Light, ThemeChoice::Dark}) {
            m_settings.setTheme(theme);
            show();
            take(QStringLiteral("%1-%2-%3").arg(name, QString::fromLatin1(language),
                                                theme == ThemeChoice::Dark ? QStringLiteral("dark") : QStringLiteral("light")));
        }
        m_settings.setTheme(ThemeChoice::Light);
        m_settings.setTextScale(Settings::kGreatestTextScale);
        m_window.resize(kSmall);
        show();
        take(QStringLiteral("%1-%2-small").arg(name, QString::fromLatin1(language)));
        m_window.resize(kUsual);
        m_settings.setTextScale(1.0);
    }
    m_settings.setLanguage(QStringLiteral("en"));
}

} // namespace fettle::desktop
