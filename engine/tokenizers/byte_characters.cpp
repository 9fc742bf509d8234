// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <string>

#include "engine/tokenizers/code_points.h"
#include "engine/tokenizers/normalizer.h"

namespace fettle::tokenizers {
namespace {

/// Printable bytes stand for themselves, the others for the characters from U+0100 on, in their order.
struct ByteCharacters {
    std::array<char32_t, 256> characters{};
    std::array<std::string, 256> texts;
    std::array<int, 0x180> bytes{};

    ByteCharacters()
    {
        bytes.fill(-1);
        char32_t next = 0x100;
        for (unsigned byte = 0; byte < 256; ++byte) {
            const bool printable = (byte >= '!' && byte <= '~') || (byte >= 0xA1 && byte <= 0xAC) || byte >= 0xAE;
            const char32_t c = printable ? byte : next++;
            characters[byte] = c;
            appendUtf8(texts[byte], c);
            bytes[c] = static_cast<int>(byte);
        }
    }
};

const ByteCharacters& byteCharacters()
{
    static const ByteCharacters kTable;
    return kTable;
}

} // namespace

char32_t characterOfByte(unsigned char byte) { return byteCharacters().characters[byte]; }

int byteOfCharacter(char32_t character)
{
    const auto& bytes = byteCharacters().bytes;
    return character < bytes.size() ? bytes[character] : -1;
}

std::string_view textOfByte(unsigned char byte) { return byteCharacters().texts[byte]; }

} // namespace fettle::tokenizers
