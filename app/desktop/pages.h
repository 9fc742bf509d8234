// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/main_window.h"

namespace fettle::desktop {

/// Every page of the window.
[[nodiscard]] ui::PageFactory pageFactory(ui::Session& session, ui::Settings& settings);

} // namespace fettle::desktop
