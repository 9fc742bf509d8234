// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <torch/types.h>

#include "engine/component_api/mark_rows.h"
#include "engine/contract/result.h"
#include "engine/platform/paths.h"

namespace fettle::model {
class SafetensorsFile;
}

namespace fettle::training {

/// Marks of all examples as they were stored, mapped.
struct MarkView {
    std::span<const std::int64_t> offsets; ///< N + 1
    std::span<const std::int64_t> marks;   ///< M×3: label, start, end
    std::span<const double> scores;        ///< M, or empty
    [[nodiscard]] std::vector<RowMark> row(std::size_t i) const;
    [[nodiscard]] double scoreOf(std::size_t i, std::size_t mark) const
    {
        return scores.empty() ? 0.0 : scores[static_cast<std::size_t>(offsets[i]) + mark];
    }
};

/// The outputs of one head over the examples of a split, in the order in which they were stored. For classes `targets`
/// and `predicted` are indices (below 0: a class that the model does not know) and `scores` is N×C, row by row; for
/// numbers `numbers` is what is true and `scores` what was predicted; for labels and spans there are marks, with `scores`
/// N×C and N, and for labels `targets` is 0 where it is not known which a row has (empty: all are known); for rankings `predicted` and `baselinePlaces` are places from 1 (0: none) and `scores` likenesses.
struct EvaluationView {
    AnswerForm form = AnswerForm::Class;
    std::vector<std::string> classes; ///< empty: numbers
    std::span<const std::int64_t> ids;
    std::span<const std::int64_t> targets;
    std::span<const std::int64_t> predicted;
    std::span<const double> numbers;
    std::span<const double> scores;
    std::span<const double> losses; ///< empty where none were stored
    MarkView targetMarks;
    MarkView predictedMarks;
    MarkView baselineMarks; ///< of what the model is held against; empty where there is none
    std::span<const std::int64_t> baselinePlaces; ///< likewise
    std::int64_t candidates = 0;                  ///< rankings: what was ordered for each example

    [[nodiscard]] std::size_t size() const { return ids.size(); }
    [[nodiscard]] bool hasMarks() const { return form == AnswerForm::Labels || form == AnswerForm::Spans; }
    [[nodiscard]] bool hasPlaces() const { return form == AnswerForm::Ranking; }
    /// Every example has one class.
    [[nodiscard]] bool hasClasses() const { return !classes.empty() && !hasMarks() && !hasPlaces(); }
    /// Whether what is true of an example with marks is known.
    [[nodiscard]] bool marksAreKnown(std::size_t i) const { return form != AnswerForm::Labels || targets.empty() || targets[i] != 0; }
    [[nodiscard]] bool isRight(std::size_t i) const { return targets[i] >= 0 && targets[i] == predicted[i]; }
    /// Probability of a class; 0 for one that the model does not know.
    [[nodiscard]] double scoreOf(std::size_t i, std::int64_t classIndex) const
    {
        return classIndex < 0 ? 0.0 : scores[i * classes.size() + static_cast<std::size_t>(classIndex)];
    }
    [[nodiscard]] double answerScore(std::size_t i) const { return scoreOf(i, predicted[i]); }
    [[nodiscard]] double residual(std::size_t i) const { return scores[i] - numbers[i]; }
};

/// What writeSplitArtifacts (evaluation.h) stored of one split, mapped and not copied.
class StoredEvaluation {
public:
    /// `head`: of several; empty: the first. Nothing that the file says is believed before it is checked.
    /// Errors: training.evaluation_missing, training.evaluation_damaged, those of openSafetensors.
    [[nodiscard]] static Result<StoredEvaluation> open(const platform::Path& runFolder, const std::string& split,
                                                       const std::string& head = {});

    [[nodiscard]] const EvaluationView& view() const { return m_view; }
    [[nodiscard]] const std::vector<std::string>& heads() const { return m_heads; }
    [[nodiscard]] const std::string& head() const { return m_head; }

private:
    /// False where they are missing or nonsense.
    bool readMarks(const model::SafetensorsFile& file, const std::string& name, MarkView& out);
    bool readPlaces(const model::SafetensorsFile& file, const std::string& prefix);

    EvaluationView m_view;
    std::vector<std::string> m_heads;
    std::string m_head;
    std::vector<torch::Tensor> m_kept; ///< what the view looks at
};

} // namespace fettle::training
