// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/contract/pretrained.h"
#include "engine/contract/result.h"
#include "engine/hub/web_address.h"
#include "engine/platform/paths.h"

namespace fettle::hub {

/// Variables of the environment; platform::environmentVariable but for tests.
using Environment = std::function<std::optional<std::string>(const char* name)>;

/// userConfigFolder()/downloads.json. Installing Fettle writes the package index into it (installer/setup.sh).
[[nodiscard]] platform::Path settingsFile();
/// Empty where there is no file. Errors: hub.settings_damaged, platform.*.
[[nodiscard]] Result<DownloadSettings> readSettings(const platform::Path& file);
/// Readable by its user only, whole or not at all; what is empty is left out. Errors: platform.*.
[[nodiscard]] Result<void> writeSettings(const platform::Path& file, const DownloadSettings& settings);
/// `settings` with the values of `changes` (the wire's names) in place of its own; a null or "" takes one away.
/// Addresses are checked. Errors: hub.setting_unknown, hub.bad_address.
[[nodiscard]] Result<DownloadSettings> withChanges(const DownloadSettings& settings, const ValueMap& changes);

/// Through which proxy an address is asked.
struct ProxyRules {
    std::string everywhere; ///< as set; "none": no proxy, whatever the environment says
    std::string http;       ///< http_proxy
    std::string https;      ///< https_proxy, HTTPS_PROXY
    std::string other;      ///< all_proxy, where the two above are not set
    std::string except;     ///< no_proxy: "localhost,.example.org,10.0.0.1"; "*": never a proxy
};

struct HubServer {
    WebAddress address;
    bool isMirror = false;
};

/// What holds for one request. For each value the first of these that says something:
/// 1. the request itself (fettle-cli's options; it also hands on its own environment),
/// 2. the environment: FETTLE_HUB_ENDPOINT, then HF_ENDPOINT; HF_TOKEN; HF_HUB_OFFLINE; http_proxy, https_proxy,
///    all_proxy and no_proxy in small or capital letters,
/// 3. the settings' file.
/// No server's name is built in. A token is for the endpoint that stands beside it: one of the file is not sent to an
/// endpoint that a request names.
struct NetworkChoice {
    std::vector<HubServer>
        servers; ///< the mirror, if any, then the endpoint; the token is the endpoint's authorization
    std::vector<WebAddress> indexes; ///< in the order they are asked
    ProxyRules proxies;
    bool offline = false;
};
/// Errors: hub.bad_address, hub.token_not_read.
[[nodiscard]] Result<NetworkChoice> networkChoice(const PretrainedRequest& request, const Environment& environment,
                                                  const DownloadSettings& settings);

} // namespace fettle::hub
