// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/component_api/mark_rows.h"

#include <algorithm>

namespace fettle {

MarkMatch matchMarks(std::span<const RowMark> targets, std::span<const RowMark> predicted)
{
    MarkMatch match;
    match.targets.assign(targets.size(), MarkOutcome::Missed);
    match.predicted.assign(predicted.size(), MarkOutcome::Spurious);
    match.partners.assign(targets.size(), -1);
    const auto pair = [&](MarkOutcome outcome, auto&& fits) {
        for (std::size_t t = 0; t < targets.size(); ++t)
            for (std::size_t p = 0; p < predicted.size() && match.partners[t] < 0; ++p) {
                if (match.predicted[p] != MarkOutcome::Spurious || !fits(targets[t], predicted[p]))
                    continue;
                match.targets[t] = match.predicted[p] = outcome;
                match.partners[t] = static_cast<std::int64_t>(p);
            }
    };
    // A label that training did not have is equal to no other.
    pair(MarkOutcome::Right, [](const RowMark& a, const RowMark& b) { return a.label >= 0 && a == b; });
    pair(MarkOutcome::WrongLabel, [](const RowMark& a, const RowMark& b) {
        return a.isSpan() && a.start == b.start && a.end == b.end;
    });
    pair(MarkOutcome::WrongBorder, [](const RowMark& a, const RowMark& b) {
        return a.isSpan() && b.isSpan() && a.label == b.label && a.start < b.end && b.start < a.end;
    });
    return match;
}

} // namespace fettle
