// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/exit_code.h"
#include "app/cli/import_flow.h"
#include "engine/client/name_list.h"
#include "engine/contract/semantic_search.h"

namespace fettle::cli {
namespace {

struct SearchArguments {
    std::string dataset;
    std::string text;
    std::string model;
    std::string column;
    std::string where; ///< "column=value"
    std::int64_t like = 0; ///< a row's number from 1; 0: none
    std::int64_t top = 10;
};

struct ClassifyArguments {
    std::vector<std::string> texts;
    std::vector<std::string> labels;
    std::string sentence;
    std::string model;
    std::string dataset;
    std::string column;
    std::string output;
};

/// One line of a cell, so long that a table of them fits a terminal.
std::string shortened(std::string text, std::size_t most = 100)
{
    for (auto& c : text)
        if (c == '\n' || c == '\r' || c == '\t')
            c = ' ';
    if (text.size() <= most)
        return text;
    auto end = most;
    // Not in the middle of a character.
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80)
        --end;
    return text.substr(0, end) + "…";
}

std::string similarity(double score) { return fmt::format("{:.2f}", score); }

/// Prepares the column where that was never done; the exit code of what went wrong, or kSuccess.
int prepare(CliContext& context, const ValueMap& params)
{
    const auto state = context.call("search.state", params);
    if (!state)
        return context.fail(state.error());
    if (state->at("ready").asBoolean())
        return kSuccess;
    const auto build = context.call("search.build", params);
    if (!build)
        return context.fail(build.error());
    const auto job = watchJob(context, build->at("job").asText());
    if (!job)
        return context.fail(job.error());
    return job->state != JobState::Completed && job->error ? context.fail(*job->error) : exitCodeOf(*job);
}

ValueMap paramsOf(const std::string& dataset, const std::string& model, const std::string& column)
{
    ValueMap params{{"dataset", dataset}, {"index", ValueMap{{"field", column}}}};
    if (!model.empty())
        params["model"] = model;
    return params;
}

void printHits(const CliContext& context, const SearchResult& result)
{
    std::vector<std::vector<std::string>> table{{context.say(FETTLE_CLI("Similarity")), context.say(FETTLE_CLI("Row")), result.field}};
    std::size_t searched = 0;
    for (std::size_t i = 0; i < result.fields.size(); ++i)
        if (result.fields[i] == result.field)
            searched = i;
    // Two columns more, where there are some: a class and a name tell most about a row.
    std::vector<std::size_t> others;
    for (std::size_t i = 0; i < result.fields.size() && others.size() < 2; ++i)
        if (i != searched) {
            others.push_back(i);
            table.front().push_back(result.fields[i]);
        }
    for (const auto& hit : result.hits) {
        std::vector<std::string> row{similarity(hit.score), std::to_string(hit.id + 1)};
        row.push_back(shortened(searched < hit.values.size() ? display(hit.values[searched]) : std::string()));
        for (const auto i : others)
            row.push_back(shortened(i < hit.values.size() ? display(hit.values[i]) : std::string(), 30));
        table.push_back(std::move(row));
    }
    context.printTable(table);
}

int runSearch(CliContext& context, const SearchArguments& arguments)
{
    if (arguments.text.empty() && arguments.like == 0)
        return context.fail(makeError("client.nothing_to_search"));
    auto params = paramsOf(arguments.dataset, arguments.model, arguments.column);
    if (const int code = prepare(context, params); code != kSuccess)
        return code;
    params["text"] = arguments.text;
    params["top"] = arguments.top;
    if (arguments.like > 0)
        params["row"] = arguments.like - 1;
    if (!arguments.where.empty()) {
        const auto equals = arguments.where.find('=');
        if (equals == std::string::npos)
            return context.fail(badArgument("--where", arguments.where, FETTLE_PHRASE("COLUMN=VALUE")));
        params["filter_field"] = arguments.where.substr(0, equals);
        params["filter_value"] = arguments.where.substr(equals + 1);
    }
    const auto answer = context.call("search.query", params);
    if (!answer)
        return context.fail(answer.error());
    const auto result = fromValue<SearchResult>(*answer);
    if (!result)
        return context.fail(result.error());
    context.printJson(*answer);
    if (!context.json)
        printHits(context, *result);
    return kSuccess;
}

void printLabels(const CliContext& context, const ClassifyArguments& arguments, const LabelResult& result)
{
    std::vector<std::vector<std::string>> table;
    for (std::size_t i = 0; i < result.answers.size(); ++i)
        table.push_back({result.answers[i].label, similarity(result.answers[i].score),
                         shortened(i < arguments.texts.size() ? arguments.texts[i] : std::string())});
    if (result.answers.empty())
        for (const auto& [label, count] : result.counts)
            table.push_back({label, std::to_string(count)});
    context.printTable(table);
    if (!result.target.empty())
        context.print(context.say(FETTLE_CLI("Of {known} rows whose \"{target}\" is known, {agreed} have the same label."),
                                  {{"known", result.known}, {"target", result.target}, {"agreed", result.agreed}}));
    if (!result.outputPath.empty())
        context.print(context.say(FETTLE_CLI("{count} suggestions are in {file}."), {{"count", result.count}, {"file", result.outputPath}}));
}

int runClassify(CliContext& context, const ClassifyArguments& arguments)
{
    auto params = paramsOf(arguments.dataset, arguments.model, arguments.column);
    if (arguments.texts.empty() == arguments.dataset.empty())
        return context.fail(makeError("client.nothing_to_classify"));
    if (arguments.texts.empty())
        if (const int code = prepare(context, params); code != kSuccess)
            return code;
    params["texts"] = ValueList(arguments.texts.begin(), arguments.texts.end());
    ValueList labels;
    for (const auto& typed : arguments.labels)
        for (auto& name : client::splitNameList(typed))
            labels.emplace_back(std::move(name));
    params["labels"] = std::move(labels);
    params["sentence"] = arguments.sentence;
    if (!arguments.output.empty())
        params["output_path"] = absolutePath(arguments.output);
    const auto answer = context.call("search.labels", params);
    if (!answer)
        return context.fail(answer.error());
    const auto result = fromValue<LabelResult>(*answer);
    if (!result)
        return context.fail(result.error());
    context.printJson(*answer);
    if (!context.json)
        printLabels(context, arguments, *result);
    return kSuccess;
}

void addClassify(CLI::App& app, CliContext& context, int& exitCode)
{
    auto* command = app.add_subcommand("classify", context.say(FETTLE_CLI("Sort texts by the names of the classes alone, without a training")));
    auto arguments = std::make_shared<ClassifyArguments>();
    command->add_option("texts", arguments->texts, context.say(FETTLE_CLI("Texts, or --dataset instead")));
    command->add_option("--labels", arguments->labels, context.say(FETTLE_CLI("Names of the classes, with commas between them; a name with a comma in quotes")))
        ->required();
    command->add_option("--sentence", arguments->sentence,
                        context.say(FETTLE_CLI("A sentence around each name, with {} in its place: \"This is about {}.\"")));
    command->add_option("--model", arguments->model,
                        context.say(FETTLE_CLI("A pretrained or a trained model; otherwise the newest that was trained to match texts of this column, or the first pretrained one")));
    command->add_option("--dataset", arguments->dataset, context.say(FETTLE_CLI("All rows of a dataset")));
    command->add_option("--column", arguments->column, context.say(FETTLE_CLI("The dataset's column of texts; otherwise the first")));
    command->add_option("--output", arguments->output, context.say(FETTLE_CLI("File for the rows with a suggested label each: .csv, .xlsx, else JSON lines")));
    command->footer(examples(context, "  fettle-cli classify \"Where is my parcel?\" --labels delivery,payment,account\n"
                                      "  fettle-cli classify --dataset messages --labels delivery,payment --output labels.csv\n"
                                      "  fettle-cli classify --dataset messages --labels 'payment,\"late, lost or damaged\"'"));
    command->callback([&context, &exitCode, arguments] { exitCode = runClassify(context, *arguments); });
}

} // namespace

