// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include "engine/data/model_fit.h"

namespace fettle::test {
namespace {

PretrainedModel baseModel()
{
    PretrainedModel model;
    model.parameterCount = 110'000'000;
    model.network.hiddenSize = 768;
    model.network.innerSize = 3072;
    model.network.layers = 12;
    model.network.positions = 512;
    return model;
}

} // namespace

TEST_CASE("each way to train a pretrained model takes its memory and time")
{
    data::MachineFacts machine;
    machine.threads = 2;
    const auto fits = data::trainingFits(baseModel(), machine);
    REQUIRE_EQ(fits.size(), 3u);
    CHECK_EQ(fits[0].method, TuningMethod::Full);
    CHECK_EQ(fits[1].method, TuningMethod::Lora);
    CHECK_EQ(fits[2].method, TuningMethod::Frozen);
    CHECK_GT(fits[0].memoryBytes, fits[1].memoryBytes + 1'000'000'000); // gradients and moments of 110 million weights
    CHECK_GT(fits[1].memoryBytes, fits[2].memoryBytes);                 // which keeps nothing for a way back
    CHECK_GT(fits[0].seconds, fits[1].seconds);
    CHECK_GT(fits[1].seconds, fits[2].seconds);
    CHECK_GT(fits[2].seconds, 0.0);

    machine.memoryBytes = fits[1].memoryBytes + 1;
    const auto small = data::trainingFits(baseModel(), machine);
    CHECK_EQ(small[0].fit, MemoryFit::TooLarge);
    CHECK_EQ(small[1].fit, MemoryFit::Tight);
    machine.memoryBytes = 2 * fits[0].memoryBytes;
    for (const auto& fit : data::trainingFits(baseModel(), machine))
        CHECK_EQ(fit.fit, MemoryFit::Fits);
    machine.memoryBytes = 0; // nobody knows
    CHECK_EQ(data::trainingFits(baseModel(), machine)[0].fit, MemoryFit::Fits);
}

TEST_CASE("rounds over many texts are few, and those of a last layer alone are many")
{
    for (const auto method : {TuningMethod::Full, TuningMethod::Lora}) {
        CHECK_EQ(data::pretrainedEpochs(method, 1.0), 20.0);
        CHECK_EQ(data::pretrainedEpochs(method, 3000.0), 10.0);
        CHECK_EQ(data::pretrainedEpochs(method, 1e6), 3.0);
    }
    CHECK_EQ(data::pretrainedEpochs(TuningMethod::Frozen, 1.0), 400.0);
    CHECK_EQ(data::pretrainedEpochs(TuningMethod::Frozen, 300.0), 200.0);
    CHECK_EQ(data::pretrainedEpochs(TuningMethod::Frozen, 1e6), 120.0);
}

} // namespace fettle::test
