// SPDX-License-Identifier: GPL-3.0-or-later
// Transformer blocks that are worked out a second time for the backward pass: the same numbers, less memory.
#include <filesystem>

#include <doctest/doctest.h>
#include <torch/torch.h>

#include "engine/component_api/graph_template.h"
#include "engine/model/network.h"
#include "engine/model/sequence.h"
#include "engine/model/torch_compat.h"
#include "engine/training/memory_pool.h"
#include "tests/training/small_bert.h"

using namespace fettle;
using namespace fettle::test;
using namespace fettle::training;

namespace {

std::unique_ptr<model::Network> blockNetwork(std::int64_t width, std::int64_t layers)
{
    auto tokens = tensorSpec({{"N", -1}, {"T", -1}}, DType::Int64);
    tokens.indexCount = 50;
    TemplateContext context;
    context.inputs = {{"text", tokens}};
    context.heads = {{"label", {{"C", 3}}}};
    const auto wanted = builtInComponents().resolve<GraphTemplate>(
        ComponentKind::Template, {"transformer", {{"embedding_dim", width}, {"num_layers", layers}, {"dim_feedforward", 4 * width}, {"dropout", 0.2}}});
    REQUIRE(wanted.ok());
    const auto graph = wanted->first->generate(wanted->second, context);
    REQUIRE(graph.ok());
    auto network = model::buildNetwork(*graph, context.inputs, builtInComponents(), {}, 3);
    REQUIRE(network.ok());
    for (const auto& parameter : (*network)->parameters())
        parameter.tensor.set_requires_grad(true);
    return std::move(*network);
}

Signal paddedTokens(std::int64_t rows, std::int64_t steps)
{
    torch::manual_seed(9);
    std::vector<std::int64_t> lengths;
    for (std::int64_t row = 0; row < rows; ++row)
        lengths.push_back(row % 3 == 0 ? steps : steps / 2 + row % 2);
    return {torch::randint(2, 50, {rows, steps}, torch::kInt64), model::layoutOf(lengths, steps, torch::kCPU)};
}

struct StepResult {
    torch::Tensor loss;
    std::vector<torch::Tensor> gradients; ///< undefined where there is none
    torch::Tensor drawn;                  ///< what the generator gives after the step
    std::int64_t peakBytes = 0;           ///< above what was there before
};

StepResult oneStep(model::Network& network, const Signal& input, bool recompute, bool mixed = false)
{
    network.recomputeBlocks(recompute);
    for (const auto& parameter : network.parameters())
        torch::Tensor(parameter.tensor).mutable_grad().reset();
    torch::manual_seed(21);
    installMemoryPool(0);
    const auto before = memoryUse().liveBytes;
    ForwardContext context;
    context.training = true;
    StepResult result;
    {
        torch::Tensor output;
        {
            const model::AutocastScope autocast(mixed, torch::kCPU, torch::kBFloat16);
            output = network.forwardSingle({{"text", input}}, context).to(torch::kFloat32);
        }
        const auto target = torch::arange(output.size(0), torch::kInt64).remainder(3);
        auto loss = at::cross_entropy_loss(output, target);
        loss.backward();
        result.loss = loss.detach();
    }
    result.peakBytes = memoryUse().peakBytes - before;
    for (const auto& parameter : network.parameters())
        result.gradients.push_back(parameter.tensor.grad().defined() ? parameter.tensor.grad().clone() : torch::Tensor());
    result.drawn = torch::rand({4});
    return result;
}

void checkEqualSteps(model::Network& network, const Signal& input, bool mixed = false)
{
    const auto kept = oneStep(network, input, false, mixed);
    const auto again = oneStep(network, input, true, mixed);
    CHECK(torch::equal(kept.loss, again.loss));
    CHECK(torch::equal(kept.drawn, again.drawn));
    REQUIRE(kept.gradients.size() == again.gradients.size());
    for (std::size_t i = 0; i < kept.gradients.size(); ++i) {
        CAPTURE(network.parameters()[i].name);
        REQUIRE(kept.gradients[i].defined() == again.gradients[i].defined());
        if (kept.gradients[i].defined())
            CHECK(torch::equal(kept.gradients[i], again.gradients[i]));
    }
}

} // namespace

