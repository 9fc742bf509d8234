// SPDX-License-Identifier: GPL-3.0-or-later
// An engine from memory, for tests of the window.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <QPointer>

#include "tests/support/temporary_folder.h"
#include "ui/session/dialogs.h"
#include "ui/session/engine_api.h"

namespace fettle::test {

class FakeEngine : public ui::EngineApi {
public:
    using Answer = std::function<Result<Value>(const Value& params)>;

    FakeEngine();

    /// What a method answers from now on; without an answer it is service.unknown_method.
    void answer(const std::string& method, Answer answer);
    void answer(const std::string& method, Value value);
    /// Answers of this method wait until release().
    void hold(const std::string& method);
    void release(const std::string& method);
    void publish(const std::string& topic, const std::string& job, const std::string& run, Value payload);
    void setState(State state, std::optional<Error> problem = {});
    /// What was asked, in order.
    [[nodiscard]] const std::vector<std::pair<std::string, Value>>& requests() const { return m_requests; }
    [[nodiscard]] int count(const std::string& method) const;
    /// Params of the last request of that method; null where there was none.
    [[nodiscard]] Value last(const std::string& method) const;

    std::int64_t request(const std::string& method, ValueMap params, QObject* context, Reply reply) override;
    void cancel(std::int64_t id) override;
    [[nodiscard]] State state() const override { return m_state; }
    [[nodiscard]] std::optional<Error> problem() const override { return m_problem; }
    [[nodiscard]] platform::Path workspace() const override { return m_folder.path(); }
    /// Becomes Ready, later.
    void start() override;

private:
    struct Waiting {
        QPointer<QObject> context;
        Reply reply;
        Value params;
    };
    void deliver(const std::string& method, Waiting waiting);

    TemporaryFolder m_folder;
    std::map<std::string, Answer> m_answers;
    std::map<std::string, std::vector<Waiting>> m_held;
    std::vector<std::pair<std::string, Value>> m_requests;
    State m_state = State::Connecting;
    std::optional<Error> m_problem;
    std::int64_t m_nextId = 1;
};

/// Gives prepared answers; a question without one is answered with its cancel.
class FakeDialogs : public ui::Dialogs {
public:
    QStringList files;
    QString folder;
    QString saved;
    std::vector<int> answers;
    std::vector<Question> asked;

    QStringList openFiles(QWidget*, const QString&, const QString&) override { return files; }
    QString openFolder(QWidget*, const QString&) override { return folder; }
    QString saveFile(QWidget*, const QString&, const QString&, const QString&) override { return saved; }
    int ask(QWidget*, const Question& question) override;
};

/// Runs the event loop until `condition` holds; false after `timeoutMs`.
[[nodiscard]] bool waitUntil(const std::function<bool()>& condition, int timeoutMs = 10'000);

} // namespace fettle::test
