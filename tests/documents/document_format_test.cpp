// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <array>

#include "engine/documents/document_format.h"
#include "engine/documents/document_text.h"

using namespace fettle;
using namespace fettle::documents;

namespace {

// A made-up history: version 0 called the rate "learning_rate", version 1 held it beside the optimizer, version 2
// holds it in the optimizer.
Result<void> renameRate(Node& document)
{
    document.rename("learning_rate", "lr");
    return {};
}

Result<void> moveRate(Node& document)
{
    Node* rate = document.find("lr");
    if (!rate)
        return makeError("documents.missing_key", {{"key", "lr"}});
    Node optimizer = Node::map();
    optimizer.add("lr", *rate);
    document.remove("lr");
    document.add("optimizer", std::move(optimizer));
    return {};
}

constexpr std::array<Migration, 2> kSteps = {renameRate, moveRate};
constexpr DocumentFormat kFormat{.name = "toy", .oldestVersion = 0, .migrations = kSteps};

Result<Node> opened(std::string_view text)
{
    auto node = parseYaml(text, "toy.yaml");
    REQUIRE(node.ok());
    FETTLE_TRY(openDocument(*node, kFormat, "toy.yaml"));
    return node;
}

} // namespace

TEST_CASE("documents of every earlier version are brought to today's step by step")
{
    CHECK(kFormat.currentVersion() == 2);
    const std::string today = formatYaml(*opened("fettle: toy\nversion: 2\noptimizer:\n  lr: 0.1\n"));
    CHECK(formatYaml(*opened("fettle: toy\nversion: 1\nlr: 0.1\n")) == today);
    CHECK(formatYaml(*opened("fettle: toy\nversion: 0\nlearning_rate: 0.1\n")) == today);
    CHECK(formatYaml(newDocument(kFormat)) == "fettle: toy\nversion: 2\n");
}

TEST_CASE("what is no document of this kind or this time is told apart")
{
    const auto code = [](std::string_view text) { return opened(text).error().code; };
    CHECK(code("version: 1\nlr: 0.1\n") == "documents.no_format");
    CHECK(code("fettle: toy\nlr: 0.1\n") == "documents.no_format");
    CHECK(code("fettle: toy\nversion: new\n") == "documents.no_format");
    CHECK(code("fettle: graph\nversion: 1\n") == "documents.wrong_format");
    CHECK(code("fettle: toy\nversion: 3\n") == "documents.newer_version");
    CHECK(code("fettle: toy\nversion: -1\n") == "documents.older_version");
    CHECK(code("fettle: toy\nversion: 1\nrate: 0.1\n") == "documents.migration_failed");
}

TEST_CASE("the nearest known name is found, and none where none is near")
{
    const std::vector<std::string> known = {"optimizer", "schedule", "loss"};
    CHECK(nearestName("optimiser", known) == "optimizer");
    CHECK(nearestName("shedule", known) == "schedule");
    CHECK(nearestName("los", known) == "loss");
    CHECK(!nearestName("banana", known));
    CHECK(!nearestName(std::string(100'000, 'x'), known));
}
