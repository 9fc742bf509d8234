// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/text_lengths.h"

#include <algorithm>
#include <cmath>

namespace fettle::data {

void TextLengths::add(const CellBatch& cells, std::int64_t rows)
{
    for (std::int64_t row = 0; row < rows; ++row) {
        const std::string_view text = cells.text(row);
        if (!text.data())
            continue;
        // Every byte of UTF-8 that goes on with a character begins with the bits 10.
        const auto characters = static_cast<double>(
            std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
        m_minimum = m_count == 0 ? characters : std::min(m_minimum, characters);
        m_maximum = m_count == 0 ? characters : std::max(m_maximum, characters);
        ++m_count;
        const double difference = characters - m_mean;
        m_mean += difference / static_cast<double>(m_count);
        m_sumOfSquares += difference * (characters - m_mean);
        m_histogram.add(characters);
    }
}

void TextLengths::write(FieldStatistics& statistics) const
{
    if (m_count == 0)
        return;
    statistics.minimum = m_minimum;
    statistics.maximum = m_maximum;
    statistics.mean = m_mean;
    statistics.standardDeviation = m_count > 1 ? std::sqrt(m_sumOfSquares / static_cast<double>(m_count - 1)) : 0.0;
    m_histogram.write(32, m_minimum, m_maximum, statistics.histogramEdges, statistics.histogramCounts);
}

} // namespace fettle::data
