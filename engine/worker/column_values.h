// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/component_api/column.h"

namespace fettle::worker {

/// Which value each of some rows has in a column, read once: what a filter asks for again and again.
class ColumnValues {
public:
    /// More different values than these are not kept: nobody filters by a text that is in one row.
    static constexpr std::size_t kMostValues = 65'536;

    ColumnValues(const Column& column, std::span<const std::int64_t> rows);

    /// False where there are more values than are kept; then there is no placesWith.
    [[nodiscard]] bool areKept() const { return !m_values.empty() || m_ofPlace.empty(); }
    /// By place in the rows; a missing cell has the value "".
    [[nodiscard]] std::vector<bool> placesWith(const std::string& value) const;

private:
    std::unordered_map<std::string, std::uint32_t> m_values;
    std::vector<std::uint32_t> m_ofPlace;
};

} // namespace fettle::worker
