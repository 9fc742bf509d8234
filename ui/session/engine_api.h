// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include <QObject>

#include "engine/contract/client_protocol.h"
#include "engine/contract/result.h"
#include "engine/platform/paths.h"

namespace fettle::ui {

/// What the window asks of the background program: the methods of engine/contract/client_protocol.h, and its events.
/// LiveEngine speaks to the supervisor; tests answer from memory.
class EngineApi : public QObject {
    Q_OBJECT
public:
    using Reply = std::function<void(Result<Value>)>;
    enum class State { Connecting, Ready, Lost, Failed };

    using QObject::QObject;

    /// `reply` is called once, later, in this thread; never after `context` is gone. Returns the id for cancel().
    virtual std::int64_t request(const std::string& method, ValueMap params, QObject* context, Reply reply) = 0;
    virtual void cancel(std::int64_t id) = 0;
    [[nodiscard]] virtual State state() const = 0;
    /// Why it is Failed or Lost.
    [[nodiscard]] virtual std::optional<Error> problem() const = 0;
    [[nodiscard]] virtual platform::Path workspace() const = 0;
    /// Connects; starts the background program where none runs. Again after Failed: a new try.
    virtual void start() = 0;

Q_SIGNALS:
    void stateChanged();
    void eventCame(const fettle::ClientEvent& event);
};

} // namespace fettle::ui
