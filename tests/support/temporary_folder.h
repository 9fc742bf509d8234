// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace fettle::test {

/// A new empty folder, readable by its user only, removed with all that is in it at the end of the scope. Set
/// FETTLE_KEEP_TEMPORARY=1 to keep it and have its path printed. Its path is short enough for a local socket.
class TemporaryFolder {
public:
    /// Throws std::runtime_error when the folder cannot be made.
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

    /// Writes a file below the folder (parents are made) and returns its path.
    std::filesystem::path write(std::string_view relative, std::string_view bytes) const;

private:
    std::filesystem::path m_path;
};

/// All bytes of a file. Throws std::runtime_error when it cannot be read.
[[nodiscard]] std::string readBytes(const std::filesystem::path& path);

}  // namespace fettle::test
