// SPDX-License-Identifier: GPL-3.0-or-later
// fettle-worker: one job, or questions while people look at a page. No Qt, no database, no network.
#include <cstdio>
#include <iostream>
#include <string>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "engine/component_api/registry.h"
#include "engine/contract/client_protocol.h"
#include "engine/model/plugin_loader.h"
#include "engine/model/selftest.h"
#include "engine/platform/paths.h"
#include "engine/platform/process.h"
#include "engine/platform/stop_signals.h"
#include "engine/worker/plugins.h"
#include "engine/worker/recipe_run.h"
#include "engine/worker/session.h"

namespace {

using namespace fettle;

/// Built-in components and plug-ins; the tag says which ones these are.
std::string fillRegistry(Registry& registry)
{
    registerBuiltInComponents(registry);
    const auto cacheFile = platform::userCacheFolder() / "plugins.json";
    const auto report = worker::loadPlugins(worker::pluginFolder(), platform::executablePath(), cacheFile,
                                            FETTLE_BUILD_TAG, registry);
    for (const auto& note : report.putAside)
        std::fprintf(stderr, "%s\n", toLogLine(note).c_str());
    return std::string(kFettleVersion) + "/" + FETTLE_BUILD_TAG + report.hashes;
}

int fail(const Error& error)
{
    std::fprintf(stderr, "%s\n", toLogLine(error).c_str());
    return 1;
}

int speakProtocol(bool interactive)
{
    // Before anything can print: the protocol keeps descriptor 1 to itself.
    auto out = platform::takeStdout();
    auto in = platform::takeStdin();
    auto signals = platform::StopSignals::install();
    if (!out.ok() || !in.ok())
        return fail(out.ok() ? in.error() : out.error());
    if (!signals.ok())
        return fail(signals.error());
    Registry registry;
    worker::SessionOptions options;
    options.interactive = interactive;
    options.buildTag = fillRegistry(registry);
    return worker::runSession(std::move(in).value(), std::move(out).value(), registry, &*signals, options);
}

int run(const worker::RecipeRunOptions& options)
{
    auto signals = platform::StopSignals::install();
    if (!signals.ok())
        return fail(signals.error());
    Registry registry;
    fillRegistry(registry);
    return worker::runRecipe(options, registry, *signals);
}

int probePlugin(const std::string& file)
{
    Registry registry;
    registerBuiltInComponents(registry);
    const auto loaded = model::loadPlugin(platform::fromUtf8(file), FETTLE_BUILD_TAG, registry);
    return loaded.ok() ? 0 : fail(loaded.error());
}

int printCatalog()
{
    Registry registry;
    const auto tag = fillRegistry(registry);
    std::cout << toJson(registry.catalog(tag)).dump() << '\n';
    return 0;
}

int selfTest()
{
    Registry registry;
    fillRegistry(registry);
    return model::runComponentContractTests(registry, std::cout) == 0 ? 0 : 1;
}

} // namespace

int main(int argc, char** argv)
{
    platform::ensureStandardDescriptors();
    platform::ignoreBrokenPipes();
    CLI::App app("Runs one Fettle job: JSON lines on stdin and stdout (see engine/contract/worker_protocol.h).");
    app.set_version_flag("--version", std::string(kFettleVersion));
    bool interactive = false;
    app.add_flag("--interactive", interactive, "stay and answer requests after a job");
    auto* catalog = app.add_subcommand("catalog", "print the component catalog as JSON");
    auto* selfTests = app.add_subcommand("selftest", "run the contract tests of every component");
    auto* probe = app.add_subcommand("probe-plugin", "load one plug-in and end");
    std::string plugin;
    probe->add_option("file", plugin)->required();
    auto* runCommand = app.add_subcommand("run", "train a recipe with neither supervisor nor database");
    worker::RecipeRunOptions options;
    runCommand->add_option("recipe", options.recipeFile, "recipe.yaml")->required();
    runCommand->add_option("--out", options.outFolder, "folder of the run; an unfinished one goes on")->required();
    runCommand->add_flag("--quiet", options.quiet, "print the result only");
    CLI11_PARSE(app, argc, argv);

    if (*catalog)
        return printCatalog();
    if (*selfTests)
        return selfTest();
    if (*probe)
        return probePlugin(plugin);
    if (*runCommand)
        return run(options);
    return speakProtocol(interactive);
}
