// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "engine/contract/result.h"
#include "engine/service/service_context.h"

namespace fettle::service {

/// Brings home a folder that `fettle-worker run` wrote elsewhere: its recipe, metric points, artifacts, result and
/// model are copied into the workspace; the folder stays as it is. Returns the run's id. Links in the folder are not
/// followed. Errors: service.not_a_run_folder, service.run_adopted_already, service.run_not_completed, platform.*.
[[nodiscard]] Result<std::string> adoptRun(const ServiceContext& context, const platform::Path& folder,
                                           const std::string& project);

} // namespace fettle::service
