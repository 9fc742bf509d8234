// SPDX-License-Identifier: GPL-3.0-or-later
// A pretrained model of the library, trained on: in full, with a frozen part, by LoRA.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <numeric>

#include <nlohmann/json.hpp>

#include <doctest/doctest.h>
#include <torch/torch.h>

#include "engine/data/dataset_reader.h"
#include "engine/model/safetensors.h"
#include "engine/pretrained/adapter.h"
#include "engine/pretrained/base_reference.h"
#include "engine/pretrained/model_library.h"
#include "engine/training/experiment.h"
#include "engine/training/model_weights.h"
#include "engine/training/predictor.h"
#include "tests/support/environment.h"
#include "tests/training/small_bert.h"

using namespace fettle;
using namespace fettle::test;

namespace {

/// A published weight, and what it was in the pretrained model (names of the golden file).
struct Weights {
    torch::Tensor now;
    torch::Tensor before;
};

Weights weights(const TuningFixture& fixture, const TrainRequest& request, const std::string& ours, const std::string& theirs)
{
    const auto predictor = training::Predictor::open(request.modelFolder, builtInComponents());
    REQUIRE_MESSAGE(predictor.ok(), (predictor.ok() ? std::string() : toLogLine(predictor.error())));
    const auto published = (*predictor)->network().state();
    const auto named = std::ranges::find(published, ours, &NamedTensor::name);
    REQUIRE(named != published.end());
    const auto original = model::openSafetensors(fixture.folder.path() / "library/small/model.safetensors");
    REQUIRE(original.ok());
    Weights found{named->tensor.detach().clone(), original->find(theirs).clone()};
    REQUIRE(found.now.defined());
    REQUIRE(found.before.defined());
    return found;
}

torch::Tensor queryOf(const torch::Tensor& packed) { return packed.narrow(0, 0, packed.size(0) / 3); }

/// Another revision: one number of one matrix is another.
void changeWeights(const std::filesystem::path& weightsFile)
{
    std::vector<NamedTensor> other;
    for (const auto& named : model::openSafetensors(weightsFile)->tensors())
        other.push_back({named.name, named.tensor.clone()});
    for (auto& named : other)
        if (named.name.ends_with("encoder.layer.0.intermediate.dense.weight"))
            named.tensor.view(-1)[0] += 0.01;
    REQUIRE(model::writeSafetensors(weightsFile, other, {{"format", "pt"}}).ok());
}

} // namespace

TEST_CASE("hidden words are the text's own, not the tokens that a pretrained model puts around it")
{
    const TuningFixture fixture;
    auto request = fixture.request(TuningMethod::Full);
    request.recipe.augmentation = {{"token_dropout", {{"p", 0.9}}}};
    auto dataset = data::Dataset::open(request.manifestPath);
    REQUIRE(dataset.ok());
    training::ResolveOptions options;
    options.cacheBytes = 1 << 20;
    const auto experiment = training::resolveExperiment(request.recipe, std::move(dataset).value(), builtInComponents(), options);
    REQUIRE_MESSAGE(experiment.ok(), (experiment.ok() ? std::string() : toLogLine(experiment.error())));
    const auto& split = *experiment->train;
    std::vector<std::int64_t> positions(static_cast<std::size_t>(split.size()));
    std::iota(positions.begin(), positions.end(), 0);
    auto slot = split.makeSlot(split.size());
    split.fill(slot, positions, 0);
    const auto& signal = slot.batch.inputs.at("message");
    constexpr std::int64_t kUnknown = 1, kFirst = 2, kLast = 3; // of the golden vocabulary
    for (std::int64_t row = 0; row < split.size(); ++row) {
        const auto length = signal.layout->lengths[row].item<std::int64_t>();
        CHECK(signal.values[row][0].item<std::int64_t>() == kFirst);
        CHECK(signal.values[row][length - 1].item<std::int64_t>() == kLast);
    }
    CHECK(signal.values.eq(kUnknown).sum().item<std::int64_t>() > split.size());
}

