// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/component_api/layer.h"
#include "engine/contract/dataset.h"
#include "engine/contract/result.h"
#include "engine/contract/run.h"
#include "engine/platform/paths.h"

namespace fettle::training {

/// What a checkpoint holds: tensors by name and everything else as plain data.
struct Snapshot {
    std::vector<NamedTensor> tensors;
    Value state;
    std::int64_t step = 0;
};

/// `<runFolder>/checkpoints/<step, 12 digits>/`: tensors.safetensors, state.json (with the strides of tensors that do
/// not lie in row order, and the tensors' checksum) and state.xxh64 (the checksum of state.json). A folder is whole or
/// absent (platform::FolderDraft); what a disk did to it later is found by the checksums.
class CheckpointStore {
public:
    CheckpointStore(platform::Path runFolder, std::string run);

    /// Writes and publishes; then removes older ones, but for the best, the two newest and those of the last seconds
    /// (a supervisor may not have stored the newest one's row yet). Disk space is checked first.
    /// Errors: platform.*, model.*.
    [[nodiscard]] Result<CheckpointInfo> write(const Snapshot& snapshot, std::int64_t bestStep, const std::string& reason);

    /// The newest whole one whose step is at most `lastStep`. Damaged ones are passed over with a note. Those beyond
    /// `lastStep` belong to a future that will be lived again and are removed.
    [[nodiscard]] std::optional<Snapshot> newest(std::int64_t lastStep, const std::function<void(const Note&)>& note);

    /// Errors: training.checkpoint_damaged.
    [[nodiscard]] Result<Snapshot> read(std::int64_t step) const;
    /// Tensors that stay as they are over the whole run: written once, beside the checkpoints (fixed.safetensors). Gives the
    /// checksum by which checkpoints name them. Errors: platform.*, model.*.
    [[nodiscard]] Result<std::string> writeFixed(const std::vector<NamedTensor>& tensors);
    /// Errors: training.checkpoint_damaged, also where the file is another one.
    [[nodiscard]] Result<std::vector<NamedTensor>> readFixed(const std::string& checksum) const;
    /// Removes all: a run that begins anew.
    void clear();

private:
    [[nodiscard]] std::vector<std::int64_t> steps() const; ///< ascending
    [[nodiscard]] platform::Path folderOf(std::int64_t step) const;
    void removeOlder(std::int64_t newest, std::int64_t best);

    platform::Path m_folder;
    std::string m_run;
};

/// What a run says about a checkpoint that could not be written while training goes on.
[[nodiscard]] Note noteOfMissedCheckpoint(const Error& error);

} // namespace fettle::training
