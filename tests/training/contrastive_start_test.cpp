// SPDX-License-Identifier: GPL-3.0-or-later
// A handful of examples: a pretrained body is tuned by comparing them, then a last layer is trained over it.
#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <set>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include "engine/component_api/loss.h"
#include "engine/data/recommend.h"
#include "engine/model/safetensors.h"
#include "engine/pretrained/model_library.h"
#include "engine/training/contrastive_start.h"
#include "engine/training/predictor.h"
#include "tests/support/environment.h"
#include "tests/training/small_bert.h"

using namespace fettle;
using namespace fettle::test;

namespace {

struct HandfulFixture : SmallBert {
    TrainRequest request(std::int64_t steps) const
    {
        auto made = trainRequest(folder, importMessages(folder, 90));
        made.recipe.networks["model"].fromTemplate = {"bert", {{"model", "small"}}};
        made.recipe.training.epochs = 20;
        made.recipe.training.batchSize = 16;
        made.recipe.training.fineTuning.method = TuningMethod::Frozen;
        made.recipe.training.fineTuning.contrastiveSteps = steps;
        Objective objective;
        objective.optimizer = {"adamw", {{"lr", 0.003}}};
        made.recipe.objectives = {objective};
        return made;
    }
};

double supConByHand(const torch::Tensor& rows, const std::vector<std::int64_t>& classes, double temperature)
{
    const auto unit = rows / rows.norm(2, 1, true);
    const auto count = rows.size(0);
    double sum = 0.0;
    double anchors = 0.0;
    for (std::int64_t i = 0; i < count; ++i) {
        double all = 0.0;
        for (std::int64_t a = 0; a < count; ++a)
            if (a != i)
                all += std::exp(unit[i].dot(unit[a]).item<double>() / temperature);
        double own = 0.0;
        double pairs = 0.0;
        for (std::int64_t p = 0; p < count; ++p)
            if (p != i && classes[static_cast<std::size_t>(p)] == classes[static_cast<std::size_t>(i)]) {
                own -= std::log(std::exp(unit[i].dot(unit[p]).item<double>() / temperature) / all);
                pairs += 1.0;
            }
        if (pairs > 0.0) {
            sum += own / pairs;
            anchors += 1.0;
        }
    }
    return sum / anchors;
}

std::unique_ptr<LossFunction> contrastOfClasses(double temperature)
{
    const auto found = builtInComponents().resolve<Loss>(ComponentKind::Loss, {"supervised_contrastive", {{"temperature", temperature}}});
    REQUIRE(found.ok());
    return found->first->create(found->second, {});
}

} // namespace

TEST_CASE("the contrast of classes is the paper's sum, with gradients, and nothing where no pair is")
{
    torch::manual_seed(3);
    auto rows = torch::randn({7, 5}, torch::kFloat64).requires_grad_();
    const std::vector<std::int64_t> classes{0, 1, 0, 2, 1, 0, 3}; // 2 and 3 are alone
    const auto target = torch::tensor(classes, torch::kInt64);
    const auto loss = contrastOfClasses(0.1);
    const auto value = loss->mean(rows, target, {});
    CHECK(value.item<double>() == doctest::Approx(supConByHand(rows.detach(), classes, 0.1)).epsilon(1e-9));
    value.backward();
    const auto gradient = rows.grad().clone();
    for (const auto& [row, column] : {std::pair{0, 1}, {3, 2}, {4, 4}}) {
        const torch::NoGradGuard noGrad;
        auto moved = rows.detach().clone();
        moved[row][column] += 1e-6;
        const double up = loss->mean(moved, target, {}).item<double>();
        moved[row][column] -= 2e-6;
        const double down = loss->mean(moved, target, {}).item<double>();
        CHECK(gradient[row][column].item<double>() == doctest::Approx((up - down) / 2e-6).epsilon(1e-4));
    }
    const auto each = loss->perExample(rows.detach(), target);
    CHECK(std::isnan(each[3].item<double>()));
    CHECK(std::isfinite(each[0].item<double>()));
    // A weight of two counts as twice the example.
    auto weights = torch::ones({7});
    weights[0] = 0.0;
    CHECK(loss->mean(rows.detach(), target, weights).item<double>() != doctest::Approx(value.item<double>()));
    const auto alone = loss->mean(rows.detach().narrow(0, 0, 2), torch::tensor({0, 1}, torch::kInt64), {});
    CHECK(alone.item<double>() == 0.0);
}

