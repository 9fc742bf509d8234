// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/contract/dataset.h"

namespace fettle {

/// A column of a dataset version, by row number; engine/data implements it over memory-mapped Arrow fragments.
/// Reading is const and thread-safe. Views stay valid as long as the column does.
class Column {
public:
    virtual ~Column() = default;
    [[nodiscard]] virtual const FieldInfo& field() const = 0;
    [[nodiscard]] virtual std::int64_t size() const = 0;
    /// Numbers, booleans (0 and 1) and dates (seconds since 1970 UTC); NaN where missing or not a number.
    virtual void readNumbers(std::span<const std::int64_t> rows, std::span<double> out) const = 0;
    /// Text form of any kind; a missing value is an empty view with null data().
    virtual void readTexts(std::span<const std::int64_t> rows, std::span<std::string_view> out) const = 0;
    /// Encoded media (a JPEG file's bytes) of one row; empty where missing.
    [[nodiscard]] virtual std::span<const std::byte> media(std::int64_t row) const = 0;
};

} // namespace fettle
