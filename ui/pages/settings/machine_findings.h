// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <QString>

#include "engine/client/sentences.h"
#include "engine/contract/value.h"

namespace fettle::ui {

/// One line of the system check.
struct MachineFinding {
    bool isFine = true;
    QString title;
    QString sentence;
    friend bool operator==(const MachineFinding&, const MachineFinding&) = default;
};

/// What engine.doctor found, judged for training. `runtime` is worker.doctor's answer, which takes longer: it alone
/// knows whether the GPU works; null while it is not there.
[[nodiscard]] std::vector<MachineFinding> machineFindings(const Value& facts, const Value& runtime,
                                                          const client::Sentences& sentences);

/// Whether worker.doctor has anything to add.
[[nodiscard]] bool mayHaveGpu(const Value& facts);

} // namespace fettle::ui
