// SPDX-License-Identifier: GPL-3.0-or-later
// Graph documents: no text may crash or hang the reader, and writing is canonical.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "engine/documents/graph_document.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto graph = fettle::documents::readGraph(std::string_view(reinterpret_cast<const char*>(data), size));
    if (!graph.ok())
        return 0;
    const auto written = fettle::documents::writeGraph(*graph);
    const auto again = fettle::documents::readGraph(written);
    if (!again.ok() || fettle::documents::writeGraph(*again) != written)
        std::abort();
    return 0;
}
