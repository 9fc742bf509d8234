// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/model/pretrained_words.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <QLocale>
#include <QStringList>

#include "ui/session/pretrained_library.h"
#include "ui/session/session.h"

namespace fettle::ui {
namespace {

constexpr std::string_view kModelOption = "model";
/// Sizes of a network that begins from nothing: a pretrained one brings its own.
constexpr std::array<std::string_view, 5> kOwnSizes{"embedding_dim", "num_layers", "num_heads", "dim_feedforward", "num_positions"};

} // namespace

PretrainedMemory pretrainedMemory(const TrainingSize& size, std::int64_t contrastiveSteps)
{
    const auto needed = [&](TuningMethod method) {
        FineTuning tuning;
        tuning.method = method;
        tuning.contrastiveSteps = contrastiveSteps;
        return trainingMemory(size, tuning);
    };
    return {needed(TuningMethod::Full), needed(TuningMethod::Lora), needed(TuningMethod::Frozen)};
}

ComponentInfo withoutPretrainedOptions(const ComponentInfo& info, bool hasModel)
{
    auto shown = info;
    if (info.id == kPretrainedTemplate)
        std::erase_if(shown.parameters, [&](const ParameterInfo& parameter) {
            return parameter.name == kModelOption || (hasModel && std::ranges::count(kOwnSizes, parameter.name) > 0);
        });
    return shown;
}

QString PretrainedWords::title(const Session& session, const std::string& id)
{
    return QString::fromStdString(session.pretrained().title(id));
}

QString PretrainedWords::license(const std::string& license)
{
    return license.empty() ? tr("not stated") : QString::fromStdString(license);
}

QString PretrainedWords::language(const std::string& code)
{
    if (code == "en")
        return tr("English");
    if (code == "zh")
        return tr("Chinese");
    if (code == "multilingual")
        return tr("many languages");
    const auto text = QString::fromStdString(code);
    const auto known = QLocale(text).language();
    return known == QLocale::C || known == QLocale::AnyLanguage ? text : QLocale::languageToString(known);
}

QString PretrainedWords::languages(const std::vector<std::string>& codes)
{
    QStringList names;
    for (const auto& code : codes)
        names << language(code);
    return names.join(tr(", ", "between names of languages"));
}

QString PretrainedWords::facts(const Session& session, const std::string& id)
{
    const auto* model = session.pretrained().find(id);
    if (!model)
        return {};
    const auto names = languages(model->languages);
    return names.isEmpty() ? tr("License: %1").arg(license(model->license))
                           : tr("License: %1; language of its texts: %2").arg(license(model->license), names);
}

QString PretrainedWords::fit(std::int64_t needed, std::int64_t machineBytes)
{
    switch (memoryFit(needed, machineBytes)) {
    case MemoryFit::Fits: return tr("fits");
    case MemoryFit::Tight: return tr("tight");
    case MemoryFit::TooLarge: break;
    }
    return tr("too large");
}

QString PretrainedWords::memory(const Session& session, const PretrainedMemory& needed, std::int64_t machineBytes)
{
    const auto bytes = [&](std::int64_t count) {
        return QString::fromStdString(session.sentences().bytes(static_cast<double>(count)));
    };
    if (machineBytes <= 0)
        return tr("Memory to train it: in full about %1, with LoRA %2, frozen %3")
            .arg(bytes(needed.full), bytes(needed.lora), bytes(needed.frozen));
    return tr("Memory to train it: in full about %1 (%2), with LoRA %3 (%4), frozen %5 (%6)")
        .arg(bytes(needed.full), fit(needed.full, machineBytes), bytes(needed.lora), fit(needed.lora, machineBytes),
             bytes(needed.frozen), fit(needed.frozen, machineBytes));
}

} // namespace fettle::ui
