// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/pages/train/train_stage.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QPainter>

#include "engine/contract/graph.h"
#include "engine/documents/recipe_document.h"

namespace fettle::test {
namespace {

ParameterInfo real(const char* name, double value, double low, double high, const char* title)
{
    ParameterInfo info;
    info.name = name;
    info.type = ParameterType::Real;
    info.defaultValue = value;
    info.minimum = low;
    info.maximum = high;
    info.title = title;
    info.help = "A sentence about what it does.";
    return info;
}

ComponentInfo component(ComponentKind kind, const char* id, const char* title, std::vector<ParameterInfo> parameters = {},
                        std::vector<std::string> suits = {})
{
    ComponentInfo info;
    info.kind = kind;
    info.id = id;
    info.title = title;
    info.help = "A sentence about it.";
    info.parameters = std::move(parameters);
    info.suits = std::move(suits);
    return info;
}

/// A falling loss with noise, and checks of the validation set after each epoch of twenty steps.
std::vector<MetricPoints> curvesUpTo(std::int64_t lastStep, unsigned seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<double> noise(0.0, 0.04);
    MetricPoints loss{"train/loss", {}, {}};
    MetricPoints rate{"learning_rate", {}, {}};
    MetricPoints norm{"gradient_norm", {}, {}};
    MetricPoints checkedLoss{"validation/loss", {}, {}};
    MetricPoints accuracy{"validation/accuracy", {}, {}};
    MetricPoints trained{"train/accuracy", {}, {}};
    MetricPoints cpu{"hardware/cpu_percent", {}, {}};
    MetricPoints memory{"hardware/memory_bytes", {}, {}};
    MetricPoints speed{"examples_per_second", {}, {}};
    for (std::int64_t step = 1; step <= lastStep; ++step) {
        const double t = static_cast<double>(step) / 400.0;
        const double level = 0.35 + 0.4 * std::exp(-2.0 * t);
        loss.steps.push_back(step);
        loss.values.push_back(level + noise(random) + 0.02 * (seed % 5));
        rate.steps.push_back(step);
        rate.values.push_back(1e-3 * 0.5 * (1.0 + std::cos(3.14159 * std::min(1.0, t / 3.0))));
        norm.steps.push_back(step);
        norm.values.push_back(0.6 + 2.0 * std::exp(-3.0 * t) + std::abs(noise(random)) * 4.0);
        if (step % 20 != 0)
            continue;
        checkedLoss.steps.push_back(step);
        checkedLoss.values.push_back(level + 0.04 + 0.05 * t * t + noise(random) * 0.2);
        accuracy.steps.push_back(step);
        accuracy.values.push_back(0.62 + 0.2 * (1.0 - std::exp(-2.5 * t)) + noise(random) * 0.2 - 0.01 * (seed % 5));
        trained.steps.push_back(step);
        trained.values.push_back(0.64 + 0.24 * (1.0 - std::exp(-2.0 * t)) + noise(random) * 0.1);
        cpu.steps.push_back(step);
        cpu.values.push_back(165.0 + 200.0 * noise(random));
        memory.steps.push_back(step);
        memory.values.push_back(4.1e8 + 1e6 * static_cast<double>(step % 100));
        speed.steps.push_back(step);
        speed.values.push_back(21'000.0 + 9000.0 * noise(random));
    }
    return {loss, checkedLoss, accuracy, trained, rate, norm, speed, cpu, memory};
}

} // namespace

Catalog trainingCatalog()
{
    ParameterInfo weights;
    weights.name = "class_weights";
    weights.type = ParameterType::Choice;
    weights.defaultValue = "none";
    weights.choices = {{"none", "None"}, {"balanced", "Balanced"}};
    weights.title = "Class weights";
    weights.help = "Balanced weighs each example by how rare its class is.";
    Catalog catalog;
    catalog.buildTag = "stage";
    catalog.components = {
        component(ComponentKind::Optimizer, "adamw", "AdamW", {real("lr", 1e-3, 1e-9, 10.0, "Learning rate"), real("weight_decay", 0.01, 0.0, 10.0, "Weight decay")}),
        component(ComponentKind::Optimizer, "sgd", "SGD", {real("lr", 1e-2, 1e-9, 10.0, "Learning rate"), real("momentum", 0.9, 0.0, 0.9999, "Momentum")}),
        component(ComponentKind::Schedule, "constant", "Constant"),
        component(ComponentKind::Schedule, "cosine", "Cosine", {real("eta_min", 0.0, 0.0, 1.0, "Smallest value")}),
        component(ComponentKind::Loss, "cross_entropy", "Cross-entropy", {weights}, {"target:category"}),
        component(ComponentKind::Loss, "mse", "Mean squared error", {}, {"target:number"}),
        component(ComponentKind::Sampler, "shuffle", "Shuffled"),
        component(ComponentKind::Sampler, "balanced", "Balanced classes"),
        component(ComponentKind::Transform, "crop", "Crop", {real("min_scale", 1.0, 0.05, 1.0, "Smallest part")}, {"image"}),
        component(ComponentKind::Transform, "flip", "Flip", {real("horizontal", 0.5, 0.0, 1.0, "Left and right")}, {"image"}),
        component(ComponentKind::Transform, "rotation", "Rotate", {real("degrees", 10.0, 0.0, 180.0, "Largest angle")}, {"image"}),
        component(ComponentKind::Transform, "token_dropout", "Hide words", {real("p", 0.1, 0.0, 0.9, "Share")}, {"text"}),
        component(ComponentKind::Metric, "accuracy", "Accuracy", {}, {"target:category"}),
        component(ComponentKind::Metric, "f1", "F1", {}, {"target:category"}),
        component(ComponentKind::Metric, "mae", "Mean absolute error", {}, {"target:number"}),
        component(ComponentKind::Template, "mlp", "Network for tables"),
        component(ComponentKind::Template, "cnn_batch_norm", "Small network for pictures"),
        component(ComponentKind::Task, "tabular_classification", "Predict a class from columns", {}, {"input:table"}),
        component(ComponentKind::Task, "image_classification", "Recognize pictures", {}, {"input:image"}),
    };
    return catalog;
}

TrainStage::TrainStage(bool pictures) : m_pictures(pictures)
{
    m_manifest.name = pictures ? "flowers" : "titanic";
    m_manifest.id = "v1";
    m_manifest.rowCount = pictures ? 3670 : 891;
    m_manifest.splitRows = pictures ? std::map<std::string, std::int64_t>{{"train", 2938}, {"validation", 366}, {"test", 366}}
                                    : std::map<std::string, std::int64_t>{{"train", 713}, {"validation", 89}, {"test", 89}};
    FieldInfo input;
    input.name = pictures ? "picture" : "Age";
    input.kind = pictures ? FieldKind::Image : FieldKind::Number;
    FieldInfo target;
    target.name = pictures ? "class" : "Survived";
    target.kind = FieldKind::Category;
    target.role = FieldRole::Target;
    m_manifest.fields = {input, target};

    Recipe& recipe = recommendation.recipe;
    recipe.task.component = pictures ? "image_classification" : "tabular_classification";
    recipe.targets = {{target.name, {}}};
    recipe.networks["model"].fromTemplate.component = pictures ? "cnn_batch_norm" : "mlp";
    Objective objective;
    objective.loss.component = "cross_entropy";
    objective.optimizer = {"adamw", {{"lr", 1e-3}}};
    objective.schedule.component = "constant";
    recipe.objectives = {objective};
    recipe.training.epochs = pictures ? 40.0 : 60.0;
    recipe.training.batchSize = pictures ? 64 : 36;
    recipe.training.earlyStopping.patience = 10;
    if (pictures)
        recipe.augmentation = {{"crop", {}}, {"flip", {}}};
    recommendation.minutes = 1.0;
    answerLists();
    answerRuns();
    answerJobs();
    answerWorker();
}

void TrainStage::setManifest(DatasetManifest manifest)
{
    m_manifest = std::move(manifest);
    answerLists();
}

void TrainStage::answerLists()
{
    engine->answer("catalog", toValue(trainingCatalog()));
    engine->answer("projects.list", Value(ValueMap{{"projects", ValueList{Value(ValueMap{{"id", "p1"}, {"name", m_manifest.name}, {"created_utc", "2026-03-01T12:00:00.000Z"}})}}}));
    store::DatasetRecord dataset;
    dataset.id = "d1";
    dataset.project = "p1";
    dataset.name = m_manifest.name;
    dataset.newestVersion = "v1";
    dataset.newestNumber = 1;
    dataset.rowCount = m_manifest.rowCount;
    engine->answer("datasets.list", Value(ValueMap{{"datasets", ValueList{toValue(dataset)}}}));
    ValueMap shown = toValue(dataset).asMap();
    shown["manifest"] = toValue(m_manifest);
    shown["manifest_path"] = "/data/dataset.yaml";
    shown["number"] = 1;
    engine->answer("datasets.show", Value(shown));
}

Value TrainStage::describeRun(const StagedRun& run, bool whole) const
{
    ValueMap value = toValue(run.record).asMap();
    const auto& result = run.record.result;
    if (!whole)
        for (const char* name : {"recipe", "resolved_recipe", "result"})
            value.erase(name);
    value["name"] = run.record.name.empty() ? "Run " + std::to_string(run.record.number) : run.record.name;
    value["metrics"] = result.at("metrics").isMap() ? result.at("metrics") : Value(ValueMap{});
    value["primary_metric"] = result.at("primary_metric");
    if (!whole)
        return value;
    ValueList checkpoints;
    for (const auto& info : run.checkpoints)
        checkpoints.push_back(toValue(store::CheckpointRecord{info, "2026-03-01T12:00:10.000Z"}));
    value["checkpoints"] = checkpoints;
    ValueList events;
    for (std::size_t i = 0; i < run.notes.size(); ++i) {
        const bool crash = std::ranges::find(run.crashes, run.notes[i].code) != run.crashes.end();
        events.push_back(toValue(store::EventRecord{static_cast<std::int64_t>(i + 1), "2026-03-01T12:00:05.000Z", run.job.id, run.record.id,
                                                    crash ? "crash" : "note", run.notes[i]}));
    }
    value["events"] = events;
    value["artifacts"] = ValueList{};
    return value;
}

void TrainStage::answerRuns()
{
    engine->answer("runs.list", [this](const Value&) -> Result<Value> {
        ValueList list;
        for (auto item = runs.rbegin(); item != runs.rend(); ++item)
            if (item->record.deletedUtc.empty())
                list.push_back(describeRun(*item, false));
        return Value(ValueMap{{"runs", list}});
    });
    engine->answer("runs.show", [this](const Value& params) -> Result<Value> { return describeRun(run(params.at("run").asText()), true); });
    engine->answer("runs.series", [this](const Value& params) -> Result<Value> {
        ValueList list;
        for (const auto& points : run(params.at("run").asText()).series)
            if (!points.steps.empty())
                list.push_back(ValueMap{{"series", points.series}, {"count", points.steps.size()}, {"last_step", points.steps.back()}});
        return Value(ValueMap{{"series", list}});
    });
    engine->answer("runs.metrics", [this](const Value& params) -> Result<Value> {
        for (const auto& points : run(params.at("run").asText()).series)
            if (points.series == params.at("series").asText())
                return toValue(MetricSeries{points.series, static_cast<std::int64_t>(points.steps.size()), points.steps, points.values});
        return makeError("service.series_unknown");
    });
    engine->answer("train", [this](const Value& params) -> Result<Value> {
        const auto recipe = fromValue<Recipe>(params.at("recipe"));
        const auto id = addRun(JobState::Queued);
        auto& made = run(id);
        made.record.recipe = documents::writeRecipe(*recipe);
        return Value(ValueMap{{"job", made.job.id}, {"run", id}, {"number", made.record.number}});
    });
}

void TrainStage::answerJobs()
{
    engine->answer("jobs.list", [this](const Value&) -> Result<Value> {
        ValueList list;
        for (const auto& item : runs)
            list.push_back(toValue(item.job));
        return Value(ValueMap{{"jobs", list}});
    });
    const auto turns = [this](const char* method, JobState state) {
        engine->answer(method, [this, state](const Value& params) -> Result<Value> {
            for (auto& item : runs)
                if (item.job.id == params.at("job").asText()) {
                    setState(item.record.id, state);
                    return toValue(item.job);
                }
            return makeError("service.unknown_job", {{"job", params.at("job").asText()}});
        });
    };
    turns("jobs.pause", JobState::Pausing);
    turns("jobs.resume", JobState::Queued);
    turns("jobs.retry", JobState::Queued);
    turns("jobs.stop", JobState::Stopping);
}

void TrainStage::answerWorker()
{
    engine->answer("worker.recommend", [this](const Value&) -> Result<Value> { return toValue(recommendation); });
    engine->answer("worker.doctor", Value(ValueMap{{"training_threads", 2}, {"memory", ValueMap{{"total_bytes", 16e9}, {"available_bytes", 6.4e9}}},
                                                   {"gpu", ValueMap{{"usable", false}, {"reason", "no_gpu"}, {"names", ValueList{}}}}}));
    engine->answer("worker.check_recipe", [this](const Value& params) -> Result<Value> {
        if (planProblem)
            return *planProblem;
        GraphReport report;
        report.parameterCount = m_pictures ? 545'000 : 9'218;
        report.multiplyAdds = m_pictures ? 5'200'000 : 9'100;
        report.activationBytes = m_pictures ? 800'000 : 900;
        if (networkProblem) {
            NodeReport node;
            node.node = "linear2";
            node.error = networkProblem;
            report.nodes.push_back(node);
        }
        return Value(ValueMap{{"networks", ValueMap{{"model", ValueMap{{"graph", Value(ValueMap{})}, {"report", toValue(report)}}}}},
                              {"recipe", params.at("recipe")},
                              {"time", ValueMap{{"once_seconds", 0.0}, {"epoch_seconds", m_pictures ? 14.0 : 0.02}}}});
    });
    engine->answer("worker.schedule_curve", [](const Value& params) -> Result<Value> {
        const bool falls = params.at("schedule").at("component").asText() == "cosine";
        const auto total = params.at("steps").asInteger();
        ValueList steps;
        ValueList values;
        for (int i = 0; i < 100; ++i) {
            steps.push_back(1 + i * (total - 1) / 99);
            values.push_back(falls ? 5e-4 * (1.0 + std::cos(3.14159 * i / 99.0)) : 1e-3);
        }
        return Value(ValueMap{{"steps", steps}, {"values", values}});
    });
    engine->answer("worker.images", [this](const Value& params) -> Result<Value> {
        // One file with a thumbnail behind the other, as a version keeps them.
        const QString path = QString::fromStdString((engine->workspace() / "thumbnails").string());
        QFile file(path);
        static_cast<void>(file.open(QIODevice::WriteOnly));
        ValueList rows;
        for (const auto& id : params.at("rows").asList()) {
            QImage image(48, 48, QImage::Format_RGB32);
            image.fill(QColor::fromHsv(static_cast<int>(id.asInteger() * 3 % 360), 160, 200));
            QByteArray bytes;
            QBuffer buffer(&bytes);
            buffer.open(QIODevice::WriteOnly);
            image.save(&buffer, "JPG");
            rows.push_back(ValueMap{{"id", id}, {"file", path.toStdString()}, {"offset", file.pos()}, {"size_bytes", bytes.size()}});
            file.write(bytes);
        }
        return Value(ValueMap{{"rows", rows}});
    });
    engine->answer("worker.augmented", [](const Value& params) -> Result<Value> {
        const QString folder = QString::fromStdString(params.at("folder").asText());
        QDir().mkpath(folder);
        ValueList files;
        for (int i = 0; i < params.at("count").asInteger(); ++i) {
            QImage image(64, 64, QImage::Format_RGB32);
            image.fill(QColor::fromHsv(110, 120, 150));
            QPainter painter(&image);
            painter.setRenderHint(QPainter::Antialiasing);
            painter.translate(32 + 4 * (i % 3), 32 - 3 * (i % 4));
            painter.rotate(i == 0 ? 0 : 11.0 * i - 40.0);
            painter.setBrush(QColor::fromHsv(50, 220, 240));
            for (int petal = 0; petal < 6; ++petal) {
                painter.drawEllipse(QRectF(4, -6, 22, 12));
                painter.rotate(60);
            }
            painter.end();
            const QString file = QStringLiteral("%1/%2.png").arg(folder).arg(i);
            image.save(file);
            files.push_back(file.toStdString());
        }
        return Value(ValueMap{{"pictures", files}, {"height", 64}, {"width", 64}});
    });
}

void TrainStage::open()
{
    engine->start();
    static_cast<void>(waitUntil([&] { return !session.projects().empty(); }));
    session.openProject("p1");
    static_cast<void>(waitUntil([&] {
        return session.recommendation().has_value() && session.runs().size() == runs.size() && !session.catalog().components.empty() &&
               session.jobs().size() == runs.size();
    }));
}

StagedRun& TrainStage::run(const std::string& id)
{
    const auto found = std::ranges::find_if(runs, [&](const StagedRun& item) { return item.record.id == id; });
    return found == runs.end() ? runs.front() : *found;
}

std::string TrainStage::addRun(JobState state, std::int64_t lastStep)
{
    StagedRun made;
    const auto number = static_cast<std::int64_t>(runs.size()) + 1;
    made.record.id = "r" + std::to_string(number);
    made.record.project = "p1";
    made.record.number = number;
    made.record.job = made.job.id = "j" + std::to_string(number);
    made.record.state = made.job.state = state;
    made.record.dataset = "d1";
    made.record.datasetVersion = "v1";
    made.record.createdUtc = "2026-03-01T12:00:00.000Z";
    made.record.lastStep = lastStep > 0 ? lastStep : -1;
    made.record.recipe = made.record.resolvedRecipe = documents::writeRecipe(recommendation.recipe);
    made.job.kind = JobKind::Train;
    made.job.project = "p1";
    made.job.run = made.record.id;
    made.job.title = "Run " + std::to_string(number);
    made.job.createdUtc = made.record.createdUtc;
    if (lastStep > 0)
        made.series = curvesUpTo(lastStep, static_cast<unsigned>(number));
    runs.push_back(std::move(made));
    return runs.back().record.id;
}

void TrainStage::publishJob(const std::string& id)
{
    engine->publish("job", run(id).job.id, id, toValue(run(id).job));
}

void TrainStage::setState(const std::string& id, JobState state, std::optional<Error> error)
{
    auto& item = run(id);
    item.record.state = item.job.state = state;
    item.job.error = std::move(error);
    publishJob(id);
}

void TrainStage::goOn(const std::string& id, std::int64_t first, std::int64_t last)
{
    MetricBatch batch{id, {{"train/loss", {}, {}}}};
    for (auto step = first; step <= last; ++step) {
        batch.series[0].steps.push_back(step);
        batch.series[0].values.push_back(0.5);
    }
    engine->publish("metrics", run(id).job.id, id, toValue(batch));
    Progress progress;
    progress.phase = "training";
    progress.done = static_cast<double>(last);
    progress.total = 1200.0;
    progress.secondsLeft = 74.0;
    progress.details = {{"epoch", static_cast<double>(last) / 20.0}, {"step", last}, {"loss", 0.4812}, {"examples_per_second", 21'344.0}};
    ValueList examples;
    for (int i = 0; i < 9; ++i)
        examples.push_back(m_pictures ? ValueMap{{"id", 10 * i}, {"target", i % 2 ? "rose" : "tulip"}, {"value", i % 3 ? (i % 2 ? "rose" : "tulip") : "daisy"}, {"score", 0.5 + 0.05 * i}}
                                      : ValueMap{{"id", 10 * i}, {"target", i % 2 ? "yes" : "no"}, {"value", i % 3 ? (i % 2 ? "yes" : "no") : "yes"}, {"score", 0.55 + 0.05 * i}});
    if (!m_pictures)
        examples.back() = [last = examples.back().asMap()]() mutable {
            last["text"] = "Where is my parcel?";
            return Value(last);
        }();
    progress.details["examples"] = ValueMap{{"step", last}, {"rows", examples}};
    engine->publish("progress", run(id).job.id, id, toValue(progress));
}

void TrainStage::complete(const std::string& id, const std::string& reason, double accuracy)
{
    auto& item = run(id);
    TrainResult result;
    result.run = id;
    result.reason = reason;
    result.metrics = {{"validation", {{"accuracy", accuracy - 0.01}}}, {"test", {{"accuracy", accuracy}}}};
    result.primaryMetric = "accuracy";
    result.steps = item.record.lastStep;
    result.bestStep = item.record.lastStep * 3 / 4;
    result.seconds = {{"total", 42.0}, {"train", 38.0}};
    item.record.result = toValue(result);
    item.job.result = item.record.result;
    item.job.reason = reason;
    item.record.finishedUtc = "2026-03-01T12:00:42.000Z";
    setState(id, JobState::Completed);
}

} // namespace fettle::test
