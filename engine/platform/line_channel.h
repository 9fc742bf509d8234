// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "engine/contract/result.h"
#include "engine/platform/file_descriptor.h"

namespace fettle::platform {

/// What came out of a stream of '\n'-ended lines.
struct LineEvent {
    enum class Kind {
        /// `line` is whole, without its '\n'.
        Line,
        /// A line longer than the cap was skipped; `sizeBytes` says how long it was, `line` holds its first 256 bytes.
        TooLong,
        /// The stream ended in the middle of a line; `line` holds what came of it. EndOfStream follows.
        Torn,
        EndOfStream,
        TimedOut,
    };
    Kind kind = Kind::TimedOut;
    std::string line;
    std::size_t sizeBytes = 0;

    friend bool operator==(const LineEvent&, const LineEvent&) = default;
};

/// Cuts bytes into lines; for event loops that read by themselves (sockets) and for LineReader. Never holds more than
/// the cap and one fed block.
class LineSplitter {
public:
    explicit LineSplitter(std::size_t maxLineBytes) : m_maxLineBytes(maxLineBytes) {}
    void feed(std::string_view bytes);
    /// The stream ended; next() then gives a torn rest once and nothing after.
    void finish();
    /// Line, TooLong or Torn; nothing until more is fed.
    [[nodiscard]] std::optional<LineEvent> next();

private:
    std::size_t m_maxLineBytes;
    std::string m_buffer;
    /// Where the first unread byte stands, and up to where no '\n' was found yet.
    std::size_t m_begin = 0;
    std::size_t m_scanned = 0;
    /// Bytes of an over-long line that were dropped already; 0 outside of one.
    std::size_t m_skippedBytes = 0;
    std::string m_skippedStart;
    bool m_finished = false;
};

/// Lines from a pipe, a socket or a terminal.
class LineReader {
public:
    LineReader(FileDescriptor fd, std::size_t maxLineBytes);

    /// Errors: platform.pipe_failed. `timeoutMs` -1 waits for ever; 0 takes what is there.
    [[nodiscard]] Result<LineEvent> next(int timeoutMs = -1);
    [[nodiscard]] int descriptor() const noexcept { return m_fd.get(); }

private:
    FileDescriptor m_fd;
    LineSplitter m_splitter;
    std::string m_block;
    bool m_ended = false;
};

/// Whole lines to a pipe, a socket or a terminal: partial writes and EINTR are dealt with. Call ignoreBrokenPipes()
/// first. Not for two threads at once.
class LineWriter {
public:
    explicit LineWriter(FileDescriptor fd) : m_fd(std::move(fd)) {}

    /// Writes `line` and '\n'. `line` must hold no '\n' itself (platform.line_break_in_line). Errors:
    /// platform.pipe_closed: the reader is gone; platform.write_timed_out: it took nothing for `timeoutMs` (-1: no
    /// limit; the descriptor becomes non-blocking with the first limit); platform.pipe_failed. After an error part of the line may have
    /// been written, so the writer gives the same error from then on.
    Result<void> writeLine(std::string_view line, int timeoutMs = -1);
    [[nodiscard]] int descriptor() const noexcept { return m_fd.get(); }
    /// The reader sees the end of the stream.
    void close() noexcept { m_fd.reset(); }

private:
    Result<void> writeAll(std::string_view bytes, int timeoutMs);

    FileDescriptor m_fd;
    std::string m_pending;
    std::optional<Error> m_error;
    bool m_nonBlocking = false;
};

} // namespace fettle::platform
