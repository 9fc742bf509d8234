// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/text_encoding.h"

#include <array>
#include <cstring>
#include <vector>

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>

namespace fettle::data {
namespace {

// What bytes 0x80 to 0x9F mean in Windows-1252; 0 where it has none (then Latin-1's control character stands).
constexpr std::array<char16_t, 32> kWindows1252 = {
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178};

struct Signature {
    std::string_view bytes;
    std::string_view format;
};

constexpr std::array<Signature, 18> kBinarySignatures = {{
    {{"PK\x03\x04", 4}, "ZIP or Excel (.xlsx)"},
    {{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8}, "Excel (.xls)"},
    {{"BZh", 3}, "bzip2"},
    {{"\xFD" "7zXZ", 5}, "xz"},
    {{"\x28\xB5\x2F\xFD", 4}, "Zstandard"},
    {{"7z\xBC\xAF", 4}, "7-Zip"},
    {{"Rar!", 4}, "RAR"},
    {{"%PDF", 4}, "PDF"},
    {{"PAR1", 4}, "Parquet"},
    {{"ARROW1", 6}, "Arrow"},
    {{"SQLite format 3", 15}, "SQLite"},
    {{"\x89HDF", 4}, "HDF5"},
    {{"\x93NUMPY", 6}, "NumPy"},
    {{"\x89PNG", 4}, "PNG"},
    {{"\xFF\xD8\xFF", 3}, "JPEG"},
    {{"GIF8", 4}, "GIF"},
    {{"RIFF", 4}, "RIFF (WAV or WebP)"},
    {{"\x7F" "ELF", 4}, "program"},
}};

/// Length of the valid UTF-8 sequence at `p`, 0 where there is none.
std::size_t utf8Length(const unsigned char* p, const unsigned char* end)
{
    const unsigned char lead = *p;
    const auto left = static_cast<std::size_t>(end - p);
    const auto follows = [&](std::size_t i) { return i < left && (p[i] & 0xC0) == 0x80; };
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead <= 0xDF)
        return follows(1) ? 2 : 0;
    if ((lead & 0xF0) == 0xE0) {
        if (!follows(1) || !follows(2) || (lead == 0xE0 && p[1] < 0xA0) || (lead == 0xED && p[1] > 0x9F))
            return 0;
        return 3;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        if (!follows(1) || !follows(2) || !follows(3) || (lead == 0xF0 && p[1] < 0x90) || (lead == 0xF4 && p[1] > 0x8F))
            return 0;
        return 4;
    }
    return 0;
}

const unsigned char* skipAscii(const unsigned char* p, const unsigned char* end)
{
    while (end - p >= 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, p, 8);
        if (word & 0x8080808080808080ULL)
            break;
        p += 8;
    }
    while (p < end && *p < 0x80)
        ++p;
    return p;
}

struct ByteCounts {
    std::int64_t multiByte = 0;     ///< valid UTF-8 sequences beyond ASCII
    std::int64_t invalidUtf8 = 0;
    std::int64_t chinesePairs = 0;  ///< both bytes where GB2312 has its common characters
    std::int64_t otherPairs = 0;    ///< other pairs that GB18030 has
    std::int64_t invalidPairs = 0;
};

ByteCounts countBytes(std::string_view text, bool isWhole)
{
    ByteCounts counts;
    const auto* const begin = reinterpret_cast<const unsigned char*>(text.data());
    const auto* const end = begin + text.size();
    for (const auto* p = begin; (p = skipAscii(p, end)) < end;) {
        const std::size_t length = utf8Length(p, end);
        if (length == 0 && !isWhole && end - p < 4)
            break; // cut by the end of the sample
        (length ? counts.multiByte : counts.invalidUtf8) += 1;
        p += length ? length : 1;
    }
    for (const auto* p = begin; (p = skipAscii(p, end)) < end && end - p >= 2;) {
        const unsigned char lead = p[0];
        const unsigned char trail = p[1];
        const bool four = trail >= 0x30 && trail <= 0x39;
        if (lead == 0x80 || lead == 0xFF || (!four && (trail < 0x40 || trail == 0x7F || trail == 0xFF))) {
            ++counts.invalidPairs;
            ++p;
            continue;
        }
        // Characters of everyday Chinese, and its punctuation.
        const bool chinese = trail >= 0xA1 && ((lead >= 0xB0 && lead <= 0xD7) || lead == 0xA1 || lead == 0xA3);
        (chinese ? counts.chinesePairs : counts.otherPairs) += 1;
        p += four ? 4 : 2;
        if (p > end)
            break;
    }
    return counts;
}

