// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace fettle::ui {

class GraphCanvas;

/// The network as the canvas shows it, all of it at 100 %, without selection and grid. Empty: there is nothing to draw.
[[nodiscard]] QByteArray networkSvg(const GraphCanvas& canvas);
/// Twice as many pixels as on the canvas, fewer where that would be a picture of more than 64 million.
[[nodiscard]] QByteArray networkPng(const GraphCanvas& canvas);

} // namespace fettle::ui
