// SPDX-License-Identifier: GPL-3.0-or-later
// Pickles: any bytes become data within the limits, or are refused.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "engine/pretrained/pickle_machine.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace fettle::pretrained;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto read = readPickle(bytes, "fuzz.pkl");
    if (!read.ok())
        return 0;
    const auto& objects = read->objects;
    if (read->sizeBytes > size || objects.size() > size + 4 || objects.root() >= objects.size())
        std::abort();
    // Every object says the same about itself in each way to ask, and points at objects and bytes that are there.
    for (PickleRef ref = 0; ref < objects.size(); ++ref) {
        const auto items = objects.items(ref);
        if (items.size() != objects.itemCount(ref))
            std::abort();
        for (const auto item : items)
            if (item >= objects.size())
                std::abort();
        const auto text = objects.text(ref);
        if (!text.empty() && (text.data() < bytes.data() || text.data() + text.size() > bytes.data() + size))
            std::abort();
        const auto kind = objects.kind(ref);
        if ((kind == PickleKind::Call || kind == PickleKind::Global) != (objects.global(ref) != nullptr))
            std::abort();
        const bool hasInner = kind == PickleKind::Call || kind == PickleKind::Persistent;
        if (hasInner && objects.kind(objects.inner(ref)) != PickleKind::Tuple)
            std::abort();
    }
    return 0;
}
