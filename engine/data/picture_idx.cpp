// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/picture_idx.h"

#include <algorithm>
#include <cerrno>

#include <zlib.h>

#include "engine/data/picture_codecs.h"
#include "engine/platform/files.h"
#include "engine/platform/system_error.h"

namespace fettle::data {
namespace {

constexpr std::uint32_t kUnsignedByte = 0x08;
constexpr std::int64_t kMaximumIdxSide = 16'384;
constexpr std::uint64_t kLargestDeflateRatio = 1'032;
constexpr unsigned kGzipBufferBytes = 256 * 1024;

Error idxHeaderError(const std::string& file, const char* reason, std::string detail = {})
{
    return makeError("data.idx_header", {{"file", file}, {"reason", reason}}, std::move(detail));
}

} // namespace

Result<IdxHeader> parseIdxHeader(std::span<const std::byte> bytes, std::uint64_t maximumBytes, const std::string& file)
{
    if (bytes.size() < 4 || byteAt(bytes, 0) != 0 || byteAt(bytes, 1) != 0)
        return idxHeaderError(file, FETTLE_PHRASE("it does not begin as IDX files do"));
    const auto type = byteAt(bytes, 2);
    const std::size_t rank = byteAt(bytes, 3);
    if (type != kUnsignedByte)
        return makeError("data.idx_type", {{"file", file}, {"type", static_cast<int>(type)}});
    if (rank < 1 || rank > 4)
        return idxHeaderError(file, FETTLE_PHRASE("it does not have 1 to 4 dimensions"),
                              std::to_string(rank) + " dimensions");
    if (bytes.size() < 4 + rank * 4)
        return idxHeaderError(file, FETTLE_PHRASE("its header is cut short"));
    IdxHeader header;
    header.headerBytes = static_cast<std::int64_t>(4 + rank * 4);
    header.itemBytes = 1;
    for (std::size_t i = 0; i < rank; ++i) {
        const std::int64_t size = bigEndian32(bytes, 4 + i * 4);
        header.dimensions.push_back(size);
        if (i == 0)
            continue;
        if (size < 1 || size > kMaximumIdxSide)
            return idxHeaderError(file, FETTLE_PHRASE("its pictures have sides that no picture has"),
                                  std::to_string(size) + " pixels");
        header.itemBytes *= size; // at most 2^42
    }
    if (rank == 4 && header.dimensions[3] != 1 && header.dimensions[3] != 3)
        return idxHeaderError(file, FETTLE_PHRASE("its pixels have neither 1 nor 3 values"),
                              std::to_string(header.dimensions[3]) + " values per pixel");
    if (rank >= 3 && header.dimensions[1] * header.dimensions[2] > (std::int64_t{1} << 26))
        return idxHeaderError(file, FETTLE_PHRASE("its pictures have more than 67 million pixels"));
    if (static_cast<std::uint64_t>(header.count()) > maximumBytes / static_cast<std::uint64_t>(header.itemBytes))
        return idxHeaderError(file, FETTLE_PHRASE("it promises more than the file can hold"),
                              std::to_string(header.count()) + " items of " + std::to_string(header.itemBytes) + " bytes");
    return header;
}

struct IdxReader::State {
    gzFile stream = nullptr;
    platform::Path path;
    IdxHeader header;
    std::uint64_t fileBytes = 0;
    std::int64_t itemsRead = 0;

    ~State()
    {
        if (stream)
            gzclose_r(stream);
    }
};

IdxReader::IdxReader(std::unique_ptr<State> state) : m_state(std::move(state)) {}
IdxReader::IdxReader(IdxReader&&) noexcept = default;
IdxReader& IdxReader::operator=(IdxReader&&) noexcept = default;
IdxReader::~IdxReader() = default;

const IdxHeader& IdxReader::header() const { return m_state->header; }
double IdxReader::bytesDone() const { return static_cast<double>(gzoffset(m_state->stream)); }
double IdxReader::bytesTotal() const { return static_cast<double>(m_state->fileBytes); }

Result<IdxReader> IdxReader::open(const platform::Path& path)
{
    const auto file = platform::toUtf8(path.filename());
    // Reads through the platform first: it never blocks on a pipe or a device.
    FETTLE_TRY_ASSIGN(const std::string start, platform::readFileStart(path, 4));
    FETTLE_TRY_ASSIGN(const auto stamp, platform::fileStamp(path));
    auto state = std::make_unique<State>();
    state->path = path;
    state->fileBytes = stamp.sizeBytes;
    errno = ENOMEM; // what zlib does not say
    state->stream = gzopen(path.c_str(), "rb");
    if (!state->stream)
        return makeError("platform.file_not_opened", {{"path", platform::toUtf8(path)}, {"reason", platform::errnoText(errno)}});
    gzbuffer(state->stream, kGzipBufferBytes);
    const bool isGzip = start.starts_with("\x1F\x8B");
    std::array<std::byte, 4> magic{};
    if (gzread(state->stream, magic.data(), magic.size()) != static_cast<int>(magic.size()))
        return idxHeaderError(file, FETTLE_PHRASE("its header is cut short"));
    std::vector<std::byte> head(magic.begin(), magic.end());
    const auto rank = std::min<std::size_t>(std::to_integer<std::size_t>(magic[3]), 4);
    head.resize(4 + rank * 4);
    if (rank > 0 && gzread(state->stream, head.data() + 4, static_cast<unsigned>(rank * 4)) != static_cast<int>(rank * 4))
        return idxHeaderError(file, FETTLE_PHRASE("its header is cut short"));
    const auto possibleBytes = isGzip ? stamp.sizeBytes * kLargestDeflateRatio : stamp.sizeBytes;
    FETTLE_TRY_ASSIGN(state->header, parseIdxHeader(head, possibleBytes, file));
    return IdxReader(std::move(state));
}

Result<void> IdxReader::read(std::int64_t count, std::vector<std::uint8_t>& out)
{
    auto& state = *m_state;
    const auto wanted = static_cast<std::size_t>(count * state.header.itemBytes);
    out.resize(wanted);
    std::size_t found = 0;
    while (found < wanted) {
        const auto part = static_cast<unsigned>(std::min<std::size_t>(wanted - found, 1U << 30));
        const int got = gzread(state.stream, out.data() + found, part);
        if (got <= 0)
            break;
        found += static_cast<std::size_t>(got);
    }
    const auto items = static_cast<std::int64_t>(found) / state.header.itemBytes;
    state.itemsRead += items;
    if (found == wanted)
        return {};
    out.resize(static_cast<std::size_t>(items * state.header.itemBytes));
    return makeError("data.idx_truncated", {{"file", platform::toUtf8(state.path.filename())},
                                            {"expected", state.header.count()},
                                            {"found", state.itemsRead}});
}

} // namespace fettle::data