TEST_CASE("a step compares many classes, each with at least two, and is drawn anew from the seed")
{
    std::vector<std::vector<std::int64_t>> examples;
    std::map<std::int64_t, std::int64_t> classOf;
    std::int64_t next = 0;
    for (std::int64_t c = 0; c < 77; ++c) {
        examples.emplace_back();
        for (std::int64_t i = 0; i < 8; ++i) {
            classOf[next] = c;
            examples.back().push_back(next++);
        }
    }
    std::set<std::vector<std::int64_t>> seen;
    for (std::int64_t step = 0; step < 20; ++step) {
        const auto batch = training::contrastiveBatch(examples, 5, step);
        CHECK(batch.size() == 64);
        CHECK(batch == training::contrastiveBatch(examples, 5, step));
        std::map<std::int64_t, int> counts;
        for (const auto place : batch)
            ++counts[classOf.at(place)];
        CHECK(counts.size() == 32);
        CHECK(std::ranges::all_of(counts, [](const auto& entry) { return entry.second == 2; }));
        CHECK(std::set(batch.begin(), batch.end()).size() == batch.size());
        seen.insert(batch);
    }
    CHECK(seen.size() == 20);
    CHECK(training::contrastiveBatch(examples, 6, 0) != training::contrastiveBatch(examples, 5, 0));

    // Few classes give more of each; a single example makes a pair with itself; a class without any is left out.
    const auto batch = training::contrastiveBatch({{0, 1, 2, 3, 4}, {5}, {}}, 1, 0);
    CHECK(std::ranges::count(batch, 5) == 2);
    CHECK(std::set(batch.begin(), batch.end()).size() == 6);
    CHECK(training::contrastiveBatch({{}, {}}, 1, 0).empty());
}

TEST_CASE("comparing first changes the body but for its words, is published whole, and a run takes it up exactly")
{
    const HandfulFixture fixture;
    const auto request = fixture.request(12);
    RecordingObserver observer;
    const auto outcome = trainOrFail(request, observer);
    CHECK(observer.hasNote("training.contrastive_done"));
    CHECK(observer.resolved.training.fineTuning.contrastiveSteps == 12);
    CHECK(observer.series.at("train/contrastive_loss").size() == 12);
    CHECK(observer.series.at("train/contrastive_loss").begin()->first == 1);
    // Features of a body of its own are no use to others.
    CHECK_FALSE(std::filesystem::exists(fixture.folder.path() / "cache" / "fettle" / "features"));
    const auto published = model::openSafetensors(std::filesystem::path(request.modelFolder) / "weights.safetensors");
    const auto original = model::openSafetensors(fixture.folder.path() / "library/small/model.safetensors");
    REQUIRE(published.ok());
    REQUIRE(original.ok());
    CHECK_FALSE(torch::equal(published->find("block2.linear1.weight"), original->find("encoder.layer.1.intermediate.dense.weight")));
    CHECK(torch::equal(published->find("word_embedding.weight"), original->find("embeddings.word_embeddings.weight")));
    // The published model says what the evaluation said: publishing checks it and would have failed otherwise.
    CHECK(training::Predictor::open(request.modelFolder, builtInComponents()).ok());

    RecordingObserver again;
    CHECK(trainOrFail(request, again).result.metrics == outcome.result.metrics);
    CHECK(observer.exactSeries() == again.exactSeries());
    auto resumed = fixture.request(6);
    resumed.recipe.training.epochs = 4;
    checkResume(resumed);
}

TEST_CASE("after comparing, one layer over the body fits the examples better than over the body as it came")
{
    const HandfulFixture fixture;
    RecordingObserver plain;
    static_cast<void>(trainOrFail(fixture.request(0), plain));
    CHECK_FALSE(plain.hasNote("training.contrastive_done"));
    RecordingObserver compared;
    static_cast<void>(trainOrFail(fixture.request(60), compared));
    // The small model's weights are drawn, so that its figures on a dozen new texts say nothing; its fit does.
    CHECK(compared.series.at("train/loss").rbegin()->second < plain.series.at("train/loss").rbegin()->second);
}

TEST_CASE("comparing first is refused where there is nothing to compare or to freeze")
{
    const HandfulFixture fixture;
    const auto refusalOf = [](const TrainRequest& request) {
        RecordingObserver observer;
        const auto outcome = training::train(request, builtInComponents(), observer);
        return outcome.ok() ? std::string() : outcome.error().code;
    };
    auto full = fixture.request(10);
    full.recipe.training.fineTuning.method = TuningMethod::Full;
    CHECK(refusalOf(full) == "training.option_range");
    CHECK(refusalOf(fixture.request(-1)) == "training.option_range");
    auto undecided = fixture.request(10);
    undecided.recipe.training.fineTuning.method = TuningMethod::Auto;
    undecided.recipe.training.epochs = 1;
    RecordingObserver observer;
    static_cast<void>(trainOrFail(undecided, observer));
    CHECK(observer.resolved.training.fineTuning.method == TuningMethod::Frozen);
    // A pause comes between two steps of comparing.
    RecordingObserver stopping;
    stopping.stopWhen = [](std::int64_t question) { return question > 3 ? std::optional(StopMode::Discard) : std::nullopt; };
    const auto stopped = training::train(fixture.request(50), builtInComponents(), stopping);
    const bool ended = !stopped.ok() ? stopped.error().code == "training.stopped_early" : stopped->state == JobState::Stopped;
    CHECK(ended);
}

