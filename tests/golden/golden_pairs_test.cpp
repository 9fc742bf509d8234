// SPDX-License-Identifier: GPL-3.0-or-later
// Two texts as one for a pretrained model, against the reference implementation (pairs.json, from make_pairs.py): tokens as
// they are cut and joined, last hidden states, means, and the gradient of the second text's type.
#include <fstream>
#include <numeric>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include "engine/component_api/encoder.h"
#include "engine/component_api/graph_template.h"
#include "engine/model/network.h"
#include "engine/model/pretrained_weights.h"
#include "engine/model/sequence.h"
#include "engine/pretrained/model_library.h"
#include "engine/pretrained/weight_plan.h"
#include "tests/model/graphs.h"
#include "tests/support/environment.h"
#include "tests/support/pretrained_models.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/text_column.h"

using namespace fettle;

namespace {

/// One column's tokens as a batch, as the model's own encoder cuts them.
Signal pairTokens(const test::TextColumn& column, const std::string& model, TensorSpec& spec)
{
    std::vector<std::int64_t> rows(static_cast<std::size_t>(column.size()));
    std::iota(rows.begin(), rows.end(), 0);
    auto found = test::builtInRegistry().resolve<Encoder>(ComponentKind::Encoder, {"text", {{"model", model}, {"max_length", 40}}});
    REQUIRE(found.ok());
    auto encoder = found->first->fit(found->second, column, rows, false);
    REQUIRE_MESSAGE(encoder.ok(), toLogLine(encoder.error()));
    spec = (*encoder)->spec();
    SequenceRows encoded;
    (*encoder)->encodeSequences(column, rows, encoded);
    std::vector<std::int64_t> lengths;
    for (std::int64_t i = 0; i < encoded.size(); ++i)
        lengths.push_back(static_cast<std::int64_t>(encoded.row(i).size()));
    const auto longest = *std::ranges::max_element(lengths);
    auto values = torch::full({encoded.size(), longest}, (*encoder)->paddingIndex(), torch::kInt64);
    for (std::int64_t i = 0; i < encoded.size(); ++i)
        for (std::size_t k = 0; k < encoded.row(i).size(); ++k)
            values[i][static_cast<std::int64_t>(k)] = encoded.row(i)[k];
    return {values, model::layoutOf(lengths, longest, torch::kCPU)};
}

torch::Tensor pairMatrix(const nlohmann::json& rows)
{
    std::vector<torch::Tensor> list;
    for (const auto& row : rows)
        list.push_back(torch::tensor(row.get<std::vector<double>>(), torch::kFloat64));
    return torch::stack(list);
}

double pairDifference(const torch::Tensor& ours, const torch::Tensor& theirs)
{
    return (ours.detach().to(torch::kFloat64) - theirs).abs().max().item<double>();
}

/// The template's graph for two texts, with heads that show what lies before the last.
std::unique_ptr<model::Network> pairNetwork(const PretrainedModel& about, const TemplateContext& context,
                                            const std::filesystem::path& folder, torch::ScalarType dtype)
{
    auto wanted = test::builtInRegistry().resolve<GraphTemplate>(
        ComponentKind::Template, {"bert", {{"model", about.id}, {"pooling", "mean"}, {"normalize", false}, {"dropout", 0.0}}});
    REQUIRE(wanted.ok());
    auto graph = wanted->first->generate(wanted->second, context);
    REQUIRE_MESSAGE(graph.ok(), toLogLine(graph.error()));
    graph->nodes.push_back({"show_hidden", "output", {{"name", "hidden"}}, {}, {}, 0, 0});
    graph->nodes.push_back({"show_pooled", "output", {{"name", "pooled"}}, {}, {}, 0, 0});
    graph->edges.push_back({"block" + std::to_string(about.network.layers), "output", "show_hidden", "input"});
    graph->edges.push_back({"pool", "output", "show_pooled", "input"});
    auto network = model::buildNetwork(*graph, context.inputs, test::builtInRegistry(), {}, 1);
    REQUIRE_MESSAGE(network.ok(), toLogLine(network.error()));
    (*network)->to(dtype);
    const auto report = model::loadPretrained(**network, folder, about);
    REQUIRE_MESSAGE(report.ok(), toLogLine(report.error()));
    CHECK(report->unused.empty());
    CHECK(report->fresh.size() == 2); // the head
    CHECK(report->loaded.contains("token_types.weight") == (about.network.tokenTypes > 1));
    return std::move(*network);
}

} // namespace

