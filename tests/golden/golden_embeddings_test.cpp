// SPDX-License-Identifier: GPL-3.0-or-later
// Texts as vectors against the reference (pretrained/, from make_pretrained.py; minilm.json, from make_minilm.py, which
// holds sentence-transformers' vectors to the same numbers): the mean over tokens, brought to length 1.
#include <fstream>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include "engine/pretrained/model_library.h"
#include "engine/training/text_embedder.h"
#include "tests/model/graphs.h"
#include "tests/support/environment.h"
#include "tests/support/pretrained_models.h"
#include "tests/support/temporary_folder.h"

using namespace fettle;

namespace {

nlohmann::json embeddingsExpected(const std::filesystem::path& path)
{
    std::ifstream file(path);
    REQUIRE(file);
    return nlohmann::json::parse(file);
}

/// The vectors by the library's `model` of the golden texts against theirs, but for texts that were cut at another length there.
void checkVectors(const test::TemporaryFolder& library, const PretrainedModel& model, const nlohmann::json& expected, std::size_t least)
{
    const test::ScopedVariable inUse("FETTLE_PRETRAINED", library.path().string());
    EmbedRequest request;
    request.pretrained = model.id;
    const auto embedder = training::TextEmbedder::open(request, test::builtInRegistry());
    REQUIRE_MESSAGE(embedder.ok(), toLogLine(embedder.error()));
    CHECK((*embedder)->dimensions() == model.network.hiddenSize);
    const auto texts = expected.at("texts").get<std::vector<std::string>>();
    const auto ours = (*embedder)->embed(texts);
    const auto cut = expected.at("max_length").get<std::size_t>();
    std::size_t compared = 0;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (expected.at("ids")[i].size() >= cut)
            continue;
        const auto mean = torch::tensor(expected.at("mean")[i].get<std::vector<double>>(), torch::kFloat64);
        const auto difference = (ours[static_cast<std::int64_t>(i)].to(torch::kFloat64) - mean / mean.norm()).abs().max().item<double>();
        CHECK_MESSAGE(difference < 1e-4, texts[i]);
        ++compared;
    }
    CHECK(compared >= least);
    CHECK((ours.norm(2, 1) - 1.0).abs().max().item<double>() < 1e-5);
}

} // namespace

TEST_CASE("texts become the reference's vectors, of length 1")
{
    const auto root = test::sourceFolder() / "tests" / "golden" / "pretrained";
    for (const auto& each : embeddingsExpected(root / "cases.json")) {
        CAPTURE(each.dump());
        const test::TemporaryFolder library;
        checkVectors(library, test::addGolden(library.path(), each), embeddingsExpected(root / each.at("expected").get<std::string>()), 3);
    }
}

TEST_CASE("MiniLM's real weights give sentence-transformers' vectors")
{
    FETTLE_REQUIRE_STARTER();
    const test::TemporaryFolder library;
    const auto model = test::addPretrained(library.path(), test::starterLibrary() / test::kStarterModel, "minilm");
    checkVectors(library, model, embeddingsExpected(test::sourceFolder() / "tests" / "golden" / "minilm.json"), 8);
}
