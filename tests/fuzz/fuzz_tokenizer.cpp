// SPDX-License-Identifier: GPL-3.0-or-later
// A tokenizer.json, and a text behind "|||" that it cuts: any bytes.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "engine/tokenizers/tokenizer.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace fettle::tokenizers;
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    const auto cut = bytes.find("|||");
    const auto tokenizer = Tokenizer::fromJson(bytes.substr(0, cut), "tokenizer.json");
    if (!tokenizer.ok())
        return 0;
    const std::string text = cut == std::string::npos ? "Hello w\xC3\xB6rld 123 \xE4\xBD\xA0\xE5\xA5\xBD" : bytes.substr(cut + 3);
    EncodeOptions options;
    options.offsets = true;
    const auto encoding = tokenizer->encode(TextPair{text, text}, options);
    if (!encoding.ok())
        return 0;
    if (encoding->offsets.size() != encoding->ids.size() || encoding->typeIds.size() != encoding->ids.size())
        std::abort();
    for (const auto& [begin, end] : encoding->offsets)
        if (begin > end || end > text.size())
            std::abort();
    static_cast<void>(tokenizer->decode(encoding->ids));
    return 0;
}
