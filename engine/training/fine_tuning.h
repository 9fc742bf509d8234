// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/component_api/optimizer.h"
#include "engine/contract/recipe.h"
#include "engine/model/low_rank.h"
#include "engine/model/pretrained_weights.h"

namespace fettle::training {

/// What is trained of one network, and how fast: everything where it begins from nothing; of pretrained weights what
/// FineTuning says.
class FineTuner {
public:
    /// A network that begins from nothing, or from a model of one's own.
    FineTuner() = default;
    /// Loads a model of the library into `network`, marks what is trained and sets LoRA up. `options.method` and
    /// `options.headFactor` are resolved: not Auto, not 0. Errors: pretrained.*, model.*.
    [[nodiscard]] static Result<FineTuner> begin(model::Network& network, const std::string& pretrainedId, const FineTuning& options,
                                                 std::uint64_t seed);

    [[nodiscard]] bool isPretrained() const { return m_report.has_value(); }
    [[nodiscard]] const model::PretrainedReport& report() const { return *m_report; }
    [[nodiscard]] const PretrainedModel& pretrained() const { return m_pretrained; }
    [[nodiscard]] model::LowRankChange& lowRank() { return m_lowRank; }
    [[nodiscard]] const model::LowRankChange& lowRank() const { return m_lowRank; }

    /// The parameters of `network` that learn, in groups of one learning rate each; names get `prefix`.
    [[nodiscard]] std::vector<ParameterGroup> groups(const model::Network& network, const std::string& prefix) const;

private:
    FineTuning m_options;
    PretrainedModel m_pretrained;
    std::optional<model::PretrainedReport> m_report;
    model::LowRankChange m_lowRank;
};

/// PEFT's files of a LoRA change: adapter_model.safetensors and adapter_config.json, with the names of the reference
/// implementation's model. Errors: platform.*, model.safetensors_write.
[[nodiscard]] Result<void> writeAdapter(const FineTuner& tuner, const FineTuning& options, const platform::Path& folder);

} // namespace fettle::training
