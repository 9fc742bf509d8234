// SPDX-License-Identifier: GPL-3.0-or-later
// Zip archives as torch.save writes them: stored entries, nothing compressed. Source: PKWARE's APPNOTE.TXT 6.3.10
// (4.3.7 local header, 4.3.9 data descriptor, 4.3.12 central directory, 4.3.14–4.3.16 end records, 4.5.3 zip64).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/contract/result.h"

namespace fettle::pretrained {

struct ZipEntry {
    std::string_view name; ///< a name and never a path on a disk; lies in the archive's bytes
    std::uint64_t offset = 0; ///< of the entry's own bytes, from the beginning of the file
    std::uint64_t sizeBytes = 0;
    std::uint32_t crc32 = 0; ///< 0: its writer computed none (torch.serialization.set_crc32_options)
};

inline constexpr std::uint64_t kMaxZipEntries = 200'000;
inline constexpr std::size_t kMaxZipNameBytes = 1000;

/// The list of what an archive holds, checked so that no two readers could see different things in it: the end record
/// is the file's last 22 bytes (no comment), zip64 records agree with it, the central directory fills exactly the bytes
/// that it announces, every local header and data descriptor says what the central directory says, entries lie before
/// the directory and share no byte, and names differ in more than upper and lower case.
class ZipDirectory {
public:
    /// `bytes` is the whole file and must outlive the result; `file` is for the errors. Errors: pretrained.zip_damaged,
    /// pretrained.zip_compressed, pretrained.zip_unsafe, pretrained.zip_too_many.
    [[nodiscard]] static Result<ZipDirectory> read(std::string_view bytes, const std::string& file);

    /// By name.
    [[nodiscard]] const std::vector<ZipEntry>& entries() const noexcept { return m_entries; }
    /// Null where there is none.
    [[nodiscard]] const ZipEntry* find(std::string_view name) const;
    [[nodiscard]] std::string_view bytesOf(const ZipEntry& entry) const
    {
        return m_bytes.substr(entry.offset, entry.sizeBytes);
    }
    /// Whether the bytes are those that were written. Errors: pretrained.zip_checksum.
    [[nodiscard]] Result<void> checkBytes(const ZipEntry& entry, const std::string& file) const;

private:
    std::string_view m_bytes;
    std::vector<ZipEntry> m_entries;
};

} // namespace fettle::pretrained
