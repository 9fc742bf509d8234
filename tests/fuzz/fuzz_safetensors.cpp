// SPDX-License-Identifier: GPL-3.0-or-later
// The header of a weights file: any bytes are read or refused, and what is read covers the file without overlap.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "engine/pretrained/safetensors_header.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto header = fettle::pretrained::parseSafetensorsHeader(bytes, size, "fuzz.safetensors");
    if (!header.ok())
        return 0;
    std::uint64_t at = 0;
    for (const auto& entry : header->entries) {
        if (entry.begin != at || entry.end < entry.begin || entry.end > size - header->dataOffset)
            std::abort();
        at = entry.end;
    }
    if (at + header->dataOffset != size)
        std::abort();
    // What was read can be written and read again.
    auto entries = header->entries;
    const auto written = fettle::pretrained::writeSafetensorsHeader(entries, header->metadata);
    const auto again = fettle::pretrained::parseSafetensorsHeader(written, written.size() + at, "again.safetensors");
    if (!again.ok() || again->entries.size() != entries.size() || again->metadata != header->metadata)
        std::abort();
    return 0;
}
