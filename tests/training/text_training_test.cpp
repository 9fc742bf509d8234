// SPDX-License-Identifier: GPL-3.0-or-later
// Texts from a table to a model: their tokens in batches, their order, training, resuming and predicting.
#include <algorithm>
#include <numeric>
#include <random>
#include <set>

#include <doctest/doctest.h>
#include <torch/torch.h>

#include "engine/data/dataset_reader.h"
#include "engine/training/experiment.h"
#include "tests/training/training_fixture.h"

using namespace fettle;
using namespace fettle::test;
using namespace fettle::training;

namespace {

TrainRequest textRequest(const TemporaryFolder& folder, const std::string& templateId)
{
    auto request = trainRequest(folder, importMessages(folder));
    request.recipe.networks["model"].fromTemplate.component = templateId;
    request.recipe.training.epochs = 6;
    request.recipe.training.batchSize = 16;
    return request;
}

Experiment experimentOf(const TemporaryFolder& folder, const std::string& manifest, std::vector<ComponentRef> augmentation = {})
{
    Recipe recipe;
    recipe.training.batchSize = 16;
    recipe.augmentation = std::move(augmentation);
    auto dataset = data::Dataset::open(manifest);
    REQUIRE(dataset.ok());
    ResolveOptions options;
    options.cacheBytes = 1 << 20;
    auto experiment = resolveExperiment(recipe, std::move(dataset).value(), builtInComponents(), options);
    REQUIRE_MESSAGE(experiment.ok(), (experiment.ok() ? std::string() : toLogLine(experiment.error())));
    static_cast<void>(folder);
    return std::move(experiment).value();
}

std::vector<std::int64_t> tokensOf(const Batch& batch, std::int64_t row)
{
    const auto& signal = batch.inputs.at("message");
    const auto length = signal.layout->lengths[row].item<std::int64_t>();
    const auto values = signal.values[row].narrow(0, 0, length).contiguous();
    return {values.data_ptr<std::int64_t>(), values.data_ptr<std::int64_t>() + length};
}

} // namespace

TEST_CASE("batches of texts are as wide as their longest text, filled up and masked")
{
    const TemporaryFolder folder;
    const auto experiment = experimentOf(folder, importMessages(folder));
    const auto& split = *experiment.train;
    const auto lengths = split.lengths();
    REQUIRE(static_cast<std::int64_t>(lengths.size()) == split.size());
    CHECK(std::ranges::min(lengths) < std::ranges::max(lengths));
    auto slot = split.makeSlot(4);
    std::map<std::int64_t, std::vector<std::int64_t>> alone;
    for (const auto& positions : std::vector<std::vector<std::int64_t>>{{0, 1, 2, 3}, {7, 3, 0, 9}, {5, 5, 5, 5}}) {
        split.fill(slot, positions, 0);
        const auto& signal = slot.batch.inputs.at("message");
        std::int64_t longest = 0;
        for (const auto position : positions)
            longest = std::max(longest, lengths[static_cast<std::size_t>(position)]);
        CHECK(signal.values.sizes() == torch::IntArrayRef({4, longest}));
        CHECK(signal.layout->mask.sizes() == signal.values.sizes());
        CHECK(signal.layout->maximumLength == longest);
        CHECK(signal.layout->isFull == signal.layout->mask.all().item<bool>());
        CHECK(torch::equal(signal.layout->mask.sum(1), signal.layout->lengths));
        CHECK(signal.values.masked_select(signal.layout->mask.logical_not()).eq(0).all().item<bool>());
        CHECK(signal.values.masked_select(signal.layout->mask).gt(0).all().item<bool>());
        for (std::size_t i = 0; i < positions.size(); ++i) {
            CHECK(signal.layout->lengths[static_cast<std::int64_t>(i)].item<std::int64_t>() == lengths[static_cast<std::size_t>(positions[i])]);
            // The same text has the same tokens in any company.
            const auto tokens = tokensOf(slot.batch, static_cast<std::int64_t>(i));
            CHECK((alone.try_emplace(positions[i], tokens).first->second == tokens));
        }
    }
}

