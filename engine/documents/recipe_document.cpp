// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/documents/recipe_document.h"

#include "engine/documents/document_format.h"
#include "engine/documents/document_text.h"
#include "engine/documents/recipe_nodes.h"
#include "engine/platform/files.h"

namespace fettle::documents {
namespace {

constexpr DocumentFormat kRecipeFormat{.name = "recipe"};

} // namespace

Result<Recipe> readRecipe(std::string_view text, std::string_view fileForErrors)
{
    return readRecipe(text, RecipeSource{.file = std::string(fileForErrors), .folder = {}});
}

Result<Recipe> readRecipe(std::string_view text, const RecipeSource& source)
{
    FETTLE_TRY_ASSIGN(Node document, parseYaml(text, source.file));
    FETTLE_TRY(openDocument(document, kRecipeFormat, source.file));
    return RecipeReader(source).read(document);
}

Result<Recipe> readRecipeFile(const platform::Path& path)
{
    FETTLE_TRY_ASSIGN(const std::string text, platform::readWholeFile(path, kMaxDocumentBytes));
    std::error_code ignored;
    const auto absolute = std::filesystem::absolute(path, ignored);
    return readRecipe(text, RecipeSource{.file = platform::toUtf8(path), .folder = absolute.parent_path()});
}

std::string writeRecipe(const Recipe& recipe, Defaults defaults)
{
    Node document = newDocument(kRecipeFormat);
    writeRecipeInto(recipe, defaults == Defaults::Omit, document);
    return formatYaml(document);
}

} // namespace fettle::documents
