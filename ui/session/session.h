// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <QObject>
#include <QStringList>
#include <QTimer>

#include "engine/client/sentences.h"
#include "engine/contract/catalog.h"
#include "engine/contract/dataset.h"
#include "engine/contract/job.h"
#include "engine/contract/metric.h"
#include "engine/contract/recipe.h"
#include "engine/contract/run.h"
#include "engine/store/records.h"
#include "ui/documents/recipe_draft.h"
#include "ui/session/dialogs.h"
#include "ui/session/engine_api.h"
#include "ui/session/place.h"

namespace fettle::ui {

class PretrainedLibrary;

/// The data of the open project, as far as the window has it.
struct DataState {
    enum class Phase { None, Importing, Failed, Ready };
    Phase phase = Phase::None;
    std::string dataset; ///< id
    std::string name;
    std::string job;     ///< the import, while Importing or Failed
    std::optional<Error> error;
    double progress = 0.0; ///< of the import, 0 … 1; −1: unknown
    std::string importPhase;
    DatasetManifest manifest; ///< Ready
    std::string manifestPath;
    std::int64_t number = 0;
};

/// What the whole window is about: the background program, the open project with its data, recipe and runs, and where the
/// person is. Pages show it and call its verbs; it is the one place that turns them into requests, and that turns
/// events into state. Everything arrives later, announced by signals; nothing blocks.
class Session : public QObject {
    Q_OBJECT
public:
    Session(std::unique_ptr<EngineApi> engine, std::unique_ptr<Dialogs> dialogs, QObject* parent = nullptr);
    ~Session() override;

    [[nodiscard]] EngineApi& engine() { return *m_engine; }
    [[nodiscard]] Dialogs& dialogs() { return *m_dialogs; }
    [[nodiscard]] const client::Sentences& sentences() const { return m_sentences; }
    /// Sentences of the engine in another language; widgets get their LanguageChange from the application.
    void setLanguage(const std::string& language);

    /// Empty until it came.
    [[nodiscard]] const Catalog& catalog() const { return m_catalog; }

    // --- where -----------------------------------------------------------------------------------------------------
    [[nodiscard]] Place place() const { return m_place; }
    void goTo(Place place);
    /// The same at a part of the page (Page::openTopic): the shell answers topicWanted().
    void goToTopic(Place place, const QString& topic);
    /// Whether a place means something yet.
    [[nodiscard]] bool isOpen(Place place) const;
    /// The handbook's "data#splits", "ref/layer/conv2d" …: the shell answers helpWanted().
    void openHelp(const QString& topic);

    // --- projects --------------------------------------------------------------------------------------------------
    [[nodiscard]] const std::vector<store::ProjectRecord>& projects() const { return m_projects; }
    /// The open one, or null.
    [[nodiscard]] const store::ProjectRecord* project() const;
    void openProject(const std::string& id);
    void closeProject();
    void renameProject(const std::string& id, const QString& name);
    void deleteProject(const std::string& id);
    void restoreProject(const std::string& id);
    /// A project file (.fettle) becomes a project, which is opened then.
    void importProject(const QString& path);
    /// After something came back from the trash behind the session's back: projects, jobs, runs, models and data anew.
    void refreshLists();

    // --- data ------------------------------------------------------------------------------------------------------
    [[nodiscard]] const DataState& data() const { return m_data; }
    /// Files or folders: into the open project while it has no data, else into a new one named after them. `options`
    /// are the importer's. Project files (.fettle) among them become projects of their own.
    void importPaths(const QStringList& paths, ValueMap options = {});
    /// Writes a built-in sample and imports it as a project of its own.
    void openSample(const std::string& sample);
    /// The same files again with what the user said of columns, format or split: a new version.
    void importAgain(const std::vector<FieldOverride>& overrides, ValueMap options = {}, std::optional<SplitPolicy> split = {});
    void cancelImport();
    /// Back to the newest data version that there is, after another reading failed or was cancelled; to no data where
    /// there is none.
    void showNewestVersion();
    /// What the version on the page was read with: its options, what was said of columns, the split. Where the job that
    /// read it is long gone, what the version itself tells of it.
    [[nodiscard]] std::optional<ImportRequest> importRequest() const;
    /// What the task should predict; a new recommendation follows, and the recipe with it (one step that can be undone).
    void setTarget(const std::string& field);
    /// Input or ignored, in the recipe alone: nothing is read again.
    void setInput(const std::string& field, bool used);

