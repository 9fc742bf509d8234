// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/records_fields.h"

#define FETTLE_STORE_JSON(type)                                                                                       \
    nlohmann::json fettle::store::toJson(const type& value) { return writeFields(value); }                           \
    template <> fettle::Result<fettle::store::type> fettle::fromJson<fettle::store::type>(const nlohmann::json& json) \
    {                                                                                                                 \
        return readFields<fettle::store::type>(json);                                                                 \
    }

FETTLE_STORE_JSON(ProjectRecord)
FETTLE_STORE_JSON(DatasetRecord)
FETTLE_STORE_JSON(DatasetVersionRecord)
FETTLE_STORE_JSON(RecipeRecord)
FETTLE_STORE_JSON(RunRecord)
FETTLE_STORE_JSON(CheckpointRecord)
FETTLE_STORE_JSON(EventRecord)
FETTLE_STORE_JSON(ModelRecord)
FETTLE_STORE_JSON(TrashRecord)
