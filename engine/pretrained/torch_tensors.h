// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include "engine/contract/result.h"
#include "engine/pretrained/pickle_objects.h"
#include "engine/pretrained/torch_archive.h"
#include "engine/pretrained/torch_storage.h"

namespace fettle::pretrained {

/// Whether the object is a call of one of PyTorch's functions that make a tensor or a parameter.
[[nodiscard]] bool isTensorCall(const PickleObjects& objects, PickleRef ref);

/// The tensor that such a call describes. Errors: pretrained.archive_tensor, pretrained.archive_dtype,
/// pretrained.archive_storage.
[[nodiscard]] Result<ArchiveTensor> tensorOfCall(const PickleObjects& objects, PickleRef call,
                                                 const StorageTable& storages, std::string name,
                                                 const std::string& file);

/// Finds the tensors of a state dict, in dicts, lists and tuples, and names them; fills `archive.tensors`, `ignored`
/// and `wrapper`. `fileSizeBytes` bounds how much the tensors may come to. Errors: as above, pretrained.archive_empty,
/// pretrained.archive_too_large, pretrained.archive_expands.
[[nodiscard]] Result<void> collectTensors(const PickleObjects& objects, const StorageTable& storages,
                                          std::uint64_t fileSizeBytes, const std::string& file, TorchArchive& archive);

} // namespace fettle::pretrained
