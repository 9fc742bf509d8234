// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>

#include <QObject>
#include <QTimer>

#include "engine/contract/graph.h"
#include "ui/session/session.h"

namespace fettle::ui {

/// What a step of training costs on this machine.
struct StepCost {
    std::int64_t parameterCount = 0;
    std::int64_t multiplyAdds = 0; ///< of one example, forward
    std::int64_t batchSize = 0;
    std::int64_t memoryBytes = 0;  ///< while it trains, roughly
    double stepMs = 0.0;           ///< roughly
};

/// What the engine's check says of a recipe's networks: their layers as training would build them, shapes, costs,
/// mistakes, PyTorch code. Asked a moment after each change of the draft while it is active.
class NetworkCheck : public QObject {
    Q_OBJECT
public:
    struct Network {
        Graph graph;
        GraphReport report;
        std::string pytorch; ///< empty: the network has mistakes, or the program does not say
    };

    explicit NetworkCheck(Session& session, QObject* parent = nullptr);

    /// Only what is looked at is checked.
    void setActive(bool active);
    [[nodiscard]] bool isChecking() const { return m_checking; }
    /// Of the draft as it was asked for last; null: not known.
    [[nodiscard]] const Network* network(const std::string& name) const;
    /// Whether what is known of the network is of the draft as it is now.
    [[nodiscard]] bool isCurrent(const std::string& name) const;
    /// The layers that a template made of this part of a recipe, if it was checked before; null: not known.
    [[nodiscard]] const Graph* generated(const Recipe& recipe, const std::string& name) const;
    /// Why the draft as a whole cannot be checked.
    [[nodiscard]] const std::optional<Error>& problem() const { return m_problem; }
    /// Nothing until the check answered without an error.
    [[nodiscard]] std::optional<StepCost> cost() const;
    /// What is free of it, as the Train page has it, in bytes; 0 until it is known.
    [[nodiscard]] std::int64_t machineMemory() const { return m_memory; }

    /// Asks for another recipe's networks, on the project's data.
    using Networks = std::map<std::string, Network>;
    void ask(const Recipe& recipe, QObject* context, std::function<void(Result<Networks>)> done);

Q_SIGNALS:
    void changed();

private:
    /// What a template's layers depend on.
    struct Origin {
        NetworkSpec network;
        std::vector<FieldUse> inputs;
        std::vector<FieldUse> targets;
        ComponentRef task;
        std::string data;
        friend bool operator==(const Origin&, const Origin&) = default;
    };
    void later();
    void check();
    void checked(Result<Value> answer);
    void askMachine();
    [[nodiscard]] Origin originOf(const Recipe& recipe, const std::string& name) const;
    [[nodiscard]] bool canAsk() const;

    Session& m_session;
    QTimer m_timer;
    bool m_active = false;
    bool m_due = true;
    bool m_checking = false;
    int m_round = 0;
    Recipe m_asked;
    Networks m_networks;
    std::map<std::string, Origin> m_origins; ///< of m_networks
    std::vector<std::pair<Origin, Graph>> m_generated; ///< newest last
    std::optional<Error> m_problem;
    std::optional<Recipe> m_resolved;
    std::int64_t m_threads = 0;
    bool m_gpu = false;
    std::int64_t m_memory = 0;
};

} // namespace fettle::ui
