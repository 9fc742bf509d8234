// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "engine/component_api/column.h"

namespace fettle::test {

/// Texts in memory as a column of a dataset; none where a cell is missing.
class TextColumn final : public Column {
public:
    TextColumn(std::string name, std::vector<std::optional<std::string>> cells, FieldKind kind = FieldKind::Text) : m_cells(std::move(cells))
    {
        m_field.name = std::move(name);
        m_field.kind = kind;
    }
    TextColumn(std::string name, const std::vector<std::string>& cells)
        : TextColumn(std::move(name), std::vector<std::optional<std::string>>(cells.begin(), cells.end()))
    {
    }
    const FieldInfo& field() const override { return m_field; }
    std::int64_t size() const override { return std::ssize(m_cells); }
    void readNumbers(std::span<const std::int64_t>, std::span<double> out) const override { std::ranges::fill(out, std::nan("")); }
    void readTexts(std::span<const std::int64_t> rows, std::span<std::string_view> out) const override
    {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto& cell = m_cells.at(static_cast<std::size_t>(rows[i]));
            out[i] = cell ? std::string_view(*cell) : std::string_view();
        }
    }
    std::span<const std::byte> media(std::int64_t) const override { return {}; }

private:
    FieldInfo m_field;
    std::vector<std::optional<std::string>> m_cells;
};

} // namespace fettle::test
