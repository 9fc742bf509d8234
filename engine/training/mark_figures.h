// SPDX-License-Identifier: GPL-3.0-or-later
// What an evaluation says about labels and spans: counted once, shown in several places.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/component_api/mark_rows.h"
#include "engine/contract/evaluation.h"
#include "engine/contract/marks.h"
#include "engine/training/stored_evaluation.h"

namespace fettle::training {

/// With the names of the labels; one that the model does not know is left out.
[[nodiscard]] std::vector<Mark> namedMarks(std::span<const RowMark> marks, const std::vector<std::string>& classes);

/// The marks of an example, judged; in the order of their places.
struct JudgedRow {
    std::vector<JudgedMark> targets;
    std::vector<JudgedMark> predicted;
};
[[nodiscard]] JudgedRow judgeRow(const EvaluationView& view, std::size_t i);

/// Marks of an example that are not right, on either side; a pair counts once.
[[nodiscard]] std::int64_t markErrors(const EvaluationView& view, std::size_t i);

/// Whether an example has a true mark of the label that is answered by one of the other; nothing: any; −1: none there.
[[nodiscard]] bool hasMarkPair(const EvaluationView& view, std::size_t i, std::optional<std::int64_t> target,
                               std::optional<std::int64_t> predicted);

/// The parts of the summary that are about marks: main, baseline, figures, classFigures, cells, marks.
void summarizeMarks(EvaluationSummary& summary, const EvaluationView& view);

} // namespace fettle::training
