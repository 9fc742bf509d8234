// SPDX-License-Identifier: GPL-3.0-or-later
// Pretrained text models against the reference implementation (pretrained/, from make_pretrained.py; minilm.json, from
// make_minilm.py): tokens, last hidden states, pooled vectors and gradients, from the same files.
#include <cmath>
#include <fstream>
#include <map>

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

/// A library of its own for as long as it lives.
class GoldenLibrary {
public:
    PretrainedModel add(const std::filesystem::path& from, const std::string& id)
    {
        return test::addPretrained(m_folder.path(), from, id);
    }
    PretrainedModel add(const nlohmann::json& golden) { return test::addGolden(m_folder.path(), golden); }
    [[nodiscard]] std::filesystem::path folderOf(const std::string& id) const { return m_folder.path() / id; }

private:
    test::TemporaryFolder m_folder;
    test::ScopedVariable m_inUse{"FETTLE_PRETRAINED", m_folder.path().string()};
};

nlohmann::json readJsonFile(const std::filesystem::path& path)
{
    std::ifstream file(path);
    REQUIRE(file);
    return nlohmann::json::parse(file);
}

/// What the template makes of a model: the whole graph, with two more heads that show what lies before the last.
struct GoldenModel {
    std::unique_ptr<model::Network> network;
    std::unique_ptr<FittedEncoder> encoder;
    std::string hidden;

    Signal tokens(const std::vector<std::vector<std::int64_t>>& ids) const
    {
        std::vector<std::int64_t> lengths;
        for (const auto& row : ids)
            lengths.push_back(static_cast<std::int64_t>(row.size()));
        const auto longest = *std::ranges::max_element(lengths);
        auto values = torch::full({static_cast<std::int64_t>(ids.size()), longest}, encoder->paddingIndex(), torch::kInt64);
        for (std::size_t i = 0; i < ids.size(); ++i)
            values[static_cast<std::int64_t>(i)].narrow(0, 0, lengths[i]).copy_(torch::tensor(ids[i], torch::kInt64));
        return {values, model::layoutOf(lengths, longest, torch::kCPU)};
    }
};

GoldenModel goldenModel(const GoldenLibrary& library, const PretrainedModel& about, const test::TextColumn& texts, std::int64_t maxLength,
                        const std::string& pooling, torch::ScalarType dtype)
{
    GoldenModel made;
    std::vector<std::int64_t> rows(static_cast<std::size_t>(texts.size()));
    std::iota(rows.begin(), rows.end(), 0);
    auto encoder = test::builtInRegistry().resolve<Encoder>(ComponentKind::Encoder, {"text", {{"model", about.id}, {"max_length", maxLength}}});
    REQUIRE(encoder.ok());
    auto fitted = encoder->first->fit(encoder->second, texts, rows, false);
    REQUIRE_MESSAGE(fitted.ok(), toLogLine(fitted.error()));
    made.encoder = std::move(*fitted);
    auto wanted = test::builtInRegistry().resolve<GraphTemplate>(
        ComponentKind::Template, {"bert", {{"model", about.id}, {"pooling", pooling}, {"normalize", false}, {"dropout", 0.0}}});
    REQUIRE(wanted.ok());
    TemplateContext context;
    context.inputs = {{"text", made.encoder->spec()}};
    context.heads = {{"label", {{"C", 2}}}};
    auto graph = wanted->first->generate(wanted->second, context);
    REQUIRE_MESSAGE(graph.ok(), toLogLine(graph.error()));
    made.hidden = "block" + std::to_string(about.network.layers);
    graph->nodes.push_back({"show_hidden", "output", {{"name", "hidden"}}, {}, {}, 0, 0});
    graph->nodes.push_back({"show_pooled", "output", {{"name", "pooled"}}, {}, {}, 0, 0});
    graph->edges.push_back({made.hidden, "output", "show_hidden", "input"});
    graph->edges.push_back({"pool", "output", "show_pooled", "input"});
    auto network = model::buildNetwork(*graph, context.inputs, test::builtInRegistry(), {}, 1);
    REQUIRE_MESSAGE(network.ok(), toLogLine(network.error()));
    made.network = std::move(*network);
    made.network->to(dtype);
    const auto report = model::loadPretrained(*made.network, library.folderOf(about.id), about);
    REQUIRE_MESSAGE(report.ok(), toLogLine(report.error()));
    CHECK(report->unused.empty());
    CHECK(report->fresh.size() == 2); // the head
    return made;
}

torch::Tensor goldenMatrix(const nlohmann::json& rows) // N×D
{
    std::vector<torch::Tensor> list;
    for (const auto& row : rows)
        list.push_back(torch::tensor(row.get<std::vector<double>>(), torch::kFloat64));
    return torch::stack(list);
}

double largestDifference(const torch::Tensor& ours, const torch::Tensor& theirs)
{
    return (ours.detach().to(torch::kFloat64) - theirs).abs().max().item<double>();
}

