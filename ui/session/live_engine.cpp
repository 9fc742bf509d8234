// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/live_engine.h"

#include <utility>

#include <QTimer>

namespace fettle::ui {

LiveEngine::LiveEngine(client::ConnectionOptions options, QObject* parent) : EngineApi(parent)
{
    options.program = "fettle";
    options.reconnect = true;
    m_connection = std::make_unique<client::Connection>(std::move(options));
    connect(m_connection.get(), &client::Connection::opened, this, [this] { setState(State::Ready); });
    connect(m_connection.get(), &client::Connection::lost, this,
            [this] { setState(State::Lost, makeError("client.connection_lost")); });
    connect(m_connection.get(), &client::Connection::failed, this,
            [this](const Error& error) { setState(State::Failed, error); });
    connect(m_connection.get(), &client::Connection::eventCame, this, &EngineApi::eventCame);
    m_connection->subscribe();
}

LiveEngine::~LiveEngine() = default;

void LiveEngine::setState(State state, std::optional<Error> problem)
{
    m_state = state;
    m_problem = std::move(problem);
    Q_EMIT stateChanged();
}

std::int64_t LiveEngine::request(const std::string& method, ValueMap params, QObject* context, Reply reply)
{
    if (m_connection->state() == client::Connection::State::Open)
        return m_connection->request(method, std::move(params), std::move(reply), context);
    // Later, as every other answer: callers are not prepared to be called back from within their own request.
    QTimer::singleShot(0, context ? context : this, [reply = std::move(reply)] {
        if (reply)
            reply(makeError("client.not_connected"));
    });
    return -1;
}

void LiveEngine::cancel(std::int64_t id) { m_connection->cancel(id); }

platform::Path LiveEngine::workspace() const { return m_connection->workspace(); }

void LiveEngine::start()
{
    setState(State::Connecting);
    m_connection->open();
}

} // namespace fettle::ui