std::string wideEncodingByZeros(std::string_view sample)
{
    std::array<std::int64_t, 4> zeros{};
    const std::size_t size = sample.size() & ~std::size_t{3};
    for (std::size_t i = 0; i < size; ++i)
        zeros[i & 3] += sample[i] == '\0';
    const auto quarter = static_cast<std::int64_t>(size / 4);
    if (quarter < 2)
        return {};
    const auto isMost = [&](std::int64_t count) { return count * 10 >= quarter * 9; };
    const auto isMany = [&](std::int64_t count) { return count * 10 >= quarter * 3; };
    const auto isFew = [&](std::int64_t count) { return count * 20 <= quarter; };
    if (isMost(zeros[1]) && isMost(zeros[2]) && isMost(zeros[3]) && isFew(zeros[0]))
        return "utf-32le";
    if (isMost(zeros[0]) && isMost(zeros[1]) && isMost(zeros[2]) && isFew(zeros[3]))
        return "utf-32be";
    if (isMany(zeros[1]) && isMany(zeros[3]) && isFew(zeros[0]) && isFew(zeros[2]))
        return "utf-16le";
    if (isMany(zeros[0]) && isMany(zeros[2]) && isFew(zeros[1]) && isFew(zeros[3]))
        return "utf-16be";
    return {};
}

bool looksBinary(std::string_view sample)
{
    std::size_t control = 0;
    for (const char c : sample) {
        const auto byte = static_cast<unsigned char>(c);
        control += byte < 0x20 && byte != '\n' && byte != '\r' && byte != '\t' && byte != 0x0B && byte != 0x0C
            && byte != 0x1F && byte != 0x01;
    }
    return control * 10 > sample.size();
}

EncodingGuess byMark(std::string name, std::size_t bytes)
{
    Note reason = makeError("data.encoding_marked", {{"encoding", name}});
    return {std::move(name), bytes, true, {}, std::move(reason)};
}

} // namespace

std::string givenEncoding(const ValueMap& options)
{
    const auto given = options.find("encoding");
    return given == options.end() || given->second.asText() == "auto" ? std::string() : given->second.asText();
}

EncodingGuess guessEncoding(std::string_view sample, bool isWhole)
{
    using std::string_view_literals::operator""sv;
    if (sample.starts_with("\xEF\xBB\xBF"sv))
        return byMark("utf-8", 3);
    if (sample.starts_with("\xFF\xFE\0\0"sv))
        return byMark("utf-32le", 4);
    if (sample.starts_with("\0\0\xFE\xFF"sv))
        return byMark("utf-32be", 4);
    if (sample.starts_with("\xFF\xFE"sv))
        return byMark("utf-16le", 2);
    if (sample.starts_with("\xFE\xFF"sv))
        return byMark("utf-16be", 2);
    for (const auto& [bytes, format] : kBinarySignatures)
        if (sample.starts_with(bytes))
            return {"utf-8", 0, false, std::string(format), makeError("data.encoding_binary")};
    if (std::string wide = wideEncodingByZeros(sample); !wide.empty()) {
        Note reason = makeError("data.encoding_by_zeros", {{"encoding", wide}});
        return {std::move(wide), 0, true, {}, std::move(reason)};
    }
    if (looksBinary(sample))
        return {"utf-8", 0, false, {}, makeError("data.encoding_binary")};
    const ByteCounts counts = countBytes(sample, isWhole);
    if (counts.invalidUtf8 == 0)
        return {"utf-8", 0, true, {}, makeError(counts.multiByte ? "data.encoding_utf8" : "data.encoding_ascii")};
    // A few stray bytes among proper characters: UTF-8 with faults, which are mended and reported.
    if (counts.multiByte > 10 * counts.invalidUtf8)
        return {"utf-8", 0, true, {}, makeError("data.encoding_utf8_damaged", {{"count", counts.invalidUtf8}})};
    const std::int64_t pairs = counts.chinesePairs + counts.otherPairs;
    if (counts.chinesePairs * 10 >= pairs * 6 && counts.invalidPairs * 20 <= pairs && counts.chinesePairs > 1)
        return {"gb18030", 0, true, {}, makeError("data.encoding_chinese", {{"count", counts.chinesePairs}})};
    return {"windows-1252", 0, true, {}, makeError("data.encoding_western", {{"count", counts.invalidUtf8}})};
}

struct TextDecoder::Converters {
    UConverter* from = nullptr;
    std::vector<UChar> wide = std::vector<UChar>(64 * 1024);
    std::int64_t invalidCount = 0;
    ~Converters() { ucnv_close(from); }
};

