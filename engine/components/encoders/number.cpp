// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <limits>

#include <torch/torch.h>

#include "engine/component_api/encoder.h"
#include "engine/component_api/layer.h"

namespace fettle::components {
namespace {

/// (x − shift) / scale; a missing or infinite value becomes `fill`, which training's mean is.
struct NumberState {
    std::string field;
    double shift = 0.0;
    double scale = 1.0;
    double fill = 0.0;
    bool hasIndicator = false;
    bool isTarget = false;
};

class FittedNumber final : public FittedEncoder {
public:
    explicit FittedNumber(NumberState state) : m_state(std::move(state)) {}

    [[nodiscard]] TensorSpec spec() const override { return tensorSpec({{"N", -1}, {"D", m_state.hasIndicator ? 2 : 1}}); }

    [[nodiscard]] Value state() const override
    {
        return ValueMap{{"field", m_state.field},           {"shift", m_state.shift},
                        {"scale", m_state.scale},           {"fill", m_state.fill},
                        {"indicator", m_state.hasIndicator}, {"target", m_state.isTarget}};
    }

    void encode(const Column& column, std::span<const std::int64_t> rows, torch::Tensor out,
                const EncodeContext&) const override
    {
        thread_local std::vector<double> numbers;
        numbers.resize(rows.size());
        column.readNumbers(rows, numbers);
        auto* to = out.mutable_data_ptr<float>();
        const auto rowStride = out.stride(0);
        const auto columnStride = out.dim() > 1 ? out.stride(1) : 1;
        // A target that is not known stays unknown: the trainer leaves such rows out.
        const double missing =
            m_state.isTarget ? std::numeric_limits<double>::quiet_NaN() : (m_state.fill - m_state.shift) / m_state.scale;
        for (const double number : numbers) {
            const bool isKnown = std::isfinite(number);
            to[0] = static_cast<float>(isKnown ? (number - m_state.shift) / m_state.scale : missing);
            if (m_state.hasIndicator)
                to[columnStride] = isKnown ? 0.0F : 1.0F;
            to += rowStride;
        }
    }

    [[nodiscard]] Value decode(const torch::Tensor& encoded) const override
    {
        const auto value = encoded.dim() == 0 ? encoded : encoded.flatten()[0];
        return value.item<double>() * m_state.scale + m_state.shift;
    }

    [[nodiscard]] std::vector<std::string> outputNames() const override
    {
        std::vector<std::string> names{m_state.field};
        if (m_state.hasIndicator)
            names.push_back(m_state.field + " (missing)");
        return names;
    }

    [[nodiscard]] UnseenValues unseen(const Column& column, std::span<const std::int64_t> rows) const override
    {
        std::vector<double> numbers(rows.size());
        column.readNumbers(rows, numbers);
        UnseenValues values;
        values.missing = std::count_if(numbers.begin(), numbers.end(), [](double x) { return !std::isfinite(x); });
        return values;
    }

    [[nodiscard]] Value preview(const Column& column, std::int64_t row) const override
    {
        const std::int64_t rows[] = {row};
        double before[1];
        column.readNumbers(rows, before);
        const auto after = torch::empty({1, m_state.hasIndicator ? 2 : 1});
        encode(column, rows, after, {});
        ValueList list;
        for (std::int64_t i = 0; i < after.size(1); ++i)
            list.emplace_back(static_cast<double>(after[0][i].item<float>()));
        return ValueMap{{"before", std::isfinite(before[0]) ? Value(before[0]) : Value()}, {"after", std::move(list)}};
    }

private:
    NumberState m_state;
};

} // namespace

class NumberEncoder final : public Encoder {
public:
    [[nodiscard]] ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Encoder;
        info.id = "number";
        info.title = FETTLE_TEXT("Number");
        info.help = FETTLE_TEXT("A number as one input, brought to a range in which networks learn well. The range is "
                                "taken from the training rows alone.");
        info.suits = {"number", "boolean"};
        info.keywords = {"standardize", "standardise", "scale", "min max", "robust", "normalize", "normalise"};
        info.parameters = {
            choiceParameter("normalize", "standard")
                .choice("standard", FETTLE_TEXT("Mean 0, deviation 1"))
                .choice("min_max", FETTLE_TEXT("0 to 1"))
                .choice("robust", FETTLE_TEXT("Median 0, quartiles 1 apart"))
                .choice("none", FETTLE_TEXT("As it is"))
                .title(FETTLE_TEXT("Scaling"))
                .help(FETTLE_TEXT("How numbers are brought to a common range."))
                .when(FETTLE_TEXT("Choose the median where a few numbers are far larger than the rest.")),
            booleanParameter("missing_indicator", false)
                .title(FETTLE_TEXT("Mark missing numbers"))
                .help(FETTLE_TEXT("Adds a second input that is 1 where the number is missing. Missing numbers become "
                                  "the mean of the training rows either way."))
                .when(FETTLE_TEXT("Switch it on where a missing number says something by itself.")),
        };
        return info;
    }

