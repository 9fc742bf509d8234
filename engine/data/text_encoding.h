// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "engine/contract/dataset.h"
#include "engine/contract/result.h"

namespace fettle::data {

/// How the bytes of a text file are to be read.
struct EncodingGuess {
    std::string name = "utf-8";  ///< utf-8, utf-16le, utf-16be, utf-32le, utf-32be, gb18030, windows-1252
    std::size_t markBytes = 0;   ///< byte order mark to leave out
    bool isText = true;          ///< false: a binary file; `binaryFormat` names it where it is known
    std::string binaryFormat;
    Note reason;                 ///< data.encoding_*
};

/// The option "encoding" of importers; empty: to be found out.
[[nodiscard]] std::string givenEncoding(const ValueMap& options);

/// From a file's beginning, by byte order mark, validity and statistics. `isWhole`: nothing follows the sample.
[[nodiscard]] EncodingGuess guessEncoding(std::string_view sample, bool isWhole);

/// Bytes of one encoding to UTF-8, piece by piece. UTF-8 passes as it stands (callers repair it where needed).
class TextDecoder {
public:
    /// Any name that ICU knows. Errors: data.encoding_unknown.
    [[nodiscard]] static Result<TextDecoder> open(const std::string& encoding);
    TextDecoder(TextDecoder&&) noexcept;
    TextDecoder& operator=(TextDecoder&&) noexcept;
    ~TextDecoder();

    /// Appends to `out`; characters cut at the end of `bytes` wait for the next call unless `last`.
    void decode(std::string_view bytes, bool last, std::string& out);
    /// Byte sequences that this encoding does not have; each became U+FFFD.
    [[nodiscard]] std::int64_t invalidCount() const { return m_invalidCount; }
    [[nodiscard]] bool isUtf8() const { return !m_converters; }

private:
    struct Converters;
    TextDecoder();
    std::unique_ptr<Converters> m_converters;
    std::int64_t m_invalidCount = 0;
};

/// Whether every byte is below 0x80 / the text is valid UTF-8.
[[nodiscard]] bool isAscii(std::string_view text);
[[nodiscard]] bool isUtf8(std::string_view text);
/// Appends `text` as valid UTF-8: bytes that are none are read as Windows-1252, the usual stray. Returns how many.
std::int64_t appendRepairedUtf8(std::string_view text, std::string& out);

} // namespace fettle::data
