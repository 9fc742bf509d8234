// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/platform/mapped_file.h"

#include <cerrno>
#include <limits>
#include <utility>

#include <sys/mman.h>
#include <unistd.h>

#include "engine/platform/regular_file.h"
#include "engine/platform/system_error.h"

namespace fettle::platform {

Result<MappedFile> MappedFile::open(const Path& path, Access access)
{
    FETTLE_TRY_ASSIGN(const auto file, RegularFile::open(path));
    MappedFile mapped;
    mapped.m_path = path;
    if (file.sizeBytes() > std::numeric_limits<std::size_t>::max())
        return systemError("platform.file_not_mapped", EFBIG, path);
    if (file.sizeBytes() == 0)
        return mapped;
    const auto sizeBytes = static_cast<std::size_t>(file.sizeBytes());
    void* address = ::mmap(nullptr, sizeBytes, PROT_READ, MAP_SHARED, file.descriptor(), 0);
    if (address == MAP_FAILED)
        return systemError("platform.file_not_mapped", errno, path);
    mapped.m_data = static_cast<const std::byte*>(address);
    mapped.m_sizeBytes = sizeBytes;
    mapped.advise(access);
    return mapped;
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : m_data(std::exchange(other.m_data, nullptr)), m_sizeBytes(std::exchange(other.m_sizeBytes, 0)),
      m_path(std::move(other.m_path))
{
}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept
{
    std::swap(m_data, other.m_data);
    std::swap(m_sizeBytes, other.m_sizeBytes);
    std::swap(m_path, other.m_path);
    return *this;
}

MappedFile::~MappedFile()
{
    if (m_data)
        ::munmap(const_cast<std::byte*>(m_data), m_sizeBytes);
}

std::string_view MappedFile::text() const noexcept
{
    return {reinterpret_cast<const char*>(m_data), m_sizeBytes};
}

Result<std::span<const std::byte>> MappedFile::slice(std::uint64_t offset, std::uint64_t lengthBytes) const
{
    if (offset > m_sizeBytes || lengthBytes > m_sizeBytes - offset) {
        return makeError("platform.out_of_bounds", {{"path", toUtf8(m_path)},
                                                    {"size_bytes", m_sizeBytes},
                                                    {"offset", offset},
                                                    {"length_bytes", lengthBytes}});
    }
    return bytes().subspan(static_cast<std::size_t>(offset), static_cast<std::size_t>(lengthBytes));
}

void MappedFile::advise(Access access) const noexcept
{
    if (!m_data)
        return;
    const int advice = access == Access::Sequential ? MADV_SEQUENTIAL
                       : access == Access::Random   ? MADV_RANDOM
                                                    : MADV_NORMAL;
    ::madvise(const_cast<std::byte*>(m_data), m_sizeBytes, advice);
}

void MappedFile::prefetch(std::uint64_t offset, std::uint64_t lengthBytes) const noexcept
{
    if (!m_data || offset >= m_sizeBytes)
        return;
    const auto pageBytes = static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
    const std::uint64_t begin = offset / pageBytes * pageBytes;
    const std::uint64_t end = lengthBytes > m_sizeBytes - offset ? m_sizeBytes : offset + lengthBytes;
    ::madvise(const_cast<std::byte*>(m_data + begin), static_cast<std::size_t>(end - begin), MADV_WILLNEED);
}

} // namespace fettle::platform
