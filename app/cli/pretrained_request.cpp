// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/pretrained_request.h"

#include <filesystem>

#include "app/cli/commands.h"
#include "engine/platform/paths.h"

namespace fettle::cli {
namespace {

/// Whether a path is meant. Something of that name on the disk goes before a hub's, as it does with Python's tools.
bool isPath(const std::string& name)
{
    if (name == "starter")
        return false;
    if (name.starts_with('/') || name.starts_with("./") || name.starts_with("../") || name == "." || name == ".." ||
        name.ends_with(".whl") || name.ends_with(".safetensors"))
        return true;
    std::error_code ignored;
    return !name.empty() && std::filesystem::exists(platform::Path(name), ignored);
}

} // namespace

PretrainedRequest pretrainedRequest(const FetchArguments& arguments,
                                    const std::function<std::optional<std::string>(const char*)>& environment)
{
    PretrainedRequest request;
    request.name = isPath(arguments.name) ? absolutePath(arguments.name) : arguments.name;
    request.revision = arguments.revision;
    request.endpoint = arguments.endpoint;
    request.index = arguments.index;
    request.proxy = arguments.proxy;
    if (!arguments.tokenFile.empty())
        request.tokenFile = absolutePath(arguments.tokenFile);
    if (arguments.offline)
        request.offline = true;
    for (const char* name : kDownloadVariables)
        request.environment[name] = platform::bytesToUtf8(environment(name).value_or(std::string()));
    return request;
}

} // namespace fettle::cli
