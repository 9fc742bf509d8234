// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/exit_code.h"
#include "app/cli/import_flow.h"
#include "app/cli/train_options.h"
#include "engine/contract/catalog.h"
#include "engine/contract/graph.h"
#include "engine/documents/recipe_document.h"
#include "engine/platform/paths.h"

namespace fettle::cli {
namespace {

Result<Catalog> readCatalog(CliContext& context)
{
    FETTLE_TRY_ASSIGN(const Value answer, context.call("catalog"));
    return fromValue<Catalog>(answer);
}

void printComponent(const CliContext& context, const ComponentInfo& info)
{
    const auto& words = context.sentences();
    context.print(words.catalog(info.title) + "  (" + std::string(toText(info.kind)) + " " + info.id + ")");
    context.print(words.catalog(info.help));
    for (const auto& parameter : info.parameters) {
        std::string line = "  " + parameter.name + " = " + display(parameter.defaultValue);
        if (parameter.minimum || parameter.maximum)
            line += "  [" + (parameter.minimum ? display(*parameter.minimum) : std::string("−∞")) + " … " +
                    (parameter.maximum ? display(*parameter.maximum) : std::string("∞")) + "]";
        for (const auto& choice : parameter.choices)
            line += "  " + choice.value;
        context.print(line);
        context.print("      " + words.catalog(parameter.help) + " " + words.catalog(parameter.whenToChange));
    }
}

int showComponents(CliContext& context, const std::string& kindName, const std::string& id)
{
    const auto catalog = readCatalog(context);
    if (!catalog)
        return context.fail(catalog.error());
    const auto kind = fromText<ComponentKind>(kindName);
    if (!kindName.empty() && !kind)
        return context.fail(badArgument("kind", kindName, allNames<ComponentKind>()));
    ValueList shown;
    std::vector<std::vector<std::string>> table;
    for (const auto& info : catalog->components) {
        if ((kind && info.kind != *kind) || (!id.empty() && info.id != id))
            continue;
        shown.push_back(toValue(info));
        table.push_back({std::string(toText(info.kind)), info.id, context.sentences().catalog(info.title)});
        if (!id.empty() && !context.json)
            printComponent(context, info);
    }
    if (!id.empty() && shown.empty())
        return context.fail(makeError("client.no_such_component", {{"kind", kindName}, {"id", id}}));
    context.printJson(ValueMap{{"components", shown}, {"build_tag", catalog->buildTag}});
    if (!context.json && id.empty())
        context.printTable(table);
    return kSuccess;
}

void printReport(const CliContext& context, const std::string& network, const Value& checked)
{
    const auto report = fromValue<GraphReport>(checked.at("report"));
    if (!report)
        return;
    context.print(network);
    std::vector<std::vector<std::string>> table{{context.say(FETTLE_CLI("Node")), context.say(FETTLE_CLI("Shape")),
                                                 context.say(FETTLE_CLI("Parameters")), context.say(FETTLE_CLI("Multiply-adds"))}};
    for (const auto& node : report->nodes) {
        std::string shape;
        for (const auto& output : node.outputs)
            shape += (shape.empty() ? "" : ", ") + toDisplay(output);
        table.push_back({node.node, node.error ? context.sentences().sentence(*node.error) : shape,
                         std::to_string(node.parameterCount), std::to_string(node.multiplyAdds)});
    }
    context.printTable(table);
    for (const auto& problem : report->problems)
        context.print(context.sentences().sentence(problem));
    context.print(context.say(FETTLE_CLI("{count} parameters"), {{"count", report->parameterCount}}));
}

/// Checks a recipe against its dataset without training.
int checkRecipe(CliContext& context, const std::string& file, const std::string& dataset)
{
    auto recipe = documents::readRecipeFile(platform::Path(file));
    if (!recipe)
        return context.fail(recipe.error());
    const auto name = dataset.empty() ? recipe->dataset.name : dataset;
    std::string manifestPath;
    if (recipe->dataset.paths.size() == 1 && platform::fromUtf8(recipe->dataset.paths.front()).filename() == "dataset.yaml") {
        manifestPath = recipe->dataset.paths.front();
    } else {
        const auto shown = context.call("datasets.show", {{"dataset", name}, {"version", recipe->dataset.version}});
        if (!shown)
            return context.fail(shown.error());
        manifestPath = shown->at("manifest_path").asText();
    }
    const auto answer = context.call("worker.check_recipe", {{"recipe", toValue(*recipe)}, {"manifest_path", manifestPath}});
    if (!answer)
        return context.fail(answer.error());
    context.printJson(*answer);
    bool ok = true;
    for (const auto& [network, checked] : answer->at("networks").asMap()) {
        if (!context.json)
            printReport(context, network, checked);
        const auto report = fromValue<GraphReport>(checked.at("report"));
        ok = ok && report.ok() && report->ok();
    }
    return ok ? kSuccess : kFailed;
}

} // namespace

void addCatalogCommands(CLI::App& app, CliContext& context, int& exitCode)
{
    auto* components = app.add_subcommand("components", context.say(FETTLE_CLI("What networks and trainings are made of")));
    auto kind = std::make_shared<std::string>();
    auto id = std::make_shared<std::string>();
    components->add_option("kind", *kind, context.say(FETTLE_CLI("layer, task, loss, optimizer, schedule, metric, encoder …")));
    components->add_option("id", *id, context.say(FETTLE_CLI("One component, with its options")));
    components->footer(examples(context, "  fettle-cli components layer\n  fettle-cli components optimizer adamw"));
    components->callback([&context, &exitCode, kind, id] { exitCode = showComponents(context, *kind, *id); });

    auto* templates = app.add_subcommand("templates", context.say(FETTLE_CLI("Networks to start from")));
    auto templateId = std::make_shared<std::string>();
    templates->add_option("id", *templateId, context.say(FETTLE_CLI("One template, with its options")));
    templates->footer(examples(context, "  fettle-cli templates\n  fettle-cli templates mlp"));
    templates->callback([&context, &exitCode, templateId] { exitCode = showComponents(context, "template", *templateId); });

    auto* check = app.add_subcommand("check", context.say(FETTLE_CLI("Check a recipe and its network without training")));
    auto file = std::make_shared<std::string>();
    auto dataset = std::make_shared<std::string>();
    check->add_option("recipe", *file, context.say(FETTLE_CLI("recipe.yaml")))->required();
    check->add_option("--dataset", *dataset, context.say(FETTLE_CLI("A dataset that was imported")));
    check->footer(examples(context, "  fettle-cli check recipe.yaml"));
    check->callback([&context, &exitCode, file, dataset] { exitCode = checkRecipe(context, *file, *dataset); });
}

} // namespace fettle::cli
