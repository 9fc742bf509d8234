// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include "engine/documents/recipe_document.h"
#include "tests/support/environment.h"
#include "tests/support/temporary_folder.h"

TEST_CASE("the README's recipe reads as it stands")
{
    const std::string readme = fettle::test::readBytes(fettle::test::sourceFolder() / "README.md");
    const std::string opening = "```yaml\n";
    const auto begin = readme.find(opening);
    REQUIRE(begin != std::string::npos);
    const auto end = readme.find("```", begin + opening.size());
    REQUIRE(end != std::string::npos);
    const auto recipe = fettle::documents::readRecipe(
        readme.substr(begin + opening.size(), end - begin - opening.size()), "README.md");
    REQUIRE_MESSAGE(recipe.ok(), fettle::toLogLine(recipe.error()));
    CHECK(recipe->training.epochs == 20.0);
    CHECK(recipe->targets.size() == 1);
}
