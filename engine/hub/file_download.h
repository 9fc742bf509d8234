// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "engine/contract/result.h"
#include "engine/hub/http_client.h"
#include "engine/platform/paths.h"

namespace fettle::hub {

/// One file to be fetched, with what it must turn out to be.
struct WantedFile {
    std::string name;    ///< for people
    std::string model;   ///< what it belongs to, for people
    QUrl url;
    std::optional<Authorization> authorization;
    platform::Path path; ///< where it goes; its folder exists
    std::int64_t sizeBytes = 0;
    std::string sha256;  ///< one of the two hashes is known
    std::string gitSha1; ///< SHA-1 of "blob SIZE\0" and the bytes, as git names a file
};

/// Bytes of this file that are here; false stops (hub.stopped).
using DownloadProgress = std::function<bool(std::int64_t doneBytes)>;

/// Fetches the file into PATH.part, which takes the name PATH once size and hash are right and the bytes are on the
/// disk; returns its SHA-256. What a broken connection, a stop or a kill leaves in PATH.part is gone on from
/// (Range with If-Range; a server that knows neither sends all of it again); PATH.part.json says of what it is a part.
/// A PATH that is there and right already is left alone. Never more than a block in memory. Errors: hub.wrong_size,
/// hub.wrong_hash (the part is gone then), hub.file_missing, hub.needs_token, hub.interrupted, hub.busy,
/// hub.server_error, hub.stopped, those of HttpClient::get, platform.*.
[[nodiscard]] Result<std::string> downloadFile(HttpClient& client, const WantedFile& file,
                                               const DownloadProgress& progress);

/// Of a part that an earlier attempt left for this very file; 0 where there is none.
[[nodiscard]] std::int64_t partBytes(const WantedFile& file);

} // namespace fettle::hub
