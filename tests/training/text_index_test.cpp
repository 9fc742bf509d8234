// SPDX-License-Identifier: GPL-3.0-or-later
// The nearest rows are the nearest: against the plain sum over all of them, in both forms that the numbers are kept in.
#include <algorithm>
#include <fstream>

#include <doctest/doctest.h>
#include <torch/torch.h>

#include "engine/component_api/layer.h"
#include "engine/model/safetensors.h"
#include "engine/training/text_embedder.h"
#include "engine/training/text_index.h"
#include "tests/support/temporary_folder.h"

using namespace fettle;

namespace {

std::string indexFile(const test::TemporaryFolder& folder, const torch::Tensor& vectors, const std::vector<std::int64_t>& rows)
{
    const auto path = folder.path() / "index.safetensors";
    REQUIRE(model::writeSafetensors(path, {{"vectors", vectors}, {"rows", torch::tensor(rows, torch::kInt64)}}, {}).ok());
    return path.string();
}

torch::Tensor unitRows(std::int64_t count, std::int64_t width)
{
    const auto rows = torch::randn({count, width});
    return rows / rows.norm(2, 1, true);
}

GraphNode part(const std::string& id, const std::string& component, ValueMap parameters = {})
{
    GraphNode node;
    node.id = id;
    node.component = component;
    node.parameters = std::move(parameters);
    return node;
}

} // namespace

TEST_CASE("the nearest rows are those of the largest product, whatever form the numbers have")
{
    torch::manual_seed(11);
    const test::TemporaryFolder folder;
    constexpr std::int64_t kCount = 70'000; // more than one piece of the half-width form
    const auto vectors = unitRows(kCount, 16);
    std::vector<std::int64_t> rows;
    for (std::int64_t i = 0; i < kCount; ++i)
        rows.push_back(2 * i + 1); // not every row has a text
    const auto wanted = unitRows(1, 16)[0];
    for (const auto dtype : {torch::kFloat32, torch::kBFloat16}) {
        const auto kept = vectors.to(dtype);
        const auto index = training::TextIndex::open(indexFile(folder, kept, rows));
        REQUIRE(index.ok());
        CHECK((*index)->size() == kCount);
        CHECK((*index)->dimensions() == 16);
        const auto plain = kept.to(torch::kFloat64).mv(wanted.to(torch::kFloat64));
        const auto best = std::get<1>(plain.topk(5));
        const auto hits = (*index)->nearest(wanted, 5);
        REQUIRE(hits.size() == 5);
        for (std::size_t i = 0; i < 5; ++i) {
            const auto place = best[static_cast<std::int64_t>(i)].item<std::int64_t>();
            CHECK(hits[i].row == 2 * place + 1);
            CHECK(hits[i].score == doctest::Approx(plain[place].item<double>()).epsilon(1e-5));
        }
        // Only the first thousand may be; of three there are three.
        std::vector<bool> allowed(static_cast<std::size_t>(kCount), false);
        std::fill_n(allowed.begin(), 1000, true);
        const auto some = (*index)->nearest(wanted, 1, allowed);
        CHECK(some.front().row == 2 * plain.narrow(0, 0, 1000).argmax().item<std::int64_t>() + 1);
        std::fill(allowed.begin(), allowed.end(), false);
        std::fill_n(allowed.begin(), 3, true);
        CHECK((*index)->nearest(wanted, 10, allowed).size() == 3);
        CHECK((*index)->vectorOf(7).equal(kept[3].to(torch::kFloat32)));
        CHECK_FALSE((*index)->vectorOf(8).defined());
        const auto both = (*index)->similarities(torch::stack({wanted, kept[3].to(torch::kFloat32)}));
        CHECK(both.size(1) == 2);
        CHECK(both[3][1].item<double>() == doctest::Approx(1.0).epsilon(0.01));
    }
}

TEST_CASE("a file that is no index is refused")
{
    const test::TemporaryFolder folder;
    const auto vectors = unitRows(4, 3);
    const auto codeOf = [](const std::string& file) {
        const auto index = training::TextIndex::open(file);
        return index.ok() ? std::string() : index.error().code;
    };
    CHECK(codeOf((folder.path() / "nothing").string()) == "training.index_damaged");
    CHECK(codeOf(indexFile(folder, vectors, {1, 2, 3})) == "training.index_damaged");
    CHECK(codeOf(indexFile(folder, vectors, {3, 2, 1, 0})) == "training.index_damaged");
    CHECK(codeOf(indexFile(folder, vectors.to(torch::kInt32), {0, 1, 2, 3})) == "training.index_damaged");
    CHECK(codeOf(indexFile(folder, vectors, {0, 1, 2, 3})).empty());
}

TEST_CASE("a text's one row of numbers is what the last layers read; a head of embeddings is one itself")
{
    Graph graph;
    graph.nodes = {part("text", "input"), part("words", "embedding"), part("pool", "time_pool"), part("hidden", "linear"),
                   part("hide", "dropout"), part("head", "linear"), part("out", "output", {{"name", "label"}})};
    graph.edges = {{"text", "output", "words", "input"}, {"words", "output", "pool", "input"}, {"pool", "output", "hidden", "input"},
                   {"hidden", "output", "hide", "input"}, {"hide", "output", "head", "input"}, {"head", "output", "out", "input"}};
    CHECK(training::embeddingNode(graph) == "pool");
    const auto cut = training::graphUpTo(graph, "pool");
    CHECK(cut.nodes.size() == 4);
    CHECK(cut.edges.size() == 3);
    graph.nodes.back().parameters["name"] = "embedding";
    CHECK(training::embeddingNode(graph) == "head");
    // Two branches that come together have no single last row before the answer.
    graph.nodes.back().parameters["name"] = "label";
    graph.edges.push_back({"words", "output", "head", "other"});
    CHECK(training::embeddingNode(graph).empty());
    CHECK(training::embeddingNode({}).empty());
}
