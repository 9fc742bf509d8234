// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/client/engine_starter.h"

#include <nlohmann/json.hpp>

#include "engine/contract/json.h"
#include "engine/platform/process.h"
#include "engine/platform/workspace_socket.h"

namespace fettle::client {
namespace {

platform::Path findEngine(const platform::Path& program)
{
    if (!program.empty())
        return program;
    if (const auto named = platform::environmentVariable("FETTLE_ENGINE"); named && !named->empty())
        return platform::Path(*named);
    return platform::executableFolder() / "fettle-engine";
}

} // namespace

platform::Path engineLogPath(const platform::Path& workspace)
{
    auto path = platform::workspaceSocketPath(workspace);
    return path.replace_extension(".log");
}

void EngineStarter::start(const platform::Path& program, const platform::Path& workspace)
{
    const auto path = findEngine(program);
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) {
        Q_EMIT failed(makeError("client.engine_not_found", {{"path", platform::toUtf8(path)}}));
        return;
    }
    m_log = engineLogPath(workspace);
    if (auto made = platform::makePrivateFolder(m_log.parent_path()); !made) {
        Q_EMIT failed(made.error());
        return;
    }
    platform::ChildOptions options;
    options.program = path;
    options.arguments = {"--workspace", workspace.native(), "--detach"};
    options.output = platform::ChildOptions::Stream::Pipe;
    options.errors = platform::ChildOptions::Stream::File;
    options.streamFile = m_log;
    auto process = platform::ChildProcess::spawn(options);
    if (!process) {
        Q_EMIT failed(process.error());
        return;
    }
    m_process.emplace(std::move(process).value());
    m_reader.emplace(m_process->takeOutput(), kMaxLineBytes);
    m_notifier = std::make_unique<QSocketNotifier>(m_reader->descriptor(), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &EngineStarter::readAnnouncement);
}

void EngineStarter::readAnnouncement()
{
    auto event = m_reader->next(0);
    if (event && event->kind == platform::LineEvent::Kind::TimedOut)
        return;
    m_notifier->setEnabled(false);
    // The short-lived process that detached the supervisor; it has ended or is about to.
    const auto notStarted = makeError("client.engine_not_started", {{"log", platform::toUtf8(m_log)}});
    if (!event || event->kind != platform::LineEvent::Kind::Line) {
        Q_EMIT failed(notStarted);
        return;
    }
    const auto json = parseJson(event->line);
    if (json && json->is_object() && json->value("type", "") == "ready")
        Q_EMIT ready();
    else if (json && json->is_object() && json->contains("error"))
        Q_EMIT failed(errorFromJson((*json)["error"]));
    else
        Q_EMIT failed(notStarted);
}

} // namespace fettle::client
