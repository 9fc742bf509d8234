// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/contract/pretrained.h"
#include "engine/contract/result.h"
#include "engine/platform/paths.h"
#include "engine/pretrained/model_library.h"

namespace fettle::pretrained {

/// In a model's folder of the library: the adapter that is merged into its weights wherever they are read.
inline constexpr const char* kAdapterFolder = "adapter";

/// How one matrix changes: weight + scale · B·A.
struct AdapterChange {
    std::string a; ///< tensor's name in the file, rank × in
    std::string b; ///< out × rank
    double scale = 1.0;
};

/// A low-rank adapter (LoRA, Hu et al. 2021) in the layout of Hugging Face's PEFT library: adapter_config.json and
/// adapter_model.safetensors.
struct Adapter {
    platform::Path file;
    std::map<std::string, AdapterChange> changes; ///< by the names of weight_plan.h's sources
    std::vector<std::string> leftOut;             ///< heads of another task that the adapter brings along
};

/// Whether a folder, or the folder of a file that was named, holds an adapter and no whole model.
[[nodiscard]] bool isAdapter(const platform::Path& path);

/// The model of the library that the adapter in `folder` belongs to, by the name that it says.
/// Errors: pretrained.adapter_damaged, pretrained.adapter_base.
[[nodiscard]] Result<PretrainedModel> adapterBase(const platform::Path& library, const platform::Path& folder);

/// Reads and checks it against the network that it changes. Errors: pretrained.adapter_damaged,
/// pretrained.adapter_kind where it is none that is only added to the weights, pretrained.adapter_mismatch,
/// model.safetensors_*.
[[nodiscard]] Result<Adapter> readAdapter(const platform::Path& folder, const PretrainedNetwork& network);

/// The files of the adapter in `from` and of its base model → the draft, for publishDraft(). adapter_model.bin becomes
/// safetensors. Errors: those of adapterBase, pretrained.archive_*, pretrained.stopped, platform.*.
[[nodiscard]] Result<void> copyAdapterIntoDraft(const platform::Path& library, const platform::Path& from,
                                                const platform::Path& draft, const InstallProgress& progress);

} // namespace fettle::pretrained
