// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/contract/metric_fields.h"

namespace fettle {

FETTLE_JSON(MetricPoints)
FETTLE_JSON(MetricBatch)
FETTLE_JSON(MetricSeries)

} // namespace fettle
