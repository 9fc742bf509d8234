// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <map>

#include "app/cli/pretrained_request.h"
#include "tests/support/temporary_folder.h"

using namespace fettle;
using namespace fettle::cli;

namespace {

std::optional<std::string> noVariable(const char*) { return std::nullopt; }

std::string nameFor(const std::string& given)
{
    FetchArguments arguments;
    arguments.name = given;
    return pretrainedRequest(arguments, noVariable).name;
}

} // namespace

TEST_CASE("a hub's name stays as it is, a path becomes a full one")
{
    const test::TemporaryFolder folder;
    const auto before = std::filesystem::current_path();
    folder.write("owner/here/config.json", "{}");
    folder.write("starter/config.json", "{}");
    std::filesystem::current_path(folder.path());
    const auto root = std::filesystem::current_path().string();
    CHECK(nameFor("owner/model") == "owner/model");
    CHECK(nameFor("bert-base-uncased") == "bert-base-uncased");
    CHECK(nameFor("starter") == "starter");
    CHECK(nameFor("owner/here") == root + "/owner/here");
    CHECK(nameFor("./missing") == root + "/missing");
    CHECK(nameFor("../missing").starts_with("/"));
    CHECK(nameFor("/srv/model") == "/srv/model");
    CHECK(nameFor("gt.whl") == root + "/gt.whl");
    CHECK(nameFor("model.safetensors") == root + "/model.safetensors");
    std::filesystem::current_path(before);
}

TEST_CASE("options and this shell's variables go along")
{
    FetchArguments arguments;
    arguments.name = "a/b";
    CHECK_FALSE(pretrainedRequest(arguments, noVariable).offline.has_value());
    arguments.revision = "v1";
    arguments.endpoint = "https://hub.example.org";
    arguments.index = "https://index.example.org/simple";
    arguments.proxy = "socks5://proxy.example.org:1080";
    arguments.tokenFile = "/srv/token";
    arguments.offline = true;
    const std::map<std::string, std::string> variables{{"HF_TOKEN", "secret"}, {"PATH", "/bin"}, {"NO_PROXY", "*"}};
    const auto request = pretrainedRequest(arguments, [&](const char* name) -> std::optional<std::string> {
        const auto found = variables.find(name);
        return found == variables.end() ? std::nullopt : std::optional(found->second);
    });
    CHECK(request.revision == "v1");
    CHECK(request.endpoint == "https://hub.example.org");
    CHECK(request.index == "https://index.example.org/simple");
    CHECK(request.proxy == "socks5://proxy.example.org:1080");
    CHECK(request.tokenFile == "/srv/token");
    CHECK(request.offline == true);
    CHECK(request.environment.at("HF_TOKEN") == "secret");
    CHECK(request.environment.at("NO_PROXY") == "*");
    CHECK(request.environment.at("HF_ENDPOINT").empty());
    CHECK(request.environment.size() == kDownloadVariables.size());
}
