// SPDX-License-Identifier: GPL-3.0-or-later
// A worker without LibTorch that speaks worker_protocol.h and does what its request says, for tests of the supervisor,
// the client and the terminal. A train request carries its orders in recipe.dataset.options.fake, an import request in
// options.fake:
//   steps (50)  step_ms (0)  checkpoint_every (10)  points_per_step (1)
//   die_at: [steps]        ends by `signal` (9; 0: exit code 3) once at each of these steps
//   always_die_at: step    ends there every time
//   hang_at: step          stops answering, also to stop
//   rubbish_at, huge_line_at, nan_at: step
//   flood: points          sends so many metric points at full speed and completes
//   fail: error code       a failed outcome
//   memory_short: true     a failed outcome that says a retry would change something, until the micro-batch is set
// Interactive methods: echo, sleep {ms}, crash, hang, huge, rubbish, unexpected, pid, catalog, and canned ones.
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <limits>
#include <thread>

#include <nlohmann/json.hpp>

#include "engine/contract/client_protocol.h"
#include "engine/contract/dataset.h"
#include "engine/contract/worker_protocol.h"
#include "engine/documents/manifest_document.h"
#include "engine/platform/clock.h"
#include "engine/platform/files.h"
#include "engine/platform/hash.h"
#include "engine/platform/line_channel.h"
#include "engine/platform/process.h"

using namespace fettle;
using platform::Path;

namespace {

class FakeWorker {
public:
    FakeWorker(platform::FileDescriptor in, platform::FileDescriptor out)
        : m_in(std::move(in), kMaxLineBytes), m_out(std::move(out))
    {
    }

    int run(bool interactive)
    {
        WorkerHello hello;
        hello.version = kFettleVersion;
        hello.buildTag = "fake";
        hello.pid = platform::ownProcessId();
        hello.startTime = platform::ownProcessStart();
        send("hello", toJson(hello));
        while (true) {
            auto event = m_in.next(-1);
            if (!event || event->kind == platform::LineEvent::Kind::EndOfStream)
                return 0;
            if (event->kind != platform::LineEvent::Kind::Line)
                continue;
            const auto json = parseJson(event->line);
            if (!json)
                continue;
            const std::string type = json->value("type", "");
            if (type == "exit")
                return 0;
            if (type == "request") {
                if (const auto request = fromJson<WorkerRequest>(*json))
                    answer(*request);
            } else if (type == "job") {
                if (const auto job = fromJson<JobAssignment>(*json))
                    runJob(*job);
                if (!interactive)
                    return 0;
            }
        }
    }

private:
    void send(std::string_view type, nlohmann::json body) { sendLine(encodeMessage(type, std::move(body))); }
    void sendLine(const std::string& line) { static_cast<void>(m_out.writeLine(line)); }

    [[noreturn]] static void die(const Value& orders)
    {
        const auto number = orders.at("signal").asInteger(SIGKILL);
        if (number == 0)
            std::_Exit(3);
        // A sanitizer catches signals to report them; a worker that dies of one just dies.
        std::signal(static_cast<int>(number), SIG_DFL);
        std::raise(static_cast<int>(number));
        std::_Exit(4);
    }

    /// What came on stdin since the last look.
    void look()
    {
        while (true) {
            auto event = m_in.next(0);
            if (!event || event->kind == platform::LineEvent::Kind::EndOfStream) {
                m_stop = m_stop.value_or(StopMode::Pause);
                return;
            }
            if (event->kind != platform::LineEvent::Kind::Line)
                return;
            if (const auto json = parseJson(event->line); json && json->value("type", "") == "stop")
                m_stop = fromText<StopMode>(json->value("mode", ""));
        }
    }

    void finish(const JobAssignment& job, JobState state, const std::string& reason, Value result = {},
                std::optional<Error> error = {})
    {
        JobOutcome outcome{job.job, job.fence, state, reason, std::move(result), std::move(error), false};
        send("finished", toJson(outcome));
    }

    void runJob(const JobAssignment& job)
    {
        m_stop.reset();
        if (job.kind == JobKind::Import)
            import(job);
        else if (job.kind == JobKind::Train)
            train(job);
        else
            finish(job, JobState::Completed, "finished", ValueMap{{"count", 0}});
    }

