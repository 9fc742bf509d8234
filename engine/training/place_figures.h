// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/contract/evaluation.h"
#include "engine/training/stored_evaluation.h"

namespace fettle::training {

/// What the places of a ranking come to: mean reciprocal rank with Student's interval, shares among the first one, five and
/// ten, how often which places occur, and the same of a search by words.
void summarizePlaces(EvaluationSummary& summary, const EvaluationView& view);

} // namespace fettle::training
