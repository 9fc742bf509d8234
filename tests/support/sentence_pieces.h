// SPDX-License-Identifier: GPL-3.0-or-later
// A SentencePiece model put together by hand, piece by piece.
#pragma once

#include <string>

namespace fettle::test {

/// A SentencePiece message of one level: number, wire type 2.
inline std::string field(int number, const std::string& bytes)
{
    return std::string(1, static_cast<char>(number << 3 | 2)) + static_cast<char>(bytes.size()) + bytes;
}

/// Kinds: 1 a piece of texts, 2 what is unknown, 3 one that stands in no text, 4 one that a user wanted.
inline std::string piece(const std::string& text, float score, char kind)
{
    std::string bytes = field(1, text) + '\x15';
    bytes.append(reinterpret_cast<const char*>(&score), 4);
    return field(1, bytes + '\x18' + kind);
}

/// As XLM-RoBERTa's and CamemBERT's begin, then " ", "a", " ab" and "b".
inline std::string familyPieces()
{
    const std::string space = "\xE2\x96\x81";
    return piece("<unk>", 0, 2) + piece("<s>", 0, 3) + piece("</s>", 0, 3) + piece(space, -2, 1) + piece("a", -3, 1)
        + piece(space + "ab", -4, 1) + piece("b", -3, 1);
}

} // namespace fettle::test
