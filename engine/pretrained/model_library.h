// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/contract/pretrained.h"
#include "engine/contract/result.h"
#include "engine/platform/paths.h"

namespace fettle::pretrained {

/// Where the models of this user lie, for all workspaces: $FETTLE_PRETRAINED, else userDataFolder()/pretrained. Set-up
/// may fill it before there is a workspace. Each model is a folder in Hugging Face's layout with one more file,
/// fettle.json (contract/pretrained.h), which is written last: a folder without it is none of the library's.
[[nodiscard]] platform::Path libraryFolder();

/// What the library holds, by title. Folders that cannot be read are told in `problems` and left out.
[[nodiscard]] std::vector<PretrainedModel> listModels(const platform::Path& library, std::vector<Error>& problems);
/// By id. Errors: pretrained.not_in_library, with the ids that are there.
[[nodiscard]] Result<PretrainedModel> findModel(const platform::Path& library, std::string_view id);
[[nodiscard]] platform::Path modelFolder(const platform::Path& library, std::string_view id);

/// An empty folder beside the models in which a download or an import gathers its files. What a killed one left
/// under this id is still there, so that a download can go on from it.
[[nodiscard]] Result<platform::Path> openDraft(const platform::Path& library, std::string_view id);

/// What happens while a model comes in; false stops it (pretrained.stopped, the draft is kept).
using InstallProgress = std::function<bool(std::int64_t doneBytes, std::int64_t totalBytes)>;

/// Copies a folder in Hugging Face's layout, or one weights file with config.json and a tokenizer beside it, into the
/// draft: what a model needs and nothing else. Errors: pretrained.*, platform.*.
[[nodiscard]] Result<void> copyIntoDraft(const platform::Path& from, const platform::Path& draft, const InstallProgress& progress);

/// Reads what lies in the draft (config.json, a tokenizer, weights), turns pytorch_model.bin into model.safetensors,
/// checks that family and weights belong together, and publishes it as the library's model `about.id`: whole or not at
/// all. An older model of this id is replaced. `about` brings id, title, source, license, languages and sha256; the rest
/// is read. Errors: pretrained.*, model.safetensors_*, platform.*.
[[nodiscard]] Result<PretrainedModel> publishDraft(const platform::Path& library, const platform::Path& draft,
                                                   PretrainedModel about, const InstallProgress& progress);

/// Errors: pretrained.not_in_library, platform.*. Models that were trained from it hold all they need, but those of LoRA
/// (base_reference.h).
[[nodiscard]] Result<void> removeModel(const platform::Path& library, std::string_view id);

/// Which files of a model's folder or repository are wanted, of those that are there: config.json, the tokenizer's
/// files, 1_Pooling/config.json, modules.json, licence texts, and the weights in the best form (model.safetensors or its
/// shards, else pytorch_model.bin or its shards).
[[nodiscard]] std::vector<std::string> wantedFiles(const std::vector<std::string>& names);

} // namespace fettle::pretrained
