// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/contract/pretrained_fields.h"

namespace fettle {

FETTLE_JSON(PretrainedNetwork)
FETTLE_JSON(PretrainedModel)
FETTLE_JSON(DownloadSettings)
FETTLE_JSON(PretrainedRequest)
FETTLE_JSON(PretrainedFile)
FETTLE_JSON(PretrainedOffer)
FETTLE_JSON(FetchProgress)

} // namespace fettle