void addSearchCommands(CLI::App& app, CliContext& context, int& exitCode)
{
    auto* command = app.add_subcommand("search", context.say(FETTLE_CLI("Find the rows of a dataset whose texts mean something like a question")));
    auto arguments = std::make_shared<SearchArguments>();
    command->add_option("dataset", arguments->dataset, context.say(FETTLE_CLI("Dataset")))->required();
    command->add_option("text", arguments->text, context.say(FETTLE_CLI("What to look for, in words of your own")));
    command->add_option("--like", arguments->like, context.say(FETTLE_CLI("Rows like this one instead, by its number, from 1")))
        ->check(CLI::PositiveNumber);
    command->add_option("--model", arguments->model,
                        context.say(FETTLE_CLI("A pretrained or a trained model; otherwise the newest that was trained to match texts of this column, or the first pretrained one")));
    command->add_option("--column", arguments->column, context.say(FETTLE_CLI("The column of texts; otherwise the first")));
    command->add_option("--top", arguments->top, context.say(FETTLE_CLI("How many rows to show")))->check(CLI::Range(1, 256));
    command->add_option("--where", arguments->where, context.say(FETTLE_CLI("COLUMN=VALUE: only rows that have it")));
    command->footer(examples(context, "  fettle-cli search messages \"my card was swallowed\"\n"
                                      "  fettle-cli search messages --like 17 --where intent=refund"));
    command->callback([&context, &exitCode, arguments] { exitCode = runSearch(context, *arguments); });
    addClassify(app, context, exitCode);
}

} // namespace fettle::cli
