// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/interactive_worker.h"

#include <nlohmann/json.hpp>

#include "engine/contract/client_protocol.h"
#include "engine/service/crash_policy.h"

namespace fettle::service {
namespace {

/// What says that the process, not the question, is broken.
bool isInternalFailure(const Error& error)
{
    return error.code == "worker.unexpected" || error.code == "worker.out_of_memory";
}

} // namespace

InteractiveWorker::InteractiveWorker(const ServiceOptions& options, QObject* parent) : QObject(parent), m_options(options)
{
    m_stuckTimer.setSingleShot(true);
    m_idleTimer.setSingleShot(true);
    connect(&m_stuckTimer, &QTimer::timeout, this, [this] {
        if (m_process)
            m_process->kill();
    });
    connect(&m_idleTimer, &QTimer::timeout, this, &InteractiveWorker::letGo);
}

InteractiveWorker::~InteractiveWorker() = default;

void InteractiveWorker::warmUp()
{
    static_cast<void>(ensureStarted());
}

Result<void> InteractiveWorker::ensureStarted()
{
    if (m_stopped)
        return makeError("service.leaving");
    if (m_process)
        return {};
    auto process = std::make_unique<WorkerProcess>();
    WorkerSpawn spawn;
    spawn.program = m_options.workerProgram;
    spawn.arguments = {"--interactive"};
    spawn.threads = 1;
    spawn.outOfMemoryScore = 700;
    spawn.dieWithParent = true;
    FETTLE_TRY(process->start(spawn));
    connect(process.get(), &WorkerProcess::message, this, &InteractiveWorker::handleMessage);
    connect(process.get(), &WorkerProcess::ended, this, &InteractiveWorker::handleEnd);
    m_process = std::move(process);
    return {};
}

std::int64_t InteractiveWorker::ask(const std::string& method, Value params, const std::string& supersedes,
                                    Answer answer)
{
    const auto id = m_nextId++;
    m_idleTimer.stop();
    if (!supersedes.empty())
        for (auto& [older, question] : m_waiting)
            if (question.supersedes == supersedes && question.answer)
                drop(older, makeError("service.superseded"));
    if (m_waiting.size() >= kMostWaiting || (m_process && m_process->unsentBytes() > kMostUnsentBytes)) {
        answer(makeError("service.too_many_requests", {{"limit", kMostWaiting}}));
        return id;
    }
    if (auto started = ensureStarted(); !started) {
        answer(started.error());
        return id;
    }
    auto& question = m_waiting[id];
    question = {method, std::move(params), supersedes, std::move(answer), false};
    send(id, question);
    return id;
}

void InteractiveWorker::send(std::int64_t id, const Question& question)
{
    m_process->send(encodeMessage("request", toJson(WorkerRequest{id, question.method, question.params, question.supersedes})));
}

void InteractiveWorker::cancel(std::int64_t id)
{
    if (const auto found = m_waiting.find(id); found != m_waiting.end() && found->second.answer)
        drop(id, makeError("service.cancelled"));
}

void InteractiveWorker::drop(std::int64_t id, const Error& error)
{
    auto& question = m_waiting.at(id);
    const Answer answer = std::exchange(question.answer, {});
    if (m_process)
        m_process->send(encodeMessage("cancel", {{"id", id}}));
    if (!m_stuckTimer.isActive())
        watch();
    answer(error);
}

void InteractiveWorker::watch()
{
    if (!m_waiting.empty() && !m_waiting.begin()->second.answer)
        m_stuckTimer.start(m_options.cancelTimeoutMs);
}

void InteractiveWorker::handleMessage(const std::string& type, const nlohmann::json& body)
{
    if (type == "hello") {
        if (const auto hello = fromJson<WorkerHello>(body))
            Q_EMIT greeted(*hello);
        return;
    }
    if (type != "response")
        return;
    auto response = fromJson<WorkerResponse>(body);
    if (!response)
        return;
    const auto found = m_waiting.find(response->id);
    if (found == m_waiting.end())
        return;
    const Answer answer = std::move(found->second.answer);
    m_waiting.erase(found);
    // It moves on: whatever else was dropped has its own time from now.
    m_stuckTimer.stop();
    watch();
    if (response->error && isInternalFailure(*response->error))
        letGo();
    if (m_waiting.empty() && m_options.interactiveIdleMs >= 0)
        m_idleTimer.start(m_options.interactiveIdleMs);
    if (answer)
        answer(response->error ? Result<Value>(*response->error) : Result<Value>(std::move(response->result)));
}

void InteractiveWorker::letGo()
{
    if (!m_process)
        return;
    // It ran for a question of this process; the next one has its own time for what it gets.
    m_stuckTimer.stop();
    // It may take its time to end; it is not waited for, and its end kills what is left.
    auto* process = m_process.release();
    process->disconnect(this);
    connect(process, &WorkerProcess::ended, process, &QObject::deleteLater);
    QTimer::singleShot(m_options.cancelTimeoutMs, process, [process] { process->kill(); });
    process->setParent(this);
    process->closeInput();
    auto waiting = std::move(m_waiting);
    m_waiting.clear();
    for (auto& [id, question] : waiting) {
        if (!question.answer)
            continue;
        if (auto started = ensureStarted(); !started) {
            question.answer(started.error());
            continue;
        }
        send(id, m_waiting.emplace(id, std::move(question)).first->second);
    }
}

void InteractiveWorker::handleEnd(const platform::ExitStatus& status)
{
    m_stuckTimer.stop();
    m_process.release()->deleteLater();
    auto waiting = std::move(m_waiting);
    m_waiting.clear();
    // The oldest was being worked on; where it was dropped already, the process was killed for it.
    bool culprit = true;
    const bool killed = status.killed();
    for (auto& [id, question] : waiting) {
        const bool blamed = std::exchange(culprit, false);
        if (!question.answer)
            continue;
        if (blamed || question.sentAgain) {
            question.answer(makeError(killed && !blamed ? "service.interactive_stuck" : "service.interactive_failed",
                                      {{"exit_code", exitCodeOf(status)}, {"signal", signalOf(status)}}));
            continue;
        }
        question.sentAgain = true;
        if (auto started = ensureStarted(); !started) {
            question.answer(started.error());
            continue;
        }
        send(id, m_waiting.emplace(id, std::move(question)).first->second);
    }
}

void InteractiveWorker::failAll(const Error& error)
{
    auto waiting = std::move(m_waiting);
    m_waiting.clear();
    for (auto& [id, question] : waiting)
        if (question.answer)
            question.answer(error);
}

void InteractiveWorker::stop()
{
    m_stopped = true;
    failAll(makeError("service.leaving"));
    m_idleTimer.stop();
    m_stuckTimer.stop();
    // Nothing of it is worth keeping; it goes with the object.
    m_process.reset();
}

} // namespace fettle::service
