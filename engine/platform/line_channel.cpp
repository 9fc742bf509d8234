// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/platform/line_channel.h"

#include <algorithm>
#include <cerrno>
#include <cstdint>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include "engine/platform/clock.h"
#include "engine/platform/system_error.h"

namespace fettle::platform {
namespace {

constexpr std::size_t kStartBytes = 256;
constexpr std::size_t kBlockBytes = 64 * 1024;

} // namespace

void LineSplitter::feed(std::string_view bytes)
{
    // What was read goes before it is moved about: the buffer stays as small as the cap allows.
    if (m_begin > 0) {
        m_buffer.erase(0, m_begin);
        m_scanned -= m_begin;
        m_begin = 0;
    }
    m_buffer += bytes;
}

void LineSplitter::finish() { m_finished = true; }

std::optional<LineEvent> LineSplitter::next()
{
    const std::string_view all = m_buffer;
    const auto lineEnd = all.find('\n', m_scanned);
    const bool whole = lineEnd != std::string_view::npos;
    const std::string_view piece = all.substr(m_begin, whole ? lineEnd - m_begin : std::string_view::npos);
    const bool tooLong = m_skippedBytes > 0 || piece.size() > m_maxLineBytes;
    const bool ends = whole || (m_finished && m_skippedBytes + piece.size() > 0);

    if (!ends && !tooLong) {
        m_scanned = m_buffer.size();
        return std::nullopt;
    }
    LineEvent event;
    if (tooLong) {
        if (m_skippedBytes == 0)
            m_skippedStart = piece.substr(0, kStartBytes);
        m_skippedBytes += piece.size();
        event = {LineEvent::Kind::TooLong, m_skippedStart, m_skippedBytes};
    } else {
        event = {whole ? LineEvent::Kind::Line : LineEvent::Kind::Torn, std::string(piece), piece.size()};
    }
    m_begin += piece.size() + (whole ? 1 : 0);
    m_scanned = m_begin;
    if (!ends)
        return std::nullopt;
    m_skippedBytes = 0;
    return event;
}

LineReader::LineReader(FileDescriptor fd, std::size_t maxLineBytes)
    : m_fd(std::move(fd)), m_splitter(maxLineBytes), m_block(kBlockBytes, '\0')
{
}

Result<LineEvent> LineReader::next(int timeoutMs)
{
    const SystemClock clock;
    const std::int64_t endMs = clock.monotonicMs() + timeoutMs;
    for (;;) {
        if (auto event = m_splitter.next())
            return std::move(*event);
        if (m_ended)
            return LineEvent{LineEvent::Kind::EndOfStream, {}, 0};
        const std::int64_t leftMs = timeoutMs < 0 ? -1 : std::max<std::int64_t>(0, endMs - clock.monotonicMs());
        FETTLE_TRY_ASSIGN(const bool ready, waitReadable(m_fd.get(), static_cast<int>(leftMs)));
        if (!ready)
            return LineEvent{};
        const auto got = ::read(m_fd.get(), m_block.data(), m_block.size());
        if (got > 0) {
            m_splitter.feed(std::string_view(m_block).substr(0, static_cast<std::size_t>(got)));
        } else if (got == 0 || errno == ECONNRESET) {
            m_splitter.finish();
            m_ended = true;
        } else if (errno != EINTR && errno != EAGAIN) {
            return makeError("platform.pipe_failed", {{"reason", errnoText(errno)}});
        }
    }
}

Result<void> LineWriter::writeLine(std::string_view line, int timeoutMs)
{
    if (m_error)
        return *m_error;
    if (line.find('\n') != std::string_view::npos)
        return makeError("platform.line_break_in_line");
    if (timeoutMs >= 0 && !m_nonBlocking) {
        const int flags = ::fcntl(m_fd.get(), F_GETFL);
        m_nonBlocking = flags >= 0 && ::fcntl(m_fd.get(), F_SETFL, flags | O_NONBLOCK) == 0;
    }
    m_pending.assign(line);
    m_pending += '\n';
    auto written = writeAll(m_pending, timeoutMs);
    if (!written.ok())
        m_error = written.error();
    // One giant line must not keep its memory for ever.
    if (m_pending.capacity() > 16 * kBlockBytes)
        m_pending = {};
    return written;
}

Result<void> LineWriter::writeAll(std::string_view bytes, int timeoutMs)
{
    while (!bytes.empty()) {
        const auto written = ::write(m_fd.get(), bytes.data(), bytes.size());
        if (written >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(written));
            continue;
        }
        if (errno == EINTR)
            continue;
        if (errno == EPIPE || errno == ECONNRESET)
            return makeError("platform.pipe_closed");
        if (errno != EAGAIN)
            return makeError("platform.pipe_failed", {{"reason", errnoText(errno)}});
        pollfd request{m_fd.get(), POLLOUT, 0};
        const int ready = ::poll(&request, 1, timeoutMs);
        if (ready == 0)
            return makeError("platform.write_timed_out", {{"seconds", timeoutMs / 1000.0}});
    }
    return {};
}

} // namespace fettle::platform
