// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pretrained/hostile_bytes.h"

#include <algorithm>

#include "engine/platform/paths.h"

namespace fettle::pretrained {

std::string shownName(std::string_view name)
{
    constexpr std::size_t kMaxShownBytes = 120;
    std::string shown(name.substr(0, kMaxShownBytes));
    // A character that the cut divided goes as a whole; what is no UTF-8 at all is shown by its ASCII alone.
    for (int cut = 0; cut < 4 && name.size() > kMaxShownBytes && !shown.empty() && !platform::isValidUtf8(shown); ++cut)
        shown.pop_back();
    const bool isText = platform::isValidUtf8(shown);
    std::ranges::replace_if(
        shown,
        [isText](char character) {
            const auto byte = static_cast<unsigned char>(character);
            return byte < 0x20 || byte == 0x7F || (!isText && byte >= 0x80);
        },
        '.');
    if (name.size() > kMaxShownBytes)
        shown += "…";
    return shown;
}

} // namespace fettle::pretrained
