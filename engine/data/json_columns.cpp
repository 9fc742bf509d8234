// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/json_columns.h"

#include <cmath>
#include <limits>

#include "engine/data/cell_values.h"
#include "engine/data/json_spans.h"

namespace fettle::data {
namespace {

constexpr std::size_t kTextsKept = 1000;
constexpr std::int64_t kOtherLists = 100;
constexpr std::size_t kTextBytesKept = 60; ///< more than any date

} // namespace

bool JsonColumns::see(const JsonCells& row)
{
    std::size_t hint = 0;
    for (const JsonCell& cell : row.cells()) {
        auto place = find(cell.name, hint);
        if (place < 0) {
            if (m_columns.size() == kMaxColumns)
                return false;
            place = static_cast<std::ptrdiff_t>(m_columns.size());
            m_places.emplace(cell.name, m_columns.size());
            m_columns.emplace_back().name = cell.name;
        }
        hint = static_cast<std::size_t>(place) + 1;
        JsonColumn& column = m_columns[static_cast<std::size_t>(place)];
        if (cell.kind == JsonCellKind::Null || cell.text.empty())
            continue;
        if (cell.kind == JsonCellKind::Number) {
            if (cell.text == "NaN")
                continue;
            ++column.numbers;
            column.losing += losesDigits(cell.text);
            continue;
        }
        // Beside numbers "NA" and its like say that there is none.
        if (cell.kind == JsonCellKind::Text && column.numbers > 0 && isMissingMark(cell.text, true))
            continue;
        ++column.others;
        column.booleans += cell.kind == JsonCellKind::Boolean;
        column.lists += cell.kind == JsonCellKind::List;
        // Where a hundred lists are something else, so are the rest.
        if (cell.kind == JsonCellKind::List && column.lists - column.spans < kOtherLists && spansOfJson(cell.text))
            ++column.spans;
        if (cell.kind == JsonCellKind::Text && column.texts.size() < kTextsKept)
            column.texts.push_back(cell.text.substr(0, kTextBytesKept));
    }
    return true;
}

std::ptrdiff_t JsonColumns::find(const std::string& name, std::size_t hint) const
{
    if (hint < m_columns.size() && m_columns[hint].name == name)
        return static_cast<std::ptrdiff_t>(hint);
    const auto found = m_places.find(name);
    return found == m_places.end() ? -1 : static_cast<std::ptrdiff_t>(found->second);
}

CellPlan planJsonColumn(const JsonColumn& column, std::optional<FieldKind> given, bool mayBeDates)
{
    CellPlan plan;
    if (given) {
        const bool written = column.numbers == 0 && !column.texts.empty();
        plan = planCells(written ? std::span<const std::string>(column.texts) : std::span<const std::string>(), false, given);
        return plan;
    }
    if (column.areSpans()) {
        plan.kind = FieldKind::Spans;
        plan.reasons.push_back(makeError("data.kind_spans"));
        return plan;
    }
    if (column.isNumbers()) {
        plan.storage = CellStorage::Numbers;
        plan.kind = FieldKind::Number;
        plan.reasons.push_back(makeError("data.kind_numbers"));
        return plan;
    }
    const bool onlyTexts = column.numbers + column.booleans + column.lists == 0 && !column.texts.empty();
    if (onlyTexts) {
        CellPlan seen = planCells(column.texts, false);
        if (seen.kind == FieldKind::Date && mayBeDates)
            return seen;
        plan.kind = seen.storage == CellStorage::Texts ? seen.kind : FieldKind::Category;
    }
    if (column.booleans > 0 && column.booleans == column.others && column.numbers == 0)
        plan.kind = FieldKind::Boolean;
    if (column.losing > 0 && column.others == 0)
        plan.reasons.push_back(makeError("data.kind_digits_kept"));
    else if (column.numbers > 0)
        plan.reasons.push_back(makeError("data.kind_not_numbers", {{"count", column.others}, {"present", column.numbers + column.others}}));
    return plan;
}

double jsonNumber(std::string_view text)
{
    double value = 0.0;
    return parsePlainNumber(text, value) && std::isfinite(value) ? value : std::numeric_limits<double>::quiet_NaN();
}

std::string_view jsonCellText(const JsonCell& cell, std::string& scratch)
{
    if (cell.kind != JsonCellKind::Number || losesDigits(cell.text))
        return cell.text;
    const double value = jsonNumber(cell.text);
    if (std::isnan(value))
        return cell.text == "NaN" ? std::string_view() : std::string_view(cell.text);
    scratch = numberText(value);
    return scratch;
}

} // namespace fettle::data
