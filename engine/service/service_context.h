// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/platform/clock.h"
#include "engine/platform/random_id.h"
#include "engine/service/service_options.h"
#include "engine/service/workspace.h"
#include "engine/store/reader.h"
#include "engine/store/writer.h"

namespace fettle::service {

/// What every part of the supervisor works with: one workspace, its database, time and ids.
struct ServiceContext {
    const ServiceOptions& options;
    const Workspace& workspace;
    store::Writer& writer;
    const store::Reader& reader;
    const platform::Clock& clock;
    platform::IdSource& ids;
};

} // namespace fettle::service