/// The reference's gradients of all parameters, as sums, against ours through the rules that loaded them.
void checkGradients(model::Network& network, const PretrainedModel& about, const nlohmann::json& sums)
{
    std::map<std::string, torch::Tensor> gradients;
    for (const auto& parameter : network.parameters())
        gradients[parameter.name] = parameter.tensor.grad();
    for (const auto& rule : pretrained::weightRules(about.network)) {
        const auto& gradient = gradients.at(rule.target);
        REQUIRE(gradient.defined());
        const auto parts = gradient.chunk(static_cast<std::int64_t>(rule.sources.size()), 0);
        for (std::size_t i = 0; i < rule.sources.size(); ++i) {
            if (!sums.contains(rule.sources[i]))
                continue;
            auto part = parts[i].reshape({-1});
            // Positions that are never used have no gradient; they only move the numbers behind them.
            if (rule.skippedRows > 0)
                part = torch::cat({torch::zeros({rule.skippedRows * about.network.hiddenSize}, torch::kFloat64), part});
            const auto wave = torch::sin(0.7 * torch::arange(part.numel(), torch::kFloat64) + 1.0);
            const auto expected = sums.at(rule.sources[i]);
            CHECK_MESSAGE(std::abs(part.sum().item<double>() - expected[0].get<double>()) < 2e-5, rule.sources[i]);
            CHECK_MESSAGE(std::abs((part * wave).sum().item<double>() - expected[1].get<double>()) < 2e-5, rule.sources[i]);
        }
    }
}

} // namespace

TEST_CASE("pretrained models give the reference's tokens, hidden states, pooled vectors and gradients")
{
    const auto root = test::sourceFolder() / "tests" / "golden" / "pretrained";
    for (const auto& each : readJsonFile(root / "cases.json")) {
        const auto name = each.at("folder").get<std::string>();
        CAPTURE(name);
        GoldenLibrary library;
        const auto about = library.add(each);
        const auto expected = readJsonFile(root / each.at("expected").get<std::string>());
        const test::TextColumn texts("text", expected.at("texts").get<std::vector<std::string>>());
        auto made = goldenModel(library, about, texts, expected.at("max_length").get<std::int64_t>(), "mean", torch::kFloat64);

        SequenceRows rows;
        std::vector<std::int64_t> all(static_cast<std::size_t>(texts.size()));
        std::iota(all.begin(), all.end(), 0);
        made.encoder->encodeSequences(texts, all, rows);
        std::vector<std::vector<std::int64_t>> ids;
        for (std::int64_t i = 0; i < rows.size(); ++i)
            ids.emplace_back(rows.row(i).begin(), rows.row(i).end());
        CHECK(ids == expected.at("ids").get<std::vector<std::vector<std::int64_t>>>());

        const auto outputs = made.network->forward({{"text", made.tokens(ids)}}, {});
        for (std::size_t i = 0; i < ids.size(); ++i) {
            const auto positions = torch::tensor(expected.at("positions")[i].get<std::vector<std::int64_t>>(), torch::kInt64);
            const auto ours = outputs.at("hidden")[static_cast<std::int64_t>(i)].index_select(0, positions);
            CHECK(largestDifference(ours, goldenMatrix(expected.at("hidden")[i])) < 2e-6);
        }
        CHECK(largestDifference(outputs.at("pooled"), goldenMatrix(expected.at("mean"))) < 2e-6);

        for (const auto& parameter : made.network->parameters())
            parameter.tensor.set_requires_grad(true);
        const auto pooled = made.network->forward({{"text", made.tokens(ids)}}, {}).at("pooled");
        const auto direction = torch::sin(0.7 * torch::arange(pooled.numel(), torch::kFloat64) + 0.3).view_as(pooled);
        (pooled * direction).sum().backward();
        checkGradients(*made.network, about, expected.at("gradient").at("sums"));

        // In single precision, as it is trained.
        auto single = goldenModel(library, about, texts, expected.at("max_length").get<std::int64_t>(), "max", torch::kFloat32);
        const auto most = single.network->forward({{"text", single.tokens(ids)}}, {}).at("pooled");
        CHECK(largestDifference(most, goldenMatrix(expected.at("max"))) < 1e-4);
    }
}

TEST_CASE("MiniLM's real weights give the reference's vectors")
{
    FETTLE_REQUIRE_STARTER();
    const auto given = (test::starterLibrary() / test::kStarterModel).string();
    GoldenLibrary library;
    const auto about = library.add(given, "minilm");
    const auto expected = readJsonFile(test::sourceFolder() / "tests" / "golden" / "minilm.json");
    const test::TextColumn texts("text", expected.at("texts").get<std::vector<std::string>>());
    auto made = goldenModel(library, about, texts, expected.at("max_length").get<std::int64_t>(), "auto", torch::kFloat32);
    SequenceRows rows;
    std::vector<std::int64_t> all(static_cast<std::size_t>(texts.size()));
    std::iota(all.begin(), all.end(), 0);
    made.encoder->encodeSequences(texts, all, rows);
    std::vector<std::vector<std::int64_t>> ids;
    for (std::int64_t i = 0; i < rows.size(); ++i)
        ids.emplace_back(rows.row(i).begin(), rows.row(i).end());
    CHECK(ids == expected.at("ids").get<std::vector<std::vector<std::int64_t>>>());
    const auto outputs = made.network->forward({{"text", made.tokens(ids)}}, {});
    CHECK(largestDifference(outputs.at("pooled"), goldenMatrix(expected.at("mean"))) < 1e-4);
}
