// SPDX-License-Identifier: GPL-3.0-or-later
#include <random>
#include <set>

#include <doctest/doctest.h>

#include "tests/ui/graph/graph_data.h"
#include "ui/graph/edge_router.h"
#include "ui/graph/graph_arrangement.h"
#include "ui/graph/graph_layout.h"

using namespace fettle;
using namespace fettle::ui;

namespace {

LayoutProblem problemOf(int count, std::vector<std::pair<int, int>> edges)
{
    LayoutProblem problem;
    problem.nodes.assign(static_cast<std::size_t>(count), QSizeF(208, 64));
    problem.edges = std::move(edges);
    return problem;
}

void checkNothingOverlaps(const LayoutProblem& problem, const std::vector<QPointF>& places)
{
    REQUIRE(places.size() == problem.nodes.size());
    for (std::size_t i = 0; i < places.size(); ++i)
        for (std::size_t j = i + 1; j < places.size(); ++j)
            REQUIRE_FALSE(QRectF(places[i], problem.nodes[i]).adjusted(-4, -4, 4, 4).intersects(QRectF(places[j], problem.nodes[j])));
}

LayoutProblem randomProblem(int count, double density, unsigned seed)
{
    std::mt19937 random(seed);
    auto problem = problemOf(count, {});
    for (int i = 1; i < count; ++i)
        for (int k = 0; k < 3; ++k)
            if (k == 0 || static_cast<double>(random() % 1000) < density * 1000)
                problem.edges.emplace_back(std::max(0, i - 1 - static_cast<int>(random() % 6)), i);
    return problem;
}

} // namespace

TEST_CASE("a chain is a straight row on the grid")
{
    const auto places = layeredLayout(problemOf(4, {{0, 1}, {1, 2}, {2, 3}}));
    CHECK(places == std::vector<QPointF>{{0, 0}, {264, 0}, {528, 0}, {792, 0}});
}

TEST_CASE("a way around a chain leaves the chain straight, and room for itself")
{
    // 0 → 1 → 2 → 3 → 4 with 1 → 4 around it
    const auto problem = problemOf(5, {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {1, 4}});
    const auto places = layeredLayout(problem);
    checkNothingOverlaps(problem, places);
    CHECK(places[2].y() == places[3].y());
    for (int i = 1; i < 5; ++i)
        CHECK(places[static_cast<std::size_t>(i)].x() > places[static_cast<std::size_t>(i - 1)].x());
}

TEST_CASE("edges that can be drawn without crossings have none")
{
    // A tree and a ladder.
    std::vector<std::pair<int, int>> tree;
    for (int i = 1; i < 31; ++i)
        tree.emplace_back((i - 1) / 2, i);
    std::vector<std::pair<int, int>> ladder;
    for (int i = 0; i < 20; ++i) {
        ladder.emplace_back(2 * i, 2 * i + 2);
        ladder.emplace_back(2 * i + 1, 2 * i + 3);
        if (i % 3 == 0)
            ladder.emplace_back(2 * i, 2 * i + 3);
    }
    for (const auto& problem : {problemOf(31, tree), problemOf(42, ladder)}) {
        const auto places = layeredLayout(problem);
        checkNothingOverlaps(problem, places);
        CHECK(countCrossings(problem, places) == 0);
    }
}

TEST_CASE("random networks: nothing overlaps, everything goes to the right, few crossings")
{
    for (unsigned seed = 1; seed <= 6; ++seed) {
        const auto problem = randomProblem(80, 0.3, seed);
        const auto places = layeredLayout(problem);
        checkNothingOverlaps(problem, places);
        for (const auto& [from, to] : problem.edges)
            CHECK(places[static_cast<std::size_t>(from)].x() < places[static_cast<std::size_t>(to)].x());
        // Against the order in which they came, one below the other in each column.
        std::map<double, int> rows;
        auto naive = places;
        for (auto& place : naive)
            place.setY(120.0 * rows[place.x()]++);
        CHECK(countCrossings(problem, places) < countCrossings(problem, naive));
    }
}

TEST_CASE("circles, loops, doubles, single nodes and nothing at all")
{
    CHECK(layeredLayout(problemOf(0, {})).empty());
    CHECK(layeredLayout(problemOf(1, {{0, 0}})).size() == 1);
    const auto problem = problemOf(7, {{0, 1}, {1, 2}, {2, 0}, {2, 3}, {2, 3}, {3, 3}});
    checkNothingOverlaps(problem, layeredLayout(problem));
}

