// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/tag_columns.h"

#include <algorithm>

namespace fettle::data {
namespace {

/// As many cells as decide what a column is.
constexpr std::int64_t kTagSample = 5000;

std::optional<FieldKind> kindSaid(std::span<const FieldOverride> overrides, const std::string& name)
{
    const auto found = std::ranges::find(overrides, name, &FieldOverride::field);
    return found == overrides.end() ? std::nullopt : found->kind;
}

Note tagsReason(TagSeparator separator)
{
    return makeError("data.kind_tags", {{"separator", separator == '[' ? std::string("[ ]") : separator == '\n' ? std::string("↵")
                                                                                               : std::string(1, separator)}});
}

void makeEmptyTextsMissing(CellBatch& column)
{
    const auto isEmpty = [&](std::int64_t row) { return column.text(row).data() && column.text(row).empty(); };
    std::int64_t row = 0;
    while (row < column.size() && !isEmpty(row))
        ++row;
    if (row == column.size())
        return;
    CellBatch cells;
    for (row = 0; row < column.size(); ++row)
        if (const auto text = column.text(row); text.empty())
            cells.addMissing(CellStorage::Texts);
        else
            cells.addText(text);
    column = std::move(cells);
}

} // namespace

void TagColumns::choose(std::vector<ColumnPlan>& columns, const RowBatch& first, std::span<const FieldOverride> overrides)
{
    m_separators.assign(columns.size(), std::nullopt);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto said = kindSaid(overrides, columns[i].field.name);
        const bool isTags = said ? *said == FieldKind::Tags : columns[i].kindDecided && columns[i].field.kind == FieldKind::Tags;
        if (columns[i].storage != CellStorage::Texts || ((said || columns[i].kindDecided) && !isTags))
            continue;
        std::vector<std::string_view> cells;
        for (std::int64_t row = 0; row < std::min(first.rows, kTagSample); ++row)
            cells.push_back(first.columns[i].text(row));
        m_separators[i] = isTags ? tagSeparatorOf(cells) : recognizeTags(cells);
        if (!m_separators[i])
            continue;
        auto& field = columns[i].field;
        field.kind = FieldKind::Tags;
        if (!isTags)
            field.reasons = {tagsReason(*m_separators[i])};
        columns[i].kindDecided = true;
    }
}

void TagColumns::rewrite(RowBatch& batch) const
{
    for (std::size_t i = 0; i < m_separators.size(); ++i) {
        if (!m_separators[i]) {
            if (batch.columns[i].numbers().empty())
                makeEmptyTextsMissing(batch.columns[i]);
            continue;
        }
        CellBatch cells;
        for (std::int64_t row = 0; row < batch.rows; ++row)
            if (const auto text = batch.columns[i].text(row); text.data())
                cells.addText(tagCell(text, *m_separators[i]));
            else
                cells.addMissing(CellStorage::Texts);
        batch.columns[i] = std::move(cells);
    }
}

bool describeTags(FieldInfo& field, std::span<const std::string_view> cells)
{
    if (field.kind != FieldKind::Category && field.kind != FieldKind::Text)
        return false;
    const auto separator = recognizeTags(cells);
    if (!separator)
        return false;
    field.kind = FieldKind::Tags;
    field.reasons = {tagsReason(*separator)};
    return true;
}

} // namespace fettle::data
