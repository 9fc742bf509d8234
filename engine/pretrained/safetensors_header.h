// SPDX-License-Identifier: GPL-3.0-or-later
// Without LibTorch, so that it can be fuzzed by itself.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/contract/result.h"

namespace fettle::pretrained {

/// The number formats of safetensors that LibTorch has.
enum class StoredType { F64, F32, F16, BF16, I64, I32, I16, I8, U64, U32, U16, U8, Bool };
[[nodiscard]] std::int64_t storedBytes(StoredType type);
[[nodiscard]] std::string_view storedName(StoredType type);

struct SafetensorsEntry {
    std::string name;
    StoredType type = StoredType::F32;
    std::vector<std::int64_t> shape;
    std::uint64_t begin = 0; ///< from the end of the header
    std::uint64_t end = 0;
    friend bool operator==(const SafetensorsEntry&, const SafetensorsEntry&) = default;
};

struct SafetensorsHeader {
    std::vector<SafetensorsEntry> entries; ///< in the order of the file
    std::map<std::string, std::string> metadata;
    std::uint64_t dataOffset = 0;          ///< where the numbers begin, from the beginning of the file
};

inline constexpr std::uint64_t kMaxSafetensorsHeaderBytes = 100'000'000;

/// Reads and checks a header: every rule of the reference implementation. The length is at most 100 MB and lies in the
/// file; the header begins with "{", is JSON without double keys, and names formats that exist; each tensor's span is
/// its shape times its format, without overflow; the spans follow each other without gap or overlap, and cover the file
/// to its last byte. `start` must hold the file's first 8 + header bytes (more does not matter; fewer is reported as a
/// file cut short). `file` is for the errors. Errors: model.safetensors_*.
[[nodiscard]] Result<SafetensorsHeader> parseSafetensorsHeader(std::string_view start, std::uint64_t fileSizeBytes,
                                                               const std::string& file);

/// The length and the header's text, padded so that the numbers begin at a multiple of 8. Fills begin and end of the
/// entries, largest formats first, so that each tensor is aligned.
[[nodiscard]] std::string writeSafetensorsHeader(std::vector<SafetensorsEntry>& entries,
                                                 const std::map<std::string, std::string>& metadata);

} // namespace fettle::pretrained
