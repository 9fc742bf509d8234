// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/contract/enum_text.h"
#include "engine/contract/json.h"
#include "engine/contract/value.h"

namespace fettle {

enum class JobKind { Import, Train, Evaluate, Predict, Export, Embed };

/// Stopped means discarded; stop-and-save ends in Completed. Interrupted: the program went away while it ran; it is
/// taken up again by itself.
enum class JobState {
    Queued, Running, Pausing, Paused, Stopping, Stopped, Completed, Failed, Interrupted
};

/// How a running job is asked to end. All but Discard write a checkpoint first.
enum class StopMode { Pause, Save, Discard };

/// The one place that says which changes of state are legal.
[[nodiscard]] bool isLegalTransition(JobState from, JobState to);
/// Stopped, Completed, Failed.
[[nodiscard]] bool isFinal(JobState state);
/// Running, Pausing, Stopping: a worker holds it.
[[nodiscard]] bool isHeld(JobState state);

/// A row of the queue. `request` is the kind's request struct as a value (ImportRequest, TrainRequest, …).
struct Job {
    std::string id;
    JobKind kind = JobKind::Train;
    JobState state = JobState::Queued;
    std::string project;
    std::string title;
    std::string run;       ///< train and evaluate: the run it writes
    std::string dataset;   ///< import: the dataset it makes
    Value request;
    std::int64_t priority = 0; ///< higher first
    double position = 0.0;     ///< then lower first; reordering writes it
    std::vector<std::string> dependsOn;
    std::int64_t attempts = 0;
    std::int64_t maxAttempts = 3;
    std::optional<StopMode> stopRequested;
    std::string reason;        ///< completed: "finished", "stopped_by_user", "early_stopped", "time_limit"
    std::optional<Error> error;
    std::string clonedFrom;
    Value result;              ///< the kind's result struct as a value
    double progress = 0.0;     ///< 0 … 1: of a training its steps, else of the phase
    std::string phase;
    double secondsLeft = -1.0; ///< −1: unknown
    std::string createdUtc;
    std::string startedUtc;
    std::string finishedUtc;
    friend bool operator==(const Job&, const Job&) = default;
};

[[nodiscard]] nlohmann::json toJson(const Job& value);

} // namespace fettle

FETTLE_ENUM_TEXT(fettle::JobKind, {Import, "import"}, {Train, "train"}, {Evaluate, "evaluate"}, {Predict, "predict"},
                 {Export, "export"}, {Embed, "embed"});
FETTLE_ENUM_TEXT(fettle::JobState, {Queued, "queued"}, {Running, "running"}, {Pausing, "pausing"},
                 {Paused, "paused"}, {Stopping, "stopping"}, {Stopped, "stopped"}, {Completed, "completed"},
                 {Failed, "failed"}, {Interrupted, "interrupted"});
FETTLE_ENUM_TEXT(fettle::StopMode, {Pause, "pause"}, {Save, "save"}, {Discard, "discard"});
