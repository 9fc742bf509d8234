// SPDX-License-Identifier: GPL-3.0-or-later
// JSON as a table: finding the rows, cutting and flattening them, in every layout, from any bytes.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

#include "engine/data/json_rows.h"
#include "engine/data/json_scanner.h"

namespace {

using namespace fettle;
using namespace fettle::data;

/// Hands the text out in small pieces, so that values are cut where files are.
JsonStream::Reader readerOf(const std::string& text, std::size_t piece)
{
    return [&text, piece, at = std::size_t{0}](std::string& out, std::size_t) mutable -> Result<bool> {
        out += std::string_view(text).substr(at, piece);
        at = std::min(text.size(), at + piece);
        return at < text.size();
    };
}

void checkScanner(const std::string& text)
{
    JsonScanner scanner(text);
    std::size_t last = 0;
    std::int64_t depth = 0;
    for (;;) {
        const JsonToken token = scanner.next();
        if (token == JsonToken::Broken) {
            if (!scanner.fault() || scanner.position() > text.size())
                std::abort();
            return;
        }
        if (scanner.position() < last)
            std::abort();
        last = scanner.position();
        depth += token == JsonToken::BeginObject || token == JsonToken::BeginArray;
        depth -= token == JsonToken::EndObject || token == JsonToken::EndArray;
        if (depth < 0 || depth > static_cast<std::int64_t>(JsonScanner::kMaxDepth))
            std::abort();
        if (token == JsonToken::End)
            break;
    }
    // What is valid stays so when it is written anew.
    const std::string once = compactJson(text);
    if (compactJson(once) != once)
        std::abort();
}

void readAs(const JsonLayout& layout, const JsonChoices& choices, const std::string& text, std::size_t piece)
{
    const auto rows = JsonRows::open(layout, choices, [&] { return Result<JsonStream::Reader>(readerOf(text, piece)); });
    if (!rows.ok())
        return;
    JsonCells cells;
    for (std::size_t count = 0;; ++count) {
        const auto next = (*rows)->next(cells);
        if (!next.ok() || !*next)
            break;
        // Each row takes at least one byte.
        if (count > text.size())
            std::abort();
        static_cast<void>((*rows)->takeIssues());
    }
    if ((*rows)->takeIssues().size() > text.size() + 8)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 2)
        return 0;
    const std::string text(reinterpret_cast<const char*>(data) + 2, size - 2);
    const std::size_t piece = 1 + data[0] % 64;
    JsonChoices choices;
    choices.nested = static_cast<JsonNesting>(data[1] % 3);
    choices.lists = static_cast<JsonLists>(data[1] / 3 % 2);
    checkScanner(text);
    const auto shape = jsonShapeOf(text, true, data[1] & 64 ? "a.jsonl" : "a.json");
    if (!shape.ok())
        return 0;
    JsonLayout layout;
    if (*shape) {
        layout.shape = **shape;
    } else {
        JsonStream stream(readerOf(text, piece));
        const auto outline = outlineJson(stream);
        if (!outline.ok())
            std::abort();
        const auto found = layoutOfObject(*outline, "a.json", choices);
        if (!found.ok())
            return 0;
        layout = *found;
    }
    readAs(layout, choices, text, piece);
    return 0;
}
