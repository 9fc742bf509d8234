// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <QLocalSocket>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include "engine/contract/client_protocol.h"
#include "engine/contract/job.h"
#include "engine/contract/result.h"
#include "engine/platform/line_channel.h"
#include "engine/platform/paths.h"

namespace fettle::client {

class EngineStarter;

struct ConnectionOptions {
    /// Empty: platform::defaultWorkspace().
    platform::Path workspace;
    /// What the handshake calls this program: "fettle", "fettle-cli".
    std::string program = "fettle";
    /// Start the supervisor where none runs.
    bool startEngine = true;
    /// An engine of an older protocol version is asked to checkpoint and leave, and ours is started instead.
    bool replaceOlder = false;
    /// Open again, with the same subscriptions, when the connection is lost (not after engine.stop).
    bool reconnect = false;
    /// From open() to opened() or failed(), a start of the supervisor included.
    int timeoutMs = 20'000;
    /// Empty: FETTLE_ENGINE, else fettle-engine beside the running program.
    platform::Path engineProgram;
    /// For tests of the handshake.
    int protocol = kClientProtocolVersion;
};

/// The way from a client to the supervisor of one workspace: requests with answers, and events. Lives in one thread
/// with an event loop (QCoreApplication); call() runs one of its own while it waits.
class Connection : public QObject {
    Q_OBJECT
public:
    using Reply = std::function<void(Result<Value>)>;
    enum class State { Closed, Connecting, Starting, Greeting, Open };

    explicit Connection(ConnectionOptions options, QObject* parent = nullptr);
    ~Connection() override;

    /// Starts connecting; opened() or failed() follows.
    void open();
    /// open() and wait. Errors: client.*, service.version_mismatch, platform.* (why the supervisor did not start).
    [[nodiscard]] Result<void> openAndWait();
    void close();
    [[nodiscard]] State state() const { return m_state; }
    /// Who answered, once open.
    [[nodiscard]] const Handshake& engine() const { return m_engine; }
    [[nodiscard]] const platform::Path& workspace() const { return m_options.workspace; }

    /// Sends a request; `reply` is called once, with client.connection_lost where the connection breaks, and never
    /// after `context` (where given) is gone. Returns the id for cancel().
    std::int64_t request(const std::string& method, ValueMap params, Reply reply, QObject* context = nullptr);
    /// The answer then is service.cancelled, unless it was on its way already.
    void cancel(std::int64_t id);
    /// Sends and waits. `timeoutMs` -1: as long as it takes. Opens the connection first where it is closed.
    [[nodiscard]] Result<Value> call(const std::string& method, ValueMap params = {}, int timeoutMs = -1);
    /// engine.stop, and waits until the supervisor's process is gone, so that its workspace is free afterwards.
    [[nodiscard]] Result<Value> stopEngine();
    /// Events from now on (and after a reconnection): `topics` empty means all; `run` and `job` narrow them.
    void subscribe(const std::vector<std::string>& topics = {}, const std::string& run = {},
                   const std::string& job = {});
    /// Waits until the job has reached a final state or is paused, across lost connections where `reconnect` is set.
    /// `onEvent` sees the job's events meanwhile. Errors: service.unknown_job, client.*.
    [[nodiscard]] Result<Job> waitForJob(const std::string& job,
                                         const std::function<void(const ClientEvent&)>& onEvent = {});

Q_SIGNALS:
    void opened();
    void failed(const fettle::Error& error);
    /// An open connection broke.
    void lost();
    void eventCame(const fettle::ClientEvent& event);

private:
    struct Pending {
        Reply reply;
        QPointer<QObject> context;
        bool hasContext = false;
    };

    void connectSocket();
    void startEngine();
    void greet();
    void readLines();
    void handleLine(std::string_view line);
    void handleGreeting(const std::string& type, const nlohmann::json& json);
    void handleDisconnected();
    void retryLater();
    void fail(Error error);
    void finishPending(const Error& error);
    void sendLine(const std::string& line);
    void sendSubscription();

    ConnectionOptions m_options;
    State m_state = State::Closed;
    std::unique_ptr<QLocalSocket> m_socket;
    std::unique_ptr<EngineStarter> m_starter;
    platform::LineSplitter m_splitter{kMaxLineBytes};
    QTimer m_deadline;
    QTimer m_retry;
    Handshake m_engine;
    std::int64_t m_nextId = 1;
    std::map<std::int64_t, Pending> m_pending;
    std::optional<ValueMap> m_subscription;
    std::optional<Error> m_lastError;
    bool m_engineLeaving = false;
    int m_starts = 0;
};

} // namespace fettle::client
