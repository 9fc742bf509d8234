// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/contract/result.h"
#include "engine/hub/http_client.h"

namespace fettle::hub {

struct ListedFile {
    std::string name;
    std::int64_t sizeBytes = 0;
    std::string sha256;  ///< of large files
    std::string gitSha1; ///< of the others: SHA-1 of "blob SIZE\0" and the bytes
};

/// What a hub says of a model at one commit.
struct ModelListing {
    std::string name;
    std::string revision; ///< the commit
    std::string license;
    std::string licenseLink;
    std::vector<std::string> languages;
    bool gated = false;
    std::vector<ListedFile> files; ///< those that pretrained::wantedFiles wants
    [[nodiscard]] std::int64_t totalBytes() const;
};

/// "owner/model", or "model" alone for the oldest ones: letters, digits, "-", "_", ".". Errors: hub.bad_name.
[[nodiscard]] Result<void> checkModelName(std::string_view name);
/// Errors: hub.bad_revision.
[[nodiscard]] Result<void> checkRevision(std::string_view revision);
/// Whether a name in a listing or an archive stays inside the folder that it is written to.
[[nodiscard]] bool isPlainFileName(std::string_view name);

/// Asks the servers of the client's choice one after the other, until one answers: GET
/// {server}/api/models/{name}/revision/{revision}?blobs=true. Errors: hub.no_endpoint, hub.bad_name, hub.bad_revision,
/// hub.unknown_model, hub.unknown_revision, hub.needs_token, hub.token_refused, hub.bad_answer, hub.bad_file_name,
/// hub.no_model_files, those of HttpClient::text. With several servers the last one's.
struct ListingAnswer {
    ModelListing listing;
    HubServer server; ///< which one answered
};
[[nodiscard]] Result<ListingAnswer> listModel(HttpClient& client, const std::string& name, const std::string& revision);

/// The error that an HTTP status of a hub stands for.
[[nodiscard]] Error hubStatusError(const HttpHead& head, const HubServer& server, const std::string& name,
                                   const std::string& revision);
/// The listing as JSON, read. Errors: hub.bad_answer, hub.bad_file_name, hub.no_model_files.
[[nodiscard]] Result<ModelListing> readListing(std::string_view json, const std::string& name,
                                               const std::string& address);

} // namespace fettle::hub
