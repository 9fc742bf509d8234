// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/contract/pretrained_fields.h"

namespace fettle {

FETTLE_JSON(PretrainedNetwork)
FETTLE_JSON(PretrainedModel)

} // namespace fettle
