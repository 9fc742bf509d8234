// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <QCoreApplication>
#include <QString>

#include "engine/contract/training_memory.h"

namespace fettle::ui {

class Session;

/// What it takes to train a pretrained model, in its three ways.
struct PretrainedMemory {
    std::int64_t full = 0;
    std::int64_t lora = 0;
    std::int64_t frozen = 0;
};
/// `contrastiveSteps`: where examples are compared before the rest is frozen.
[[nodiscard]] PretrainedMemory pretrainedMemory(const TrainingSize& size, std::int64_t contrastiveSteps = 0);

/// The template of pretrained models without the options that the cards and the model itself decide.
[[nodiscard]] ComponentInfo withoutPretrainedOptions(const ComponentInfo& info, bool hasModel);

/// How pretrained models are spoken of.
class PretrainedWords {
    Q_DECLARE_TR_FUNCTIONS(fettle::ui::PretrainedWords)
public:
    /// As its makers call it; the id where the library does not know it.
    [[nodiscard]] static QString title(const Session& session, const std::string& id);
    [[nodiscard]] static QString license(const std::string& license);
    /// Of an ISO code.
    [[nodiscard]] static QString language(const std::string& code);
    /// "English, German"; empty where nothing is said.
    [[nodiscard]] static QString languages(const std::vector<std::string>& codes);
    /// License and languages; empty where the library does not know it.
    [[nodiscard]] static QString facts(const Session& session, const std::string& id);
    [[nodiscard]] static QString fit(std::int64_t needed, std::int64_t machineBytes);
    /// What its training takes in its three ways, and whether there is so much; 0: not known how much there is.
    [[nodiscard]] static QString memory(const Session& session, const PretrainedMemory& needed, std::int64_t machineBytes);
};

} // namespace fettle::ui