TEST_CASE("fine-tuning changes what it says, and a model says what its evaluation said")
{
    const TuningFixture fixture;
    for (const auto method : {TuningMethod::Full, TuningMethod::Frozen, TuningMethod::Lora}) {
        CAPTURE(std::string(toText(method)));
        const auto request = fixture.request(method);
        RecordingObserver observer;
        const auto outcome = trainOrFail(request, observer);
        CHECK(observer.hasNote("training.began_pretrained"));
        // The small model's weights are drawn: what it says of texts without being adjusted tells little of them.
        const double margin = method == TuningMethod::Frozen ? 0.05 : 0.2;
        CHECK(outcome.result.metrics.at("test").at("accuracy") > outcome.result.baseline.at("test").at("accuracy") + margin);

        const auto query = weights(fixture, request, "block1.self_attn.in_proj_weight", "encoder.layer.0.attention.self.query.weight");
        const auto inner = weights(fixture, request, "block2.linear1.weight", "encoder.layer.1.intermediate.dense.weight");
        const auto change = queryOf(query.now) - query.before;
        CHECK(torch::equal(inner.now, inner.before) == (method != TuningMethod::Full));
        CHECK(change.eq(0).all().item<bool>() == (method == TuningMethod::Frozen));
        if (method == TuningMethod::Lora) {
            // Of rank 2: the third largest singular value is nothing beside the first.
            const auto sizes = std::get<1>(torch::linalg_svd(change.to(torch::kFloat64)));
            CHECK(sizes[2].item<double>() < 1e-4 * sizes[0].item<double>());
            CHECK(sizes[1].item<double>() > 1e-4 * sizes[0].item<double>());
            const auto adapter = std::filesystem::path(request.modelFolder) / "adapter";
            const auto saved = model::openSafetensors(adapter / "adapter_model.safetensors");
            REQUIRE(saved.ok());
            const std::string name = "base_model.model.encoder.layer.0.attention.self.query.lora_";
            const auto product = torch::mm(saved->find(name + "B.weight"), saved->find(name + "A.weight")) * (16.0 / 2.0);
            CHECK(torch::allclose(product, change, 1e-4, 1e-5));
            const auto config = nlohmann::json::parse(readBytes(adapter / "adapter_config.json"));
            CHECK(config.at("r") == 2);
            CHECK(config.at("target_modules") == nlohmann::json({"query", "value"}));
        }
        const auto predictor = training::Predictor::open(request.modelFolder, builtInComponents());
        REQUIRE_MESSAGE(predictor.ok(), toLogLine(predictor.error()));
    }
}

