// SPDX-License-Identifier: GPL-3.0-or-later
// recipe.yaml, dataset.yaml and model.yaml: no text may crash or hang the readers, and what was read is written and
// read again as the same value.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "engine/documents/manifest_document.h"
#include "engine/documents/recipe_document.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto recipe = fettle::documents::readRecipe(text);
    if (recipe.ok()) {
        const auto again = fettle::documents::readRecipe(fettle::documents::writeRecipe(*recipe));
        if (!again.ok() || !(*again == *recipe))
            std::abort();
    }
    static_cast<void>(fettle::documents::readManifest(text).ok());
    static_cast<void>(fettle::documents::readModelManifest(text).ok());
    return 0;
}
