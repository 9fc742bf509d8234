// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/machine_findings.h"

#include <algorithm>
#include <array>

#include <QCoreApplication>
#include <QStringList>

namespace fettle::ui {
namespace {

constexpr double kGigabyte = 1e9;
/// A small training with its data; below, imports already struggle.
constexpr double kLittleMemory = 4 * kGigabyte;
constexpr double kLittleFreeMemory = 1 * kGigabyte;
constexpr double kLittleDisk = 5 * kGigabyte;

struct Feature {
    const char* kernel;
    const char* name;
};
/// What training is built to use, in the kernel's words and in those of the makers.
constexpr auto kFeatures = std::to_array<Feature>({{"avx2", "AVX2"}, {"avx512f", "AVX-512"},
                                                   {"avx512_bf16", "AVX-512 BF16"},
                                                   {"amx_bf16", "AMX"}, {"asimd", "NEON"}, {"sve", "SVE"}});

class FindingWords {
    Q_DECLARE_TR_FUNCTIONS(MachineFindings)
};

QString text(const std::string& utf8) { return QString::fromStdString(utf8); }

QString joined(const QString& first, const QString& second)
{
    //: two whole sentences, one after the other
    return FindingWords::tr("%1 %2").arg(first, second);
}

MachineFinding processor(const Value& cpu)
{
    QStringList used;
    const auto& features = cpu.at("features").asList();
    for (const auto& feature : kFeatures)
        if (std::ranges::any_of(features, [&](const Value& value) { return value.asText() == feature.kernel; }))
            used << QString::fromLatin1(feature.name);
    const auto& name = cpu.at("name").asText();
    const auto called = name.empty() ? FindingWords::tr("Unknown processor") : text(name);
    if (used.isEmpty())
        return {false, FindingWords::tr("Processor"),
                FindingWords::tr("%1. It lacks the instructions that training is fast with (AVX2 or NEON): everything "
                                 "works, but several times slower.").arg(called)};
    return {true, FindingWords::tr("Processor"),
            FindingWords::tr("%1. Training uses its fast instructions: %2.")
                .arg(called, used.join(QStringLiteral(", ")))};
}

MachineFinding threads(const Value& facts)
{
    const int cores = static_cast<int>(facts.at("cpu").at("usable_cores").asInteger());
    const int physical = static_cast<int>(facts.at("cpu").at("physical_cores").asInteger());
    const int used = static_cast<int>(facts.at("training_threads").asInteger());
    if (cores < physical)
        return {true, FindingWords::tr("CPU threads"),
                FindingWords::tr("A training takes %1 threads. The system lets Fettle use %2 of the %3 cores.")
                    .arg(used).arg(cores).arg(physical)};
    return {cores > 1, FindingWords::tr("CPU threads"),
            cores > 1 ? FindingWords::tr("A training takes %1 threads, and this computer has %2 cores.")
                            .arg(used).arg(cores)
                      : FindingWords::tr("There is one core only: training and everything else take turns.")};
}

MachineFinding memory(const Value& facts, const client::Sentences& sentences)
{
    const double total = facts.at("total_bytes").asReal();
    const double available = facts.at("available_bytes").asReal();
    auto sentence =
        FindingWords::tr("%1 in all, %2 free now.").arg(text(sentences.bytes(total)), text(sentences.bytes(available)));
    if (facts.at("limited_by_cgroup").asBoolean())
        sentence = joined(sentence, FindingWords::tr("The system allows Fettle no more than that."));
    if (total < kLittleMemory)
        return {false, FindingWords::tr("Memory"),
                joined(sentence,
                       FindingWords::tr("That is enough for tables and small pictures; larger models will not fit."))};
    if (available < kLittleFreeMemory)
        return {false, FindingWords::tr("Memory"),
                joined(sentence, FindingWords::tr("Close other programs before you train."))};
    return {true, FindingWords::tr("Memory"), sentence};
}

MachineFinding disk(const Value& facts, const client::Sentences& sentences)
{
    const double free = facts.at("free_bytes").asReal();
    const auto sentence = FindingWords::tr("%1 free on the disk of the workspace.").arg(text(sentences.bytes(free)));
    if (free < kLittleDisk)
        return {false, FindingWords::tr("Disk"),
                joined(sentence, FindingWords::tr("Checkpoints and imports need room: delete what you no longer need, "
                                                  "or choose a workspace on another disk."))};
    return {true, FindingWords::tr("Disk"), sentence};
}

MachineFinding gpu(const Value& facts, const Value& runtime)
{
    const auto title = FindingWords::tr("GPU");
    QStringList names;
    for (const auto& name : facts.at("names").asList())
        names << text(name.asText());
    const auto called = names.join(QStringLiteral(", "));
    const bool driver = facts.at("driver_loaded").asBoolean();
    if (!driver && facts.at("pci_devices").asInteger() == 0)
        return {true, title,
                FindingWords::tr("There is no NVIDIA GPU, so training uses the processor. That is all right for tables "
                                 "and small pictures.")};
    if (!driver)
        return {false, title,
                FindingWords::tr("There is an NVIDIA GPU, but its driver is not loaded, so training uses the "
                                 "processor. Install NVIDIA's driver, then start the computer again.")};
    if (!facts.at("devices_usable").asBoolean())
        return {false, title,
                FindingWords::tr("There is an NVIDIA GPU, but you may not use it, so training uses the processor. Ask "
                                 "for your account to be added to the groups “video” and “render”.")};
    if (runtime.isNull())
        return {true, title, FindingWords::tr("%1. Being tried…").arg(called)};
    if (runtime.at("gpu").at("usable").asBoolean())
        return {true, title, FindingWords::tr("%1. Training uses it.").arg(called)};
    return {false, title,
            FindingWords::tr("%1. This build of Fettle is for the processor alone: a build with CUDA would use the "
                             "GPU.")
                .arg(called)};
}

} // namespace

bool mayHaveGpu(const Value& facts) { return facts.at("gpu").at("devices_usable").asBoolean(); }

std::vector<MachineFinding> machineFindings(const Value& facts, const Value& runtime,
                                            const client::Sentences& sentences)
{
    std::vector<MachineFinding> findings{processor(facts.at("cpu")), threads(facts),
                                         memory(facts.at("memory"), sentences)};
    if (facts.at("disk").isMap())
        findings.push_back(disk(facts.at("disk"), sentences));
    findings.push_back(gpu(facts.at("gpu"), runtime));
    auto system = text(facts.at("operating_system").asText());
    if (!runtime.isNull())
        system = FindingWords::tr("%1, LibTorch %2").arg(system, text(runtime.at("libtorch").asText()));
    findings.push_back({true, FindingWords::tr("System"), system});
    return findings;
}

} // namespace fettle::ui