TEST_CASE("an adapter in PEFT's layout becomes a model of the library: its base's weights with the change in them")
{
    const TuningFixture fixture;
    const auto library = fixture.folder.path() / "library";
    auto entry = nlohmann::json::parse(readBytes(library / "small" / "fettle.json"));
    entry["source"] = "hub:makers/Small@abc";
    fixture.folder.write("library/small/fettle.json", entry.dump());
    const auto request = fixture.request(TuningMethod::Lora);
    RecordingObserver observer;
    static_cast<void>(trainOrFail(request, observer));
    const auto adapter = std::filesystem::path(request.modelFolder) / "adapter";
    REQUIRE(pretrained::isAdapter(adapter));
    // Other programs look for its base under the hub's name.
    CHECK(nlohmann::json::parse(readBytes(adapter / "adapter_config.json")).at("base_model_name_or_path") == "makers/Small");
    const auto takeIn = [&](const std::filesystem::path& from) -> Result<PretrainedModel> {
        FETTLE_TRY_ASSIGN(const auto draft, pretrained::openDraft(library, "changed"));
        FETTLE_TRY(pretrained::copyAdapterIntoDraft(library, from, draft, {}));
        PretrainedModel about;
        about.id = "changed";
        return pretrained::publishDraft(library, draft, about, {});
    };
    const auto taken = takeIn(adapter);
    REQUIRE_MESSAGE(taken.ok(), toLogLine(taken.error()));

    // Without a step of training it computes with what the training had made of the base's matrices.
    auto again = beside(fixture.request(TuningMethod::Frozen), "again");
    again.recipe.networks["model"].fromTemplate = {"bert", {{"model", "changed"}}};
    again.recipe.training.epochs = 1;
    RecordingObserver second;
    static_cast<void>(trainOrFail(again, second));
    const auto first = weights(fixture, request, "block1.self_attn.in_proj_weight", "encoder.layer.0.attention.self.query.weight");
    const auto merged = weights(fixture, again, "block1.self_attn.in_proj_weight", "encoder.layer.0.attention.self.query.weight");
    CHECK(torch::allclose(merged.now, first.now, 1e-5, 1e-6));
    CHECK_FALSE(torch::equal(queryOf(merged.now), merged.before));

    // What does not fit or is no plain LoRA is refused, and the model of that name stays.
    const auto bad = fixture.folder.path() / "bad";
    const auto refusalOf = [&](const std::function<void(nlohmann::json&)>& change) {
        std::filesystem::remove_all(bad);
        std::filesystem::copy(adapter, bad);
        auto config = nlohmann::json::parse(readBytes(bad / "adapter_config.json"));
        change(config);
        std::ofstream(bad / "adapter_config.json") << (config.is_null() ? "{" : config.dump());
        const auto result = takeIn(bad);
        return result.ok() ? std::string() : result.error().code;
    };
    CHECK(refusalOf([](auto& config) { config["peft_type"] = "IA3"; }) == "pretrained.adapter_kind");
    CHECK(refusalOf([](auto& config) { config["use_dora"] = true; }) == "pretrained.adapter_kind");
    CHECK(refusalOf([](auto& config) { config["bias"] = "all"; }) == "pretrained.adapter_kind");
    CHECK(refusalOf([](auto& config) { config["base_model_name_or_path"] = "makers/another"; }) == "pretrained.adapter_base");
    CHECK(refusalOf([](auto& config) { config.erase("lora_alpha"); }) == "pretrained.adapter_damaged");
    CHECK(refusalOf([](auto& config) { config = nullptr; }) == "pretrained.adapter_damaged");
    CHECK(refusalOf([](auto& config) { config["base_model_name_or_path"] = "/home/ann/models/Small/"; }).empty());
    CHECK(refusalOf([](auto& config) { config["use_rslora"] = true; }).empty());
    std::filesystem::remove_all(bad);
    std::filesystem::copy(adapter, bad);
    const std::vector<NamedTensor> wrong{{"base_model.model.encoder.layer.0.attention.self.query.lora_A.weight", torch::zeros({2, 5})},
                                         {"base_model.model.encoder.layer.0.attention.self.query.lora_B.weight", torch::zeros({8, 2})}};
    REQUIRE(model::writeSafetensors(bad / "adapter_model.safetensors", wrong, {}, platform::AtomicFile::Durability::SurvivesCrash).ok());
    const auto refused = takeIn(bad);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == "pretrained.adapter_mismatch");
    CHECK(pretrained::findModel(library, "changed").ok());
}

