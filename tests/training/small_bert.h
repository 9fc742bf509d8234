// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/pretrained_models.h"
#include "tests/training/training_fixture.h"

namespace fettle::test {

/// Trains the small BERT on messages, in a way that learns something within seconds.
struct TuningFixture : SmallBert {
    TrainRequest request(TuningMethod method) const { return requestOver(importMessages(folder), method); }
    TrainRequest requestOver(const std::string& manifestPath, TuningMethod method) const
    {
        auto made = trainRequest(folder, manifestPath);
        made.recipe.networks["model"].fromTemplate = {"bert", {{"model", "small"}}};
        made.recipe.training.epochs = method == TuningMethod::Frozen ? 40 : 4;
        made.recipe.training.batchSize = 16;
        made.recipe.training.fineTuning.method = method;
        made.recipe.training.fineTuning.loraRank = 2;
        Objective objective;
        objective.optimizer = {"adamw", {{"lr", method == TuningMethod::Frozen ? 0.003 : method == TuningMethod::Lora ? 0.0002 : 0.002}}};
        made.recipe.objectives = {objective};
        return made;
    }
};

} // namespace fettle::test
