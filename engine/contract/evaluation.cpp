// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/contract/evaluation_fields.h"

namespace fettle {

FETTLE_JSON(JudgedMark)
FETTLE_JSON(MarkCounts)
FETTLE_JSON(Estimate)
FETTLE_JSON(EvaluationBaseline)
FETTLE_JSON(ClassFigures)
FETTLE_JSON(ConfusionCell)
FETTLE_JSON(EvaluationCurve)
FETTLE_JSON(CalibrationBin)
FETTLE_JSON(CoveragePoint)
FETTLE_JSON(EvaluationPoints)
FETTLE_JSON(ErrorQuantile)
FETTLE_JSON(EvaluationSummaryRequest)
FETTLE_JSON(EvaluationSummary)
FETTLE_JSON(EvaluationRowsRequest)
FETTLE_JSON(EvaluationRow)
FETTLE_JSON(EvaluationPage)

} // namespace fettle