    [[nodiscard]] Result<std::unique_ptr<FittedEncoder>> fit(const Parameters& parameters, const Column& column,
                                                             std::span<const std::int64_t> trainRows,
                                                             bool asTarget) const override
    {
        std::vector<double> numbers(trainRows.size());
        column.readNumbers(trainRows, numbers);
        std::erase_if(numbers, [](double x) { return !std::isfinite(x); });
        NumberState state;
        state.field = column.field().name;
        state.isTarget = asTarget;
        state.hasIndicator = !asTarget && parameters.boolean("missing_indicator");
        if (!numbers.empty())
            measure(parameters.text("normalize"), numbers, state);
        return std::unique_ptr<FittedEncoder>(std::make_unique<FittedNumber>(std::move(state)));
    }

    [[nodiscard]] Result<std::unique_ptr<FittedEncoder>> restore(const Parameters&, const Value& value) const override
    {
        const bool isWhole = value.at("shift").isNumber() && value.at("scale").isNumber() && value.at("fill").isNumber();
        NumberState state;
        state.field = value.at("field").asText();
        state.shift = value.at("shift").asReal();
        state.scale = value.at("scale").asReal();
        state.fill = value.at("fill").asReal();
        state.hasIndicator = value.at("indicator").asBoolean();
        state.isTarget = value.at("target").asBoolean();
        if (!isWhole || !std::isfinite(state.shift) || !std::isfinite(state.fill) || !(std::abs(state.scale) > 0.0) ||
            !std::isfinite(state.scale))
            return makeError("components.encoder_state",
                             {{"component", "number"}, {"reason", FETTLE_PHRASE("its numbers are not usable")}});
        return std::unique_ptr<FittedEncoder>(std::make_unique<FittedNumber>(std::move(state)));
    }

private:
    static double quantile(std::vector<double>& numbers, double share)
    {
        // Linear between the neighbours, as NumPy and scikit-learn have it.
        const double position = share * static_cast<double>(numbers.size() - 1);
        const auto lower = static_cast<std::ptrdiff_t>(position);
        std::nth_element(numbers.begin(), numbers.begin() + lower, numbers.end());
        const double low = numbers[static_cast<std::size_t>(lower)];
        if (static_cast<std::size_t>(lower) + 1 >= numbers.size())
            return low;
        const double high = *std::min_element(numbers.begin() + lower + 1, numbers.end());
        return low + (high - low) * (position - static_cast<double>(lower));
    }

    static void measure(const std::string& method, std::vector<double>& numbers, NumberState& state)
    {
        const auto count = static_cast<double>(numbers.size());
        double sum = 0.0;
        for (const double x : numbers)
            sum += x / count;
        double squares = 0.0;
        for (const double x : numbers)
            squares += (x - sum) * (x - sum) / count;
        state.fill = sum;
        if (method == "standard") {
            state.shift = sum;
            state.scale = std::sqrt(squares);
        } else if (method == "min_max") {
            const auto [low, high] = std::minmax_element(numbers.begin(), numbers.end());
            state.shift = *low;
            state.scale = *high - *low;
        } else if (method == "robust") {
            state.shift = quantile(numbers, 0.5);
            const double low = quantile(numbers, 0.25);
            state.scale = quantile(numbers, 0.75) - low;
        }
        // A column that is always the same: nothing to scale. (The bound is scikit-learn's.)
        const double tiny = 10.0 * std::numeric_limits<double>::epsilon();
        if (!(state.scale > tiny * std::max(1.0, std::abs(sum))) || !std::isfinite(state.scale))
            state.scale = 1.0;
    }
};

} // namespace fettle::components

FETTLE_COMPONENT(encoders, number, components::NumberEncoder)
