// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/component_api/parameters.h"

namespace fettle::components {

/// "encoding" of importers that read text; data::givenEncoding reads what was chosen.
[[nodiscard]] ParameterMaker encodingParameter();

} // namespace fettle::components
