// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/contract/job_fields.h"

namespace fettle {

FETTLE_JSON(Job)

bool isLegalTransition(JobState from, JobState to)
{
    using enum JobState;
    switch (from) {
    case Queued: return to == Running || to == Paused || to == Stopped || to == Failed;
    case Running: return to != Queued && to != Running && to != Stopped;
    case Pausing: return to == Paused || to == Stopping || to == Completed || to == Failed || to == Interrupted;
    case Paused: return to == Queued || to == Stopped;
    case Stopping: return to == Stopped || to == Completed || to == Failed || to == Interrupted;
    case Interrupted: return to == Queued || to == Running || to == Paused || to == Stopped || to == Failed;
    case Failed: return to == Queued; // retry
    case Stopped:
    case Completed: return false;
    }
    return false;
}

bool isFinal(JobState state)
{
    return state == JobState::Stopped || state == JobState::Completed || state == JobState::Failed;
}

bool isHeld(JobState state)
{
    return state == JobState::Running || state == JobState::Pausing || state == JobState::Stopping;
}
} // namespace fettle
