// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of the structs in metric.h, in the order they are written. For .cpp files only.
#pragma once

#include "engine/contract/metric.h"
#include "engine/contract/json_fields.h"

namespace fettle {

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<MetricPoints> auto& value)
{
    visit.need("series", value.series);
    visit.need("steps", value.steps);
    visit.need("values", value.values);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<MetricBatch> auto& value)
{
    visit("run", value.run);
    visit("series", value.series);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<MetricSeries> auto& value)
{
    visit("series", value.series);
    visit("total", value.total);
    visit("steps", value.steps);
    visit("values", value.values);
}

} // namespace fettle
