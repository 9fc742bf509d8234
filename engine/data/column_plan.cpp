// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/column_plan.h"

#include <array>
#include <set>

namespace fettle::data {
namespace {

struct Tally {
    std::int64_t present = 0;
    std::int64_t losing = 0;
    std::array<std::int64_t, 6> fits{}; ///< by NumberStyle
    std::int64_t points = 0;            ///< plain numbers with a decimal point
    std::int64_t booleans = 0;
    std::int64_t onlyComma = 0;         ///< numbers with a decimal comma that are none with thousands commas
    std::int64_t bytes = 0;
    std::set<std::string> distinct;
};

constexpr std::array<NumberStyle, 6> kStyles = {NumberStyle::Plain,   NumberStyle::Thousands, NumberStyle::DecimalComma,
                                                NumberStyle::DateYmd, NumberStyle::DateDmy,   NumberStyle::DateMdy};

Tally count(std::span<const std::string> cells)
{
    Tally tally;
    for (const std::string& cell : cells) {
        if (isMissingMark(cell, true))
            continue;
        ++tally.present;
        tally.losing += losesDigits(cell);
        std::array<bool, 6> fits{};
        for (std::size_t i = 0; i < kStyles.size(); ++i) {
            fits[i] = parseNumber(cell, kStyles[i]).has_value();
            tally.fits[i] += fits[i];
        }
        tally.points += fits[0] && cell.find('.') != std::string::npos;
        tally.onlyComma += fits[2] && !fits[1] && !fits[0];
        tally.booleans += parseBoolean(cell).has_value();
        tally.bytes += static_cast<std::int64_t>(cell.size());
        if (tally.distinct.size() < 300)
            tally.distinct.insert(cell);
    }
    return tally;
}

/// One misfit in a hundred is a mistake in the data, more is another kind of column.
bool isNearlyAll(std::int64_t count, std::int64_t present) { return (present - count) * 100 <= present; }

CellPlan numbers(NumberStyle style, const char* reason)
{
    CellPlan plan;
    plan.storage = CellStorage::Numbers;
    plan.style = style;
    plan.kind = style >= NumberStyle::DateYmd ? FieldKind::Date : FieldKind::Number;
    plan.reasons.push_back(makeError(reason));
    return plan;
}

std::optional<CellPlan> asNumbers(const Tally& tally, bool semicolons)
{
    const auto fits = [&](NumberStyle style) { return tally.fits[static_cast<std::size_t>(style)]; };
    if (isNearlyAll(fits(NumberStyle::Plain), tally.present))
        return numbers(NumberStyle::Plain, "data.kind_numbers");
    const bool commas = isNearlyAll(fits(NumberStyle::DecimalComma), tally.present);
    const bool thousands = isNearlyAll(fits(NumberStyle::Thousands), tally.present);
    if (commas && (!thousands || tally.onlyComma > 0 || (semicolons && tally.points == 0)))
        return numbers(NumberStyle::DecimalComma, "data.kind_numbers_decimal_comma");
    if (thousands)
        return numbers(NumberStyle::Thousands, "data.kind_numbers_thousands");
    return std::nullopt;
}

std::optional<CellPlan> asDates(const Tally& tally)
{
    NumberStyle best = NumberStyle::DateYmd;
    for (const NumberStyle style : {NumberStyle::DateDmy, NumberStyle::DateMdy})
        if (tally.fits[static_cast<std::size_t>(style)] > tally.fits[static_cast<std::size_t>(best)])
            best = style;
    if (tally.present == 0 || !isNearlyAll(tally.fits[static_cast<std::size_t>(best)], tally.present))
        return std::nullopt;
    const bool ambiguous = tally.fits[static_cast<std::size_t>(NumberStyle::DateDmy)]
        == tally.fits[static_cast<std::size_t>(NumberStyle::DateMdy)];
    if (best == NumberStyle::DateYmd)
        return numbers(best, "data.kind_dates");
    if (ambiguous)
        return numbers(best, "data.kind_dates_ambiguous");
    return numbers(best, best == NumberStyle::DateDmy ? "data.kind_dates_day_first" : "data.kind_dates_month_first");
}

CellPlan asTexts(const Tally& tally)
{
    CellPlan plan;
    const auto distinct = static_cast<std::int64_t>(tally.distinct.size());
    if (tally.present > 0 && tally.booleans == tally.present && distinct <= 2)
        plan.kind = FieldKind::Boolean;
    else if (tally.present > 0 && distinct > 20 && distinct * 2 > tally.present)
        plan.kind = FieldKind::Text;
    return plan;
}

} // namespace

CellPlan planCells(std::span<const std::string> cells, bool semicolons, std::optional<FieldKind> given)
{
    const Tally tally = count(cells);
    CellPlan plan;
    if (given) {
        if (*given == FieldKind::Number) {
            plan = asNumbers(tally, semicolons).value_or(numbers(NumberStyle::Plain, "data.kind_numbers"));
        } else if (*given == FieldKind::Date) {
            plan = asDates(tally).value_or(numbers(NumberStyle::DateYmd, "data.kind_dates"));
        }
        plan.kind = *given;
        plan.given = true;
        plan.reasons = {makeError("data.kind_given")};
        return plan;
    }
    if (tally.losing > 0 && isNearlyAll(tally.fits[0], tally.present)) {
        plan = asTexts(tally);
        plan.reasons.push_back(makeError("data.kind_digits_kept"));
        return plan;
    }
    if (auto found = asNumbers(tally, semicolons))
        return *found; // also where nothing is present yet: the reader looks again when a text comes
    if (auto found = asDates(tally))
        return *found;
    return asTexts(tally);
}

} // namespace fettle::data
