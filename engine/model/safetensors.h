// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/component_api/layer.h"
#include "engine/pretrained/safetensors_header.h"
#include "engine/platform/file_writer.h"
#include "engine/platform/mapped_file.h"

namespace fettle::model {

using pretrained::SafetensorsEntry;
using pretrained::SafetensorsHeader;
using pretrained::StoredType;

/// An open weights file, mapped into memory: opening it reads the header alone.
class SafetensorsFile {
public:
    [[nodiscard]] const SafetensorsHeader& header() const { return m_header; }
    [[nodiscard]] const std::map<std::string, std::string>& metadata() const { return m_header.metadata; }

    /// The numbers as they lie in the file, to be read and never written; they keep the file mapped. Undefined where
    /// the name is not there. Copied where the file lays them at an odd address, and for true/false.
    [[nodiscard]] torch::Tensor find(const std::string& name) const;
    /// All of them, in the order of the file.
    [[nodiscard]] std::vector<NamedTensor> tensors() const;

private:
    friend Result<SafetensorsFile> openSafetensors(const platform::Path& path);
    [[nodiscard]] torch::Tensor view(const SafetensorsEntry& entry) const;
    SafetensorsHeader m_header;
    std::shared_ptr<const platform::MappedFile> m_file;
};

/// Errors: platform.* where the file cannot be read, model.safetensors_* where it is not valid.
[[nodiscard]] Result<SafetensorsFile> openSafetensors(const platform::Path& path);

/// Writes a file that is whole or absent. Tensors are written in logical (row) order, from any device; names are unique.
/// Within a folder that is published as one (FolderDraft), SurvivesCrash is enough. Errors: platform.*,
/// model.safetensors_write for number formats that the file format does not have, and for names given twice.
[[nodiscard]] Result<void> writeSafetensors(
    const platform::Path& path, const std::vector<NamedTensor>& tensors, const std::map<std::string, std::string>& metadata,
    platform::AtomicFile::Durability durability = platform::AtomicFile::Durability::SurvivesPowerLoss);

} // namespace fettle::model
