// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/exit_code.h"
#include "app/cli/import_flow.h"
#include "engine/contract/run.h"

namespace fettle::cli {
namespace {

struct PredictArguments {
    std::string model;
    std::vector<std::string> paths;
    std::vector<std::string> values; ///< "column=value" of one row
    std::string output;
};

Result<PredictRequest> predictRequest(const PredictArguments& arguments)
{
    PredictRequest request;
    for (const auto& path : arguments.paths)
        request.paths.push_back(absolutePath(path));
    if (!arguments.output.empty())
        request.outputPath = absolutePath(arguments.output);
    ValueMap row;
    for (const auto& text : arguments.values) {
        const auto equals = text.find('=');
        if (equals == std::string::npos)
            return badArgument("--value", text, FETTLE_PHRASE("COLUMN=VALUE"));
        row[text.substr(0, equals)] = text.substr(equals + 1);
    }
    if (!row.empty())
        request.rows.push_back(std::move(row));
    if (request.paths.empty() && request.rows.empty())
        return makeError("client.nothing_to_predict");
    return request;
}

/// Marked parts as "Anna Smith [person], Rome [place]".
std::string displayAnswer(const Value& value)
{
    if (!value.isList())
        return display(value);
    std::string text;
    for (const auto& item : value.asList()) {
        if (!text.empty())
            text += ", ";
        text += item.isMap() ? item.at("text").asText() + " [" + item.at("label").asText() + ']' : display(item);
    }
    return text.empty() ? "-" : text;
}

void printPredictions(const CliContext& context, const PredictResult& result)
{
    constexpr std::size_t kShown = 20;
    std::vector<std::vector<std::string>> table;
    for (const auto& prediction : result.predictions) {
        if (table.size() == kShown)
            break;
        std::vector<std::string> row{std::to_string(prediction.id + 1)};
        for (const auto& [target, value] : prediction.targets) {
            row.push_back(target + " = " + displayAnswer(value.at("value")));
            if (!value.at("score").isNull())
                row.push_back(context.sentences().percent(value.at("score").asReal()));
        }
        table.push_back(std::move(row));
    }
    context.printTable(table);
    if (static_cast<std::size_t>(result.count) > table.size() && result.outputPath.empty())
        context.print(context.say(FETTLE_CLI("… {count} in all; --output FILE writes them."), {{"count", result.count}}));
    if (!result.outputPath.empty())
        context.print(context.say(FETTLE_CLI("{count} predictions are in {file}."),
                                  {{"count", result.count}, {"file", result.outputPath}}));
    for (const auto& [split, metrics] : result.metrics)
        for (const auto& [metric, value] : metrics)
            context.print(metric + "  " + display(value));
}

int runPredict(CliContext& context, const PredictArguments& arguments)
{
    const auto request = predictRequest(arguments);
    if (!request)
        return context.fail(request.error());
    auto params = toValue(*request).asMap();
    params["model"] = arguments.model;
    const auto answer = context.call("predict", params);
    if (!answer)
        return context.fail(answer.error());
    const auto result = fromValue<PredictResult>(*answer);
    if (!result)
        return context.fail(result.error());
    for (const auto& note : result->columns)
        context.note(note);
    context.printJson(*answer);
    if (!context.json)
        printPredictions(context, *result);
    return kSuccess;
}

} // namespace

void addPredictCommand(CLI::App& app, CliContext& context, int& exitCode)
{
    auto* command = app.add_subcommand("predict", context.say(FETTLE_CLI("Use a model on a file, a folder or one row")));
    auto arguments = std::make_shared<PredictArguments>();
    command->add_option("model", arguments->model, context.say(FETTLE_CLI("Model")))->required();
    command->add_option("files", arguments->paths, context.say(FETTLE_CLI("Files or folders")));
    command->add_option("--value", arguments->values, context.say(FETTLE_CLI("COLUMN=VALUE of one row; repeat it")));
    command->add_option("--output", arguments->output, context.say(FETTLE_CLI("File for the predictions: .csv, .xlsx, else JSON lines")));
    command->footer(examples(context, "  fettle-cli predict MODEL new_customers.csv --output predictions.csv\n"
                                      "  fettle-cli predict MODEL --value age=41 --value plan=basic"));
    command->callback([&context, &exitCode, arguments] { exitCode = runPredict(context, *arguments); });
}

} // namespace fettle::cli