TEST_CASE("blocks that are worked out twice give the same loss and gradients to the bit, dropout included")
{
    const auto network = blockNetwork(16, 3);
    const auto input = paddedTokens(7, 12);
    CHECK(network->blockBytesPerStep() > 0);
    checkEqualSteps(*network, input);
    checkEqualSteps(*network, input, true);
    // Nothing before the blocks learns, as with LoRA: then only the blocks' own weights ask for a gradient.
    for (const auto& parameter : network->parameters())
        parameter.tensor.set_requires_grad(parameter.name.starts_with("block2.linear") || parameter.name.starts_with("head"));
    checkEqualSteps(*network, input);
    // Without a gradient there is nothing to work out again.
    const torch::NoGradGuard noGrad;
    network->recomputeBlocks(true);
    CHECK(network->forwardSingle({{"text", input}}, {}).isfinite().all().item<bool>());
}

TEST_CASE("blocks that are worked out twice take less memory")
{
    const auto network = blockNetwork(64, 6);
    const auto input = paddedTokens(16, 96);
    static_cast<void>(oneStep(*network, input, false)); // what stays afterwards, such as gradients, is there from now on
    const auto kept = oneStep(*network, input, false).peakBytes;
    const auto again = oneStep(*network, input, true).peakBytes;
    MESSAGE("peak of a step: ", kept / 1024, " KiB kept, ", again / 1024, " KiB worked out twice");
    CHECK(again < kept / 2);
}

TEST_CASE("a training decides by memory whether blocks are worked out twice, and its curves stay the same")
{
    const TemporaryFolder folder;
    auto request = trainRequest(folder, importMessages(folder));
    request.recipe.networks["model"].fromTemplate = {"transformer", {{"embedding_dim", 16}, {"num_heads", 2}, {"dim_feedforward", 32}}};
    request.recipe.training.epochs = 2;
    request.recipe.training.batchSize = 16;
    const auto run = [&](ActivationCheckpointing wanted, std::int64_t budget) {
        auto each = request;
        const TemporaryFolder place;
        each.runFolder = (place.path() / "run").string();
        each.modelFolder = (place.path() / "model").string();
        each.recipe.training.activationCheckpointing = wanted;
        each.memoryBudgetBytes = budget;
        RecordingObserver observer;
        static_cast<void>(trainOrFail(each, observer));
        return observer;
    };
    const auto off = run(ActivationCheckpointing::Off, 0);
    const auto on = run(ActivationCheckpointing::On, 0);
    CHECK(off.exactSeries() == on.exactSeries());
    CHECK(off.resolved.training.activationCheckpointing == ActivationCheckpointing::Off);
    CHECK(on.resolved.training.activationCheckpointing == ActivationCheckpointing::On);
    const auto roomy = run(ActivationCheckpointing::Auto, 0);
    CHECK(roomy.resolved.training.activationCheckpointing == ActivationCheckpointing::Auto);
    CHECK_FALSE(roomy.hasNote("training.checkpointing_on"));
    // Memory that runs short all the same: before smaller groups, what changes no number.
    const ScopedVariable fault("FETTLE_FAULT_TRAIN", "oom:7:1");
    const auto cramped = run(ActivationCheckpointing::Auto, 0);
    CHECK(cramped.hasNote("training.checkpointing_out_of_memory"));
    CHECK_FALSE(cramped.hasNote("training.micro_batch_halved"));
    CHECK(cramped.exactSeries() == roomy.exactSeries());
    CHECK(cramped.resolved.training.activationCheckpointing == ActivationCheckpointing::Auto);
    const auto whole = run(ActivationCheckpointing::Off, 0);
    CHECK_FALSE(whole.hasNote("training.checkpointing_out_of_memory"));
    CHECK(whole.hasNote("training.micro_batch_halved"));
}

TEST_CASE("a step that ran out of memory half-way begins again with nothing of its first attempt")
{
    const SmallBert fixture;
    for (const auto method : {TuningMethod::Full, TuningMethod::Lora}) {
        CAPTURE(std::string(toText(method)));
        auto request = trainRequest(fixture.folder, importMessages(fixture.folder));
        request.recipe.networks["model"].fromTemplate = {"bert", {{"model", "small"}, {"dropout", 0.2}}};
        request.recipe.training.epochs = 1;
        request.recipe.training.batchSize = 16;
        request.recipe.training.fineTuning.method = method;
        RecordingObserver undisturbed;
        static_cast<void>(trainOrFail(request, undisturbed));
        const ScopedVariable fault("FETTLE_FAULT_TRAIN", "oom_late:3:1");
        RecordingObserver disturbed;
        static_cast<void>(trainOrFail(beside(request, "again"), disturbed));
        CHECK(disturbed.hasNote("training.checkpointing_out_of_memory"));
        CHECK(disturbed.exactSeries() == undisturbed.exactSeries());
    }
}

