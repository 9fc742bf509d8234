// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace fettle::training {

/// How a training divides the cores that it was given.
struct ThreadPlan {
    std::int64_t total = 1;    ///< stored in the run; fixed for its life
    std::int64_t compute = 1;  ///< torch's intra-op threads: what bit-exactness depends on
    std::int64_t pipeline = 0; ///< threads that prepare batches; 0: batches are gathered in the step's own thread
};

/// `wanted` threads, or (0) as many as a training takes by itself: physical cores minus one from four cores up, so that
/// the screen stays alive, else all. The supervisor and whoever else execs a worker sets OMP_NUM_THREADS to this.
[[nodiscard]] std::int64_t resolveThreads(std::int64_t wanted);

/// From four threads up the pipeline's threads count among the total; below that a core is too dear to give away for
/// work that mostly waits. The split depends on the numbers alone, so that a resumed run computes alike.
[[nodiscard]] ThreadPlan planThreads(std::int64_t total, bool preparesOnTheFly);

/// Sets torch's threads; before the first operation.
void applyThreads(const ThreadPlan& plan);

} // namespace fettle::training
