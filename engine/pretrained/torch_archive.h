// SPDX-License-Identifier: GPL-3.0-or-later
// Weights as torch.save writes them (.pt, .pth, .bin, .th), read without PyTorch and without running anything that the
// file says. Source: torch/serialization.py (_save, _load, _legacy_save, _legacy_load), torch/_utils.py (_rebuild_*),
// caffe2/serialize/inline_container.h (what the archive's records are called).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/contract/result.h"
#include "engine/platform/mapped_file.h"
#include "engine/platform/paths.h"
#include "engine/pretrained/pickle_objects.h"
#include "engine/pretrained/safetensors_header.h"

namespace fettle::pretrained {

/// A named tensor as a look at the numbers of its storage, which other tensors may share. All of it has been checked:
/// every number that shape and strides reach lies in the storage.
struct ArchiveTensor {
    std::string name; ///< "encoder.layer.0.weight": keys of nested dicts and places in lists, joined by dots
    StoredType type = StoredType::F32;
    std::vector<std::int64_t> shape;
    std::vector<std::int64_t> strides; ///< in numbers, 0 and up; as many as the shape has dimensions
    std::string_view storage;          ///< its bytes, at any address
    std::uint64_t offset = 0;          ///< of the first number, in numbers

    /// In row order, without gaps.
    [[nodiscard]] std::uint64_t sizeBytes() const;
    [[nodiscard]] bool isContiguous() const;
    friend bool operator==(const ArchiveTensor&, const ArchiveTensor&) = default;
};

/// Something in the file that is no tensor: an epoch, a learning rate, settings.
struct IgnoredEntry {
    std::string name;
    PickleKind kind = PickleKind::None;
    friend bool operator==(const IgnoredEntry&, const IgnoredEntry&) = default;
};

inline constexpr std::size_t kMaxIgnoredEntries = 1'000;
inline constexpr std::size_t kMaxTensorNameBytes = 1'000;
inline constexpr std::size_t kMaxTensorRank = 64;
/// Tensors may share and repeat numbers; written out they take at most this many times the file, and a little more.
inline constexpr std::uint64_t kMaxArchiveGrowth = 4;
inline constexpr std::uint64_t kArchiveGrowthAllowance = 64 * 1024 * 1024;

struct TorchArchive {
    std::vector<ArchiveTensor> tensors; ///< in the order of the file, names differ
    std::vector<IgnoredEntry> ignored;  ///< the first ones
    /// The dict that held all tensors and is left out of their names: "state_dict", "model", "checkpoint.model"; empty
    /// where there was none.
    std::string wrapper;
    std::shared_ptr<const platform::MappedFile> file; ///< what the storages lie in; null when read from bytes
};

/// Whether each record of the archive is held against its checksum, which takes a pass over the file. The list of
/// tensors always is. Files of before 2020 have no checksums.
enum class NumberCheck { Checksums, Skip };

/// `bytes` is the whole file and must outlive the result; `file` is for the errors. Errors: pretrained.archive_*,
/// pretrained.zip_*, pretrained.pickle_*.
[[nodiscard]] Result<TorchArchive> readTorchArchive(std::string_view bytes, const std::string& file,
                                                    NumberCheck check = NumberCheck::Checksums);

/// Maps the file, which nobody may shorten meanwhile: a copy in a draft. Errors: as above, and platform.*.
[[nodiscard]] Result<TorchArchive> openTorchArchive(const platform::Path& path,
                                                    NumberCheck check = NumberCheck::Checksums);

using NumberSink = std::function<Result<void>(std::string_view piece)>;
/// A tensor's numbers in row order and without gaps, in pieces of at most 4 MB; the sink's error ends it. Truth values
/// come as 0 and 1.
[[nodiscard]] Result<void> readNumbers(const ArchiveTensor& tensor, const NumberSink& sink);

/// What has been written; false stops it.
using WriteProgress = std::function<bool(std::int64_t doneBytes, std::int64_t totalBytes)>;

/// Writes a safetensors file that is whole or absent, in pieces: memory stays small whatever the tensors' size. Shared
/// numbers are written once for each name. Errors: pretrained.stopped,
/// model.safetensors_write (a name twice), platform.*.
[[nodiscard]] Result<void> writeAsSafetensors(std::span<const ArchiveTensor> tensors, const platform::Path& target,
                                              const WriteProgress& progress);

} // namespace fettle::pretrained