    void import(const JobAssignment& job)
    {
        const auto request = fromValue<ImportRequest>(job.request);
        const Value orders = job.request.at("options").at("fake");
        const auto steps = orders.at("steps").asInteger(3);
        for (std::int64_t step = 1; step <= steps; ++step) {
            Progress progress;
            progress.phase = "reading";
            progress.done = static_cast<double>(step);
            progress.total = static_cast<double>(steps);
            send("progress", toJson(progress));
            std::this_thread::sleep_for(std::chrono::milliseconds(orders.at("step_ms").asInteger(0)));
            if (orders.at("always_die_at").asInteger(-1) == step)
                die(orders);
            look();
            if (m_stop)
                return finish(job, *m_stop == StopMode::Pause ? JobState::Paused : JobState::Stopped, "stopped_by_user");
        }
        if (orders.at("fail").isText())
            return finish(job, JobState::Failed, "failed", {}, makeError(orders.at("fail").asText(), {{"path", "x"}}));
        DatasetManifest manifest;
        manifest.name = request->name;
        manifest.rowCount = 7;
        manifest.id = platform::sha256Hex(job.job);
        manifest.createdUtc = platform::nowUtc();
        manifest.source = request->paths;
        const Path folder = platform::fromUtf8(request->datasetFolder) / "versions" / manifest.id;
        std::filesystem::create_directories(folder);
        const Path file = folder / "dataset.yaml";
        static_cast<void>(platform::writeFileDurably(file, documents::writeManifest(manifest)));
        finish(job, JobState::Completed, "finished",
               ValueMap{{"manifest", toValue(manifest)}, {"manifest_path", platform::toUtf8(file)}});
    }

    static double lossAt(std::int64_t step) { return 2.0 / static_cast<double>(step) + 0.001 * std::sin(static_cast<double>(step)); }

    /// A folder that appears whole, as a real checkpoint does.
    void checkpoint(const TrainRequest& request, std::int64_t step, const char* reason)
    {
        char name[32];
        std::snprintf(name, sizeof name, "%012lld", static_cast<long long>(step));
        const Path folder = platform::fromUtf8(request.runFolder) / "checkpoints";
        std::filesystem::create_directories(folder / (std::string(".") + name));
        std::ofstream(folder / (std::string(".") + name) / "state") << step;
        std::error_code ignored;
        std::filesystem::remove_all(folder / name, ignored);
        std::filesystem::rename(folder / (std::string(".") + name), folder / name);
        CheckpointInfo info;
        info.run = request.run;
        info.path = std::string("checkpoints/") + name;
        info.step = step;
        info.reason = reason;
        info.sizeBytes = 8;
        send("checkpoint", toJson(info));
    }

    static std::int64_t newestCheckpoint(const TrainRequest& request)
    {
        std::int64_t newest = 0;
        const Path folder = platform::fromUtf8(request.runFolder) / "checkpoints";
        std::error_code ignored;
        for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
            const auto step = std::atoll(entry.path().filename().c_str());
            if (step <= request.lastStep)
                newest = std::max<std::int64_t>(newest, step);
        }
        return newest;
    }

