// SPDX-License-Identifier: GPL-3.0-or-later
// What the Results page asks about an evaluation that a run keeps (predictions-<split>.safetensors), and what it gets.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/contract/enum_text.h"
#include "engine/contract/json.h"
#include "engine/contract/value.h"

namespace fettle {

/// What a head's answer for a row is. Labels and spans are both *marks* (marks.h): labels mark the row as a whole, spans a
/// stretch of its text; they are counted, compared and stored by the same code. Ranking: all answers that there are, the
/// likeliest first; what counts is the place at which the row's own stands.
enum class AnswerForm { Class, Number, Labels, Spans, Ranking };

/// How a mark stands to the other side: what is true to what was predicted. Only spans have wrong labels (the same place,
/// another label) and wrong borders (the same label, an overlapping place).
enum class MarkOutcome { Right, WrongLabel, WrongBorder, Missed, Spurious };

/// A mark of a row as it was judged.
struct JudgedMark {
    std::string label; ///< empty: one that the model does not know
    std::int64_t start = 0; ///< code points; start == end: the whole row
    std::int64_t end = 0;
    double score = 0.0; ///< how sure the model is of it; 0 for what is true
    MarkOutcome outcome = MarkOutcome::Right;
    friend bool operator==(const JudgedMark&, const JudgedMark&) = default;
};

/// Marks of all examples by their outcome. True marks: right + wrongLabel + wrongBorder + missed; predicted ones: right +
/// wrongLabel + wrongBorder + spurious.
struct MarkCounts {
    std::int64_t right = 0;
    std::int64_t wrongLabel = 0;
    std::int64_t wrongBorder = 0;
    std::int64_t missed = 0;
    std::int64_t spurious = 0;
    [[nodiscard]] std::int64_t targets() const { return right + wrongLabel + wrongBorder + missed; }
    [[nodiscard]] std::int64_t predicted() const { return right + wrongLabel + wrongBorder + spurious; }
    friend bool operator==(const MarkCounts&, const MarkCounts&) = default;
};

/// A figure with the range in which it lies with 95 % confidence, as far as the number of examples decides it.
struct Estimate {
    std::string metric; ///< accuracy, mae; entity_f1, label_f1: micro F1 over marks; mrr
    double value = 0.0;
    double lower = 0.0;
    double upper = 0.0;
    std::string method; ///< wilson: Wilson's interval of a share; t: Student's of a mean; bootstrap: drawn examples
    friend bool operator==(const Estimate&, const Estimate&) = default;
};

/// Somebody who always gives the same answer, on the same examples.
struct EvaluationBaseline {
    std::string answer;  ///< the class; empty for numbers, marks and rankings
    double number = 0.0; ///< the number
    double value = 0.0;  ///< Estimate::metric of it
    /// The model is better, and by more than chance explains at the 5 % level: an exact sign test over the examples
    /// that only one of the two has right; for numbers Student's interval of the paired difference of the errors.
    bool clearlyBeaten = false;
    std::map<std::string, double> figures; ///< of EvaluationSummary::figures those that were reckoned of it too
    friend bool operator==(const EvaluationBaseline&, const EvaluationBaseline&) = default;
};

struct ClassFigures {
    std::string name;
    std::int64_t support = 0;   ///< examples that are of the class; true marks with the label
    std::int64_t predicted = 0; ///< examples for which it was the answer; predicted marks
    std::int64_t right = 0;
    /// 0 where they are not defined, as scikit-learn has it.
    double precision = 0.0;
    double recall = 0.0;
    double f1 = 0.0;
    friend bool operator==(const ClassFigures&, const ClassFigures&) = default;
};

/// A cell of the confusion matrix that is not empty. −1: a class that the model does not know; of marks: none there
/// (missed, spurious).
struct ConfusionCell {
    std::int64_t target = 0;
    std::int64_t predicted = 0;
    std::int64_t count = 0;
    friend bool operator==(const ConfusionCell&, const ConfusionCell&) = default;
};

/// Points of a curve, thinned to what a screen can show; the area is that of all of them.
struct EvaluationCurve {
    std::int64_t classIndex = 0;
    double area = 0.0;
    std::vector<double> x;
    std::vector<double> y;
    friend bool operator==(const EvaluationCurve&, const EvaluationCurve&) = default;
};

/// Examples whose answer the model was this sure of.
struct CalibrationBin {
    double lower = 0.0;
    double upper = 0.0;
    std::int64_t count = 0;
    std::int64_t right = 0;
    double meanScore = 0.0;
    friend bool operator==(const CalibrationBin&, const CalibrationBin&) = default;
};

/// Answers given where the model is at least this sure.
struct CoveragePoint {
    double threshold = 0.0;
    std::int64_t answered = 0;
    std::int64_t right = 0;
    friend bool operator==(const CoveragePoint&, const CoveragePoint&) = default;
};

/// Predicted against true numbers of some examples; the columns belong together.
struct EvaluationPoints {
    std::vector<std::int64_t> ids;
    std::vector<double> target;
    std::vector<double> predicted;
    friend bool operator==(const EvaluationPoints&, const EvaluationPoints&) = default;
};

/// This share of the examples is off by at most `value`.
struct ErrorQuantile {
    double share = 0.0;
    double value = 0.0;
    friend bool operator==(const ErrorQuantile&, const ErrorQuantile&) = default;
};

struct EvaluationSummaryRequest {
    std::string runFolder;
    std::string split;       ///< train, validation, test
    std::string head;        ///< where a model predicts several columns; empty: the first
    std::string modelFolder; ///< tells the baseline and the threshold; empty: neither is given
    std::optional<double> threshold; ///< instead of the model's
    friend bool operator==(const EvaluationSummaryRequest&, const EvaluationSummaryRequest&) = default;
};

struct EvaluationSummary {
    std::string split;
    std::string head;
    std::vector<std::string> heads;   ///< all of the model
    AnswerForm form = AnswerForm::Class;
    std::int64_t count = 0;           ///< examples
    std::vector<std::string> classes; ///< in the model's order; empty: it predicts a number
    Estimate main;
    std::optional<EvaluationBaseline> baseline;
    std::map<std::string, double> figures; ///< macro averages; mae, rmse, r2, bias