namespace {

void appendUtf8(std::uint32_t c, std::string& out)
{
    if (c < 0x80) {
        out.push_back(static_cast<char>(c));
    } else if (c < 0x800) {
        out.push_back(static_cast<char>(0xC0 | (c >> 6)));
        out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
    } else if (c < 0x10000) {
        out.push_back(static_cast<char>(0xE0 | (c >> 12)));
        out.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
        out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
    } else {
        out.push_back(static_cast<char>(0xF0 | (c >> 18)));
        out.push_back(static_cast<char>(0x80 | ((c >> 12) & 0x3F)));
        out.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
        out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
    }
}

void onInvalid(const void* context, UConverterToUnicodeArgs* args, const char*, std::int32_t, UConverterCallbackReason reason,
               UErrorCode* error)
{
    if (reason > UCNV_IRREGULAR)
        return;
    ++*static_cast<std::int64_t*>(const_cast<void*>(context));
    *error = U_ZERO_ERROR;
    const UChar replacement = 0xFFFD;
    ucnv_cbToUWriteUChars(args, &replacement, 1, 0, error);
}

} // namespace

TextDecoder::TextDecoder() = default;
TextDecoder::TextDecoder(TextDecoder&&) noexcept = default;
TextDecoder& TextDecoder::operator=(TextDecoder&&) noexcept = default;
TextDecoder::~TextDecoder() = default;

Result<TextDecoder> TextDecoder::open(const std::string& encoding)
{
    TextDecoder decoder;
    if (encoding == "utf-8" || encoding == "UTF-8" || encoding == "utf8" || encoding == "ascii")
        return decoder;
    UErrorCode status = U_ZERO_ERROR;
    auto converters = std::make_unique<Converters>();
    converters->from = ucnv_open(encoding.c_str(), &status);
    if (U_FAILURE(status))
        return makeError("data.encoding_unknown", {{"encoding", encoding}}, u_errorName(status));
    ucnv_setToUCallBack(converters->from, onInvalid, &converters->invalidCount, nullptr, nullptr, &status);
    decoder.m_converters = std::move(converters);
    return decoder;
}

void TextDecoder::decode(std::string_view bytes, bool last, std::string& out)
{
    if (!m_converters) {
        out.append(bytes);
        return;
    }
    const char* source = bytes.data();
    const char* const sourceEnd = source + bytes.size();
    for (bool more = true; more;) {
        UErrorCode status = U_ZERO_ERROR;
        UChar* target = m_converters->wide.data();
        UChar* const targetEnd = target + m_converters->wide.size() - 2;
        ucnv_toUnicode(m_converters->from, &target, targetEnd, &source, sourceEnd, nullptr, last, &status);
        more = status == U_BUFFER_OVERFLOW_ERROR;
        for (const UChar* p = m_converters->wide.data(); p < target; ++p) {
            std::uint32_t c = *p;
            // ICU gives whole characters: a first surrogate at the buffer's end has its second in the next round.
            if ((c & 0xFC00) == 0xD800) {
                if (p + 1 < target) {
                    c = 0x10000 + ((c & 0x3FF) << 10) + (static_cast<std::uint32_t>(*++p) & 0x3FF);
                } else if (more) {
                    UChar second = 0;
                    UChar* secondTarget = &second;
                    status = U_ZERO_ERROR;
                    ucnv_toUnicode(m_converters->from, &secondTarget, secondTarget + 1, &source, sourceEnd, nullptr, last,
                                   &status);
                    more = status == U_BUFFER_OVERFLOW_ERROR || source < sourceEnd;
                    c = 0x10000 + ((c & 0x3FF) << 10) + (static_cast<std::uint32_t>(second) & 0x3FF);
                } else {
                    c = 0xFFFD;
                }
            }
            appendUtf8(c, out);
        }
    }
    m_invalidCount = m_converters->invalidCount;
}

bool isAscii(std::string_view text)
{
    const auto* begin = reinterpret_cast<const unsigned char*>(text.data());
    return skipAscii(begin, begin + text.size()) == begin + text.size();
}

bool isUtf8(std::string_view text)
{
    const auto* p = reinterpret_cast<const unsigned char*>(text.data());
    const auto* const end = p + text.size();
    while ((p = skipAscii(p, end)) < end) {
        const std::size_t length = utf8Length(p, end);
        if (length == 0)
            return false;
        p += length;
    }
    return true;
}

std::int64_t appendRepairedUtf8(std::string_view text, std::string& out)
{
    std::int64_t repaired = 0;
    const auto* p = reinterpret_cast<const unsigned char*>(text.data());
    const auto* const end = p + text.size();
    while (p < end) {
        const std::size_t length = utf8Length(p, end);
        if (length > 0) {
            out.append(reinterpret_cast<const char*>(p), length);
            p += length;
            continue;
        }
        const unsigned char byte = *p++;
        const char16_t special = byte < 0xA0 ? kWindows1252[byte - 0x80] : 0;
        appendUtf8(special ? special : byte, out);
        ++repaired;
    }
    return repaired;
}

} // namespace fettle::data