TEST_CASE("a handful of texts a class is recommended to be compared first, with its reason; more are not")
{
    const HandfulFixture fixture;
    data::MachineFacts slow;
    slow.threads = 1;
    slow.multiplyAddsPerSecond = 1e7;
    std::map<bool, double> minutes;
    for (const auto& [rows, compared] : {std::pair<std::int64_t, bool>{45, true}, {360, false}}) {
        CAPTURE(rows);
        const TemporaryFolder place;
        RecommendRequest request;
        request.manifestPath = importMessages(place, rows);
        request.target = "topic";
        request.model = {"bert", {{"model", "small"}}};
        const auto advice = data::recommend(request, builtInComponents(), slow);
        REQUIRE_MESSAGE(advice.ok(), (advice.ok() ? "" : toLogLine(advice.error())));
        minutes[compared] = advice->minutes;
        // Its own reason stays with it, whoever chose it.
        const auto own = std::ranges::find(advice->models, "bert", [](const RecommendedModel& model) { return model.model.component; });
        REQUIRE(own != advice->models.end());
        CHECK(own->reason.code.starts_with("data.model_pretrained"));
        CHECK(own->activationBytes > 0);
        CHECK(own->batchSize == 16);
        // A network drawn by hand gets what suits one that begins from nothing; what is recommended stays in its order.
        auto drawn = request;
        drawn.model = {};
        drawn.fromNothing = true;
        const auto other = data::recommend(drawn, builtInComponents(), slow);
        REQUIRE(other.ok());
        CHECK(other->recipe.networks.at("model").fromTemplate.component != "bert");
        CHECK(other->recipe.training.fineTuning == FineTuning());
        const auto component = [](const RecommendedModel& model) { return model.model.component; };
        CHECK(std::ranges::equal(other->models, advice->models, {}, component, component));
        const auto& tuning = advice->recipe.training.fineTuning;
        CHECK((tuning.contrastiveSteps > 0) == compared);
        const auto reason = std::ranges::find(advice->options, "training.fine_tuning.contrastive_steps", &RecommendedOption::path);
        REQUIRE((reason != advice->options.end()) == compared);
        if (!compared)
            continue;
        CHECK(tuning.method == TuningMethod::Frozen);
        CHECK(tuning.contrastiveSteps <= 300);
        CHECK(reason->reason.code == "data.option_tuning_contrast");
        CHECK(reason->value.asInteger() == tuning.contrastiveSteps);
    }
    // What is frozen is run through once, whatever the number of rounds; comparing goes through it again and again.
    CHECK(minutes.at(false) > 0.0);
    CHECK(minutes.at(true) > 10.0 * minutes.at(false));
}

