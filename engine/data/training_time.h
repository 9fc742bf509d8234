// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/contract/recipe.h"
#include "engine/data/dataset_reader.h"
#include "engine/data/recommend.h"

namespace fettle::data {

/// What a training goes through.
struct TrainingWork {
    double trainingRows = 0.0;
    double allRows = 0.0;      ///< with those that are evaluated
    double batchSize = 1.0;
    double multiplyAdds = 0.0; ///< of one example's way through the network
    bool hasMedia = false;     ///< texts or pictures, whose batches take time to put together
    FineTuning tuning;         ///< method Auto counts as Full
    bool keepsFeatures = true; ///< where the pretrained part is frozen: what it says of a row is worked out once
};

struct TrainingTime {
    double onceSeconds = 0.0; ///< whatever the number of epochs
    double epochSeconds = 0.0;
};

/// With the dataset's rows; the rest is open.
[[nodiscard]] TrainingWork workOver(const Dataset& dataset);

/// How long a training takes on a machine, roughly: the arithmetic at the pace that its threads sustain, and what every
/// example and step costs besides. The only place that reckons it, for recommendations and for the recipe as it stands.
[[nodiscard]] TrainingTime trainingTime(const TrainingWork& work, const MachineFacts& machine);

} // namespace fettle::data
