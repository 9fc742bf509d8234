// SPDX-License-Identifier: GPL-3.0-or-later
// Recognising and scanning tables: any bytes, any encoding.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "engine/data/csv_scanner.h"
#include "engine/data/csv_sniffer.h"
#include "engine/data/text_encoding.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace fettle::data;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto encoding = guessEncoding(bytes, true);
    auto decoder = TextDecoder::open(encoding.name);
    if (!decoder.ok())
        std::abort(); // what was guessed must be readable
    std::string text;
    decoder->decode(bytes.substr(encoding.markBytes), true, text);
    const auto layout = sniffCsv(text, true, {});
    if (layout.names.size() != layout.width && !layout.nameless && layout.width != 0)
        std::abort();
    CsvScanner scanner(layout.dialect, text, true);
    std::vector<CsvCell> cells;
    std::string scratch;
    std::size_t last = 0;
    while (scanner.next(cells) == CsvScanner::Outcome::Record) {
        if (scanner.position() <= last && last != 0)
            std::abort(); // it must get on
        last = scanner.position();
        for (const auto& cell : cells)
            static_cast<void>(csvCellText(cell, layout.dialect, scratch).size());
    }
    return 0;
}