TEST_CASE("where memory runs short while examples are compared, first blocks are worked out twice, then fewer are compared")
{
    const HandfulFixture fixture;
    const auto run = [&](const char* fault, ActivationCheckpointing checkpointing = ActivationCheckpointing::Auto) {
        const ScopedVariable injected("FETTLE_FAULT_TRAIN", fault);
        auto request = fixture.request(8);
        request.recipe.training.activationCheckpointing = checkpointing;
        request.recipe.training.epochs = 2;
        auto observer = std::make_unique<RecordingObserver>();
        static_cast<void>(trainOrFail(request, *observer));
        return observer;
    };
    const auto argument = [](const RecordingObserver& observer, const std::string& code, const std::string& name) {
        const auto found = std::ranges::find(observer.notes, code, &Note::code);
        return found == observer.notes.end() ? std::int64_t{-1} : found->arguments.at(name).asInteger();
    };
    const auto roomy = run("");
    CHECK_FALSE(roomy->hasNote("training.checkpointing_out_of_memory"));
    // What is worked out twice changes no number.
    const auto once = run("oom:3:1");
    CHECK(argument(*once, "training.checkpointing_out_of_memory", "step") == 3);
    CHECK_FALSE(once->hasNote("training.contrastive_batch_halved"));
    CHECK(once->exactSeries() == roomy->exactSeries());
    // Nor where memory ends after dropout was drawn: it is drawn again.
    const auto late = run("oom_late:3:1");
    CHECK(argument(*late, "training.checkpointing_out_of_memory", "step") == 3);
    CHECK(late->exactSeries() == roomy->exactSeries());

    const auto twice = run("oom:3:2");
    CHECK(twice->hasNote("training.checkpointing_out_of_memory"));
    CHECK(argument(*twice, "training.contrastive_batch_halved", "step") == 3);
    CHECK(argument(*twice, "training.contrastive_batch_halved", "to") == argument(*twice, "training.contrastive_batch_halved", "from") / 2);
    const auto& series = twice->series.at("train/contrastive_loss");
    CHECK(series.size() == 8);
    CHECK(series.at(2) == roomy->series.at("train/contrastive_loss").at(2));
    CHECK(series.at(3) != roomy->series.at("train/contrastive_loss").at(3));
    // Somebody who wants no block worked out twice goes with fewer texts at once.
    const auto never = run("oom:3:1", ActivationCheckpointing::Off);
    CHECK_FALSE(never->hasNote("training.checkpointing_out_of_memory"));
    CHECK(never->hasNote("training.contrastive_batch_halved"));

    const ScopedVariable injected("FETTLE_FAULT_TRAIN", "oom:3:50");
    RecordingObserver observer;
    const auto hopeless = training::train(fixture.request(8), builtInComponents(), observer);
    REQUIRE_FALSE(hopeless.ok());
    CHECK(hopeless.error().code == "training.contrastive_out_of_memory");
    CHECK(hopeless.error().arguments.at("count") == Value(training::kLeastContrastiveBatch));
}

TEST_CASE("a run goes on with the body that comparing made, whatever memory there is by then")
{
    const HandfulFixture fixture;
    auto request = fixture.request(8);
    request.recipe.training.epochs = 4;
    const auto notes = [](const RecordingObserver& observer, const std::string& code) {
        return std::ranges::count(observer.notes, code, &Note::code);
    };
    const auto pause = [&](TrainRequest& paused, RecordingObserver& observer) {
        observer.stopWhen = [&observer](std::int64_t) {
            return observer.lastProgress.phase == "training" ? std::optional(StopMode::Pause) : std::nullopt;
        };
        pauseToGoOn(paused, observer);
        // So early that most of the points of comparing are forgotten too.
        CHECK(paused.lastStep >= 1);
        CHECK(paused.lastStep < 8);
        observer.stopWhen = nullptr;
    };

    RecordingObserver undisturbed;
    RecordingObserver observer;
    auto paused = beside(request, "paused");
    {
        const ScopedVariable injected("FETTLE_FAULT_TRAIN", "oom:3:2");
        static_cast<void>(trainOrFail(request, undisturbed));
        pause(paused, observer);
    }
    CHECK(observer.hasNote("training.contrastive_batch_halved"));
    static_cast<void>(trainOrFail(paused, observer)); // with all the memory that it wants
    CHECK(observer.exactSeries() == undisturbed.exactSeries());
    checkSameModels(paused, request);
    CHECK(notes(observer, "training.contrastive_done") == 1);

    // Where a disk lost what was kept, the steps are taken once more.
    RecordingObserver roomy;
    const auto withRoom = beside(request, "roomy");
    static_cast<void>(trainOrFail(withRoom, roomy));
    RecordingObserver lost;
    auto again = beside(request, "lost");
    pause(again, lost);
    std::filesystem::resize_file(std::filesystem::path(again.runFolder) / "checkpoints" / "fixed.safetensors", 100);
    static_cast<void>(trainOrFail(again, lost));
    CHECK(lost.hasNote("training.checkpoint_damaged"));
    CHECK(notes(lost, "training.contrastive_done") == 2);
    CHECK(lost.exactSeries() == roomy.exactSeries());
    checkSameModels(again, withRoom);
}

TEST_CASE("with little memory the steps of comparing are few texts of at least two classes")
{
    const std::vector<std::vector<std::int64_t>> examples{{0, 1, 2, 3}, {4, 5, 6}, {7, 8}, {9}};
    for (const std::int64_t most : {4, 5, 9, 16}) {
        CAPTURE(most);
        const auto batch = training::contrastiveBatch(examples, 2, 0, most);
        CHECK(static_cast<std::int64_t>(batch.size()) <= most);
        std::set<std::size_t> classes;
        for (const auto place : batch)
            for (std::size_t c = 0; c < examples.size(); ++c)
                if (std::ranges::find(examples[c], place) != examples[c].end())
                    classes.insert(c);
        CHECK(classes.size() >= 2);
    }
}
