// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "engine/contract/dataset.h"
#include "engine/contract/value.h"

namespace fettle::training {

/// Watches a training's numbers for what goes wrong most often. Looking costs nothing beside a step: the numbers are at
/// hand anyway. It remembers what it has said (also over a resume), so that a note comes once.
class HealthGuard {
public:
    /// Before an optimizer step, with what the backward pass gave. An error (training.diverged) where the numbers are
    /// not finite: the step must not be taken.
    [[nodiscard]] std::optional<Error> checkStep(std::int64_t step, double loss, double gradientNorm,
                                                 bool clips, bool reducedPrecision) const;
    /// After the step: a gradient far beyond its usual size, a loss at zero.
    [[nodiscard]] std::optional<Note> observeStep(std::int64_t step, double loss, double gradientNorm);
    /// After an evaluation, with how often each class was predicted and occurs; `classes` names them.
    [[nodiscard]] std::optional<Note> observePredictions(std::int64_t step, const std::vector<std::int64_t>& predicted,
                                                         const std::vector<std::int64_t>& actual,
                                                         const std::vector<std::string>& classes);

    [[nodiscard]] Value state() const;
    void load(const Value& state);

private:
    double m_usualNorm = 0.0;         ///< running mean of the gradient norm
    std::int64_t m_observed = 0;
    std::int64_t m_explodingRun = 0;  ///< steps in a row
    std::int64_t m_zeroRun = 0;
    std::int64_t m_majorityRun = 0;   ///< evaluations in a row
    bool m_saidExploding = false;
    bool m_saidZero = false;
    bool m_saidMajority = false;
};

} // namespace fettle::training
