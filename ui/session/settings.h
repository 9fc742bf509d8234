// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include <QByteArray>
#include <QObject>
#include <QString>

#include "engine/contract/enum_text.h"

class QSettings;

namespace fettle::ui {

enum class ThemeChoice { System, Light, Dark };

/// What a person can set, for Settings::changed().
enum class Setting {
    Language, Theme, TextScale, ReduceMotion, Threads, CheckpointMinutes, Workspace, Notifications, KeepAwake
};

/// What a person has set for this machine: fettle/desktop.ini in the user's config folder. Reading never fails: a value
/// that is missing, edited into nonsense or out of its bounds is the default. Setting takes the nearest legal value,
/// holds at once and reaches the file with the event loop; changed() follows where something did change.
class Settings : public QObject {
    Q_OBJECT
public:
    static constexpr double kLeastTextScale = 0.9;
    static constexpr double kGreatestTextScale = 1.5;
    static constexpr int kMostThreads = 1024;
    static constexpr int kMostCheckpointMinutes = 60;

    /// `file` empty: defaultFile().
    explicit Settings(const QString& file = {}, QObject* parent = nullptr);
    ~Settings() override;

    /// FETTLE_SETTINGS, else desktop.ini in the user's config folder.
    [[nodiscard]] static QString defaultFile();
    [[nodiscard]] QString file() const;

    /// "system", "en", "zh_CN".
    [[nodiscard]] QString language() const;
    void setLanguage(const QString& language);
    /// What "system" comes to: "en" or "zh_CN".
    [[nodiscard]] std::string effectiveLanguage() const;

    /// "System" is resolved by the shell (systemAppearance() of ui/theme).
    [[nodiscard]] ThemeChoice theme() const;
    void setTheme(ThemeChoice theme);

    /// kLeastTextScale to kGreatestTextScale, in steps of 0.05.
    [[nodiscard]] double textScale() const;
    void setTextScale(double scale);

    [[nodiscard]] bool reduceMotion() const;
    void setReduceMotion(bool reduce);

    /// CPU threads of a training whose recipe names none; 0: decide.
    [[nodiscard]] int threads() const;
    void setThreads(int threads);

    /// How often a training writes a checkpoint whose recipe says nothing else; 1 to kMostCheckpointMinutes.
    [[nodiscard]] int checkpointMinutes() const;
    void setCheckpointMinutes(int minutes);

    /// Absolute; empty: platform::defaultWorkspace(). Read at the start: a change takes effect at the next one.
    [[nodiscard]] QString workspace() const;
    void setWorkspace(const QString& folder);

    /// A message of the desktop when a training ends while the window is not in front.
    [[nodiscard]] bool notifications() const;
    void setNotifications(bool notify);

    /// The computer does not go to sleep while something trains.
    [[nodiscard]] bool keepAwake() const;
    void setKeepAwake(bool keep);

    /// Sizes of the window, columns and splitters, by a name of one's own ("window", "runs.table"); no signal.
    [[nodiscard]] QByteArray layout(const QString& name) const;
    void setLayout(const QString& name, const QByteArray& bytes);

    /// Writes now. False where the file cannot be written; what was set holds until the program ends.
    bool save();

Q_SIGNALS:
    void changed(fettle::ui::Setting what);

private:
    [[nodiscard]] bool flag(const char* key, bool fallback) const;
    [[nodiscard]] int whole(const char* key, int least, int most, int fallback) const;
    template <class T>
    void set(const char* key, const T& now, const T& before, Setting what);

    std::unique_ptr<QSettings> m_store;
};

} // namespace fettle::ui

FETTLE_ENUM_TEXT(fettle::ui::ThemeChoice, {System, "system"}, {Light, "light"}, {Dark, "dark"});
