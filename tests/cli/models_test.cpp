// SPDX-License-Identifier: GPL-3.0-or-later
// fettle-cli models, as somebody types it, against a hub of this machine.
#include <doctest/doctest.h>

#include <algorithm>

#include <QEventLoop>
#include <QProcess>
#include <QTimer>
#include <nlohmann/json.hpp>

#include "tests/hub/fake_hub.h"
#include "tests/support/environment.h"
#include "tests/support/temporary_folder.h"

using namespace fettle;
using namespace fettle::test;

namespace {

struct Ran {
    int exitCode = -1;
    std::string output;
    std::string errors;
    [[nodiscard]] nlohmann::json json() const { return nlohmann::json::parse(output, nullptr, false); }
};

/// A shell with a library, a configuration and a runtime folder of its own. Commands run while the hub answers.
class Shell {
public:
    Shell()
    {
        needApplication();
        for (const char* name : {"run", "data", "config"})
            std::filesystem::create_directory(m_folder.path() / name);
        m_environment = QProcessEnvironment::systemEnvironment();
        for (const char* name : {"HF_ENDPOINT", "HF_TOKEN", "HF_HUB_OFFLINE", "http_proxy", "HTTP_PROXY", "https_proxy",
                                 "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "FETTLE_HUB_ENDPOINT", "LC_ALL", "LANG"})
            m_environment.remove(name);
        set("XDG_RUNTIME_DIR", folder("run"));
        set("XDG_DATA_HOME", folder("data"));
        set("XDG_CONFIG_HOME", folder("config"));
        set("FETTLE_PRETRAINED", folder("library"));
        set("FETTLE_ENGINE", program("fettle-engine").string());
    }
    ~Shell() { static_cast<void>(run({"engine", "stop"})); }

    void set(const char* name, const std::string& value) { m_environment.insert(name, QString::fromStdString(value)); }
    [[nodiscard]] std::string folder(const char* name) const { return (m_folder.path() / name).string(); }

    Ran run(const std::vector<std::string>& arguments)
    {
        QProcess process;
        QStringList list{"--workspace", QString::fromStdString(folder("workspace"))};
        for (const auto& argument : arguments)
            list << QString::fromStdString(argument);
        process.setProcessEnvironment(m_environment);
        process.setWorkingDirectory(QString::fromStdString(m_folder.path().string()));
        process.setStandardInputFile(QProcess::nullDevice());
        QEventLoop loop;
        QObject::connect(&process, &QProcess::finished, &loop, &QEventLoop::quit);
        QObject::connect(&process, &QProcess::errorOccurred, &loop, &QEventLoop::quit);
        QTimer::singleShot(60'000, &loop, &QEventLoop::quit);
        process.start(QString::fromStdString(program("fettle-cli").string()), list);
        loop.exec();
        REQUIRE(process.state() == QProcess::NotRunning);
        return {process.exitCode(), process.readAllStandardOutput().toStdString(),
                process.readAllStandardError().toStdString()};
    }

private:
    TemporaryFolder m_folder;
    QProcessEnvironment m_environment;
};

} // namespace

TEST_CASE("models look, fetch, list and remove")
{
    FakeHub hub;
    hub.models["someone/tiny"] = tinyBert();
    Shell shell;
    const auto nowhere = shell.run({"models", "fetch", "someone/tiny"});
    CHECK(nowhere.exitCode == 1);
    CHECK(nowhere.errors.find("--endpoint") != std::string::npos);

    const auto looked = shell.run({"models", "look", "someone/tiny", "--endpoint", hub.address()});
    CHECK(looked.exitCode == 0);
    CHECK(looked.output.find("apache-2.0") != std::string::npos);
    CHECK(looked.output.find(hub.address()) != std::string::npos);
    CHECK(hub.seen().size() == 1);

    shell.set("HF_ENDPOINT", hub.address());
    const auto unasked = shell.run({"models", "fetch", "someone/tiny"});
    CHECK(unasked.exitCode == 1);
    CHECK(unasked.output.find("apache-2.0") != std::string::npos);
    CHECK(unasked.errors.find("--yes") != std::string::npos);
    CHECK(hub.timesAsked("config.json") == 0);
    CHECK(shell.run({"models", "fetch", "someone/tiny", "--json"}).json()["error"]["code"] == "hub.not_confirmed");

    const auto fetched = shell.run({"models", "fetch", "someone/tiny", "--yes"});
    CHECK_MESSAGE(fetched.exitCode == 0, fetched.errors);
    CHECK(fetched.output.find("someone--tiny") != std::string::npos);
    CHECK(fetched.errors.find(" of ") != std::string::npos);
    const auto list = shell.run({"models", "list", "--json"}).json();
    REQUIRE(list.is_object());
    CHECK(list["models"].empty());
    REQUIRE(list["pretrained"].size() == 1);
    CHECK(list["pretrained"][0]["id"] == "someone--tiny");
    CHECK(shell.run({"models"}).output.find("someone--tiny") != std::string::npos);

    CHECK(shell.run({"models", "remove", "someone--tiny"}).exitCode == 0);
    CHECK(shell.run({"models", "remove", "someone--tiny"}).exitCode == 1);
    CHECK(shell.run({"models", "cancel", "someone--tiny"}).exitCode == 1);
    CHECK(shell.run({"models", "list", "--json"}).json()["pretrained"].empty());
}

TEST_CASE("a folder by its relative path, the token's file, offline, and one document with --json")
{
    FakeHub hub;
    hub.models["someone/tiny"] = tinyBert();
    hub.models["someone/tiny"].gated = "manual";
    hub.token = "secret";
    Shell shell;
    shell.set("HF_ENDPOINT", hub.address());
    CHECK(shell.run({"models", "look", "someone/tiny", "--offline"}).exitCode == 1);
    CHECK(hub.seen().empty());
    const TemporaryFolder other;
    const auto token = other.write("token", "secret\n");
    const auto refused = shell.run({"models", "fetch", "someone/tiny", "--yes"});
    CHECK(refused.exitCode == 1);
    CHECK(refused.errors.find("token") != std::string::npos);
    const auto fetched =
        shell.run({"models", "fetch", "someone/tiny", "--yes", "--token-file", token.string(), "--json"});
    CHECK_MESSAGE(fetched.exitCode == 0, fetched.errors);
    CHECK(std::count(fetched.output.begin(), fetched.output.end(), '\n') == 1);
    CHECK(fetched.json()["id"] == "someone--tiny");
    CHECK((fetched.output + fetched.errors).find("secret") == std::string::npos);
    for (const auto& [name, content] : tinyBert().files)
        other.write("my-bert/" + name, content);
    const auto local = shell.run({"models", "fetch", (other.path() / "my-bert" / ".").string(), "--yes", "--json"});
    CHECK_MESSAGE(local.exitCode == 0, local.errors);
    CHECK(local.json()["id"] == "my-bert");
}

TEST_CASE("without the program that trains, a pretrained model is shown all the same, but for what its training takes")
{
    const TemporaryFolder other;
    for (const auto& [name, content] : tinyBert().files)
        other.write("my-bert/" + name, content);
    Shell shell;
    shell.set("FETTLE_WORKER", shell.folder("none"));
    const auto fetched = shell.run({"models", "fetch", (other.path() / "my-bert").string(), "--yes"});
    REQUIRE_MESSAGE(fetched.exitCode == 0, fetched.errors);
    const auto shown = shell.run({"models", "show", "my-bert"});
    CHECK_MESSAGE(shown.exitCode == 0, shown.errors);
    CHECK(shown.output.find("Parameters") != std::string::npos);
    CHECK(shown.output.find("What is trained") == std::string::npos);
    const auto document = shell.run({"models", "show", "my-bert", "--json"}).json();
    CHECK(document["id"] == "my-bert");
    CHECK_FALSE(document.contains("training"));
    CHECK(shell.run({"models", "list"}).output.find("my-bert") != std::string::npos);
}

TEST_CASE("settings are shown, changed and taken away, and hold for what is fetched")
{
    FakeHub hub;
    hub.models["someone/tiny"] = tinyBert();
    Shell shell;
    CHECK(shell.run({"models", "look", "someone/tiny"}).exitCode == 1);
    const auto set = shell.run({"models", "settings", "--endpoint", hub.address(), "--proxy", "none", "--json"});
    CHECK_MESSAGE(set.exitCode == 0, set.errors);
    CHECK(set.json()["endpoint"] == hub.address());
    CHECK(shell.run({"models", "settings"}).output.find(hub.address()) != std::string::npos);
    CHECK(shell.run({"models", "look", "someone/tiny"}).exitCode == 0);
    CHECK(shell.run({"models", "settings", "--offline", "yes", "--json"}).json()["offline"] == true);
    CHECK(shell.run({"models", "look", "someone/tiny"}).exitCode == 1);
    CHECK(shell.run({"models", "settings", "--offline", "perhaps"}).exitCode == 2);
    CHECK(shell.run({"models", "settings", "--mirror", "nonsense"}).exitCode == 1);
    CHECK(shell.run({"models", "settings", "--endpoint", "", "--json"}).json()["endpoint"] == "");
}

TEST_CASE("a proxy of a kind that is not known is refused by its name")
{
    FakeHub hub;
    hub.models["someone/tiny"] = tinyBert();
    Shell shell;
    const auto refused = shell.run({"models", "look", "someone/tiny", "--endpoint", hub.address(), "--proxy", "ftp://proxy.example.org"});
    CHECK(refused.exitCode == 1);
    CHECK(refused.errors.find("proxy.example.org") != std::string::npos);
    CHECK(hub.seen().empty());
}

TEST_CASE("help of a command tells what fine-tuning takes, in both languages")
{
    Shell shell;
    const auto told = [&shell](const std::vector<std::string>& asked) {
        const auto ran = shell.run(asked);
        CHECK(ran.exitCode == 0);
        CHECK(ran.output.find("fine_tuning.method=") != std::string::npos);
        CHECK(ran.output.find("--template") != std::string::npos);
        return ran.output;
    };
    const auto english = told({"help", "train"});
    CHECK(told({"train", "--help"}) == english);
    const auto chinese = told({"--lang", "zh_CN", "help", "train"});
    CHECK(chinese != english);
    CHECK(chinese.find("训练模型并观察过程") != std::string::npos);
    CHECK(shell.run({"help"}).output.find("train") != std::string::npos);
    CHECK(shell.run({"help", "models", "fetch"}).output.find("--proxy") != std::string::npos);
}
