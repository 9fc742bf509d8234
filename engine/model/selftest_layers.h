// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>

#include "engine/component_api/layer.h"

namespace fettle::model {

using ReportFailure = std::function<void(const std::string& what)>;

/// The part of the contract tests that only layers have.
void testLayerContract(const Layer& layer, const ComponentInfo& info, const ReportFailure& fail);

} // namespace fettle::model
