// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/component_api/importer.h"

namespace fettle {

void CellBatch::addText(std::string_view utf8)
{
    m_bytes.append(utf8);
    m_offsets.push_back(m_bytes.size());
}

void CellBatch::addBytes(std::span<const std::byte> bytes)
{
    addText({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

void CellBatch::addMissing(CellStorage storage)
{
    if (storage == CellStorage::Numbers) {
        m_numbers.push_back(__builtin_nan(""));
        return;
    }
    // Most columns miss nothing: the marks are made when the first one is needed.
    m_missing.resize(m_offsets.size() - 1, 0);
    m_missing.push_back(1);
    m_offsets.push_back(m_bytes.size());
}

void CellBatch::reserve(CellStorage storage, std::int64_t rows, std::size_t bytes)
{
    if (storage == CellStorage::Numbers) {
        m_numbers.reserve(static_cast<std::size_t>(rows));
        return;
    }
    m_offsets.reserve(static_cast<std::size_t>(rows) + 1);
    m_bytes.reserve(bytes);
}

} // namespace fettle
