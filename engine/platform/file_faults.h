// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/contract/result.h"
#include "engine/platform/paths.h"

namespace fettle::platform {

/// The seam through which every change of the file system in this program passes (files.h, paths.h; other rooms write
/// through these). Tests make any of these operations fail; in another process the same text stands in the environment
/// variable FETTLE_FAULT_WRITE, which is read once, at the first operation.
///
/// Text: rules separated by ";", each `OPERATION:N[+][:ACTION][@PART]`
///   OPERATION  open, write, fsync, rename, folder (mkdir), remove, copy, lock, or any
///   N          the N-th matching operation of the process, counted from 1; with "+" that one and every later one
///   ACTION     ENOSPC (usual), EIO, EDQUOT, EACCES, EROFS, EMFILE; SHORT: write half of the bytes, then ENOSPC;
///              KILL: the process kills itself with SIGKILL before the operation; KILLSHORT: after half a write
///   PART       count only operations whose path contains this
/// Examples: "write:3", "fsync:1+:EIO@checkpoints", "any:17:KILL".
enum class FileOperation { Open, Write, Fsync, Rename, Folder, Remove, Copy, Lock, Any };

struct FileFault {
    FileOperation operation = FileOperation::Any;
    std::uint64_t nth = 1;
    bool onwards = false;
    /// An errno value.
    int errorNumber = 0;
    bool shortWrite = false;
    bool killProcess = false;
    std::string pathPart;

    friend bool operator==(const FileFault&, const FileFault&) = default;
};

/// Errors: platform.fault_not_understood.
[[nodiscard]] Result<std::vector<FileFault>> parseFileFaults(std::string_view text);

/// Faults for this process while it lives (in place of FETTLE_FAULT_WRITE); for tests. One at a time.
class ScopedFileFaults {
public:
    /// Counts operations and injects nothing.
    ScopedFileFaults();
    explicit ScopedFileFaults(std::vector<FileFault> faults);
    /// `text` as above; must be well-formed.
    explicit ScopedFileFaults(std::string_view text);
    ScopedFileFaults(const ScopedFileFaults&) = delete;
    ScopedFileFaults& operator=(const ScopedFileFaults&) = delete;
    ~ScopedFileFaults();

    /// How many operations passed the seam since construction, and how many were made to fail.
    [[nodiscard]] std::uint64_t operationCount() const;
    [[nodiscard]] std::uint64_t injectedCount() const;
};

/// What an implementer of a writing operation asks before it does it (this room, and the store's SQLite file layer).
struct FaultDecision {
    /// 0: go on.
    int errorNumber = 0;
    /// Write half of the bytes first.
    bool shortWrite = false;
    /// Then end the process by SIGKILL (only with shortWrite; a plain KILL does not return).
    bool killAfter = false;
};
[[nodiscard]] FaultDecision consultFileFaults(FileOperation operation, const Path& path);

} // namespace fettle::platform