TEST_CASE("of LoRA the change alone is kept, with the name of the model that it changes, and merged when somebody asks")
{
    const TuningFixture fixture;
    const auto library = fixture.folder.path() / "library";
    const auto small = library / "small";
    auto full = beside(fixture.request(TuningMethod::Full), "full");
    full.recipe.training.epochs = 1;
    RecordingObserver first;
    static_cast<void>(trainOrFail(full, first));
    auto request = fixture.request(TuningMethod::Lora);
    request.recipe.training.epochs = 2;
    RecordingObserver observer;
    static_cast<void>(trainOrFail(request, observer));
    const std::filesystem::path folder(request.modelFolder);
    const auto kept = model::openSafetensors(folder / "weights.safetensors");
    REQUIRE(kept.ok());
    CHECK_FALSE(kept->find("block1.linear1.weight").defined());
    CHECK(kept->find("lora/block1.self_attn.in_proj_weight.query.lora_A").defined());
    CHECK(2 * std::filesystem::file_size(folder / "weights.safetensors")
          < std::filesystem::file_size(std::filesystem::path(full.modelFolder) / "weights.safetensors"));
    CHECK_FALSE(pretrained::namesBase(full.modelFolder));

    const auto dataset = data::Dataset::open(request.manifestPath);
    const auto rows = (*dataset)->rows(Split::Test);
    const auto scoresOf = [&](const std::filesystem::path& model) {
        const auto predictor = training::Predictor::open(model.string(), builtInComponents());
        REQUIRE_MESSAGE(predictor.ok(), (predictor.ok() ? std::string() : toLogLine(predictor.error())));
        return (*predictor)->scores(**dataset, rows)->begin()->second;
    };
    const auto refusalOf = [](const std::filesystem::path& model) {
        const auto predictor = training::Predictor::open(model.string(), builtInComponents());
        return predictor.ok() ? std::string() : predictor.error().code;
    };
    const auto composed = scoresOf(folder);
    const auto copyOf = [&](const char* name) {
        const auto copy = fixture.folder.path() / name;
        std::filesystem::copy(folder, copy, std::filesystem::copy_options::recursive);
        return copy;
    };

    // Merged it says the same, and needs nothing else.
    const auto merged = copyOf("merged");
    CHECK(*training::mergeModel(merged.string(), builtInComponents()));
    CHECK_FALSE(*training::mergeModel(merged.string(), builtInComponents()));
    CHECK_FALSE(pretrained::namesBase(merged));
    // Cut off between the two steps of merging: whole weights, and base.json still there.
    const auto cut = copyOf("cut");
    std::filesystem::copy_file(merged / "weights.safetensors", cut / "weights.safetensors", std::filesystem::copy_options::overwrite_existing);
    // Taken along, as a project file does.
    const auto moved = copyOf("moved");
    REQUIRE(pretrained::baseToTakeAlong(folder).folder == small);
    std::filesystem::copy(small, moved / pretrained::kBundledBase, std::filesystem::copy_options::recursive);
    CHECK_FALSE(pretrained::baseToTakeAlong(moved).folder);
    // Brought along damaged, while the right one is here.
    const auto doubtful = copyOf("doubtful");
    std::filesystem::copy(small, doubtful / pretrained::kBundledBase, std::filesystem::copy_options::recursive);
    changeWeights(doubtful / pretrained::kBundledBase / "model.safetensors");
    CHECK(torch::equal(scoresOf(doubtful), composed));

    // Gone, or with other weights, it is told.
    const auto elsewhere = fixture.folder.path() / "elsewhere";
    std::filesystem::rename(small, elsewhere);
    CHECK(refusalOf(folder) == "training.base_missing");
    CHECK(torch::allclose(scoresOf(merged), composed, 1e-5, 1e-6));
    CHECK(torch::allclose(scoresOf(cut), composed, 1e-5, 1e-6));
    CHECK(torch::equal(scoresOf(moved), composed));
    REQUIRE(*training::mergeModel(moved.string(), builtInComponents()));
    CHECK_FALSE(std::filesystem::exists(moved / pretrained::kBundledBase));
    CHECK(torch::allclose(scoresOf(moved), composed, 1e-5, 1e-6));
    std::filesystem::rename(elsewhere, small);
    CHECK(torch::equal(scoresOf(folder), composed));
    // A matrix that changes more often than it has rows.
    auto reference = nlohmann::json::parse(readBytes(doubtful / "base.json"));
    reference["parts"].push_back(reference["parts"][0]);
    reference["parts"].push_back(reference["parts"][0]);
    std::ofstream(doubtful / "base.json") << reference.dump();
    CHECK(refusalOf(doubtful) == "training.base_damaged");
    changeWeights(small / "model.safetensors");
    CHECK(refusalOf(doubtful) == "training.base_changed");
    CHECK(refusalOf(folder) == "training.base_changed");
    std::ofstream(folder / "base.json") << "{\"scale\": 1";
    CHECK(refusalOf(folder) == "training.base_damaged");
}

