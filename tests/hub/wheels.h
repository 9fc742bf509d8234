// SPDX-License-Identifier: GPL-3.0-or-later
// Wheels that tests make: ZIP files with a model inside, good ones and bad ones.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/hub/starter_pack.h"
#include "tests/hub/fake_hub.h"

namespace fettle::test {

struct WheelEntry {
    std::string name;
    std::string content; ///< of a link: where it points
    bool isLink = false;
};

void writeWheel(const std::filesystem::path& path, const std::vector<WheelEntry>& entries);

/// A starter pack around a made model: the wheel at `path`, and what is to be expected of it.
[[nodiscard]] hub::StarterPack madeStarter(const FakeModel& model, const std::filesystem::path& path);

} // namespace fettle::test
