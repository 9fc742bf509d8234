// SPDX-License-Identifier: GPL-3.0-or-later
// What the queue should look like after a change, worked out a second time and more simply than the engine does.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "engine/contract/job.h"

namespace fettle::test {

/// What a change of the queue may touch of a job.
struct JobPicture {
    JobState state = JobState::Queued;
    std::int64_t priority = 0;
    double position = 0.0;
    std::optional<StopMode> wish;
    bool started = false; ///< at some time
    std::string clonedFrom;
    std::string dependsOn;     ///< at most one here
    std::string failedBecause; ///< the job that it failed with
    friend bool operator==(const JobPicture&, const JobPicture&) = default;
};
/// Jobs by id.
using QueuePicture = std::map<std::string, JobPicture>;

[[nodiscard]] JobPicture pictureOf(const Job& job);
[[nodiscard]] std::string describe(const QueuePicture& picture);

struct QueueChange {
    enum class Kind { MoveBefore, MoveAfter, Prioritise, Pause, Resume, StopSaving, Discard, Retry, Clone, Refused };
    Kind kind = Kind::Pause;
    std::string job;
    std::string other; ///< of a move
    std::int64_t priority = 0;
};

/// A change that is possible now (or, seldom, one that is refused); nothing ever happens to `busy`, which runs.
[[nodiscard]] QueueChange anyChange(const QueuePicture& picture, const std::string& busy, std::mt19937& random);
[[nodiscard]] std::string describe(const QueueChange& change);
/// jobs.move and the like, and its parameters.
[[nodiscard]] std::pair<std::string, ValueMap> requestFor(const QueueChange& change);

/// The name of a job that a clone makes, until it is known.
inline constexpr const char* kUnknownJob = "?";
/// The picture after the change.
[[nodiscard]] QueuePicture changed(QueuePicture picture, const QueueChange& change);
/// The waiting jobs in the order in which they would run.
[[nodiscard]] std::vector<std::string> waitingOrder(const QueuePicture& picture);

} // namespace fettle::test
