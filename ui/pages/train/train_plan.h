// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <QObject>
#include <QTimer>

#include "engine/contract/graph.h"
#include "ui/session/session.h"

namespace fettle::ui {

/// What a training of the draft would be: whether it can start, how many steps, how long, how much memory. Asked of the
/// background program a moment after the last change.
class TrainPlan : public QObject {
    Q_OBJECT
public:
    /// What this machine offers; zeros and empty texts until it told.
    struct Machine {
        std::int64_t threads = 0;
        std::int64_t memoryBytes = 0; ///< free
        std::string gpuReason;        ///< "usable", "no_gpu", "cpu_build" …
        std::string gpuName;
    };

    explicit TrainPlan(Session& session, QObject* parent = nullptr);

    /// Asks what the machine has, again.
    void refreshMachine();
    [[nodiscard]] const Machine& machine() const { return m_machine; }
    /// A change has yet to be looked at.
    [[nodiscard]] bool isChecking() const { return m_checking; }
    /// Everything that keeps the training from starting; empty: it is ready (or still being checked).
    [[nodiscard]] std::vector<Error> problems() const;
    /// Of the network, not of data or options: the Model page mends it.
    [[nodiscard]] bool isNetworkProblem() const { return m_networkProblem; }

    [[nodiscard]] std::int64_t steps() const;
    [[nodiscard]] std::int64_t stepsPerEpoch() const;
    [[nodiscard]] double epochs() const;
    /// Minutes for so many times the draft's epochs, as the engine reckons them; nothing until it told.
    [[nodiscard]] std::optional<double> minutes(double lengthFactor = 1.0) const;
    /// While it trains, roughly; nothing until the network's size is known.
    [[nodiscard]] std::optional<std::int64_t> memoryBytes() const;
    [[nodiscard]] std::int64_t parameterCount() const { return m_parameters; }
    /// The resolved recipe that the check gave; empty before.
    [[nodiscard]] const std::optional<Recipe>& resolved() const { return m_resolved; }

Q_SIGNALS:
    void changed();

private:
    void check();
    void checked(Result<Value> answer);
    [[nodiscard]] std::int64_t trainingRows() const;

    Session& m_session;
    Machine m_machine;
    QTimer m_timer;
    bool m_checking = false;
    bool m_networkProblem = false;
    int m_round = 0;
    std::vector<Error> m_problems;
    std::optional<Recipe> m_resolved;
    std::int64_t m_parameters = 0;
    double m_onceSeconds = -1.0; ///< −1: not known
    double m_epochSeconds = -1.0;
    std::int64_t m_activationBytes = 0;
};

} // namespace fettle::ui
