// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <QObject>
#include <QString>

#include "engine/contract/semantic_search.h"
#include "ui/session/session.h"

namespace fettle::ui {

/// The texts of the open project's data as something that can be searched: which column, by which model, whether it is
/// prepared, and the preparation. The one state that the search and the labels by name share.
class TextSearch : public QObject {
    Q_OBJECT
public:
    enum class Phase { NoTexts, NoModel, Asking, Unprepared, Preparing, Ready, Failed };

    /// A model that can compare texts, as a person knows it.
    struct Model {
        std::string id; ///< of the library, or of a trained model
        QString title;
        friend bool operator==(const Model&, const Model&) = default;
    };

    explicit TextSearch(Session& session, QObject* parent = nullptr);

    [[nodiscard]] Phase phase() const { return m_phase; }
    [[nodiscard]] const SearchIndex& index() const { return m_index; }
    /// Failed: why.
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    /// Preparing: 0 … 1 where it is known.
    [[nodiscard]] std::optional<double> share() const { return m_share; }

    [[nodiscard]] std::vector<Model> models() const;
    [[nodiscard]] const std::string& model() const { return m_model; }
    void setModel(const std::string& id);
    [[nodiscard]] std::string field() const { return m_field.empty() ? m_index.field : m_field; }
    void setField(const std::string& field);

    /// The page came to the front, or something else is asked for.
    void refresh();
    void prepare();
    void cancel();

    /// What every search.* request carries.
    [[nodiscard]] ValueMap params() const;

Q_SIGNALS:
    void changed();
    /// Another column, model or version: what was found before is of something else.
    void replaced();

private:
    void takeData();
    void takeState(const Result<Value>& answer);
    void followJob();
    void setPhase(Phase phase);

    Session& m_session;
    Phase m_phase = Phase::NoTexts;
    std::string m_model;
    std::string m_field;
    std::string m_manifest; ///< of the version that all this is about
    SearchIndex m_index;
    std::string m_job;
    std::optional<double> m_share;
    std::optional<Error> m_error;
    int m_round = 0;
};

} // namespace fettle::ui