    // --- recipe ----------------------------------------------------------------------------------------------------
    /// Its recipe is for the draft's own model; it follows another choice, undo and the recipe's text a moment later.
    [[nodiscard]] const std::optional<Recommendation>& recommendation() const { return m_recommendation; }
    /// The same, but null while what is there is still for another model or target than the draft's.
    [[nodiscard]] const Recommendation* adviceForDraft() const;
    /// Why there is none.
    [[nodiscard]] const std::optional<Error>& recommendationProblem() const { return m_recommendationProblem; }
    [[nodiscard]] RecipeDraft& draft() { return m_draft; }
    [[nodiscard]] const RecipeDraft& draft() const { return m_draft; }
    /// Takes a template with its defaults, as recommended for this data.
    void useTemplate(const ComponentRef& model);
    /// Trains the pretrained model in this way. What was left as it was recommended becomes what is recommended for this
    /// way: rounds, rates, batch size (one step that can be undone).
    /// Auto: in the way that is recommended.
    void useTuning(TuningMethod method);
    /// Whether what was chosen last (a target, a model, what is trained) is still to become the draft.
    [[nodiscard]] bool isChoosing() const;
    /// The pretrained models of this computer; the recommendation is asked anew when others are there.
    [[nodiscard]] PretrainedLibrary& pretrained() { return *m_pretrained; }
    [[nodiscard]] const PretrainedLibrary& pretrained() const { return *m_pretrained; }
    /// Whether the project's data has texts among its inputs.
    [[nodiscard]] bool readsTexts() const;

    // --- training --------------------------------------------------------------------------------------------------
    /// With how far each is, as it was heard last.
    [[nodiscard]] const std::vector<Job>& jobs() const { return m_jobs; }
    [[nodiscard]] const Job* job(std::string_view id) const;
    /// Newest first, of the open project.
    [[nodiscard]] const std::vector<store::RunRecord>& runs() const { return m_runs; }
    [[nodiscard]] const store::RunRecord* run(std::string_view id) const;
    [[nodiscard]] const std::vector<store::ModelRecord>& models() const { return m_models; }
    [[nodiscard]] const store::ModelRecord* modelOfRun(std::string_view run) const;
    /// The run that Train watches, and that Results and Use look at: the one chosen, else the newest.
    [[nodiscard]] const store::RunRecord* currentRun() const;
    void selectRun(const std::string& id);
    /// The newest job that writes the run, or null.
    [[nodiscard]] const Job* jobOfRun(std::string_view run) const;
    /// For recipes that leave them open: CPU threads (0: decide) and seconds between checkpoints.
    void setTrainingDefaults(int threads, double checkpointSeconds);
    /// Sends the draft to the queue. `done` hears of a refusal.
    void train(std::function<void(Result<Value>)> done = {});
    void pauseJob(const std::string& job);
    void resumeJob(const std::string& job);
    void retryJob(const std::string& job);
    void stopJob(const std::string& job, StopMode mode);

