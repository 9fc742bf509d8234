// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/training_checks.h"

#include <cmath>

namespace fettle::training {
namespace {

/// Learning rate of what is new (a head, a small change in a large weight's place) beside that of pretrained weights: the
/// same whatever the method is, so that who changes the method need not change the rate.
constexpr double kHeadFactor = 10.0;

} // namespace

Error optionOutOfRange(std::string_view option, Value value, std::string_view expected)
{
    return makeError("training.option_range", {{"option", option}, {"value", std::move(value)}, {"expected", expected}});
}

Result<void> settleTrainingOptions(TrainingOptions& training)
{
    if (!(training.epochs >= 0.0) || !std::isfinite(training.epochs))
        return optionOutOfRange("training.epochs", training.epochs, FETTLE_PHRASE("0 or more"));
    if (training.steps < 0)
        return optionOutOfRange("training.steps", training.steps, FETTLE_PHRASE("0 or more"));
    if (training.batchSize < 0)
        return optionOutOfRange("training.batch_size", training.batchSize, FETTLE_PHRASE("1 or more"));
    if (training.accumulation < 1)
        return optionOutOfRange("training.accumulation", training.accumulation, FETTLE_PHRASE("1 or more"));
    if (training.clipNorm < 0.0 || training.l1 < 0.0)
        return optionOutOfRange("training.clip_norm", training.clipNorm, FETTLE_PHRASE("0 or more"));
    if (training.emaDecay < 0.0 || training.emaDecay >= 1.0)
        return optionOutOfRange("training.ema_decay", training.emaDecay, FETTLE_PHRASE("from 0 to below 1"));
    if (!(training.evaluateEveryEpochs > 0.0))
        return optionOutOfRange("training.evaluate_every_epochs", training.evaluateEveryEpochs, FETTLE_PHRASE("more than 0"));
    if (training.earlyStopping.patience < 1)
        return optionOutOfRange("training.early_stopping.patience", training.earlyStopping.patience, FETTLE_PHRASE("1 or more"));
    if (training.device != "auto" && training.device != "cpu")
        return makeError("training.device_unavailable", {{"device", training.device}});
    training.device = "cpu";
    auto& tuning = training.fineTuning;
    if (tuning.loraRank < 1 || !(tuning.loraAlpha > 0.0))
        return optionOutOfRange("training.fine_tuning.lora_rank", tuning.loraRank, FETTLE_PHRASE("1 or more"));
    if (!(tuning.layerDecay > 0.0) || tuning.layerDecay > 1.0)
        return optionOutOfRange("training.fine_tuning.layer_decay", tuning.layerDecay, FETTLE_PHRASE("more than 0, at most 1"));
    if (tuning.headFactor < 0.0)
        return optionOutOfRange("training.fine_tuning.head_factor", tuning.headFactor, FETTLE_PHRASE("0 or more"));
    if (tuning.method == TuningMethod::Auto)
        tuning.method = tuning.contrastiveSteps > 0 ? TuningMethod::Frozen : TuningMethod::Full;
    if (tuning.contrastiveSteps < 0 || (tuning.contrastiveSteps > 0 && tuning.method != TuningMethod::Frozen))
        return optionOutOfRange("training.fine_tuning.contrastive_steps", tuning.contrastiveSteps, FETTLE_PHRASE("0, or more with the method \"frozen\""));
    // What is new knows nothing yet and must learn faster than what is only adjusted.
    if (tuning.headFactor == 0.0)
        tuning.headFactor = kHeadFactor;
    return {};
}

} // namespace fettle::training
