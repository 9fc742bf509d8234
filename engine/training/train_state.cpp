// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/train_state.h"

#include <nlohmann/json.hpp>

#include "engine/contract/json.h"

namespace fettle::training {

Value TrainState::toValue() const
{
    ValueList noteList;
    for (const auto& note : notes)
        noteList.push_back(valueFromJson(toJson(note)));
    return ValueMap{{"step", step}, {"epoch", position.epoch}, {"batch", position.batch},
                    {"micro_batch_size", microBatchSize}, {"best_metric", bestMetric}, {"best_step", bestStep},
                    {"bad_evaluations", badEvaluations}, {"loss_sum", lossSum}, {"loss_count", lossCount},
                    {"prepare_seconds", prepareSeconds}, {"train_seconds", trainSeconds},
                    {"evaluate_seconds", evaluateSeconds}, {"checkpoint_seconds", checkpointSeconds}, {"examples", examples},
                    {"recomputes_blocks", recomputesBlocks}, {"end_reason", endReason}, {"notes", noteList}};
}

TrainState TrainState::fromValue(const Value& value)
{
    TrainState state;
    state.step = value.at("step").asInteger();
    state.position = {value.at("epoch").asInteger(), value.at("batch").asInteger()};
    state.microBatchSize = value.at("micro_batch_size").asInteger();
    state.bestMetric = value.at("best_metric").asReal();
    state.bestStep = value.at("best_step").asInteger(-1);
    state.badEvaluations = value.at("bad_evaluations").asInteger();
    state.lossSum = value.at("loss_sum").asReal();
    state.lossCount = value.at("loss_count").asInteger();
    state.prepareSeconds = value.at("prepare_seconds").asReal();
    state.trainSeconds = value.at("train_seconds").asReal();
    state.evaluateSeconds = value.at("evaluate_seconds").asReal();
    state.checkpointSeconds = value.at("checkpoint_seconds").asReal();
    state.examples = value.at("examples").asInteger();
    state.recomputesBlocks = value.at("recomputes_blocks").asBoolean();
    state.endReason = value.at("end_reason").asText();
    for (const auto& note : value.at("notes").asList())
        state.notes.push_back(errorFromJson(toJson(note)));
    return state;
}

} // namespace fettle::training
