// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/settings.h"

#include <algorithm>
#include <cmath>

#include <QDir>
#include <QFile>
#include <QSettings>

#include "engine/client/sentences.h"
#include "engine/platform/paths.h"

namespace fettle::ui {
namespace {

constexpr const char* kLanguage = "window/language";
constexpr const char* kTheme = "window/theme";
constexpr const char* kTextScale = "window/textScale";
constexpr const char* kReduceMotion = "window/reduceMotion";
constexpr const char* kNotifications = "window/notifications";
constexpr const char* kThreads = "training/threads";
constexpr const char* kCheckpointMinutes = "training/checkpointMinutes";
constexpr const char* kKeepAwake = "training/keepAwake";
constexpr const char* kWorkspace = "workspace/folder";
constexpr const char* kLayouts = "layouts/";

constexpr int kUsualCheckpointMinutes = 5;
constexpr double kScaleStep = 0.05;

double onStep(double scale) { return std::round(scale / kScaleStep) * kScaleStep; }

/// Names are ours, but a slash would make a group and a percent sign is QSettings' own.
QString layoutKey(const QString& name)
{
    return kLayouts + QString::fromLatin1(name.toUtf8().toHex());
}

} // namespace

Settings::Settings(const QString& file, QObject* parent) : QObject(parent)
{
    const QString path = file.isEmpty() ? defaultFile() : file;
    // Readable by the user alone, like the rest of what Fettle keeps; QSettings makes a folder as the umask says.
    static_cast<void>(platform::makeFolders(platform::Path(QFile::encodeName(path).toStdString()).parent_path()));
    m_store = std::make_unique<QSettings>(path, QSettings::IniFormat);
}

Settings::~Settings() = default;

QString Settings::defaultFile()
{
    if (const auto named = qEnvironmentVariable("FETTLE_SETTINGS"); !named.isEmpty())
        return QDir::current().absoluteFilePath(named);
    const auto folder = platform::userConfigFolder();
    return QFile::decodeName(QByteArray::fromStdString((folder / "desktop.ini").native()));
}

QString Settings::file() const { return m_store->fileName(); }

bool Settings::save()
{
    m_store->sync();
    // A file that was nonsense when it was read is written anew; its FormatError stays until then and says nothing.
    return m_store->status() != QSettings::AccessError;
}

bool Settings::flag(const char* key, bool fallback) const
{
    const auto text = m_store->value(QLatin1String(key)).toString();
    if (text == QLatin1String("true"))
        return true;
    return text == QLatin1String("false") ? false : fallback;
}

int Settings::whole(const char* key, int least, int most, int fallback) const
{
    bool isNumber = false;
    const int value = m_store->value(QLatin1String(key)).toString().toInt(&isNumber);
    return isNumber && value >= least && value <= most ? value : fallback;
}

template <class T>
void Settings::set(const char* key, const T& now, const T& before, Setting what)
{
    if (now == before)
        return;
    m_store->setValue(QLatin1String(key), now);
    Q_EMIT changed(what);
}

QString Settings::language() const
{
    const auto language = m_store->value(QLatin1String(kLanguage)).toString();
    const auto known = client::Sentences::languages();
    return std::ranges::find(known, language.toStdString()) != known.end() ? language : QStringLiteral("system");
}

void Settings::setLanguage(const QString& language)
{
    const auto known = client::Sentences::languages();
    const bool legal = std::ranges::find(known, language.toStdString()) != known.end();
    set(kLanguage, legal ? language : QStringLiteral("system"), this->language(), Setting::Language);
}

std::string Settings::effectiveLanguage() const
{
    const auto chosen = language();
    return chosen == QLatin1String("system") ? client::Sentences::fromEnvironment().language() : chosen.toStdString();
}

ThemeChoice Settings::theme() const
{
    const auto text = m_store->value(QLatin1String(kTheme)).toString().toStdString();
    return fromText<ThemeChoice>(text).value_or(ThemeChoice::System);
}

void Settings::setTheme(ThemeChoice theme)
{
    const auto text = [](ThemeChoice choice) { return QString::fromLatin1(toText(choice).data()); };
    set(kTheme, text(theme), text(this->theme()), Setting::Theme);
}

double Settings::textScale() const
{
    bool isNumber = false;
    const double value = m_store->value(QLatin1String(kTextScale)).toString().toDouble(&isNumber);
    // Also false for NaN. A little slack, so that 0.9 written as 0.90000001 by somebody's editor holds.
    const bool legal = isNumber && value >= kLeastTextScale - 1e-6 && value <= kGreatestTextScale + 1e-6;
    return legal ? onStep(value) : 1.0;
}

void Settings::setTextScale(double scale)
{
    const double legal = std::isfinite(scale) ? std::clamp(scale, kLeastTextScale, kGreatestTextScale) : 1.0;
    // As text with two decimals: a binary fraction is no figure for a file that people may read.
    const auto text = [](double value) { return QString::number(onStep(value), 'f', 2); };
    set(kTextScale, text(legal), text(textScale()), Setting::TextScale);
}

bool Settings::reduceMotion() const { return flag(kReduceMotion, false); }
void Settings::setReduceMotion(bool reduce) { set(kReduceMotion, reduce, reduceMotion(), Setting::ReduceMotion); }

int Settings::threads() const { return whole(kThreads, 0, kMostThreads, 0); }
void Settings::setThreads(int threads)
{
    set(kThreads, std::clamp(threads, 0, kMostThreads), this->threads(), Setting::Threads);
}

int Settings::checkpointMinutes() const
{
    return whole(kCheckpointMinutes, 1, kMostCheckpointMinutes, kUsualCheckpointMinutes);
}
void Settings::setCheckpointMinutes(int minutes)
{
    const int legal = std::clamp(minutes, 1, kMostCheckpointMinutes);
    set(kCheckpointMinutes, legal, checkpointMinutes(), Setting::CheckpointMinutes);
}

QString Settings::workspace() const
{
    const auto folder = m_store->value(QLatin1String(kWorkspace)).toString();
    return QDir::isAbsolutePath(folder) ? QDir::cleanPath(folder) : QString();
}

void Settings::setWorkspace(const QString& folder)
{
    const auto clean = QDir::isAbsolutePath(folder) ? QDir::cleanPath(folder) : QString();
    set(kWorkspace, clean, workspace(), Setting::Workspace);
}

bool Settings::notifications() const { return flag(kNotifications, true); }
void Settings::setNotifications(bool notify) { set(kNotifications, notify, notifications(), Setting::Notifications); }

bool Settings::keepAwake() const { return flag(kKeepAwake, true); }
void Settings::setKeepAwake(bool keep) { set(kKeepAwake, keep, keepAwake(), Setting::KeepAwake); }

QByteArray Settings::layout(const QString& name) const
{
    const auto text = m_store->value(layoutKey(name)).toString().toLatin1();
    const auto decoded = QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? *decoded : QByteArray();
}

void Settings::setLayout(const QString& name, const QByteArray& bytes)
{
    m_store->setValue(layoutKey(name), QString::fromLatin1(bytes.toBase64()));
}

} // namespace fettle::ui
