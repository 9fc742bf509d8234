// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/component_api/component.h"
#include "engine/component_api/parameters.h"
#include "engine/component_api/registry.h"
#include "engine/contract/result.h"

namespace fettle {

/// A small dataset made by our own code: something to try Fettle with. The same seed gives the same bytes.
class Sample : public Component {
public:
    /// Writes `<folder>/<id>.csv` or `<folder>/<id>/…` and returns the paths (UTF-8), the one to import first.
    /// The folder must exist. Errors: platform.*.
    [[nodiscard]] virtual Result<std::vector<std::string>> write(const std::string& folder,
                                                                 std::uint64_t seed) const = 0;
    /// The column that it is about: "churn".
    [[nodiscard]] virtual std::string target() const = 0;
};

} // namespace fettle
