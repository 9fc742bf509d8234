// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/contract/recipe_fields.h"

namespace fettle {

FETTLE_JSON(DatasetRef)
FETTLE_JSON(FieldUse)
FETTLE_JSON(NetworkSpec)
FETTLE_JSON(Objective)
FETTLE_JSON(EarlyStopping)
FETTLE_JSON(FineTuning)
FETTLE_JSON(TrainingOptions)
FETTLE_JSON(Recipe)
FETTLE_JSON(RecommendedOption)
FETTLE_JSON(RecommendedModel)
FETTLE_JSON(Recommendation)
FETTLE_JSON(RecommendRequest)

} // namespace fettle