TEST_CASE("pretrained models read two texts as the reference does")
{
    const auto root = test::sourceFolder() / "tests" / "golden";
    std::ifstream file(root / "pairs.json");
    const auto golden = nlohmann::json::parse(file);
    std::vector<std::string> first;
    std::vector<std::string> second;
    for (const auto& pair : golden.at("pairs")) {
        first.push_back(pair[0]);
        second.push_back(pair[1]);
    }
    const test::TextColumn a("first", first);
    const test::TextColumn b("second", second);
    for (const auto& [name, expected] : golden.at("models").items()) {
        CAPTURE(name);
        const test::TemporaryFolder library;
        const test::ScopedVariable inUse("FETTLE_PRETRAINED", library.path().string());
        const auto about = test::addPretrained(library.path(), root / "pretrained" / name, name);
        CHECK(about.network.positions == expected.at("max_length").get<std::int64_t>());
        TemplateContext context;
        context.inputs = {{"first", {}}, {"second", {}}};
        context.heads = {{"label", {{"C", 2}}}};
        const std::map<std::string, Signal> inputs{{"first", pairTokens(a, name, context.inputs[0].second)},
                                                   {"second", pairTokens(b, name, context.inputs[1].second)}};
        const auto network = pairNetwork(about, context, library.path() / name, torch::kFloat64);
        const auto ids = expected.at("ids").get<std::vector<std::vector<std::int64_t>>>();
        // The tokens themselves, from the layer that joins them.
        auto join = test::builtInRegistry().resolve<Layer>(
            ComponentKind::Layer, {"join_texts", {{"between", about.network.family == "roberta" ? "repeat" : "none"}, {"leading", 1},
                                                  {"trailing", 1}, {"max_length", about.network.positions}}});
        REQUIRE(join.ok());
        const std::vector<TensorSpec> specs{context.inputs[0].second, context.inputs[1].second};
        const auto instance = join->first->build(join->second, specs, {});
        const auto joined = instance->forward(std::vector{inputs.at("first"), inputs.at("second")}, {});
        for (std::size_t i = 0; i < ids.size(); ++i) {
            const auto row = joined[0].values[static_cast<std::int64_t>(i)].narrow(0, 0, static_cast<std::int64_t>(ids[i].size()));
            CHECK(torch::equal(row, torch::tensor(ids[i], torch::kInt64)));
        }
        CHECK(model::sequenceLengths(joined[0]).at(0) == static_cast<std::int64_t>(ids[0].size()));

        const auto outputs = network->forward(inputs, {});
        CHECK(pairDifference(outputs.at("pooled"), pairMatrix(expected.at("mean"))) < 2e-6);
        CHECK(pairDifference(outputs.at("hidden").select(1, 0), pairMatrix(expected.at("first"))) < 2e-6);
        if (const auto types = expected.at("second_type_gradient"); !types.empty()) {
            for (const auto& parameter : network->parameters())
                parameter.tensor.set_requires_grad(true);
            const auto pooled = network->forward(inputs, {}).at("pooled");
            (pooled * torch::sin(0.7 * torch::arange(pooled.numel(), torch::kFloat64) + 0.3).view_as(pooled)).sum().backward();
            const auto weight = std::ranges::find(network->parameters(), "token_types.weight", &NamedTensor::name);
            CHECK(pairDifference(weight->tensor.grad()[1], torch::tensor(types.get<std::vector<double>>(), torch::kFloat64)) < 2e-5);
        }
        const auto single = pairNetwork(about, context, library.path() / name, torch::kFloat32);
        CHECK(pairDifference(single->forward(inputs, {}).at("pooled"), pairMatrix(expected.at("mean"))) < 1e-4);
    }
}
