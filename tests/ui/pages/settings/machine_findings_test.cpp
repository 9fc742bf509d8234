// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <QClipboard>
#include <QGuiApplication>

#include "tests/ui/pages/settings/settings_stage.h"
#include "ui/pages/settings/machine_findings.h"
#include "ui/pages/settings/system_section.h"
#include "ui/widgets/button.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

namespace {

const client::Sentences& english()
{
    static const client::Sentences sentences("en");
    return sentences;
}

/// The facts with one group of them replaced in part.
Value with(const Value& facts, const char* group, const ValueMap& changes)
{
    ValueMap all = facts.asMap();
    ValueMap inner = facts.at(group).asMap();
    for (const auto& [key, value] : changes)
        inner.insert_or_assign(key, value);
    all.insert_or_assign(group, Value(inner));
    return Value(all);
}

MachineFinding finding(const Value& facts, const char* title, const Value& runtime = {})
{
    for (const auto& each : machineFindings(facts, runtime, english()))
        if (each.title == title)
            return each;
    FAIL("no finding " << title);
    return {};
}

} // namespace

TEST_CASE("a good computer is fine in every point")
{
    const auto findings = machineFindings(machineFacts(4, 3), {}, english());
    REQUIRE(findings.size() == 6);
    for (const auto& each : findings)
        CHECK_MESSAGE(each.isFine, each.sentence.toStdString());
    CHECK(finding(machineFacts(4, 3), "Processor").sentence == "Test CPU. Training uses its fast instructions: AVX2.");
    CHECK(finding(machineFacts(4, 3), "Memory").sentence == "16 GB in all, 9.0 GB free now.");
    CHECK(finding(machineFacts(4, 3), "GPU").sentence.startsWith("There is no NVIDIA GPU"));
}

TEST_CASE("what is too little is said with what to do")
{
    const auto facts = machineFacts(4, 3);
    const auto old = finding(with(facts, "cpu", {{"features", ValueList{"sse2"}}}), "Processor");
    CHECK_FALSE(old.isFine);
    CHECK(old.sentence.contains("several times slower"));
    const auto little = finding(with(facts, "memory", {{"total_bytes", 2e9}}), "Memory");
    CHECK_FALSE(little.isFine);
    CHECK(little.sentence.contains("larger models will not fit"));
    const auto busy = finding(with(facts, "memory", {{"available_bytes", 0.3e9}}), "Memory");
    CHECK_FALSE(busy.isFine);
    CHECK(busy.sentence.contains("Close other programs"));
    CHECK(finding(with(facts, "memory", {{"limited_by_cgroup", true}}),
                  "Memory").sentence.contains("allows Fettle no more"));
    const auto full = finding(with(facts, "disk", {{"free_bytes", 1e9}}), "Disk");
    CHECK_FALSE(full.isFine);
    CHECK_FALSE(finding(machineFacts(1, 1), "CPU threads").isFine);
    CHECK(finding(with(facts, "cpu", {{"usable_cores", 2}}), "CPU threads").sentence.contains("2 of the 4 cores"));
}

TEST_CASE("a GPU is used, or the reason why not is said")
{
    const auto facts = machineFacts(4, 3);
    const auto noDriver = finding(with(facts, "gpu", {{"pci_devices", 1}}), "GPU");
    CHECK_FALSE(noDriver.isFine);
    CHECK(noDriver.sentence.contains("driver is not loaded"));
    const auto forbidden = finding(with(facts, "gpu", {{"pci_devices", 1}, {"driver_loaded", true}}), "GPU");
    CHECK_FALSE(forbidden.isFine);
    CHECK(forbidden.sentence.contains("you may not use it"));
    const auto there = with(facts, "gpu", {{"pci_devices", 1}, {"driver_loaded", true}, {"devices_usable", true},
                                           {"names", ValueList{"NVIDIA X"}}});
    CHECK(mayHaveGpu(there));
    CHECK_FALSE(mayHaveGpu(facts));
    CHECK(finding(there, "GPU").sentence == "NVIDIA X. Being tried…");
    const auto runtime = [](bool usable) {
        return Value(ValueMap{{"libtorch", "2.13.0"},
                              {"gpu", ValueMap{{"usable", usable}, {"reason", usable ? "usable" : "cpu_build"}}}});
    };
    CHECK(finding(there, "GPU", runtime(true)).sentence == "NVIDIA X. Training uses it.");
    CHECK_FALSE(finding(there, "GPU", runtime(false)).isFine);
    CHECK(finding(there, "System", runtime(true)).sentence.endsWith("LibTorch 2.13.0"));
}

TEST_CASE("the section asks LibTorch only where a GPU may be, looks again on demand, and copies without paths")
{
    SettingsStage stage;
    auto* section = stage.section<SystemSection>();
    CHECK(section->findings().empty());
    stage.enter();
    REQUIRE(waitUntil([&] { return section->findings().size() == 6; }));
    CHECK(stage.engine->count("worker.doctor") == 0);

    stage.engine->answer("engine.doctor", with(machineFacts(4, 3), "gpu", {{"pci_devices", 1}, {"driver_loaded", true},
                                                                         {"devices_usable", true},
                                                                             {"names", ValueList{"NVIDIA X"}}}));
    stage.engine->answer("worker.doctor", Value(ValueMap{{"libtorch", "2.13.0"}, {"gpu", ValueMap{{"usable", true}}}}));
    for (auto* button : section->findChildren<Button*>())
        if (button->text() == "Check again")
            button->click();
    REQUIRE(waitUntil([&] { return section->findings().at(4).sentence == "NVIDIA X. Training uses it."; }));
    CHECK(stage.engine->count("worker.doctor") == 1);
    for (auto* button : section->findChildren<Button*>())
        if (button->text() == "Copy as text")
            button->click();
    const auto copied = QGuiApplication::clipboard()->text();
    CHECK(copied.startsWith(QString("Fettle ") + kFettleVersion));
    CHECK(copied.contains("NVIDIA X"));
    CHECK_FALSE(copied.contains("/home"));
}
