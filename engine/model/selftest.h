// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <iosfwd>

#include "engine/component_api/registry.h"

namespace fettle::model {

/// What every component promises, tried on all of the registry, plug-ins included: complete texts, a description and
/// options that survive JSON; layers build on their examples, give the shape that they announce, have the gradients that
/// finite differences give, keep their state, and differ between training and predicting exactly where they say so;
/// initializers fill weights; templates make graphs that pass the check. Writes one line for each component and each
/// failure. Gives the number of failures.
[[nodiscard]] int runComponentContractTests(const Registry& registry, std::ostream& out);

} // namespace fettle::model
