// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "engine/contract/pretrained.h"

namespace fettle::cli {

/// What `models look` and `models fetch` were given.
struct FetchArguments {
    std::string name;
    std::string revision;
    std::string endpoint;
    std::string index;
    std::string proxy;
    std::string tokenFile;
    bool offline = false;
    bool yes = false;
};

/// The request for it: what names a file or folder of this machine gets its full path; this shell's variables for
/// downloads go along, because the background program may have been started from another one.
[[nodiscard]] PretrainedRequest
pretrainedRequest(const FetchArguments& arguments,
                  const std::function<std::optional<std::string>(const char*)>& environment);

} // namespace fettle::cli