TEST_CASE("a long chain is broken into rows where one connection leads on")
{
    std::vector<std::pair<int, int>> edges;
    for (int i = 1; i < 30; ++i)
        edges.emplace_back(i - 1, i);
    auto problem = problemOf(30, edges);
    problem.widthWanted = 6 * 264;
    const auto places = layeredLayout(problem);
    checkNothingOverlaps(problem, places);
    std::set<double> rows;
    for (const auto& place : places) {
        rows.insert(place.y());
        CHECK(place.x() < 6 * 264);
    }
    CHECK(rows.size() == 5);
}

TEST_CASE("places keep the document's corner and leave what is not a node alone")
{
    auto graph = test::RealNetwork("resnet50").graph;
    for (auto& node : graph.nodes)
        node.x += 1000, node.y -= 500;
    const auto places = layOut(graph, {}, test::realCatalog());
    CHECK(places.size() == graph.nodes.size());
    double left = 1e9;
    double top = 1e9;
    for (const auto& place : places) {
        left = std::min(left, place.x);
        top = std::min(top, place.y);
    }
    CHECK(left == 1000);
    CHECK(top == doctest::Approx(-500));
    CHECK(layOut(graph, {"stage1_1"}, test::realCatalog()).size() == graph.blocks.at("bottleneck_64_first").nodes.size());
}

TEST_CASE("an edge goes straight where the way is free and around nodes where it is not")
{
    const std::vector<QRectF> nodes{{0, 0, 208, 64}, {264, 0, 208, 64}, {528, 0, 208, 64}};
    const auto near = routeEdges(nodes, {{{208, 32}, {264, 32}}});
    CHECK(near[0].elementCount() == 2);
    const auto paths = routeEdges(nodes, {{{208, 32}, {528, 32}}, {{208, 32}, {528, 32}}});
    for (const auto& path : paths) {
        CHECK(path.pointAtPercent(0) == QPointF(208, 32));
        CHECK(path.currentPosition() == QPointF(528, 32));
        for (double t = 0.1; t < 0.95; t += 0.02)
            CHECK_FALSE(nodes[1].contains(path.pointAtPercent(t)));
    }
    // Each in a lane of its own.
    CHECK(std::abs(paths[0].pointAtPercent(0.5).y() - paths[1].pointAtPercent(0.5).y()) > 8);
    // Backwards, from the end of a row to the beginning of the next.
    const auto back = routeEdges({{1000, 0, 208, 64}, {0, 160, 208, 64}}, {{{1208, 32}, {0, 192}}});
    CHECK(back[0].pointAtPercent(0.5).y() > 70);
    CHECK(back[0].pointAtPercent(0.5).y() < 155);
}

TEST_CASE("a frame pushes aside what stands right of it and below, and nothing else")
{
    const auto graph = test::RealNetwork("resnet50").graph;
    const auto closed = arrangeScope(graph, {}, {}, test::realCatalog());
    const auto open = arrangeScope(graph, {}, {"stage1_1", "stage2_1"}, test::realCatalog());
    const auto rect = [](const Arrangement& arrangement, const std::string& path) {
        for (const auto& placed : arrangement.nodes)
            if (placed.path == path)
                return placed.rect;
        FAIL(path);
        return QRectF();
    };
    CHECK(rect(open, "pool1") == rect(closed, "pool1"));
    CHECK(rect(open, "stage1_1").topLeft() == rect(closed, "stage1_1").topLeft());
    CHECK(rect(open, "stage1_1").contains(rect(open, "stage1_1/conv2")));
    CHECK(rect(open, "stage1_2").left() > rect(open, "stage1_1").right());
    const double first = rect(open, "stage1_2").left() - rect(closed, "stage1_2").left();
    const double second = rect(open, "stage2_2").left() - rect(closed, "stage2_2").left();
    CHECK(first == rect(open, "stage1_1").width() - 208);
    CHECK(second == first + rect(open, "stage2_1").width() - 208);
    for (std::size_t i = 0; i < open.nodes.size(); ++i)
        for (std::size_t j = i + 1; j < open.nodes.size(); ++j)
            if (open.nodes[i].depth == open.nodes[j].depth)
                CHECK_FALSE(open.nodes[i].rect.intersects(open.nodes[j].rect));
}
