// SPDX-License-Identifier: GPL-3.0-or-later
// How quickly a large network is drawn, dragged and laid out: figures, printed.
#include <cstdio>

#include <doctest/doctest.h>

#include "tests/ui/graph/canvas_fixture.h"
#include "ui/graph/graph_arrangement.h"

using namespace fettle;
using namespace fettle::ui;

namespace {

/// A network of stages with ways around them, as large ones are; `width` branches side by side in each.
Graph largeGraph(int count)
{
    Graph graph;
    const auto link = [&graph](const std::string& from, const std::string& to, const std::string& port = "input") {
        graph.edges.push_back({from, "output", to, port});
    };
    const auto add = [&](const char* component) {
        GraphNode node;
        node.id = std::string(component) + std::to_string(graph.nodes.size());
        node.component = component;
        graph.nodes.push_back(node);
        return node.id;
    };
    auto last = add("input");
    while (static_cast<int>(graph.nodes.size()) < count - 8) {
        const auto begin = last;
        int port = 0;
        const auto sum = add("add");
        for (int branch = 0; branch < 2; ++branch) {
            auto end = begin;
            for (const char* component : {"conv2d", "batch_norm", "relu"}) {
                const auto next = add(component);
                link(end, next);
                end = next;
            }
            link(end, sum, "inputs:" + std::to_string(port++));
        }
        link(begin, sum, "inputs:" + std::to_string(port++));
        last = sum;
    }
    link(last, add("output"));
    return graph;
}

double frames(test::CanvasFixture& fixture, int count, const std::function<void(int)>& step)
{
    QImage image(fixture.canvas.viewport()->size(), QImage::Format_ARGB32_Premultiplied);
    QElapsedTimer time;
    time.start();
    for (int i = 0; i < count; ++i) {
        step(i);
        QPainter painter(&image);
        fixture.canvas.render(&painter);
    }
    return count * 1000.0 / static_cast<double>(time.elapsed());
}

} // namespace

/// A network that falls apart nowhere: each node takes two of the fifty before it.
Graph tangledGraph(int count)
{
    Graph graph;
    unsigned state = 1;
    const auto below = [&state](int limit) {
        state = state * 1664525U + 1013904223U;
        return static_cast<int>((state >> 8) % static_cast<unsigned>(limit));
    };
    for (int i = 0; i < count; ++i) {
        GraphNode node;
        node.id = "n" + std::to_string(i);
        node.component = i == 0 ? "input" : "add";
        graph.nodes.push_back(node);
        for (int port = 0; port < std::min(i, 2); ++port)
            graph.edges.push_back({"n" + std::to_string(i - 1 - below(std::min(i, 50))), "output", node.id, "inputs:" + std::to_string(port)});
    }
    return graph;
}

TEST_CASE("laying out a tangle")
{
    for (const int count : {1000, 5000}) {
        const auto graph = tangledGraph(count);
        QElapsedTimer time;
        time.start();
        const auto places = layOut(graph, {}, test::realCatalog(), 0);
        const auto layout = time.elapsed();
        std::printf("%d nodes in a tangle, %d edges: layout %lld ms\n", count, static_cast<int>(graph.edges.size()), static_cast<long long>(layout));
        CHECK(places.size() == graph.nodes.size());
        if (count == 1000)
            CHECK(layout <= 1000);
    }
}

TEST_CASE("drawing a large network")
{
    for (const int count : {1000, 5000}) {
        auto graph = largeGraph(count);
        QElapsedTimer time;
        time.start();
        const auto places = layOut(graph, {}, test::realCatalog(), 36 * kColumnStep);
        const auto layout = time.elapsed();
        for (std::size_t i = 0; i < places.size(); ++i) {
            graph.nodes[i].x = places[i].x;
            graph.nodes[i].y = places[i].y;
        }
        time.restart();
        test::CanvasFixture fixture(graph, "en", {1280, 800});
        fixture.settle();
        const auto shown = time.elapsed();
        fixture.canvas.zoomToFit();
        const double fit = fixture.canvas.zoom();
        const auto at = [&](double zoom) {
            fixture.canvas.setZoom(zoom);
            fixture.canvas.centerOn(fixture.canvas.graphScene().contentRect().center());
            return frames(fixture, 40, [&](int i) { fixture.canvas.centerOn(fixture.canvas.graphScene().contentRect().center() + QPointF(i * 7, i * 3)); });
        };
        std::printf("%d nodes, %d edges: layout %lld ms, shown after %lld ms\n", static_cast<int>(graph.nodes.size()), static_cast<int>(graph.edges.size()),
                    static_cast<long long>(layout), static_cast<long long>(shown));
        for (const double zoom : {fit, 0.15, 0.25, 0.45, 0.55, 1.0})
            std::printf("  moving at %3.0f %%: %5.0f frames a second\n", zoom * 100, at(zoom));
        fixture.editor.selectPath(graph.nodes[graph.nodes.size() / 2].id);
        fixture.canvas.reveal(graph.nodes[graph.nodes.size() / 2].id);
        std::printf("  dragging a node: %5.0f frames a second\n", frames(fixture, 30, [&](int i) { fixture.canvas.graphScene().setDragOffset(QPointF(i, i)); }));
        fixture.canvas.graphScene().setDragOffset({});
        time.restart();
        fixture.editor.setParameter(graph.nodes[1].id, "groups", 1);
        std::printf("  an edit until it is drawn: %lld ms\n", static_cast<long long>(time.elapsed()));
        if (count == 1000) {
            CHECK(layout <= 1000);
            for (const double zoom : {fit, 0.25, 0.45, 1.0})
                CHECK(at(zoom) >= 30);
        }
    }
}
