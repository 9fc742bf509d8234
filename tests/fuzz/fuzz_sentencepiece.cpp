// SPDX-License-Identifier: GPL-3.0-or-later
// A SentencePiece model, or the lines of a vocab.txt, and a text that it cuts: any bytes.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "engine/tokenizers/tokenizer.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace fettle::tokenizers;
    if (size < 1)
        return 0;
    const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto tokenizer = data[0] % 2 == 0 ? Tokenizer::fromSentencePiece(bytes) : Tokenizer::fromVocabulary(bytes);
    if (!tokenizer.ok())
        return 0;
    EncodeOptions options;
    options.offsets = true;
    for (const std::string text : {"Hello  w\xC3\xB6rld 123", " \xE4\xBD\xA0\xE5\xA5\xBD ", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}) {
        const auto encoding = tokenizer->encode(text, options);
        if (!encoding.ok())
            continue;
        for (const auto& [begin, end] : encoding->offsets)
            if (begin > end || end > text.size())
                std::abort();
        static_cast<void>(tokenizer->decode(encoding->ids));
    }
    return 0;
}
