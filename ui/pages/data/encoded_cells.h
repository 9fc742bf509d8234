// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include <QObject>
#include <QTimer>

#include "ui/session/session.h"

namespace fettle::ui {

/// What becomes of cells on their way into the network: the engine's own encoders, asked for the rows in sight.
class EncodedCells : public QObject {
    Q_OBJECT
public:
    explicit EncodedCells(EngineApi& engine, QObject* parent = nullptr);

    /// Forgets everything; the fields are those of the recipe, with their encoders.
    void open(const std::string& manifestPath, const Recipe& recipe, const DatasetManifest& manifest);
    /// Whether the task looks at the field at all.
    [[nodiscard]] bool isUsed(const std::string& field) const { return m_encoders.contains(field); }
    /// Null: not there (yet). `row`: its number in the data version.
    [[nodiscard]] const Value* find(const std::string& field, qint64 row) const;
    /// The error that the field's encoder met; null: none.
    [[nodiscard]] const Error* problem(const std::string& field) const;
    void want(const std::vector<std::string>& fields, const std::vector<qint64>& rows);

Q_SIGNALS:
    void arrived();

private:
    void fetch();
    void take(const std::string& field, const std::vector<qint64>& rows, const Result<Value>& answer);

    EngineApi& m_engine;
    QTimer m_timer;
    std::string m_manifestPath;
    std::map<std::string, ComponentRef> m_encoders;
    std::map<std::string, std::map<qint64, Value>> m_cells;
    std::map<std::string, Error> m_problems;
    std::set<std::string> m_asked; ///< one question a field at a time
    std::vector<std::string> m_fields;
    std::vector<qint64> m_rows;
    int m_round = 0;
};

/// A cell's encoded value in a few characters: "0.53", "0 1 0", "28 × 28".
[[nodiscard]] QString encodedText(const Value& value);

} // namespace fettle::ui
