// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace fettle::cli {

/// What fettle-cli's exit code means; part of its public interface.
enum ExitCode {
    kSuccess = 0,
    kFailed = 1,        ///< the job or request failed; the reason was printed
    kUsage = 2,         ///< the command line could not be understood
    kStopped = 3,       ///< the job ended paused or stopped, not completed
    kNoEngine = 4,      ///< the background program could not be started or reached
    kInterrupted = 130  ///< Ctrl+C; the job goes on in the background
};

} // namespace fettle::cli
