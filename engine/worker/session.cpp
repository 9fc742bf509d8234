// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/worker/session.h"

#include <nlohmann/json.hpp>
#include <torch/version.h>

#include "engine/contract/client_protocol.h"
#include "engine/platform/process.h"
#include "engine/worker/inbox.h"
#include "engine/worker/interactive.h"
#include "engine/worker/job_runner.h"
#include "engine/worker/message_writer.h"

namespace fettle::worker {
namespace {

/// A running job's messages, as protocol lines.
class ProtocolSink final : public JobSink {
public:
    ProtocolSink(MessageWriter& writer, const Inbox& inbox) : m_writer(writer), m_inbox(inbox) {}

    void metrics(const MetricBatch& batch) override { m_writer.sendMetrics(batch); }
    void progress(const Progress& progress) override { m_writer.send("progress", toJson(progress)); }
    void checkpoint(const CheckpointInfo& info) override { m_writer.send("checkpoint", toJson(info)); }
    void artifact(const ArtifactInfo& info) override { m_writer.send("artifact", toJson(info)); }
    void note(const Note& note) override { m_writer.send("note", toJson(note)); }
    void resolvedRecipe(const Recipe& recipe) override { m_writer.send("recipe", {{"recipe", toJson(recipe)}}); }
    [[nodiscard]] std::optional<StopMode> stopRequested() override { return m_inbox.stopRequested(); }
    [[nodiscard]] bool cancelled() const override { return m_inbox.stopRequested().has_value(); }

private:
    MessageWriter& m_writer;
    const Inbox& m_inbox;
};

void greet(MessageWriter& writer, const std::string& buildTag)
{
    WorkerHello hello;
    hello.version = kFettleVersion;
    hello.buildTag = buildTag;
    hello.pid = platform::ownProcessId();
    hello.startTime = platform::ownProcessStart();
    hello.torchVersion = TORCH_VERSION;
    writer.send("hello", toJson(hello));
}

void answer(const WorkerRequest& request, Interactive& interactive, Inbox& inbox, MessageWriter& writer)
{
    WorkerResponse response;
    response.id = request.id;
    const auto cancelled = [&inbox, &request] { return inbox.isCancelled(request.id); };
    if (cancelled()) {
        response.error = makeError("worker.cancelled");
    } else {
        auto result = guarded([&] { return interactive.answer(request.method, request.params, cancelled); });
        if (!result.ok())
            response.error = result.error();
        else if (cancelled())
            response.error = makeError("worker.superseded");
        else
            response.result = std::move(result).value();
    }
    inbox.answered(request);
    writer.send("response", toJson(response));
}

} // namespace

int runSession(platform::FileDescriptor in, platform::FileDescriptor out, const Registry& registry,
               const platform::StopSignals* signals, const SessionOptions& options)
{
    MessageWriter writer(std::move(out));
    greet(writer, options.buildTag);
    Inbox inbox(platform::LineReader(std::move(in), kMaxLineBytes), writer, signals);
    Interactive interactive(registry, options.buildTag);
    ProtocolSink sink(writer, inbox);
    while (auto item = inbox.next()) {
        if (const auto* request = std::get_if<WorkerRequest>(&*item)) {
            answer(*request, interactive, inbox, writer);
            continue;
        }
        const auto outcome = runJob(std::get<JobAssignment>(*item), registry, sink);
        inbox.jobEnded();
        writer.send("finished", toJson(outcome));
        // A failed job may have left memory or threads behind: its worker is not used again.
        if (!options.interactive || outcome.state == JobState::Failed)
            break;
    }
    writer.flush();
    return 0;
}

} // namespace fettle::worker
