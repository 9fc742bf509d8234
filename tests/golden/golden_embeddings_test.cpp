// SPDX-License-Identifier: GPL-3.0-or-later
// Texts as vectors against the reference (pretrained/, from make_pretrained.py; minilm.json, from make_minilm.py, which
// holds sentence-transformers' vectors to the same numbers): the mean over tokens, brought to length 1.
#include <cstdlib>
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

/// Our vectors of the golden texts against theirs, but for texts that were cut at another length there.
void checkVectors(const std::filesystem::path& from, const nlohmann::json& expected, std::size_t least)
{
    const test::TemporaryFolder folder;
    ::setenv("FETTLE_PRETRAINED", folder.path().c_str(), 1);
    const auto published = test::addPretrained(folder.path(), from, "model");
    EmbedRequest request;
    request.pretrained = "model";
    const auto embedder = training::TextEmbedder::open(request, test::builtInRegistry());
    REQUIRE_MESSAGE(embedder.ok(), toLogLine(embedder.error()));
    CHECK((*embedder)->dimensions() == published.network.hiddenSize);
    const auto texts = expected.at("texts").get<std::vector<std::string>>();
    const auto ours = (*embedder)->embed(texts);
    ::unsetenv("FETTLE_PRETRAINED");
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
        const auto name = each.at("folder").get<std::string>();
        CAPTURE(name);
        checkVectors(root / name, embeddingsExpected(root / each.at("expected").get<std::string>()), 3);
    }
}

// With weights that must be fetched first, as in golden_pretrained_test.cpp.
TEST_CASE("MiniLM's real weights give sentence-transformers' vectors" * doctest::skip(std::getenv("FETTLE_MINILM") == nullptr))
{
    checkVectors(std::getenv("FETTLE_MINILM"), embeddingsExpected(test::sourceFolder() / "tests" / "golden" / "minilm.json"), 8);
}
