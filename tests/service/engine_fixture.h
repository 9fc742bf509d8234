// SPDX-License-Identifier: GPL-3.0-or-later
// A workspace of its own with the real supervisor and the fake worker, for tests from outside.
#pragma once

#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <QLocalSocket>

#include "engine/client/connection.h"
#include "engine/contract/job.h"
#include "engine/platform/process.h"
#include "tests/support/temporary_folder.h"

namespace fettle::test {

struct Queued {
    std::string job;
    std::string run;
};

class EngineFixture {
public:
    /// `environment`: more variables for the supervisor, as NAME, value.
    explicit EngineFixture(std::initializer_list<std::pair<const char*, const char*>> environment = {});
    /// Ends the supervisor and whatever it started.
    ~EngineFixture();

    [[nodiscard]] std::filesystem::path workspace() const { return m_folder.path() / "ws"; }
    [[nodiscard]] const TemporaryFolder& folder() const { return m_folder; }
    /// Opens a connection; fails the test where it cannot.
    [[nodiscard]] std::unique_ptr<client::Connection> connect(client::ConnectionOptions options = {});
    [[nodiscard]] client::ConnectionOptions options() const;
    /// A socket that greets by itself, or not at all.
    [[nodiscard]] std::unique_ptr<QLocalSocket> rawSocket(bool greet = true) const;

    [[nodiscard]] std::optional<platform::ProcessId> enginePid() const;
    void killEngine() const;
    /// Waits until the supervisor has ended; false after `timeoutMs`.
    [[nodiscard]] bool waitForEngineEnd(platform::ProcessId pid, int timeoutMs) const;

private:
    TemporaryFolder m_folder;
    std::vector<std::string> m_variables;
};

/// A recipe value whose orders go to the fake worker.
[[nodiscard]] Value recipeWith(ValueMap orders, const std::string& name = "a training");
Queued train(client::Connection& connection, ValueMap orders, ValueMap more = {});
Value mustCall(client::Connection& connection, const std::string& method, ValueMap params = {});
[[nodiscard]] Job waitFor(client::Connection& connection, const std::string& job);
/// Runs the event loop until `condition` holds; false after `timeoutMs`.
[[nodiscard]] bool runUntil(const std::function<bool()>& condition, int timeoutMs = 20'000);
/// Every point of the run's train/loss, as text.
[[nodiscard]] std::string curve(client::Connection& connection, const std::string& run);
/// Reads lines of a raw socket until one has this type; fails after a while with an empty value.
[[nodiscard]] Value readUntil(QLocalSocket& socket, const std::string& type, int timeoutMs = 10'000);
void writeLine(QLocalSocket& socket, const std::string& line);

} // namespace fettle::test
