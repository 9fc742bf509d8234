// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

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

    /// What `fettle-cli models fetch` gets it by; its title where it came from a file.
    [[nodiscard]] std::string fetchName() const;
};

[[nodiscard]] bool namesBase(const platform::Path& modelFolder);
/// Nothing where the file is damaged. Errors: platform.*.
[[nodiscard]] Result<std::optional<BaseReference>> readBaseReference(const platform::Path& modelFolder);
/// Errors: platform.*.
[[nodiscard]] Result<void> writeBaseReference(const platform::Path& modelFolder, const BaseReference& base);
/// The reference, and the base that the model brought along. Errors: platform.*.
[[nodiscard]] Result<void> removeBase(const platform::Path& modelFolder);
/// Where the base of a model lies in the library, for those that take both along; nothing where the model names none, has
/// it with it already, or where the library does not have it.
[[nodiscard]] std::optional<platform::Path> baseToTakeAlong(const platform::Path& modelFolder);

} // namespace fettle::pretrained
