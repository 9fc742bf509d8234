// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "engine/component_api/registry.h"
#include "engine/training/experiment.h"

namespace fettle::training {

struct PrecisionChoice {
    Precision precision = Precision::Float32;
    std::optional<Note> note; ///< the measured times, where it was measured
};

/// What "auto" comes to on this machine for this network: bfloat16 where the processor computes with it and a short
/// trial of both (a few steps in turns on numbers of the right shape with a copy of the network, mostly about a second)
/// shows that it is clearly faster, else float32. Small networks of dense layers are not tried: casts would cost more
/// than they save. Leaves torch's default generator as it was.
[[nodiscard]] Result<PrecisionChoice> choosePrecision(const Experiment& experiment, const Registry& registry);

} // namespace fettle::training