    /// What is in the way of a place or of training, as a sentence; empty: nothing.
    [[nodiscard]] std::optional<Error> whyNotReady() const;
    /// Shows an error of an action that has no better place (bottom bar).
    void report(const Error& error);

Q_SIGNALS:
    void engineChanged();
    void catalogChanged();
    void languageChanged();
    void placeChanged(fettle::ui::Place place);
    void helpWanted(const QString& topic);
    void topicWanted(fettle::ui::Place place, const QString& topic);
    void projectsChanged();
    /// Another project is open, or none.
    void projectChanged();
    void dataChanged();
    /// openSample() came to nothing; problemCame() has said why.
    void sampleFailed(const std::string& sample);
    void recommendationChanged();
    void choosingChanged();
    void jobsChanged();
    void runsChanged();
    void currentRunChanged();
    /// Live, as they come; job() has it by then.
    void progressCame(const std::string& job, const std::string& run, const fettle::Value& progress);
    void metricsCame(const std::string& run, const fettle::MetricBatch& batch);
    void noteCame(const std::string& job, const std::string& run, const fettle::Error& note);
    void problemCame(const fettle::Error& error);

private:
    void engineStateChanged();
    void handleEvent(const ClientEvent& event);
    void loadProjects(std::function<void()> then = {});
    void loadJobs();
    void loadRuns();
    void loadDatasets();
    void loadManifest();
    /// What of a recommendation the draft takes over: nothing, what it had left as it was recommended before, everything.
    enum class Takes { Nothing, WhatIsLeft, Everything };
    /// A question for a recommendation.
    struct Wish {
        std::string target;       ///< empty: decide
        ComponentRef model;       ///< unset: decide
        bool fromNothing = false; ///< drawn by hand, and begins from nothing
        TuningMethod tuning = TuningMethod::Auto; ///< of a pretrained model
        Takes takes = Takes::Nothing;
        std::string manifestPath;
    };
    /// The draft becomes what is recommended for it.
    [[nodiscard]] static Wish choice(std::string target = {}, ComponentRef model = {});
    [[nodiscard]] static Wish wishOf(const Recipe& recipe);
    /// Keeps the draft where there is one.
    [[nodiscard]] Wish draftWish() const;
    [[nodiscard]] static bool areAlike(const Wish& one, const Wish& other);
    /// Whether the recipe is of the model that the wish is for, whatever of it is trained.
    [[nodiscard]] static bool isOfItsModel(const Recipe& recipe, const Wish& wish);
    void recommend(Wish wish);
    void takeAnswer(const Result<Value>& answer, Wish wish);
    void takeAdvice(Recommendation advice, Wish wish);
    void goWithoutAdvice(const Error& problem, const Wish& wish);
    void takeTuning(Recipe changed, TuningMethod method);
    void recommendAnew();
    void draftChanged();
    void createProject(const QString& name, std::function<void()> then, std::function<void()> failed = {});
    void loadVersionOf(const Value& dataset);
    void startImport(const QStringList& paths, const QString& name, ValueMap options, ValueMap extra = {});
    void setData(DataState data);
    void jobChanged(const Job& job);
    /// Rows are written every now and then: what was heard of a running job since is newer.
    void keepLive(Job& row) const;
    [[nodiscard]] platform::Path projectFolder() const;
    /// A request whose failure is reported and whose answer is for `then`.
    void ask(const std::string& method, ValueMap params, std::function<void(const Value&)> then = {},
             std::function<void()> failed = {});

    std::unique_ptr<EngineApi> m_engine;
    std::unique_ptr<Dialogs> m_dialogs;
    std::unique_ptr<PretrainedLibrary> m_pretrained;
    client::Sentences m_sentences{"en"};
    Catalog m_catalog;
    Place m_place = Place::Home;
    std::vector<store::ProjectRecord> m_projects;
    std::string m_project;
    DataState m_data;
    QStringList m_sources;
    std::optional<Recommendation> m_recommendation;
    std::optional<Error> m_recommendationProblem;
    std::optional<Wish> m_wish;  ///< asked last
    bool m_isWishOpen = false;   ///< and not answered yet
    int m_wishRound = 0;
    std::optional<Wish> m_about; ///< what the recommendation is for
    RecipeDraft m_draft;
    std::vector<Job> m_jobs;
    std::vector<store::RunRecord> m_runs;
    std::vector<store::ModelRecord> m_models;
    std::string m_currentRun;
    int m_threads = 0;
    double m_checkpointSeconds = TrainingOptions{}.checkpointSeconds;
    QTimer m_jobsTimer; ///< several events, one list
    QTimer m_runsTimer;
};

} // namespace fettle::ui
