// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "engine/client/connection.h"
#include "ui/session/engine_api.h"

namespace fettle::ui {

/// The supervisor of a workspace, found or started, and found again when it goes away.
class LiveEngine : public EngineApi {
    Q_OBJECT
public:
    explicit LiveEngine(client::ConnectionOptions options, QObject* parent = nullptr);
    ~LiveEngine() override;

    std::int64_t request(const std::string& method, ValueMap params, QObject* context, Reply reply) override;
    void cancel(std::int64_t id) override;
    [[nodiscard]] State state() const override { return m_state; }
    [[nodiscard]] std::optional<Error> problem() const override { return m_problem; }
    [[nodiscard]] platform::Path workspace() const override;
    void start() override;

private:
    void setState(State state, std::optional<Error> problem = {});

    std::unique_ptr<client::Connection> m_connection;
    State m_state = State::Connecting;
    std::optional<Error> m_problem;
};

} // namespace fettle::ui
