// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/ui/support/fake_engine.h"
#include "ui/session/session.h"

namespace fettle::test {

using namespace fettle::ui;

inline DatasetManifest churnManifest()
{
    DatasetManifest manifest;
    manifest.name = "customers";
    manifest.id = "v1";
    manifest.rowCount = 800;
    manifest.fields = {{"age", FieldKind::Number, FieldRole::Input, {}, {}},
                       {"plan", FieldKind::Category, FieldRole::Input, {"a", "b"}, {}},
                       {"churn", FieldKind::Category, FieldRole::Target, {"no", "yes"}, {}}};
    manifest.source = {"/data/customers.csv"};
    return manifest;
}

inline Recommendation churnRecommendation(const std::string& target)
{
    Recommendation recommendation;
    recommendation.recipe.task.component = "tabular_classification";
    recommendation.recipe.targets = {{target, {}}};
    recommendation.recipe.networks["model"].fromTemplate.component = "mlp";
    recommendation.recipe.training.epochs = 10;
    return recommendation;
}

/// A session over an engine that knows projects and one dataset.
struct SessionStage {
    FakeEngine* engine = new FakeEngine;
    FakeDialogs* dialogs = new FakeDialogs;
    Session session{std::unique_ptr<EngineApi>(engine), std::unique_ptr<Dialogs>(dialogs)};
    ValueList projects;

    SessionStage()
    {
        engine->answer("projects.list", [this](const Value&) -> Result<Value> { return Value(ValueMap{{"projects", projects}}); });
        engine->answer("projects.create", [this](const Value& params) -> Result<Value> {
            store::ProjectRecord project;
            project.id = "p" + std::to_string(projects.size() + 1);
            project.name = params.at("name").asText();
            projects.push_back(toValue(project));
            return projects.back();
        });
        engine->answer("datasets.import", Value(ValueMap{{"job", "j1"}, {"dataset", "d1"}, {"name", "customers"}}));
        engine->answer("datasets.show", Value(ValueMap{{"name", "customers"}, {"number", 1}, {"manifest_path", "/w/dataset.yaml"},
                                                       {"manifest", toValue(churnManifest())}}));
        engine->answer("worker.recommend", [](const Value& params) -> Result<Value> {
            const auto& target = params.at("target").asText();
            return toValue(churnRecommendation(target.empty() ? "churn" : target));
        });
        setImport(JobState::Running);
        session.engine().start();
        REQUIRE(waitUntil([&] { return session.engine().state() == EngineApi::State::Ready; }));
    }

    Job importJob(JobState state) const
    {
        Job job;
        job.id = "j1";
        job.kind = JobKind::Import;
        job.state = state;
        job.dataset = "d1";
        return job;
    }
    void setImport(JobState state)
    {
        engine->answer("jobs.list", Value(ValueMap{{"jobs", ValueList{toValue(importJob(state))}}}));
    }
    void finishImport(JobState state)
    {
        setImport(state);
        engine->publish("job", "j1", {}, toValue(importJob(state)));
    }
    void importCustomers()
    {
        session.importPaths({QStringLiteral("/data/customers.csv")});
        REQUIRE(waitUntil([&] { return session.data().job == "j1"; }));
        finishImport(JobState::Completed);
        REQUIRE(waitUntil([&] { return session.recommendation().has_value(); }));
    }
};

} // namespace fettle::test
