// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
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
    /// The one that compares: what was chosen; else one that was trained to match the texts of this column; else the
    /// first there is. Empty: there is none.
    [[nodiscard]] std::string model() const;
    void setModel(const std::string& id);
    /// Nobody chose, and the model was trained to match the texts of this column.
    [[nodiscard]] bool choseMatching() const { return !isChosen() && !matchingModel().empty(); }
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
    void takeRuns();
    void askColumns(const std::string& model);
    /// Another model compares now than was asked for: one was trained, or is gone.
    void takeModel();
    [[nodiscard]] bool isChosen() const;
    [[nodiscard]] std::string matchingModel() const;
    void takeState(const Result<Value>& answer);
    void followJob();
    void setPhase(Phase phase);

    Session& m_session;
    Phase m_phase = Phase::NoTexts;
    std::string m_model; ///< that somebody chose
    std::string m_asked; ///< whose state is known, or on its way
    std::map<std::string, std::vector<std::string>> m_matching; ///< trained to match texts → of which columns
    std::string m_project;
    std::string m_field;
    std::string m_manifest; ///< of the version that all this is about
    SearchIndex m_index;
    std::string m_job;
    std::optional<double> m_share;
    std::optional<Error> m_error;
    int m_round = 0;
};

} // namespace fettle::ui
