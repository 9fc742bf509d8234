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
    /// The same from what an earlier part of the run knew (`state()`), without the library: the weights are to come from
    /// its checkpoint. Errors: model.*, training.checkpoint_layout.
    [[nodiscard]] static Result<FineTuner> resume(model::Network& network, const Value& state, const FineTuning& options,
                                                  std::uint64_t seed);
    /// After resume(), where the checkpoint leaves the pretrained weights out: the library's → `network`.
    /// Errors: pretrained.not_in_library, training.base_exchanged where they are not those that the run began with.
    [[nodiscard]] Result<void> loadBase(model::Network& network) const;
    /// What resume() needs.
    [[nodiscard]] Value state() const;

    [[nodiscard]] bool isPretrained() const { return m_report.has_value(); }
    [[nodiscard]] const model::PretrainedReport& report() const { return *m_report; }
    [[nodiscard]] const PretrainedModel& pretrained() const { return m_pretrained; }
    /// Of the pretrained weights' bits, whatever file they came in.
    [[nodiscard]] const std::string& checksum() const { return m_checksum; }
    [[nodiscard]] model::LowRankChange& lowRank() { return m_lowRank; }
    [[nodiscard]] const model::LowRankChange& lowRank() const { return m_lowRank; }

    /// The parameters of `network` that learn, in groups of one learning rate each; names get `prefix`.
    [[nodiscard]] std::vector<ParameterGroup> groups(const model::Network& network, const std::string& prefix) const;

private:
    Result<void> settle(model::Network& network, std::uint64_t seed);

    FineTuning m_options;
    PretrainedModel m_pretrained;
    std::string m_checksum;
    std::optional<model::PretrainedReport> m_report;
    model::LowRankChange m_lowRank;
};

/// PEFT's files of a LoRA change: adapter_model.safetensors and adapter_config.json, with the names of the reference
/// implementation's model. Errors: platform.*, model.safetensors_write.
[[nodiscard]] Result<void> writeAdapter(const FineTuner& tuner, const FineTuning& options, const platform::Path& folder);

} // namespace fettle::training
