// SPDX-License-Identifier: GPL-3.0-or-later
// For this room only.
#pragma once

#include "engine/store/job_queue.h"
#include "engine/store/rows.h"

namespace fettle::store {

/// A job with what the queue keeps beside it.
struct JobQueue::Kept {
    Job job;
    JobKeeping keeping;
};

} // namespace fettle::store
