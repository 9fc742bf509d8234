// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/fake_engine.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QPointer>
#include <QTimer>

namespace fettle::test {

FakeEngine::FakeEngine()
{
    answer("projects.list", Value(ValueMap{{"projects", ValueList{}}}));
    answer("datasets.list", Value(ValueMap{{"datasets", ValueList{}}}));
    answer("jobs.list", Value(ValueMap{{"jobs", ValueList{}}}));
    answer("runs.list", Value(ValueMap{{"runs", ValueList{}}}));
    answer("models.list", Value(ValueMap{{"models", ValueList{}}}));
    answer("pretrained.list", Value(ValueMap{{"models", ValueList{}}, {"problems", ValueList{}}, {"fetching", ValueList{}}}));
    answer("catalog", Value(ValueMap{{"build_tag", "fake"}, {"components", ValueList{}}}));
}

void FakeEngine::answer(const std::string& method, Answer answer) { m_answers[method] = std::move(answer); }

void FakeEngine::answer(const std::string& method, Value value)
{
    m_answers[method] = [value = std::move(value)](const Value&) -> Result<Value> { return value; };
}

void FakeEngine::hold(const std::string& method) { m_held[method]; }

void FakeEngine::release(const std::string& method)
{
    auto held = m_held.extract(method);
    if (!held.empty())
        for (auto& waiting : held.mapped())
            deliver(method, std::move(waiting));
}

void FakeEngine::publish(const std::string& topic, const std::string& job, const std::string& run, Value payload)
{
    Q_EMIT eventCame(ClientEvent{topic, job, run, std::move(payload)});
}

void FakeEngine::setState(State state, std::optional<Error> problem)
{
    m_state = state;
    m_problem = std::move(problem);
    Q_EMIT stateChanged();
}

int FakeEngine::count(const std::string& method) const
{
    return static_cast<int>(std::ranges::count(m_requests, method, &std::pair<std::string, Value>::first));
}

Value FakeEngine::last(const std::string& method) const
{
    for (auto request = m_requests.rbegin(); request != m_requests.rend(); ++request)
        if (request->first == method)
            return request->second;
    return {};
}

std::int64_t FakeEngine::request(const std::string& method, ValueMap params, QObject* context, Reply reply)
{
    m_requests.emplace_back(method, Value(params));
    Waiting waiting{context ? context : this, std::move(reply), Value(std::move(params))};
    if (const auto held = m_held.find(method); held != m_held.end())
        held->second.push_back(std::move(waiting));
    else
        deliver(method, std::move(waiting));
    return m_nextId++;
}

void FakeEngine::deliver(const std::string& method, Waiting waiting)
{
    QTimer::singleShot(0, this, [this, method, waiting = std::move(waiting)] {
        if (!waiting.context || !waiting.reply)
            return;
        const auto known = m_answers.find(method);
        waiting.reply(m_state == State::Lost        ? Result<Value>(makeError("client.connection_lost"))
                      : known == m_answers.end() ? Result<Value>(makeError("service.unknown_method", {{"method", method}}))
                                                 : known->second(waiting.params));
    });
}

void FakeEngine::cancel(std::int64_t) {}

void FakeEngine::start()
{
    QTimer::singleShot(0, this, [this] { setState(State::Ready); });
}

int FakeDialogs::ask(QWidget*, const Question& question)
{
    asked.push_back(question);
    if (answers.empty())
        return question.cancel >= 0 ? question.cancel : static_cast<int>(question.answers.size()) - 1;
    const int answer = answers.front();
    answers.erase(answers.begin());
    return answer;
}

bool waitUntil(const std::function<bool()>& condition, int timeoutMs)
{
    const QDeadlineTimer deadline(timeoutMs);
    while (!condition()) {
        if (deadline.hasExpired())
            return false;
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 10);
    }
    return true;
}

} // namespace fettle::test
