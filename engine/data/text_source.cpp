// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/text_source.h"

#include <algorithm>
#include <optional>
#include <vector>

#include <zlib.h>

#include "engine/platform/regular_file.h"

namespace fettle::data {

struct TextSource::State {
    std::optional<platform::RegularFile> file; ///< or
    std::optional<SheetText> sheet;
    std::uint64_t bytesRead = 0;
    bool gzip = false;
    bool ended = false;
    z_stream zlib{};
    bool zlibOpen = false;
    std::vector<char> packed;
    std::string start; ///< raw bytes that sniffing took, not yet handed out
    EncodingGuess guess;
    std::optional<TextDecoder> decoder;
    std::string raw;

    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State()
    {
        if (zlibOpen)
            inflateEnd(&zlib);
    }

    Result<std::size_t> readFile(char* into, std::size_t bytes)
    {
        FETTLE_TRY_ASSIGN(const std::size_t got, file->read(into, bytes));
        bytesRead += got;
        return got;
    }
    [[nodiscard]] Error damaged(const char* why) const
    {
        return makeError("data.gzip_damaged", {{"file", platform::toUtf8(file->path())}}, why ? why : "cut short");
    }
    Result<void> openGzip();
    Result<void> readRaw(std::string& out, std::size_t bytes);
    Result<void> inflateMore(std::string& out, std::size_t bytes);
};

Result<void> TextSource::State::openGzip()
{
    gzip = true;
    packed.resize(256 * 1024);
    if (inflateInit2(&zlib, 15 + 16) != Z_OK)
        return damaged(zlib.msg);
    zlibOpen = true;
    return {};
}

/// Appends up to `bytes` of the file's content before decoding; sets `ended`.
Result<void> TextSource::State::readRaw(std::string& out, std::size_t bytes)
{
    if (gzip)
        return inflateMore(out, bytes);
    const std::size_t before = out.size();
    out.resize(before + bytes);
    auto got = readFile(out.data() + before, bytes);
    out.resize(before + (got ? *got : 0));
    FETTLE_TRY(got);
    ended = *got < bytes;
    return {};
}

Result<void> TextSource::State::inflateMore(std::string& out, std::size_t bytes)
{
    const std::size_t before = out.size();
    out.resize(before + bytes);
    zlib.next_out = reinterpret_cast<Bytef*>(out.data() + before);
    zlib.avail_out = static_cast<uInt>(bytes);
    while (zlib.avail_out > 0) {
        if (zlib.avail_in == 0) {
            FETTLE_TRY_ASSIGN(const std::size_t got, readFile(packed.data(), packed.size()));
            if (got == 0)
                return damaged(nullptr);
            zlib.next_in = reinterpret_cast<Bytef*>(packed.data());
            zlib.avail_in = static_cast<uInt>(got);
        }
        const int status = inflate(&zlib, Z_NO_FLUSH);
        if (status == Z_STREAM_END) {
            // Several gzip members one after the other are one file; anything else behind the end is not read.
            if (zlib.avail_in == 0) {
                FETTLE_TRY_ASSIGN(const std::size_t got, readFile(packed.data(), packed.size()));
                zlib.next_in = reinterpret_cast<Bytef*>(packed.data());
                zlib.avail_in = static_cast<uInt>(got);
            }
            if (zlib.avail_in == 0 || zlib.next_in[0] != 0x1F || inflateReset(&zlib) != Z_OK) {
                ended = true;
                break;
            }
        } else if (status != Z_OK) {
            return damaged(zlib.msg);
        }
    }
    out.resize(out.size() - zlib.avail_out);
    return {};
}

TextSource::TextSource(std::unique_ptr<State> state) : m_state(std::move(state)) {}
TextSource::TextSource(TextSource&&) noexcept = default;
TextSource& TextSource::operator=(TextSource&&) noexcept = default;
TextSource::~TextSource() = default;

Result<TextSource> TextSource::open(const platform::Path& path, const std::string& encoding, std::size_t sniffBytes)
{
    FETTLE_TRY_ASSIGN(auto file, platform::RegularFile::open(path));
    auto state = std::make_unique<State>();
    state->file = std::move(file);
    char magic[2] = {};
    FETTLE_TRY_ASSIGN(const std::size_t magicBytes, state->file->readAt(0, magic, 2));
    if (magicBytes == 2 && magic[0] == '\x1F' && magic[1] == '\x8B')
        FETTLE_TRY(state->openGzip());
    FETTLE_TRY(state->readRaw(state->start, sniffBytes));
    state->guess = guessEncoding(state->start, state->ended);
    if (!state->guess.isText && encoding.empty()) {
        const std::string name = platform::toUtf8(path);
        if (state->guess.binaryFormat.empty())
            return makeError("data.not_text", {{"file", name}});
        return makeError("data.format_unsupported", {{"file", name}, {"format", state->guess.binaryFormat}});
    }
    if (!encoding.empty()) {
        const std::size_t mark = state->guess.name == encoding ? state->guess.markBytes : 0;
        state->guess = {encoding, mark, true, {}, makeError("data.encoding_given", {{"encoding", encoding}})};
    }
    FETTLE_TRY_ASSIGN(state->decoder, TextDecoder::open(state->guess.name));
    state->start.erase(0, state->guess.markBytes);
    return TextSource(std::move(state));
}

Result<TextSource> TextSource::openSheet(const platform::Path& path, const SheetPick& pick)
{
    FETTLE_TRY_ASSIGN(const XlsxPackage package, XlsxPackage::open(path));
    FETTLE_TRY_ASSIGN(const Workbook workbook, readWorkbook(package));
    if (pick.sheet >= workbook.sheets.size())
        return makeError("data.not_a_workbook", {{"file", package.fileName()}}); // it was changed meanwhile
    auto state = std::make_unique<State>();
    FETTLE_TRY_ASSIGN(state->sheet, SheetText::open(package, workbook, pick));
    state->guess.name = "utf-8";
    state->guess.isText = true;
    return TextSource(std::move(state));
}

Result<bool> TextSource::read(std::string& out, std::size_t bytes)
{
    State& s = *m_state;
    if (s.sheet)
        return s.sheet->read(out, bytes);
    if (s.start.empty() && s.ended)
        return false;
    if (!s.start.empty()) {
        const std::size_t take = std::min(bytes, s.start.size());
        const bool last = s.ended && take == s.start.size();
        s.decoder->decode(std::string_view(s.start).substr(0, take), last, out);
        s.start.erase(0, take);
        return true;
    }
    if (s.decoder->isUtf8()) {
        FETTLE_TRY(s.readRaw(out, bytes));
        return true;
    }
    s.raw.clear();
    FETTLE_TRY(s.readRaw(s.raw, bytes));
    s.decoder->decode(s.raw, s.ended, out);
    return true;
}

const EncodingGuess& TextSource::encoding() const { return m_state->guess; }
bool TextSource::isGzip() const { return m_state->gzip; }
std::uint64_t TextSource::bytesRead() const { return m_state->sheet ? m_state->sheet->bytesRead() : m_state->bytesRead; }
std::uint64_t TextSource::sizeBytes() const { return m_state->sheet ? m_state->sheet->fileBytes() : m_state->file->sizeBytes(); }
std::int64_t TextSource::invalidCount() const { return m_state->decoder ? m_state->decoder->invalidCount() : 0; }

std::vector<Note> TextSource::remarks() const
{
    return m_state->sheet ? m_state->sheet->remarks().notes() : std::vector<Note>();
}

} // namespace fettle::data
