// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>

#include "engine/contract/pretrained.h"
#include "engine/contract/result.h"
#include "engine/hub/http_client.h"
#include "engine/hub/starter_pack.h"
#include "engine/platform/paths.h"

namespace fettle::hub {

/// What the library will call the model of this name, found out without asking anybody: "owner--model" for a hub's, the
/// folder's name for a path. Errors: hub.bad_name.
[[nodiscard]] Result<std::string> idOfName(const std::string& name);
[[nodiscard]] PretrainedOrigin originOfName(const std::string& name);

/// How far a fetch is; false stops it (hub.stopped or pretrained.stopped; what has arrived is kept).
using FetchObserver = std::function<bool(const FetchProgress& progress)>;

/// Looks at models and brings them into the library; waits while it works, so it runs in a process of its own.
class ModelFetcher {
public:
    ModelFetcher(HttpClient& client, platform::Path library, StarterPack starter = {});

    /// What there is, how large, under which licence, from where. Asks the network where the name is a hub's, or where
    /// the starter lies in an index; fetches nothing. Errors: hub.*, pretrained.no_config, platform.*.
    [[nodiscard]] Result<PretrainedOffer> look(const PretrainedRequest& request);
    /// Fetches or copies it and publishes it in the library. Of one id only one fetch runs at a time on this machine.
    /// Errors: hub.*, pretrained.*, platform.*.
    [[nodiscard]] Result<PretrainedModel> fetch(const PretrainedRequest& request, const FetchObserver& observer);

private:
    struct Work;
    [[nodiscard]] Result<PretrainedOffer> lookAtHub(const PretrainedRequest& request);
    [[nodiscard]] Result<PretrainedOffer> lookAtStarter(const PretrainedRequest& request);
    [[nodiscard]] Result<PretrainedOffer> lookAtPath(const PretrainedRequest& request, const std::string& id);
    [[nodiscard]] Result<PretrainedOffer> lookAtAdapter(const platform::Path& folder, const PretrainedRequest& request,
                                                        const std::string& id);
    [[nodiscard]] Result<PretrainedModel> fetchFromHub(const PretrainedRequest& request, Work& work);
    [[nodiscard]] Result<PretrainedModel> fetchStarter(const PretrainedRequest& request, Work& work);
    [[nodiscard]] Result<PretrainedModel> fetchFromPath(const PretrainedRequest& request, Work& work);
    [[nodiscard]] Result<StarterPlace> placeOfStarter(const PretrainedRequest& request);

    HttpClient& m_client;
    platform::Path m_library;
    StarterPack m_starter;
};

} // namespace fettle::hub
