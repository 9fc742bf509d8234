// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/worker_process.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>
#include <nlohmann/json.hpp>

#include "engine/contract/json.h"
#include "engine/contract/worker_protocol.h"

namespace fettle::service {
namespace {

/// One worker's share of a turn of the event loop, so that a talkative one does not keep clients waiting.
constexpr int kTurnMs = 20;
constexpr std::size_t kMaxLogLineBytes = std::size_t{64} << 10;

} // namespace

WorkerProcess::~WorkerProcess() = default;

Result<void> WorkerProcess::start(const WorkerSpawn& spawn)
{
    std::error_code ignored;
    if (!std::filesystem::exists(spawn.program, ignored))
        return makeError("service.worker_not_found", {{"path", platform::toUtf8(spawn.program)}});
    platform::ChildOptions options;
    options.program = spawn.program;
    options.arguments = spawn.arguments;
    options.input = options.output = options.errors = platform::ChildOptions::Stream::Pipe;
    // LibTorch reads these once, when it is loaded. Between two regions its threads wait for some ten microseconds awake,
    // then asleep: sleeping at once costs a convolutional network 30 % of its speed (a wake-up per layer), staying awake
    // for long costs more than half of it as soon as another program wants the core.
    // oneDNN keeps what it compiled for a shape, half a megabyte for each: of batches of texts each length is a shape of
    // its own. 256 make a small Transformer 5 % faster than 64; its default of 1,024 takes 400 MB more, for 3 %.
    const auto threads = std::to_string(std::max<std::int64_t>(1, spawn.threads));
    options.environment = {{"OMP_NUM_THREADS", threads}, {"MKL_NUM_THREADS", threads}, {"OMP_WAIT_POLICY", "PASSIVE"},
                           {"GOMP_SPINCOUNT", "4000"}, {"ONEDNN_PRIMITIVE_CACHE_CAPACITY", "256"}};
    options.niceness = spawn.niceness;
    options.outOfMemoryScore = spawn.outOfMemoryScore;
    options.dieWithParent = spawn.dieWithParent;
    FETTLE_TRY_ASSIGN(auto process, platform::ChildProcess::spawn(options));
    m_process.emplace(std::move(process));
    m_output.emplace(m_process->takeOutput(), kMaxLineBytes);
    m_errors.emplace(m_process->takeErrors(), kMaxLogLineBytes);
    m_sender = std::make_unique<platform::LineSender>(m_process->takeInput());

    m_outputNotifier = std::make_unique<QSocketNotifier>(m_output->descriptor(), QSocketNotifier::Read);
    connect(m_outputNotifier.get(), &QSocketNotifier::activated, this, [this] { readOutput(false); });
    m_errorsNotifier = std::make_unique<QSocketNotifier>(m_errors->descriptor(), QSocketNotifier::Read);
    connect(m_errorsNotifier.get(), &QSocketNotifier::activated, this, &WorkerProcess::readErrors);
    m_inputNotifier = std::make_unique<QSocketNotifier>(m_sender->descriptor(), QSocketNotifier::Write);
    m_inputNotifier->setEnabled(false);
    connect(m_inputNotifier.get(), &QSocketNotifier::activated, this, &WorkerProcess::flushInput);
    m_endNotifier = std::make_unique<QSocketNotifier>(m_process->endDescriptor(), QSocketNotifier::Read);
    connect(m_endNotifier.get(), &QSocketNotifier::activated, this, &WorkerProcess::finish);
    return {};
}

void WorkerProcess::send(std::string_view line)
{
    if (!m_sender || m_closeWhenFlushed || m_ended)
        return;
    m_sender->enqueue(line);
    flushInput();
}

void WorkerProcess::closeInput()
{
    m_closeWhenFlushed = true;
    flushInput();
}

void WorkerProcess::kill()
{
    if (m_process)
        m_process->kill();
}

void WorkerProcess::flushInput()
{
    if (!m_sender || !m_inputNotifier)
        return;
    const auto flushed = m_sender->flush();
    const bool waiting = flushed.ok() && m_sender->pendingBytes() > 0;
    // A closed pipe is a worker that is ending; how it ends comes by its exit.
    m_inputNotifier->setEnabled(waiting);
    if (!waiting && (m_closeWhenFlushed || !flushed.ok())) {
        m_inputNotifier.reset();
        m_sender->close();
    }
}

void WorkerProcess::setReading(bool reading)
{
    m_reading = reading;
    if (m_ended || !m_outputNotifier)
        return;
    m_outputNotifier->setEnabled(reading && !m_outputEnded);
    if (reading)
        QTimer::singleShot(0, this, [this] {
            if (!m_ended)
                readOutput(false);
        });
}

void WorkerProcess::readOutput(bool everything)
{
    if (m_outputEnded)
        return;
    QElapsedTimer turn;
    turn.start();
    const QPointer<WorkerProcess> self(this);
    while (everything || (m_reading && turn.elapsed() < kTurnMs)) {
        auto event = m_output->next(0);
        using Kind = platform::LineEvent::Kind;
        if (!event || event->kind == Kind::EndOfStream) {
            m_outputEnded = true;
            m_outputNotifier->setEnabled(false);
            return;
        }
        switch (event->kind) {
        case Kind::Line: handleLine(event->line); break;
        case Kind::TooLong:
            ++m_unreadableLines;
            m_log.add("stdout (too long): " + event->line);
            send(encodeMessage("error", {{"error", toJson(makeError("contract.message_too_long",
                                                                    {{"limitBytes", kMaxLineBytes}}))}}));
            break;
        case Kind::Torn: m_log.add("stdout (torn): " + event->line); break;
        default: return;
        }
        if (!self || m_ended)
            return;
    }
    // Lines may wait in the reader while the pipe is empty; the notifier alone would not come back for them.
    if (m_reading)
        QTimer::singleShot(0, this, [this] {
            if (!m_ended)
                readOutput(false);
        });
}

void WorkerProcess::handleLine(const std::string& line)
{
    const auto json = parseJson(line);
    if (!json || !json->is_object() || !json->contains("type") || !(*json)["type"].is_string()) {
        ++m_unreadableLines;
        m_log.add("stdout: " + line);
        return;
    }
    Q_EMIT message((*json)["type"].get_ref<const std::string&>(), *json);
}

void WorkerProcess::readErrors()
{
    for (int lines = 0; lines < 1000; ++lines) {
        auto event = m_errors->next(0);
        using Kind = platform::LineEvent::Kind;
        if (!event || event->kind == Kind::EndOfStream) {
            if (m_errorsNotifier)
                m_errorsNotifier->setEnabled(false);
            return;
        }
        if (event->kind == Kind::TimedOut)
            return;
        m_log.add(event->line);
    }
}

void WorkerProcess::finish()
{
    const auto status = m_process->wait(0);
    if (!status || m_ended)
        return;
    m_endNotifier->setEnabled(false);
    m_outputNotifier->setEnabled(false);
    // What it said before it ended still counts.
    const QPointer<WorkerProcess> self(this);
    readOutput(true);
    if (!self)
        return;
    readErrors();
    m_errorsNotifier->setEnabled(false);
    m_ended = true;
    if (m_inputNotifier)
        m_inputNotifier->setEnabled(false);
    Q_EMIT ended(*status);
}

} // namespace fettle::service