    // Classes
    std::vector<ClassFigures> classFigures;
    std::vector<ConfusionCell> cells;
    /// One class against the rest; of two classes the second, of more the most frequent eight.
    std::vector<EvaluationCurve> roc;             ///< x false positive rate, y true positive rate
    std::vector<EvaluationCurve> precisionRecall; ///< x recall, y precision; area: average precision
    std::vector<CalibrationBin> calibration;      ///< ten of equal width
    double calibrationError = 0.0;                ///< mean distance of sureness and share of right answers
    std::vector<CoveragePoint> coverage;          ///< thresholds 0, 0.01 … 1
    std::optional<CoveragePoint> atThreshold;     ///< of the request or, where it has none, of the model

    // Labels and spans: classFigures and cells count marks, figures holds precision and recall over all of them
    std::optional<MarkCounts> marks;

    // Numbers
    EvaluationPoints points;
    std::vector<double> residualEdges; ///< predicted − true; what lies beyond the ends counts in the outer bins
    std::vector<std::int64_t> residualCounts;
    std::vector<ErrorQuantile> errorQuantiles;

    // Rankings: figures holds recall_at_1, recall_at_5, recall_at_10
    std::int64_t candidates = 0;           ///< different answers that were ordered for each example
    std::vector<std::int64_t> placeEdges;  ///< a bar counts the places from its edge to before the next: one more than bars
    std::vector<std::int64_t> placeCounts;
    friend bool operator==(const EvaluationSummary&, const EvaluationSummary&) = default;
};

/// Best and Worst: by the probability of the true class, by the distance from the true number, by the number of marks that
/// are not right, by the place of the row's own answer. ConfidentWrong: wrong answers, surest first.
enum class EvaluationOrder { Best, Worst, Random, ConfidentWrong };

struct EvaluationRowsRequest {
    static constexpr std::int64_t kMostRows = 256;

