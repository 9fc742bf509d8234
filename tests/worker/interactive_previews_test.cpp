// SPDX-License-Identifier: GPL-3.0-or-later
// What the Train page shows before a training: the learning rate over its steps, and augmented examples.
#include <fstream>
#include <iterator>
#include <set>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "engine/contract/pretrained.h"
#include "engine/contract/recipe.h"
#include "engine/data/dataset_reader.h"
#include "engine/data/picture_decoder.h"
#include "engine/worker/interactive.h"
#include "tests/training/training_fixture.h"

using namespace fettle;
using namespace fettle::test;

namespace {

const auto kGoOn = [] { return false; };

Value askedOrFailed(worker::Interactive& interactive, const std::string& method, ValueMap params)
{
    const auto answer = interactive.answer(method, params, kGoOn);
    REQUIRE_MESSAGE(answer.ok(), (answer.ok() ? "" : toLogLine(answer.error())));
    return *answer;
}

std::string bytesOf(const std::string& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace

TEST_CASE("the curve of a schedule is the learning rate of its steps")
{
    worker::Interactive interactive(builtInComponents(), "test");
    const Value adamw = toValue(ComponentRef{"adamw", {{"lr", 0.01}}});
    const auto curve = askedOrFailed(interactive, "schedule_curve",
                                     {{"schedule", toValue(ComponentRef{"cosine", {{"warmup_steps", 100}}})},
                                      {"optimizer", adamw}, {"steps", 10'000}, {"steps_per_epoch", 100}});
    const auto& steps = curve.at("steps").asList();
    const auto& values = curve.at("values").asList();
    REQUIRE(steps.size() == 400);
    REQUIRE(values.size() == 400);
    CHECK(steps.front().asInteger() == 1);
    CHECK(steps.back().asInteger() == 10'000);
    CHECK(values.front().asReal() == doctest::Approx(0.01 / 100.0)); // it warms up
    double highest = 0.0;
    for (const auto& value : values)
        highest = std::max(highest, value.asReal());
    CHECK(highest == doctest::Approx(0.01).epsilon(0.02));
    CHECK(values.back().asReal() < 1e-5);

    const auto stairs = askedOrFailed(interactive, "schedule_curve",
                                      {{"schedule", toValue(ComponentRef{"step", {{"step_size", 1}, {"gamma", 0.5}}})},
                                       {"optimizer", adamw}, {"steps", 6}, {"steps_per_epoch", 2}});
    REQUIRE(stairs.at("values").asList().size() == 6);
    CHECK(stairs.at("values").asList()[1].asReal() == 0.01);
    CHECK(stairs.at("values").asList()[2].asReal() == 0.005);
    CHECK(stairs.at("values").asList()[5].asReal() == 0.0025);

    CHECK_FALSE(interactive.answer("schedule_curve", ValueMap{{"schedule", toValue(ComponentRef{"spiral", {}})}, {"optimizer", adamw}}, kGoOn).ok());
}

TEST_CASE("an augmented example: first as it is, then as the first epochs see it, the same for the same seed")
{
    const TemporaryFolder folder;
    const auto manifest = importPictures(folder);
    const auto dataset = data::Dataset::open(manifest);
    REQUIRE(dataset.ok());
    std::string field;
    for (const auto& info : (*dataset)->manifest().fields)
        if (info.kind == FieldKind::Image)
            field = info.name;
    worker::Interactive interactive(builtInComponents(), "test");
    const auto ask = [&](const std::string& name, std::int64_t seed, ValueList augmentation) {
        const auto answer = askedOrFailed(interactive, "augmented",
                                          {{"manifest_path", manifest}, {"field", field}, {"row", 3}, {"seed", seed}, {"count", 9},
                                           {"augmentation", augmentation}, {"folder", (folder.path() / name).string()}});
        std::vector<std::string> pictures;
        for (const auto& file : answer.at("pictures").asList())
            pictures.push_back(bytesOf(file.asText()));
        CHECK(answer.at("height").asInteger() == 12);
        return pictures;
    };
    const ValueList turned{toValue(ComponentRef{"rotation", {{"degrees", 90.0}}}), toValue(ComponentRef{"crop", {{"padding", 3}}})};
    const auto pictures = ask("a", 1, turned);
    REQUIRE(pictures.size() == 9);
    CHECK(std::set<std::string>(pictures.begin(), pictures.end()).size() >= 7);
    const auto decoded = data::decodePicture(std::as_bytes(std::span(pictures[0])));
    REQUIRE(decoded.ok());
    CHECK(decoded->width == 12);
    CHECK(ask("b", 1, turned) == pictures);
    const auto others = ask("c", 2, turned);
    CHECK(others[0] == pictures[0]);
    CHECK(others[1] != pictures[1]);
    const auto plain = ask("d", 1, {});
    CHECK(std::set<std::string>(plain.begin(), plain.end()).size() == 1);
    CHECK(plain[0] == pictures[0]);

    const auto refused = interactive.answer("augmented", ValueMap{{"manifest_path", manifest}, {"field", "label"}, {"row", 0}}, kGoOn);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == "worker.field_missing");
}

TEST_CASE("texts as they are encoded: some as tokens, and a summary of all parts")
{
    const TemporaryFolder folder;
    const auto manifest = importMessages(folder, 120);
    worker::Interactive interactive(builtInComponents(), "test");
    const auto answer = askedOrFailed(interactive, "encoded",
                                      {{"manifest_path", manifest}, {"field", "message"}, {"rows", ValueList{0, 7, 100'000}}, {"summary", true},
                                       {"encoder", toValue(ComponentRef{"text", {{"max_length", 6}}})}});
    const auto& rows = answer.at("rows").asList();
    REQUIRE(rows.size() == 2); // there is no row 100,000
    CHECK(rows[1].at("id").asInteger() == 7);
    for (const auto& row : rows) {
        CHECK(row.at("after").asList().size() <= 6);
        CHECK(row.at("before").asText().starts_with(row.at("after").asList().front().asText()));
    }
    const auto dataset = data::Dataset::open(manifest);
    REQUIRE(dataset.ok());
    for (const auto split : {Split::Train, Split::Validation, Split::Test}) {
        const auto& summary = answer.at(toText(split));
        CHECK(summary.at("rows").asInteger() == static_cast<std::int64_t>((*dataset)->rows(split).size()));
        CHECK(summary.at("max_length").asInteger() == 6);
        CHECK(summary.at("cut_rows").asInteger() > 0);
        CHECK(summary.at("longest").asInteger() >= summary.at("p95_length").asInteger());
        CHECK(summary.at("p95_length").asInteger() >= summary.at("median_length").asInteger());
    }
    // Each message ends in a word of its own.
    CHECK(answer.at("validation").at("unknown_tokens").asInteger() >= answer.at("validation").at("rows").asInteger());

    // Without a summary there is none; as the encoder of the column's kind where none is named.
    const auto plain = askedOrFailed(interactive, "encoded", {{"manifest_path", manifest}, {"field", "message"}, {"rows", ValueList{0}}});
    CHECK(plain.at("train").isNull());
    CHECK(plain.at("rows").asList().front().at("after").asList().size() >= 2);
    const auto refused = interactive.answer("encoded", ValueMap{{"manifest_path", manifest}, {"field", "nothing"}}, kGoOn);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == "worker.field_missing");
    CHECK(askedOrFailed(interactive, "encoded", {{"manifest_path", manifest}, {"field", "topic"}, {"summary", true}}).at("train").asMap().empty());
}

TEST_CASE("what it takes here to train pretrained models, of each one in turn")
{
    worker::Interactive interactive(builtInComponents(), "test");
    PretrainedModel model;
    model.id = "small";
    model.parameterCount = 23'000'000;
    model.network.hiddenSize = 384;
    model.network.innerSize = 1536;
    model.network.layers = 6;
    model.network.positions = 512;
    auto larger = model;
    larger.parameterCount = 1'000'000'000'000;
    const auto answer = askedOrFailed(interactive, "training_fits", {{"models", ValueList{toValue(model), toValue(larger)}}});
    const auto& models = answer.at("models").asList();
    REQUIRE(models.size() == 2);
    REQUIRE(models[0].asList().size() == 3);
    CHECK(models[0].asList()[0].at("method").asText() == "full");
    CHECK(models[0].asList()[0].at("memory_bytes").asInteger() > 16 * model.parameterCount);
    CHECK(models[0].asList()[2].at("seconds").asReal() > 0.0);
    CHECK(models[1].asList()[2].at("fit").asText() == "too_large");
}
