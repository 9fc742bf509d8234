// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/model/selftest_layers.h"

namespace fettle::model {

/// What fills up shorter rows must not matter: each row of a padded batch gives what it gives alone, and the weights
/// get the same gradients. Says nothing about layers whose features depend on the length (Flatten): they are not for
/// texts. `inputs` without a dimension T: nothing to test.
void testPadding(const Layer& layer, const Parameters& parameters, const std::vector<TensorSpec>& inputs,
                 const std::string& name,
                 const ReportFailure& fail);

} // namespace fettle::model
