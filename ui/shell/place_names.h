// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include <QString>

#include "engine/contract/job.h"
#include "ui/session/place.h"

namespace fettle::ui {

/// In the language of the moment.
[[nodiscard]] QString placeName(Place place);
[[nodiscard]] std::string_view placeIcon(Place place);
[[nodiscard]] QString stateName(JobState state);

} // namespace fettle::ui
