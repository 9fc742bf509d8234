// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fettle::components {

/// Of values with their counts: those that occur at least `minimumCount` times, at most `limit` of them, the most
/// frequent ones (of equal counts the first by alphabet); in alphabetical order.
[[nodiscard]] std::vector<std::string> frequentClasses(std::vector<std::pair<std::string_view, std::int64_t>> counts,
                                                       std::int64_t minimumCount, std::size_t limit);

} // namespace fettle::components
