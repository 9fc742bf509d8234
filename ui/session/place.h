// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace fettle::ui {

/// The places of the window, in the order of the rail.
enum class Place { Home, Data, Model, Train, Results, Use, Experiments, Queue, Settings, Help };

} // namespace fettle::ui
