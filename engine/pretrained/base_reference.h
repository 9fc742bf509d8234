// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/contract/pretrained.h"
#include "engine/contract/result.h"
#include "engine/platform/paths.h"

namespace fettle::pretrained {

/// In the folder of a trained model: the folder of the pretrained model that it changes, where the model brings it along.
inline constexpr const char* kBundledBase = "base";

/// Rows of a weight that change by scale · B·A.
struct ChangedRows {
    std::string weight; ///< name in the trained network
    std::string name;   ///< of A and B in the model's weights file: NAME.lora_A, NAME.lora_B
    std::int64_t firstRow = 0;
};

/// base.json in the folder of a model that LoRA trained: which pretrained model most of its weights are.
struct BaseReference {
    std::string id;     ///< in the library
    std::string title;
    std::string source; ///< PretrainedModel::source
    std::map<std::string, std::string> sha256; ///< of the base's files
    std::map<std::string, std::int64_t> sums;  ///< of the bits of each weight that the network takes from it
    std::vector<ChangedRows> parts;
    double scale = 1.0;

    /// How to get it again, for messages: {base: its title}, and {name, revision} for `fettle-cli models fetch`, the revision
    /// where it came from a hub, or {file}: the name of the file or folder that it was taken from.
    [[nodiscard]] ValueMap origin() const;
};

/// The name in "hub:NAME@REVISION"; empty for a model of another source.
[[nodiscard]] std::string hubNameOf(const std::string& source);

/// A place where a base may lie: in the folder of the model that changes it, or in the library.
struct BasePlace {
    platform::Path folder;
    PretrainedModel model;
};

[[nodiscard]] bool namesBase(const platform::Path& modelFolder);
/// Whether the model brings its base along.
[[nodiscard]] bool bundlesBase(const platform::Path& modelFolder);
/// Nothing where the file is damaged. Errors: platform.*.
[[nodiscard]] Result<std::optional<BaseReference>> readBaseReference(const platform::Path& modelFolder);
/// Errors: platform.*.
[[nodiscard]] Result<void> writeBaseReference(const platform::Path& modelFolder, const BaseReference& base);
/// The reference, and the base that the model brought along. Errors: platform.*.
[[nodiscard]] Result<void> removeBase(const platform::Path& modelFolder);
/// Likeliest first: in the model's own folder, in the library with the same files, there under the same id, which may have
/// become another revision. Whose weights they are show the sums.
[[nodiscard]] std::vector<BasePlace> placesOfBase(const platform::Path& modelFolder, const BaseReference& base);

/// What somebody who takes a model elsewhere takes along with it.
struct BaseToTake {
    std::optional<platform::Path> folder; ///< of the base, where it has to come along
    std::string missing;                  ///< title of a base that has to come along, but is not here
};
/// Nothing where the model names no base or has it with it already.
[[nodiscard]] BaseToTake baseToTakeAlong(const platform::Path& modelFolder);

} // namespace fettle::pretrained
