// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <filesystem>
#include <functional>
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/exit_code.h"
#include "app/cli/text_reading.h"
#include "app/cli/train_options.h"
#include "engine/contract/catalog.h"
#include "engine/contract/recipe.h"
#include "engine/contract/run.h"
#include "engine/documents/recipe_document.h"
#include "engine/platform/paths.h"

namespace fettle::cli {
namespace {

bool isRecipeFile(const std::string& path)
{
    const auto extension = platform::Path(path).extension().string();
    const auto name = platform::Path(path).filename().string();
    return (extension == ".yaml" || extension == ".yml") && name != "dataset.yaml";
}

struct DataSource {
    std::string name;
    std::string version;
    std::string manifestPath;
};

Result<DataSource> knownDataset(CliContext& context, const std::string& name, const std::string& version)
{
    FETTLE_TRY_ASSIGN(const Value shown, context.call("datasets.show", {{"dataset", name}, {"version", version}}));
    return DataSource{name, shown.at("version").asText(), shown.at("manifest_path").asText()};
}

Result<DataSource> importedDataset(CliContext& context, ImportArguments arguments)
{
    FETTLE_TRY_ASSIGN(const auto request, importRequest(arguments));
    FETTLE_TRY_ASSIGN(const auto imported, importAndWait(context, request));
    for (const auto& note : imported.manifest.report.notes)
        context.note(note);
    return DataSource{imported.dataset, imported.manifest.id, imported.manifestPath};
}

/// The recipe's own dataset: a name of the workspace, a dataset.yaml, or raw files that are imported first.
Result<DataSource> datasetOfRecipe(CliContext& context, const Recipe& recipe, const ImportArguments& import)
{
    const auto& dataset = recipe.dataset;
    if (dataset.paths.empty())
        return knownDataset(context, dataset.name, dataset.version);
    if (dataset.paths.size() == 1 && platform::fromUtf8(dataset.paths.front()).filename() == "dataset.yaml")
        return DataSource{dataset.name, {}, dataset.paths.front()};
    ImportArguments arguments = import;
    arguments.paths = dataset.paths;
    arguments.name = dataset.name;
    if (arguments.target.empty() && !recipe.targets.empty())
        arguments.target = recipe.targets.front().field;
    return importedDataset(context, arguments);
}

struct Prepared {
    Recipe recipe;
    DataSource data;
    bool fromRecipe = false;
    std::vector<RecommendedOption> options; ///< that were recommended, with their reasons
};

Result<Prepared> recommended(CliContext& context, const DataSource& data, const TrainArguments& arguments, TuningMethod tuning)
{
    RecommendRequest request;
    request.manifestPath = data.manifestPath;
    request.target = arguments.import.target;
    request.task = arguments.task;
    request.model.component = arguments.modelTemplate;
    request.tuning = tuning;
    request.fromNothing = !arguments.graphFile.empty();
    FETTLE_TRY_ASSIGN(const Value answer, context.call("worker.recommend", toValue(request).asMap()));
    FETTLE_TRY_ASSIGN(auto recommendation, fromValue<Recommendation>(answer));
    context.note(recommendation.task);
    for (const auto& option : recommendation.options)
        if (option.path == "networks.model.from_template")
            context.note(option.reason);
    for (const auto& warning : recommendation.warnings)
        context.note(warning);
    return Prepared{std::move(recommendation.recipe), data, false, std::move(recommendation.options)};
}

/// A template by its id; a pretrained model may be called by its own name, as the recommendation has it.
Result<ComponentRef> templateCalled(CliContext& context, const std::string& name)
{
    if (name.empty())
        return ComponentRef{};
    FETTLE_TRY_ASSIGN(const Value answer, context.call("catalog"));
    FETTLE_TRY_ASSIGN(const auto catalog, fromValue<Catalog>(answer));
    if (!catalog.find(ComponentKind::Template, name)) {
        FETTLE_TRY_ASSIGN(const Value library, context.call("pretrained.list"));
        for (const auto& model : library.at("models").asList())
            if (model.at("id").asText() == name)
                return ComponentRef{std::string(kPretrainedTemplate), {{"model", name}}};
    }
    return ComponentRef{name, {}};
}

Result<Prepared> prepare(CliContext& context, const TrainArguments& arguments)
{
    // A flag that says nothing is found before anything is read, and a recommendation fits what is trained.
    Recipe wishes;
    FETTLE_TRY(applyFlags(wishes, arguments));
    const auto tuning = wishes.training.fineTuning.method;
    Prepared prepared;
    if (arguments.sources.size() == 1 && isRecipeFile(arguments.sources.front())) {
        FETTLE_TRY_ASSIGN(prepared.recipe, documents::readRecipeFile(platform::Path(arguments.sources.front())));
        if (!arguments.dataset.empty())
            prepared.recipe.dataset = DatasetRef{arguments.dataset, arguments.version, {}, {}};
        FETTLE_TRY_ASSIGN(const auto model, templateCalled(context, arguments.modelTemplate));
        applyChoices(prepared.recipe, arguments.task, model);
        FETTLE_TRY_ASSIGN(prepared.data, datasetOfRecipe(context, prepared.recipe, arguments.import));
        prepared.fromRecipe = true;
    } else if (!arguments.sources.empty()) {
        ImportArguments import = arguments.import;
        import.paths = arguments.sources;
        FETTLE_TRY_ASSIGN(const auto data, importedDataset(context, import));
        FETTLE_TRY_ASSIGN(prepared, recommended(context, data, arguments, tuning));
    } else if (!arguments.dataset.empty()) {
        FETTLE_TRY_ASSIGN(const auto data, knownDataset(context, arguments.dataset, arguments.version));
        FETTLE_TRY_ASSIGN(prepared, recommended(context, data, arguments, tuning));
    } else {
        return makeError("client.nothing_to_train");
    }
    const Recipe before = prepared.recipe;
    FETTLE_TRY(applyFlags(prepared.recipe, arguments));
    // What a flag says otherwise needs no reason.
    std::erase_if(prepared.options, [&](const RecommendedOption& option) {
        const auto name = settingName(option.path);
        return name == "model" || !(settingOf(before, name) == settingOf(prepared.recipe, name));
    });
    return prepared;
}

/// Each option that was recommended with its reason, under the name by which --set changes it.
void explain(const CliContext& context, std::vector<RecommendedOption> options)
{
    // Of many columns that are left out the first few stand for all.
    constexpr std::ptrdiff_t kShownColumns = 5;
    const auto isColumn = [](const RecommendedOption& option) { return option.path.starts_with("roles."); };
    const auto columns = std::ranges::stable_partition(options, std::not_fn(isColumn));
    const auto hidden = std::max<std::ptrdiff_t>(0, std::ssize(columns) - kShownColumns);
    options.resize(options.size() - static_cast<std::size_t>(hidden));
    for (const auto& option : options)
        context.note("  " + context.say(FETTLE_CLI("{option} = {value}: {reason}"),
                                        {{"option", settingName(option.path)}, {"value", display(option.value)},
                                         {"reason", context.sentences().sentence(option.reason)}}));
    if (hidden > 0)
        context.note("  " + context.say(FETTLE_CLI("… and {count} more columns"), {{"count", std::int64_t{hidden}}}));
}

/// Whether the model knows the words of these texts and reads them to their end. A recommendation has looked at that itself,
/// but for a model that was named.
void warnOfTexts(CliContext& context, const Prepared& prepared)
{
    const auto checked = context.call("worker.check_recipe", {{"recipe", toValue(prepared.recipe)},
                                                              {"manifest_path", prepared.data.manifestPath}});
    const auto recipe = checked ? fromValue<Recipe>(checked->at("recipe")) : Result<Recipe>(checked.error());
    if (!recipe)
        return; // the training says what is wrong
    for (const auto& use : recipe->inputs)
        if (use.encoder.component == kTextEncoder)
            if (const auto reading = readTexts(context, prepared.data.manifestPath, use.field, use.encoder, {}))
                for (const auto& warning : textWarnings(context, use.field, *reading))
                    context.note(warning);
}

Value trainDocument(const Job& job, const std::string& model)
{
    ValueMap document = job.result.asMap();
    document["state"] = std::string(toText(job.state));
    document["reason"] = job.reason;
    document["job"] = job.id;
    document["run"] = job.run;
    document["model"] = model.empty() ? Value() : Value(model);
    document["attempts"] = job.attempts;
    if (!document.contains("metrics"))
        document["metrics"] = ValueMap{};
    if (!document.contains("seconds"))
        document["seconds"] = ValueMap{};
    if (job.error)
        document["error"] = toValue(*job.error);
    return document;
}

void printResult(const CliContext& context, const Job& job, const std::string& model)
{
    const auto result = fromValue<TrainResult>(job.result);
    if (!result)
        return;
    std::vector<std::vector<std::string>> table{{context.say(FETTLE_CLI("Metric"))}};
    for (const auto& [split, values] : result->metrics)
        table.front().push_back(context.sentences().word("split", split));
    table.front().push_back(context.say(FETTLE_CLI("baseline")));
    const auto& shown = result->metrics.contains("test") ? "test" : "validation";
    if (const auto found = result->metrics.find(shown); found != result->metrics.end())
        for (const auto& [metric, ignored] : found->second) {
            std::vector<std::string> row{metric};
            for (const auto& [split, values] : result->metrics) {
                const auto value = values.find(metric);
                row.push_back(value == values.end() ? "–" : display(value->second));
            }
            const auto baseline = result->baseline.find(shown);
            const bool known = baseline != result->baseline.end() && baseline->second.contains(metric);
            row.push_back(known ? display(baseline->second.at(metric)) : "–");
            table.push_back(std::move(row));
        }
    context.printTable(table);
    const auto total = result->seconds.find("total");
    context.print(context.say(FETTLE_CLI("Done: model {model} after {steps} steps in {duration}."),
                              {{"model", model}, {"steps", result->steps},
                               {"duration", context.sentences().duration(total == result->seconds.end() ? 0.0 : total->second)}}));
}

int finish(CliContext& context, const Job& job)
{
    const auto run = context.call("runs.show", {{"run", job.run}});
    const auto model = run ? run->at("model").asText() : std::string();
    context.printJson(trainDocument(job, model));
    if (job.error && !context.json)
        return context.fail(*job.error);
    if (!context.json) {
        printResult(context, job, model);
        if (job.state != JobState::Completed)
            context.print(context.say(FETTLE_CLI("The training did not complete: its state is \"{state:state}\"."),
                                      {{"state", std::string(toText(job.state))}}));
    }
    return exitCodeOf(job);
}

int runTrain(CliContext& context, const TrainArguments& arguments)
{
    const auto prepared = prepare(context, arguments);
    if (!prepared)
        return context.fail(prepared.error());
    explain(context, prepared->options);
    if (prepared->fromRecipe || !arguments.modelTemplate.empty())
        warnOfTexts(context, *prepared);
    const auto queued = context.call("train", {{"recipe", toValue(prepared->recipe)},
                                               {"manifest_path", prepared->data.manifestPath},
                                               {"dataset", prepared->data.name},
                                               {"version", prepared->data.version},
                                               {"name", arguments.name},
                                               {"project", arguments.project},
                                               {"priority", arguments.priority}});
    if (!queued)
        return context.fail(queued.error());
    if (arguments.detach) {
        context.printJson(*queued);
        if (!context.json)
            context.print(context.say(FETTLE_CLI("Queued: job {job}, run {run}."),
                                      {{"job", queued->at("job").asText()}, {"run", queued->at("run").asText()}}));
        return kSuccess;
    }
    const auto job = watchJob(context, queued->at("job").asText());
    return job ? finish(context, *job) : context.fail(job.error());
}

template <class T>
void addFlag(CLI::App& command, const std::string& name, std::optional<T>& value, const std::string& help)
{
    command.add_option(name, value, help);
}

void addOptions(CLI::App& command, TrainArguments& arguments, const CliContext& context)
{
    command.add_option("source", arguments.sources,
                       context.say(FETTLE_CLI("A recipe.yaml, or files or folders of data; of text files each is a class")));
    command.add_option("--dataset", arguments.dataset, context.say(FETTLE_CLI("A dataset that was imported")));
    command.add_option("--data-version", arguments.version, context.say(FETTLE_CLI("Data version; the newest otherwise")));
    command.add_option("--name", arguments.name, context.say(FETTLE_CLI("Name of the training")));
    command.add_option("--project", arguments.project, context.say(FETTLE_CLI("Project it belongs to")));
    command.add_option("--task", arguments.task, context.say(FETTLE_CLI("What is learned, see: fettle-cli components task")));
    command.add_option("--template", arguments.modelTemplate, context.say(FETTLE_CLI("Network, see: fettle-cli templates; or a pretrained model, see: fettle-cli models")));
    command.add_option("--graph", arguments.graphFile, context.say(FETTLE_CLI("A network as a graph file")));
    command.add_option("--loss", arguments.loss, context.say(FETTLE_CLI("Loss")));
    command.add_option("--optimizer", arguments.optimizer, context.say(FETTLE_CLI("Optimizer")));
    command.add_option("--schedule", arguments.schedule, context.say(FETTLE_CLI("Learning rate schedule")));
    addFlag(command, "--learning-rate,--lr", arguments.learningRate, context.say(FETTLE_CLI("Learning rate")));
    addFlag(command, "--weight-decay", arguments.weightDecay, context.say(FETTLE_CLI("Weight decay")));
    addFlag(command, "--epochs", arguments.epochs, context.say(FETTLE_CLI("Epochs")));
    addFlag(command, "--steps", arguments.steps, context.say(FETTLE_CLI("Steps, in place of epochs")));
    addFlag(command, "--batch-size", arguments.batchSize, context.say(FETTLE_CLI("Batch size")));
    addFlag(command, "--accumulation", arguments.accumulation, context.say(FETTLE_CLI("Batches whose gradients make one step")));
    addFlag(command, "--seed", arguments.seed, context.say(FETTLE_CLI("Random seed")));
    addFlag(command, "--threads", arguments.threads, context.say(FETTLE_CLI("CPU threads")));
    addFlag(command, "--clip-norm", arguments.clipNorm, context.say(FETTLE_CLI("Largest norm of the gradient")));
    addFlag(command, "--ema-decay", arguments.emaDecay, context.say(FETTLE_CLI("Decay of averaged weights")));
    addFlag(command, "--max-minutes", arguments.maxMinutes, context.say(FETTLE_CLI("Stop and keep the model after so many minutes")));
    addFlag(command, "--checkpoint-seconds", arguments.checkpointSeconds, context.say(FETTLE_CLI("Seconds between checkpoints")));
    command.add_option("--activation-checkpointing", arguments.activationCheckpointing,
                       context.say(FETTLE_CLI("auto, on or off: work Transformer blocks out twice to save memory")));
    command.add_option("--precision", arguments.precision, context.say(FETTLE_CLI("auto, float32, bfloat16 or float64")));
    command.add_option("--device", arguments.device, context.say(FETTLE_CLI("auto, cpu, cuda or cuda:1")));
    addFlag(command, "--early-stopping", arguments.earlyStopping, context.say(FETTLE_CLI("true or false; false keeps the last weights")));
    addFlag(command, "--channels-last", arguments.channelsLast, context.say(FETTLE_CLI("true or false: memory format of convolutions")));
    command.add_option("--set", arguments.parameters,
                       context.say(FETTLE_CLI("PART.OPTION=VALUE of model, task, loss, optimizer, schedule, sampler; and of training, "
                                              "fine_tuning, early_stopping as in a recipe: fine_tuning.method=full, frozen or lora, "
                                              "fine_tuning.lora_rank=8, fine_tuning.layer_decay=0.9, "
                                              "fine_tuning.contrastive_steps=200, training.l1=0.001")))->allow_extra_args(false);
    command.add_option("--priority", arguments.priority, context.say(FETTLE_CLI("Higher ones run first")));
    command.add_flag("--detach", arguments.detach, context.say(FETTLE_CLI("Queue it and return at once")));
}

} // namespace

void addTrainCommand(CLI::App& app, CliContext& context, int& exitCode)
{
    auto* command = app.add_subcommand("train", context.say(FETTLE_CLI("Train a model and watch it")));
    auto arguments = std::make_shared<TrainArguments>();
    addOptions(*command, *arguments, context);
    addImportOptions(*command, arguments->import, context);
    command->footer(examples(context, "  fettle-cli train customers.csv --target churn\n"
                                      "  fettle-cli train --dataset fashion --template cnn_batch_norm --epochs 5 --batch-size 64\n"
                                      "  fettle-cli train positive.txt negative.txt\n"
                                      "  fettle-cli train messages.csv --template all-MiniLM-L6-v2 --set fine_tuning.method=lora\n"
                                      "  fettle-cli train recipe.yaml --detach --json"));
    command->callback([&context, &exitCode, arguments] {
        // One seed for the split and the training, where data is imported on the way.
        arguments->import.seed = arguments->seed.value_or(1);
        exitCode = runTrain(context, *arguments);
    });
}

} // namespace fettle::cli
