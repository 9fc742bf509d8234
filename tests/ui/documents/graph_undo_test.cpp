// SPDX-License-Identifier: GPL-3.0-or-later
// Random edits through the draft: undoing all gives the bytes from before the first, redoing all those after the last.
#include <random>

#include <doctest/doctest.h>

#include "engine/documents/recipe_document.h"
#include "tests/support/temporary_folder.h"
#include "tests/ui/graph/graph_data.h"
#include "ui/documents/graph_blocks.h"
#include "ui/documents/graph_edits.h"
#include "ui/documents/recipe_draft.h"

using namespace fettle;
using namespace fettle::ui;

namespace {

class RandomEditor {
public:
    RandomEditor(RecipeDraft& draft, unsigned seed) : m_draft(draft), m_random(seed)
    {
        for (const auto& info : m_catalog.components)
            if (info.kind == ComponentKind::Layer && info.id != "group")
                m_layers.push_back(&info);
    }

    /// One edit of any kind; also of a block's inside, and with clips from before.
    void edit()
    {
        m_draft.edit(QStringLiteral("edit"), [this](Recipe& recipe) {
            auto& root = *recipe.networks["model"].graph;
            m_place.scope = randomScope(root);
            change(root, *findScope(root, m_place.scope));
        }, m_random() % 10 == 0 ? QStringLiteral("merge") : QString());
    }

private:
    [[nodiscard]] std::size_t below(std::size_t count) { return count == 0 ? 0 : m_random() % count; }

    GroupPath randomScope(const Graph& root)
    {
        GroupPath scope;
        while (m_random() % 3 == 0) {
            std::vector<std::string> groups;
            for (const auto& node : findScope(root, scope)->nodes)
                if (blockOf(root, scope, node))
                    groups.push_back(node.id);
            if (groups.empty())
                break;
            scope.push_back(groups[below(groups.size())]);
        }
        return scope;
    }

    std::string node(const Graph& graph) { return graph.nodes.empty() ? "none" : graph.nodes[below(graph.nodes.size())].id; }

    NodeIds several(const Graph& graph)
    {
        NodeIds ids;
        for (std::size_t i = 0; i < 1 + below(4); ++i)
            ids.insert(node(graph));
        return ids;
    }

    void change(Graph& root, Graph& graph)
    {
        const auto& layer = *m_layers[below(m_layers.size())];
        const double x = static_cast<double>(below(40)) * kCanvasGrid;
        const double y = static_cast<double>(below(40)) * kCanvasGrid;
        switch (m_random() % 18) {
        case 0: case 1: addNode(graph, layer, x, y); break;
        case 2: if (!graph.nodes.empty()) addAfter(root, m_place, node(graph), layer, m_random() % 2 == 0); break;
        case 3: case 4: case 5: static_cast<void>(connectPorts(root, m_place, {node(graph), {}, node(graph), {}})); break;
        case 6: if (!graph.edges.empty()) removeEdge(graph, graph.edges[below(graph.edges.size())]); break;
        case 7: removeItems(root, m_place, {several(graph), {}}, m_random() % 2 == 0); break;
        case 8: if (!graph.edges.empty()) insertOnEdge(root, m_place, graph.edges[below(graph.edges.size())], node(graph)); break;
        case 9: groupNodes(root, m_place, several(graph), "part"); break;
        case 10: ungroup(root, m_place, node(graph)); break;
        case 11: m_clip = clipboardText(copyItems(root, m_place.scope, {several(graph), {}})); break;
        case 12: if (!m_clip.empty() && root.nodes.size() < 60) paste(root, m_place.scope, readClipboard(m_clip).value(), x, y); break;
        case 13: moveItems(graph, {several(graph), {}}, x, y); break;
        case 14: renameNode(graph, node(graph), "n" + std::to_string(below(30))); break;
        case 15: setNodeParameter(graph, node(graph), "out_features", below(3) == 0 ? Value() : Value(static_cast<int>(below(100)))); break;
        case 16: if (graph.comments.empty()) addComment(graph, "Notiz — 备注", x, y); else setCommentText(graph, graph.comments[0].id, ""); break;
        default: if (!graph.nodes.empty()) makeOwnBlock(root, m_place, node(graph)); break;
        }
    }

