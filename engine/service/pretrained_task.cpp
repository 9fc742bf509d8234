// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/pretrained_task.h"

#include <nlohmann/json.hpp>

#include "engine/contract/worker_protocol.h"
#include "engine/hub/fetch.h"
#include "engine/platform/clock.h"
#include "engine/platform/line_channel.h"
#include "engine/platform/process.h"

namespace fettle::service {
namespace {

constexpr std::int64_t kFetchProgressMs = 200;
constexpr int kTaskTimeoutMs = 30'000;

hub::Environment environmentFor(const PretrainedRequest& request)
{
    if (request.environment.empty())
        return platform::environmentVariable;
    return [variables = request.environment](const char* name) -> std::optional<std::string> {
        const auto found = variables.find(name);
        return found == variables.end() ? std::nullopt : std::optional(found->second);
    };
}

Result<nlohmann::json> doTask(const PretrainedTask& task, const hub::FetchObserver& observer)
{
    const platform::SystemClock clock;
    FETTLE_TRY_ASSIGN(const auto settings, hub::readSettings(hub::settingsFile()));
    FETTLE_TRY_ASSIGN(auto choice, hub::networkChoice(task.request, environmentFor(task.request), settings));
    // Whoever wants it to stop ends this process.
    const auto always = [] { return true; };
    hub::HttpClient client(
        std::move(choice),
        {.clock = clock, .pause = [always](std::int64_t ms) { return hub::pauseInLoop(ms, always); }, .goOn = always});
    hub::ModelFetcher fetcher(client, pretrained::libraryFolder());
    if (task.kind == PretrainedTask::Kind::Look) {
        FETTLE_TRY_ASSIGN(const auto offer, fetcher.look(task.request));
        return toJson(offer);
    }
    FETTLE_TRY_ASSIGN(const auto model, fetcher.fetch(task.request, observer));
    return toJson(model);
}

Result<PretrainedTask> readTask()
{
    FETTLE_TRY_ASSIGN(auto input, platform::takeStdin());
    platform::LineReader lines(std::move(input), kMaxLineBytes);
    FETTLE_TRY_ASSIGN(const auto line, lines.next(kTaskTimeoutMs));
    return decodeTask(line.line);
}

} // namespace

std::string encodeTask(const PretrainedTask& task)
{
    return toLine(
        {{"kind", task.kind == PretrainedTask::Kind::Look ? "look" : "fetch"}, {"request", toJson(task.request)}});
}

Result<PretrainedTask> decodeTask(const std::string& line)
{
    FETTLE_TRY_ASSIGN(const auto json, parseJson(line));
    if (!json.is_object() || !json.contains("kind") || !json.contains("request"))
        return makeError("contract.missing_field", {{"field", "request"}});
    PretrainedTask task;
    task.kind = json["kind"] == "fetch" ? PretrainedTask::Kind::Fetch : PretrainedTask::Kind::Look;
    FETTLE_TRY_ASSIGN(task.request, fromJson<PretrainedRequest>(json["request"]));
    return task;
}

int runPretrainedTask()
{
    auto output = platform::takeStdout();
    if (!output)
        return 1;
    platform::LineWriter lines(std::move(output).value());
    const platform::SystemClock clock;
    FetchProgress told;
    std::int64_t toldMs = -kFetchProgressMs;
    const hub::FetchObserver observer = [&](const FetchProgress& progress) {
        const auto now = clock.monotonicMs();
        if (progress.phase == told.phase && progress.file == told.file && now - toldMs < kFetchProgressMs)
            return true;
        told = progress;
        toldMs = now;
        return lines.writeLine(encodeMessage("progress", toJson(progress))).ok();
    };
    const auto task = readTask();
    auto result = task ? doTask(*task, observer) : Result<nlohmann::json>(task.error());
    const auto line = result ? encodeMessage("result", std::move(result).value())
                             : encodeMessage("error", {{"error", toJson(result.error())}});
    return lines.writeLine(line) && result ? 0 : 1;
}

} // namespace fettle::service
