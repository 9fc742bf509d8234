// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>
#include <iostream>
#include <map>
#include <memory>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/exit_code.h"
#include "app/cli/fetch_display.h"
#include "app/cli/pretrained_request.h"
#include "engine/contract/pretrained.h"
#include "engine/platform/process.h"
#include "engine/platform/terminal.h"

namespace fettle::cli {
namespace {

std::string licenseText(const CliContext& context, const std::string& license)
{
    return license.empty() ? context.say(FETTLE_CLI("not stated")) : license;
}

std::string joined(const std::vector<std::string>& words)
{
    std::string text;
    for (const auto& word : words)
        text += (text.empty() ? "" : ", ") + word;
    return text;
}

std::string fitText(const CliContext& context, const std::string& fit)
{
    return fit == "fits" ? context.say(FETTLE_CLI("fits")) : fit == "tight" ? context.say(FETTLE_CLI("tight"))
                                                                          : context.say(FETTLE_CLI("too large"));
}

/// Pretrained models with what it takes here to train each of them ("training": full, lora, frozen); as they are without
/// the program that trains.
Value withTraining(CliContext& context, const ValueList& models)
{
    const auto fits = models.empty() ? Result<Value>(Value()) : context.call("worker.training_fits", {{"models", models}});
    if (!fits)
        return Value(models);
    ValueList known;
    for (std::size_t i = 0; i < models.size(); ++i) {
        auto model = models[i].asMap();
        if (i < fits->at("models").asList().size())
            model["training"] = fits->at("models").asList()[i];
        known.emplace_back(std::move(model));
    }
    return Value(std::move(known));
}

void printTraining(const CliContext& context, const Value& model)
{
    std::vector<std::vector<std::string>> table{
        {context.say(FETTLE_CLI("What is trained")), context.say(FETTLE_CLI("Memory")), context.say(FETTLE_CLI("On this machine")),
         context.say(FETTLE_CLI("Time for 1000 texts of 100 tokens"))}};
    for (const auto& way : model.at("training").asList()) {
        const auto& method = way.at("method").asText();
        table.push_back({method == "full"   ? context.say(FETTLE_CLI("everything (full)"))
                         : method == "lora" ? context.say(FETTLE_CLI("small changes (lora)"))
                                            : context.say(FETTLE_CLI("the last layer alone (frozen)")),
                         context.sentences().bytes(way.at("memory_bytes").asReal()), fitText(context, way.at("fit").asText()),
                         context.sentences().duration(way.at("seconds").asReal())});
    }
    context.printTable(table);
}

/// A pretrained model by its id, else one that a training made.
int showModel(CliContext& context, const std::string& id)
{
    const auto library = context.call("pretrained.list");
    if (!library)
        return context.fail(library.error());
    for (const auto& model : library->at("models").asList()) {
        if (model.at("id").asText() != id)
            continue;
        const auto known = withTraining(context, {model}).asList().front();
        context.printJson(known);
        const auto about = fromValue<PretrainedModel>(model);
        if (context.json || !about)
            return kSuccess;
        context.print(about->title + " (" + about->id + ")");
        context.printTable({{context.say(FETTLE_CLI("Parameters")), context.sentences().number(Value(about->parameterCount))},
                            {context.say(FETTLE_CLI("Network")), about->network.family},
                            {context.say(FETTLE_CLI("Longest text")), context.sentences().number(Value(about->network.positions))},
                            {context.say(FETTLE_CLI("Size")), context.sentences().bytes(static_cast<double>(about->sizeBytes))},
                            {context.say(FETTLE_CLI("License")), licenseText(context, about->license)},
                            {context.say(FETTLE_CLI("From")), about->source}});
        if (!known.at("training").isNull()) {
            context.print("");
            printTraining(context, known);
        }
        return kSuccess;
    }
    return printAnswer(context, "models.show", {{"model", id}});
}

/// Those that trainings made in this workspace, then those that were fetched, which all workspaces share.
int listAllModels(CliContext& context)
{
    const auto trained = context.call("models.list");
    if (!trained)
        return context.fail(trained.error());
    const auto library = context.call("pretrained.list");
    if (!library)
        return context.fail(library.error());
    auto document = trained->asMap();
    const auto& models = library->at("models").asList();
    document["pretrained"] = withTraining(context, models);
    context.printJson(document);
    for (const auto& problem : library->at("problems").asList())
        context.note(errorFromJson(toJson(problem)));
    if (context.json)
        return kSuccess;
    std::vector<std::vector<std::string>> table{{context.say(FETTLE_CLI("Model")), context.say(FETTLE_CLI("Name")),
                                                 context.say(FETTLE_CLI("Run")), context.say(FETTLE_CLI("Created"))}};
    for (const auto& model : trained->at("models").asList())
        table.push_back({model.at("id").asText(), model.at("name").asText(), model.at("run").asText(),
                         model.at("created_utc").asText()});
    context.printTable(table);
    if (models.empty())
        return kSuccess;
    const auto fitsOf = [&](const Value& model) {
        std::vector<std::string> fits;
        for (const auto& way : model.at("training").asList())
            fits.push_back(fitText(context, way.at("fit").asText()));
        return joined(fits);
    };
    context.print("");
    std::vector<std::vector<std::string>> fetched{
        {context.say(FETTLE_CLI("Pretrained model")), context.say(FETTLE_CLI("Network")),
         context.say(FETTLE_CLI("Parameters")), context.say(FETTLE_CLI("Memory here: full, lora, frozen")),
         context.say(FETTLE_CLI("Size")), context.say(FETTLE_CLI("License")), context.say(FETTLE_CLI("Languages")),
         context.say(FETTLE_CLI("From"))}};
    for (const auto& value : document["pretrained"].asList())
        if (const auto model = fromValue<PretrainedModel>(value))
            fetched.push_back({model->id, model->network.family, context.sentences().number(Value(model->parameterCount)), fitsOf(value),
                               context.sentences().bytes(static_cast<double>(model->sizeBytes)),
                               licenseText(context, model->license), joined(model->languages), model->source});
    context.printTable(fetched);
    return kSuccess;
}

void printOffer(const CliContext& context, const PretrainedOffer& offer)
{
    const auto figures = ValueMap{{"title", offer.title},
                                  {"address", offer.address},
                                  {"revision", offer.revision.substr(0, 12)},
                                  {"license", licenseText(context, offer.license)},
                                  {"link", offer.licenseLink},
                                  {"size", offer.sizeBytes},
                                  {"download", offer.downloadBytes},
                                  {"files", offer.files.size()},
                                  {"languages", joined(offer.languages)}};
    context.print(context.say(FETTLE_CLI("{title}, from {address}[[ (version {revision})]]"), figures));
    if (offer.downloadBytes > 0)
        context.print("  " + context.say(FETTLE_CLI("Download: {download:bytes}, files: {files}; on the disk: {size:bytes}"),
                                  figures));
    else
        context.print("  " + context.say(FETTLE_CLI("From this computer: {size:bytes}, files: {files}"), figures));
    context.print("  " + context.say(FETTLE_CLI("License: {license}[[ ({link})]]"), figures));
    if (!offer.languages.empty())
        context.print("  " + context.say(FETTLE_CLI("Languages: {languages}"), figures));
    if (offer.gated && !offer.usesToken)
        context.print("  " + context.say(FETTLE_CLI("Its makers ask you to agree to their terms; you need an access token.")));
    if (offer.inLibrary)
        context.print("  " + context.say(FETTLE_CLI("It is here already and would be replaced.")));
}

int lookAtModel(CliContext& context, const FetchArguments& arguments)
{
    const auto request = pretrainedRequest(arguments, platform::environmentVariable);
    const auto answer = context.call("pretrained.look", toValue(request).asMap());
    if (!answer)
        return context.fail(answer.error());
    context.printJson(*answer);
    const auto offer = fromValue<PretrainedOffer>(*answer);
    if (!offer)
        return context.fail(offer.error());
    if (!context.json)
        printOffer(context, *offer);
    return kSuccess;
}

bool canAsk()
{
    return platform::isTerminal(platform::StandardStream::Input) &&
           platform::isTerminal(platform::StandardStream::Errors);
}

bool saysYes(const CliContext& context)
{
    std::fputs((context.say(FETTLE_CLI("Fetch it? [y/N]")) + " ").c_str(), stderr);
    std::fflush(stderr);
    std::string line;
    std::getline(std::cin, line);
    return line == "y" || line == "Y" || line == "yes" || line == "Yes";
}

int fetchModel(CliContext& context, const FetchArguments& arguments)
{
    auto request = pretrainedRequest(arguments, platform::environmentVariable);
    const auto look = context.call("pretrained.look", toValue(request).asMap());
    if (!look)
        return context.fail(look.error());
    const auto offer = fromValue<PretrainedOffer>(*look);
    if (!offer)
        return context.fail(offer.error());
    printOffer(context, *offer);
    if (!arguments.yes) {
        if (!canAsk())
            return context.fail(
                makeError("hub.not_confirmed", {{"size_bytes", offer->sizeBytes}, {"address", offer->address}}));
        if (!saysYes(context))
            return kStopped;
    }
    // What was shown is what is fetched, also if somebody changes it meanwhile.
    request.revision = offer->revision;
    const auto open = context.connection();
    if (!open)
        return context.fail(open.error());
    client::Connection& connection = **open;
    connection.subscribe({"pretrained"});
    Result<Value> answer = makeError("client.connection_lost");
    {
        FetchDisplay display(context, offer->id);
        const auto shown =
            QObject::connect(&connection, &client::Connection::eventCame, &connection, [&](const ClientEvent& event) {
                if (event.topic != "pretrained")
                    return;
                if (const auto progress = fromValue<FetchProgress>(event.payload))
                    display.show(*progress);
            });
        answer = connection.call("pretrained.fetch", toValue(request).asMap());
        QObject::disconnect(shown);
    }
    if (!answer) {
        const int code = context.fail(answer.error());
        return answer.error().code == "hub.stopped" ? kStopped : code;
    }
    context.printJson(*answer);
    if (!context.json)
        context.print(
            context.say(FETTLE_CLI("The pretrained model \"{id}\" is here now."), {{"id", answer->at("id")}}));
    return kSuccess;
}

/// Calls a method that takes an id and has nothing to show.
void addById(CLI::App& models, CliContext& context, int& exitCode, const std::string& verb, const std::string& help,
             const char* done)
{
    auto* command = models.add_subcommand(verb, help);
    auto id = std::make_shared<std::string>();
    auto discard = std::make_shared<bool>(false);
    command->add_option("id", *id, context.say(FETTLE_CLI("Id, as models list shows it")))->required();
    if (verb == "cancel")
        command->add_flag("--discard", *discard, context.say(FETTLE_CLI("Also remove what has arrived")));
    command->callback([&context, &exitCode, verb, id, discard, done] {
        const auto answer = context.call("pretrained." + verb, {{"id", *id}, {"discard", *discard}});
        if (!answer) {
            exitCode = context.fail(answer.error());
            return;
        }
        context.printJson(*answer);
        if (!context.json)
            context.print(context.say(done, {{"id", *id}}));
    });
}

std::shared_ptr<FetchArguments> addFetchOptions(CLI::App& command, const CliContext& context)
{
    auto arguments = std::make_shared<FetchArguments>();
    command
        .add_option(
            "name", arguments->name,
            context.say(FETTLE_CLI("OWNER/MODEL at a model hub, starter, or a folder or file of this computer")))
        ->required();
    command.add_option("--revision", arguments->revision, context.say(FETTLE_CLI("Version: a branch, tag or commit")));
    command.add_option("--endpoint", arguments->endpoint, context.say(FETTLE_CLI("Address of the model hub")));
    command.add_option("--index", arguments->index,
                       context.say(FETTLE_CLI("Address of the package index with the starter pack")));
    command.add_option("--proxy", arguments->proxy,
                       context.say(FETTLE_CLI("Proxy: http://HOST:PORT, socks5://HOST:PORT or none")));
    command.add_option("--token-file", arguments->tokenFile,
                       context.say(FETTLE_CLI("File that holds your access token")));
    command.add_flag("--offline", arguments->offline, context.say(FETTLE_CLI("Ask no network")));
    return arguments;
}

/// Shows what downloads.json says, after putting in what `change` holds.
int changeSettings(CliContext& context, const ValueMap& change)
{
    const auto settings = context.call("pretrained.settings", {{"change", change}});
    if (!settings)
        return context.fail(settings.error());
    context.printJson(*settings);
    if (context.json)
        return kSuccess;
    const auto shown = [&](const char* name) {
        const auto& value = settings->at(name);
        return value.isNull() || value == Value("") ? context.say(FETTLE_CLI("not set")) : display(value);
    };
    const auto yesNo = [&](bool yes) { return yes ? context.say(FETTLE_CLI("yes")) : context.say(FETTLE_CLI("no")); };
    context.printTable({{context.say(FETTLE_CLI("Model hub")), shown("endpoint")},
                        {context.say(FETTLE_CLI("Mirror, asked first")), shown("mirror")},
                        {context.say(FETTLE_CLI("Package index")), shown("index")},
                        {context.say(FETTLE_CLI("Proxy")), shown("proxy")},
                        {context.say(FETTLE_CLI("Access token")), yesNo(settings->at("has_token").asBoolean())},
                        {context.say(FETTLE_CLI("Stay offline")), yesNo(settings->at("offline").asBoolean())},
                        {context.say(FETTLE_CLI("Kept in")), shown("path")}});
    return kSuccess;
}

void addSettings(CLI::App& models, CliContext& context, int& exitCode)
{
    auto* command = models.add_subcommand(
        "settings", context.say(FETTLE_CLI("Show or change where pretrained models come from; \"\" takes a setting away")));
    auto texts = std::make_shared<std::map<std::string, std::string>>();
    std::vector<std::pair<CLI::Option*, std::string>> options;
    const auto add = [&](const char* flag, const char* name, const std::string& help) {
        options.emplace_back(command->add_option(flag, (*texts)[name], help), name);
        return options.back().first;
    };
    add("--endpoint", "endpoint", context.say(FETTLE_CLI("Address of the model hub")));
    add("--mirror", "mirror", context.say(FETTLE_CLI("Another server with the same models, asked first")));
    add("--index", "index", context.say(FETTLE_CLI("Address of the package index with the starter pack")));
    add("--proxy", "proxy", context.say(FETTLE_CLI("Proxy: http://HOST:PORT, socks5://HOST:PORT or none")));
    add("--token-file", "token_file", context.say(FETTLE_CLI("File that holds your access token")));
    add("--offline", "offline", context.say(FETTLE_CLI("yes or no; yes asks no network at all")))->check(CLI::IsMember({"yes", "no"}));
    command->footer(examples(context, "  fettle-cli models settings\n"
                                      "  fettle-cli models settings --endpoint https://hub.example.org --mirror https://mirror.example.org\n"
                                      "  fettle-cli models settings --proxy \"\""));
    command->callback([&context, &exitCode, texts, options] {
        ValueMap change;
        for (const auto& [option, name] : options) {
            if (option->count() == 0)
                continue;
            const auto& text = texts->at(name);
            change[name] = name == "offline"                        ? Value(text == "yes")
                           : name == "token_file" && !text.empty() ? Value(absolutePath(text))
                                                                   : Value(text);
        }
        exitCode = changeSettings(context, change);
    });
}

void addPretrained(CLI::App& models, CliContext& context, int& exitCode)
{
    auto* look = models.add_subcommand(
        "look", context.say(FETTLE_CLI("Size, license and source of a pretrained model; fetches nothing")));
    const auto looked = addFetchOptions(*look, context);
    look->callback([&context, &exitCode, looked] { exitCode = lookAtModel(context, *looked); });
    auto* fetch = models.add_subcommand(
        "fetch", context.say(FETTLE_CLI("Get a pretrained model; it goes on in the background after Ctrl+C")));
    const auto fetched = addFetchOptions(*fetch, context);
    fetch->add_flag("--yes,-y", fetched->yes, context.say(FETTLE_CLI("Fetch without asking")));
    fetch->footer(examples(context, "  fettle-cli models fetch starter\n"
                                    "  fettle-cli models fetch OWNER/MODEL --endpoint https://hub.example.org\n"
                                    "  fettle-cli models fetch ~/downloads/my-bert/\n"));
    fetch->callback([&context, &exitCode, fetched] { exitCode = fetchModel(context, *fetched); });
    addSettings(models, context, exitCode);
    addById(models, context, exitCode, "cancel", context.say(FETTLE_CLI("Stop fetching a pretrained model")),
            FETTLE_CLI("Fetching \"{id}\" was stopped."));
    addById(models, context, exitCode, "remove",
            context.say(FETTLE_CLI("Remove a pretrained model; what was trained from it stays, but models of LoRA need it")),
            FETTLE_CLI("The pretrained model \"{id}\" was removed."));
}

void addTrained(CLI::App& models, CliContext& context, int& exitCode, const std::string& verb, const std::string& help)
{
    auto* command = models.add_subcommand(verb, help);
    auto id = std::make_shared<std::string>();
    command->add_option("model", *id)->required();
    command->callback(
        [&context, &exitCode, id, verb] { exitCode = printAnswer(context, "models." + verb, {{"model", *id}}); });
}

/// A model of LoRA is what LoRA changed and the name of the pretrained model that it changes; merged it needs no other.
int mergeModel(CliContext& context, const std::string& name)
{
    const auto model = context.call("models.show", {{"model", name}});
    if (!model)
        return context.fail(model.error());
    const auto answer = context.call("worker.merge_model", {{"model_folder", model->at("folder")}});
    if (!answer)
        return context.fail(answer.error());
    context.printJson(*answer);
    if (!context.json)
        context.print(context.say(answer->at("merged").asBoolean()
                                      ? FETTLE_CLI("The model \"{model}\" holds all its weights now and needs no other model.")
                                      : FETTLE_CLI("The model \"{model}\" holds all its weights already."),
                                  {{"model", model->at("name")}}));
    return kSuccess;
}

void addMerge(CLI::App& models, CliContext& context, int& exitCode)
{
    auto* command = models.add_subcommand(
        "merge", context.say(FETTLE_CLI("Put a model of LoRA and the pretrained model that it changes into one file")));
    auto model = std::make_shared<std::string>();
    command->add_option("model", *model, context.say(FETTLE_CLI("Id, as models list shows it")))->required();
    command->callback([&context, &exitCode, model] { exitCode = mergeModel(context, *model); });
}

} // namespace

void addModelCommands(CLI::App& app, CliContext& context, int& exitCode)
{
    auto* models =
        app.add_subcommand("models", context.say(FETTLE_CLI("Models that trainings made, and pretrained ones")));
    models->require_subcommand(0, 1);
    auto* list = models->add_subcommand("list", context.say(FETTLE_CLI("All models")));
    auto* show = models->add_subcommand(
        "show", context.say(FETTLE_CLI("Inputs, network and metrics of a model; of a pretrained one what its training takes here")));
    auto shown = std::make_shared<std::string>();
    show->add_option("model", *shown, context.say(FETTLE_CLI("Id, as models list shows it")))->required();
    show->callback([&context, &exitCode, shown] { exitCode = showModel(context, *shown); });
    addTrained(*models, context, exitCode, "delete", context.say(FETTLE_CLI("Move to the trash for 30 days")));
    addTrained(*models, context, exitCode, "restore", context.say(FETTLE_CLI("Take back out of the trash")));
    addMerge(*models, context, exitCode);
    addPretrained(*models, context, exitCode);
    models->footer(examples(context, "  fettle-cli models list\n  fettle-cli models show MODEL --json\n"
                                     "  fettle-cli models look OWNER/MODEL\n  fettle-cli models fetch starter"));
    models->final_callback([&context, &exitCode, models, list] {
        if (models->get_subcommands().empty() || models->got_subcommand(list))
            exitCode = listAllModels(context);
    });
}

} // namespace fettle::cli
