// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <torch/torch.h>

#include "engine/model/network.h"
#include "engine/model/plugin_loader.h"
#include "engine/platform/child_process.h"
#include "tests/model/graphs.h"
#include "tests/support/environment.h"
#include "tests/support/temporary_folder.h"

using namespace fettle;
using namespace fettle::test;

namespace {

Registry withBuiltIns()
{
    Registry registry;
    registerBuiltInComponents(registry);
    return registry;
}

} // namespace

TEST_CASE("a plug-in's layer is found, built, checked and trained like a built-in one")
{
    static Registry registry = withBuiltIns();
    const auto loaded = model::loadPlugin(pluginFolder() / "example_layer.so", FETTLE_BUILD_TAG, registry);
    INFO((loaded.ok() ? std::string() : toLogLine(loaded.error())));
    REQUIRE(loaded.ok());
    REQUIRE(registry.info(ComponentKind::Layer, "swish_beta") != nullptr);
    CHECK(registry.info(ComponentKind::Layer, "swish_beta")->plugin == "example_layer");
    auto network = model::buildNetwork(chain({node("s", "swish_beta", {{"beta", 2.0}})}), {{"x", rowSpec(3)}}, registry, {}, 1);
    REQUIRE(network.ok());
    const auto input = torch::randn({2, 3});
    const auto output = (*network)->forwardSingle({{"x", {input, nullptr}}}, {});
    CHECK(torch::allclose(output, input * torch::sigmoid(2 * input)));
    output.sum().backward();
    CHECK((*network)->parameters()[0].name == "s.beta");
    CHECK((*network)->parameters()[0].tensor.grad().defined());
    // A second time: its ids are taken, and nothing is added twice.
    CHECK(model::loadPlugin(pluginFolder() / "example_layer.so", FETTLE_BUILD_TAG, registry).error().code == "model.plugin_component");
}

TEST_CASE("probing runs the contract tests of what a plug-in brings")
{
    const auto probe = model::probePlugin(pluginFolder() / "example_layer.so", FETTLE_BUILD_TAG);
    INFO((probe.ok() ? std::string() : toLogLine(probe.error())));
    REQUIRE(probe.ok());
    REQUIRE(probe->size() == 1);
    CHECK(probe->front().id == "swish_beta");
}

TEST_CASE("what is no plug-in, or another version's, is refused with the reason")
{
    Registry registry;
    const TemporaryFolder folder;
    CHECK(model::loadPlugin(folder.path() / "none.so", FETTLE_BUILD_TAG, registry).error().code == "model.plugin_not_loaded");
    CHECK(model::loadPlugin(folder.write("text.so", "not a library"), FETTLE_BUILD_TAG, registry).error().code == "model.plugin_not_loaded");
    // A real plug-in whose tag is overwritten by one of equal length.
    auto bytes = readBytes(pluginFolder() / "example_layer.so");
    const std::string tag = FETTLE_BUILD_TAG;
    std::size_t changed = 0;
    for (auto at = bytes.find(tag); at != std::string::npos; at = bytes.find(tag, at + 1), ++changed)
        bytes[at] = '!';
    REQUIRE(changed > 0);
    const auto other = model::loadPlugin(folder.write("other.so", bytes), FETTLE_BUILD_TAG, registry);
    REQUIRE_FALSE(other.ok());
    CHECK(other.error().code == "model.plugin_tag");
    CHECK(other.error().arguments.at("got").asText() != tag);
    // A library that is no plug-in of Fettle.
    if (std::filesystem::exists("/lib/x86_64-linux-gnu/libm.so.6"))
        CHECK(model::loadPlugin("/lib/x86_64-linux-gnu/libm.so.6", FETTLE_BUILD_TAG, registry).error().code == "model.plugin_symbol");
    CHECK(registry.catalog({}).components.empty());
}

// Run by the next test case in a process of its own: not forked from this one, whose threads may hold any lock.
TEST_CASE("probe of the crashing plug-in" * doctest::skip())
{
    static_cast<void>(model::probePlugin(pluginFolder() / "crashing_plugin.so", FETTLE_BUILD_TAG));
}

TEST_CASE("a plug-in that crashes takes only the probing process with it")
{
    platform::ChildOptions options;
    options.program = "/proc/self/exe";
    options.arguments = {"--test-case=probe of the crashing plug-in", "--no-skip"};
    options.environment = {{"FETTLE_TEST_REPORT", std::nullopt}};
    options.output = platform::ChildOptions::Stream::Null;
    auto child = platform::ChildProcess::spawn(options);
    REQUIRE(child.ok());
    const auto status = child->wait(60'000);
    REQUIRE(status.has_value());
    CHECK((!status->code || *status->code != 0));
}