TEST_CASE("a pretrained model that goes or becomes another while LoRA trains takes nothing that was learned with it")
{
    for (const bool replaced : {false, true}) {
        CAPTURE(replaced);
        const TuningFixture fixture;
        const auto small = fixture.folder.path() / "library/small";
        auto request = fixture.request(TuningMethod::Lora);
        request.recipe.training.epochs = 1;
        RecordingObserver observer;
        observer.stopWhen = [&](std::int64_t question) -> std::optional<StopMode> {
            if (question == 0 && replaced)
                changeWeights(small / "model.safetensors");
            if (question == 0 && !replaced)
                std::filesystem::remove_all(small);
            return std::nullopt;
        };
        const auto outcome = trainOrFail(request, observer);
        CHECK(outcome.state == JobState::Completed);
        CHECK_FALSE(pretrained::namesBase(request.modelFolder));
        CHECK(observer.hasNote("training.base_gone"));
        std::filesystem::remove_all(small);
        const auto predictor = training::Predictor::open(request.modelFolder, builtInComponents());
        CHECK_MESSAGE(predictor.ok(), (predictor.ok() ? std::string() : toLogLine(predictor.error())));
    }
}

TEST_CASE("fine-tuning resumes exactly")
{
    for (const auto method : {TuningMethod::Full, TuningMethod::Frozen, TuningMethod::Lora}) {
        CAPTURE(std::string(toText(method)));
        const TuningFixture fixture;
        auto request = fixture.request(method);
        request.recipe.training.epochs = 3;
        request.recipe.training.fineTuning.layerDecay = 0.8;
        checkResume(request);
    }
}

TEST_CASE("a training that was paused goes on without its pretrained model where the checkpoint has the weights, and never with others")
{
    for (const auto method : {TuningMethod::Full, TuningMethod::Frozen, TuningMethod::Lora})
        for (const bool replaced : {false, true}) {
            CAPTURE(std::string(toText(method)));
            CAPTURE(replaced);
            const TuningFixture fixture;
            auto request = fixture.request(method);
            request.recipe.training.epochs = 2;
            RecordingObserver undisturbed;
            static_cast<void>(trainOrFail(request, undisturbed));
            auto paused = beside(request, "paused");
            RecordingObserver observer;
            observer.stopWhen = [&](std::int64_t) {
                return observer.lastProgress.phase == "training" ? std::optional(StopMode::Pause) : std::nullopt;
            };
            pauseToGoOn(paused, observer);
            const auto library = fixture.folder.path() / "library";
            std::filesystem::remove_all(library / "small");
            if (replaced) {
                const auto other = fixture.folder.path() / "other";
                std::filesystem::copy(sourceFolder() / "tests/golden/pretrained/bert", other);
                changeWeights(other / "model.safetensors");
                addPretrained(library, other, "small");
            }
            if (method == TuningMethod::Frozen) {
                CHECK(refusalOfTraining(paused) == (replaced ? "training.base_exchanged" : "pretrained.not_in_library"));
                // Fetched again, whenever and under whatever stamp, it is the same model.
                std::filesystem::remove_all(library / "small");
                addSmallBert(library);
            }
            observer.stopWhen = nullptr;
            CHECK(trainOrFail(paused, observer).state == JobState::Completed);
            CHECK(observer.exactSeries() == undisturbed.exactSeries());
            CHECK(training::Predictor::open(paused.modelFolder, builtInComponents()).ok());
        }
}

