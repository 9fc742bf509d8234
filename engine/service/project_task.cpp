// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/project_task.h"

#include <nlohmann/json.hpp>

#include "engine/contract/worker_protocol.h"
#include "engine/platform/clock.h"
#include "engine/platform/files.h"
#include "engine/platform/line_channel.h"
#include "engine/platform/process.h"
#include "engine/service/project_archive.h"

namespace fettle::service {
namespace {

constexpr std::int64_t kTaskProgressMs = 200;

Result<nlohmann::json> packTask(const ProjectTask& task, const ArchiveProgress& progress)
{
    FETTLE_TRY_ASSIGN(const auto reader, store::Reader::open(task.workspace / "fettle.db"));
    const auto scratch = packingScratch(task.workspace, platform::ownProcessId());
    static_cast<void>(platform::removeTree(scratch)); // of a process that had the number before
    FETTLE_TRY(platform::makePrivateFolder(scratch));
    auto gathered = gatherProject(task.workspace, reader, task.project, scratch);
    const auto packed = gathered ? packProject(*gathered, task.file, progress) : Result<void>(gathered.error());
    static_cast<void>(platform::removeTree(scratch));
    FETTLE_TRY(packed);
    const auto& document = gathered->document;
    std::error_code ignored;
    std::string bases;
    for (const auto& title : gathered->basesLeftOut)
        bases += (bases.empty() ? "" : ", ") + title;
    return nlohmann::json{{"size_bytes", std::filesystem::file_size(task.file, ignored)},
                          {"datasets", document.rows.datasets.size()},
                          {"runs", document.rows.runs.size()},
                          {"models", document.rows.models.size()},
                          {"runs_left_out", document.runsLeftOut},
                          {"bases_left_out", bases}};
}

Result<nlohmann::json> unpackTask(const ProjectTask& task, const ArchiveProgress& progress)
{
    FETTLE_TRY_ASSIGN(const auto document, unpackProject(task.file, task.folder, progress));
    return nlohmann::json{{"runs", document.rows.runs.size()}};
}

} // namespace

platform::Path packingScratch(const platform::Path& workspace, platform::ProcessId process)
{
    return workspace / "cache" / ("project-" + std::to_string(process));
}

int runProjectTask(const ProjectTask& task)
{
    auto output = platform::takeStdout();
    if (!output)
        return 1;
    platform::LineWriter lines(std::move(output).value());
    const platform::SystemClock clock;
    std::int64_t told = clock.monotonicMs();
    const ArchiveProgress progress = [&](std::uint64_t done, std::uint64_t total) {
        const auto now = clock.monotonicMs();
        if (now - told < kTaskProgressMs)
            return;
        told = now;
        static_cast<void>(lines.writeLine(encodeMessage("progress", {{"done", done}, {"total", total}})));
    };
    auto result = task.kind == ProjectTask::Kind::Pack ? packTask(task, progress) : unpackTask(task, progress);
    const auto line = result ? encodeMessage("result", std::move(result).value())
                             : encodeMessage("error", {{"error", toJson(result.error())}});
    return lines.writeLine(line) && result ? 0 : 1;
}

} // namespace fettle::service