TEST_CASE("where memory is short, blocks are worked out twice before examples pass in smaller groups")
{
    const TemporaryFolder folder;
    std::string csv = "message,topic\n";
    for (int i = 0; i < 120; ++i) {
        csv += i % 2 ? "parcel" : "refund";
        for (int word = 0; word < 150; ++word)
            csv += " word" + std::to_string((i * 7 + word * 13) % 200);
        csv += i % 2 ? ",delivery\n" : ",money\n";
    }
    auto request = trainRequest(folder, importWithTarget(folder, folder.write("long.csv", csv).string(), "topic"));
    request.recipe.networks["model"].fromTemplate = {"transformer", {{"embedding_dim", 64}, {"num_layers", 4}, {"dim_feedforward", 128}}};
    request.recipe.training.epochs = 1;
    request.recipe.training.batchSize = 32;
    // Blocks would keep about 32 · 151 · 4 · 4 KiB = 78 MiB.
    installMemoryPool(0);
    request.memoryBudgetBytes = memoryUse().liveBytes + (std::int64_t{80} << 20);
    RecordingObserver observer;
    static_cast<void>(trainOrFail(request, observer));
    CHECK(observer.hasNote("training.checkpointing_on"));
    CHECK_FALSE(observer.hasNote("training.micro_batch_halved"));
    CHECK(observer.resolved.training.activationCheckpointing == ActivationCheckpointing::Auto);
}

TEST_CASE("a training that was paused still works blocks out twice before examples pass in smaller groups, and goes on so")
{
    const TemporaryFolder folder;
    auto request = trainRequest(folder, importMessages(folder));
    request.recipe.networks["model"].fromTemplate = {"transformer", {{"embedding_dim", 16}, {"num_heads", 2}, {"dim_feedforward", 32}, {"dropout", 0.2}}};
    request.recipe.training.epochs = 2;
    request.recipe.training.batchSize = 16;
    RecordingObserver undisturbed;
    static_cast<void>(trainOrFail(request, undisturbed));
    auto paused = beside(request, "paused");
    RecordingObserver observer;
    const auto pauseAfter = [&](std::int64_t steps) {
        observer.stopWhen = [steps](std::int64_t question) { return question >= steps ? std::optional(StopMode::Pause) : std::nullopt; };
        pauseToGoOn(paused, observer);
    };
    pauseAfter(3);
    {
        const ScopedVariable fault("FETTLE_FAULT_TRAIN", "oom:6:1");
        pauseAfter(8);
    }
    CHECK(observer.hasNote("training.checkpointing_out_of_memory"));
    CHECK_FALSE(observer.hasNote("training.micro_batch_halved"));
    observer.stopWhen = nullptr;
    const auto settled = beside(paused, "again");
    std::filesystem::copy(paused.runFolder, settled.runFolder, std::filesystem::copy_options::recursive);
    static_cast<void>(trainOrFail(paused, observer));
    CHECK(observer.exactSeries() == undisturbed.exactSeries());
    CHECK(observer.resolved.training.activationCheckpointing == ActivationCheckpointing::Auto);
    // What the training before found out is not found out again.
    const ScopedVariable fault("FETTLE_FAULT_TRAIN", "oom:" + std::to_string(settled.lastStep + 1) + ":1");
    RecordingObserver again;
    static_cast<void>(trainOrFail(settled, again));
    CHECK(again.hasNote("training.micro_batch_halved"));
}

TEST_CASE("a step that really runs out of memory leaves nothing of itself")
{
    const auto network = blockNetwork(64, 4);
    const auto input = paddedTokens(16, 96);
    static_cast<void>(oneStep(*network, input, false)); // what is made once, such as tables, is there from now on
    const auto peak = oneStep(*network, input, false).peakBytes;
    network->letGo();
    for (const auto& parameter : network->parameters())
        torch::Tensor(parameter.tensor).mutable_grad().reset();
    const auto before = memoryUse().liveBytes;
    ForwardContext context;
    context.training = true;
    int failed = 0;
    for (int part = 8; part < 64; ++part) {
        installMemoryPool(before + peak * part / 64);
        bool passed = false;
        try {
            const auto output = network->forwardSingle({{"text", input}}, context);
            passed = true;
            at::cross_entropy_loss(output, torch::zeros({16}, torch::kInt64)).backward();
        } catch (const c10::OutOfMemoryError&) {
            ++failed;
        }
        installMemoryPool(0);
        for (const auto& parameter : network->parameters())
            torch::Tensor(parameter.tensor).mutable_grad().reset();
        if (passed)
            network->letGo();
        CAPTURE(part);
        CHECK(memoryUse().liveBytes == before);
    }
    CHECK(failed > 0);
}
