// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/contract/result.h"

namespace fettle::training {

/// Faults that tests inject into a training, as text: rules separated by ";".
///   oom:STEP[:TIMES]  the forward pass of that optimizer step (counted from 1) runs out of memory, so often
///   oom_late:STEP[:TIMES]  the same, after the step's first backward pass
///   nan:STEP          that step's loss is not a number
/// Another process finds the same text in the environment variable FETTLE_FAULT_TRAIN.
class TrainFaults {
public:
    /// Errors: training.fault_not_understood.
    [[nodiscard]] static Result<TrainFaults> parse(std::string_view text);
    [[nodiscard]] static Result<TrainFaults> fromEnvironment();

    [[nodiscard]] bool any() const { return !m_rules.empty(); }
    /// Throws c10::OutOfMemoryError where a rule says so; each rule as often as it says.
    void maybeRunOutOfMemory(std::int64_t step) { maybeRunOutOfMemory(Kind::Memory, step); }
    void maybeRunOutOfMemoryLate(std::int64_t step) { maybeRunOutOfMemory(Kind::LateMemory, step); }
    [[nodiscard]] bool spoilsLoss(std::int64_t step) const;

private:
    enum class Kind { Memory, LateMemory, Loss };
    void maybeRunOutOfMemory(Kind kind, std::int64_t step);
    struct Rule {
        Kind kind = Kind::Loss;
        std::int64_t step = 0;
        std::int64_t timesLeft = 1;
    };
    std::vector<Rule> m_rules;
};

} // namespace fettle::training
