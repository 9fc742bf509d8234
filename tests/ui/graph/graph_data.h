// SPDX-License-Identifier: GPL-3.0-or-later
// Real answers of the engine, kept beside the tests: the catalog's layers, and networks with what the check says of them.
#pragma once

#include <fstream>
#include <sstream>
#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "engine/contract/catalog.h"
#include "engine/contract/graph.h"
#include "tests/support/environment.h"

namespace fettle::test {

inline nlohmann::json graphData(const std::string& name)
{
    std::ifstream file(sourceFolder() / "tests/ui/graph/data" / (name + ".json"));
    REQUIRE_MESSAGE(file.good(), name);
    return nlohmann::json::parse(file);
}

inline const Catalog& realCatalog()
{
    static const Catalog catalog = fromJson<Catalog>(graphData("catalog")).value();
    return catalog;
}

/// "resnet50", "cnn".
struct RealNetwork {
    Graph graph;
    GraphReport report;
    ValueMap inputs;
    ValueList heads;

    explicit RealNetwork(const std::string& name)
    {
        const auto json = graphData(name);
        graph = fromJson<Graph>(json.at("graph")).value();
        report = fromJson<GraphReport>(json.at("report")).value();
        inputs = valueFromJson(json.at("inputs")).asMap();
        heads = valueFromJson(json.at("heads")).asList();
    }
};

} // namespace fettle::test
