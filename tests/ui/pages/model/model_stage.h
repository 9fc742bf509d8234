// SPDX-License-Identifier: GPL-3.0-or-later
// A project with pictures and a recommended network on an engine from memory, for tests and pictures of the Model page.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/contract/graph.h"
#include "engine/contract/pretrained.h"
#include "tests/ui/support/fake_engine.h"
#include "ui/session/session.h"

namespace fettle::test {

class ModelStage {
public:
    ModelStage();

    /// Texts in place of pictures, before open(): a network from nothing, and the pretrained models of `library`.
    void useTexts();
    /// A model that lies in the library from now on.
    void addPretrained(const std::string& id, const std::string& title, std::int64_t parameterCount);
    /// Until the project with its data, its recommendation and its runs is open.
    void open();
    /// A completed run of this recipe; returns its id.
    std::string addRun(const Recipe& recipe);

    struct Mistake {
        Error error;
        std::vector<GraphRepair> repairs;
    };

    FakeEngine* engine = new FakeEngine;
    FakeDialogs* dialogs = new FakeDialogs;
    Recommendation recommendation;
    /// Of nodes, by path: they get no output, what follows is not reached.
    std::map<std::string, Mistake> mistakes;
    std::vector<PretrainedModel> library;
    /// What worker.check_recipe refuses with.
    std::optional<Error> refusal;
    ui::Session session{std::unique_ptr<ui::EngineApi>(engine), std::unique_ptr<ui::Dialogs>(dialogs)};

    [[nodiscard]] const ui::RecipeDraft& draft() const { return session.draft(); }
    /// The network of the draft, drawn.
    [[nodiscard]] const Graph& drawn() const { return *session.draft().recipe().networks.at("model").graph; }
    /// What the template makes.
    [[nodiscard]] const Graph& generated() const { return m_generated; }

private:
    struct StagedRun {
        std::string id;
        std::string recipe;
    };
    void answerLists();
    void answerRuns();
    void answerWorker();
    [[nodiscard]] GraphReport reportOf(const Graph& graph) const;
    [[nodiscard]] Value checkNetworks(const Recipe& recipe) const;

    DatasetManifest m_manifest;
    Graph m_generated;
    GraphReport m_report; ///< of m_generated
    std::vector<StagedRun> m_runs;
};

} // namespace fettle::test
