// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "engine/contract/result.h"
#include "engine/platform/paths.h"

namespace fettle::platform {

/// A file mapped for reading. An empty file maps to an empty span. Map only files that nobody shortens (our own
/// published, immutable parts): a page past a shortened file's end ends the process by SIGBUS.
class MappedFile {
public:
    enum class Access { Normal, Sequential, Random };

    MappedFile() = default;
    /// Errors: platform.file_not_opened, platform.not_a_file, platform.file_not_mapped.
    [[nodiscard]] static Result<MappedFile> open(const Path& path, Access access = Access::Normal);
    MappedFile(MappedFile&& other) noexcept;
    MappedFile& operator=(MappedFile&& other) noexcept;
    ~MappedFile();

    [[nodiscard]] std::span<const std::byte> bytes() const noexcept { return {m_data, m_sizeBytes}; }
    [[nodiscard]] std::string_view text() const noexcept;
    [[nodiscard]] std::size_t sizeBytes() const noexcept { return m_sizeBytes; }
    /// Errors: platform.out_of_bounds (also where offset + length overflows).
    [[nodiscard]] Result<std::span<const std::byte>> slice(std::uint64_t offset, std::uint64_t lengthBytes) const;
    /// How the kernel should read ahead; a hint, never an error.
    void advise(Access access) const noexcept;
    /// Asks the kernel to read these pages now, in the background; a hint.
    void prefetch(std::uint64_t offset, std::uint64_t lengthBytes) const noexcept;

private:
    const std::byte* m_data = nullptr;
    std::size_t m_sizeBytes = 0;
    Path m_path;
};

} // namespace fettle::platform
