// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "engine/contract/result.h"
#include "engine/platform/file_descriptor.h"
#include "engine/platform/paths.h"

namespace fettle::platform {

/// A file being written, in order, with an own buffer. Every physical write passes the seam of file_faults.h, so
/// whatever streams to disk (Arrow, safetensors, CSV, downloads) writes through this. After an error all later calls
/// give the same error. Not for two threads at once.
class FileWriter {
public:
    enum class Mode {
        /// The path must not exist.
        Create,
        /// Made or emptied.
        Overwrite,
        /// Made or continued at its end.
        Append,
    };
    static constexpr std::size_t kDefaultBufferBytes = 256 * 1024;

    /// `bufferBytes` 0: each write() is one system call. Errors: platform.file_not_opened, platform.disk_full.
    [[nodiscard]] static Result<FileWriter> open(const Path& path, Mode mode,
                                                 std::size_t bufferBytes = kDefaultBufferBytes);
    FileWriter(FileWriter&&) noexcept = default;
    /// What this one had buffered is written first, as by its destructor.
    FileWriter& operator=(FileWriter&& other) noexcept;
    /// Writes what is buffered and closes; errors go unseen, so call close() or sync().
    ~FileWriter();

    /// Errors: platform.disk_full, platform.write_failed.
    Result<void> write(std::string_view bytes);
    Result<void> write(std::span<const std::byte> bytes);
    /// Hands the buffer to the kernel: survives kill −9, not power loss.
    Result<void> flush();
    /// flush and fsync: survives power loss (a new file only once its folder is synced too).
    Result<void> sync();
    /// flush and close; later calls give an error.
    Result<void> close();
    /// Closes and forgets what is buffered.
    void abandon() noexcept;

    /// Bytes in the file, the buffered ones included.
    [[nodiscard]] std::uint64_t sizeBytes() const noexcept { return m_sizeBytes; }
    [[nodiscard]] const Path& path() const noexcept { return m_path; }

private:
    FileWriter(FileDescriptor fd, Path path, std::size_t bufferBytes, std::uint64_t sizeBytes);
    Result<void> writeNow(std::string_view bytes);
    Result<void> fail(Error error);

    FileDescriptor m_fd;
    Path m_path;
    std::size_t m_bufferBytes = 0;
    std::string m_buffer;
    std::uint64_t m_sizeBytes = 0;
    std::optional<Error> m_error;
};

/// A file that appears whole under its name at commit() or not at all; until then it stands beside it under a hidden
/// temporary name, which goes when the object goes. Leftovers of a killed process: removeStaleDrafts (folder_draft.h).
class AtomicFile {
public:
    /// The folder must exist. Errors: platform.file_not_opened, platform.disk_full.
    [[nodiscard]] static Result<AtomicFile> create(const Path& finalPath,
                                                   std::size_t bufferBytes = FileWriter::kDefaultBufferBytes);
    AtomicFile(AtomicFile&& other) noexcept;
    AtomicFile& operator=(AtomicFile&&) = delete;
    ~AtomicFile();

    [[nodiscard]] FileWriter& writer() noexcept { return m_writer; }
    enum class Durability { SurvivesCrash, SurvivesPowerLoss };
    /// Errors: those of FileWriter, platform.rename_failed; then the old file stands as it was. One exception: if only
    /// the last step, the folder's fsync, fails, the new file stands whole and the error is platform.not_durable.
    [[nodiscard]] Result<void> commit(Durability durability = Durability::SurvivesPowerLoss);

private:
    AtomicFile(FileWriter writer, Path finalPath) : m_writer(std::move(writer)), m_finalPath(std::move(finalPath)) {}
    FileWriter m_writer;
    Path m_finalPath;
    bool m_pending = true;
};

/// Opens a file of '\n'-ended lines for appending (metrics.jsonl, logs), unbuffered, after cutting a last line that a
/// killed writer left without its end. Each write() must hold whole lines.
[[nodiscard]] Result<FileWriter> openLinesForAppend(const Path& path);

} // namespace fettle::platform
