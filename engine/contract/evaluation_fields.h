// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of the structs in evaluation.h, in the order they are written. For .cpp files only.
#pragma once

#include "engine/contract/evaluation.h"
#include "engine/contract/json_fields.h"

namespace fettle {

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<JudgedMark> auto& value)
{
    visit("label", value.label);
    visit("start", value.start);
    visit("end", value.end);
    visit("score", value.score);
    visit("outcome", value.outcome);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<MarkCounts> auto& value)
{
    visit("right", value.right);
    visit("wrong_label", value.wrongLabel);
    visit("wrong_border", value.wrongBorder);
    visit("missed", value.missed);
    visit("spurious", value.spurious);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<Estimate> auto& value)
{
    visit.need("metric", value.metric);
    visit.need("value", value.value);
    visit("lower", value.lower);
    visit("upper", value.upper);
    visit("method", value.method);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<EvaluationBaseline> auto& value)
{
    visit("answer", value.answer);
    visit("number", value.number);
    visit("value", value.value);
    visit("clearly_beaten", value.clearlyBeaten);
    visit("figures", value.figures);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<ClassFigures> auto& value)
{
    visit.need("name", value.name);
    visit("support", value.support);
    visit("predicted", value.predicted);
    visit("right", value.right);
    visit("precision", value.precision);
    visit("recall", value.recall);
    visit("f1", value.f1);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<ConfusionCell> auto& value)
{
    visit.need("target", value.target);
    visit.need("predicted", value.predicted);
    visit.need("count", value.count);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<EvaluationCurve> auto& value)
{
    visit("class_index", value.classIndex);
    visit("area", value.area);
    visit("x", value.x);
    visit("y", value.y);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<CalibrationBin> auto& value)
{
    visit("lower", value.lower);
    visit("upper", value.upper);
    visit("count", value.count);
    visit("right", value.right);
    visit("mean_score", value.meanScore);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<CoveragePoint> auto& value)
{
    visit("threshold", value.threshold);
    visit("answered", value.answered);
    visit("right", value.right);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<EvaluationPoints> auto& value)
{
    visit("ids", value.ids);
    visit("target", value.target);
    visit("predicted", value.predicted);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<ErrorQuantile> auto& value)
{
    visit("share", value.share);
    visit("value", value.value);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<EvaluationSummaryRequest> auto& value)
{
    visit.need("run_folder", value.runFolder);
    visit.need("split", value.split);
    visit("head", value.head);
    visit("model_folder", value.modelFolder);
    visit("threshold", value.threshold);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<EvaluationSummary> auto& value)
{
    visit("split", value.split);
    visit("head", value.head);
    visit("heads", value.heads);
    visit("form", value.form);
    visit("count", value.count);
    visit("classes", value.classes);
    visit.need("main", value.main);
    visit("baseline", value.baseline);
    visit("figures", value.figures);
    visit("class_figures", value.classFigures);
    visit("cells", value.cells);
    visit("roc", value.roc);
    visit("precision_recall", value.precisionRecall);
    visit("calibration", value.calibration);
    visit("calibration_error", value.calibrationError);
    visit("coverage", value.coverage);
    visit("at_threshold", value.atThreshold);
    visit("marks", value.marks);
    visit("points", value.points);
    visit("residual_edges", value.residualEdges);
    visit("residual_counts", value.residualCounts);
    visit("error_quantiles", value.errorQuantiles);
    visit("candidates", value.candidates);
    visit("place_edges", value.placeEdges);
    visit("place_counts", value.placeCounts);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<EvaluationRowsRequest> auto& value)
{
    visit.need("run_folder", value.runFolder);
    visit.need("split", value.split);
    visit("head", value.head);
    visit("manifest_path", value.manifestPath);
    visit("order", value.order);
    visit("target", value.target);
    visit("predicted", value.predicted);
    visit("first", value.first);
    visit("count", value.count);
    visit("seed", value.seed);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<EvaluationRow> auto& value)
{
    visit.need("id", value.id);
    visit("target", value.target);
    visit("predicted", value.predicted);
    visit("target_marks", value.targetMarks);
    visit("predicted_marks", value.predictedMarks);
    visit("score", value.score);
    visit("scores", value.scores);
    visit("loss", value.loss);
    visit("values", value.values);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<EvaluationPage> auto& value)
{
    visit("first", value.first);
    visit("total", value.total);
    visit("fields", value.fields);
    visit("rows", value.rows);
}

} // namespace fettle
