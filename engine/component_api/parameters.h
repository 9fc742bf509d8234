// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/contract/catalog.h"

namespace fettle {

/// A component's parameters, complete and checked against its description: every declared name has a value of its
/// declared type within its range. Asking for an undeclared name is a programming error (std::logic_error).
class Parameters {
public:
    Parameters() = default;

    /// Errors: components.parameter_unknown (with the nearest name), components.parameter_type,
    /// components.parameter_range, components.parameter_choice.
    [[nodiscard]] static Result<Parameters> resolve(const ComponentInfo& info, const ValueMap& given);

    [[nodiscard]] bool boolean(std::string_view name) const;
    [[nodiscard]] std::int64_t integer(std::string_view name) const;
    [[nodiscard]] double real(std::string_view name) const;
    [[nodiscard]] const std::string& text(std::string_view name) const; ///< also of a choice
    /// One number stands for all: kernel_size 3 → {3, 3}.
    template <std::size_t N>
    [[nodiscard]] std::array<std::int64_t, N> integers(std::string_view name) const
    {
        std::array<std::int64_t, N> result{};
        const auto list = integerList(name);
        for (std::size_t i = 0; i < N; ++i)
            result[i] = list.empty() ? 0 : list[i < list.size() ? i : list.size() - 1];
        return result;
    }
    [[nodiscard]] std::vector<std::int64_t> integerList(std::string_view name) const;
    [[nodiscard]] std::vector<std::string> textList(std::string_view name) const; ///< Fields
    [[nodiscard]] ComponentRef component(std::string_view name) const;
    /// Whether the user gave it.
    [[nodiscard]] bool isGiven(std::string_view name) const;

    /// All values, defaults included.
    [[nodiscard]] const ValueMap& values() const { return m_values; }
    friend bool operator==(const Parameters&, const Parameters&) = default;

private:
    [[nodiscard]] const Value& value(std::string_view name) const;
    ValueMap m_values;
    std::vector<std::string> m_given;
};

/// Fluent makers of ParameterInfo for describe():
/// integerParameter("out_features", 128).range(1, 1 << 20).title("Outputs").help("…").when("…")
class ParameterMaker {
public:
    explicit ParameterMaker(ParameterInfo info) : m_info(std::move(info)) {}
    ParameterMaker&& range(double minimum, double maximum) &&;
    ParameterMaker&& atLeast(double minimum) &&;
    ParameterMaker&& choice(std::string value, std::string title) &&;
    ParameterMaker&& unit(std::string unit) &&;
    ParameterMaker&& title(std::string title) &&;
    ParameterMaker&& help(std::string sentence) &&;
    ParameterMaker&& when(std::string sentence) &&;
    ParameterMaker&& required() &&;
    ParameterMaker&& advanced() &&;
    ParameterMaker&& logarithmic() &&;
    operator ParameterInfo() && { return std::move(m_info); }

private:
    ParameterInfo m_info;
};

[[nodiscard]] ParameterMaker booleanParameter(std::string name, bool value);
[[nodiscard]] ParameterMaker integerParameter(std::string name, std::int64_t value);
[[nodiscard]] ParameterMaker realParameter(std::string name, double value);
[[nodiscard]] ParameterMaker textParameter(std::string name, std::string value);
[[nodiscard]] ParameterMaker choiceParameter(std::string name, std::string value);
[[nodiscard]] ParameterMaker integersParameter(std::string name, std::vector<std::int64_t> value);
[[nodiscard]] ParameterMaker fieldsParameter(std::string name);
[[nodiscard]] ParameterMaker componentParameter(std::string name, ComponentKind kind, std::string defaultId);

} // namespace fettle
