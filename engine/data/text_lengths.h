// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/component_api/importer.h"
#include "engine/data/field_statistics.h"

namespace fettle::data {

/// How long the texts of a column are, in characters (Unicode's code points: a Chinese one counts as a Latin one),
/// gathered in one pass.
class TextLengths {
public:
    /// Cells of CellStorage::Texts; missing ones have no length.
    void add(const CellBatch& cells, std::int64_t rows);
    /// Range, mean, deviation and histogram of the lengths, in the places where a number's values have them.
    void write(FieldStatistics& statistics) const;

private:
    std::int64_t m_count = 0;
    double m_minimum = 0.0;
    double m_maximum = 0.0;
    double m_mean = 0.0;
    double m_sumOfSquares = 0.0; ///< of differences from the mean
    GrowingHistogram m_histogram;
};

} // namespace fettle::data