TEST_CASE("hidden words differ by epoch, are the same at the same place, and leave evaluation alone")
{
    const TemporaryFolder folder;
    const auto manifest = importMessages(folder);
    const auto plain = experimentOf(folder, manifest);
    const auto hiding = experimentOf(folder, manifest, {{"token_dropout", {{"p", 0.5}}}});
    std::vector<std::int64_t> positions(static_cast<std::size_t>(plain.train->size()));
    std::iota(positions.begin(), positions.end(), 0);
    const auto tokens = [&](const EncodedSplit& split, std::int64_t epoch) {
        auto slot = split.makeSlot(split.size());
        split.fill(slot, positions, epoch);
        return slot.batch.inputs.at("message").values.clone();
    };
    const auto original = tokens(*plain.train, 0);
    const auto first = tokens(*hiding.train, 0);
    CHECK(torch::equal(first, tokens(*hiding.train, 0)));
    CHECK_FALSE(torch::equal(first, tokens(*hiding.train, 1)));
    const auto changed = first.ne(original);
    CHECK(first.masked_select(changed).eq(1).all().item<bool>());
    const auto share = changed.sum().item<double>() / original.gt(1).sum().item<double>();
    CHECK(share > 0.4);
    CHECK(share < 0.6);
    const auto evaluated = hiding.encodeForEvaluation(hiding.train->rows());
    CHECK(torch::equal(tokens(*evaluated, 0), original));
}

TEST_CASE("an epoch has every text once, in batches of like length and in another order each time")
{
    const TemporaryFolder folder;
    const auto experiment = experimentOf(folder, importMessages(folder));
    CHECK(experiment.recipe.sampler.component == "length_buckets");
    const auto order = experiment.epochOrder(builtInComponents());
    const auto lengths = experiment.train->lengths();
    const auto first = order(0);
    CHECK(first == order(0));
    CHECK(first != order(1));
    CHECK(std::set<std::int64_t>(first.begin(), first.end()).size() == lengths.size());
    const auto padded = [&](const std::vector<std::int64_t>& positions) {
        std::int64_t total = 0;
        for (std::size_t at = 0; at < positions.size(); at += 16) {
            const auto count = std::min<std::size_t>(16, positions.size() - at);
            std::int64_t longest = 0;
            for (std::size_t i = at; i < at + count; ++i)
                longest = std::max(longest, lengths[static_cast<std::size_t>(positions[i])]);
            total += longest * static_cast<std::int64_t>(count);
        }
        return total;
    };
    auto byChance = first;
    std::ranges::shuffle(byChance, std::mt19937(3));
    const auto real = std::accumulate(lengths.begin(), lengths.end(), std::int64_t{0});
    CHECK(padded(first) - real < (padded(byChance) - real) / 4);
    // What a run says of it is counted the same way.
    const auto batch = experiment.recipe.training.batchSize;
    CHECK(batch == 16);
    for (const auto& positions : {first, byChance})
        CHECK(paddingShare(*experiment.train, positions, 16)
              == doctest::Approx(1.0 - static_cast<double>(real) / static_cast<double>(padded(positions))));
    CHECK(paddingShare(*experiment.train, {}, 16) == 0.0);
}

