// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/worker/column_values.h"

#include <algorithm>

namespace fettle::worker {

ColumnValues::ColumnValues(const Column& column, std::span<const std::int64_t> rows)
{
    constexpr std::size_t kPiece = 65'536;
    std::vector<std::string_view> texts(std::min(kPiece, rows.size()));
    m_ofPlace.reserve(rows.size());
    for (std::size_t first = 0; first < rows.size(); first += kPiece) {
        const auto count = std::min(kPiece, rows.size() - first);
        column.readTexts(rows.subspan(first, count), std::span(texts).first(count));
        for (std::size_t i = 0; i < count; ++i) {
            const auto next = static_cast<std::uint32_t>(m_values.size());
            m_ofPlace.push_back(m_values.try_emplace(std::string(texts[i]), next).first->second);
        }
        if (m_values.size() > kMostValues) {
            m_values.clear();
            return;
        }
    }
}

std::vector<bool> ColumnValues::placesWith(const std::string& value) const
{
    std::vector<bool> places(m_ofPlace.size());
    const auto found = m_values.find(value);
    for (std::size_t i = 0; found != m_values.end() && i < places.size(); ++i)
        places[i] = m_ofPlace[i] == found->second;
    return places;
}

} // namespace fettle::worker
