// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/platform/system_error.h"

#include <cerrno>
#include <cstring>

namespace fettle::platform {

std::string errnoText(int errorNumber)
{
    const char* text = ::strerrordesc_np(errorNumber);
    return text ? text : "error " + std::to_string(errorNumber);
}

Error systemError(std::string_view code, int errorNumber, const Path& path)
{
    const char* name = ::strerrorname_np(errorNumber);
    std::string detail = name ? name : std::to_string(errorNumber);
    if (errorNumber == ENOSPC || errorNumber == EDQUOT)
        return makeError("platform.disk_full", {{"path", toUtf8(path)}}, std::move(detail));
    return makeError(code, {{"path", toUtf8(path)}, {"reason", errnoText(errorNumber)}}, std::move(detail));
}

} // namespace fettle::platform