TEST_CASE("thousands of texts, a few very long ones among them: batches hold hardly any filling, and stay a matter of chance")
{
    // Lengths as in real messages: most short, a long tail.
    std::mt19937 random(17);
    std::vector<std::int64_t> rows(10'000);
    std::iota(rows.begin(), rows.end(), std::int64_t{0});
    std::vector<std::int64_t> lengths;
    std::lognormal_distribution<double> length(2.6, 0.55);
    for (std::size_t i = 0; i < rows.size(); ++i)
        lengths.push_back(std::clamp<std::int64_t>(static_cast<std::int64_t>(length(random)), 4, 128));
    const auto sampler = builtInComponents().resolve<Sampler>(ComponentKind::Sampler, {"length_buckets", {}});
    REQUIRE(sampler.ok());
    SamplerContext context;
    context.rows = rows;
    context.lengths = lengths;
    context.batchSize = 32;
    context.seed = 3;
    const auto order = sampler->first->order(sampler->second, context);
    std::int64_t real = 0;
    std::int64_t places = 0;
    for (std::size_t at = 0; at < order.size(); at += 32) {
        const auto count = std::min<std::size_t>(32, order.size() - at);
        std::int64_t longest = 0;
        for (std::size_t i = at; i < at + count; ++i) {
            longest = std::max(longest, lengths[static_cast<std::size_t>(order[i])]);
            real += lengths[static_cast<std::size_t>(order[i])];
        }
        places += longest * static_cast<std::int64_t>(count);
    }
    CHECK(static_cast<double>(places - real) / static_cast<double>(places) < 0.03);
    // The batch that is not full, an epoch's last step, is as long as any: over epochs its mean is that of all.
    double lastMean = 0.0;
    for (context.epoch = 0; context.epoch < 30; ++context.epoch) {
        const auto some = sampler->first->order(sampler->second, context);
        for (std::size_t i = some.size() - some.size() % 32; i < some.size(); ++i)
            lastMean += static_cast<double>(lengths[static_cast<std::size_t>(some[i])]) / static_cast<double>(30 * (some.size() % 32));
    }
    CHECK(lastMean == doctest::Approx(static_cast<double>(real) / static_cast<double>(rows.size())).epsilon(0.15));
    // The companions of a row in its batch are others in the next epoch.
    context.epoch = 1;
    const auto next = sampler->first->order(sampler->second, context);
    const auto companionsOf = [](const std::vector<std::int64_t>& all, std::int64_t row) {
        const auto batch = (std::ranges::find(all, row) - all.begin()) / 32 * 32;
        return std::set<std::int64_t>(all.begin() + batch, all.begin() + std::min<std::ptrdiff_t>(batch + 32, std::ssize(all)));
    };
    std::size_t common = 0;
    for (std::int64_t row = 0; row < 50; ++row) {
        const auto before = companionsOf(order, row);
        for (const auto other : companionsOf(next, row))
            common += other != row && before.contains(other) ? 1 : 0;
    }
    CHECK(common < 50 * 31 / 4);
}

TEST_CASE("every template for texts learns what the messages are about, and a model says what its evaluation said")
{
    for (const std::string id : {"bag_of_ngrams", "text_cnn", "bilstm", "transformer"}) {
        CAPTURE(id);
        const TemporaryFolder folder;
        auto request = textRequest(folder, id);
        if (id == "bag_of_ngrams") {
            Objective objective;
            objective.optimizer = {"adamw", {{"lr", 0.02}}};
            request.recipe.objectives = {objective};
        }
        RecordingObserver observer;
        const auto outcome = trainOrFail(request, observer);
        CHECK(outcome.result.metrics.at("test").at("accuracy") > 0.9);
        CHECK(outcome.result.baseline.at("test").at("accuracy") < 0.6);
        checkAloneAsTogether(request);
    }
}

TEST_CASE("texts beside columns of a table go into one network")
{
    const TemporaryFolder folder;
    std::mt19937 random(2);
    std::string csv = "message,stars,verdict\n";
    for (int i = 0; i < 300; ++i) {
        const bool kind = random() % 2 == 0;
        const auto stars = random() % 5;
        csv += std::string(kind ? "what a lovely evening it was" : "what an awful evening it was") + " " + std::to_string(i) + ","
            + std::to_string(stars) + "," + (kind && stars > 1 ? "good" : "bad") + "\n";
    }
    auto request = trainRequest(folder, importWithTarget(folder, folder.write("reviews.csv", csv).string(), "verdict"));
    request.recipe.inputs = {{"message", {}}, {"stars", {}}};
    request.recipe.training.epochs = 25;
    request.recipe.training.batchSize = 16;
    RecordingObserver observer;
    const auto outcome = trainOrFail(request, observer);
    CHECK(observer.resolved.task.component == "text_classification");
    CHECK(outcome.result.metrics.at("test").at("accuracy") > 0.9); // neither column says it alone
}
