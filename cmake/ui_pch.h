// SPDX-License-Identifier: GPL-3.0-or-later
// The desktop's precompiled header: Qt's widgets, and the standard library's headers that nearly every file takes.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <QtCore>
#include <QtGui>
#include <QtWidgets>
