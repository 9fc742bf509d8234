// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/contract/pretrained.h"
#include "engine/contract/result.h"
#include "engine/platform/paths.h"
#include "engine/pretrained/safetensors_header.h"

namespace fettle::pretrained {

/// Reads config.json (and 1_Pooling/config.json where there is one) of a folder in Hugging Face's layout.
/// Errors: pretrained.no_config, pretrained.config_damaged, pretrained.config_field, pretrained.family_unknown,
/// pretrained.variant_unknown.
[[nodiscard]] Result<PretrainedNetwork> readNetwork(const platform::Path& folder);

/// Licence and languages as README.md's front matter says them, as valid UTF-8 whatever its bytes are; what it does not
/// say stays empty.
struct ModelCard {
    std::string license;
    std::vector<std::string> languages;
};
[[nodiscard]] ModelCard readModelCard(std::string_view readme);

/// The safetensors files of a folder: model.safetensors, or the shards that its index names.
/// Errors: pretrained.no_weights, pretrained.config_damaged, pretrained.index_damaged, pretrained.shard_missing.
[[nodiscard]] Result<std::vector<platform::Path>> weightFiles(const platform::Path& folder);

/// The shape of every tensor of these files. Errors: model.safetensors_*, platform.*, pretrained.tensor_twice.
[[nodiscard]] Result<std::map<std::string, std::vector<std::int64_t>>> weightShapes(const std::vector<platform::Path>& files);

/// Families whose networks are known, for messages: "bert, distilbert, …".
[[nodiscard]] std::string knownFamilies();

} // namespace fettle::pretrained