    std::string runFolder;
    std::string split;
    std::string head;
    std::string manifestPath; ///< the dataset version of the run, for the rows' values; empty: none are given
    EvaluationOrder order = EvaluationOrder::Worst;
    /// Only examples of this class; "": of one that the model does not know. Of marks: with a true mark of this label; with
    /// `predicted` too, with one that was answered by such a mark ("" on either side: by none, for none).
    std::optional<std::string> target;
    std::optional<std::string> predicted; ///< only examples with this answer
    std::int64_t first = 0;
    std::int64_t count = kMostRows;
    std::int64_t seed = 1; ///< of the random order
    friend bool operator==(const EvaluationRowsRequest&, const EvaluationRowsRequest&) = default;
};

struct EvaluationRow {
    std::int64_t id = 0; ///< row of the dataset version
    Value target;        ///< class name or number; null where the model does not know the class, for marks and rankings
    Value predicted;     ///< of rankings the place at which the row's own answer stands, from 1
    std::vector<JudgedMark> targetMarks; ///< labels and spans, in the order of their places
    std::vector<JudgedMark> predictedMarks;
    double score = 0.0;  ///< of the answer; 0 for numbers; of marks that of the least sure decision; of rankings the likeness
    std::map<std::string, double> scores; ///< of the five likeliest classes
    std::optional<double> loss;
    std::vector<Value> values; ///< as RowPage has them
    friend bool operator==(const EvaluationRow&, const EvaluationRow&) = default;
};

struct EvaluationPage {
    std::int64_t first = 0;
    std::int64_t total = 0; ///< examples that the filter leaves
    std::vector<std::string> fields;
    std::vector<EvaluationRow> rows;
    friend bool operator==(const EvaluationPage&, const EvaluationPage&) = default;
};

[[nodiscard]] nlohmann::json toJson(const JudgedMark& value);
[[nodiscard]] nlohmann::json toJson(const MarkCounts& value);
[[nodiscard]] nlohmann::json toJson(const Estimate& value);
[[nodiscard]] nlohmann::json toJson(const EvaluationBaseline& value);
[[nodiscard]] nlohmann::json toJson(const ClassFigures& value);
[[nodiscard]] nlohmann::json toJson(const ConfusionCell& value);
[[nodiscard]] nlohmann::json toJson(const EvaluationCurve& value);
[[nodiscard]] nlohmann::json toJson(const CalibrationBin& value);
[[nodiscard]] nlohmann::json toJson(const CoveragePoint& value);
[[nodiscard]] nlohmann::json toJson(const EvaluationPoints& value);
[[nodiscard]] nlohmann::json toJson(const ErrorQuantile& value);
[[nodiscard]] nlohmann::json toJson(const EvaluationSummaryRequest& value);
[[nodiscard]] nlohmann::json toJson(const EvaluationSummary& value);
[[nodiscard]] nlohmann::json toJson(const EvaluationRowsRequest& value);
[[nodiscard]] nlohmann::json toJson(const EvaluationRow& value);
[[nodiscard]] nlohmann::json toJson(const EvaluationPage& value);

} // namespace fettle

FETTLE_ENUM_TEXT(fettle::AnswerForm, {Class, "class"}, {Number, "number"}, {Labels, "labels"}, {Spans, "spans"},
                 {Ranking, "ranking"});
FETTLE_ENUM_TEXT(fettle::MarkOutcome, {Right, "right"}, {WrongLabel, "wrong_label"}, {WrongBorder, "wrong_border"},
                 {Missed, "missed"}, {Spurious, "spurious"});
FETTLE_ENUM_TEXT(fettle::EvaluationOrder, {Best, "best"}, {Worst, "worst"}, {Random, "random"},
                 {ConfidentWrong, "confident_wrong"});