    /// True the first time it is asked for this run.
    static bool firstTime(const TrainRequest& request, const std::string& what)
    {
        const Path file = platform::fromUtf8(request.runFolder) / ("fake-" + what);
        if (std::filesystem::exists(file))
            return false;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file) << 1;
        return true;
    }

    void misbehave(const TrainRequest& request, const Value& orders, std::int64_t step)
    {
        for (const auto& when : orders.at("die_at").asList())
            if (when.asInteger() == step && firstTime(request, "died-" + std::to_string(step)))
                die(orders);
        if (orders.at("always_die_at").asInteger(-1) == step)
            die(orders);
        if (orders.at("rubbish_at").asInteger(-1) == step) {
            sendLine("this is no message");
            sendLine("\xff\xfe{\"type\":\"metrics\"");
            sendLine("[1,2,3]");
            std::fputs("a library printed this\n", stderr);
        }
        if (orders.at("huge_line_at").asInteger(-1) == step)
            sendLine(std::string(kMaxLineBytes + 10, 'x'));
        if (orders.at("hang_at").asInteger(-1) == step)
            while (true)
                std::this_thread::sleep_for(std::chrono::hours(1));
    }

    void flood(const TrainRequest& request, std::int64_t count)
    {
        MetricBatch batch;
        batch.run = request.run;
        batch.series = {{"train/loss", {}, {}}, {"learning_rate", {}, {}}};
        std::int64_t step = 0;
        for (std::int64_t sent = 0; sent < count;) {
            for (auto& series : batch.series) {
                series.steps.clear();
                series.values.clear();
            }
            for (int i = 0; i < 500 && sent < count; ++i, sent += 2) {
                ++step;
                for (auto& series : batch.series) {
                    series.steps.push_back(step);
                    series.values.push_back(lossAt(step));
                }
            }
            send("metrics", toJson(batch));
        }
    }

    void train(const JobAssignment& job)
    {
        auto request = fromValue<TrainRequest>(job.request);
        if (!request)
            return finish(job, JobState::Failed, "failed", {}, request.error());
        const auto& options = request->recipe.dataset.options;
        const Value orders = options.contains("fake") ? options.at("fake") : Value(ValueMap{});
        send("recipe", {{"recipe", toJson(request->recipe)}});
        if (orders.at("fail").isText())
            return finish(job, JobState::Failed, "failed", {}, makeError(orders.at("fail").asText()));
        if (orders.at("memory_short").asBoolean() && request->microBatchSize == 0) {
            JobOutcome outcome{job.job, job.fence, JobState::Failed, "failed", {}, makeError("worker.out_of_memory"), true};
            return send("finished", toJson(outcome));
        }
        if (orders.at("flood").asInteger() > 0) {
            flood(*request, orders.at("flood").asInteger());
            return complete(job, *request, 0, "finished");
        }
        const auto steps = orders.at("steps").asInteger(50);
        const auto every = orders.at("checkpoint_every").asInteger(10);
        const auto first = request->resume ? newestCheckpoint(*request) : 0;
        for (std::int64_t step = first + 1; step <= steps; ++step) {
            misbehave(*request, orders, step);
            MetricBatch batch;
            batch.run = request->run;
            const double loss = orders.at("nan_at").asInteger(-1) == step ? std::numeric_limits<double>::quiet_NaN() : lossAt(step);
            batch.series = {{"train/loss", {step}, {loss}}};
            send("metrics", toJson(batch));
            Progress progress;
            progress.phase = "training";
            progress.done = static_cast<double>(step);
            progress.total = static_cast<double>(steps);
            send("progress", toJson(progress));
            if (every > 0 && step % every == 0)
                checkpoint(*request, step, "time");
            if (const auto ms = orders.at("step_ms").asInteger(0); ms > 0)
                std::this_thread::sleep_for(std::chrono::milliseconds(ms));
            look();
            if (m_stop == StopMode::Discard)
                return finish(job, JobState::Stopped, "stopped_by_user");
            if (m_stop == StopMode::Pause) {
                checkpoint(*request, step, "pause");
                return finish(job, JobState::Paused, "paused_by_user");
            }
            if (m_stop == StopMode::Save)
                return complete(job, *request, step, "stopped_by_user");
        }
        complete(job, *request, steps, "finished");
    }

    void complete(const JobAssignment& job, const TrainRequest& request, std::int64_t steps, const std::string& reason)
    {
        ModelManifest model;
        model.id = platform::fromUtf8(request.modelFolder).filename();
        model.name = request.recipe.name;
        model.run = request.run;
        model.createdUtc = platform::nowUtc();
        model.metrics["test"]["accuracy"] = 0.75;
        model.task = request.recipe.task;
        model.inputs = request.recipe.inputs;
        model.targets = request.recipe.targets;
        const Path folder = platform::fromUtf8(request.modelFolder);
        std::filesystem::create_directories(folder);
        static_cast<void>(platform::writeFileDurably(folder / "model.yaml", documents::writeModelManifest(model)));
        TrainResult result;
        result.run = request.run;
        result.modelFolder = request.modelFolder;
        result.reason = reason;
        result.metrics = model.metrics;
        result.primaryMetric = "accuracy";
        result.steps = steps;
        finish(job, JobState::Completed, reason, toValue(result));
    }

    void answer(const WorkerRequest& request)
    {
        WorkerResponse response;
        response.id = request.id;
        if (request.method == "echo" || request.method == "predict") {
            response.result = request.params;
        } else if (request.method == "sleep") {
            std::this_thread::sleep_for(std::chrono::milliseconds(request.params.at("ms").asInteger(100)));
            response.result = "slept";
        } else if (request.method == "crash") {
            std::raise(SIGSEGV);
        } else if (request.method == "hang") {
            while (true)
                std::this_thread::sleep_for(std::chrono::hours(1));
        } else if (request.method == "huge") {
            sendLine(std::string(kMaxLineBytes + 10, 'x'));
            response.result = "after the huge line";
        } else if (request.method == "rubbish") {
            sendLine("rubbish \xff\xfe");
            response.result = "after the rubbish";
        } else if (request.method == "unexpected") {
            response.error = makeError("worker.unexpected", {{"what", "on purpose"}});
        } else if (request.method == "pid") {
            response.result = platform::ownProcessId();
        } else if (request.method == "catalog") {
            response.result = ValueMap{{"build_tag", "fake"}, {"components", ValueList{}}};
        } else {
            response.error = makeError("worker.unknown_method", {{"method", request.method}});
        }
        send("response", toJson(response));
    }

    platform::LineReader m_in;
    platform::LineWriter m_out;
    std::optional<StopMode> m_stop;
};

} // namespace

int main(int argc, char** argv)
{
    platform::ignoreBrokenPipes();
    auto in = platform::duplicateDescriptor(0);
    auto out = platform::takeStdout();
    if (!in || !out)
        return 2;
    // As a library of the real worker would: it must not reach the protocol.
    std::cout << "a library greets on stdout" << std::endl;
    FakeWorker worker(std::move(in).value(), std::move(out).value());
    return worker.run(argc > 1 && std::string(argv[1]) == "--interactive");
}
