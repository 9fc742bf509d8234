// SPDX-License-Identifier: GPL-3.0-or-later
// For .cpp files of this room only: a recipe's tree, with the shorthand forms that recipe_document.h describes.
#pragma once

#include "engine/contract/recipe.h"
#include "engine/documents/recipe_document.h"
#include "engine/documents/strict_reader.h"

namespace fettle::documents {

class RecipeReader {
public:
    explicit RecipeReader(const RecipeSource& source) : m_source(source), m_context(source.file) {}

    [[nodiscard]] Result<Recipe> read(const Node& document);

private:
    void readDataset(const Node& node, DatasetRef& dataset);
    void readFields(std::string_view key, const Node* node, std::vector<FieldUse>& fields);
    void readNetworks(const Node& document, std::map<std::string, NetworkSpec>& networks);
    void readNetwork(std::string_view key, const Node& node, NetworkSpec& network);
    void readTemplate(std::string_view key, const Node& node, NetworkSpec& network);
    void readGraphFile(std::string_view key, const Node& node, NetworkSpec& network);
    void readObjectives(const Node& document, std::vector<Objective>& objectives);
    [[nodiscard]] std::string resolved(const std::string& path) const;

    const RecipeSource& m_source;
    ReadContext m_context;
};

void writeRecipeInto(const Recipe& recipe, bool omitDefaults, Node& document);

} // namespace fettle::documents
