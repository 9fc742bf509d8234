// SPDX-License-Identifier: GPL-3.0-or-later
// Pretrained models come in through the supervisor, from a hub of this machine.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "engine/contract/pretrained.h"
#include "tests/hub/fake_hub.h"
#include "tests/service/engine_fixture.h"

using namespace fettle;
using namespace fettle::test;

namespace {

constexpr const char* kName = "someone/tiny";
constexpr const char* kModelId = "someone--tiny";

/// A supervisor with a library, a configuration and a hub of its own.
struct Surroundings {
    explicit Surroundings(int hiddenSize = 8)
    {
        hub.models[kName] = tinyBert(hiddenSize);
        set("FETTLE_PRETRAINED", (engine.folder().path() / "library").string());
        set("XDG_CONFIG_HOME", (engine.folder().path() / "config").string());
        set("FETTLE_HUB_ENDPOINT", hub.address());
        for (const char* name :
             {"HF_ENDPOINT", "HF_TOKEN", "HF_HUB_OFFLINE", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"})
            qunsetenv(name);
    }
    ~Surroundings()
    {
        for (const auto& name : variables)
            qunsetenv(name.c_str());
    }
    void set(const std::string& name, const std::string& value)
    {
        qputenv(name.c_str(), QByteArray::fromStdString(value));
        variables.push_back(name);
    }
    [[nodiscard]] std::filesystem::path library() const { return engine.folder().path() / "library"; }
    [[nodiscard]] std::string fileOf(const std::string& name) const { return readBytes(library() / kModelId / name); }

    EngineFixture engine;
    FakeHub hub;
    std::vector<std::string> variables;
};

/// The "pretrained" events of a connection.
std::shared_ptr<std::vector<FetchProgress>> eventsOf(client::Connection& connection)
{
    auto events = std::make_shared<std::vector<FetchProgress>>();
    QObject::connect(&connection, &client::Connection::eventCame, &connection, [events](const ClientEvent& event) {
        if (event.topic == "pretrained")
            events->push_back(*fromValue<FetchProgress>(event.payload));
    });
    connection.subscribe({"pretrained"});
    return events;
}

std::string codeOf(const Result<Value>& answer) { return answer.ok() ? std::string() : answer.error().code; }

/// The supervisor's child that fetches; 0 where there is none.
platform::ProcessId fetchingProcess(platform::ProcessId supervisor)
{
    for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
        const auto pid = std::atoll(entry.path().filename().c_str());
        if (pid <= 0)
            continue;
        std::ifstream status(entry.path() / "stat");
        std::ifstream arguments(entry.path() / "cmdline");
        const std::string stat{std::istreambuf_iterator<char>(status), {}};
        const std::string line{std::istreambuf_iterator<char>(arguments), {}};
        // PID (NAME) STATE PARENT …
        const auto parent = stat.rfind(')') == std::string::npos ? 0 : std::atoll(stat.c_str() + stat.rfind(')') + 4);
        if (parent == supervisor && line.find("--pretrained") != std::string::npos)
            return pid;
    }
    return 0;
}

/// Holds the weights back until told, so that a fetch lasts.
void holdWeights(FakeHub& hub, bool& held)
{
    hub.meddle = [&held](const SeenRequest& request, Reply& reply) {
        if (held && request.path().endsWith("/model.safetensors")) {
            if (request.header("range").isEmpty())
                reply.cutAfter = 3000;
            else
                reply.isSilent = true;
        }
    };
}

/// Whether the client has what came before the cut, asked for the rest, and waits. By the request and not by their
/// number: Qt asks again by itself where a connection ends before it has read anything.
bool isHeld(const FakeHub& hub)
{
    return std::ranges::any_of(hub.seen(), [](const SeenRequest& request) {
        return request.path().endsWith("/model.safetensors") && request.header("range") == "bytes=3000-";
    });
}

} // namespace

TEST_CASE("a model is looked at, fetched, listed and removed, and every client hears of it")
{
    Surroundings here;
    const auto connection = here.engine.connect();
    const auto other = here.engine.connect();
    const auto events = eventsOf(*other);
    const auto offer = fromValue<PretrainedOffer>(mustCall(*connection, "pretrained.look", {{"name", kName}}));
    REQUIRE(offer.ok());
    CHECK(offer->id == kModelId);
    CHECK(offer->license == "apache-2.0");
    CHECK(offer->address == here.hub.address());
    CHECK(offer->downloadBytes > 0);
    CHECK(here.hub.seen().size() == 1);
    CHECK(mustCall(*connection, "pretrained.list").at("models").asList().empty());

    const auto model = fromValue<PretrainedModel>(
        mustCall(*connection, "pretrained.fetch", {{"name", kName}, {"revision", offer->revision}}));
    REQUIRE(model.ok());
    CHECK(model->source == std::string("hub:") + kName + "@" + offer->revision);
    CHECK(model->network.family == "bert");
    for (const auto& [name, content] : here.hub.models[kName].files)
        CHECK(here.fileOf(name) == content);
    REQUIRE(runUntil([&] { return !events->empty() && events->back().phase == FetchPhase::Completed; }));
    CHECK(events->front().phase == FetchPhase::Looking);
    CHECK(events->front().id == kModelId);
    const auto list = mustCall(*connection, "pretrained.list");
    REQUIRE(list.at("models").asList().size() == 1);
    CHECK(list.at("models").asList()[0].at("id").asText() == kModelId);
    CHECK(list.at("fetching").asList().empty());
    CHECK(list.at("folder").asText() == here.library().string());

    mustCall(*connection, "pretrained.remove", {{"id", kModelId}});
    CHECK(mustCall(*connection, "pretrained.list").at("models").asList().empty());
    REQUIRE(runUntil([&] { return events->back().phase == FetchPhase::Removed; }));
    CHECK(codeOf(connection->call("pretrained.remove", {{"id", kModelId}})) == "pretrained.not_in_library");
}

TEST_CASE("what a hub refuses comes back as it is, and leaves nothing")
{
    Surroundings here;
    const auto connection = here.engine.connect();
    CHECK(codeOf(connection->call("pretrained.look", {{"name", "someone/else"}})) == "hub.unknown_model");
    CHECK(codeOf(connection->call("pretrained.fetch", {{"name", "someone/else"}})) == "hub.unknown_model");
    CHECK(codeOf(connection->call("pretrained.fetch", {{"name", "../x"}})) == "hub.bad_name");
    CHECK(codeOf(connection->call("pretrained.fetch", {{"name", kName}, {"endpoint", "nonsense"}})) ==
          "hub.bad_address");
    CHECK(codeOf(connection->call("pretrained.fetch")) == "contract.missing_field");
    CHECK(codeOf(connection->call("pretrained.look", {{"name", "starter"}})) == "hub.no_index");
    CHECK(codeOf(connection->call("pretrained.look", {{"name", kName}, {"offline", true}})) == "hub.offline");
    CHECK(codeOf(connection->call("pretrained.cancel", {{"id", kModelId}})) == "hub.not_fetching");
    CHECK(codeOf(connection->call("pretrained.nonsense")) == "service.unknown_method");
    // A file that is not what the listing says.
    here.hub.meddle = [](const SeenRequest& request, Reply& reply) {
        if (request.path().endsWith("/model.safetensors"))
            reply.body[reply.body.size() - 1] = 'x';
    };
    CHECK(codeOf(connection->call("pretrained.fetch", {{"name", kName}})) == "hub.wrong_hash");
    // And weights that are none, with the right hash.
    here.hub.meddle = nullptr;
    here.hub.models[kName].files["model.safetensors"] = std::string(1000, 'x');
    CHECK(connection->call("pretrained.fetch", {{"name", kName}}).error().code.starts_with("model.safetensors"));
    CHECK(mustCall(*connection, "pretrained.list").at("models").asList().empty());
}

TEST_CASE("a fetch outlives its client, another one joins it, and of the same name another is refused")
{
    Surroundings here(64);
    bool held = true;
    holdWeights(here.hub, held);
    auto first = here.engine.connect();
    first->request("pretrained.fetch", {{"name", kName}}, [](const Result<Value>&) {});
    REQUIRE(runUntil([&] { return isHeld(here.hub); }));
    first.reset();
    const auto second = here.engine.connect();
    const auto running = mustCall(*second, "pretrained.list").at("fetching").asList();
    REQUIRE(running.size() == 1);
    CHECK(running[0].at("id").asText() == kModelId);
    CHECK(running[0].at("phase").asText() == "downloading");
    CHECK(codeOf(second->call("pretrained.fetch", {{"name", kName}, {"revision", "main"}})) == "hub.fetching_already");
    CHECK(codeOf(second->call("pretrained.remove", {{"id", kModelId}})) == "hub.fetching_already");
    std::optional<Result<Value>> joined;
    second->request("pretrained.fetch", {{"name", kName}}, [&](Result<Value> answer) { joined = std::move(answer); });
    // Stopped by whoever likes; what has arrived stays and is gone on from.
    mustCall(*second, "pretrained.list");
    mustCall(*second, "pretrained.cancel", {{"id", kModelId}});
    REQUIRE(runUntil([&] { return joined.has_value(); }));
    CHECK(codeOf(*joined) == "hub.stopped");
    held = false;
    here.hub.server().forget();
    mustCall(*second, "pretrained.fetch", {{"name", kName}});
    CHECK(here.hub.timesAsked("config.json") == 0);
    CHECK(here.hub.seen().back().header("range") == "bytes=3000-");
    CHECK(here.fileOf("model.safetensors") == here.hub.models[kName].files["model.safetensors"]);
}

TEST_CASE("a fetch goes on after the supervisor was killed, and what was discarded does not")
{
    Surroundings here(64);
    bool held = true;
    holdWeights(here.hub, held);
    auto first = here.engine.connect();
    first->request("pretrained.fetch", {{"name", kName}}, [](const Result<Value>&) {});
    REQUIRE(runUntil([&] { return isHeld(here.hub); }));
    here.engine.killEngine();
    first.reset();
    auto connection = here.engine.connect();
    here.hub.server().forget();
    connection->request("pretrained.fetch", {{"name", kName}}, [](const Result<Value>&) {});
    REQUIRE(runUntil([&] { return isHeld(here.hub); }));
    CHECK(here.hub.timesAsked("config.json") == 0);
    CHECK(here.hub.seen().back().header("range") == "bytes=3000-");
    const auto events = eventsOf(*connection);
    mustCall(*connection, "pretrained.cancel", {{"id", kModelId}, {"discard", true}});
    REQUIRE(runUntil([&] { return !events->empty() && events->back().phase == FetchPhase::Stopped; }));
    held = false;
    here.hub.server().forget();
    mustCall(*connection, "pretrained.fetch", {{"name", kName}});
    CHECK(here.hub.timesAsked("config.json") == 1);
    CHECK(here.hub.seen().back().header("range").isEmpty());
}

TEST_CASE("the process that fetches may be killed: it is told, and the next one goes on")
{
    Surroundings here(64);
    bool held = true;
    holdWeights(here.hub, held);
    const auto connection = here.engine.connect();
    std::optional<Result<Value>> answer;
    connection->request("pretrained.fetch", {{"name", kName}}, [&](Result<Value> came) { answer = std::move(came); });
    REQUIRE(runUntil([&] { return isHeld(here.hub); }));
    const auto pid = fetchingProcess(*here.engine.enginePid());
    REQUIRE(pid > 0);
    static_cast<void>(platform::signalProcess(pid, *platform::processStart(pid), platform::ProcessSignal::Kill));
    REQUIRE(runUntil([&] { return answer.has_value(); }));
    CHECK(codeOf(*answer) == "hub.fetch_died");
    held = false;
    mustCall(*connection, "pretrained.fetch", {{"name", kName}});
    CHECK(here.hub.seen().back().header("range") == "bytes=3000-");
}

TEST_CASE("a request's own cancel stops a fetch that nobody else waits for")
{
    Surroundings here(64);
    bool held = true;
    holdWeights(here.hub, held);
    const auto connection = here.engine.connect();
    const auto events = eventsOf(*connection);
    std::optional<Result<Value>> answer;
    const auto id = connection->request("pretrained.fetch", {{"name", kName}},
                                        [&](Result<Value> came) { answer = std::move(came); });
    REQUIRE(runUntil([&] { return isHeld(here.hub); }));
    connection->cancel(id);
    REQUIRE(runUntil([&] { return answer.has_value(); }));
    CHECK(codeOf(*answer) == "service.cancelled");
    REQUIRE(runUntil([&] { return !events->empty() && events->back().phase == FetchPhase::Stopped; }));
    CHECK(mustCall(*connection, "pretrained.list").at("fetching").asList().empty());
}

TEST_CASE("the settings are kept, without a word of the token, and hold for what is asked")
{
    Surroundings here;
    here.hub.models[kName].gated = "manual";
    here.hub.token = "very-secret";
    qunsetenv("FETTLE_HUB_ENDPOINT");
    const auto connection = here.engine.connect();
    CHECK(codeOf(connection->call("pretrained.look", {{"name", kName}})) == "hub.no_endpoint");
    CHECK(codeOf(connection->call("pretrained.settings", {{"change", ValueMap{{"endpoint", "nonsense"}}}})) ==
          "hub.bad_address");
    const auto kept = mustCall(*connection, "pretrained.settings",
                               {{"change", ValueMap{{"endpoint", here.hub.address()}, {"token", "very-secret"}}}});
    CHECK(kept.at("endpoint").asText() == here.hub.address());
    CHECK(kept.at("has_token").asBoolean());
    CHECK(toLine(toJson(kept)).find("very-secret") == std::string::npos);
    CHECK(mustCall(*connection, "pretrained.settings") == kept);
    CHECK(mustCall(*connection, "pretrained.look", {{"name", kName}}).at("uses_token").asBoolean());
    const auto model = mustCall(*connection, "pretrained.fetch", {{"name", kName}});
    CHECK(toLine(toJson(model)).find("very-secret") == std::string::npos);
    // A client's own variables go before: here they say to stay offline.
    const ValueMap offline{{"HF_HUB_OFFLINE", "1"}};
    CHECK(codeOf(connection->call("pretrained.look", {{"name", kName}, {"environment", offline}})) == "hub.offline");
    mustCall(*connection, "pretrained.settings", {{"change", ValueMap{{"token", Value()}}}});
    CHECK_FALSE(mustCall(*connection, "pretrained.settings").at("has_token").asBoolean());
    CHECK(codeOf(connection->call("pretrained.fetch", {{"name", kName}})) == "hub.needs_token");
}
