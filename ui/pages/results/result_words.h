// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include <QString>

#include "engine/client/sentences.h"
#include "engine/contract/evaluation.h"

namespace fettle::ui {

/// What an example of the data is called.
enum class ExampleNoun { Row, Picture, Text };

/// "120 pictures": number and noun are one text, because languages count differently.
[[nodiscard]] QString counted(ExampleNoun noun, std::int64_t count);

/// The honest number in words: its figure stands large, the sentences go on from it.
struct Headline {
    QString figure;   ///< "93 of 100", "Off by 3.1"
    QString sentence; ///< "right on 120 pictures it never saw, likely between 87 and 97."
    QString baseline; ///< "Always answering “delivery” would get 21."; empty where it is not known
    QString doubt;    ///< why the number should not be trusted far; empty: nothing is
    QString detail;   ///< technical: how the range was reckoned
};
[[nodiscard]] Headline headline(const EvaluationSummary& summary, ExampleNoun noun, const client::Sentences& sentences);

/// "Answer only when at least 80% sure: answers 78 of 100, 97% of those right; the rest go to a person."
[[nodiscard]] QString surenessSentence(const CoveragePoint& point, std::int64_t count);

/// A share in whole hundredths; nothing that is not all or none reads as all or none ("99.6", "0.4").
[[nodiscard]] QString ofHundred(double share);

} // namespace fettle::ui
