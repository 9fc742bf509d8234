// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <QObject>

#include "engine/contract/run.h"
#include "ui/session/session.h"

namespace fettle::ui {

/// What lies on the disk: of a model that LoRA trained possibly only what was learned.
struct ModelFiles {
    double bytes = 0.0;          ///< of the weights
    std::optional<QString> base; ///< title of the pretrained model that the rest comes from
    double bundledBytes = 0.0;   ///< of that model where it lies with this one; 0: it lies elsewhere
    QString adapterFolder;       ///< what was learned in the layout that other programs read; empty: there is none
};

/// What a model takes and gives, asked for once and kept until another one is wanted.
class ModelFacts : public QObject {
    Q_OBJECT
public:
    explicit ModelFacts(Session& session, QObject* parent = nullptr);

    /// The model of this run; empty: none. Asks anew where it is another one or `again`.
    void setRun(const std::string& run, bool again = false);
    [[nodiscard]] const std::string& run() const { return m_run; }
    /// Null where the run has none.
    [[nodiscard]] const store::ModelRecord* record() const;
    [[nodiscard]] bool isKnown() const { return m_manifest.has_value(); }
    [[nodiscard]] const ModelManifest& manifest() const;
    [[nodiscard]] const ModelFiles& files() const { return m_files; }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    [[nodiscard]] const FieldInfo* field(const std::string& name) const;
    [[nodiscard]] bool takesPictures() const;
    /// Says how alike two texts are, and is made to search texts with.
    [[nodiscard]] bool comparesTexts() const { return manifest().task.component == "sentence_embeddings"; }
    /// Where the model marks parts of texts: the column of the texts, and the labels in the order of their colors. Null elsewhere.
    [[nodiscard]] const FieldInfo* markedText() const;
    [[nodiscard]] std::vector<std::string> labels() const;
    /// How sure it has to be, 0: however unsure.
    [[nodiscard]] double threshold() const;

Q_SIGNALS:
    void changed();

private:
    Session& m_session;
    std::string m_run;
    std::string m_model;
    std::optional<ModelManifest> m_manifest;
    ModelFiles m_files;
    std::optional<Error> m_error;
    int m_round = 0;
};

} // namespace fettle::ui
