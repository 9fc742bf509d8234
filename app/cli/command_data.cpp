// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <memory>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/exit_code.h"
#include "app/cli/import_flow.h"
#include "app/cli/text_reading.h"
#include "engine/contract/recipe.h"
#include "engine/platform/clock.h"
#include "engine/platform/paths.h"

namespace fettle::cli {
namespace {

void printImported(const CliContext& context, const Imported& imported)
{
    const auto& manifest = imported.manifest;
    context.print(context.say(FETTLE_CLI("Imported \"{name}\": {rows} rows, {columns} columns."),
                              {{"name", manifest.name}, {"rows", manifest.rowCount}, {"columns", manifest.fields.size()}}));
    std::vector<std::vector<std::string>> table{{context.say(FETTLE_CLI("Column")), context.say(FETTLE_CLI("Kind")),
                                                 context.say(FETTLE_CLI("Used for"))}};
    for (const auto& field : manifest.fields)
        table.push_back({field.name, context.sentences().word("kind", toText(field.kind)),
                         context.sentences().word("role", toText(field.role))});
    context.printTable(table);
    for (const auto& [split, rows] : manifest.splitRows)
        context.print(context.say(FETTLE_CLI("{split:split}: {rows} rows"), {{"split", split}, {"rows", rows}}));
    for (const auto& note : manifest.report.notes)
        context.print(context.sentences().sentence(note));
    if (manifest.report.rowsSkipped > 0)
        context.print(context.say(FETTLE_CLI("{rows} rows were skipped:"), {{"rows", manifest.report.rowsSkipped}}));
    constexpr std::size_t kShownIssues = 10;
    for (std::size_t i = 0; i < manifest.report.issues.size() && i < kShownIssues; ++i) {
        const auto& issue = manifest.report.issues[i];
        context.print("  " + issue.file + (issue.line > 0 ? ":" + std::to_string(issue.line) : "") + ": " +
                      context.sentences().sentence(issue.note));
    }
}

Value importDocument(const Imported& imported, double seconds)
{
    const auto& manifest = imported.manifest;
    ValueMap splits;
    for (const auto& [split, rows] : manifest.splitRows)
        splits[split] = rows;
    ValueList fields;
    for (const auto& field : manifest.fields)
        fields.push_back(toValue(field));
    return ValueMap{{"state", std::string(toText(imported.job.state))}, {"job", imported.job.id},
                    {"dataset", imported.dataset}, {"name", manifest.name}, {"version", manifest.id},
                    {"rows", manifest.rowCount}, {"splits", splits}, {"fields", fields},
                    {"report", toValue(manifest.report)}, {"manifest_path", imported.manifestPath}, {"seconds", seconds}};
}

int runImport(CliContext& context, const ImportArguments& arguments)
{
    const auto started = platform::SystemClock().monotonicMs();
    const auto request = importRequest(arguments);
    if (!request)
        return context.fail(request.error());
    const auto imported = importAndWait(context, *request);
    if (!imported)
        return context.fail(imported.error());
    const auto seconds = static_cast<double>(platform::SystemClock().monotonicMs() - started) / 1000.0;
    context.printJson(importDocument(*imported, seconds));
    if (!context.json)
        printImported(context, *imported);
    return kSuccess;
}

void addImport(CLI::App& app, CliContext& context, int& exitCode)
{
    auto* command = app.add_subcommand("import", context.say(FETTLE_CLI("Import a table, texts or pictures")));
    auto arguments = std::make_shared<ImportArguments>();
    addImportOptions(*command, *arguments, context);
    command->add_option("paths", arguments->paths, context.say(FETTLE_CLI("Files or folders")))->required();
    command->add_option("--name", arguments->name, context.say(FETTLE_CLI("Name of the dataset")));
    command->footer(examples(context, "  fettle-cli import customers.csv --target churn\n"
                                      "  fettle-cli import photos/ --name flowers --json"));
    command->callback([&context, &exitCode, arguments] { exitCode = runImport(context, *arguments); });
}

int listDatasets(CliContext& context)
{
    const auto list = context.call("datasets.list");
    if (!list)
        return context.fail(list.error());
    context.printJson(*list);
    if (context.json)
        return kSuccess;
    std::vector<std::vector<std::string>> table{{context.say(FETTLE_CLI("Name")), context.say(FETTLE_CLI("Rows")),
                                                 context.say(FETTLE_CLI("Version")), context.say(FETTLE_CLI("Created"))}};
    for (const auto& dataset : list->at("datasets").asList())
        table.push_back({dataset.at("name").asText(), display(dataset.at("row_count")), dataset.at("version").asText().substr(0, 12),
                         dataset.at("created_utc").asText()});
    context.printTable(table);
    return kSuccess;
}

void addDatasets(CLI::App& app, CliContext& context, int& exitCode)
{
    auto* command = app.add_subcommand("datasets", context.say(FETTLE_CLI("List, show or delete datasets")));
    command->require_subcommand(0, 1);
    command->add_subcommand("list", context.say(FETTLE_CLI("All datasets")));
    const auto named = [&](const char* verb, const char* help, const char* method) {
        auto* sub = command->add_subcommand(verb, help);
        auto name = std::make_shared<std::string>();
        sub->add_option("dataset", *name, context.say(FETTLE_CLI("Name or id")))->required();
        sub->callback([&context, &exitCode, name, method] {
            exitCode = printAnswer(context, method, {{"dataset", *name}});
        });
        return sub;
    };
    named("show", context.say(FETTLE_CLI("Columns, splits and statistics")).c_str(), "datasets.show");
    named("delete", context.say(FETTLE_CLI("Move to the trash for 30 days")).c_str(), "datasets.delete");
    named("restore", context.say(FETTLE_CLI("Take back out of the trash")).c_str(), "datasets.restore");
    command->footer(examples(context, "  fettle-cli datasets list\n  fettle-cli datasets show adult --json"));
    command->final_callback([&context, &exitCode, command] {
        if (command->get_subcommands().empty() || command->got_subcommand("list"))
            exitCode = listDatasets(context);
    });
}

/// A page of a dataset's rows, or of a file that is not imported yet.
int runPreview(CliContext& context, const std::string& what, std::int64_t first, std::int64_t count)
{
    const auto path = platform::fromUtf8(absolutePath(what));
    std::error_code ignored;
    Result<Value> page = makeError("client.bad_argument");
    if (std::filesystem::exists(path, ignored)) {
        page = context.call("worker.preview_import", {{"paths", ValueList{platform::toUtf8(path)}}});
    } else {
        const auto shown = context.call("datasets.show", {{"dataset", what}});
        if (!shown)
            return context.fail(shown.error());
        page = context.call("worker.rows", {{"manifest_path", shown->at("manifest_path")}, {"first", first - 1}, {"count", count}});
    }
    if (!page)
        return context.fail(page.error());
    context.printJson(*page);
    if (context.json)
        return kSuccess;
    std::vector<std::vector<std::string>> table(1);
    for (const auto& field : page->at("fields").asList())
        table[0].push_back(field.isText() ? field.asText() : field.at("name").asText());
    for (const auto& row : page->at("rows").asList()) {
        std::vector<std::string> cells;
        for (const auto& cell : row.asList())
            cells.push_back(display(cell));
        table.push_back(std::move(cells));
    }
    context.printTable(table);
    return kSuccess;
}

struct TokenArguments {
    bool wanted = false;
    std::string column;
    std::string model;
    std::int64_t maxLength = 0;
};

struct PreviewedData {
    DatasetManifest manifest;
    std::string manifestPath;
};

/// A dataset of the workspace; a file is imported first, because vocabulary and lengths come of all its texts.
Result<PreviewedData> dataToRead(CliContext& context, const std::string& what)
{
    std::error_code ignored;
    if (std::filesystem::exists(platform::fromUtf8(absolutePath(what)), ignored)) {
        ImportArguments arguments;
        arguments.paths = {what};
        FETTLE_TRY_ASSIGN(const auto request, importRequest(arguments));
        FETTLE_TRY_ASSIGN(auto imported, importAndWait(context, request));
        return PreviewedData{std::move(imported.manifest), std::move(imported.manifestPath)};
    }
    FETTLE_TRY_ASSIGN(const Value shown, context.call("datasets.show", {{"dataset", what}}));
    FETTLE_TRY_ASSIGN(auto manifest, fromValue<DatasetManifest>(shown.at("manifest")));
    return PreviewedData{std::move(manifest), shown.at("manifest_path").asText()};
}

/// The column that was named, else the first of texts that is an input.
Result<std::string> textColumn(const DatasetManifest& manifest, const std::string& named, const std::string& what)
{
    ValueList names;
    for (const auto& field : manifest.fields)
        if (field.kind == FieldKind::Text) {
            if (field.name == named || (named.empty() && field.role == FieldRole::Input))
                return field.name;
            names.emplace_back(field.name);
        }
    if (names.empty())
        return badArgument("--tokens", what, FETTLE_PHRASE("data with a column of texts"));
    if (!named.empty())
        return badArgument("--column", named, std::move(names));
    return names.front().asText();
}

/// A column of texts as tokens, with their lengths and what of them is unknown or cut off.
int runTokens(CliContext& context, const std::string& what, std::int64_t first, std::int64_t count, const TokenArguments& arguments)
{
    const auto data = dataToRead(context, what);
    if (!data)
        return context.fail(data.error());
    const auto column = textColumn(data->manifest, arguments.column, what);
    if (!column)
        return context.fail(column.error());
    ComponentRef encoder{kTextEncoder, {}};
    if (!arguments.model.empty())
        encoder.parameters["model"] = arguments.model;
    if (arguments.maxLength > 0)
        encoder.parameters["max_length"] = arguments.maxLength;
    ValueList rows;
    for (auto row = first - 1; row < std::min(first - 1 + count, data->manifest.rowCount); ++row)
        rows.emplace_back(row);
    const auto reading = readTexts(context, data->manifestPath, *column, encoder, std::move(rows));
    if (!reading)
        return context.fail(reading.error());
    auto document = reading->asMap();
    document["column"] = *column;
    context.printJson(document);
    if (context.json)
        return kSuccess;
    context.print(*column);
    for (const auto& line : textFigures(context, *reading))
        context.print(line);
    for (const auto& warning : textWarnings(context, *column, *reading))
        context.note(warning);
    std::vector<std::vector<std::string>> table{
        {context.say(FETTLE_CLI("Row")), context.say(FETTLE_CLI("Tokens; those in brackets are unknown to the model"))}};
    for (const auto& row : reading->at("rows").asList())
        table.push_back({std::to_string(row.at("id").asInteger() + 1), tokenLine(row)});
    context.printTable(table);
    return kSuccess;
}

void addPreview(CLI::App& app, CliContext& context, int& exitCode)
{
    auto* command = app.add_subcommand("preview", context.say(FETTLE_CLI("Show rows of a dataset or of a file")));
    auto what = std::make_shared<std::string>();
    auto first = std::make_shared<std::int64_t>(1);
    auto count = std::make_shared<std::int64_t>(20);
    auto tokens = std::make_shared<TokenArguments>();
    command->add_option("dataset", *what, context.say(FETTLE_CLI("Dataset or file")))->required();
    command->add_option("--first", *first, context.say(FETTLE_CLI("Number of the first row, from 1")))->check(CLI::PositiveNumber);
    command->add_option("--count", *count, context.say(FETTLE_CLI("How many rows, at most 256")))->check(CLI::Range(1, 256));
    auto* wanted = command->add_flag("--tokens", tokens->wanted,
                                     context.say(FETTLE_CLI("Texts as a model reads them: tokens, lengths, what is cut off or unknown; "
                                                            "a file is imported first")));
    command->add_option("--column", tokens->column, context.say(FETTLE_CLI("Column of --tokens; the first one of texts otherwise")))->needs(wanted);
    command->add_option("--model", tokens->model,
                        context.say(FETTLE_CLI("Pretrained model that cuts the texts; otherwise a vocabulary is learned from them")))
        ->needs(wanted);
    command->add_option("--max-length", tokens->maxLength, context.say(FETTLE_CLI("Tokens after which texts are cut off")))
        ->needs(wanted)
        ->check(CLI::PositiveNumber);
    command->footer(examples(context, "  fettle-cli preview adult --first 1001\n  fettle-cli preview customers.csv\n"
                                      "  fettle-cli preview messages.csv --tokens --model all-MiniLM-L6-v2"));
    command->callback([&context, &exitCode, what, first, count, tokens] {
        exitCode = tokens->wanted ? runTokens(context, *what, *first, *count, *tokens) : runPreview(context, *what, *first, *count);
    });
}

int writeSample(CliContext& context, const std::string& sample, const std::string& folder, std::int64_t seed)
{
    const auto written = context.call("worker.write_sample",
                                      {{"sample", sample}, {"folder", absolutePath(folder)}, {"seed", seed}});
    if (!written)
        return context.fail(written.error());
    context.printJson(*written);
    if (!context.json)
        for (const auto& path : written->at("paths").asList())
            context.print(path.asText());
    return kSuccess;
}

int listSamples(CliContext& context)
{
    const auto list = context.call("worker.samples");
    if (!list)
        return context.fail(list.error());
    context.printJson(*list);
    if (context.json)
        return kSuccess;
    std::vector<std::vector<std::string>> table;
    for (const auto& sample : list->at("samples").asList())
        table.push_back({sample.at("id").asText(), context.sentences().catalog(sample.at("title").asText())});
    context.printTable(table);
    return kSuccess;
}

void addSamples(CLI::App& app, CliContext& context, int& exitCode)
{
    auto* command = app.add_subcommand("samples", context.say(FETTLE_CLI("Example data that Fettle makes itself")));
    command->require_subcommand(0, 1);
    command->add_subcommand("list", context.say(FETTLE_CLI("All samples")));
    auto* write = command->add_subcommand("write", context.say(FETTLE_CLI("Write a sample's files into a folder")));
    auto sample = std::make_shared<std::string>();
    auto folder = std::make_shared<std::string>(".");
    auto seed = std::make_shared<std::int64_t>(1);
    write->add_option("sample", *sample, context.say(FETTLE_CLI("Name of the sample")))->required();
    write->add_option("folder", *folder, context.say(FETTLE_CLI("Where to write it")));
    write->add_option("--seed", *seed, context.say(FETTLE_CLI("Random seed")));
    write->callback([&context, &exitCode, sample, folder, seed] { exitCode = writeSample(context, *sample, *folder, *seed); });
    command->footer(examples(context, "  fettle-cli samples list\n  fettle-cli samples write customers ."));
    command->final_callback([&context, &exitCode, command, write] {
        if (!command->got_subcommand(write))
            exitCode = listSamples(context);
    });
}

} // namespace

void addImportOptions(CLI::App& command, ImportArguments& arguments, const CliContext& context)
{
    command.add_option("--target", arguments.target, context.say(FETTLE_CLI("Column to predict; without a header columns count from 0")));
    command.add_option("--kind", arguments.kinds, context.say(FETTLE_CLI("COLUMN=KIND: number, category, date, text …")))->allow_extra_args(false);
    command.add_option("--role", arguments.roles, context.say(FETTLE_CLI("COLUMN=ROLE: input, target, split, group, weight, ignore")))->allow_extra_args(false);
    command.add_option("--delimiter", arguments.delimiter, context.say(FETTLE_CLI("Character between columns, \\t for a tab")));
    command.add_option("--encoding", arguments.encoding, context.say(FETTLE_CLI("utf-8, utf-16, gb18030, windows-1252 …")));
    command.add_option("--header", arguments.header, context.say(FETTLE_CLI("Whether the first line names the columns")))
        ->check(CLI::IsMember({"yes", "no"}));
    command.add_option("--importer", arguments.importer,
                       context.say(FETTLE_CLI("table, xlsx, json, text_folder, text_lines, image_folder or idx; by itself otherwise")));
    command.add_option("--option", arguments.options,
                       context.say(FETTLE_CLI("NAME=VALUE: an option of the importer, as fettle-cli components shows them")))->allow_extra_args(false);
    command.add_option("--split", arguments.splitMethod, context.say(FETTLE_CLI("stratified, random, group or column")));
    command.add_option("--split-column", arguments.splitColumn, context.say(FETTLE_CLI("Column of --split group or column")));
    command.add_option("--validation", arguments.validation, context.say(FETTLE_CLI("Share of the validation set")))->check(CLI::Range(0.0, 0.9));
    command.add_option("--test", arguments.test, context.say(FETTLE_CLI("Share of the test set")))->check(CLI::Range(0.0, 0.9));
}

void addDataCommands(CLI::App& app, CliContext& context, int& exitCode)
{
    addImport(app, context, exitCode);
    addDatasets(app, context, exitCode);
    addPreview(app, context, exitCode);
    addSamples(app, context, exitCode);
}

} // namespace fettle::cli
