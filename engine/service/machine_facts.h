// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/contract/value.h"

namespace fettle::service {

/// What this machine has, for engine.doctor: processor, memory, graphics cards, operating system, threads for training.
[[nodiscard]] ValueMap machineFacts();

} // namespace fettle::service
