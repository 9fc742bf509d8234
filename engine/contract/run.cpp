// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/contract/run_fields.h"

namespace fettle {

FETTLE_JSON(TrainRequest)
FETTLE_JSON(CheckpointInfo)
FETTLE_JSON(ArtifactInfo)
FETTLE_JSON(TrainResult)
FETTLE_JSON(ModelManifest)
FETTLE_JSON(PredictRequest)
FETTLE_JSON(Prediction)
FETTLE_JSON(PredictResult)
FETTLE_JSON(EvaluateRequest)

} // namespace fettle
