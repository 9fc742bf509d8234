// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/exit_code.h"
#include "engine/platform/process.h"

namespace fettle::cli {
namespace {

/// A checkpoint of a large model takes its time.
constexpr int kStopTimeoutMs = 120'000;

int engineStatus(CliContext& context)
{
    const auto open = context.connection(false);
    if (!open) {
        context.printJson(ValueMap{{"running", false}});
        if (!context.json)
            context.print(context.say(FETTLE_CLI("The background program is not running.")));
        return kSuccess;
    }
    auto status = (*open)->call("engine.status");
    if (!status)
        return context.fail(status.error());
    auto document = status->asMap();
    document["running"] = true;
    context.printJson(document);
    if (!context.json)
        context.print(toJson(document).dump(2));
    return kSuccess;
}

int stopEngine(CliContext& context)
{
    const auto open = context.connection(false);
    if (!open) {
        context.printJson(ValueMap{{"running", false}});
        return kSuccess;
    }
    const auto stopped = (*open)->stopEngine();
    if (!stopped)
        return context.fail(stopped.error());
    // Done means gone: a script may move the workspace next.
    const auto pid = (*open)->engine().pid;
    if (const auto start = platform::processStart(pid);
        start && !platform::waitForEnd(pid, *start, kStopTimeoutMs))
        return context.fail(makeError("client.engine_not_stopped", {{"seconds", kStopTimeoutMs / 1000}}));
    context.printJson(*stopped);
    if (!context.json)
        context.print(context.say(FETTLE_CLI("Stopped. What was running goes on from its checkpoint at the next start.")));
    return kSuccess;
}

std::string gpuSentence(const CliContext& context, const Value& gpu)
{
    const auto reason = gpu.at("reason").asText();
    if (reason == "usable")
        return context.say(FETTLE_CLI("GPU: {names}"), {{"names", display(gpu.at("names"))}});
    if (reason == "no_gpu")
        return context.say(FETTLE_CLI("GPU: none found; training uses the CPU."));
    if (reason == "no_driver")
        return context.say(FETTLE_CLI("GPU: there is an NVIDIA GPU, but its driver is not loaded."));
    if (reason == "no_permission")
        return context.say(FETTLE_CLI("GPU: this user may not open the GPU's device files."));
    return context.say(FETTLE_CLI("GPU: found, but this build of LibTorch is for the CPU."));
}

int doctor(CliContext& context)
{
    const auto facts = context.call("worker.doctor");
    if (!facts)
        return context.fail(facts.error());
    auto document = facts->asMap();
    if (const auto status = context.call("engine.status"); status.ok())
        document["engine"] = *status;
    context.printJson(document);
    if (context.json)
        return kSuccess;
    const auto& cpu = facts->at("cpu");
    context.print(context.say(FETTLE_CLI("CPU: {name}, {cores} cores, {threads} threads for training"),
                              {{"name", cpu.at("name")}, {"cores", cpu.at("physical_cores")},
                               {"threads", facts->at("training_threads")}}));
    context.print(context.say(FETTLE_CLI("CPU features: {features}"), {{"features", facts->at("cpu_capability")}}));
    context.print(context.say(FETTLE_CLI("Memory: {total}, {available} free"),
                              {{"total", context.sentences().bytes(facts->at("memory").at("total_bytes").asReal())},
                               {"available", context.sentences().bytes(facts->at("memory").at("available_bytes").asReal())}}));
    if (const auto& disk = document["engine"].at("disk"); disk.isMap())
        context.print(context.say(FETTLE_CLI("Disk: {free} free in {folder}"),
                                  {{"free", context.sentences().bytes(disk.at("free_bytes").asReal())},
                                   {"folder", document["engine"].at("workspace")}}));
    context.print(gpuSentence(context, facts->at("gpu")));
    context.print(context.say(FETTLE_CLI("System: {system}, LibTorch {torch}"),
                              {{"system", facts->at("operating_system")}, {"torch", facts->at("libtorch")}}));
    return kSuccess;
}

} // namespace

void addEngineCommands(CLI::App& app, CliContext& context, int& exitCode)
{
    auto* engine = app.add_subcommand("engine", context.say(FETTLE_CLI("The program that trains in the background")));
    engine->require_subcommand(1);
    engine->add_subcommand("start", context.say(FETTLE_CLI("Start it; other commands do so by themselves")))
        ->callback([&context, &exitCode] { exitCode = printAnswer(context, "engine.status", {}); });
    engine->add_subcommand("stop", context.say(FETTLE_CLI("Save checkpoints and end it")))
        ->callback([&context, &exitCode] { exitCode = stopEngine(context); });
    engine->add_subcommand("status", context.say(FETTLE_CLI("Whether it runs and what it does")))
        ->callback([&context, &exitCode] { exitCode = engineStatus(context); });
    engine->footer(examples(context, "  fettle-cli engine status --json\n  fettle-cli engine stop"));

    app.add_subcommand("doctor", context.say(FETTLE_CLI("What this machine has for training")))
        ->callback([&context, &exitCode] { exitCode = doctor(context); });
}

} // namespace fettle::cli
