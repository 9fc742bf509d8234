// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <numbers>

#include <torch/torch.h>

#include "engine/component_api/encoder.h"
#include "engine/component_api/layer.h"

namespace fettle::components {
namespace {

constexpr double kDateSecondsPerDay = 86'400.0;
constexpr double kDateDaysPerYear = 365.2425;

/// Mean and deviation of the days since 1970 over training, and whether times of day occur.
struct DateState {
    std::string field;
    double meanDays = 0.0;
    double deviationDays = 1.0;
    bool hasHours = false;
};

class FittedDate final : public FittedEncoder {
public:
    explicit FittedDate(DateState state) : m_state(std::move(state)) {}

    [[nodiscard]] TensorSpec spec() const override { return tensorSpec({{"N", -1}, {"D", width()}}); }

    [[nodiscard]] Value state() const override
    {
        return ValueMap{{"field", m_state.field},
                        {"mean_days", m_state.meanDays},
                        {"deviation_days", m_state.deviationDays},
                        {"hours", m_state.hasHours}};
    }

    void encode(const Column& column, std::span<const std::int64_t> rows, torch::Tensor out,
                const EncodeContext&) const override
    {
        std::vector<double> seconds(rows.size());
        column.readNumbers(rows, seconds);
        auto* to = out.mutable_data_ptr<float>();
        const auto step = out.stride(1);
        for (const double time : seconds) {
            for (std::int64_t i = 0; i < width(); ++i)
                to[i * step] = 0.0F; // what a missing date stays: an average day
            if (std::isfinite(time)) {
                const double days = time / kDateSecondsPerDay;
                to[0] = static_cast<float>((days - m_state.meanDays) / m_state.deviationDays);
                putCircle(days / kDateDaysPerYear, to + step, step);
                putCircle((std::floor(days) + 4.0) / 7.0, to + 3 * step, step); // 1 January 1970 was a Thursday
                if (m_state.hasHours)
                    putCircle(days, to + 5 * step, step);
            }
            to += out.stride(0);
        }
    }

    [[nodiscard]] Value decode(const torch::Tensor& encoded) const override
    {
        const auto value = encoded.dim() == 0 ? encoded : encoded.flatten()[0];
        return (value.item<double>() * m_state.deviationDays + m_state.meanDays) * kDateSecondsPerDay;
    }

    [[nodiscard]] std::vector<std::string> outputNames() const override
    {
        std::vector<std::string> names{m_state.field};
        for (const auto* part : {"year", "week", "day"}) {
            if (names.size() + 2 > static_cast<std::size_t>(width()))
                break;
            names.push_back(m_state.field + " (" + part + ", sine)");
            names.push_back(m_state.field + " (" + part + ", cosine)");
        }
        return names;
    }

    [[nodiscard]] UnseenValues unseen(const Column& column, std::span<const std::int64_t> rows) const override
    {
        std::vector<double> seconds(rows.size());
        column.readNumbers(rows, seconds);
        UnseenValues values;
        values.missing = std::count_if(seconds.begin(), seconds.end(), [](double x) { return !std::isfinite(x); });
        return values;
    }

    [[nodiscard]] Value preview(const Column& column, std::int64_t row) const override
    {
        const std::int64_t rows[] = {row};
        std::string_view before[1];
        column.readTexts(rows, before);
        const auto encoded = torch::empty({1, width()});
        encode(column, rows, encoded, {});
        ValueList after;
        for (std::int64_t i = 0; i < width(); ++i)
            after.emplace_back(static_cast<double>(encoded[0][i].item<float>()));
        return ValueMap{{"before", before[0].data() ? Value(before[0]) : Value()}, {"after", std::move(after)}};
    }

private:
    [[nodiscard]] std::int64_t width() const { return m_state.hasHours ? 7 : 5; }

    /// A position on a circle, so that December is beside January.
    static void putCircle(double turns, float* to, std::int64_t step)
    {
        const double angle = 2.0 * std::numbers::pi * (turns - std::floor(turns));
        to[0] = static_cast<float>(std::sin(angle));
        to[step] = static_cast<float>(std::cos(angle));
    }

    DateState m_state;
};

} // namespace

class DateEncoder final : public Encoder {
public:
    [[nodiscard]] ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Encoder;
        info.id = "date";
        info.title = FETTLE_TEXT("Date");
        info.help = FETTLE_TEXT("A date as a few numbers: how late it is, and its place in the year, the week and, where "
                                "times occur, the day.");
        info.suits = {"date"};
        info.keywords = {"time", "weekday", "season"};
        return info;
    }

    [[nodiscard]] Result<std::unique_ptr<FittedEncoder>> fit(const Parameters&, const Column& column,
                                                             std::span<const std::int64_t> trainRows,
                                                             bool asTarget) const override
    {
        if (asTarget)
            return makeError("data.date_target", {{"field", column.field().name}});
        std::vector<double> days(trainRows.size());
        column.readNumbers(trainRows, days);
        std::erase_if(days, [](double x) { return !std::isfinite(x); });
        DateState state;
        state.field = column.field().name;
        const auto count = static_cast<double>(days.size());
        for (double& time : days) {
            time /= kDateSecondsPerDay;
            state.hasHours = state.hasHours || time != std::floor(time);
            state.meanDays += time / count;
        }
        double variance = 0.0;
        for (const double day : days)
            variance += (day - state.meanDays) * (day - state.meanDays) / count;
        if (variance > 1e-12)
            state.deviationDays = std::sqrt(variance);
        return std::unique_ptr<FittedEncoder>(std::make_unique<FittedDate>(std::move(state)));
    }

    [[nodiscard]] Result<std::unique_ptr<FittedEncoder>> restore(const Parameters&, const Value& value) const override
    {
        DateState state;
        state.field = value.at("field").asText();
        state.meanDays = value.at("mean_days").asReal(std::nan(""));
        state.deviationDays = value.at("deviation_days").asReal(std::nan(""));
        state.hasHours = value.at("hours").asBoolean();
        if (!std::isfinite(state.meanDays) || !(state.deviationDays > 0.0) || !std::isfinite(state.deviationDays))
            return makeError("components.encoder_state",
                             {{"component", "date"}, {"reason", FETTLE_PHRASE("its numbers are not usable")}});
        return std::unique_ptr<FittedEncoder>(std::make_unique<FittedDate>(std::move(state)));
    }
};

} // namespace fettle::components

FETTLE_COMPONENT(encoders, date, components::DateEncoder)
