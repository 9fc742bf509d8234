// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <utility>

#include "engine/platform/clock.h"
#include "engine/store/reader.h"
#include "engine/store/writer.h"
#include "tests/support/temporary_folder.h"

namespace fettle::test {

/// A value that must be there; the message is the error.
template <class T> T must(Result<T> result)
{
    REQUIRE_MESSAGE(result.ok(), toLogLine(result.error()));
    return std::move(result).value();
}
inline void must(const Result<void>& result) { REQUIRE_MESSAGE(result.ok(), toLogLine(result.error())); }
template <class T> std::string codeOf(const Result<T>& result) { return result.ok() ? "ok" : result.error().code; }

/// A database in a folder of its own, with a clock that tests move.
struct Store {
    TemporaryFolder folder;
    platform::ManualClock clock;
    std::optional<store::Writer> writer;

    Store() { reopen(); }
    [[nodiscard]] platform::Path path() const { return folder.path() / "fettle.db"; }
    void reopen()
    {
        writer.reset();
        writer.emplace(must(store::Writer::open(path(), clock)));
    }
    [[nodiscard]] store::JobQueue& queue() { return writer->queue(); }
    [[nodiscard]] store::Reader reader() const { return must(store::Reader::open(path())); }
    [[nodiscard]] std::string newRun() { return must(writer->runs().create({})).id; }
    [[nodiscard]] Job submit(const std::string& title, JobKind kind = JobKind::Train, std::int64_t priority = 0,
                             std::vector<std::string> dependsOn = {})
    {
        store::NewJob job;
        job.title = title;
        job.kind = kind;
        job.priority = priority;
        job.dependsOn = std::move(dependsOn);
        return must(queue().submit(job));
    }
    [[nodiscard]] std::optional<store::Claim> claim(store::SlotLimits limits = {})
    {
        return must(queue().claim(limits, 15'000));
    }
    bool finish(const store::Claim& claim, JobState state = JobState::Completed, std::optional<Error> error = {})
    {
        JobOutcome outcome;
        outcome.job = claim.job.id;
        outcome.fence = claim.fence;
        outcome.state = state;
        outcome.reason = "finished";
        outcome.error = std::move(error);
        return must(queue().finish(outcome));
    }
    [[nodiscard]] Job job(const std::string& id) const { return must(reader().job(id)); }
};

/// Points first, first + 1, … with values that look like a loss.
[[nodiscard]] inline MetricBatch lossPoints(const std::string& run, std::int64_t first, std::int64_t count,
                                            const std::string& series = "train/loss")
{
    MetricBatch batch{.run = run, .series = {{.series = series, .steps = {}, .values = {}}}};
    for (std::int64_t i = first; i < first + count; ++i) {
        batch.series[0].steps.push_back(i);
        batch.series[0].values.push_back(1.0 / (1.0 + 0.37 * static_cast<double>(i)));
    }
    return batch;
}

} // namespace fettle::test
