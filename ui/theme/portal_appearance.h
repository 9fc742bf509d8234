// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "ui/theme/theme.h"

namespace fettle::ui {

/// What the desktop answers to org.freedesktop.appearance / color-scheme; nothing where no portal answers soon, where
/// the user has no wish, and where Fettle is built without Qt's D-Bus.
[[nodiscard]] std::optional<Appearance> portalAppearance();

} // namespace fettle::ui