TEST_CASE("each layer learns at its own rate, and what is new at another")
{
    const TuningFixture fixture;
    struct Learned {
        torch::Tensor first, second, head; ///< by how much the two blocks changed; what the head became
    };
    const auto oneStep = [&](double decay, double headFactor) {
        auto request = beside(fixture.request(TuningMethod::Full), std::to_string(decay) + "-" + std::to_string(headFactor));
        request.recipe.objectives[0].optimizer = {"sgd", {{"lr", 0.1}, {"momentum", 0.0}}};
        request.recipe.training.epochs = 0;
        request.recipe.training.steps = 1;
        request.recipe.training.fineTuning.layerDecay = decay;
        request.recipe.training.fineTuning.headFactor = headFactor;
        RecordingObserver observer;
        static_cast<void>(trainOrFail(request, observer));
        const auto query = weights(fixture, request, "block1.self_attn.in_proj_weight", "encoder.layer.0.attention.self.query.weight");
        const auto inner = weights(fixture, request, "block2.linear1.weight", "encoder.layer.1.intermediate.dense.weight");
        const auto published = model::openSafetensors(std::filesystem::path(request.modelFolder) / "weights.safetensors");
        return Learned{queryOf(query.now) - query.before, inner.now - inner.before, published->find("head.weight").clone()};
    };
    const auto alike = oneStep(1.0, 1.0);
    const auto decaying = oneStep(0.5, 1.0);
    REQUIRE(alike.first.abs().max().item<double>() > 1e-5);
    CHECK(torch::allclose(decaying.second, 0.5 * alike.second, 1e-3, 1e-7));
    CHECK(torch::allclose(decaying.first, 0.25 * alike.first, 1e-3, 1e-7));
    CHECK(torch::equal(decaying.head, alike.head));
    const auto twice = oneStep(1.0, 2.0);
    const auto thrice = oneStep(1.0, 3.0);
    CHECK(torch::equal(twice.first, alike.first));
    CHECK((twice.head - alike.head).abs().max().item<double>() > 1e-5);
    CHECK(torch::allclose(thrice.head - twice.head, twice.head - alike.head, 1e-3, 1e-6));
}

TEST_CASE("fine-tuning says what it cannot do")
{
    const TuningFixture fixture;
    auto unknown = fixture.request(TuningMethod::Full);
    unknown.recipe.networks["model"].fromTemplate.parameters["model"] = "large";
    CHECK(refusalOfTraining(unknown) == "pretrained.not_in_library");
    auto targets = fixture.request(TuningMethod::Lora);
    targets.recipe.training.fineTuning.loraTargets = {"nothing"};
    CHECK(refusalOfTraining(targets) == "model.low_rank_targets");
    auto length = fixture.request(TuningMethod::Full);
    length.recipe.inputs = {{"message", {"text", {{"max_length", 41}}}}};
    CHECK(refusalOfTraining(length) == "components.text_too_long");
    auto decay = fixture.request(TuningMethod::Full);
    decay.recipe.training.fineTuning.layerDecay = 0.0;
    CHECK(refusalOfTraining(decay) == "training.option_range");

    // Somebody edits the graph: sizes that are not the model's are told, nodes between are welcome.
    RecordingObserver observer;
    static_cast<void>(trainOrFail(fixture.request(TuningMethod::Full), observer));
    auto drawn = fixture.request(TuningMethod::Full);
    auto& network = drawn.recipe.networks["model"];
    network = observer.resolved.networks.at("model");
    network.fromTemplate = {};
    for (auto& node : network.graph->nodes)
        if (node.id == "block1")
            node.parameters["dim_feedforward"] = 20;
    CHECK(refusalOfTraining(drawn) == "model.pretrained_shape");
    for (auto& node : network.graph->nodes)
        if (node.id.starts_with("block") || node.id.starts_with("word") || node.id.starts_with("positions") || node.id == "embedding_norm") {
            for (auto& edge : network.graph->edges) {
                edge.fromNode = edge.fromNode == node.id ? "my_" + node.id : edge.fromNode;
                edge.toNode = edge.toNode == node.id ? "my_" + node.id : edge.toNode;
            }
            node.id = "my_" + node.id;
        }
    CHECK(refusalOfTraining(drawn) == "model.pretrained_nothing");
}
