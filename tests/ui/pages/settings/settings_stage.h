// SPDX-License-Identifier: GPL-3.0-or-later
// The settings page on an engine from memory.
#pragma once

#include <nlohmann/json.hpp>

#include "tests/support/temporary_folder.h"
#include "tests/ui/support/fake_engine.h"
#include "ui/pages/settings/appearance_section.h"
#include "ui/pages/settings/settings_page.h"
#include "ui/widgets/text_label.h"

namespace fettle::test {

/// As engine.doctor answers on a computer with so many cores.
inline Value machineFacts(int cores, int threads)
{
    return Value(ValueMap{
        {"cpu", ValueMap{{"name", "Test CPU"}, {"physical_cores", cores}, {"logical_cores", 2 * cores},
                         {"usable_cores", cores},
                         {"features", ValueList{"sse2", "avx2"}}}},
        {"training_threads", threads},
        {"memory", ValueMap{{"total_bytes", 16e9}, {"available_bytes", 9e9}, {"limited_by_cgroup", false}}},
        {"disk", ValueMap{{"free_bytes", 120e9}, {"total_bytes", 500e9}}},
        {"gpu", ValueMap{{"driver_loaded", false}, {"driver", ""}, {"devices_usable", false}, {"pci_devices", 0},
                         {"names", ValueList{}}}},
        {"operating_system", "Debian GNU/Linux 12 (bookworm)"},
        {"workspace", "/home/ann/.local/share/fettle/workspace"}});
}

inline Value storageUsage(double cacheBytes = 80e6)
{
    const auto part = [](const char* name, double bytes) {
        return Value(ValueMap{{"part", name}, {"bytes", bytes}, {"files", 3}});
    };
    return Value(ValueMap{{"parts", ValueList{part("datasets", 1.2e9), part("runs", 340e6), part("models", 12e6),
                                              part("projects", 5e3), part("cache", cacheBytes), part("database", 3e6),
                                              part("trash", 0), part("other", 0)}},
                          {"total_bytes", 1.555e9 + cacheBytes}, {"complete", true}});
}

struct SettingsStage {
    enum class Parts { AtOnce, ByThemselves };

    explicit SettingsStage(const QString& file = {}, Parts parts = Parts::AtOnce)
        : settings(file.isEmpty() ? QString::fromStdString((folder.path() / "desktop.ini").string()) : file)
    {
        engine->answer("engine.doctor", machineFacts(4, 3));
        engine->answer("storage.usage", storageUsage());
        engine->answer("storage.empty_cache", Value(ValueMap{{"freed_bytes", 80e6}}));
        engine->answer("trash.list", Value(ValueMap{{"trash", ValueList{}}}));
        engine->setState(ui::EngineApi::State::Ready);
        // As a window does with its page.
        page.show();
        if (parts == Parts::AtOnce)
            page.makeAll();
    }

    void enter() { page.entered(); }

    template <class T>
    T* section()
    {
        return page.findChild<T*>();
    }

    /// All texts of labels within, a line each.
    static QString textOf(const QWidget* parent)
    {
        QStringList lines;
        for (const auto* label : parent->findChildren<ui::TextLabel*>())
            if (!label->isHidden())
                lines << label->text();
        return lines.join(QLatin1Char('\n'));
    }

    TemporaryFolder folder;
    FakeEngine* engine = new FakeEngine;
    FakeDialogs* dialogs = new FakeDialogs;
    ui::Settings settings;
    ui::Session session{std::unique_ptr<ui::EngineApi>(engine), std::unique_ptr<ui::Dialogs>(dialogs)};
    ui::SettingsPage page{session, settings};
};

} // namespace fettle::test
