// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <memory>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/exit_code.h"
#include "engine/contract/metric.h"
#include "engine/contract/run.h"

namespace fettle::cli {
namespace {

std::string bestFigure(const CliContext& context, const Value& run)
{
    const auto& metrics = run.at("metrics").asMap();
    for (const char* split : {"test", "validation"})
        if (const auto found = metrics.find(split); found != metrics.end()) {
            const auto primary = run.at("primary_metric").asText();
            const auto& value = found->second.at(primary);
            if (!value.isNull())
                return fmt::format("{} {} {}", context.sentences().word("split", split), primary, display(value));
        }
    return "–";
}

int listRuns(CliContext& context)
{
    const auto list = context.call("runs.list");
    if (!list)
        return context.fail(list.error());
    context.printJson(*list);
    if (context.json)
        return kSuccess;
    std::vector<std::vector<std::string>> table{{context.say(FETTLE_CLI("Run")), context.say(FETTLE_CLI("Name")),
                                                 context.say(FETTLE_CLI("State")), context.say(FETTLE_CLI("Result")),
                                                 context.say(FETTLE_CLI("Model")), context.say(FETTLE_CLI("Created"))}};
    for (const auto& run : list->at("runs").asList())
        table.push_back({run.at("id").asText(), run.at("name").asText(),
                         context.sentences().word("state", run.at("state").asText()), bestFigure(context, run),
                         display(run.at("model")), run.at("created_utc").asText()});
    context.printTable(table);
    return kSuccess;
}

/// The runs side by side: only what differs.
int compareRuns(CliContext& context, const std::vector<std::string>& runs)
{
    const auto answer = context.call("runs.compare", {{"runs", ValueList(runs.begin(), runs.end())}});
    if (!answer)
        return context.fail(answer.error());
    context.printJson(*answer);
    if (context.json)
        return kSuccess;
    std::vector<std::vector<std::string>> table{{""}};
    table.front().insert(table.front().end(), runs.begin(), runs.end());
    for (const auto& difference : answer->at("differences").asList()) {
        std::vector<std::string> row{difference.at("path").asText()};
        for (const auto& value : difference.at("values").asList())
            row.push_back(display(value));
        table.push_back(std::move(row));
    }
    context.printTable(table);
    return kSuccess;
}

/// Every point of every series as step,series,value lines, or as one JSON document.
int exportRun(CliContext& context, const std::string& run, const std::vector<std::string>& wanted, bool csv)
{
    const auto names = context.call("runs.series", {{"run", run}});
    if (!names)
        return context.fail(names.error());
    ValueList exported;
    if (csv)
        std::fputs("step,series,value\n", stdout);
    for (const auto& name : names->at("series").asList()) {
        const auto series = name.isText() ? name.asText() : name.at("series").asText();
        if (!wanted.empty() && std::ranges::find(wanted, series) == wanted.end())
            continue;
        const auto answer = context.call("runs.metrics", {{"run", run}, {"series", series}});
        if (!answer)
            return context.fail(answer.error());
        const auto points = fromValue<MetricSeries>(*answer);
        if (!points)
            return context.fail(points.error());
        for (std::size_t i = 0; csv && i < points->steps.size(); ++i)
            // 17 digits: the value comes back bit for bit.
            std::fputs(fmt::format("{},{},{:.17g}\n", points->steps[i], series, points->values[i]).c_str(), stdout);
        if (!csv)
            exported.push_back(*answer);
    }
    if (!csv)
        std::fputs((toLine(toJson(Value(ValueMap{{"run", run}, {"series", exported}}))) + "\n").c_str(), stdout);
    return kSuccess;
}

void addExport(CLI::App& runs, CliContext& context, int& exitCode)
{
    auto* command = runs.add_subcommand("export", context.say(FETTLE_CLI("Write all metric points to standard output")));
    auto run = std::make_shared<std::string>();
    auto series = std::make_shared<std::vector<std::string>>();
    auto csv = std::make_shared<bool>(false);
    command->add_option("run", *run, context.say(FETTLE_CLI("Run")))->required();
    command->add_option("--series", *series, context.say(FETTLE_CLI("Only these series")));
    command->add_flag("--csv", *csv, context.say(FETTLE_CLI("Lines of step,series,value")));
    command->callback([&context, &exitCode, run, series, csv] { exitCode = exportRun(context, *run, *series, *csv); });
}

CLI::App* addNamed(CLI::App& parent, CliContext& context, int& exitCode, const std::string& verb, const std::string& key,
                   const std::string& method, const std::string& help)
{
    auto* command = parent.add_subcommand(verb, help);
    auto id = std::make_shared<std::string>();
    command->add_option(key, *id)->required();
    command->callback([&context, &exitCode, id, key, method] { exitCode = printAnswer(context, method, {{key, *id}}); });
    return command;
}

void addRuns(CLI::App& app, CliContext& context, int& exitCode)
{
    auto* runs = app.add_subcommand("runs", context.say(FETTLE_CLI("Trainings and their results")));
    runs->require_subcommand(0, 1);
    runs->add_subcommand("list", context.say(FETTLE_CLI("All trainings")));
    addNamed(*runs, context, exitCode, "show", "run", "runs.show", context.say(FETTLE_CLI("Options, metrics and artifacts of a training")));
    addNamed(*runs, context, exitCode, "delete", "run", "runs.delete", context.say(FETTLE_CLI("Move to the trash for 30 days")));
    addNamed(*runs, context, exitCode, "restore", "run", "runs.restore", context.say(FETTLE_CLI("Take back out of the trash")));
    auto* compare = runs->add_subcommand("compare", context.say(FETTLE_CLI("What differs between trainings")));
    auto compared = std::make_shared<std::vector<std::string>>();
    compare->add_option("runs", *compared, context.say(FETTLE_CLI("Two or more")))->required()->expected(2, 100);
    compare->callback([&context, &exitCode, compared] { exitCode = compareRuns(context, *compared); });
    addExport(*runs, context, exitCode);
    auto* adopt = runs->add_subcommand("adopt", context.say(FETTLE_CLI("Bring home a folder that fettle-worker run wrote")));
    auto folder = std::make_shared<std::string>();
    adopt->add_option("folder", *folder)->required();
    adopt->callback([&context, &exitCode, folder] {
        exitCode = printAnswer(context, "runs.adopt", {{"folder", absolutePath(*folder)}});
    });
    runs->footer(examples(context, "  fettle-cli runs list\n  fettle-cli runs export RUN --csv > curves.csv\n"
                                   "  fettle-cli runs compare RUN OTHER"));
    runs->final_callback([&context, &exitCode, runs] {
        if (runs->get_subcommands().empty() || runs->got_subcommand("list"))
            exitCode = listRuns(context);
    });
}

} // namespace

void addRunCommands(CLI::App& app, CliContext& context, int& exitCode)
{
    addRuns(app, context, exitCode);
}

} // namespace fettle::cli