    const Catalog& m_catalog = test::realCatalog();
    RecipeDraft& m_draft;
    std::mt19937 m_random;
    std::vector<const ComponentInfo*> m_layers;
    EditPlace m_place{{}, &m_catalog};
    std::string m_clip;
};

Recipe recipeWith(Graph graph)
{
    Recipe recipe;
    recipe.name = "test";
    recipe.dataset.name = "flowers";
    recipe.task.component = "image_classification";
    recipe.networks["model"].graph = std::move(graph);
    return recipe;
}

void checkIsValue(const Graph& graph, int depth = 0)
{
    REQUIRE(depth < 30);
    std::set<std::string> ids;
    for (const auto& node : graph.nodes)
        REQUIRE(ids.insert(node.id).second);
    std::set<GraphEdge> edges;
    for (const auto& edge : graph.edges) {
        REQUIRE(ids.contains(edge.fromNode));
        REQUIRE(ids.contains(edge.toNode));
        REQUIRE(edges.insert(edge).second);
    }
    for (const auto& [name, block] : graph.blocks)
        checkIsValue(block, depth + 1);
}

} // namespace

TEST_CASE("thousands of random edits, then undo all: the same bytes")
{
    for (const char* start : {"cnn", "resnet50"})
        for (unsigned seed = 1; seed <= 8; ++seed) {
            INFO(start, " ", seed);
            RecipeDraft draft;
            draft.reset(recipeWith(test::RealNetwork(start).graph));
            const auto before = documents::writeRecipe(draft.recipe());
            RandomEditor editor(draft, seed);
            for (int i = 0; i < 500; ++i)
                editor.edit();
            CHECK(draft.undoStack().count() > 100);
            const auto after = documents::writeRecipe(draft.recipe());
            CHECK(after != before);
            checkIsValue(*draft.recipe().networks.at("model").graph);
            // What was drawn can be written and read.
            const auto read = documents::readRecipe(after);
            REQUIRE(read.ok());
            CHECK(documents::writeRecipe(*read) == after);
            while (draft.undoStack().canUndo())
                draft.undoStack().undo();
            CHECK(documents::writeRecipe(draft.recipe()) == before);
            while (draft.undoStack().canRedo())
                draft.undoStack().redo();
            CHECK(documents::writeRecipe(draft.recipe()) == after);
        }
}

TEST_CASE("undo after redo after save, in any order")
{
    test::TemporaryFolder folder;
    RecipeDraft draft;
    draft.reset(recipeWith(test::RealNetwork("cnn").graph));
    draft.setFile(folder.path() / "recipe.yaml");
    std::mt19937 random(7);
    RandomEditor editor(draft, 11);
    std::vector<std::string> states{documents::writeRecipe(draft.recipe())}; // by the stack's index
    for (int i = 0; i < 600; ++i) {
        const int index = draft.undoStack().index();
        switch (random() % 6) {
        case 0: if (draft.undoStack().canUndo()) draft.undoStack().undo(); break;
        case 1: if (draft.undoStack().canRedo()) draft.undoStack().redo(); break;
        case 2: {
            REQUIRE(draft.save().ok());
            RecipeDraft other;
            other.setFile(folder.path() / "recipe.yaml");
            REQUIRE(other.load().value());
            CHECK(documents::writeRecipe(other.recipe()) == documents::writeRecipe(draft.recipe()));
            break;
        }
        default: editor.edit(); break;
        }
        const auto now = documents::writeRecipe(draft.recipe());
        const auto place = static_cast<std::size_t>(draft.undoStack().index());
        if (draft.undoStack().index() > index || place >= states.size())
            states.resize(place), states.push_back(now);
        // A step that was merged into the last one changes what that state is; going back must still find the others.
        if (draft.undoStack().index() < index)
            CHECK(states[place] == now);
        else
            states[place] = now;
    }
    CHECK(states.size() > 50);
    while (draft.undoStack().canUndo())
        draft.undoStack().undo();
    CHECK(documents::writeRecipe(draft.recipe()) == states.front());
}
